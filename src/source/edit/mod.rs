//! Changing a YAML text without touching anything but what changes: for commands that write into the user's files.
//!
//! [`patches`] are replacements in a text; [`layout`] knows how it lies in lines; [`insert`] puts new keys and items
//! between those that are there. [`values`] makes the same changes in what was read, so that a text can be held to what
//! was meant; [`front_edit`] makes changes of front matter in both ways, and [`scalar`] writes single values. A way of writing that none of this understands is refused ([`UnsafeEdit`]), never guessed at.

pub mod front_edit;
pub mod insert;
pub mod layout;
pub mod patches;
pub mod scalar;
pub mod values;

use super::yaml::{PathStep, YamlPath};
use patches::line_of;

/// Why a text cannot be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
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
