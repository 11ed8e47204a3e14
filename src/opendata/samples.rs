//! Records for the tests of data files: one with every kind of target and value in it, and random ones.

use super::number::{Number, quotient};
use super::record::*;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// A number from its digits.
pub fn number(digits: &str) -> Number {
    Number(digits.parse().unwrap())
}

/// A value with a number and a day.
pub fn value(text: &str, digits: &str, date: Option<&str>) -> ValueData {
    ValueData {
        text: text.to_owned(),
        kind: "number",
        value: Some(number(digits)),
        second: None,
        unit: None,
        date: date.map(ToOwned::to_owned),
        date_text: None,
        source: None,
        note: None,
    }
}

/// A target of a kind.
pub fn target(
    text: &str,
    kind: &'static str,
    bound: Option<&'static str>,
    digits: Option<&str>,
) -> TargetData {
    TargetData {
        text: text.to_owned(),
        kind,
        bound,
        value: digits.map(number),
        upper: None,
        second: None,
        counts: None,
        unit: None,
        yearly: false,
    }
}

fn share(value: Option<Number>) -> ShareData {
    ShareData {
        value,
        part: None,
        whole: None,
        text: value.map(|value| format!("{}%", value.0 * Decimal::ONE_HUNDRED)),
        missing: value.is_none().then_some("measure"),
    }
}

/// An indicator with nothing but a name.
pub fn indicator(id: &str, name: &str) -> IndicatorData {
    IndicatorData {
        id: id.to_owned(),
        name: name.to_owned(),
        section: None,
        unit: None,
        measure: None,
        direction: None,
        level: None,
        nature: None,
        target: None,
        stretch: None,
        benchmark: None,
        baseline: None,
        actual: None,
        reports: Vec::new(),
        done: None,
        progress: ProgressData {
            status: None,
            reason: "no-target",
            reason_text: "没有目标值".to_owned(),
            at: None,
            attainment: share(None),
            used: share(None),
            distance: share(None),
            elapsed: share(None),
            difference: None,
        },
        due: None,
        leads: Vec::new(),
        partners: Vec::new(),
        milestones: Vec::new(),
        revisions: Vec::new(),
        replaces: Vec::new(),
        sum_of: Vec::new(),
        definition: None,
        source: None,
        note: None,
        excused: None,
        proposed: false,
        path: format!("indicators/{id}/"),
    }
}

/// A task with nothing but a name.
pub fn task(id: &str, name: &str) -> TaskData {
    TaskData {
        id: id.to_owned(),
        name: name.to_owned(),
        section: None,
        leads: Vec::new(),
        partners: Vec::new(),
        due: None,
        state: None,
        reason: None,
        overdue: false,
        note: None,
    }
}

/// A plan with some indicators and tasks.
pub fn plan_of(indicators: Vec<IndicatorData>, tasks: Vec<TaskData>) -> PlanRecord {
    let section = |number: &str, title: &str, name: &str| SectionData {
        number: number.to_owned(),
        title: title.to_owned(),
        path: format!("2016/{name}/"),
        leads: vec!["创新科".to_owned()],
    };
    PlanRecord {
        format: FORMAT,
        version: VERSION,
        provenance: Provenance {
            site: "区科技局".to_owned(),
            site_url: Some("https://plan.example.gov.cn/".to_owned()),
            path: "2016/".to_owned(),
            url: Some("https://plan.example.gov.cn/2016/".to_owned()),
            edition: Edition { kind: EditionKind::Live, sealed: None, number: None },
            digest: "0".repeat(64),
            licence: Some("CC BY 4.0".to_owned()),
            generator: "Planpress 0.0.0",
        },
        plan: PlanData {
            title: "区科技局2016年工作计划".to_owned(),
            year: 2016,
            status: "published",
            series: String::new(),
            series_title: "工作计划".to_owned(),
            issuer: Some("区科技局".to_owned()),
            document_number: Some("科发〔2016〕1号".to_owned()),
            index_number: None,
            subject: None,
            keywords: Vec::new(),
            summary: Some("全年工作安排 <摘要> & 要点".to_owned()),
            written: Some("2016-03-01".to_owned()),
            published: Some("2016-03-04".to_owned()),
            as_of: Some("2016-06-30".to_owned()),
            modified: Some("2016-06-30".to_owned()),
            linear_pace: false,
            sections: vec![
                section("一、", "创新主体", "innovators"),
                section("二、", "平台建设", "platforms"),
            ],
        },
        indicators,
        tasks,
    }
}

/// A plan with every kind of target and value.
pub fn plan() -> PlanRecord {
    let due =
        |text: &str, date: Option<&str>| DueData { text: text.to_owned(), date: date.map(ToOwned::to_owned) };
    let mut firms = indicator("firms", "新增高新技术企业");
    firms.section = Some(0);
    firms.unit = Some("家".to_owned());
    firms.measure = Some("flow");
    firms.target = Some(target("12家以上", "quantity", Some("at-least"), Some("12")));
    firms.stretch = Some(target("15家", "quantity", Some("exactly"), Some("15")));
    firms.baseline = Some(value("11家", "11", None));
    firms.reports = vec![
        value("3家", "3", Some("2016-03-31")),
        ValueData {
            source: Some("区统计局".to_owned()),
            note: Some("含待公示2家".to_owned()),
            date_text: Some("6月底".to_owned()),
            ..value("10家", "10", Some("2016-06-30"))
        },
    ];
    firms.actual = firms.reports.last().cloned();
    firms.progress.status = Some(StatusData { key: "in-progress", text: "推进中".to_owned() });
    firms.progress.attainment = share(Some(quotient("0.83333333333".parse().unwrap())));
    firms.progress.elapsed = share(Some(number("0.497268")));
    firms.progress.at = Some("2016-06-30".to_owned());
    firms.due = Some(due("年底", Some("2016-12-31")));
    firms.leads = vec!["创新科".to_owned(), "规划科".to_owned()];
    firms.partners = vec!["区税务局".to_owned()];
    firms.definition = Some("经认定\n且在有效期内".to_owned());
    firms.revisions = vec![RevisionData {
        date: "2016-05-10".to_owned(),
        field: "target".to_owned(),
        from: "15家以上".to_owned(),
        to: "12家以上".to_owned(),
        reason: "上级调整任务".to_owned(),
    }];
    firms.milestones = vec![MilestoneData {
        due: due("6月底前", Some("2016-06-30")),
        target: Some(target("9家", "quantity", Some("exactly"), Some("9"))),
        actual: None,
        done: None,
    }];
    let mut range = indicator("range", "=SUM(A1)");
    range.section = Some(0);
    range.unit = Some("家".to_owned());
    range.target = Some(TargetData {
        upper: Some(number("5")),
        ..target("3—5家", "quantity", Some("between"), Some("3"))
    });
    let mut change = indicator("change", "+增速");
    change.section = Some(1);
    change.unit = Some("%".to_owned());
    change.target = Some(target("下降3%以上", "change", Some("at-most"), Some("-3")));
    change.actual = Some(ValueData { kind: "change", ..value("下降3.5%", "-3.5", Some("2016-06-30")) });
    change.reports = change.actual.iter().cloned().collect();
    let mut rank = indicator("rank", "@位次");
    rank.target = Some(target("前10位", "rank", Some("at-most"), Some("10")));
    let mut ratio = indicator("ratio", "-投入比");
    ratio.target = Some(TargetData {
        second: Some(number("1.5")),
        ..target("1:1.5", "ratio", Some("exactly"), Some("1"))
    });
    let mut words = indicator("words", "\t全覆盖，“引号”,\"逗号\" 𠮷😀 ]]> _x0041_");
    words.target = Some(target("全覆盖", "text", None, None));
    words.note = Some("第一行\n第二行\u{b}".to_owned());
    let mut exact = indicator("exact", "精确的数");
    exact.target = Some(target("很大", "quantity", Some("exactly"), Some("79228162514264337593543950335")));
    exact.baseline = Some(value("0.1", "0.1", Some("1899-12-31")));
    exact.progress.attainment = share(Some(number("0.9999999")));
    let mut build = task("build", "启动孵化器建设二期工程");
    build.section = Some(1);
    build.due = Some(due("6月底前", Some("2016-06-30")));
    build.state = Some(StateData { key: "in-progress", text: "进行中".to_owned() });
    build.leads = vec!["平台科".to_owned()];
    build.overdue = true;
    plan_of(
        vec![firms, range, change, rank, ratio, words, exact],
        vec![build, task("apart", "不属于任何章节")],
    )
}

/// Texts as people write them, and as nobody should.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[一-龥a-z0-9，。“”—\"',;<>&]{1,12}",
        1 => "[=+\\-@\t][A-Z0-9(){}!|]{1,8}",
        1 => "_x[0-9A-F]{4}_?",
        1 => "[ \n]{0,2}[𠮷𪚥😀👨‍👩‍👧一]{1,4}[ \n]{0,2}",
        1 => "[0-9]{1,18}(\\.[0-9]{1,6})?%?",
    ]
}

fn any_number() -> impl Strategy<Value = Number> {
    prop_oneof![
        3 => (-1_000_000_i64..1_000_000, 0_u32..4).prop_map(|(value, scale)| Number(Decimal::new(value, scale))),
        1 => (any::<i64>(), 0_u32..28).prop_map(|(value, scale)| Number(Decimal::new(value, scale))),
    ]
}

fn any_date() -> impl Strategy<Value = String> {
    (1890_u16..2100, 1_u8..13, 1_u8..29)
        .prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
}

fn any_value() -> impl Strategy<Value = ValueData> {
    let kind = prop::sample::select(vec!["number", "change", "rank"]);
    (any_text(), kind, any_number(), prop::option::of(any_date()), prop::option::of(any_text())).prop_map(
        |(text, kind, number, date, note)| ValueData {
            kind,
            value: Some(number),
            date,
            note,
            ..value(&text, "0", None)
        },
    )
}

fn any_target() -> impl Strategy<Value = TargetData> {
    let bound =
        prop::sample::select(vec!["exactly", "at-least", "more-than", "at-most", "less-than", "about"]);
    (any_text(), bound, any_number(), prop::option::of(any_text())).prop_map(|(text, bound, number, unit)| {
        TargetData { value: Some(number), unit, ..target(&text, "quantity", Some(bound), None) }
    })
}

/// An indicator with random contents; its id is put in by [`any_plan`].
fn any_indicator() -> impl Strategy<Value = IndicatorData> {
    let words = (
        any_text(),
        prop::option::of(any_text()),
        prop::option::of(any_text()),
        prop::option::of(any_text()),
    );
    let values = (
        prop::option::of(any_target()),
        prop::option::of(any_value()),
        prop::collection::vec(any_value(), 0..3),
        prop::option::of(any_number()),
    );
    let rest =
        (prop::option::of(0_usize..2), prop::collection::vec(any_text(), 0..3), prop::option::of(any_date()));
    (words, values, rest).prop_map(
        |((name, unit, note, level), (target, baseline, reports, share_of), (section, leads, at))| {
            let mut one = indicator("", &name);
            one.unit = unit;
            one.note = note;
            one.level = level;
            one.target = target;
            one.baseline = baseline;
            one.actual = reports.last().cloned();
            one.reports = reports;
            one.progress.distance = share(share_of);
            one.progress.at = at;
            one.section = section;
            one.leads = leads;
            one
        },
    )
}

/// A plan with up to six random indicators.
pub fn any_plan() -> impl Strategy<Value = PlanRecord> {
    (any_text(), prop::collection::vec(any_indicator(), 0..6)).prop_map(|(title, indicators)| {
        let named = indicators.into_iter().enumerate().map(|(at, mut one)| {
            one.id = format!("i{at}");
            one
        });
        let mut plan = plan_of(named.collect(), vec![task("t", &title)]);
        plan.plan.title = title;
        plan
    })
}
