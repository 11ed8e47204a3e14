//! The traps of judging, each as a line of a table.

use super::{Missing, Occasion, Progress, Reason, RollUp, Status, judge, judge_task};
use crate::model::indicator::Indicator;
use crate::model::plan::{Pace, SectionFront};
use crate::model::quantity::print_decimal;
use crate::source::fields::Faults;
use rust_decimal::Decimal;

/// Reads a section as users write it: `indicators` is one flow mapping without its braces and without id and name.
fn section(indicator: &str) -> SectionFront {
    let yaml = format!("title: a\nindicators:\n  - {{id: a, name: a, {indicator}}}\n");
    let value: serde_yaml::Value = serde_yaml::from_str(&yaml).unwrap();
    let mut faults = Faults::default();
    let front = crate::source::front::section(value.as_mapping().unwrap(), &mut faults);
    assert!(faults.into_list().is_empty(), "{indicator}");
    front
}

fn occasion(as_of: &str) -> Occasion {
    Occasion { year: 2016, as_of: as_of.parse().ok(), pace: Pace::Unstated }
}

fn progress(indicator: &str, as_of: &str) -> Progress {
    judge(&section(indicator).indicators[0], None, occasion(as_of))
}

/// At the middle of the year, at its end, and where the plan gives no date.
fn statuses(indicator: &str) -> [&'static str; 3] {
    ["2016-06-30", "2016-12-31", ""].map(|as_of| progress(indicator, as_of).status.as_str())
}

#[test]
fn a_target_that_more_is_better_for_is_met_once_reached() {
    for (indicator, expected) in [
        ("target: 12家以上, actual: 12", ["met", "met", "met"]),
        ("target: 12家以上, actual: 11", ["in-progress", "not-met", "in-progress"]),
        ("target: 超12家, actual: 12", ["in-progress", "not-met", "in-progress"]),
        ("target: 60, direction: up, actual: 65", ["met", "met", "met"]),
        ("target: 60, direction: up, actual: 0", ["in-progress", "not-met", "in-progress"]),
        ("target: 60, baseline: 50, actual: 65", ["met", "met", "met"]),
        ("target: 60, baseline: 0, actual: 59.9", ["in-progress", "not-met", "in-progress"]),
    ] {
        assert_eq!(statuses(indicator), expected, "{indicator}");
    }
}

#[test]
fn a_limit_is_kept_only_when_it_is_due() {
    for (indicator, expected) in [
        // 零事故
        ("target: 0, direction: down, unit: 起, actual: 0", ["in-progress", "met", "in-progress"]),
        ("target: 0, direction: down, unit: 起, actual: 1", ["in-progress", "not-met", "in-progress"]),
        ("target: 0, unit: 起, actual: 1", ["in-progress", "not-met", "in-progress"]),
        ("target: 0, baseline: 3, unit: 起, actual: 0", ["in-progress", "met", "in-progress"]),
        ("target: '<= 0', unit: 起, actual: 0", ["in-progress", "met", "in-progress"]),
        ("target: 不超过3起, actual: 3", ["in-progress", "met", "in-progress"]),
        ("target: 低于3起, actual: 3", ["in-progress", "not-met", "in-progress"]),
        ("target: 0.5, baseline: 0.6, actual: 0.5", ["in-progress", "met", "in-progress"]),
        ("target: 3—5家, actual: 4", ["in-progress", "met", "in-progress"]),
        ("target: 3—5家, actual: 6", ["in-progress", "not-met", "in-progress"]),
    ] {
        assert_eq!(statuses(indicator), expected, "{indicator}");
    }
}

#[test]
fn where_nothing_says_which_way_is_better_only_the_equal_value_is_judged() {
    for (indicator, reason) in [
        ("target: 60家, actual: 60", Reason::Reached),
        ("target: 60家, actual: 65", Reason::NoDirection),
        ("target: 60家, actual: 55", Reason::NoDirection),
        // 保持: the target is the baseline.
        ("target: 60家, baseline: 60, actual: 60", Reason::Reached),
        ("target: 60家, baseline: 60, actual: 61", Reason::NoDirection),
        ("target: 60家, baseline: 60, direction: up, actual: 59", Reason::Missed),
        ("target: 8%左右, actual: 8.4", Reason::Reached),
        ("target: 8%左右, actual: 7.5", Reason::Reached),
        ("target: 8%左右, actual: 7.4", Reason::NoTolerance),
        ("target: 8%左右, actual: 9, direction: up", Reason::Reached),
        ("target: 8%左右, actual: 7, direction: up", Reason::NoTolerance),
    ] {
        assert_eq!(progress(indicator, "2016-12-31").reason, reason, "{indicator}");
    }
}

#[test]
fn what_is_not_reported_is_not_passed_over() {
    for (indicator, expected) in [
        ("target: 12家以上", ["not-due", "not-reported", "not-due"]),
        ("target: 12家以上, due: 2016-05-31", ["not-reported", "not-reported", "not-due"]),
        ("target: 12家以上, due: continuous", ["not-due", "not-reported", "not-due"]),
        ("target: 12家以上, excused: 不可抗力", ["excused", "excused", "excused"]),
        ("target: 12家以上, excused: 不可抗力, actual: 1", ["excused", "excused", "excused"]),
        // A value of the spring says nothing of the year's end.
        (
            "target: 12家以上, actual: {value: 4, date: 2016-04-01}",
            ["in-progress", "not-reported", "in-progress"],
        ),
        ("target: 12家以上, actual: {value: 14, date: 2016-04-01}", ["met", "met", "met"]),
        (
            "target: 不超过3起, actual: {value: 1, date: 2016-04-01}",
            ["in-progress", "not-reported", "in-progress"],
        ),
        ("target: 12家以上, actual: {value: 4, date: 2016-12-31}", ["in-progress", "not-met", "not-met"]),
        ("actual: 5, unit: 家", ["in-progress", "in-progress", "in-progress"]),
    ] {
        assert_eq!(statuses(indicator), expected, "{indicator}");
    }
    assert!(progress("target: 12家以上", "2016-12-31").is_overdue());
    assert!(!progress("target: 12家以上", "2016-06-30").is_overdue());
}

#[test]
fn milestones_that_are_due_tell_whether_it_is_on_course() {
    let milestones = "milestones: [{due: 2016-03-31, target: 3, actual: 3}, {due: 2016-06-30, target: 6}, {due: 2016-09-30, target: 9}]";
    for (rest, as_of, status) in [
        ("actual: 4", "2016-04-30", Status::OnCourse),
        ("actual: 5", "2016-06-30", Status::Behind),
        ("actual: 6", "2016-06-30", Status::OnCourse),
        ("actual: 9", "2016-06-30", Status::Ahead),
        ("actual: 12", "2016-06-30", Status::Met),
        ("note: 无", "2016-04-30", Status::OnCourse),
        ("note: 无", "2016-07-31", Status::NotReported),
        ("note: 无", "2016-02-28", Status::NotDue),
        ("actual: 5", "2016-12-31", Status::NotMet),
    ] {
        let progress = progress(&format!("target: 12家以上, {milestones}, {rest}"), as_of);
        assert_eq!(progress.status, status, "{rest} {as_of}");
    }
    let down = "target: 不超过2起, direction: down, milestones: [{due: 2016-06-30, target: 1}]";
    assert_eq!(progress(&format!("{down}, actual: 2"), "2016-06-30").status, Status::Behind);
    assert_eq!(progress(&format!("{down}, actual: 1"), "2016-06-30").status, Status::OnCourse);
}

#[test]
fn a_linear_pace_is_judged_in_whole_percent() {
    for (indicator, as_of, status) in [
        ("target: 200, baseline: 100, actual: 150", "2016-07-01", Status::OnCourse),
        ("target: 200, baseline: 100, actual: 149", "2016-07-01", Status::Behind),
        ("target: 200, baseline: 100, actual: 151", "2016-07-01", Status::Ahead),
        // Less is better.
        ("target: 100, baseline: 200, actual: 149", "2016-07-01", Status::Ahead),
        ("target: 100, baseline: 200, actual: 151", "2016-07-01", Status::Behind),
        // No way to cover, no start: no basis.
        ("target: 100, baseline: 100, direction: up, actual: 90", "2016-07-01", Status::InProgress),
        ("target: 200家以上, actual: 150", "2016-07-01", Status::InProgress),
    ] {
        let pace = Occasion { pace: Pace::Linear, ..occasion(as_of) };
        let judged = judge(&section(indicator).indicators[0], None, pace);
        assert_eq!(judged.status, status, "{indicator}: {:?}", judged.reason);
        let unstated = judge(&section(indicator).indicators[0], None, occasion(as_of));
        assert_eq!(unstated.status, Status::InProgress, "{indicator}");
    }
}

#[test]
fn the_three_numbers_are_given_where_they_make_sense() {
    let number = |ratio: Result<super::Ratio, Missing>| match ratio {
        Ok(ratio) => print_decimal(ratio.value.round_dp(4).normalize()),
        Err(missing) => format!("{missing:?}"),
    };
    for (indicator, attainment, distance) in [
        ("target: 12, actual: 9", "0.75", "Baseline"),
        ("target: 12, actual: 0", "0", "Baseline"),
        ("target: 12, actual: 9, baseline: 0", "0.75", "0.75"),
        ("target: 12, actual: 9, baseline: 10", "0.75", "-0.5"),
        ("target: 12, actual: 15, baseline: 6", "1.25", "1.5"),
        ("target: '<= 5', actual: 4, baseline: 8", "1.25", "1.3333"),
        ("target: '<= 5', actual: 0", "Zero", "Baseline"),
        ("target: 0, direction: down, actual: 0", "Zero", "Baseline"),
        ("target: 0, direction: down, actual: 2, baseline: 4", "Zero", "0.5"),
        ("target: 10, baseline: 10, actual: 10", "1", "NoWay"),
        ("target: 3—5家, actual: 4", "Range", "Range"),
        ("target: -2, actual: 1", "Negative", "Baseline"),
        ("target: 2, actual: -1, baseline: -4", "Negative", "0.5"),
        ("target: 12", "Actual", "Actual"),
        ("actual: 12", "Target", "Target"),
        ("target: 3.1%, actual: 3.1, baseline: 3", "1", "1"),
    ] {
        let progress = progress(indicator, "2016-12-31");
        let found = [number(progress.attainment), number(progress.distance)];
        assert_eq!(found, [attainment, distance], "{indicator}");
    }
    for (as_of, due, expected) in [
        ("2016-12-31", "", "1"),
        ("2016-01-01", "", "0.0027"),
        ("2016-06-30", "", "0.4973"),
        ("2016-06-30", "due: 2016-06-30, ", "1"),
        ("2017-03-01", "", "1"),
        ("2015-12-31", "", "0"),
        ("", "", "AsOf"),
        ("2016-06-30", "due: 2015-06-30, ", "DueBefore"),
    ] {
        assert_eq!(number(progress(&format!("{due}target: 5"), as_of).elapsed), expected, "{as_of} {due}");
    }
}

#[test]
fn the_bodys_own_judgement_stands_only_where_the_values_give_none() {
    for (indicator, status, contradicts) in [
        ("target: 60家, actual: 65, status: met", Status::Met, false),
        ("target: 8%左右, actual: 7, status: not-met", Status::NotMet, false),
        ("target: 12家以上, actual: 13, status: met", Status::Met, false),
        ("target: 12家以上, actual: 13, status: not-met", Status::Met, true),
        ("target: 12家以上, actual: 1, status: met", Status::NotMet, true),
        ("target: 12家以上, actual: 1, status: in-progress", Status::NotMet, true),
        ("target: 12家以上, status: met", Status::Met, false),
        ("target: 12家以上, excused: 不可抗力, status: met", Status::Excused, false),
    ] {
        let progress = progress(indicator, "2016-12-31");
        assert_eq!((progress.status, progress.contradicts), (status, contradicts), "{indicator}");
    }
}

#[test]
fn a_section_says_when_its_indicators_are_due() {
    let front = section("target: 12家以上");
    let own = crate::model::indicator::Responsibility {
        due: crate::model::date::parse_due("2016-05-31"),
        ..Default::default()
    };
    let judged = |indicator: &Indicator| judge(indicator, Some(&own), occasion("2016-06-30"));
    assert_eq!(judged(&front.indicators[0]).status, Status::NotReported);
    let due = judged(&front.indicators[0]).due.unwrap();
    assert_eq!((due.date.to_string(), due.given), ("2016-05-31".to_owned(), true));
}

#[test]
fn tasks_are_overdue_until_they_are_done_or_dropped() {
    for (state, overdue) in [
        ("state: in-progress", true),
        ("state: not-started", true),
        ("note: 无", true),
        ("state: done", false),
        ("state: dropped, reason: 撤并", false),
    ] {
        let yaml = format!("title: a\ntasks:\n  - {{id: a, name: a, due: 2016-06-01, {state}}}\n");
        let value: serde_yaml::Value = serde_yaml::from_str(&yaml).unwrap();
        let front = crate::source::front::section(value.as_mapping().unwrap(), &mut Faults::default());
        assert_eq!(judge_task(&front.tasks[0], None, occasion("2016-06-30")).is_overdue, overdue, "{state}");
        assert!(!judge_task(&front.tasks[0], None, occasion("2016-05-30")).is_overdue);
        assert!(!judge_task(&front.tasks[0], None, occasion("")).is_overdue);
    }
}

#[test]
fn a_roll_up_counts_and_says_what_it_leaves_out() {
    let all = [
        "target: 12家以上, actual: 12",
        "target: 12家以上, actual: 13",
        "target: 12家以上, actual: 1",
        "target: 12家以上",
        "target: 12家以上, excused: 不可抗力",
        "actual: 3",
    ]
    .map(|indicator| progress(indicator, "2016-12-31"));
    let rollup = RollUp::of(&all);
    assert_eq!((rollup.total(), rollup.judged(), rollup.left_out()), (6, 4, 2));
    let counts: Vec<_> = rollup.counts().map(|(status, count)| (status.as_str(), count)).collect();
    assert_eq!(counts, [("met", 2), ("not-met", 1), ("not-reported", 1), ("excused", 1)]);
    assert_eq!(rollup.without_target, 1);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]

    /// Whatever the values: no panic, and a number is only given where it can be divided again.
    #[test]
    fn any_values_are_judged(
        target in proptest::num::i64::ANY,
        baseline in proptest::option::of(proptest::num::i64::ANY),
        actual in proptest::option::of(proptest::num::i64::ANY),
        kind in 0_usize..6,
        scale in 0_u32..19,
    ) {
        use crate::model::indicator::{Measurement, Target};
        use crate::model::quantity::{Bound, Quantity};
        let decimal = |value| Decimal::new(value, scale);
        let value = decimal(target);
        let bound = [Bound::Exactly(value), Bound::AtLeast(value), Bound::MoreThan(value), Bound::AtMost(value),
            Bound::LessThan(value), Bound::About(value)][kind];
        let measured = |value| Measurement { value: decimal(value), particulars: None };
        let mut indicator = section("unit: 家").indicators.remove(0);
        indicator.target = Some(Target { quantity: Quantity { bound, unit: None }, phrase: None });
        indicator.baseline = baseline.map(measured);
        indicator.actual = actual.map(measured);
        for as_of in ["2016-06-30", "2016-12-31", ""] {
            for pace in [Pace::Unstated, Pace::Linear] {
                let progress = judge(&indicator, None, Occasion { pace, ..occasion(as_of) });
                for ratio in [progress.attainment, progress.distance, progress.elapsed].into_iter().flatten() {
                    proptest::prop_assert!(!ratio.whole.is_zero());
                    proptest::prop_assert_eq!(ratio.part.checked_div(ratio.whole), Some(ratio.value));
                }
                let is_met = progress.status == Status::Met;
                proptest::prop_assert!(!is_met || progress.reason == Reason::Reached);
            }
        }
    }
}
