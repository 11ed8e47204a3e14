//! The promises in a plan's text, as proposed indicators with bound links.
//!
//! Takes the texts of a plan's files as they were composed; gives them with entries in front matter and links in the text, and tells
//! what is proposed and what is left to people.

mod clause;
mod due;
mod find;
mod grid;
mod head;
pub(in crate::import) mod id;
mod join;
mod plan;
mod rank;
mod reading;
mod target;
#[cfg(test)]
mod tests;
mod times;
mod words;
mod write;

use crate::bug::slice;
use crate::model::quantity::prose::{UnitKind, is_unusual, mentions_with};
use crate::source::edit::patches::line_of;
use find::{Doubt, Found, find};
use join::Register;
use plan::{PlanFile, read_files};
use reading::Reading;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The sentence of a text that a place lies in.
pub fn sentence(text: &str, at: usize) -> &str {
    slice(text, clause::sentence(text, at)).trim()
}

/// A figure of a text, and what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The words that state it, with the verb of a change that stands right before.
    pub range: Range<usize>,
    /// What it counts, where its sentence says so.
    pub name: Option<String>,
    /// Its unit, without a scale.
    unit: Option<String>,
    kind: UnitKind,
    /// Whether it is by how much something changes.
    is_change: bool,
}

impl Counted {
    /// Whether it is of the same kind as another one: a level beside a level, in the same unit.
    pub fn is_like(&self, other: &Self) -> bool {
        self.is_change == other.is_change
            && self.kind == other.kind
            && (self.unit.is_none() || other.unit.is_none() || self.unit == other.unit)
    }
}

/// The figures of a text with what each counts; `units` are those that must be given to be read.
pub fn counted(text: &str, units: &[&str]) -> Vec<Counted> {
    let mentions = mentions_with(text, units);
    let readings = reading::read(text, &mentions);
    let figures = mentions.iter().zip(readings).map(|(mention, reading)| {
        let (unit, kind) = reading::kind(mention);
        match reading {
            Reading::Named(named) => Counted {
                is_change: named.change.is_some()
                    || named.range.start < mention.value_range.start && {
                        let verb = slice(text, named.range.start..mention.value_range.start);
                        words::longest_start(verb, words::CHANGES).is_some()
                    },
                range: named.range,
                name: Some(named.name),
                unit,
                kind,
            },
            _ => Counted { range: mention.range.clone(), name: None, unit, kind, is_change: false },
        }
    });
    let ranks = rank::read(text).into_iter().map(|rank| Counted {
        range: rank.range,
        name: Some(rank.name),
        unit: None,
        kind: UnitKind::Count,
        is_change: false,
    });
    let mut all: Vec<Counted> = figures.collect();
    for rank in ranks {
        if !all.iter().any(|own| own.range.start < rank.range.end && rank.range.start < own.range.end) {
            all.push(rank);
        }
    }
    all
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposals {
    /// The files that change, whole.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The indicators, in the order of the text.
    pub proposed: Vec<ProposedIndicator>,
    /// What may be a promise and was left as it stands.
    pub doubtful: Vec<DoubtfulFigure>,
}

/// An indicator that is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedIndicator {
    pub file: String,
    pub id: String,
    pub name: String,
    /// As it stands in the text: `12家以上`.
    pub figure: String,
    /// The sentence.
    pub sentence: String,
}

/// A figure that may be a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubtfulFigure {
    pub file: String,
    /// The line in the file, from 1.
    pub line: usize,
    pub figure: String,
    pub why: crate::diagnostic::Words,
}

/// Finds the promises of a plan for a year, and binds them in the texts. What is bound or listed already stays as it is.
pub fn propose(files: &BTreeMap<String, Vec<u8>>, year: i16) -> Proposals {
    let plan = read_files(files, year);
    let own: BTreeSet<&str> =
        plan.iter().flat_map(PlanFile::indicators).filter_map(|own| own.unit.as_deref()).collect();
    let units: Vec<&str> = own.into_iter().filter(|unit| is_unusual(unit)).collect();
    let title = plan.iter().find(|file| file.is_index).map_or_else(String::new, PlanFile::plan_title);
    let mut found = Found::default();
    for (index, file) in plan.iter().enumerate() {
        let own = find((index, file), &units, (&title, year));
        found.promises.extend(own.promises);
        found.doubts.extend(own.doubts);
    }
    let mut register = Register::new(&plan, year);
    for promise in found.promises {
        register.take(promise);
    }
    let (files, proposed, refused) = write::write(&plan, &mut register, year);
    let mut doubts: Vec<Doubt> = found.doubts.into_iter().chain(register.doubts).chain(refused).collect();
    doubts.sort_by_key(|doubt| (doubt.file, doubt.at));
    let doubtful = doubts.into_iter().filter_map(|doubt| {
        let file = plan.get(doubt.file)?;
        let line = line_of(file.text(), doubt.at);
        Some(DoubtfulFigure { file: file.path.clone(), line, figure: doubt.figure, why: doubt.why })
    });
    Proposals { files, proposed, doubtful: doubtful.collect() }
}
