//! An indicator over the years as a line, each year's target beside it.
//!
//! Neighbouring years are joined; over a year without a value nothing is drawn. What has come together in a year that is not over is no
//! year's result: it stands apart, hollow, and joined with nothing; so does a value of which nobody says the day, or what kind of
//! number it is.

use super::super::context::{PlotContext, PlotDay, PlotPoint, PlotTarget};
use super::super::display;
use super::plot::{FLOOR, Frame, TALL, stretches, tick};
use super::{earlier_targets, on_axis, target_on_axis};
use crate::model::config::Lang;
use crate::model::history::{Year, value_unit};
use crate::model::indicator::{Indicator, Measurement};
use crate::model::measure::Measure;
use crate::model::quantity::Bound;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What one year has on the axis.
struct Place<'s> {
    year: i16,
    indicator: Option<&'s Indicator>,
    value: Option<Decimal>,
    bound: Option<Bound>,
    /// Whether the value stands apart from the line.
    apart: bool,
}

/// So many values are written out beside their points; of more only the last, since they would run into each other.
const MOST_TOLD: usize = 4;
/// So many years are named along the axis at most.
const MOST_NAMED: usize = 6;

/// What a run of years looks like; none where fewer than two years have anything to draw.
pub fn years(run: &[Year<'_>], lang: Lang) -> Option<PlotContext> {
    let places: Vec<Place<'_>> = run.iter().map(|year| place(*year)).collect();
    let is_drawn = |place: &&Place<'_>| place.value.is_some() || place.bound.is_some();
    if places.iter().filter(is_drawn).count() < 2 {
        return None;
    }
    let unit = places.iter().find_map(|place| value_unit(place.indicator?));
    let before = |place: &Place<'_>| place.indicator.map(earlier_targets).unwrap_or_default();
    let bounds = places.iter().flat_map(|place| {
        place.bound.into_iter().chain(before(place).into_iter().map(|(_, bound)| bound)).flat_map(|bound| {
            let (lower, upper) = bound.ends();
            [lower, upper]
        })
    });
    let frame = Frame::new(places.iter().filter_map(|place| place.value).chain(bounds).collect(), unit)?;
    let slots = Slots { count: places.len() };
    let (mut points, mut line, mut lines, mut days) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut targets, mut earlier, mut revised) = (Vec::new(), Vec::new(), Vec::new());
    let last_bound = places.iter().rposition(|place| place.bound.is_some());
    let last_value = places.iter().rposition(|place| place.value.is_some());
    for (at, place) in places.iter().enumerate() {
        if let Some(bound) = place.bound {
            let mut target = frame.target(bound, slots.edges(at));
            if last_bound == Some(at) {
                let replaced: Vec<Bound> = before(place).into_iter().map(|(_, bound)| bound).collect();
                frame.tell(&mut target, (bound, &replaced), place.value);
            }
            targets.push(target);
        }
        let replaced = before(place);
        if !replaced.is_empty() {
            revised.push(place.year);
        }
        earlier.extend(replaced.into_iter().map(|(_, bound)| was(&frame, bound, slots.edges(at))));
        let point = place.value.map(|value| PlotPoint {
            told: places.len() <= MOST_TOLD || last_value == Some(at),
            apart: place.apart,
            ..frame.point(slots.middle(at), value, place.bound)
        });
        match &point {
            Some(point) if !point.apart => line.push((point.x.clone(), point.y.clone())),
            _ => lines.extend(stretches(&std::mem::take(&mut line))),
        }
        if let (Some(_), Some(actual)) =
            (&point, place.indicator.and_then(|indicator| indicator.actual.as_ref()))
        {
            let is_of_year = actual.date().is_some_and(|date| !is_before_end(date, place.year));
            let until = actual.day().map(|day| display::day(day, lang));
            days.extend((!is_of_year).then_some(PlotDay { year: place.year, until, apart: place.apart }));
        }
        points.extend(point);
    }
    lines.extend(stretches(&line));
    let step = places.len().div_ceil(MOST_NAMED).max(1);
    let named = places.iter().enumerate().filter(|(at, _)| (places.len() - 1 - at).is_multiple_of(step));
    Some(PlotContext {
        unit: unit.map(str::to_owned),
        first_year: places.first()?.year,
        last_year: places.last()?.year,
        height: TALL,
        floor: FLOOR,
        ends: frame.ends(),
        levels: frame.levels(),
        ticks: named.map(|(at, place)| tick(frame.x(slots.middle(at)), place.year.to_string())).collect(),
        stretches: lines,
        has_values: points.iter().any(|point: &PlotPoint| !point.apart),
        points,
        has_zones: targets.iter().any(|target: &PlotTarget| target.zone.is_some()),
        targets,
        earlier,
        revised,
        days,
    })
}

/// A target that was replaced within the year: an edge without a zone, since it holds no more.
pub(super) fn was(frame: &Frame, bound: Bound, edges: (f64, f64)) -> PlotTarget {
    PlotTarget { zone: None, ..frame.target(bound, edges) }
}

fn place(year: Year<'_>) -> Place<'_> {
    let indicator = year.given().map(|given| given.placed.1);
    let actual = indicator.and_then(|indicator| Some((indicator, indicator.actual.as_ref()?)));
    Place {
        year: year.year(),
        indicator,
        value: actual.and_then(|(indicator, actual)| on_axis(indicator, actual)),
        bound: indicator.and_then(target_on_axis),
        apart: actual.is_some_and(|(indicator, actual)| stands_apart(indicator, actual, year.year())),
    }
}

/// Whether a value is not what its year came to: of a flow, or of who knows what, one of an earlier day than the last of the year;
/// of anything, one without a day.
fn stands_apart(indicator: &Indicator, actual: &Measurement, year: i16) -> bool {
    let Some(date) = actual.date() else { return true };
    let is_state = matches!(indicator.measure, Some(Measure::Stock | Measure::Rate));
    !is_state && is_before_end(date, year)
}

fn is_before_end(date: Date, year: i16) -> bool {
    Date::new(year, 12, 31).is_ok_and(|last| date < last)
}

/// What a year has to tell, for class names.
pub const fn year_kind(year: Year<'_>) -> &'static str {
    match year {
        Year::Own(_) => "own",
        Year::Predecessor(_) => "predecessor",
        Year::Without(_) => "without",
        Year::NoPlan(_) => "no-plan",
    }
}

/// The years side by side, each with as much room.
struct Slots {
    count: usize,
}

/// How much of its room a target's edge takes: neighbours stay apart.
const EDGE: f64 = 0.86;

#[expect(clippy::cast_precision_loss, reason = "numbers of years are small")]
impl Slots {
    fn middle(&self, at: usize) -> f64 {
        (at as f64 + 0.5) / self.count as f64
    }

    fn edges(&self, at: usize) -> (f64, f64) {
        let half = EDGE / 2.0 / self.count as f64;
        (self.middle(at) - half, self.middle(at) + half)
    }
}
