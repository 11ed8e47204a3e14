//! A plan beside the one before it in its series: units that changed, indicators that went.

use super::items::{self, Item, unit};
use super::percent;
use super::report::LintReport;
use crate::diagnostic::{IndicatorLint, PercentMixUp, RelatedKind};
use crate::model::indicator::Indicator;
use crate::model::plan::Plan;
use crate::source::fields::closest;
use std::collections::{BTreeMap, BTreeSet};

/// The nearest earlier plan of the series.
pub(super) struct Earlier<'s> {
    pub(super) plan: &'s Plan,
    /// Its indicators, in the order of the text.
    items: Vec<Item<'s>>,
    by_id: BTreeMap<&'s str, usize>,
}

/// The plan before the one at this place of a series, whose plans stand newest first.
pub(super) fn before(plans: &[Plan], index: usize) -> Option<&Plan> {
    let year = plans.get(index)?.year();
    // A year that is missing or at fault stands as 0.
    plans.iter().skip(index).find(|plan| plan.year() < year && plan.year() != 0)
}

impl<'s> Earlier<'s> {
    pub(super) fn new(plan: &'s Plan) -> Self {
        let mut items = items::of(plan);
        items.retain(|item| item.indicator().is_some());
        let mut by_id = BTreeMap::new();
        for (index, item) in items.iter().enumerate() {
            by_id.entry(item.id()).or_insert(index);
        }
        Self { plan, items, by_id }
    }

    pub(super) fn item(&self, id: &str) -> Option<&Item<'s>> {
        self.items.get(*self.by_id.get(id)?)
    }

    pub(super) fn indicator(&self, id: &str) -> Option<&'s Indicator> {
        self.item(id)?.indicator()
    }
}

pub(super) fn check(
    report: &mut LintReport<'_, '_>,
    plan: &Plan,
    items: &[Item<'_>],
    earlier: Option<&Earlier<'_>>,
) {
    replaced(report, items, earlier);
    if let Some(earlier) = earlier {
        units(report, items, earlier);
        vanished(report, plan, items, earlier);
    }
}

/// Units other than in the plan before.
fn units(report: &mut LintReport<'_, '_>, items: &[Item<'_>], earlier: &Earlier<'_>) {
    for item in items {
        let Some((indicator, old)) = item.indicator().zip(earlier.item(item.id())) else { continue };
        let Some(before) = old.indicator().and_then(unit) else { continue };
        let Some(unit) = unit(indicator).filter(|unit| *unit != before) else { continue };
        let (id, year) = (indicator.id.clone(), earlier.plan.year());
        let (unit, before) = (unit.to_owned(), before.to_owned());
        let lint = if percent::is_percent_and_points(&unit, &before) {
            IndicatorLint::PercentOrPoints {
                id,
                mix_up: PercentMixUp::PointsAfterPercent { unit, before, year },
            }
        } else {
            IndicatorLint::UnitChanged { id, unit, before, year }
        };
        report.say_beside(item, &["unit"], lint, Some((RelatedKind::YearBefore, old, &["unit"])));
    }
}

/// Ids in `replaces` that the plan before does not have.
fn replaced(report: &mut LintReport<'_, '_>, items: &[Item<'_>], earlier: Option<&Earlier<'_>>) {
    for item in items {
        let details = item.indicator().and_then(|indicator| indicator.details.as_ref());
        for (index, id) in details.iter().flat_map(|details| &details.replaces).enumerate() {
            if earlier.is_some_and(|earlier| earlier.item(id).is_some()) {
                continue;
            }
            let known = earlier.iter().flat_map(|earlier| earlier.by_id.keys().copied());
            let lint = IndicatorLint::UnknownReplaced {
                id: id.clone(),
                year: earlier.map(|earlier| earlier.plan.year()),
                similar: closest(id, known),
            };
            report.say(item, &["replaces", &index.to_string()], lint);
        }
    }
}

/// Indicators of the plan before that this one neither has nor replaces nor speaks of.
fn vanished(report: &mut LintReport<'_, '_>, plan: &Plan, items: &[Item<'_>], earlier: &Earlier<'_>) {
    let kept: BTreeSet<&str> = items.iter().map(Item::id).collect();
    let replaced: BTreeSet<&str> = items
        .iter()
        .filter_map(|item| item.indicator()?.details.as_ref())
        .flat_map(|details| details.replaces.iter().map(String::as_str))
        .collect();
    let gone: Vec<&Item<'_>> = earlier
        .by_id
        .iter()
        .filter(|(id, _)| !kept.contains(*id) && !replaced.contains(*id))
        .filter_map(|(_, index)| earlier.items.get(*index))
        .filter(|old| {
            let name = old.name();
            let mentions = |note: &str| note.contains(old.id()) || (!name.is_empty() && note.contains(name));
            !items.iter().filter_map(Item::note).any(mentions)
        })
        .collect();
    let lint = |old: &Item<'_>, others| IndicatorLint::VanishedIndicator {
        id: old.id().to_owned(),
        name: old.name().to_owned(),
        year: earlier.plan.year(),
        others,
    };
    // Where hardly anything was taken over, the list of all that was not would say no more.
    if let Some(first) = gone.first()
        && gone.len() > super::report::MOST
        && gone.len() == earlier.by_id.len()
    {
        let beside = Some((RelatedKind::YearBefore, *first));
        report.say_of_plan(plan, "year", lint(first, gone.len() - 1), beside);
        return;
    }
    for old in gone {
        report.say_of_plan(plan, "year", lint(old, 0), Some((RelatedKind::YearBefore, old)));
    }
}
