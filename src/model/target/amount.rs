//! An amount of change with its sign: 下降3.5% is −3.5 of %.

use crate::model::quantity::{after_number, print_decimal};
use rust_decimal::Decimal;

/// So much more (above zero) or less (below zero) than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// With its sign.
    pub value: Decimal,
    /// What it is counted in: %, 个百分点, 家 …
    pub unit: String,
}

impl Amount {
    /// In Chinese, with the verb that documents use for the unit: 增长8.2%, 下降3.5%, 提高0.6个百分点, 减少2起, 持平.
    pub fn chinese(&self) -> String {
        if self.value.is_zero() {
            return "持平".to_owned();
        }
        let verb = verb(&self.unit, self.value.is_sign_negative());
        format!("{verb}{}{}", print_decimal(self.value.abs()), after_number(&self.unit))
    }

    /// In English: up 8.2%, down 2 起, unchanged.
    pub fn english(&self) -> String {
        if self.value.is_zero() {
            return "unchanged".to_owned();
        }
        let way = if self.value.is_sign_negative() { "down" } else { "up" };
        let gap = if self.unit.starts_with(['%', '‰']) { "" } else { " " };
        format!("{way} {}{gap}{}", print_decimal(self.value.abs()), self.unit)
    }
}

/// The verb for a change that is counted in a unit.
pub(super) fn verb(unit: &str, falls: bool) -> &'static str {
    match (unit, falls) {
        ("%" | "％" | "‰", false) => "增长",
        ("%" | "％" | "‰", true) => "下降",
        ("个百分点" | "百分点", false) => "提高",
        ("个百分点" | "百分点", true) => "降低",
        (_, false) => "增加",
        (_, true) => "减少",
    }
}
