//! Several of the user's files rewritten or made together: all of them, or none.
//!
//! New and old bytes are staged in a hidden folder of the site (`.planpress-rewrite`), synced; then a journal is written, and
//! the new files are renamed into place one by one. Killed before the journal is there, nothing has happened; killed after
//! it, the next command ([`settle_rewrite`]) renames the rest. No file is ever half written. What somebody changed by hand
//! in the meantime is never lost: where a file is not what it was, those that were renamed are put back.

use crate::digest::Digest;
use crate::platform::{self, Access, FileIdentity, canonical, open_to_readers, sync_folder};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::disk::{PathKind, path_kind};
use super::error::{FileAction, OutputError};
use super::lock::{OutputLock, remove_file};
use super::manifest::{seal, unseal};
use super::path::OutputPath;

/// The hidden folder in the site's folder.
const FOLDER: &str = ".planpress-rewrite";
const JOURNAL: &str = "journal";
/// What stands in the journal for a file that was not there.
const NONE: &str = "-";
const HEADER: &str = "planpress-rewrite 1\n";
/// So often, and so long each time, another process is waited for that is rewriting files.
const WAITS: (usize, Duration) = (500, Duration::from_millis(20));

/// A file to be rewritten or made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrite {
    /// Where it is on this machine.
    pub on_disk: PathBuf,
    /// Its name as messages show it.
    pub file: String,
    /// The digest of what it must still hold; none where it must not be there.
    pub old: Option<Digest>,
    /// What it is to hold.
    pub new: Vec<u8>,
}

/// Why files were not rewritten.
#[derive(Debug)]
pub enum RewriteError {
    /// The system refused something; no file is changed.
    Output(OutputError),
    /// A file is no longer what it was: this one. No file is changed.
    Edited(String),
    /// Another process is rewriting files of this site; this is its folder.
    Busy(PathBuf),
    /// Files were changed by hand after a run was cut off, so that they can be made neither all new nor all old: those that have
    /// what was to be written, those that have not, and the folder to remove once they have been settled.
    HalfWritten { new: Vec<String>, old: Vec<String>, folder: PathBuf },
    /// The journal, at this path, cannot be read.
    Damaged(PathBuf),
    /// The system refused half-way, at this file: every file is whole. The next command finishes.
    Unfinished { path: PathBuf, error: io::Error },
}

/// What was found of a run that was cut off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// Nothing that matters.
    Nothing,
    /// These files have what was to be written.
    Finished(Vec<String>),
    /// These files are as they were before, but for what was changed by hand.
    Undone(Vec<String>),
}

/// One file of a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    /// Its path below the site's folder.
    path: String,
    old: Option<Digest>,
    new: Digest,
}

/// A staging folder that this process holds, for the files below a folder.
struct Held {
    root: PathBuf,
    lock: OutputLock,
}

fn io(action: FileAction, path: &Path) -> impl FnOnce(io::Error) -> RewriteError {
    let path = path.to_owned();
    move |error| RewriteError::Output(OutputError::Io { action, path, error })
}

/// Rewrites files of a site: all of them, or none.
///
/// # Errors
/// A file is not what it was, or the system refuses. Only [`RewriteError::Unfinished`] leaves anything to be done.
pub fn rewrite(root: &Path, files: &[Rewrite]) -> Result<(), RewriteError> {
    settle_rewrite(root)?;
    let held = Held::claim(root)?;
    let staged = held.stage(files);
    match staged {
        Ok(steps) => held.commit(&steps),
        Err(error) => {
            held.leave();
            Err(error)
        }
    }
}

/// Ends what a run left that was cut off: finishes it, or puts back what it had changed. To be called before a site is read.
///
/// # Errors
/// It cannot be ended: see [`RewriteError`].
pub fn settle_rewrite(root: &Path) -> Result<Settled, RewriteError> {
    let folder = root.join(FOLDER);
    if path_kind(&folder).map_err(RewriteError::Output)? == PathKind::Missing {
        return Ok(Settled::Nothing);
    }
    let held = Held::claim(root)?;
    let path = held.file(JOURNAL);
    let steps = match fs::read(&path) {
        Ok(bytes) => parse(&bytes).ok_or(RewriteError::Damaged(path))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            held.leave();
            return Ok(Settled::Nothing);
        }
        Err(error) => return Err(io(FileAction::Read, &path)(error)),
    };
    held.recover(&steps)
}

/// The journal as text.
fn to_text(steps: &[Step]) -> String {
    let old = |step: &Step| step.old.map_or_else(|| NONE.to_owned(), |old| old.to_string());
    let lines = steps.iter().map(|step| format!("{} {} {}\n", old(step), step.new, step.path));
    seal(format!("{HEADER}{}", lines.collect::<String>()), JOURNAL)
}

/// Reads a journal; none where it is damaged or another version's.
fn parse(bytes: &[u8]) -> Option<Vec<Step>> {
    let body = unseal(std::str::from_utf8(bytes).ok()?, JOURNAL)?.strip_prefix(HEADER)?;
    let step = |line: &str| {
        let (old, rest) = line.split_once(' ')?;
        let (new, path) = rest.split_once(' ')?;
        let path = OutputPath::new(path).ok()?.into_string();
        let old = if old == NONE { None } else { Some(Digest::parse(old)?) };
        Some(Step { path, old, new: Digest::parse(new)? })
    };
    body.lines().map(step).collect()
}

/// A file as it is before it is rewritten.
struct Original {
    /// Its real path.
    target: PathBuf,
    /// None where it is not there.
    bytes: Option<Vec<u8>>,
    permissions: Option<fs::Permissions>,
    /// What lies on the same disk.
    beside: FileIdentity,
}

impl Original {
    fn read(file: &Rewrite) -> Result<Self, RewriteError> {
        let asked = &file.on_disk;
        let Some(expected) = file.old else {
            let (Some(folder), Some(name)) = (asked.parent(), asked.file_name()) else {
                return Err(io(FileAction::Write, asked)(io::ErrorKind::InvalidInput.into()));
            };
            let folder = canonical(folder).map_err(io(FileAction::LookAt, folder))?;
            let beside = fs::metadata(&folder).map_err(io(FileAction::LookAt, &folder))?;
            let target = folder.join(name);
            if path_kind(&target).map_err(RewriteError::Output)? != PathKind::Missing {
                return Err(RewriteError::Edited(file.file.clone()));
            }
            return Ok(Self { target, bytes: None, permissions: None, beside: FileIdentity::of(&beside) });
        };
        let target = canonical(asked).map_err(io(FileAction::LookAt, asked))?;
        let metadata = fs::metadata(&target).map_err(io(FileAction::LookAt, &target))?;
        let bytes = fs::read(&target).map_err(io(FileAction::Read, &target))?;
        if Digest::of(&bytes) != expected {
            return Err(RewriteError::Edited(file.file.clone()));
        }
        let permissions = Some(metadata.permissions());
        Ok(Self { target, bytes: Some(bytes), permissions, beside: FileIdentity::of(&metadata) })
    }
}

impl Held {
    /// Holds the staging folder of a site, waiting for another process that does.
    fn claim(root: &Path) -> Result<Self, RewriteError> {
        let root = canonical(root).map_err(io(FileAction::LookAt, root))?;
        let folder = root.join(FOLDER);
        for _ in 0..WAITS.0 {
            match OutputLock::claim(folder.clone()) {
                Ok(lock) => return Ok(Self { root, lock }),
                Err(OutputError::Busy { .. }) => sleep(WAITS.1),
                Err(error) => return Err(RewriteError::Output(error)),
            }
        }
        Err(RewriteError::Busy(folder))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.lock.folder().join(name)
    }

    fn staged_new(&self, index: usize) -> PathBuf {
        self.file(&format!("new-{index}"))
    }

    fn staged_old(&self, index: usize) -> PathBuf {
        self.file(&format!("old-{index}"))
    }

    /// Writes old and new bytes beside the files, and the journal last.
    fn stage(&self, files: &[Rewrite]) -> Result<Vec<Step>, RewriteError> {
        self.lock.clear(fs::remove_dir_all).map_err(RewriteError::Output)?;
        let mut steps = Vec::with_capacity(files.len());
        for (index, file) in files.iter().enumerate() {
            let Original { target, bytes, permissions, beside } = Original::read(file)?;
            let invalid = || io(FileAction::Write, &target)(io::ErrorKind::InvalidInput.into());
            let path = target.strip_prefix(&self.root).ok().and_then(Path::to_str).ok_or_else(invalid)?;
            let path =
                OutputPath::new(path.replace('\\', "/")).map_err(|bad| RewriteError::Output(bad.into()))?;
            let old = bytes.as_deref().map(|bytes| (self.staged_old(index), bytes));
            for (staged, bytes) in old.into_iter().chain([(self.staged_new(index), &*file.new)]) {
                let written = File::create_new(&staged).and_then(|mut to| {
                    to.write_all(bytes)?;
                    match &permissions {
                        Some(permissions) => fs::set_permissions(&staged, permissions.clone())?,
                        None => open_to_readers(&staged, Access::File)?,
                    }
                    to.sync_all()?;
                    fs::metadata(&staged)
                });
                let written = written.map_err(io(FileAction::Write, &target))?;
                if !FileIdentity::of(&written).is_beside(beside) {
                    return Err(io(FileAction::Write, &target)(io::ErrorKind::CrossesDevices.into()));
                }
            }
            steps.push(Step { path: path.into_string(), old: file.old, new: Digest::of(&file.new) });
        }
        let (passing, journal) = (self.file("journal.new"), self.file(JOURNAL));
        let written = File::create_new(&passing).and_then(|mut to| {
            to.write_all(to_text(&steps).as_bytes())?;
            to.sync_all()?;
            platform::rename(&passing, &journal)?;
            sync_folder(self.lock.folder())
        });
        written.map_err(io(FileAction::Write, &journal))?;
        Ok(steps)
    }

    /// What a file holds now; none where it is no file.
    fn digest(&self, step: &Step) -> Option<Digest> {
        let path = self.root.join(&step.path);
        let is_file = matches!(path_kind(&path), Ok(PathKind::File { .. }));
        is_file.then(|| Digest::of_file(&path).ok()).flatten()
    }

    /// Renames the new files into place.
    fn commit(self, steps: &[Step]) -> Result<(), RewriteError> {
        for (index, step) in steps.iter().enumerate() {
            let target = self.root.join(&step.path);
            let why = if self.digest(step) != step.old {
                RewriteError::Edited(step.path.clone())
            } else {
                match platform::rename(self.staged_new(index), &target) {
                    Ok(()) => continue,
                    Err(error) => io(FileAction::Write, &target)(error),
                }
            };
            // Whatever cannot be put back now is left for the next command.
            self.recover_back(steps)?;
            self.leave();
            return Err(why);
        }
        self.end(steps)
    }

    /// Ends a run that was cut off.
    fn recover(self, steps: &[Step]) -> Result<Settled, RewriteError> {
        let names = || steps.iter().map(|step| step.path.clone()).collect();
        let all: Vec<_> = steps.iter().enumerate().collect();
        // Whoever put a file back by hand, or changed one that was not written yet, has the old ones in mind.
        let wants_old = all.iter().any(|(index, step)| {
            let (now, waits) = (self.digest(step), self.staged_new(*index).exists());
            now != Some(step.new) && (now == step.old) != waits
        });
        if wants_old {
            self.recover_back(steps)?;
            self.leave();
            return Ok(Settled::Undone(names()));
        }
        for (index, step) in all {
            if self.digest(step) == step.old {
                let target = self.root.join(&step.path);
                platform::rename(self.staged_new(index), &target)
                    .map_err(|error| RewriteError::Unfinished { path: target, error })?;
            }
        }
        self.end(steps)?;
        Ok(Settled::Finished(names()))
    }

    /// Puts back the files that were renamed.
    fn recover_back(&self, steps: &[Step]) -> Result<(), RewriteError> {
        // A file that was renamed and changed by hand since has what was written and more.
        let edited = |(index, step): &(usize, &Step)| {
            let now = self.digest(step);
            now != Some(step.new) && now != step.old && !self.staged_new(*index).exists()
        };
        if steps.iter().enumerate().any(|one| edited(&one)) {
            let has_new = |(index, step): &(usize, &Step)| {
                self.digest(step) == Some(step.new) || edited(&(*index, *step))
            };
            let (new, old): (Vec<_>, Vec<_>) = steps.iter().enumerate().partition(has_new);
            let names =
                |steps: Vec<(usize, &Step)>| steps.into_iter().map(|(_, step)| step.path.clone()).collect();
            let folder = self.lock.folder().to_owned();
            return Err(RewriteError::HalfWritten { new: names(new), old: names(old), folder });
        }
        for (index, step) in steps.iter().enumerate() {
            if self.digest(step) == Some(step.new) {
                let target = self.root.join(&step.path);
                let done = match step.old {
                    Some(_) => platform::rename(self.staged_old(index), &target),
                    None => fs::remove_file(&target),
                };
                done.map_err(|error| RewriteError::Unfinished { path: target, error })?;
            }
        }
        self.forget(steps)
    }

    fn end(self, steps: &[Step]) -> Result<(), RewriteError> {
        self.forget(steps)?;
        self.leave();
        Ok(())
    }

    /// Removes the journal, once what was renamed has reached the disk.
    fn forget(&self, steps: &[Step]) -> Result<(), RewriteError> {
        let unfinished = |path: &Path| {
            let path = path.to_owned();
            move |error| RewriteError::Unfinished { path, error }
        };
        for step in steps {
            let target = self.root.join(&step.path);
            if let Some(folder) = target.parent() {
                sync_folder(folder).map_err(unfinished(folder))?;
            }
        }
        let journal = self.file(JOURNAL);
        match remove_file(&journal) {
            Ok(()) => Ok(()),
            Err(OutputError::Io { error, .. }) => Err(unfinished(&journal)(error)),
            Err(error) => Err(RewriteError::Output(error)),
        }
    }

    /// Removes the staging folder; what cannot be removed now is removed by the next who holds it.
    fn leave(mut self) {
        if self.lock.clear(fs::remove_dir_all).is_ok() {
            self.lock.remove();
        }
    }
}

#[cfg(test)]
mod tests;
