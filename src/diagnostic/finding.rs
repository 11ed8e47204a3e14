//! Every finding but those about indicators and wording: one declaration each, in the alphabetical order of the codes.
//!
//! A declaration has all that belongs to a finding: see `findings!` in `code.rs`. It is long because it is a catalogue:
//! nothing in it depends on anything else in it. Decides nothing: what is wrong was settled where it was found.

use super::block_slip::BlockSlip;
use super::code::{Code, findings};
use super::indicator_lint::IndicatorLint;
use super::odd_character::OddCharacter;
use super::particulars::{
    ContentFault, FenceSlip, Form, Found, IgnoreProblem, LinkPart, MarkFault, ReadFault, RootFolderFault,
    SealedChange, Thing,
};
use super::portal::{FooterItem, PortalForm};
use super::setting::{UNIT, YEAR, YEAR_BEFORE};
use super::style_issue::{StyleFinding, StyleIssue};
use super::words::{
    Words, arrows, choose, closest, detail, did_you_mean, is_elsewhere, joined, list, quote, quote_lines, say,
};
use super::yaml_fault::YamlFault;

/// The date of a baseline, which has to say its year.
pub const BASELINE_DATE: &str = "baseline.date";

findings! {
    /// What is wrong, with its particulars.
    pub enum Finding with {
        /// A block that is read as something else than was typed.
        Block(BlockSlip),
        /// Something doubtful about an indicator or a task.
        Lint(IndicatorLint),
        /// A character that does not show what it is.
        Character(OddCharacter),
        /// Something about the wording of the prose.
        Style(StyleFinding),
    };

    /// An old address that lies outside of the body whose document claims it.
    AliasOutside { alias: String, own: Option<String>, to: String } = "alias-outside", Error always;
    message match own {
        Some(own) => say!("the old address {} lies outside of {}", "旧网址 {} 不在本部门的 {} 之下", quote(alias), quote(own)),
        None => say!("the old address {} lies below another body's", "旧网址 {} 在某一部门的网址之下", quote(alias)),
    };
    help "leave it out here, and put it in `site.yaml`: `moved:` with `{}: {}`; what moves across bodies is the site's",
        "请从这里删去，写在 `site.yaml` 的 `moved:` 之下：`{}: {}`。跨部门的网址变动由全站统一写明", alias, to;
    examples
        { alias: "/plan/2019/".into(), own: Some("/health/".into()), to: "/health/2019/".into() }
        { alias: "/health/about/".into(), own: None, to: "/about/".into() };

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

    /// `root_files` in `site.yaml` names a folder that cannot be published at the root.
    BadRootFiles { fault: RootFolderFault } = "bad-root-files", Error always;
    message fault.words();
    help "make a folder beside `content`, such as `root`, with the files in it, and write `root_files: root`; or take the key out",
        "请在 `content` 旁边建一个文件夹（如 `root`），放入这些文件，写 `root_files: root`；用不着的，删去这个键";
    examples
        { fault: RootFolderFault::Missing("root".into()) }
        { fault: RootFolderFault::Empty("root".into()) }
        { fault: RootFolderFault::NotPlain("../root".into()) }
        { fault: RootFolderFault::Taken("content".into()) };

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

    /// A blank in an address, so that what was meant as a link or picture is none.
    BlankInAddress { found: String, better: String } = "blank-in-address", Warning;
    message "there is a blank in the address, so {} is no link or picture and stands on the page as it is typed",
        "网址或文件名中有空格，{} 不能成为链接或图片，会原样显示在网页上",
        quote_lines(found);
    help if better.contains('<') {
        say!("write {}, or rename the file without a blank", "请写作 {}，或将文件改名，去掉空格", quote_lines(better))
    } else {
        say!("write {}", "请写作 {}", quote_lines(better))
    };
    examples
        { found: "![鸟瞰图](鸟瞰 图.jpg)".into(), better: "![鸟瞰图](<鸟瞰 图.jpg>)".into() }
        { found: "[12家](indicator: firms)".into(), better: "[12家](indicator:firms)".into() };

    /// Something meant as markup that is not read as such, for a reason other than full-width marks.
    BrokenMark { fault: MarkFault, found: String, better: String } = "broken-mark", Warning;
    message "{} is not read as Markdown and stands on the page as it is typed: {}",
        "{} 不起作用，会原样显示在网页上：{}",
        quote_lines(found), fault.words();
    help if better.contains('…') {
        say!("write it like {}", "写法如 {}", quote_lines(better))
    } else {
        say!("write {}", "请写作 {}", quote_lines(better))
    };
    examples
        { fault: MarkFault::Gap, found: "[附件] (附件.pdf)".into(), better: "[附件](附件.pdf)".into() }
        { fault: MarkFault::Exchanged, found: "(附件)[附件.pdf]".into(), better: "[附件](附件.pdf)".into() }
        { fault: MarkFault::OtherBracket, found: "[12家][indicator:firms]".into(), better: "[12家](indicator:firms)".into() }
        { fault: MarkFault::Unpaired, found: "附件](附件.pdf)".into(), better: "[附件](附件.pdf)".into() }
        { fault: MarkFault::NoWords, found: "(indicator:firms)".into(), better: "[…](indicator:firms)".into() }
        { fault: MarkFault::Nested, found: "[见[附件](a.pdf)](b.md)".into(), better: "[见附件](b.md)".into() }
        { fault: MarkFault::Size, found: "![图](图.jpg =600x400)".into(), better: "![图](图.jpg)".into() }
        { fault: MarkFault::BlankInside, found: "** 重点 **".into(), better: "**重点**".into() }
        { fault: MarkFault::Alone, found: "**重点".into(), better: "**重点**".into() }
        { fault: MarkFault::Underscores, found: "__重点__".into(), better: "**重点**".into() }
        { fault: MarkFault::HeadingBlank, found: "##标题".into(), better: "## 标题".into() }
        { fault: MarkFault::BlankMissing, found: "[x]".into(), better: "[x] 建设".into() }
        { fault: MarkFault::HeadingWideBlank, found: "##　标题".into(), better: "## 标题".into() }
        { fault: MarkFault::HeadingDepth, found: "####### 标题".into(), better: "###### 标题".into() };

    /// Something in the archive is not as it was sealed.
    BrokenSeal { reason: Words } = "broken-seal", Error always;
    message "the archive does not hold: {}", "归档核验不通过：{}", reason;
    help "nothing is built from an archive that was changed; bring it back as it was, from version control or a copy; \
         `planpress verify` lists all that is wrong",
        "归档内容有改动时不生成站点；请从版本库或备份恢复原样；`planpress verify` 会列出全部问题";
    examples {
        reason: Words::new(
            "data/site/2016/index.html: altered: its bytes are not those that were sealed",
            "data/site/2016/index.html：已被改动：与封存时的字节不同",
        ),
    };

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

    /// A copy of another text, which a file manager or a sync program left beside it; it is not published.
    CopiedFile { original: String } = "copied-file", Warning;
    message "by its name this is a copy of {}, and is not published", "从文件名看，本文件是 {} 的副本，不会发布", quote(original);
    help "keep the one of the two that is right, under the name {}, and move the other out of `content/`",
        "请核对两个文件，以正确的一份存为 {}，将另一份移出 `content/`",
        quote(original);
    examples { original: "01-innovators.md".into() };

    /// A link to a heading that is not on the page; `similar` is the closest heading.
    DeadAnchor { target: String, anchor: String, similar: Option<String> } = "dead-anchor", Error;
    message if target.is_empty() {
        say!("this page has no heading {}", "本页没有标题 {}", quote(&format!("#{anchor}")))
    } else {
        say!("{} has no heading {}", "{} 中没有标题 {}", quote(target), quote(&format!("#{anchor}")))
    };
    help match similar {
        Some(similar) => did_you_mean(&format!("#{similar}")),
        None => say!(
            "copy the heading's words after the `#`, or link to the page without it",
            "请在 `#` 后照抄标题文字，或去掉 `#` 及其后的内容，只链接到页面"
        ),
    };
    examples
        { target: "02-platforms.md".into(), anchor: "众创空见".into(), similar: Some("众创空间".into()) }
        { target: String::new(), anchor: "x".into(), similar: None };

    /// A link that leads nowhere; `similar` is a source file that may have been meant.
    DeadLink { target: String, similar: Option<String> } = "dead-link", Error;
    message "the link {} leads nowhere", "链接 {} 指向的文件不存在", quote(target);
    help match similar {
        Some(similar) => did_you_mean(similar),
        None if is_elsewhere(target) => say!(
            "only `https:`, `http:`, `mailto:` and `tel:` may lead out of the site",
            "站外链接只能以 `https:`、`http:`、`mailto:` 或 `tel:` 开头"
        ),
        None => say!(
            "write the path of the source file as seen from this file, such as `../{YEAR_BEFORE}/03-market.md`",
            "请填写源文件相对于本文件的路径，如 `../{YEAR_BEFORE}/03-market.md`"
        ),
    };
    examples
        { target: "03-markt.md".into(), similar: Some("03-market.md".into()) }
        { target: "x.md".into(), similar: None };

    /// A target in words that names another day than `due`.
    DueDiffers { target: String, named: String, due: String } = "due-differs", Error always;
    message "the target {} is due by {named}, and `due` says {}", "目标值 {} 的时限是 {named}，而 `due` 写的是 {}", quote(target), quote(due);
    help "correct one of the two, or leave `due` out: the target's words carry it",
        "请更正其中一处，或删去 `due`：目标值的文字中已有时限";
    examples { target: "6月底前开工".into(), named: "2016-06-30".into(), due: "2016-12-31".into() };

    /// Two sources for one address.
    DuplicateAddress { address: String, other: String } = "duplicate-address", Error always;
    message "the address {} is already taken by {}", "网址 {} 已由 {} 占用", quote(address), quote(other);
    help if address.contains("/units/") && !address.ends_with("/units/") {
        say!(
            "write a unit in the same way everywhere (its page's address is its name without punctuation)",
            "同一单位各处写法应一致（单位页面的网址取自单位名称，不计标点）"
        )
    } else {
        say!(
            "rename one of the two (the address is the file's name without the number in front), or correct `aliases`",
            "请将其中一个改名（网址取自文件名，不含前面的序号），或更正 `aliases`"
        )
    };
    examples { address: "/2016/market/".into(), other: "content/2016/03-market.md".into() };

    /// Two footnotes of one text with one label; the second is not shown.
    DuplicateFootnote { label: String } = "duplicate-footnote", Error;
    message "the footnote {} is defined twice", "脚注 {} 定义了两次", quote(label);
    help "give one of the two another label", "请把其中一个改用别的标记";
    examples { label: "1".into() };

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

    /// A link that lacks its address or its words.
    EmptyLink { part: LinkPart, link: String } = "empty-link", Warning;
    message "the link {} has no {}", "链接 {} 没有写{}", quote_lines(link), part.words();
    help part.help();
    examples
        { part: LinkPart::Address, link: "[附件]()".into() }
        { part: LinkPart::Words, link: "[](x.md)".into() };

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

    /// A figure whose words state another bound than the data.
    FigureBound { id: String, figure: String, data: String } = "figure-bound", Warning;
    message other_than_data(id, figure, data);
    help "write the bound as the data have it, in the link or right beside it, or correct the data",
        "请在链接文字中或紧挨链接处写上与指标一致的限定词，或更正指标";
    examples { id: "pilot-firms".into(), figure: "12家".into(), data: "12家以上".into() };

    /// A figure whose words state another unit than the data.
    FigureUnit { id: String, figure: String, data: String } = "figure-unit", Error;
    message "the text says {}, but {} is counted otherwise: {}",
        "正文写的是{}，而指标{}的单位不同：{}",
        quote(figure), quote(id), quote(data);
    help correct_text_or_data();
    examples { id: "pilot-firms".into(), figure: "12个以上".into(), data: "12家以上".into() };

    /// A figure whose words state no quantity.
    FigureUnread { id: String, figure: String } = "figure-unread", Warning;
    message "{} states no quantity to compare with {}", "{}读不出数量，无法与指标{}核对", quote(figure), quote(id);
    help "bind the number with its unit and bound, such as `[12家以上](indicator:pilot-firms)`",
        "请只绑定数字及其单位、限定词，例如 `[12家以上](indicator:pilot-firms)`";
    examples { id: "pilot-firms".into(), figure: "一批企业".into() };

    /// A figure whose words state another value than the data.
    FigureValue { id: String, figure: String, data: String } = "figure-value", Error;
    message other_than_data(id, figure, data);
    help correct_text_or_data();
    examples { id: "pilot-firms".into(), figure: "13家以上".into(), data: "12家以上".into() };

    /// A link to, or a figure of, what another body does not publish, or no longer: the others do not stop for it.
    GoneElsewhere { target: String, is_draft: bool, similar: Option<String> } = "gone-elsewhere", Warning;
    message if *is_draft {
        say!(
            "the link {} leads to a draft of another series: its words are shown without a link",
            "链接 {} 指向其他系列的草稿，页面上只显示文字，不带链接",
            quote(target)
        )
    } else {
        say!(
            "{} is in another series, which does not publish it: its words are shown without a link",
            "{} 属于其他系列，该系列没有发布这一内容，页面上只显示文字，不带链接",
            quote(target)
        )
    };
    help match similar {
        Some(similar) => did_you_mean(similar),
        None => say!(
            "ask that series what became of it, then correct the link or take it out",
            "请向该系列的负责单位核实，再改正或删去链接"
        ),
    };
    examples
        { target: "../../health/2026/01-bed.md".into(), is_draft: false, similar: Some("../../health/2026/01-beds.md".into()) }
        { target: "../../health/2027/_index.md".into(), is_draft: true, similar: None }
        { target: "indicator:health/2026/beds".into(), is_draft: false, similar: None };

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

    /// A link from a public page to a draft that is held back.
    LinkToDraft { target: String, file: String } = "link-to-draft", Error always;
    message "the link {} leads to a draft, which is held back", "链接 {} 指向的是草稿，草稿不发布", quote(target);
    help "publish {}, take the link out, or build with `--drafts`",
        "请发布 {}，或删去链接，或用 `--drafts` 生成",
        quote(file);
    examples { target: "../2017/_index.md".into(), file: "content/2017/_index.md".into() };

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

    /// A text under a name that is none of a text; `meant` is the name that it should have.
    MisnamedFile { meant: String } = "misnamed-file", Warning;
    message "this file is not published: texts have names that end in `.md`", "本文件不会发布：正文的文件名应以 `.md` 结尾";
    help "rename it to {} (let Explorer show file name extensions), or move it out of `content/`",
        "请改名为 {}（可在资源管理器中勾选“文件扩展名”查看），或将其移出 `content/`",
        quote(meant);
    examples { meant: "01-innovators.md".into() };

    /// A picture without a text alternative.
    MissingAlt { target: String } = "missing-alt", Warning;
    message "the picture {} has no text alternative", "图片 {} 缺少文字说明", quote(target);
    help "say in the square brackets what the picture shows: {}",
        "请在方括号内说明图片内容，如 {}",
        Words::new(quote(&format!("![the park's gate]({target})")), quote(&format!("![园区大门]({target})")));
    examples { target: "park.jpg".into() };

    /// A plan that must be published from its bag, and whose bag is not in the archive: it stands in `sealed:`, or was
    /// published from a bag. No plan where it is not known which were.
    MissingBag { plan: Option<String>, listed: bool } = "missing-bag", Error always;
    message match plan {
        Some(plan) if *listed => say!(
            "{} must be published from its bag, and the archive holds none of it",
            "{} 应由归档包发布，但归档目录中没有它的归档包",
            quote(plan)
        ),
        Some(plan) => say!(
            "{} was published from its bag, and the archive holds none of it any more",
            "{} 此前由归档包发布，现在归档目录中已没有它的归档包",
            quote(plan)
        ),
        None => say!(
            "sealed plans are published, and the archive holds no bag",
            "已发布的内容中有归档的计划，但归档目录中没有归档包"
        ),
    };
    help if *listed {
        say!(
            "bring its bag back from version control or a copy, or take the entry out",
            "请从版本库或备份恢复归档包，或删去这一项"
        )
    } else {
        say!(
            "bring `archive/` back from version control or a copy (is a drive not mounted?); to publish anew from \
             `content/`, remove the output folder first",
            "请从版本库或备份恢复 `archive/`（是否有磁盘未挂载？）；确要改由 `content/` 重新发布，请先删除输出目录"
        )
    };
    examples
        { plan: Some("2016".into()), listed: false }
        { plan: Some("city/2016".into()), listed: true }
        { plan: None, listed: false };

    /// The folder of sources is not there, or holds no text.
    MissingContent { fault: ContentFault } = "missing-content", Error always;
    message fault.words();
    help match fault {
        ContentFault::Series(_) => say!(
            "is its folder not fetched, or renamed? To take the series off the site, remove its last good sources too: its \
             folder in `.public.planpress-good`",
            "请检查该文件夹是否未取到或已改名；确要从站点撤下该系列的，请一并删除 `.public.planpress-good` 中它的文件夹"
        ),
        _ => say!(
            "nothing is built, and what was published stays as it is; is a drive not mounted, or was the command given in \
             another folder?",
            "没有生成任何内容，已发布的内容保持原样；请检查磁盘是否已挂载，是否在其他文件夹中运行了命令"
        ),
    };
    examples
        { fault: ContentFault::Series("content/health".into()) }
        { fault: ContentFault::Missing }
        { fault: ContentFault::Dangling("/mnt/plans/content".into()) }
        { fault: ContentFault::NotAFolder }
        { fault: ContentFault::Empty };

    /// A site that stands alone and whose footer lacks what a government website's footer carries.
    MissingFooterItem { items: Vec<FooterItem> } = "missing-footer-item", Warning;
    message {
        let (english, chinese): (Vec<_>, Vec<_>) =
            items.iter().map(|item| item.words()).map(|words| (words.english, words.chinese)).unzip();
        let english = match english.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => english.concat(),
        };
        let all = Words::new(english, chinese.join("、"));
        say!("the footer of a site that stands alone lacks {}", "独立网站的页脚缺少：{}", all)
    };
    help "give {} in `site.yaml`", "请在 `site.yaml` 中填写 {}", list(items.iter().map(|item| item.key()));
    examples
        { items: vec![FooterItem::Icp] }
        { items: vec![FooterItem::Badge, FooterItem::IdCode, FooterItem::Icp, FooterItem::Police] }
        { items: vec![FooterItem::Sponsor, FooterItem::Contact, FooterItem::ReportErrors, FooterItem::Accessibility] };

    /// A Markdown file whose front matter does not begin as it should, or is not there.
    MissingFrontMatter { slip: FenceSlip } = "missing-front-matter", Error always;
    message slip.words();
    help slip.help();
    examples
        { slip: FenceSlip::Nothing }
        { slip: FenceSlip::BlanksBefore }
        { slip: FenceSlip::TextBefore }
        { slip: FenceSlip::Opening(Some("－－－".into())) }
        { slip: FenceSlip::Opening(None) };

    /// A folder whose index is missing, or has another name: what the folder is, is not known.
    MissingIndex { written: Option<String> } = "missing-index", Error always;
    message match written {
        Some(_) => say!("a folder's index is called `_index.md`", "文件夹的首页文件名应为 `_index.md`"),
        None => say!("this folder holds sections and no `_index.md`", "本文件夹中有章节，却没有 `_index.md`"),
    };
    help match written {
        Some(written) => say!("rename {} to `_index.md`", "请将 {} 改名为 `_index.md`", quote(written)),
        None => say!(
            "add `_index.md` with `kind: plan`, `title` and `year`, or move the sections to their plan's folder",
            "请新建 `_index.md`，写明 `kind: plan`、`title`、`year`；或将这些章节移到所属计划的文件夹"
        ),
    };
    examples { written: Some("index.md".into()) } { written: None };

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

    /// A picture that is not there; `similar` is a file that may have been meant.
    MissingPicture { target: String, similar: Option<String> } = "missing-picture", Error;
    message if target.is_empty() {
        say!("this picture names no file", "图片没有写文件名")
    } else if is_elsewhere(target) {
        say!("the picture {} is not in this site", "图片 {} 不在本站点内", quote(target))
    } else {
        say!("there is no picture {}", "图片 {} 不存在", quote(target))
    };
    help match similar {
        Some(similar) => did_you_mean(similar),
        None if is_elsewhere(target) => say!(
            "save it beside this file and name it here: a page must not fetch anything from another host",
            "请将图片存放在本文件旁，再写明文件名：页面不得引用其他网站的内容"
        ),
        None => say!(
            "put the picture beside this file and write its name with its ending, such as `park.jpg`",
            "请将图片放在本文件旁，并写明带扩展名的文件名，如 `park.jpg`"
        ),
    };
    examples
        { target: "park.jpeg".into(), similar: Some("park.jpg".into()) }
        { target: "gate.png".into(), similar: None }
        { target: String::new(), similar: None }
        { target: "https://a.example/gate.png".into(), similar: None };

    /// Values that a government portal asks of its pages and that are not given.
    MissingPortalValue { keys: Vec<String>, of: Thing } = "missing-portal-value", Warning;
    message "{} lacks what a government portal asks for: {}",
        "{}缺少政府门户网站要求的内容：{}",
        of.words(), list(keys.iter().map(String::as_str));
    help if *of == Thing::Site {
        say!(
            "add `base_url`: fragments stand elsewhere, so their links begin with it, and none are written without",
            "请填写 `base_url`：正文片段用在别处，其中的链接要以此开头，未填写时不输出片段"
        )
    } else {
        say!(
            "add {}; pages leave out a tag that has no value",
            "请填写 {}；没有内容的网页标签不会输出",
            list(keys.iter().map(String::as_str))
        )
    };
    examples
        { keys: vec!["published".into(), "source".into()], of: Thing::Plan }
        { keys: vec!["site_id_code".into()], of: Thing::Under("portal".into()) }
        { keys: vec!["base_url".into()], of: Thing::Site };

    /// No `site.yaml` in a folder that should be a site's.
    MissingSite { folder: String } = "missing-site", Error always;
    message "there is no `site.yaml` in {}", "文件夹 {} 中没有 `site.yaml`", quote(folder);
    help "name the site's folder with `--root`, or make a new site with `planpress init`",
        "请用 `--root` 指明站点所在文件夹，或用 `planpress init` 新建站点";
    examples { folder: "plans".into() };

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

    /// A file that is not UTF-8; `guess` names the likely encoding.
    NotUtf8 { guess: Option<&'static str> } = "not-utf8", Error always;
    message match guess {
        Some(guess) => {
            say!("this file is not UTF-8; it looks like {}", "本文件不是 UTF-8 编码，疑为 {} 编码", guess)
        }
        None => say!("this file is not UTF-8", "本文件不是 UTF-8 编码"),
    };
    help "save it again in your editor with the encoding UTF-8", "请在编辑软件中以 UTF-8 编码重新保存";
    examples { guess: Some("GB 18030") } { guess: None };

    /// An entry of `moved:` that leads back to itself.
    MovedInCircles { from: String } = "moved-in-circles", Error always;
    message "{} leads back to itself", "{} 最后又指回自己", quote(from);
    help "write the address where the page is now on the right", "右边请写页面现在的网址";
    examples { from: "/plan/".into() };

    /// An entry of `moved:` that moves nothing.
    MovedNothing { from: String } = "moved-nothing", Warning;
    message "there is nothing that {} could lead to: every address below it has a page of its own",
        "{} 没有起作用：它之下的网址都已有页面", quote(from);
    help "leave the entry out", "请删去这一行";
    examples { from: "/plan/".into() };

    /// An entry of `moved:` whose new address has no page.
    MovedNowhere { target: String, similar: Option<String> } = "moved-nowhere", Error always;
    message "there is no page at {}, nor below it", "{} 没有页面，其下也没有", quote(target);
    help match similar {
        Some(similar) => did_you_mean(similar),
        None => say!("write the address where the page is now on the right", "右边请写页面现在的网址"),
    };
    examples
        { target: "/helth/".into(), similar: Some("/health/".into()) }
        { target: "/x/".into(), similar: None };

    /// A sentence that the plan before has too, word for word, and that names its year.
    OldYearSentence { year: i16, file: String } = "old-year-sentence", Warning;
    message "this sentence speaks of {} and stands word for word in {}",
        "这句话说的是{}年，与 {} 中的一字不差",
        year, quote(file);
    help "bring it up to date; if it is right as it stands, say why: `<!-- planpress: ignore old-year-sentence reason -->`",
        "请改写为本年度的内容；确实无须改动的，请注明：`<!-- planpress: ignore old-year-sentence 理由 -->`";
    examples { year: 2015, file: "content/2015/01-innovators.md".into() };

    /// A comment that does not end, or ends too late: what is in it would stand on the page.
    OpenComment { text: String } = "open-comment", Error always;
    message "this comment is not closed where Markdown ends it: {}", "这条批注没有按规定结束，内容会显示在网页上：{}", quote(text);
    help "write `<!-- … -->` without an empty line in it, on lines of its own; or take it out: what must not be published belongs in another file",
        "请写成 `<!-- … -->`，单独成行，中间不留空行；不宜公开的内容请删去，另存他处";
    examples { text: "<!-- 待审定：内部数字".into() };

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

    /// A value that has another form than government portals expect.
    PortalValue { key: String, value: String, form: PortalForm } = "portal-value", Warning;
    message "{} {}: {}", "{} {}：{}", quote(key), form.words(), quote(value);
    help form.help();
    examples
        { key: "site_id_code".into(), value: "130400000".into(), form: PortalForm::IdCode }
        { key: "site_domain".into(), value: "https://www.example.gov.cn".into(), form: PortalForm::Domain }
        { key: "police".into(), value: "京公网安备1104010270006号".into(), form: PortalForm::Police }
        { key: "badge".into(), value: "bszs.conac.cn".into(), form: PortalForm::Address }
        { key: "subject".into(), value: "政务公开".into(), form: PortalForm::Subject };

    /// Two values of one day: of two reports, or of a milestone and the report of its day.
    ReportConflict { day: String, value: String, other: String } = "report-conflict", Error always;
    message "two values are given for {}: {} and {}", "{} 有两个不同的数值：{} 和 {}", quote(day), value, other;
    help "keep the right one; where a value was corrected later, write it with the day of the correction, and say so in its `note`",
        "请只保留正确的一个；事后更正的，按更正的日期另写一次填报，并在 `note` 中说明";
    examples { day: "2016-03-31".into(), value: "62".into(), other: "60".into() };

    /// A source of a sealed plan differs from the sealed one; what is published is the sealed one.
    SealedSource { plan: String, change: SealedChange } = "sealed-source", Warning;
    message "{} is sealed, and {}", "{} 已归档，{}", quote(plan), change.words();
    help {
        let sealed = match change {
            SealedChange::Lines(lines) | SealedChange::Removed(lines) if !lines.is_empty() => {
                say!("sealed was: {}; ", "归档内容为：{}；", quote_lines(lines))
            }
            _ => Words::default(),
        };
        say!(
            "{0}readers see the sealed plan, not this; to publish the change, seal the plan again: \
             `planpress archive {1} --amend --reason …`; to undo it, take the sealed files: \
             `planpress archive --restore {1} --to DIR`",
            "{0}对外发布的是归档内容，这里的改动不会发布；确需更正的，请重新归档：\
             `planpress archive {1} --amend --reason 理由`；属于误改的，请取回归档时的文件：\
             `planpress archive --restore {1} --to 目录`",
            sealed,
            plan
        )
    };
    examples
        { plan: "2016".into(), change: SealedChange::Lines("培育12家以上众创空间。".into()) }
        { plan: "2016".into(), change: SealedChange::Lines(String::new()) }
        { plan: "2016".into(), change: SealedChange::Removed("培育12家以上众创空间。".into()) }
        { plan: "2016".into(), change: SealedChange::More(1) }
        { plan: "2016".into(), change: SealedChange::More(2) }
        { plan: "2016".into(), change: SealedChange::Unseen }
        { plan: "2016".into(), change: SealedChange::Bytes }
        { plan: "2016".into(), change: SealedChange::Missing }
        { plan: "2016".into(), change: SealedChange::Added };

    /// A total that is not the sum of its parts; each part with its value. No sum where they are counted in
    /// units that cannot be added.
    SumMismatch { id: String, total: String, sum: Option<String>, parts: Vec<String> } = "sum-mismatch", Error;
    message match sum {
        Some(sum) => say!(
            "{} is {}, but its parts add up to {}: {}",
            "指标{}为{}，而各分项之和为{}：{}",
            quote(id),
            quote(total),
            quote(sum),
            joined(parts)
        ),
        None => say!(
            "{} is {}, but its parts are counted in units that cannot be added: {}",
            "指标{}为{}，而各分项单位不同，不能相加：{}",
            quote(id),
            quote(total),
            joined(parts)
        ),
    };
    help "correct the total, one of its parts, or `sum_of`", "请更正合计、某个分项或 `sum_of`";
    examples
        { id: "labs".into(), total: "15家".into(), sum: Some("14家".into()), parts: vec!["city 6家".into(), "own 8家".into()] }
        { id: "labs".into(), total: "15家".into(), sum: None, parts: vec!["city 6家".into(), "own 8人".into()] };

    /// A symbolic link that leaves the site's folder.
    SymlinkOutside { target: String } = "symlink-outside", Error always;
    message "this symbolic link leads out of the site, to {}", "符号链接指向站点以外的 {}", quote(target);
    help "put a copy of the file in the site instead of the link", "请将文件复制到站点内，不要使用符号链接";
    examples { target: "../secret".into() };

    /// A template failed, in the template engine's words; `page` is the page being rendered, if one was.
    TemplateError { detail: String, page: Option<String> } = "template-error", Error always;
    message match page {
        Some(page) => say!(
            "the template failed on the page {}: {}",
            "生成页面 {} 时模板出错，模板程序的说明为：{}",
            quote(page),
            self::detail(detail)
        ),
        None => say!(
            "the template cannot be used: {}",
            "模板无法使用，模板程序的说明为：{}",
            self::detail(detail)
        ),
    };
    help "show this to whoever looks after the theme", "请将本条信息转交主题维护人员";
    examples
        { detail: "unknown variable `plan`".into(), page: Some("/2016/".into()) }
        { detail: "unexpected end of input".into(), page: None };

    /// A chain of themes that leads back to itself.
    ThemeCycle { chain: Vec<String> } = "theme-cycle", Error always;
    message "the theme extends itself: {}", "主题循环继承：{}", arrows(chain);
    help "take `extends` out of one of these themes' `theme.yaml`",
        "请从其中一个主题的 `theme.yaml` 中删去 `extends`";
    examples { chain: vec!["a".into(), "b".into(), "a".into()] };

    /// Front matter that is opened and never closed.
    UnclosedFrontMatter { slip: FenceSlip } = "unclosed-front-matter", Error always;
    message slip.words();
    help slip.help();
    examples { slip: FenceSlip::BlanksBeforeClosing } { slip: FenceSlip::Closing(None) } { slip: FenceSlip::Closing(Some("----".into())) };

    /// A reference to a footnote that is not defined; it is shown as written.
    UndefinedFootnote { label: String } = "undefined-footnote", Error;
    message "there is no footnote {}", "没有脚注 {}", quote(label);
    help "add a line that begins with {}", "请补上以 {} 开头的一行", quote(&format!("[^{label}]:"));
    examples { label: "口径".into() };

    /// A unit in the target's phrase that differs from the `unit:` beside it.
    UnitMismatch { phrase_unit: String, unit: String } = "unit-mismatch", Error always;
    message "the target says {}, but `unit` says {}",
        "目标值中的单位为 {}，`unit` 填写的单位为 {}",
        quote(phrase_unit), quote(unit);
    help "correct one of the two, or leave `unit` out: the target's words carry it",
        "请更正其中一处，或删去 `unit`：目标值的文字中已有单位";
    examples { phrase_unit: "亿元".into(), unit: "万元".into() };

    /// No indicator or task of this id; `similar` may have been meant.
    UnknownIndicator { id: String, similar: Option<String> } = "unknown-indicator", Error always;
    message "there is no indicator or task {}", "没有编号为 {} 的指标或任务", quote(id);
    help match similar {
        Some(similar) => did_you_mean(similar),
        None if id.contains('/') => say!(
            "check the year and the id; a plan of another series goes by its whole address: `city/{YEAR}/pilot-firms`",
            "请核对年份和编号；引用其他系列的计划，请写明其完整网址，如 `city/{YEAR}/pilot-firms`"
        ),
        None => say!(
            "define it in a section of this plan; for another year's, put the year before it: `{YEAR_BEFORE}/pilot-firms`",
            "请在本计划的章节中先填写该指标或任务；引用其他年度的，请在编号前写明年份，如 `{YEAR_BEFORE}/pilot-firms`"
        ),
    };
    examples
        { id: "pilot-firm".into(), similar: Some("pilot-firms".into()) }
        { id: "x".into(), similar: None }
        { id: "2016/x".into(), similar: None };

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

    /// A plan that `site.yaml` features and that the site does not publish.
    UnknownPlan { plan: String, known: Vec<String> } = "unknown-plan", Warning;
    message "there is no published plan {}", "没有已发布的计划 {}", quote(plan);
    help choose(plan, known, "there");
    examples
        { plan: "city/2062".into(), known: vec!["city/2025".into(), "city/2026".into()] }
        { plan: "x".into(), known: Vec::new() };

    /// A theme that is not there; `known` lists those that are.
    UnknownTheme { name: String, known: Vec<String> } = "unknown-theme", Error always;
    message "there is no theme {}", "没有名为 {} 的主题", quote(name);
    help choose(name, known, "there");
    examples
        { name: "gvo".into(), known: vec!["city".into(), "gov".into()] }
        { name: "x".into(), known: Vec::new() };

    /// A file or folder whose name some system cannot hold, or takes for another's.
    UnportableName { reason: Words } = "unportable-name", Warning;
    message "this name does not fit every system: {}", "这个名称并非所有系统都能使用：{}", reason;
    help "rename it: a copy on Windows, a Mac or a USB stick would lose it or mix it up, and it cannot be sealed",
        "请改名：复制到 Windows、Mac 或 U 盘时会丢失或混淆，也无法归档";
    examples {
        reason: Words::new(
            "`CON` is a device on Windows",
            "`CON` 在 Windows 中是设备名",
        ),
    };

    /// A file or folder that could not be read.
    Unreadable { fault: ReadFault } = "unreadable", Error always;
    message "this cannot be read: {}", "无法读取{}", fault.words();
    help "check that it is there and that you may open it", "请确认其存在，且有权打开";
    examples
        { fault: ReadFault::System("permission denied".into()) }
        { fault: ReadFault::NotAFile }
        { fault: ReadFault::TooManyLinks(256) }
        { fault: ReadFault::NotUnicode }
        { fault: ReadFault::NoAddress }
        { fault: ReadFault::Dangling("往年.md".into()) }
        { fault: ReadFault::Loop };

    /// A value that becomes a link and names no place on the web: a script, data, a file.
    UnsafeAddress { key: String, value: String } = "unsafe-address", Error always;
    message "{} cannot link to {}", "{} 不能链接到 {}", quote(key), quote(value);
    help "write the address of a page, such as `https://www.example.gov.cn/`",
        "请填写网页地址，如 `https://www.example.gov.cn/`";
    examples { key: "badge".into(), value: "javascript:alert(1)".into() };

    /// A quantity in the prose that is bound to no indicator.
    UntoldFigure { figure: String } = "untold-figure", Note;
    message "{} is bound to no indicator", "{}没有对应任何指标", quote(figure);
    help "make it an indicator and bind the words, such as {}, or say why not: \
         `<!-- planpress: ignore untold-figure reason -->`",
        "请列为指标并绑定，例如{}；不是目标的，请注明原因：`<!-- planpress: ignore untold-figure 原因 -->`",
        quote(&format!("[{figure}](indicator:id)"));
    examples { figure: "15家".into() };

    /// A quantity in the prose that tells a result and is bound to no indicator.
    UntoldResult { figure: String } = "untold-result", Note;
    message "the result {} is bound to no indicator", "完成情况{}没有对应任何指标", quote(figure);
    help "bind it to the value it tells, such as {}, or say why not: \
         `<!-- planpress: ignore untold-result reason -->`",
        "请绑定到它所说的完成值，例如{}；不必绑定的，请注明原因：`<!-- planpress: ignore untold-result 原因 -->`",
        quote(&format!("[{figure}](indicator:id#actual)"));
    examples { figure: "15家".into() };

    /// A footnote that nothing refers to; it is not shown.
    UnusedFootnote { label: String } = "unused-footnote", Warning;
    message "nothing refers to the footnote {}", "正文没有引用脚注 {}", quote(label);
    help "write {} where the note belongs, or take the note out",
        "请在需要加注处写上 {}，或删去这条脚注",
        quote(&format!("[^{label}]"));
    examples { label: "2".into() };

    /// A finding is to be ignored that is not there.
    UnusedIgnore { code: Code } = "unused-ignore", Warning;
    message "there is no finding {} here to ignore", "此处没有可忽略的 {}", quote(code.as_str());
    help "take the entry or the comment out", "请删去这一项或这条注释";
    examples { code: Code::MissingAlt };

    /// Markup typed with full-width marks.
    WideMark { found: String, better: String } = "wide-mark", Warning;
    message "{} has full-width marks, which are not read as Markdown: it stands on the page as it is typed",
        "{} 用了全角（中文）符号，不起作用，会原样显示在网页上",
        quote_lines(found);
    help "write {}", "请写作 {}", quote_lines(better);
    examples { found: "[12家以上]（indicator:firms）".into(), better: "[12家以上](indicator:firms)".into() };

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

fn other_than_data(id: &str, figure: &str, data: &str) -> Words {
    say!(
        "the text says {}, but {} is {}",
        "正文写的是{}，而指标{}为{}",
        quote(figure),
        quote(id),
        quote(data)
    )
}

fn correct_text_or_data() -> Words {
    say!(
        "correct the text or the data; leave the text of the link empty to have it filled from the data",
        "请更正正文或指标；链接文字留空则由数据自动填写"
    )
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
