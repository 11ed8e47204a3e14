//! What findings carry that is more than text or a number: each a small type with its words in both languages.

use super::code::Code;
use super::words::{Language, Words, detail, quote, say};

/// The form that a value should have had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Text,
    Number,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// A list of anything.
    List,
    TextList,
    /// Keys with values.
    Mapping,
    MappingList,
    /// A number, or a mapping with `value`, `date`, `source` and `note`.
    Measurement,
    /// A number, a bound as text or a Chinese phrase.
    Target,
    /// A date, or a date with time.
    Date,
}

/// What was found where a value of another [`Form`] should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A key with nothing behind it.
    Nothing,
    Text,
    Number,
    /// `true` or `false`.
    Boolean,
    List,
    /// Keys with values.
    Mapping,
    /// A value with a YAML tag: `!!binary …`.
    Tagged,
}

/// What a key belongs to; the words differ between languages, so it is not text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thing {
    /// `site.yaml`.
    Site,
    /// `theme.yaml`.
    Theme,
    /// The front matter of the home page or a series.
    Series,
    /// The front matter of a plan.
    Plan,
    /// The front matter of a section.
    Section,
    /// The front matter of an ordinary page.
    Page,
    /// An indicator.
    Indicator,
    /// A value with its date, source and note.
    Measurement,
    /// A milestone of an indicator.
    Milestone,
    /// A revision of an indicator.
    Revision,
    Task,
    /// The mapping under this key, such as `portal` in `site.yaml`.
    Under(String),
}

/// What a second place has to do with a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelatedKind {
    /// The same name was used here first.
    FirstUse,
    /// The value that this one contradicts.
    Contradicts,
    /// A part of the total that is spoken of.
    Part,
    /// The same in the plan before.
    YearBefore,
}

/// What is wrong with a comment that asks for a finding to be ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IgnoreProblem {
    /// It does not say `ignore`, but this.
    NoInstruction(String),
    /// It names no code.
    NoCode,
    /// There is no code of this name.
    UnknownCode(String),
    /// Findings of this code cannot be ignored.
    Fixed(Code),
    /// It names this code and gives no reason.
    NoReason(Code),
}

/// How a source differs from what was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SealedChange {
    /// These lines were sealed where others now stand; cut to a few. Empty where lines were only added.
    Lines(String),
    /// These lines were sealed before this place, and nothing stands for them.
    Removed(String),
    /// So many places of the file are other than those that were shown.
    More(usize),
    /// The text is another only where nobody sees it: in line ends, blank lines or a byte order mark.
    Unseen,
    /// The file is no text, and its bytes are others.
    Bytes,
    /// The file was sealed and is not there.
    Missing,
    /// The file is there and was not sealed.
    Added,
}

/// Why a file or folder cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadFault {
    /// The operating system refuses, in its own words.
    System(String),
    /// A pipe, a socket or a device: reading it might never end.
    NotAFile,
    /// More than so many symbolic links lead to folders.
    TooManyLinks(usize),
    /// Its path is not Unicode.
    NotUnicode,
    /// Its path has a backslash or a control character.
    NoAddress,
    /// A symbolic link to what is not there.
    Dangling(String),
    /// A symbolic link to a folder that holds it.
    Loop,
}

/// Why there is nothing to publish in `content/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContentFault {
    /// It is not there.
    Missing,
    /// It is a symbolic link to what is not there.
    Dangling(String),
    /// It is a file, or something else that is no folder.
    NotAFolder,
    /// No file in it is Markdown.
    Empty,
}

impl From<&std::io::Error> for ReadFault {
    fn from(error: &std::io::Error) -> Self {
        Self::System(error.to_string())
    }
}

impl ReadFault {
    /// The message of a finding about it.
    pub(super) fn message(&self) -> Words {
        let why = match self {
            Self::System(text) => {
                return say!("this cannot be read: {}", "无法读取，系统的说明为：{}", detail(text));
            }
            Self::NotAFile => say!("it is not a regular file", "它不是普通文件"),
            Self::TooManyLinks(most) => {
                say!("more than {} symbolic links lead to folders", "指向文件夹的符号链接超过{}个", most)
            }
            Self::NotUnicode => say!(
                "its name, or that of a folder it is in, is not valid Unicode",
                "它或它所在文件夹的名称不是有效的 Unicode"
            ),
            Self::NoAddress => say!(
                "there is a backslash or a control character in its path, which no address can carry",
                "路径中有反斜杠或控制字符，网址无法表示"
            ),
            Self::Dangling(target) => {
                // Whoever made the link must recognise all of its target.
                say!(
                    "the symbolic link points to `{0}`, which is not there",
                    "符号链接指向的 `{0}` 不存在",
                    detail(target)
                )
            }
            Self::Loop => {
                say!(
                    "the symbolic link leads back to a folder that holds it",
                    "符号链接指回了它自己所在的文件夹"
                )
            }
        };
        say!("this cannot be read: {}", "无法读取：{}", why)
    }
}

impl Form {
    pub(super) fn words(self) -> Words {
        match self {
            Self::Text => say!("text", "文字"),
            Self::Number => say!("a number", "数字"),
            Self::Integer => say!("a whole number", "整数"),
            Self::Boolean => say!("`true` or `false`", " `true` 或 `false`"),
            Self::List => say!("a list", "列表"),
            Self::TextList => say!("a list of texts", "文字列表"),
            Self::Mapping => say!("keys with values", "一组带名称的项目"),
            Self::MappingList => {
                say!("a list whose entries are keys with values", "列表，其中每一条为一组带名称的项目")
            }
            Self::Measurement => say!(
                "a number, or `value` with `date`, `source` and `note`",
                "数字，或含 `value`、`date`、`source`、`note` 的一组项目"
            ),
            Self::Target => say!("a number or a target's words", "数字或目标值的文字表述"),
            Self::Date => say!("a date", "日期"),
        }
    }

    /// How a key is written whose value has the form.
    pub(super) fn example(self, key: &str) -> Words {
        let line = match self {
            Self::Text => format!("{key}: \"…\""),
            Self::Number => format!("{key}: 12.5"),
            Self::Integer if key == "year" => "year: 2016".to_owned(),
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
            Self::Measurement => format!("{key}: {{value: 14, date: 2016-12-31}}"),
            Self::Target => format!("{key}: 12家以上"),
            Self::Date => format!("{key}: 2016-03-01"),
        };
        say!("for example {}", "例如 {}", quote(&line))
    }
}

impl Found {
    pub(super) fn words(self) -> Words {
        match self {
            Self::Nothing => say!("empty", "空"),
            Self::Text => say!("text", "文字"),
            Self::Number => say!("a number", "数字"),
            Self::Boolean => say!("`true` or `false`", " `true` 或 `false`"),
            Self::List => say!("a list", "列表"),
            Self::Mapping => say!("keys with values", "一组带名称的项目"),
            Self::Tagged => say!("a value with a `!` tag", "带 `!` 标签的内容"),
        }
    }
}

impl Thing {
    /// Its name; in Chinese with the blank that sets quoted text off from what follows.
    pub(super) fn words(&self) -> Words {
        match self {
            Self::Site => say!("`site.yaml`", "`site.yaml` "),
            Self::Theme => say!("`theme.yaml`", "`theme.yaml` "),
            Self::Series => say!("a series", "系列"),
            Self::Plan => say!("a plan", "计划"),
            Self::Section => say!("a section", "章节"),
            Self::Page => say!("a page", "页面"),
            Self::Indicator => say!("an indicator", "指标"),
            Self::Measurement => say!("a value", "数值"),
            Self::Milestone => say!("a milestone", "阶段目标"),
            Self::Revision => say!("a revision", "目标调整记录"),
            Self::Task => say!("a task", "任务"),
            Self::Under(key) => say!("{}", "{} ", quote(key)),
        }
    }

    /// Whether it is front matter, which takes keys of the author's own under `extra`.
    pub(super) const fn is_front_matter(&self) -> bool {
        matches!(self, Self::Series | Self::Plan | Self::Section | Self::Page)
    }
}

impl RelatedKind {
    /// What a second place has to do with the finding, as a label under it.
    pub const fn label(self, language: Language) -> &'static str {
        let (english, chinese) = match self {
            Self::FirstUse => ("first used here", "首次出现于此"),
            Self::Contradicts => ("contradicts this", "与此处矛盾"),
            Self::Part => ("one of the parts", "分项之一"),
            Self::YearBefore => ("in the plan before", "上一份计划中的写法"),
        };
        match language {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }
}

impl IgnoreProblem {
    pub(super) fn words(&self) -> Words {
        match self {
            Self::NoInstruction(text) => say!(
                "this comment to Planpress does not say what to do: {}",
                "这条 Planpress 注释没有写明要做什么：{}",
                quote(text)
            ),
            Self::NoCode => {
                say!("this comment does not say which finding to ignore", "这条注释没有写明忽略哪个诊断代码")
            }
            Self::UnknownCode(code) => say!("there is no code {}", "没有诊断代码 {}", quote(code)),
            Self::Fixed(code) => say!("{} cannot be ignored", "{} 不能忽略", quote(code.as_str())),
            Self::NoReason(code) => say!(
                "this comment gives no reason to ignore {}",
                "这条注释没有写明忽略 {} 的理由",
                quote(code.as_str())
            ),
        }
    }
}

impl SealedChange {
    /// What is said of a source of the plan, after 'it is sealed, and '.
    pub(super) fn words(&self) -> Words {
        match self {
            Self::Lines(lines) if lines.is_empty() => {
                say!("this was not sealed with it", "归档内容中没有这里的文字")
            }
            Self::Lines(_) => say!("this is not what was sealed", "此处与归档内容不一致"),
            Self::Removed(_) => {
                say!("what was sealed before this line is gone", "归档时此行之前的文字已被删去")
            }
            Self::More(1) => {
                say!("one more place of this file is not what was sealed", "本文件还有 1 处与归档内容不一致")
            }
            Self::More(count) => say!(
                "{} more places of this file are not what was sealed",
                "本文件还有 {} 处与归档内容不一致",
                count
            ),
            Self::Unseen => say!(
                "this file differs from the sealed one in line ends or blank lines",
                "这个文件的换行符或空行与归档时不一致"
            ),
            Self::Bytes => say!("this file is not the one that was sealed", "这个文件与归档时不一致"),
            Self::Missing => say!("this file of it is gone", "归档时有这个文件，现在没有了"),
            Self::Added => say!("this file was not sealed with it", "归档内容中没有这个文件"),
        }
    }
}
