//! The staging folder: where new files wait beside the output, and whose lock keeps two builds
//! apart. Makes and removes that folder and what is in it; changes nothing else but folders above an
//! output that does not exist yet.

use crate::platform::{self, canonical};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::disk::{PathKind, path_kind};
use super::error::{FileAction, OutputError};
use super::lock::{OutputLock, remove_file};
use super::manifest::MANIFEST;
use super::path::RESERVED;

const JOURNAL: &str = "journal";
const PROBE: &str = "probe";

/// A locked staging folder. Dropping it removes it, unless it was kept.
#[derive(Debug)]
pub(super) struct Staging {
    held: OutputLock,
    /// Folders above the output that were made for it, outermost first.
    made: Vec<PathBuf>,
}

/// The staging folder beside an output folder.
fn beside(output: &Path) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(output.file_name()?);
    name.push(RESERVED);
    Some(output.with_file_name(name))
}

/// Makes sure that the parent of a missing output exists. Gives the output's real path, without
/// links, and the folders that were made.
pub(super) fn resolve(output: &Path) -> Result<(PathBuf, Vec<PathBuf>), OutputError> {
    let open = || OutputError::io(FileAction::OpenOutputFolder, output);
    match canonical(output) {
        Ok(real) if real.is_dir() => return Ok((real, Vec::new())),
        Ok(_) => return Err(open()(io::ErrorKind::NotADirectory.into())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(open()(error)),
    }
    // A link to nowhere, or a path that ends in `..`.
    let name = output.file_name().filter(|_| !output.is_symlink());
    let name = name.ok_or_else(|| open()(io::ErrorKind::NotFound.into()))?;
    let parent = output.parent().filter(|path| !path.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut made = Vec::new();
    let missing: Vec<&Path> = parent.ancestors().take_while(|path| !path.exists()).collect();
    for folder in missing.into_iter().rev().filter(|path| !path.as_os_str().is_empty()) {
        match fs::create_dir(folder) {
            Ok(()) => made.push(folder.to_owned()),
            // `a/../b` has `a` twice among its ancestors.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                remove_empty(&made);
                return Err(OutputError::io(FileAction::MakeFolder, folder)(error));
            }
        }
    }
    let parent = canonical(parent).map_err(open())?;
    Ok((parent.join(name), made))
}

/// Removes folders that are empty, the last first; a folder that has come to hold something stays.
pub(super) fn remove_empty(folders: &[PathBuf]) {
    for folder in folders.iter().rev() {
        let _ = platform::remove_folder(folder);
    }
}

impl Staging {
    /// Makes and locks the staging folder of an output, calling `recover` for each folder found, so
    /// that an interrupted commit in it is finished first; what is then left in it is removed.
    pub(super) fn claim(
        output: &Path,
        made: Vec<PathBuf>,
        recover: impl Fn(&mut Self) -> Result<(), OutputError>,
    ) -> Result<Self, OutputError> {
        let inside = output.join(format!("{RESERVED}-staging"));
        if path_kind(&inside)? == PathKind::Folder {
            recover(&mut Self::lock(inside.clone())?)?;
        }
        let Some(beside) = beside(output) else { return Self::lock(inside) };
        let mut staging = match Self::lock(beside) {
            Ok(staging) => staging,
            Err(OutputError::Io { action: FileAction::MakeFolder, error, .. })
                if is_refusal(&error) && output.is_dir() =>
            {
                return Self::lock(inside);
            }
            Err(error) => {
                remove_empty(&made);
                return Err(error);
            }
        };
        staging.made = made;
        recover(&mut staging)?;
        staging.clear()?;
        if staging.is_on_another_mount(output) { Self::lock(inside) } else { Ok(staging) }
    }

    fn lock(folder: PathBuf) -> Result<Self, OutputError> {
        Ok(Self { held: OutputLock::claim(folder)?, made: Vec::new() })
    }

    /// Where the staged file of a number is.
    pub(super) fn at(&self, number: usize) -> PathBuf {
        self.held.folder().join(number.to_string())
    }

    /// Stages a file.
    pub(super) fn write(&self, number: usize, bytes: &[u8]) -> io::Result<()> {
        File::create_new(self.at(number))?.write_all(bytes)
    }

    /// Where the journal is, once it is whole.
    pub(super) fn journal(&self) -> PathBuf {
        self.held.folder().join(JOURNAL)
    }

    /// Writes and syncs a file under a passing name, then renames it to where it belongs.
    pub(super) fn publish(
        &self,
        target: &Path,
        text: &str,
        adjust: impl FnOnce(&File) -> io::Result<()>,
    ) -> io::Result<()> {
        let passing = self.held.folder().join("new");
        let mut file = File::create(&passing)?;
        file.write_all(text.as_bytes())?;
        adjust(&file)?;
        file.sync_all()?;
        platform::rename(&passing, target)
    }

    /// Leaves the folder, with the journal in it, to the next run.
    pub(super) fn keep(&mut self) {
        self.held.release();
    }

    /// Removes all that is staged; the journal goes first.
    fn clear(&self) -> Result<(), OutputError> {
        remove_file(&self.journal())?;
        self.held.clear(fs::remove_dir)
    }

    /// Whether files cannot be renamed from here into the output. Tried out, as a device number does
    /// not tell: two mounts may show the same device.
    fn is_on_another_mount(&self, output: &Path) -> bool {
        let probe = self.held.folder().join(PROBE);
        let manifest = output.join(MANIFEST);
        let tried = if manifest.exists() {
            // A second name for the manifest leaves the output as it is.
            fs::hard_link(manifest, &probe)
        } else if output.exists() {
            let target = output.join(format!("{RESERVED}-probe"));
            let tried = fs::create_dir(&probe).and_then(|()| platform::rename(&probe, &target));
            let _ = platform::remove_folder(target);
            tried
        } else {
            Ok(())
        };
        let _ = platform::remove_file(&probe).or_else(|_| platform::remove_folder(&probe));
        tried.is_err_and(|error| error.kind() == io::ErrorKind::CrossesDevices)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.held.is_held() && self.clear().is_ok() {
            self.held.remove();
        }
        remove_empty(&self.made);
    }
}

fn is_refusal(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}
