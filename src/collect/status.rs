//! Who has answered and who is late, from what the plan says.

use super::period::Period;
use super::questions::{Questions, answers};
use jiff::civil::Date;

/// How far a unit is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitStatus {
    pub unit: String,
    /// How many indicators it is asked for.
    pub asked: usize,
    /// The indicators without a report for the period, by their names.
    pub missing: Vec<String>,
}

/// How far all units are that are asked for indicators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundStatus {
    pub period: Period,
    pub units: Vec<UnitStatus>,
    /// Whether what is missing is late.
    pub is_late: bool,
}

/// Looks at a plan. What is missing is late after the deadline, or, without one, after the period.
pub fn status(
    questions: &Questions<'_>,
    period: Period,
    (today, deadline): (Date, Option<Date>),
) -> RoundStatus {
    let of = |unit: &str| {
        let own = questions.indicators.iter().filter(|asked| answers(unit, asked.leads));
        let (mut count, mut missing) = (0, Vec::new());
        for asked in own {
            count += 1;
            // Of a day within the period: a unit may have newer figures than those of its last day.
            let is_reported = |date: Option<Date>| {
                date.is_some_and(|date| period.holds(date) && is_of_its_end(period, date))
            };
            if !asked.indicator.reports(None).iter().any(|report| is_reported(report.date())) {
                missing.push(asked.indicator.name.clone());
            }
        }
        UnitStatus { unit: unit.to_owned(), asked: count, missing }
    };
    let units = questions.units().into_iter().map(of).filter(|unit| unit.asked > 0).collect();
    RoundStatus { period, units, is_late: today > deadline.unwrap_or(period.end) }
}

/// Whether a report speaks for the period: any within a quarter does, and of a year only one of its last quarter.
fn is_of_its_end(period: Period, date: Date) -> bool {
    period.quarter.is_some() || date.month() > 9
}
