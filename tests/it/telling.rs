//! How findings are told where a site has several bodies, or many findings that are alike.

use crate::support::{run, write};
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

/// Two bureaus: one has seven empty sections, the other has one.
fn county(root: &Path) {
    write(root, "site.yaml", "title: 某某区计划\n");
    for (body, title) in [("kjj", "科技局"), ("wjw", "卫生健康委")] {
        write(root, &format!("content/{body}/_index.md"), format!("---\ntitle: {title}\n---\n"));
        let plan = format!(
            "---\nkind: plan\ntitle: {title}2027年计划\nyear: 2027\nstatus: published\npublished: 2026-11-01\n---\n前言。\n"
        );
        write(root, &format!("content/{body}/2027/_index.md"), plan);
    }
    for number in 1..=7 {
        write(
            root,
            &format!("content/kjj/2027/0{number}-s{number}.md"),
            format!("---\ntitle: 任务{number}\n---\n"),
        );
    }
    write(root, "content/wjw/2027/01-beds.md", "---\ntitle: 床位\n---\n");
}

fn site() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    county(dir.path());
    dir
}

fn said(root: &Path, arguments: &[&str]) -> String {
    let output = run(root, arguments);
    [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat()
}

#[test]
fn findings_stand_under_their_body_and_those_alike_are_told_once() {
    let dir = site();
    let told = said(dir.path(), &["check", "--lang", "zh"]);
    let expected = "── 科技局（kjj）：7个警告

警告[empty-section]: 本章节没有正文、指标或任务
 --> content/kjj/2027/01-s1.md:1:1
  |
1 | ---
";
    assert!(told.starts_with(expected), "{told}");
    let places = " = 同类问题另有 6 处：
    content/kjj/2027/02-s2.md:1:1
    content/kjj/2027/03-s3.md:1:1
";
    assert!(told.contains(places), "{told}");
    assert!(told.contains("\n── 卫生健康委（wjw）：1个警告\n\n警告[empty-section]"), "{told}");
    assert!(told.contains("\n8个警告\n"), "{told}");
    let all = said(dir.path(), &["check", "--all"]);
    assert_eq!(all.matches("warning[empty-section]").count(), 8, "{all}");
}

#[test]
fn quietly_only_what_fails_is_told() {
    let dir = site();
    let root = dir.path();
    assert_eq!(said(root, &["check", "-q"]), "");
    assert!(said(root, &["check", "-q", "--strict"]).contains("warning[empty-section]"));
    write(root, "content/wjw/2027/01-beds.md", "---\ntitle: 床位\ntitel: x\n---\n");
    let told = said(root, &["check", "-q"]);
    assert!(told.contains("error[unknown-key]") && !told.contains("warning["), "{told}");
}

#[test]
fn a_forge_gets_groups_and_files_from_the_top_of_the_repository() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join(".git")).unwrap();
    let root = dir.path().join("plans/site");
    county(&root);
    let told = said(&root, &["check", "--format", "github"]);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "::group::科技局 (kjj): 7 warnings");
    assert!(lines[1].starts_with("::warning file=plans/site/content/kjj/2027/01-s1.md,"), "{told}");
    assert!(lines[1].contains("%0A6 more like it:%0Aplans/site/content/kjj/2027/02-s2.md:"), "{told}");
    assert_eq!(lines[2], "::endgroup::");
    assert!(lines[4].starts_with("::warning file=plans/site/content/wjw/2027/01-beds.md,"), "{told}");
}

#[test]
fn json_has_every_finding_with_its_series_and_what_was_written() {
    let dir = site();
    let root = dir.path();
    let report = |arguments: &[&str]| -> Value {
        let output = run(root, arguments);
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let first = report(&["build", "--format", "json"]);
    assert_eq!(first["diagnostics"].as_array().unwrap().len(), 8);
    assert_eq!(first["diagnostics"][0]["series"], "kjj");
    assert_eq!(first["diagnostics"][7]["series"], "wjw");
    assert_eq!(first["bodies"][0]["warnings"], 7);
    assert_eq!(first["published"], true);
    assert!(
        first["written"]["added"].as_array().unwrap().iter().any(|file| file == "kjj/2027/s1/index.html")
    );
    let again = report(&["build", "--format", "json"]);
    for list in ["added", "changed", "removed"] {
        assert_eq!(again["written"][list].as_array().unwrap().len(), 0, "{list}");
    }
    assert!(report(&["check", "--format", "json"]).get("written").is_none());
}

#[test]
fn a_site_of_one_body_has_no_headings() {
    let dir = tempfile::tempdir().unwrap();
    county(dir.path());
    std::fs::remove_dir_all(dir.path().join("content/kjj")).unwrap();
    let told = said(dir.path(), &["check"]);
    assert!(told.starts_with("warning[empty-section]"), "{told}");
}
