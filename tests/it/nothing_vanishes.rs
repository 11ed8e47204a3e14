//! What is published stays published when something is not there: sources, bags, most of the pages.

use crate::support::{files, run, write};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A site with a plan of so many sections, built and, if asked for, sealed before.
fn site(sections: usize, sealed: bool) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    write(root, "site.yaml", "title: 站点\nbase_url: https://plan.example.gov.cn/\n");
    write(root, "content/_index.md", "---\ntitle: 首页\n---\n首页\n");
    let plan = "---\nkind: plan\ntitle: 计划2016年\nyear: 2016\nstatus: published\npublished: 2016-03-01\n---\n前言\n";
    write(root, "content/p/_index.md", plan);
    for number in 1..=sections {
        let section = format!("---\ntitle: 章{number}\n---\n正文\n");
        write(root, &format!("content/p/{number:02}-s{number}.md"), section);
    }
    if sealed {
        let (code, printed) = said(root, &["archive", "p", "--date", "2016-04-01", "-q"]);
        assert_eq!(code, Some(0), "{printed}");
    }
    let (code, printed) = said(root, &["build", "-q"]);
    assert_eq!(code, Some(0), "{printed}");
    dir
}

fn said(root: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = run(root, arguments);
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (output.status.code(), text)
}

/// A build that is refused: exit code 1, these words, and an output that is as it was.
#[track_caller]
fn refused(root: &Path, arguments: &[&str], words: &str) {
    let before = files(&root.join("public"));
    let (code, printed) = said(root, &[&["build"], arguments].concat());
    assert_eq!(code, Some(1), "{printed}");
    assert!(printed.contains(words), "{words} is not in:\n{printed}");
    assert!(files(&root.join("public")) == before, "the output was changed:\n{printed}");
}

#[test]
fn without_sources_nothing_is_removed() {
    let dir = site(1, false);
    let root = dir.path();
    let check = |words: &str| {
        refused(root, &["--strict"], words);
        assert_eq!(said(root, &["check"]).0, Some(1), "{words}");
    };
    fs::rename(root.join("content"), root.join("off")).unwrap();
    check("there is no folder `content`");
    fs::create_dir(root.join("content")).unwrap();
    check("holds no Markdown file");
    write(root, "content/park.jpg", "no text");
    write(root, "content/.hidden.md", "hidden");
    check("holds no Markdown file");
    fs::remove_dir_all(root.join("content")).unwrap();
    write(root, "content", "a file");
    check("`content` is not a folder");
    #[cfg(unix)]
    {
        fs::remove_file(root.join("content")).unwrap();
        std::os::unix::fs::symlink("/nowhere/mounted", root.join("content")).unwrap();
        check("`content` is a link to `/nowhere/mounted`");
    }
    fs::remove_file(root.join("content")).unwrap();
    fs::rename(root.join("off"), root.join("content")).unwrap();
    assert_eq!(said(root, &["build", "--strict"]).0, Some(0));
}

#[test]
fn without_its_bag_a_sealed_plan_is_not_published_anew() {
    let dir = site(1, true);
    let root = dir.path();
    fs::rename(root.join("archive"), root.join("off")).unwrap();
    refused(root, &[], "`p` was published from its bag");
    fs::create_dir(root.join("archive")).unwrap();
    refused(root, &[], "`p` was published from its bag");
    fs::remove_dir(root.join("archive")).unwrap();
    // Whoever changes the output does not get around it either.
    write(root, "public/archive.json", "{}");
    refused(root, &[], "sealed plans are published");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/nowhere/mounted", root.join("archive")).unwrap();
        refused(root, &[], "a link to `/nowhere/mounted`");
        fs::remove_file(root.join("archive")).unwrap();
    }
    // Into another folder there is nothing to compare with; the list in `site.yaml` is for that.
    let (code, printed) = said(root, &["build", "-q", "--output", "elsewhere"]);
    assert_eq!(code, Some(0), "{printed}");
    let yaml = fs::read_to_string(root.join("site.yaml")).unwrap();
    write(root, "site.yaml", format!("{yaml}sealed: [/p/]\n"));
    for command in ["build", "check"] {
        let (code, printed) = said(root, &[command]);
        assert_eq!(code, Some(1), "{printed}");
        assert!(
            printed.contains("site.yaml:3:10") && printed.contains("published from its bag"),
            "{printed}"
        );
    }
    fs::rename(root.join("off"), root.join("archive")).unwrap();
    assert_eq!(said(root, &["build", "-q"]), (Some(0), String::new()));
}

#[test]
fn a_plan_that_is_listed_can_be_sealed_for_the_first_time() {
    let dir = site(1, false);
    let yaml = fs::read_to_string(dir.path().join("site.yaml")).unwrap();
    write(dir.path(), "site.yaml", format!("{yaml}sealed: p\n"));
    let (code, printed) = said(dir.path(), &["archive", "p", "--date", "2016-04-01", "-q"]);
    assert_eq!((code, printed.as_str()), (Some(0), ""));
    assert_eq!(said(dir.path(), &["build", "-q"]), (Some(0), String::new()));
}

#[test]
fn many_pages_are_removed_only_where_that_is_asked_for() {
    let dir = site(20, false);
    let root = dir.path();
    let remove = |number: usize| {
        fs::remove_file(root.join(format!("content/p/{number:02}-s{number}.md"))).unwrap();
    };
    (1..=3).for_each(remove);
    assert_eq!(said(root, &["build", "-q"]), (Some(0), String::new()), "three are few");
    (4..=7).for_each(remove);
    refused(root, &[], "would remove 4 of the ");
    refused(root, &[], "\n  /p/s4/\n  /p/s5/\n  /p/s6/\n  /p/s7/\n");
    refused(root, &["--allow-removals", "3"], "--allow-removals 4");
    let (code, printed) = said(root, &["build", "--lang", "zh"]);
    assert!(code == Some(1) && printed.contains("请加上 --allow-removals 4"), "{printed}");
    // A page that leads on is still there.
    let index = fs::read_to_string(root.join("content/p/_index.md")).unwrap();
    let aliases = "aliases: [/p/s4/, /p/s5/, /p/s6/, /p/s7/]\n---\n前言";
    write(root, "content/p/_index.md", index.replace("---\n前言", aliases));
    assert_eq!(said(root, &["build", "-q"]), (Some(0), String::new()), "redirects are no removals");
    write(root, "content/p/_index.md", index);
    assert_eq!(said(root, &["build", "-q", "--allow-removals", "4"]), (Some(0), String::new()));
    assert!(!root.join("public/p/s4").exists());
}

#[test]
fn a_tenth_of_many_pages_may_go() {
    let dir = site(60, false);
    for number in 1..=4 {
        fs::remove_file(dir.path().join(format!("content/p/{number:02}-s{number}.md"))).unwrap();
    }
    assert_eq!(said(dir.path(), &["build", "-q"]), (Some(0), String::new()));
}
