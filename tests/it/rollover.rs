//! Next year's plan from this year's, through the real program: whole files compared with those expected,
//! and generated plans rolled over twice.

use crate::support::{copy, files, fixture, run, write};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&fixture("rollover/site"), folder.path());
    folder
}

fn rollover(root: &Path, arguments: &[&str]) -> Output {
    run(root, &[&["rollover"], arguments].concat())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[track_caller]
fn fine(output: &Output) {
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
}

/// Compares files with those of `tests/fixtures/rollover/`; `UPDATE_EXPECTED=1` writes these.
#[track_caller]
fn compare(name: &str, found: &BTreeMap<String, Vec<u8>>) {
    let place = fixture("rollover").join(name);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        let _ = std::fs::remove_dir_all(&place);
        for (file, bytes) in found {
            write(&place, file, bytes);
        }
    }
    let expected = files(&place);
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (file, bytes) in found {
        assert_eq!(String::from_utf8_lossy(bytes), String::from_utf8_lossy(&expected[file]), "{file}");
    }
}

#[test]
fn every_file_is_as_expected_and_all_is_told() {
    let site = site();
    let root = site.path();
    let before = files(root);
    let done = rollover(
        root,
        &["district/2016", "--to", "2017", "--drop", "old-firms", "--lang", "zh", "--report", "report.md"],
    );
    fine(&done);
    let report = std::fs::read(root.join("report.md")).unwrap();
    assert_eq!(text(&done.stdout), text(&report));
    compare("expected", &files(&root.join("content/district/2017")));
    compare("told", &BTreeMap::from([("report.zh.md".to_owned(), report)]));
    fine(&run(root, &["check", "--drafts"]));
    // What was there is as it was, and nothing else came.
    let mut after = files(root);
    after.retain(|file, _| !file.starts_with("content/district/2017/") && file != "report.md");
    assert_eq!(after, before);
}

/// What each measure and kind of target leaves to the next year, at the end of December.
#[test]
fn a_whole_year_of_every_kind_rolls_over() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "site.yaml", "title: 站点\n");
    write(
        root,
        "content/2026/_index.md",
        "---\nkind: plan\ntitle: 2026年计划\nyear: 2026\nstatus: published\nas_of: 年底\n---\n",
    );
    let source = std::fs::read_to_string(fixture("rollover").join("year.md")).unwrap();
    write(root, "content/2026/01-a.md", source);
    fine(&run(root, &["check", "--lang", "zh"]));
    let done = rollover(root, &["2026", "--to", "2027", "--lang", "zh"]);
    fine(&done);
    let told = done.stdout;
    compare("year", &files(&root.join("content/2027")));
    compare("year-told", &BTreeMap::from([("report.zh.md".to_owned(), told)]));
}

#[test]
fn a_part_of_a_year_becomes_no_years_result() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "site.yaml", "title: 站点\n");
    write(
        root,
        "content/2026/_index.md",
        "---\nkind: plan\ntitle: 2026年计划\nyear: 2026\nstatus: published\n---\n",
    );
    let section = "---\ntitle: 章\nlead: 科\ndue: 2026-12-31\nindicators:\n  - {id: new, name: 新增企业, unit: 家, target: 260以上, baseline: 231, actual: {value: 142, date: 2026-06-30, source: 统计局}}\n  - {id: whole, name: 新增专利, unit: 件, target: 9以上, actual: {value: 11, date: 2026-12-31, source: 统计局}}\n  - {id: stock, name: 专利保有量, unit: 件, target: 800以上, actual: {value: 650, date: 2026-06-30, source: 统计局}}\n  - {id: share, name: 合格率, unit: \"%\", target: 90以上, actual: {value: 89, date: 2026-06-30, source: 统计局}}\n---\n上半年新增[142家](indicator:new#actual)。\n";
    write(root, "content/2026/01-a.md", section);
    let done = rollover(root, &["2026", "--to", "2027", "--lang", "zh"]);
    fine(&done);
    let next = std::fs::read_to_string(root.join("content/2027/01-a.md")).unwrap();
    let line = |id: &str| next.lines().find(|line| line.contains(&format!("id: {id},"))).unwrap().to_owned();
    // A flow's half-year and a rate's June are no baselines; a flow's year and a stock of any day are, with their dates.
    assert!(!line("new").contains("baseline") && !line("share").contains("baseline"), "{next}");
    assert!(line("whole").contains("baseline: {value: 11, date: 2026-12-31"), "{next}");
    assert!(line("stock").contains("baseline: {value: 650, date: 2026-06-30"), "{next}");
    // The sentence still states last year's half.
    assert!(next.contains("[142家](indicator:2026/new#actual)"), "{next}");
    let told = text(&done.stdout);
    assert!(
        told.contains("完成值不是2026年全年的数（2）") && told.contains("`new` 142家（2026-06-30）"),
        "{told}"
    );
}

#[test]
fn every_mark_is_an_error_once_the_plan_is_published() {
    for (lang, word) in [("zh-Hans", "待修订"), ("en", "to be revised")] {
        let site = site();
        let root = site.path();
        let config = std::fs::read_to_string(root.join("site.yaml")).unwrap();
        let config: Vec<&str> = config.lines().filter(|line| !line.starts_with("lang:")).collect();
        write(root, "site.yaml", format!("{}\nlang: {lang}\n", config.join("\n")));
        fine(&rollover(root, &["district/2016", "--to", "2017"]));
        let folder = root.join("content/district/2017");
        let marks: usize =
            files(&folder).values().map(|bytes| String::from_utf8_lossy(bytes).matches(word).count()).sum();
        assert!(marks > 0, "{lang}");
        let found = || text(&run(root, &["check", "--drafts"]).stderr).matches("[left-marker]").count();
        assert_eq!(found(), 0, "{lang}: a draft may have them");
        let plan = std::fs::read_to_string(folder.join("_index.md")).unwrap();
        write(root, "content/district/2017/_index.md", plan.replace("status: draft", "status: published"));
        assert_eq!(found(), marks, "{lang}");
    }
}

#[test]
fn a_byte_order_mark_and_line_ends_stay() {
    let site = site();
    fine(&rollover(site.path(), &["district/2016", "--to", "2017"]));
    let new = text(&std::fs::read(site.path().join("content/district/2017/01-firms.md")).unwrap());
    assert!(new.starts_with("\u{feff}---\r\n"));
    assert_eq!(new.matches('\n').count(), new.matches("\r\n").count());
}

#[test]
fn a_dry_run_tells_the_same_and_writes_nothing() {
    let site = site();
    let root = site.path();
    let before = files(root);
    let tried = rollover(root, &["district/2016", "--to", "2017", "--dry-run"]);
    fine(&tried);
    assert_eq!(files(root), before);
    assert!(!root.join("content/district/2017").exists());
    assert_eq!(text(&rollover(root, &["district/2016", "--to", "2017"]).stdout), text(&tried.stdout));
}

/// Refuses with the words, and leaves the site as it was.
#[track_caller]
fn refused(root: &Path, arguments: &[&str], words: &str) {
    let before = files(root);
    let output = rollover(root, arguments);
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains(words), "{told}");
    assert_eq!(files(root), before);
}

#[test]
fn nothing_is_overwritten() {
    let site = site();
    let root = site.path();
    write(root, "content/district/2017/note.txt", "");
    refused(root, &["district/2016", "--to", "2017"], "content/district/2017 is there already");
    std::fs::remove_dir_all(root.join("content/district/2017")).unwrap();
    let other = "---\nkind: plan\ntitle: 明年\nyear: 2017\n---\n";
    write(root, "content/district/next/_index.md", other);
    refused(root, &["district/2016", "--to", "2017"], "content/district/next/_index.md");
    refused(root, &["district/2016", "--to", "2016"], "must be a later year");
}

#[test]
fn a_plan_with_errors_is_not_rolled_over_and_others_do_not_matter() {
    let site = site();
    let root = site.path();
    let broken = "---\ntitle: 企业\n---\n见[别处](nowhere.md)。\n";
    write(root, "content/city/2016/02-broken.md", broken);
    fine(&rollover(root, &["district/2016", "--to", "2017", "--dry-run"]));
    refused(root, &["city/2016", "--to", "2017"], "dead-link");
}

#[test]
fn what_is_written_behind_an_alias_is_refused_at_its_place() {
    let site = site();
    let root = site.path();
    let aliased = "---\ntitle: 企业\nextra:\n  one: &one\n    id: one\n    name: 甲\n    target: 1家\n    actual: 1\nindicators:\n  - *one\n---\n正文。\n";
    write(root, "content/city/2016/02-more.md", aliased);
    fine(&run(root, &["check"]));
    refused(root, &["city/2016", "--to", "2017"], "content/city/2016/02-more.md:10");
}

#[test]
fn a_sealed_plan_is_rolled_over_as_it_was_sealed() {
    let site = site();
    let root = site.path();
    let seal = ["archive", "city/2016", "--date", "2016-12-30", "--base-url", "https://example.org/"];
    fine(&run(root, &seal));
    std::fs::remove_dir_all(root.join("content/city/2016")).unwrap();
    fine(&rollover(root, &["city/2016", "--to", "2017"]));
    let new = std::fs::read(root.join("content/city/2017/01-firms.md")).unwrap();
    assert!(text(&new).contains("target: 100家 # 待修订：上年目标"));
    fine(&run(root, &["check", "--drafts"]));
}

#[test]
fn a_plan_can_be_rolled_over_again_without_marks_piling_up() {
    let site = site();
    let root = site.path();
    fine(&rollover(root, &["district/2016", "--to", "2017"]));
    fine(&rollover(root, &["district/2017", "--to", "2018"]));
    for (file, bytes) in files(&root.join("content/district/2018")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("待修订 --><!-- 待修订"), "{file}");
        assert!(!text.contains("上年目标 # 待修订"), "{file}");
    }
    fine(&run(root, &["check", "--drafts"]));
}

/// Ways of writing a text, each with what becomes of it.
#[test]
fn texts_keep_their_words_whatever_they_are_written_like() {
    let cases = [
        ("[12家以上](indicator:a)", "[12家以上](indicator:a)<!-- 待修订 -->"),
        ("[**13**家](<indicator:a#actual>)", "[**13**家](<indicator:a#baseline>)<!-- 待修订 -->"),
        ("[甲\\]乙](indicator:a#actual '注')", "[甲\\]乙](indicator:a#baseline '注')<!-- 待修订 -->"),
        ("[十三家][r]", "[十三家](indicator:a#baseline)<!-- 待修订 -->"),
        (
            "[从9家增加到13家](indicator:a#actual)",
            "[从9家增加到13家](indicator:2016/a#actual)<!-- 待修订 -->",
        ),
        ("[r]", "[r](indicator:a#baseline)<!-- 待修订 -->"),
        ("[9家](INDICATOR:a#baseline)", "[9家](indicator:2016/a#baseline)<!-- 待修订 -->"),
        ("[](indicator:a#baseline)", "[](indicator:a#baseline)<!-- 待修订 -->"),
        ("[2016年的](indicator:2016/a#actual)", "[2016年的](indicator:2016/a#actual)"),
        ("**[甲](indicator:b)**，[](indicator:b)", "**甲<!-- 待修订 -->**，3—5项<!-- 待修订 -->"),
        ("已有[12家](indicator:a)<!-- 待修订 -->", "已有[12家](indicator:a)<!-- 待修订 -->"),
        ("> - [12家](indicator:a)\n>\n>   接着", "> - [12家](indicator:a)<!-- 待修订 -->\n>\n>   接着"),
        (
            "甲[^1]。\n\n[^1]: 注[12家](indicator:a)。",
            "甲[^1]。\n\n[^1]: 注[12家](indicator:a)<!-- 待修订 -->。",
        ),
        ("[12家\n以上](indicator:a)", "[12家\n以上](indicator:a)<!-- 待修订 -->"),
        ("`[12家](indicator:a)`", "`[12家](indicator:a)`"),
        ("```indicators\na、b\n```", "```indicators\na\n```"),
        ("```indicators\nb, a\n```", "```indicators\na\n```"),
        ("```indicators\nb\n```\n\n后文", "<!-- 待修订 -->\n\n后文"),
        ("> ```tasks\n> - t\n> - u\n> ```", "> ```tasks\n> - u\n> ```"),
        ("~~~indicators\nall\n~~~", "~~~indicators\nall\n~~~"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "site.yaml", "title: 站点\n");
    write(root, "content/2016/_index.md", "---\nkind: plan\ntitle: 计划\nyear: 2016\n---\n");
    write(
        root,
        "content/2016/data.md",
        "---\ntitle: 数据\nindicators:\n  - {id: a, name: 甲, target: 12家以上, baseline: 9, actual: 13}\n  - {id: b, name: 乙, target: 3—5项}\ntasks:\n  - {id: t, name: 丙, state: done}\n  - {id: u, name: 丁}\n---\n",
    );
    for (index, (old, _)) in cases.iter().enumerate() {
        let text = format!("---\ntitle: 章{index}\n---\n{old}\n\n[r]: indicator:a#actual\n");
        write(root, &format!("content/2016/{index}.md"), text);
    }
    fine(&rollover(root, &["2016", "--to", "2017", "--drop", "b"]));
    for (index, (old, new)) in cases.iter().enumerate() {
        let text = text(&std::fs::read(root.join(format!("content/2017/{index}.md"))).unwrap());
        let expected = format!("---\ntitle: 章{index}\n---\n{new}\n\n[r]: indicator:a#actual\n");
        assert_eq!(text, expected, "{old}");
    }
}

#[test]
fn a_folder_without_a_year_and_an_english_site_have_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "site.yaml", "title: Site\nlang: en\n");
    write(root, "content/bureau/plan/_index.md", "---\nkind: plan\ntitle: Plan for 2016\nyear: 2016\n---\n");
    let section = "---\ntitle: Part\nindicators:\n  - {id: a, name: A, unit: firms, target: 12}\n---\nAll [12 firms](indicator:a).\n";
    write(root, "content/bureau/plan/01-part/_index.md", section);
    write(root, "content/bureau/plan/01-part/notes.md", "---\ntitle: Notes\n---\nx\n");
    let done = rollover(root, &["bureau/plan", "--to", "2018"]);
    fine(&done);
    let told = text(&done.stdout);
    assert!(told.contains("01-part/notes.md: not copied"), "{told}");
    let new = text(&std::fs::read(root.join("content/bureau/2018/01-part/_index.md")).unwrap());
    assert!(new.contains("target: 12} # to be revised: last year's target\n"), "{new}");
    assert!(new.contains("(indicator:a)<!-- to be revised -->."), "{new}");
    let index = text(&std::fs::read(root.join("content/bureau/2018/_index.md")).unwrap());
    assert_eq!(index, "---\nkind: plan\ntitle: Plan for 2018\nyear: 2018\n---\n");
}

/// A key of an indicator with a value, or nothing.
fn key(name: &'static str, values: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::option::of(prop::sample::select(values))
        .prop_map(move |value| value.map_or_else(String::new, |value| format!("{name}: {value}")))
}

fn keys() -> impl Strategy<Value = Vec<String>> {
    let all = (
        key("target", &["12家以上", "'>= 3'", "60", "|\n      12家", "\"3—5家\""]),
        key(
            "baseline",
            &["9", "{value: 9, date: 2015-12-31} # 公报", "\n      value: 9 # 公报\n      source: 统计局"],
        ),
        key(
            "actual",
            &[
                "13",
                "0 # 快报",
                "{value: 12.5}",
                "{value: 1, date: 2016-11-30, source: 统计局}",
                "\n      value: 14\n      note: 预计",
            ],
        ),
        key("due", &["2016-12-31", "'2016/2/29'", "continuous", "2016年6月30日 # 年中"]),
        key(
            "milestones",
            &["[{due: 2016-06-30, target: 6}]", "\n      - due: 2016-06-30\n        actual: 3"],
        ),
        key("excused", &["口径调整", "|\n      口径\n      调整"]),
        key("note", &["按季报送", "\"2016年起\"", ">-\n      长\n      文"]),
        key("status", &["met", "in-progress"]),
    );
    all.prop_map(|(a, b, c, d, e, f, g, h)| vec![a, b, c, d, e, f, g, h])
        .prop_shuffle()
        .prop_map(|keys| keys.into_iter().filter(|key| !key.is_empty()).collect())
}

fn indicator(index: usize, keys: &[String], is_flow: bool) -> String {
    let is_plain = keys.iter().all(|key| !key.contains('\n') && !key.contains('#'));
    if is_flow && is_plain {
        let all = [&[format!("id: i{index}"), "name: 甲".to_owned()], keys].concat();
        return format!("  - {{{}}}\n", all.join(", "));
    }
    let all = [keys, &["name: 甲".to_owned()]].concat();
    let lines: String = all.iter().map(|key| format!("    {key}\n")).collect();
    format!("  # 指标{index}\n  - id: i{index}\n{lines}")
}

/// Figures of the values that an indicator has, with the words that state them and without.
fn figures(index: usize, keys: &[String]) -> String {
    let words = [
        ("target", "12家以上", "12家以上", ""),
        ("baseline", "9", "9", "#baseline"),
        ("actual", "13", "13", "#actual"),
        ("actual", "{value: 12.5}", "12.5", "#actual"),
        ("actual", "0 # 快报", "0", "#actual"),
    ];
    let mut text = String::new();
    for (key, value, words, fragment) in words {
        if keys.contains(&format!("{key}: {value}")) {
            text.push_str(&format!("数值**[{words}](indicator:i{index}{fragment})**。"));
        }
    }
    for key in ["target", "baseline", "actual"] {
        if keys.iter().any(|own| own.starts_with(key)) {
            text.push_str(&format!("填入[](indicator:i{index}#{key})。"));
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_made_passes_check_and_can_be_made_again(
        all in prop::collection::vec((keys(), any::<bool>()), 1..5),
        states in prop::collection::vec(prop::sample::select(&["done", "in-progress", "not-started", "dropped\n    reason: 无"][..]), 0..4),
        as_of in any::<bool>(),
        crlf in any::<bool>(),
        drop in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        // The figures are any; what they say is not looked at here.
        let site = "title: 站点\nseverity:\n  figure-value: off\n  figure-unit: off\n  figure-bound: off\n";
        write(root, "site.yaml", site);
        let as_of = if as_of { "as_of: 2016-12-31\n" } else { "" };
        let index = format!("---\nkind: plan\ntitle: 2016年计划\nyear: 2016\n{as_of}status: published\n---\n");
        write(root, "content/2016/_index.md", index);
        let indicators: String = all.iter().enumerate().map(|(index, (keys, flow))| indicator(index, keys, *flow)).collect();
        let tasks: String = states.iter().enumerate()
            .map(|(index, state)| format!("  - id: t{index}\n    state: {state}\n    name: 乙\n    due: 2016-12-31\n")).collect();
        let text: String = all.iter().enumerate().map(|(index, (keys, _))| figures(index, keys)).collect();
        let names: String = (0..states.len()).map(|index| format!("- t{index}\n")).collect();
        let block = if names.is_empty() { String::new() } else { format!("```tasks\n{names}```\n") };
        let section = format!("---\ntitle: 章\nindicators:\n{indicators}tasks:\n{tasks}---\n正文{text}\n\n{block}");
        let section = if crlf { section.replace('\n', "\r\n") } else { section };
        write(root, "content/2016/01-a.md", &section);
        let checked = run(root, &["check", "--drafts"]);
        prop_assert!(checked.status.success(), "{}\n{section}", text_of(&checked.stderr));
        let mut arguments = vec!["2016", "--to", "2017"];
        if drop {
            arguments.extend(["--drop", "i0"]);
        }
        for arguments in [arguments, vec!["2017", "--to", "2018"]] {
            let done = rollover(root, &arguments);
            prop_assert!(done.status.success(), "{}\n{section}", text_of(&done.stderr));
            let checked = run(root, &["check", "--drafts"]);
            prop_assert!(checked.status.success(), "{}\n{section}", text_of(&checked.stderr));
        }
        // Every comment of what goes on is still there.
        let new = std::fs::read_to_string(root.join("content/2017/01-a.md")).unwrap();
        for index in usize::from(drop)..all.len() {
            let id = format!("id: i{index}");
            prop_assert!(new.contains(&id), "{new}");
            let comment = format!("# 指标{index}");
            prop_assert_eq!(new.contains(&comment), section.contains(&comment), "{}", new);
        }
        for (index, state) in states.iter().enumerate() {
            let goes_on = matches!(*state, "in-progress" | "not-started");
            prop_assert_eq!(new.contains(&format!("id: t{index}\n")) || new.contains(&format!("id: t{index}\r\n")), goes_on, "{}", new);
        }
    }
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
