//! What a clerk types amiss: each file of `tests/slips/` is one slip as typed, with the whole output.

use crate::support::{copy, expect, report, tests, write};
use planpress::internals::diagnostic::Language;
use planpress::internals::diagnostic::human::{self, Colour, HumanOptions};
use planpress::internals::output::Memory;
use planpress::internals::pipeline::{self, Options, SearchIndex, Silent};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// What a slip's file holds but for the outputs: these are written by the program.
struct Slip<'a> {
    /// All text before the outputs, word for word.
    typed: &'a str,
    /// The site's files that are written (`Some`) or taken out.
    files: Vec<(&'a str, Option<&'a str>)>,
}

impl<'a> Slip<'a> {
    fn read(text: &'a str) -> Self {
        let end = text.find("@@@ zh\n").unwrap_or(text.len());
        let typed = &text[..end];
        let mut parts = typed.split("@@@ ");
        parts.next();
        let files = parts
            .map(|part| {
                let (head, body) = part.split_once('\n').unwrap_or((part, ""));
                match head.strip_prefix("remove ") {
                    Some(path) => (path, None),
                    None => (head, Some(body)),
                }
            })
            .collect();
        Self { typed, files }
    }

    /// The slip's file as it should be: what was typed, and what `check` prints of it.
    fn with_outputs(&self) -> String {
        let folder = tempfile::tempdir().unwrap();
        copy(&tests().join("slips/site"), folder.path());
        for (path, body) in &self.files {
            match body {
                Some(body) => write(folder.path(), path, body),
                None => fs::remove_file(folder.path().join(path)).unwrap(),
            }
        }
        let options = Options { search: SearchIndex::LeaveOut, ..Options::default() };
        let found = pipeline::run(folder.path(), &options, &Memory::new(), &Silent).unwrap().diagnostics;
        let mut text = self.typed.to_owned();
        for (language, name) in [(Language::Chinese, "zh"), (Language::English, "en")] {
            let options = HumanOptions { language, colour: Colour::Never, width: 100 };
            let printed = human::render_all(&found, &options);
            let _ = writeln!(text, "@@@ {name}\n{}", printed.trim_end());
        }
        text
    }
}

fn slips() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = WalkDir::new(tests().join("slips"))
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_slip_is_told_word_for_word() {
    let mut failures = Vec::new();
    for file in slips() {
        let text = fs::read_to_string(&file).unwrap();
        expect(&file, &Slip::read(&text).with_outputs(), &mut failures);
    }
    report(&failures);
}

#[test]
fn what_is_right_has_no_finding_and_what_is_not_has_one() {
    // The other test is writing them.
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        return;
    }
    for file in slips() {
        let text = fs::read_to_string(&file).unwrap();
        let is_right = is_right(&file);
        let is_silent = text.ends_with("@@@ zh\n\n@@@ en\n\n");
        assert_eq!(is_silent, is_right, "{}", file.display());
    }
}

fn is_right(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("right-"))
}
