//! The output folder as a sink: files are compared with what is published and staged where they
//! differ; the commit publishes them all. What it promises is told in [`super`].

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::commit::{commit, finish_interrupted};
use super::content::Content;
use super::disk::{Moment, PathKind, Tree, has_bytes, modified};
use super::error::{FileAction, OutputError};
use super::journal::{CommitStep, Journal};
use super::manifest::{MANIFEST, Manifest, ManifestEntry};
use super::path::{BadPath, LONGEST_PATH, OutputPath, PathFault};
use super::plan::{StagedFile, StagedFiles, plan};
use super::staging::{self, Staging};
use super::{Artifact, ArtifactKind, PublishedFile, PutFile, Sink};
use crate::digest::Digest;

/// Files of others that may be in an output folder before its first build: what a version control
/// system needs there.
const TOLERATED: [&str; 4] = [".git", ".gitignore", ".gitattributes", ".gitkeep"];

/// An output folder that is being written. Nothing in it changes before [`Self::commit`]; dropping
/// the stage leaves it as it was.
#[derive(Debug)]
pub struct Stage {
    tree: Tree,
    published: PublishedFiles,
    /// Last, so that it is dropped after all else: its lock ends the build.
    staging: Staging,
    next: AtomicUsize,
    puts: Mutex<StagedFiles>,
    /// From which sources bodies are published.
    bodies: BTreeMap<String, Digest>,
}

/// What the output folder held when it was opened.
#[derive(Debug, Default)]
struct PublishedFiles {
    manifest: Manifest,
    /// The digest of the manifest's text; none where there was no manifest.
    digest: Option<Digest>,
    /// When it was written. A file that changed since (or in the same tick of the clock) may not be
    /// what the manifest says; 0 after a mended interruption, when no file is to be trusted.
    written: Moment,
}

/// What a commit did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommitSummary {
    /// Files written: new or changed.
    pub written: usize,
    /// Files that were the same already and were not touched.
    pub unchanged: usize,
    /// Files removed, which an earlier build had written.
    pub removed: usize,
    /// The size of the files written, in bytes.
    pub bytes_written: u64,
    /// Files of the site: written and unchanged.
    pub total: usize,
    /// Their size, in bytes.
    pub bytes_total: u64,
    /// What was done to which file, in the order it was done.
    pub changes: Vec<(FileChange, String)>,
}

/// The pages that a commit would remove.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedPages {
    /// Their paths in the output.
    pub removed: Vec<String>,
    /// How many pages are published now.
    pub published: usize,
}

impl RemovedPages {
    /// Whether so many would go that it may be a mistake: more than three, and more than a tenth.
    #[must_use]
    pub const fn are_many(&self) -> bool {
        self.removed.len() > 3 && self.removed.len() * 10 > self.published
    }
}

/// Whether a path in the output is that of a page with an address of its own. A fragment lies beside its page.
pub(super) fn is_page(path: &str) -> bool {
    path.ends_with(".html") && path.rsplit('/').next() != Some("fragment.html")
}

/// What was done to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileChange {
    /// It is new.
    Added,
    /// Its bytes changed.
    Replaced,
    /// It is gone.
    Removed,
}

fn change(step: &CommitStep) -> Option<(FileChange, String)> {
    match step {
        CommitStep::Add { path, .. } => Some((FileChange::Added, path.clone())),
        CommitStep::Replace { path, .. } => Some((FileChange::Replaced, path.clone())),
        CommitStep::Remove(path) => Some((FileChange::Removed, path.clone())),
        CommitStep::MakeFolder(_) | CommitStep::RemoveFolder(_) => None,
    }
}

impl Stage {
    /// Opens an output folder, which need not exist, for one build. Finishes an interrupted commit
    /// first.
    ///
    /// # Errors
    ///
    /// Another build is writing there, the folder was not made by Planpress, its manifest is damaged,
    /// or the system refuses.
    pub fn open(output: &Path) -> Result<Self, OutputError> {
        let (output, made) = staging::resolve(output)?;
        let staging = Staging::claim(&output, made, |staging| finish_interrupted(&output, staging))?;
        let published = PublishedFiles::read(&output)?;
        Ok(Self {
            tree: Tree::new(output),
            published,
            staging,
            next: AtomicUsize::new(0),
            puts: Mutex::default(),
            bodies: BTreeMap::new(),
        })
    }

    /// Notes from which sources each body is published, where there are walls between bodies: the manifest will say so.
    pub fn note_bodies(&mut self, bodies: BTreeMap<String, Digest>) {
        self.bodies = bodies;
    }

    /// The pages that a commit would remove: those that an earlier build published and this one did not put.
    #[must_use]
    pub fn removed_pages(&self) -> RemovedPages {
        let puts = self.puts.lock().unwrap_or_else(PoisonError::into_inner);
        let pages = self.published.manifest.entries.keys().filter(|path| is_page(path));
        let (kept, removed): (Vec<_>, Vec<_>) = pages.partition(|path| puts.contains_key(*path));
        let published = kept.len() + removed.len();
        RemovedPages { removed: removed.into_iter().map(ToString::to_string).collect(), published }
    }

    /// Publishes what was put, and removes what an earlier build published and this one did not put.
    ///
    /// # Errors
    ///
    /// Paths that exclude each other, foreign files in the way, or a system that refuses. The output
    /// is then as it was, but for [`OutputError::Unfinished`].
    pub fn commit(mut self) -> Result<CommitSummary, OutputError> {
        let puts = std::mem::take(&mut *self.puts.lock().unwrap_or_else(PoisonError::into_inner));
        let (journal, summary) = self.prepare(puts)?;
        let unchanged = self.published.digest == Some(Digest::of(journal.manifest.to_text().as_bytes()));
        // After a mended interruption the files have now been compared: the manifest may say so.
        if !(unchanged && journal.steps.is_empty() && self.published.written != 0) {
            commit(&journal, &self.tree.root, &mut self.staging)?;
        }
        Ok(summary)
    }

    /// Commits as far as a number of steps, as if killed then. Gives how many there are.
    #[cfg(test)]
    pub(super) fn commit_until(mut self, steps: usize) -> usize {
        let puts = std::mem::take(&mut *self.puts.lock().unwrap());
        let (journal, _) = self.prepare(puts).unwrap();
        super::commit::commit_until(&journal, &self.tree.root, &mut self.staging, steps);
        journal.steps.len()
    }

    fn prepare(&self, puts: StagedFiles) -> Result<(Journal, CommitSummary), OutputError> {
        let steps = plan(&self.tree, &self.published.manifest, &puts)?;
        let mut summary = CommitSummary { total: puts.len(), ..CommitSummary::default() };
        for put in puts.values() {
            summary.bytes_total += put.entry.size;
            if put.staged.is_some() {
                summary.written += 1;
                summary.bytes_written += put.entry.size;
            } else {
                summary.unchanged += 1;
            }
        }
        summary.changes = steps.iter().filter_map(change).collect();
        summary.removed = steps.iter().filter(|step| matches!(step, CommitStep::Remove(_))).count();
        let entries = puts.into_iter().map(|(path, put)| (path, put.entry)).collect();
        let manifest = Manifest { entries, bodies: self.bodies.clone() };
        Ok((Journal { from: self.published.digest, steps, manifest }, summary))
    }

    /// Whether the published file at a path is this one.
    fn is_published(
        &self,
        path: &str,
        entry: ManifestEntry,
        same_bytes: impl Fn(&Path) -> io::Result<bool>,
    ) -> Result<bool, OutputError> {
        let known = self.published.manifest.entries.get(path);
        let foreign = |path: &str| Err(OutputError::InTheWay { path: self.tree.at(path) });
        let compare = |target: &Path| match same_bytes(target) {
            // A file whose rights were taken away is written anew.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(false),
            compared => compared.map_err(OutputError::io(FileAction::Read, target)),
        };
        match self.tree.look(path)? {
            PathKind::File { size, changed } => {
                let same = size == entry.size
                    && match known {
                        Some(known) if (known.digest, known.size) != (entry.digest, entry.size) => false,
                        Some(_) if changed < self.published.written => true,
                        _ => compare(&self.tree.at(path))?,
                    };
                if !same && known.is_none() { foreign(path) } else { Ok(same) }
            }
            PathKind::Other if known.is_none() => foreign(path),
            PathKind::Missing => match self.tree.obstacle(path)? {
                Some(obstacle) if !self.published.manifest.entries.contains_key(obstacle) => {
                    foreign(obstacle)
                }
                _ => Ok(false),
            },
            // A folder may be all ours and go; the plan looks into it.
            PathKind::Other | PathKind::Folder => Ok(false),
        }
    }
}

impl Sink for Stage {
    fn put(&self, artifact: Artifact) -> Result<(), OutputError> {
        self.take(artifact, None)
    }

    fn put_keyed(&self, artifact: Artifact, key: Digest) -> Result<(), OutputError> {
        self.take(artifact, Some(key))
    }

    fn holds(&self, path: &str, key: Digest) -> Result<bool, OutputError> {
        Ok(self.as_made(path, key)?.is_some())
    }

    fn put_file(&self, path: &str) -> Result<Option<PutFile>, OutputError> {
        let puts = self.puts.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(puts.get(path).map(|put| PutFile { digest: put.entry.digest, size: put.entry.size }))
    }

    fn published(&self, path: &str) -> Result<PublishedFile, OutputError> {
        let Some(entry) = self.published.manifest.entries.get(path) else { return Ok(PublishedFile::None) };
        let PathKind::File { size, .. } = self.tree.look(path)? else { return Ok(PublishedFile::Altered) };
        let bytes = if size == entry.size { fs::read(self.tree.at(path)).ok() } else { None };
        let same = bytes.filter(|bytes| Digest::of(bytes) == entry.digest);
        Ok(same.map_or(PublishedFile::Altered, PublishedFile::Bytes))
    }

    fn keep(&self, path: &str, kind: ArtifactKind, key: Digest) -> Result<bool, OutputError> {
        let Some(entry) = self.as_made(path, key)? else { return Ok(false) };
        self.note(OutputPath::new(path)?, StagedFile { kind, entry, staged: None })?;
        Ok(true)
    }
}

impl Stage {
    /// What is known of the file that was published at a path with this key, if it is still as it was made.
    fn as_made(&self, path: &str, key: Digest) -> Result<Option<ManifestEntry>, OutputError> {
        let known = self.published.manifest.entries.get(path).filter(|entry| entry.key == Some(key));
        let Some(entry) = known else { return Ok(None) };
        let PathKind::File { size, changed } = self.tree.look(path)? else { return Ok(None) };
        let as_made = size == entry.size
            && (changed < self.published.written
                || Digest::of_file(&self.tree.at(path)).is_ok_and(|digest| digest == entry.digest));
        Ok(as_made.then_some(*entry))
    }

    fn take(
        &self,
        Artifact { path, content, kind }: Artifact,
        key: Option<Digest>,
    ) -> Result<(), OutputError> {
        if self.tree.root.as_os_str().len() + 1 + path.len() > LONGEST_PATH {
            return Err(BadPath { path: path.into_string(), fault: PathFault::LongPath }.into());
        }
        let (entry, staged) = match content {
            Content::Bytes(bytes) => {
                let entry = ManifestEntry { digest: Digest::of(&bytes), size: bytes.len() as u64, key };
                let same = |target: &Path| has_bytes(target, &bytes);
                let write = |number| {
                    let written = self.staging.write(number, &bytes);
                    written.map_err(OutputError::io(FileAction::Write, &self.tree.at(&path)))
                };
                (entry, self.stage(&path, entry, same, write)?)
            }
            Content::File(from) => {
                let entry = ManifestEntry { digest: from.digest, size: from.size, key };
                let same = |target: &Path| Ok(Digest::of_file(target)? == entry.digest);
                let write = |number| {
                    from.copy(&mut self.staged_file(number, &path)?)?;
                    if self.digest_of_staged(number)?.0 == from.digest { Ok(()) } else { Err(from.changed()) }
                };
                (entry, self.stage(&path, entry, same, write)?)
            }
            // What it holds is known once it is written.
            Content::Packed(packed) => {
                let number = self.next.fetch_add(1, Ordering::Relaxed);
                packed.write(&mut self.staged_file(number, &path)?)?;
                let (digest, size) = self.digest_of_staged(number)?;
                let entry = ManifestEntry { digest, size, key };
                let same = |target: &Path| Ok(Digest::of_file(target)? == digest);
                let is_published = self.is_published(&path, entry, same)?;
                if is_published {
                    let staged = self.staging.at(number);
                    fs::remove_file(&staged).map_err(OutputError::io(FileAction::Remove, &staged))?;
                }
                (entry, (!is_published).then_some(number))
            }
        };
        self.note(path, StagedFile { kind, entry, staged })
    }

    /// Stages a file, unless the published one is the same; gives its number.
    fn stage(
        &self,
        path: &str,
        entry: ManifestEntry,
        same: impl Fn(&Path) -> io::Result<bool>,
        write: impl FnOnce(usize) -> Result<(), OutputError>,
    ) -> Result<Option<usize>, OutputError> {
        if self.is_published(path, entry, same)? {
            return Ok(None);
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        write(number)?;
        Ok(Some(number))
    }

    /// A new staged file; `path` is where it will go, for messages.
    fn staged_file(&self, number: usize, path: &str) -> Result<File, OutputError> {
        File::create_new(self.staging.at(number))
            .map_err(OutputError::io(FileAction::Write, &self.tree.at(path)))
    }

    fn digest_of_staged(&self, number: usize) -> Result<(Digest, u64), OutputError> {
        let staged = self.staging.at(number);
        let read = Digest::of_file(&staged).and_then(|digest| Ok((digest, fs::metadata(&staged)?.len())));
        read.map_err(OutputError::io(FileAction::Read, &staged))
    }

    fn note(&self, path: OutputPath, put: StagedFile) -> Result<(), OutputError> {
        let mut puts = self.puts.lock().unwrap_or_else(PoisonError::into_inner);
        if puts.contains_key(&path) {
            return Err(OutputError::PutTwice { path: path.into_string() });
        }
        puts.insert(path, put);
        Ok(())
    }
}

impl PublishedFiles {
    fn read(output: &Path) -> Result<Self, OutputError> {
        let path = output.join(MANIFEST);
        let read = fs::read(&path).and_then(|text| Ok((text, fs::symlink_metadata(&path)?)));
        let (bytes, metadata) = match read {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return refuse_foreign(output).map(|()| Self::default());
            }
            Err(error) => return Err(OutputError::io(FileAction::Read, &path)(error)),
        };
        let Some(manifest) = std::str::from_utf8(&bytes).ok().and_then(Manifest::parse) else {
            return Err(OutputError::Damaged { path });
        };
        Ok(Self { manifest, digest: Some(Digest::of(&bytes)), written: modified(&metadata) })
    }
}

/// Refuses a folder without a manifest that holds anything.
fn refuse_foreign(output: &Path) -> Result<(), OutputError> {
    let entries = match fs::read_dir(output) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(OutputError::io(FileAction::ReadFolder, output)(error)),
    };
    for entry in entries {
        let entry = entry.map_err(OutputError::io(FileAction::ReadFolder, output))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !TOLERATED.contains(&&*name) && !name.starts_with(super::path::RESERVED) {
            return Err(OutputError::NotOurs { folder: output.to_owned(), example: entry.path() });
        }
    }
    Ok(())
}
