//! Who answers for an indicator or a task, and by when.

use super::items::{Item, What};
use super::report::LintReport;
use crate::diagnostic::{Finding, IndicatorLint};
use crate::model::date::{Day, Due};
use crate::model::indicator::{Task, TaskState};
use crate::model::plan::Plan;
use crate::source::unit_list::is_unclear;
use std::collections::BTreeSet;

pub(super) fn check(report: &mut LintReport<'_, '_>, plan: &Plan, items: &[Item<'_>]) {
    // What was given up needs nobody and no date.
    let dropped =
        |item: &Item<'_>| matches!(item.what, What::Task(Task { state: Some(TaskState::Dropped(_)), .. }));
    let open: Vec<&Item<'_>> = items.iter().filter(|item| !dropped(item)).collect();
    let (has_lead, has_due) =
        (|item: &Item<'_>| !item.leads().is_empty(), |item: &Item<'_>| item.due().is_some());
    report.say_lacking(plan, &open, has_lead, &[], |id, others| IndicatorLint::NoLead { id, others });
    report.say_lacking(plan, &open, has_due, &[], |id, others| IndicatorLint::NoDue { id, others });
    years(report, plan, items);
    unclear_names(report, plan, items);
}

/// Names of units that read as if they were several: each once in a plan, where it stands first.
fn unclear_names(report: &mut LintReport<'_, '_>, plan: &Plan, items: &[Item<'_>]) {
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut first = |names: &[String]| -> Option<IndicatorLint> {
        let name = names.iter().find(|name| is_unclear(name) && !told.contains(*name))?;
        told.insert(name.clone());
        Some(IndicatorLint::LeadUnclear { name: name.clone() })
    };
    if let Some(lint) = first(&plan.front.units) {
        report.say_of_plan(plan, "units", lint, None);
    }
    for section in &plan.sections {
        let own = &section.front.responsibility;
        for (key, names) in [("lead", &own.leads), ("partners", &own.partners)] {
            if let Some((lint, text)) = first(names).zip(report.catalog.text(section.document)) {
                report.say_at(text.front_place(&[key], None), Finding::Lint(lint), None);
            }
        }
    }
    for item in items {
        let own = item.responsibility();
        for (key, names) in [("lead", &own.leads), ("partners", &own.partners)] {
            if let Some(lint) = first(names) {
                report.say(item, &[key], lint);
            }
        }
    }
}

/// Dates that are not in the plan's year.
fn years(report: &mut LintReport<'_, '_>, plan: &Plan, items: &[Item<'_>]) {
    let year = plan.year();
    // A year that is missing or at fault is reported where it is read.
    if year == 0 {
        return;
    }
    let outside = |day: &Day| {
        (day.date.year() != year).then(|| IndicatorLint::DueOutsideYear { due: day.to_string(), year })
    };
    for section in &plan.sections {
        if let Some(Due::On(day)) = &section.front.responsibility.due
            && let Some((lint, text)) = outside(day).zip(report.catalog.text(section.document))
        {
            report.say_at(text.front_place(&["due"], None), Finding::Lint(lint), None);
        }
    }
    for item in items {
        if let Some(Due::On(day)) = &item.responsibility().due
            && let Some(lint) = outside(day)
        {
            report.say(item, &["due"], lint);
        }
        let details = item.indicator().and_then(|indicator| indicator.details.as_ref());
        for (index, milestone) in details.iter().flat_map(|details| &details.milestones).enumerate() {
            if let Some(lint) = outside(&milestone.due) {
                report.say(item, &["milestones", &index.to_string(), "due"], lint);
            }
        }
    }
}
