//! Quantities as plans state them: a bound, one or two decimal values, a unit.
//!
//! Takes the text of a target or of a figure in the prose (`>= 12`, `3..5`, `12家以上`, `超亿元`),
//! gives a [`Quantity`], and prints it in Chinese, in English and with symbols. What is printed reads
//! back as the same quantity. Values are decimals and never binary floats; a text that does not state
//! one definite quantity (`20多家`, `半数以上`, `超12家以内`) is an error that says why, never a guess.
//! It reads simplified Chinese, does not convert between units, and does not judge progress.
//!
//! Sources of the rules, cited where they are applied:
//! - GB/T 15835—2011 出版物上数字用法: separators, ranges, 概数, mixed numerals;
//! - GB/T 8170—2008 数值修约规则与极限数值的表示和判定, clause 4: 不少于, 不大于 and their relatives;
//! - 《中华人民共和国民法典》第一千二百五十九条: 以上, 以下, 以内 include the number itself; 不满, 超过, 以外
//!   do not.

mod bound;
mod chinese;
mod cursor;
mod error;
mod glyph;
mod numeral;
mod parse;
mod print;
pub mod prose;
mod range;
mod scale;
mod unit;
mod unit_fault;
mod unit_names;
mod words;

#[cfg(test)]
mod tests;

pub use bound::{Bound, Direction};
pub use error::QuantityError;
pub use numeral::parse_decimal;
pub use parse::per_head;
pub use print::{after_number, print_decimal};
pub use scale::scale_split;
pub use unit_fault::unit_fault;
pub use unit_names::same as same_unit;
pub use words::Sense;

/// A bound and the unit it is counted in, as one target or figure states them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The value or values, and which side of them is meant.
    pub bound: Bound,
    /// The unit as written (`家`, `亿元`, `万亿元`, `%`, `个百分点`), full-width forms folded (`％` is `%`);
    /// `None` where the text has none. A scale word before the unit (`万`, `亿`) is part of it.
    pub unit: Option<String>,
}

impl Quantity {
    /// Reads a quantity: a number (`12`), a bound with a symbol (`>= 12 家`, `3..5`, `~ 8`), or a
    /// phrase (`12家以上`, `力争突破100亿元`).
    ///
    /// # Errors
    ///
    /// [`QuantityError`] where the text does not state one definite quantity and nothing else.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        parse::quantity(text, None)
    }

    /// The same, where the unit beside the text is known: it is taken as it is written there, whatever it looks like.
    ///
    /// # Errors
    ///
    /// As [`Self::parse`].
    pub fn parse_in(text: &str, unit: Option<&str>) -> Result<Self, QuantityError> {
        parse::quantity(text, unit)
    }

    /// Whether a phrase opens with a verb that says that more is better: 新增60家, 建成3个.
    pub fn rises(phrase: &str) -> bool {
        parse::opens_with_count(phrase)
    }

    /// As a Chinese document writes it: `12家以上`, `超1亿元`, `3—5家`, `8%左右`.
    pub fn chinese(&self) -> String {
        self.bound.chinese(self.unit.as_deref())
    }

    /// In English, the unit as it is: `at least 12 家`, `about 8%`.
    pub fn english(&self) -> String {
        self.bound.english(self.unit.as_deref())
    }

    /// With symbols: `≥ 12 家`, `≈ 8%`.
    pub fn symbols(&self) -> String {
        self.bound.symbols(self.unit.as_deref())
    }
}
