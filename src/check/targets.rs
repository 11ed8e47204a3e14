//! Targets beside the value at the start: nothing to do, or no telling which way is better.

use super::items::Item;
use super::report::LintReport;
use super::years::Earlier;
use crate::diagnostic::IndicatorLint;
use crate::model::indicator::{Indicator, Measurement};
use crate::model::measure::Measure;
use crate::model::quantity::{Bound, Direction, print_decimal};
use crate::model::target::Target;
use rust_decimal::Decimal;

/// Words by which a plan says that a value is to stay as it is.
const KEEPING: [&str; 6] = ["保持", "维持", "稳定", "巩固", "持平", "守住"];
/// Words in a target that say the same where the value is that of the start.
const NO_WORSE: [&str; 8] = ["不低于", "不少于", "不高于", "不超过", "不多于", "不大于", "不小于", "不突破"];

pub(super) fn check(report: &mut LintReport<'_, '_>, items: &[Item<'_>], earlier: Option<&Earlier<'_>>) {
    for item in items {
        let Some(indicator) = item.indicator() else { continue };
        let Some(target) = &indicator.target else { continue };
        if lacks_direction(indicator, target, earlier) {
            report.say(item, &["target"], IndicatorLint::MissingDirection { id: indicator.id.clone() });
        }
        // Last year's result of a flow is for comparison: to do as much again is something to do.
        let Some(baseline) = indicator.baseline.as_ref().filter(|_| indicator.measure != Some(Measure::Flow))
        else {
            continue;
        };
        // A change starts at nought, and a place, a ratio and words are at their targets or not.
        let (Some(_), Some(baseline)) = (target.bound(), baseline.number()) else { continue };
        if is_baseline(target, baseline) {
            if !keeps(indicator, &KEEPING) && !in_target(target, &NO_WORSE) {
                let (id, value) = (indicator.id.clone(), print_decimal(baseline));
                report.say(item, &["target"], IndicatorLint::TargetIsBaseline { id, value });
            }
        } else if is_met(indicator, target, baseline) && !keeps(indicator, &KEEPING) {
            let lint = IndicatorLint::TargetMetAtBaseline {
                id: indicator.id.clone(),
                target: target.chinese(),
                baseline: print_decimal(baseline),
            };
            report.say(item, &["target"], lint);
        }
    }
}

/// Whether a target asks for just the value of the start. None can be better than zero where zero is asked
/// for, and 'more than' the value of the start is something to do.
fn is_baseline(target: &Target, baseline: Decimal) -> bool {
    match target.bound() {
        Some(Bound::Exactly(value) | Bound::About(value) | Bound::AtLeast(value) | Bound::AtMost(value)) => {
            value == baseline && !value.is_zero()
        }
        Some(Bound::MoreThan(_) | Bound::LessThan(_) | Bound::Between(..)) | None => false,
    }
}

/// Whether the value at the start is better than the target asks for. To stay within a range is something to
/// do every year.
fn is_met(indicator: &Indicator, target: &Target, baseline: Decimal) -> bool {
    let Some(bound) = target.bound() else { return false };
    match bound {
        Bound::Between(..) => false,
        // Nothing is below zero: to have no accident again is something to do.
        Bound::AtMost(value) | Bound::Exactly(value) if value.is_zero() => false,
        Bound::Exactly(value) | Bound::About(value) => match indicator.direction() {
            Some(Direction::Up) => baseline > value,
            Some(Direction::Down) => baseline < value,
            None => false,
        },
        Bound::AtLeast(_) | Bound::MoreThan(_) | Bound::AtMost(_) | Bound::LessThan(_) => {
            bound.is_met_by(baseline) == Some(true)
        }
    }
}

fn in_target(target: &Target, words: &[&str]) -> bool {
    let phrase = target.phrase.as_deref().unwrap_or_default();
    words.iter().any(|word| phrase.contains(word))
}

/// Whether the indicator says that it is to be kept: in its name, its target or its note.
fn keeps(indicator: &Indicator, words: &[&str]) -> bool {
    let note = indicator.details.as_ref().and_then(|details| details.note.as_deref()).unwrap_or_default();
    words.iter().any(|word| indicator.name.contains(word) || note.contains(word))
        || indicator.target.as_ref().is_some_and(|target| in_target(target, words))
}

/// Whether nothing says which way is better, though it matters: a plain number says neither that more is better nor that
/// less is.
fn lacks_direction(indicator: &Indicator, target: &Target, earlier: Option<&Earlier<'_>>) -> bool {
    let says_nothing = match target.bound() {
        Some(Bound::Exactly(value)) => !value.is_zero(),
        Some(Bound::About(_)) => true,
        // A range is kept or not, whichever way is better.
        _ => false,
    };
    // That the target is the baseline is told as such.
    let stays = indicator.baseline.as_ref().and_then(Measurement::number);
    let stays = stays.is_some_and(|baseline| is_baseline(target, baseline));
    let details = indicator.details.as_ref();
    let is_judged = details.is_none_or(|details| details.excused.is_none() && details.status.is_none());
    let before = || earlier.and_then(|earlier| earlier.indicator(&indicator.id)?.target.as_ref());
    says_nothing
        && !stays
        && indicator.direction().is_none()
        && is_judged
        && (indicator.actual.is_some() || indicator.baseline.is_some() || before().is_some())
}
