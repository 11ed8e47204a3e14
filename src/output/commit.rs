//! Takes the steps of a journal: for the first time, undoing them where that is still possible after
//! a failure, or again after an interruption. Changes the output folder and nothing else; follows no
//! link in it.

use crate::platform;
use std::collections::BTreeSet;
use std::fs::{self, FileTimes};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use super::disk::{PathKind, path_kind};
use super::error::{FileAction, OutputError};
use super::journal::{CommitStep, Journal};
use super::manifest::{MANIFEST, Manifest};
use super::path::{ancestors, parent};
use super::staging::Staging;
use crate::digest::Digest;

/// Where the system refused, and what it said.
type IoAt = (PathBuf, io::Error);

/// Publishes: journal, steps, manifest.
pub(super) fn commit(journal: &Journal, output: &Path, staging: &mut Staging) -> Result<(), OutputError> {
    if !journal.steps.is_empty() {
        write_journal(journal, staging)?;
    }
    let mut executor = CommitExecutor::new(output, staging, Round::First);
    let mut done = 0;
    let Err((path, error)) = executor.take_all(journal, &mut done) else { return Ok(()) };
    if executor.undo(journal.steps.iter().take(done)) {
        return Err(OutputError::io(FileAction::Write, &path)(error));
    }
    staging.keep();
    Err(OutputError::Unfinished { path, error })
}

/// Makes the journal the word on what is to happen, from here on.
fn write_journal(journal: &Journal, staging: &Staging) -> Result<(), OutputError> {
    let path = staging.journal();
    staging.publish(&path, &journal.to_text(), |_| Ok(())).map_err(OutputError::io(FileAction::Write, &path))
}

/// Finishes a commit that was cut off, if the staging folder holds one. Where that fails, the journal stays.
pub(super) fn finish_interrupted(output: &Path, staging: &mut Staging) -> Result<(), OutputError> {
    let path = staging.journal();
    if !matches!(path_kind(&path)?, PathKind::Missing | PathKind::File { .. }) {
        staging.keep();
        return Err(OutputError::NotOwn { path });
    }
    let finished = match fs::read(&path) {
        Ok(text) => match std::str::from_utf8(&text).ok().and_then(Journal::parse) {
            Some(journal) if belongs(&journal, output) => CommitExecutor::new(output, staging, Round::Again)
                .take_all(&journal, &mut 0)
                .map_err(|(path, error)| OutputError::Unfinished { path, error }),
            Some(_) => Ok(()),
            None => Err(OutputError::Damaged { path }),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(OutputError::io(FileAction::Read, &path)(error)),
    };
    finished.inspect_err(|_| staging.keep())
}

/// Whether the output is still the one that the journal speaks of: it may have been removed, or
/// replaced by a copy from elsewhere.
fn belongs(journal: &Journal, output: &Path) -> bool {
    let there = fs::read(output.join(MANIFEST)).ok().map(|bytes| Digest::of(&bytes));
    let after = Digest::of(journal.manifest.to_text().as_bytes());
    let starts_with_output =
        matches!(journal.steps.first(), Some(CommitStep::MakeFolder(path)) if path.is_empty());
    (output.is_dir() || starts_with_output) && (there == journal.from || there == Some(after))
}

/// A file that changed in the same tick of the clock as the manifest is read again by every build. Where
/// that is more than so many bytes, the manifest waits for the next tick.
const MUCH: u64 = 16 << 20;
/// As coarse as the clocks of files are in practice.
const TICK: Duration = Duration::from_millis(10);

/// Whether the steps are taken for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Round {
    /// Files not changed since the manifest is written are as it says.
    First,
    /// Some may have been taken: a staged file that is gone is in its place. What happened between an interruption and
    /// its mending is not known, so the next build is to compare every file.
    Again,
}

/// Takes steps in one output folder.
struct CommitExecutor<'a> {
    output: &'a Path,
    staging: &'a Staging,
    round: Round,
    /// Real folders, known to be there.
    folders: BTreeSet<String>,
    /// Folders made by us, in order.
    made: Vec<String>,
}

impl<'a> CommitExecutor<'a> {
    fn new(output: &'a Path, staging: &'a Staging, round: Round) -> Self {
        Self { output, staging, round, folders: BTreeSet::new(), made: Vec::new() }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.output.join(path)
    }

    /// Takes all steps, counting them, and publishes the manifest.
    fn take_all(&mut self, journal: &Journal, done: &mut usize) -> Result<(), IoAt> {
        for step in &journal.steps {
            if self.round == Round::First || self.is_whole(step, &journal.manifest) {
                self.take(step).map_err(|error| (self.at(step.path()), error))?;
            }
            *done += 1;
        }
        self.publish_manifest(&journal.manifest)
    }

    /// Writes the manifest anew, after all files: its time is then not earlier than theirs.
    fn publish_manifest(&self, manifest: &Manifest) -> Result<(), IoAt> {
        let path = self.at(MANIFEST);
        let bytes: u64 = manifest.entries.values().map(|entry| entry.size).sum();
        if self.round == Round::First && bytes > MUCH {
            std::thread::sleep(TICK);
        }
        let published = self.staging.publish(&path, &manifest.to_text(), |file| match self.round {
            Round::First => Ok(()),
            Round::Again => file.set_times(FileTimes::new().set_modified(UNIX_EPOCH)),
        });
        published.map_err(|error| (path, error))
    }

    fn take(&mut self, step: &CommitStep) -> io::Result<()> {
        match step {
            CommitStep::MakeFolder(path) => self.make_folder(path),
            CommitStep::Add { number, path } | CommitStep::Replace { number, path } => {
                self.place(*number, path)
            }
            CommitStep::Remove(path) => self.remove(path),
            CommitStep::RemoveFolder(path) => {
                if self.is_folder(path)? {
                    // Left where it is not empty: then it is not only ours.
                    let _ = platform::remove_folder(self.at(path));
                    self.folders.remove(path);
                }
                Ok(())
            }
        }
    }

    /// Whether a path, and all above it, are real folders.
    fn is_folder(&mut self, path: &str) -> io::Result<bool> {
        if self.folders.contains(path) {
            return Ok(true);
        }
        let above: Vec<&str> = ancestors(path).take_while(|above| !self.folders.contains(*above)).collect();
        for folder in above.into_iter().rev().chain([path]) {
            if !fs::symlink_metadata(self.at(folder)).is_ok_and(|found| found.is_dir()) {
                return Ok(false);
            }
            self.folders.insert(folder.to_owned());
        }
        Ok(true)
    }

    fn make_folder(&mut self, path: &str) -> io::Result<()> {
        if self.is_folder(path)? {
            return Ok(());
        }
        fs::create_dir(self.at(path))?;
        self.folders.insert(path.to_owned());
        self.made.push(path.to_owned());
        Ok(())
    }

    fn place(&mut self, number: usize, path: &str) -> io::Result<()> {
        let staged = self.staging.at(number);
        if self.round == Round::Again {
            if !staged.exists() {
                return Ok(());
            }
            // Folders may have been removed since.
            for folder in ancestors(path).collect::<Vec<_>>().into_iter().rev() {
                self.make_folder(folder)?;
            }
        }
        if !self.is_folder(parent(path).unwrap_or(""))? {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        platform::rename(staged, self.at(path))
    }

    fn remove(&mut self, path: &str) -> io::Result<()> {
        if !self.is_folder(parent(path).unwrap_or(""))? {
            return Ok(());
        }
        let target = self.at(path);
        match path_kind(&target) {
            Ok(PathKind::Missing | PathKind::Folder) => Ok(()),
            _ => platform::remove_file(target),
        }
    }

    /// Whether the staged file of a step, if it is still there, survived a power cut.
    fn is_whole(&self, step: &CommitStep, manifest: &Manifest) -> bool {
        let (CommitStep::Add { number, path } | CommitStep::Replace { number, path }) = step else {
            return true;
        };
        let expected = manifest.entries.get(path.as_str()).map(|entry| entry.digest);
        match Digest::of_file(&self.staging.at(*number)) {
            Ok(digest) => expected == Some(digest),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        }
    }

    /// Takes back the steps done, if none of them destroyed anything; says whether all is as it was. A kill in between does
    /// no harm: the next run takes them again.
    fn undo<'s>(&self, mut done: impl Iterator<Item = &'s CommitStep> + Clone) -> bool {
        let can_be_undone =
            |step: &CommitStep| matches!(step, CommitStep::MakeFolder(_) | CommitStep::Add { .. });
        done.clone().all(can_be_undone)
            && done.all(|step| match step {
                CommitStep::Add { number, path } => {
                    platform::rename(self.at(path), self.staging.at(*number)).is_ok()
                }
                _ => true,
            })
            && self.made.iter().rev().all(|path| platform::remove_folder(self.at(path)).is_ok())
    }
}

/// Commits as far as a number of steps, as if killed then.
#[cfg(test)]
pub(super) fn commit_until(journal: &Journal, output: &Path, staging: &mut Staging, steps: usize) {
    write_journal(journal, staging).unwrap();
    let mut executor = CommitExecutor::new(output, staging, Round::First);
    for step in journal.steps.iter().take(steps) {
        executor.take(step).unwrap();
    }
    staging.keep();
}
