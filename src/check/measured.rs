//! Values that were reached: of which day, and from where.

use super::items::Item;
use super::report::LintReport;
use crate::diagnostic::{IndicatorLint, RelatedKind};
use crate::model::config::Lang;
use crate::model::date::Day;
use crate::model::indicator::{Indicator, Measurement, Particulars};
use crate::model::measure::Measure;
use crate::model::plan::Plan;
use crate::pages::display;

fn actual<'s>(item: &Item<'s>) -> Option<&'s Measurement> {
    item.indicator()?.actual.as_ref()
}

fn particulars<'s>(item: &Item<'s>) -> Option<&'s Particulars> {
    actual(item)?.particulars.as_deref()
}

pub(super) fn check<'s>(report: &mut LintReport<'_, 's>, plan: &'s Plan, items: &[Item<'s>]) {
    if let Some(as_of) = &plan.front.as_of {
        late(report, as_of, items);
    }
    falling(report, items);
    let measured: Vec<&Item<'_>> = items.iter().filter(|item| actual(item).is_some()).collect();
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

/// Reports of later days than the plan speaks of.
fn late(report: &mut LintReport<'_, '_>, as_of: &Day, items: &[Item<'_>]) {
    for item in items {
        let Some(indicator) = item.indicator() else { continue };
        for one in indicator.reports(None) {
            let Some(day) = one.day().filter(|_| !one.is_up_to(Some(as_of.date))) else { continue };
            let lint = IndicatorLint::ActualAfterAsOf { date: day.to_string(), as_of: as_of.to_string() };
            report.say_of_report(item, one, "date", lint);
        }
    }
}

/// Reports of a flow that are less than the one before, and do not say why.
fn falling(report: &mut LintReport<'_, '_>, items: &[Item<'_>]) {
    for item in items {
        let Some(indicator) = item.indicator().filter(|own| own.measure == Some(Measure::Flow)) else {
            continue;
        };
        let reports = indicator.reports(None);
        for (before, now) in reports.iter().zip(reports.iter().skip(1)) {
            let (Some(earlier), Some(day)) = (before.day(), now.day()) else { continue };
            // Two values of one day are told as such.
            if earlier.date == day.date {
                continue;
            }
            let says_why = now.particulars.as_ref().is_some_and(|own| own.note.is_some());
            let falls = now.number().zip(before.number()).is_some_and(|(now, before)| now < before);
            if falls && !says_why {
                let [value, before] = [now, before]
                    .map(|one| display::measured(&one.value, indicator.unit.as_deref(), Lang::Chinese));
                let (id, day, earlier) = (indicator.id.clone(), day.to_string(), earlier.to_string());
                report.say_of_report(
                    item,
                    now,
                    "value",
                    IndicatorLint::ReportFalls { id, value, day, before, earlier },
                );
            }
        }
    }
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
