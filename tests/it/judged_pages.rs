//! What an indicator's page says of values that mislead: the sentence, and the numbers beside it.

use crate::support::{files, run, text, write};

/// A site with one indicator.
fn site(indicator: &str, as_of: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "site.yaml", "title: 某区\n");
    write(
        root,
        "content/2026/_index.md",
        format!(
            "---\nkind: plan\ntitle: 某区计划\nyear: 2026\nstatus: published\nas_of: {as_of}\n---\n前言。\n"
        ),
    );
    write(
        root,
        "content/2026/01-a.md",
        format!(
            "---\ntitle: 甲\nlead: 科技局\ndue: 2026-12-31\nindicators:\n  - {{id: x, source: 统计局, {indicator}}}\n---\n正文。\n"
        ),
    );
    folder
}

/// The account of the judgement on the page of an indicator, without tags.
fn account(indicator: &str, as_of: &str) -> String {
    let folder = site(indicator, as_of);
    let root = folder.path();
    let built = run(root, &["build", "--lang", "zh"]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let page = text(&files(&root.join("public")), "indicators/x/index.html");
    let start = page.find("year-notes judged").unwrap();
    let part = &page[start..start + page[start..].find("</dl>").unwrap()];
    let bare: Vec<&str> =
        part.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect();
    bare.concat().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn values_that_mislead_are_told_as_what_they_are() {
    for (indicator, as_of, said, unsaid) in [
        // A quarter of the limit in half the year; no 400 % of a target.
        (
            "name: 发生事故, measure: flow, unit: 起, target: 不超过12起, actual: {value: 3, date: 2026-06-30}",
            "2026-06-30",
            &["符合进度：上限已用25%，时间进度50%。", "3 ÷ 12 = 25%", "181 ÷ 365 = 49.6%"][..],
            &["400%", "完成率"][..],
        ),
        // A rate that is right in March is no promise kept, and may be wrong in December.
        (
            "name: 抽检合格率, unit: '%', target: 98%以上, actual: {value: 98.6, date: 2026-03-31}",
            "2026-03-31",
            &["推进中：到目前为止没有超出目标范围，尚未到期。", "高0.6个百分点"],
            &["已完成", "完成率"],
        ),
        (
            "name: 抽检合格率, unit: '%', target: 98%以上, reports: [{quarter: 1, value: 98.6}, {quarter: 4, value: 97.2}]",
            "2026-12-31",
            &["未完成：已到期，完成值没有达到目标。", "低0.8个百分点"],
            &["已完成", "完成率"],
        ),
        // A value of June says nothing of September, and keeps its own date.
        (
            "name: 新增企业, unit: 家, target: 260家以上, actual: {value: 142, date: 2026-06-30}, \
             milestones: [{due: 2026-09-30, target: 200}]",
            "2026-09-30",
            &[
                "未报送：2026年9月30日的阶段目标已到期，没有报送完成值。",
                "完成值日期2026年6月30日",
                "判断时点2026年9月30日",
                "181 ÷ 365 = 49.6%",
            ],
            &["慢于进度", "完成值截至"],
        ),
        // Short of the whole is never shown as the whole, nor is more.
        (
            "name: 完成投资, measure: flow, unit: 万元, target: 10000万元以上, actual: {value: 9996, date: 2026-12-31}",
            "2026-12-31",
            &["未完成：已到期，完成值没有达到目标。", "9996 ÷ 10000 = 99.9%"],
            &["= 100%时间"],
        ),
        (
            "name: 完成投资, measure: flow, unit: 万元, target: 10000万元以上, actual: {value: 10004, date: 2026-12-31}",
            "2026-12-31",
            &["已完成：完成值达到目标。", "10004 ÷ 10000 = 100.1%"],
            &[],
        ),
        // A fall is written as one.
        (
            "name: 单位能耗, target: 下降3%, actual: {value: 下降3.5%, date: 2026-12-31}",
            "2026-12-31",
            &["已完成：完成值达到目标。", "多降0.5个百分点"],
            &["低0.5", "高0.5"],
        ),
    ] {
        let account = account(indicator, as_of);
        for words in said {
            assert!(account.contains(words), "{words}\n{account}");
        }
        for words in unsaid {
            assert!(!account.contains(words), "{words}\n{account}");
        }
    }
}

#[test]
fn a_bare_number_under_a_fall_is_refused_with_what_to_write() {
    let folder = site("name: 单位能耗, target: 下降3%, actual: {value: 3.5, date: 2026-12-31}", "2026-12-31");
    let run = run(folder.path(), &["check", "--lang", "zh"]);
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(said.contains("错误[bad-measurement]") && said.contains("请写明，如“下降3.5%”"), "{said}");
}
