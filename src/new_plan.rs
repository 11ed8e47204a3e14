//! A new plan staged, checked where it will stand, and brought there: whole or not at all.
//!
//! Takes the texts and files of a plan that another room made ([`rollover`](crate::rollover), [`import`](crate::import)); gives what would be wrong
//! with it that was not wrong before, and then writes nothing.

use crate::diagnostic::{Diagnostic, FindingKey, Severity};
use crate::output::{CopyError, NewFolder, OutputError};
use crate::pipeline::BuildReport;
use crate::pipeline::extent::BuildExtent;
use crate::source::stand_in::SealedSources;
use crate::source::walk::{CONTENT, FoundFile};
use crate::source_path::{SourcePath, is_in};
use crate::trial::check;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

/// A plan that is not yet written.
#[derive(Debug, Default)]
pub struct NewPlan {
    /// Where it is to lie, below the site's folder: `content/2017`.
    pub folder: String,
    /// Contents by their names in the new folder.
    pub contents: Vec<(String, Vec<u8>)>,
    /// Files to copy, by their names in the new folder.
    pub copies: Vec<(String, PathBuf)>,
}

/// Whether anything is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The new plan is written.
    Write,
    /// It is only told what would be.
    DryRun,
}

/// Why the tool failed.
#[derive(Debug)]
pub enum NewPlanError {
    /// The site could not be checked, or the new plan could not be written.
    Output(OutputError),
    /// A file to be copied could not be read: which, and why.
    Read(String, std::io::Error),
}

impl From<OutputError> for NewPlanError {
    fn from(error: OutputError) -> Self {
        Self::Output(error)
    }
}

/// Stages the new plan, checks it, and publishes it if it is to be written. Gives what is wrong with it, if
/// anything is that was not known before: then nothing is written.
pub fn write(
    root: &Path,
    new: &NewPlan,
    known: &BTreeSet<FindingKey>,
    mode: Mode,
) -> Result<Option<BuildReport>, NewPlanError> {
    // What is only tried leaves the site's folder alone.
    let base = match mode {
        Mode::Write => root.join(CONTENT),
        Mode::DryRun => std::env::temp_dir().join(format!("planpress-new-plan-{}", std::process::id())),
    };
    let folder = NewFolder::open(&base)?;
    let mut files = Vec::new();
    let place = |name: &str| FoundFile {
        file: SourcePath::from(format!("{}/{name}", new.folder)),
        on_disk: folder.staged().join(name),
    };
    for (name, bytes) in &new.contents {
        folder.write(name, bytes.as_slice()).map_err(|error| failure(name, error))?;
        files.push(place(name));
    }
    for (name, from) in &new.copies {
        let name_on_disk = from.display().to_string();
        let file = File::open(from).map_err(|error| NewPlanError::Read(name_on_disk.clone(), error))?;
        folder.write(name, file).map_err(|error| failure(&name_on_disk, error))?;
        files.push(place(name));
    }
    files.sort_by(|one, other| one.file.cmp(&other.file));
    let sources = SealedSources { folder: new.folder.clone(), files };
    let (_, mut after) = check(root, BuildExtent::With(sources))?;
    let is_new = |diagnostic: &Diagnostic| {
        is_error(diagnostic) && (is_own(diagnostic, &new.folder) || !known.contains(&diagnostic.key()))
    };
    after.diagnostics.retain(is_new);
    if !after.diagnostics.is_empty() {
        return Ok(Some(after));
    }
    if mode == Mode::Write {
        let place = new.folder.strip_prefix(CONTENT).unwrap_or(&new.folder);
        folder.publish(place.trim_start_matches('/'))?;
    }
    Ok(None)
}

fn failure(file: &str, error: CopyError) -> NewPlanError {
    match error {
        CopyError::Read(error) => NewPlanError::Read(file.to_owned(), error),
        CopyError::Write(error) => NewPlanError::Output(error),
    }
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

/// The errors in a report.
pub fn errors(report: &BuildReport) -> BTreeSet<FindingKey> {
    report.diagnostics.iter().filter(|diagnostic| is_error(diagnostic)).map(Diagnostic::key).collect()
}

fn is_own(diagnostic: &Diagnostic, folder: &str) -> bool {
    diagnostic.place.as_ref().is_some_and(|place| is_in(&place.file, folder))
}
