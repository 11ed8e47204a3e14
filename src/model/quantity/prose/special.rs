//! Quantities that are no number with a unit: takes the text at one, gives parts of a whole (三分之二, 一半) or a
//! factor (翻一番).

use super::super::cursor::Cursor;
use super::super::glyph::BareScale;
use super::super::numeral;
use rust_decimal::Decimal;

/// What is stated, before a bound.
pub(super) enum Special {
    /// 三分之二
    Fraction { parts: Decimal, of: Decimal },
    /// 翻一番
    Factor(Decimal),
}

/// Takes what states a part or a factor.
pub(super) fn eat(cursor: &mut Cursor<'_>) -> Option<Special> {
    let mut ahead = *cursor;
    let special = fold(&mut ahead).or_else(|| half(&mut ahead)).or_else(|| parts(&mut ahead))?;
    *cursor = ahead;
    Some(special)
}

/// 翻番, 翻一番 and 翻一倍 are twice, 翻两番 is four times.
fn fold(cursor: &mut Cursor<'_>) -> Option<Special> {
    let mut ahead = *cursor;
    if !ahead.eat("翻") {
        return None;
    }
    ahead.eat("了");
    let factor = if ahead.eat("番") {
        Decimal::TWO
    } else {
        let times = numeral::read(&mut ahead, BareScale::IsNoNumber).ok().flatten()?;
        if ahead.eat("番") {
            let power = u32::try_from(times).ok().filter(|&power| Decimal::from(power) == times)?;
            Decimal::from(2_u64.checked_pow(power)?)
        } else if ahead.eat("倍") {
            times.checked_add(Decimal::ONE)?
        } else {
            return None;
        }
    };
    *cursor = ahead;
    Some(Special::Factor(factor))
}

/// 半数, 一半, 过半.
fn half(cursor: &mut Cursor<'_>) -> Option<Special> {
    let is_half = ["半数", "一半"].iter().any(|words| cursor.eat(words));
    is_half.then_some(Special::Fraction { parts: Decimal::ONE, of: Decimal::TWO })
}

/// 三分之二, 十分之一, 万分之五, 1/3 is left alone: it is as often a date or a page.
fn parts(cursor: &mut Cursor<'_>) -> Option<Special> {
    let mut ahead = *cursor;
    let of = if ahead.starts_with("万分之") {
        ahead.eat("万");
        Decimal::from(10_000)
    } else {
        // The reader of numerals looks at 分之 itself only after a unit.
        numeral::read(&mut ahead, BareScale::IsNoNumber).ok().flatten()?
    };
    if !ahead.eat("分之") || of <= Decimal::ONE {
        return None;
    }
    let parts = numeral::read(&mut ahead, BareScale::IsNoNumber).ok().flatten()?;
    *cursor = ahead;
    Some(Special::Fraction { parts, of })
}
