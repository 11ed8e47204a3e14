//! Files that cannot be read, or are not what their name and place make of them; and what stands at their head.
//!
//! Decides nothing: what is wrong was settled where the file was found.

use super::code::{Code, findings};
use super::particulars::{FenceSlip, ReadFault};
use super::words::{Words, quote, say};

findings! {
    /// A file that cannot be read, or is not what its name and place make of it.
    pub enum FileFault;

    /// A copy of another text, which a file manager or a sync program left beside it; it is not published.
    CopiedFile { original: String } = "copied-file", Warning;
    message "by its name this is a copy of {}, and is not published", "从文件名看，本文件是 {} 的副本，不会发布", quote(original);
    help "keep the one of the two that is right, under the name {}, and move the other out of `content/`",
        "请核对两个文件，以正确的一份存为 {}，将另一份移出 `content/`",
        quote(original);
    examples { original: "01-innovators.md".into() };

    /// A text under a name that is none of a text; `meant` is the name that it should have.
    MisnamedFile { meant: String } = "misnamed-file", Warning;
    message "this file is not published: texts have names that end in `.md`", "本文件不会发布：正文的文件名应以 `.md` 结尾";
    help "rename it to {} (let Explorer show file name extensions), or move it out of `content/`",
        "请改名为 {}（可在资源管理器中勾选“文件扩展名”查看），或将其移出 `content/`",
        quote(meant);
    examples { meant: "01-innovators.md".into() };

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

    /// A symbolic link that leaves the site's folder.
    SymlinkOutside { target: String } = "symlink-outside", Error always;
    message "this symbolic link leads out of the site, to {}", "符号链接指向站点以外的 {}", quote(target);
    help "put a copy of the file in the site instead of the link", "请将文件复制到站点内，不要使用符号链接";
    examples { target: "../secret".into() };

    /// Front matter that is opened and never closed.
    UnclosedFrontMatter { slip: FenceSlip } = "unclosed-front-matter", Error always;
    message slip.words();
    help slip.help();
    examples { slip: FenceSlip::BlanksBeforeClosing } { slip: FenceSlip::Closing(None) } { slip: FenceSlip::Closing(Some("----".into())) };

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
}
