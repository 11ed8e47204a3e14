//! Targets in words: Chinese, English and symbols. The author's own words are the caller's to prefer.

use super::{Reference, Target, TargetKind, Value};
use crate::model::quantity::{Sense, after_number, print_decimal};

impl Target {
    /// As a Chinese document writes it, without the author's own words where the kind has others.
    pub fn chinese(&self) -> String {
        match &self.kind {
            TargetKind::Quantity(quantity) => quantity.chinese(),
            TargetKind::Change(change) => change.chinese(),
            TargetKind::Rank(rank) => rank.chinese(),
            TargetKind::Ratio(ratio) => ratio.chinese(),
            TargetKind::Reference(reference) => reference.chinese(),
            TargetKind::Text(words) => words.clone(),
        }
    }

    /// In English; words that no grammar reads stay as they are.
    pub fn english(&self) -> String {
        match &self.kind {
            TargetKind::Quantity(quantity) => quantity.english(),
            TargetKind::Change(change) => change.english(),
            TargetKind::Rank(rank) => rank.english(),
            TargetKind::Ratio(ratio) => ratio.english(),
            TargetKind::Reference(reference) => self.phrase.clone().unwrap_or_else(|| reference.chinese()),
            TargetKind::Text(words) => words.clone(),
        }
    }

    /// With symbols, where numbers are compared: ≥ 12 家, ≤ −3%, ≥ 1:1.5.
    pub fn symbols(&self) -> Option<String> {
        match &self.kind {
            TargetKind::Quantity(quantity) => Some(quantity.symbols()),
            TargetKind::Change(change) => Some(change.symbols()),
            TargetKind::Ratio(ratio) => Some(format!("{}{}", symbol(ratio.sense), ratio.terms.symbols())),
            TargetKind::Rank(_) | TargetKind::Reference(_) | TargetKind::Text(_) => None,
        }
    }
}

impl Value {
    /// In Chinese, with the indicator's unit: 13家, 下降3.5%, 第8位, 1:1.6.
    pub fn chinese(&self, unit: Option<&str>) -> String {
        match self {
            Self::Number(number) => {
                format!("{}{}", print_decimal(*number), after_number(unit.unwrap_or_default()))
            }
            Self::Change(amount) => amount.chinese(),
            Self::Rank(place) => format!("第{}位", print_decimal(*place)),
            Self::Ratio(terms) => terms.chinese(),
            Self::Text(words) => words.clone(),
        }
    }
}

/// The sign before a value.
const fn symbol(sense: Sense) -> &'static str {
    match sense {
        Sense::Exactly => "",
        Sense::AtLeast => "≥ ",
        Sense::MoreThan => "> ",
        Sense::AtMost => "≤ ",
        Sense::LessThan => "< ",
        Sense::About => "≈ ",
    }
}

impl Reference {
    /// As a Chinese document writes it.
    pub fn chinese(&self) -> String {
        let with = &self.with;
        let beyond = self.beyond.as_ref().map(crate::model::quantity::Quantity::chinese).unwrap_or_default();
        match self.sense {
            Sense::Exactly if self.loose && with.is_empty() => "基本持平".to_owned(),
            Sense::Exactly if self.loose => format!("与{with}同步"),
            Sense::Exactly if with.is_empty() => "持平".to_owned(),
            Sense::Exactly if with == "同比" => "同比持平".to_owned(),
            Sense::Exactly | Sense::About => format!("与{with}持平"),
            Sense::AtLeast => format!("不低于{with}{beyond}"),
            Sense::MoreThan => format!("高于{with}{beyond}"),
            Sense::AtMost => format!("不高于{with}{beyond}"),
            Sense::LessThan => format!("低于{with}{beyond}"),
        }
    }
}
