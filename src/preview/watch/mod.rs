//! Says when to build again: when something of the site changed, and has settled.
//!
//! What changed is a hint and no more: a rebuild reads the sources as they then are, the named files first and all
//! of them after, so renames, deletes, a save by rename and a whole checkout need no care of their own. What matters
//! is that no change goes unseen, and that a change during a build leads to another build.

pub mod debounce;
mod event;

use super::poll::{INTERVAL, PathStates};
use crate::platform::canonical;
use crate::source::cache::DirtyFiles;
use crate::source::load::SITE_YAML;
use crate::source::theme::THEMES;
use crate::source::walk::CONTENT;
use debounce::Debounce;
use event::{as_problem, is_missing, is_ours, signal};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};
use walkdir::WalkDir;

/// The folder of sealed plans.
const ARCHIVE: &str = "archive";

/// How changes are learned of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WatchMode {
    /// The system tells.
    System,
    /// Files are looked at in turn.
    Polling,
}

/// What the user should know of the watching.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WatchProblem {
    /// The system watches no more files for this user: they are looked at in turn instead.
    Limit,
    /// The system cannot watch them for another reason, given in its words.
    CannotWatch(String),
}

/// Why it is time to build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wake {
    /// Something changed, or may have, and has settled: these files, as far as the system tells.
    Change(DirtyFiles),
    /// Nothing changed, and the time to try again has come.
    Retry,
}

#[derive(Debug)]
enum Signal {
    /// Something changed at this moment.
    Changed { at: Instant, folders: Folders, dirty: DirtyFiles },
    /// The system does not watch what it should.
    Failed(WatchProblem),
}

/// Whether a change may have brought something that is not watched yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Folders {
    /// It concerns files in folders that are watched.
    AsBefore,
    /// A folder or a link may be new, or have another name.
    Look,
}

/// Watches a site.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    signals: Receiver<Signal>,
    sender: Sender<Signal>,
    /// The system's; none where files are looked at in turn.
    watcher: Option<RecommendedWatcher>,
}

impl Watch {
    /// Starts to watch; falls back to polling where the system cannot.
    pub fn start(root: &Path, mode: WatchMode, notice: &dyn Fn(WatchProblem)) -> Self {
        let (sender, signals) = channel();
        let root = canonical(root).unwrap_or_else(|_| root.to_owned());
        let mut watch = Self { root, signals, sender, watcher: None };
        match mode {
            WatchMode::Polling => watch.poll(),
            WatchMode::System => match watch.system_watcher() {
                Ok(watcher) => watch.watcher = Some(watcher),
                Err(error) => {
                    notice(as_problem(&error));
                    watch.poll();
                }
            },
        }
        watch
    }

    fn system_watcher(&self) -> notify::Result<RecommendedWatcher> {
        let (root, sender) = (self.root.clone(), self.sender.clone());
        let mut watcher = notify::recommended_watcher(move |result: notify::Result<Event>| {
            if let Some(signal) = signal(&root, result) {
                // Nobody listens only when the process ends.
                let _ = sender.send(signal);
            }
        })?;
        watch_all(&mut watcher, &self.root)?;
        Ok(watcher)
    }

    fn poll(&mut self) {
        self.watcher = None;
        let (root, sender) = (self.root.clone(), self.sender.clone());
        let paths: Vec<_> = watched(&root).map(|(path, _)| path).collect();
        let mut last = PathStates::take(&paths);
        let thread = std::thread::Builder::new().name("planpress poll".to_owned());
        let looking = thread.spawn(move || {
            loop {
                std::thread::sleep(INTERVAL);
                let now = PathStates::take(&paths);
                let changed = last.differences(&now).any(|path| is_ours(&root, path));
                let (at, folders) = (Instant::now(), Folders::AsBefore);
                let signal = Signal::Changed { at, folders, dirty: DirtyFiles::All };
                if changed && sender.send(signal).is_err() {
                    return;
                }
                last = now;
            }
        });
        if let Err(error) = looking {
            let _ = self.sender.send(Signal::Failed(WatchProblem::CannotWatch(error.to_string())));
        }
    }

    /// Waits until something changed and has settled, or until it is time to try again. Sleeps meanwhile, and
    /// wakes for nothing else.
    pub fn wait(&mut self, again: Option<Duration>, notice: &dyn Fn(WatchProblem)) -> Wake {
        let start = Instant::now();
        let first = match again {
            // There is always a sender: this watch holds one itself.
            None => self.signals.recv().ok(),
            Some(again) => match self.signals.recv_timeout(again) {
                Ok(signal) => Some(signal),
                Err(_) => return Wake::Retry,
            },
        };
        let mut debounce = Debounce::default();
        let mut folders = Folders::AsBefore;
        let mut dirty = DirtyFiles::Files(BTreeSet::new());
        let mut next = first;
        while let Some(signal) = next {
            match signal {
                Signal::Changed { at, folders: some, dirty: more } => {
                    dirty = dirty.and(more);
                    // What changed during a build could not be waited for before now.
                    debounce.changed(at, start);
                    if some == Folders::Look {
                        folders = Folders::Look;
                    }
                }
                Signal::Failed(what) => {
                    debounce.changed(Instant::now(), start);
                    dirty = DirtyFiles::All;
                    if self.watcher.is_some() {
                        notice(what);
                        self.poll();
                    }
                }
            }
            next = self.signals.recv_timeout(debounce.left(Instant::now())).ok();
        }
        if folders == Folders::Look
            && let Some(watcher) = &mut self.watcher
        {
            // A folder that comes back or a link that leads elsewhere is not watched by itself. What comes after this
            // is seen, and what came before is read by the build.
            if let Err(error) = watch_all(watcher, &self.root) {
                notice(as_problem(&error));
                self.poll();
            }
        }
        Wake::Change(dirty)
    }
}

/// What is watched of a site, and whether with all that is in it.
fn watched(root: &Path) -> impl Iterator<Item = (PathBuf, RecursiveMode)> {
    let folders = [CONTENT, THEMES, ARCHIVE].map(|folder| (root.join(folder), RecursiveMode::Recursive));
    std::iter::once((root.join(SITE_YAML), RecursiveMode::NonRecursive)).chain(folders)
}

/// Has the system watch the site: its folder itself, in which the others come and go, and theirs.
fn watch_all(watcher: &mut RecommendedWatcher, root: &Path) -> notify::Result<()> {
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    let folders = watched(root).filter(|(_, mode)| *mode == RecursiveMode::Recursive);
    let of_links = folders_of_links(root).into_iter().map(|folder| (folder, RecursiveMode::NonRecursive));
    // Not every system has the same error for what is not there.
    for (path, mode) in folders.chain(of_links).filter(|(path, _)| path.exists()) {
        match watcher.watch(&path, mode) {
            Err(error) if is_missing(&error) => {}
            result => result?,
        }
    }
    Ok(())
}

/// Where a symbolic link leads, be it to a file that is not there yet.
fn target(link: &Path) -> Option<PathBuf> {
    canonical(link).ok().or_else(|| {
        let target = link.parent()?.join(link.read_link().ok()?);
        Some(canonical(target.parent()?).ok()?.join(target.file_name()?))
    })
}

/// The folders outside the watched ones that hold a file which a symbolic link makes part of the site.
fn folders_of_links(root: &Path) -> BTreeSet<PathBuf> {
    let sources = watched(root).map(|(path, _)| path);
    let links = sources.flat_map(|path| WalkDir::new(path).into_iter().filter_map(Result::ok));
    let targets = links.filter(|entry| entry.path_is_symlink()).filter_map(|entry| target(entry.path()));
    targets
        .filter(|target| target.starts_with(root) && !target.is_dir())
        .filter(|target| !watched(root).any(|(path, _)| target.starts_with(path)))
        .filter_map(|target| target.parent().map(Path::to_path_buf))
        .collect()
}
