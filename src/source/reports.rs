//! The reports of a year: `reports:`, and `actual:`, its short form.
//!
//! Takes an indicator's front matter and what its plan says of time; gives the reports, and which of them is the actual value:
//! the newest up to the plan's `as_of`. The report of a milestone's day stands in for the milestone's own value.

use super::fields::{Faults, Fields};
use super::front::{target, words};
use super::measured::{dated, exclusive, measured, measurement};
use super::yaml::{KeyOrValue, PathStep};
use crate::diagnostic::{Finding, Form, Thing};
use crate::model::date::PlanTime;
use crate::model::indicator::{Details, Measurement, Milestone};
use crate::model::target::{TargetKind, ValueOf};

/// Reads what was reached; the list of reports goes into the details, and so does a single value that is not used.
pub(super) fn read(
    fields: Fields<'_>,
    details: &mut Details,
    (of, time): (ValueOf<'_>, PlanTime),
    faults: &mut Faults,
) -> Option<Measurement> {
    exclusive(fields, "actual", "reports", faults);
    let single =
        fields.with("actual", faults, |value, faults| measurement("actual", value, (of, time), faults));
    let count = fields.get("reports").and_then(|list| list.as_sequence()).map_or(0, Vec::len);
    let listed = fields.list("reports", faults, |own, faults| {
        if count > 1 && own.get("date").is_none() && own.get("quarter").is_none() {
            let finding = Finding::MissingKey { key: "date".to_owned(), of: Thing::Measurement };
            faults.add(KeyOrValue::Value, finding);
        }
        Some(dated(own, (of, time), faults))
    });
    // Which item is which is known only where each was read.
    if listed.len() == count {
        contradicted(&listed, of, faults);
    }
    let actual = match single {
        Some(single) if single.is_up_to(time.as_of) => Some(single),
        Some(late) => {
            details.reports = vec![late];
            None
        }
        None => {
            let used = listed.iter().filter(|report| report.is_up_to(time.as_of));
            let newest = used.max_by_key(|report| report.date()).cloned();
            details.reports = listed;
            newest
        }
    };
    let reports = if details.reports.is_empty() { actual.as_slice() } else { &details.reports };
    let used: Vec<&Measurement> = reports.iter().filter(|report| report.is_up_to(time.as_of)).collect();
    stand_in(&used, of, &mut details.milestones, faults);
    actual
}

/// Two different values of one day.
fn contradicted(listed: &[Measurement], of: ValueOf<'_>, faults: &mut Faults) {
    for (index, report) in listed.iter().enumerate() {
        let earlier = listed.iter().take(index).find(|one| one.date() == report.date());
        if let (Some(day), Some(other)) = (report.day(), earlier)
            && other.value != report.value
        {
            let [value, other] = [&report.value, &other.value].map(|value| value.chinese(of.unit));
            let finding = Finding::ReportConflict { day: day.to_string(), value, other };
            faults.within(PathStep::key("reports"), |faults| {
                faults.within(PathStep::Index(index), |faults| {
                    faults.add_at("value", KeyOrValue::Value, finding)
                });
            });
        }
    }
}

/// The report of a milestone's day is the milestone's value; one of its own must be the same.
fn stand_in(reports: &[&Measurement], of: ValueOf<'_>, milestones: &mut [Milestone], faults: &mut Faults) {
    for (index, milestone) in milestones.iter_mut().enumerate() {
        let of_day = reports.iter().find(|report| report.date() == Some(milestone.due.date));
        let Some(report) = of_day.filter(|_| !is_words(milestone)) else { continue };
        match &milestone.actual {
            None => milestone.actual = Some(report.value.clone()),
            Some(own) if *own != report.value => {
                let [value, other] = [own, &report.value].map(|value| value.chinese(of.unit));
                let finding = Finding::ReportConflict { day: milestone.due.to_string(), value, other };
                faults.within(PathStep::key("milestones"), |faults| {
                    faults.within(PathStep::Index(index), |faults| {
                        faults.add_at("actual", KeyOrValue::Value, finding);
                    });
                });
            }
            Some(_) => {}
        }
    }
}

fn is_words(milestone: &Milestone) -> bool {
    milestone.target.as_ref().is_some_and(|target| matches!(target.kind, TargetKind::Text(_)))
}

/// A milestone: a target to reach, or words (`text`) for what is to be done by then.
pub(super) fn milestone(
    fields: Fields<'_>,
    (of, time): (ValueOf<'_>, PlanTime),
    faults: &mut Faults,
) -> Option<Milestone> {
    exclusive(fields, "target", "text", faults);
    let text = fields.text("text", faults);
    let target = target(fields, "target", of.unit, faults).or_else(|| text.as_deref().map(words));
    let actual =
        fields.with("actual", faults, |value, faults| measured("actual", Form::Number, value, of, faults));
    let done = fields.day("done", time.year, faults);
    let due = fields.day("due", time.year, faults)?;
    let milestone = Milestone { due, target, actual, done };
    // A number is reached by a value, and words on a day.
    if is_words(&milestone) {
        exclusive(fields, "text", "actual", faults);
        exclusive(fields, "target", "actual", faults);
    } else {
        exclusive(fields, "target", "done", faults);
    }
    Some(milestone)
}
