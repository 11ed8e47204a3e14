//! Verifying a change: the new text must read as the values that were meant.
//!
//! Takes a YAML text, the changes and their replacements; makes the changes a second time, in the values read
//! from the old text, and compares these with what the new text reads as.

use super::patches::{Patches, line_of};
use super::yaml_edit::{UnsafeEdit, YamlEdit};
use crate::bug::bug;
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

fn value_at<'v>(value: &'v mut Value, path: &[PathStep]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, step| match step {
        PathStep::Key(name) => value.get_mut(name.as_str()),
        PathStep::Index(index) => value.get_mut(*index),
    })
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

fn remove(value: &mut Value, path: &[PathStep]) {
    let Some((last, above)) = path.split_last() else { return };
    match (value_at(value, above), last) {
        (Some(Value::Mapping(map)), PathStep::Key(name)) => {
            map.shift_remove(name.as_str());
        }
        (Some(Value::Sequence(list)), PathStep::Index(index)) if *index < list.len() => {
            list.remove(*index);
        }
        _ => {}
    }
}

/// The path to the first value that differs. A list with nothing in it and no list are the same: what is
/// left of a list of lines is its key.
fn difference(one: &Value, other: &Value) -> Option<YamlPath> {
    match (one, other) {
        (Value::Mapping(one), Value::Mapping(other)) => {
            // Keys that are no text have no place of their own.
            let key = |key: &Value| PathStep::Key(scalar_text(key).unwrap_or_default());
            if let Some(extra) = other.keys().find(|key| !one.contains_key(*key)) {
                return Some(vec![key(extra)]);
            }
            one.iter().find_map(|(name, value)| {
                let found = match other.get(name) {
                    Some(other) => difference(value, other),
                    None => Some(Vec::new()),
                }?;
                Some(std::iter::once(key(name)).chain(found).collect())
            })
        }
        (Value::Sequence(one), Value::Sequence(other)) if one.len() == other.len() => {
            one.iter().zip(other).enumerate().find_map(|(index, (one, other))| {
                let found = difference(one, other)?;
                Some(std::iter::once(PathStep::Index(index)).chain(found).collect())
            })
        }
        (Value::Sequence(list), Value::Null) if list.is_empty() => None,
        _ => (one != other).then(Vec::new),
    }
}
