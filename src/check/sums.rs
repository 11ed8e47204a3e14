//! Totals against their parts: `sum_of` on an indicator.
//!
//! Takes a plan; adds up what the parts have, value by value. Bounds are left out: 12家以上 and 60家 make 72家以上, and
//! whoever writes 72家 is not wrong.

use super::items::{self, Item};
use super::report::LintReport;
use crate::diagnostic::{FigureFault, Finding, Place, ReferenceFault, RelatedKind};
use crate::model::indicator::Indicator;
use crate::model::plan::Plan;
use crate::model::quantity::{Bound, Quantity, scale_split};
use crate::source::fields::closest;
use rust_decimal::Decimal;

/// Takes one value of an indicator.
type SumValue = fn(&Indicator) -> Option<Quantity>;

/// The values that are added, each with its key.
const VALUES: [(&str, SumValue); 3] = [
    ("target", |one| one.target.as_ref()?.quantity().cloned()),
    ("baseline", |one| one.baseline.as_ref().and_then(|value| Some(measured(one, value.number()?)))),
    ("actual", |one| one.actual.as_ref().and_then(|value| Some(measured(one, value.number()?)))),
];

fn measured(indicator: &Indicator, value: Decimal) -> Quantity {
    Quantity { bound: Bound::Exactly(value), unit: indicator.unit.clone() }
}

/// Checks all totals of a plan.
pub(super) fn check(report: &mut LintReport<'_, '_>, plan: &Plan) {
    let has_totals = plan
        .indicators()
        .any(|(_, indicator)| indicator.details.as_ref().is_some_and(|details| !details.sum_of.is_empty()));
    if !has_totals {
        return;
    }
    let items = items::of(plan);
    for total in &items {
        let Some(indicator) = total.indicator() else { continue };
        let Some(ids) = indicator.details.as_ref().map(|details| &details.sum_of) else { continue };
        let find = |id: &String| items.iter().find(|item| item.indicator().is_some() && item.id() == id);
        let parts: Vec<&Item<'_>> = ids.iter().filter_map(find).collect();
        for (index, id) in ids.iter().enumerate().filter(|(_, id)| find(id).is_none()) {
            let Some(place) = report.place(total, &["sum_of", &index.to_string()]) else { continue };
            let known = items.iter().filter(|item| item.indicator().is_some()).map(Item::id);
            let similar = closest(id, known);
            report.say_at(
                place,
                Finding::Reference(ReferenceFault::UnknownIndicator { id: id.clone(), similar }),
                None,
            );
        }
        if parts.is_empty() || parts.len() < ids.len() {
            continue;
        }
        for (key, value) in VALUES {
            let Some(finding) = compare(indicator, &parts, value) else { continue };
            let Some(place) = report.place(total, &[key]) else { continue };
            let related: Vec<(RelatedKind, Place)> = parts
                .iter()
                .filter_map(|part| Some((RelatedKind::Part, report.place(part, &[key])?)))
                .collect();
            report.say_at(place, finding, related);
        }
    }
}

/// A quantity's unit, and how many of the bare unit it stands for; a pure number has an empty one.
fn scale_and_unit(quantity: &Quantity) -> (Decimal, &str) {
    scale_split(quantity.unit.as_deref().unwrap_or_default())
}

/// What is wrong with one value of a total; nothing where a part has none.
fn compare(total: &Indicator, parts: &[&Item<'_>], value: SumValue) -> Option<Finding> {
    let stated = value(total)?;
    let all: Vec<(&Item<'_>, Quantity)> =
        parts.iter().map(|part| Some((*part, value(part.indicator()?)?))).collect::<Option<_>>()?;
    let (scale, unit) = scale_and_unit(&stated);
    let fits = all.iter().all(|(_, part)| scale_and_unit(part).1 == unit);
    let sum = if fits {
        let mut sum = (Decimal::ZERO, Decimal::ZERO);
        for (_, part) in &all {
            let own = scale_and_unit(part).0;
            let (lower, upper) = ends(&part.bound);
            let add =
                |sum: Decimal, value: Decimal| sum.checked_add(value.checked_mul(own)?.checked_div(scale)?);
            sum = (add(sum.0, lower)?, add(sum.1, upper)?);
        }
        if sum == ends(&stated.bound) {
            return None;
        }
        let bound =
            if sum.0 == sum.1 { Bound::Exactly(sum.0.normalize()) } else { Bound::Between(sum.0, sum.1) };
        Some(bound.chinese(stated.unit.as_deref()))
    } else {
        None
    };
    let parts = all.iter().map(|(part, value)| format!("{} {}", part.id(), value.chinese())).collect();
    Some(Finding::Figure(FigureFault::SumMismatch {
        id: total.id.clone(),
        total: stated.chinese(),
        sum,
        parts,
    }))
}

const fn ends(bound: &Bound) -> (Decimal, Decimal) {
    match *bound {
        Bound::Between(lower, upper) => (lower, upper),
        _ => (bound.value(), bound.value()),
    }
}
