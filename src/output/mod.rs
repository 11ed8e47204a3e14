//! Artifacts in, a folder out, safely.
//!
//! Takes finished files (a relative path and its bytes) through a [`Sink`] and either keeps them in
//! memory ([`Memory`], for the preview and for tests) or publishes them into a folder ([`Stage`]).
//! This is the only room that writes files. It never reads sources, never renders, and knows
//! nothing of pages or plans.
//!
//! # What a [`Stage`] promises
//!
//! * Until [`Stage::commit`] nothing in the output changes. New bytes wait in a hidden folder beside
//!   it (`.public.planpress` beside `public`; inside the output where it is a mount of its own or its
//!   parent is not writable). Dropping the stage removes that folder.
//! * The commit renames file by file: assets, pages, the rest, removals last. A journal is written
//!   and synced before the first rename, so a process killed at any moment leaves every file whole,
//!   old or new, and the next [`Stage::open`] finishes the commit before it does anything else.
//! * A commit that fails (full disk, no permission) is undone as long as no old file was replaced or
//!   removed. After that point the journal stays, and the next run finishes it.
//! * A file whose bytes did not change is not touched: same inode, same time. A file that was edited
//!   by hand in the output is noticed and written again.
//! * A file that is not in the manifest is never overwritten and never removed. Symbolic links in the
//!   output are never followed.
//! * What bodies were last published from without errors is kept apart, beside the output: see [`good`](mod@good).
//! * Two builds into one folder cannot run at once; the lock dies with its process.
//! * After a power cut the journal and the manifest are whole, but the data of files written shortly
//!   before may not have reached the disk (syncing ten thousand files costs more than the build).
//!   Common file systems leave such a file short; the next build sees that by its size and writes
//!   it again.

mod artifact;
mod commit;
mod content;
mod create;
mod difference;
mod disk;
mod error;
mod good;
mod journal;
mod lock;
mod manifest;
mod memory;
mod new_file;
mod new_folder;
mod path;
mod plan;
mod rewrite;
mod stage;
mod staging;
#[cfg(test)]
mod tests;

use crate::digest::Digest;
pub use artifact::{Artifact, ArtifactKind};
pub use content::{Content, CopiedFile, Packed};
pub use create::{create, create_files};
pub use difference::{Difference, DifferenceError};
/// The output folder in a site's folder, unless another is given.
pub const OUTPUT: &str = "public";

pub use error::{FileAction, OutputError};
pub use good::{GoodFile, GoodFolder, GoodStore, good_folder};
pub use manifest::MANIFEST;
pub use memory::{Memory, NullSink};
pub use new_file::new_file;
pub use new_folder::{CopyError, NewFolder};
pub use path::{BadPath, OutputPath, PathFault};
pub use rewrite::{Rewrite, RewriteError, Settled, rewrite, settle_rewrite};
pub use stage::{CommitSummary, FileChange, RemovedPages, Stage};

/// What an earlier build published at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublishedFile {
    /// Nothing.
    None,
    /// A file that is gone, or has other bytes now.
    Altered,
    /// A file with these bytes.
    Bytes(Vec<u8>),
}

/// What is known of a file that was put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PutFile {
    /// SHA-256 of its bytes.
    pub digest: Digest,
    /// In bytes.
    pub size: u64,
}

/// Where finished files go. Called from many threads at once, in any order.
pub trait Sink: Sync {
    /// Takes one file.
    ///
    /// # Errors
    ///
    /// A path that cannot be published, a path put twice, or a file that cannot be written. After
    /// an error the whole build is to be given up.
    fn put(&self, artifact: Artifact) -> Result<(), OutputError>;

    /// Takes one file with its key: the digest of all that it was made from.
    ///
    /// # Errors
    ///
    /// As [`Sink::put`].
    fn put_keyed(&self, artifact: Artifact, key: Digest) -> Result<(), OutputError> {
        let _ = key;
        self.put(artifact)
    }

    /// Whether [`Sink::keep`] would keep a file; nothing is put.
    ///
    /// # Errors
    ///
    /// As [`Sink::put`].
    fn holds(&self, path: &str, key: Digest) -> Result<bool, OutputError> {
        let _ = (path, key);
        Ok(false)
    }

    /// What is known of a file that was put or kept; none where it was not, or where files are dropped.
    ///
    /// # Errors
    ///
    /// What it comes from cannot be read.
    fn put_file(&self, path: &str) -> Result<Option<PutFile>, OutputError>;

    /// Whether files are dropped, so that what is only copied need not be read.
    fn drops_all(&self) -> bool {
        false
    }

    /// The bytes of a file that an earlier build published, if they are still those that it wrote.
    ///
    /// # Errors
    ///
    /// As [`Sink::put`].
    fn published(&self, path: &str) -> Result<PublishedFile, OutputError> {
        let _ = path;
        Ok(PublishedFile::None)
    }

    /// Keeps the file that an earlier build published at a path, if it was made from the same and is
    /// still there as it was made: it then counts as put. Says whether it does.
    ///
    /// # Errors
    ///
    /// As [`Sink::put`].
    fn keep(&self, path: &str, kind: ArtifactKind, key: Digest) -> Result<bool, OutputError> {
        let _ = (path, kind, key);
        Ok(false)
    }
}
