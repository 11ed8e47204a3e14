//! What cannot be written: said with where it was read, and nothing is changed.

use super::*;
use crate::support::{copy, files, fixture, run};

#[track_caller]
fn refused(section: &str, sent: &Entries, expected: &[&str]) {
    let folder = site(section);
    let before = files(folder.path());
    assert_eq!(why_refused(folder.path(), sent), expected);
    assert_eq!(files(folder.path()), before);
}

fn one(value: &str) -> Entries {
    entries(vec![report(FIRMS, "a", june(), value)])
}

const HEAD: &str = "indicators:\n  - id: a\n    name: 新增企业\n    unit: 家\n    target: 60家以上\n";

#[test]
fn a_value_without_a_day_is_refused_with_the_mend() {
    refused(
        &format!("{HEAD}    actual: 11 # 快报\n"),
        &one("31"),
        &[
            "科技局.xlsx 指标!E5：指标 `a` 已有一个没有日期的完成值（content/2026/01-firms.md:8），无法判断哪个数更新；请先补上日期，写成 `actual: {value: 11, date: 2026-03-31}` 的形式，再重新导入",
        ],
    );
    refused(
        &format!("{HEAD}    reports:\n      - {{value: 11}}\n"),
        &one("31"),
        &[
            "科技局.xlsx 指标!E5：指标 `a` 已有一个没有日期的完成值（content/2026/01-firms.md:8），无法判断哪个数更新；请先补上日期，写成 `- {date: 2026-03-31, value: 11}` 的形式，再重新导入",
        ],
    );
}

#[test]
fn what_is_no_value_of_its_indicator_is_refused() {
    refused(HEAD, &one("31个"), &["科技局.xlsx 指标!E8：指标 `a`：所填数值的单位是“个”，而指标的单位是“家”"]);
    refused(HEAD, &one("很多"), &["科技局.xlsx 指标!E9：指标 `a`：“很多”不是数"]);
}

#[test]
fn entries_that_contradict_each_other_or_lead_nowhere_are_all_told() {
    let mut sent = entries(vec![
        report(FIRMS, "a", june(), "31"),
        report(FIRMS, "a", june(), "310"),
        report(FIRMS, "b", june(), "1"),
        report("content/2026/09-none.md", "a", june(), "1"),
    ]);
    sent.tasks = vec![task(FIRMS, "t", TaskState::Done)];
    refused(
        HEAD,
        &sent,
        &[
            "科技局.xlsx 指标!E4：`content/2026/09-none.md` 不是本计划的文件",
            "科技局.xlsx 指标!E4：content/2026/01-firms.md 中没有标识为 `b` 的指标或任务",
            "科技局.xlsx 任务!C4：content/2026/01-firms.md 中没有标识为 `t` 的指标或任务",
            "科技局.xlsx 指标!E6：指标 `a` 2026年6月30日的数与 科技局.xlsx 指标!E5 所填不一致；请核实以哪个为准，改正另一个",
        ],
    );
    let mut sent = entries(Vec::new());
    sent.plan = "2027".to_owned();
    refused(HEAD, &sent, &["：没有网址为 `2027` 的计划，请核对后重新填写"]);
}

#[test]
fn what_is_written_in_an_unusual_way_is_refused_at_its_line() {
    let sent = || one("31");
    let elsewhere = "：content/2026/01-firms.md:";
    let usual = "的写法无法确保改得准确；请改为一般写法（不用锚点和别名）后再试";
    for (section, line, what) in [
        // Behind an alias, taken by others, in a list of its own.
        ("extra: {x: &x {id: a, name: 甲}}\nindicators:\n  - *x\n".to_owned(), 5, "indicators[0]"),
        (
            "extra: {x: &x [{date: 2026-03-31, value: 1}]}\nindicators:\n  - id: a\n    name: 甲\n    reports: *x\n"
                .to_owned(),
            7,
            "indicators[0].reports",
        ),
        (
            "indicators:\n  - id: a\n    name: 甲\n    reports: &x [{date: 2026-03-31, value: 1}]\n  - {id: b, name: 乙, reports: *x}\n"
                .to_owned(),
            7,
            "indicators[1].reports",
        ),
    ] {
        refused(&section, &sent(), &[&format!("科技局.xlsx 指标!E5{elsewhere}{line}：此处 `{what}` {usual}")]);
    }
}

#[test]
fn a_plan_that_would_have_new_errors_is_not_written() {
    // The milestone of that day has a value of its own, and a figure in the text shows another.
    let section = format!(
        "{HEAD}    milestones:\n      - {{due: 6月底, target: 30家, actual: 30}}\n  - id: b\n    name: 乙\n    unit: 家\n    target: 2\n    reports: [{{date: 2026-03-31, value: 1}}]\n"
    );
    let folder = site(&section);
    let root = folder.path();
    let before = files(root);
    match apply(root, &one("31"), Mode::Write).unwrap() {
        Outcome::Broken(report, origins) => {
            let codes: Vec<_> = report.diagnostics.iter().map(|found| found.code().to_string()).collect();
            assert_eq!(codes, ["report-conflict"]);
            assert_eq!(origins, [["科技局.xlsx 指标!E5"]]);
        }
        other => panic!("{other:#?}"),
    }
    assert_eq!(files(root), before);
    // A figure in the text that is no longer true.
    let figure = text(root, FIRMS).replace("正文。", "已有[1家](indicator:b#actual)。");
    write(root, FIRMS, figure);
    match apply(root, &entries(vec![report(FIRMS, "b", june(), "2")]), Mode::Write).unwrap() {
        Outcome::Broken(report, origins) => {
            let codes: Vec<_> = report.diagnostics.iter().map(|found| found.code().to_string()).collect();
            assert_eq!(
                (codes, origins),
                (vec!["figure-value".to_owned()], vec![vec!["科技局.xlsx 指标!E4".to_owned()]])
            );
        }
        other => panic!("{other:#?}"),
    }
    write(root, FIRMS, before[FIRMS].as_slice());
    // Errors that were there before do not stand in the way.
    let with_error = text(root, FIRMS).replace("正文。", "见[别处](nowhere.md)。");
    write(root, FIRMS, with_error);
    assert!(!run(root, &["check"]).status.success());
    done(root, &entries(vec![report(FIRMS, "b", june(), "2")]));
}

#[test]
fn a_sealed_plan_takes_no_reports() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    copy(&fixture("rollover/site"), root);
    let config = text(root, "site.yaml") + "base_url: https://example.org/plans/\n";
    write(root, "site.yaml", config);
    let draft = text(root, "content/district/2016/03-open.md").replace("draft: true\n", "");
    write(root, "content/district/2016/03-open.md", draft);
    let sealed = run(root, &["archive", "district/2016", "--date", "2017-01-10"]);
    assert!(sealed.status.success(), "{}", String::from_utf8_lossy(&sealed.stderr));
    let mut sent = entries(vec![report("content/district/2016/01-firms.md", "pilot-firms", june(), "1")]);
    sent.plan = "district/2016".to_owned();
    let before = files(root);
    assert_eq!(
        why_refused(root, &sent),
        [
            "：计划 `district/2016` 已经归档，不再接受填报；确需更正的，请修改源文件后用 `archive --amend` 重新归档"
        ]
    );
    assert_eq!(files(root), before);
}
