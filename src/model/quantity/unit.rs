//! Units: takes the text after a number and gives the unit as written; splits a scale word off a unit.
//! Does not know which units exist, and does not convert between them.

use super::cursor::Cursor;
use super::error::QuantityError;
use super::{numeral, words};
use rust_decimal::Decimal;

/// Scale words that may open a unit, longest first where one opens another, with their power of ten.
const SCALES: &[(&str, u32)] = &[
    ("千万亿", 15),
    ("百万亿", 14),
    ("十万亿", 13),
    ("万亿", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("十亿", 9),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
];

/// Units that only look as if they opened with a scale word: 千 is the prefix of a unit of measurement
/// (kilo), 百 and 千 are part of the word.
const WHOLE: &[&str] = &[
    "百分点",
    "千分点",
    "万分点",
    "百分比",
    "百帕",
    "百兆",
    "千兆",
    "万兆",
    "千瓦",
    "千米",
    "千克",
    "千伏",
    "千帕",
    "千焦",
    "千卡",
    "千赫",
    "千安",
    "千乏",
    "千欧",
    "千字节",
    "千比特",
];

/// Characters that join clauses: no unit holds one, so what follows them is no part of the unit.
const JOINERS: &str = "的和与及或为是了";

/// No unit has more characters; a longer run is a sentence.
const LONGEST: usize = 24;

/// Words between a number and its unit that make the number a rough one: 20多家, 二十来个.
pub(super) const ROUGH: [char; 4] = ['多', '余', '几', '来'];

/// A scale word at the head of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    /// The power of ten.
    pub(super) power: u32,
}

/// Splits the scale off a unit: 万亿元 is (1000000000000, 元), 万人 is (10000, 人), % is (1, %).
///
/// The scales are 百, 千, 万, 亿, 万亿 and 十, 百, 千 before 万, 亿, 万亿. 千瓦时, 千米, 千克, 百分点 and their like
/// are whole words and stay so (万千瓦时 is (10000, 千瓦时)); a scale inside a unit (件/万人) stays too. The
/// rest is empty where the unit is nothing but a scale.
pub fn scale_split(unit: &str) -> (Decimal, &str) {
    match split(unit) {
        Some((scale, rest)) if !numeral::opens_unit(rest) => {
            (numeral::shift(Decimal::ONE, scale.power).unwrap_or(Decimal::ONE), rest)
        }
        _ => (Decimal::ONE, unit),
    }
}

/// The scale at the head of a unit, and the rest of it.
pub(super) fn split(unit: &str) -> Option<(Scale, &str)> {
    if is_whole(unit) {
        return None;
    }
    SCALES.iter().find_map(|&(word, power)| unit.strip_prefix(word).map(|rest| (Scale { power }, rest)))
}

/// Whether a unit's opening only looks like a scale.
pub(super) fn is_whole(text: &str) -> bool {
    WHOLE.iter().any(|word| text.starts_with(word))
}

/// Takes a unit: a run of letters (Han or other), with %, ‰, ℃, ², ³, `/` and · where units have them,
/// up to a word that bounds the value, a range mark, anything else, or its greatest length. `None` where
/// there is none.
///
/// # Errors
///
/// A unit that makes the number a rough one (3万余人, 5年多), adds a half (两年半) or a part (3万分之一), or opens with more of the
/// number (万万元). `number` is where the number began, for the words of the error.
pub(super) fn read(cursor: &mut Cursor<'_>, number: Cursor<'_>) -> Result<Option<String>, QuantityError> {
    let mut unit = String::new();
    let start = *cursor;
    let mut previous = None;
    for _ in 0..LONGEST {
        let Some(next) = cursor.peek() else { break };
        if words::at_bound(*cursor) || at_range_word(*cursor) || !may_follow(previous, next) {
            break;
        }
        cursor.bump();
        unit.push(next);
        previous = Some(next);
    }
    let own = unit.trim_end_matches(['/', '·', words::WITHIN]).len();
    if own < unit.len() {
        unit.truncate(own);
        *cursor = start;
        for _ in unit.chars() {
            cursor.bump();
        }
    }
    let unscaled = split(&unit).map_or(unit.as_str(), |(_, rest)| rest);
    if unit.ends_with(['多', '余']) || unscaled.starts_with(ROUGH) {
        return Err(QuantityError::vague(number));
    }
    if unit.ends_with('半') || unscaled.starts_with('半') || unscaled.starts_with("分之") {
        return Err(QuantityError::fraction(number));
    }
    if numeral::opens_unit(unscaled) {
        return Err(QuantityError::numeral(number));
    }
    Ok(Some(unit).filter(|unit| !unit.is_empty()))
}

/// 至 and 到 are range marks before a number and letters elsewhere.
fn at_range_word(cursor: Cursor<'_>) -> bool {
    let mut ahead = cursor;
    (ahead.eat("至") || ahead.eat("到")) && {
        ahead.skip_space();
        numeral::may_start(ahead) || ahead.starts_with("百分之") || ahead.starts_with("千分之")
    }
}

fn may_follow(previous: Option<char>, next: char) -> bool {
    match (previous, next) {
        (None, '%' | '‰' | '℃' | '℉' | '°') => true,
        (None, '/' | '·' | '²' | '³') => false,
        (Some('%' | '‰'), next) => matches!(next, '/' | '·'),
        (Some(previous), '/' | '·') => !matches!(previous, '/' | '·'),
        (Some('/' | '·'), '℃' | '℉' | '°') => true,
        (Some(previous), '²' | '³') => previous.is_alphabetic(),
        // m2 and CO2, but not 1e3, which some programs write for a thousand.
        (Some(previous), '2' | '3') => previous.is_ascii_alphabetic() && !matches!(previous, 'e' | 'E'),
        (_, next) => next.is_alphabetic() && !JOINERS.contains(next),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cursor, read, scale_split};
    use rust_decimal::Decimal;

    #[test]
    fn scales_come_off_units_and_whole_words_stay_whole() {
        let cases = [
            ("元", 1_i64, "元"),
            ("%", 1, "%"),
            ("", 1, ""),
            ("万元", 10_000, "元"),
            ("亿元", 100_000_000, "元"),
            ("万亿元", 1_000_000_000_000, "元"),
            ("百万元", 1_000_000, "元"),
            ("千万元", 10_000_000, "元"),
            ("百亿元", 10_000_000_000, "元"),
            ("千亿元", 100_000_000_000, "元"),
            ("千万亿次", 1_000_000_000_000_000, "次"),
            ("万人", 10_000, "人"),
            ("千人", 1_000, "人"),
            ("千吨", 1_000, "吨"),
            ("百家", 100, "家"),
            ("万", 10_000, ""),
            ("个百分点", 1, "个百分点"),
            ("百分点", 1, "百分点"),
            ("千瓦时", 1, "千瓦时"),
            ("千米", 1, "千米"),
            ("千克", 1, "千克"),
            ("百帕", 1, "百帕"),
            ("千兆端口", 1, "千兆端口"),
            ("万千瓦时", 10_000, "千瓦时"),
            ("亿千瓦时", 100_000_000, "千瓦时"),
            ("百万千瓦", 1_000_000, "千瓦"),
            ("件/万人", 1, "件/万人"),
            ("吨标准煤/万元", 1, "吨标准煤/万元"),
            ("万万元", 1, "万万元"),
        ];
        for (unit, factor, rest) in cases {
            assert_eq!(scale_split(unit), (Decimal::from(factor), rest), "{unit}");
        }
    }

    #[test]
    fn a_unit_ends_where_its_letters_end_or_a_bound_begins() {
        let cases = [
            ("家", "家", ""),
            ("家以上", "家", "以上"),
            ("家及以上", "家", "及以上"),
            ("家（含）以上", "家", "（含）以上"),
            ("%左右", "%", "左右"),
            ("％", "%", ""),
            ("%增长", "%", "增长"),
            ("天内", "天", "内"),
            ("天/内", "天", "/内"),
            ("天之内", "天", "之内"),
            ("个内设机构", "个内设机构", ""),
            ("人至5人", "人", "至5人"),
            ("人到 五人", "人", "到 五人"),
            ("公里/小时以上", "公里/小时", "以上"),
            ("吨标准煤/万元", "吨标准煤/万元", ""),
            ("微克/立方米", "微克/立方米", ""),
            ("人·次", "人·次", ""),
            ("m²", "m²", ""),
            ("m2", "m2", ""),
            ("吨CO2", "吨CO2", ""),
            ("e3", "e", "3"),
            ("℃", "℃", ""),
            ("家/", "家", "/"),
            ("/家", "", "/家"),
            ("个的企业", "个", "的企业"),
            ("家。", "家", "。"),
            ("家 以上", "家", " 以上"),
            ("-5家", "", "-5家"),
        ];
        for (text, unit, rest) in cases {
            let mut cursor = Cursor::new(text);
            assert_eq!(read(&mut cursor, Cursor::new(text)).unwrap().unwrap_or_default(), unit, "{text}");
            assert_eq!(cursor.rest(), rest, "{text}");
        }
    }
}
