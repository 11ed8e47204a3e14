//! The words of faults in the wording, each in both languages side by side.

use super::prose::quote;
use crate::diagnostic::{Language, Rule, Slip, Wording};

/// What is wrong.
pub(super) fn message(wording: &Wording, language: Language) -> String {
    let what = match language {
        Language::English => english(&wording.slip),
        Language::Chinese => chinese(&wording.slip),
    };
    let count = match (language, wording.count) {
        (_, 0 | 1) => String::new(),
        (Language::English, count) => format!(", {count} times in this passage"),
        (Language::Chinese, count) => format!("，本段共{count}处"),
    };
    let more = match (language, wording.more) {
        (_, 0) => String::new(),
        (Language::English, 1) => "; one more passage of this file has the like".to_owned(),
        (Language::English, more) => format!("; {more} more passages of this file have the like"),
        (Language::Chinese, more) => format!("；本文件另有{more}段有同类问题"),
    };
    format!("{what}{count}{more}")
}

fn english(slip: &Slip) -> String {
    match slip {
        Slip::Phrase { rule, found, better: _ } => {
            let what = match rule {
                Rule::DashOrEllipsis => "a Chinese dash or ellipsis is two characters long",
                Rule::DoubledApproximation => "'about' is said twice",
                Rule::HalfWidthBrackets => "half-width brackets around Chinese",
                Rule::HalfWidthPunctuation => "half-width punctuation beside Chinese",
                Rule::HeadingNumberForm => "the number before this heading is not written as one",
                Rule::PaddedDate => "a date in prose has no leading zeros",
                Rule::RangeMark => "a hyphen or `~` stands in a range of numbers",
                Rule::RangeSign => "only one end of the range carries the sign",
                Rule::ShortYear => "the year is cut to two digits",
                Rule::StraightQuotes => "straight quotation marks beside Chinese",
            };
            format!("{what}: {}", quote(found))
        }
        Slip::Numbering { before, found, expected: _ } if before == found => {
            format!("the number {} stands twice", quote(found))
        }
        Slip::Numbering { before, found, expected: _ } => {
            format!("{} does not follow {}", quote(found), quote(before))
        }
        Slip::LevelJump { levels: (before, found) } => {
            format!("a heading of level {found} follows one of level {before}")
        }
        Slip::TitleInBody => "a heading of level 1 stands in the text".to_owned(),
        Slip::DocumentNumber { found, better: _ } => {
            format!("{} is not written as a document number", quote(found))
        }
    }
}

fn chinese(slip: &Slip) -> String {
    match slip {
        Slip::Phrase { rule, found, better: _ } => {
            let what = match rule {
                Rule::DashOrEllipsis => "破折号、省略号应占两个字",
                Rule::DoubledApproximation => "“约”与“左右”重复",
                Rule::HalfWidthBrackets => "中文使用了半角括号",
                Rule::HalfWidthPunctuation => "中文使用了半角标点",
                Rule::HeadingNumberForm => "标题序号写法不规范",
                Rule::PaddedDate => "正文中的日期不补零",
                Rule::RangeMark => "数值范围使用了短横线或 `~`",
                Rule::RangeSign => "数值范围只有一端带百分号",
                Rule::ShortYear => "年份没有写全",
                Rule::StraightQuotes => "中文使用了直引号",
            };
            format!("{what}：{}", quote(found))
        }
        Slip::Numbering { before, found, expected: _ } if before == found => {
            format!("序号 {} 重复", quote(found))
        }
        Slip::Numbering { before, found, expected: _ } => {
            format!("序号 {} 与前面的 {} 不连续", quote(found), quote(before))
        }
        Slip::LevelJump { levels: (before, found) } => {
            format!("{before}级标题之后直接用了{found}级标题")
        }
        Slip::TitleInBody => "正文中使用了一级标题".to_owned(),
        Slip::DocumentNumber { found, better: _ } => format!("{} 不符合发文字号的写法", quote(found)),
    }
}

/// What to do about it.
pub(super) fn help(wording: &Wording, language: Language) -> String {
    let (english, chinese) = match &wording.slip {
        Slip::Phrase { better, .. } | Slip::DocumentNumber { better: Some(better), .. } => {
            (format!("write {}", quote(better)), format!("请改为 {}", quote(better)))
        }
        Slip::Numbering { expected, .. } => (
            format!("write {}, or begin again with the first number", quote(expected)),
            format!("请改为 {}，或从头编号", quote(expected)),
        ),
        Slip::LevelJump { levels: (before, _) } => {
            let marks = "#".repeat(usize::from(*before) + 1);
            (format!("begin it with {}", quote(&marks)), format!("请以 {} 开头", quote(&marks)))
        }
        Slip::TitleInBody => (
            "begin it with `##`: the title in the front matter is the heading of level 1".to_owned(),
            "请以 `##` 开头：一级标题是文件头中的 `title`".to_owned(),
        ),
        Slip::DocumentNumber { better: None, .. } => (
            "write the body's sign, the year in six-corner brackets and the number: `科发〔2016〕1号`"
                .to_owned(),
            "请依次写明机关代字、六角括号中的年份和序号，如 `科发〔2016〕1号`".to_owned(),
        ),
    };
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}
