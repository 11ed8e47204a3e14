//! Windows.
//!
//! Whose a folder is lies in access lists, which are not read: the check of what others planted beside the
//! output is one for systems with shared folders for temporary files, and is not made here. The numbers of files
//! cannot be had without opening each; when a file was made stands for them.

use super::{Access, FileIdentity};
use std::fs::{self, File, Metadata};
use std::future::Future;
use std::io;
use std::os::windows::fs::MetadataExt as _;
use std::os::windows::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;
use tokio::signal::windows::{ctrl_break, ctrl_c, ctrl_close, ctrl_shutdown};

pub(super) const KNOWS_CHANGES: bool = false;

/// What Windows answers while somebody else has a file open (winerror.h): access denied, sharing violation,
/// lock violation.
const BUSY: [i32; 3] = [5, 32, 33];
/// How often and how long apart it is tried again: some six seconds in all.
const TRIES: u32 = 10;
const FIRST_PAUSE: Duration = Duration::from_millis(6);

/// Starts a program in a group of its own, which Ctrl-C does not reach (processthreadsapi.h).
const CREATE_NEW_PROCESS_GROUP: u32 = 0x0000_0200;

pub(super) fn identity(metadata: &Metadata) -> FileIdentity {
    FileIdentity { device: 0, number: 0, changed: i128::from(metadata.creation_time()) }
}

pub(super) fn is_private(folder: &Path) -> io::Result<bool> {
    fs::symlink_metadata(folder).map(|found| found.is_dir())
}

pub(super) fn create_private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)
}

/// A file that is open and locked cannot be removed here, so what stands at its path is the file.
pub(super) fn is_at(_file: &File, path: &Path) -> bool {
    path.exists()
}

pub(super) fn open_to_readers(_path: &Path, _access: Access) -> io::Result<()> {
    Ok(())
}

/// Folders cannot be synced here.
pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

pub(super) fn patiently(act: impl Fn() -> io::Result<()>) -> io::Result<()> {
    let mut pause = FIRST_PAUSE;
    for _ in 0..TRIES {
        match act() {
            Err(error) if error.raw_os_error().is_some_and(|code| BUSY.contains(&code)) => sleep(pause),
            done => return done,
        }
        pause *= 2;
    }
    act()
}

/// `\\?\C:\site` is `C:\site` and `\\?\UNC\server\share` is `\\server\share`, where that is short enough for
/// programs that know no longer paths.
pub(super) fn familiar(path: PathBuf) -> PathBuf {
    const LONGEST: usize = 240;
    let Some(text) = path.to_str().filter(|text| text.len() < LONGEST) else { return path };
    if let Some(share) = text.strip_prefix(r"\\?\UNC\") {
        return PathBuf::from(format!(r"\\{share}"));
    }
    match text.strip_prefix(r"\\?\") {
        Some(rest) if rest.as_bytes().get(1) == Some(&b':') => PathBuf::from(rest),
        _ => path,
    }
}

pub(super) fn opener() -> Command {
    let mut command = Command::new("rundll32");
    command.arg("url.dll,FileProtocolHandler");
    command
}

pub(super) fn detach(command: &mut Command) {
    command.creation_flags(CREATE_NEW_PROCESS_GROUP);
}

pub(super) fn end_children(child: &std::process::Child) {
    let id = child.id().to_string();
    let _ = Command::new("taskkill").args(["/T", "/F", "/PID", &id]).output();
}

pub(super) fn stop_requested() -> io::Result<impl Future<Output = ()>> {
    let mut signals = (ctrl_c()?, ctrl_break()?, ctrl_close()?, ctrl_shutdown()?);
    Ok(async move {
        tokio::select! {
            _ = signals.0.recv() => {}
            _ = signals.1.recv() => {}
            _ = signals.2.recv() => {}
            _ = signals.3.recv() => {}
        }
    })
}
