//! Says when to build again: when something of the site changed, and has come to rest.
//!
//! What changed is not asked: a rebuild reads the sources as they then are, so renames, deletes, a save by
//! rename and a whole checkout need no care of their own. What matters is that no change goes unseen, and that
//! a change during a build leads to another build.

use super::poll::{INTERVAL, Looks};
use crate::source::load::SITE_YAML;
use crate::source::theme::THEMES;
use crate::source::walk::{CONTENT, is_passed_over};
use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RemoveKind};
use notify::{ErrorKind, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer,
};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use walkdir::WalkDir;

/// How long files must be quiet before they are read. An editor saves in several steps (a new file, a rename, its
/// time set) within a few milliseconds; a person does not notice a tenth of a second.
pub const QUIET: Duration = Duration::from_millis(100);
/// How long a change waits at most, however busy the files are: in a long copy the page still follows.
pub const MOST: Duration = Duration::from_millis(500);
/// Of the quiet time, what the debouncer holds an event back, so that it can put the halves of a rename together; for
/// the rest, more events are waited for.
const HOLD: Duration = Duration::from_millis(50);
/// How often the debouncer looks whether an event has been held long enough. It does so all day: not too often.
const TICK: Duration = Duration::from_millis(25);

/// The folder of sealed plans.
const ARCHIVE: &str = "archive";

/// What the user should know of the watching.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The system watches no more files for this user: they are looked at in turn instead.
    Limit,
    /// The system cannot watch them for another reason, given in its words.
    CannotWatch(String),
}

#[derive(Debug)]
enum Signal {
    /// Something changed; a folder may be new or have another name.
    Changed { folders: bool },
    /// The system does not watch what it should.
    Failed(Notice),
}

/// Watches a site.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    signals: Receiver<Signal>,
    sender: Sender<Signal>,
    by: By,
}

#[derive(Debug)]
enum By {
    System(Debouncer<RecommendedWatcher, RecommendedCache>),
    Polling,
}

impl Watch {
    /// Starts to watch; falls back to polling where the system cannot.
    pub fn start(root: &Path, poll: bool, notice: &dyn Fn(Notice)) -> Self {
        let (sender, signals) = channel();
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let mut watch = Self { root, signals, sender, by: By::Polling };
        if poll {
            watch.poll();
            return watch;
        }
        match watch.by_system() {
            Ok(debouncer) => watch.by = By::System(debouncer),
            Err(error) => {
                notice(as_notice(&error));
                watch.poll();
            }
        }
        watch
    }

    fn by_system(&self) -> notify::Result<Debouncer<RecommendedWatcher, RecommendedCache>> {
        let (root, sender) = (self.root.clone(), self.sender.clone());
        let mut debouncer = new_debouncer(HOLD, Some(TICK), move |result: DebounceEventResult| {
            for signal in signals(&root, result) {
                // Nobody listens only when the process ends.
                let _ = sender.send(signal);
            }
        })?;
        watch_all(&mut debouncer, &self.root)?;
        Ok(debouncer)
    }

    fn poll(&mut self) {
        self.by = By::Polling;
        let (root, sender) = (self.root.clone(), self.sender.clone());
        let paths: Vec<_> = watched(&root).map(|(path, _)| path).collect();
        let mut last = Looks::take(&paths);
        let thread = std::thread::Builder::new().name("planpress poll".to_owned());
        let looking = thread.spawn(move || {
            loop {
                std::thread::sleep(INTERVAL);
                let now = Looks::take(&paths);
                let changed = last.differences(&now).any(|path| is_ours(&root, path));
                if changed && sender.send(Signal::Changed { folders: false }).is_err() {
                    return;
                }
                last = now;
            }
        });
        if let Err(error) = looking {
            let _ = self.sender.send(Signal::Failed(Notice::CannotWatch(error.to_string())));
        }
    }

    /// Waits until something changed and has come to rest, or until it is time to try again.
    pub fn wait(&mut self, again: Option<Duration>, notice: &dyn Fn(Notice)) {
        let first = match again {
            None => self.signals.recv().ok(),
            Some(again) => match self.signals.recv_timeout(again) {
                Ok(signal) => Some(signal),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
            },
        };
        let until = Instant::now() + (MOST - HOLD - TICK);
        let mut folders = false;
        let mut next = first;
        while let Some(signal) = next {
            match signal {
                Signal::Changed { folders: some } => folders |= some,
                Signal::Failed(what) => {
                    if matches!(self.by, By::System(_)) {
                        notice(what);
                        self.poll();
                    }
                }
            }
            let left = until.saturating_duration_since(Instant::now());
            next = self.signals.recv_timeout(left.min(QUIET - HOLD)).ok();
        }
        if folders && let By::System(debouncer) = &mut self.by {
            // A folder that was made inside a new one may have come before the watch on that: look again. What
            // comes later is seen, and what came before is read by the build.
            if let Err(error) = watch_all(debouncer, &self.root) {
                notice(as_notice(&error));
                self.poll();
            }
        }
    }
}

/// What is watched of a site, and whether with all that is in it.
fn watched(root: &Path) -> impl Iterator<Item = (PathBuf, RecursiveMode)> {
    let folders = [CONTENT, THEMES, ARCHIVE].map(|folder| (root.join(folder), RecursiveMode::Recursive));
    std::iter::once((root.join(SITE_YAML), RecursiveMode::NonRecursive)).chain(folders)
}

/// Has the system watch the site: its folder itself, in which the others come and go, and theirs.
fn watch_all(
    debouncer: &mut Debouncer<RecommendedWatcher, RecommendedCache>,
    root: &Path,
) -> notify::Result<()> {
    debouncer.watch(root, RecursiveMode::NonRecursive)?;
    for (path, mode) in watched(root).filter(|(_, mode)| *mode == RecursiveMode::Recursive) {
        match debouncer.watch(&path, mode) {
            Err(error) if is_missing(&error) => {}
            result => result?,
        }
    }
    for folder in folders_of_links(root) {
        match debouncer.watch(&folder, RecursiveMode::NonRecursive) {
            Err(error) if is_missing(&error) => {}
            result => result?,
        }
    }
    Ok(())
}

/// The folders outside the watched ones that hold a file which a symbolic link makes part of the site.
fn folders_of_links(root: &Path) -> BTreeSet<PathBuf> {
    let sources = watched(root).map(|(path, _)| path);
    let links = sources.flat_map(|path| WalkDir::new(path).into_iter().filter_map(Result::ok));
    let targets =
        links.filter(|entry| entry.path_is_symlink()).filter_map(|entry| entry.path().canonicalize().ok());
    targets
        .filter(|target| target.starts_with(root) && target.is_file())
        .filter(|target| !watched(root).any(|(path, _)| target.starts_with(path)))
        .filter_map(|target| target.parent().map(Path::to_path_buf))
        .collect()
}

/// What debounced events mean.
fn signals(root: &Path, result: DebounceEventResult) -> Vec<Signal> {
    match result {
        Ok(events) => {
            let ours: Vec<_> = events.iter().filter(|event| is_change(root, event)).collect();
            let folders = ours.iter().any(|event| touches_folders(event));
            if ours.is_empty() { Vec::new() } else { vec![Signal::Changed { folders }] }
        }
        Err(errors) => {
            let fatal = errors.iter().filter(|error| !is_missing(error));
            fatal.map(|error| Signal::Failed(as_notice(error))).take(1).collect()
        }
    }
}

/// Whether an event may change the site. Reading a file is an event, too: the build's own must not start the next.
fn is_change(root: &Path, event: &DebouncedEvent) -> bool {
    let changes = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    };
    event.need_rescan() || (changes && event.paths.iter().any(|path| is_ours(root, path)))
}

fn touches_folders(event: &DebouncedEvent) -> bool {
    event.need_rescan()
        || match event.kind {
            EventKind::Create(CreateKind::File)
            | EventKind::Remove(RemoveKind::File)
            | EventKind::Access(_) => false,
            EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => true,
            // A link may have come to lead elsewhere.
            EventKind::Any | EventKind::Other | EventKind::Modify(_) => false,
        }
}

/// Whether a path is one that the site is made from. The output, version control and editors' leavings are not.
fn is_ours(root: &Path, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(root) else { return true };
    let mut parts = inside.components().map(|part| part.as_os_str().to_string_lossy());
    let Some(first) = parts.next() else { return true };
    match &*first {
        SITE_YAML => true,
        CONTENT | THEMES | ARCHIVE => !parts.any(|part| is_passed_over(&part)),
        // Only what links lead to is watched elsewhere, and the names in the site's own folder.
        _ => parts.next().is_some(),
    }
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

/// What an error of the watcher means for the user.
fn as_notice(error: &notify::Error) -> Notice {
    /// Too many open files, of the process or of the system: what the limit on watchers looks like.
    const TOO_MANY: [i32; 2] = [24, 23];
    match &error.kind {
        ErrorKind::MaxFilesWatch => Notice::Limit,
        ErrorKind::Io(error) if error.raw_os_error().is_some_and(|code| TOO_MANY.contains(&code)) => {
            Notice::Limit
        }
        _ => Notice::CannotWatch(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_site_is_made_from_counts() {
        let root = Path::new("/site");
        for (path, ours) in [
            ("/site/site.yaml", true),
            ("/site/content", true),
            ("/site/content/2016/01-a.md", true),
            ("/site/themes/gov/static/style.css", true),
            ("/site/archive/2016/1/bagit.txt", true),
            ("/site/content/2016/.01-a.md.swp", false),
            ("/site/content/2016/01-a.md~", false),
            ("/site/content/2016/#01-a.md#", false),
            ("/site/content/.git/index", false),
            ("/site/public", false),
            ("/site/.git", false),
            ("/site/site.yaml~", false),
            ("/site/shared/a.md", true),
        ] {
            assert_eq!(is_ours(root, Path::new(path)), ours, "{path}");
        }
    }

    #[test]
    fn a_limit_is_known_by_its_errors() {
        assert_eq!(as_notice(&notify::Error::new(ErrorKind::MaxFilesWatch)), Notice::Limit);
        let too_many = std::io::Error::from_raw_os_error(24);
        assert_eq!(as_notice(&notify::Error::io(too_many)), Notice::Limit);
        let other = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        assert!(matches!(as_notice(&notify::Error::io(other)), Notice::CannotWatch(_)));
    }
}
