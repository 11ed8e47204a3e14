//! The four forms in which values are drawn: what their marks are and where they stand.
//!
//! | form | of what | file |
//! | --- | --- | --- |
//! | bar with a mark at the target | attainment, in percent of the target | `bar.rs` |
//! | line | an indicator over the years, or its reports over one year | `years.rs`, `reports.rs`, both of `plot.rs` |
//! | bullets | the quarters of a year, each beside what was to be reached by then | `bullets.rs` |
//! | small multiples | how many indicators stand where, by section | `multiples.rs` |
//!
//! Takes values of the model; gives places, along a picture in percent of its width and down it in pixels, so that templates only
//! put them in and words keep their size at any width. Values of different units, measures or definitions never come here
//! together: [`History::runs`](crate::model::history::History::runs) parts them. What has only one value is not drawn at all. Every place leads back to its
//! value: the tests read marks and ticks as a reader does, and compare what they read with what the table beside the picture says.

mod axis;
mod bar;
mod bullets;
mod multiples;
mod plot;
mod reports;
mod years;

#[cfg(test)]
mod tests;

pub use bar::bar;
pub use bullets::bullets;
pub use multiples::multiples;
pub use reports::reports;
pub use years::{year_kind, years};

use crate::model::indicator::{Indicator, Measurement};
use crate::model::quantity::Bound;
use crate::model::target::{Target, TargetKind};
use rust_decimal::Decimal;

/// The target as a place on the axis: a quantity, or a change with its sign; places, ratios and words have none.
fn target_on_axis(indicator: &Indicator) -> Option<Bound> {
    bound_on_axis(indicator.target.as_ref()?)
}

fn bound_on_axis(target: &Target) -> Option<Bound> {
    match &target.kind {
        TargetKind::Quantity(quantity) => Some(quantity.bound),
        TargetKind::Change(change) => Some(change.bound),
        TargetKind::Rank(_) | TargetKind::Ratio(_) | TargetKind::Reference(_) | TargetKind::Text(_) => None,
    }
}

/// A measured value on the axis of the target: under a change the change.
fn on_axis(indicator: &Indicator, actual: &Measurement) -> Option<Decimal> {
    let value = &actual.value;
    match indicator.target.as_ref().map(|target| &target.kind) {
        Some(TargetKind::Change(change)) => {
            Some(value.change_from(indicator.start_of(actual), change)?.value)
        }
        _ => value.number(),
    }
}

/// The targets that held before the present one, with the day until which each did: revisions of the year that can be read
/// as the present target is, oldest first.
fn earlier_targets(indicator: &Indicator) -> Vec<(jiff::civil::Date, Bound)> {
    let Some(present) = &indicator.target else { return Vec::new() };
    let revisions = indicator.details.iter().flat_map(|details| &details.revisions);
    let mut earlier: Vec<_> = revisions
        .filter(|revision| revision.field == "target")
        .filter_map(|revision| {
            let target = Target::read(&revision.from, indicator.unit.as_deref()).ok()?;
            let alike = std::mem::discriminant(&target.kind) == std::mem::discriminant(&present.kind)
                && (target.unit() == present.unit() || target.unit() == indicator.unit.as_deref());
            Some((revision.date.date, bound_on_axis(&target).filter(|_| alike)?))
        })
        .collect();
    earlier.sort_by_key(|(date, _)| *date);
    earlier
}

/// A number of percent with two places, in the way that SVG reads it.
fn percent(share: f64) -> String {
    format!("{share:.2}%")
}

/// A number of pixels with two places.
fn pixels(value: f64) -> String {
    format!("{value:.2}")
}
