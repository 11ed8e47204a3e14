//! Takes the steps of a journal: for the first time, undoing them where that is still possible after
//! a failure, or again after an interruption. Changes the output folder and nothing else; follows no
//! link in it.

use crate::platform;
use std::collections::BTreeSet;
use std::fs::{self, FileTimes};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use super::disk::{PathKind, standing};
use super::error::{FileAction, OutputError};
use super::journal::{CommitStep, Journal};
use super::manifest::{MANIFEST, Manifest};
use super::path::{ancestors, parent};
use super::staging::Staging;
use crate::digest::Digest;

/// Where the system refused, and what it said.
type IoAt = (PathBuf, io::Error);

/// What the published manifest's time says about the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// Files not changed since are as the manifest says.
    Now,
    /// The next build is to compare every file: what happened between an interruption and its
    /// mending is not known.
    Nothing,
}

/// Publishes: journal, steps, manifest.
pub(super) fn commit(journal: &Journal, output: &Path, staging: &mut Staging) -> Result<(), OutputError> {
    if !journal.steps.is_empty() {
        write_journal(journal, staging)?;
    }
    let mut executor = CommitExecutor::new(output, staging, Round::First);
    let mut done = 0;
    let Err((path, error)) = executor.take_all(journal, &mut done) else { return Ok(()) };
    match executor.undo(journal.steps.iter().take(done)) {
        Ok(()) => Err(OutputError::io(FileAction::Write, &path)(error)),
        Err(Stuck) => {
            staging.keep();
            Err(OutputError::Unfinished { path, error })
        }
    }
}

/// Makes the journal the word on what is to happen, from here on.
fn write_journal(journal: &Journal, staging: &Staging) -> Result<(), OutputError> {
    let path = staging.journal();
    staging.publish(&path, &journal.to_text(), |_| Ok(())).map_err(OutputError::io(FileAction::Write, &path))
}

/// Finishes a commit that was cut off, if the staging folder holds one.
pub(super) fn finish_interrupted(output: &Path, staging: &mut Staging) -> Result<(), OutputError> {
    let path = staging.journal();
    if !matches!(standing(&path)?, PathKind::Missing | PathKind::File { .. }) {
        staging.keep();
        return Err(OutputError::NotOwn { path });
    }
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => {
            staging.keep();
            return Err(OutputError::io(FileAction::Read, &path)(error));
        }
    };
    let Some(journal) = std::str::from_utf8(&text).ok().and_then(Journal::parse) else {
        staging.keep();
        return Err(OutputError::Damaged { path });
    };
    if belongs(&journal, output) { finish(&journal, output, staging) } else { Ok(()) }
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

fn finish(journal: &Journal, output: &Path, staging: &mut Staging) -> Result<(), OutputError> {
    let mut executor = CommitExecutor::new(output, staging, Round::Again);
    for step in &journal.steps {
        let whole = match step {
            CommitStep::Add { number, path } | CommitStep::Replace { number, path } => {
                executor.is_whole(*number, path, &journal.manifest)
            }
            _ => true,
        };
        if !whole {
            continue;
        }
        if let Err(error) = executor.take(step) {
            let path = executor.at(step.path());
            staging.keep();
            return Err(OutputError::Unfinished { path, error });
        }
    }
    publish_manifest(&journal.manifest, output, staging, Trust::Nothing).map_err(|(path, error)| {
        staging.keep();
        OutputError::Unfinished { path, error }
    })
}

/// A file that changed in the same tick of the clock as the manifest is read again by every build. Where
/// that is more than so many bytes, the manifest waits for the next tick.
const MUCH: u64 = 16 << 20;
/// As coarse as the clocks of files are in practice.
const TICK: Duration = Duration::from_millis(10);

/// Writes the manifest anew, after all files: its time is then not earlier than theirs.
fn publish_manifest(manifest: &Manifest, output: &Path, staging: &Staging, trust: Trust) -> Result<(), IoAt> {
    let path = output.join(MANIFEST);
    let bytes: u64 = manifest.entries.values().map(|entry| entry.size).sum();
    if trust == Trust::Now && bytes > MUCH {
        std::thread::sleep(TICK);
    }
    let published = staging.publish(&path, &manifest.to_text(), |file| match trust {
        Trust::Now => Ok(()),
        Trust::Nothing => file.set_times(FileTimes::new().set_modified(UNIX_EPOCH)),
    });
    published.map_err(|error| (path, error))
}

/// Whether the steps are taken for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Round {
    First,
    /// Some may have been taken: a staged file that is gone is in its place.
    Again,
}

/// The steps cannot be undone (any more).
struct Stuck;

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
            self.take(step).map_err(|error| (self.at(step.path()), error))?;
            *done += 1;
        }
        publish_manifest(&journal.manifest, self.output, self.staging, Trust::Now)
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
        match standing(&target) {
            Ok(PathKind::Missing | PathKind::Folder) => Ok(()),
            _ => platform::remove_file(target),
        }
    }

    /// Whether a staged file, if it is still there, survived a power cut.
    fn is_whole(&self, number: usize, path: &str, manifest: &Manifest) -> bool {
        let expected = manifest.entries.get(path).map(|entry| entry.digest);
        match Digest::of_file(&self.staging.at(number)) {
            Ok(digest) => expected == Some(digest),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        }
    }

    /// Takes back the steps done, if none of them destroyed anything. A kill in between does no harm:
    /// the next run takes them again.
    fn undo<'s>(&self, done: impl Iterator<Item = &'s CommitStep> + Clone) -> Result<(), Stuck> {
        if done.clone().any(|step| {
            matches!(step, CommitStep::Replace { .. } | CommitStep::Remove(_) | CommitStep::RemoveFolder(_))
        }) {
            return Err(Stuck);
        }
        for step in done {
            if let CommitStep::Add { number, path } = step {
                platform::rename(self.at(path), self.staging.at(*number)).map_err(|_| Stuck)?;
            }
        }
        self.made.iter().rev().try_for_each(|path| platform::remove_folder(self.at(path)).map_err(|_| Stuck))
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
