//! What is in a bag's folder: reads folders and metadata, follows no symbolic link.

use super::DATA;
use super::fault::{BagFault, FaultKind};
use super::info::Oxum;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A regular file of a bag.
#[derive(Debug)]
pub(super) struct File {
    /// Where it is on disk.
    pub on_disk: PathBuf,
    /// Its size in bytes.
    pub size: u64,
}

/// All that lies in a bag's folder.
#[derive(Debug, Default)]
pub(super) struct BagListing {
    /// The regular files by their path in the bag.
    pub files: BTreeMap<String, File>,
    /// The folders directly in the bag.
    pub folders: BTreeSet<String>,
    /// What else lies there, and what could not be looked at.
    pub faults: Vec<BagFault>,
    /// The paths of these.
    taken: BTreeSet<String>,
}

impl BagListing {
    /// The size of the payload.
    pub fn payload(&self) -> Oxum {
        let payload = || self.files.iter().filter(|(path, _)| path.starts_with(DATA));
        Oxum { bytes: payload().map(|(_, file)| file.size).sum(), files: payload().count() as u64 }
    }

    /// The size of all files, in bytes.
    pub fn bytes(&self) -> u64 {
        self.files.values().map(|file| file.size).sum()
    }

    /// Whether nothing at all stands at a path.
    pub fn lacks(&self, path: &str) -> bool {
        !self.files.contains_key(path) && !self.is_taken(path)
    }

    /// Whether something stands at a path that is no regular file.
    pub fn is_taken(&self, path: &str) -> bool {
        self.taken.contains(path)
    }

    fn note(&mut self, bag: &Path, entry: &DirEntry, kind: FaultKind) {
        self.faults.push(BagFault { path: name(bag, entry.path()), kind });
    }

    fn take(&mut self, bag: &Path, entry: &DirEntry) {
        match entry.metadata() {
            // A name that is not Unicode cannot be in a manifest, even if what it looks like is.
            Ok(_) if entry.path().strip_prefix(bag).is_ok_and(|path| path.to_str().is_none()) => {
                self.note(bag, entry, FaultKind::Extra);
            }
            Ok(metadata) => {
                let file = File { on_disk: entry.path().to_owned(), size: metadata.len() };
                if self.files.insert(name(bag, entry.path()), file).is_some() {
                    self.note(bag, entry, FaultKind::Extra);
                }
            }
            Err(error) => self.note(bag, entry, FaultKind::unreadable(&error)),
        }
    }
}

/// Lists a bag's folder.
pub(super) fn list(bag: &Path) -> BagListing {
    let mut listing = BagListing::default();
    // A folder, until an entry below it is met.
    let mut empty: Option<DirEntry> = None;
    for entry in WalkDir::new(bag).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map_or_else(String::new, |path| name(bag, path));
                let error = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                listing.faults.push(BagFault { path, kind: FaultKind::Unreadable { error } });
                empty = None;
                continue;
            }
        };
        if let Some(folder) = empty.take()
            && entry.depth() <= folder.depth()
        {
            listing.note(bag, &folder, FaultKind::EmptyFolder);
        }
        let kind = entry.file_type();
        if kind.is_dir() {
            if entry.depth() == 1 {
                listing.folders.insert(name(bag, entry.path()));
            }
            empty = Some(entry).filter(|folder| folder.depth() > 0);
        } else if kind.is_file() {
            listing.take(bag, &entry);
        } else {
            listing.note(bag, &entry, if kind.is_symlink() { FaultKind::Link } else { FaultKind::NotAFile });
        }
    }
    if let Some(folder) = empty {
        listing.note(bag, &folder, FaultKind::EmptyFolder);
    }
    listing.taken = listing.faults.iter().map(|fault| fault.path.clone()).collect();
    listing
}

/// A path in the bag, `/` between names.
fn name(bag: &Path, path: &Path) -> String {
    let names = path.strip_prefix(bag).unwrap_or(path).components();
    names.map(|name| name.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
