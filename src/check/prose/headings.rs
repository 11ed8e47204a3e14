//! Headings: their levels, and the numbers that authors write before them.
//!
//! The levels of GB/T 9704—2012 are 一、 （一） 1. （1）. A number of another form is told with the form that
//! is meant; the numbers of one form must follow each other.

use super::Hits;
use super::line::{Line, is_han, numeral};
use crate::diagnostic::{PhraseRule, StyleIssue};
use std::collections::BTreeMap;
use std::ops::Range;

/// The form of a hand-written number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NumberForm {
    /// 一、
    Chinese,
    /// （一）
    ChineseInBrackets,
    /// 1.
    Digits,
    /// （1）
    DigitsInBrackets,
    /// 一是
    Point,
}

/// A number at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    form: NumberForm,
    value: u32,
    /// Where it ends, with the mark after it.
    end: usize,
}

impl NumberForm {
    fn write(self, value: u32) -> String {
        match self {
            Self::Chinese => format!("{}、", numerals(value)),
            Self::ChineseInBrackets => format!("（{}）", numerals(value)),
            Self::Digits => format!("{value}."),
            Self::DigitsInBrackets => format!("（{value}）"),
            Self::Point => format!("{}是", numerals(value)),
        }
    }
}

/// A Chinese numeral up to 99.
fn numerals(value: u32) -> String {
    let digit = |digit: u32| "〇一二三四五六七八九".chars().nth(digit as usize).unwrap_or('〇');
    let mut text = String::new();
    if value >= 20 {
        text.push(digit(value / 10));
    }
    if value >= 10 {
        text.push('十');
    }
    if !value.is_multiple_of(10) || value == 0 {
        text.push(digit(value % 10));
    }
    text
}

/// Reads a Chinese numeral up to 99.
fn read_numerals(line: &Line, start: usize) -> Option<(u32, usize)> {
    let tens = numeral(line.at(start));
    let (tens, at) = match (tens, line.at(start)) {
        (None, '十') => (1, start + 1),
        (Some(tens), _) if line.at(start + 1) == '十' => (tens, start + 2),
        (Some(value), _) => return Some((value, start + 1)),
        _ => return None,
    };
    let ones = numeral(line.at(at));
    Some((tens * 10 + ones.unwrap_or(0), at + usize::from(ones.is_some())))
}

fn read_digits(line: &Line, start: usize) -> Option<(u32, usize)> {
    let end = line.digits(start);
    let value = line.text(start..end).parse().ok().filter(|_| end > start && end - start <= 2)?;
    Some((value, end))
}

/// The number that a heading begins with.
fn number(line: &Line) -> Option<Number> {
    let (value, after, form) = if matches!(line.at(0), '（' | '(') {
        let chinese = read_numerals(line, 1).map(|(value, end)| (value, end, NumberForm::ChineseInBrackets));
        let digits = || read_digits(line, 1).map(|(value, end)| (value, end, NumberForm::DigitsInBrackets));
        let (value, end, form) = chinese.or_else(digits)?;
        if !matches!(line.at(end), '）' | ')') {
            return None;
        }
        (value, end + 1, form)
    } else if let Some((value, end)) = read_numerals(line, 0) {
        (value, end, NumberForm::Chinese)
    } else {
        let (value, end) = read_digits(line, 0)?;
        (value, end, NumberForm::Digits)
    };
    let has_mark = matches!(line.at(after), '、' | '.' | '．' | '，' | ',');
    match form {
        NumberForm::Chinese | NumberForm::Digits => {
            // 3.1 and 1.1 are no number of this form.
            let is_number = has_mark && !line.at(after + 1).is_ascii_digit();
            is_number.then_some(Number { form, value, end: after + 1 })
        }
        _ => Some(Number { form, value, end: if has_mark { after + 1 } else { after } }),
    }
}

/// A number that is not written as its form asks.
pub(super) fn form(line: &Line, hits: &mut Hits) {
    let Some(number) = number(line) else { return };
    let written = line.text(0..number.end);
    let better = number.form.write(number.value);
    if written != better {
        hits.push(PhraseRule::HeadingNumberForm, 0..number.end, better);
    }
}

/// The numbers before headings, as far as they were read.
#[derive(Debug, Default)]
pub(super) struct NumberSequence {
    /// The last number of each form at each level of heading.
    last: BTreeMap<(u8, NumberForm), u32>,
}

impl NumberSequence {
    /// Takes the next heading; gives what is wrong with its number.
    pub(super) fn heading(&mut self, level: u8, line: &Line) -> Option<(StyleIssue, Range<usize>)> {
        // Below a new heading, numbers begin anew.
        self.last.retain(|(own, _), _| *own <= level);
        let number = number(line)?;
        Some((self.follow(level, number)?, 0..number.end))
    }

    fn follow(&mut self, level: u8, number: Number) -> Option<StyleIssue> {
        let before = self.last.insert((level, number.form), number.value)?;
        let follows = number.value == before + 1 || (number.value == 1 && before > 1);
        let [before, found, expected] =
            [before, number.value, before + 1].map(|value| number.form.write(value));
        (!follows).then_some(StyleIssue::NumberingGap { before, found, expected })
    }

    /// Takes the next text below a heading; gives what is wrong with 一是, 二是, 三是 in it.
    pub(super) fn points(&mut self, line: &Line, issues: &mut Vec<(StyleIssue, Range<usize>)>) {
        for index in 0..line.len() {
            let before = line.before(index);
            if !is_han(before)
                && !before.is_ascii_alphanumeric()
                && let Some((value, end)) =
                    read_numerals(line, index).filter(|(_, end)| line.at(*end) == '是')
            {
                let number = Number { form: NumberForm::Point, value, end: end + 1 };
                issues.extend(self.follow(u8::MAX, number).map(|issue| (issue, index..end + 1)));
            }
        }
    }
}

/// What is wrong with a heading's level, after one of the level before.
pub(super) fn level(before: u8, level: u8) -> Option<StyleIssue> {
    (level == 1 || level > before + 1).then_some(StyleIssue::LevelJump { before, found: level })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{heading_table, issues};
    use super::*;

    #[test]
    fn heading_number_form() {
        heading_table(
            PhraseRule::HeadingNumberForm,
            &[
                ("（一）、建设平台", "（一）"),
                ("(一)建设平台", "（一）"),
                ("1、建设平台", "1."),
                ("一.建设平台", "一、"),
                ("(1)建设平台", "（1）"),
                ("（十二）、落实", "（十二）"),
                ("2，落实", "2."),
                ("二,落实", "二、"),
                ("12、落实", "12."),
                ("（一)落实", "（一）"),
                ("（1）、落实", "（1）"),
            ],
            &[
                "一、建设平台",
                "（一）建设平台",
                "1.建设平台",
                "（1）建设平台",
                "2016年计划",
                "12家企业",
                "3.1万元",
                "建设平台",
                "第一章",
                "一是建设",
                "十二、落实",
                "1.1 建设",
            ],
        );
    }

    #[test]
    fn numbering_gap() {
        for (text, expected) in [
            ("## 一、甲\n\n## 三、乙\n", "三、"),
            ("## 一、甲\n\n## 一、乙\n", "一、"),
            ("## 甲\n\n### （一）甲\n\n### （三）乙\n", "（三）"),
            ("## 1.甲\n\n## 3.乙\n", "3."),
            ("## 2.甲\n\n## 2.乙\n", "2."),
            ("## （1）甲\n\n## （4）乙\n", "（4）"),
            ("## 三、甲\n\n## 二、乙\n", "二、"),
            ("一是甲；三是乙。\n", "三是"),
            ("一是甲。\n\n二是乙。\n\n二是丙。\n", "二是"),
            ("## 九、甲\n\n## 十一、乙\n", "十一、"),
        ] {
            let found = issues(text);
            assert!(
                matches!(found.as_slice(), [StyleIssue::NumberingGap { found, .. }] if found == expected),
                "{text}: {found:?}"
            );
        }
        for text in [
            "## 一、甲\n\n## 二、乙\n",
            "## 一、甲\n\n### （一）子\n\n## 二、乙\n\n### （一）子\n",
            "## 1.甲\n\n## 2.乙\n",
            "一是甲；二是乙；三是丙。\n",
            "一是甲。\n\n二是乙。\n\n## 小结\n\n一是丙。\n",
            "## 二、甲\n\n## 三、乙\n",
            "## 甲\n\n## 乙\n",
            "统一是关键。同一是非。\n",
            "## 十、甲\n\n## 十一、乙\n",
            "一是甲；二是乙。另一方面：一是丙；二是丁。\n",
            "## 2016年\n\n## 2018年\n",
            "> ## 一、甲\n>\n> ## 三、乙\n",
        ] {
            assert_eq!(issues(text), [], "{text}");
        }
    }

    #[test]
    fn level_jump() {
        for text in [
            "#### 甲\n",
            "## 甲\n\n#### 乙\n",
            "### 甲\n",
            "# 甲\n",
            "## 甲\n\n##### 乙\n",
            "## 甲\n\n### 乙\n\n##### 丙\n",
            "文字。\n\n### 甲\n",
            "## 甲\n\n# 乙\n",
            "甲\n===\n",
            "###### 甲\n",
        ] {
            assert_eq!(issues(text).len(), 1, "{text}");
        }
        for text in [
            "## 甲\n",
            "## 甲\n\n### 乙\n",
            "## 甲\n\n### 乙\n\n## 丙\n",
            "文字。\n",
            "## 甲\n\n### 乙\n\n#### 丙\n",
            "## 甲\n\n### 乙\n\n#### 丙\n\n## 丁\n",
            "> #### 甲\n",
            "```\n#### 甲\n```\n",
            "甲\n---\n",
            "",
        ] {
            assert_eq!(issues(text), [], "{text}");
        }
    }

    #[test]
    fn numerals_are_written_as_they_are_read() {
        for value in 1..100 {
            let mut line = Line::default();
            line.read(&numerals(value));
            assert_eq!(read_numerals(&line, 0), Some((value, line.len())));
        }
    }
}
