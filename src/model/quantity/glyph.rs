//! The characters and parts of numerals, which reading numbers, scales and units share: what a character stands for,
//! where a number may start, and which digits a decimal holds exactly. Takes no text off a cursor.

use super::cursor::Cursor;
use rust_decimal::Decimal;

/// Longer than any exact decimal, short enough to parse at once.
const MOST_DIGITS: usize = 64;

/// Whether 百, 千, 万, 亿 with nothing before them count as one of them (超亿元).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BareScale {
    CountsAsOne,
    IsNoNumber,
}

/// A part of a numeral before 万, 亿 or the end.
pub(super) struct Coefficient {
    pub(super) value: Decimal,
    /// Digits after the decimal point, zeros included.
    pub(super) has_fraction: bool,
}

/// What one character of a numeral stands for.
pub(super) enum Glyph {
    Zero,
    Digit(u32),
    /// 十, 百, 千.
    Place(u32),
}

/// The meaning of a character of a numeral, everyday or capital; `None` for any other.
pub(super) const fn glyph(written: char) -> Option<Glyph> {
    Some(match written {
        '零' | '〇' => Glyph::Zero,
        '一' | '壹' => Glyph::Digit(1),
        '二' | '两' | '贰' => Glyph::Digit(2),
        '三' | '叁' => Glyph::Digit(3),
        '四' | '肆' => Glyph::Digit(4),
        '五' | '伍' => Glyph::Digit(5),
        '六' | '陆' => Glyph::Digit(6),
        '七' | '柒' => Glyph::Digit(7),
        '八' | '捌' => Glyph::Digit(8),
        '九' | '玖' => Glyph::Digit(9),
        '十' | '拾' => Glyph::Place(10),
        '百' | '佰' => Glyph::Place(100),
        '千' | '仟' => Glyph::Place(1000),
        _ => return None,
    })
}

/// Whether a number may start here; cheap, and does not promise that the number is well formed.
pub(super) fn may_start(mut cursor: Cursor<'_>) -> bool {
    if cursor.bump_if(is_minus).is_none() {
        cursor.eat("+");
    }
    cursor.peek().is_some_and(|next| next.is_ascii_digit() || glyph(next).is_some())
}

/// The minus sign, the hyphen typed for it, and the word.
pub(super) const fn is_minus(mark: char) -> bool {
    matches!(mark, '-' | '−' | '负')
}

/// The value of digits, if a decimal holds it exactly.
pub(super) fn exact(text: &str) -> Option<Decimal> {
    Some(text).filter(|text| text.len() <= MOST_DIGITS).and_then(|text| Decimal::from_str_exact(text).ok())
}
