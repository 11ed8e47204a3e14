//! Names that two indicators of one plan bear.

use super::items::{Item, unit};
use super::report::LintReport;
use crate::bug::bug;
use crate::diagnostic::{IndicatorLint, RelatedKind};
use std::collections::HashMap;

/// Reports each name that stands under more than one id, once. With another level, unit or lead unit it is
/// another quantity: 专利示范企业 of the city and of the district.
pub(super) fn check(report: &mut LintReport<'_, '_>, items: &[Item<'_>]) {
    let mut groups: HashMap<_, usize> = HashMap::new();
    let mut twice: Vec<(usize, usize, usize)> = Vec::new();
    let mut of_first: HashMap<usize, usize> = HashMap::new();
    for (index, item) in items.iter().enumerate() {
        let Some(indicator) = item.indicator().filter(|indicator| !indicator.name.is_empty()) else {
            continue;
        };
        let key = (indicator.name.trim(), indicator.level.as_deref(), unit(indicator), item.lead());
        let first = *groups.entry(key).or_insert(index);
        // The same id is reported as such.
        if first == index || items.get(first).is_some_and(|first| first.id() == item.id()) {
            continue;
        }
        match of_first.get(&first).and_then(|place| twice.get_mut(*place)) {
            Some((_, _, more)) => *more += 1,
            None => {
                of_first.insert(first, twice.len());
                twice.push((first, index, 0));
            }
        }
    }
    for (first, second, others) in twice {
        let (Some(first), Some(second)) = (items.get(first), items.get(second)) else {
            bug!("no items {first} and {second} of {}", items.len())
        };
        let lint = IndicatorLint::DuplicateName {
            name: second.name().to_owned(),
            other: first.id().to_owned(),
            others,
        };
        report.say_beside(second, &["name"], lint, Some((RelatedKind::FirstUse, first, &["name"])));
    }
}
