//! Targets as plans write them: what each says, the words it was read from, and what values they are held against.
//!
//! A target is one of six kinds and never something else that happens to begin with a digit: 6月底前开工 and 3A级 are words,
//! 前10位 is a place, 下降3% a change with its sign. A phrase is read whole or refused; nothing that is left over after a
//! number is dropped. Judging is done in [`super::progress`]; here is only what a text says.

mod agree;
mod amount;
mod change;
mod error;
mod print;
mod rank;
mod ratio;
mod read;
mod reference;
mod text;
mod value;

#[cfg(test)]
mod tests;

pub use agree::{Beside, Unkept, keeps};
pub use amount::Amount;
pub use change::{Change, falls_at_end, opens_as_change};
pub use error::TargetError;
pub use rank::Rank;
pub use ratio::{RatioTarget, Terms};
pub use reference::Reference;
pub use value::{Value, ValueError, ValueOf};

use super::quantity::{Bound, Direction, Quantity};

/// A target: what it says, and the phrase it was read from where it was a phrase.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// What it says.
    pub kind: TargetKind,
    /// The author's own words, such as 超亿元; none where they were a number or symbols.
    pub phrase: Option<String>,
}

/// What a target says.
#[derive(Debug, Clone, PartialEq)]
pub enum TargetKind {
    /// A value and its bound: 12家以上.
    Quantity(Quantity),
    /// So much more or less than before: 增长8%以上, 下降3%, 翻一番.
    Change(Change),
    /// A place among others: 前10位.
    Rank(Rank),
    /// One number to another: 1:1.5, 三分之二.
    Ratio(RatioTarget),
    /// What others reach: 不低于全省平均水平.
    Reference(Reference),
    /// Words that no number is held against: 全覆盖, 二类以上, 6月底前开工.
    Text(String),
}

impl TargetKind {
    /// The stable name.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Quantity(_) => "quantity",
            Self::Change(_) => "change",
            Self::Rank(_) => "rank",
            Self::Ratio(_) => "ratio",
            Self::Reference(_) => "reference",
            Self::Text(_) => "text",
        }
    }
}

impl Target {
    /// A quantity with no words of its own.
    pub const fn of(quantity: Quantity) -> Self {
        Self { kind: TargetKind::Quantity(quantity), phrase: None }
    }

    /// The quantity, where the target is one.
    pub const fn quantity(&self) -> Option<&Quantity> {
        match &self.kind {
            TargetKind::Quantity(quantity) => Some(quantity),
            _ => None,
        }
    }

    /// The bound on values in the indicator's unit, where the target is a quantity.
    pub const fn bound(&self) -> Option<Bound> {
        match &self.kind {
            TargetKind::Quantity(quantity) => Some(quantity.bound),
            _ => None,
        }
    }

    /// The unit that the target brings, for an indicator that says none.
    pub fn unit(&self) -> Option<&str> {
        match &self.kind {
            TargetKind::Quantity(quantity) => quantity.unit.as_deref(),
            TargetKind::Change(change) => Some(&change.unit),
            TargetKind::Rank(_) | TargetKind::Ratio(_) | TargetKind::Reference(_) | TargetKind::Text(_) => {
                None
            }
        }
    }

    /// Which way is better, as the target's own words say.
    pub fn direction(&self) -> Option<Direction> {
        match &self.kind {
            TargetKind::Quantity(quantity) => {
                let rises = self.phrase.as_deref().is_some_and(Quantity::rises);
                quantity.bound.direction().or(rises.then_some(Direction::Up))
            }
            TargetKind::Change(change) => change.direction(),
            TargetKind::Rank(_) => Some(Direction::Down),
            TargetKind::Ratio(ratio) => ratio.sense.direction(),
            TargetKind::Reference(reference) => reference.sense.direction(),
            TargetKind::Text(_) => None,
        }
    }
}
