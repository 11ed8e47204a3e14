//! A plan of forty-six indicators stepped through its year, month by month: what is said of each, as a person would say it.
//!
//! Every row says what was reported, and of each month's end where the indicator stands. The plan's `as_of` is that month's end;
//! all reports of the year stand in the file the whole time, as they do when a plan is looked at later.

use super::{Occasion, Progress, judge};
use crate::model::date::PlanTime;
use crate::model::plan::{Pace, SectionFront};
use crate::pages::display;
use crate::source::fields::Faults;
use jiff::civil::{Date, date};

/// Reported at the end of these months.
const QUARTERS: [i8; 4] = [3, 6, 9, 12];

/// n not-due, r not-reported, p in-progress, m met, x not-met, a ahead, o on-course, b behind, u undecided, e excused.
fn letter(progress: &Progress) -> char {
    match progress.status.as_str() {
        "not-due" => 'n',
        "not-reported" => 'r',
        "in-progress" => 'p',
        "met" => 'm',
        "not-met" => 'x',
        "ahead" => 'a',
        "on-course" => 'o',
        "behind" => 'b',
        "undecided" => 'u',
        _ => 'e',
    }
}

fn last_of(month: i8) -> Date {
    date(2026, month, 1).last_of_month()
}

/// An indicator with its reports, read as a plan with this `as_of` reads it, and judged.
fn progress(indicator: &str, reports: &[&str], month: i8) -> Progress {
    let as_of = last_of(month);
    let listed: Vec<String> = QUARTERS
        .iter()
        .zip(reports)
        .map(|(month, value)| format!("{{date: {}, value: {value}}}", last_of(*month)))
        .collect();
    let reports =
        if listed.is_empty() { String::new() } else { format!(", reports: [{}]", listed.join(", ")) };
    let yaml = format!("title: a\nindicators:\n  - {{id: a, {indicator}{reports}}}\n");
    let value: serde_yaml::Value =
        serde_yaml::from_str(&yaml).unwrap_or_else(|error| panic!("{yaml}: {error}"));
    let mut faults = Faults::default();
    let time = PlanTime { year: 2026, as_of: Some(as_of) };
    let front: SectionFront = crate::source::front::section(value.as_mapping().unwrap(), time, &mut faults);
    let faults = faults.into_list();
    assert!(faults.is_empty(), "{yaml}{faults:?}");
    judge(&front.indicators[0], None, Occasion { year: 2026, as_of: Some(as_of), pace: Pace::Unstated })
}

/// The indicator, its reports by quarter, where it stands at the end of each month, and why.
type Row = (&'static str, &'static [&'static str], &'static str, &'static str);

const YEAR: &[Row] = &[
    // Flows: what has come together since 1 January.
    (
        "name: 企业, unit: 家, target: 新增60家以上",
        &["10", "35", "50", "66"],
        "nnpppppppppm",
        "reached by the year's end; before that nothing says what is due",
    ),
    (
        "name: 企业, unit: 家, target: 新增60家以上",
        &["20", "61", "70", "80"],
        "nnpppmmmmmmm",
        "reached in June, and what was counted stays counted",
    ),
    (
        "name: 企业, unit: 家, target: 新增60家以上",
        &["10", "20", "30", "40"],
        "nnpppppppppx",
        "due, and not reached",
    ),
    (
        "name: 企业, unit: 家, target: 新增60家以上",
        &["10", "20", "30"],
        "nnpppppppppr",
        "due, and the last report is of September",
    ),
    ("name: 企业, unit: 家, target: 新增60家以上", &[], "nnnnnnnnnnnr", "never reported"),
    (
        "name: 企业, unit: 家, target: 新增60家以上, baseline: 80",
        &["10", "35", "50", "66"],
        "nnpppppppppm",
        "last year's 80 is for comparison only",
    ),
    (
        "name: 企业, unit: 家, target: 新增60家以上, stretch: 80家",
        &["10", "35", "50", "66"],
        "nnpppppppppm",
        "the second tier is never judged in the target's place",
    ),
    (
        "name: 企业, unit: 家, target: 新增60家以上, due: 长期",
        &["10", "35", "50", "66"],
        "nnpppppppppm",
        "what goes on is due at the year's end",
    ),
    (
        "name: 企业, unit: 家, target: 新增30家以上, due: 6月底前",
        &["12", "25", "33", "40"],
        "nnpppxxxmmmm",
        "missed in June, reached late by September",
    ),
    (
        "name: 事故, unit: 起, measure: flow, target: 不超过12起",
        &["1", "3", "7", "11"],
        "nnooooooooom",
        "3 of at most 12 by June: a quarter of the limit, half of the year",
    ),
    (
        "name: 事故, unit: 起, measure: flow, target: 不超过12起",
        &["4", "9", "13", "15"],
        "nnppppppxxxx",
        "used faster than time passes, beyond the limit from September",
    ),
    (
        "name: 事故, unit: 起, measure: flow, target: 0",
        &["0", "0", "0", "0"],
        "nnpppppppppm",
        "零事故 holds to the end",
    ),
    (
        "name: 事故, unit: 起, measure: flow, target: 0",
        &["0", "1", "1", "1"],
        "nnpppxxxxxxx",
        "one accident settles it",
    ),
    (
        "name: 试点, unit: 家, measure: flow, target: 3—5家",
        &["1", "3", "4", "4"],
        "nnpppppppppm",
        "within the range at the end",
    ),
    (
        "name: 试点, unit: 家, measure: flow, target: 3—5家",
        &["2", "4", "6", "6"],
        "nnppppppxxxx",
        "beyond the range, and it cannot come back",
    ),
    (
        "name: 企业, unit: 家, target: 新增60家以上, milestones: [{due: 6月底, target: 30}, {due: 9月底, target: 45}]",
        &["12", "31", "44", "62"],
        "nnpppooobbbm",
        "31 of 30 in June, 44 of 45 in September",
    ),
    (
        "name: 企业, unit: 家, target: 新增60家以上, milestones: [{due: 6月底, target: 30}, {due: 9月底, target: 45}]",
        &["20", "46", "50", "60"],
        "nnpppaaaooom",
        "in June already where September should be",
    ),
    (
        "name: 企业, unit: 家, target: 新增60家以上, milestones: [{due: 3月底, target: 5}, {due: 5月底, target: 30}]",
        &["12", "40", "50", "60"],
        "nnoorrrrrrrm",
        "31 May was never reported, and 40 in June does not say what it was",
    ),
    (
        "name: 企业, unit: 家, target: 新增60家以上, milestones: [{due: 6月底, text: 全部开工, done: 2026-06-20}]",
        &["12", "31", "44", "62"],
        "nnpppoooooom",
        "a milestone in words came true",
    ),
    (
        "name: 企业, unit: 家, target: 新增60家以上, milestones: [{due: 6月底, text: 全部开工}]",
        &["12", "31", "44", "62"],
        "nnppprrrrrrm",
        "nobody says whether it did",
    ),
    // Stocks: how things stand on a day.
    (
        "name: 高新技术企业保有量, unit: 家, target: 1200以上, baseline: {value: 1000, date: 2025-12-31}",
        &["1050", "1150", "1210", "1230"],
        "nnpppppppppm",
        "above the target in September, but it may fall again",
    ),
    (
        "name: 高新技术企业保有量, unit: 家, target: 1200以上",
        &["1050", "1150", "1210", "1190"],
        "nnpppppppppx",
        "it did fall again",
    ),
    (
        "name: 高新技术企业保有量, unit: 家, target: 1200以上",
        &["1050", "1150", "1210"],
        "nnpppppppppr",
        "September says nothing of December",
    ),
    (
        "name: 在册人数, unit: 人, target: 不超过300人",
        &["310", "305", "298", "302"],
        "nnpppppppppx",
        "a limit on how things stand",
    ),
    (
        "name: 存量, unit: 套, target: 60, baseline: {value: 50, date: 2025-12-31}",
        &["52", "55", "58", "61"],
        "nnpppppppppm",
        "a plain number above where it started is to be reached from below",
    ),
    (
        "name: 存量, unit: 套, target: 40, baseline: {value: 50, date: 2025-12-31}",
        &["48", "45", "42", "39"],
        "nnpppppppppm",
        "and one below from above",
    ),
    (
        "name: 存量, unit: 套, target: 60以上, actual: 61",
        &[],
        "pppppppppppu",
        "a value without a date is of no day",
    ),
    // Rates.
    (
        "name: 合格率, unit: '%', target: 95%以上",
        &["96", "96", "95", "94"],
        "nnpppppppppx",
        "right in March and wrong in December",
    ),
    (
        "name: 失业率, unit: '%', target: 5.5%以内",
        &["5.6", "5.5", "5.3", "5.2"],
        "nnpppppppppm",
        "a limit that holds at the end",
    ),
    (
        "name: 合格率, unit: '%', target: 95%以上, milestones: [{due: 6月底, target: 94%以上}]",
        &["93", "94.5", "95", "95.5"],
        "nnpppoooooom",
        "June's report stands for June's milestone for the rest of the year",
    ),
    (
        "name: 增幅, unit: '%', target: 8%左右",
        &["7.5", "7.8", "7.9", "8.3"],
        "nnpppppppppm",
        "8.3 is about 8",
    ),
    (
        "name: 增幅, unit: '%', target: 8%左右",
        &["7.5", "7.8", "7.9", "9.1"],
        "nnpppppppppu",
        "9.1 is not, and no tolerance is said",
    ),
    // Changes.
    (
        "name: 增加值, unit: '%', target: 增长8%以上",
        &["增长6%", "7", "8.1", "8.2"],
        "nnpppppppppm",
        "8.1 in September may turn again",
    ),
    (
        "name: 能耗, unit: '%', target: 下降3%",
        &["下降1%", "下降2%", "下降2.5%", "下降2.9%"],
        "nnpppppppppx",
        "a fall of 2.9 is less than 3",
    ),
    (
        "name: 能耗, unit: '%', target: 下降3%",
        &["下降4%", "下降4%", "下降4%", "增长4%"],
        "nnpppppppppx",
        "it turned",
    ),
    (
        "name: 营业收入, unit: 亿元, measure: flow, target: 增长8%, baseline: {value: 320, date: 2025-12-31}",
        &["80", "160", "240", "350"],
        "nnpppppppppm",
        "80 by March is no fall from 320",
    ),
    (
        "name: 占比, unit: '%', target: 提高0.5个百分点, baseline: {value: 12.2, date: 2025-12-31}",
        &["12.3", "12.5", "12.6", "12.7"],
        "nnpppppppppm",
        "the change is computed from the baseline",
    ),
    (
        "name: 占比, unit: '%', target: 年均增长7%",
        &["增长7%", "增长7%", "增长7%", "增长9%"],
        "nnpppppppppu",
        "an average over years is not known at the end of one",
    ),
    // Places, ratios, references.
    ("name: 位次, target: 前10位", &["12", "11", "9", "8"], "nnpppppppppm", "place 8 is within the first 10"),
    (
        "name: 位次, target: 前10位",
        &["9", "9", "10", "110"],
        "nnpppppppppx",
        "110 is more than 10, and worse",
    ),
    (
        "name: 医护比, target: '不低于1:1.25'",
        &["'1:1.1'", "'1:1.2'", "'1:1.2'", "'1:1.3'"],
        "nnpppppppppm",
        "1.3 to one is more than 1.25",
    ),
    (
        "name: 办结率, unit: '%', target: 不低于全省平均水平, benchmark: {value: 95.2, date: 2026-12-31}",
        &["95", "95.5", "96", "96.5"],
        "nnpppppppppm",
        "the province's value is of the same day",
    ),
    (
        "name: 办结率, unit: '%', target: 不低于全省平均水平",
        &["95", "95.5", "96", "96.5"],
        "nnpppppppppu",
        "the province's value is not known",
    ),
    // Words.
    ("name: 服务站, target: 全覆盖, done: 2026-11-20", &[], "nnnnnnnnnnmm", "it came true in November"),
    (
        "name: 孵化器, target: 6月底前开工",
        &["3", "6", "9", "12"],
        "nnpppuuuuuuu",
        "no number says that work began",
    ),
    // What nobody can judge, or need not.
    (
        "name: 高新技术企业, unit: 家, target: 60家以上",
        &["10", "35", "50", "66"],
        "nnpppppppppu",
        "66 new ones, or 66 in all?",
    ),
    (
        "name: 企业, unit: 家, target: 新增60家以上, excused: 洪灾",
        &["10", "35", "50", "40"],
        "eeeeeeeeeeee",
        "excused",
    ),
];

#[test]
fn every_month_of_a_year_says_what_a_person_would() {
    let mut wrong = Vec::new();
    for (indicator, reports, expected, why) in YEAR {
        let said: String = (1..=12).map(|month| letter(&progress(indicator, reports, month))).collect();
        if said != *expected {
            wrong.push(format!("{indicator} {reports:?}: {said}, not {expected}: {why}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(YEAR.len() >= 40);
}

/// Attainment, used share and distance at the ends of June and December; `-` where none is shown.
#[test]
fn the_numbers_of_a_year_are_those_that_make_sense() {
    let shown = |indicator: &str, reports: &[&str], month: i8| {
        let progress = progress(indicator, reports, month);
        [progress.attainment, progress.used_up, progress.distance]
            .map(|ratio| ratio.map_or_else(|_| "-".to_owned(), |ratio| display::percent(ratio.value)))
            .join(" ")
    };
    for (indicator, reports, june, december) in [
        // 142 of 260 new ones is a good half-year, and no way from last year's 231.
        (
            "name: 企业, unit: 家, target: 新增260家, baseline: 231",
            &["70", "142", "200", "265"][..],
            "54.6% - -",
            "101.9% - -",
        ),
        // 25 % of the limit, and not 400 % of anything.
        (
            "name: 事故, unit: 起, measure: flow, target: 不超过12起",
            &["1", "3", "7", "11"],
            "- 25% -",
            "- 91.7% -",
        ),
        (
            "name: 高新技术企业保有量, unit: 家, target: 1200以上, baseline: {value: 1000, date: 2025-12-31}",
            &["1050", "1150", "1210", "1230"],
            "95.8% - 75%",
            "102.5% - 115%",
        ),
        (
            "name: 在册人数, unit: 人, target: 不超过300人, baseline: {value: 320, date: 2025-12-31}",
            &["310", "305", "298", "302"],
            "- - 75%",
            "- - 90%",
        ),
        (
            "name: 合格率, unit: '%', target: 95%以上, baseline: 90",
            &["96", "96", "95", "94"],
            "- - -",
            "- - -",
        ),
        ("name: 增加值, unit: '%', target: 增长8%以上", &["6", "7", "8", "8.2"], "- - -", "- - -"),
        ("name: 位次, target: 前10位", &["12", "11", "9", "8"], "- - -", "- - -"),
        ("name: 试点, unit: 家, measure: flow, target: 3—5家", &["1", "3", "4", "4"], "- - -", "- - -"),
        ("name: 高新技术企业, unit: 家, target: 60家以上", &["10", "35", "50", "66"], "- - -", "- - -"),
        // Never rounded across the whole.
        (
            "name: 企业, unit: 家, target: 新增10000家",
            &["1", "9996", "9996", "10004"],
            "99.9% - -",
            "100.1% - -",
        ),
    ] {
        assert_eq!(shown(indicator, reports, 6), june, "{indicator} in June");
        assert_eq!(shown(indicator, reports, 12), december, "{indicator} in December");
    }
}

/// The worked year of docs/judging*.md: what its table and the paragraph on the next year say.
#[test]
fn the_year_in_docs_is_the_one_that_is_judged() {
    const WORDS: [(char, &str); 3] = [('p', "推进中"), ('o', "符合进度"), ('m', "已完成")];
    let indicators = [
        ("name: 企业, unit: 家, target: 新增60家以上", ["10", "35", "50", "66"]),
        ("name: 事故, unit: 起, measure: flow, target: 不超过12起", ["1", "3", "7", "11"]),
        (
            "name: 企业保有量, unit: 家, target: 1200以上, baseline: {value: 1000, date: 2025-12-31}",
            ["1050", "1150", "1210", "1230"],
        ),
    ];
    let number = |progress: &Progress| {
        let ratio =
            [progress.distance, progress.attainment, progress.used_up].into_iter().find_map(Result::ok);
        display::percent(ratio.unwrap().value)
    };
    for (docs, next_year) in [
        (include_str!("../../../docs/judging.md"), ["attainment is 17.1 %", "has covered 14.3 %"]),
        (include_str!("../../../docs/judging.zh-CN.md"), ["完成率17.1%", "进度14.3%"]),
    ] {
        for (quarter, month) in QUARTERS.iter().enumerate() {
            let is_row = |line: &&str| {
                line.starts_with(&format!("| end of {month} |"))
                    || line.starts_with(&format!("| {month}月底 |"))
            };
            let row = docs.lines().find(is_row).unwrap();
            for ((indicator, reports), cell) in indicators.iter().zip(row.split(" | ").skip(1)) {
                let progress = progress(indicator, reports, *month);
                let word = WORDS.iter().find(|(own, _)| *own == letter(&progress)).unwrap().1;
                let said =
                    [reports[quarter], word, &number(&progress)].into_iter().all(|part| cell.contains(part));
                assert!(said, "{cell}: {} {word} {}", reports[quarter], number(&progress));
            }
        }
        let next = [
            progress("name: 企业, unit: 家, target: 新增70家, baseline: 66", &["12"], 3),
            progress(
                "name: 企业保有量, unit: 家, target: 1300以上, baseline: {value: 1230, date: 2025-12-31}",
                &["1240"],
                3,
            ),
        ];
        for (progress, sentence) in next.iter().zip(next_year) {
            let shown = number(progress);
            assert!(docs.contains(sentence), "{sentence}");
            assert!(sentence.replace(' ', "").contains(&shown), "{sentence}: {shown}");
            assert_eq!(letter(progress), 'p');
        }
    }
}
