//! Shapes of files, each with its whole text after a round.

use super::*;
use crate::support::{files, run};

#[test]
fn a_round_over_all_files_of_a_plan_keeps_everything_else() {
    let folder = site("");
    let root = folder.path();
    write(
        root,
        PLAN,
        PLAN_TEXT.replace(
            "---\n\n",
            "as_of: 2026-03-31 # 一季度\nindicators:\n- {id: rd, name: 研发投入强度, unit: \"%\", target: 3.1%以上, actual: {value: 2.9, date: 3月底}} # 全区\n---\n\n",
        ),
    );
    write(
        root,
        FIRMS,
        "\u{feff}---\r\ntitle: 企业\r\nlead: 高新科 # 牵头\r\nindicators:\r\n  # 第一项\r\n  - id: firms\r\n    name: 新认定企业数\r\n    unit: 家\r\n    target: 60家以上 # 市里下达\r\n    reports:\r\n      - {quarter: 1, value: 11, source: 快报} # 待核\r\n    due: 年底\r\n  - id: fund\r\n    name: 新增科技贷款\r\n    unit: 亿元\r\n    target: 9亿元以上\r\n---\r\n\r\n正文。",
    );
    write(
        root,
        "content/2026/02-talent/_index.md",
        "---\ntitle: 人才\nindicators:\n  - {\n      id: people, # 人数\n      name: 新引进人才,\n      unit: 人, target: 100人以上, # 全年\n      reports: [{date: 2026-03-31, value: 20}],\n    }\ntasks:\n  - id: centre\n    name: 建成人才服务中心\n    due: 9月底\n    state: in-progress # 在建\n  - {id: fair, name: 举办招聘会, state: not-started}\n---\n",
    );
    let mut sent = entries(vec![
        report(PLAN, "rd", june(), "3.05"),
        NewReport {
            quarter: Some(2),
            source: Some("区统计局, 快报".to_owned()),
            note: Some("含“小升规”\n企业".to_owned()),
            ..report(FIRMS, "firms", june(), "31家")
        },
        NewReport { quarter: Some(2), ..report(FIRMS, "fund", june(), "4.20") },
        report("content/2026/02-talent/_index.md", "people", june(), "57"),
    ]);
    sent.as_of = Some(june());
    sent.tasks = vec![
        task("content/2026/02-talent/_index.md", "centre", TaskState::Done),
        task("content/2026/02-talent/_index.md", "fair", TaskState::Dropped("场地停用：另行安排".to_owned())),
    ];
    let before = files(root);
    assert!(
        matches!(apply(root, &sent, Mode::DryRun).unwrap(), Outcome::Done(applied) if applied.files.len() == 3)
    );
    assert_eq!(files(root), before);
    let applied = done(root, &sent);
    assert_eq!(applied.unchanged, []);
    assert_eq!(
        text(root, PLAN),
        PLAN_TEXT.replace(
            "---\n\n",
            "as_of: 2026-06-30 # 一季度\nindicators:\n- {id: rd, name: 研发投入强度, unit: \"%\", target: 3.1%以上, reports: [{value: 2.9, date: 3月底}, {value: 3.05, date: 2026-06-30}]} # 全区\n---\n\n",
        )
    );
    assert_eq!(
        text(root, FIRMS),
        "\u{feff}---\r\ntitle: 企业\r\nlead: 高新科 # 牵头\r\nindicators:\r\n  # 第一项\r\n  - id: firms\r\n    name: 新认定企业数\r\n    unit: 家\r\n    target: 60家以上 # 市里下达\r\n    reports:\r\n      - {quarter: 1, value: 11, source: 快报} # 待核\r\n      - {quarter: 2, value: 31家, source: \"区统计局, 快报\", note: \"含“小升规”\\n企业\"}\r\n    due: 年底\r\n  - id: fund\r\n    name: 新增科技贷款\r\n    unit: 亿元\r\n    target: 9亿元以上\r\n    reports:\r\n      - {quarter: 2, value: 4.20}\r\n---\r\n\r\n正文。"
    );
    assert_eq!(
        text(root, "content/2026/02-talent/_index.md"),
        "---\ntitle: 人才\nindicators:\n  - {\n      id: people, # 人数\n      name: 新引进人才,\n      unit: 人, target: 100人以上, # 全年\n      reports: [{date: 2026-03-31, value: 20}, {date: 2026-06-30, value: 57}],\n    }\ntasks:\n  - id: centre\n    name: 建成人才服务中心\n    due: 9月底\n    state: done # 在建\n  - {id: fair, name: 举办招聘会, state: dropped, reason: 场地停用：另行安排}\n---\n"
    );
    // The same again changes nothing.
    let after = files(root);
    let again = done(root, &sent);
    assert_eq!((again.files.len(), again.unchanged.len()), (0, 6));
    assert_eq!(files(root), after);
    assert!(run(root, &["check"]).status.success());
}

#[test]
fn a_correction_stays_visible_on_the_pages() {
    let folder = site(
        "indicators:\n  - id: firms\n    name: 新认定企业数\n    unit: 家\n    target: 60家以上\n    reports:\n      - {date: 2026-03-31, value: 11} # 快报\n      - {date: 2026-06-30, value: 31, source: 快报}\n",
    );
    let root = folder.path();
    let mut sent = entries(vec![NewReport {
        source: Some("年报".to_owned()),
        ..report(FIRMS, "firms", june(), "29")
    }]);
    assert_eq!(
        why_refused(root, &sent),
        [
            "科技局.xlsx 指标!E5：指标 `firms` 2026-06-30已填报31家，这次报来的是29家；确需更正的，请用 `--correct 理由` 写明理由，更正会公开显示"
        ]
    );
    sent.correction = correction();
    done(root, &sent);
    let expected = "---\ntitle: 企业\nindicators:\n  - id: firms\n    name: 新认定企业数\n    unit: 家\n    target: 60家以上\n    reports:\n      - {date: 2026-03-31, value: 11} # 快报\n      - {date: 2026-06-30, value: 29, source: 年报}\n    revisions:\n      - {date: 2026-07-10, field: 2026年6月30日完成值, from: 31家, to: 29家, reason: \"统计口径更正, 见说明\"}\n---\n\n正文。\n";
    assert_eq!(text(root, FIRMS), expected);
    // Once corrected it is the value of its day.
    assert_eq!(done(root, &sent).unchanged.len(), 1);
    sent.reports[0].value = "28".to_owned();
    done(root, &sent);
    let again = "reason: \"统计口径更正, 见说明\"}\n      - {date: 2026-07-10, field: 2026年6月30日完成值, from: 29家, to: 28家, reason: \"统计口径更正, 见说明\"}\n";
    let twice =
        expected.replace("reason: \"统计口径更正, 见说明\"}\n", again).replace("value: 29", "value: 28");
    assert_eq!(text(root, FIRMS), twice);
    assert!(run(root, &["build"]).status.success());
    let page = text(root, "public/indicators/firms/index.html");
    let said = crate::support::said(&page);
    assert!(said.contains("2026年6月30日完成值") && said.contains("统计口径更正, 见说明"), "{said}");
}

#[test]
fn several_corrections_of_one_indicator_come_in_together() {
    for (reports, revisions, expected) in [
        (
            "[{date: 2026-03-31, value: 11}, {date: 2026-06-30, value: 31}]",
            "",
            "reports: [{date: 2026-03-31, value: 12}, {date: 2026-06-30, value: 32}], revisions: [@3月31日完成值, from: 11家, to: 12家, @6月30日完成值, from: 31家, to: 32家, ",
        ),
        (
            "[{date: 2026-03-31, value: 11}, {date: 2026-06-30, value: 31}]",
            ", revisions: [{date: 2026-02-01, field: target, from: 50家, to: 60家, reason: 上调}]",
            "reports: [{date: 2026-03-31, value: 12}, {date: 2026-06-30, value: 32}], revisions: [{date: 2026-02-01, field: target, from: 50家, to: 60家, reason: 上调}, @3月31日完成值, from: 11家, to: 12家, @6月30日完成值, from: 31家, to: 32家, ",
        ),
    ] {
        let section = format!(
            "indicators:\n  - {{id: a, name: 新增企业, target: 60家, reports: {reports}{revisions}}}\n"
        );
        let folder = site(&section);
        let march = date(2026, 3, 31);
        let mut sent = entries(vec![report(FIRMS, "a", june(), "32"), report(FIRMS, "a", march, "12")]);
        sent.correction = correction();
        assert_eq!(done(folder.path(), &sent).files[0].1.len(), 2);
        let reason = "reason: \"统计口径更正, 见说明\"}";
        let expected = expected
            .replace("@3", "{date: 2026-07-10, field: 2026年3")
            .replace("@6", "{date: 2026-07-10, field: 2026年6");
        let expected = expected
            .replace("to: 12家, ", &format!("to: 12家, {reason}, "))
            .replace("to: 32家, ", &format!("to: 32家, {reason}]"));
        let text = text(folder.path(), FIRMS);
        assert!(text.contains(&format!("target: 60家, {expected}}}\n")), "{text}");
    }
}

/// What the front matter of one indicator becomes by a report of June.
#[track_caller]
fn becomes(before: &str, sent: &NewReport, after: &str) {
    let folder = site(&format!("indicators:\n{before}"));
    done(folder.path(), &entries(vec![sent.clone()]));
    assert_eq!(text(folder.path(), FIRMS), format!("---\ntitle: 企业\nindicators:\n{after}---\n\n正文。\n"));
}

#[test]
fn what_was_reported_before_stands_where_it_stood() {
    let head = "  - id: a\n    name: 新增企业\n    unit: 家\n    target: 60家以上\n";
    let june = report(FIRMS, "a", june(), "31");
    for (before, after) in [
        // Newest first, out of order, with words for days.
        (
            "    reports:\n      - {date: 2026-09-30, value: 40}\n      - {date: 2026-03-31, value: 11}\n",
            "    reports:\n      - {date: 2026-09-30, value: 40}\n      - {date: 2026-06-30, value: 31}\n      - {date: 2026-03-31, value: 11}\n",
        ),
        (
            "    reports:\n      - {date: 9月底, value: 40}\n      - {date: 1月底, value: 2}\n      - {date: 3月底, value: 11}\n",
            "    reports:\n      - {date: 9月底, value: 40}\n      - {date: 1月底, value: 2}\n      - {date: 3月底, value: 11}\n      - {date: 2026-06-30, value: 31}\n",
        ),
        ("    reports: []\n", "    reports:\n      - {date: 2026-06-30, value: 31}\n"),
        (
            "    actual:\n      value: 40 # 快报\n      date: 9月底\n      source: 统计局\n",
            "    reports:\n      - value: 31\n        date: 2026-06-30\n      - value: 40 # 快报\n        date: 9月底\n        source: 统计局\n",
        ),
        // Said already, in other words: nothing changes.
        ("    actual: {value: 31家, quarter: 2}\n", "    actual: {value: 31家, quarter: 2}\n"),
        ("    reports: [{date: 6月底, value: 31}]\n", "    reports: [{date: 6月底, value: 31}]\n"),
    ] {
        becomes(&format!("{head}{before}"), &june, &format!("{head}{after}"));
    }
    // A source that was missing comes in; one that is there stays.
    let sourced = NewReport { source: Some("统计局".to_owned()), note: Some("已核".to_owned()), ..june };
    for (before, after) in [
        (
            "    actual: {value: 31, quarter: 2}\n",
            "    actual: {value: 31, quarter: 2, source: 统计局, note: 已核}\n",
        ),
        (
            "    reports:\n      - date: 6月底\n        source: 快报 # 旧\n        value: 31\n",
            "    reports:\n      - date: 6月底\n        source: 快报 # 旧\n        value: 31\n        note: 已核\n",
        ),
    ] {
        becomes(&format!("{head}{before}"), &sourced, &format!("{head}{after}"));
    }
}

#[test]
fn values_are_written_as_their_kind_is() {
    for (unit, target, value, written) in [
        ("家", "60家以上", "1200", "1200"),
        ("家", "60家以上", "1,200", "\"1,200\""),
        ("人", "1.2万人以上", "1.2万人", "1.2万人"),
        ("\"%\"", "下降3%", "下降3.5%", "下降3.5%"),
        ("位", "前10位", "第8位", "第8位"),
        ("", "\"1:1.5\"", "1:1.6", "\"1:1.6\""),
    ] {
        let unit = if unit.is_empty() { String::new() } else { format!("unit: {unit}, ") };
        let before = format!("  - {{id: a, name: 甲, {unit}target: {target}}}\n");
        let after =
            before.replace("}\n", &format!(", reports: [{{date: 2026-06-30, value: {written}}}]}}\n"));
        becomes(&before, &report(FIRMS, "a", june(), value), &after);
    }
}

#[test]
fn a_day_that_values_speak_of_comes_in_where_there_was_none() {
    let folder = site("");
    let mut sent = entries(Vec::new());
    sent.as_of = Some(june());
    done(folder.path(), &sent);
    let expected = PLAN_TEXT.replace("09:00\n", "09:00\nas_of: 2026-06-30\n");
    assert_eq!(text(folder.path(), PLAN), expected);
}

#[test]
fn a_task_that_goes_on_is_no_longer_said_to_be_dropped() {
    let folder = site(
        "tasks:\n  - id: t\n    name: 甲\n    state: dropped\n    reason: 停 # 旧\n    note: |\n      一\n  - {id: u, name: 乙}\n",
    );
    let mut sent = entries(Vec::new());
    let u = TaskChange { note: Some("待验收".to_owned()), ..task(FIRMS, "u", TaskState::InProgress) };
    sent.tasks = vec![task(FIRMS, "t", TaskState::InProgress), u];
    done(folder.path(), &sent);
    assert_eq!(
        text(folder.path(), FIRMS),
        "---\ntitle: 企业\ntasks:\n  - id: t\n    name: 甲\n    state: in-progress\n    note: |\n      一\n  - {id: u, name: 乙, state: in-progress, note: 待验收}\n---\n\n正文。\n"
    );
}
