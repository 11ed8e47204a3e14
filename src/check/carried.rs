//! Baselines beside the results of the plan before: what 上年完成 says must be what last year's plan says.
//!
//! Only values that speak of the same are compared: one measure, one unit (scales are worked out), one day. Whoever
//! has a reason for another number, a corrected figure or another method, says it in `note`.

use super::items::{Item, unit};
use super::report::LintReport;
use super::years::Earlier;
use crate::diagnostic::{IndicatorLint, RelatedKind};
use crate::model::config::Lang;
use crate::model::indicator::{Indicator, Measurement};
use crate::model::measure::Measure;
use crate::model::plan::Plan;
use crate::model::quantity::{same_unit, scale_split};
use crate::model::target::Value;
use crate::pages::display::measured;
use jiff::civil::Date;

pub(super) fn check(
    report: &mut LintReport<'_, '_>,
    plan: &Plan,
    items: &[Item<'_>],
    earlier: Option<&Earlier<'_>>,
) {
    // A gap in the series: the plan before is not last year's.
    let Some(earlier) = earlier.filter(|earlier| earlier.plan.year().checked_add(1) == Some(plan.year()))
    else {
        return;
    };
    for item in items {
        let Some((own, old)) = item.indicator().zip(earlier.item(item.id())) else { continue };
        let Some(before) = old.indicator() else { continue };
        let Some((baseline, result)) = own.baseline.as_ref().zip(before.actual.as_ref()) else { continue };
        let is_explained = item.note().is_some()
            || baseline.particulars.as_ref().is_some_and(|particulars| particulars.note.is_some());
        if is_explained
            || own.measure.is_none_or(|measure| before.measure != Some(measure))
            || !same_day(own.measure, baseline, result, earlier.plan)
            || differs((own, baseline), (before, result)) != Some(true)
        {
            continue;
        }
        let printed = |indicator: &Indicator, value: &Value| measured(value, unit(indicator), Lang::Chinese);
        let lint = IndicatorLint::BaselineDiffers {
            id: own.id.clone(),
            baseline: printed(own, &baseline.value),
            result: printed(before, &result.value),
            year: earlier.plan.year(),
        };
        report.say_beside(item, &["baseline"], lint, Some((RelatedKind::YearBefore, old, &["actual"])));
    }
}

/// Whether a baseline and last year's value speak of one day: of a stock both say the same day or none; what is counted
/// over the year, or judged by it, must have come to the year's end.
fn same_day(measure: Option<Measure>, baseline: &Measurement, result: &Measurement, before: &Plan) -> bool {
    let (of_baseline, of_result) = (baseline.date(), result.date());
    if measure == Some(Measure::Stock) || (of_baseline.is_some() && of_baseline == of_result) {
        return of_baseline == of_result;
    }
    let Ok(end) = Date::new(before.year(), 12, 31) else { return false };
    // `as_of` gives no value its date.
    let is_whole_year = of_result.is_some_and(|date| date >= end);
    is_whole_year && of_baseline.is_none_or(|date| date == end)
}

/// Whether two values in units that agree differ; none where they cannot be compared.
fn differs(
    (own, baseline): (&Indicator, &Measurement),
    (before, result): (&Indicator, &Measurement),
) -> Option<bool> {
    let [(scale, rest), (old_scale, old_rest)] =
        [own, before].map(|indicator| scale_split(unit(indicator).unwrap_or_default()));
    if !same_unit(rest, old_rest) {
        return None;
    }
    match (&baseline.value, &result.value) {
        (Value::Number(now), Value::Number(then)) => {
            Some(now.checked_mul(scale)? != then.checked_mul(old_scale)?)
        }
        (Value::Change(_), Value::Change(_))
        | (Value::Rank(_), Value::Rank(_))
        | (Value::Ratio(_), Value::Ratio(_)) => Some(baseline.value != result.value),
        _ => None,
    }
}
