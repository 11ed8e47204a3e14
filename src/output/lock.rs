//! A hidden folder that one process holds: made, locked, and removed with all that is in it. The lock
//! dies with its process; what a killed process left in the folder is there for the next to find.

use crate::platform;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{PathKind, path_kind};
use super::error::{FileAction, OutputError};

/// The name of the lock file in the folder.
const LOCK: &str = "lock";
/// How often a lock file may vanish under our hands before we call the folder busy.
const LOCK_TRIES: usize = 100;

/// A folder that this process holds.
#[derive(Debug)]
pub(super) struct OutputLock {
    folder: PathBuf,
    lock: Option<File>,
}

impl OutputLock {
    /// Makes and locks a folder.
    pub(super) fn claim(folder: PathBuf) -> Result<Self, OutputError> {
        let path = folder.join(LOCK);
        for _ in 0..LOCK_TRIES {
            let is_new = make(&folder).map_err(OutputError::io(FileAction::MakeFolder, &folder))?;
            if path_kind(&folder)? != PathKind::Folder {
                return Err(OutputError::InTheWay { path: folder });
            }
            if !is_new
                && !platform::is_private(&folder).map_err(OutputError::io(FileAction::LookAt, &folder))?
            {
                return Err(OutputError::NotOwn { path: folder });
            }
            if !matches!(path_kind(&path)?, PathKind::Missing | PathKind::File { .. }) {
                return Err(OutputError::NotOwn { path });
            }
            let lock = match OpenOptions::new().write(true).create(true).truncate(false).open(&path) {
                Ok(lock) => lock,
                // Another process has just removed the folder.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(OutputError::io(FileAction::Open, &path)(error)),
            };
            match lock.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(OutputError::Busy { folder }),
                // Some network drives have no locks; there it is better to build than to refuse.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => {
                    return Err(OutputError::io(FileAction::Lock, &path)(error));
                }
            }
            if platform::is_at(&lock, &path) {
                return Ok(Self { folder, lock: Some(lock) });
            }
        }
        Err(OutputError::Busy { folder })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the folder is still held.
    pub(super) const fn is_held(&self) -> bool {
        self.lock.is_some()
    }

    /// Lets go and leaves the folder as it is.
    pub(super) fn release(&mut self) {
        self.lock = None;
    }

    /// Removes all that is in the folder but the lock.
    pub(super) fn clear(&self, remove_folder: fn(PathBuf) -> io::Result<()>) -> Result<(), OutputError> {
        let read = || OutputError::io(FileAction::ReadFolder, &self.folder);
        for entry in fs::read_dir(&self.folder).map_err(read())? {
            let entry = entry.map_err(read())?;
            let path = entry.path();
            match path_kind(&path)? {
                _ if entry.file_name() == LOCK => {}
                PathKind::Folder => {
                    remove_folder(path.clone()).map_err(OutputError::io(FileAction::Remove, &path))?;
                }
                _ => remove_file(&path)?,
            }
        }
        Ok(())
    }

    /// Removes the emptied folder, and its lock with it. What cannot be removed now is removed by the
    /// next who holds it.
    pub(super) fn remove(&mut self) {
        let _ = platform::remove_file(self.folder.join(LOCK));
        let _ = platform::remove_folder(&self.folder);
        self.lock = None;
    }
}

/// Removes a file, if it is there.
pub(super) fn remove_file(path: &Path) -> Result<(), OutputError> {
    match platform::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(OutputError::io(FileAction::Remove, path)(error))
        }
        _ => Ok(()),
    }
}

/// Makes the folder, readable by its owner alone: what is staged is not published yet. Says whether it is new.
fn make(folder: &Path) -> io::Result<bool> {
    match platform::create_private_folder(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        done => done.map(|()| true),
    }
}
