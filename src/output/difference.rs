//! What has become of a published site since an earlier build: for whoever sends on only what is new.
//!
//! Takes two manifests, gives the paths that are new, that have other bytes, and that are gone. Reads the output folder's
//! metadata to see that it still holds what its manifest says; changes nothing.

use super::disk::{PathKind, Tree};
use super::error::{FileAction, OutputError};
use super::manifest::{MANIFEST, Manifest};
use super::path::ancestors;
use super::stage::{RemovedPages, is_page};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What is another than at an earlier build. Paths are relative to the output, sorted; the manifest itself is in no list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Files that are new.
    pub added: Vec<String>,
    /// Files that were there and have other bytes now.
    pub changed: Vec<String>,
    /// Files that are gone.
    pub removed: Vec<String>,
    /// The same, with one path for a folder that is gone with all that was in it.
    pub removed_whole: Vec<String>,
    /// What the earlier build had.
    before: Manifest,
}

/// Why a difference cannot be given.
#[derive(Debug)]
pub enum DifferenceError {
    /// A manifest that is not there, is damaged, or is none.
    NoManifest(PathBuf),
    /// The output no longer holds a file as its manifest says: somebody removed or changed it.
    Altered(PathBuf),
    /// A path was a file and is a folder now, or the other way round: no order of separate lists can do that.
    FileAndFolder(String),
    /// The system refuses.
    System(OutputError),
}

impl From<OutputError> for DifferenceError {
    fn from(error: OutputError) -> Self {
        Self::System(error)
    }
}

impl Difference {
    /// What is another in an output folder than at the build that left a manifest; none stands for a first time, when
    /// all is new.
    ///
    /// # Errors
    /// See [`DifferenceError`].
    pub fn between(before: Option<&Path>, output: &Path) -> Result<Self, DifferenceError> {
        let old = before.map_or_else(|| Ok(Manifest::default()), read)?;
        let new = read(&output.join(MANIFEST))?;
        let tree = Tree::new(output.to_owned());
        for (path, entry) in &new.entries {
            match tree.look(path)? {
                PathKind::File { size, .. } if size == entry.size => {}
                _ => return Err(DifferenceError::Altered(tree.at(path))),
            }
        }
        Self::of(old, &new)
    }

    fn of(old: Manifest, new: &Manifest) -> Result<Self, DifferenceError> {
        let mut difference = Self::default();
        for (path, entry) in &new.entries {
            match old.entries.get(path) {
                None => difference.added.push(path.to_string()),
                Some(before) if before.digest != entry.digest => difference.changed.push(path.to_string()),
                Some(_) => {}
            }
        }
        let gone = old.entries.keys().filter(|path| !new.entries.contains_key(*path));
        difference.removed = gone.map(ToString::to_string).collect();
        let folders: BTreeSet<&str> = new.entries.keys().flat_map(|path| ancestors(path)).collect();
        let outermost = |path: &String| {
            let gone = ancestors(path).filter(|folder| !folder.is_empty() && !folders.contains(folder));
            gone.last().unwrap_or(path).to_owned()
        };
        let whole: BTreeSet<String> = difference.removed.iter().map(outermost).collect();
        difference.removed_whole = whole.into_iter().collect();
        let clash = |paths: &[String], others: &Manifest| {
            paths
                .iter()
                .flat_map(|path| ancestors(path))
                .find(|folder| others.entries.contains_key(*folder))
                .map(str::to_owned)
        };
        match clash(&difference.added, &old).or_else(|| clash(&difference.removed, new)) {
            Some(path) => Err(DifferenceError::FileAndFolder(path)),
            None => Ok(Self { before: old, ..difference }),
        }
    }

    /// All files of the earlier build.
    pub fn before(&self) -> impl Iterator<Item = &str> {
        self.before.entries.keys().map(|path| &**path)
    }

    /// The pages that are gone.
    pub fn removed_pages(&self) -> RemovedPages {
        let removed = self.removed.iter().filter(|path| is_page(path)).cloned().collect();
        RemovedPages { removed, published: self.before().filter(|path| is_page(path)).count() }
    }
}

/// Reads a manifest.
fn read(file: &Path) -> Result<Manifest, DifferenceError> {
    let none = || DifferenceError::NoManifest(file.to_owned());
    match fs::read(file) {
        Ok(bytes) => std::str::from_utf8(&bytes).ok().and_then(Manifest::parse).ok_or_else(none),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(none()),
        Err(error) => Err(OutputError::io(FileAction::Read, file)(error).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::output::manifest::ManifestEntry;
    use crate::output::path::OutputPath;

    fn manifest(files: &[(&str, &str)]) -> Manifest {
        let entry = |text: &str| ManifestEntry {
            digest: Digest::of(text.as_bytes()),
            size: u64::try_from(text.len()).unwrap(),
            key: None,
        };
        let entries = files.iter().map(|(path, text)| (OutputPath::new(*path).unwrap(), entry(text)));
        Manifest { entries: entries.collect(), ..Manifest::default() }
    }

    #[test]
    fn each_file_is_in_one_list_at_most() {
        let old =
            manifest(&[("a.html", "1"), ("b.html", "1"), ("c/index.html", "1"), ("c/fragment.html", "1")]);
        let new = manifest(&[("a.html", "1"), ("b.html", "2"), ("d/index.html", "1")]);
        let difference = Difference::of(old.clone(), &new).unwrap();
        assert_eq!(difference.added, ["d/index.html"]);
        assert_eq!(difference.changed, ["b.html"]);
        assert_eq!(difference.removed, ["c/fragment.html", "c/index.html"]);
        assert_eq!(difference.removed_whole, ["c"]);
        let pages = difference.removed_pages();
        assert_eq!((pages.removed.as_slice(), pages.published), (["c/index.html".to_owned()].as_slice(), 3));
        let same = Difference::of(old.clone(), &old).unwrap();
        assert!(same.added.is_empty() && same.changed.is_empty() && same.removed.is_empty());
    }

    #[test]
    fn a_folder_is_gone_where_nothing_is_left_in_it() {
        let old = manifest(&[("a/b/c/1", ""), ("a/b/d/2", ""), ("a/b.html", ""), ("a/e", ""), ("f", "")]);
        let new = manifest(&[("a/e", "")]);
        assert_eq!(Difference::of(old, &new).unwrap().removed_whole, ["a/b", "a/b.html", "f"]);
    }

    #[test]
    fn a_key_that_is_another_changes_no_file() {
        let old = manifest(&[("a.html", "1")]);
        let mut new = old.clone();
        for entry in new.entries.values_mut() {
            entry.key = Some(Digest::of(b"key"));
        }
        assert!(Difference::of(old, &new).unwrap().changed.is_empty());
    }

    #[test]
    fn a_file_that_becomes_a_folder_is_refused_both_ways() {
        let (file, folder) = (manifest(&[("a", "1")]), manifest(&[("a/b", "1")]));
        for (old, new) in [(&file, &folder), (&folder, &file)] {
            match Difference::of(old.clone(), new) {
                Err(DifferenceError::FileAndFolder(path)) => assert_eq!(path, "a"),
                other => panic!("{other:?}"),
            }
        }
    }
}
