//! What can go wrong in writing. Pure. The words for it are where a language is known: in `archive/output_words.rs`.

use std::io;
use std::path::{Path, PathBuf};

use super::path::BadPath;

/// Why the output could not be written.
#[derive(Debug)]
#[non_exhaustive]
pub enum OutputError {
    /// A page or file has a path that cannot be published.
    BadPath(BadPath),
    /// Two artifacts have the same path, relative to the output folder.
    PutTwice { path: String },
    /// One artifact is a file where another, which would lie inside it, needs a folder.
    FileAndFolder { file: String, inside: String },
    /// The output folder holds files, such as this one, but no manifest: Planpress did not make it.
    NotOurs { folder: PathBuf, example: PathBuf },
    /// A path is taken by something that Planpress did not write.
    InTheWay { path: PathBuf },
    /// A hidden folder for staging, or a file in it, that this user did not make.
    NotOwn { path: PathBuf },
    /// Another build is writing into the same folder; this is the output folder's staging folder.
    Busy { folder: PathBuf },
    /// The manifest or the journal is damaged, or another version's.
    Damaged { path: PathBuf },
    /// The system refused something with a file or folder; the output is as it was.
    Io { action: FileAction, path: PathBuf, error: io::Error },
    /// A file whose digest was taken before has other bytes now; the output is as it was. `path` is the file as the system
    /// opens it, `file` as users know it: below the site's folder or in a bag.
    SourceChanged { path: PathBuf, file: String },
    /// A sealed plan, the bag at this path, cannot be packed as a zip; the output is as it was. `file` is the one in the bag
    /// that cannot be read, where that is why; `error` is what the system or the library said.
    Zip { path: PathBuf, file: Option<String>, error: String },
    /// The system refused half-way through publishing, at this file or folder: every file is whole, some are new. The next
    /// run finishes.
    Unfinished { path: PathBuf, error: io::Error },
}

/// What was to be done with a file or folder when the system refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileAction {
    /// Read a file.
    Read,
    /// Write a file.
    Write,
    /// Find out what is at a path.
    LookAt,
    /// Make a folder that Planpress itself needs.
    MakeFolder,
    /// Make a folder of a new site or theme.
    Create,
    /// Open a file.
    Open,
    /// Lock a file against other processes.
    Lock,
    OpenOutputFolder,
    /// Remove a file or folder.
    Remove,
    /// List a folder.
    ReadFolder,
}

impl From<BadPath> for OutputError {
    fn from(bad: BadPath) -> Self {
        Self::BadPath(bad)
    }
}

impl OutputError {
    /// Turns an I/O error into this type: `.map_err(OutputError::io(FileAction::Read, &path))`.
    pub fn io(action: FileAction, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Io { action, path: path.to_owned(), error }
    }
}
