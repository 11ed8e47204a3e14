//! Measured values as plans write them: takes a number or words, the indicator's unit and its target, gives the value.
//!
//! What a number says depends on the target: 3.5 under 下降3% may be a fall or a rise, so a fall is written out (下降3.5%); 8
//! under 前10位 is a place. A level (12.7%) under a change is a value only where the baseline is a level too, for else the
//! change cannot be computed.

use super::change::opening;
use super::rank::is_place;
use super::read::is_same_unit;
use super::{Amount, Change, Rank, Target, TargetKind, Terms};
use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::model::quantity::{Bound, Quantity, same_unit, scale_split};
use rust_decimal::Decimal;

/// A measured value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number in the indicator's unit; zero is a value.
    Number(Decimal),
    /// So much more or less than before.
    Change(Amount),
    /// A place: 第8位.
    Rank(Decimal),
    /// Both terms of a ratio.
    Ratio(Terms),
    /// Words.
    Text(String),
}

/// Why a value is not one of its indicator's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueError {
    /// It is not a number, or not as the target's kind is written.
    Form {
        /// How one is written, for example.
        like: String,
    },
    /// Its unit is another.
    Unit {
        /// The value's.
        own: String,
        /// The indicator's.
        unit: String,
    },
    /// A number under a falling verb: whether it fell or rose by that nobody can tell.
    BareFall {
        /// The number as a fall.
        fall: String,
    },
    /// A level, with no level to compare it with.
    NoBaseline {
        /// The target's verb with a number, for example.
        like: String,
    },
}

/// What a value is read by.
#[derive(Debug, Clone, Copy)]
pub struct ValueOf<'i> {
    /// The indicator's unit.
    pub unit: Option<&'i str>,
    /// Its target.
    pub target: Option<&'i Target>,
    /// Its baseline, once that is read; none while the baseline itself is.
    pub baseline: Option<&'i Value>,
    /// Whether the value is a baseline.
    pub is_baseline: bool,
}

impl Value {
    /// The number in the indicator's unit.
    pub const fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(value) => Some(*value),
            _ => None,
        }
    }

    /// Reads a plain number.
    ///
    /// # Errors
    /// The target's kind has no plain numbers.
    pub fn of_number(number: Decimal, of: ValueOf<'_>) -> Result<Self, ValueError> {
        match of.target.map(|target| &target.kind) {
            Some(TargetKind::Change(change)) => of.under_change(change, number, None),
            Some(TargetKind::Rank(_)) if is_place(number) => Ok(Self::Rank(number)),
            Some(TargetKind::Rank(_)) => Err(ValueError::Form { like: "第8位".to_owned() }),
            Some(TargetKind::Ratio(ratio)) => Err(ValueError::Form { like: ratio.terms.symbols() }),
            Some(TargetKind::Quantity(_) | TargetKind::Reference(_) | TargetKind::Text(_)) | None => {
                Ok(Self::Number(number))
            }
        }
    }

    /// Reads words: a number with its unit, a change with its verb, a place, a ratio. `None` where they are left to be read as
    /// a plain number.
    ///
    /// # Errors
    /// The words are not those of the target's kind.
    pub fn of_text(text: &str, of: ValueOf<'_>) -> Option<Result<Self, ValueError>> {
        let text = text.trim();
        match of.target.map(|target| &target.kind) {
            Some(TargetKind::Change(change)) => of.change_in_words(change, text),
            Some(TargetKind::Rank(_)) => {
                let form = || ValueError::Form { like: "第8位".to_owned() };
                Some(Rank::place(text).map(Self::Rank).ok_or_else(form))
            }
            Some(TargetKind::Ratio(ratio)) => {
                let form = || ValueError::Form { like: ratio.terms.symbols() };
                Some(Terms::read(text).map(Self::Ratio).ok_or_else(form))
            }
            Some(TargetKind::Text(_)) => Some(Ok(Self::Text(text.to_owned()))),
            Some(TargetKind::Quantity(_) | TargetKind::Reference(_)) | None => of.number_with_unit(text),
        }
    }

    /// The change from a baseline to this value, in the change's unit; none where that needs more than there is.
    pub fn change_from(&self, baseline: Option<&Self>, change: &Change) -> Option<Amount> {
        if let Self::Change(amount) = self {
            return Some(amount.clone());
        }
        let (value, start) = (self.number()?, baseline?.number()?);
        let difference = value.checked_sub(start)?;
        let unit = change.unit.as_str();
        let value = match unit {
            "%" | "％" | "‰" => {
                let whole = if unit == "‰" { Decimal::ONE_THOUSAND } else { Decimal::ONE_HUNDRED };
                // Of nothing, and of less than nothing, there is no percentage.
                let base = Some(start).filter(|start| *start > Decimal::ZERO)?;
                difference.checked_mul(whole)?.checked_div(base)?
            }
            _ => difference,
        };
        Some(Amount { value, unit: unit.to_owned() })
    }
}

impl ValueOf<'_> {
    /// A number with the indicator's unit behind it (13家), a scale worked out (1.2万人 is 12000 of 人).
    fn number_with_unit(self, text: &str) -> Option<Result<Value, ValueError>> {
        let Ok(Quantity { bound: Bound::Exactly(stated), unit: Some(own) }) =
            Quantity::parse_in(text, self.unit)
        else {
            return None;
        };
        let Some(unit) = self.unit else { return Some(Ok(Value::Number(stated))) };
        let ((own_scale, own_rest), (scale, rest)) = (scale_split(&own), scale_split(unit));
        if !same_unit(own_rest, rest) {
            return Some(Err(ValueError::Unit { own, unit: unit.to_owned() }));
        }
        let converted = stated.checked_mul(own_scale).and_then(|value| value.checked_div(scale))?;
        Some(Ok(Value::Number(converted.normalize())))
    }

    fn change_in_words(self, change: &Change, text: &str) -> Option<Result<Value, ValueError>> {
        if let Some(read) = Change::read(text) {
            let form = || ValueError::Form { like: example(change) };
            let amount = read.ok().and_then(|own| match own.bound {
                Bound::Exactly(value) => Some((value, own.unit)),
                _ => None,
            });
            let Some((value, own)) = amount else { return Some(Err(form())) };
            let own = if own.is_empty() { change.unit.clone() } else { own };
            if !is_same_unit(&own, &change.unit) {
                return Some(Err(ValueError::Unit { own, unit: change.unit.clone() }));
            }
            return Some(Ok(Value::Change(Amount { value, unit: change.unit.clone() })));
        }
        if text == "持平" {
            return Some(Ok(Value::Change(Amount { value: Decimal::ZERO, unit: change.unit.clone() })));
        }
        if opening(text).is_some() {
            return Some(Err(ValueError::Form { like: example(change) }));
        }
        match Quantity::parse_in(text, self.unit) {
            Ok(Quantity { bound: Bound::Exactly(stated), unit: Some(own) }) => {
                Some(self.under_change(change, stated, Some(&own)))
            }
            _ => None,
        }
    }

    /// A number under a change: a level where its unit is the indicator's and not the change's, or where the baseline is one in
    /// the same unit; else an amount, if the verb rises.
    fn under_change(self, change: &Change, number: Decimal, own: Option<&str>) -> Result<Value, ValueError> {
        let in_levels = self.unit.is_some_and(|unit| !is_same_unit(unit, &change.unit));
        let is_relative =
            matches!(change.unit.as_str(), "%" | "％" | "‰" | "个百分点" | "百分点" | "位" | "名");
        let own_is_amount = own.is_some_and(|own| is_same_unit(own, &change.unit));
        if let (Some(own), Some(unit)) = (own, self.unit)
            && !own_is_amount
            && !is_same_unit(own, unit)
        {
            return Err(ValueError::Unit { own: own.to_owned(), unit: unit.to_owned() });
        }
        let is_level = if in_levels {
            !own_is_amount
        } else {
            !is_relative && (self.is_baseline || self.baseline.is_some())
        };
        if is_level {
            // A baseline in words is one at fault, which is told.
            let is_start = |baseline: &Value| matches!(baseline, Value::Number(_) | Value::Text(_));
            let start = self.baseline.is_some_and(is_start);
            return if self.is_baseline || start {
                Ok(Value::Number(number))
            } else {
                Err(ValueError::NoBaseline { like: example(change) })
            };
        }
        if change.falls() && !number.is_zero() {
            let fall = Amount { value: -number.abs(), unit: change.unit.clone() }.chinese();
            return Err(ValueError::BareFall { fall });
        }
        Ok(Value::Change(Amount { value: number, unit: change.unit.clone() }))
    }
}

/// How a value of a change is written, for example.
fn example(change: &Change) -> String {
    let value = change.bound.value();
    Amount { value, unit: change.unit.clone() }.chinese()
}

impl ValueError {
    /// The reason, with what to write instead.
    pub fn reason(&self) -> Words {
        match self {
            Self::Form { like } => say!("write it like `{like}`", "请写成“{like}”的形式"),
            Self::Unit { own, unit } => {
                say!(
                    "its unit is `{own}`, and that of the indicator `{unit}`",
                    "其单位是“{own}”，而指标的单位是“{unit}”"
                )
            }
            Self::BareFall { fall } => say!(
                "under a target that falls it may be a fall or a rise; write `{fall}`",
                "目标值说的是下降，仅写数字无法分辨是降是升；请写明，如“{fall}”"
            ),
            Self::NoBaseline { like } => say!(
                "the target is a change, and there is no baseline to compute it from; write the change itself, such as `{like}`, or give `baseline`",
                "目标值说的是增减，没有基期值就算不出增减；请直接写增减，如“{like}”，或填写 `baseline`"
            ),
        }
    }
}
