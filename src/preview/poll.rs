//! Watching by looking: for drives that do not tell of changes, and where the system's limit is reached.
//!
//! `notify` has a poller, too; it compares times by the second and takes an older time for no change, so it misses
//! a second save within a second and a file put back from a copy. This one compares all that a file system tells.

use crate::platform::FileIdentity;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use walkdir::WalkDir;

/// How often files are looked at: soon enough for one who saves and looks up, seldom enough for a network drive.
pub const INTERVAL: Duration = Duration::from_millis(700);

/// What is known of a file without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PathState {
    folder: bool,
    length: u64,
    modified: Option<SystemTime>,
    identity: FileIdentity,
}

/// All files as they were when they were looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PathStates(BTreeMap<PathBuf, PathState>);

impl PathStates {
    /// Looks at files and at all that is in folders.
    pub fn take(paths: &[PathBuf]) -> Self {
        let mut states = BTreeMap::new();
        for path in paths {
            // What cannot be looked at counts as not there; it is a change when it can be again.
            for entry in WalkDir::new(path).follow_links(true).into_iter().filter_map(Result::ok) {
                let Ok(metadata) = entry.metadata() else { continue };
                let state = PathState {
                    folder: metadata.is_dir(),
                    length: if metadata.is_dir() { 0 } else { metadata.len() },
                    modified: if metadata.is_dir() { None } else { metadata.modified().ok() },
                    identity: if metadata.is_dir() {
                        FileIdentity::default()
                    } else {
                        FileIdentity::of(&metadata)
                    },
                };
                states.insert(entry.into_path(), state);
            }
        }
        Self(states)
    }

    /// The paths that are not as they were.
    pub fn differences<'a>(&'a self, later: &'a Self) -> impl Iterator<Item = &'a Path> {
        let gone = self.0.keys().filter(|path| !later.0.contains_key(*path));
        let other =
            later.0.iter().filter(|(path, state)| self.0.get(*path) != Some(state)).map(|(path, _)| path);
        gone.chain(other).map(PathBuf::as_path)
    }
}
