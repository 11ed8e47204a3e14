//! What findings carry that is more than text or a number: each a small type with its words in both languages.

use super::code::Code;
use super::setting::{UNIT, YEAR, YEAR_BEFORE};
use super::words::{Words, detail, quote, say, worded};

worded! {
    /// The form that a value should have had.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Form {
        Text: "text", "文字";
        Number: "a number", "数字";
        /// A whole number.
        Integer: "a whole number", "整数";
        /// `true` or `false`.
        Boolean: "`true` or `false`", " `true` 或 `false`";
        /// A list of anything.
        List: "a list", "列表";
        TextList: "a list of texts", "文字列表";
        /// Keys with values.
        Mapping: "keys with values", "一组带名称的项目";
        MappingList: "a list whose entries are keys with values", "列表，其中每一条为一组带名称的项目";
        /// A number, or a mapping with `value`, `date`, `source` and `note`.
        Measurement:
            "a number, or `value` with `date`, `source` and `note`",
            "数字，或含 `value`、`date`、`source`、`note` 的一组项目";
        /// A number, a bound as text or a Chinese phrase.
        Target: "a number or a target's words", "数字或目标值的文字表述";
        /// A date, or a date with time.
        Date: "a date", "日期";
    }
}

worded! {
    /// What was found where a value of another [`Form`] should be.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Found {
        /// A key with nothing behind it.
        Nothing: "empty", "空";
        Text: "text", "文字";
        Number: "a number", "数字";
        /// `true` or `false`.
        Boolean: "`true` or `false`", " `true` 或 `false`";
        List: "a list", "列表";
        /// Keys with values.
        Mapping: "keys with values", "一组带名称的项目";
        /// A value with a YAML tag: `!!binary …`.
        Tagged: "a value with a `!` tag", "带 `!` 标签的内容";
    }
}

worded! {
    /// What a key belongs to; in Chinese with the blank that sets quoted text off from what follows.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum Thing {
        /// `site.yaml`.
        Site: "`site.yaml`", "`site.yaml` ";
        /// `theme.yaml`.
        Theme: "`theme.yaml`", "`theme.yaml` ";
        /// The front matter of the home page or a series.
        Series: "a series", "系列";
        /// The front matter of a plan.
        Plan: "a plan", "计划";
        /// The front matter of a section.
        Section: "a section", "章节";
        /// The front matter of an ordinary page.
        Page: "a page", "页面";
        /// An indicator.
        Indicator: "an indicator", "指标";
        /// A value with its date, source and note.
        Measurement: "a value", "数值";
        /// A milestone of an indicator.
        Milestone: "a milestone", "阶段目标";
        /// A revision of an indicator.
        Revision: "a revision", "目标调整记录";
        Task: "a task", "任务";
        /// The mapping under this key, such as `portal` in `site.yaml`.
        Under(key: String): "{}", "{} ", quote(key);
    }
}

worded! {
    /// What is amiss with the lines `---` before and after front matter.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum FenceSlip {
        /// There is nothing that looks like front matter.
        Nothing: "this file has no front matter", "本文件缺少文件头";
        /// Blank lines, or blanks, stand before the first line.
        BlanksBefore: "blanks or blank lines stand before the first `---`", "第一个 `---` 之前有空行或空格";
        /// Text stands before the front matter.
        TextBefore: "text stands before the front matter", "文件头之前还有文字";
        /// Blanks stand before the last line.
        BlanksBeforeClosing: "blanks stand before the `---` that ends the front matter", "文件头最后一行的 `---` 之前有空格";
        /// The first line is written otherwise, or is missing.
        Opening(written: Option<String>): match written {
            Some(written) => say!("the front matter begins with {}, not with `---`", "文件头的第一行写成了 {}，应为 `---`", quote(written)),
            None => say!("the line `---` before the front matter is missing", "文件头之前缺少一行 `---`"),
        };
        /// The last line is written otherwise, or is missing; then, what stands last in the front matter is shown.
        Closing(written: Option<String>): match written {
            Some(written) => say!("the front matter ends with {}, not with `---`", "文件头的最后一行写成了 {}，应为 `---`", quote(written)),
            None => say!("the front matter is never closed", "文件头没有结束标记"),
        };
    }
}

impl FenceSlip {
    /// What to do about it.
    pub(super) fn help(&self) -> Words {
        match self {
            Self::Nothing => say!(
                "begin the file with a line `---`, a line such as `title: Overview`, and a line `---`",
                "请在文件开头依次写上 `---`、`title: 总体要求` 等内容、`---`，各占一行"
            ),
            Self::BlanksBefore => say!(
                "take them out: `---` begins the file's first line",
                "请删去，`---` 应在文件第一行顶格书写"
            ),
            Self::TextBefore => say!(
                "move it below the front matter: the file's first line is `---`",
                "请移到文件头之后，文件第一行应为 `---`"
            ),
            Self::BlanksBeforeClosing => say!("begin the line at the very left", "请删去，`---` 应顶格书写"),
            Self::Opening(Some(_)) | Self::Closing(Some(_)) => {
                say!(
                    "write the line as `---`: three hyphens and nothing else",
                    "请将本行改为 `---`，即三个半角连字符"
                )
            }
            Self::Opening(None) => say!("put a line `---` before this one", "请在本行之前加一行 `---`"),
            Self::Closing(None) => {
                say!("put a line `---` after the last key", "请在文件头最后一项之后加一行 `---`")
            }
        }
    }
}

worded! {
    /// What a second place has to do with a finding, as a label under it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum RelatedKind {
        /// The same name was used here first.
        FirstUse: "first used here", "首次出现于此";
        /// The value that this one contradicts.
        Contradicts: "contradicts this", "与此处矛盾";
        /// A part of the total that is spoken of.
        Part: "one of the parts", "分项之一";
        /// The same in the plan before.
        YearBefore: "in the plan before", "上一份计划中的写法";
    }
}

worded! {
    /// What is wrong with a comment that asks for a finding to be ignored.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum IgnoreProblem {
        /// It does not say `ignore`, but this.
        NoInstruction(text: String):
            "this comment to Planpress does not say what to do: {}", "这条 Planpress 注释没有写明要做什么：{}", quote(text);
        /// It names no code.
        NoCode: "this comment does not say which finding to ignore", "这条注释没有写明忽略哪个诊断代码";
        /// There is no code of this name.
        UnknownCode(code: String): "there is no code {}", "没有诊断代码 {}", quote(code);
        /// Findings of this code cannot be ignored.
        Fixed(code: Code): "{} cannot be ignored", "{} 不能忽略", quote(code.as_str());
        /// It names this code and gives no reason.
        NoReason(code: Code):
            "this comment gives no reason to ignore {}", "这条注释没有写明忽略 {} 的理由", quote(code.as_str());
    }
}

worded! {
    /// Why what was meant as markup is read as text.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum MarkFault {
        /// `[附件] (附件.pdf)`.
        Gap: "there is a blank between its two parts", "前后两部分之间有空格";
        /// `(附件)[附件.pdf]`.
        Exchanged: "the two kinds of brackets are exchanged", "方括号和圆括号写反了";
        /// `[12家][indicator:firms]`.
        OtherBracket: "the address is not in round brackets", "网址没有写在圆括号内";
        /// `附件](附件.pdf)`.
        Unpaired: "a bracket is missing", "缺少括号";
        /// `12家以上（indicator:firms）`.
        NoWords: "no words in square brackets stand before it", "前面的文字没有加方括号";
        /// `[见[附件](a.pdf)](b.md)`.
        Nested: "there is another link, or a bracket, in its words", "文字中还有别的链接或括号";
        /// `![图](图.jpg =600x400)`.
        Size: "a size cannot be written here; the page fits pictures in by itself", "这里不能写尺寸，图片由网页自动调整";
        /// `** 重点 **`.
        BlankInside: "there is a blank inside the marks", "标记内侧有空格";
        /// `**重点`.
        Alone: "the marks have no other half", "标记不成对";
        /// `__重点__`.
        Underscores: "underscores do not work within Chinese text", "下划线在中文之间不起作用";
        /// `##标题`.
        HeadingBlank: "a half-width blank is missing after `#`", "`#` 之后缺少半角空格";
        /// `- [x]建设`.
        BlankMissing: "a blank is missing after it", "之后缺少空格";
        /// `##　标题`.
        HeadingWideBlank: "the blank after `#` is not the half-width one", "`#` 之后的空格不是半角空格";
        /// `-　建设`.
        ItemWideBlank: "the blank after the mark of the list is not the half-width one", "列表标记之后的空格不是半角空格";
        /// `####### 标题`.
        HeadingDepth: "a heading has at most six `#`", "标题最多用六个 `#`";
        /// Lines that were meant as a list and are one paragraph.
        RunTogether: "the lines run together", "各行会连成一段";
    }
}

worded! {
    /// What a link lacks.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum LinkPart {
        Address: "address", "网址或文件名";
        Words: "words, so that nobody can see it", "文字，网页上看不到";
    }
}

impl LinkPart {
    /// What is to be written.
    pub(super) fn help(self) -> Words {
        match self {
            Self::Address => say!(
                "write the file's name or the address between the round brackets, such as `[附件](附件.pdf)`, or take the brackets out",
                "请在圆括号内写明文件名或网址，如 `[附件](附件.pdf)`；不需要链接的，请删去括号"
            ),
            Self::Words => say!(
                "write words between the square brackets, such as `[附件](附件.pdf)`, or take it out",
                "请在方括号内写上文字，如 `[附件](附件.pdf)`；不需要的，请删去"
            ),
        }
    }
}

worded! {
    /// How a source differs from what was sealed: what is said of it after 'the plan is sealed, and '.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum SealedChange {
        /// These lines were sealed where others now stand; cut to a few. Empty where lines were only added.
        Lines(lines: String): if lines.is_empty() {
            say!("this was not sealed with it", "归档内容中没有这里的文字")
        } else {
            say!("this is not what was sealed", "此处与归档内容不一致")
        };
        /// These lines were sealed before this place, and nothing stands for them.
        Removed(lines: String): "what was sealed before this line is gone", "归档时此行之前的文字已被删去";
        /// So many places of the file are other than those that were shown.
        More(count: usize): if *count == 1 {
            say!("one more place of this file is not what was sealed", "本文件还有 1 处与归档内容不一致")
        } else {
            say!("{count} more places of this file are not what was sealed", "本文件还有 {count} 处与归档内容不一致")
        };
        /// The text is another only where nobody sees it: in line ends, blank lines or a byte order mark.
        Unseen:
            "this file differs from the sealed one in line ends or blank lines", "这个文件的换行符或空行与归档时不一致";
        /// The file is no text, and its bytes are others.
        Bytes: "this file is not the one that was sealed", "这个文件与归档时不一致";
        /// The file was sealed and is not there.
        Missing: "this file of it is gone", "归档时有这个文件，现在没有了";
        /// The file is there and was not sealed.
        Added: "this file was not sealed with it", "归档内容中没有这个文件";
    }
}

worded! {
    /// Why a file or folder cannot be read; in Chinese with the mark that joins it to what is said before it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum ReadFault {
        /// The operating system refuses, in its own words.
        System(text: String): "{}", "，系统的说明为：{}", detail(text);
        /// A pipe, a socket or a device: reading it might never end.
        NotAFile: "it is not a regular file", "：它不是普通文件";
        /// More than so many symbolic links lead to folders.
        TooManyLinks(most: usize): "more than {} symbolic links lead to folders", "：指向文件夹的符号链接超过{}个", most;
        /// Its path is not Unicode.
        NotUnicode:
            "its name, or that of a folder it is in, is not valid Unicode", "：它或它所在文件夹的名称不是有效的 Unicode";
        /// Its path has a backslash or a control character.
        NoAddress:
            "there is a backslash or a control character in its path, which no address can carry",
            "：路径中有反斜杠或控制字符，网址无法表示";
        // Whoever made the link must recognise all of its target.
        /// A symbolic link to what is not there.
        Dangling(target: String):
            "the symbolic link points to `{}`, which is not there", "：符号链接指向的 `{}` 不存在", detail(target);
        /// A symbolic link to a folder that holds it.
        Loop: "the symbolic link leads back to a folder that holds it", "：符号链接指回了它自己所在的文件夹";
    }
}

worded! {
    /// Why a folder cannot be that of files for the root of the site.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum RootFolderFault {
        /// It is not there, or is no folder.
        Missing(folder: String): "there is no folder {}", "没有文件夹 {}", quote(folder);
        /// There is no file in it.
        Empty(folder: String): "the folder {} holds no file", "文件夹 {} 中没有文件", quote(folder);
        /// It is not the plain name of a folder beside `content/`.
        NotPlain(folder: String): "{} is not the name of a folder beside `content`", "{} 不是与 `content` 并列的文件夹名称", quote(folder);
        /// Planpress reads other things in it, or writes there.
        Taken(folder: String): "the folder {} is for something else", "文件夹 {} 另有用途", quote(folder);
    }
}

worded! {
    /// Why there is nothing to publish in `content/`.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum ContentFault {
        /// It is not there.
        Missing: "there is no folder `content`", "没有 `content` 文件夹";
        /// It is a symbolic link to what is not there.
        Dangling(target: String):
            "`content` is a link to {}, where nothing is", "`content` 是指向 {} 的链接，而那里什么也没有", quote(target);
        /// It is a file, or something else that is no folder.
        NotAFolder: "`content` is not a folder", "`content` 不是文件夹";
        /// No file in it is Markdown.
        Empty: "`content` holds no Markdown file", "`content` 中没有 Markdown 文件";
        /// There is no plan of a series that was published.
        Series(folder: String): "there is no plan in {}, which was published before", "{} 中没有计划，而该系列此前已发布", quote(folder);
    }
}

impl From<&std::io::Error> for ReadFault {
    fn from(error: &std::io::Error) -> Self {
        Self::System(error.to_string())
    }
}

impl Form {
    /// How a key is written whose value has the form.
    pub(super) fn example(self, key: &str) -> Words {
        let line = match self {
            Self::Text => format!("{key}: \"…\""),
            Self::Number => format!("{key}: 12.5"),
            Self::Integer if key == "year" => format!("year: {YEAR}"),
            Self::Integer => format!("{key}: 12"),
            Self::Boolean => format!("{key}: true"),
            Self::List | Self::TextList => {
                return say!(
                    "for example {0}",
                    "例如 {0}",
                    Words::new(quote(&format!("{key}: [first, second]")), quote(&format!("{key}: [甲, 乙]")))
                );
            }
            Self::Mapping => {
                return say!(
                    "write each of its keys on a line of its own, two blanks further in",
                    "请将各项分行填写，每行比上一级多缩进两个空格"
                );
            }
            Self::MappingList => {
                return say!(
                    "begin each entry with `- `, and line its keys up under the first",
                    "请在每一条前写 `- `，同一条的各项左侧对齐"
                );
            }
            // A plan starts from what was before its year.
            Self::Measurement if key == "baseline" => {
                format!("{key}: {{value: 14, date: {YEAR_BEFORE}-12-31}}")
            }
            Self::Measurement => format!("{key}: {{value: 14, date: {YEAR}-12-31}}"),
            Self::Target => format!("{key}: 12{UNIT}以上"),
            Self::Date => format!("{key}: {YEAR}-03-01"),
        };
        // A key of the tables, and the marks of the setting: nothing that needs quoting.
        say!("for example `{line}`", "例如 `{line}`")
    }
}

impl Thing {
    /// Whether it is front matter, which takes keys of the author's own under `extra`.
    pub(super) const fn is_front_matter(&self) -> bool {
        matches!(self, Self::Series | Self::Plan | Self::Section | Self::Page)
    }
}
