//! Chinese numerals below 10000: takes the text at one, gives its value. 万 and 亿 are put together in
//! `numeral`. Refuses rough numbers (三五家) and what has more than one reading (三百五).
//!
//! GB/T 15835—2011: two digits side by side as a rough number (5.2.1), capital numerals (5.2.4), 零 and 〇 (5.2.5).

use super::cursor::Cursor;
use super::error::QuantityError;
use super::glyph::{BareScale, Coefficient, Glyph, exact, glyph, may_start};
use super::scale;
use rust_decimal::Decimal;

/// A Chinese numeral below 10000, and a decimal part after 点.
pub(super) fn read(cursor: &mut Cursor<'_>, bare: BareScale) -> Result<Option<Coefficient>, QuantityError> {
    let start = *cursor;
    let Some(integer) = whole(cursor, bare)? else { return Ok(None) };
    let mut ahead = *cursor;
    let mut text = String::new();
    if ahead.eat("点") {
        while let Some(next) = ahead.peek() {
            match glyph(next) {
                Some(Glyph::Zero) => text.push('0'),
                Some(Glyph::Digit(digit)) => text.extend(char::from_digit(digit, 10)),
                _ => break,
            }
            ahead.bump();
        }
    }
    if text.is_empty() {
        return Ok(Some(Coefficient { value: Decimal::from(integer), has_fraction: false }));
    }
    *cursor = ahead;
    let value = exact(&format!("{integer}.{text}"))
        .ok_or_else(|| QuantityError::OutOfRange { text: start.excerpt() })?;
    Ok(Some(Coefficient { value, has_fraction: true }))
}

fn whole(cursor: &mut Cursor<'_>, bare: BareScale) -> Result<Option<u32>, QuantityError> {
    let start = *cursor;
    let malformed = || QuantityError::Numeral { text: start.excerpt() };
    let next_glyph = |cursor: Cursor<'_>| cursor.peek().and_then(glyph);
    if matches!(next_glyph(*cursor), Some(Glyph::Zero)) {
        cursor.bump();
        let goes_on = may_start(*cursor) && !scale::is_whole(cursor.rest());
        return if goes_on { Err(malformed()) } else { Ok(Some(0)) };
    }
    let mut sum = 0;
    let mut pending: Option<u32> = None;
    // The place taken last: the next one must be lower.
    let mut last_place = 10_000;
    let mut has_zero = false;
    while let Some(next) = next_glyph(*cursor) {
        match next {
            Glyph::Place(_) if scale::is_whole(cursor.rest()) => break,
            Glyph::Place(place) => {
                let is_bare = pending.is_none() && place > 10;
                if is_bare && sum == 0 && bare == BareScale::IsNoNumber {
                    return Ok(None);
                }
                if place >= last_place || (is_bare && sum > 0) {
                    return Err(malformed());
                }
                sum += pending.take().unwrap_or(1) * place;
                last_place = place;
                has_zero = false;
            }
            // 三五家, 十三四家: GB/T 15835—2011, 5.2.1. A longer row spells a year or a number plate.
            Glyph::Digit(_) if pending.is_some() => {
                cursor.bump();
                let is_row = matches!(next_glyph(*cursor), Some(Glyph::Digit(_) | Glyph::Zero));
                return Err(if is_row {
                    malformed()
                } else {
                    QuantityError::Vague { text: start.excerpt() }
                });
            }
            Glyph::Digit(digit) => pending = Some(digit),
            Glyph::Zero if pending.is_some() || has_zero => return Err(malformed()),
            Glyph::Zero => has_zero = true,
        }
        cursor.bump();
    }
    match pending {
        // 三百五 may be 350 or 305.
        Some(_) if !has_zero && (100..10_000).contains(&last_place) => Err(malformed()),
        Some(digit) => Ok(Some(sum + digit)),
        None if has_zero => Err(malformed()),
        None => Ok(Some(sum).filter(|&sum| sum > 0)),
    }
}
