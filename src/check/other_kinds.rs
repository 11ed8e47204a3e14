//! Bound figures of targets and values that are no plain quantities: changes, places, ratios, references and words.
//!
//! A figure states such a target if it reads as the same, or is written in the same words; of a change the number alone will
//! do, since prose puts the verb before it (增长[8%以上]).

use crate::diagnostic::{FigureFault, Finding};
use crate::markdown::{Figure, FigureValue};
use crate::model::config::Lang;
use crate::model::indicator::{Indicator, Measurement};
use crate::model::quantity::{Bound, Quantity};
use crate::model::target::{Change, Target, TargetKind, Value, ValueOf};
use crate::pages::display;

/// What a figure is held against.
pub(super) enum Data {
    /// A quantity.
    Quantity(Quantity),
    /// The size of a change, and whether it falls.
    Size(Quantity, bool),
    /// What only words of the same meaning state.
    Words,
}

/// The value that a figure is bound to; none where there is none.
pub(super) fn data(value: FigureValue, indicator: &Indicator) -> Option<Data> {
    let exactly = |value| Quantity { bound: Bound::Exactly(value), unit: indicator.unit.clone() };
    let measurement = match value {
        FigureValue::Target => return Some(of_target(indicator.target.as_ref()?)),
        FigureValue::Attainment => return indicator.attainment().map(|value| Data::Quantity(exactly(value))),
        FigureValue::Baseline => indicator.baseline.as_ref()?,
        FigureValue::Actual => indicator.actual.as_ref()?,
    };
    Some(match &measurement.value {
        Value::Number(value) => Data::Quantity(exactly(*value)),
        Value::Change(amount) => {
            let size =
                Quantity { bound: Bound::Exactly(amount.value.abs()), unit: Some(amount.unit.clone()) };
            Data::Size(size, amount.value.is_sign_negative())
        }
        Value::Rank(_) | Value::Ratio(_) | Value::Text(_) => Data::Words,
    })
}

fn of_target(target: &Target) -> Data {
    match &target.kind {
        TargetKind::Quantity(quantity) => Data::Quantity(quantity.clone()),
        TargetKind::Change(change) => Data::Size(size(change), change.falls()),
        TargetKind::Rank(_) | TargetKind::Ratio(_) | TargetKind::Reference(_) | TargetKind::Text(_) => {
            Data::Words
        }
    }
}

/// A change without its verb.
fn size(change: &Change) -> Quantity {
    Quantity { bound: change.size(), unit: Some(change.unit.clone()) }
}

/// Whether the words of a figure state the value that it is bound to.
pub(super) fn is_stated(words: &str, value: FigureValue, indicator: &Indicator) -> bool {
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let unit = indicator.unit.as_deref();
    if value == FigureValue::Target {
        return indicator.target.as_ref().is_some_and(|target| {
            let in_words = target.phrase.as_deref().is_some_and(|phrase| plain(phrase) == plain(words));
            in_words || Target::read(words, unit).is_ok_and(|read| read.kind == target.kind)
        });
    }
    let Some(measurement) = measurement(value, indicator) else { return false };
    let of = ValueOf {
        unit,
        target: indicator.target.as_ref(),
        baseline: indicator.baseline.as_ref().map(|baseline| &baseline.value),
        is_baseline: value == FigureValue::Baseline,
    };
    plain(&display::measurement(measurement, indicator, Lang::Chinese)) == plain(words)
        || matches!(Value::of_text(words, of), Some(Ok(read)) if read == measurement.value)
}

const fn measurement(value: FigureValue, indicator: &Indicator) -> Option<&Measurement> {
    match value {
        FigureValue::Baseline => indicator.baseline.as_ref(),
        FigureValue::Actual => indicator.actual.as_ref(),
        FigureValue::Target | FigureValue::Attainment => None,
    }
}

/// That the words of a figure say another thing than the data.
pub(super) fn differs(figure: &Figure, words: &str, indicator: &Indicator) -> Finding {
    let data = match (figure.value, measurement(figure.value, indicator)) {
        (FigureValue::Target, _) => {
            indicator.target.as_ref().map(|target| display::target(target, Lang::Chinese)).unwrap_or_default()
        }
        (_, measurement) => {
            let shown = measurement.map(|own| display::measurement(own, indicator, Lang::Chinese));
            shown.unwrap_or_default()
        }
    };
    Finding::Figure(FigureFault::FigureValue { id: figure.id.clone(), figure: words.to_owned(), data })
}
