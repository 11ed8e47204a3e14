//! How the findings of a run are told: by body, what is alike once, in the format that was asked for.

use super::print::Printer;
use super::standing::{JsonOutcome, Outcome};
use super::{FindingsFormat, Shared};
use crate::diagnostic::alike::{Told, told};
use crate::diagnostic::human;
use crate::diagnostic::words::say;
use crate::diagnostic::{Diagnostic, Severity, Tally, Words, github, json};
use crate::output::{CommitSummary, FileChange};
use crate::pipeline::BuildReport;
use crate::pipeline::walls::blame::owner_among;
use crate::pipeline::walls::words::name;
use crate::platform::canonical;
use serde::Serialize;
use std::path::Path;

/// What is told of a run, and how.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// In which format.
    pub format: FindingsFormat,
    /// Whether each finding is shown, however many are alike.
    pub all: bool,
    /// The least that fails the run: it is told even where nothing else is.
    pub failing: Severity,
    /// The site's folder, from which files are named; a forge names them from the top of the repository.
    pub root: &'a Path,
}

impl<'a> Telling<'a> {
    /// For people, as a command without options tells it.
    pub fn plain() -> Self {
        Self { format: FindingsFormat::Human, all: false, failing: Severity::Error, root: Path::new("") }
    }

    /// As the options of a command ask for.
    pub const fn of(shared: &Shared, root: &'a Path) -> Self {
        let failing = if shared.strict { Severity::Warning } else { Severity::Error };
        Self { format: shared.format, all: shared.all, failing, root }
    }
}

/// The findings of one body; of the site where there is none.
struct Group<'r> {
    /// The body's title and folder; none where the site has only one.
    title: Option<Words>,
    findings: Vec<&'r Diagnostic>,
}

impl Printer {
    /// Prints findings, and how many there are; `outcome` is what a JSON report says of the output, with what was `written`.
    pub fn findings(
        &self,
        report: &BuildReport,
        telling: Telling<'_>,
        outcome: Outcome,
        written: Option<&CommitSummary>,
    ) {
        let groups = groups(report, |found| !self.quiet || found.severity >= telling.failing);
        match telling.format {
            FindingsFormat::Human => self.human(&groups, report, telling.all),
            FindingsFormat::Json => self.output(&json::render(
                &report.diagnostics,
                |found| body(report, found),
                self.language,
                Counts {
                    documents: report.documents,
                    pages: report.pages,
                    held_back: report.held_back.len(),
                    untold: report.untold.len(),
                    unread: report.unread,
                },
                JsonOutcome::new(
                    report,
                    outcome,
                    |name| {
                        Tally::of(report.diagnostics.iter().filter(|found| body(report, found) == Some(name)))
                    },
                    written.map(Written::of),
                ),
            )),
            FindingsFormat::Github => {
                let above = above(telling.root);
                for group in &groups {
                    if let Some(title) = &group.title {
                        self.output(&github::open_group(
                            &heading(title, &group.findings).into_language(self.language),
                        ));
                    }
                    for told in told_of(&group.findings, telling.all) {
                        self.output(&match told {
                            Told::One(found) => github::render(found, self.language, &above),
                            Told::Alike(alike) => github::render_alike(&alike, self.language, &above),
                        });
                    }
                    if group.title.is_some() {
                        self.output(github::CLOSE_GROUP);
                    }
                }
            }
        }
    }

    fn human(&self, groups: &[Group<'_>], report: &BuildReport, all: bool) {
        if groups.is_empty() {
            return;
        }
        let options = self.human_options();
        for group in groups {
            let mut text = String::new();
            if let Some(title) = &group.title {
                text.push_str(&format!("── {}\n\n", heading(title, &group.findings).text(self.language)));
            }
            for told in told_of(&group.findings, all) {
                text.push_str(&match told {
                    Told::One(found) => human::render(found, &options),
                    Told::Alike(alike) => human::render_alike(&alike, &options),
                });
                text.push('\n');
            }
            self.text(&text);
        }
        self.text(&format!("{}\n", Tally::of(&report.diagnostics).words().text(self.language)));
    }
}

/// The findings that are told of, by body: those of the site first, then each body's, by name.
fn groups<'r>(report: &'r BuildReport, is_told: impl Fn(&Diagnostic) -> bool) -> Vec<Group<'r>> {
    let told = || report.diagnostics.iter().filter(|found| is_told(found));
    if report.bodies.is_empty() {
        let findings: Vec<_> = told().collect();
        return if findings.is_empty() { Vec::new() } else { vec![Group { title: None, findings }] };
    }
    let site = (None, say!("the site itself", "站点本身"));
    let bodies = report.bodies.values().map(|one| (Some(one.name.as_str()), name(one)));
    let groups = std::iter::once(site).chain(bodies).map(|(name, title)| Group {
        title: Some(title),
        findings: told().filter(|found| body(report, found) == name).collect(),
    });
    groups.filter(|group| !group.findings.is_empty()).collect()
}

/// The body that a finding belongs to; none for the site's.
fn body<'r>(report: &'r BuildReport, found: &Diagnostic) -> Option<&'r str> {
    let name = owner_among(found, |name| report.bodies.contains_key(name))?;
    report.bodies.get_key_value(&name).map(|(name, _)| name.as_str())
}

fn heading(title: &Words, findings: &[&Diagnostic]) -> Words {
    say!("{}: {}", "{}：{}", title.clone(), Tally::of(findings.iter().copied()).words())
}

fn told_of<'d>(findings: &[&'d Diagnostic], all: bool) -> Vec<Told<'d>> {
    if all { findings.iter().map(|found| Told::One(found)).collect() } else { told(findings) }
}

/// The way from the top of the repository to the site's folder, as a forge names files: empty where they are the same, or
/// there is no repository.
fn above(root: &Path) -> String {
    let Ok(site) = canonical(root) else { return String::new() };
    let top = site.ancestors().find(|folder| folder.join(".git").exists());
    let Some(way) = top.and_then(|top| site.strip_prefix(top).ok()) else { return String::new() };
    way.iter().map(|part| format!("{}/", part.to_string_lossy())).collect()
}

/// What the summary of a JSON report has beside the findings by severity.
#[derive(Serialize)]
struct Counts {
    documents: usize,
    pages: usize,
    held_back: usize,
    untold: usize,
    unread: usize,
}

/// The files that a build wrote and removed, by their paths in the output.
#[derive(Debug, Default, Serialize)]
pub struct Written<'a> {
    added: Vec<&'a str>,
    changed: Vec<&'a str>,
    removed: Vec<&'a str>,
}

impl<'a> Written<'a> {
    fn of(summary: &'a CommitSummary) -> Self {
        let mut written = Self::default();
        for (change, path) in &summary.changes {
            match change {
                FileChange::Added => written.added.push(path),
                FileChange::Replaced => written.changed.push(path),
                FileChange::Removed => written.removed.push(path),
            }
        }
        written.added.sort_unstable();
        written.changed.sort_unstable();
        written.removed.sort_unstable();
        written
    }
}
