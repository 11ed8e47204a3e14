//! What is being served: one snapshot at a time, replaced as a whole.

use super::store::StoredFiles;
use crate::bug::bug;
use crate::diagnostic::{Diagnostic, Words};
use crate::pages::page_sources::PageSources;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::watch;

/// The site after a build. After a build that failed, the files are still those of the last good one.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// Names the build; another in each run of the program, too.
    pub id: String,
    /// The files of the last good build; empty where there was none yet.
    pub files: Arc<StoredFiles>,
    /// What the pages of the last good build are made from, by address.
    pub page_sources: Arc<BTreeMap<String, PageSources>>,
    /// Whether this build failed.
    pub broken: bool,
    /// What this build found.
    pub diagnostics: Vec<Diagnostic>,
    /// Which bodies stand still, or keep the site from being built.
    pub still: Vec<Words>,
    /// Why the tool itself failed, where it did.
    pub failure: Option<Words>,
}

/// The place where builds are put and requests find them.
#[derive(Debug, Clone, Default)]
pub struct SnapshotChannel {
    /// None before the first build.
    current: Arc<watch::Sender<Option<Arc<Snapshot>>>>,
}

impl SnapshotChannel {
    /// Puts a build in the place of the one before.
    pub fn publish(&self, snapshot: Arc<Snapshot>) {
        self.current.send_replace(Some(snapshot));
    }

    /// The current build; waits for the first one.
    pub async fn current(&self) -> Arc<Snapshot> {
        let mut receiver = self.current.subscribe();
        let found = receiver.wait_for(Option::is_some).await;
        // The sender lives as long as `self`.
        found
            .ok()
            .and_then(|current| current.clone())
            .unwrap_or_else(|| bug!("no snapshot, and none to come"))
    }

    /// Told of every build from now on; one that comes while the last is being told of replaces it.
    pub fn follow(&self) -> watch::Receiver<Option<Arc<Snapshot>>> {
        self.current.subscribe()
    }
}
