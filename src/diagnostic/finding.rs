//! The findings that belong to no family of their own: one declaration each, in the alphabetical order of the codes.
//!
//! A declaration has all that belongs to a finding: see `findings!` in `code.rs`. It is long because it is a catalogue:
//! nothing in it depends on anything else in it. Decides nothing: what is wrong was settled where it was found.

use super::block_slip::BlockSlip;
use super::code::{Code, findings};
use super::figure_fault::FigureFault;
use super::file_fault::FileFault;
use super::indicator_lint::IndicatorLint;
use super::mark_slip::MarkSlip;
use super::odd_character::OddCharacter;
use super::particulars::{Form, Found, IgnoreProblem, Thing};
use super::reference_fault::ReferenceFault;
use super::setting::{UNIT, YEAR, YEAR_BEFORE};
use super::site_fault::SiteFault;
use super::style_issue::{StyleFinding, StyleIssue};
use super::words::{Words, choose, closest, did_you_mean, quote, say};
use super::yaml_fault::YamlFault;

/// The date of a baseline, which has to say its year.
pub const BASELINE_DATE: &str = "baseline.date";

findings! {
    /// What is wrong, with its particulars.
    pub enum Finding with {
        /// A block that is read as something else than was typed.
        Block(BlockSlip),
        /// Something in the text that was meant as a mark of Markdown and is none.
        Mark(MarkSlip),
        /// A file that cannot be read, or is not what its name and place make of it.
        File(FileFault),
        /// Something about the site as a whole: its settings, theme, addresses, archive.
        Site(SiteFault),
        /// Something that a text refers to and that is not there: links, pictures, figures, footnotes.
        Reference(ReferenceFault),
        /// Something about the numbers in the prose and those in the data.
        Figure(FigureFault),
        /// Something doubtful about an indicator or a task.
        Lint(IndicatorLint),
        /// A character that does not show what it is.
        Character(OddCharacter),
        /// Something about the wording of the prose.
        Style(StyleFinding),
    };

    /// Text that is not a calendar date.
    BadDate { key: String, text: String } = "bad-date", Error always;
    message if key == BASELINE_DATE {
        say!("{} does not say of which year it is, or is not a date", "{} 没有写明年份，或者不是有效日期", quote(text))
    } else {
        say!("{} is not a date: {}", "{} 不是有效日期：{}", quote(key), quote(text))
    };
    help match key.as_str() {
        "due" => say!(
            "write `{YEAR}-12-31`, or as plans do: `12月底`, `6月底前`, `6月30日前`, `年底`, `上半年`, `第三季度`, `Q3`; `continuous` \
             (长期, 每月) for what has no end",
            "请填写 `{YEAR}-12-31`，或按计划的通常写法填写 `12月底`、`6月底前`、`6月30日前`、`年底`、`上半年`、`第三季度`、`Q3`；长期推进的填写 \
             `长期`、`每月` 或 `continuous`"
        ),
        "quarter" => say!("write `1`, `Q1` or `第一季度`", "请填写 `1`、`Q1` 或 `第一季度`"),
        "date" | "as_of" | "done" => say!(
            "write `{YEAR}-06-30`, or as plans do: `6月底`, `6月30日`, `上半年`, `第三季度`, `年底`",
            "请填写 `{YEAR}-06-30`，或按通常写法填写 `6月底`、`6月30日`、`上半年`、`第三季度`、`年底`"
        ),
        BASELINE_DATE => say!(
            "write the year too: `{YEAR_BEFORE}-12-31` or `{YEAR_BEFORE}年底`",
            "请写明年份，如 `{YEAR_BEFORE}-12-31` 或 `{YEAR_BEFORE}年底`"
        ),
        _ => say!("write year, month and day, such as `{YEAR}-03-01`", "请按年-月-日填写，如 `{YEAR}-03-01`"),
    };
    examples
        { key: "written".into(), text: "2016-02-30".into() }
        { key: "due".into(), text: "年中".into() }
        { key: "date".into(), text: "6月31日".into() }
        { key: "quarter".into(), text: "5".into() }
        { key: BASELINE_DATE.into(), text: "12月底".into() };

    /// An id with other characters than `a-z`, `0-9` and `-`.
    BadId { text: String } = "bad-id", Error always;
    message "{} cannot be an id", "{} 不符合编号（id）的写法", quote(text);
    help match closest_id(text) {
        Some(id) => say!(
            "write {}: small letters, digits and hyphens, beginning with a letter",
            "请改为 {}：只用小写字母、数字和连字符，并以字母开头",
            quote(&id)
        ),
        None => say!(
            "use small letters, digits and hyphens, and begin with a letter, such as `pilot-firms`",
            "请用小写字母、数字和连字符，并以字母开头，如 `pilot-firms`"
        ),
    };
    examples { text: "Pilot Firms".into() } { text: "企业".into() };

    /// A comment that asks for a finding to be ignored and cannot be followed.
    BadIgnore { problem: IgnoreProblem } = "bad-ignore", Warning;
    message problem.words();
    help if matches!(problem, IgnoreProblem::Fixed(_)) {
        say!(
            "mend what the finding names: with it, something would be missing or wrong in what is published",
            "请按诊断改正：不改，发布的内容就会缺漏或出错"
        )
    } else {
        say!("write `<!-- planpress: ignore CODE reason -->`", "请写作 `<!-- planpress: ignore 代码 理由 -->`")
    };
    examples
        { problem: IgnoreProblem::NoInstruction("skip".into()) }
        { problem: IgnoreProblem::NoCode }
        { problem: IgnoreProblem::UnknownCode("missing-al".into()) }
        { problem: IgnoreProblem::Fixed(Code::BadYaml) }
        { problem: IgnoreProblem::NoReason(Code::MissingAlt) };

    /// A target that cannot be read as a quantity, and why.
    BadTarget { text: String, reason: Words } = "bad-target", Error always;
    message "{} cannot be read as a target: {}", "目标值 {} 无法识别：{}", quote(text), reason;
    help "write a number (`60`), a bound (`\">= 12\"`, `\"3..5\"`, `\"~ 8\"`) or the words of the document (`12{UNIT}以上`, `8%左右`)",
        "请填写数字（`60`）、界限（`\">= 12\"`、`\"3..5\"`、`\"~ 8\"`）或文件原文（`12{UNIT}以上`、`8%左右`）";
    examples {
        text: "若干".into(),
        reason: Words::new("a number is missing at character 1", "第1个字符处缺少数字"),
    };

    /// A measured value that its target cannot be held against, and what to write.
    BadMeasurement { key: String, text: String, reason: Words } = "bad-measurement", Error always;
    message "{} of {} cannot be read beside its target", "{} 的值 {} 与目标值对不上，无法识别", quote(key), quote(text);
    help "{}", "{}", reason;
    examples {
        key: "actual".into(),
        text: "3.5".into(),
        reason: Words::new("write `下降3.5%`", "请写明，如“下降3.5%”"),
    };

    /// A unit that values cannot be written in, and why.
    BadUnit { unit: String, reason: Words } = "bad-unit", Error always;
    message "{} is no unit to count in", "{} 不能作为单位", quote(unit);
    help "{}", "{}", reason;
    examples {
        unit: "10亿元".into(),
        reason: Words::new("write `亿元`", "请写“亿元”"),
    };

    /// A value outside a fixed list; `allowed` is never empty, and a sample where it has one entry.
    BadValue { key: String, value: String, allowed: Vec<String> } = "bad-value", Error always;
    message "{} cannot be {}", "{} 不能取值 {}", quote(key), quote(value);
    help match allowed.as_slice() {
        // No number is a misspelling of another.
        [sample] if sample.parse::<f64>().is_ok() || closest(value, allowed).is_none() => {
            say!("write it like {}", "写法如 {}", quote(sample))
        }
        _ => choose(value, allowed, "allowed here"),
    };
    examples
        { key: "status".into(), value: "publish".into(), allowed: vec!["draft".into(), "published".into()] }
        { key: "kind".into(), value: "x".into(), allowed: vec!["plan".into()] };

    /// Text that is not the YAML that it should be.
    BadYaml { fault: YamlFault } = "bad-yaml", Error always;
    message fault.message();
    help fault.help();
    examples
        { fault: YamlFault::Parser("did not find expected key.".into()) }
        { fault: YamlFault::Parser("mapping values are not allowed in this context".into()) }
        { fault: YamlFault::NotAMapping }
        { fault: YamlFault::TooManyAliases };

    /// Two keys of which one may be given.
    ConflictingKeys { one: String, other: String } = "conflicting-keys", Error always;
    message "{} and {} are both given", "{} 和 {} 不能同时填写", quote(one), quote(other);
    help match one.as_str() {
        "actual" => say!(
            "write all values of the year in `reports`; `actual` is for a single one",
            "全年各次填报的数值都写在 `reports` 中；`actual` 仅用于只有一个数值的情形"
        ),
        _ => say!("keep one of the two", "请只保留其中一个"),
    };
    examples
        { one: "actual".into(), other: "reports".into() }
        { one: "date".into(), other: "quarter".into() };

    /// A target in words that names another day than `due`.
    DueDiffers { target: String, named: String, due: String } = "due-differs", Error always;
    message "the target {} is due by {named}, and `due` says {}", "目标值 {} 的时限是 {named}，而 `due` 写的是 {}", quote(target), quote(due);
    help "correct one of the two, or leave `due` out: the target's words carry it",
        "请更正其中一处，或删去 `due`：目标值的文字中已有时限";
    examples { target: "6月底前开工".into(), named: "2016-06-30".into(), due: "2016-12-31".into() };

    /// An id used twice in one plan.
    DuplicateId { id: String } = "duplicate-id", Error always;
    message "the id {} is already used in this plan", "编号 {} 在本计划中已经使用", quote(id);
    help "give each indicator and task of a plan its own id", "同一计划中，每项指标、每项任务的编号应各不相同";
    examples { id: "pilot-firms".into() };

    /// A year used twice in one series.
    DuplicateYear { year: i16, other: String } = "duplicate-year", Error;
    message "this series already has a plan for {}: {}", "本系列已有{}年的计划：{}", year, quote(other);
    help "correct the year of one of them, or put plans of another body in a folder of their own",
        "请更正其中一个计划的年份；其他单位的计划请另设文件夹存放";
    examples { year: 2016, other: "content/2016/_index.md".into() };

    /// A plan with no section.
    EmptyPlan = "empty-plan", Warning;
    message "this plan has no sections", "本计划没有章节";
    help "put a file such as `01-overview.md` beside the plan's `_index.md` for each section",
        "请在计划的 `_index.md` 旁为每个章节建立一个文件，如 `01-overview.md`";
    examples {};

    /// A section with no text, indicator or task.
    EmptySection = "empty-section", Warning;
    message "this section has no text, indicators or tasks", "本章节没有正文、指标或任务";
    help "write its text below the front matter, or add `draft: true` until it is ready",
        "请在文件头下方撰写正文；尚未完成的，可先标明 `draft: true`";
    examples {};

    /// Raw HTML that was taken out because it is not safe or not closed.
    HtmlRemoved { html: String } = "html-removed", Warning;
    message "this HTML was taken out: {}", "以下 HTML 代码已被移除：{}", quote(html);
    help "write it as Markdown; only simple, closed HTML is kept",
        "请改用 Markdown 书写；仅保留简单且完整闭合的 HTML 代码";
    examples { html: "<script>".into() };

    /// What marks a text as still to be revised, in a plan that is published.
    LeftMarker { marker: String } = "left-marker", Error;
    message "{} is left in a published plan", "已发布的计划中还有 {}", quote(marker);
    help "settle what it marks and take it out, or set `status: draft`",
        "请核定所标注的内容，再删去标记；尚未定稿的，请写 `status: draft`";
    examples { marker: "# 待修订：上年目标".into() };

    /// A colour that does not read well enough on a ground it stands on; `nearest` is one of the same hue that does.
    LowContrast { key: String, colour: String, ground: String, ratio: String, nearest: String } =
        "low-contrast", Error always;
    message "{} {} is hard to read: its contrast with {} is {}:1, and 4.5:1 is the least",
        "{} 的颜色 {} 难以辨认：与底色 {} 的对比度为 {}:1，最低应为 4.5:1",
        quote(key), quote(colour), ground, ratio;
    help "write {}, the nearest colour of the same hue that reads well enough",
        "请改为 {}，即同一色相中最接近且达到要求的颜色",
        quote(nearest);
    examples {
        key: "color".into(),
        colour: "#6b9bd1".into(),
        ground: "#f3f5f8".into(),
        ratio: "2.65".into(),
        nearest: "#4573a7".into(),
    };

    /// A key that must be given and is not; `of` names the thing that lacks it.
    MissingKey { key: String, of: Thing } = "missing-key", Error always;
    message "{} lacks the key {}", "{}缺少必填项 {}", of.words(), quote(key);
    help "add a line {}", "请增加一行 {}", quote(&format!("{key}: {}", if key == "kind" { "plan" } else { "…" }));
    examples
        { key: "title".into(), of: Thing::Site }
        { key: "title".into(), of: Thing::Theme }
        { key: "title".into(), of: Thing::Series }
        { key: "title".into(), of: Thing::Plan }
        { key: "title".into(), of: Thing::Section }
        { key: "title".into(), of: Thing::Page }
        { key: "title".into(), of: Thing::Indicator }
        { key: "title".into(), of: Thing::Measurement }
        { key: "title".into(), of: Thing::Milestone }
        { key: "title".into(), of: Thing::Revision }
        { key: "title".into(), of: Thing::Task }
        { key: "title".into(), of: Thing::Under("portal".into()) };

    /// A figure asks for a value (named by its key) that the indicator does not have.
    MissingValue { id: String, value: String } = "missing-value", Error always;
    message {
        let chinese = match value.as_str() {
            "target" => "目标值",
            "baseline" => "基期值",
            "actual" => "完成值",
            "attainment" => "完成率",
            _ => "",
        };
        let chinese =
            if chinese.is_empty() { format!(" {}", quote(value)) } else { format!("{chinese}（{}）", quote(value)) };
        let value = Words::new(quote(value), chinese);
        say!("the indicator {} has no {}", "指标 {} 没有{}", quote(id), value)
    };
    help if value == "attainment" {
        say!(
            "give the indicator a `target` and an `actual`, or write the figure out",
            "请为该指标填写 `target` 和 `actual`，或直接写出数字"
        )
    } else {
        say!(
            "add a line {} to the indicator, or write the figure out",
            "请在该指标中增加一行 {}，或直接写出数字",
            quote(&format!("{value}: …"))
        )
    };
    examples
        { id: "pilot-firms".into(), value: "actual".into() }
        { id: "pilot-firms".into(), value: "attainment".into() }
        { id: "pilot-firms".into(), value: "level".into() };

    /// A sentence that the plan before has too, word for word, and that names its year.
    OldYearSentence { year: i16, file: String } = "old-year-sentence", Warning;
    message "this sentence speaks of {} and stands word for word in {}",
        "这句话说的是{}年，与 {} 中的一字不差",
        year, quote(file);
    help "bring it up to date; if it is right as it stands, say why: `<!-- planpress: ignore old-year-sentence reason -->`",
        "请改写为本年度的内容；确实无须改动的，请注明：`<!-- planpress: ignore old-year-sentence 理由 -->`";
    examples { year: 2015, file: "content/2015/01-innovators.md".into() };

    /// A file in `content/` that no page shows.
    OrphanFile = "orphan-file", Warning;
    message "no page shows this file", "没有页面使用本文件";
    help "link to it from a page, or move it out of `content/`", "请在页面中链接本文件，或将其移出 `content/`";
    examples {};

    /// Words of an example in the place of the body's own; `others` has the files and lines of the rest.
    Placeholder { others: Vec<(String, Vec<usize>)> } = "placeholder", Warning;
    message if others.is_empty() {
        say!("these are still the words of an example", "这里还是示例文字")
    } else {
        say!(
            "these are still the words of an example, and so are those in {}",
            "这里还是示例文字，另有 {}",
            places(others)
        )
    };
    help "put your own in their place, and take the mark out (××, (example), (to be filled in)): in a published plan they are an error",
        "请换成本单位的内容，并去掉标记（××、（示例）、（待填））；带着标记发布会报错";
    examples
        { others: Vec::new() }
        { others: vec![("content/2016/_index.md".into(), vec![4, 9]), ("content/2016/01-a.md".into(), vec![7])] };

    /// A document sent to print before the day that it bears itself.
    PrintedBeforeWritten { printed: String, written: String } = "printed-before-written", Warning;
    message "`printed_on` is {printed}, before the date of the document, {written}", "印发日期 {printed} 早于成文日期 {written}";
    help "a document is printed on the day that it is dated or later: correct `printed_on` or `written`",
        "公文不会先印发、后成文，请更正 `printed_on` 或 `written`";
    examples { printed: "2016-01-04".into(), written: "2016-01-05".into() };

    /// Two values of one day: of two reports, or of a milestone and the report of its day.
    ReportConflict { day: String, value: String, other: String } = "report-conflict", Error always;
    message "two values are given for {}: {} and {}", "{} 有两个不同的数值：{} 和 {}", quote(day), value, other;
    help "keep the right one; where a value was corrected later, write it with the day of the correction, and say so in its `note`",
        "请只保留正确的一个；事后更正的，按更正的日期另写一次填报，并在 `note` 中说明";
    examples { day: "2016-03-31".into(), value: "62".into(), other: "60".into() };

    /// A key that does not exist; `of` names the thing that does not have it.
    UnknownKey { key: String, of: Thing, similar: Option<String> } = "unknown-key", Error;
    message "unknown key {0} in {1}", "{1}中没有 {0} 这一项", quote(key), of.words();
    help match similar {
        Some(similar) => did_you_mean(similar),
        None if of.is_front_matter() => say!(
            "take it out; keys of your own go under `extra`",
            "请删去该项；自行增设的内容请放在 `extra` 之下"
        ),
        None => say!("take it out, or correct its name", "请删去该项，或更正名称"),
    };
    examples
        { key: "targt".into(), of: Thing::Indicator, similar: Some("target".into()) }
        { key: "targt".into(), of: Thing::Section, similar: None }
        { key: "targt".into(), of: Thing::Under("portal".into()), similar: None };

    /// A finding is to be ignored that is not there.
    UnusedIgnore { code: Code } = "unused-ignore", Warning;
    message "there is no finding {} here to ignore", "此处没有可忽略的 {}", quote(code.as_str());
    help "take the entry or the comment out", "请删去这一项或这条注释";
    examples { code: Code::MissingAlt };

    /// A value of another form.
    WrongType { key: String, expected: Form, found: Found } = "wrong-type", Error always;
    message "{} must be {}, not {}", "{} 应为{}，现为{}", quote(key), expected.words(), found.words();
    help expected.example(key);
    examples
        { key: "actual".into(), expected: Form::Text, found: Found::Nothing }
        { key: "actual".into(), expected: Form::Number, found: Found::Text }
        { key: "actual".into(), expected: Form::Integer, found: Found::Number }
        { key: "actual".into(), expected: Form::Boolean, found: Found::Boolean }
        { key: "actual".into(), expected: Form::List, found: Found::Mapping }
        { key: "actual".into(), expected: Form::TextList, found: Found::Tagged }
        { key: "actual".into(), expected: Form::Mapping, found: Found::List }
        { key: "actual".into(), expected: Form::MappingList, found: Found::Text }
        { key: "actual".into(), expected: Form::Measurement, found: Found::Text }
        { key: "actual".into(), expected: Form::Target, found: Found::List }
        { key: "actual".into(), expected: Form::Date, found: Found::Number };
}

impl From<OddCharacter> for Finding {
    fn from(finding: OddCharacter) -> Self {
        Self::Character(finding)
    }
}

impl From<BlockSlip> for Finding {
    fn from(slip: BlockSlip) -> Self {
        Self::Block(slip)
    }
}

impl From<FigureFault> for Finding {
    fn from(finding: FigureFault) -> Self {
        Self::Figure(finding)
    }
}

impl From<FileFault> for Finding {
    fn from(finding: FileFault) -> Self {
        Self::File(finding)
    }
}

impl From<MarkSlip> for Finding {
    fn from(finding: MarkSlip) -> Self {
        Self::Mark(finding)
    }
}

impl From<ReferenceFault> for Finding {
    fn from(finding: ReferenceFault) -> Self {
        Self::Reference(finding)
    }
}

impl From<SiteFault> for Finding {
    fn from(finding: SiteFault) -> Self {
        Self::Site(finding)
    }
}

impl From<IndicatorLint> for Finding {
    fn from(lint: IndicatorLint) -> Self {
        Self::Lint(lint)
    }
}

impl From<StyleIssue> for Finding {
    fn from(issue: StyleIssue) -> Self {
        Self::Style(StyleFinding::once(issue))
    }
}

/// The id that a text was meant for, where little of it has to change.
fn closest_id(text: &str) -> Option<String> {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    let bare = text
        .trim_matches(|c: char| matches!(c, '“' | '”' | '‘' | '’' | '"' | '\'' | '`') || c.is_whitespace());
    let id: String = bare
        .chars()
        .map(narrow)
        .map(|c| {
            if matches!(c, ' ' | '_' | '.' | '/' | '－' | '—' | '–') {
                '-'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect();
    let is_id = id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && id.len() <= 60;
    is_id.then_some(id)
}

/// Files with some of their lines.
fn places(others: &[(String, Vec<usize>)]) -> Words {
    let mut words = Words::default();
    for (file, own) in others {
        let lines = |mark: &str| own.iter().map(ToString::to_string).collect::<Vec<_>>().join(mark);
        let mark = |text: &str, mark: &'static str| if text.is_empty() { "" } else { mark };
        let noun = if own.len() == 1 { "line" } else { "lines" };
        words.english += &format!("{}{noun} {} of {}", mark(&words.english, "; "), lines(", "), quote(file));
        words.chinese += &format!("{}{} 第{}行", mark(&words.chinese, "；"), quote(file), lines("、"));
    }
    words
}
