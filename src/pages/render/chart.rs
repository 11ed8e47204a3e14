//! A run of years as numbers to draw: a bar for each actual value, a mark for each target.
//!
//! Takes years that are counted in one unit; gives places along the axis in percent and down the picture in
//! pixels, so that a theme draws them without arithmetic and text keeps its size at any width. The axis begins at zero, or
//! at the lowest value where one is below zero; a year without values has a row with nothing drawn in it.

use super::super::context::{ChartBar, ChartContext, ChartMark, ChartRow, ChartTick};
use super::super::display;
use crate::model::config::Lang;
use crate::model::history::{Year, unit_of};
use crate::model::indicator::{Indicator, Measurement};
use crate::model::measure::Measure;
use crate::model::quantity::Bound;
use crate::model::target::TargetKind;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeSet;

/// The height of a year's row, of its words, of its bar; the room below for the axis.
const ROW: usize = 46;
const WORDS: usize = 15;
const BAR: usize = 22;
const BAR_HEIGHT: usize = 12;
const BELOW: usize = 26;

/// The places along the axis.
pub(super) struct Axis {
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    pub(super) step: Decimal,
}

/// What a run of years looks like; none where a table says it as well: no value was reached and only one year
/// has a target.
pub(super) fn chart(run: &[Year<'_>], lang: Lang) -> Option<ChartContext> {
    let given = || run.iter().filter_map(|year| year.given()).map(|given| given.placed.1);
    let actuals = || given().filter_map(actual_on_axis);
    let bounds = || given().filter_map(target_on_axis);
    if actuals().next().is_none() && bounds().count() < 2 {
        return None;
    }
    let ends = bounds().flat_map(|bound| match bound {
        Bound::Between(lower, upper) => [lower, upper],
        _ => [bound.value(); 2],
    });
    let unit = given().next().and_then(unit_of);
    let axis = Axis::of_unit(actuals().chain(ends).collect(), unit)?;
    let mut marks = BTreeSet::new();
    let rows: Vec<ChartRow> = run
        .iter()
        .enumerate()
        .map(|(index, year)| {
            let indicator = year.given().map(|given| given.placed.1);
            let actual = indicator.and_then(actual_on_axis);
            let bound = indicator.and_then(target_on_axis);
            let mark = bound.map(|bound| axis.mark(bound));
            marks.extend(mark.as_ref().map(|mark| order(mark.shape)));
            ChartRow {
                year: year.year(),
                kind: year_kind(*year),
                text_y: index * ROW + WORDS,
                bar_y: index * ROW + BAR,
                middle: index * ROW + BAR + BAR_HEIGHT / 2,
                actual: actual.map(|value| axis.bar(value, bound)),
                target: mark,
                up_to: indicator.and_then(|one| up_to(one, year.year(), lang)),
            }
        })
        .collect();
    let end = rows.len() * ROW;
    Some(ChartContext {
        unit: unit.map(str::to_owned),
        first_year: run.first()?.year(),
        last_year: run.last()?.year(),
        height: end + BELOW,
        axis: end,
        zero: axis.percent(Decimal::ZERO),
        ticks: axis.ticks(lang),
        has_actuals: rows.iter().any(|row| row.actual.is_some()),
        rows,
        marks: marks.into_iter().map(|(_, shape)| shape).collect(),
    })
}

/// The target as a place on the axis: a quantity, or a change with its sign; places, ratios and words have none.
pub(super) fn target_on_axis(indicator: &Indicator) -> Option<Bound> {
    match &indicator.target.as_ref()?.kind {
        TargetKind::Quantity(quantity) => Some(quantity.bound),
        TargetKind::Change(change) => Some(change.bound),
        TargetKind::Rank(_) | TargetKind::Ratio(_) | TargetKind::Reference(_) | TargetKind::Text(_) => None,
    }
}

/// The actual value on the same axis.
fn actual_on_axis(indicator: &Indicator) -> Option<Decimal> {
    on_axis(indicator, indicator.actual.as_ref()?)
}

/// A measured value on the axis of the target: under a change the change.
pub(super) fn on_axis(indicator: &Indicator, actual: &Measurement) -> Option<Decimal> {
    let value = &actual.value;
    match indicator.target.as_ref().map(|target| &target.kind) {
        Some(TargetKind::Change(change)) => {
            Some(value.change_from(indicator.start_of(actual), change)?.value)
        }
        _ => value.number(),
    }
}

/// The day of a flow's value that is not of the whole year.
fn up_to(indicator: &Indicator, year: i16, lang: Lang) -> Option<String> {
    let is_flow = indicator.measure == Some(Measure::Flow);
    let day = indicator.actual.as_ref()?.day()?;
    let is_partial = day.date < Date::new(year, 12, 31).ok()?;
    (is_flow && is_partial).then(|| display::day(day, lang))
}

/// What a year has to tell, for class names.
pub(super) const fn year_kind(year: Year<'_>) -> &'static str {
    match year {
        Year::Own(_) => "own",
        Year::Predecessor(_) => "predecessor",
        Year::Without(_) => "without",
        Year::NoPlan(_) => "no-plan",
    }
}

/// The place of a shape in the key.
fn order(shape: &'static str) -> (usize, &'static str) {
    let all = ["exactly", "at-least", "more-than", "at-most", "less-than", "range", "about"];
    (all.iter().position(|one| *one == shape).unwrap_or(all.len()), shape)
}

impl Axis {
    /// The axis of values in a unit: what is counted one by one has whole numbers on it.
    pub(super) fn of_unit(values: Vec<Decimal>, unit: Option<&str>) -> Option<Self> {
        let whole =
            unit.is_some_and(|unit| COUNTED.contains(&unit)) && values.iter().all(Decimal::is_integer);
        Self::over(values.into_iter(), if whole { Ticks::Whole } else { Ticks::Any })
    }

    /// An axis on which all these values lie, with ticks at round numbers; none where they are too large to be reckoned
    /// with.
    fn over(values: impl Iterator<Item = Decimal>, ticks: Ticks) -> Option<Self> {
        let (low, high) = values
            .fold((Decimal::ZERO, Decimal::ZERO), |(low, high), value| (low.min(value), high.max(value)));
        let span = high.checked_sub(low)?;
        if span.is_zero() {
            return Some(Self { low, high: Decimal::ONE, step: Decimal::ONE });
        }
        let step = step(span, ticks)?;
        let down = low.checked_div(step)?.floor().checked_mul(step)?;
        let up = high.checked_div(step)?.ceil().checked_mul(step)?;
        Some(Self { low: down, high: up, step })
    }

    /// The share of the axis up to a value, from 0 to 1.
    pub(super) fn share(&self, value: Decimal) -> f64 {
        let span = self.high.checked_sub(self.low);
        let share = span.and_then(|span| value.checked_sub(self.low)?.checked_div(span));
        share.and_then(|share| share.to_f64()).unwrap_or(0.0).clamp(0.0, 1.0)
    }

    /// Where a value stands: the axis keeps clear of the picture's sides, where marks would be cut.
    fn percent(&self, value: Decimal) -> String {
        percent(self.share(value) * (END - START) + START)
    }

    /// The bar of a value; its figure stands at its end, behind the mark of a target that is close by.
    fn bar(&self, value: Decimal, target: Option<Bound>) -> ChartBar {
        let (zero, own) = (self.share(Decimal::ZERO), self.share(value));
        let right = zero.max(own);
        let marks = target.map(|bound| match bound {
            Bound::Between(lower, upper) => [lower, upper],
            _ => [bound.value(); 2],
        });
        let mut text_at = right;
        for mark in marks.into_iter().flatten().map(|mark| self.share(mark)) {
            if mark > text_at - CLOSE && mark < text_at + FIGURE {
                text_at = text_at.max(mark);
            }
        }
        ChartBar {
            text_x: percent(text_at * (END - START) + START),
            x: percent(zero.min(own) * (END - START) + START),
            width: percent((zero - own).abs() * (END - START)),
            text: display::number(value),
        }
    }

    fn mark(&self, bound: Bound) -> ChartMark {
        let (shape, end) = match bound {
            Bound::Exactly(_) => ("exactly", None),
            Bound::AtLeast(_) => ("at-least", None),
            Bound::MoreThan(_) => ("more-than", None),
            Bound::AtMost(_) => ("at-most", None),
            Bound::LessThan(_) => ("less-than", None),
            Bound::About(_) => ("about", None),
            Bound::Between(_, upper) => ("range", Some(self.percent(upper))),
        };
        ChartMark { shape, x: self.percent(bound.value()), end, text: display::minus(&bound.symbols(None)) }
    }

    fn ticks(&self, lang: Lang) -> Vec<ChartTick> {
        let mut ticks = Vec::new();
        let mut at = self.low;
        while at <= self.high && ticks.len() <= MOST_TICKS {
            let anchor = if at == self.low {
                "start"
            } else if at == self.high {
                "end"
            } else {
                "middle"
            };
            ticks.push(ChartTick {
                x: self.percent(at),
                text: display::value(at.normalize(), None, lang),
                anchor,
            });
            let Some(next) = at.checked_add(self.step) else { break };
            at = next;
        }
        ticks
    }
}

/// Where the axis begins and ends, in percent of the picture's width.
const START: f64 = 0.5;
const END: f64 = 82.0;
/// How far a figure is from a mark that it must not touch, and about how long it is, as shares of the axis.
const CLOSE: f64 = 0.03;
const FIGURE: f64 = 0.18;
/// More ticks than this would run into each other on a narrow screen.
const MOST_TICKS: usize = 6;

/// A number of percent with two places, in the way that SVG reads it.
pub(super) fn percent(share: f64) -> String {
    format!("{share:.2}%")
}

/// Units of what is counted one by one: there are no two and a half firms.
#[rustfmt::skip]
const COUNTED: [&str; 36] = [
    "家", "项", "人", "个", "件", "座", "所", "名", "位", "户", "次", "场", "台", "辆", "套", "篇", "部", "条", "处", "间",
    "门", "支", "期", "批", "例", "起", "宗", "村", "张", "株", "头", "家次", "人次", "项次", "场次", "台套",
];

/// Where ticks may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ticks {
    /// At whole numbers only.
    Whole,
    Any,
}

/// The distance of ticks: 1, 2, 2.5 or 5 times a power of ten, so that three to five steps make the axis.
fn step(span: Decimal, ticks: Ticks) -> Option<Decimal> {
    let four = Decimal::from(4_u8);
    let mut power = Decimal::ONE;
    while power.checked_mul(Decimal::TEN)?.checked_mul(four)? <= span {
        power = power.checked_mul(Decimal::TEN)?;
    }
    while power.checked_mul(four)? > span && power.scale() < 20 {
        power = power.checked_div(Decimal::TEN)?;
    }
    let factors = [Decimal::ONE, Decimal::TWO, Decimal::new(25, 1), Decimal::from(5_u8), Decimal::TEN];
    factors
        .iter()
        .filter_map(|factor| power.checked_mul(*factor))
        .filter(|step| ticks == Ticks::Any || step.is_integer())
        .find(|step| step.saturating_mul(four) >= span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn told(values: &[&str], ticks: Ticks) -> String {
        let axis = Axis::over(values.iter().map(|value| d(value)), ticks).unwrap();
        let told: Vec<_> = axis.ticks(Lang::Chinese).into_iter().map(|tick| tick.text).collect();
        told.join(" ")
    }

    #[test]
    fn a_figure_stands_behind_the_mark_that_is_close_to_its_bar() {
        let axis = Axis::over([d("0"), d("100")].into_iter(), Ticks::Any).unwrap();
        for (value, target, at) in [
            ("50", None, "41.25%"),
            ("50", Some("60"), "49.40%"),
            ("50", Some("90"), "41.25%"),
            ("50", Some("20"), "41.25%"),
        ] {
            assert_eq!(
                axis.bar(d(value), target.map(|target| Bound::AtLeast(d(target)))).text_x,
                at,
                "{target:?}"
            );
        }
    }

    #[test]
    fn an_axis_begins_at_zero_and_ends_at_a_round_number() {
        for (values, ticks) in [
            (&["58", "60"][..], "0 20 40 60"),
            (&["0.31", "0.2"], "0 0.1 0.2 0.3 0.4"),
            (&["1234", "900"], "0 500 1000 1500"),
            (&["7"], "0 2 4 6 8"),
            (&["9"], "0 2.5 5 7.5 10"),
            (&["-3", "5"], "−4 −2 0 2 4 6"),
            (&["0"], "0 1"),
            (&[], "0 1"),
            (&["1"], "0 0.25 0.5 0.75 1"),
        ] {
            assert_eq!(told(values, Ticks::Any), ticks, "{values:?}");
        }
        for (values, ticks) in [
            (&["1"][..], "0 1"),
            (&["3"], "0 1 2 3"),
            (&["9"], "0 5 10"),
            (&["58", "60"], "0 20 40 60"),
            (&["90"], "0 25 50 75 100"),
        ] {
            assert_eq!(told(values, Ticks::Whole), ticks, "{values:?}");
        }
        assert!(Axis::over([Decimal::MAX, Decimal::MIN].into_iter(), Ticks::Any).is_none());
        assert!(
            Axis::over([Decimal::new(1, 28)].into_iter(), Ticks::Whole)
                .is_none_or(|axis| axis.high > Decimal::ZERO)
        );
    }

    #[test]
    fn bars_begin_at_zero_and_marks_keep_clear_of_the_sides() {
        let axis = Axis::over([d("-5"), d("5")].into_iter(), Ticks::Any).unwrap();
        assert_eq!((axis.low, axis.high), (d("-5"), d("5")));
        let bar = axis.bar(d("-5"), None);
        assert_eq!((bar.x.as_str(), bar.width.as_str()), ("0.50%", "40.75%"));
        let mark = axis.mark(Bound::Between(d("1"), d("5")));
        assert_eq!((mark.shape, mark.end.as_deref(), mark.text.as_str()), ("range", Some("82.00%"), "1–5"));
        assert_eq!(axis.bar(d("0"), None).width, "0.00%");
    }
}
