//! The words that a user chooses from, each with the value that it stands for.
//!
//! One list serves the table of keys, the schema and the reader, so a word cannot be read as another's value.

use crate::model::config::{FragmentPart, Lang, Publish};
use crate::model::indicator::{Nature, StatedStatus};
use crate::model::measure::Measure;
use crate::model::numbering::Numbering;
use crate::model::plan::{Pace, PlanStatus};
use crate::model::quantity::Direction;

/// Values that are written as words.
pub trait Choice: Copy + 'static {
    /// The words, in the order that documentation lists them.
    const WORDS: &'static [&'static str];
    /// What each stands for, in the same order.
    const VALUES: &'static [Self];

    /// What a word stands for.
    fn of(word: &str) -> Option<Self> {
        let place = Self::WORDS.iter().position(|own| *own == word)?;
        Self::VALUES.get(place).copied()
    }
}

macro_rules! choice {
    ($type:ty { $($word:literal => $value:expr),+ $(,)? }) => {
        impl Choice for $type {
            const WORDS: &'static [&'static str] = &[$($word),+];
            const VALUES: &'static [Self] = &[$($value),+];
        }
    };
}

/// What a plan's `kind:` says: there is one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanKind;

/// How far a task is, as it is written; a reason for [`Self::Dropped`] stands elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskStateName {
    /// 未启动.
    NotStarted,
    /// 推进中.
    InProgress,
    /// 已完成.
    Done,
    /// 已取消.
    Dropped,
}

/// The type of a theme's parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterType {
    /// Any text.
    Text,
    /// A colour, `#1f4e79`.
    Color,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// One of the texts that the theme lists.
    Choice,
}

choice!(PlanKind { "plan" => Self });
choice!(Lang { "zh-Hans" => Self::Chinese, "en" => Self::English });
choice!(Publish { "by-series" => Self::BySeries, "all-or-nothing" => Self::AllOrNothing });
choice!(FragmentPart {
    "issuer" => Self::Issuer,
    "document-number" => Self::DocumentNumber,
    "publication" => Self::Publication,
    "catalogue" => Self::Catalogue,
    "standing" => Self::Standing,
    "links" => Self::Links,
    "style" => Self::Style,
});
choice!(PlanStatus { "draft" => Self::Draft, "published" => Self::Published });
choice!(Numbering { "chinese" => Self::Chinese, "decimal" => Self::Decimal, "none" => Self::None });
choice!(Pace { "linear" => Self::Linear });
choice!(Direction { "up" => Self::Up, "down" => Self::Down });
choice!(Measure { "flow" => Self::Flow, "stock" => Self::Stock, "rate" => Self::Rate });
choice!(Nature { "binding" => Self::Binding, "expected" => Self::Expected });
choice!(StatedStatus {
    "met" => Self::Met,
    "not-met" => Self::NotMet,
    "in-progress" => Self::InProgress,
});
choice!(TaskStateName {
    "not-started" => Self::NotStarted,
    "in-progress" => Self::InProgress,
    "done" => Self::Done,
    "dropped" => Self::Dropped,
});
choice!(ParameterType {
    "text" => Self::Text,
    "color" => Self::Color,
    "boolean" => Self::Boolean,
    "integer" => Self::Integer,
    "choice" => Self::Choice,
});
