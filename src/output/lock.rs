//! A hidden folder that one process holds: made, locked, and removed with all that is in it. The lock
//! dies with its process; what a killed process left in the folder is there for the next to find.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{PathKind, standing};
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
            if standing(&folder)? != PathKind::Folder {
                return Err(OutputError::InTheWay { path: folder });
            }
            if !is_new && !is_own(&folder).map_err(OutputError::io(FileAction::LookAt, &folder))? {
                return Err(OutputError::NotOwn { path: folder });
            }
            if !matches!(standing(&path)?, PathKind::Missing | PathKind::File { .. }) {
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
            if is_still_at(&lock, &path) {
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
            match standing(&path)? {
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
        let _ = fs::remove_file(self.folder.join(LOCK));
        let _ = fs::remove_dir(&self.folder);
        self.lock = None;
    }
}

/// Removes a file, if it is there.
pub(super) fn remove_file(path: &Path) -> Result<(), OutputError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(OutputError::io(FileAction::Remove, path)(error))
        }
        _ => Ok(()),
    }
}

/// Whether a folder that was there before belongs to the user that this process runs as, and nobody else may write in it: what
/// is in it is acted upon.
#[cfg(unix)]
fn is_own(folder: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let found = fs::symlink_metadata(folder)?;
    Ok(found.uid() == rustix::process::geteuid().as_raw() && found.mode() & 0o022 == 0)
}

#[cfg(not(unix))]
fn is_own(_folder: &Path) -> io::Result<bool> {
    Ok(true)
}

/// Makes the folder, readable by its owner alone: what is staged is not published yet. Says whether it is new.
fn make(folder: &Path) -> io::Result<bool> {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has modes"))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        done => done.map(|()| true),
    }
}

/// Whether an open file is what its name stands for: another process may have removed it between our
/// opening and our locking.
#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(ours), Ok(there)) => ours.dev() == there.dev() && ours.ino() == there.ino(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still_at(_file: &File, path: &Path) -> bool {
    path.exists()
}
