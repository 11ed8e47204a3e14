//! Builds the site into memory, again and again, and says what became another.

use super::snapshot::Snapshot;
use super::store::{MemoryStore, StoredBuild};
use crate::diagnostic::{Diagnostic, FileFault, Finding, ReadFault, Words};
use crate::pages::page_sources::TrackSources;
use crate::pipeline::walls::words::line;
use crate::pipeline::{self, BuildReport, Session};
use crate::progress::Silent;
use crate::source::cache::DirtyFiles;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// What a rebuild came to.
#[derive(Debug, Default)]
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
}

/// How long it waits until a build is tried again that failed for no fault of the sources; each next time twice as long.
const FIRST_RETRY: Duration = Duration::from_millis(200);
/// The longest wait between two tries. They go on as long as the system refuses.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// Whether a finding may pass without a change of the sources: the system refused to give a file, as it does when too many are
/// open or a drive is away.
fn is_passing(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.finding, Finding::File(FileFault::Unreadable { fault: ReadFault::System(_) }))
}

/// Builds again and again.
#[derive(Debug)]
pub struct Rebuilder {
    session: Session,
    run: String,
    builds: u64,
    /// How often in a row the last build was tried for a reason that may pass.
    retries: u32,
    /// When to try again although nothing may change: the last build failed for a reason that may pass.
    pub again: Option<Duration>,
    last: Arc<Snapshot>,
}

impl Rebuilder {
    /// A builder of one site.
    pub fn new(root: PathBuf, options: pipeline::Options) -> Self {
        let options = pipeline::Options { track_sources: TrackSources::Yes, ..options };
        // Not a page's content: it only tells this run's builds from those of an earlier run at the same address.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let run = format!("{:x}", now.as_micros());
        Self {
            session: Session::new(root, options),
            run,
            builds: 0,
            retries: 0,
            again: None,
            last: Arc::default(),
        }
    }

    /// Builds once, looking at the dirty files only among the files that were read before.
    pub fn rebuild(&mut self, dirty: &DirtyFiles) -> Rebuilt {
        let start = Instant::now();
        self.builds += 1;
        let id = format!("{}-{}", self.run, self.builds);
        let last = Arc::clone(&self.last);
        let store = MemoryStore::new(&last.files);
        let mut rebuilt = match self.session.run(dirty, &store, &Silent) {
            Ok(report) if report.publishable => succeeded(&last, id, store.into_build(), report),
            Ok(report) => failed(&last, id, report, None),
            Err(error) => failed(&last, id, BuildReport::default(), Some(error.words())),
        };
        let now = &rebuilt.snapshot;
        let stands = now.broken || !now.still.is_empty();
        let may_pass = now.failure.is_some() || (stands && now.diagnostics.iter().any(is_passing));
        let pause = FIRST_RETRY.saturating_mul(2_u32.saturating_pow(self.retries)).min(LONGEST_PAUSE);
        self.again = may_pass.then_some(pause);
        self.retries = if may_pass { self.retries.saturating_add(1) } else { 0 };
        rebuilt.time = start.elapsed();
        self.last = Arc::clone(&rebuilt.snapshot);
        rebuilt
    }

    /// Looks at all files; nothing is told where the site is as it was after the last build.
    pub fn look_at_all(&mut self) -> Option<Rebuilt> {
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
        diagnostics: report.diagnostics.clone(),
        still: report.bodies.values().filter_map(|body| line(body, true)).collect(),
        ..Snapshot::default()
    };
    Rebuilt {
        first: last.files.is_empty(),
        healed: last.broken,
        snapshot: Arc::new(snapshot),
        report,
        changed,
        removed,
        ..Rebuilt::default()
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
        still: report.bodies.values().filter_map(|body| line(body, false)).collect(),
        failure,
    };
    Rebuilt { snapshot: Arc::new(snapshot), report, ..Rebuilt::default() }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn what_the_system_did_not_give_is_tried_again_until_it_does() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("content/_index.md");
        fs::create_dir(dir.path().join("content")).unwrap();
        fs::write(dir.path().join("site.yaml"), "title: 站点\n").unwrap();
        fs::write(&file, "---\ntitle: 首页\n---\n").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
        if fs::read(&file).is_ok() {
            eprintln!("SKIPPED: this user reads what nobody may read, so no file is unreadable");
            return;
        }
        let mut builder = Rebuilder::new(dir.path().to_owned(), pipeline::Options::default());
        let mut pauses = Vec::new();
        for _ in 0..9 {
            builder.rebuild(&DirtyFiles::All);
            pauses.push(builder.again.unwrap().as_millis());
        }
        assert_eq!(pauses, [200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000]);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(builder.rebuild(&DirtyFiles::All).healed || builder.again.is_none());
        assert_eq!(builder.again, None);
    }
}
