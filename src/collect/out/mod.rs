//! Workbooks for the units: `planpress collect out`.
//!
//! Takes what a plan asks; gives one workbook for each lead unit and a list of who has to answer, as bytes that are the
//! same on every machine: dates come from the plan, and nothing else changes from one run to the next.

pub mod book;
mod cells;
mod cover;
mod list;
mod names;
mod rules;
mod styles;

pub use cells::cut_to;
pub use names::file_names;

use super::period::Period;
use super::questions::{NO_LEAD, Questions, answers};
use book::{Book, FilledRows, Marks, write_book};
use jiff::civil::Date;
use rust_xlsxwriter::XlsxError;

/// The name of the list of who has to answer.
pub const LIST: &str = "填报单位名单.xlsx";

/// What is asked of [`workbooks`].
#[derive(Debug, Clone, Copy)]
pub struct OutRequest {
    /// The period that is reported on.
    pub period: Period,
    /// By when the workbooks are to be back.
    pub deadline: Option<Date>,
}

/// One workbook that goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitFile {
    /// The unit.
    pub unit: String,
    /// The file's name.
    pub file: String,
    /// How many indicators are in it.
    pub indicators: usize,
    /// How many tasks are in it.
    pub tasks: usize,
    /// The workbook.
    pub bytes: Vec<u8>,
}

/// Makes the workbooks of all units that a plan asks, and the list of them.
///
/// # Errors
/// A text that no workbook can hold.
pub fn workbooks(
    questions: &Questions<'_>,
    request: OutRequest,
) -> Result<(Vec<UnitFile>, Vec<u8>), XlsxError> {
    let units = questions.units();
    let names = file_names(&units);
    let mut files = Vec::with_capacity(units.len());
    for (unit, file) in units.into_iter().zip(names) {
        let book = Book::of(questions, request.period, request.deadline, unit);
        let bytes = write_book(&book, &FilledRows::default(), &Marks::default())?;
        files.push(UnitFile {
            unit: unit.to_owned(),
            file,
            indicators: book.indicators.len(),
            tasks: book.tasks.len(),
            bytes,
        });
    }
    let list = list::write_list(questions, request, &files)?;
    Ok((files, list))
}

/// The workbook of a unit as it goes back: with what was filled in, and each fault at its cell.
///
/// # Errors
/// A text that no workbook can hold.
pub fn returned_workbook(
    questions: &Questions<'_>,
    period: Period,
    unit: &str,
    (filled, marks): (&FilledRows, &Marks),
) -> Result<Vec<u8>, XlsxError> {
    write_book(&Book::of(questions, period, None, unit), filled, marks)
}

impl<'q> Book<'q> {
    /// The workbook of one unit.
    pub fn of(questions: &'q Questions<'q>, period: Period, deadline: Option<Date>, unit: &'q str) -> Self {
        Self {
            questions,
            period,
            deadline,
            unit,
            indicators: questions.indicators.iter().filter(|asked| answers(unit, asked.leads)).collect(),
            tasks: questions.tasks.iter().filter(|asked| answers(unit, asked.leads)).collect(),
        }
    }

    /// Whether nobody is named who answers for what is in it.
    pub fn has_no_lead(&self) -> bool {
        self.unit == NO_LEAD
    }
}
