//! Workbooks for people who open data in Excel, WPS or LibreOffice: the same cells as the CSV files, as real numbers and days.
//!
//! `indicators.xlsx` has four sheets: indicators, tasks, all reports, and what everything means. Columns come from
//! [`columns`](super::columns), put in the order in which an office reads them. Nothing is a formula or a link, and no cell has a note: what
//! begins with `=`, `+`, `-` or `@` is text like any other. A number that a spreadsheet cannot hold digit for digit is kept as text,
//! and the last sheet says where. The bytes depend on the record alone: the day of creation is the plan's, never the clock's.

mod explanations;
mod extents;
mod looks;
mod numbers;
mod order;
mod reports;
mod sheet;
mod styles;

use super::record::PlanRecord;
use crate::bug::bug;
use crate::model::config::Lang;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use sheet::{Remark, Sheet};
pub use styles::Styles;

/// `indicators.xlsx` of a plan.
pub fn workbook(record: &PlanRecord, lang: Lang) -> Vec<u8> {
    write(record, lang).unwrap_or_else(|error| bug!("a workbook: {error}"))
}

fn write(record: &PlanRecord, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let plan = &record.plan;
    let mut workbook = Workbook::new();
    let styles = Styles::new(lang);
    styles.set_up(&mut workbook)?;
    workbook.set_properties(&properties(record));
    let mut remarks: Vec<Remark> = Vec::new();
    for name in [Name::Indicators, Name::Tasks, Name::Reports] {
        let mut sheet = Sheet::new(workbook.add_worksheet(), name.text(lang), &styles)?;
        match name {
            Name::Indicators => sheet.table(&order::indicators(), record, &record.indicators)?,
            Name::Tasks => sheet.table(&order::tasks(), record, &record.tasks)?,
            Name::Reports | Name::Explanations => {
                sheet.table(&order::plain(reports::COLUMNS), record, &reports::of(record))?;
            }
        }
        sheet.for_print(&plan.title)?;
        remarks.append(&mut sheet.remarks);
    }
    let sheet = workbook.add_worksheet();
    explanations::write(sheet.set_name(Name::Explanations.text(lang))?, record, &remarks, &styles)?;
    workbook.save_to_buffer()
}

/// The sheets, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Indicators,
    Tasks,
    Reports,
    Explanations,
}

impl Name {
    const fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Indicators, Lang::Chinese) => "指标",
            (Self::Indicators, Lang::English) => "Indicators",
            (Self::Tasks, Lang::Chinese) => "任务",
            (Self::Tasks, Lang::English) => "Tasks",
            (Self::Reports, Lang::Chinese) => "填报",
            (Self::Reports, Lang::English) => "Reports",
            (Self::Explanations, Lang::Chinese) => "说明",
            (Self::Explanations, Lang::English) => "Explanations",
        }
    }
}

/// What a file manager shows of the file.
fn properties(record: &PlanRecord) -> DocProperties {
    let plan = &record.plan;
    DocProperties::new()
        .set_title(styles::cut(&plan.title, 255))
        .set_author(styles::cut(plan.issuer.as_deref().unwrap_or(&plan.series_title), 255))
        .set_creation_datetime(&created(record))
}

/// The last day of the plan, else the first of its year: no clock is asked.
fn created(record: &PlanRecord) -> ExcelDateTime {
    let plan = &record.plan;
    let day = plan.modified.as_deref().or(plan.published.as_deref()).and_then(numbers::day);
    let first = || numbers::day(&format!("{:04}-01-01", plan.year));
    day.or_else(first).unwrap_or_default()
}

#[cfg(test)]
mod tests;
