//! Changes of a YAML text, as a rollover asks for them.

use super::years::Rewriter;
use crate::source::yaml::YamlPath;
use jiff::civil::Date;

/// A change.
#[derive(Debug)]
pub enum YamlEdit {
    /// A key with its value, or an item of a list, is taken out.
    Remove(YamlPath),
    /// A single value is written as another.
    Set(YamlPath, String),
    /// A single value is rewritten as it stands, quotes and all.
    Rewrite(YamlPath, Rewriter),
    /// In a mapping, the value of `actual` becomes that of `baseline`, with this date, in the place of one that it may have.
    Carry(YamlPath, Option<Date>),
    /// In a mapping, `reports` with its list becomes `baseline` with this value, in the place of one that there may be.
    CarryReport(YamlPath, String),
    /// A comment is put behind a value.
    Mark(YamlPath, String),
}
