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
    /// Two artifacts have the same path.
    PutTwice {
        /// The path, relative to the output folder.
        path: String,
    },
    /// One artifact is a file where another needs a folder.
    FileAndFolder {
        /// The artifact that is a file.
        file: String,
        /// An artifact that lies inside it.
        inside: String,
    },
    /// The output folder holds files, but no manifest: Planpress did not make it.
    NotOurs {
        /// The output folder.
        folder: PathBuf,
        /// A file in it.
        example: PathBuf,
    },
    /// A path is taken by something that Planpress did not write.
    InTheWay {
        /// What is there.
        path: PathBuf,
    },
    /// A hidden folder for staging, or a file in it, that this user did not make.
    NotOwn {
        /// What is there.
        path: PathBuf,
    },
    /// Another build is writing into the same folder.
    Busy {
        /// The output folder's staging folder.
        folder: PathBuf,
    },
    /// The manifest or the journal is damaged, or another version's.
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// The system refused; the output is as it was.
    Io {
        /// What was to be done with it.
        action: FileAction,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A file whose digest was taken before has other bytes now; the output is as it was.
    SourceChanged {
        /// The file, as the system opens it.
        path: PathBuf,
        /// The same, as users know it: below the site's folder or in a bag.
        file: String,
    },
    /// A sealed plan cannot be packed as a zip; the output is as it was.
    Zip {
        /// The bag.
        path: PathBuf,
        /// The file in it that cannot be read, where that is why.
        file: Option<String>,
        /// What the system or the library said.
        error: String,
    },
    /// The system refused half-way through publishing: every file is whole, some are new. The next
    /// run finishes.
    Unfinished {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
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
