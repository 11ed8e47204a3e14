//! Watching by looking: for drives that do not tell of changes, and where the system's limit is reached.
//!
//! `notify` has a poller, too; it compares times by the second and takes an older time for no change, so it misses
//! a second save within a second and a file put back from a copy. This one compares all that a file system tells.

use crate::source::stamp::Stamp;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;
use walkdir::WalkDir;

/// How often files are looked at: soon enough for one who saves and looks up, seldom enough for a network drive.
pub const INTERVAL: Duration = Duration::from_millis(700);

/// All files and folders as they were when they were looked at; of a folder, only that it is there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PathStates(BTreeMap<PathBuf, Option<Stamp>>);

impl PathStates {
    /// Looks at files and at all that is in folders.
    pub fn take(paths: &[PathBuf]) -> Self {
        let mut states = BTreeMap::new();
        for path in paths {
            // What cannot be looked at counts as not there; it is a change when it can be again.
            for entry in WalkDir::new(path).follow_links(true).into_iter().filter_map(Result::ok) {
                let Ok(metadata) = entry.metadata() else { continue };
                let stamp = (!metadata.is_dir()).then(|| Stamp::of(&metadata));
                states.insert(entry.into_path(), stamp);
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
