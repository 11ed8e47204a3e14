//! What came back, checked against the plan: which values are new, and what is wrong, all of it in one run.
//!
//! Takes what the plan asks and the tables of all files; gives the entries to be written, or every fault at its cell.
//! Nothing is guessed: a cell that can be read in two ways is a fault.

mod day;
mod identity;
mod merge;
mod rows;
mod task_row;
mod value;

use super::entry::{Correction, Entries};
use super::fault::{CollectFault, FaultMark};
use super::layout::SheetKind;
use super::out::book::{FilledRows, Marks};
use super::period::Period;
use super::questions::Questions;
use super::read::table::Table;
use crate::diagnostic::{Language, Words};
use crate::model::target::Value;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What is asked of [`accept`].
#[derive(Debug, Clone, Default)]
pub struct InRequest {
    /// What lets another value take the place of one that is reported already.
    pub correction: Option<Correction>,
    /// The day that the plan's values are to speak of.
    pub as_of: Option<Date>,
}

/// What was made of the files.
#[derive(Debug, Default)]
pub struct Accepted {
    /// What is to be written; to be used only where nothing is wrong.
    pub reports: Vec<super::entry::NewReport>,
    /// The same of tasks.
    pub tasks: Vec<super::entry::TaskChange>,
    /// What changes, for people: in the order of the plan.
    pub differences: Vec<Difference>,
    /// How many values were there already.
    pub unchanged: usize,
    /// How many indicators were left empty.
    pub empty: usize,
    /// What is not wrong and should be known.
    pub notices: Vec<Words>,
    /// What is wrong, in the order of files and cells.
    pub faults: Vec<CollectFault>,
    /// What the units filled in, by unit: for the workbooks that are sent back.
    pub filled: BTreeMap<String, (Option<Period>, FilledRows)>,
}

/// A value that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The indicator or task in words.
    pub name: String,
    /// The value of the report before, with its unit.
    pub before: Option<String>,
    /// Its day.
    pub before_date: Option<Date>,
    /// The new value, with its unit.
    pub now: String,
    /// Its day; none for tasks.
    pub date: Option<Date>,
    /// How much more or less, where both are numbers.
    pub change: Option<String>,
}

/// Checks the tables of all files.
pub fn accept(questions: &Questions<'_>, tables: &[Table], request: &InRequest) -> Accepted {
    let mut accepted = Accepted::default();
    let mut claims = rows::Claims::default();
    // One file is one unit's, on all of its sheets.
    let mut files: Vec<(&str, Vec<&Table>)> = Vec::new();
    for table in tables {
        match files.iter_mut().find(|(file, _)| *file == table.file) {
            Some((_, own)) => own.push(table),
            None => files.push((&table.file, vec![table])),
        }
    }
    for (_, own) in &files {
        let unit = identity::unit_of(own);
        for table in own {
            rows::read(questions, table, &unit, &mut claims, &mut accepted);
        }
    }
    merge::indicators(questions, claims.indicators, request, &mut accepted);
    merge::tasks(questions, claims.tasks, &mut accepted);
    accepted.faults.sort_by(|one, other| one.place.cmp(&other.place));
    accepted
}

/// The addresses of plans that rows name, the one that most of them name first.
pub fn plans_named(tables: &[Table]) -> Vec<String> {
    identity::named(tables.iter(), super::layout::Column::Plan)
}

impl Accepted {
    /// What is to be written into a plan.
    pub fn entries(&self, plan: &str, request: &InRequest) -> Entries {
        Entries {
            plan: plan.to_owned(),
            reports: self.reports.clone(),
            tasks: self.tasks.clone(),
            as_of: request.as_of,
            correction: request.correction.clone(),
        }
    }

    /// The units whose workbooks have faults, each with what was filled in and what is wrong.
    pub fn returned(&self) -> Vec<(&str, Option<Period>, &FilledRows, Marks)> {
        let mut marks: BTreeMap<&str, Marks> = BTreeMap::new();
        for fault in &self.faults {
            let Some(FaultMark { unit, kind, id, column }) = &fault.mark else { continue };
            let own = marks.entry(unit).or_default();
            let key: (SheetKind, String, _) = (*kind, id.clone(), *column);
            own.cells.entry(key).or_default().push(fault.words.chinese.clone());
            own.list.push(fault.line(Language::Chinese));
        }
        let mut returned = Vec::new();
        for (unit, marks) in marks {
            if let Some((period, filled)) = self.filled.get(unit) {
                returned.push((unit, *period, filled, marks));
            }
        }
        returned
    }
}

/// How much more a value is than the one before.
fn change(before: &Value, now: &Value, unit: Option<&str>) -> Option<String> {
    let unit = unit.unwrap_or_default();
    let (before, now) = match (before, now) {
        (Value::Rank(before), Value::Rank(now)) => (before, now),
        _ => (&before.number()?, &now.number()?),
    };
    let difference = now.checked_sub(*before)?.normalize();
    let unit = match unit {
        "%" | "％" => "个百分点",
        unit => crate::model::quantity::after_number(unit),
    };
    let sign = if difference.is_sign_negative() && !difference.is_zero() { "−" } else { "+" };
    if difference.is_zero() {
        return Some("0".to_owned());
    }
    Some(format!("{sign}{}{unit}", difference.abs()))
}
