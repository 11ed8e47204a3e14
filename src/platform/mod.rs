//! What depends on the operating system: identities and modes of files, renames over open files, signals, and
//! what opens a browser. One arm for Unix (Linux, macOS), one for Windows; no other file asks which system it is on.
//!
//! What needs no arm here, because the standard library sees to it: paths longer than 260 characters on Windows
//! (absolute paths are passed in the form without that limit), Chinese on a Windows console, locks of files.
//! Line ends are read in all forms wherever a text is read. Which system has been tried, and how, is in the README.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;

use std::fs::{self, File, Metadata};
use std::future::Future;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What tells a file from another of the same length and time of writing, as far as the system has it: device
/// and number, and when anything about it last changed, by a clock that no program sets back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FileIdentity {
    /// The file system.
    device: u64,
    /// The file's number in it.
    number: u64,
    /// Nanoseconds since 1970; on Windows when the file was made.
    changed: i128,
}

impl FileIdentity {
    /// The identity of the file that was looked at.
    pub fn of(metadata: &Metadata) -> Self {
        system::identity(metadata)
    }

    /// Whether another file lies in the same file system, as far as the system says.
    pub const fn is_beside(self, other: Self) -> bool {
        self.device == other.device
    }

    /// When anything about the file last changed, in nanoseconds since 1970; none where the system does not say.
    pub const fn changed(self) -> Option<i128> {
        if system::KNOWS_CHANGES { Some(self.changed) } else { None }
    }
}

/// Whether a folder belongs to the user that this process runs as, and nobody else may write in it.
///
/// # Errors
/// The folder cannot be looked at.
pub fn is_private(folder: &Path) -> io::Result<bool> {
    system::is_private(folder)
}

/// Makes a folder that only its owner can read, where the system has modes.
///
/// # Errors
/// The folder is there, or cannot be made.
pub fn create_private_folder(folder: &Path) -> io::Result<()> {
    system::create_private_folder(folder)
}

/// Whether an open file is what a path stands for now.
pub fn is_at(file: &File, path: &Path) -> bool {
    system::is_at(file, path)
}

/// Who may use a file or folder that Planpress makes for others to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// A file: all read, the owner writes.
    File,
    /// A folder: all look in, the owner writes.
    Folder,
}

/// Gives a file or folder the access that published ones have, whatever the mask of the process; nothing where
/// the system has no modes.
///
/// # Errors
/// The system refuses.
pub fn open_to_readers(path: &Path, access: Access) -> io::Result<()> {
    system::open_to_readers(path, access)
}

/// Brings the entries of a folder to the disk, where the system can be asked to.
///
/// # Errors
/// The system refuses.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    system::sync_folder(folder)
}

/// Puts a file or folder in the place of another name. On Windows a file that a scanner, an indexer or a web
/// server holds open cannot be replaced for a moment: it is tried again for some seconds.
///
/// # Errors
/// As for [`fs::rename`].
pub fn rename(from: impl AsRef<Path>, to: impl AsRef<Path>) -> io::Result<()> {
    system::patiently(|| fs::rename(&from, &to))
}

/// Removes a file, as patiently as [`rename`].
///
/// # Errors
/// As for [`fs::remove_file`].
pub fn remove_file(path: impl AsRef<Path>) -> io::Result<()> {
    system::patiently(|| fs::remove_file(&path))
}

/// Removes an empty folder, as patiently as [`rename`].
///
/// # Errors
/// As for [`fs::remove_dir`].
pub fn remove_folder(path: impl AsRef<Path>) -> io::Result<()> {
    system::patiently(|| fs::remove_dir(&path))
}

/// The one true path of what is there, in the form in which people write it: without the `\\?\` of Windows.
///
/// # Errors
/// There is nothing, or it cannot be looked at.
pub fn canonical(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize().map(system::familiar)
}

/// The program that opens an address in a browser; it is given the address as its next argument.
pub fn opener() -> Command {
    system::opener()
}

/// Keeps a program apart from Ctrl-C in our terminal.
pub fn detach(command: &mut Command) {
    system::detach(command);
}

/// Ends a process that was [detached](detach), and all that it started.
pub fn end_with_children(child: &mut std::process::Child) {
    system::end_children(child);
    // It may have ended by itself.
    let _ = child.kill();
    let _ = child.wait();
}

/// Ends when the process is told to: by Ctrl-C, by a closed terminal, or by whoever started it.
///
/// # Errors
/// Signals cannot be heard.
pub fn stop_requested() -> io::Result<impl Future<Output = ()>> {
    system::stop_requested()
}
