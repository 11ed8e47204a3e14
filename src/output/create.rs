//! Making a new folder of sources: for `planpress init` and `planpress archive --restore`. Never touches a folder that holds anything.

use super::{FileAction, OutputError};
use std::path::Path;

/// Writes files into a new or empty folder.
///
/// # Errors
///
/// The folder holds something already, or the system refuses.
pub fn create(folder: &Path, files: &[(String, impl AsRef<[u8]>)]) -> Result<(), OutputError> {
    let taken = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().and_then(Result::ok).map(|entry| entry.path()),
        Err(_) if folder.exists() => Some(folder.to_owned()),
        Err(_) => None,
    };
    if let Some(path) = taken {
        return Err(OutputError::InTheWay { path });
    }
    for (path, text) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(OutputError::io(FileAction::Create, parent))?;
        }
        std::fs::write(&path, text).map_err(OutputError::io(FileAction::Write, &path))?;
    }
    Ok(())
}
