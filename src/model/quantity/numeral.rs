//! Numerals: takes the text at a number (Arabic digits, full-width digits, Chinese numerals, or digits
//! with 万 and 亿) and gives its exact decimal value. Refuses what has more than one reading; knows
//! nothing of units beyond where one begins.
//!
//! GB/T 15835—2011: digits in groups of three (5.1.1), 万 and 亿 among digits as in 10亿零817万5288 (5.3).

use super::chinese;
use super::cursor::Cursor;
use super::error::QuantityError;
use super::glyph::{BareScale, Coefficient, Glyph, exact, glyph, is_minus};
use super::scale::{self, shift};
use rust_decimal::Decimal;

/// Reads a text that is one number and nothing else: `-3.10`, `１２`, `1,200`, `1，200`, `十二`, `1.2万`.
///
/// The scale that the author wrote is kept: 3.10 prints as 3.10 and equals 3.1. An exponent is refused.
///
/// # Errors
///
/// [`QuantityError`] where there is no number, something besides it, or more digits than a decimal holds.
pub fn parse_decimal(text: &str) -> Result<Decimal, QuantityError> {
    let mut cursor = Cursor::new(text);
    cursor.skip_space();
    let start = cursor;
    if cursor.is_at_end() {
        return Err(QuantityError::Empty);
    }
    let value = read(&mut cursor, BareScale::IsNoNumber)?
        .ok_or_else(|| QuantityError::NoNumber { column: start.column(), text: start.excerpt() })?;
    let after = cursor;
    cursor.skip_space();
    if cursor.is_at_end() {
        return Ok(value);
    }
    match scale::split(after.rest().trim_end()) {
        Some((scale, "")) => {
            shift(value, scale.power).ok_or_else(|| QuantityError::OutOfRange { text: start.excerpt() })
        }
        _ => Err(QuantityError::Leftover { column: cursor.column(), text: cursor.excerpt() }),
    }
}

/// Takes a number with its sign; `None`, and nothing taken, where there is none. A closing 万 or 亿 is left
/// for the unit (3万人), unless a larger scale came before it (3亿5000万元).
pub(super) fn read(cursor: &mut Cursor<'_>, bare: BareScale) -> Result<Option<Decimal>, QuantityError> {
    let start = *cursor;
    let is_negative = cursor.bump_if(is_minus).is_some();
    if !is_negative {
        cursor.eat("+");
    }
    let Some(mut value) = read_unsigned(cursor, bare)? else {
        *cursor = start;
        return Ok(None);
    };
    value.set_sign_negative(is_negative && !value.is_zero());
    Ok(Some(value))
}

/// Adds `part` times a power of ten to a sum.
fn add(sum: Decimal, part: Decimal, power: u32) -> Option<Decimal> {
    sum.checked_add(shift(part, power)?)
}

/// Takes 万亿, 亿 or 万: the scales that part a numeral.
fn eat_scale(cursor: &mut Cursor<'_>) -> Option<u32> {
    if scale::is_whole(cursor.rest()) {
        return None;
    }
    [("万亿", 12), ("亿", 8), ("万", 4)]
        .into_iter()
        .find_map(|(word, power)| cursor.eat(word).then_some(power))
}

fn read_unsigned(cursor: &mut Cursor<'_>, bare: BareScale) -> Result<Option<Decimal>, QuantityError> {
    let start = *cursor;
    let malformed = || QuantityError::Numeral { text: start.excerpt() };
    let too_large = || QuantityError::OutOfRange { text: start.excerpt() };
    let mut part = match coefficient(cursor, bare)? {
        Some(part) => part,
        None if bare == BareScale::CountsAsOne && eat_scale(&mut { *cursor }).is_some() => {
            Coefficient { value: Decimal::ONE, has_fraction: false }
        }
        None => return Ok(None),
    };
    let mut sum = Decimal::ZERO;
    // The power of the last scale taken: what follows must stay below it.
    let mut limit: Option<u32> = None;
    loop {
        let mut ahead = *cursor;
        let power = eat_scale(&mut ahead);
        let goes_on = power.is_some()
            && !part.has_fraction
            && ahead.peek().is_some_and(|next| {
                next.is_ascii_digit() || matches!(glyph(next), Some(Glyph::Zero | Glyph::Digit(_)))
            });
        match (power, limit) {
            (Some(power), Some(last)) if power == last => return Err(malformed()),
            // 一万二千亿: the larger scale multiplies all that came before it.
            (Some(power), Some(last)) if power > last => {
                sum = sum.checked_add(part.value).ok_or_else(too_large)?;
                if sum >= shift(Decimal::ONE, power).ok_or_else(too_large)? {
                    return Err(malformed());
                }
                if !goes_on {
                    return Ok(Some(sum));
                }
                sum = shift(sum, power).ok_or_else(too_large)?;
            }
            (Some(power), _) if goes_on => sum = add(sum, part.value, power).ok_or_else(too_large)?,
            // 3亿5000万元: the value is in 元, so the closing scale is part of the number.
            (Some(power), Some(_)) => {
                *cursor = ahead;
                return add(sum, part.value, power).map(Some).ok_or_else(too_large);
            }
            (Some(_), None) => return Ok(Some(part.value)),
            (None, _) => return sum.checked_add(part.value).map(Some).ok_or_else(too_large),
        }
        *cursor = ahead;
        let has_zero = cursor.bump_if(|next| matches!(glyph(next), Some(Glyph::Zero))).is_some();
        part = coefficient(cursor, BareScale::IsNoNumber)?.ok_or_else(malformed)?;
        limit = power;
        check_part(*cursor, &part, has_zero, power).ok_or_else(malformed)?;
    }
}

/// Whether a part fits below the scale before it, and has one reading: 一万二 may be 12000 or 10002, and
/// 1亿2千万 mixes the two ways of writing (GB/T 15835—2011, 5.3).
fn check_part(after: Cursor<'_>, part: &Coefficient, has_zero: bool, scale: Option<u32>) -> Option<()> {
    let next_scale = eat_scale(&mut { after });
    let own = next_scale.filter(|&power| scale.is_some_and(|scale| power < scale)).unwrap_or(0);
    let room = shift(Decimal::ONE, scale?.checked_sub(own)?)?;
    let is_short = part.value < Decimal::TEN && !has_zero && next_scale.is_none();
    let is_mixed = after.peek().is_some_and(|next| matches!(glyph(next), Some(Glyph::Place(_))))
        && !scale::is_whole(after.rest());
    (part.value < room && !is_short && !is_mixed && !part.has_fraction).then_some(())
}

fn coefficient(cursor: &mut Cursor<'_>, bare: BareScale) -> Result<Option<Coefficient>, QuantityError> {
    match arabic(cursor)? {
        Some(part) => Ok(Some(part)),
        None => chinese::read(cursor, bare),
    }
}

/// Digits, in groups of three or not, and a decimal part.
fn arabic(cursor: &mut Cursor<'_>) -> Result<Option<Coefficient>, QuantityError> {
    let start = *cursor;
    let mut text = String::new();
    digits(cursor, &mut text);
    if text.len() <= 3 && !text.is_empty() {
        while let Some(after) = group(*cursor, &mut text) {
            *cursor = after;
        }
    }
    let whole_digits = text.len();
    let mut ahead = *cursor;
    if ahead.eat(".") && ahead.peek().is_some_and(|next| next.is_ascii_digit()) {
        if text.is_empty() {
            text.push('0');
        }
        text.push('.');
        digits(&mut ahead, &mut text);
        *cursor = ahead;
    }
    if text.is_empty() {
        return Ok(None);
    }
    let value = exact(&text).ok_or_else(|| QuantityError::OutOfRange { text: start.excerpt() })?;
    Ok(Some(Coefficient { value, has_fraction: text.len() > whole_digits }))
}

fn digits(cursor: &mut Cursor<'_>, text: &mut String) {
    while let Some(digit) = cursor.bump_if(|next| next.is_ascii_digit()) {
        text.push(digit);
    }
}

/// A separator and exactly three digits. The separator is a comma or a space (1 200家).
fn group<'a>(mut cursor: Cursor<'a>, text: &mut String) -> Option<Cursor<'a>> {
    cursor.bump_if(|mark| {
        matches!(mark, ',' | ' ' | '\u{A0}' | '\u{2005}' | '\u{2006}' | '\u{2009}' | '\u{202F}')
    })?;
    let mut three = String::with_capacity(3);
    for _ in 0..3 {
        three.push(cursor.bump_if(|next| next.is_ascii_digit())?);
    }
    if cursor.peek().is_some_and(|next| next.is_ascii_digit()) {
        return None;
    }
    text.push_str(&three);
    Some(cursor)
}
