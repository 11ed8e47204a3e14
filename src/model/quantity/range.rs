//! The two ends of a range made one: takes what stands on either side of the range mark, gives two values
//! in one unit. Reads no text.
//!
//! GB/T 15835—2011, 5.1.3: the first unit may be left out where that leaves no doubt. It calls 13~17万元 and
//! 15~30% doubtful; documents write them all the same, and always mean the unit for both ends.

use super::scale::{self, Scale, shift};
use super::{Bound, Quantity, QuantityError};
use rust_decimal::Decimal;

/// How a percentage was written, which decides what may be left out at the other end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// 百分之三: 百分之三至五 is complete.
    BeforeNumber,
    /// 3%, 3家.
    AfterNumber,
}

/// One end of a range, or a whole quantity without its bound.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) value: Decimal,
    /// A scale word with no unit after it: 3万.
    pub(super) scale: Option<Scale>,
    pub(super) unit: Option<String>,
    pub(super) spelling: Spelling,
}

impl Side {
    /// The value with its lone scale multiplied in; `None` if it grows too large.
    pub(super) fn full_value(&self) -> Option<Decimal> {
        self.scale.map_or(Some(self.value), |scale| shift(self.value, scale.power))
    }

    /// The power of ten of its scale, and its unit without it.
    fn base(&self) -> (u32, &str) {
        let unit = self.unit.as_deref().unwrap_or_default();
        match self.scale.map(|scale| (scale, "")).or_else(|| scale::split(unit)) {
            Some((scale, rest)) => (scale.power, rest),
            None => (0, unit),
        }
    }
}

/// Brings two ends to one unit; `too_large` is the error where that overflows.
///
/// # Errors
///
/// The units do not agree, or the range is reversed.
pub(super) fn join(first: Side, second: Side, too_large: QuantityError) -> Result<Quantity, QuantityError> {
    let (lower, upper, unit) = if shares_unit(&first, &second) {
        (first.value, second.value, second.unit.or(first.unit))
    } else if first.scale.is_none() && first.unit.is_none() && second.unit.is_none() {
        // 9~16亿 means 9亿 to 16亿.
        let power = second.scale.map_or(0, |scale| scale.power);
        let (Some(lower), Some(upper)) = (shift(first.value, power), second.full_value()) else {
            return Err(too_large);
        };
        (lower, upper, None)
    } else {
        let ((power, unit), (other_power, other_unit)) = (first.base(), second.base());
        // 3万—5: the second end may be 5 or 5万. 8000万—1亿元: the unit is the second one's.
        if second.unit.is_none() && (first.unit.is_some() || second.scale.is_none())
            || first.unit.is_some() && unit != other_unit
        {
            return Err(QuantityError::UnitsDiffer {
                first: first.unit.unwrap_or_default(),
                second: second.unit.unwrap_or_default(),
            });
        }
        let unit = Some(other_unit).filter(|unit| !unit.is_empty()).map(str::to_owned);
        let (Some(lower), Some(upper)) = (shift(first.value, power), shift(second.value, other_power)) else {
            return Err(too_large);
        };
        (lower, upper, unit)
    };
    if lower > upper {
        Err(QuantityError::Reversed { lower, upper })
    } else {
        Ok(Quantity { bound: Bound::Between(lower, upper), unit })
    }
}

/// Whether both values are already counted in the same unit.
fn shares_unit(first: &Side, second: &Side) -> bool {
    let scale_of = |unit: &str| scale::split(unit).map(|(scale, _)| scale);
    match (first.unit.as_deref(), second.unit.as_deref()) {
        (Some(one), Some(other)) => one == other,
        // 3万—5万人: the scale of the first end is that of the second one's unit.
        (None, Some(unit)) => first.scale.is_none() || first.scale == scale_of(unit),
        (Some(_), None) => first.spelling == Spelling::BeforeNumber && second.scale.is_none(),
        (None, None) => first.scale.is_none() && second.scale.is_none(),
    }
}
