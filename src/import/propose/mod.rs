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
use crate::model::quantity::prose::is_unusual;
use crate::source::edit::patches::line_of;
use find::{Doubt, Found, find};
use join::Register;
use plan::{PlanFile, read_files};
use std::collections::{BTreeMap, BTreeSet};

/// The sentence of a text that a place lies in.
pub fn sentence(text: &str, at: usize) -> &str {
    slice(text, clause::sentence(text, at)).trim()
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
