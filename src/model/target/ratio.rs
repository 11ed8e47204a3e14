//! Ratios: 1:1.5, 2.27:1, 三分之二以上. Takes a text, gives both terms; they are compared by multiplying crosswise, so exactly.
//!
//! 医护比 1:1.25 asks for 1.25 nurses to a doctor: where one term is 1, the other is what counts. Of two terms neither of
//! which is 1, nobody can tell which should be more.

use crate::model::quantity::{Sense, parse_decimal, print_decimal};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// A ratio to be kept, and which side of it is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RatioTarget {
    /// Which side.
    pub sense: Sense,
    /// The ratio.
    pub terms: Terms,
}

/// Both terms of a ratio, above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// What stands first: 1 of 1:1.5, 2 of 三分之二.
    pub first: Decimal,
    /// What it stands to.
    pub second: Decimal,
    /// Whether it is written as parts of a whole (三分之二, 2/3).
    pub is_fraction: bool,
}

/// Words before a ratio, with the side that they mean; longer ones first where one opens another.
const LEADS: [(&str, Option<Sense>); 26] = [
    ("不低于", Some(Sense::AtLeast)),
    ("不少于", Some(Sense::AtLeast)),
    ("不小于", Some(Sense::AtLeast)),
    ("至少", Some(Sense::AtLeast)),
    ("不高于", Some(Sense::AtMost)),
    ("不超过", Some(Sense::AtMost)),
    ("不大于", Some(Sense::AtMost)),
    ("控制在", Some(Sense::AtMost)),
    ("缩小到", Some(Sense::AtMost)),
    ("降至", Some(Sense::AtMost)),
    ("低于", Some(Sense::LessThan)),
    ("小于", Some(Sense::LessThan)),
    ("高于", Some(Sense::MoreThan)),
    ("大于", Some(Sense::MoreThan)),
    ("超过", Some(Sense::MoreThan)),
    ("约", Some(Sense::About)),
    (">=", Some(Sense::AtLeast)),
    ("≥", Some(Sense::AtLeast)),
    ("<=", Some(Sense::AtMost)),
    ("≤", Some(Sense::AtMost)),
    ("力争", None),
    ("确保", None),
    ("保持在", None),
    ("达到", None),
    ("达", None),
    ("为", None),
];
/// Words after it.
const TAILS: [(&str, Sense); 8] = [
    ("及以上", Sense::AtLeast),
    ("以上", Sense::AtLeast),
    ("及以下", Sense::AtMost),
    ("以下", Sense::AtMost),
    ("以内", Sense::AtMost),
    ("之内", Sense::AtMost),
    ("左右", Sense::About),
    ("上下", Sense::About),
];

impl RatioTarget {
    /// Reads a ratio with the words that bound it; none where the text is none.
    pub fn read(text: &str) -> Option<Self> {
        let mut rest = text.trim();
        let mut senses = Vec::new();
        while let Some((after, sense)) =
            LEADS.iter().find_map(|(word, sense)| Some((rest.strip_prefix(word)?, *sense)))
        {
            rest = after.trim_start();
            senses.extend(sense);
        }
        if let Some((before, sense)) =
            TAILS.iter().find_map(|(word, sense)| Some((rest.strip_suffix(word)?, *sense)))
        {
            rest = before.trim_end();
            senses.push(sense);
        }
        let terms = Terms::read(rest)?;
        match senses.as_slice() {
            [] => Some(Self { sense: Sense::Exactly, terms }),
            [sense] => Some(Self { sense: *sense, terms }),
            // Two words that bound it contradict each other, or say it twice.
            [one, other] => (one == other).then_some(Self { sense: *one, terms }),
            _ => None,
        }
    }

    /// As a Chinese document writes it.
    pub fn chinese(&self) -> String {
        let terms = self.terms.chinese();
        match self.sense {
            Sense::Exactly => terms,
            Sense::AtLeast => format!("不低于{terms}"),
            Sense::MoreThan => format!("高于{terms}"),
            Sense::AtMost => format!("不高于{terms}"),
            Sense::LessThan => format!("低于{terms}"),
            Sense::About => format!("{terms}左右"),
        }
    }

    /// In English.
    pub fn english(&self) -> String {
        let terms = self.terms.symbols();
        let opening = match self.sense {
            Sense::Exactly => "",
            Sense::AtLeast => "at least ",
            Sense::MoreThan => "more than ",
            Sense::AtMost => "at most ",
            Sense::LessThan => "less than ",
            Sense::About => "about ",
        };
        format!("{opening}{terms}")
    }
}

impl Terms {
    /// Reads both terms: 1:1.5, 1∶1.5, 1比1.5, 三分之二, 2/3.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (first, second, is_fraction) = if let Some((whole, parts)) = text.split_once("分之") {
            // 百分之五 and 千分之三 are percentages.
            if matches!(whole, "百" | "千" | "万") {
                return None;
            }
            (parts, whole, true)
        } else if let Some((parts, whole)) = text.split_once(['/', '／']) {
            (parts, whole, true)
        } else {
            let (first, second) = text.split_once([':', '：', '∶', '比'])?;
            (first, second, false)
        };
        let [first, second] = [first, second].map(|term| parse_decimal(term.trim()).ok());
        let (first, second) = (first?, second?);
        let is_ratio = first > Decimal::ZERO && second > Decimal::ZERO && (!is_fraction || first <= second);
        is_ratio.then_some(Self { first, second, is_fraction })
    }

    /// Whether what counts is the second term: of 1:1.5 it is.
    pub fn counts_second(self) -> bool {
        !self.is_fraction && self.first == Decimal::ONE && self.second != Decimal::ONE
    }

    /// Whether one can tell which term should be more.
    fn is_sided(self) -> bool {
        self.is_fraction || self.first == Decimal::ONE || self.second == Decimal::ONE
    }

    /// How these terms compare with those of a target, by the term that counts there; none where that cannot be told, or where
    /// the terms are too large to be multiplied.
    pub fn compared_with(self, target: Self) -> Option<Ordering> {
        let ordering = self.first.checked_mul(target.second)?.cmp(&target.first.checked_mul(self.second)?);
        match (ordering, target.is_sided()) {
            (Ordering::Equal, _) => Some(Ordering::Equal),
            (_, false) => None,
            (ordering, true) => Some(if target.counts_second() { ordering.reverse() } else { ordering }),
        }
    }

    /// In Chinese: 1:1.5, 2/3 as 3分之2.
    pub fn chinese(&self) -> String {
        let (first, second) = (print_decimal(self.first), print_decimal(self.second));
        if self.is_fraction { format!("{second}分之{first}") } else { format!("{first}:{second}") }
    }

    /// With symbols: 1:1.5, 2/3.
    pub fn symbols(&self) -> String {
        let mark = if self.is_fraction { '/' } else { ':' };
        format!("{}{mark}{}", print_decimal(self.first), print_decimal(self.second))
    }
}
