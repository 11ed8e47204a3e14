//! Sources tried where they will stand, before anything of them is written.
//!
//! Rooms that write into `content/` ask here what a site with the new texts would be told by `check`, and what of it is new.

use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::output::{CopyError, FileAction, NewFolder, NullSink, OutputError};
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

/// The errors of a report: what each says of which file, and how often. Lines move when texts change, so they are no part of it.
pub type KnownErrors = BTreeMap<(String, String), usize>;

/// Checks a site with its drafts, or what changed sources make of it. The session has the site as it was read.
///
/// # Errors
/// The site cannot be read.
pub fn check(root: &Path, extent: BuildExtent) -> Result<(Session, BuildReport), OutputError> {
    let options =
        Options { drafts: Drafts::Show, search: SearchIndex::LeaveOut, extent, ..Options::default() };
    let mut session = Session::new(root.to_owned(), options);
    let report = session.run(&DirtyFiles::All, &NullSink, &Silent)?;
    Ok((session, report))
}

/// The errors in a report.
pub fn errors(report: &BuildReport) -> KnownErrors {
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

/// Checks the site with new contents of files in a plan's folder, new files among them; nothing in the site's own folder is touched. The
/// report holds the errors that were not known.
///
/// # Errors
/// The contents cannot be staged, or the site cannot be read.
pub fn try_contents(
    root: &Path,
    (folder, found): (&str, &Listing),
    contents: &BTreeMap<SourcePath, &[u8]>,
    mut known: KnownErrors,
) -> Result<(Session, BuildReport), OutputError> {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let run = RUNS.fetch_add(1, Ordering::Relaxed);
    let base = std::env::temp_dir().join(format!("planpress-trial-{}-{run}", std::process::id()));
    let staged = NewFolder::open(&base)?;
    let own = found.markdown.iter().chain(&*found.others).filter(|found| is_in(&found.file, folder));
    let mut files: Vec<FoundFile> =
        own.filter(|found| !contents.contains_key(&found.file)).cloned().collect();
    for (file, bytes) in contents {
        let on_disk = staged.staged().join(&**file);
        staged.write(file, *bytes).map_err(|error| match error {
            CopyError::Read(error) => OutputError::io(FileAction::Read, &on_disk)(error),
            CopyError::Write(error) => error,
        })?;
        files.push(FoundFile { file: file.clone(), on_disk });
    }
    files.sort_by(|one, other| one.file.cmp(&other.file));
    let sources = SealedSources { folder: folder.to_owned(), files };
    let (session, mut report) = check(root, BuildExtent::With(sources))?;
    report.diagnostics.retain(|found| {
        let count = known.entry(kind(found)).or_default();
        let is_known = *count > 0;
        *count = count.saturating_sub(1);
        found.severity == Severity::Error && !is_known
    });
    Ok((session, report))
}
