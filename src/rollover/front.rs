//! What changes in the front matter of a plan and of its sections.
//!
//! Takes the front matter as values and as the model has it; gives the changes, and what is to be told of
//! each. Where an indicator or a task is not written as such (behind an alias, say), the edit is refused.

use super::report::{ItemKind, LeftOutReason, ReportItem};
use super::yaml_edit::YamlEdit;
use super::years::{Rewriter, later};
use crate::model::config::Lang;
use crate::model::date::Due;
use crate::model::indicator::{Indicator, Measurement, Task, TaskState};
use crate::model::measure::Measure;
use crate::model::official_date::{names_year, parse_due};
use crate::model::plan::PlanFront;
use crate::model::quantity::print_decimal;
use crate::model::target::Value as Measured;
use crate::pages::display;
use crate::source::edit::below;
use crate::source::fields::scalar_text;
use crate::source::yaml::{PathStep, YamlPath};
use jiff::civil::Date;
use serde_yaml::Value;
use std::collections::BTreeSet;

/// Keys that belong to one year's document: its numbers, its dates, what was said of it and by whom, and where
/// it used to be. A summary of the old year, too, is wrong of the new one.
const OF_THE_DOCUMENT: [&str; 12] = [
    "document_number",
    "index_number",
    "written",
    "attachments",
    "printed_on",
    "published",
    "validity",
    "replaced_by",
    "editor",
    "summary",
    "as_of",
    "aliases",
];

/// Keys of an indicator that speak of what happened in the year.
const OF_THE_YEAR: [&str; 8] =
    ["milestones", "replaces", "revisions", "excused", "status", "stretch", "benchmark", "done"];

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
    /// The actual value that becomes next year's baseline: a stock's, wherever it is of; a flow's or a rate's only if it is of the
    /// whole year, since 142 by June are no year's result.
    pub fn carried<'i>(&self, indicator: &'i Indicator) -> Option<&'i Measurement> {
        let actual = indicator.actual.as_ref()?;
        // A change, a place and a ratio are of the year, too.
        let is_other_kind = indicator.target.as_ref().is_some_and(|target| target.bound().is_none());
        let is_of_period = is_other_kind || matches!(indicator.measure, Some(Measure::Flow | Measure::Rate));
        let date = actual.date().or(self.as_of);
        let is_partial = date.is_some_and(|date| date < jiff::civil::date(self.from, 12, 31));
        (!(is_of_period && is_partial)).then_some(actual)
    }

    /// The comment behind a target.
    const fn target_mark(&self) -> &'static str {
        match self.lang {
            Lang::Chinese => "# 待修订：上年目标",
            Lang::English => "# to be revised: last year's target",
        }
    }
}

/// Edits, and what is to be reported, each with the path that it is about.
#[derive(Debug)]
pub struct FrontMatterEdits<'t> {
    /// What they go by.
    terms: &'t RolloverTerms,
    /// The changes.
    pub edits: Vec<YamlEdit>,
    /// What is to be told.
    pub items: Vec<(YamlPath, ReportItem)>,
}

/// A mapping in which keys are changed: the front matter itself, an indicator or a task.
struct Scope<'v> {
    value: &'v Value,
    path: YamlPath,
    /// What its keys are told with before them: `pilot-firms.`, or nothing.
    prefix: String,
}

impl Scope<'_> {
    const fn top(value: &Value) -> Scope<'_> {
        Scope { value, path: Vec::new(), prefix: String::new() }
    }

    fn below(&self, key: &str) -> YamlPath {
        below(&self.path, key)
    }

    fn what(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }
}

/// The edits that a rollover makes in the front matter of a plan.
pub fn plan<'t>(value: &Value, front: &PlanFront, terms: &'t RolloverTerms) -> FrontMatterEdits<'t> {
    let mut changes = FrontMatterEdits::none(terms);
    let top = Scope::top(value);
    for name in OF_THE_DOCUMENT {
        changes.remove(&top, name);
    }
    changes.title(value, &front.title);
    changes.set(value, "year", &terms.from.to_string(), &terms.to.to_string());
    changes.set(value, "status", "published", "draft");
    changes.items(value, &front.indicators, &front.tasks);
    changes
}

/// The edits that a rollover makes in the front matter of a section.
pub fn section<'t>(
    value: &Value,
    indicators: &[Indicator],
    tasks: &[Task],
    terms: &'t RolloverTerms,
) -> FrontMatterEdits<'t> {
    let mut changes = FrontMatterEdits::none(terms);
    let top = Scope::top(value);
    changes.remove(&top, "aliases");
    changes.due(&top);
    changes.items(value, indicators, tasks);
    changes
}

/// A measured value as a YAML mapping on one line.
fn flow_mapping(actual: &Measurement, date: Option<Date>) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let value = match &actual.value {
        Measured::Number(number) => print_decimal(*number),
        other => quoted(&other.chinese(None)),
    };
    let particulars = actual.particulars.as_deref();
    let source = particulars.and_then(|own| own.source.as_deref());
    let note = particulars.and_then(|own| own.note.as_deref());
    let mut text = format!("{{value: {value}");
    if let Some(date) = date {
        text.push_str(&format!(", date: {date}"));
    }
    for (key, words) in [("source", source), ("note", note)] {
        if let Some(words) = words {
            text.push_str(&format!(", {key}: {}", quoted(words)));
        }
    }
    text.push('}');
    text
}

/// The mappings of a list with their ids.
fn listed<'v>(value: &'v Value, list: &str) -> Vec<(Scope<'v>, String)> {
    let items = value.get(list).and_then(Value::as_sequence).map_or(&[][..], Vec::as_slice);
    let with_id = |(index, value): (usize, &'v Value)| {
        let id = scalar_text(value.get("id")?)?;
        let path = vec![PathStep::key(list), PathStep::Index(index)];
        Some((Scope { value, path, prefix: format!("{id}.") }, id))
    };
    items.iter().enumerate().filter_map(with_id).collect()
}

impl<'t> FrontMatterEdits<'t> {
    /// Nothing to change yet.
    pub const fn none(terms: &'t RolloverTerms) -> Self {
        Self { terms, edits: Vec::new(), items: Vec::new() }
    }

    fn items(&mut self, value: &Value, indicators: &[Indicator], tasks: &[Task]) {
        for (at, id) in listed(value, "indicators") {
            if let Some(own) = indicators.iter().find(|indicator| indicator.id == id) {
                self.indicator(&at, own);
            }
        }
        for (at, id) in listed(value, "tasks") {
            if let Some(own) = tasks.iter().find(|task| task.id == id) {
                self.task(&at, own);
            }
        }
    }

    fn indicator(&mut self, at: &Scope<'_>, own: &Indicator) {
        let (kind, terms) = (ItemKind::Indicator, self.terms);
        let (id, name) = (own.id.clone(), own.name.clone());
        if terms.dropped.contains(&id) {
            self.leave_out(at, kind, id, name, LeftOutReason::Asked);
            return;
        }
        self.tell(at, ReportItem::Carried { kind, id: id.clone(), name: name.clone(), state: None });
        for gone in OF_THE_YEAR {
            self.remove(at, gone);
        }
        if let Some(actual) = terms.carried(own) {
            let particulars = actual.particulars.as_deref();
            let given = actual.day();
            let date = actual.date();
            // A baseline says its year: 12月底 would be the new plan's.
            let stands = given.is_some_and(|day| day.words.as_deref().is_none_or(names_year));
            self.edits.push(if at.value.get("reports").is_some() {
                YamlEdit::CarryReport(at.path.clone(), flow_mapping(actual, date))
            } else {
                YamlEdit::Carry(at.path.clone(), date.filter(|_| !stands))
            });
            let value = display::measurement(actual, own, terms.lang);
            let source = particulars.and_then(|particulars| particulars.source.clone());
            self.tell(at, ReportItem::Baseline { id: id.clone(), value, date, source });
            // Told of only where there was one.
            self.tell_removed(at, "baseline");
        } else if let Some(actual) = &own.actual {
            let date = actual.date().or(terms.as_of);
            let value = display::measurement(actual, own, terms.lang);
            for gone in ["actual", "reports", "baseline"] {
                self.remove(at, gone);
            }
            self.tell(at, ReportItem::PartOfYear { id: id.clone(), value, date });
        } else {
            self.remove(at, "reports");
            self.remove(at, "baseline");
            self.tell(at, ReportItem::NoActual { id: id.clone(), name });
        }
        if let Some(target) = &own.target {
            let path = at.below("target");
            self.edits.push(YamlEdit::Mark(path.clone(), terms.target_mark().to_owned()));
            let words = display::target(target, terms.lang);
            self.items.push((path, ReportItem::Target { id, words }));
        }
        self.due(at);
        // A total of which a part does not go on is no longer the sum of those that do.
        let parts = own.details.as_ref().map_or(&[][..], |details| &details.sum_of);
        if parts.iter().any(|part| terms.dropped.contains(part)) {
            self.remove(at, "sum_of");
        }
    }

    fn task(&mut self, at: &Scope<'_>, own: &Task) {
        let (kind, id, name) = (ItemKind::Task, own.id.clone(), own.name.clone());
        let reason = match &own.state {
            Some(TaskState::Done) => LeftOutReason::Done,
            Some(TaskState::Dropped(reason)) => LeftOutReason::Dropped(reason.clone()),
            _ if self.terms.dropped.contains(&id) => LeftOutReason::Asked,
            // A task under way at the year's end is still under way.
            state => {
                self.due(at);
                let state = state.as_ref().map(display::state_key);
                self.tell(at, ReportItem::Carried { kind, id, name, state });
                return;
            }
        };
        self.leave_out(at, kind, id, name, reason);
    }

    fn tell(&mut self, at: &Scope<'_>, item: ReportItem) {
        self.items.push((at.path.clone(), item));
    }

    /// Takes a key out, if it has a value: one without is a place to write one.
    fn remove(&mut self, at: &Scope<'_>, key: &str) {
        if at.value.get(key).is_some_and(|value| !value.is_null()) {
            self.edits.push(YamlEdit::Remove(at.below(key)));
            self.tell_removed(at, key);
        }
    }

    fn tell_removed(&mut self, at: &Scope<'_>, key: &str) {
        let item = ReportItem::Removed { what: at.what(key), text: String::new() };
        self.items.push((at.below(key), item));
    }

    fn leave_out(&mut self, at: &Scope<'_>, kind: ItemKind, id: String, name: String, reason: LeftOutReason) {
        self.edits.push(YamlEdit::Remove(at.path.clone()));
        self.tell(at, ReportItem::LeftOut { kind, id, name, reason, comments: Vec::new() });
    }

    /// Writes a key at the top anew, if it says what is to change.
    fn set(&mut self, value: &Value, name: &str, from: &str, to: &str) {
        if value.get(name).and_then(scalar_text).as_deref() == Some(from) {
            let path = vec![PathStep::key(name)];
            self.moved(YamlEdit::Set(path.clone(), to.to_owned()), path, name.to_owned(), from, to);
        }
    }

    fn title(&mut self, value: &Value, old: &str) {
        let rewriter = Rewriter::Title { from: self.terms.from, to: self.terms.to };
        let new = rewriter.apply(old);
        if value.get("title").is_some() && new != old {
            let path = vec![PathStep::key("title")];
            self.moved(YamlEdit::Rewrite(path.clone(), rewriter), path, "title".to_owned(), old, &new);
        }
    }

    fn due(&mut self, at: &Scope<'_>) {
        let (from, by) = (self.terms.from, self.terms.to.saturating_sub(self.terms.from));
        let Some(text) = at.value.get("due").and_then(scalar_text) else { return };
        let Some(Due::On(day)) = parse_due(&text, from) else { return };
        let Some(later) = later(day.date, by) else { return };
        let rewriter = Rewriter::Date { from, by };
        let moved = rewriter.apply(&text);
        let (old, new) = match &day.words {
            // 6月底前 holds for any year.
            Some(_) if moved == text => return,
            Some(words) => (words.to_string(), moved),
            None => (day.date.to_string(), later.to_string()),
        };
        let edit = YamlEdit::Rewrite(at.below("due"), rewriter);
        self.moved(edit, at.below("due"), at.what("due"), &old, &new);
    }

    fn moved(&mut self, edit: YamlEdit, path: YamlPath, what: String, from: &str, to: &str) {
        self.edits.push(edit);
        self.items.push((path, ReportItem::Moved { what, from: from.to_owned(), to: to.to_owned() }));
    }
}
