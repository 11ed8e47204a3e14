//! Reads marks as a reader does: from their places, by the ticks of the axes. What is read is what was given, whatever the series.

use super::*;
use crate::model::address::PageAddress;
use crate::model::config::Lang;
use crate::model::date::Day;
use crate::model::history::{PlannedIndicator, Year};
use crate::model::indicator::{Details, Milestone, Particulars, Responsibility, Revision};
use crate::model::measure::Measure;
use crate::model::plan::{DocumentId, Plan, PlanFront};
use crate::model::quantity::Quantity;
use crate::model::target::{Amount, Value};
use crate::pages::context::{PlotContext, PlotTarget};
use crate::pages::display;
use jiff::civil::Date;
use proptest::prelude::*;
use rust_decimal::prelude::ToPrimitive;
use std::sync::Arc;

/// The number of a place: `12.50%`, `196.00`.
fn place(text: &str) -> f64 {
    text.trim_end_matches('%').parse().unwrap()
}

/// The number of a tick.
fn number(text: &str) -> f64 {
    text.replace('−', "-").parse().unwrap()
}

/// A scale that is read from ticks: places with their numbers.
struct Scale {
    from: (f64, f64),
    to: (f64, f64),
}

impl Scale {
    fn read<'t>(ticks: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let ticks: Vec<_> = ticks.into_iter().map(|(at, text)| (place(at), number(text))).collect();
        Self { from: ticks[0], to: *ticks.last().unwrap() }
    }

    fn of(&self, at: &str) -> f64 {
        let share = (place(at) - self.from.0) / (self.to.0 - self.from.0);
        share.mul_add(self.to.1 - self.from.1, self.from.1)
    }

    /// Whether a place says a number, as exactly as two places of a pixel or of a percent allow.
    fn says(&self, at: &str, value: Decimal) -> bool {
        let step = (self.to.1 - self.from.1).abs() / (self.to.0 - self.from.0).abs();
        (self.of(at) - value.to_f64().unwrap()).abs() <= step * 0.011
    }
}

fn values_of(plot: &PlotContext) -> Scale {
    Scale::read(plot.levels.iter().map(|level| (level.y.as_str(), level.text.as_str())))
}

fn measured(value: Decimal, date: Option<Date>) -> Measurement {
    let particulars = Particulars { date: date.map(Day::from), ..Particulars::default() };
    Measurement { value: Value::Number(value), particulars: Some(Box::new(particulars)) }
}

fn indicator(unit: &str, measure: Option<Measure>, bound: Option<Bound>) -> Indicator {
    let target = bound.map(|bound| Target::of(Quantity { bound, unit: Some(unit.to_owned()) }));
    Indicator {
        id: "a".to_owned(),
        name: "甲".to_owned(),
        unit: Some(unit.to_owned()),
        measure,
        target,
        baseline: None,
        actual: None,
        responsibility: Responsibility::default(),
        level: None,
        details: Some(Box::default()),
    }
}

fn plan(year: i16) -> Plan {
    Plan {
        document: DocumentId(0),
        address: PageAddress::default(),
        front: Arc::new(PlanFront { year, ..PlanFront::default() }).into(),
        sections: Vec::new(),
    }
}

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap()
}

fn any_value() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (0_i64..400).prop_map(Decimal::from),
        (-50_000_i64..5_000_000, 0_u32..4).prop_map(|(value, scale)| Decimal::new(value, scale)),
    ]
}

fn any_bound() -> impl Strategy<Value = Bound> {
    (any_value(), any_value(), 0_u8..7).prop_map(|(one, other, kind)| match kind {
        0 => Bound::Exactly(one),
        1 => Bound::AtLeast(one),
        2 => Bound::MoreThan(one),
        3 => Bound::AtMost(one),
        4 => Bound::LessThan(one),
        5 => Bound::About(one),
        _ => Bound::Between(one.min(other), one.max(other)),
    })
}

fn any_unit() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("家"), Just("%"), Just("亿元"), Just("人次")]
}

fn any_measure() -> impl Strategy<Value = Option<Measure>> {
    prop_oneof![Just(None), Just(Some(Measure::Flow)), Just(Some(Measure::Stock)), Just(Some(Measure::Rate))]
}

/// A year: whether there is a plan; its value with the month that it is of, if any is given; its target.
type AnyYear = (bool, AnyValue, Option<Bound>);
type AnyValue = Option<(Decimal, Option<i8>)>;

fn any_year() -> impl Strategy<Value = AnyYear> {
    let month = prop_oneof![Just(None), Just(Some(6)), Just(Some(12)), Just(Some(12))];
    (prop::bool::weighted(0.9), prop::option::of((any_value(), month)), prop::option::of(any_bound()))
}

/// Holds the edges and the zone of a target to its bound.
fn hold(target: &PlotTarget, bound: Bound, scale: &Scale) -> Result<(), TestCaseError> {
    let (lower, upper) = bound.ends();
    prop_assert!(scale.says(&target.y, lower), "{} is not {lower}", target.y);
    prop_assert_eq!(target.upper.is_some(), lower != upper);
    prop_assert!(target.upper.as_ref().is_none_or(|at| scale.says(at, upper)));
    if let Some(zone) = &target.zone {
        let (top, floor) = (place(&zone.y), place(&zone.y) + place(&zone.height));
        let (at, near) = (place(&target.y), |one: f64, other: f64| (one - other).abs() < 0.02);
        match bound {
            Bound::AtLeast(_) | Bound::MoreThan(_) => prop_assert!(near(floor, at) && top <= at + 0.02),
            Bound::AtMost(_) | Bound::LessThan(_) => prop_assert!(near(top, at) && floor >= at - 0.02),
            _ => prop_assert!(near(floor, at)),
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_line_over_years_says_what_the_years_say(
        all in prop::collection::vec(any_year(), 1..12),
        unit in any_unit(),
        measure in any_measure(),
    ) {
        let given: Vec<(Plan, Indicator)> = (2020_i16..).zip(&all).map(|(year, (_, value, bound))| {
            let mut one = indicator(unit, measure, *bound);
            one.actual = value.map(|(value, month)| {
                measured(value, month.map(|month| day(year, month, 1).last_of_month()))
            });
            (plan(year), one)
        }).collect();
        let run: Vec<Year<'_>> = given.iter().zip(&all).map(|((plan, one), (there, _, _))| {
            if *there { Year::Own(PlannedIndicator { plan, placed: (None, one) }) } else { Year::NoPlan(plan.year()) }
        }).collect();
        let there: Vec<(i16, AnyValue, Option<Bound>)> = (2020..).zip(&all)
            .map(|(year, (there, value, bound))| (year, value.filter(|_| *there), bound.filter(|_| *there)))
            .collect();
        let drawn = there.iter().filter(|(_, value, bound)| value.is_some() || bound.is_some()).count();
        let Some(plot) = years(&run, Lang::Chinese) else {
            prop_assert!(drawn < 2, "{drawn} years and no line");
            return Ok(());
        };
        prop_assert!(drawn > 1, "a single point is drawn");
        let (scale, along) = (values_of(&plot), Scale::read(plot.ticks.iter().map(|tick| (tick.x.as_str(), tick.text.as_str()))));
        let whole = ["家", "人次"].contains(&unit) && there.iter().all(|(_, value, bound)| {
            value.is_none_or(|(value, _)| value.is_integer())
                && bound.is_none_or(|bound| bound.ends().0.is_integer() && bound.ends().1.is_integer())
        });
        prop_assert!(!whole || plot.levels.iter().all(|level| number(&level.text).fract() == 0.0));
        // Each value is one point, in its year and at its height; what is no year's result stands apart.
        let values: Vec<_> = there.iter().filter_map(|(year, value, _)| Some((*year, (*value)?))).collect();
        prop_assert_eq!(plot.points.len(), values.len());
        let mut solid = Vec::new();
        for (point, (year, (value, month))) in plot.points.iter().zip(&values) {
            if plot.ticks.len() > 1 {
                prop_assert!((along.of(&point.x) - f64::from(*year)).abs() < 0.02, "{} is not {year}", point.x);
            }
            prop_assert!(scale.says(&point.y, *value), "{} is not {value}", point.y);
            prop_assert_eq!(&point.text, &display::number(*value));
            let is_state = matches!(measure, Some(Measure::Stock | Measure::Rate));
            prop_assert_eq!(point.apart, month.is_none() || (*month != Some(12) && !is_state));
            if !point.apart {
                solid.push((*year, point));
            }
        }
        // Neighbouring years are joined, and nothing else.
        let pairs = solid.iter().zip(solid.iter().skip(1)).filter(|((year, _), (next, _))| year + 1 == *next);
        let joined: Vec<_> = pairs.map(|((_, one), (_, other))| (&one.x, &one.y, &other.x, &other.y)).collect();
        let stretches: Vec<_> = plot.stretches.iter().map(|s| (&s.x1, &s.y1, &s.x2, &s.y2)).collect();
        prop_assert_eq!(stretches, joined);
        let hollow = plot.days.iter().filter(|day| day.apart).count();
        prop_assert_eq!(hollow, plot.points.iter().filter(|point| point.apart).count());
        let other_days = values.iter().filter(|(_, (_, month))| *month != Some(12)).count();
        prop_assert_eq!(plot.days.len(), other_days);
        let bounds: Vec<_> = there.iter().filter_map(|(year, _, bound)| Some((*year, (*bound)?))).collect();
        prop_assert_eq!(plot.targets.len(), bounds.len());
        for (target, (year, bound)) in plot.targets.iter().zip(bounds) {
            if plot.ticks.len() > 1 {
                let middle = f64::midpoint(along.of(&target.x1), along.of(&target.x2));
                prop_assert!((middle - f64::from(year)).abs() < 0.02);
            }
            hold(target, bound, &scale)?;
        }
    }

    #[test]
    fn the_reports_of_a_year_say_their_values_as_a_line_and_as_bars(
        values in prop::collection::vec(any_value(), 1..13),
        bound in prop::option::of(any_bound()),
        milestone in prop::option::of((1_u8..5, any_value())),
        unit in any_unit(),
        quarterly in any::<bool>(),
    ) {
        let months: Vec<i8> = if quarterly { vec![3, 6, 9, 12] } else { (1..=12).collect() };
        let mut one = indicator(unit, Some(Measure::Stock), bound);
        let given: Vec<(i8, Decimal)> = months.into_iter().zip(values).collect();
        let listed = given.iter().map(|(month, value)| measured(*value, Some(day(2026, *month, 1).last_of_month())));
        let milestones = milestone.map(|(quarter, value)| Milestone {
            due: Day::from(day(2026, i8::try_from(quarter).unwrap() * 3, 1).last_of_month()),
            target: Some(Target::of(Quantity { bound: Bound::AtLeast(value), unit: Some(unit.to_owned()) })),
            actual: None,
            done: None,
        });
        let milestones: Vec<Milestone> = milestones.into_iter().collect();
        one.details = Some(Box::new(Details { reports: listed.collect(), milestones, ..Details::default() }));
        let told = one.reports(None);
        let plot = reports(&one, &told, 2026, Lang::Chinese);
        prop_assert_eq!(plot.is_some(), given.len() > 1);
        if let Some(plot) = plot {
            let scale = values_of(&plot);
            prop_assert_eq!(plot.points.len(), given.len());
            for (point, (_, value)) in plot.points.iter().zip(&given) {
                prop_assert!(scale.says(&point.y, *value), "{} is not {value}", point.y);
            }
            for (target, bound) in plot.targets.iter().zip(bound) {
                hold(target, bound, &scale)?;
            }
        }
        let bars = bullets(&one, &told, 2026);
        let ends = given.iter().all(|(month, _)| month % 3 == 0);
        prop_assert_eq!(bars.is_some(), given.len() > 1 && ends);
        let Some(bars) = bars else { return Ok(()) };
        let scale = Scale::read(bars.ticks.iter().map(|tick| (tick.x.as_str(), tick.text.as_str())));
        prop_assert!(scale.says(&bars.zero, Decimal::ZERO));
        for row in &bars.rows {
            let value = given.iter().find(|(month, _)| *month == i8::try_from(row.quarter).unwrap() * 3).map(|(_, value)| *value);
            prop_assert_eq!(row.actual.is_some(), value.is_some());
            if let (Some(bar), Some(value)) = (&row.actual, value) {
                let end = if value < Decimal::ZERO { place(&bar.x) } else { place(&bar.x) + place(&bar.width) };
                let from = if value < Decimal::ZERO { end + place(&bar.width) } else { place(&bar.x) };
                // Both the beginning and the width are rounded.
                let near = |at: f64, value: Decimal| {
                    let step = (scale.to.1 - scale.from.1).abs() / (scale.to.0 - scale.from.0);
                    (scale.of(&format!("{at:.2}")) - value.to_f64().unwrap()).abs() <= step * 0.022
                };
                prop_assert!(near(end, value) && near(from, Decimal::ZERO), "{bar:?} is not {value}");
            }
            let due = milestone.filter(|(quarter, _)| *quarter == row.quarter).map(|(_, value)| value);
            prop_assert_eq!(row.milestone.is_some(), due.is_some());
            prop_assert!(row.milestone.as_ref().zip(due).is_none_or(|(mark, value)| scale.says(&mark.x, value)));
        }
        if let (Some(aim), Some(bound)) = (&bars.target, bound) {
            prop_assert!(scale.says(&aim.x, bound.ends().0));
            prop_assert!(aim.end.as_ref().is_none_or(|end| scale.says(end, bound.ends().1)));
        }
    }
}

#[test]
fn a_target_that_was_changed_is_drawn_as_it_was_up_to_that_day() {
    let mut one = indicator("家", Some(Measure::Stock), Some(Bound::AtLeast(Decimal::from(66))));
    let revision = |date: Date, from: &str| Revision {
        date: Day::from(date),
        field: "target".to_owned(),
        from: from.to_owned(),
        to: "66家以上".to_owned(),
        reason: "上级调整".to_owned(),
    };
    let reports_of_year = vec![
        measured(Decimal::from(60), Some(day(2026, 3, 10))),
        measured(Decimal::from(64), Some(day(2026, 11, 10))),
    ];
    one.details = Some(Box::new(Details {
        reports: reports_of_year,
        // What is in another unit, or in words, has no place on the axis.
        revisions: vec![
            revision(day(2026, 6, 30), "70家以上"),
            revision(day(2026, 7, 1), "70项"),
            revision(day(2026, 7, 2), "全覆盖"),
        ],
        ..Details::default()
    }));
    let plot = reports(&one, &one.reports(None), 2026, Lang::Chinese).unwrap();
    let [was] = plot.earlier.as_slice() else { panic!("{:?}", plot.earlier) };
    let [is] = plot.targets.as_slice() else { panic!("{:?}", plot.targets) };
    assert!(values_of(&plot).says(&was.y, Decimal::from(70)) && was.zone.is_none());
    assert!(values_of(&plot).says(&is.y, Decimal::from(66)) && is.zone.is_some());
    assert_eq!((was.x1.as_str(), was.x2.as_str()), (plot.ends.0.as_str(), is.x1.as_str()));
    assert_eq!(plot.revised, [2026]);
}

#[test]
fn what_grows_by_percent_stands_on_an_axis_of_percent_and_begins_nowhere() {
    let mut one = indicator("亿元", Some(Measure::Flow), None);
    one.target = Some(Target::read("增长6.5%左右", Some("亿元")).unwrap());
    let grown = |value: i64, date: Date| {
        let amount = Amount { value: Decimal::new(value, 1), unit: "%".to_owned() };
        Measurement { value: Value::Change(amount), ..measured(Decimal::ZERO, Some(date)) }
    };
    let values = vec![grown(59, day(2026, 3, 31)), grown(61, day(2026, 5, 31))];
    one.details = Some(Box::new(Details { reports: values, ..Details::default() }));
    let plot = reports(&one, &one.reports(None), 2026, Lang::Chinese).unwrap();
    assert_eq!(plot.unit.as_deref(), Some("%"));
    assert_eq!(
        (plot.points.len(), plot.stretches.len()),
        (2, 1),
        "no growth of nought on the first of January"
    );
    assert!(values_of(&plot).says(&plot.points[0].y, Decimal::new(59, 1)));
}
