//! One broken site for every diagnostic code, with what the program says of it, word for word.
//!
//! `tests/bad/<code>/` holds the site, `expected.txt` and `expected.zh.txt` the whole output. What git
//! cannot carry everywhere (bytes that are no text, symbolic links) is made here.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "helpers of a test fail as tests do"
)]

mod support;

use planpress::diagnostic::Code;
use serde_json::Value;
use std::fs;
use std::path::Path;
use support::{copy, expect, report, run, tests, write};

/// Codes whose findings are about a site or a file as a whole: there is no line to show.
const WITHOUT_LINE: [Code; 6] = [
    Code::BrokenSeal,
    Code::MissingSite,
    Code::OrphanFile,
    Code::SealedSource,
    Code::SymlinkOutside,
    Code::Unreadable,
];

/// Adds to a site what git cannot carry.
fn complete(code: Code, root: &Path) {
    match code {
        Code::NotUtf8 => {
            write(
                root,
                "content/2016/02-platforms.md",
                b"---\ntitle: \xbd\xa8\xc9\xe8\n---\n\n\xbc\xc6\xbb\xae\n",
            );
            write(root, "content/2016/03-market.md", b"\xff\xfe-\0-\0-\0\n\0");
        }
        #[cfg(unix)]
        Code::SymlinkOutside => {
            std::os::unix::fs::symlink("/etc/hostname", root.join("content/2016/附件.txt")).unwrap();
        }
        #[cfg(unix)]
        Code::Unreadable => {
            std::os::unix::fs::symlink("往年.md", root.join("content/2016/02-platforms.md")).unwrap();
        }
        _ => {}
    }
}

fn is_shown_here(code: Code) -> bool {
    cfg!(unix) || !matches!(code, Code::SymlinkOutside | Code::Unreadable)
}

/// Runs `check` on a code's site and gives what it printed for people and for programs.
fn check(code: Code, language: &str) -> (String, Value) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    copy(&tests().join("bad").join(code.as_str()), root);
    complete(code, root);
    let human = run(root, &["check", "--lang", language]);
    let json = run(root, &["check", "--lang", language, "--format", "json"]);
    assert_eq!(human.status.code(), json.status.code(), "{code}");
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    let errors = json["summary"]["errors"].as_u64().unwrap();
    assert_eq!(human.status.code(), Some(i32::from(errors > 0)), "{code}");
    let mut text = String::from_utf8(human.stderr).unwrap();
    // The closing line tells a time; it is there only where nothing failed.
    if errors == 0 {
        let last = text.trim_end().rfind('\n').map_or(0, |index| index + 1);
        text.truncate(last);
    }
    (text, json)
}

#[test]
fn every_code_has_a_site_and_every_site_a_code() {
    let mut folders: Vec<String> = fs::read_dir(tests().join("bad"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    folders.sort();
    let codes: Vec<&str> = Code::all().map(Code::as_str).collect();
    assert_eq!(folders, codes);
}

#[test]
fn every_site_is_reported_word_for_word() {
    let mut failures = Vec::new();
    for code in Code::all().filter(|code| is_shown_here(*code)) {
        let folder = tests().join("bad").join(code.as_str());
        for (language, file) in [("en", "expected.txt"), ("zh", "expected.zh.txt")] {
            expect(&folder.join(file), &check(code, language).0, &mut failures);
        }
    }
    report(&failures);
}

#[test]
fn every_finding_has_its_place_its_line_and_help() {
    for code in Code::all().filter(|code| is_shown_here(*code)) {
        let (text, json) = check(code, "en");
        let diagnostics = json["diagnostics"].as_array().unwrap();
        assert!(!diagnostics.is_empty(), "{code}");
        for diagnostic in diagnostics {
            assert_eq!(diagnostic["code"], code.as_str(), "{code} alone is reported");
            assert!(!diagnostic["help"].as_str().unwrap().is_empty(), "{code}");
            if code == Code::MissingSite {
                continue;
            }
            let file = diagnostic["file"].as_str().unwrap();
            let (line, column) =
                (diagnostic["line"].as_u64().unwrap(), diagnostic["column"].as_u64().unwrap());
            assert!(
                text.contains(&format!("{file}:{line}:{column}")) || WITHOUT_LINE.contains(&code),
                "{code}\n{text}"
            );
            if !WITHOUT_LINE.contains(&code) {
                let number = format!("{line} |");
                let shown = text.lines().any(|text| {
                    text.trim_start().starts_with(&number) && text.trim_end().len() > number.len()
                });
                assert!(shown, "{code} shows line {line}\n{text}");
            }
        }
    }
}
