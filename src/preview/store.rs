//! Where a build's files go: beside those of the build before, of which it keeps what did not change.

use crate::digest::Digest;
use crate::output::{Artifact, ArtifactKind, Content, CopiedFile, OutputError, Packed, PutFile, Sink};
use axum::body::Bytes;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The files of a build by path.
pub type StoredFiles = HashMap<Arc<str>, StoredFile>;

/// A file in memory.
#[derive(Debug, Clone)]
pub struct StoredFile {
    /// What is in it.
    pub content: StoredContent,
    /// The digest of all that it was made from, where its maker gave one.
    key: Option<Digest>,
    /// The digest of its bytes, once somebody asked for it.
    digest: OnceLock<Digest>,
}

/// What is in a file in memory. What is large is there as where it comes from.
#[derive(Debug, Clone)]
pub enum StoredContent {
    /// These bytes.
    Bytes(Bytes),
    /// Those of a file on disk.
    File(CopiedFile),
    /// What is packed when it is asked for.
    Packed(Arc<Packed>),
}

impl StoredFile {
    /// All of its bytes.
    ///
    /// # Errors
    /// What they come from cannot be read, or is another now.
    pub fn bytes(&self) -> Result<Bytes, OutputError> {
        match &self.content {
            StoredContent::Bytes(bytes) => Ok(bytes.clone()),
            StoredContent::File(copied) => Content::File(copied.clone()).into_bytes().map(Bytes::from),
            StoredContent::Packed(packed) => packed.bytes().map(Bytes::from),
        }
    }

    /// Its size and digest.
    fn put_file(&self) -> Result<PutFile, OutputError> {
        if let StoredContent::File(copied) = &self.content {
            return Ok(PutFile { digest: copied.digest, size: copied.size });
        }
        let bytes = self.bytes()?;
        let digest = *self.digest.get_or_init(|| Digest::of(&bytes));
        Ok(PutFile { digest, size: bytes.len() as u64 })
    }
}

/// What is packed from more bytes is packed at each request: it is not held, and not served once what it is made from is gone.
const LARGEST_PACKED: u64 = 16 << 20;

/// Takes the files of one build.
#[derive(Debug)]
pub struct MemoryStore<'l> {
    last: &'l StoredFiles,
    build: Mutex<StoredBuild>,
}

/// What came of a build.
#[derive(Debug, Default)]
pub struct StoredBuild {
    /// All its files.
    pub files: StoredFiles,
    /// The paths of those that are new or have other bytes than before.
    pub changed: Vec<String>,
}

impl<'l> MemoryStore<'l> {
    /// A store beside the files of the build before.
    pub fn new(last: &'l StoredFiles) -> Self {
        Self { last, build: Mutex::default() }
    }

    /// What was put and kept.
    pub fn into_build(self) -> StoredBuild {
        let mut build = self.build.into_inner().unwrap_or_else(PoisonError::into_inner);
        build.changed.sort();
        build
    }

    fn take(&self, Artifact { path, content, .. }: Artifact, key: Option<Digest>) -> Result<(), OutputError> {
        let known = self.last.get_key_value(&*path);
        let name = known.map_or_else(|| Arc::from(&*path), |(name, _)| Arc::clone(name));
        let (content, changed) = match (content, known.map(|(_, old)| &old.content)) {
            (Content::Bytes(bytes), Some(StoredContent::Bytes(old))) if **old == *bytes => {
                (StoredContent::Bytes(old.clone()), false)
            }
            (Content::File(copied), Some(StoredContent::File(old))) if copied.digest == old.digest => {
                (StoredContent::File(copied), false)
            }
            (Content::Bytes(bytes), _) => (StoredContent::Bytes(Bytes::from(bytes)), true),
            (Content::File(copied), _) => (StoredContent::File(copied), true),
            (Content::Packed(packed), _) if packed.size > LARGEST_PACKED => {
                (StoredContent::Packed(Arc::new(packed)), true)
            }
            (Content::Packed(packed), _) => (StoredContent::Bytes(Bytes::from(packed.bytes()?)), true),
        };
        self.insert(
            name,
            StoredFile { content, key, digest: OnceLock::new() },
            changed.then(|| path.into_string()),
        )
    }

    fn insert(&self, name: Arc<str>, stored: StoredFile, changed: Option<String>) -> Result<(), OutputError> {
        let mut build = self.build.lock().unwrap_or_else(PoisonError::into_inner);
        build.changed.extend(changed);
        match build.files.entry(name) {
            Entry::Occupied(entry) => Err(OutputError::PutTwice { path: entry.key().to_string() }),
            Entry::Vacant(entry) => {
                entry.insert(stored);
                Ok(())
            }
        }
    }
}

impl Sink for MemoryStore<'_> {
    fn put(&self, artifact: Artifact) -> Result<(), OutputError> {
        self.take(artifact, None)
    }

    fn put_keyed(&self, artifact: Artifact, key: Digest) -> Result<(), OutputError> {
        self.take(artifact, Some(key))
    }

    fn holds(&self, path: &str, key: Digest) -> Result<bool, OutputError> {
        Ok(self.last.get(path).is_some_and(|stored| stored.key == Some(key)))
    }

    fn put_file(&self, path: &str) -> Result<Option<PutFile>, OutputError> {
        let build = self.build.lock().unwrap_or_else(PoisonError::into_inner);
        build.files.get(path).map(StoredFile::put_file).transpose()
    }

    fn keep(&self, path: &str, _kind: ArtifactKind, key: Digest) -> Result<bool, OutputError> {
        let known = self.last.get_key_value(path).filter(|(_, stored)| stored.key == Some(key));
        let Some((name, stored)) = known else { return Ok(false) };
        self.insert(Arc::clone(name), stored.clone(), None)?;
        Ok(true)
    }
}
