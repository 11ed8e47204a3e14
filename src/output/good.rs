//! The last good sources of bodies, kept beside an output: what a body is published from while its new sources have errors.
//!
//! Knows nothing of what is kept: of each body a record, which is a text, and files by their digests. The layout:
//!
//! ```text
//! .public.planpress-good/
//!   <body>/record.json    what was kept when the output was last published
//!   <body>/next.json      what is to be kept once the output is; the manifest of the output says which of the two holds
//!   <body>/files/<sha-256>
//! ```
//!
//! Killed at any moment, the files of the record that holds are all there: files are written before the record that names
//! them, a record before the output is published, and what no record names is removed last. A file is written once and never
//! changed. The folder is its owner's alone: drafts are in it.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::disk::{PathKind, path_kind};
use super::error::{FileAction, OutputError};
use super::lock::{OutputLock, remove_file};
use super::manifest::{MANIFEST, Manifest};
use super::path::{OutputPath, RESERVED};
use crate::digest::Digest;
use crate::platform::{self, sync_folder};

/// What holds.
const RECORD: &str = "record.json";
/// What is to hold.
const NEXT: &str = "next.json";
/// The folder of files.
const FILES: &str = "files";
/// The end of the folder's name.
const ENDING: &str = "-good";

/// Where the last good sources of an output's bodies are kept, unless another place is given: `.public.planpress-good`
/// beside `public`. None for a path without a name.
#[must_use]
pub fn good_folder(output: &Path) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(output.file_name()?);
    name.push(RESERVED);
    name.push(ENDING);
    Some(output.with_file_name(name))
}

/// The last good sources that are kept, to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoodFolder {
    /// Where they are.
    pub path: PathBuf,
    /// The output that they belong to, which may be there or not.
    pub output: PathBuf,
}

impl GoodFolder {
    /// From which sources each body of the output was published; none where there is no output.
    #[must_use]
    pub fn published(&self) -> Option<BTreeMap<String, Digest>> {
        let text = fs::read_to_string(self.output.join(MANIFEST)).ok()?;
        Manifest::parse(&text).map(|manifest| manifest.bodies)
    }

    /// The bodies of which anything is kept.
    #[must_use]
    pub fn names(&self) -> BTreeSet<String> {
        let entries = fs::read_dir(&self.path).into_iter().flatten().filter_map(Result::ok);
        let own =
            entries.filter(|entry| entry.path().join(RECORD).exists() || entry.path().join(NEXT).exists());
        own.filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }

    /// The records of a body with where they are: the one that was kept last, then one that was to be kept when the program
    /// was cut off.
    #[must_use]
    pub fn records(&self, body: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let Some(folder) = of_body(&self.path, body) else { return Vec::new() };
        let read = |name: &str| Some((folder.join(name), fs::read(folder.join(name)).ok()?));
        [RECORD, NEXT].into_iter().filter_map(read).collect()
    }

    /// Where a file of a body is.
    #[must_use]
    pub fn file(&self, body: &str, digest: Digest) -> PathBuf {
        self.path.join(body).join(FILES).join(digest.to_string())
    }
}

/// The folder of a body; none for a name that cannot be a folder's.
fn of_body(folder: &Path, body: &str) -> Option<PathBuf> {
    let plain = OutputPath::new(body).is_ok() && !body.contains('/');
    plain.then(|| folder.join(body))
}

/// What is in a file to be kept.
#[derive(Debug, Clone, Copy)]
pub enum GoodFile<'a> {
    /// This text, as it was read.
    Text(&'a str),
    /// What is in another file, which must still have its digest.
    Copy(&'a Path),
}

/// The last good sources of an output's bodies, to be written by one build.
#[derive(Debug)]
pub struct GoodStore {
    folder: PathBuf,
    held: OutputLock,
    /// The bodies with a record that is to hold, each with the files that it names.
    staged: BTreeMap<String, BTreeSet<Digest>>,
}

impl GoodStore {
    /// Holds the folder, which is made where it is missing.
    ///
    /// # Errors
    ///
    /// Another build holds it, it is somebody else's, or the system refuses.
    pub fn open(folder: &Path) -> Result<Self, OutputError> {
        let held = OutputLock::claim(folder.to_owned())?;
        Ok(Self { folder: folder.to_owned(), held, staged: BTreeMap::new() })
    }

    /// Writes the files of a body that are not there, then the record that is to hold once [`Self::settle`] is called.
    ///
    /// # Errors
    ///
    /// A file changed since its digest was taken, the body's name cannot be a folder's, or the system refuses. What was kept
    /// before holds.
    pub fn stage(
        &mut self,
        body: &str,
        record: &[u8],
        files: &BTreeMap<Digest, GoodFile<'_>>,
    ) -> Result<(), OutputError> {
        let unusable = || {
            let path = self.folder.join(body);
            OutputError::Io { action: FileAction::Write, path, error: io::ErrorKind::InvalidInput.into() }
        };
        let folder = of_body(&self.folder, body).ok_or_else(unusable)?;
        let into = folder.join(FILES);
        for made in [&folder, &into] {
            match fs::create_dir(made) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    return Err(OutputError::io(FileAction::MakeFolder, made)(error));
                }
                _ => {}
            }
            if path_kind(made)? != PathKind::Folder {
                return Err(OutputError::InTheWay { path: made.clone() });
            }
        }
        for (digest, file) in files {
            keep(&into.join(digest.to_string()), *digest, *file)?;
        }
        let target = folder.join(NEXT);
        let passing = folder.join("new");
        let written = File::create(&passing).and_then(|mut file| {
            file.write_all(record)?;
            file.sync_all()?;
            platform::rename(&passing, &target)
        });
        written.map_err(OutputError::io(FileAction::Write, &target))?;
        self.staged.insert(body.to_owned(), files.keys().copied().collect());
        Ok(())
    }

    /// Makes one of the [records](GoodFolder::records) of a body the one that was kept last.
    ///
    /// # Errors
    ///
    /// The system refuses.
    pub fn let_hold(&self, body: &str, record: &Path) -> Result<(), OutputError> {
        let Some(target) = of_body(&self.folder, body).map(|folder| folder.join(RECORD)) else {
            return Ok(());
        };
        if record.file_name() != Some(NEXT.as_ref()) {
            return Ok(());
        }
        platform::rename(record, &target).map_err(OutputError::io(FileAction::Write, &target))
    }

    /// Lets the staged records hold, now that the output is published, and removes what no record names: files, and the
    /// bodies that are not among `known`.
    ///
    /// # Errors
    ///
    /// The system refuses; then each body has its old record or its new one, with all its files.
    pub fn settle(mut self, known: &BTreeSet<String>) -> Result<(), OutputError> {
        for (body, named) in &self.staged {
            let folder = self.folder.join(body);
            let target = folder.join(RECORD);
            platform::rename(folder.join(NEXT), &target)
                .and_then(|()| sync_folder(&folder))
                .map_err(OutputError::io(FileAction::Write, &target))?;
            for entry in entries(&folder.join(FILES))? {
                let name = entry.file_name();
                let is_named = name.to_str().and_then(Digest::parse).is_some_and(|own| named.contains(&own));
                if !is_named {
                    remove_file(&entry.path())?;
                }
            }
        }
        for entry in entries(&self.folder)? {
            let gone = entry.file_name().into_string().is_ok_and(|name| !known.contains(&name));
            if gone && entry.path().join(FILES).is_dir() {
                let path = entry.path();
                fs::remove_dir_all(&path).map_err(OutputError::io(FileAction::Remove, &path))?;
            }
        }
        self.held.release();
        Ok(())
    }
}

impl Drop for GoodStore {
    fn drop(&mut self) {
        if self.held.is_held() {
            self.held.remove();
        }
    }
}

fn entries(folder: &Path) -> Result<Vec<fs::DirEntry>, OutputError> {
    let read = fs::read_dir(folder).and_then(Iterator::collect);
    read.map_err(OutputError::io(FileAction::ReadFolder, folder))
}

/// Writes a file under its digest, unless it is there whole.
fn keep(target: &Path, digest: Digest, file: GoodFile<'_>) -> Result<(), OutputError> {
    let refuse = || OutputError::io(FileAction::Write, target);
    if Digest::of_file(target).is_ok_and(|there| there == digest) {
        return Ok(());
    }
    let passing = target.with_extension("new");
    let mut to = File::create(&passing).map_err(refuse())?;
    match file {
        GoodFile::Text(text) => to.write_all(text.as_bytes()).map_err(refuse())?,
        GoodFile::Copy(from) => {
            let mut from = File::open(from).map_err(OutputError::io(FileAction::Read, from))?;
            io::copy(&mut from, &mut to).map_err(refuse())?;
        }
    }
    drop(to);
    if Digest::of_file(&passing).map_err(refuse())? != digest {
        remove_file(&passing)?;
        let path = if let GoodFile::Copy(from) = file { from } else { target };
        return Err(OutputError::SourceChanged { path: path.to_owned(), file: path.display().to_string() });
    }
    platform::rename(&passing, target).map_err(refuse())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(folder: &Path, texts: &[&str], record: &str) -> GoodStore {
        let mut store = GoodStore::open(folder).unwrap();
        let files = texts.iter().map(|text| (Digest::of(text.as_bytes()), GoodFile::Text(text))).collect();
        store.stage("health", record.as_bytes(), &files).unwrap();
        store
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_was_kept_holds_until_the_output_is_published() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join(".public.planpress-good");
        let known = BTreeSet::from(["health".to_owned()]);
        store(&folder, &["one", "both"], "1").settle(&known).unwrap();
        let read = GoodFolder { path: folder.clone(), output: dir.path().join("public") };
        let texts =
            |read: &GoodFolder| read.records("health").into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(texts(&read), [b"1"]);
        // Cut off before the output was published: both are there, with all their files.
        drop(store(&folder, &["two", "both"], "2"));
        assert_eq!(texts(&read), [b"1", b"2"]);
        assert_eq!(names(&folder.join("health/files")).len(), 3);
        store(&folder, &["two", "both"], "2").settle(&known).unwrap();
        assert_eq!(texts(&read), [b"2"]);
        assert_eq!(names(&folder.join("health/files")).len(), 2);
        assert!(fs::read(read.file("health", Digest::of(b"two"))).unwrap() == b"two");
        assert_eq!(read.names(), known);
        // A body that is no longer published is no longer kept.
        GoodStore::open(&folder).unwrap().settle(&BTreeSet::new()).unwrap();
        assert_eq!(read.names(), BTreeSet::new());
    }

    #[test]
    fn a_file_that_was_damaged_is_written_again() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("good");
        drop(store(&folder, &["one"], "1"));
        let file = folder.join("health/files").join(Digest::of(b"one").to_string());
        fs::write(&file, "on").unwrap();
        drop(store(&folder, &["one"], "1"));
        assert_eq!(fs::read(file).unwrap(), b"one");
    }

    #[test]
    fn a_name_that_leads_out_of_the_folder_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["..", "a/b", "", "/a"] {
            let mut store = GoodStore::open(&dir.path().join("good")).unwrap();
            assert!(store.stage(name, b"", &BTreeMap::new()).is_err(), "{name}");
        }
        assert_eq!(good_folder(Path::new("a/public")).unwrap(), Path::new("a/.public.planpress-good"));
    }
}
