//! Scale words (百, 千, 万, 亿 and what they join to) at the head of a unit: splits them off, and says where what looks like
//! one belongs to the unit. Does not read numbers.

use super::glyph::glyph;
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

/// Units that only look as if they opened with a scale word, by their opening: 千 is the prefix of a unit of
/// measurement (kilo), 百 and 千 are part of the word.
const WHOLE: &[(char, &[&str])] = &[
    ('百', &["分点", "分比", "帕", "兆"]),
    ('千', &["分点", "兆", "瓦", "米", "克", "伏", "帕", "焦", "卡", "赫", "安", "乏", "欧", "字节", "比特"]),
    ('万', &["分点", "兆"]),
];

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
        Some((scale, rest)) if !opens_unit(rest) => {
            (shift(Decimal::ONE, scale.power).unwrap_or(Decimal::ONE), rest)
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
    WHOLE.iter().any(|(opening, ends)| {
        text.strip_prefix(*opening).is_some_and(|rest| ends.iter().any(|end| rest.starts_with(end)))
    })
}

/// Whether a unit opens with what reads as more of the number: 3百五十家 (GB/T 15835—2011, 5.3 rules it out).
/// 两 by itself is a unit of weight.
pub(super) fn opens_unit(unit: &str) -> bool {
    unit != "两"
        && !is_whole(unit)
        && unit.chars().next().is_some_and(|first| glyph(first).is_some() || matches!(first, '万' | '亿'))
}

/// Multiplies by a power of ten, keeping as many decimal places as still mean something.
pub(super) fn shift(value: Decimal, power: u32) -> Option<Decimal> {
    let mut shifted = value;
    shifted.set_scale(value.scale().saturating_sub(power)).ok()?;
    let missing = power.saturating_sub(value.scale());
    shifted.checked_mul(Decimal::from(10_u64.checked_pow(missing)?))
}

#[cfg(test)]
mod tests {
    use super::scale_split;
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
}
