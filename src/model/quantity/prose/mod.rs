//! Quantities in running Chinese prose: takes a text, gives the places where it states one, and what each states.
//!
//! Prose leaves no space after a unit (12家以上企业) and is full of numerals that count nothing (2016年,
//! “十三五”, 第三条, 三位一体). A numeral with no unit is no mention, unless words on both sides bound it (控制在1.2以内). What a numeral says by itself is for
//! [`Quantity::parse`]'s grammar; this module finds where the quantity begins and ends. Every reading takes time in
//! proportion to the text. It does not know what a plan is, nor which quantities are commitments.

mod change;
mod english;
mod figure;
mod inclusion;
mod leads;
mod lists;
mod measure;
mod non_quantities;
mod reach;
mod rough;
mod scan;
mod special;
mod table;
mod tense;
mod value;

#[cfg(test)]
mod tests;

pub use figure::{Agreement, agreement, is_rate_of, read_figure};
pub use measure::{UnitKind, is_unusual};
pub use table::Table;
pub use tense::{Headings, Tense, Told};

use super::{Bound, Quantity};
use rust_decimal::Decimal;
use std::ops::Range;

/// A place in a text that states a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where, in bytes, with the words that bound it (不低于, 以上, 左右) and without those that only intend
    /// (力争, 达到).
    pub range: Range<usize>,
    /// Where the number (or both of a range) and the unit stand, in bytes.
    pub value_range: Range<usize>,
    /// What it states.
    pub stated: Stated,
    /// What is counted.
    pub kind: UnitKind,
    /// Its part in a change (由9600元提高到15600元).
    pub role: ChangeRole,
    /// What the words before it say of it.
    pub aim: Option<Aim>,
    /// Whether the number is written in digits.
    pub numerals: Numerals,
}

/// What a mention states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stated {
    /// One definite quantity.
    Quantity(Quantity),
    /// So many times an earlier value: 翻一番 and 增长1倍 are 2, 增长到3倍 is 3.
    Factor(Bound),
    /// Parts of a whole that no percentage states exactly: 三分之二以上 is at least 2 of 3.
    Fraction {
        /// How many parts.
        parts: Bound,
        /// Of how many.
        of: Decimal,
    },
    /// Two terms, one of which is 1: 2.27:1, 1:1.25.
    Ratio {
        /// The first term.
        first: Bound,
        /// The second term.
        second: Decimal,
    },
    /// A rough number (20多家, 几十家, 三五家), which states nothing definite.
    Rough,
}

/// A mention's part in a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeRole {
    /// It stands alone.
    Alone,
    /// What the change starts from: a baseline.
    Start,
    /// What the change leads to: a target.
    End,
}

/// What the words before a number say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// 新增: added within the period.
    Added,
    /// 累计: counted from an earlier start.
    Cumulative,
    /// 达, 达到, 实现: to be reached.
    Reached,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numerals {
    /// In digits, perhaps with 万 and 亿.
    Digits,
    /// In Chinese numerals.
    Chinese,
}

/// The quantities that a text states, in its order; they do not overlap.
#[cfg(test)]
pub fn mentions(text: &str) -> Vec<Mention> {
    mentions_with(text, &[])
}

/// The same as [`mentions`], reading these units, too, wherever they follow a number.
pub fn mentions_with(text: &str, known_units: &[&str]) -> Vec<Mention> {
    let mut found = scan::scan(text, known_units);
    lists::share_bounds(text, &mut found);
    change::assign(text, &mut found);
    found
}
