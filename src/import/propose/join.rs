//! Promises of one name put together: the same figure is one indicator bound in several places, another figure is another
//! indicator or a doubt, and never joined.

use super::find::{Doubt, Promise};
use super::id::free_id;
use super::plan::PlanFile;
use crate::bug::slice;
use crate::check::compare_figure;
use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::markdown::{Figure, FigureValue};
use crate::model::date::{Due, PlanTime};
use crate::model::indicator::Indicator;
use crate::model::quantity::scale_split;
use crate::model::target::TargetKind;
use crate::source::edit::insert::{Record, in_brackets};
use crate::source::edit::scalar;
use crate::source::fields::Faults;
use crate::source::front;
use crate::source::yaml::value::read_value;
use serde_yaml::{Mapping, Value};
use std::collections::{BTreeMap, BTreeSet};

/// An indicator that the plan has, or is to have.
pub struct Entry {
    pub id: String,
    pub name: String,
    pub indicator: Indicator,
    /// What is to be written, and into which file; none of one that is there.
    pub new: Option<(usize, Record)>,
    /// Where it is bound: the promises, in the order of the text.
    pub bound: Vec<Promise>,
}

/// All indicators of the plan.
pub struct Register<'p> {
    plan: &'p [PlanFile],
    year: i16,
    pub entries: Vec<Entry>,
    by_name: BTreeMap<String, usize>,
    ids: BTreeSet<String>,
    pub doubts: Vec<Doubt>,
}

impl<'p> Register<'p> {
    /// Begins with what the plan has.
    pub fn new(plan: &'p [PlanFile], year: i16) -> Self {
        let mut register = Self {
            plan,
            year,
            entries: Vec::new(),
            by_name: BTreeMap::new(),
            ids: BTreeSet::new(),
            doubts: Vec::new(),
        };
        for file in plan {
            register.ids.extend(file.tasks().iter().map(|task| task.id.clone()));
            for own in file.indicators() {
                register.ids.insert(own.id.clone());
                let place = register.entries.len();
                register.by_name.entry(key(&own.name)).or_insert(place);
                register.entries.push(Entry {
                    id: own.id.clone(),
                    name: own.name.clone(),
                    indicator: own.clone(),
                    new: None,
                    bound: Vec::new(),
                });
            }
        }
        register
    }

    /// Takes a promise: binds it to the indicator of its name, or makes one.
    pub fn take(&mut self, promise: Promise) {
        let mut names = vec![promise.name.clone()];
        if let TargetKind::Change(change) = &promise.promised.target.kind {
            let verb = if change.falls() { "下降" } else { "增长" };
            names.push(format!("{}{verb}", promise.name));
        } else if let Some(unit) = &promise.promised.unit {
            names.push(format!("{}（{unit}）", promise.name));
        }
        // 开工率一季度末达到60%、二季度末达到90%.
        names.extend(promise.due.as_ref().map(|due| format!("{}（{due}）", promise.name)));
        for name in names {
            let Some(place) = self.by_name.get(&key(&name)).copied() else {
                return self.add(promise, name);
            };
            let Some(entry) = self.entries.get_mut(place) else { return };
            if self
                .plan
                .get(promise.file)
                .is_some_and(|file| agrees(file, &promise, &entry.indicator, &entry.id))
            {
                let tier = |own: &Entry| own.indicator.details.as_ref().and_then(|own| own.stretch.clone());
                if promise
                    .stretch
                    .as_ref()
                    .is_none_or(|own| tier(entry).is_some_and(|tier| tier.kind == own.target.kind))
                {
                    return entry.bound.push(promise);
                }
            }
            if !is_other_kind(&promise, &entry.indicator) {
                let why = say!(
                    "an indicator of the same name ({}) has another target",
                    "与同名指标（{}）的目标值不同",
                    entry.name.clone()
                );
                return self.doubt(&promise, why);
            }
        }
        self.doubt(&promise, say!("other indicators have the same name", "与其他指标重名"));
    }

    fn add(&mut self, promise: Promise, name: String) {
        let id = free_id(&name, &self.ids);
        let with = |unit: Option<&str>| {
            let record = record((&id, &name), unit, &promise);
            let indicator = read(&record, self.year)?;
            let file = self.plan.get(promise.file)?;
            agrees(file, &promise, &indicator, &id).then_some((record, indicator))
        };
        let unit = promise.promised.unit.as_deref();
        let Some((record, indicator)) = with(unit).or_else(|| unit.and_then(|_| with(None))) else {
            let why = say!("as an indicator it would not agree with its words", "列为指标后与原文说法对不上");
            return self.doubt(&promise, why);
        };
        self.ids.insert(id.clone());
        self.by_name.insert(key(&name), self.entries.len());
        let new = Some((promise.file, record));
        self.entries.push(Entry { id, name, indicator, new, bound: vec![promise] });
    }

    fn doubt(&mut self, promise: &Promise, why: Words) {
        let text = self.plan.get(promise.file).map_or("", PlanFile::text);
        let figure = text.get(promise.source.clone()).unwrap_or_default().to_owned();
        self.doubts.push(Doubt { file: promise.file, at: promise.source.start, figure, why });
    }
}

/// Names that differ in blanks and in the width of brackets are the same.
fn key(name: &str) -> String {
    let plain = |c: char| match c {
        '（' => '(',
        '）' => ')',
        c => c,
    };
    name.chars().filter(|c| !c.is_whitespace()).map(plain).collect()
}

/// Whether what a promise counts is plainly another thing than the indicator of its name: a change beside a level, other units.
fn is_other_kind(promise: &Promise, own: &Indicator) -> bool {
    let Some(target) = &own.target else { return false };
    let due = own.responsibility.due.as_ref().and_then(|due| match due {
        Due::On(day) => Some(day.to_string()),
        Due::Continuous(_) => None,
    });
    if promise.due.is_some() && promise.due != due {
        return true;
    }
    if promise.promised.target.kind.as_str() != target.kind.as_str() {
        return true;
    }
    let plain = |unit: &str| scale_split(unit).1.to_owned();
    let unit = own.unit.as_deref().or_else(|| target.unit()).map(plain);
    let other = promise.promised.unit.as_deref().map(plain);
    matches!((unit, other), (Some(unit), Some(other)) if unit != other)
}

/// The entry of an indicator.
fn record((id, name): (&str, &str), unit: Option<&str>, promise: &Promise) -> Record {
    let mut record = vec![("id", id.to_owned()), ("name", scalar::words(name))];
    record.extend(unit.map(|unit| ("unit", scalar::words(unit))));
    record.push(("target", scalar::words(&promise.promised.phrase)));
    record.extend(promise.stretch.as_ref().map(|own| ("stretch", scalar::words(&own.phrase))));
    record.extend(promise.due.as_deref().map(|due| ("due", scalar::words(due))));
    record.push(("proposed", "true".to_owned()));
    record
}

/// What an entry reads as; none where anything is wrong with it.
fn read(record: &Record, year: i16) -> Option<Indicator> {
    let value = read_value(&in_brackets(record)).ok()?;
    let mut map = Mapping::new();
    map.insert("title".into(), "-".into());
    map.insert("indicators".into(), Value::Sequence(vec![value]));
    let mut faults = Faults::default();
    let front = front::section(&map, PlanTime { year, as_of: None }, &mut faults);
    let only = front.indicators.into_iter().next()?;
    faults.into_list().is_empty().then_some(only)
}

/// Whether the words of a promise agree with an indicator by the project's own check.
fn agrees(file: &PlanFile, promise: &Promise, indicator: &Indicator, id: &str) -> bool {
    let Some(passage) = file.document.text.body.passages.get(promise.passage) else { return false };
    let Some(target) = &indicator.target else { return false };
    if target.kind.as_str() != promise.promised.target.kind.as_str() {
        return false;
    }
    let figure = Figure {
        plan: None,
        id: id.to_owned(),
        value: FigureValue::Target,
        text: Some(slice(&passage.text, promise.range.clone()).to_owned()),
        span: promise.source.clone(),
    };
    let unit = |unit: &Option<String>| unit.as_deref().map(|unit| scale_split(unit).1.to_owned());
    let same_unit = match (unit(&indicator.unit), unit(&promise.promised.unit)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    same_unit
        && compare_figure(passage, &promise.range, &figure, indicator, promise.apart.as_deref()).is_none()
}
