//! Making a new folder of sources: for `planpress init`, `planpress theme new` and `planpress archive --restore`. Never touches
//! a folder that holds anything; what fails leaves nothing behind.

use super::new_folder::{CopyError, NewFolder};
use super::path::RESERVED;
use super::{FileAction, OutputError};
use std::fs;
use std::io;
use std::path::Path;

/// Makes a new or empty folder with what `fill` writes: all of it, or nothing.
///
/// A missing folder comes into being with one rename. One that is there already, and may be a mount or somebody's
/// working folder, is filled with one rename for each name in it.
///
/// # Errors
///
/// The folder holds something already, `fill` fails, or the system refuses; then nothing is written.
pub fn create<E: From<OutputError>>(
    folder: &Path,
    fill: impl FnOnce(&NewFolder) -> Result<(), E>,
) -> Result<(), E> {
    let taken = |path: &Path| OutputError::InTheWay { path: path.to_owned() };
    match fs::read_dir(folder) {
        Ok(entries) => {
            for entry in entries {
                let entry = entry.map_err(OutputError::io(FileAction::ReadFolder, folder))?;
                if !entry.file_name().to_string_lossy().starts_with(RESERVED) {
                    return Err(taken(&entry.path()).into());
                }
            }
            let new = NewFolder::open(folder)?;
            fill(&new)?;
            new.spread()?;
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound && folder.symlink_metadata().is_err() => {
            let refuse =
                || OutputError::io(FileAction::MakeFolder, folder)(io::ErrorKind::InvalidInput.into());
            let name = folder.file_name().and_then(|name| name.to_str()).ok_or_else(refuse)?;
            let above = folder.parent().filter(|above| !above.as_os_str().is_empty());
            let new = NewFolder::open(above.unwrap_or(Path::new(".")))?.named(name);
            fill(&new)?;
            new.publish(name)?;
        }
        Err(_) => return Err(taken(folder).into()),
    }
    Ok(())
}

/// The same of files whose bytes are at hand, each with its path in the folder.
///
/// # Errors
///
/// As [`create`].
pub fn create_files<P: AsRef<str>, B: AsRef<[u8]>>(
    folder: &Path,
    files: impl IntoIterator<Item = (P, B)>,
) -> Result<(), OutputError> {
    create(folder, |new| {
        files.into_iter().try_for_each(|(path, bytes)| match new.write(path.as_ref(), bytes.as_ref()) {
            Ok(_) => Ok(()),
            Err(CopyError::Read(error)) => {
                Err(OutputError::io(FileAction::Read, Path::new(path.as_ref()))(error))
            }
            Err(CopyError::Write(error)) => Err(error),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn names(folder: &Path) -> Vec<PathBuf> {
        let entries = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name();
        entries
            .into_iter()
            .map(|entry| entry.unwrap().path().strip_prefix(folder).unwrap().to_owned())
            .collect()
    }

    fn texts(names: &[&str]) -> Vec<(String, String)> {
        names.iter().map(|name| ((*name).to_owned(), "text".to_owned())).collect()
    }

    /// A missing folder below missing ones, one that is there, one that a killed run was filling.
    #[test]
    fn a_folder_is_made_whole_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        for case in ["new", "above/new", "empty", "killed"] {
            let folder = dir.path().join(case);
            if case == "empty" || case == "killed" {
                fs::create_dir(&folder).unwrap();
            }
            if case == "killed" {
                fs::create_dir_all(folder.join(".planpress-staging/tree/a")).unwrap();
            }
            let before = names(dir.path());
            // The last file cannot be written, since its folder is a file.
            let error = create_files(&folder, texts(&["a/b", "c", "c/d"])).unwrap_err();
            assert!(matches!(error, OutputError::Io { .. }), "{error:?}");
            if case != "killed" {
                assert_eq!(names(dir.path()), before, "{case}");
            }
            create_files(&folder, texts(&["a/b", "c"])).unwrap();
            assert_eq!(names(&folder), ["a", "a/b", "c"].map(PathBuf::from), "{case}");
            let taken = create_files(&folder, texts(&["e"])).unwrap_err();
            assert!(matches!(taken, OutputError::InTheWay { .. }), "{taken:?}");
            fs::remove_dir_all(&folder).unwrap();
        }
    }
}
