//! What may be wrong with the wording of the prose: marks, numbers, headings.

use super::code::{Code, Declaration, explanation, findings};
#[cfg(test)]
use super::finding::Finding;
use super::setting::YEAR;
use super::severity::Severity;
use super::words::{Words, quote, say};

/// A fault in the wording, and how often it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyleFinding {
    /// What is wrong.
    pub issue: StyleIssue,
    /// How many of the kind the passage has; the first is shown.
    pub count: usize,
    /// How many more passages of the file have one, which are not shown.
    pub more: usize,
}

impl StyleFinding {
    /// An issue that stands alone.
    pub const fn once(issue: StyleIssue) -> Self {
        Self { issue, count: 1, more: 0 }
    }

    /// The stable code.
    pub const fn code(&self) -> Code {
        self.issue.code()
    }

    pub(super) fn message(&self) -> Words {
        let count = match self.count {
            0 | 1 => Words::default(),
            count => say!(", {} times in this passage", "，本段共{}处", count),
        };
        let more = match self.more {
            0 => Words::default(),
            1 => say!("; one more passage of this file has the like", "；本文件另有1段有同类问题"),
            more => say!("; {} more passages of this file have the like", "；本文件另有{}段有同类问题", more),
        };
        say!("{}{}{}", "{}{}{}", self.issue.message(), count, more)
    }

    pub(super) fn help(&self) -> Words {
        self.issue.help()
    }
}

/// A stretch that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    pub rule: PhraseRule,
    /// The stretch, with a little of what stands around it.
    pub found: String,
    /// The same put right.
    pub better: String,
}

impl Phrase {
    const fn code(&self) -> Code {
        self.rule.code()
    }

    fn message(&self) -> Words {
        say!("{}: {}", "{}：{}", self.rule.fault(), quote(&self.found))
    }

    fn help(&self) -> Words {
        write_instead(&self.better)
    }
}

fn write_instead(better: &str) -> Words {
    say!("write {}", "请改为 {}", quote(better))
}

findings! {
    /// What is wrong with a wording.
    pub enum StyleIssue with {
        /// A stretch that breaks a rule.
        Phrase(Phrase),
    };

    /// A document number (发文字号) that is not written as one; `better` is `None` where that cannot be said.
    DocumentNumberForm { found: String, better: Option<String> } = "document-number-form", Warning;
    message "{} is not written as a document number", "{} 不符合发文字号的写法", quote(found);
    help match better {
        Some(better) => write_instead(better),
        None => say!(
            "write the body's sign, the year in six-corner brackets and the number: `科发〔{YEAR}〕1号`",
            "请依次写明机关代字、六角括号中的年份和序号，如 `科发〔{YEAR}〕1号`"
        ),
    };
    examples
        { found: "科发(2016)1号".into(), better: Some("科发〔2016〕1号".into()) }
        { found: "科发2016-1".into(), better: None };

    /// A line of a paragraph that was typed as a paragraph of its own, and the line before it.
    JoinedLines { before: String, line: String } = "joined-lines", Warning;
    message "no empty line stands before this line, so it runs on in the paragraph above", "本行之前没有空行，会与上一行连成一段";
    help "put an empty line between {} and {}; for a new line in the same paragraph, end the line before with `\\`",
        "请在 {} 与 {} 之间空一行；只换行、不分段的，请在上一行末尾加 `\\`",
        quote(before), quote(line);
    examples { before: "全年安排如下：".into(), line: "1、培育企业。".into() };

    /// A heading deeper by more than one than the one before it, or one of level 1 in a body: the title has that level.
    LevelJump { before: u8, found: u8 } = "level-jump", Warning;
    message if *found == 1 {
        say!("a heading of level 1 stands in the text", "正文中使用了一级标题")
    } else {
        say!(
            "a heading of level {1} follows one of level {0}",
            "{}级标题之后直接用了{}级标题",
            before,
            found
        )
    };
    help if *found == 1 {
        say!(
            "begin it with `##`: the title in the front matter is the heading of level 1",
            "请以 `##` 开头：一级标题是文件头中的 `title`"
        )
    } else {
        say!("begin it with {}", "请以 {} 开头", quote(&"#".repeat(usize::from(*before) + 1)))
    };
    examples { before: 2, found: 4 } { before: 1, found: 1 };

    /// A hand-written number that does not follow the one before it.
    NumberingGap { before: String, found: String, expected: String } = "numbering-gap", Warning;
    message if before == found {
        say!("the number {} stands twice", "序号 {} 重复", quote(found))
    } else {
        say!("{} does not follow {}", "序号 {} 与前面的 {} 不连续", quote(found), quote(before))
    };
    help "write {}, or begin again with the first number", "请改为 {}，或从头编号", quote(expected);
    examples
        { before: "一、".into(), found: "三、".into(), expected: "二、".into() }
        { before: "二是".into(), found: "二是".into(), expected: "三是".into() };
}

/// Declares the rules that are broken in one stretch: name, code, and what is wrong in both languages.
macro_rules! phrase_rules {
    ($($(#[$doc:meta])* $Name:ident = $code:literal: $english:literal, $chinese:literal;)*) => {
        /// A rule of wording that is broken in one stretch.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum PhraseRule { $($(#[$doc])* $Name,)* }

        #[allow(non_upper_case_globals, reason = "a code bears the name of its finding")]
        impl Code {
            $($(#[$doc])* pub const $Name: Self =
                Self { name: $code, severity: Severity::Warning, may_be_lowered: true };)*
        }

        impl PhraseRule {
            pub(super) const DECLARATIONS: &[Declaration] = &[$(Declaration {
                code: Code::$Name,
                explanation: explanation!($code),
                #[cfg(test)]
                examples: || vec![example(PhraseRule::$Name)],
            },)*];

            /// The stable code.
            pub const fn code(self) -> Code {
                match self { $(Self::$Name => Code::$Name,)* }
            }

            fn fault(self) -> Words {
                match self { $(Self::$Name => say!($english, $chinese),)* }
            }
        }
    };
}

#[cfg(test)]
fn example(rule: PhraseRule) -> Finding {
    let issue =
        StyleIssue::Phrase(Phrase { rule, found: "之年,我局".into(), better: "之年，我局".into() });
    Finding::Style(StyleFinding { issue, count: 3, more: 12 })
}

phrase_rules! {
    /// A dash or an ellipsis in Chinese that is not two characters long: —— and ……
    DashOrEllipsis = "dash-or-ellipsis":
        "a Chinese dash or ellipsis is two characters long", "破折号、省略号应占两个字";
    /// 'About' said twice: 约 and 左右.
    DoubledApproximation = "doubled-approximation": "'about' is said twice", "“约”与“左右”重复";
    /// Half-width brackets around Chinese.
    HalfWidthBrackets = "half-width-brackets": "half-width brackets around Chinese", "中文使用了半角括号";
    /// Half-width punctuation beside Chinese.
    HalfWidthPunctuation = "half-width-punctuation":
        "half-width punctuation beside Chinese", "中文使用了半角标点";
    /// A number before a heading that is not written as 一、 （一） 1. or （1）.
    HeadingNumberForm = "heading-number-form":
        "the number before this heading is not written as one", "标题序号写法不规范";
    /// A date in prose with leading zeros: 05月 for 5月.
    PaddedDate = "padded-date": "a date in prose has no leading zeros", "正文中的日期不补零";
    /// A hyphen or `~` in a range of numbers, instead of 3—5家 or 20%～40%.
    RangeMark = "range-mark": "a hyphen or `~` stands in a range of numbers", "数值范围使用了短横线或 `~`";
    /// A range of which only one end carries the sign: 20～40% for 20%～40%.
    RangeSign = "range-sign": "only one end of the range carries the sign", "数值范围只有一端带百分号";
    /// A year cut to two digits: 26年 for 2026年.
    ShortYear = "short-year": "the year is cut to two digits", "年份没有写全";
    /// Straight quotation marks beside Chinese.
    StraightQuotes = "straight-quotes": "straight quotation marks beside Chinese", "中文使用了直引号";
}
