//! Decimal numbers and days as a spreadsheet has them: exactly, or not at all.

use crate::opendata::number::Number;
use rust_decimal::{Decimal, RoundingStrategy};
use rust_xlsxwriter::ExcelDateTime;

/// So many significant digits has a number in a spreadsheet; of one with more the rest is lost as soon as its cell is edited.
const DIGITS: usize = 15;

/// The number, where a spreadsheet holds it digit for digit.
pub fn exact(number: Number) -> Option<f64> {
    let digits = number.0.normalize().mantissa().unsigned_abs().to_string();
    // Zeros at the end are no significant digits.
    if digits.trim_end_matches('0').len() > DIGITS { None } else { number.text().parse().ok() }
}

/// How a number is shown: with all of its decimal places, and groups of thousands.
pub fn places(number: Number) -> u32 {
    number.0.normalize().scale()
}

/// With how many decimal places a share is shown as a percentage: one, and more where it would else be 100 % without being it.
pub fn percent_places(share: Number) -> u32 {
    let percent = share.0.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(share.0);
    let hundred = Decimal::ONE_HUNDRED;
    let shown = |places| percent.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    (1..percent.scale())
        .find(|places| shown(*places) != hundred || percent == hundred)
        .unwrap_or(percent.scale().max(1))
}

/// A day that every spreadsheet shows alike: from March 1900, for before that some count a day that there was not.
pub fn day(iso: &str) -> Option<ExcelDateTime> {
    let mut parts = iso.splitn(3, '-');
    let year: u16 = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let day: u8 = parts.next()?.parse().ok()?;
    if (year, month) < (1900, 3) {
        return None;
    }
    ExcelDateTime::from_ymd(year, month, day).ok()
}
