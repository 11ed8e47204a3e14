//! Documents through the real program: the whole plan of every fixture, the file of the tour from import to page, later versions.

use crate::support::preview::Preview;
use crate::support::{files, run, write};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

fn repository(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "site.yaml", "title: 云河区科技局计划\n");
    write(folder.path(), "content/_index.md", "---\ntitle: 计划\n---\n");
    folder
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[track_caller]
fn fine(output: &Output) -> String {
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

fn documents() -> Vec<PathBuf> {
    let entries = fs::read_dir(repository("tests/import/files")).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension == "docx"));
    found.sort();
    found
}

/// A plan's files in one text, pictures by their sizes.
fn whole(plan: &BTreeMap<String, Vec<u8>>) -> String {
    let show = |(name, bytes): (&String, &Vec<u8>)| match name.ends_with(".md") {
        true => format!("===== {name}\n{}", text(bytes)),
        false => format!("===== {name}: {} bytes\n", bytes.len()),
    };
    plan.iter().map(show).collect()
}

/// The plan and the account of every fixture, word for word; `UPDATE_EXPECTED=1` renews them.
#[test]
fn every_fixture_becomes_the_plan_that_is_expected() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = Vec::new();
    for document in documents() {
        let name = document.file_stem().unwrap().to_string_lossy().into_owned();
        let site = site();
        let root = site.path();
        let arguments = ["--year", "2027", "--into", "content/2027", "--changes", "accept", "--lang", "zh"];
        let file = document.to_str().unwrap();
        let done = run(root, &[&["import", file, "--report", "account.txt"], &arguments[..]].concat());
        fine(&done);
        let account = fs::read_to_string(root.join("account.txt")).unwrap().replace(file, "FILE");
        let found = format!("{}===== account\n{account}", whole(&files(&root.join("content/2027"))));
        let place = repository("tests/import/expected").join(&name).join("plan.txt");
        if update {
            fs::write(&place, &found).unwrap();
        }
        if fs::read_to_string(&place).ok().as_deref() != Some(&*found) {
            wrong.push(format!("{name}:\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const TOUR: &str = "docs/word/2027年工作要点.docx";

#[test]
fn the_file_of_the_tour_is_imported_accepted_and_built() {
    let site = site();
    let root = site.path();
    let file = repository(TOUR);
    fine(&run(root, &["import", file.to_str().unwrap()]));
    // Nothing is written over what is there.
    let again = run(root, &["import", file.to_str().unwrap()]);
    assert_eq!(again.status.code(), Some(1));
    // A published plan has no proposals.
    let index = root.join("content/2027/_index.md");
    let publish = || {
        let text = fs::read_to_string(&index).unwrap();
        let published = text.replace("status: draft", "status: published\npublished: 2027-01-20 09:00");
        fs::write(&index, published).unwrap();
    };
    publish();
    let refused = run(root, &["check"]);
    assert!(text(&refused.stderr).contains("proposed-indicator"), "{}", text(&refused.stderr));
    let told = fine(&run(root, &["accept", "2027"]));
    assert!(told.contains("135家以上"), "{told}");
    fine(&run(root, &["build"]));
    let page = fs::read_to_string(root.join("public/2027/index.html")).unwrap();
    for words in [
        "壮大科技企业队伍",
        "梯次培育科技企业",
        "建强创新平台",
        "促进成果转化",
        "登记技术合同",
        "优化科技服务",
        "修订科技计划项目管理办法",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let tasks = fs::read_to_string(root.join("public/2027/tasks.csv")).unwrap();
    assert_eq!(tasks.lines().count(), 4, "{tasks}");
    let shown = Preview::start(root, &[]).get("/2027/");
    assert_eq!(shown.status, 200);
    assert!(shown.text().contains("梯次培育科技企业"));
}

#[test]
fn a_later_version_comes_into_the_draft() {
    let site = site();
    let root = site.path();
    let version = |name: &str, target: &str, more: &str| {
        let words = format!(
            "云河区科技局2027年工作要点\n\n一、壮大企业\n年底高新技术企业达到{target}。\n{more}二、优化服务\n办好政务服务事项。\n"
        );
        write(root, name, words);
    };
    version("first.txt", "135家以上", "");
    version("second.txt", "140家以上", "全年新增科技型中小企业60家。\n");
    fine(&run(root, &["import", "first.txt"]));
    fine(&run(root, &["accept", "2027"]));
    let before = files(&root.join("content/2027"));
    // The same version again changes nothing.
    fine(&run(root, &["import", "first.txt", "--update"]));
    assert_eq!(files(&root.join("content/2027")), before);
    let told = fine(&run(root, &["import", "second.txt", "--update", "--dry-run", "--lang", "zh"]));
    assert!(told.contains("135家以上 → 140家以上"), "{told}");
    assert!(told.contains("+ 全年新增科技型中小企业60家。"), "{told}");
    assert_eq!(files(&root.join("content/2027")), before);
    fine(&run(root, &["import", "second.txt", "--update"]));
    let after = files(&root.join("content/2027"));
    let changed: Vec<&String> = after
        .iter()
        .filter(|(name, bytes)| before.get(*name) != Some(*bytes))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    let section = text(&after[changed[0]]);
    assert!(section.contains("[140家以上](indicator:gaoxin-jishu-qiye)"), "{section}");
    assert!(section.contains("target: 140家以上"), "{section}");
    assert!(section.contains("[60家](indicator:"), "{section}");
    assert_eq!(section.matches("proposed: true").count(), 2, "{section}");
    fine(&run(root, &["check", "--drafts"]));
    // Only drafts are updated.
    fine(&run(root, &["accept", "2027"]));
    let index = root.join("content/2027/_index.md");
    let published = fs::read_to_string(&index).unwrap().replace("status: draft", "status: published");
    fs::write(&index, published).unwrap();
    let refused = run(root, &["import", "first.txt", "--update"]);
    assert_eq!(refused.status.code(), Some(1));
}

#[test]
fn what_cannot_be_imported_is_told_and_nothing_is_written() {
    let site = site();
    let root = site.path();
    write(root, "plain.txt", "工作要点\n\n一、壮大企业\n正文。\n");
    write(root, "empty.txt", " \n");
    write(root, "broken.txt", [&[0xd2, 0xbb, b'\n'][..], &[0xb9, 0xff, b'\n']].concat());
    let before = files(root);
    let tracked = repository("tests/import/files/changes-text.docx");
    for (arguments, why) in [
        (vec!["import", "plain.txt"], "--year"),
        (vec!["import", "empty.txt"], "没有文字"),
        (vec!["import", "broken.txt", "--year", "2027"], "第2行"),
        (vec!["import", "missing.txt", "--year", "2027"], "missing.txt"),
        (vec!["import", "plain.txt", "--year", "2027", "--into", "../elsewhere"], "content/"),
        (vec!["import", "plain.txt", "--update", "--into", "content/2027"], "没有可更新的计划"),
        (vec!["import", tracked.to_str().unwrap(), "--year", "2027"], "修订"),
    ] {
        let done = run(root, &[&arguments[..], &["--lang", "zh"]].concat());
        assert!(!done.status.success(), "{arguments:?}");
        assert!(text(&done.stderr).contains(why), "{arguments:?}: {}", text(&done.stderr));
        assert_eq!(files(root), before, "{arguments:?}");
    }
}
