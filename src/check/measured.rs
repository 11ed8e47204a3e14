//! Values that were reached: of which day, and from where.

use super::items::Item;
use super::report::LintReport;
use crate::diagnostic::{IndicatorLint, RelatedKind};
use crate::model::indicator::{Indicator, Measurement, Particulars};
use crate::model::plan::Plan;

fn actual<'s>(item: &Item<'s>) -> Option<&'s Measurement> {
    item.indicator()?.actual.as_ref()
}

fn particulars<'s>(item: &Item<'s>) -> Option<&'s Particulars> {
    actual(item)?.particulars.as_deref()
}

pub(super) fn check<'s>(report: &mut LintReport<'_, 's>, plan: &'s Plan, items: &[Item<'s>]) {
    let measured: Vec<&Item<'_>> = items.iter().filter(|item| actual(item).is_some()).collect();
    if let Some(as_of) = &plan.front.as_of {
        for item in &measured {
            let day = actual(item).and_then(Measurement::day);
            if let Some(date) = day.filter(|day| day.date > as_of.date) {
                let lint =
                    IndicatorLint::ActualAfterAsOf { date: date.to_string(), as_of: as_of.to_string() };
                report.say(item, &["actual", "date"], lint);
            }
        }
    }
    let has_date = |item: &Item<'_>| particulars(item).is_some_and(|own| own.date.is_some());
    report.say_lacking(plan, &measured, has_date, &["actual", "value"], |id, others| {
        IndicatorLint::ActualUndated { id, others }
    });
    let judged = |item: &Item<'_>| {
        item.indicator().is_some_and(|own| {
            // What is no quantity is judged when it is due, whatever is counted.
            own.target.as_ref().is_some_and(|target| target.bound().is_some())
                && own.details.as_ref().is_none_or(|own| own.excused.is_none())
        })
    };
    let judged: Vec<&Item<'_>> = measured.iter().filter(|item| judged(item)).copied().collect();
    let has_measure = |item: &Item<'_>| item.indicator().is_some_and(|own| own.measure.is_some());
    report.say_lacking(plan, &judged, has_measure, &["actual", "value"], |id, others| {
        IndicatorLint::MeasureUnclear { id, others }
    });
    contradicted(report, plan, items);
    let stated = |indicator: &Indicator| indicator.details.as_ref().is_some_and(|own| own.source.is_some());
    let has_source = |item: &Item<'_>| {
        particulars(item).is_some_and(|own| own.source.is_some()) || item.indicator().is_some_and(stated)
    };
    report.say_lacking(plan, &measured, has_source, &["actual", "value"], |id, others| {
        IndicatorLint::ActualUnsourced { id, others }
    });
}

/// Statuses given by hand that are not those of the values.
fn contradicted<'s>(report: &mut LintReport<'_, 's>, plan: &'s Plan, items: &[Item<'s>]) {
    for item in items {
        let Some(indicator) = item.indicator() else { continue };
        let Some(stated) = indicator.details.as_ref().and_then(|details| details.status) else { continue };
        let progress = report.catalog.judgements.of(plan).get((item.section, indicator)).progress;
        if progress.contradicts {
            let lint = IndicatorLint::StatusContradicted {
                id: indicator.id.clone(),
                stated: stated.as_str(),
                judged: progress.status.as_str(),
            };
            report.say_beside(item, &["status"], lint, Some((RelatedKind::Contradicts, item, &["actual"])));
        }
    }
}
