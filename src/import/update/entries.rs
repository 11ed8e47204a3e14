//! The indicators and tasks of a file's front matter, as far as a new version of the document may change them.

use super::{ChangedEntry, ChangedTarget};
use crate::source::edit::front_edit::{Behind, FrontEdit};
use crate::source::edit::insert::Record;
use crate::source::edit::scalar;
use crate::source::fields::scalar_text;
use crate::source::yaml::{PathStep, YamlPath};
use jiff::civil::Date;
use serde_yaml::Value;
use std::collections::BTreeSet;

/// The keys of an indicator or a task that a document's table may change.
const FOLLOWED: [&str; 6] = ["target", "baseline", "unit", "lead", "partners", "due"];
/// What a new list is put behind.
const LISTS_BEHIND: Behind = &["indicators", "due", "partners", "lead", "title"];
const BEHIND: Behind = &["target", "unit", "name"];

/// The entries of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entries {
    pub indicators: Vec<Entry>,
    pub tasks: Vec<Entry>,
}

/// What a new version changes among the entries of a file.
#[derive(Debug, Default)]
pub struct Followed {
    pub edits: Vec<FrontEdit>,
    pub targets: Vec<ChangedTarget>,
    pub entries: Vec<ChangedEntry>,
}

/// An indicator or a task.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub id: String,
    pub name: String,
    /// Where it stands in the front matter.
    path: YamlPath,
    /// Its keys that a document may change.
    values: Vec<(&'static str, Value)>,
    /// All that it says.
    whole: Value,
}

/// The keys that an entry composed from a table may have.
const ENTRY_KEYS: [&str; 14] = [
    "id", "name", "unit", "target", "baseline", "proposed", "nature", "level", "lead", "partners", "due",
    "state", "note", "measure",
];

/// A value as YAML has it in brackets.
fn inline(value: &Value) -> String {
    match value {
        Value::Mapping(map) => {
            let entries = map.iter().map(|(key, value)| format!("{}: {}", inline(key), inline(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Sequence(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        // A day needs no quotes.
        Value::String(text) if text.parse::<Date>().is_ok() => text.clone(),
        Value::String(text) => scalar::words(text),
        Value::Bool(flag) => flag.to_string(),
        // As it is written: 3.2.
        Value::Number(number) => number.to_string(),
        other => scalar_text(other).unwrap_or_else(|| "null".to_owned()),
    }
}

/// A value in words: of a number with its day, the number.
fn shown(value: &Value) -> String {
    match value {
        Value::Mapping(map) => map.get("value").map(shown).unwrap_or_default(),
        Value::String(text) => text.trim().to_owned(),
        other => inline(other),
    }
}

/// A change that gives a key words.
pub fn set(map: YamlPath, key: &'static str, to: &str) -> FrontEdit {
    put(map, key, scalar::words(to))
}

/// A change that gives a key a value as YAML has it in brackets.
fn put(map: YamlPath, key: &'static str, to: String) -> FrontEdit {
    FrontEdit::Set { map, key, to, behind: BEHIND }
}

/// A change that gives a section its place.
pub fn place(order: i64) -> FrontEdit {
    FrontEdit::Set { map: Vec::new(), key: "order", to: order.to_string(), behind: &["title"] }
}

impl Entries {
    /// Reads them from front matter.
    pub fn read(front: &Value) -> Self {
        let list = |key: &'static str| {
            let items = front.get(key).and_then(Value::as_sequence).map_or(&[][..], Vec::as_slice);
            let read = |(index, item): (usize, &Value)| {
                let text = |key: &str| item.get(key).and_then(scalar_text);
                let values =
                    FOLLOWED.into_iter().filter_map(|key| Some((key, item.get(key)?.clone()))).collect();
                let path = vec![PathStep::key(key), PathStep::Index(index)];
                Some(Entry { id: text("id")?, name: text("name")?, path, values, whole: item.clone() })
            };
            items.iter().enumerate().filter_map(read).collect()
        };
        Self { indicators: list("indicators"), tasks: list("tasks") }
    }

    /// The units of its indicators.
    pub fn units(&self) -> impl Iterator<Item = &str> {
        self.indicators.iter().filter_map(|entry| entry.value("unit")?.as_str())
    }

    /// The changes that let the entries say what those of the same names say in the new version, with those that it has more. `ids`
    /// are those of the whole plan.
    pub fn follow(&self, new: &Self, ids: &mut BTreeSet<String>) -> Followed {
        let Followed { mut edits, mut targets, mut entries } = Followed::default();
        let lists = [("indicators", &self.indicators, &new.indicators), ("tasks", &self.tasks, &new.tasks)];
        for (key, own, new) in lists {
            let mut added: Vec<(usize, Record)> = Vec::new();
            for entry in new {
                let Some(old) = own.iter().find(|old| old.name == entry.name) else {
                    let record = entry.record(ids);
                    let id = record.iter().find(|(key, _)| *key == "id").map(|(_, id)| id.clone());
                    entries.push(ChangedEntry {
                        id: id.unwrap_or_default(),
                        name: entry.name.clone(),
                        value: None,
                    });
                    added.push((own.len(), record));
                    continue;
                };
                for (key, value) in &entry.values {
                    let (was, is) = (old.value(key).map(shown).unwrap_or_default(), shown(value));
                    if was == is {
                        continue;
                    }
                    if *key == "target" {
                        edits.extend(old.retarget(&is));
                        targets.push(ChangedTarget { id: old.id.clone(), old: was, new: is });
                    } else {
                        edits.extend(old.change(key, value));
                        entries.push(ChangedEntry {
                            id: old.id.clone(),
                            name: old.name.clone(),
                            value: Some((*key, was, is)),
                        });
                    }
                }
            }
            if !added.is_empty() {
                edits.push(FrontEdit::Add { map: Vec::new(), key, records: added, behind: LISTS_BEHIND });
            }
        }
        Followed { edits, targets, entries }
    }
}

impl Entry {
    /// It as it was composed, under an id that no other has.
    fn record(&self, ids: &mut BTreeSet<String>) -> Record {
        let mut id = self.id.clone();
        let mut count = 1;
        while !ids.insert(id.clone()) {
            count += 1;
            id = format!("{}-{count}", self.id);
        }
        let keys = self.whole.as_mapping().into_iter().flatten();
        let known = keys.filter_map(|(key, value)| {
            let key = ENTRY_KEYS.iter().find(|known| key.as_str() == Some(**known))?;
            let value = if *key == "id" { id.clone() } else { inline(value) };
            Some((*key, value))
        });
        known.collect()
    }

    fn value(&self, key: &str) -> Option<&Value> {
        self.values.iter().find(|(own, _)| *own == key).map(|(_, value)| value)
    }

    /// The changes that give a key another value; in a number with its day each of the two.
    fn change(&self, key: &'static str, to: &Value) -> Vec<FrontEdit> {
        if let (Some(Value::Mapping(was)), Value::Mapping(now)) = (self.value(key), to) {
            let within: YamlPath = self.path.iter().cloned().chain([PathStep::key(key)]).collect();
            let parts = ["value", "date"].into_iter().filter(|part| was.get(part) != now.get(part));
            return parts
                .filter_map(|part| Some(put(within.clone(), part, inline(now.get(part)?))))
                .collect();
        }
        vec![put(self.path.clone(), key, inline(to))]
    }

    /// The changes that give it another target, as a proposal.
    pub fn retarget(&self, target: &str) -> [FrontEdit; 2] {
        let proposed =
            FrontEdit::Set { map: self.path.clone(), key: "proposed", to: "true".to_owned(), behind: BEHIND };
        [put(self.path.clone(), "target", scalar::value(target)), proposed]
    }
}
