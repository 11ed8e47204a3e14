//! What is to be written into a plan: accepted reports and states of tasks, each with where it comes from.

use crate::model::indicator::TaskState;
use crate::source_path::SourcePath;
use jiff::civil::Date;

/// All that one run writes into one plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entries {
    /// The address of the plan, without slashes at the ends: `2016`, `city/2019`.
    pub plan: String,
    pub reports: Vec<NewReport>,
    pub tasks: Vec<TaskChange>,
    /// The day that the plan's values are to speak of; none where that is to stay.
    pub as_of: Option<Date>,
    /// What lets another value take the place of a day's; none where that is refused.
    pub correction: Option<Correction>,
}

/// Why and when reported values are corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The day of the correction, which its revision bears.
    pub date: Date,
    /// The reason, as it is published.
    pub reason: String,
}

/// A reported value of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReport {
    /// The file whose front matter has the indicator.
    pub document: SourcePath,
    /// The indicator.
    pub id: String,
    /// The day of the value.
    pub date: Date,
    /// The quarter, from 1 to 4, whose last day that is, where it was asked for by quarter. The report is written with
    /// `quarter:` where the plan's other reports are.
    pub quarter: Option<u8>,
    /// The value as the reader of front matter takes it: `12`, `13家`, `下降3.5%`, without quotes of YAML.
    pub value: String,
    /// Where it comes from (数据来源); none where the cell was left empty.
    pub source: Option<String>,
    /// A remark (备注); none where the cell was left empty.
    pub note: Option<String>,
    /// Where it was read, for messages: `水务局.xlsx 指标!E7`.
    pub origin: String,
}

/// How far a task is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskChange {
    /// The file whose front matter has the task.
    pub document: SourcePath,
    /// The task.
    pub id: String,
    /// The task in words, for messages.
    pub name: String,
    /// Its state; of a dropped one with the reason.
    pub state: TaskState,
    /// A remark (备注); none where the cell was left empty, and the task keeps what it has.
    pub note: Option<String>,
    /// Where it was read, for messages.
    pub origin: String,
}
