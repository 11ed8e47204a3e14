//! A broken seal stops its own body: what is published of it stays, byte for byte, while the others go on.

use super::county::*;
use crate::support::{run, write};
use planpress::internals::diagnostic::{Code, Severity};
use std::fs;

fn sealed() -> Sites {
    let sites = Sites::new(|root| {
        county(root, 3, 2);
        let done = run(root, &["archive", "b1/2025", "--date", "2026-01-10"]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    });
    assert!(sites.output.join("archive/b1/2025-1.zip").exists());
    sites
}

#[test]
fn a_broken_seal_stops_its_own_body_only() {
    let damages: [(&str, Option<&str>); 4] = [
        ("data/site/b1/2025/index.html", Some("改过")),
        ("bag-info.txt", Some("改过")),
        ("tagmanifest-sha256.txt", None),
        ("", None),
    ];
    for (file, text) in damages {
        let mut sites = sealed();
        let path = sites.root.join("archive/b1/2025/1").join(file);
        match text {
            Some(text) => fs::write(&path, text).unwrap(),
            None if file.is_empty() => fs::remove_dir_all(&path).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        for root in [&sites.root, &sites.expected] {
            section(root, 2, 0, 2026, "02-y", 77);
        }
        let report = sites.publish();
        assert!(report.publishable && report.has_errors(), "{file}: {:#?}", report.diagnostics);
        assert_eq!(standing_still(&report), ["b1"], "{file}");
        let mut errors = report.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        let is_of_seal = |code| [Code::BrokenSeal, Code::MissingBag].contains(&code);
        assert!(errors.all(|found| is_of_seal(found.code())), "{:#?}", report.diagnostics);
        sites.compare(file);
    }
}

#[test]
fn where_the_published_pages_do_not_hold_either_nothing_is_written() {
    let sites = sealed();
    fs::write(sites.root.join("archive/b1/2025/1/data/site/b1/2025/index.html"), "改过").unwrap();
    fs::write(sites.output.join("b1/2025/index.html"), "也改过").unwrap();
    section(&sites.root, 2, 0, 2026, "02-y", 77);
    let before = published(&sites.output);
    let done = run(&sites.root, &["build", "--output", sites.output.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.starts_with("第1局 (b1) cannot stay as it is published"), "{said}");
    assert!(published(&sites.output) == before);
}

/// Errors of another body do not keep a plan from being sealed; those of its own do.
#[test]
fn a_plan_is_sealed_while_another_body_stands_still() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    county(root, 3, 2);
    assert!(run(root, &["-q", "build"]).status.success());
    write(root, "content/b1/2026/01-x.md", "---\ntitle：坏\n---\n");
    let seal = |plan: &str| run(root, &["archive", plan, "--date", "2026-01-10"]);
    let done = seal("b1/2025");
    assert_eq!(done.status.code(), Some(1), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(!root.join("archive").exists());
    let done = seal("b2/2025");
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(root.join("archive/b2/2025/1/bagit.txt").exists());
}
