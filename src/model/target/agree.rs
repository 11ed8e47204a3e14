//! Whether a value keeps a target, by the target's kind. Knows no dates: what a value may be used for is judged elsewhere.

use super::{Change, RatioTarget, Reference, TargetKind, Value};
use crate::model::quantity::{Bound, Direction, Quantity, Sense};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// What a value is held against besides the target.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'i> {
    /// Which way is better.
    pub direction: Option<Direction>,
    /// The indicator's unit.
    pub unit: Option<&'i str>,
    /// The value at the start.
    pub baseline: Option<&'i Value>,
    /// What others reached on the value's own day, for a reference.
    pub benchmark: Option<Decimal>,
}

/// Why it cannot be told whether a value keeps a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unkept {
    /// Which way is better is not said.
    NoDirection,
    /// The target is 'about' a value, with no tolerance said.
    NoTolerance,
    /// The value is of another form than the target, or a level with nothing to compare it with.
    OtherForm,
    /// What the target refers to is not known for the value's day.
    NoBenchmark,
    /// Words settle it, and no number does.
    Words,
}

/// Whether a value keeps a target.
///
/// # Errors
/// Why nobody can tell.
pub fn keeps(kind: &TargetKind, value: &Value, beside: Beside<'_>) -> Result<bool, Unkept> {
    match kind {
        TargetKind::Quantity(quantity) => {
            keeps_bound(quantity.bound, beside.direction, value.number().ok_or(Unkept::OtherForm)?)
        }
        TargetKind::Change(change) => keeps_change(change, value, beside),
        TargetKind::Rank(rank) => match value {
            // The first place is better than the second one that was asked for.
            Value::Rank(place) => Ok(*place <= rank.place),
            _ => Err(Unkept::OtherForm),
        },
        TargetKind::Ratio(ratio) => match value {
            Value::Ratio(terms) => keeps_ratio(ratio, terms.compared_with(ratio.terms), beside.direction),
            _ => Err(Unkept::OtherForm),
        },
        TargetKind::Reference(reference) => keeps_reference(reference, value, beside),
        TargetKind::Text(_) => Err(Unkept::Words),
    }
}

fn keeps_change(change: &Change, value: &Value, beside: Beside<'_>) -> Result<bool, Unkept> {
    let amount = value.change_from(beside.baseline, change).ok_or(Unkept::OtherForm)?;
    let direction = beside.direction.or(change.way);
    keeps_bound(change.bound, direction, amount.value)
}

fn keeps_ratio(
    target: &RatioTarget,
    ordering: Option<Ordering>,
    direction: Option<Direction>,
) -> Result<bool, Unkept> {
    let ordering = ordering.ok_or(Unkept::NoDirection)?;
    match (target.sense, ordering, direction) {
        (Sense::AtLeast, _, _) => Ok(ordering.is_ge()),
        (Sense::MoreThan, _, _) => Ok(ordering.is_gt()),
        (Sense::AtMost, _, _) => Ok(ordering.is_le()),
        (Sense::LessThan, _, _) => Ok(ordering.is_lt()),
        (Sense::Exactly | Sense::About, Ordering::Equal, _) => Ok(true),
        (Sense::Exactly | Sense::About, Ordering::Greater, Some(Direction::Up)) => Ok(true),
        (Sense::Exactly | Sense::About, Ordering::Less, Some(Direction::Down)) => Ok(true),
        (Sense::About, ..) => Err(Unkept::NoTolerance),
        (Sense::Exactly, _, Some(_)) => Ok(false),
        (Sense::Exactly, _, None) => Err(Unkept::NoDirection),
    }
}

fn keeps_reference(reference: &Reference, value: &Value, beside: Beside<'_>) -> Result<bool, Unkept> {
    if reference.loose {
        return Err(Unkept::Words);
    }
    let benchmark = beside.benchmark.ok_or(Unkept::NoBenchmark)?;
    let value = value.number().ok_or(Unkept::OtherForm)?;
    let Some(Quantity { bound, unit }) = &reference.beyond else {
        let ordering = value.cmp(&benchmark);
        return Ok(match reference.sense {
            Sense::Exactly | Sense::About => ordering.is_eq(),
            Sense::AtLeast => ordering.is_ge(),
            Sense::MoreThan => ordering.is_gt(),
            Sense::AtMost => ordering.is_le(),
            Sense::LessThan => ordering.is_lt(),
        });
    };
    // 高于全省平均2%: two per cent of it, or two points? Only points, or the indicator's own unit, can be added.
    let is_percent = |unit: &str| matches!(unit, "%" | "％" | "‰");
    let fits = match (unit.as_deref(), beside.unit) {
        (Some("个百分点" | "百分点"), Some(own)) => is_percent(own),
        (Some(unit), Some(own)) => unit == own && !is_percent(own),
        _ => false,
    };
    let down = matches!(reference.sense, Sense::AtMost | Sense::LessThan);
    let beyond = if down { benchmark.checked_sub(value) } else { value.checked_sub(benchmark) };
    let beyond = beyond.filter(|_| fits).ok_or(Unkept::Words)?;
    keeps_bound(*bound, Some(Direction::Up), beyond)
}

/// Whether a number keeps a bound.
///
/// # Errors
/// Which way is better is not said, or no tolerance is.
fn keeps_bound(bound: Bound, direction: Option<Direction>, actual: Decimal) -> Result<bool, Unkept> {
    if let Some(kept) = bound.is_met_by(actual)
        && !matches!(bound, Bound::Exactly(_))
    {
        return Ok(kept);
    }
    let value = bound.value();
    let about = matches!(bound, Bound::About(_));
    let rounded = || {
        let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
        actual.round_dp_with_strategy(value.scale(), strategy)
    };
    match direction {
        _ if actual == value || about && rounded() == value => Ok(true),
        Some(Direction::Up) if actual > value => Ok(true),
        Some(Direction::Down) if actual < value => Ok(true),
        _ if about => Err(Unkept::NoTolerance),
        Some(_) => Ok(false),
        None => Err(Unkept::NoDirection),
    }
}
