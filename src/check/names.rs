//! Ids that two items of one plan bear, and names that two of its indicators do.

use super::items::{Item, unit};
use super::report::LintReport;
use crate::diagnostic::{Finding, IndicatorLint, RelatedKind};
use std::collections::{BTreeMap, HashMap};

/// Reports each id that was given before.
pub(super) fn ids(report: &mut LintReport<'_, '_>, items: &[Item<'_>]) {
    let mut seen: BTreeMap<&str, &Item<'_>> = BTreeMap::new();
    for item in items {
        let first = *seen.entry(item.id()).or_insert(item);
        if !std::ptr::eq(first, item)
            && let Some((first, place)) = report.place(first, &[]).zip(report.place(item, &[]))
        {
            let finding = Finding::DuplicateId { id: item.id().to_owned() };
            report.say_at(place, finding, Some((RelatedKind::FirstUse, first)));
        }
    }
}

/// Reports each name that stands under more than one id, once. With another level, unit or lead unit it is
/// another quantity: 专利示范企业 of the city and of the district.
pub(super) fn check(report: &mut LintReport<'_, '_>, items: &[Item<'_>]) {
    let mut places: HashMap<_, usize> = HashMap::new();
    // The first of each name, with the others.
    let mut named: Vec<(&Item<'_>, Vec<&Item<'_>>)> = Vec::new();
    for item in items {
        let Some(indicator) = item.indicator().filter(|indicator| !indicator.name.is_empty()) else {
            continue;
        };
        let key = (indicator.name.trim(), indicator.level.as_deref(), unit(indicator), item.leads());
        let place = *places.entry(key).or_insert(named.len());
        match named.get_mut(place) {
            None => named.push((item, Vec::new())),
            // The same id is reported as such.
            Some((first, _)) if first.id() == item.id() => {}
            Some((_, others)) => others.push(item),
        }
    }
    for (first, others) in named {
        let Some(second) = others.first() else { continue };
        let lint = IndicatorLint::DuplicateName {
            name: second.name().to_owned(),
            other: first.id().to_owned(),
            others: others.len() - 1,
        };
        report.say_beside(second, &["name"], lint, Some((RelatedKind::FirstUse, first, &["name"])));
    }
}
