//! What the reports of one indicator change in its front matter.
//!
//! Takes the indicator as the model and as YAML have it, and what was sent; gives the changes, or why there are none. A day that is
//! reported already keeps its value unless there is a reason to correct it.

use super::fault::{WriteFault, WriteReason};
use super::house::HouseStyle;
use super::{Change, Changed, Unchanged};
use crate::collect::entry::{Correction, NewReport};
use crate::diagnostic::words::say;
use crate::diagnostic::{FigureFault, Finding, Form, Words};
use crate::model::config::Lang;
use crate::model::indicator::{Indicator, Measurement};
use crate::model::target::{Value as Measured, ValueOf};
use crate::pages::display;
use crate::source::edit::below;
use crate::source::edit::front_edit::{Behind, FrontEdit};
use crate::source::edit::insert::Record;
use crate::source::edit::scalar;
use crate::source::fields::Faults;
use crate::source::measured::measured;
use crate::source::yaml::value::read_value;
use crate::source::yaml::{PathStep, YamlPath};
use jiff::civil::Date;
use serde_yaml::{Mapping, Value};

/// Before the reports stand, in this order, an indicator's name and what it commits to.
const BEFORE_REPORTS: Behind =
    &["id", "name", "unit", "measure", "direction", "target", "stretch", "benchmark", "baseline", "actual"];
/// Before the changes within the year, its values too.
const BEFORE_REVISIONS: Behind =
    &["id", "name", "unit", "target", "stretch", "baseline", "actual", "reports", "milestones"];
const BEFORE_SOURCE: Behind = &["value", "date", "quarter"];
const BEFORE_NOTE: Behind = &["value", "date", "quarter", "source"];

/// What changes of one indicator, task or plan.
#[derive(Debug, Default)]
pub struct ItemEdits {
    pub edits: Vec<FrontEdit>,
    /// What is to stay visible of corrections, which come in together.
    revisions: Vec<Record>,
    pub changes: Vec<Change>,
    pub unchanged: Vec<Unchanged>,
    pub faults: Vec<WriteFault>,
}

/// An indicator with its place.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    pub indicator: &'a Indicator,
    /// It as YAML has it.
    pub map: &'a Mapping,
    /// Where that stands.
    pub path: &'a [PathStep],
    /// How reports are written in its file.
    pub house: HouseStyle,
    /// The language of the site, in which corrections are published.
    pub lang: Lang,
}

impl Place<'_> {
    fn of(&self) -> ValueOf<'_> {
        let Indicator { unit, target, baseline, .. } = self.indicator;
        ValueOf {
            unit: unit.as_deref(),
            target: target.as_ref(),
            baseline: baseline.as_ref().map(|baseline| &baseline.value),
            is_baseline: false,
        }
    }

    /// A sent value as the reader of front matter takes it.
    pub fn read(&self, text: &str) -> Result<Measured, Words> {
        let mut faults = Faults::default();
        let value = read_value(&scalar::value(text)).unwrap_or_else(|_| Value::from(text));
        let read = measured("value", Form::Number, &value, self.of(), &mut faults);
        let told = |finding: &Finding| match finding {
            Finding::Figure(FigureFault::UnitMismatch { phrase_unit, unit }) => say!(
                "the value is in `{phrase_unit}`, and the indicator in `{unit}`",
                "所填数值的单位是“{phrase_unit}”，而指标的单位是“{unit}”"
            ),
            Finding::WrongType { .. } => say!("`{text}` is no number", "“{text}”不是数"),
            finding => finding.message(),
        };
        let read = read.map_err(|finding| told(&finding))?;
        faults.into_list().first().map_or(Ok(read), |fault| Err(told(&fault.finding)))
    }

    fn shown(&self, value: &Measured) -> String {
        display::measured(value, self.indicator.unit.as_deref(), self.lang)
    }
}

/// What stands of an indicator's reports.
enum Standing<'a> {
    /// A list, or nothing.
    List(&'a [Measurement]),
    /// One value of its own.
    Actual(&'a Measurement),
}

/// Finds what the reports that were sent of an indicator change.
pub fn changes(place: Place<'_>, sent: &[&NewReport], correction: Option<&Correction>) -> ItemEdits {
    let mut own = ItemEdits::default();
    let fault = |report: &NewReport, reason| WriteFault { origin: report.origin.clone(), reason };
    let id = &place.indicator.id;
    let details = place.indicator.details.as_deref();
    let listed = details.map_or(&[][..], |details| &details.reports);
    let has = |key: &str| place.map.get(key).is_some_and(|value| !value.is_null());
    let standing = match (has("actual"), listed, &place.indicator.actual) {
        (true, [], Some(actual)) | (true, [actual], _) => Standing::Actual(actual),
        _ => Standing::List(listed),
    };
    let stands = match &standing {
        Standing::List(list) => *list,
        Standing::Actual(actual) => std::slice::from_ref(*actual),
    };
    let mut new: Vec<(&NewReport, Measured)> = Vec::new();
    for report in sent {
        let value = match place.read(&report.value) {
            Ok(value) => value,
            Err(reason) => {
                own.faults.push(fault(report, WriteReason::BadValue { id: id.clone(), reason }));
                continue;
            }
        };
        if let Some((other, read)) = new.iter().find(|(other, _)| other.date == report.date) {
            if *read == value {
                own.unchanged.push(Unchanged::of(report, other.source.as_deref(), other.note.as_deref()));
            } else {
                let (day, other) = (display::date(report.date, place.lang), other.origin.clone());
                own.faults.push(fault(report, WriteReason::TwoValues { id: id.clone(), day, other }));
            }
            continue;
        }
        new.push((report, value));
    }
    new.sort_by_key(|(report, _)| report.date);
    let (known, new): (Vec<_>, Vec<_>) =
        new.into_iter().partition(|(report, _)| stands.iter().any(|own| own.date() == Some(report.date)));
    for (report, value) in known {
        let found = stands.iter().enumerate().find(|(_, own)| own.date() == Some(report.date));
        let Some((index, found)) = found else { continue };
        let at = match standing {
            Standing::List(_) => {
                below(place.path, "reports").into_iter().chain([PathStep::Index(index)]).collect()
            }
            Standing::Actual(_) => below(place.path, "actual"),
        };
        again(place, (report, &value), (found, at), correction, &mut own);
    }
    if let (Some((report, _)), Some(undated)) = (new.first(), stands.iter().find(|own| own.date().is_none()))
    {
        let key = if matches!(standing, Standing::Actual(_)) { "actual" } else { "reports" };
        let value = scalar::value(&match undated.number() {
            Some(number) => crate::model::quantity::print_decimal(number),
            None => place.shown(&undated.value),
        });
        // The line is found where the text is known.
        let at = (report.document.clone(), 0);
        let reason = |_: &NewReport| WriteReason::Undated {
            id: id.clone(),
            value: value.clone(),
            at: at.clone(),
            key,
        };
        own.faults.extend(new.iter().map(|(report, _)| fault(report, reason(report))));
        return own;
    }
    if !new.is_empty() {
        add(place, &new, &standing, &mut own);
    }
    if !own.revisions.is_empty() {
        let last = place.map.get("revisions").and_then(Value::as_sequence).map_or(0, Vec::len);
        own.edits.push(FrontEdit::Add {
            map: place.path.to_vec(),
            key: "revisions",
            records: own.revisions.iter().map(|revision| (last, revision.clone())).collect(),
            behind: BEFORE_REVISIONS,
        });
    }
    own
}

/// A report of a day that is reported already.
fn again(
    place: Place<'_>,
    (report, value): (&NewReport, &Measured),
    (stands, at): (&Measurement, YamlPath),
    correction: Option<&Correction>,
    own: &mut ItemEdits,
) {
    let id = &place.indicator.id;
    let day = stands.day().map_or_else(String::new, ToString::to_string);
    let particulars = stands.particulars.as_deref();
    let (source, note) =
        (particulars.and_then(|own| own.source.as_deref()), particulars.and_then(|own| own.note.as_deref()));
    let is_corrected = stands.value != *value;
    let change = |field, from: Option<String>, to: String| Change {
        id: Some(id.clone()),
        field,
        from,
        to,
        origin: report.origin.clone(),
    };
    let before = own.edits.len();
    if is_corrected {
        let (stood, sent) = (place.shown(&stands.value), place.shown(value));
        let Some(correction) = correction else {
            let reason = WriteReason::Differs { id: id.clone(), day, stands: stood, sent };
            own.faults.push(WriteFault { origin: report.origin.clone(), reason });
            return;
        };
        let to = scalar::value(&report.value);
        own.edits.push(FrontEdit::Set { map: at.clone(), key: "value", to, behind: &[] });
        let revision: Record = vec![
            ("date", correction.date.to_string()),
            ("field", scalar::words(&field_words(report.date, place.lang))),
            ("from", scalar::words(&stood)),
            ("to", scalar::words(&sent)),
            ("reason", scalar::words(&correction.reason)),
        ];
        own.revisions.push(revision);
        own.changes.push(change(Changed::Report(report.date), Some(stood), sent));
    }
    let said = [
        ("source", Changed::Source(report.date), source, report.source.as_deref(), BEFORE_SOURCE),
        ("note", Changed::Note(report.date), note, report.note.as_deref(), BEFORE_NOTE),
    ];
    for (key, field, stands, sent, behind) in said {
        // What is said of a value that holds is kept; what is said of a new one goes with it.
        if let Some(sent) =
            sent.filter(|sent| if is_corrected { stands != Some(*sent) } else { stands.is_none() })
        {
            own.edits.push(FrontEdit::Set { map: at.clone(), key, to: scalar::words(sent), behind });
            own.changes.push(change(field, stands.map(ToOwned::to_owned), sent.to_owned()));
        }
    }
    if own.edits.len() == before {
        own.unchanged.push(Unchanged::of(report, source, note));
    }
}

/// Reports of days that had none.
fn add(place: Place<'_>, new: &[(&NewReport, Measured)], standing: &Standing<'_>, own: &mut ItemEdits) {
    let house = HouseStyle::of(place.map).unwrap_or(place.house);
    match standing {
        Standing::List(list) => {
            let dates: Vec<Option<Date>> = list.iter().map(Measurement::date).collect();
            let falls =
                dates.len() > 1 && dates.windows(2).all(|pair| matches!(pair, [one, next] if one > next));
            let mut records: Vec<(usize, Record)> = new
                .iter()
                .map(|(report, _)| (index_of(report.date, &dates, falls), house.record(report)))
                .collect();
            if falls {
                records.reverse();
            }
            // What comes in at one place stays in its order.
            records.sort_by_key(|(index, _)| *index);
            own.edits.push(FrontEdit::Add {
                map: place.path.to_vec(),
                key: "reports",
                records,
                behind: BEFORE_REPORTS,
            });
        }
        Standing::Actual(actual) => {
            let is_before = |(report, _): &&(&NewReport, Measured)| Some(report.date) < actual.date();
            let of = |list: Vec<&(&NewReport, Measured)>| {
                list.into_iter().map(|(report, _)| house.record(report)).collect()
            };
            let (before, after): (Vec<_>, Vec<_>) = new.iter().partition(is_before);
            own.edits.push(FrontEdit::Relist {
                map: place.path.to_vec(),
                before: of(before),
                after: of(after),
            });
        }
    }
    own.changes.extend(new.iter().map(|(report, value)| Change {
        id: Some(place.indicator.id.clone()),
        field: Changed::Report(report.date),
        from: None,
        to: place.shown(value),
        origin: report.origin.clone(),
    }));
}

/// Before which item of a list a day goes: behind the newest of those before it, or, in a list that runs backwards, before it.
fn index_of(day: Date, dates: &[Option<Date>], falls: bool) -> usize {
    let earlier = dates.iter().enumerate().filter(|(_, own)| **own < Some(day));
    let newest = earlier.max_by_key(|(index, own)| (**own, *index)).map(|(index, _)| index);
    match (newest, falls) {
        (Some(index), false) => index + 1,
        (Some(index), true) => index,
        (None, false) => 0,
        (None, true) => dates.len(),
    }
}

/// What a revision says was changed.
fn field_words(day: Date, lang: Lang) -> String {
    match lang {
        Lang::Chinese => format!("{}完成值", display::date(day, lang)),
        Lang::English => format!("value of {}", display::date(day, lang)),
    }
}
