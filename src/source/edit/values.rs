//! The values of a YAML text changed by path and compared: the second way in which every change is made.

use crate::source::fields::scalar_text;
use crate::source::yaml::{PathStep, YamlPath};
use serde_yaml::Value;

/// The value at a path, to be changed; none where there is none.
pub fn value_at<'v>(value: &'v mut Value, path: &[PathStep]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, step| match step {
        PathStep::Key(name) => value.get_mut(name.as_str()),
        PathStep::Index(index) => value.get_mut(*index),
    })
}

/// Takes a key with its value, or an item of a list, out.
pub fn remove(value: &mut Value, path: &[PathStep]) {
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
pub fn difference(one: &Value, other: &Value) -> Option<YamlPath> {
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
