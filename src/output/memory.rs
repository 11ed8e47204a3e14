//! A sink that keeps everything in memory: for the preview server and for tests. Never touches the
//! disk; holds to the same rules about paths as the folder does.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::{Artifact, Content, OutputError, PutFile, Sink};
use crate::bug::bug;

/// The output as a map from path to bytes.
#[derive(Debug, Default)]
pub struct Memory {
    files: Mutex<BTreeMap<String, Content>>,
}

impl Memory {
    /// An empty output.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// All files put so far, by path; large ones as where they come from.
    #[must_use]
    pub fn into_contents(self) -> BTreeMap<String, Content> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// The bytes of all files put so far, by path: for tests, whose files are small.
    #[must_use]
    pub fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        let bytes = |content: Content| content.into_bytes().unwrap_or_else(|error| bug!("{error:?}"));
        self.into_contents().into_iter().map(|(path, content)| (path, bytes(content))).collect()
    }
}

/// A sink that drops everything: for pages that are rendered only to find what is wrong with them.
#[derive(Debug, Clone, Copy)]
pub struct NullSink;

impl Sink for NullSink {
    fn put(&self, _artifact: Artifact) -> Result<(), OutputError> {
        Ok(())
    }

    fn put_file(&self, _path: &str) -> Result<Option<PutFile>, OutputError> {
        Ok(None)
    }

    fn drops_all(&self) -> bool {
        true
    }
}

impl Sink for Memory {
    fn put(&self, artifact: Artifact) -> Result<(), OutputError> {
        let (mut files, path) =
            (self.files.lock().unwrap_or_else(PoisonError::into_inner), artifact.path.into_string());
        if files.contains_key(&path) {
            return Err(OutputError::PutTwice { path });
        }
        files.insert(path, artifact.content);
        Ok(())
    }

    fn put_file(&self, path: &str) -> Result<Option<PutFile>, OutputError> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.get(path).map(Content::put_file).transpose()
    }
}
