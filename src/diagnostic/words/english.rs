//! The English words of every finding.

use super::prose::{closest, detail, is_elsewhere, list, quote, quote_lines};
use super::yaml;
use crate::diagnostic::{
    Finding, FooterItem, Form, Found, IgnoreProblem, Language, PortalForm, RelatedKind, SealedChange, Thing,
};

/// What is wrong.
pub(super) fn message(finding: &Finding) -> String {
    match finding {
        Finding::BadDate { key, text } => format!("{} is not a date: {}", quote(key), quote(text)),
        Finding::BadId { text } => format!("{} cannot be an id", quote(text)),
        Finding::BadTarget { text, english, chinese: _ } => {
            format!("{} cannot be read as a target: {english}", quote(text))
        }
        Finding::DuplicateFootnote { label } => format!("the footnote {} is defined twice", quote(label)),
        Finding::UndefinedFootnote { label } => format!("there is no footnote {}", quote(label)),
        Finding::UnusedFootnote { label } => format!("nothing refers to the footnote {}", quote(label)),
        Finding::BadIgnore { problem } => match problem {
            IgnoreProblem::NoInstruction { text } => {
                format!("this comment to Planpress does not say what to do: {}", quote(text))
            }
            IgnoreProblem::NoCode => "this comment does not say which finding to ignore".to_owned(),
            IgnoreProblem::UnknownCode { code } => format!("there is no code {}", quote(code)),
            IgnoreProblem::Fixed { code } => format!("{} cannot be ignored", quote(code.as_str())),
            IgnoreProblem::NoReason { code } => {
                format!("this comment gives no reason to ignore {}", quote(code.as_str()))
            }
        },
        Finding::UnusedIgnore { code } => {
            format!("there is no finding {} here to ignore", quote(code.as_str()))
        }
        Finding::LinkToDraft { target, file: _ } => {
            format!("the link {} leads to a draft, which is held back", quote(target))
        }
        Finding::LowContrast { key, colour, ground, ratio, nearest: _ } => format!(
            "{} {} is hard to read: its contrast with {ground} is {ratio}:1, and 4.5:1 is the least",
            quote(key),
            quote(colour)
        ),
        Finding::BadValue { key, value, allowed: _ } => {
            format!("{} cannot be {}", quote(key), quote(value))
        }
        Finding::BadYaml { detail: text } => match yaml::plain(text, Language::English) {
            Some((words, _)) => format!("this is not valid YAML: {words}"),
            None => format!("this is not valid YAML: {}", detail(text)),
        },
        Finding::DeadAnchor { target, anchor, similar: _ } if target.is_empty() => {
            format!("this page has no heading {}", quote(&format!("#{anchor}")))
        }
        Finding::DeadAnchor { target, anchor, similar: _ } => {
            format!("{} has no heading {}", quote(target), quote(&format!("#{anchor}")))
        }
        Finding::DeadLink { target, similar: _ } => format!("the link {} leads nowhere", quote(target)),
        Finding::Doubt(doubt) => super::doubt::message(doubt, Language::English),
        Finding::DuplicateAddress { address, other } => {
            format!("the address {} is already taken by {}", quote(address), quote(other))
        }
        Finding::DuplicateId { id } => format!("the id {} is already used in this plan", quote(id)),
        Finding::DuplicateYear { year, other } => {
            format!("this series already has a plan for {year}: {}", quote(other))
        }
        Finding::BrokenSeal { english, chinese: _ } => format!("the archive does not hold: {english}"),
        Finding::SealedSource { plan, change } => match change {
            SealedChange::Lines(lines) if lines.is_empty() => {
                format!("{} is sealed, and this was not sealed with it", quote(plan))
            }
            SealedChange::Lines(_) => format!("{} is sealed, and this is not what was sealed", quote(plan)),
            SealedChange::Removed(_) => {
                format!("{} is sealed, and what was sealed before this line is gone", quote(plan))
            }
            SealedChange::More(1) => {
                format!("{} is sealed, and one more place of this file is not what was sealed", quote(plan))
            }
            SealedChange::More(count) => {
                format!(
                    "{} is sealed, and {count} more places of this file are not what was sealed",
                    quote(plan)
                )
            }
            SealedChange::Unseen => format!(
                "{} is sealed, and this file differs from the sealed one in line ends or blank lines",
                quote(plan)
            ),
            SealedChange::Bytes => {
                format!("{} is sealed, and this file is not the one that was sealed", quote(plan))
            }
            SealedChange::Missing => format!("{} is sealed, and this file of it is gone", quote(plan)),
            SealedChange::Added => format!("{} is sealed, and this file was not sealed with it", quote(plan)),
        },
        Finding::EmptyPlan => "this plan has no sections".to_owned(),
        Finding::EmptySection => "this section has no text, indicators or tasks".to_owned(),
        Finding::FigureBound { id, figure, data } | Finding::FigureValue { id, figure, data } => {
            format!("the text says {}, but {} is {}", quote(figure), quote(id), quote(data))
        }
        Finding::FigureUnit { id, figure, data } => {
            format!(
                "the text says {}, but {} is counted otherwise: {}",
                quote(figure),
                quote(id),
                quote(data)
            )
        }
        Finding::FigureUnread { id, figure } => {
            format!("{} states no quantity to compare with {}", quote(figure), quote(id))
        }
        Finding::SumMismatch { id, total, sum: Some(sum), parts } => {
            format!(
                "{} is {}, but its parts add up to {}: {}",
                quote(id),
                quote(total),
                quote(sum),
                parts.join(", ")
            )
        }
        Finding::SumMismatch { id, total, sum: None, parts } => format!(
            "{} is {}, but its parts are counted in units that cannot be added: {}",
            quote(id),
            quote(total),
            parts.join(", ")
        ),
        Finding::UntoldFigure { figure } => format!("{} is bound to no indicator", quote(figure)),
        Finding::HtmlRemoved { html } => format!("this HTML was taken out: {}", quote(html)),
        Finding::MissingAlt { target } => format!("the picture {} has no text alternative", quote(target)),
        Finding::MissingFooterItem { items } => {
            let items: Vec<&str> = items.iter().map(|item| footer_item(*item)).collect();
            format!("the footer of a site that stands alone lacks {}", plain_list(&items, " and "))
        }
        Finding::MissingFrontMatter => "this file has no front matter".to_owned(),
        Finding::MissingKey { key, of } => format!("{} lacks the key {}", thing(of), quote(key)),
        Finding::MissingPicture { target, similar: _ } if is_elsewhere(target) => {
            format!("the picture {} is not in this site", quote(target))
        }
        Finding::MissingPicture { target, similar: _ } => format!("there is no picture {}", quote(target)),
        Finding::MissingSite { folder } => format!("there is no `site.yaml` in {}", quote(folder)),
        Finding::MissingPortalValue { keys, of } => {
            let keys = list(keys.iter().map(String::as_str), Language::English);
            format!("{} lacks what a government portal asks for: {keys}", thing(of))
        }
        Finding::MissingValue { id, value } => format!("the indicator {} has no {}", quote(id), quote(value)),
        Finding::NotUtf8 { guess: Some(guess) } => format!("this file is not UTF-8; it looks like {guess}"),
        Finding::NotUtf8 { guess: None } => "this file is not UTF-8".to_owned(),
        Finding::OrphanFile => "no page shows this file".to_owned(),
        Finding::PortalValue { key, value, form } => {
            let form = match form {
                PortalForm::IdCode => "does not have the ten letters and digits of an identification code",
                PortalForm::Domain => "is not a host alone",
                PortalForm::Police => "does not have the fourteen digits of a public security filing number",
                PortalForm::Address => "is not a whole web address",
                PortalForm::Subject => "does not have the two levels of a subject class",
            };
            format!("{} {form}: {}", quote(key), quote(value))
        }
        Finding::SymlinkOutside { target } => {
            format!("this symbolic link leads out of the site, to {}", quote(target))
        }
        Finding::TemplateError { detail: text, page: Some(page) } => {
            format!("the template failed on the page {}: {}", quote(page), detail(text))
        }
        Finding::TemplateError { detail: text, page: None } => {
            format!("the template cannot be used: {}", detail(text))
        }
        Finding::ThemeCycle { chain } => format!("the theme extends itself: {}", arrows(chain)),
        Finding::UnclosedFrontMatter => "the front matter is never closed".to_owned(),
        Finding::UnitMismatch { phrase_unit, unit } => {
            format!("the target says {}, but `unit` says {}", quote(phrase_unit), quote(unit))
        }
        Finding::UnknownIndicator { id, similar: _ } => {
            format!("there is no indicator or task {}", quote(id))
        }
        Finding::UnknownKey { key, of, similar: _ } => format!("unknown key {} in {}", quote(key), thing(of)),
        Finding::UnknownTheme { name, known: _ } => format!("there is no theme {}", quote(name)),
        Finding::Unreadable { detail: text } => format!("this cannot be read: {}", detail(text)),
        Finding::Wording(wording) => super::wording::message(wording, Language::English),
        Finding::WrongType { key, expected, found: actual } => {
            format!("{} must be {}, not {}", quote(key), form(*expected), found(*actual))
        }
    }
}

/// What to do about it.
pub(super) fn help(finding: &Finding) -> Option<String> {
    let words = match finding {
        Finding::BadDate { key, text: _ } if key == "due" => {
            "write year, month and day, such as `2016-12-31`, or `continuous`".to_owned()
        }
        Finding::BadDate { .. } => "write year, month and day, such as `2016-03-01`".to_owned(),
        Finding::BadId { .. } => {
            "use small letters, digits and hyphens, and begin with a letter, such as `pilot-firms`".to_owned()
        }
        Finding::BadTarget { .. } => {
            "write a number (`60`), a bound (`\">= 12\"`, `\"3..5\"`, `\"~ 8\"`) or the words of the document \
             (`12家以上`, `8%左右`)"
                .to_owned()
        }
        Finding::BadValue { key: _, value, allowed } => match allowed.as_slice() {
            [sample] if closest(value, allowed).is_none() => format!("write it like {}", quote(sample)),
            _ => choose(value, allowed, "allowed here"),
        },
        Finding::BadYaml { detail: text } => yaml::plain(text, Language::English)
            .map_or(
                "look for a missing blank after a colon, a tab instead of blanks, or text with `:` or `#` that \
             needs quotes",
                |(_, help)| help,
            )
            .to_owned(),
        Finding::DeadAnchor { similar: Some(similar), .. } => did_you_mean(&format!("#{similar}")),
        Finding::DeadAnchor { similar: None, .. } => {
            "copy the heading's words after the `#`, or link to the page without it".to_owned()
        }
        Finding::DeadLink { similar: Some(similar), .. }
        | Finding::MissingPicture { similar: Some(similar), .. }
        | Finding::UnknownKey { similar: Some(similar), .. }
        | Finding::UnknownIndicator { similar: Some(similar), .. } => did_you_mean(similar),
        Finding::DuplicateFootnote { .. } => "give one of the two another label".to_owned(),
        Finding::UndefinedFootnote { label } => format!("add a line that begins with {}", quote(&format!("[^{label}]:"))),
        Finding::UnusedFootnote { label } => {
            format!("write {} where the note belongs, or take the note out", quote(&format!("[^{label}]")))
        }
        Finding::BadIgnore { problem: IgnoreProblem::Fixed { .. } } => {
            "mend what the finding names: with it, something would be missing or wrong in what is published"
                .to_owned()
        }
        Finding::BadIgnore { .. } => {
            format!("write {}", quote("<!-- planpress: ignore CODE reason -->"))
        }
        Finding::UnusedIgnore { .. } => "take the entry or the comment out".to_owned(),
        Finding::LinkToDraft { file, .. } => {
            format!("publish {}, take the link out, or build with `--drafts`", quote(file))
        }
        Finding::LowContrast { nearest, .. } => {
            format!("write {}, the nearest colour of the same hue that reads well enough", quote(nearest))
        }
        Finding::DeadLink { target, similar: None } if is_elsewhere(target) => {
            "only `https:`, `http:`, `mailto:` and `tel:` may lead out of the site".to_owned()
        }
        Finding::DeadLink { similar: None, .. } => {
            "write the path of the source file as seen from this file, such as `../2017/03-market.md`"
                .to_owned()
        }
        Finding::Doubt(doubt) => super::doubt::help(doubt, Language::English),
        Finding::DuplicateAddress { address, .. } if address.starts_with("/units/") => {
            "write a unit in the same way everywhere (its page's address is its name without punctuation)".to_owned()
        }
        Finding::DuplicateAddress { .. } => {
            "rename one of the two (the address is the file's name without the number in front), or correct `aliases`"
                .to_owned()
        }
        Finding::DuplicateId { .. } => "give each indicator and task of a plan its own id".to_owned(),
        Finding::DuplicateYear { .. } => {
            "correct the year of one of them, or put plans of another body in a folder of their own".to_owned()
        }
        Finding::BrokenSeal { .. } => {
            "nothing is built from an archive that was changed; bring it back as it was, from version control or a copy; \
             `planpress verify` lists all that is wrong"
                .to_owned()
        }
        Finding::SealedSource { plan, change } => {
            let sealed = match change {
                SealedChange::Lines(lines) | SealedChange::Removed(lines) if !lines.is_empty() => {
                    format!("sealed was: {}; ", quote_lines(lines))
                }
                _ => String::new(),
            };
            format!(
                "{sealed}readers see the sealed plan, not this; to publish the change, seal the plan again: \
                 `planpress archive {plan} --amend --reason …`; to undo it, take the sealed files: \
                 `planpress archive --restore {plan} --to DIR`"
            )
        }
        Finding::EmptyPlan => {
            "put a file such as `01-overview.md` beside the plan's `_index.md` for each section".to_owned()
        }
        Finding::EmptySection => {
            "write its text below the front matter, or add `draft: true` until it is ready".to_owned()
        }
        Finding::HtmlRemoved { .. } => "write it as Markdown; only simple, closed HTML is kept".to_owned(),
        Finding::MissingAlt { target } => {
            format!(
                "say in the square brackets what the picture shows: {}",
                quote(&format!("![the park's gate]({target})"))
            )
        }
        Finding::MissingFooterItem { items } => {
            let keys = list(items.iter().map(|item| item.key()), Language::English);
            format!("give {keys} in `site.yaml`")
        }
        Finding::MissingFrontMatter => {
            "begin the file with a line `---`, a line such as `title: Overview`, and a line `---`".to_owned()
        }
        Finding::MissingKey { key, of: _ } => format!("add a line {}", quote(&format!("{key}: …"))),
        Finding::MissingPicture { target, similar: None } if is_elsewhere(target) => {
            "save it beside this file and name it here: a page must not fetch anything from another host".to_owned()
        }
        Finding::MissingPicture { similar: None, .. } => {
            "put the picture beside this file and write its name with its ending, such as `park.jpg`".to_owned()
        }
        Finding::MissingSite { .. } => {
            "name the site's folder with `--root`, or make a new site with `planpress init`".to_owned()
        }
        Finding::MissingPortalValue { keys: _, of: Thing::Site } => {
            "add `base_url`: fragments stand elsewhere, so their links begin with it, and none are written without"
                .to_owned()
        }
        Finding::MissingPortalValue { keys, of: _ } => {
            let keys = list(keys.iter().map(String::as_str), Language::English);
            format!("add {keys}; pages leave out a tag that has no value")
        }
        Finding::MissingValue { id: _, value } if value == "attainment" => {
            "give the indicator a `target` and an `actual`, or write the figure out".to_owned()
        }
        Finding::MissingValue { id: _, value } => {
            format!(
                "add a line {} to the indicator, or write the figure out",
                quote(&format!("{value}: …"))
            )
        }
        Finding::NotUtf8 { .. } => "save it again in your editor with the encoding UTF-8".to_owned(),
        Finding::OrphanFile => "link to it from a page, or move it out of `content/`".to_owned(),
        Finding::PortalValue { form, .. } => match form {
            PortalForm::IdCode => "check the code: it is like `1304000009`, or `bm14000002` for a ministry",
            PortalForm::Domain => "write the host only, without `https://` and path: `www.example.gov.cn`",
            PortalForm::Police => "check the number against the filing: it has 14 digits",
            PortalForm::Address => "write the whole address, with `https://`",
            PortalForm::Subject => "write both levels with a backslash between them: `综合政务\\政务公开`",
        }
        .to_owned(),
        Finding::SymlinkOutside { .. } => "put a copy of the file in the site instead of the link".to_owned(),
        Finding::TemplateError { .. } => "show this to whoever looks after the theme".to_owned(),
        Finding::ThemeCycle { .. } => "take `extends` out of one of these themes' `theme.yaml`".to_owned(),
        Finding::UnclosedFrontMatter => "put a line `---` after its last key".to_owned(),
        Finding::FigureBound { .. } => {
            "write the bound as the data have it, in the link or right beside it, or correct the data".to_owned()
        }
        Finding::FigureUnit { .. } | Finding::FigureValue { .. } => {
            "correct the text or the data; leave the text of the link empty to have it filled from the data"
                .to_owned()
        }
        Finding::FigureUnread { .. } => {
            "bind the number with its unit and bound, such as `[12家以上](indicator:pilot-firms)`".to_owned()
        }
        Finding::SumMismatch { .. } => "correct the total, one of its parts, or `sum_of`".to_owned(),
        Finding::UntoldFigure { figure } => format!(
            "make it an indicator and bind the words, such as {}, or say why not: \
             `<!-- planpress: ignore untold-figure reason -->`",
            quote(&format!("[{figure}](indicator:id)"))
        ),
        Finding::UnitMismatch { .. } => {
            "correct one of the two, or leave `unit` out: the target's words carry it".to_owned()
        }
        Finding::UnknownIndicator { id, similar: None } if id.contains('/') => {
            "check the year and the id; a plan of another series goes by its whole address: `city/2016/pilot-firms`"
                .to_owned()
        }
        Finding::UnknownIndicator { similar: None, .. } => {
            "define it in a section of this plan; for another year's, put the year before it: `2016/pilot-firms`"
                .to_owned()
        }
        Finding::UnknownKey { of, similar: None, .. } => match of {
            Thing::Series | Thing::Plan | Thing::Section | Thing::Page => {
                "take it out; keys of your own go under `extra`".to_owned()
            }
            Thing::Site
            | Thing::Theme
            | Thing::Indicator
            | Thing::Measurement
            | Thing::Milestone
            | Thing::Revision
            | Thing::Task
            | Thing::Under(_) => "take it out, or correct its name".to_owned(),
        },
        Finding::UnknownTheme { name, known } => choose(name, known, "there"),
        Finding::Unreadable { .. } => "check that it is there and that you may open it".to_owned(),
        Finding::Wording(wording) => super::wording::help(wording, Language::English),
        Finding::WrongType { key, expected, found: _ } => example(key, *expected),
    };
    Some(words)
}

/// What a second place has to do with a finding.
pub(super) const fn related(kind: RelatedKind) -> &'static str {
    match kind {
        RelatedKind::FirstUse => "first used here",
        RelatedKind::Contradicts => "contradicts this",
        RelatedKind::Part => "one of the parts",
        RelatedKind::YearBefore => "in the plan before",
    }
}

const fn form(form: Form) -> &'static str {
    match form {
        Form::Text => "text",
        Form::Number => "a number",
        Form::Integer => "a whole number",
        Form::Boolean => "`true` or `false`",
        Form::List => "a list",
        Form::TextList => "a list of texts",
        Form::Mapping => "keys with values",
        Form::MappingList => "a list whose entries are keys with values",
        Form::Measurement => "a number, or `value` with `date`, `source` and `note`",
        Form::Target => "a number or a target's words",
        Form::Date => "a date",
    }
}

const fn found(found: Found) -> &'static str {
    match found {
        Found::Nothing => "empty",
        Found::Text => "text",
        Found::Number => "a number",
        Found::Boolean => "`true` or `false`",
        Found::List => "a list",
        Found::Mapping => "keys with values",
        Found::Tagged => "a value with a `!` tag",
    }
}

fn thing(thing: &Thing) -> String {
    match thing {
        Thing::Site => "`site.yaml`".to_owned(),
        Thing::Theme => "`theme.yaml`".to_owned(),
        Thing::Series => "a series".to_owned(),
        Thing::Plan => "a plan".to_owned(),
        Thing::Section => "a section".to_owned(),
        Thing::Page => "a page".to_owned(),
        Thing::Indicator => "an indicator".to_owned(),
        Thing::Measurement => "a value".to_owned(),
        Thing::Milestone => "a milestone".to_owned(),
        Thing::Revision => "a revision".to_owned(),
        Thing::Task => "a task".to_owned(),
        Thing::Under(key) => quote(key),
    }
}

fn example(key: &str, expected: Form) -> String {
    let line = match expected {
        Form::Text => format!("{key}: \"…\""),
        Form::Number => format!("{key}: 12.5"),
        Form::Integer if key == "year" => "year: 2016".to_owned(),
        Form::Integer => format!("{key}: 12"),
        Form::Boolean => format!("{key}: true"),
        Form::List | Form::TextList => format!("{key}: [first, second]"),
        Form::Mapping => {
            return "write each of its keys on a line of its own, two blanks further in".to_owned();
        }
        Form::MappingList => {
            return "begin each entry with `- `, and line its keys up under the first".to_owned();
        }
        Form::Measurement => format!("{key}: {{value: 14, date: 2016-12-31}}"),
        Form::Target => format!("{key}: 12家以上"),
        Form::Date => format!("{key}: 2016-03-01"),
    };
    format!("for example {}", quote(&line))
}

fn did_you_mean(name: &str) -> String {
    format!("did you mean {}?", quote(name))
}

/// The near miss where there is one, and all there is to choose from.
fn choose(text: &str, names: &[String], place: &str) -> String {
    let all = list(names.iter().map(String::as_str), Language::English);
    let verb = if names.len() == 1 { "is" } else { "are" };
    match closest(text, names) {
        Some(name) if names.len() == 1 => did_you_mean(name),
        Some(name) => format!("did you mean {}? {all} {verb} {place}", quote(name)),
        None if names.is_empty() => format!("none is {place}"),
        None => format!("{all} {verb} {place}"),
    }
}

fn arrows(chain: &[String]) -> String {
    chain.iter().map(|name| quote(name)).collect::<Vec<_>>().join(" → ")
}

const fn footer_item(item: FooterItem) -> &'static str {
    match item {
        FooterItem::Badge => "the badge of Party and government bodies",
        FooterItem::IdCode => "the site identification code",
        FooterItem::Icp => "the ICP filing number",
        FooterItem::Police => "the public security filing number",
        FooterItem::Sponsor => "the sponsor",
        FooterItem::Contact => "how to reach the publisher",
        FooterItem::ReportErrors => "the link to report errors",
        FooterItem::Accessibility => "the mark of accessibility",
    }
}

fn plain_list(items: &[&str], and: &str) -> String {
    match items.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{}{and}{last}", rest.join(", ")),
        Some((last, _)) => (*last).to_owned(),
        None => String::new(),
    }
}
