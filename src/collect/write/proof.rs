//! The site checked with the new texts where they will stand.

use super::fault::{WriteFault, WriteReason};
use super::file::NewText;
use crate::collect::entry::{Entries, NewReport};
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::output::{CopyError, FileAction, NewFolder, NullSink, OutputError};
use crate::pages::catalog::Catalog;
use crate::pipeline::extent::BuildExtent;
use crate::pipeline::{BuildReport, Options, SearchIndex, Session};
use crate::progress::Silent;
use crate::source::assemble::Drafts;
use crate::source::cache::DirtyFiles;
use crate::source::listing::Listing;
use crate::source::stand_in::SealedSources;
use crate::source::walk::FoundFile;
use crate::source_path::{SourcePath, is_in};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a check of the new texts came to.
pub enum Proof {
    /// They can be written.
    Holds,
    /// The plan would have errors that it has not now: these, each with where the entries at fault were read.
    Broken(Box<BuildReport>, Vec<Vec<String>>),
    /// They would not be read as they were meant.
    Misread(Vec<WriteFault>),
}

/// Checks a site with its drafts. The session has the site as it was read.
pub fn check(root: &Path, extent: BuildExtent) -> Result<(Session, BuildReport), OutputError> {
    let options =
        Options { drafts: Drafts::Show, search: SearchIndex::LeaveOut, extent, ..Options::default() };
    let mut session = Session::new(root.to_owned(), options);
    let report = session.run(&DirtyFiles::All, &NullSink, &Silent)?;
    Ok((session, report))
}

/// The errors in a report: what each says of which file, and how often. Lines move when texts change.
pub fn errors(report: &BuildReport) -> BTreeMap<(String, String), usize> {
    let mut count = BTreeMap::new();
    for error in report.diagnostics.iter().filter(|found| found.severity == Severity::Error) {
        *count.entry(kind(error)).or_default() += 1;
    }
    count
}

fn kind(error: &Diagnostic) -> (String, String) {
    let file = error.place.as_ref().map_or_else(String::new, |place| place.file.to_string());
    (file, format!("{} {}", error.code(), error.message(Language::English)))
}

/// Checks the site with new texts in the plan's folder; nothing in the site's own folder is touched.
pub fn prove(
    root: &Path,
    (folder, found): (&str, &Listing),
    texts: &BTreeMap<SourcePath, NewText>,
    (entries, mut known): (&Entries, BTreeMap<(String, String), usize>),
) -> Result<Proof, OutputError> {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let run = RUNS.fetch_add(1, Ordering::Relaxed);
    let base = std::env::temp_dir().join(format!("planpress-collect-{}-{run}", std::process::id()));
    let staged = NewFolder::open(&base)?;
    let mut files = Vec::new();
    for found in found.markdown.iter().chain(&*found.others).filter(|found| is_in(&found.file, folder)) {
        let text = texts.get(&found.file).and_then(|new| new.text.as_deref());
        let Some(text) = text else {
            files.push(found.clone());
            continue;
        };
        staged.write(&found.file, text.as_bytes()).map_err(|error| match error {
            CopyError::Read(error) => OutputError::io(FileAction::Read, &found.on_disk)(error),
            CopyError::Write(error) => error,
        })?;
        files.push(FoundFile { file: found.file.clone(), on_disk: staged.staged().join(&*found.file) });
    }
    let sources = SealedSources { folder: folder.to_owned(), files };
    let (session, mut report) = check(root, BuildExtent::With(sources))?;
    report.diagnostics.retain(|found| {
        let count = known.entry(kind(found)).or_default();
        let is_known = *count > 0;
        *count = count.saturating_sub(1);
        found.severity == Severity::Error && !is_known
    });
    if !report.diagnostics.is_empty() {
        let origins = report.diagnostics.iter().map(|error| origins(error, texts, entries)).collect();
        return Ok(Proof::Broken(Box::new(report), origins));
    }
    let misread = misread(&session, entries);
    Ok(if misread.is_empty() { Proof::Holds } else { Proof::Misread(misread) })
}

/// Where the entries were read that an error is about: those of the item that it stands in, else those whose figure stands in
/// its line.
fn origins(error: &Diagnostic, texts: &BTreeMap<SourcePath, NewText>, entries: &Entries) -> Vec<String> {
    let Some(place) = &error.place else { return Vec::new() };
    let items = texts.get(&place.file).map_or(&[][..], |new| &new.origins);
    let own = items.iter().filter(|(lines, _)| lines.contains(&place.start.line));
    let own: Vec<String> = own.flat_map(|(_, origins)| origins.iter().cloned()).collect();
    if !own.is_empty() {
        return own;
    }
    let figures: Vec<&str> = place.excerpt.split("indicator:").skip(1).collect();
    let names = |id: &str| {
        let of = |figure: &&str| {
            let target = figure.split([')', '#']).next().unwrap_or_default();
            target.rsplit('/').next() == Some(id)
        };
        figures.iter().any(of)
    };
    entries.reports.iter().filter(|sent| names(&sent.id)).map(|sent| sent.origin.clone()).collect()
}

/// The reports and states that the site does not have once it is read again.
fn misread(session: &Session, entries: &Entries) -> Vec<WriteFault> {
    let Some((site, assembled)) = session.site() else { return Vec::new() };
    let catalog = Catalog::new(assembled, &site.others, &site.walls);
    let plans = catalog.site.series.iter().flat_map(|series| &series.plans);
    let plan = plans.into_iter().find(|plan| plan.address.bare() == entries.plan);
    let fault = |(id, file, origin): (&str, &SourcePath, &str)| WriteFault {
        origin: origin.to_owned(),
        reason: WriteReason::Misread { id: id.to_owned(), file: file.clone() },
    };
    let has_report = |sent: &&NewReport| {
        let found = plan.and_then(|plan| plan.indicators().find(|(_, own)| own.id == sent.id));
        found.is_some_and(|(_, own)| own.reports(None).iter().any(|report| report.date() == Some(sent.date)))
    };
    let reports = entries.reports.iter().filter(|sent| !has_report(sent));
    let reports = reports.map(|sent| fault((&sent.id, &sent.document, &sent.origin)));
    let has_task = |id: &str, state| {
        let found = plan.and_then(|plan| plan.tasks().find(|(_, own)| own.id == id));
        found.is_some_and(|(_, own)| own.state.as_ref() == Some(state))
    };
    let tasks = entries.tasks.iter().filter(|sent| !has_task(&sent.id, &sent.state));
    let tasks = tasks.map(|sent| fault((&sent.id, &sent.document, &sent.origin)));
    reports.chain(tasks).collect()
}
