//! The new plan staged, checked where it will stand, and brought there.

use super::{Mode, NewPlan, RolloverError, is_error};
use crate::diagnostic::{Diagnostic, FindingKey};
use crate::output::{CopyError, NewFolder, NullSink, OutputError};
use crate::pipeline::extent::BuildExtent;
use crate::pipeline::{BuildReport, Options, SearchIndex, Session};
use crate::progress::Silent;
use crate::source::assemble::Drafts;
use crate::source::cache::DirtyFiles;
use crate::source::stand_in::SealedSources;
use crate::source::walk::{CONTENT, FoundFile};
use crate::source_path::{SourcePath, is_in};
use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;

/// Checks a site with its drafts, or what a plan that is added to it makes of it. The session has the site as it was read.
pub fn check(root: &Path, extent: BuildExtent) -> Result<(Session, BuildReport), OutputError> {
    let options =
        Options { drafts: Drafts::Show, search: SearchIndex::LeaveOut, extent, ..Options::default() };
    let mut session = Session::new(root.to_owned(), options);
    let report = session.run(&DirtyFiles::All, &NullSink, &Silent)?;
    Ok((session, report))
}

/// Stages the new plan, checks it, and publishes it if it is to be written. Gives what is wrong with it, if
/// anything is that was not known before: then nothing is written.
pub fn write(
    root: &Path,
    new: &NewPlan,
    known: &BTreeSet<FindingKey>,
    mode: Mode,
) -> Result<Option<BuildReport>, RolloverError> {
    // What is only tried leaves the site's folder alone.
    let base = match mode {
        Mode::Write => root.join(CONTENT),
        Mode::DryRun => std::env::temp_dir().join(format!("planpress-rollover-{}", std::process::id())),
    };
    let folder = NewFolder::open(&base)?;
    let mut files = Vec::new();
    let place = |name: &str| FoundFile {
        file: SourcePath::from(format!("{}/{name}", new.report.folder)),
        on_disk: folder.staged().join(name),
    };
    for (name, text) in &new.texts {
        folder.write(name, text.as_bytes()).map_err(|error| failure(name, error))?;
        files.push(place(name));
    }
    for (name, from) in &new.files {
        let name_on_disk = from.display().to_string();
        let file = File::open(from).map_err(|error| RolloverError::Read(name_on_disk.clone(), error))?;
        folder.write(name, file).map_err(|error| failure(&name_on_disk, error))?;
        files.push(place(name));
    }
    files.sort_by(|one, other| one.file.cmp(&other.file));
    let sources = SealedSources { folder: new.report.folder.clone(), files };
    let (_, mut after) = check(root, BuildExtent::With(sources))?;
    let is_new = |diagnostic: &Diagnostic| {
        is_error(diagnostic) && (is_own(diagnostic, &new.report.folder) || !known.contains(&diagnostic.key()))
    };
    after.diagnostics.retain(is_new);
    if !after.diagnostics.is_empty() {
        return Ok(Some(after));
    }
    if mode == Mode::Write {
        let place = new.report.folder.strip_prefix(CONTENT).unwrap_or(&new.report.folder);
        folder.publish(place.trim_start_matches('/'))?;
    }
    Ok(None)
}

fn failure(file: &str, error: CopyError) -> RolloverError {
    match error {
        CopyError::Read(error) => RolloverError::Read(file.to_owned(), error),
        CopyError::Write(error) => RolloverError::Output(error),
    }
}

/// The errors in a report.
pub fn errors(report: &BuildReport) -> BTreeSet<FindingKey> {
    report.diagnostics.iter().filter(|diagnostic| is_error(diagnostic)).map(Diagnostic::key).collect()
}

fn is_own(diagnostic: &Diagnostic, folder: &str) -> bool {
    diagnostic.place.as_ref().is_some_and(|place| is_in(&place.file, folder))
}
