//! Figures that stay on one line: a number with its unit, a range with both its ends, a date.
//!
//! Takes text; gives the stretches that no line may break, or writes the text with them marked. Between a digit and a Han
//! character, and on both sides of a dash, browsers break lines like anywhere else in Chinese. Reading is shallow on purpose:
//! a stretch too many costs a few bytes and is never seen.

use super::escape::escape;
use crate::bug::slice;
use std::ops::Range;

/// What is longer, in characters, could leave a narrow line no way to fit: it may break.
const LONGEST: usize = 14;
/// What stands between a number and its unit.
const SCALES: [char; 8] = ['十', '百', '千', '万', '亿', '余', '多', '几'];
/// Units of more than one character.
const UNITS: [&str; 17] = [
    "个百分点",
    "个工作日",
    "平方千米",
    "平方公里",
    "百分点",
    "平方米",
    "立方米",
    "千瓦时",
    "公里",
    "公顷",
    "人次",
    "千瓦",
    "小时",
    "分钟",
    "个月",
    "个",
    "公斤",
];
/// What stands between the ends of a range.
const DASHES: [char; 8] = ['—', '–', '～', '~', '-', '－', '‑', '−'];

/// Appends `text` as HTML in which the figures are marked.
pub fn with_whole_figures(text: &str, out: &mut String) {
    pieces(text, |piece, is_whole| {
        out.push_str(if is_whole { START } else { "" });
        escape(piece, out);
        out.push_str(if is_whole { END } else { "" });
    });
}

/// The tags around a figure.
pub(super) const START: &str = "<span class=\"nobr\">";
pub(super) const END: &str = "</span>";

/// Gives the text in pieces, each with whether it is a figure to be kept whole.
pub(super) fn pieces(text: &str, mut put: impl FnMut(&str, bool)) {
    let mut done = 0;
    while let Some(range) = next(text, done) {
        if done < range.start {
            put(slice(text, done..range.start), false);
        }
        put(slice(text, range.clone()), true);
        done = range.end;
    }
    if done < text.len() {
        put(slice(text, done..), false);
    }
}

/// The next figure at or after a byte.
fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        let start = at + slice(text, at..).find(|c: char| c.is_ascii_digit())?;
        let end = start + number(slice(text, start..));
        let before = slice(text, ..start).chars().next_back();
        // PM2.5, 3/4, a path: part of a word.
        let is_word = before.is_some_and(|c| c.is_ascii_alphabetic() || "_/\\.:@#".contains(c));
        let whole = if is_word { end } else { figure(text, start, end) };
        if whole > end {
            return Some(start..whole);
        }
        at = end;
    }
}

/// Where the figure ends whose first number is this; the number's end where nothing more belongs to it.
fn figure(text: &str, start: usize, number_end: usize) -> usize {
    let mut end = number_end;
    // A sign of percent stays with its number anyway, and is its unit.
    let mut signed = sign(slice(text, end..));
    let mut bare = end + signed;
    loop {
        let with_unit = bare + if signed > 0 { 0 } else { unit(slice(text, bare..)) };
        let rest = slice(text, with_unit..);
        let fits = slice(text, start..with_unit).chars().count() <= LONGEST;
        if with_unit > bare && fits {
            end = with_unit;
        }
        let joined = rest.strip_prefix(DASHES).or_else(|| {
            let is_date = slice(text, start..with_unit).ends_with(['年', '月', '时', '点']);
            is_date.then_some(rest)
        });
        let length = joined.map_or(0, number);
        if length == 0 || !fits {
            return end;
        }
        bare = text.len() - joined.map_or(0, str::len) + length;
        signed = sign(slice(text, bare..));
        bare += signed;
        if slice(text, start..bare).chars().count() > LONGEST {
            return end;
        }
        end = bare;
    }
}

/// How many bytes the number at the beginning takes: digits, with points and commas between them.
fn number(text: &str) -> usize {
    let mut end = 0;
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        let is_inner = matches!(byte, b'.' | b',')
            && at > 0
            && bytes.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if !byte.is_ascii_digit() && !is_inner {
            break;
        }
        end = at + 1;
    }
    end
}

/// How many bytes a sign behind a number takes.
fn sign(text: &str) -> usize {
    text.chars().next().filter(|c| matches!(c, '%' | '‰' | '℃' | '°')).map_or(0, char::len_utf8)
}

/// How many bytes the unit behind a number takes, with a blank before it.
fn unit(text: &str) -> usize {
    let (blank, text) = text.strip_prefix(' ').map_or((0, text), |rest| (1, rest));
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        // km, firms; what is longer than a unit may go to the next line.
        let word = text.bytes().take_while(u8::is_ascii_alphabetic).count();
        return if blank > 0 && word <= 6 { blank + word } else { 0 };
    }
    let bare = text.trim_start_matches(SCALES);
    let scales = text.len() - bare.len();
    let named = UNITS.iter().find(|unit| bare.starts_with(**unit)).map(|unit| unit.len());
    let han =
        || bare.chars().next().filter(|c| matches!(c, '\u{3400}'..='\u{9fff}')).map_or(0, char::len_utf8);
    match scales + named.unwrap_or_else(han) {
        0 => 0,
        length => blank + length,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The text with brackets around what stays whole.
    fn marked(text: &str) -> String {
        let mut out = String::new();
        pieces(text, |piece, is_whole| {
            out += &(if is_whole { format!("[{piece}]") } else { piece.to_owned() })
        });
        out
    }

    #[test]
    fn a_number_stays_with_its_unit_a_range_with_its_ends() {
        for text in [
            "全年[100家]以上",
            "[20—30%]左右",
            "增长12%，[2026年3月1日]前",
            "[40%～50%]，[3-5家]企业",
            "[5万平方米]、[1,200.5亿元]和[100余家]",
            "提高[0.5个百分点]",
            "about [60 firms] and [12 km], 2.5% more",
            "PM2.5和A4纸，见a/3页",
            "第[3号]文件，共[12个]",
            "电话[0310-1234567]",
            "全年12。",
            "9:30开会",
        ] {
            let plain: String = text.chars().filter(|c| !"[]".contains(*c)).collect();
            assert_eq!(marked(&plain), text);
        }
    }

    #[test]
    fn what_is_too_long_for_a_narrow_line_may_break() {
        assert_eq!(marked("1234567890123456—12家"), "1234567890123456—[12家]");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_long(text in "[0-9年月家个百分点万亿平方米—～%., a-z-]{0,40}") {
            let mut all = String::new();
            pieces(&text, |piece, is_whole| {
                all += piece;
                assert!(!piece.is_empty() && (!is_whole || piece.chars().count() <= LONGEST));
            });
            prop_assert_eq!(all, text);
        }
    }
}
