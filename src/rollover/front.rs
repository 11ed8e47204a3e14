//! What changes in the front matter of a plan and of its sections.
//!
//! Takes the front matter as values and as the model has it; gives the changes, and what is to be told of
//! each. Where an indicator or a task is not written as such (behind an alias, say), the edit is refused.

use super::report::{ItemKind, LeftOutReason, ReportItem};
use super::yaml_edit::YamlEdit;
use super::years::{Rewriter, later};
use crate::model::config::Lang;
use crate::model::date::{Due, parse_due};
use crate::model::indicator::{Indicator, Task, TaskState};
use crate::model::plan::PlanFront;
use crate::pages::display;
use crate::source::fields::scalar_text;
use crate::source::yaml::{PathStep, YamlPath};
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
pub struct RolloverTerms {
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

impl RolloverTerms {
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

/// Edits, and what is to be reported, each with the path that it is about.
#[derive(Debug, Default)]
pub struct FrontMatterEdits {
    /// The changes.
    pub edits: Vec<YamlEdit>,
    /// What is to be told.
    pub items: Vec<(YamlPath, ReportItem)>,
}

fn below(path: &[PathStep], name: &str) -> YamlPath {
    path.iter().cloned().chain([PathStep::key(name)]).collect()
}

/// The edits that a rollover makes in the front matter of a plan.
pub fn plan(value: &Value, front: &PlanFront, terms: &RolloverTerms) -> FrontMatterEdits {
    let mut changes = FrontMatterEdits::default();
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

/// The edits that a rollover makes in the front matter of a section.
pub fn section(
    value: &Value,
    indicators: &[Indicator],
    tasks: &[Task],
    terms: &RolloverTerms,
) -> FrontMatterEdits {
    let mut changes = FrontMatterEdits::default();
    changes.remove(value, &[], "aliases", "aliases");
    changes.due(value, &[], "due", terms);
    items(value, indicators, tasks, terms, &mut changes);
    changes
}

fn items(
    value: &Value,
    indicators: &[Indicator],
    tasks: &[Task],
    terms: &RolloverTerms,
    changes: &mut FrontMatterEdits,
) {
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
fn listed<'v>(value: &'v Value, list: &str) -> Vec<(YamlPath, &'v Value, String)> {
    let items = value.get(list).and_then(Value::as_sequence).map_or(&[][..], Vec::as_slice);
    let with_id = |(index, item): (usize, &'v Value)| {
        let id = scalar_text(item.get("id")?)?;
        Some((vec![PathStep::key(list), PathStep::Index(index)], item, id))
    };
    items.iter().enumerate().filter_map(with_id).collect()
}

fn indicator(
    value: &Value,
    own: &Indicator,
    path: &[PathStep],
    terms: &RolloverTerms,
    changes: &mut FrontMatterEdits,
) {
    let (id, name) = (own.id.clone(), own.name.clone());
    if terms.dropped.contains(&id) {
        changes.leave_out(path, ItemKind::Indicator, id, name, LeftOutReason::Asked);
        return;
    }
    let carried =
        ReportItem::Carried { kind: ItemKind::Indicator, id: id.clone(), name: name.clone(), state: None };
    changes.items.push((path.to_vec(), carried));
    for gone in OF_THE_YEAR {
        changes.remove(value, path, gone, &format!("{id}.{gone}"));
    }
    match &own.actual {
        Some(actual) => {
            let particulars = actual.particulars.as_deref();
            let given = particulars.and_then(|particulars| particulars.date);
            let date = given.or(terms.as_of);
            changes.edits.push(YamlEdit::Carry(path.to_vec(), date.filter(|_| given.is_none())));
            let baseline = ReportItem::Baseline {
                id: id.clone(),
                value: display::measurement(actual, own, terms.lang),
                date,
                source: particulars.and_then(|particulars| particulars.source.clone()),
            };
            changes.items.push((path.to_vec(), baseline));
            // ReportItem of only where there was one.
            let before = ReportItem::Removed { what: format!("{id}.baseline"), text: String::new() };
            changes.items.push((below(path, "baseline"), before));
        }
        None => {
            changes.remove(value, path, "baseline", &format!("{id}.baseline"));
            changes.items.push((path.to_vec(), ReportItem::NoActual { id: id.clone(), name }));
        }
    }
    if let Some(target) = &own.target {
        let path = below(path, "target");
        changes.edits.push(YamlEdit::Mark(path.clone(), terms.target_mark().to_owned()));
        let words = display::target(target, terms.lang);
        changes.items.push((path, ReportItem::Target { id: id.clone(), words }));
    }
    changes.due(value, path, &format!("{id}.due"), terms);
    sum(value, own, path, terms, changes);
}

/// A total of which a part does not go on is no longer the sum of those that do.
fn sum(
    value: &Value,
    own: &Indicator,
    path: &[PathStep],
    terms: &RolloverTerms,
    changes: &mut FrontMatterEdits,
) {
    let parts = own.details.as_ref().map_or(&[][..], |details| &details.sum_of);
    if parts.iter().any(|part| terms.dropped.contains(part)) {
        changes.remove(value, path, "sum_of", &format!("{}.sum_of", own.id));
    }
}

fn task(value: &Value, own: &Task, path: &[PathStep], terms: &RolloverTerms, changes: &mut FrontMatterEdits) {
    let (id, name) = (own.id.clone(), own.name.clone());
    let reason = match &own.state {
        Some(TaskState::Done) => Some(LeftOutReason::Done),
        Some(TaskState::Dropped(reason)) => Some(LeftOutReason::Dropped(reason.clone())),
        _ if terms.dropped.contains(&id) => Some(LeftOutReason::Asked),
        _ => None,
    };
    if let Some(reason) = reason {
        changes.leave_out(path, ItemKind::Task, id, name, reason);
        return;
    }
    // A task under way at the year's end is still under way.
    let state = own.state.as_ref().map(display::state_key);
    changes.due(value, path, &format!("{id}.due"), terms);
    changes.items.push((path.to_vec(), ReportItem::Carried { kind: ItemKind::Task, id, name, state }));
}

impl FrontMatterEdits {
    /// Takes a key out, if it has a value: one without is a place to write one.
    fn remove(&mut self, value: &Value, above: &[PathStep], name: &str, what: &str) {
        if value.get(name).is_some_and(|value| !value.is_null()) {
            let path = below(above, name);
            self.edits.push(YamlEdit::Remove(path.clone()));
            self.items.push((path, ReportItem::Removed { what: what.to_owned(), text: String::new() }));
        }
    }

    fn leave_out(
        &mut self,
        path: &[PathStep],
        kind: ItemKind,
        id: String,
        name: String,
        reason: LeftOutReason,
    ) {
        self.edits.push(YamlEdit::Remove(path.to_vec()));
        self.items
            .push((path.to_vec(), ReportItem::LeftOut { kind, id, name, reason, comments: Vec::new() }));
    }

    fn moved(&mut self, path: YamlPath, what: &str, from: &str, to: &str) {
        let (what, from, to) = (what.to_owned(), from.to_owned(), to.to_owned());
        self.items.push((path, ReportItem::Moved { what, from, to }));
    }

    /// Writes a key at the top anew, if it says what is to change.
    fn set(&mut self, value: &Value, name: &str, from: &str, to: &str) {
        if value.get(name).and_then(scalar_text).as_deref() == Some(from) {
            self.edits.push(YamlEdit::Set(vec![PathStep::key(name)], to.to_owned()));
            self.moved(vec![PathStep::key(name)], name, from, to);
        }
    }

    fn rewrite(&mut self, value: &Value, name: &str, old: &str, rewriter: Rewriter) {
        let new = rewriter.apply(old);
        if value.get(name).is_some() && new != old {
            self.edits.push(YamlEdit::Rewrite(vec![PathStep::key(name)], rewriter));
            self.moved(vec![PathStep::key(name)], name, old, &new);
        }
    }

    fn due(&mut self, value: &Value, above: &[PathStep], what: &str, terms: &RolloverTerms) {
        let Some(text) = value.get("due").and_then(scalar_text) else { return };
        let Some(Due::On(date)) = parse_due(&text) else { return };
        let Some(moved) = later(date, terms.by()) else { return };
        let path = below(above, "due");
        self.edits.push(YamlEdit::Rewrite(path.clone(), Rewriter::Date { by: terms.by() }));
        self.moved(path, what, &date.to_string(), &moved.to_string());
    }
}
