//! The site checked with the new texts where they will stand.

use super::fault::{WriteFault, WriteReason};
use super::file::NewText;
use crate::collect::entry::{Entries, NewReport};
use crate::diagnostic::Diagnostic;
use crate::output::OutputError;
use crate::pages::catalog::Catalog;
use crate::pipeline::{BuildReport, Session};
use crate::source::listing::Listing;
use crate::source_path::SourcePath;
use crate::trial::{KnownErrors, try_contents};
use std::collections::BTreeMap;
use std::path::Path;

/// What a check of the new texts came to.
pub enum Proof {
    /// They can be written.
    Holds,
    /// The plan would have errors that it has not now: these, each with where the entries at fault were read.
    Broken(Box<BuildReport>, Vec<Vec<String>>),
    /// They would not be read as they were meant.
    Misread(Vec<WriteFault>),
}

/// Checks the site with new texts in the plan's folder; nothing in the site's own folder is touched.
pub fn prove(
    root: &Path,
    (folder, found): (&str, &Listing),
    texts: &BTreeMap<SourcePath, NewText>,
    (entries, known): (&Entries, KnownErrors),
) -> Result<Proof, OutputError> {
    let changed = texts.iter().filter_map(|(file, new)| Some((file.clone(), new.text.as_ref()?.as_bytes())));
    let (session, report) = try_contents(root, (folder, found), &changed.collect(), known)?;
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
