//! Rough numbers (20多家, 十几家, 数百家, 三五家, 上百家): takes the text at one, gives its unit. What they count is not told.

use super::super::cursor::Cursor;
use super::super::glyph::{Glyph, glyph};
use super::super::unit::ROUGH;
use super::measure::{self, After, FoundUnit};
use super::scan::skip_blank;

/// How many characters a rough number has at most.
const LONGEST: usize = 40;

/// Takes a rough number with its unit.
pub(super) fn eat(cursor: &mut Cursor<'_>, known: &[&str]) -> Option<FoundUnit> {
    let mut ahead = *cursor;
    let (mut is_rough, mut digits_in_row, mut length) = (false, 0, 0);
    while let Some(next) = ahead.peek().filter(|_| length < LONGEST) {
        let is_word = ROUGH.contains(&next) || next == '数' || (next == '上' && length == 0);
        match glyph(next) {
            Some(Glyph::Digit(_)) => digits_in_row += 1,
            Some(Glyph::Zero) if digits_in_row > 0 => digits_in_row += 1,
            _ if next.is_ascii_digit()
                || matches!(next, '.' | ',' | '万' | '亿')
                || glyph(next).is_some() =>
            {
                digits_in_row = 0;
            }
            _ if is_word => is_rough = true,
            _ => break,
        }
        is_rough |= digits_in_row == 2;
        ahead.bump();
        length += 1;
        if digits_in_row > 2
            || (length == 1 && next == '数' && ahead.peek().is_some_and(|next| next.is_ascii_digit()))
        {
            return None;
        }
        if is_word
            && next != '数'
            && next != '上'
            && measure::eat(&mut { ahead }, known, After::Other).is_some()
        {
            break;
        }
    }
    // 几个 and 数个 alone say too little to be anything.
    if !is_rough || length < 2 {
        return None;
    }
    skip_blank(&mut ahead);
    let found = measure::eat(&mut ahead, known, After::Other)?;
    *cursor = ahead;
    Some(found)
}
