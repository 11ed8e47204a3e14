//! Builds the site into memory, and compares with what was there before.
//!
//! [`build`] is the one place that calls the pipeline; all else only compares and keeps.

use super::state::Snapshot;
use crate::output::{Memory, OutputError};
use crate::pages::origin::Origins;
use crate::pipeline::{self, Report, Silent};
use axum::body::Bytes;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A site in memory.
#[derive(Debug)]
pub struct Build {
    /// Its files by path. Not complete where the report has errors.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What was found.
    pub report: Report,
}

/// Builds a site into memory.
///
/// # Errors
/// Where the tool failed: a picture that changed while it was read, for one.
pub fn build(root: &Path, options: &pipeline::Options) -> Result<Build, OutputError> {
    let memory = Memory::new();
    let report = pipeline::run(root, options, &memory, &Silent)?;
    Ok(Build { files: memory.into_files(), report })
}

/// What a rebuild came to.
#[derive(Debug)]
pub struct Rebuilt {
    /// The site to be served from now on.
    pub snapshot: Arc<Snapshot>,
    /// What was found, and how much there is.
    pub report: Report,
    /// Whether this is the first build that succeeded.
    pub first: bool,
    /// Whether this build succeeded and the one before did not.
    pub healed: bool,
    /// The files that are new or have other bytes than before.
    pub changed: Vec<String>,
    /// The files that are no longer there.
    pub removed: Vec<String>,
    /// How long it took.
    pub time: Duration,
    /// When to try again although nothing may change: the tool failed for a reason that may have passed.
    pub again: Option<Duration>,
}

/// How often a build is tried again that failed for no fault of the sources.
const MOST_RETRIES: u32 = 5;
/// How long the first of these waits; each next one waits twice as long.
const FIRST_RETRY: Duration = Duration::from_millis(200);

/// Builds again and again.
#[derive(Debug)]
pub struct Builder {
    root: PathBuf,
    options: pipeline::Options,
    run: String,
    builds: u64,
    retries: u32,
    last: Arc<Snapshot>,
}

impl Builder {
    /// A builder of one site.
    pub fn new(root: PathBuf, options: pipeline::Options) -> Self {
        let options = pipeline::Options { origins: Origins::Tell, ..options };
        // Not a page's content: it only tells this run's builds from those of an earlier run at the same address.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let run = format!("{:x}", now.as_micros());
        Self { root, options, run, builds: 0, retries: 0, last: Arc::default() }
    }

    /// Builds once.
    pub fn rebuild(&mut self) -> Rebuilt {
        let start = Instant::now();
        self.builds += 1;
        let id = format!("{}-{}", self.run, self.builds);
        let last = Arc::clone(&self.last);
        let mut rebuilt = match build(&self.root, &self.options) {
            Ok(Build { files, report }) if !report.has_errors() => {
                self.retries = 0;
                succeeded(&last, id, files, report)
            }
            Ok(Build { report, .. }) => {
                self.retries = 0;
                failed(&last, id, report, None)
            }
            Err(error) => {
                self.retries += 1;
                let mut rebuilt = failed(&last, id, Report::default(), Some(error.to_string()));
                rebuilt.again = (self.retries <= MOST_RETRIES)
                    .then(|| FIRST_RETRY * 2_u32.saturating_pow(self.retries.saturating_sub(1)));
                rebuilt
            }
        };
        rebuilt.time = start.elapsed();
        self.last = Arc::clone(&rebuilt.snapshot);
        rebuilt
    }
}

/// The good site in the place of the one before; bytes that did not change are kept and not held twice.
fn succeeded(last: &Snapshot, id: String, files: BTreeMap<String, Vec<u8>>, mut report: Report) -> Rebuilt {
    let mut changed = Vec::new();
    let removed = last.files.keys().filter(|path| !files.contains_key(*path)).cloned().collect();
    let files = files
        .into_iter()
        .map(|(path, bytes)| match last.files.get(&path) {
            Some(old) if **old == *bytes => (path, old.clone()),
            _ => {
                changed.push(path.clone());
                (path, Bytes::from(bytes))
            }
        })
        .collect();
    let snapshot = Snapshot {
        id,
        files,
        origins: std::mem::take(&mut report.origins),
        broken: false,
        diagnostics: report.diagnostics.clone(),
        failure: None,
    };
    Rebuilt {
        first: last.files.is_empty(),
        healed: last.broken,
        snapshot: Arc::new(snapshot),
        report,
        changed,
        removed,
        time: Duration::ZERO,
        again: None,
    }
}

/// The last good site stays, with what is wrong now.
fn failed(last: &Snapshot, id: String, report: Report, failure: Option<String>) -> Rebuilt {
    let snapshot = Snapshot {
        id,
        files: last.files.clone(),
        origins: last.origins.clone(),
        broken: true,
        diagnostics: report.diagnostics.clone(),
        failure,
    };
    Rebuilt {
        first: false,
        healed: false,
        snapshot: Arc::new(snapshot),
        report,
        changed: Vec::new(),
        removed: Vec::new(),
        time: Duration::ZERO,
        again: None,
    }
}
