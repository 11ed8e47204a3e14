//! Linux and macOS.

use super::{Access, FileIdentity};
use std::fs::{self, DirBuilder, File, Metadata, Permissions};
use std::future::Future;
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use tokio::signal::unix::{SignalKind, signal};

pub(super) const KNOWS_CHANGES: bool = true;

pub(super) fn identity(metadata: &Metadata) -> FileIdentity {
    let changed = i128::from(metadata.ctime()) * 1_000_000_000 + i128::from(metadata.ctime_nsec());
    FileIdentity { device: metadata.dev(), number: metadata.ino(), changed }
}

pub(super) fn is_private(folder: &Path) -> io::Result<bool> {
    let found = fs::symlink_metadata(folder)?;
    Ok(found.uid() == rustix::process::geteuid().as_raw() && found.mode() & 0o022 == 0)
}

pub(super) fn create_private_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(folder)
}

pub(super) fn is_at(file: &File, path: &Path) -> bool {
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(ours), Ok(there)) => ours.dev() == there.dev() && ours.ino() == there.ino(),
        _ => false,
    }
}

pub(super) fn open_to_readers(path: &Path, access: Access) -> io::Result<()> {
    let mode = match access {
        Access::File => 0o644,
        Access::Folder => 0o755,
    };
    fs::set_permissions(path, Permissions::from_mode(mode))
}

pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// A name can always be given to another file here, whoever has the old one open.
pub(super) fn patiently(act: impl Fn() -> io::Result<()>) -> io::Result<()> {
    act()
}

pub(super) const fn familiar(path: PathBuf) -> PathBuf {
    path
}

pub(super) fn opener() -> Command {
    Command::new(if cfg!(target_os = "macos") { "open" } else { "xdg-open" })
}

/// Ctrl-C in a terminal goes to a whole group of processes.
pub(super) fn detach(command: &mut Command) {
    command.process_group(0);
}

pub(super) fn end_children(child: &std::process::Child) {
    let group = rustix::process::Pid::from_child(child);
    // None of it may be left.
    let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
}

pub(super) fn stop_requested() -> io::Result<impl Future<Output = ()>> {
    let mut signals =
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?, signal(SignalKind::hangup())?);
    Ok(async move {
        tokio::select! {
            _ = signals.0.recv() => {}
            _ = signals.1.recv() => {}
            _ = signals.2.recv() => {}
        }
    })
}
