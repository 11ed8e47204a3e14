//! Why a phrase is no target: the reason in two languages, with what to write instead.

use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::model::quantity::QuantityError;

/// Why a phrase could not be read as one target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetError {
    /// It states no one quantity, and is nothing else either.
    Quantity(QuantityError),
    /// Its unit is another than the one beside it.
    UnitMismatch {
        /// The phrase's.
        phrase_unit: String,
        /// The one beside it.
        unit: String,
    },
    /// It states several quantities, as written.
    Several { parts: Vec<String> },
    /// It states two tiers: 确保8%、力争10%.
    Tiers { first: String, second: String },
    /// A gap that was left to be filled: 待定.
    Gap { text: String },
}

impl TargetError {
    /// The reason, in words for the author of the text.
    pub fn reason(&self) -> Words {
        match self {
            Self::Quantity(error) => error.reason(),
            Self::UnitMismatch { phrase_unit, unit } => say!(
                "its unit is `{phrase_unit}`, and `unit` says `{unit}`",
                "其中的单位是“{phrase_unit}”，而 `unit` 是“{unit}”"
            ),
            Self::Several { parts } => say!(
                "it states several quantities; make an indicator of each: {}",
                "其中有多个数量，请分别列为指标：{}",
                Words::new(english_list(parts), chinese_list(parts))
            ),
            Self::Tiers { first, second } => say!(
                "it states two tiers; write `target: {first}` and `stretch: {second}`",
                "其中有两档目标，请分开填写：`target: {first}`，`stretch: {second}`"
            ),
            Self::Gap { text } => say!(
                "`{text}` holds a place for what is not known yet; leave `target` out until it is",
                "“{text}”是待填内容；目标值未定时请先不写 `target`"
            ),
        }
    }
}

fn english_list(parts: &[String]) -> String {
    parts.iter().map(|part| format!("`{part}`")).collect::<Vec<_>>().join(", ")
}

fn chinese_list(parts: &[String]) -> String {
    parts.iter().map(|part| format!("“{part}”")).collect::<Vec<_>>().join("、")
}
