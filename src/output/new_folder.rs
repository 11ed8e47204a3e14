//! A folder that comes into being whole or not at all, for what is never written twice: a sealed bag.
//!
//! Files are staged in a hidden folder of the base folder (`.planpress-staging`), each synced to the
//! disk; then one rename brings the new folder, with the folders above it that are missing, to its
//! place. Killed at any moment, the new folder is there whole or is not there; what a killed run
//! left is removed by the next. Nothing that exists is replaced. Modes do not depend on the user's mask.

use crate::platform::{self, Access, open_to_readers, sync_folder};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

use super::disk::{PathKind, path_kind};
use super::error::{FileAction, OutputError};
use super::lock::OutputLock;
use super::path::{OutputPath, RESERVED, ancestors, parent};
use super::staging::{remove_empty, resolve};
use crate::bug::part;
use crate::digest::{Digest, Hasher};

/// How much is copied at once.
const PIECE: usize = 256 << 10;
/// How often the base folder may vanish under our hands before we call it busy.
const TRIES: usize = 100;
/// The new folder while it is staged.
const TREE: &str = "tree";
/// The new folder with the missing folders above it.
const LIFTED: &str = "lifted";
/// A single file while it is staged.
const SINGLE: &str = "single";

/// A new folder below a base folder, which this process holds.
#[derive(Debug)]
pub struct NewFolder {
    base: PathBuf,
    /// What is written will stand here, as messages name it.
    shown: PathBuf,
    /// Folders that were made for the base folder, itself among them; outermost first.
    made: Vec<PathBuf>,
    held: OutputLock,
}

/// Why a file could not be copied.
#[derive(Debug)]
pub enum CopyError {
    /// Its source could not be read.
    Read(io::Error),
    /// It could not be written.
    Write(OutputError),
}

impl From<OutputError> for CopyError {
    fn from(error: OutputError) -> Self {
        Self::Write(error)
    }
}

impl NewFolder {
    /// Holds a base folder, which is made where it is missing, and removes what a killed run left.
    ///
    /// # Errors
    ///
    /// Another process holds it, or the system refuses.
    pub fn open(base: &Path) -> Result<Self, OutputError> {
        for _ in 0..TRIES {
            let (base, mut made) = resolve(base)?;
            let claimed = make_base(&base, &mut made)
                .and_then(|()| OutputLock::claim(base.join(format!("{RESERVED}-staging"))));
            match claimed {
                Ok(held) => return Self::staging(base, made, held),
                // Another process made the base folder, failed, and removed it again under our hands.
                Err(OutputError::Io { error, .. }) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => {
                    remove_empty(&made);
                    return Err(error);
                }
            }
        }
        Err(OutputError::Busy { folder: base.to_owned() })
    }

    fn staging(base: PathBuf, made: Vec<PathBuf>, held: OutputLock) -> Result<Self, OutputError> {
        let folder = Self { shown: base.clone(), base, made, held };
        folder.held.clear(fs::remove_dir_all)?;
        make_folder(&folder.staged())?;
        Ok(folder)
    }

    /// The same with the name that the new folder will have, for messages.
    pub fn named(mut self, name: &str) -> Self {
        self.shown = self.base.join(name);
        self
    }

    /// Where the new folder is staged: to be read, for a last look at it.
    pub fn staged(&self) -> PathBuf {
        self.held.folder().join(TREE)
    }

    /// Writes and syncs one file of the new folder. Gives its digest and size. May be called from many
    /// threads at once.
    ///
    /// # Errors
    ///
    /// The path cannot be published or is taken, or the system refuses.
    pub fn write(&self, path: &str, mut from: impl Read) -> Result<(Digest, u64), CopyError> {
        OutputPath::new(path).map_err(OutputError::BadPath)?;
        let tree = self.staged();
        make_folders(&tree, path)?;
        let target = tree.join(path);
        let shown = self.shown.join(path);
        let refuse = || OutputError::io(FileAction::Write, &shown);
        let mut file = OpenOptions::new().write(true).create_new(true).open(&target).map_err(refuse())?;
        let (mut hasher, mut size, mut piece) = (Hasher::default(), 0, vec![0; PIECE]);
        loop {
            let count = match from.read(&mut piece) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(CopyError::Read(error)),
            };
            let bytes = part(&piece, ..count);
            hasher.update(bytes);
            file.write_all(bytes).map_err(refuse())?;
            size += count as u64;
        }
        open_to_readers(&target, Access::File).map_err(refuse())?;
        file.sync_all().map_err(refuse())?;
        Ok((hasher.finish(), size))
    }

    /// Adds a small file to the base folder itself, unless something stands there.
    ///
    /// # Errors
    ///
    /// The system refuses.
    pub fn beside(&self, name: &str, text: &str) -> Result<(), OutputError> {
        let target = self.base.join(name);
        if path_kind(&target)? != PathKind::Missing {
            return Ok(());
        }
        let staged = self.held.folder().join(SINGLE);
        let refuse = || OutputError::io(FileAction::Write, &target);
        let mut file = File::create(&staged).map_err(refuse())?;
        file.write_all(text.as_bytes()).map_err(refuse())?;
        open_to_readers(&staged, Access::File).map_err(refuse())?;
        file.sync_all().map_err(refuse())?;
        platform::rename(&staged, &target).map_err(refuse())
    }

    /// Makes sure that nothing stands where the new folder is to go. Gives the topmost folder of its path
    /// that is missing: all below it comes with the same rename.
    ///
    /// # Errors
    ///
    /// Something stands there, or in the place of a folder above it.
    pub fn free<'p>(&self, path: &'p str) -> Result<&'p str, OutputError> {
        OutputPath::new(path)?;
        let mut top = path;
        for place in std::iter::once(path).chain(ancestors(path)).filter(|place| !place.is_empty()) {
            match path_kind(&self.base.join(place))? {
                PathKind::Missing => top = place,
                PathKind::Folder if place != path => break,
                _ => return Err(OutputError::InTheWay { path: self.base.join(place) }),
            }
        }
        Ok(top)
    }

    /// Brings the new folder to its place below the base folder, at one instant. Gives where it is.
    ///
    /// # Errors
    ///
    /// Something stands there already, or the system refuses; then there is no new folder.
    pub fn publish(mut self, path: &str) -> Result<PathBuf, OutputError> {
        let top = self.free(path)?;
        let target = self.base.join(path);
        let refuse = || OutputError::io(FileAction::Write, &target);
        sync_folders(&self.staged())?;
        let lifted = self.held.folder().join(LIFTED);
        let inner = path.strip_prefix(top).map(|rest| rest.trim_start_matches('/')).unwrap_or_default();
        let staged = if inner.is_empty() {
            self.staged()
        } else {
            make_folder(&lifted)?;
            make_folders(&lifted, inner)?;
            platform::rename(self.staged(), lifted.join(inner)).map_err(refuse())?;
            sync_folders(&lifted)?;
            lifted
        };
        platform::rename(staged, self.base.join(top)).map_err(refuse())?;
        // From here on the folder is there; only a power cut could still undo the rename.
        sync_folder(&self.base.join(parent(top).unwrap_or(""))).map_err(refuse())?;
        self.made.clear();
        Ok(target)
    }

    /// Brings what is staged into the base folder itself, name by name; one that cannot be brought there takes all others
    /// back.
    ///
    /// # Errors
    ///
    /// Something of that name stands there, or the system refuses.
    pub fn spread(mut self) -> Result<(), OutputError> {
        let staged = self.staged();
        sync_folders(&staged)?;
        let entries = fs::read_dir(&staged).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let mut brought: Vec<(PathBuf, PathBuf)> = Vec::new();
        for entry in entries.map_err(OutputError::io(FileAction::ReadFolder, &staged))? {
            let (from, to) = (entry.path(), self.base.join(entry.file_name()));
            let done = match path_kind(&to)? {
                PathKind::Missing => {
                    platform::rename(&from, &to).map_err(OutputError::io(FileAction::Write, &to))
                }
                _ => Err(OutputError::InTheWay { path: to.clone() }),
            };
            if let Err(error) = done {
                for (from, to) in brought.iter().rev() {
                    // What cannot be taken back is whole, and is seen at the next try.
                    let _ = platform::rename(to, from);
                }
                return Err(error);
            }
            brought.push((from, to));
        }
        sync_folder(&self.base).map_err(OutputError::io(FileAction::Write, &self.base))?;
        self.made.clear();
        Ok(())
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        if self.held.clear(fs::remove_dir_all).is_ok() {
            self.held.remove();
        }
        remove_empty(&self.made);
    }
}

/// Makes the base folder, if it is missing.
fn make_base(base: &Path, made: &mut Vec<PathBuf>) -> Result<(), OutputError> {
    match fs::create_dir(base) {
        Ok(()) => made.push(base.to_owned()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(OutputError::io(FileAction::MakeFolder, base)(error)),
    }
    Ok(())
}

/// Makes a folder of the new tree, if another thread has not.
fn make_folder(folder: &Path) -> Result<(), OutputError> {
    let made = match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        made => made,
    };
    made.and_then(|()| open_to_readers(folder, Access::Folder))
        .map_err(OutputError::io(FileAction::MakeFolder, folder))
}

/// Makes the folders above a path of the new tree.
fn make_folders(tree: &Path, path: &str) -> Result<(), OutputError> {
    let above: Vec<&str> = ancestors(path).filter(|folder| !folder.is_empty()).collect();
    above.iter().rev().try_for_each(|folder| make_folder(&tree.join(folder)))
}

/// Syncs the entries of a folder and of all below it.
fn sync_folders(top: &Path) -> Result<(), OutputError> {
    let refuse = || OutputError::io(FileAction::Write, top);
    for entry in fs::read_dir(top).map_err(refuse())? {
        let entry = entry.map_err(refuse())?;
        if entry.file_type().map_err(refuse())?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    sync_folder(top).map_err(refuse())
}
