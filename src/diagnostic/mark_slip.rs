//! Marks of Markdown that were typed so that they are none: full-width, misplaced, without their other half.
//!
//! What is told is what stands on the page and how it is written; nothing here decides whether there is a slip.

use super::code::{Code, findings};
use super::particulars::{LinkPart, MarkFault};
use super::words::{Words, quote, quote_lines, say};

findings! {
    /// What in the text that was meant as a mark of Markdown and is none.
    pub enum MarkSlip;

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

    /// A link that lacks its address or its words.
    EmptyLink { part: LinkPart, link: String } = "empty-link", Warning;
    message "the link {} has no {}", "链接 {} 没有写{}", quote_lines(link), part.words();
    help part.help();
    examples
        { part: LinkPart::Address, link: "[附件]()".into() }
        { part: LinkPart::Words, link: "[](x.md)".into() };

    /// A comment that does not end, or ends too late: what is in it would stand on the page.
    OpenComment { text: String } = "open-comment", Error always;
    message "this comment is not closed where Markdown ends it: {}", "这条批注没有按规定结束，内容会显示在网页上：{}", quote(text);
    help "write `<!-- … -->` without an empty line in it, on lines of its own; or take it out: what must not be published belongs in another file",
        "请写成 `<!-- … -->`，单独成行，中间不留空行；不宜公开的内容请删去，另存他处";
    examples { text: "<!-- 待审定：内部数字".into() };

    /// Markup typed with full-width marks.
    WideMark { found: String, better: String } = "wide-mark", Warning;
    message "{} has full-width marks, which are not read as Markdown: it stands on the page as it is typed",
        "{} 用了全角（中文）符号，不起作用，会原样显示在网页上",
        quote_lines(found);
    help "write {}", "请写作 {}", quote_lines(better);
    examples { found: "[12家以上]（indicator:firms）".into(), better: "[12家以上](indicator:firms)".into() };
}
