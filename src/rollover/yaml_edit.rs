//! Changes of a YAML text, as they are asked for, and why one cannot be made.

use super::patches::line_of;
use super::years::Rewriter;
use crate::source::yaml::{PathStep, YamlPath};
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

/// Why a text cannot be changed.
#[derive(Debug, PartialEq, Eq)]
pub struct UnsafeEdit {
    /// The line, from 1, at which it is written in a way that is not understood.
    pub line: usize,
    /// The value that is written so, as a path of keys; empty for none in particular.
    pub what: String,
}

impl UnsafeEdit {
    /// At an offset of a text, and of no value in particular.
    pub fn at(text: &str, offset: usize) -> Self {
        Self { line: line_of(text, offset), what: String::new() }
    }
}

/// The path of a key in the mapping at a path.
pub fn below(path: &[PathStep], key: &str) -> YamlPath {
    path.iter().cloned().chain([PathStep::key(key)]).collect()
}
