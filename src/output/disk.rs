//! What stands in the output folder now: reads metadata, never follows a symbolic link below the
//! folder, never changes anything.

use crate::platform::FileIdentity;
use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use super::error::{FileAction, OutputError};
use super::path::{ancestors, parent};

/// A moment of the file system's clock, in nanoseconds since 1970.
pub(super) type Moment = i128;

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PathKind {
    /// Nothing.
    Missing,
    /// A regular file of so many bytes, and when its content or metadata last changed.
    File { size: u64, changed: Moment },
    /// A real folder.
    Folder,
    /// A symbolic link, a device, …
    Other,
}

/// What stands at a path on disk; the last name is not followed if it is a link.
pub(super) fn path_kind(path: &Path) -> Result<PathKind, OutputError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => Ok(PathKind::Folder),
        Ok(metadata) if metadata.is_file() => {
            Ok(PathKind::File { size: metadata.len(), changed: changed(&metadata) })
        }
        Ok(_) => Ok(PathKind::Other),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(PathKind::Missing)
        }
        Err(error) => Err(OutputError::io(FileAction::LookAt, path)(error)),
    }
}

/// When a file's content or metadata last changed, by a clock that no program sets back by hand where the system has one.
fn changed(metadata: &Metadata) -> Moment {
    FileIdentity::of(metadata).changed().unwrap_or_else(|| modified(metadata))
}

/// When a file's content was last written; the start of 1970 where that is not known.
pub(super) fn modified(metadata: &Metadata) -> Moment {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    since.and_then(|duration| Moment::try_from(duration.as_nanos()).ok()).unwrap_or(0)
}

/// Whether a file holds exactly these bytes.
pub(super) fn has_bytes(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = fs::File::open(path)?;
    let mut rest = bytes;
    let mut buffer = [0; 16 * 1024];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(rest.is_empty()),
            Ok(count) => match buffer.get(..count).and_then(|read| rest.strip_prefix(read)) {
                Some(left) => rest = left,
                None => return Ok(false),
            },
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// The output folder as it stood when it was opened. Folders are looked at once and remembered.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) root: PathBuf,
    folders: RwLock<HashMap<String, PathKind>>,
}

impl Tree {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root, folders: RwLock::default() }
    }

    /// Where a published path is on disk.
    pub(super) fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// What stands where a folder is wanted (`""` is the output folder). Missing where a folder
    /// above it is not a real folder: what is behind a link is not ours.
    pub(super) fn folder(&self, path: &str) -> Result<PathKind, OutputError> {
        if let Some(known) = self.folders.read().unwrap_or_else(PoisonError::into_inner).get(path) {
            return Ok(*known);
        }
        let found = self.look(path)?;
        self.folders.write().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), found);
        Ok(found)
    }

    /// What stands at a path, not remembered; missing as in [`Self::folder`].
    pub(super) fn look(&self, path: &str) -> Result<PathKind, OutputError> {
        // Paths have at most some 2,000 names, and folders are remembered: the nesting is shallow.
        match parent(path) {
            Some(above) if self.folder(above)? != PathKind::Folder => Ok(PathKind::Missing),
            _ => path_kind(&self.at(path)),
        }
    }

    /// What stands, in place of a folder, above a path.
    pub(super) fn obstacle<'p>(&self, path: &'p str) -> Result<Option<&'p str>, OutputError> {
        for folder in ancestors(path) {
            match self.folder(folder)? {
                PathKind::Folder => return Ok(None),
                PathKind::Missing => {}
                PathKind::File { .. } | PathKind::Other => return Ok(Some(folder)),
            }
        }
        Ok(None)
    }
}
