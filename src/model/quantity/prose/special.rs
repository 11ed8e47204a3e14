//! Quantities that are no number with a unit: takes the text at one, gives parts of a whole (三分之二, 一半), a
//! factor (翻一番) or a ratio (2.27:1).

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
    /// 2.27:1
    Ratio { first: Decimal, second: Decimal },
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

/// How many characters before a ratio may hold the word that makes it one.
const NEAR: usize = 16;

/// Takes a ratio, one term of which is 1: 收入比缩小到2.27:1, 医护比达到1:1.25. Without 比 before it, it is a time or the
/// scale of a map.
pub(super) fn ratio(cursor: &mut Cursor<'_>, before: &str) -> Option<Special> {
    let mut ahead = *cursor;
    ahead.peek().filter(char::is_ascii_digit)?;
    let first = numeral::read(&mut ahead, BareScale::IsNoNumber).ok().flatten()?;
    ahead.bump_if(|next| matches!(next, ':' | '∶'))?;
    ahead.peek().filter(char::is_ascii_digit)?;
    let second = numeral::read(&mut ahead, BareScale::IsNoNumber).ok().flatten()?;
    let is_break = |c: char| matches!(c, '，' | '。' | '；' | ',' | ';' | '\n');
    let named = before.chars().rev().take(NEAR).take_while(|c| !is_break(*c)).any(|c| c == '比');
    let goes_on = ahead.peek().is_some_and(|next| next.is_ascii_digit() || matches!(next, ':' | '∶'));
    (named && !goes_on && (first == Decimal::ONE || second == Decimal::ONE)).then(|| *cursor = ahead)?;
    Some(Special::Ratio { first, second })
}
