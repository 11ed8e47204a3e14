//! Reports and states of tasks written into a plan's front matter, all or nothing.

use super::entry::Entries;
use crate::output::OutputError;
use crate::pipeline::BuildReport;
use crate::source_path::SourcePath;
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
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// For each file that changes, in the order of paths, what changes in it.
    pub files: Vec<(SourcePath, Vec<Change>)>,
}

/// One change of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The id of the indicator or task; none for the plan's own `as_of`.
    pub id: Option<String>,
    /// What was before, as it was written: `12`, `in-progress`; none where nothing was.
    pub from: Option<String>,
    /// What is now.
    pub to: String,
    /// Where it was read; empty for `as_of`.
    pub origin: String,
}

/// How it went, where the tool itself did not fail.
#[derive(Debug)]
pub enum Outcome {
    /// It is written, or would be.
    Done(Applied),
    /// Entries that cannot be written: all of them.
    Refused(Vec<WriteFault>),
    /// The plan would have errors that it has not now: these. Each is about an entry where one is at fault.
    Broken(BuildReport, Vec<WriteFault>),
}

/// An entry that cannot be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteFault {
    /// Where the entry was read; empty where no entry is at fault.
    pub origin: String,
}

/// Writes entries into the front matter of a plan.
///
/// # Errors
/// Where the tool failed.
pub fn apply(_root: &Path, _entries: &Entries, _mode: Mode) -> Result<Outcome, OutputError> {
    Ok(Outcome::Done(Applied::default()))
}
