//! A cell of a spreadsheet as it was read: what it holds, and as what it is shown where that changes what it says.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a cell holds; one that holds nothing is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CellValue {
    /// A number, as the spreadsheet keeps it.
    Number(f64),
    /// Text, also what looks like a number.
    Text(String),
    /// A day, where the cell is shown as one.
    Date(#[serde(with = "iso")] Date),
    /// True or false.
    Bool(bool),
    /// An error that the spreadsheet shows: `#REF!`.
    Error(String),
    /// A formula whose result was never computed.
    Uncomputed,
}

/// As what a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shown {
    /// As it is.
    Plain,
    /// As a percentage: 0.95 is seen as 95%.
    Percent,
    /// The file does not say it, or its reader does not.
    Unknown,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    pub value: CellValue,
    pub shown: Shown,
}

impl Cell {
    /// A cell with text, from a file that has nothing else.
    pub fn text(text: impl Into<String>) -> Self {
        Self { value: CellValue::Text(text.into()), shown: Shown::Plain }
    }

    /// What it says as text, without blanks at the ends: for names, ids and remarks. A whole number has no point.
    pub fn as_text(&self) -> String {
        match &self.value {
            CellValue::Text(text) => text.trim().to_owned(),
            CellValue::Number(number) => number.to_string(),
            CellValue::Date(date) => date.to_string(),
            CellValue::Bool(true) => "TRUE".to_owned(),
            CellValue::Bool(false) => "FALSE".to_owned(),
            CellValue::Error(error) => error.clone(),
            CellValue::Uncomputed => String::new(),
        }
    }

    /// Whether there is nothing to be seen in it.
    pub fn is_blank(&self) -> bool {
        matches!(&self.value, CellValue::Text(text) if text.trim_matches(is_space).is_empty())
    }
}

/// Whether a character shows nothing: blanks of every width, and the marks that programs leave behind.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{200E}' | '\u{200F}' | '\u{2060}')
}

/// A day as `2016-06-30`.
mod iso {
    use jiff::civil::Date;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that the derived code calls")]
    pub fn serialize<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(date)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let text = String::deserialize(from)?;
        crate::model::date::parse_date(&text).ok_or_else(|| D::Error::custom("no date"))
    }
}
