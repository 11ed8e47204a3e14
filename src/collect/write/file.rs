//! One file with its entries: its new text, or why there is none.

use super::fault::{WriteFault, WriteReason};
use super::house::HouseStyle;
use super::reports::{self, ItemEdits, Place};
use super::{Change, Unchanged, tasks};
use crate::bug::bug;
use crate::collect::entry::{Entries, NewReport};
use crate::model::config::Lang;
use crate::model::indicator::{Indicator, Task};
use crate::source::document::{Document, Front};
use crate::source::edit::UnsafeEdit;
use crate::source::edit::front_edit::{FrontEdit, edit_text};
use crate::source::edit::patches::{Patches, line_of};
use crate::source::fields::scalar_text;
use crate::source::front_matter::split;
use crate::source::yaml::value::read_value;
use crate::source::yaml::{KeyOrValue, PathStep, SpannedYaml, YamlPath};
use crate::source_path::SourcePath;
use serde_yaml::{Mapping, Value};
use std::ops::RangeInclusive;

/// What the entries make of one file.
#[derive(Debug, Default)]
pub struct NewText {
    /// The text; none where nothing changes.
    pub text: Option<String>,
    pub changes: Vec<Change>,
    pub unchanged: Vec<Unchanged>,
    pub faults: Vec<WriteFault>,
    /// The lines, from 1, of the new text that hold an indicator or a task, and where its entries were read.
    pub origins: Vec<(RangeInclusive<usize>, Vec<String>)>,
}

/// An item of the file with its changes.
struct Item {
    path: YamlPath,
    origins: Vec<String>,
    own: ItemEdits,
}

/// A document that is being changed.
struct Work<'a> {
    document: &'a Document,
    file: &'a SourcePath,
    /// Its front matter.
    value: Value,
    entries: &'a Entries,
    lang: Lang,
    house: HouseStyle,
    items: Vec<Item>,
    faults: Vec<WriteFault>,
}

/// Makes the new text of a file.
pub fn rewrite(document: &Document, entries: &Entries, lang: Lang) -> NewText {
    let file = &document.text.source.file;
    let value = match read_value(document.text.yaml()) {
        Ok(value) => value,
        // It was mended as it was read: what to mend is told by a check.
        Err(error) => {
            let line = line_of(&document.text.source.text, document.text.yaml_range.start + error.at);
            let reason = WriteReason::Obstacle { at: (file.clone(), line), what: String::new() };
            let of_file = origins(entries, file);
            let faults = of_file.map(|origin| WriteFault { origin, reason: reason.clone() }).collect();
            return NewText { faults, ..NewText::default() };
        }
    };
    let house = HouseStyle::of_file(&value);
    let mut work =
        Work { document, file, value, entries, lang, house, items: Vec::new(), faults: Vec::new() };
    let (indicators, tasks): (&[Indicator], &[Task]) = match &document.front {
        Front::Plan(front) => (&front.indicators, &front.tasks),
        Front::Section(front) => (&front.indicators, &front.tasks),
        Front::Page(_) => (&[], &[]),
    };
    work.indicators(indicators);
    work.tasks(tasks);
    if let (Front::Plan(front), Some(day)) = (&document.front, entries.as_of) {
        work.items.push(Item { path: Vec::new(), origins: Vec::new(), own: tasks::as_of(front, day) });
    }
    work.finish()
}

/// Where the entries of a file were read.
fn origins<'a>(entries: &'a Entries, file: &'a SourcePath) -> impl Iterator<Item = String> + 'a {
    let reports = entries.reports.iter().map(|report| (&report.document, &report.origin));
    let tasks = entries.tasks.iter().map(|task| (&task.document, &task.origin));
    reports.chain(tasks).filter(move |(own, _)| *own == file).map(|(_, origin)| origin.clone())
}

impl Work<'_> {
    /// The mapping of an indicator or task, and where it stands.
    fn find(&self, list: &str, id: &str) -> Option<(&Mapping, YamlPath)> {
        let items = self.value.get(list)?.as_sequence()?;
        let is_own = |item: &Value| item.get("id").and_then(scalar_text).as_deref() == Some(id);
        let index = items.iter().position(is_own)?;
        let map = items.get(index)?.as_mapping()?;
        Some((map, vec![PathStep::key(list), PathStep::Index(index)]))
    }

    fn unknown(&mut self, id: &str, origin: &str) {
        let reason = WriteReason::UnknownId { file: self.file.clone(), id: id.to_owned() };
        self.faults.push(WriteFault { origin: origin.to_owned(), reason });
    }

    fn indicators(&mut self, known: &[Indicator]) {
        let entries = self.entries;
        let sent: Vec<&NewReport> =
            entries.reports.iter().filter(|report| report.document == *self.file).collect();
        let mut done: Vec<&str> = Vec::new();
        for report in &sent {
            let id = report.id.as_str();
            if done.contains(&id) {
                continue;
            }
            done.push(id);
            let own: Vec<&NewReport> = sent.iter().copied().filter(|report| report.id == id).collect();
            let indicator = known.iter().find(|indicator| indicator.id == id);
            let found = indicator.zip(self.find("indicators", id));
            let Some((indicator, (map, path))) = found else {
                own.iter().for_each(|report| self.unknown(id, &report.origin));
                continue;
            };
            let place = Place { indicator, map, path: &path, house: self.house, lang: self.lang };
            let changes = reports::changes(place, &own, entries.correction.as_ref());
            let origins = own.iter().map(|report| report.origin.clone()).collect();
            self.items.push(Item { path, origins, own: changes });
        }
    }

    fn tasks(&mut self, known: &[Task]) {
        let entries = self.entries;
        let mut done: Vec<(&str, &crate::collect::entry::TaskChange)> = Vec::new();
        for sent in entries.tasks.iter().filter(|task| task.document == *self.file) {
            let id = sent.id.as_str();
            if let Some((_, other)) = done.iter().find(|(own, _)| *own == id) {
                if other.state != sent.state || other.note != sent.note {
                    let other = other.origin.clone();
                    let reason = WriteReason::TwoStates { id: id.to_owned(), other };
                    self.faults.push(WriteFault { origin: sent.origin.clone(), reason });
                }
                continue;
            }
            done.push((id, sent));
            let task = known.iter().find(|task| task.id == id);
            let Some((task, (map, path))) = task.zip(self.find("tasks", id)) else {
                self.unknown(id, &sent.origin);
                continue;
            };
            let own = tasks::changes(task, (map, &path), sent);
            self.items.push(Item { path, origins: vec![sent.origin.clone()], own });
        }
    }

    /// The line in the file of an offset or line of its front matter.
    fn line(&self, in_yaml: usize) -> usize {
        line_of(&self.document.text.source.text, self.document.text.yaml_range.start) + in_yaml - 1
    }

    fn finish(mut self) -> NewText {
        let mut new = NewText { faults: std::mem::take(&mut self.faults), ..NewText::default() };
        let spans = self.document.text.spans();
        let yaml = self.document.text.yaml();
        for item in &mut self.items {
            for fault in &mut item.own.faults {
                if let WriteReason::Undated { at: (_, line), key, .. } = &mut fault.reason {
                    let path: YamlPath = item.path.iter().cloned().chain([PathStep::key(key)]).collect();
                    let at = self.document.text.yaml_range.start + spans.find(&path, KeyOrValue::Key).start;
                    *line = line_of(&self.document.text.source.text, at);
                }
            }
            new.faults.append(&mut item.own.faults);
            new.changes.append(&mut item.own.changes);
            new.unchanged.append(&mut item.own.unchanged);
        }
        let edits: Vec<FrontEdit> =
            self.items.iter().flat_map(|item| item.own.edits.iter().cloned()).collect();
        if edits.is_empty() {
            return new;
        }
        match edit_text(yaml, &edits) {
            Ok(patches) => {
                let text = self.apply(patches);
                new.origins = self.origins(&text);
                new.text = Some(text);
            }
            Err(found) => self.obstacles(found, &mut new.faults),
        }
        new
    }

    fn apply(&self, own: Patches) -> String {
        let mut patches = Patches::default();
        patches.add_all(own, self.document.text.yaml_range.start);
        let file = self.file;
        let patched = patches.apply(&self.document.text.source.text);
        patched
            .unwrap_or_else(|at| bug!("the changes of {file} were made before, and not again at {at}"))
            .text
    }

    /// Which items cannot be changed: each is tried by itself.
    fn obstacles(&self, all: UnsafeEdit, faults: &mut Vec<WriteFault>) {
        let before = faults.len();
        let obstacle = |found: UnsafeEdit| WriteReason::Obstacle {
            at: (self.file.clone(), self.line(found.line)),
            what: found.what,
        };
        for item in self.items.iter().filter(|item| !item.own.edits.is_empty()) {
            if let Err(found) = edit_text(self.document.text.yaml(), &item.own.edits) {
                let reason = obstacle(found);
                let origins =
                    if item.origins.is_empty() { vec![String::new()] } else { item.origins.clone() };
                faults
                    .extend(origins.into_iter().map(|origin| WriteFault { origin, reason: reason.clone() }));
            }
        }
        if faults.len() == before {
            faults.push(WriteFault { origin: String::new(), reason: obstacle(all) });
        }
    }

    /// The lines of the changed items in the new text. Items keep their places in their lists.
    fn origins(&self, text: &str) -> Vec<(RangeInclusive<usize>, Vec<String>)> {
        let Ok(parts) = split(text) else { return Vec::new() };
        let Some(yaml) = text.get(parts.yaml.clone()) else { return Vec::new() };
        let tree = SpannedYaml::read(yaml);
        let line = |at: usize| line_of(text, parts.yaml.start + at);
        let of = |item: &Item| {
            let node = tree.at(&item.path).filter(|_| !item.path.is_empty())?;
            Some((line(node.start())..=line(node.end()), item.origins.clone()))
        };
        self.items.iter().filter_map(of).collect()
    }
}
