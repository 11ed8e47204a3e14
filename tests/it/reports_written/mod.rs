//! Accepted reports written into front matter: whole texts, what is refused, and laws over generated plans.

mod laws;
mod refused;
mod shapes;

use crate::support::write;
use jiff::civil::{Date, date};
use planpress::internals::collect::TaskState;
use planpress::internals::collect::entry::{Correction, Entries, NewReport, TaskChange};
use planpress::internals::collect::write::{Applied, Mode, Outcome, apply};
use std::path::Path;
use tempfile::TempDir;

const PLAN: &str = "content/2026/_index.md";
const FIRMS: &str = "content/2026/01-firms.md";

const PLAN_TEXT: &str = "---\nkind: plan\ntitle: 2026年工作计划\nyear: 2026\nstatus: published\nissuer: 某区科技局\npublished: 2026-01-20 09:00\n---\n\n全年工作安排如下。\n";

/// A site with a plan and a section, which has this front matter below its title.
fn site(section: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "site.yaml", "title: 某区政府\n");
    write(folder.path(), "content/_index.md", "---\ntitle: 首页\n---\n");
    write(folder.path(), PLAN, PLAN_TEXT);
    write(folder.path(), FIRMS, format!("---\ntitle: 企业\n{section}---\n\n正文。\n"));
    folder
}

fn june() -> Date {
    date(2026, 6, 30)
}

/// A report of a day.
fn report(file: &str, id: &str, day: Date, value: &str) -> NewReport {
    NewReport {
        document: file.into(),
        id: id.to_owned(),
        date: day,
        quarter: None,
        value: value.to_owned(),
        source: None,
        note: None,
        origin: format!("科技局.xlsx 指标!E{}", value.len() + 3),
    }
}

fn task(file: &str, id: &str, state: TaskState) -> TaskChange {
    TaskChange {
        document: file.into(),
        id: id.to_owned(),
        name: String::new(),
        state,
        note: None,
        origin: "科技局.xlsx 任务!C4".to_owned(),
    }
}

fn entries(reports: Vec<NewReport>) -> Entries {
    Entries { plan: "2026".to_owned(), reports, tasks: Vec::new(), as_of: None, correction: None }
}

fn correction() -> Option<Correction> {
    Some(Correction { date: date(2026, 7, 10), reason: "统计口径更正, 见说明".to_owned() })
}

#[track_caller]
fn done(root: &Path, entries: &Entries) -> Applied {
    match apply(root, entries, Mode::Write).unwrap() {
        Outcome::Done(applied) => applied,
        other => panic!("{other:#?}"),
    }
}

/// Why entries are refused, each with where it was read, in Chinese.
#[track_caller]
fn why_refused(root: &Path, entries: &Entries) -> Vec<String> {
    match apply(root, entries, Mode::Write).unwrap() {
        Outcome::Refused(faults) => {
            faults.iter().map(|fault| format!("{}：{}", fault.origin, fault.reason.words().chinese)).collect()
        }
        other => panic!("{other:#?}"),
    }
}

fn text(root: &Path, file: &str) -> String {
    std::fs::read_to_string(root.join(file)).unwrap()
}
