//! Tables as CSV (RFC 4180): UTF-8, a head, lines that end in CR LF.

use super::columns::{Column, INDICATORS, TASKS};
use super::record::PlanRecord;
use crate::bug::bug;
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

/// What opens a file for programs that else take UTF-8 for the system's own encoding.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// `indicators.csv` of one plan or, for several, all years of a series in one table.
pub fn indicators<'r>(plans: impl IntoIterator<Item = &'r PlanRecord>, mark: bool) -> Vec<u8> {
    table(INDICATORS, plans.into_iter().map(|plan| (plan, &*plan.indicators)), mark)
}

/// `tasks.csv` of a plan.
pub fn tasks(plan: &PlanRecord, mark: bool) -> Vec<u8> {
    table(TASKS, [(plan, &*plan.tasks)], mark)
}

/// A table with a head; `mark` puts a byte order mark before it, for spreadsheets that need one.
fn table<'r, T: 'static>(
    columns: &[Column<T>],
    rows: impl IntoIterator<Item = (&'r PlanRecord, &'r [T])>,
    mark: bool,
) -> Vec<u8> {
    let bytes = if mark { BYTE_ORDER_MARK.as_bytes().to_vec() } else { Vec::new() };
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(bytes);
    write(&mut writer, columns.iter().map(|column| column.name));
    for (plan, all) in rows {
        for one in all {
            write(&mut writer, columns.iter().map(|column| (column.cell)(plan, one).text().into_owned()));
        }
    }
    writer.into_inner().unwrap_or_else(|error| bug!("{error}"))
}

/// Writing to memory cannot fail, and all rows have as many cells as the head.
fn write<S: AsRef<[u8]>>(writer: &mut Writer<Vec<u8>>, cells: impl Iterator<Item = S>) {
    writer.write_record(cells).unwrap_or_else(|error| bug!("{error}"));
}
