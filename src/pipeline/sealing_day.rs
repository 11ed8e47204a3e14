//! The day on which a plan is sealed: never before anything that the bag would hold was said.
//!
//! Takes a plan and the bags of its series; gives every day that it speaks of as past, each with its place. The latest of them
//! is the day of sealing unless another is asked for. The clock has no part in it.

use crate::archive::BagId;
use crate::archive::site_archive::Bag;
use crate::diagnostic::Place;
use crate::model::indicator::{Indicator, Measurement, Revision};
use crate::model::plan::{DocumentId, Plan, PlanPart};
use crate::pages::catalog::Catalog;
use crate::source::yaml::{KeyOrValue, PathStep};
use jiff::civil::Date;
use std::sync::Arc;

/// A day before which a plan cannot have been sealed.
#[derive(Debug, Clone)]
pub struct PastDay {
    pub date: Date,
    /// What was on that day.
    pub what: PastEvent,
    /// Where that is said; none of a bag, which has its name.
    pub place: Option<Place>,
}

/// What was on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PastEvent {
    /// The plan was written.
    Written,
    /// The plan was published.
    Published,
    /// The values of the plan were gathered up to it (`as_of`).
    AsOf,
    /// A value of the indicator was measured.
    Reported(String),
    /// The indicator was revised.
    Revised(String),
    /// The bag before was sealed.
    Sealed(BagId),
}

/// All such days of a plan, the latest first; of one day in the order of the text.
pub fn past_days(plan: &Plan, catalog: &Catalog<'_>, bags: &[Arc<Bag>]) -> Vec<PastDay> {
    let front = &plan.front;
    let of_plan = [
        (front.written, PastEvent::Written, "written"),
        (front.published.map(|moment| moment.date()), PastEvent::Published, "published"),
        (front.as_of.as_ref().map(|day| day.date), PastEvent::AsOf, "as_of"),
    ];
    let mut days: Vec<PastDay> = Vec::new();
    for (date, what, key) in of_plan {
        let place = || place(catalog, plan.document, &[PathStep::key(key)]);
        days.extend(date.map(|date| PastDay { date, what, place: place() }));
    }
    for part in plan.parts() {
        for (index, indicator) in part.indicators().iter().enumerate() {
            of_indicator(part, (index, indicator), catalog, &mut days);
        }
    }
    let series = plan.address.bare().rsplit_once('/').map_or("", |(series, _)| series);
    let own = bags.iter().filter(|bag| bag.place.series() == series);
    days.extend(own.max_by_key(|bag| bag.record.position).map(|bag| PastDay {
        date: bag.record.info.sealed,
        what: PastEvent::Sealed(bag.place.clone()),
        place: None,
    }));
    days.sort_by_key(|day| std::cmp::Reverse(day.date));
    days
}

/// The days on which an indicator's values were measured, and on which it was revised.
fn of_indicator(
    part: PlanPart<'_>,
    (index, indicator): (usize, &Indicator),
    catalog: &Catalog<'_>,
    days: &mut Vec<PastDay>,
) {
    let item = [PathStep::key("indicators"), PathStep::Index(index)];
    let below = |steps: &[PathStep]| place(catalog, part.document, &[&item[..], steps].concat());
    let details = indicator.details.as_deref();
    let reports = details.map_or(&[][..], |details| &details.reports);
    let mut reported = |measured: &Measurement, steps: &[PathStep]| {
        let what = PastEvent::Reported(indicator.id.clone());
        days.extend(measured.date().map(|date| PastDay { date, what, place: below(steps) }));
    };
    for (at, report) in reports.iter().enumerate() {
        reported(report, &[PathStep::key("reports"), PathStep::Index(at), PathStep::key("date")]);
    }
    // With a list, the actual value is one of it.
    if let (Some(actual), []) = (&indicator.actual, reports) {
        reported(actual, &[PathStep::key("actual"), PathStep::key("date")]);
    }
    let revisions = details.map_or(&[][..], |details| &details.revisions);
    days.extend(revisions.iter().enumerate().map(|(at, Revision { date, .. })| PastDay {
        date: date.date,
        what: PastEvent::Revised(indicator.id.clone()),
        place: below(&[PathStep::key("revisions"), PathStep::Index(at), PathStep::key("date")]),
    }));
}

fn place(catalog: &Catalog<'_>, document: DocumentId, path: &[PathStep]) -> Option<Place> {
    let text = catalog.text(document)?;
    Some(text.yaml_place(&text.spans().find(path, KeyOrValue::Value)))
}
