//! A file that comes into being whole or not at all, and never in the place of another.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{PathKind, path_kind};
use super::error::{FileAction, OutputError};
use super::lock::OutputLock;
use super::path::RESERVED;
use crate::platform::{self, Access, open_to_readers, sync_folder};

/// Writes a new file: under a passing name beside its own, then synced and renamed.
///
/// # Errors
///
/// Something stands there already, another process is writing the same file, or the system or `fill`
/// refuses; then there is no new file.
pub fn new_file<E: From<OutputError>>(
    target: &Path,
    fill: impl FnOnce(&mut File) -> Result<(), E>,
) -> Result<(), E> {
    let taken = || OutputError::InTheWay { path: target.to_owned() };
    let refuse = || OutputError::io(FileAction::Write, target);
    let name = target.file_name().ok_or_else(|| refuse()(io::ErrorKind::InvalidInput.into()))?;
    if path_kind(target)? != PathKind::Missing {
        return Err(taken().into());
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(RESERVED);
    let hidden = folder.join(hidden);
    let passing = TempFile { path: hidden.join("file"), held: OutputLock::claim(hidden)? };
    let mut file = File::create(&passing.path).map_err(refuse())?;
    fill(&mut file)?;
    open_to_readers(&passing.path, Access::File).map_err(refuse())?;
    file.sync_all().map_err(refuse())?;
    drop(file);
    match fs::hard_link(&passing.path, target) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(taken().into()),
        // Not every file system has hard links: there a rename has to do.
        Err(_) if path_kind(target)? == PathKind::Missing => {
            platform::rename(&passing.path, target).map_err(refuse())?;
        }
        Err(_) => return Err(taken().into()),
    }
    sync_folder(folder).map_err(refuse())?;
    Ok(())
}

/// A hidden folder with the file in it, removed in any case.
struct TempFile {
    held: OutputLock,
    path: PathBuf,
}

impl Drop for TempFile {
    fn drop(&mut self) {
        let _ = platform::remove_file(&self.path);
        self.held.remove();
    }
}
