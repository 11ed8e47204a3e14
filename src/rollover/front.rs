//! What changes in the front matter of a plan and of its sections.
//!
//! Takes the front matter as values and as the model has it; gives the changes, and what is to be told of
//! each. Where an indicator or a task is not written as such (behind an alias, say), the surgery refuses.

use super::report::{Kind, Told, Why};
use super::surgery::{Edit, Path};
use super::years::{Rewriter, later};
use crate::model::config::Lang;
use crate::model::date::{Due, parse_due};
use crate::model::indicator::{Indicator, Task, TaskState};
use crate::model::plan::PlanFront;
use crate::pages::display;
use crate::source::fields::{Step, scalar_text};
use jiff::civil::Date;
use serde_yaml::Value;
use std::collections::BTreeSet;

/// Keys that belong to one year's document: its numbers, its dates, what was said of it and by whom, and where
/// it used to be. A summary of the old year, too, is wrong of the new one.
const OF_THE_DOCUMENT: [&str; 10] = [
    "document_number",
    "index_number",
    "written",
    "published",
    "validity",
    "replaced_by",
    "editor",
    "summary",
    "as_of",
    "aliases",
];

/// Keys of an indicator that speak of what happened in the year.
const OF_THE_YEAR: [&str; 5] = ["milestones", "replaces", "revisions", "excused", "status"];

/// What holds for a whole rollover.
#[derive(Debug)]
pub struct Terms {
    /// The year of the old plan.
    pub from: i16,
    /// The year of the new one.
    pub to: i16,
    /// The date that the old plan's actual values speak of.
    pub as_of: Option<Date>,
    /// The ids of indicators and tasks that do not go on.
    pub dropped: BTreeSet<String>,
    /// The language of the site.
    pub lang: Lang,
}

impl Terms {
    /// The comment behind a target.
    const fn target_mark(&self) -> &'static str {
        match self.lang {
            Lang::Chinese => "# 待修订：上年目标",
            Lang::English => "# to be revised: last year's target",
        }
    }

    fn by(&self) -> i16 {
        self.to.saturating_sub(self.from)
    }
}

/// Changes, and what is to be told, each with the path that it is about.
#[derive(Debug, Default)]
pub struct Changes {
    /// The changes.
    pub edits: Vec<Edit>,
    /// What is to be told.
    pub told: Vec<(Path, Told)>,
}

fn key(name: &str) -> Step {
    Step::Key(name.to_owned())
}

fn below(path: &[Step], name: &str) -> Path {
    path.iter().cloned().chain([key(name)]).collect()
}

/// Changes the front matter of a plan.
pub fn plan(value: &Value, front: &PlanFront, terms: &Terms) -> Changes {
    let mut changes = Changes::default();
    for name in OF_THE_DOCUMENT {
        changes.remove(value, &[], name, name);
    }
    let (from, to) = (terms.from, terms.to);
    let title = Rewriter::Title { from, to };
    changes.rewrite(value, "title", &front.title, title);
    changes.set(value, "year", &from.to_string(), &to.to_string());
    changes.set(value, "status", "published", "draft");
    items(value, &front.indicators, &front.tasks, terms, &mut changes);
    changes
}

/// Changes the front matter of a section.
pub fn section(value: &Value, indicators: &[Indicator], tasks: &[Task], terms: &Terms) -> Changes {
    let mut changes = Changes::default();
    changes.remove(value, &[], "aliases", "aliases");
    changes.due(value, &[], "due", terms);
    items(value, indicators, tasks, terms, &mut changes);
    changes
}

fn items(value: &Value, indicators: &[Indicator], tasks: &[Task], terms: &Terms, changes: &mut Changes) {
    for (path, item, id) in listed(value, "indicators") {
        if let Some(own) = indicators.iter().find(|indicator| indicator.id == id) {
            indicator(item, own, &path, terms, changes);
        }
    }
    for (path, item, id) in listed(value, "tasks") {
        if let Some(own) = tasks.iter().find(|task| task.id == id) {
            task(item, own, &path, terms, changes);
        }
    }
}

/// The mappings of a list with their ids.
fn listed<'v>(value: &'v Value, list: &str) -> Vec<(Path, &'v Value, String)> {
    let items = value.get(list).and_then(Value::as_sequence).map_or(&[][..], Vec::as_slice);
    let with_id = |(index, item): (usize, &'v Value)| {
        let id = scalar_text(item.get("id")?)?;
        Some((vec![key(list), Step::Index(index)], item, id))
    };
    items.iter().enumerate().filter_map(with_id).collect()
}

fn indicator(value: &Value, own: &Indicator, path: &[Step], terms: &Terms, changes: &mut Changes) {
    let (id, name) = (own.id.clone(), own.name.clone());
    if terms.dropped.contains(&id) {
        changes.leave_out(path, Kind::Indicator, id, name, Why::Asked);
        return;
    }
    let carried = Told::Carried { kind: Kind::Indicator, id: id.clone(), name: name.clone(), state: None };
    changes.told.push((path.to_vec(), carried));
    for gone in OF_THE_YEAR {
        changes.remove(value, path, gone, &format!("{id}.{gone}"));
    }
    match &own.actual {
        Some(actual) => {
            let particulars = actual.particulars.as_deref();
            let given = particulars.and_then(|particulars| particulars.date);
            let date = given.or(terms.as_of);
            changes.edits.push(Edit::Carry(path.to_vec(), date.filter(|_| given.is_none())));
            let told = Told::Baseline {
                id: id.clone(),
                value: display::measurement(actual, own, terms.lang),
                date,
                source: particulars.and_then(|particulars| particulars.source.clone()),
            };
            changes.told.push((path.to_vec(), told));
            // Told of only where there was one.
            let before = Told::Removed { what: format!("{id}.baseline"), text: String::new() };
            changes.told.push((below(path, "baseline"), before));
        }
        None => {
            changes.remove(value, path, "baseline", &format!("{id}.baseline"));
            changes.told.push((path.to_vec(), Told::NoActual { id: id.clone(), name }));
        }
    }
    if let Some(target) = &own.target {
        let path = below(path, "target");
        changes.edits.push(Edit::Mark(path.clone(), terms.target_mark().to_owned()));
        let words = display::target(target, terms.lang);
        changes.told.push((path, Told::Target { id: id.clone(), words }));
    }
    changes.due(value, path, &format!("{id}.due"), terms);
    sum(value, own, path, terms, changes);
}

/// A total of which a part does not go on is no longer the sum of those that do.
fn sum(value: &Value, own: &Indicator, path: &[Step], terms: &Terms, changes: &mut Changes) {
    let parts = own.details.as_ref().map_or(&[][..], |details| &details.sum_of);
    if parts.iter().any(|part| terms.dropped.contains(part)) {
        changes.remove(value, path, "sum_of", &format!("{}.sum_of", own.id));
    }
}

fn task(value: &Value, own: &Task, path: &[Step], terms: &Terms, changes: &mut Changes) {
    let (id, name) = (own.id.clone(), own.name.clone());
    let why = match &own.state {
        Some(TaskState::Done) => Some(Why::Done),
        Some(TaskState::Dropped(reason)) => Some(Why::Dropped(reason.clone())),
        _ if terms.dropped.contains(&id) => Some(Why::Asked),
        _ => None,
    };
    if let Some(why) = why {
        changes.leave_out(path, Kind::Task, id, name, why);
        return;
    }
    // A task under way at the year's end is still under way.
    let state = own.state.as_ref().map(display::state_key);
    changes.due(value, path, &format!("{id}.due"), terms);
    changes.told.push((path.to_vec(), Told::Carried { kind: Kind::Task, id, name, state }));
}

impl Changes {
    /// Takes a key out, if it has a value: one without is a place to write one.
    fn remove(&mut self, value: &Value, above: &[Step], name: &str, what: &str) {
        if value.get(name).is_some_and(|value| !value.is_null()) {
            let path = below(above, name);
            self.edits.push(Edit::Remove(path.clone()));
            self.told.push((path, Told::Removed { what: what.to_owned(), text: String::new() }));
        }
    }

    fn leave_out(&mut self, path: &[Step], kind: Kind, id: String, name: String, why: Why) {
        self.edits.push(Edit::Remove(path.to_vec()));
        self.told.push((path.to_vec(), Told::LeftOut { kind, id, name, why, comments: Vec::new() }));
    }

    fn moved(&mut self, path: Path, what: &str, from: &str, to: &str) {
        let (what, from, to) = (what.to_owned(), from.to_owned(), to.to_owned());
        self.told.push((path, Told::Moved { what, from, to }));
    }

    /// Writes a key at the top anew, if it says what is to change.
    fn set(&mut self, value: &Value, name: &str, from: &str, to: &str) {
        if value.get(name).and_then(scalar_text).as_deref() == Some(from) {
            self.edits.push(Edit::Set(vec![key(name)], to.to_owned()));
            self.moved(vec![key(name)], name, from, to);
        }
    }

    fn rewrite(&mut self, value: &Value, name: &str, old: &str, rewriter: Rewriter) {
        let new = rewriter.apply(old);
        if value.get(name).is_some() && new != old {
            self.edits.push(Edit::Rewrite(vec![key(name)], rewriter));
            self.moved(vec![key(name)], name, old, &new);
        }
    }

    fn due(&mut self, value: &Value, above: &[Step], what: &str, terms: &Terms) {
        let Some(text) = value.get("due").and_then(scalar_text) else { return };
        let Some(Due::On(date)) = parse_due(&text) else { return };
        let Some(moved) = later(date, terms.by()) else { return };
        let path = below(above, "due");
        self.edits.push(Edit::Rewrite(path.clone(), Rewriter::Date { by: terms.by() }));
        self.moved(path, what, &date.to_string(), &moved.to_string());
    }
}
