//! Years in texts: where one stands, and how a title or a date is moved to another.

use crate::bug::slice;
use crate::model::official_date::{names_year, parse_day};
use jiff::civil::Date;
use std::ops::Range;

/// What is rewritten in a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rewriter {
    /// A year where it stands alone or before 年, as in a title.
    Title {
        /// The year.
        from: i16,
        /// The year in its place.
        to: i16,
    },
    /// A date, so many years on.
    Date {
        /// The year of the plan in which it stands.
        from: i16,
        /// How many.
        by: i16,
    },
}

impl Rewriter {
    /// The value rewritten; quotes around it may be there or not.
    pub fn apply(self, text: &str) -> String {
        match self {
            Self::Title { from, to } => moved_title(text, from, to),
            Self::Date { from, by } => moved_date(text, from, by),
        }
    }
}

/// The same day so many years on; 29 February may become the 28th.
pub fn later(date: Date, by: i16) -> Option<Date> {
    let year = date.year().checked_add(by)?;
    Date::new(year, date.month(), date.day()).or_else(|_| Date::new(year, date.month(), 28)).ok()
}

/// A date as it is written, so many years on, in the same form; one that names no year stays as it is, but for 2月29日.
fn moved_date(text: &str, from: i16, by: i16) -> String {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
    let read = parse_day(bare, from).map(|day| day.date);
    let Some((date, moved)) = read.and_then(|date| Some((date, later(date, by)?))) else {
        return text.to_owned();
    };
    let mut text = text.to_owned();
    // A year stands first and has four characters.
    if names_year(bare)
        && let Some(at) = text.find(bare)
    {
        let year = bare.char_indices().nth(4).map_or(bare.len(), |(end, _)| end);
        text.replace_range(at..at + year, &moved.year().to_string());
    }
    if date.day() == moved.day() {
        return text;
    }
    match text.rfind("29") {
        Some(at) => format!("{}28{}", slice(&text, ..at), slice(&text, at + 2..)),
        None => text,
    }
}

fn moved_title(text: &str, from: i16, to: i16) -> String {
    let mut moved = String::with_capacity(text.len());
    let mut at = 0;
    for range in numerals(text, from) {
        let (before, after) = (slice(text, ..range.start), slice(text, range.end..));
        moved.push_str(slice(text, at..range.start));
        if is_of_several(before, after) || is_number(before, after) {
            moved.push_str(slice(text, range.clone()));
        } else {
            moved.push_str(&to.to_string());
        }
        at = range.end;
    }
    moved.push_str(slice(text, at..));
    moved
}

/// Whether a year is one end of several years, as in 2016—2018年: which of them moves is not to be guessed.
fn is_of_several(before: &str, after: &str) -> bool {
    let joins = |c: char| matches!(c, '-' | '–' | '—' | '－' | '~' | '～' | '至' | '到' | '/' | '、');
    let after = after.strip_prefix('年').unwrap_or(after).trim_start();
    let rest = after.trim_start_matches(joins);
    let next = rest.len() < after.len() && rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let before = before.trim_end();
    let rest = before.trim_end_matches(joins);
    let last = rest.len() < before.len()
        && rest.trim_end().trim_end_matches('年').ends_with(|c: char| c.is_ascii_digit());
    next || last
}

/// Whether a year is that of a document number, as in 科发〔2016〕1号.
fn is_number(before: &str, after: &str) -> bool {
    before.ends_with(['〔', '[', '［', '【']) && after.starts_with(['〕', ']', '］', '】'])
}

/// Where a year stands in digits, with no letter or digit beside it.
fn numerals(text: &str, year: i16) -> Vec<Range<usize>> {
    let digits = year.to_string();
    let beside = |c: char| c.is_ascii_alphanumeric();
    text.match_indices(&digits)
        .map(|(at, _)| at..at + digits.len())
        .filter(|range| {
            !slice(text, ..range.start).ends_with(beside) && !slice(text, range.end..).starts_with(beside)
        })
        .collect()
}

/// Everywhere that a text names a year, in digits or in Chinese.
pub fn named(text: &str, year: i16) -> Vec<Range<usize>> {
    let mut found = numerals(text, year);
    for zero in ['〇', '零', '○', 'Ｏ'] {
        let digits = [zero, '一', '二', '三', '四', '五', '六', '七', '八', '九'];
        let digit = |digit: u8| digits.get(usize::from(digit.wrapping_sub(b'0')));
        let chinese: String = year.to_string().bytes().filter_map(digit).collect();
        found.extend(text.match_indices(&chinese).map(|(at, _)| at..at + chinese.len()));
    }
    found.sort_by_key(|range| range.start);
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_moved_where_it_means_the_year() {
        for (title, expected) in [
            ("2016年工作要点", "2017年工作要点"),
            ("'区科技局2016年工作要点（2016年修订）'", "'区科技局2017年工作要点（2017年修订）'"),
            ("Annual plan 2016", "Annual plan 2017"),
            ("2016", "2017"),
            ("2016—2018年行动计划", "2016—2018年行动计划"),
            ("2015年至2016年工作总结", "2015年至2016年工作总结"),
            ("2016/17", "2016/17"),
            ("科发〔2016〕1号的实施计划", "科发〔2016〕1号的实施计划"),
            ("12016项", "12016项"),
            ("KJ2016", "KJ2016"),
            ("二〇一六年工作要点", "二〇一六年工作要点"),
        ] {
            assert_eq!(moved_title(title, 2016, 2017), expected);
        }
    }

    #[test]
    fn a_date_is_moved_in_its_own_form() {
        for (date, by, expected) in [
            ("2016-12-31", 1, "2017-12-31"),
            ("'2016-1-5'", 1, "'2017-1-5'"),
            ("2016/6/30", 1, "2017/6/30"),
            ("2016年6月30日", 1, "2017年6月30日"),
            ("2016-02-29", 1, "2017-02-28"),
            ("2016年2月29日", 1, "2017年2月28日"),
            ("2016-02-29", 4, "2020-02-29"),
            ("2017-03-31", 1, "2018-03-31"),
            ("continuous", 1, "continuous"),
            ("长期", 1, "长期"),
            ("6月底前", 1, "6月底前"),
            ("2月底", 1, "2月底"),
            ("2月29日", 1, "2月28日"),
            ("2016年底前", 1, "2017年底前"),
            ("'２０１６年12月'", 1, "'2017年12月'"),
            ("二〇一六年三季度", 1, "2017年三季度"),
            ("2016.12.31", 1, "2017.12.31"),
        ] {
            assert_eq!(moved_date(date, 2016, by), expected);
        }
    }

    #[test]
    fn a_year_is_found_in_digits_and_in_chinese() {
        let text = "2016年、二〇一六年和二零一六年，12016项，2016-12-31";
        assert_eq!(named(text, 2016).len(), 4);
        assert_eq!(named("2015年", 2016).len(), 0);
    }
}
