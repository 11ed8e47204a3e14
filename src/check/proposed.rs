//! Indicators that an import proposed and nobody has accepted: none may be published, and a draft is told how many wait.

use super::items::Item;
use super::report::LintReport;
use crate::diagnostic::IndicatorLint;
use crate::model::indicator::Indicator;
use crate::model::plan::{Plan, PlanStatus};

pub(super) fn check(report: &mut LintReport<'_, '_>, plan: &Plan, items: &[Item<'_>]) {
    let is_proposed = |item: &&Item<'_>| item.indicator().is_some_and(Indicator::is_proposed);
    let is_public = |item: &&Item<'_>| {
        plan.front.status == PlanStatus::Published && !item.section.is_some_and(|section| section.front.draft)
    };
    let (public, waiting): (Vec<&Item<'_>>, Vec<_>) = items.iter().filter(is_proposed).partition(is_public);
    for item in public {
        report.say(item, &["proposed"], IndicatorLint::ProposedIndicator { id: item.id().to_owned() });
    }
    if let Some(first) = waiting.first() {
        let lint = IndicatorLint::ProposalsWaiting {
            id: first.id().to_owned(),
            others: waiting.len().saturating_sub(1),
        };
        report.say(first, &["proposed"], lint);
    }
}
