//! Verifying a change: the new text must read as the values that were meant.
//!
//! Takes a YAML text, the changes and their replacements; makes the changes a second time, in the values read
//! from the old text, and compares these with what the new text reads as.

use super::yaml_edit::YamlEdit;
use crate::bug::bug;
use crate::source::edit::UnsafeEdit;
use crate::source::edit::patches::{Patches, line_of};
use crate::source::edit::values::{difference, remove, value_at};
use crate::source::fields::scalar_text;
use crate::source::yaml::path::to_words;
use crate::source::yaml::value::read_value;
use crate::source::yaml::{KeyOrValue, PathStep, SpannedYaml, YamlPath};
use serde_yaml::{Mapping, Value};

/// Makes the changes in the values, and compares them with what the new text reads as.
///
/// # Errors
/// The first value that reads otherwise.
pub fn verify(yaml: &str, edits: &[YamlEdit], patches: &Patches) -> Result<(), UnsafeEdit> {
    let unsafe_at = |path: &[PathStep]| {
        let start = SpannedYaml::read(yaml).find(path, KeyOrValue::Key).start;
        UnsafeEdit { line: line_of(yaml, start), what: to_words(path) }
    };
    let mut expected = read_value(yaml).map_err(|_| unsafe_at(&[]))?;
    for edit in edits {
        change(&mut expected, edit);
    }
    let mut gone: Vec<&YamlPath> = edits
        .iter()
        .filter_map(|edit| match edit {
            YamlEdit::Remove(path) => Some(path),
            _ => None,
        })
        .collect();
    // From the last on, so that indexes stay true.
    gone.sort_by(|a, b| b.cmp(a));
    for path in gone {
        remove(&mut expected, path);
    }
    let patched = patches.clone().apply(yaml).map_err(|at| UnsafeEdit::at(yaml, at))?;
    // An alias to what was taken out, or a bracket that was not understood.
    let new =
        read_value(&patched.text).map_err(|error| UnsafeEdit::at(yaml, patched.old_offset(error.at)))?;
    match difference(&expected, &new) {
        None => Ok(()),
        Some(path) => Err(unsafe_at(&path)),
    }
}

fn path_of(edit: &YamlEdit) -> &[PathStep] {
    match edit {
        YamlEdit::Remove(path)
        | YamlEdit::Set(path, _)
        | YamlEdit::Rewrite(path, _)
        | YamlEdit::Carry(path, _)
        | YamlEdit::CarryReport(path, _)
        | YamlEdit::Mark(path, _) => path,
    }
}

/// The text at a path, aliases followed.
pub fn text_at(value: &Value, path: &[PathStep]) -> Option<String> {
    let found = path.iter().try_fold(value, |value, step| match step {
        PathStep::Key(name) => value.get(name.as_str()),
        PathStep::Index(index) => value.get(*index),
    });
    scalar_text(found?)
}

/// Makes a change in the values; removals are made last.
fn change(value: &mut Value, edit: &YamlEdit) {
    let Some(value) = value_at(value, path_of(edit)) else { return };
    match edit {
        YamlEdit::Remove(_) | YamlEdit::Mark(..) => {}
        YamlEdit::Set(_, text) => {
            *value = read_value(text).unwrap_or_else(|error| bug!("{text}: {:?}", error.fault))
        }
        YamlEdit::Rewrite(_, rewriter) => {
            if let Some(text) = value.as_str() {
                *value = Value::String(rewriter.apply(text));
            }
        }
        YamlEdit::CarryReport(_, text) => {
            let Some(map) = value.as_mapping_mut() else { return };
            map.remove("reports");
            let baseline = read_value(text).unwrap_or_else(|error| bug!("{text}: {:?}", error.fault));
            map.insert("baseline".into(), baseline);
        }
        YamlEdit::Carry(_, date) => {
            let Some(map) = value.as_mapping_mut() else { return };
            let Some(actual) = map.remove("actual") else { return };
            let baseline = match date {
                None => actual,
                Some(date) => {
                    let mut dated = match actual {
                        Value::Mapping(map) => map,
                        number => Mapping::from_iter([("value".into(), number)]),
                    };
                    dated.shift_remove("quarter");
                    dated.insert("date".into(), date.to_string().into());
                    Value::Mapping(dated)
                }
            };
            map.insert("baseline".into(), baseline);
        }
    }
}
