//! What an event of the system means for the site. Looks at the names of events, and whether they are folders; nothing
//! is read.

use super::{ARCHIVE, Folders, Signal, WatchProblem};
use crate::source::cache::DirtyFiles;
use crate::source::load::SITE_YAML;
use crate::source::theme::THEMES;
use crate::source::walk::{CONTENT, is_passed_over};
use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RemoveKind};
use notify::{ErrorKind, Event, EventKind};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

/// What an event means; none where it does not concern the site.
pub fn signal(root: &Path, result: notify::Result<Event>) -> Option<Signal> {
    match result {
        Ok(event) => is_change(root, &event).then(|| {
            let folders = folders_touched(&event);
            Signal::Changed { at: Instant::now(), folders, dirty: dirty(root, &event, folders) }
        }),
        Err(error) => (!is_missing(&error)).then(|| Signal::Failed(as_problem(&error))),
    }
}

/// Whether an event may change the site. Reading a file is an event, too: the build's own must not start the next.
fn is_change(root: &Path, event: &Event) -> bool {
    let changes = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    };
    event.need_rescan() || (changes && event.paths.iter().any(|path| is_ours(root, path)))
}

fn folders_touched(event: &Event) -> Folders {
    let look = event.need_rescan()
        || match event.kind {
            EventKind::Access(_) | EventKind::Remove(RemoveKind::File) => false,
            EventKind::Create(CreateKind::Folder) | EventKind::Remove(_) => true,
            // Most are files, from every save by rename; a link may lead to a folder that is not watched.
            EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_)) => event
                .paths
                .iter()
                .any(|path| path.symlink_metadata().is_ok_and(|now| now.is_dir() || now.is_symlink())),
            EventKind::Any | EventKind::Other | EventKind::Modify(_) => false,
        };
    if look { Folders::Look } else { Folders::AsBefore }
}

/// The content files that an event names; all, where it may be about more than these.
fn dirty(root: &Path, event: &Event, folders: Folders) -> DirtyFiles {
    let name = |path: &std::path::PathBuf| {
        let inside = path.strip_prefix(root).ok()?;
        let parts: Option<Vec<_>> = inside.components().map(|part| part.as_os_str().to_str()).collect();
        let parts = parts?;
        [CONTENT, THEMES, SITE_YAML].contains(parts.first()?).then(|| parts.join("/"))
    };
    let named: Option<BTreeSet<String>> = event.paths.iter().map(name).collect();
    match named {
        Some(files) if folders == Folders::AsBefore && !files.is_empty() => DirtyFiles::Files(files),
        _ => DirtyFiles::All,
    }
}

/// Whether a path is one that the site is made from. The output, version control and editors' leavings are not.
pub fn is_ours(root: &Path, path: &Path) -> bool {
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

pub fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

/// What an error of the watcher means for the user.
pub fn as_problem(error: &notify::Error) -> WatchProblem {
    /// Too many open files, of the process or of the system: what the limit on watchers looks like.
    const TOO_MANY: [i32; 2] = [24, 23];
    match &error.kind {
        ErrorKind::MaxFilesWatch => WatchProblem::Limit,
        ErrorKind::Io(error) if error.raw_os_error().is_some_and(|code| TOO_MANY.contains(&code)) => {
            WatchProblem::Limit
        }
        _ => WatchProblem::CannotWatch(error.to_string()),
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
        assert_eq!(as_problem(&notify::Error::new(ErrorKind::MaxFilesWatch)), WatchProblem::Limit);
        let too_many = std::io::Error::from_raw_os_error(24);
        assert_eq!(as_problem(&notify::Error::io(too_many)), WatchProblem::Limit);
        let other = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        assert!(matches!(as_problem(&notify::Error::io(other)), WatchProblem::CannotWatch(_)));
    }
    #[test]
    fn only_what_may_not_be_watched_yet_is_looked_for() {
        let folder = tempfile::tempdir().unwrap();
        let (inside, file, link) =
            (folder.path().join("a"), folder.path().join("a.md"), folder.path().join("b.md"));
        std::fs::create_dir(&inside).unwrap();
        std::fs::write(&file, "").unwrap();
        let touched = |kind, path: &Path| folders_touched(&Event::new(kind).add_path(path.to_owned()));
        let renamed = EventKind::Modify(ModifyKind::Name(notify::event::RenameMode::To));
        let created = EventKind::Create(CreateKind::File);
        assert_eq!(touched(renamed, &file), Folders::AsBefore);
        assert_eq!(touched(created, &file), Folders::AsBefore);
        assert_eq!(touched(renamed, &inside), Folders::Look);
        assert_eq!(touched(EventKind::Create(CreateKind::Folder), &inside), Folders::Look);
        assert_eq!(touched(EventKind::Remove(RemoveKind::Folder), &link), Folders::Look);
        let lost = Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan);
        assert_eq!(folders_touched(&lost), Folders::Look);
        assert!(is_change(folder.path(), &lost));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&file, &link).unwrap();
            assert_eq!(touched(created, &link), Folders::Look);
        }
    }
}
