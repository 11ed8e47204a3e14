//! The reports of a year as a line over the year, with the target across it.
//!
//! Takes an indicator of one plan and its reports; gives places along the picture in percent and down it in pixels, so that a
//! theme draws them without arithmetic. The axis of values begins at zero, as that of the years does.

use super::super::context::{ChartTick, LineContext, LineLevel, LinePoint, LineStretch, LineTarget};
use super::super::display;
use super::chart::{Axis, on_axis, percent, target_on_axis};
use crate::model::config::Lang;
use crate::model::history::unit_of;
use crate::model::indicator::{Indicator, Measurement};
use crate::model::measure::Measure;
use crate::model::quantity::Bound;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Room above the values, their height, and the room below for the axis.
const ABOVE: f64 = 24.0;
const HEIGHT: f64 = 168.0;
const BELOW: f64 = 26.0;
/// Where the year begins and ends, in percent of the picture's width.
const START: f64 = 11.0;
const END: f64 = 94.0;
/// So many values are written out beside their points; of more only the last, since they would run into each other.
const MOST_TOLD: usize = 4;

/// The line; none of fewer than two reports with a date in the plan's year and a place on the axis.
pub(super) fn line(
    indicator: &Indicator,
    reports: &[&Measurement],
    year: i16,
    lang: Lang,
) -> Option<LineContext> {
    let (first, last) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
    let values: Vec<(Date, Decimal, &Measurement)> = reports
        .iter()
        .filter_map(|report| {
            let date = report.date().filter(|date| (first..=last).contains(date))?;
            Some((date, on_axis(indicator, report)?, *report))
        })
        .collect();
    if values.len() < 2 {
        return None;
    }
    let bound = target_on_axis(indicator);
    let ends = bound.into_iter().flat_map(|bound| match bound {
        Bound::Between(lower, upper) => [lower, upper],
        _ => [bound.value(); 2],
    });
    let unit = unit_of(indicator);
    let axis = Axis::of_unit(values.iter().map(|(_, value, _)| *value).chain(ends).collect(), unit)?;
    let x = |date: Date| {
        // 31 December is the end of the year, and the day before 1 January its beginning.
        let share = f64::from(date.day_of_year()) / f64::from(date.days_in_year());
        percent(share.mul_add(END - START, START))
    };
    let y = |value: Decimal| pixels((1.0 - axis.share(value)).mul_add(HEIGHT, ABOVE));
    let count = values.len();
    let points: Vec<LinePoint> = values
        .iter()
        .enumerate()
        .map(|(index, (date, value, report))| LinePoint {
            x: x(*date),
            y: y(*value),
            date: report.day().map_or_else(String::new, |day| display::day(day, lang)),
            text: display::number(*value),
            told: count <= MOST_TOLD || index + 1 == count,
            anchor: if date.month() == 12 { "end" } else { "middle" },
        })
        .collect();
    let origin = (indicator.measure == Some(Measure::Flow)).then(|| (percent(START), y(Decimal::ZERO)));
    let places = origin.into_iter().chain(points.iter().map(|point| (point.x.clone(), point.y.clone())));
    let places: Vec<(String, String)> = places.collect();
    let stretches = places.iter().zip(places.iter().skip(1)).map(|((x1, y1), (x2, y2))| LineStretch {
        x1: x1.clone(),
        y1: y1.clone(),
        x2: x2.clone(),
        y2: y2.clone(),
    });
    let target = bound.map(|bound| {
        let (upper, height) = match bound {
            Bound::Between(lower, upper) => {
                (upper, Some(pixels((axis.share(upper) - axis.share(lower)) * HEIGHT)))
            }
            _ => (bound.value(), None),
        };
        LineTarget { y: y(upper), height, text: display::minus(&bound.symbols(None)) }
    });
    let levels = std::iter::successors(Some(axis.low), |level| level.checked_add(axis.step));
    let levels = levels.take_while(|level| *level <= axis.high).take(MOST_LEVELS);
    let quarters =
        [3, 6, 9, 12].into_iter().filter_map(|month| Some(Date::new(year, month, 1).ok()?.last_of_month()));
    Some(LineContext {
        unit: unit.map(str::to_owned),
        height: whole(ABOVE + HEIGHT + BELOW),
        axis: whole(ABOVE + HEIGHT),
        ends: (percent(START), percent(END)),
        stretches: stretches.collect(),
        points,
        target,
        levels: levels
            .map(|level| LineLevel { y: y(level), text: display::number(level.normalize()) })
            .collect(),
        ticks: quarters
            .map(|end| ChartTick { x: x(end), text: month(end, lang), anchor: "middle" })
            .collect(),
    })
}

/// More levels than this are drawn of no axis.
const MOST_LEVELS: usize = 12;

fn month(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Chinese => format!("{}月", date.month()),
        Lang::English => date.strftime("%b").to_string(),
    }
}

/// A number of pixels with one place.
fn pixels(value: f64) -> String {
    format!("{value:.1}")
}

/// A sum of the constants above, which are whole numbers.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small whole numbers above zero")]
const fn whole(value: f64) -> usize {
    value as usize
}
