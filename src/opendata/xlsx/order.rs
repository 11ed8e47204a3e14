//! In which order columns stand in a sheet: first what readers look for, then particulars, then what only programs need.

use crate::opendata::columns::{Column, INDICATORS, TASKS};
use crate::opendata::record::{IndicatorData, TaskData};

/// For whom a column is. Its head has the colour of it, and only the first are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Who reads the plan.
    Readers,
    /// Who wants to know more.
    Experts,
    /// What computes with it.
    Programs,
}

/// A column at its place.
pub type Placed<T> = (&'static Column<T>, Audience);

const INDICATORS_FOR_READERS: &[&str] = &[
    "section",
    "name",
    "unit",
    "target",
    "baseline",
    "actual",
    "actual_date",
    "attainment",
    "used",
    "distance",
    "elapsed",
    "difference",
    "status_text",
    "due",
    "leads",
    "partners",
    "note",
];
const INDICATORS_FOR_EXPERTS: &[&str] = &[
    "target_value",
    "baseline_value",
    "actual_value",
    "stretch",
    "status_reason",
    "judged_at",
    "level",
    "definition",
    "source",
    "actual_source",
    "actual_note",
    "baseline_date",
    "due_date",
    "excused",
    "replaces",
];
const TASKS_FOR_READERS: &[&str] =
    &["section", "name", "leads", "partners", "due", "due_date", "state_text", "overdue", "reason", "note"];

/// How wide a column is at most, in digits: what is longer goes on in the next line.
pub fn widest(name: &str) -> usize {
    match name {
        "section" | "leads" | "partners" => 18,
        "name" => 32,
        "target" | "stretch" | "baseline" | "actual" | "text" => 26,
        "note" | "actual_note" | "definition" | "source" | "status_reason" | "reason" => 32,
        "path" => 40,
        _ => 20,
    }
}

/// The columns of the sheet of indicators.
pub fn indicators() -> Vec<Placed<IndicatorData>> {
    arranged(INDICATORS, INDICATORS_FOR_READERS, INDICATORS_FOR_EXPERTS)
}

/// The columns of the sheet of tasks.
pub fn tasks() -> Vec<Placed<TaskData>> {
    arranged(TASKS, TASKS_FOR_READERS, &[])
}

/// Columns as they stand, all for readers.
pub fn plain<T>(columns: &'static [Column<T>]) -> Vec<Placed<T>> {
    columns.iter().map(|column| (column, Audience::Readers)).collect()
}

/// All columns: those that are named, as they are named; then the others, which are for programs.
fn arranged<T>(columns: &'static [Column<T>], readers: &[&str], experts: &[&str]) -> Vec<Placed<T>> {
    let of = |names: &[&str], audience| -> Vec<Placed<T>> {
        let named = |name: &&str| columns.iter().find(|column| column.name == *name);
        names.iter().filter_map(named).map(|column| (column, audience)).collect()
    };
    let others = columns
        .iter()
        .filter(|column| !readers.contains(&column.name) && !experts.contains(&column.name))
        .map(|column| (column, Audience::Programs));
    of(readers, Audience::Readers).into_iter().chain(of(experts, Audience::Experts)).chain(others).collect()
}
