//! What a text refers to and what is not there: pages, headings, pictures, indicators, footnotes.
//!
//! Decides nothing: what is wrong was settled where it was found.

use super::code::{Code, findings};
use super::setting::{YEAR, YEAR_BEFORE};
use super::words::{Words, did_you_mean, is_elsewhere, quote, say};

findings! {
    /// What that a text refers to and that is not there: links, pictures, figures, footnotes.
    pub enum ReferenceFault;

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

    /// Two footnotes of one text with one label; the second is not shown.
    DuplicateFootnote { label: String } = "duplicate-footnote", Error;
    message "the footnote {} is defined twice", "脚注 {} 定义了两次", quote(label);
    help "give one of the two another label", "请把其中一个改用别的标记";
    examples { label: "1".into() };

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

    /// A link from a public page to a draft that is held back.
    LinkToDraft { target: String, file: String } = "link-to-draft", Error always;
    message "the link {} leads to a draft, which is held back", "链接 {} 指向的是草稿，草稿不发布", quote(target);
    help "publish {}, take the link out, or build with `--drafts`",
        "请发布 {}，或删去链接，或用 `--drafts` 生成",
        quote(file);
    examples { target: "../2017/_index.md".into(), file: "content/2017/_index.md".into() };

    /// A picture without a text alternative.
    MissingAlt { target: String } = "missing-alt", Warning;
    message "the picture {} has no text alternative", "图片 {} 缺少文字说明", quote(target);
    help "say in the square brackets what the picture shows: {}",
        "请在方括号内说明图片内容，如 {}",
        Words::new(quote(&format!("![the park's gate]({target})")), quote(&format!("![园区大门]({target})")));
    examples { target: "park.jpg".into() };

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

    /// A reference to a footnote that is not defined; it is shown as written.
    UndefinedFootnote { label: String } = "undefined-footnote", Error;
    message "there is no footnote {}", "没有脚注 {}", quote(label);
    help "add a line that begins with {}", "请补上以 {} 开头的一行", quote(&format!("[^{label}]:"));
    examples { label: "口径".into() };

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

    /// A footnote that nothing refers to; it is not shown.
    UnusedFootnote { label: String } = "unused-footnote", Warning;
    message "nothing refers to the footnote {}", "正文没有引用脚注 {}", quote(label);
    help "write {} where the note belongs, or take the note out",
        "请在需要加注处写上 {}，或删去这条脚注",
        quote(&format!("[^{label}]"));
    examples { label: "2".into() };
}
