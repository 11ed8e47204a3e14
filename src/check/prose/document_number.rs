//! 发文字号: the body's sign, the year in six-corner brackets, the number (党政机关公文格式 GB/T 9704—2012, 7.2.5).

use super::line::{Line, is_han};
use crate::bug::slice;
use crate::diagnostic::StyleIssue;
use std::ops::Range;

/// Words that lead to a document number in a text.
const LEADING: [&str; 10] = ["根据", "依据", "按照", "依照", "参照", "贯彻", "落实", "执行", "印发", "见"];

/// What is wrong with a document number.
pub(super) fn whole(number: &str) -> Option<StyleIssue> {
    let mut line = Line::default();
    line.read(number);
    let found = read(&line, line.len());
    let is_whole = found.as_ref().is_some_and(|(range, _)| range.start == 0 && range.end == line.len());
    let better = found.filter(|_| is_whole).map(|(_, better)| better);
    if better.as_deref() == Some(number) {
        return None;
    }
    Some(StyleIssue::DocumentNumberForm { found: number.to_owned(), better })
}

/// The document numbers in a text that are not written as such. The character before the year tells them from
/// a remark in brackets and from the numbers of courts.
pub(super) fn inside(line: &Line, issues: &mut Vec<(StyleIssue, Range<usize>)>) {
    for end in (1..=line.len()).filter(|end| line.before(*end) == '号') {
        let Some((mut range, mut better)) = read(line, end) else { continue };
        // What leads to it is no part of it.
        let led = LEADING.iter().filter_map(|word| Some(better.rfind(word)? + word.len())).max().unwrap_or(0);
        range.start += slice(&better, ..led).chars().count();
        better = slice(&better, led..).to_owned();
        let found = line.text(range.clone());
        let sign = better.split('〔').next().and_then(|sign| sign.chars().next_back());
        if found != better && sign.is_some_and(|c| "发函办字通令规政".contains(c)) {
            issues.push((StyleIssue::DocumentNumberForm { found, better: Some(better) }, range));
        }
    }
}

/// Reads a document number that ends at an index, whatever brackets it has; gives it as it should be.
fn read(line: &Line, end: usize) -> Option<(Range<usize>, String)> {
    let last = end.checked_sub(1).filter(|last| line.at(*last) == '号')?;
    let without_blanks = |end: usize| (0..=end).rev().find(|at| line.before(*at) != ' ').unwrap_or(0);
    let mut at = without_blanks(last);
    let digits = (0..at).rev().take_while(|index| line.at(*index).is_ascii_digit()).count();
    let number = line.text(at - digits..at);
    at = without_blanks(at - digits);
    if line.before(at) == '第' {
        at -= 1;
    }
    let is_close = matches!(line.before(at), '〕' | '】' | ')' | '）' | ']' | '］');
    let year = at.checked_sub(5)?;
    let is_year = (year..year + 4).all(|index| line.at(index).is_ascii_digit());
    let is_open = matches!(line.before(year), '〔' | '【' | '(' | '（' | '[' | '［');
    if !(is_close && is_open && is_year) || number.is_empty() {
        return None;
    }
    let sign_end = year - 1;
    let sign = (0..sign_end).rev().take_while(|index| is_han(line.at(*index))).count();
    let number = number.trim_start_matches('0');
    if sign == 0 || number.is_empty() {
        return None;
    }
    let start = sign_end - sign;
    let better = format!("{}〔{}〕{number}号", line.text(start..sign_end), line.text(year..year + 4));
    Some((start..end, better))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn better(issue: StyleIssue) -> Option<String> {
        match issue {
            StyleIssue::DocumentNumberForm { better, .. } => better,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn document_number_form() {
        for (number, expected) in [
            ("科发[2016]1号", Some("科发〔2016〕1号")),
            ("科发(2016)1号", Some("科发〔2016〕1号")),
            ("科发（2016）1号", Some("科发〔2016〕1号")),
            ("科发【2016】12号", Some("科发〔2016〕12号")),
            ("科发〔2016〕01号", Some("科发〔2016〕1号")),
            ("科发〔2016〕第1号", Some("科发〔2016〕1号")),
            ("科发［2016］1号", Some("科发〔2016〕1号")),
            ("科发〔16〕1号", None),
            ("科发2016-1", None),
            ("〔2016〕1号", None),
            ("科发〔2016〕 1 号", Some("科发〔2016〕1号")),
            ("KF〔2016〕1号", None),
            ("科发〔2016〕1", None),
        ] {
            let issue = whole(number).unwrap_or_else(|| panic!("{number} is taken for well"));
            assert_eq!(better(issue).as_deref(), expected, "{number}");
        }
        for number in [
            "科发〔2016〕1号",
            "国办发〔2017〕47号",
            "区政办函〔2023〕120号",
            "计发〔2020〕9号",
            "财预〔2019〕100号",
            "教高〔2018〕3号",
            "中发〔2021〕1号",
            "工信部联〔2022〕8号",
            "沪科规〔2020〕11号",
            "发改高技〔2017〕2号",
        ] {
            assert_eq!(whole(number), None, "{number}");
        }
    }

    #[test]
    fn document_numbers_are_found_in_prose() {
        let found = |text: &str| {
            let (mut line, mut issues) = (Line::default(), Vec::new());
            line.read(text);
            inside(&line, &mut issues);
            issues.into_iter().filter_map(|(issue, _)| better(issue)).collect::<Vec<_>>()
        };
        assert_eq!(
            found("根据国办发[2017]47号，按照科发(2016)1号"),
            ["国办发〔2017〕47号", "科发〔2016〕1号"]
        );
        for text in [
            "根据国办发〔2017〕47号",
            "（2016）浙01民终1号",
            "见附件（2016）1号楼",
            "1号楼",
            "发（2016）年",
            "第1号",
            "",
        ] {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }
}
