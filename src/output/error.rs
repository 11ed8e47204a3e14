//! What can go wrong in writing, in plain words, with what to do about it. Pure.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::artifact::PathFault;

/// Why the output could not be written.
#[derive(Debug)]
#[non_exhaustive]
pub enum OutputError {
    /// A page or file has a path that cannot be published.
    BadPath {
        /// The path, relative to the output folder.
        path: String,
        /// What is wrong with it.
        fault: PathFault,
    },
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
        /// What was to be done, as in 'cannot …'.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
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

impl OutputError {
    /// Turns an I/O error into this type: `.map_err(OutputError::io("read", &path))`.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Io { action, path: path.to_owned(), error }
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadPath { path, fault } => write!(f, "`{path}` cannot be published: {fault}"),
            Self::PutTwice { path } => write!(f, "two files of the site would be published as `{path}`"),
            Self::FileAndFolder { file, inside } => {
                write!(f, "`{file}` would be both a file and the folder of `{inside}`; rename one of them")
            }
            Self::NotOurs { folder, example } => write!(
                f,
                "the folder `{}` was not made by Planpress (it holds `{}` and no manifest), so nothing was \
                 written; choose another output folder, or empty this one",
                folder.display(),
                example.display()
            ),
            Self::InTheWay { path } => write!(
                f,
                "`{}` was not written by Planpress, but the site needs its place; nothing was changed: \
                 move it away and build again",
                path.display()
            ),
            Self::Busy { folder } => write!(
                f,
                "another build is writing to the same output (it holds `{}`); wait until it has finished",
                folder.display()
            ),
            Self::Damaged { path } => write!(
                f,
                "`{}` is damaged or was written by another version of Planpress; remove it together with \
                 the output folder (everything in it is built from the sources) and build again",
                path.display()
            ),
            Self::Io { action, path, error } => {
                write!(
                    f,
                    "cannot {action} `{}`: {error}; the output is as it was{}",
                    path.display(),
                    advice(error)
                )
            }
            Self::Unfinished { path, error } => write!(
                f,
                "publishing stopped half-way at `{}`: {error}; every file is whole, but some are still old{}; \
                 the next build finishes the work",
                path.display(),
                advice(error)
            ),
        }
    }
}

fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ": free some space on the disk",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            ": ask for the right to write there, or choose another output folder"
        }
        _ => "",
    }
}

impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } | Self::Unfinished { error, .. } => Some(error),
            _ => None,
        }
    }
}
