//! Reports and states of tasks written into a plan's front matter, all or nothing.
//!
//! Takes a site's folder and the entries of a round; gives what was changed, or why nothing was. For each file the
//! changes are found ([`reports`], [`tasks`]), made in its text and in its values and compared ([`front_edit`](crate::source::edit::front_edit)), and the
//! whole site is checked with the new texts ([`proof`]) before any of them takes its place.

mod fault;
mod file;
mod house;
mod proof;
mod reports;
mod tasks;

pub use fault::{WriteFault, WriteReason};

use super::entry::{Entries, NewReport};
use crate::digest::Digest;
use crate::output::{OutputError, Rewrite, RewriteError, rewrite, settle_rewrite};
use crate::pages::catalog::Catalog;
use crate::pipeline::BuildReport;
use crate::pipeline::extent::BuildExtent;
use crate::source_path::{SourcePath, folder, is_in};
use crate::trial;
use file::NewText;
use jiff::civil::Date;
use proof::Proof;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Whether anything is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The changes are written.
    Write,
    /// It is only told what would be.
    DryRun,
}

/// What was changed, or would be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// For each file that changes, in the order of paths, what changes in it.
    pub files: Vec<(SourcePath, Vec<Change>)>,
    /// The entries that say what the plan says already.
    pub unchanged: Vec<Unchanged>,
}

/// One change of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The id of the indicator or task; none for the plan's own `as_of`.
    pub id: Option<String>,
    pub field: Changed,
    /// What was before, as pages show it; none where nothing was.
    pub from: Option<String>,
    /// What is now.
    pub to: String,
    /// Where it was read; empty for `as_of`.
    pub origin: String,
}

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// The day that the plan's values speak of.
    AsOf,
    /// The value of a day.
    Report(Date),
    /// The source of a day's value.
    Source(Date),
    /// The remark to a day's value.
    Note(Date),
    /// How far a task is.
    State,
    /// Why a task was dropped.
    Reason,
    /// The remark to a task.
    TaskNote,
}

/// An entry that says what the plan says already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unchanged {
    /// The indicator or task.
    pub id: String,
    /// Where it was read.
    pub origin: String,
    /// The source that stands, where another was sent: the plan keeps its own.
    pub kept_source: Option<String>,
    /// The remark that stands, where another was sent.
    pub kept_note: Option<String>,
}

impl Unchanged {
    fn of(sent: &NewReport, source: Option<&str>, note: Option<&str>) -> Self {
        let kept = |stands: Option<&str>, sent: Option<&str>| {
            stands.filter(|_| sent.is_some() && sent != stands).map(ToOwned::to_owned)
        };
        Self {
            id: sent.id.clone(),
            origin: sent.origin.clone(),
            kept_source: kept(source, sent.source.as_deref()),
            kept_note: kept(note, sent.note.as_deref()),
        }
    }
}

/// How it went, where the tool itself did not fail.
#[derive(Debug)]
pub enum Outcome {
    /// It is written, or would be.
    Done(Applied),
    /// The site could not be read: its errors.
    Faulty(BuildReport),
    /// Entries that cannot be written: all of them.
    Refused(Vec<WriteFault>),
    /// The plan would have errors that it has not now: these, and for each where the entries at fault were read.
    Broken(BuildReport, Vec<Vec<String>>),
}

/// Writes entries into the front matter of a plan: all of them, or none.
///
/// # Errors
/// Where the tool failed. Then either nothing is written, or the next command finishes it ([`RewriteError`]).
pub fn apply(root: &Path, entries: &Entries, mode: Mode) -> Result<Outcome, RewriteError> {
    settle_rewrite(root)?;
    let (session, before) = trial::check(root, BuildExtent::Site)?;
    let known = trial::errors(&before);
    let Some((site, assembled)) = session.site() else { return Ok(Outcome::Faulty(before)) };
    let catalog = Catalog::new(assembled, &site.others, &site.walls);
    let refused = |reason| Ok(Outcome::Refused(vec![WriteFault { origin: String::new(), reason }]));
    let mut plans = catalog.site.series.iter().flat_map(|series| &series.plans);
    let Some(plan) = plans.find(|plan| plan.address.bare() == entries.plan) else {
        return refused(WriteReason::UnknownPlan(entries.plan.clone()));
    };
    let is_sealed = site.plans.iter().any(|sealed| sealed.bag.place.plan == entries.plan);
    if is_sealed || site.config.sealed.contains(&entries.plan) {
        return refused(WriteReason::Sealed(entries.plan.clone()));
    }
    let mut documents = BTreeSet::new();
    let mut texts: BTreeMap<SourcePath, NewText> = BTreeMap::new();
    let mut old: BTreeMap<SourcePath, Digest> = BTreeMap::new();
    for part in plan.parts() {
        let Some((_, document)) = catalog.documents.get(part.document.0) else { continue };
        let source = &document.text.source;
        documents.insert(source.file.clone());
        let new = file::rewrite(document, entries, site.config.lang);
        old.insert(source.file.clone(), Digest::of(source.text.as_bytes()));
        texts.insert(source.file.clone(), new);
    }
    let mut faults: Vec<WriteFault> = Vec::new();
    let all = entries.reports.iter().map(|report| (&report.document, &report.origin));
    for (file, origin) in all.chain(entries.tasks.iter().map(|task| (&task.document, &task.origin))) {
        if !documents.contains(file) {
            faults
                .push(WriteFault { origin: origin.clone(), reason: WriteReason::UnknownFile(file.clone()) });
        }
    }
    faults.extend(texts.values_mut().flat_map(|new| std::mem::take(&mut new.faults)));
    if !faults.is_empty() {
        return Ok(Outcome::Refused(faults));
    }
    let mut applied = Applied::default();
    for (file, new) in &mut texts {
        applied.unchanged.append(&mut new.unchanged);
        if new.text.is_some() {
            applied.files.push((file.clone(), std::mem::take(&mut new.changes)));
        }
    }
    if applied.files.is_empty() {
        return Ok(Outcome::Done(applied));
    }
    let own =
        folder(&assembled.file(plan.document).map_or_else(String::new, |file| file.to_string())).to_owned();
    match proof::prove(root, (&own, &site.found), &texts, (entries, known))? {
        Proof::Holds => {}
        Proof::Broken(report, origins) => return Ok(Outcome::Broken(*report, origins)),
        Proof::Misread(faults) => return Ok(Outcome::Refused(faults)),
    }
    if mode == Mode::Write {
        let found = site.found.markdown.iter().filter(|found| is_in(&found.file, &own));
        let files: Vec<Rewrite> = found
            .filter_map(|found| {
                let new = texts.get(&found.file)?.text.clone()?;
                let old = *old.get(&found.file)?;
                Some(Rewrite {
                    on_disk: found.on_disk.clone(),
                    file: found.file.to_string(),
                    old: Some(old),
                    new: new.into_bytes(),
                })
            })
            .collect();
        match rewrite(root, &files) {
            Ok(()) => {}
            Err(RewriteError::Edited(file)) => {
                return refused(WriteReason::Edited(SourcePath::from(file)));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(Outcome::Done(applied))
}

impl From<OutputError> for RewriteError {
    fn from(error: OutputError) -> Self {
        Self::Output(error)
    }
}
