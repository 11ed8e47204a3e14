//! How the reports of a file are written, so that new ones are written alike.

use super::scalar;
use crate::collect::entry::NewReport;
use crate::source::edit::insert::Record;
use jiff::civil::{Date, date};
use serde_yaml::{Mapping, Value};

/// How reports are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HouseStyle {
    /// Whether the value stands before its date.
    value_first: bool,
    /// Whether days are named by quarter.
    quarters: bool,
}

impl HouseStyle {
    /// The style of an indicator's own reports, else that of the others in its file.
    pub fn of(own: &Mapping, all: &Value) -> Self {
        let listed = |indicator: &Mapping| {
            let list = indicator.get("reports").and_then(Value::as_sequence);
            list.map_or(&[][..], Vec::as_slice)
                .iter()
                .filter_map(Value::as_mapping)
                .cloned()
                .collect::<Vec<_>>()
        };
        let mut reports = listed(own);
        if reports.is_empty() {
            let others = all.get("indicators").and_then(Value::as_sequence);
            let others = others.into_iter().flatten().filter_map(Value::as_mapping);
            reports = others.flat_map(listed).collect();
        }
        // What an indicator has alone says no more than how it orders its keys.
        let alone = own.get("actual").and_then(Value::as_mapping);
        let Some(first) = reports.first().or(alone) else { return Self::default() };
        let place = |key: &str| first.keys().position(|own| own.as_str() == Some(key));
        let day = place("date").or_else(|| place("quarter"));
        Self {
            value_first: place("value").zip(day).is_some_and(|(value, day)| value < day),
            quarters: reports.iter().any(|report| report.contains_key("quarter")),
        }
    }

    /// A report as it is written.
    pub fn record(self, report: &NewReport) -> Record {
        let quarter = report
            .quarter
            .filter(|quarter| self.quarters && last_day(*quarter, report.date) == Some(report.date));
        let day = match quarter {
            Some(quarter) => ("quarter", quarter.to_string()),
            None => ("date", report.date.to_string()),
        };
        let value = ("value", scalar::value(&report.value));
        let mut record = if self.value_first { vec![value, day] } else { vec![day, value] };
        record.extend(report.source.as_deref().map(|source| ("source", scalar::words(source))));
        record.extend(report.note.as_deref().map(|note| ("note", scalar::words(note))));
        record
    }
}

/// The last day of a quarter of the year that a day lies in.
fn last_day(quarter: u8, of: Date) -> Option<Date> {
    let month = i8::try_from(quarter).ok().filter(|quarter| (1..=4).contains(quarter))? * 3;
    Some(date(of.year(), month, 1).last_of_month())
}
