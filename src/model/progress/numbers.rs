//! The three numbers: attainment, distance and elapsed. Each under its own name, with what it was made
//! from, or with the reason why there is none.

use super::Missing;
use crate::model::indicator::Indicator;
use crate::model::quantity::{Bound, Direction};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A fraction with what it was divided from, so that readers can divide again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    /// What is divided.
    pub part: Decimal,
    /// What it is divided by; never zero.
    pub whole: Decimal,
    /// The quotient: 0.5 is 50 %.
    pub value: Decimal,
}

impl Ratio {
    fn of(part: Decimal, whole: Decimal) -> Result<Self, Missing> {
        if whole.is_zero() {
            return Err(Missing::Zero);
        }
        let value = part.checked_div(whole).ok_or(Missing::TooLarge)?;
        Ok(Self { part, whole, value })
    }
}

/// 完成率, attainment: actual / target, or target / actual where less is better.
///
/// # Errors
/// Why there is none: a value is missing, the target is a range, or a value is zero or below where a ratio
/// says nothing (零事故).
pub fn attainment(indicator: &Indicator) -> Result<Ratio, Missing> {
    let target = single(indicator)?;
    let actual = indicator.actual.as_ref().ok_or(Missing::Actual)?.value;
    if target.is_zero() {
        return Err(Missing::Zero);
    }
    if target < Decimal::ZERO || actual < Decimal::ZERO {
        return Err(Missing::Negative);
    }
    match indicator.direction().unwrap_or(Direction::Up) {
        Direction::Up => Ratio::of(actual, target),
        Direction::Down => Ratio::of(target, actual),
    }
}

/// 基期到目标的进度, distance: (actual − baseline) / (target − baseline). It may be below 0 or above 1.
///
/// # Errors
/// Why there is none: a value is missing, the target is a range, or the target is the baseline.
pub fn distance(indicator: &Indicator) -> Result<Ratio, Missing> {
    let target = single(indicator)?;
    let actual = indicator.actual.as_ref().ok_or(Missing::Actual)?.value;
    let baseline = indicator.baseline.as_ref().ok_or(Missing::Baseline)?.value;
    if target == baseline {
        return Err(Missing::NoWay);
    }
    let part = actual.checked_sub(baseline).ok_or(Missing::TooLarge)?;
    let whole = target.checked_sub(baseline).ok_or(Missing::TooLarge)?;
    Ratio::of(part, whole)
}

/// 时间进度, elapsed: the days of the plan's year up to a date, of the days until it is due, both days
/// counted. From 0 to 1.
///
/// # Errors
/// Why there is none: the date is not said, or it is due before the year begins.
pub fn elapsed(year: i16, at: Option<Date>, due: Date) -> Result<Ratio, Missing> {
    let at = at.ok_or(Missing::AsOf)?;
    let start = Date::new(year, 1, 1).map_err(|_| Missing::AsOf)?;
    let days = |to: Date| start.duration_until(to).as_hours() / 24 + 1;
    let (passed, all) = (days(at), days(due));
    if all <= 0 {
        return Err(Missing::DueBefore);
    }
    Ratio::of(Decimal::from(passed.clamp(0, all)), Decimal::from(all))
}

/// The one value of a target.
fn single(indicator: &Indicator) -> Result<Decimal, Missing> {
    let bound = indicator.target.as_ref().ok_or(Missing::Target)?.quantity.bound;
    match bound {
        Bound::Between(..) => Err(Missing::Range),
        _ => Ok(bound.value()),
    }
}
