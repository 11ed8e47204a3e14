//! The three numbers: attainment, distance and elapsed. Each under its own name, with what it was made
//! from, or with the reason why there is none.

use super::Missing;
use crate::model::indicator::{Indicator, Measurement};
use crate::model::measure::Measure;
use crate::model::quantity::{Bound, Direction};
use crate::model::target::{TargetKind, Value};
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

/// 完成率, attainment: actual / target, of a flow or a stock of which more is to be reached.
///
/// # Errors
/// Why there is none: the measure gives none or is not known, a value is missing, the target is a range or a limit, or a
/// value is zero or below where a ratio says nothing (零事故).
pub fn attainment(indicator: &Indicator, actual: Option<&Measurement>) -> Result<Ratio, Missing> {
    match measure(indicator, actual)? {
        Measure::Rate => Err(Missing::Rate),
        Measure::Flow | Measure::Stock if is_limit(indicator) => Err(Missing::Limit),
        Measure::Flow | Measure::Stock => share(single(indicator)?, actual),
    }
}

/// 已用, used: actual / limit, of a flow under a limit.
///
/// # Errors
/// Why there is none: it is no flow under a limit above zero, or a value is missing or below zero.
pub fn used_up(indicator: &Indicator, actual: Option<&Measurement>) -> Result<Ratio, Missing> {
    let is_flow = indicator.measure == Some(Measure::Flow);
    match single(indicator) {
        Ok(limit) if is_flow && is_limit(indicator) && !limit.is_zero() => share(limit, actual),
        _ => Err(Missing::NoLimit),
    }
}

/// What kind of number it is, where there is a target for it.
fn measure(indicator: &Indicator, actual: Option<&Measurement>) -> Result<Measure, Missing> {
    bound(indicator)?;
    // Where there is no value yet, nobody misses the measure.
    indicator.measure.ok_or(if actual.is_some() { Missing::Measure } else { Missing::Actual })
}

/// Whether a target is a limit: less is better.
fn is_limit(indicator: &Indicator) -> bool {
    indicator.direction() == Some(Direction::Down)
}

fn share(target: Decimal, actual: Option<&Measurement>) -> Result<Ratio, Missing> {
    let actual = actual.ok_or(Missing::Actual)?.number().ok_or(Missing::Kind)?;
    if target.is_zero() {
        return Err(Missing::Zero);
    }
    if target < Decimal::ZERO || actual < Decimal::ZERO {
        return Err(Missing::Negative);
    }
    Ratio::of(actual, target)
}

/// 基期到目标的进度, distance: (actual − baseline) / (target − baseline), of a stock. It may be below 0 or above 1.
///
/// # Errors
/// Why there is none: it is no stock, a value is missing, the target is a range, or the target is the baseline.
pub fn distance(indicator: &Indicator, actual: Option<&Measurement>) -> Result<Ratio, Missing> {
    match measure(indicator, actual)? {
        Measure::Flow => return Err(Missing::Flow),
        Measure::Rate => return Err(Missing::Rate),
        Measure::Stock => {}
    }
    let target = single(indicator)?;
    let actual = actual.ok_or(Missing::Actual)?.number().ok_or(Missing::Kind)?;
    let baseline = indicator.baseline.as_ref().ok_or(Missing::Baseline)?.number().ok_or(Missing::Kind)?;
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
    let at = at.ok_or(Missing::Undated)?;
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
    match bound(indicator)? {
        Bound::Between(..) => Err(Missing::Range),
        bound => Ok(bound.value()),
    }
}

/// The bound of a target that is a quantity.
fn bound(indicator: &Indicator) -> Result<Bound, Missing> {
    indicator.target.as_ref().ok_or(Missing::Target)?.bound().ok_or(Missing::Kind)
}

/// By how much a value differs from its target, with its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// So much more or less than the target's value, in the unit of the change, else of the indicator; in percentage points where
    /// that is %.
    Of(Decimal),
    /// So many places behind (above zero) or before.
    Places(Decimal),
}

/// 与目标之差, difference: of a rate, a change or a rank, which have no attainment.
///
/// None where the target is a range or a value is missing.
pub fn difference(indicator: &Indicator, actual: Option<&Measurement>) -> Option<Difference> {
    let target = indicator.target.as_ref()?;
    let value = &actual?.value;
    let baseline = indicator.start_of(actual?);
    let (reached, bound) = match &target.kind {
        TargetKind::Quantity(quantity) if indicator.measure == Some(Measure::Rate) => {
            (value.number()?, quantity.bound)
        }
        TargetKind::Change(change) => (value.change_from(baseline, change)?.value, change.bound),
        TargetKind::Rank(rank) => {
            let Value::Rank(place) = value else { return None };
            return Some(Difference::Places(place.checked_sub(rank.place)?));
        }
        _ => return None,
    };
    if matches!(bound, Bound::Between(..)) {
        return None;
    }
    reached.checked_sub(bound.value()).map(Difference::Of)
}
