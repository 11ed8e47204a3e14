//! How the reports of a file are written, so that new ones are written alike.

use crate::collect::entry::NewReport;
use crate::source::edit::insert::Record;
use crate::source::edit::scalar;
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
    /// How an indicator's own reports are written; none where it has none that show it.
    pub fn of(indicator: &Mapping) -> Option<Self> {
        let listed = indicator.get("reports").and_then(Value::as_sequence);
        let listed = listed.into_iter().flatten().chain(indicator.get("actual"));
        let reports: Vec<&Mapping> = listed.filter_map(Value::as_mapping).collect();
        let first = reports.first()?;
        let place = |key: &str| first.keys().position(|own| own.as_str() == Some(key));
        let day = place("date").or_else(|| place("quarter"))?;
        Some(Self {
            value_first: place("value").is_some_and(|value| value < day),
            quarters: reports.iter().any(|report| report.contains_key("quarter")),
        })
    }

    /// How the reports of a file are written: as the first that shows it.
    pub fn of_file(front: &Value) -> Self {
        let indicators = front.get("indicators").and_then(Value::as_sequence);
        let all = indicators.into_iter().flatten().filter_map(Value::as_mapping);
        all.filter(|indicator| indicator.contains_key("reports")).find_map(Self::of).unwrap_or_default()
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
