//! The traps of judging, each as a line of a table.

use super::{Missing, Occasion, Progress, Reason, RollUp, Status, judge, judge_task};
use crate::model::date::PlanTime;
use crate::model::indicator::Indicator;
use crate::model::plan::{Pace, SectionFront};
use crate::model::quantity::print_decimal;
use crate::source::fields::Faults;
use rust_decimal::Decimal;

const TIME: PlanTime = PlanTime { year: 2016, as_of: None };

/// Reads a section as users write it: `indicators` is one flow mapping without its braces and without id and name.
fn section(indicator: &str) -> SectionFront {
    let yaml = format!("title: a\nindicators:\n  - {{id: a, name: a, {indicator}}}\n");
    let value: serde_yaml::Value = serde_yaml::from_str(&yaml).unwrap();
    let mut faults = Faults::default();
    let front = crate::source::front::section(value.as_mapping().unwrap(), TIME, &mut faults);
    assert!(faults.into_list().is_empty(), "{indicator}");
    front
}

fn occasion(as_of: &str) -> Occasion {
    Occasion { year: 2016, as_of: as_of.parse().ok(), pace: Pace::Unstated }
}

fn progress(indicator: &str, as_of: &str) -> Progress {
    judge(&section(indicator).indicators[0], None, occasion(as_of))
}

/// A value of a day, as it is written in front matter.
fn value(text: &str, date: &str) -> String {
    format!("actual: {{value: {text}, date: {date}}}")
}

/// What is said of a value on the day that it is of: in the middle of the year and at its end.
fn of_its_day(indicator: &str, actual: &str) -> [&'static str; 2] {
    ["2016-06-30", "2016-12-31"]
        .map(|day| progress(&format!("{indicator}, {}", value(actual, day)), day).status.as_str())
}

#[test]
fn what_may_be_said_before_the_year_is_over_follows_from_the_measure() {
    for (indicator, actual, expected) in [
        // A flow that has reached its minimum keeps it: what was counted stays counted.
        ("measure: flow, target: 12家以上", "12", ["met", "met"]),
        ("measure: flow, target: 12家以上", "11", ["in-progress", "not-met"]),
        ("measure: flow, target: 超12家", "12", ["in-progress", "not-met"]),
        ("measure: flow, target: 60, direction: up", "65", ["met", "met"]),
        ("measure: flow, target: 60, direction: up", "0", ["in-progress", "not-met"]),
        // Last year's result is for comparison: it says neither where to start nor which way is better.
        ("measure: flow, target: 60, baseline: 50", "65", ["in-progress", "undecided"]),
        ("measure: flow, target: 60, baseline: 80", "65", ["in-progress", "undecided"]),
        ("measure: flow, target: 新增60家, baseline: 80", "65", ["met", "met"]),
        ("measure: flow, target: 60, direction: up, baseline: 80", "55", ["in-progress", "not-met"]),
        // A stock may fall again, and a rate may too.
        ("measure: stock, target: 12家以上", "12", ["in-progress", "met"]),
        ("measure: stock, target: 12家以上", "11", ["in-progress", "not-met"]),
        ("measure: stock, target: 60, baseline: 50", "65", ["in-progress", "met"]),
        ("unit: '%', target: 3.1%以上", "3.2", ["in-progress", "met"]),
        ("unit: '%', target: 3.1%以上", "3", ["in-progress", "not-met"]),
        // A flow beyond its limit stays beyond it. 零事故.
        ("measure: flow, target: 0, direction: down, unit: 起", "0", ["in-progress", "met"]),
        ("measure: flow, target: 0, direction: down, unit: 起", "1", ["not-met", "not-met"]),
        ("measure: flow, target: 0, unit: 起", "1", ["not-met", "not-met"]),
        ("measure: flow, target: 不超过3起", "4", ["not-met", "not-met"]),
        ("measure: flow, target: 低于3起", "3", ["not-met", "not-met"]),
        ("measure: flow, target: 3—5家", "4", ["in-progress", "met"]),
        ("measure: flow, target: 3—5家", "6", ["not-met", "not-met"]),
        // A stock above its limit may come down again.
        ("measure: stock, target: 不超过3起", "3", ["in-progress", "met"]),
        ("measure: stock, target: 不超过3起", "4", ["in-progress", "not-met"]),
        ("measure: stock, target: 3—5家", "6", ["in-progress", "not-met"]),
        // 3 of at most 12 accidents in June: a quarter of the limit is used, and half of the year.
        ("measure: flow, target: 不超过12起", "3", ["on-course", "met"]),
        ("measure: flow, target: 不超过12起", "8", ["in-progress", "met"]),
        // Nobody says what kind of number it is.
        ("target: 12家以上", "12", ["in-progress", "undecided"]),
        ("target: 12家以上", "1", ["in-progress", "undecided"]),
        // Name and unit say it.
        ("unit: 人次, target: 3000以上", "3000", ["met", "met"]),
    ] {
        assert_eq!(of_its_day(indicator, actual), expected, "{indicator}: {actual}");
    }
}

#[test]
fn what_is_no_quantity_is_judged_when_it_is_due() {
    for (indicator, actual, expected) in [
        // A change may turn before the year is over.
        ("unit: '%', target: 增长8%以上", "8.2", ["in-progress", "met"]),
        ("unit: '%', target: 增长8%以上", "7.9", ["in-progress", "not-met"]),
        ("unit: '%', target: 下降3%", "下降3.5%", ["in-progress", "met"]),
        ("unit: '%', target: 下降3%", "增长3.5%", ["in-progress", "not-met"]),
        ("unit: 亿元, target: 增长8%, baseline: 100", "108", ["in-progress", "met"]),
        ("unit: 亿元, target: 增长8%, baseline: 100", "107", ["in-progress", "not-met"]),
        ("unit: 亿元, target: 增长8%, baseline: 0", "107", ["in-progress", "undecided"]),
        // What came together by June is no fall from last year's result.
        (
            "unit: 亿元, target: 增长8%, due: 2016-06-30, baseline: {value: 320, date: 2015-12-31}",
            "170",
            ["undecided", "not-met"],
        ),
        (
            "unit: 亿元, target: 增长8%, due: 2016-06-30, baseline: {value: 150, date: 2015-06-30}",
            "170",
            ["met", "undecided"],
        ),
        // It needs no measure, and a measure that is there makes no flow of it.
        ("unit: 起, measure: flow, target: 减少2起, baseline: 12", "10", ["in-progress", "met"]),
        ("unit: 起, measure: flow, target: 减少2起, baseline: 12", "11", ["in-progress", "not-met"]),
        ("target: 前10位", "8", ["in-progress", "met"]),
        ("target: 前10位", "80", ["in-progress", "not-met"]),
        ("target: '不低于1:1.5'", "'1:1.6'", ["in-progress", "met"]),
        ("target: '不低于1:1.5'", "'1:1.4'", ["in-progress", "not-met"]),
        // No number settles words, however large it is.
        ("target: 3A级", "5", ["in-progress", "undecided"]),
        ("target: 二类以上", "3", ["in-progress", "undecided"]),
        ("target: 6月底前开工", "7", ["undecided", "undecided"]),
        ("target: {text: 全覆盖}", "100%", ["in-progress", "undecided"]),
        ("target: 全覆盖, status: met", "100%", ["met", "met"]),
        ("target: 与经济增长同步", "8", ["in-progress", "undecided"]),
        ("target: 与经济增长同步, status: not-met", "8", ["not-met", "not-met"]),
        // What others reached is not known.
        ("unit: '%', target: 不低于全省平均水平", "96", ["in-progress", "undecided"]),
        // Its years end when the plan says.
        ("unit: '%', target: 年均增长7%", "9", ["in-progress", "undecided"]),
        ("unit: '%', target: 年均增长7%, due: 2016-12-31", "9", ["in-progress", "met"]),
    ] {
        assert_eq!(of_its_day(indicator, actual), expected, "{indicator}: {actual}");
    }
}

#[test]
fn a_reference_takes_what_others_reached_on_the_same_day_and_words_their_own() {
    for (indicator, status) in [
        (
            "unit: '%', target: 不低于全省平均水平, actual: {value: 96, date: 2016-12-31}, benchmark: {value: 95, date: 2016-12-31}",
            Status::Met,
        ),
        (
            "unit: '%', target: 不低于全省平均水平, actual: {value: 94, date: 2016-12-31}, benchmark: {value: 95, date: 2016-12-31}",
            Status::NotMet,
        ),
        // That of another day says nothing.
        (
            "unit: '%', target: 不低于全省平均水平, actual: {value: 96, date: 2016-12-31}, benchmark: {value: 95, date: 2015-12-31}",
            Status::Undecided,
        ),
        (
            "unit: '%', target: 不低于全省平均水平, actual: {value: 96, date: 2016-12-31}, benchmark: 95",
            Status::Undecided,
        ),
        ("target: 全覆盖, done: 2016-11-02", Status::Met),
        ("target: 全覆盖, due: 2016-06-30, done: 2016-11-02", Status::Met),
        // What is told of a day after the plan's is not used.
        ("target: 全覆盖, done: 2017-01-02", Status::Undecided),
        ("target: 全覆盖", Status::Undecided),
    ] {
        assert_eq!(progress(indicator, "2016-12-31").status, status, "{indicator}");
    }
    let late = progress("target: 全覆盖, due: 2016-06-30, done: 2016-11-02", "2016-12-31");
    assert!(matches!(late.reason, Reason::Done { late: true, .. }));
    assert_eq!(progress("target: 全覆盖", "2016-06-30").status, Status::NotDue);
}

#[test]
fn a_value_stands_for_its_own_date_and_for_no_other() {
    for (indicator, as_of, status, reason) in [
        // A value of June says nothing of the year's end, unless it settles it.
        (
            "measure: flow, target: 12家以上, actual: {value: 4, date: 2016-06-30}",
            "2016-12-31",
            Status::NotReported,
            "Stale",
        ),
        (
            "measure: flow, target: 12家以上, actual: {value: 14, date: 2016-06-30}",
            "2016-12-31",
            Status::Met,
            "Reached",
        ),
        (
            "measure: stock, target: 12家以上, actual: {value: 14, date: 2016-06-30}",
            "2016-12-31",
            Status::NotReported,
            "Stale",
        ),
        // A value of June on an `as_of` of September stays one of June.
        (
            "measure: stock, target: 12家以上, actual: {value: 14, date: 2016-06-30}",
            "2016-09-30",
            Status::InProgress,
            "ReachedSoFar",
        ),
        // A value without a date is compared with none.
        ("measure: flow, target: 12家以上, actual: 14", "2016-06-30", Status::Met, "Reached"),
        ("measure: flow, target: 12家以上, actual: 4", "2016-06-30", Status::InProgress, "Undated"),
        ("measure: flow, target: 12家以上, actual: 4", "2016-12-31", Status::Undecided, "Undated"),
        ("measure: stock, target: 12家以上, actual: 14", "2016-12-31", Status::Undecided, "Undated"),
        ("measure: stock, target: 12家以上, actual: 14", "", Status::InProgress, "Undated"),
        // A report of a later day than the plan speaks of is not used.
        (
            "measure: flow, target: 12家以上, actual: {value: 14, date: 2016-09-30}",
            "2016-06-30",
            Status::NotDue,
            "NotDueYet",
        ),
        (
            "measure: flow, target: 12家以上, due: 2016-05-31, actual: {value: 14, date: 2016-09-30}",
            "2016-06-30",
            Status::NotReported,
            "Unreported",
        ),
        // Without `as_of` the value's own date is now.
        (
            "measure: flow, target: 12家以上, actual: {value: 4, date: 2016-12-31}",
            "",
            Status::NotMet,
            "Missed",
        ),
        (
            "measure: stock, target: 12家以上, actual: {value: 14, date: 2016-12-31}",
            "",
            Status::Met,
            "Reached",
        ),
    ] {
        let progress = progress(indicator, as_of);
        let found = format!("{:?}", progress.reason);
        assert_eq!(
            (progress.status, found.split(' ').next().unwrap()),
            (status, reason),
            "{indicator} {as_of}"
        );
    }
}

#[test]
fn where_nothing_says_which_way_is_better_only_the_equal_value_is_judged() {
    for (indicator, actual, status, reason) in [
        ("target: 60家", "60", Status::Met, Reason::Reached),
        ("target: 60家", "65", Status::Undecided, Reason::NoDirection),
        ("target: 60家", "55", Status::Undecided, Reason::NoDirection),
        // 保持: the target is the baseline.
        ("target: 60家, baseline: 60", "60", Status::Met, Reason::Reached),
        ("target: 60家, baseline: 60", "61", Status::Undecided, Reason::NoDirection),
        ("target: 60家, baseline: 60, direction: up", "59", Status::NotMet, Reason::Missed),
        ("target: 8%左右", "8.4", Status::Met, Reason::Reached),
        ("target: 8%左右", "7.5", Status::Met, Reason::Reached),
        ("target: 8%左右", "7.4", Status::Undecided, Reason::NoTolerance),
        ("target: 8%左右, direction: up", "9", Status::Met, Reason::Reached),
        ("target: 8%左右, direction: up", "7", Status::Undecided, Reason::NoTolerance),
    ] {
        let text = format!("measure: stock, {indicator}, {}", value(actual, "2016-12-31"));
        let progress = progress(&text, "2016-12-31");
        assert_eq!((progress.status, progress.reason), (status, reason), "{text}");
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
        ("actual: 5, unit: 家", ["in-progress", "in-progress", "in-progress"]),
        // A milestone of September is nobody's fault in June.
        (
            "target: 12家以上, milestones: [{due: 2016-09-30, target: 9}]",
            ["not-due", "not-reported", "not-due"],
        ),
    ] {
        let found = ["2016-06-30", "2016-12-31", ""].map(|as_of| progress(indicator, as_of).status.as_str());
        assert_eq!(found, expected, "{indicator}");
    }
    assert!(progress("target: 12家以上", "2016-12-31").is_overdue());
    assert!(!progress("target: 12家以上", "2016-06-30").is_overdue());
}

#[test]
fn of_several_milestones_of_one_day_the_worst_counts() {
    for (milestones, expected) in [
        ("{due: 2016-06-30, target: 6}, {due: 2016-06-30, target: 9}", "behind"),
        ("{due: 2016-06-30, target: 9}, {due: 2016-06-30, target: 6}", "behind"),
        ("{due: 2016-06-30, target: 6}, {due: 2016-06-30, text: 全部开工}", "not-reported"),
        ("{due: 2016-06-30, text: 全部开工, done: 2016-06-20}, {due: 2016-06-30, target: 6}", "on-course"),
    ] {
        let text = format!(
            "measure: flow, target: 12家以上, milestones: [{milestones}], {}",
            value("7", "2016-06-30")
        );
        assert_eq!(progress(&text, "2016-06-30").status.as_str(), expected, "{milestones}");
    }
}

#[test]
fn a_milestone_takes_the_report_of_its_day() {
    let milestones = "milestones: [{due: 2016-03-31, target: 3, actual: 3}, {due: 2016-06-30, target: 6}, {due: 2016-09-30, target: 9}]";
    for (measure, actual, as_of, status) in [
        ("flow", Some(("4", "2016-04-30")), "2016-04-30", Status::OnCourse),
        ("flow", Some(("5", "2016-06-30")), "2016-06-30", Status::Behind),
        ("flow", Some(("6", "2016-06-30")), "2016-06-30", Status::OnCourse),
        ("flow", Some(("9", "2016-06-30")), "2016-06-30", Status::Ahead),
        ("flow", Some(("12", "2016-06-30")), "2016-06-30", Status::Met),
        // A flow that had reached it earlier has it still; one that has not reached it later had not.
        ("flow", Some(("6", "2016-05-31")), "2016-06-30", Status::OnCourse),
        ("flow", Some(("5", "2016-05-31")), "2016-06-30", Status::NotReported),
        ("flow", Some(("5", "2016-07-31")), "2016-07-31", Status::Behind),
        ("flow", Some(("7", "2016-07-31")), "2016-07-31", Status::NotReported),
        // How a stock stood on that day, only that day's report tells.
        ("stock", Some(("6", "2016-06-30")), "2016-06-30", Status::OnCourse),
        ("stock", Some(("5", "2016-06-30")), "2016-06-30", Status::Behind),
        ("stock", Some(("6", "2016-05-31")), "2016-06-30", Status::NotReported),
        ("stock", Some(("5", "2016-07-31")), "2016-07-31", Status::NotReported),
        ("flow", None, "2016-04-30", Status::OnCourse),
        ("flow", None, "2016-07-31", Status::NotReported),
        ("flow", None, "2016-02-28", Status::NotDue),
        ("flow", Some(("5", "2016-12-31")), "2016-12-31", Status::NotMet),
    ] {
        let actual = actual.map_or_else(|| "note: 无".to_owned(), |(text, date)| value(text, date));
        let text = format!("measure: {measure}, target: 12家以上, {milestones}, {actual}");
        assert_eq!(progress(&text, as_of).status, status, "{text} {as_of}");
    }
    // A rate that is right in March and wrong in December.
    let rate = "unit: '%', target: 90%以上, milestones: [{due: 2016-03-31, target: 88}]";
    let of = |text: &str, day: &str| progress(&format!("{rate}, {}", value(text, day)), day).status;
    assert_eq!((of("91", "2016-03-31"), of("89", "2016-12-31")), (Status::OnCourse, Status::NotMet));
    let down =
        "measure: stock, target: 不超过2起, direction: down, milestones: [{due: 2016-06-30, target: 1}]";
    let of = |text: &str| progress(&format!("{down}, {}", value(text, "2016-06-30")), "2016-06-30").status;
    assert_eq!((of("2"), of("1")), (Status::Behind, Status::OnCourse));
}

#[test]
fn a_linear_pace_is_judged_in_whole_percent_on_the_values_own_date() {
    for (indicator, actual, as_of, status) in [
        // A stock covers its way.
        ("measure: stock, target: 200, baseline: 100", "150", "2016-07-01", Status::OnCourse),
        ("measure: stock, target: 200, baseline: 100", "149", "2016-07-01", Status::Behind),
        ("measure: stock, target: 200, baseline: 100", "151", "2016-07-01", Status::Ahead),
        // A value of July on an `as_of` of September: half of the year had passed, not three quarters.
        ("measure: stock, target: 200, baseline: 100", "150", "2016-09-30", Status::OnCourse),
        // Less is better.
        ("measure: stock, target: 100, baseline: 200", "149", "2016-07-01", Status::Ahead),
        ("measure: stock, target: 100, baseline: 200", "151", "2016-07-01", Status::Behind),
        // No way to cover, no start: no basis.
        ("measure: stock, target: 100, baseline: 100, direction: up", "90", "2016-07-01", Status::InProgress),
        ("measure: stock, target: 200家以上", "150", "2016-07-01", Status::InProgress),
        // A flow starts at nought; last year's result is no start.
        ("measure: flow, target: 260, baseline: 231", "142", "2016-07-01", Status::Ahead),
        ("measure: flow, target: 200家以上", "100", "2016-07-01", Status::OnCourse),
        ("measure: flow, target: 200家以上", "97", "2016-07-01", Status::Behind),
        ("measure: flow, target: 不超过12起", "8", "2016-07-01", Status::Behind),
        // A rate has no pace.
        ("unit: '%', target: 90%以上, baseline: 80", "85", "2016-07-01", Status::InProgress),
    ] {
        let section = section(&format!("{indicator}, {}", value(actual, "2016-07-01")));
        let pace = Occasion { pace: Pace::Linear, ..occasion(as_of) };
        let judged = judge(&section.indicators[0], None, pace);
        assert_eq!(judged.status, status, "{indicator}: {:?}", judged.reason);
        let unstated = judge(&section.indicators[0], None, occasion(as_of));
        assert_eq!(unstated.status, Status::InProgress, "{indicator}");
    }
}

#[test]
fn numbers_are_given_where_they_make_sense() {
    let number = |ratio: Result<super::Ratio, Missing>| match ratio {
        Ok(ratio) => print_decimal(ratio.value.round_dp(4).normalize()),
        Err(missing) => format!("{missing:?}"),
    };
    for (indicator, attainment, used, distance) in [
        ("measure: stock, target: 12, actual: 9", "0.75", "NoLimit", "Baseline"),
        ("measure: stock, target: 12, actual: 0", "0", "NoLimit", "Baseline"),
        ("measure: stock, target: 12, actual: 9, baseline: 0", "0.75", "NoLimit", "0.75"),
        ("measure: stock, target: 12, actual: 9, baseline: 10", "0.75", "NoLimit", "-0.5"),
        ("measure: stock, target: 12, actual: 15, baseline: 6", "1.25", "NoLimit", "1.5"),
        ("measure: stock, target: '<= 5', actual: 4, baseline: 8", "Limit", "NoLimit", "1.3333"),
        ("measure: stock, target: 10, baseline: 10, actual: 10", "1", "NoLimit", "NoWay"),
        ("measure: stock, target: 3—5家, actual: 4", "Range", "NoLimit", "Range"),
        ("measure: stock, target: -2, actual: 1", "Negative", "NoLimit", "Baseline"),
        ("measure: stock, target: 2, actual: -1, baseline: -4", "Negative", "NoLimit", "0.5"),
        // 新增260家, 231 last year, 142 by June: 54.6 %, and no −306.9 %.
        ("measure: flow, target: 260, baseline: 231, actual: 142", "0.5462", "NoLimit", "Flow"),
        ("measure: flow, target: 不超过12起, actual: 3", "Limit", "0.25", "Flow"),
        ("measure: flow, target: '<= 5', actual: 0", "Limit", "0", "Flow"),
        ("measure: flow, target: 0, direction: down, actual: 2", "Limit", "NoLimit", "Flow"),
        ("target: 3.1%, actual: 3.1, baseline: 3", "Rate", "NoLimit", "Rate"),
        ("target: 12, actual: 9, baseline: 3", "Measure", "NoLimit", "Measure"),
        ("measure: flow, target: 12", "Actual", "NoLimit", "Flow"),
        ("measure: flow, actual: 12", "Target", "NoLimit", "Target"),
    ] {
        let progress = progress(indicator, "2016-12-31");
        let found = [progress.attainment, progress.used_up, progress.distance].map(number);
        assert_eq!(found, [attainment, used, distance], "{indicator}");
    }
    for (date, as_of, due, expected) in [
        ("2016-12-31", "2016-12-31", "", "1"),
        ("2016-01-01", "2016-12-31", "", "0.0027"),
        ("2016-06-30", "2016-09-30", "", "0.4973"),
        ("2016-06-30", "", "", "0.4973"),
        ("2016-06-30", "2016-06-30", "due: 2016-06-30, ", "1"),
        ("2017-03-01", "2017-03-01", "", "1"),
        ("2015-12-31", "2016-12-31", "", "0"),
        ("2016-06-30", "2016-06-30", "due: 2015-06-30, ", "DueBefore"),
    ] {
        let progress = progress(&format!("{due}measure: stock, target: 5, {}", value("3", date)), as_of);
        assert_eq!(number(progress.elapsed), expected, "{date} {as_of} {due}");
    }
    assert_eq!(number(progress("measure: stock, target: 5, actual: 3", "2016-06-30").elapsed), "Undated");
}

#[test]
fn the_bodys_own_judgement_stands_only_where_the_values_give_none() {
    for (indicator, status, contradicts) in [
        ("target: 60家, actual: {value: 65, date: 2016-12-31}, status: met", Status::Met, false),
        ("target: 8%左右, actual: {value: 7, date: 2016-12-31}, status: not-met", Status::NotMet, false),
        ("target: 12家以上, actual: 13, status: met", Status::Met, false),
        ("target: 12家以上, actual: 13, status: not-met", Status::Met, true),
        ("target: 12家以上, actual: {value: 1, date: 2016-12-31}, status: met", Status::NotMet, true),
        ("target: 12家以上, actual: {value: 1, date: 2016-12-31}, status: in-progress", Status::NotMet, true),
        ("target: 12家以上, status: met", Status::Met, false),
        ("target: 12家以上, excused: 不可抗力, status: met", Status::Excused, false),
    ] {
        let progress = progress(&format!("measure: flow, {indicator}"), "2016-12-31");
        assert_eq!((progress.status, progress.contradicts), (status, contradicts), "{indicator}");
    }
}

#[test]
fn a_section_says_when_its_indicators_are_due() {
    let front = section("target: 12家以上");
    let own = crate::model::indicator::Responsibility {
        due: crate::model::official_date::parse_due("2016-05-31", 2016),
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
        let front = crate::source::front::section(value.as_mapping().unwrap(), TIME, &mut Faults::default());
        assert_eq!(judge_task(&front.tasks[0], None, occasion("2016-06-30")).is_overdue, overdue, "{state}");
        assert!(!judge_task(&front.tasks[0], None, occasion("2016-05-30")).is_overdue);
        assert!(!judge_task(&front.tasks[0], None, occasion("")).is_overdue);
    }
}

#[test]
fn a_roll_up_counts_and_says_what_it_leaves_out() {
    let all = [
        "measure: flow, target: 12家以上, actual: 12",
        "measure: flow, target: 12家以上, actual: 13",
        "measure: flow, target: 12家以上, actual: {value: 1, date: 2016-12-31}",
        "measure: flow, target: 12家以上, actual: 1",
        "target: 12家以上",
        "target: 12家以上, excused: 不可抗力",
        "actual: 3",
    ]
    .map(|indicator| progress(indicator, "2016-12-31"));
    let rollup = RollUp::of(&all);
    assert_eq!((rollup.total(), rollup.judged(), rollup.left_out()), (7, 4, 3));
    let counts: Vec<_> = rollup.counts().map(|(status, count)| (status.as_str(), count)).collect();
    assert_eq!(counts, [("met", 2), ("not-met", 1), ("not-reported", 1), ("undecided", 1), ("excused", 1)]);
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
        measure in proptest::sample::select(vec![None, Some(crate::model::measure::Measure::Flow), Some(crate::model::measure::Measure::Stock), Some(crate::model::measure::Measure::Rate)]),
        dated in proptest::bool::ANY,
    ) {
        use crate::model::indicator::{Measurement, Particulars};
        use crate::model::target::{Target, Value};
        use crate::model::quantity::{Bound, Quantity};
        let decimal = |value| Decimal::new(value, scale);
        let value = decimal(target);
        let bound = [Bound::Exactly(value), Bound::AtLeast(value), Bound::MoreThan(value), Bound::AtMost(value),
            Bound::LessThan(value), Bound::About(value)][kind];
        let measured = |value| Measurement { value: Value::Number(decimal(value)), particulars: None };
        let mut indicator = section("unit: 家").indicators.remove(0);
        indicator.measure = measure;
        indicator.target = Some(Target::of(Quantity { bound, unit: None }));
        indicator.baseline = baseline.map(measured);
        indicator.actual = actual.map(measured);
        if let (Some(actual), true) = (&mut indicator.actual, dated) {
            let date = jiff::civil::date(2016, 6, 30);
            actual.particulars = Some(Box::new(Particulars { date: Some(date.into()), ..Particulars::default() }));
        }
        for as_of in ["2016-06-30", "2016-12-31", ""] {
            for pace in [Pace::Unstated, Pace::Linear] {
                let progress = judge(&indicator, None, Occasion { pace, ..occasion(as_of) });
                for ratio in [progress.attainment, progress.used_up, progress.distance, progress.elapsed].into_iter().flatten() {
                    proptest::prop_assert!(!ratio.whole.is_zero());
                    proptest::prop_assert_eq!(ratio.part.checked_div(ratio.whole), Some(ratio.value));
                }
                let is_met = progress.status == Status::Met;
                proptest::prop_assert!(!is_met || progress.reason == Reason::Reached);
            }
        }
    }
}

#[test]
fn a_day_by_name_is_judged_by_the_last_day_that_it_covers() {
    for (due, as_of, status) in [
        ("6月底前", "2016-06-29", Status::InProgress),
        ("6月底前", "2016-06-30", Status::NotMet),
        ("6月前", "2016-06-29", Status::InProgress),
        ("第二季度", "2016-06-30", Status::NotMet),
        ("上半年", "2016-06-29", Status::InProgress),
        ("2016年底前", "2016-06-30", Status::InProgress),
        ("每月", "2016-06-30", Status::InProgress),
    ] {
        let indicator =
            format!("unit: 家, measure: flow, target: 12家以上, due: {due}, {}", value("4", as_of));
        assert_eq!(progress(&indicator, as_of).status, status, "{due} {as_of}");
    }
}
