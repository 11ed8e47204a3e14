//! Measured values in front matter: a number or words, alone or with the day, the source and a note.
//!
//! What a value says depends on its target (`model/target/value.rs`); here are the keys and the faults.

use super::fields::{Faults, Fields, number, scalar_text, wrong_type};
use super::keys;
use super::yaml::KeyOrValue;
use crate::diagnostic::{BASELINE_DATE, FigureFault, Finding, Form};
use crate::model::date::{Day, PlanTime};
use crate::model::indicator::{Benchmark, Measurement, Particulars};
use crate::model::official_date::{names_year, parse_day, parse_quarter};
use crate::model::quantity::print_decimal;
use crate::model::target::{Value as Measured, ValueError, ValueOf};
use rust_decimal::Decimal;
use serde_yaml::Value;

/// A measured value: a number or words, or a mapping of these with their date and source.
///
/// # Errors
/// The value is nothing that can be read.
pub fn measurement(
    key: &str,
    value: &Value,
    (of, time): (ValueOf<'_>, PlanTime),
    faults: &mut Faults,
) -> Result<Measurement, Finding> {
    let Some(map) = value.as_mapping() else {
        return Ok(Measurement {
            value: measured(key, Form::Measurement, value, of, faults)?,
            particulars: None,
        });
    };
    let fields = Fields::new(map, &keys::MEASUREMENT, faults);
    Ok(dated(fields, (of, time), faults))
}

/// The same of a mapping that is being read.
pub fn dated(fields: Fields<'_>, (of, time): (ValueOf<'_>, PlanTime), faults: &mut Faults) -> Measurement {
    let particulars = Particulars {
        date: measured_on(of.is_baseline, fields, time, faults),
        source: fields.text("source", faults),
        note: fields.text("note", faults),
    };
    let value =
        fields.with("value", faults, |value, faults| measured("value", Form::Number, value, of, faults));
    Measurement {
        // A value at fault is already reported; zero only stands in until the run fails.
        value: value.unwrap_or(Measured::Number(Decimal::ZERO)),
        particulars: (particulars != Particulars::default()).then(|| Box::new(particulars)),
    }
}

/// What others reached: a number with its date, and what it is.
///
/// # Errors
/// The value is nothing that can be read.
pub fn benchmark(
    value: &Value,
    (unit, time): (Option<&str>, PlanTime),
    faults: &mut Faults,
) -> Result<Benchmark, Finding> {
    let of = ValueOf { unit, target: None, baseline: None, is_baseline: false };
    let Some(map) = value.as_mapping() else {
        return Ok(Benchmark {
            name: None,
            measurement: measurement("benchmark", value, (of, time), faults)?,
        });
    };
    let fields = Fields::new(map, &keys::BENCHMARK, faults);
    let name = fields.text("name", faults);
    Ok(Benchmark { name, measurement: dated(fields, (of, time), faults) })
}

/// The day of a measured value. That of a baseline says its year: 12月底 is hardly the end of the plan's own.
fn measured_on(is_baseline: bool, fields: Fields<'_>, time: PlanTime, faults: &mut Faults) -> Option<Day> {
    exclusive(fields, "date", "quarter", faults);
    let read = |key: &str, parse: fn(&str, i16) -> Option<Day>, faults: &mut Faults| {
        fields.with(key, faults, |value, _| {
            let text = scalar_text(value).ok_or_else(|| wrong_type(key, Form::Date, value))?;
            let day = parse(&text, time.year).filter(|_| !is_baseline || names_year(&text));
            let key = if is_baseline { BASELINE_DATE } else { key };
            day.ok_or_else(|| Finding::BadDate { key: key.to_owned(), text })
        })
    };
    read("date", parse_day, faults).or_else(|| read("quarter", parse_quarter, faults))
}

/// Says that two keys that exclude each other are both given.
pub fn exclusive(fields: Fields<'_>, one: &str, other: &str, faults: &mut Faults) {
    if fields.get(one).is_some() && fields.get(other).is_some() {
        let finding = Finding::ConflictingKeys { one: one.to_owned(), other: other.to_owned() };
        faults.add_at(other, KeyOrValue::Key, finding);
    }
}

/// A measured value, as its target's kind is written: a number, one with its unit (13家), a fall (下降3.5%), a place.
///
/// # Errors
/// The value is nothing that can be read.
pub fn measured(
    key: &str,
    form: Form,
    value: &Value,
    of: ValueOf<'_>,
    faults: &mut Faults,
) -> Result<Measured, Finding> {
    let (shown, read) = match value {
        Value::String(text) => match Measured::of_text(text, of) {
            Some(read) => (text.trim().to_owned(), read),
            None => {
                let number = number(key, form, value)?;
                (text.trim().to_owned(), Measured::of_number(number, of))
            }
        },
        _ => {
            let number = number(key, form, value)?;
            (print_decimal(number), Measured::of_number(number, of))
        }
    };
    Ok(read.unwrap_or_else(|error| {
        faults.add(
            KeyOrValue::Value,
            match error {
                ValueError::Unit { own, unit } => {
                    Finding::Figure(FigureFault::UnitMismatch { phrase_unit: own, unit })
                }
                error => Finding::BadMeasurement {
                    key: key.to_owned(),
                    text: shown.clone(),
                    reason: error.reason(),
                },
            },
        );
        // Words compare with nothing, so that nothing else is said of a value at fault.
        Measured::Text(shown)
    }))
}
