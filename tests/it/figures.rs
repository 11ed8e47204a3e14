//! Figures in the prose against the data, on this repository's own content.

use planpress::internals::diagnostic::Code;
use planpress::internals::output::Memory;
use planpress::internals::pipeline::{self, BuildReport, Options, Silent};
use std::fs;
use std::path::{Path, PathBuf};

/// A copy of the content, with no theme of its own and no archive.
fn copy() -> tempfile::TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    for entry in walkdir::WalkDir::new(root.join("content")) {
        let entry = entry.unwrap();
        let to = folder.path().join(entry.path().strip_prefix(root).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
    fs::write(folder.path().join("site.yaml"), "title: 甲\n").unwrap();
    folder
}

fn run(folder: &Path) -> BuildReport {
    pipeline::run(folder, &Options::default(), &Memory::new(), &Silent).unwrap()
}

/// The sections with indicators, each with its text.
fn sections(folder: &Path) -> Vec<(PathBuf, String)> {
    let all = walkdir::WalkDir::new(folder.join("content")).sort_by_file_name().into_iter();
    all.map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "md"))
        .map(|entry| (entry.path().to_owned(), fs::read_to_string(entry.path()).unwrap()))
        .filter(|(_, text)| text.contains("\nindicators:\n"))
        .collect()
}

/// A target with its number one higher: `12家以上` is `13家以上`, `超亿元` is `超2亿元`.
fn one_more(target: &str) -> String {
    let Some(start) = target.find(|next: char| next.is_ascii_digit()) else {
        return target.replace('超', "超2");
    };
    let (before, rest) = target.split_at(start);
    let end = rest.find(|next: char| !next.is_ascii_digit()).unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    format!("{before}{}{after}", number.parse::<u64>().unwrap() + 1)
}

#[test]
fn every_figure_is_bound_or_says_why_not_and_agrees_with_the_data() {
    let folder = copy();
    let report = run(folder.path());
    let speaks_of_figures = |code: Code| {
        matches!(
            code,
            Code::FigureBound
                | Code::FigureUnit
                | Code::FigureUnread
                | Code::FigureValue
                | Code::UnusedIgnore
        )
    };
    let told: Vec<_> = report.diagnostics.iter().filter(|found| speaks_of_figures(found.code())).collect();
    assert!(told.is_empty(), "{told:?}");
    assert!(report.untold.is_empty(), "{:?}", report.untold);
}

#[test]
fn a_target_changed_by_one_is_told_at_the_line_of_the_prose_that_shows_it() {
    let folder = copy();
    let mut changed = 0;
    for (file, text) in sections(folder.path()) {
        let mut id = String::new();
        for (at, line) in text.lines().enumerate() {
            if let Some(own) = line.strip_prefix("  - id: ") {
                id = own.to_owned();
            }
            let Some(target) = line.strip_prefix("    target: ") else { continue };
            // What is compared with others (不低于全市平均水平) has no number of its own.
            if one_more(target) == target {
                continue;
            }
            let shown = format!("(indicator:{id})");
            let Some(prose) = text.lines().position(|line| line.contains(&shown)) else { continue };
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines.splice(at..=at, [format!("    target: {}", one_more(target))]);
            fs::write(&file, lines.join("\n") + "\n").unwrap();
            let report = run(folder.path());
            let found: Vec<_> =
                report.diagnostics.iter().filter(|found| found.code() == Code::FigureValue).collect();
            let [found] = found.as_slice() else { panic!("{id}: {:?}", report.diagnostics) };
            let place = found.place.as_ref().unwrap();
            assert_eq!(place.start.line, prose + 1, "{id}");
            assert!(file.ends_with(&*place.file), "{id}");
            // The second place is the line of the target.
            assert_eq!(found.related.first().map(|(_, place)| place.start.line), Some(at + 1), "{id}");
            changed += 1;
        }
        fs::write(&file, &text).unwrap();
    }
    assert!(changed >= 71, "only {changed} targets were changed");
}
