//! One broken site for every diagnostic code, with what the program says of it, word for word.
//!
//! `tests/bad/<code>/` holds the site, `expected.txt` and `expected.zh.txt` the whole output. What git
//! cannot carry everywhere (bytes that are no text, symbolic links) is made here.

use crate::support::{copy, expect, report, run, tests, write};
use planpress::internals::diagnostic::human::{self, Colour, HumanOptions};
use planpress::internals::diagnostic::{Code, Diagnostic, Finding, Language, SiteFault, json};
use planpress::internals::output::Memory;
use planpress::internals::pipeline::{self, Options, SearchIndex, Silent};
use planpress::internals::source::assemble::Drafts;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Codes whose findings are about a site or a file as a whole: there is no line to show.
const WITHOUT_LINE: [Code; 11] = [
    Code::BrokenSeal,
    Code::CopiedFile,
    Code::MisnamedFile,
    Code::MissingContent,
    Code::MissingIndex,
    Code::MissingSite,
    Code::OrphanFile,
    Code::SealedSource,
    Code::SymlinkOutside,
    Code::UnportableName,
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
        Code::UnportableName => {
            write(root, "content/2016/02-平台:园区.md", "---\ntitle: 建设\n---\n\n正文。\n")
        }
        #[cfg(unix)]
        Code::Unreadable => {
            std::os::unix::fs::symlink("往年.md", root.join("content/2016/02-platforms.md")).unwrap();
        }
        _ => {}
    }
}

fn is_shown_here(code: Code) -> bool {
    cfg!(unix) || !matches!(code, Code::SymlinkOutside | Code::UnportableName | Code::Unreadable)
}

/// A copy of a code's site, whole.
fn site(code: Code) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&tests().join("bad").join(code.as_str()), folder.path());
    complete(code, folder.path());
    folder
}

/// What `check` finds in a code's site; nothing is spawned, since there are so many of them.
fn check(code: Code) -> Vec<Diagnostic> {
    let folder = site(code);
    // In a draft alone.
    let is_of_drafts = matches!(code, Code::Placeholder | Code::ProposalsWaiting);
    let drafts = if is_of_drafts { Drafts::Show } else { Drafts::HoldBack };
    let options = Options { search: SearchIndex::LeaveOut, drafts, ..Options::default() };
    let mut found = pipeline::run(folder.path(), &options, &Memory::new(), &Silent).unwrap().diagnostics;
    for diagnostic in &mut found {
        // The program names the folder as it was given; here that is a temporary one.
        if let Finding::Site(SiteFault::MissingSite { folder }) = &mut diagnostic.finding {
            *folder = ".".to_owned();
        }
    }
    found
}

/// The findings as `check` prints them for people.
fn printed(found: &[Diagnostic], language: Language) -> String {
    let options = HumanOptions { language, colour: Colour::Never, width: 100 };
    format!("{}\n", human::render_all(found, &options).trim_end_matches('\n'))
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
        let found = check(code);
        for (language, file) in [(Language::English, "expected.txt"), (Language::Chinese, "expected.zh.txt")]
        {
            expect(&folder.join(file), &printed(&found, language), &mut failures);
        }
    }
    report(&failures);
}

#[test]
fn every_finding_has_its_place_its_line_and_help() {
    for code in Code::all().filter(|code| is_shown_here(*code)) {
        let found = check(code);
        let text = printed(&found, Language::English);
        let json: Value =
            serde_json::from_str(&json::render(&found, |_| None, Language::English, (), ())).unwrap();
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

#[test]
fn the_program_prints_what_the_gallery_holds() {
    for code in [Code::MissingSite, Code::DeadLink, Code::MissingAlt] {
        let folder = site(code);
        for (language, file) in [("en", "expected.txt"), ("zh", "expected.zh.txt")] {
            let expected = fs::read_to_string(tests().join("bad").join(code.as_str()).join(file)).unwrap();
            let human = run(folder.path(), &["check", "--lang", language]);
            let text = String::from_utf8(human.stderr).unwrap();
            let json = run(folder.path(), &["check", "--lang", language, "--format", "json"]);
            let json: Value = serde_json::from_slice(&json.stdout).unwrap();
            let errors = json["summary"]["errors"].as_u64().unwrap();
            assert_eq!(human.status.code(), Some(i32::from(errors > 0)), "{code}");
            // Where there is no error, a line that tells the time follows.
            assert!(
                if errors > 0 { text == expected } else { text.starts_with(&expected) },
                "{code}\n{text}"
            );
        }
    }
}
