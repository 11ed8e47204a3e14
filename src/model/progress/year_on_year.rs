//! 同比, the change year on year: a value beside the one of the same day a year before.
//!
//! Takes an indicator as two years' plans have it. A change is formed only where both say the same thing: one id, one
//! measure, one unit, one definition, the same day, and a base above zero. Of a flow the year's result may also be the
//! baseline (上年完成) of the newer plan. Of a share in % the change is in percentage points; of a rate in another unit
//! nothing is said, since readers could not tell the two apart.

use crate::model::indicator::{Indicator, Measurement};
use crate::model::measure::Measure;
use crate::model::quantity::same_unit;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// How a value differs from the one of the same day a year before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearOnYear {
    /// The value of the year before, in the indicator's unit.
    pub before: Decimal,
    /// By how much it differs.
    pub change: ChangeOfYear,
}

/// The difference itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeOfYear {
    /// As a fraction of the value before: 0.05 is 5 % more.
    Part(Decimal),
    /// In percentage points.
    Points(Decimal),
}

impl YearOnYear {
    /// Compares a value with that of the same day in the plan of the year before, if there is one.
    pub fn of(now: &Indicator, value: &Measurement, before: Option<&Indicator>) -> Option<Self> {
        let measure = now.measure?;
        let is_share = match measure {
            Measure::Flow | Measure::Stock => false,
            Measure::Rate if matches!(unit(now), "%" | "％") => true,
            Measure::Rate => return None,
        };
        let (number, date) = (value.number()?, value.date()?);
        let earlier = before.filter(|before| is_alike(now, before)).and_then(|before| of_day(before, date));
        let base =
            earlier.or_else(|| (measure == Measure::Flow).then(|| result_before(now, date)).flatten())?;
        let base = Some(base).filter(|base| *base > Decimal::ZERO)?;
        let difference = number.checked_sub(base)?;
        let change = match is_share {
            true => ChangeOfYear::Points(difference),
            false => ChangeOfYear::Part(difference.checked_div(base)?),
        };
        Some(Self { before: base, change })
    }
}

/// Whether two plans mean one thing by an indicator.
fn is_alike(now: &Indicator, before: &Indicator) -> bool {
    let (unit, unit_before) = (unit(now), unit(before));
    now.id == before.id
        && now.measure == before.measure
        && (unit == unit_before || same_unit(unit, unit_before))
        && definition(now) == definition(before)
}

fn unit(indicator: &Indicator) -> &str {
    let of_target = || indicator.target.as_ref().and_then(|target| target.unit());
    indicator.unit.as_deref().or_else(of_target).unwrap_or_default()
}

fn definition(indicator: &Indicator) -> Option<&str> {
    indicator.details.as_ref()?.definition.as_deref().map(str::trim)
}

/// What was reported for the same day of the year before.
fn of_day(before: &Indicator, date: Date) -> Option<Decimal> {
    let day = Date::new(date.year().checked_sub(1)?, date.month(), date.day()).ok()?;
    before.reports(None).into_iter().rev().find(|report| report.date() == Some(day))?.number()
}

/// The whole year before, as the newer plan has it, for a result of the whole year.
fn result_before(now: &Indicator, date: Date) -> Option<Decimal> {
    let baseline = now.baseline.as_ref()?;
    let end = |date: Date| (date.month(), date.day()) == (12, 31);
    let is_year = baseline.date().is_none_or(|start| end(start) && start.year() + 1 == date.year());
    (end(date) && is_year).then(|| baseline.number())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::PlanTime;
    use crate::source::fields::Faults;
    use crate::source::front;

    fn indicator(year: i16, text: &str) -> Indicator {
        let yaml = format!("title: a\nindicators:\n  - {{id: a, name: 指标, {text}}}\n");
        let value: serde_yaml::Value = serde_yaml::from_str(&yaml).unwrap();
        let mut faults = Faults::default();
        let time = PlanTime { year, as_of: None };
        let front = front::section(value.as_mapping().unwrap(), time, &mut faults);
        assert!(faults.into_list().is_empty(), "{text}");
        front.indicators[0].clone()
    }

    /// The last report of 2026 beside the plan of 2025.
    fn told(now: &str, before: &str) -> Option<String> {
        let (now, before) = (indicator(2026, now), indicator(2025, before));
        let reports = now.reports(None);
        let found = YearOnYear::of(&now, reports.last().unwrap(), Some(&before))?;
        Some(match found.change {
            ChangeOfYear::Part(part) => format!("{}%", (part * Decimal::ONE_HUNDRED).normalize()),
            ChangeOfYear::Points(points) => format!("{}个百分点", points.normalize()),
        })
    }

    #[test]
    fn a_change_is_formed_only_of_what_is_the_same() {
        const JUNE: &str =
            "measure: flow, unit: 亿元, reports: [{quarter: 1, value: 40}, {quarter: 2, value: 90}]";
        const FLOW: &str = "measure: flow, unit: 亿元, actual: {value: 80, date: 6月30日}";
        for (now, before, expected) in [
            (JUNE, FLOW, Some("12.5%")),
            // The value of December is not compared with June's.
            (JUNE, "measure: flow, unit: 亿元, actual: {value: 200, date: 12月31日}", None),
            (JUNE, "measure: flow, unit: 亿元, actual: 80", None),
            (JUNE, "measure: flow, unit: 万元, actual: {value: 800000, date: 6月30日}", None),
            (JUNE, "measure: stock, unit: 亿元, actual: {value: 80, date: 6月30日}", None),
            (
                JUNE,
                "measure: flow, unit: 亿元, definition: 规模以上, actual: {value: 80, date: 6月30日}",
                None,
            ),
            (JUNE, "measure: flow, unit: 亿元, actual: {value: 0, date: 6月30日}", None),
            ("unit: 亿元, target: 90亿元, actual: {value: 90, date: 6月30日}", FLOW, None),
            (
                "measure: flow, unit: 家, baseline: 240, actual: {value: 180, date: 12月31日}",
                "measure: flow, unit: 家, target: 9",
                Some("-25%"),
            ),
            (
                "measure: flow, unit: 家, baseline: 240, actual: {value: 120, date: 6月30日}",
                "measure: flow, unit: 家, target: 9",
                None,
            ),
            (
                "measure: stock, unit: 家, baseline: 240, actual: {value: 180, date: 12月31日}",
                "measure: stock, unit: 家, target: 9",
                None,
            ),
            (
                "measure: rate, unit: '%', actual: {value: 91.5, date: 6月30日}",
                "measure: rate, unit: '%', actual: {value: 90, date: 6月30日}",
                Some("1.5个百分点"),
            ),
            (
                "measure: rate, unit: 微克/立方米, actual: {value: 30, date: 6月30日}",
                "measure: rate, unit: 微克/立方米, actual: {value: 32, date: 6月30日}",
                None,
            ),
        ] {
            assert_eq!(told(now, before).as_deref(), expected, "{now} | {before}");
        }
    }
}
