//! How one target compares with another.

use crate::model::indicator::Indicator;
use crate::model::quantity::{Bound, same_unit, scale_split};
use crate::model::target::{RatioTarget, TargetKind};
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::mem::discriminant;

/// How a target compares with the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetChange {
    /// Neither has one.
    Neither,
    /// There was none before.
    Added,
    /// There is none any more.
    Removed,
    /// They count different things.
    OtherUnit,
    /// They are of different kinds, or in other words: 全覆盖 became 12家以上.
    Reworded,
    /// They count the same thing.
    Compared {
        /// Which way the value moved; none where it did not, or where one range lies within the other.
        movement: Option<Movement>,
        /// Whether another side of the value is meant, or another range: 60家 became 60家以上.
        bound: bool,
        /// Whether the units are written in the same way.
        units: UnitPair,
    },
}

/// Which way a target moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Movement {
    /// To a higher value.
    Raised,
    /// To a lower value.
    Lowered,
}

/// How two units that count the same thing are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitPair {
    /// In the same way.
    Same,
    /// In another scale: 万元 and 亿元.
    Rescaled,
}

impl TargetChange {
    /// The same target in the same unit.
    pub const SAME: Self = Self::Compared { movement: None, bound: false, units: UnitPair::Same };
}

/// Compares an indicator's target with an earlier one's.
pub fn target_change(before: &Indicator, now: &Indicator) -> TargetChange {
    let (old, new) = match (&before.target, &now.target) {
        (None, None) => return TargetChange::Neither,
        (None, Some(_)) => return TargetChange::Added,
        (Some(_), None) => return TargetChange::Removed,
        (Some(old), Some(new)) => (old, new),
    };
    match (&old.kind, &new.kind) {
        (TargetKind::Quantity(old), TargetKind::Quantity(new)) => {
            // No unit is counted as the empty one.
            let unit = |own: &Option<String>, indicator: &Indicator| {
                own.clone().or_else(|| indicator.unit.clone()).unwrap_or_default()
            };
            compared((old.bound, &unit(&old.unit, before)), (new.bound, &unit(&new.unit, now)))
        }
        (TargetKind::Change(old), TargetKind::Change(new))
            if old.yearly == new.yearly && old.falls() == new.falls() =>
        {
            compared((old.size(), &old.unit), (new.size(), &new.unit))
        }
        (TargetKind::Rank(old), TargetKind::Rank(new)) => {
            let movement = match new.place.cmp(&old.place) {
                Ordering::Less => Some(Movement::Raised),
                Ordering::Equal => None,
                Ordering::Greater => Some(Movement::Lowered),
            };
            TargetChange::Compared { movement, bound: old.exact != new.exact, units: UnitPair::Same }
        }
        (old, new) if old == new => TargetChange::SAME,
        (TargetKind::Ratio(old), TargetKind::Ratio(new)) => ratios(old, new),
        _ => TargetChange::Reworded,
    }
}

/// Compares two ratios. Where it cannot be told which term counts (3:2), nobody can say which way it moved.
fn ratios(old: &RatioTarget, new: &RatioTarget) -> TargetChange {
    let (Some(ordering), Some(_)) = (new.terms.compared_with(old.terms), old.terms.compared_with(new.terms))
    else {
        return TargetChange::Reworded;
    };
    let movement = match ordering {
        Ordering::Greater => Some(Movement::Raised),
        Ordering::Less => Some(Movement::Lowered),
        Ordering::Equal => None,
    };
    TargetChange::Compared { movement, bound: old.sense != new.sense, units: UnitPair::Same }
}

/// Compares two bounds, each in its unit.
fn compared((old, old_unit): (Bound, &str), (new, new_unit): (Bound, &str)) -> TargetChange {
    let ((old_scale, old_rest), (new_scale, new_rest)) = (scale_split(old_unit), scale_split(new_unit));
    if !same_unit(old_rest, new_rest) {
        return TargetChange::OtherUnit;
    }
    let units = if old_scale == new_scale { UnitPair::Same } else { UnitPair::Rescaled };
    let scaled = |bound: Bound, scale: Decimal| {
        if units == UnitPair::Same { Some(bound) } else { bound.map(|value| value.checked_mul(scale)) }
    };
    // A value that is too large to be scaled cannot be compared.
    let (Some(old), Some(new)) = (scaled(old, old_scale), scaled(new, new_scale)) else {
        return TargetChange::OtherUnit;
    };
    let movement = movement(old, new);
    let bound = discriminant(&old) != discriminant(&new) || (movement.is_none() && old != new);
    TargetChange::Compared { movement, bound, units }
}

/// Which way the value moved.
fn movement(old: Bound, new: Bound) -> Option<Movement> {
    let ((old_lower, old_upper), (new_lower, new_upper)) = (old.ends(), new.ends());
    let same_kind = (old_lower == old_upper) == (new_lower == new_upper);
    let (raised, lowered) = if same_kind {
        // Of two ranges, as of two values, both ends move the same way or stay.
        let moved = (old_lower, old_upper) != (new_lower, new_upper);
        let (up, down) = (
            new_lower >= old_lower && new_upper >= old_upper,
            new_lower <= old_lower && new_upper <= old_upper,
        );
        (moved && up, moved && down)
    } else {
        // A value within a range is neither above nor below it.
        (new_lower > old_upper, new_upper < old_lower)
    };
    match (raised, lowered) {
        (true, _) => Some(Movement::Raised),
        (_, true) => Some(Movement::Lowered),
        _ => None,
    }
}
