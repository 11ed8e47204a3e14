//! The table of all reports of a plan: one row for each value that was reported.

use crate::opendata::columns::{Cell, Column, ColumnKind};
use crate::opendata::record::{IndicatorData, PlanRecord, ValueData};
use std::borrow::Cow;

/// The place of a report in a record.
#[derive(Debug, Clone, Copy)]
pub struct ReportPlace {
    indicator: usize,
    report: usize,
}

impl ReportPlace {
    fn indicator(self, record: &PlanRecord) -> Option<&IndicatorData> {
        record.indicators.get(self.indicator)
    }

    fn value(self, record: &PlanRecord) -> Option<&ValueData> {
        self.indicator(record)?.reports.get(self.report)
    }
}

/// All reports of a plan: indicator by indicator, of each the oldest first.
pub fn of(record: &PlanRecord) -> Vec<ReportPlace> {
    let each = |(indicator, one): (usize, &IndicatorData)| {
        (0..one.reports.len()).map(move |report| ReportPlace { indicator, report })
    };
    record.indicators.iter().enumerate().flat_map(each).collect()
}

/// The columns.
pub const COLUMNS: &[Column<ReportPlace>] = &[
    column("name", ["指标", "Indicator"], ColumnKind::Text, |plan, at| {
        text(at.indicator(plan).map(|one| &*one.name))
    }),
    column("unit", ["计量单位", "Unit"], ColumnKind::Text, |plan, at| {
        text(at.indicator(plan).and_then(|one| one.unit.as_deref()))
    }),
    column("date", ["完成值日期", "Date"], ColumnKind::Date, |plan, at| {
        at.value(plan).and_then(|value| value.date.as_deref()).map_or(Cell::Empty, Cell::Date)
    }),
    column("text", ["完成值", "Value"], ColumnKind::Text, |plan, at| {
        text(at.value(plan).map(|value| &*value.text))
    }),
    column("value", ["完成数值", "Number"], ColumnKind::Number, |plan, at| {
        at.value(plan).and_then(|value| value.value).map_or(Cell::Empty, Cell::Number)
    }),
    column("source", ["数据来源", "Source"], ColumnKind::Text, |plan, at| {
        text(at.value(plan).and_then(|value| value.source.as_deref()))
    }),
    column("note", ["备注", "Note"], ColumnKind::Text, |plan, at| {
        text(at.value(plan).and_then(|value| value.note.as_deref()))
    }),
    column("leads", ["牵头单位", "Lead units"], ColumnKind::Text, |plan, at| match at.indicator(plan) {
        Some(one) if !one.leads.is_empty() => Cell::Text(Cow::Owned(one.leads.join("；"))),
        _ => Cell::Empty,
    }),
    column("id", ["标识", "Id"], ColumnKind::Text, |plan, at| text(at.indicator(plan).map(|one| &*one.id))),
    column("date_text", ["日期原文", "Date as written"], ColumnKind::Text, |plan, at| {
        text(at.value(plan).and_then(|value| value.date_text.as_deref()))
    }),
    column("second", ["比值后项", "Second term"], ColumnKind::Number, |plan, at| {
        at.value(plan).and_then(|value| value.second).map_or(Cell::Empty, Cell::Number)
    }),
    column("value_unit", ["完成数值的单位", "Unit of the number"], ColumnKind::Text, |plan, at| {
        text(at.value(plan).and_then(|value| value.unit.as_deref()))
    }),
];

const fn column(
    name: &'static str,
    [chinese, english]: [&'static str; 2],
    kind: ColumnKind,
    cell: for<'r> fn(&'r PlanRecord, &'r ReportPlace) -> Cell<'r>,
) -> Column<ReportPlace> {
    let required = matches!(kind, ColumnKind::Year);
    Column { name, chinese, english, meaning: "", meaning_english: "", kind, required, cell }
}

fn text(text: Option<&str>) -> Cell<'_> {
    text.filter(|text| !text.is_empty()).map_or(Cell::Empty, |text| Cell::Text(Cow::Borrowed(text)))
}
