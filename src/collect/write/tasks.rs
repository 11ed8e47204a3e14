//! What a new state changes in a task's front matter, and a new day in a plan's.

use super::reports::ItemEdits;
use super::{Change, Changed, Unchanged};
use crate::collect::entry::TaskChange;
use crate::model::indicator::{Task, TaskState};
use crate::model::plan::PlanFront;
use crate::source::edit::front_edit::{Behind, FrontEdit};
use crate::source::edit::scalar;
use crate::source::yaml::PathStep;
use jiff::civil::Date;
use serde_yaml::Mapping;

const BEFORE_STATE: Behind = &["id", "name", "lead", "partners", "due"];
const BEFORE_REASON: Behind = &["id", "name", "lead", "partners", "due", "state"];
const BEFORE_NOTE: Behind = &["id", "name", "lead", "partners", "due", "state", "reason"];
const BEFORE_AS_OF: Behind = &[
    "kind",
    "title",
    "year",
    "status",
    "issuer",
    "document_number",
    "index_number",
    "subject",
    "written",
    "published",
];

/// The word of a state.
const fn word(state: &TaskState) -> &'static str {
    match state {
        TaskState::NotStarted => "not-started",
        TaskState::InProgress => "in-progress",
        TaskState::Done => "done",
        TaskState::Dropped(_) => "dropped",
    }
}

const fn reason(state: Option<&TaskState>) -> Option<&String> {
    match state {
        Some(TaskState::Dropped(reason)) => Some(reason),
        _ => None,
    }
}

/// Finds what a new state changes.
pub fn changes(task: &Task, (map, path): (&Mapping, &[PathStep]), sent: &TaskChange) -> ItemEdits {
    let mut own = ItemEdits::default();
    let mut set = |key: &'static str, (field, behind), from: Option<String>, to: &str| {
        own.edits.push(FrontEdit::Set { map: path.to_vec(), key, to: scalar::words(to), behind });
        own.changes.push(Change {
            id: Some(task.id.clone()),
            field,
            from,
            to: to.to_owned(),
            origin: sent.origin.clone(),
        });
    };
    let (before, after) = (task.state.as_ref().map(word), word(&sent.state));
    if before != Some(after) {
        set("state", (Changed::State, BEFORE_STATE), before.map(ToOwned::to_owned), after);
    }
    let (stood, now) = (reason(task.state.as_ref()), reason(Some(&sent.state)));
    if let Some(now) = now.filter(|now| stood != Some(*now)) {
        set("reason", (Changed::Reason, BEFORE_REASON), stood.cloned(), now);
    }
    if let Some(note) = sent.note.as_ref().filter(|note| task.note.as_ref() != Some(*note)) {
        set("note", (Changed::TaskNote, BEFORE_NOTE), task.note.clone(), note);
    }
    // Why it was dropped is no longer true.
    if !own.edits.is_empty() && now.is_none() && map.contains_key("reason") {
        own.edits.push(FrontEdit::Remove { map: path.to_vec(), key: "reason" });
    }
    if own.edits.is_empty() {
        own.unchanged.push(Unchanged {
            id: task.id.clone(),
            origin: sent.origin.clone(),
            kept_source: None,
            kept_note: None,
        });
    }
    own
}

/// Finds what it changes that the values of a plan are to speak of another day.
pub fn as_of(front: &PlanFront, day: Date) -> ItemEdits {
    let mut own = ItemEdits::default();
    if front.as_of_date() != Some(day) {
        own.edits.push(FrontEdit::Set {
            map: Vec::new(),
            key: "as_of",
            to: day.to_string(),
            behind: BEFORE_AS_OF,
        });
        own.changes.push(Change {
            id: None,
            field: Changed::AsOf,
            from: front.as_of.as_ref().map(ToString::to_string),
            to: day.to_string(),
            origin: String::new(),
        });
    }
    own
}
