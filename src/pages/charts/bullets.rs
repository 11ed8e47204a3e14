//! The quarters of a year as bars, each with a mark where a milestone was to be, and a line across them at the year's target.
//!
//! It takes the place of the line where all reports are of ends of quarters. Bars begin at zero.

use super::super::context::{BulletAim, BulletBar, BulletMark, BulletRow, BulletsContext, PlotTick};
use super::super::display;
use super::axis::Axis;
use super::reports::within;
use super::{bound_on_axis, percent, target_on_axis};
use crate::model::history::value_unit;
use crate::model::indicator::{Indicator, Measurement};
use crate::model::quantity::Bound;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Room above the rows for the words of the target, the height of a row, of its bar, and the room below for the axis.
const ABOVE: usize = 24;
const ROW: usize = 40;
const BAR_HEIGHT: usize = 14;
const BELOW: usize = 26;
/// Where the values begin and end, in percent of the picture's width; the names of the quarters stand before them.
const START: f64 = 19.0;
const END: f64 = 96.0;

/// The bars; none where a report is of another day than the last of a quarter, or of fewer than two quarters.
pub fn bullets(indicator: &Indicator, reports: &[&Measurement], year: i16) -> Option<BulletsContext> {
    let values = within(indicator, reports, year);
    let all_ends = values.len() == reports.len() && values.iter().all(|(date, _)| quarter(*date).is_some());
    if values.len() < 2 || !all_ends {
        return None;
    }
    let milestones: Vec<(u8, Bound)> = milestones(indicator, year);
    let bound = target_on_axis(indicator);
    let bounds = bound.into_iter().chain(milestones.iter().map(|(_, bound)| *bound));
    let ends = bounds.flat_map(|bound| [bound.ends().0, bound.ends().1]);
    let unit = value_unit(indicator);
    let axis = Axis::over(values.iter().map(|(_, value)| *value).chain(ends), unit)?;
    let x = |value: Decimal| percent(axis.share(value).mul_add(END - START, START));
    let rows: Vec<BulletRow> = (1..=4_u8)
        .map(|number| {
            let of_quarter = |date: &Date| quarter(*date) == Some(number);
            let value = values.iter().find(|(date, _)| of_quarter(date)).map(|(_, value)| *value);
            let milestone = milestones.iter().find(|(own, _)| *own == number).map(|(_, bound)| *bound);
            let top = ABOVE + usize::from(number - 1) * ROW;
            BulletRow {
                quarter: number,
                bar_y: top + (ROW - BAR_HEIGHT) / 2,
                middle: top + ROW / 2,
                actual: value.map(|value| bar(&axis, value)),
                milestone: milestone.map(|bound| {
                    let (lower, upper) = bound.ends();
                    BulletMark {
                        x: x(lower),
                        end: (upper != lower).then(|| x(upper)),
                        text: display::minus(&bound.symbols(None)),
                    }
                }),
            }
        })
        .collect();
    let floor = ABOVE + rows.len() * ROW;
    Some(BulletsContext {
        unit: unit.map(str::to_owned),
        height: floor + BELOW,
        top: ABOVE,
        floor,
        zero: x(Decimal::ZERO),
        ticks: axis
            .numbers()
            .map(|number| PlotTick { x: x(number), text: display::number(number) })
            .collect(),
        has_milestones: rows.iter().any(|row| row.milestone.is_some()),
        rows,
        target: bound.map(|bound| {
            let (lower, upper) = bound.ends();
            BulletAim {
                x: x(lower),
                end: (upper != lower).then(|| x(upper)),
                width: percent((axis.share(upper) - axis.share(lower)) * (END - START)),
                text: display::minus(&bound.symbols(None)),
                anchor: if axis.share(lower) > 0.6 { "end" } else { "start" },
            }
        }),
    })
}

/// A bar from zero; its figure stands within it where it is long, else behind it.
fn bar(axis: &Axis, value: Decimal) -> BulletBar {
    let (zero, own) = (axis.share(Decimal::ZERO), axis.share(value));
    let at = |share: f64| percent(share.mul_add(END - START, START));
    let within = (own - zero).abs() > LONG;
    BulletBar {
        x: at(zero.min(own)),
        width: percent((zero - own).abs() * (END - START)),
        text: display::number(value),
        text_x: if within { at(zero.min(own)) } else { at(zero.max(own)) },
        within,
    }
}

/// A bar has room for its figure from this share of the axis on.
const LONG: f64 = 0.35;

/// The milestones at ends of quarters that have a place on the axis.
fn milestones(indicator: &Indicator, year: i16) -> Vec<(u8, Bound)> {
    let all = indicator.details.iter().flat_map(|details| &details.milestones);
    let own = all.filter(|milestone| milestone.due.date.year() == year);
    own.filter_map(|milestone| {
        let target = milestone.target.as_ref()?;
        let kind = |target: &crate::model::target::Target| std::mem::discriminant(&target.kind);
        let alike = indicator.target.as_ref().is_none_or(|own| kind(own) == kind(target));
        Some((quarter(milestone.due.date)?, bound_on_axis(target).filter(|_| alike)?))
    })
    .collect()
}

/// The quarter that a day ends.
fn quarter(date: Date) -> Option<u8> {
    let month = u8::try_from(date.month()).ok()?;
    (month.is_multiple_of(3) && date == date.last_of_month()).then_some(month / 3)
}
