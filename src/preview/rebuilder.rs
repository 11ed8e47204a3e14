//! Builds the site into memory, again and again, and says what became another.

use super::snapshot::Snapshot;
use super::store::{MemoryStore, StoredBuild};
use crate::diagnostic::Words;
use crate::pages::page_sources::TrackSources;
use crate::pipeline::{self, BuildReport, Session, Silent};
use crate::source::cache::DirtyFiles;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// What a rebuild came to.
#[derive(Debug)]
pub struct Rebuilt {
    /// The site to be served from now on.
    pub snapshot: Arc<Snapshot>,
    /// What was found, and how much there is.
    pub report: BuildReport,
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
pub struct Rebuilder {
    session: Session,
    run: String,
    builds: u64,
    retries: u32,
    last: Arc<Snapshot>,
}

impl Rebuilder {
    /// A builder of one site.
    pub fn new(root: PathBuf, options: pipeline::Options) -> Self {
        let options = pipeline::Options { track_sources: TrackSources::Yes, ..options };
        // Not a page's content: it only tells this run's builds from those of an earlier run at the same address.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let run = format!("{:x}", now.as_micros());
        Self { session: Session::new(root, options), run, builds: 0, retries: 0, last: Arc::default() }
    }

    /// Builds once, looking at the dirty files only among the files that were read before.
    pub fn rebuild(&mut self, dirty: &DirtyFiles) -> Rebuilt {
        let start = Instant::now();
        self.builds += 1;
        let id = format!("{}-{}", self.run, self.builds);
        let last = Arc::clone(&self.last);
        let store = MemoryStore::new(&last.files);
        let mut rebuilt = match self.session.run(dirty, &store, &Silent) {
            Ok(report) if !report.has_errors() => {
                self.retries = 0;
                succeeded(&last, id, store.into_build(), report)
            }
            Ok(report) => {
                self.retries = 0;
                failed(&last, id, report, None)
            }
            Err(error) => {
                self.retries += 1;
                let mut rebuilt = failed(&last, id, BuildReport::default(), Some(error.words()));
                rebuilt.again = (self.retries <= MOST_RETRIES)
                    .then(|| FIRST_RETRY * 2_u32.saturating_pow(self.retries.saturating_sub(1)));
                rebuilt
            }
        };
        rebuilt.time = start.elapsed();
        self.last = Arc::clone(&rebuilt.snapshot);
        rebuilt
    }

    /// Looks at all files; nothing is told where the site is as it was after the last build.
    pub fn look_again(&mut self) -> Option<Rebuilt> {
        let before = Arc::clone(&self.last);
        let rebuilt = self.rebuild(&DirtyFiles::All);
        let now = &rebuilt.snapshot;
        let found =
            |snapshot: &Snapshot| (snapshot.broken, snapshot.failure.clone(), snapshot.diagnostics.clone());
        if rebuilt.changed.is_empty() && rebuilt.removed.is_empty() && found(now) == found(&before) {
            self.last = before;
            return None;
        }
        Some(rebuilt)
    }
}

/// The good site in the place of the one before.
fn succeeded(last: &Snapshot, id: String, build: StoredBuild, report: BuildReport) -> Rebuilt {
    let StoredBuild { files, changed } = build;
    let gone = last.files.keys().filter(|path| !files.contains_key(*path));
    let mut removed: Vec<String> = gone.map(ToString::to_string).collect();
    removed.sort();
    let snapshot = Snapshot {
        id,
        files: Arc::new(files),
        page_sources: Arc::clone(&report.page_sources),
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
fn failed(last: &Snapshot, id: String, report: BuildReport, failure: Option<Words>) -> Rebuilt {
    let snapshot = Snapshot {
        id,
        files: Arc::clone(&last.files),
        page_sources: Arc::clone(&last.page_sources),
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
