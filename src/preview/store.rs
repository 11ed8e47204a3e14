//! Where a build's files go: beside those of the build before, of which it keeps what did not change.

use crate::output::{Artifact, ArtifactKind, Digest, OutputError, Sink, check_path};
use axum::body::Bytes;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, PoisonError};

/// The files of a build by path.
pub type Files = HashMap<Arc<str>, Stored>;

/// A file in memory.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Its content.
    pub bytes: Bytes,
    /// The digest of all that it was made from, where its maker gave one.
    key: Option<Digest>,
}

/// Takes the files of one build.
#[derive(Debug)]
pub struct Store<'l> {
    last: &'l Files,
    taken: Mutex<Taken>,
}

/// What came of a build.
#[derive(Debug, Default)]
pub struct Taken {
    /// All its files.
    pub files: Files,
    /// The paths of those that are new or have other bytes than before.
    pub changed: Vec<String>,
}

impl<'l> Store<'l> {
    /// A store beside the files of the build before.
    pub fn new(last: &'l Files) -> Self {
        Self { last, taken: Mutex::default() }
    }

    /// What was put and kept.
    pub fn into_taken(self) -> Taken {
        let mut taken = self.taken.into_inner().unwrap_or_else(PoisonError::into_inner);
        taken.changed.sort();
        taken
    }

    fn take(&self, Artifact { path, bytes, .. }: Artifact, key: Option<Digest>) -> Result<(), OutputError> {
        check_path(&path)?;
        let (name, bytes, changed) = match self.last.get_key_value(path.as_str()) {
            Some((name, old)) if *old.bytes == *bytes => (Arc::clone(name), old.bytes.clone(), false),
            Some((name, _)) => (Arc::clone(name), Bytes::from(bytes), true),
            None => (Arc::from(path.as_str()), Bytes::from(bytes), true),
        };
        self.insert(name, Stored { bytes, key }, changed.then_some(path))
    }

    fn insert(&self, name: Arc<str>, stored: Stored, changed: Option<String>) -> Result<(), OutputError> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.changed.extend(changed);
        match taken.files.entry(name) {
            Entry::Occupied(entry) => Err(OutputError::PutTwice { path: entry.key().to_string() }),
            Entry::Vacant(entry) => {
                entry.insert(stored);
                Ok(())
            }
        }
    }
}

impl Sink for Store<'_> {
    fn put(&self, artifact: Artifact) -> Result<(), OutputError> {
        self.take(artifact, None)
    }

    fn put_keyed(&self, artifact: Artifact, key: Digest) -> Result<(), OutputError> {
        self.take(artifact, Some(key))
    }

    fn holds(&self, path: &str, key: Digest) -> Result<bool, OutputError> {
        Ok(self.last.get(path).is_some_and(|stored| stored.key == Some(key)))
    }

    fn keep(&self, path: &str, _kind: ArtifactKind, key: Digest) -> Result<bool, OutputError> {
        let known = self.last.get_key_value(path).filter(|(_, stored)| stored.key == Some(key));
        let Some((name, stored)) = known else { return Ok(false) };
        self.insert(Arc::clone(name), stored.clone(), None)?;
        Ok(true)
    }
}
