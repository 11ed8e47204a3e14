//! The reports of one year as a line over its days, the target across it.
//!
//! A flow begins at nought on 1 January, its growth nowhere. A target that was changed within the year is drawn up to that day as it was.

use super::super::context::{PlotContext, PlotPoint};
use super::plot::{FLOOR, Frame, TALL, stretches, tick};
use super::years::was;
use super::{earlier_targets, on_axis, target_on_axis};
use crate::model::config::Lang;
use crate::model::history::{states_change, value_unit};
use crate::model::indicator::{Indicator, Measurement};
use crate::model::measure::Measure;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// So many values are written out beside their points; of more only the last, since they would run into each other.
const MOST_TOLD: usize = 4;

/// The line; none of fewer than two reports with a date in the plan's year and a place on the axis.
pub fn reports(
    indicator: &Indicator,
    reports: &[&Measurement],
    year: i16,
    lang: Lang,
) -> Option<PlotContext> {
    let values = within(indicator, reports, year);
    let count = values.len();
    if count < 2 {
        return None;
    }
    let bound = target_on_axis(indicator);
    let replaced = earlier_targets(indicator);
    let bounds = bound.into_iter().chain(replaced.iter().map(|(_, bound)| *bound));
    let ends = bounds.flat_map(|bound| [bound.ends().0, bound.ends().1]);
    let unit = value_unit(indicator);
    let frame = Frame::new(values.iter().map(|(_, value)| *value).chain(ends).collect(), unit)?;
    let points: Vec<PlotPoint> = values
        .iter()
        .enumerate()
        .map(|(at, (date, value))| PlotPoint {
            told: count <= MOST_TOLD || at + 1 == count,
            ..frame.point(share(*date), *value, bound)
        })
        .collect();
    let begins = indicator.measure == Some(Measure::Flow) && !states_change(indicator);
    let origin = begins.then(|| (frame.x(0.0), frame.y(Decimal::ZERO)));
    let places = origin.into_iter().chain(points.iter().map(|point| (point.x.clone(), point.y.clone())));
    let places: Vec<(String, String)> = places.collect();
    let since = replaced.last().map_or(0.0, |(date, _)| share_in(*date, year));
    let target = bound.map(|bound| {
        let mut target = frame.target(bound, (since, 1.0));
        frame.tell(&mut target, (bound, &[]), values.last().map(|(_, value)| *value));
        target
    });
    let starts = std::iter::once(0.0).chain(replaced.iter().map(|(date, _)| share_in(*date, year)));
    let earlier =
        starts.zip(&replaced).map(|(from, (date, bound))| was(&frame, *bound, (from, share_in(*date, year))));
    let quarters =
        [3, 6, 9, 12].into_iter().filter_map(|month| Some(Date::new(year, month, 1).ok()?.last_of_month()));
    Some(PlotContext {
        unit: unit.map(str::to_owned),
        first_year: year,
        last_year: year,
        height: TALL,
        floor: FLOOR,
        ends: frame.ends(),
        levels: frame.levels(),
        ticks: quarters.map(|end| tick(frame.x(share(end)), month(end, lang))).collect(),
        stretches: stretches(&places),
        has_values: true,
        points,
        has_zones: target.as_ref().is_some_and(|target| target.zone.is_some()),
        targets: target.into_iter().collect(),
        earlier: earlier.collect(),
        revised: if replaced.is_empty() { Vec::new() } else { vec![year] },
        days: Vec::new(),
    })
}

/// The reports of a plan's year that have a place on the axis, oldest first.
pub(super) fn within(indicator: &Indicator, reports: &[&Measurement], year: i16) -> Vec<(Date, Decimal)> {
    let value = |report: &&Measurement| {
        let date = report.date().filter(|date| date.year() == year)?;
        Some((date, on_axis(indicator, report)?))
    };
    reports.iter().filter_map(value).collect()
}

/// How much of its year is over at the end of a day.
fn share(date: Date) -> f64 {
    f64::from(date.day_of_year()) / f64::from(date.days_in_year())
}

/// The same of a day that may lie in another year.
fn share_in(date: Date, year: i16) -> f64 {
    match date.year().cmp(&year) {
        std::cmp::Ordering::Less => 0.0,
        std::cmp::Ordering::Equal => share(date),
        std::cmp::Ordering::Greater => 1.0,
    }
}

fn month(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Chinese => format!("{}月", date.month()),
        Lang::English => date.strftime("%b").to_string(),
    }
}
