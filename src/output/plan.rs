//! From what is published and what is to be published: the steps between. Reads the output folder's
//! metadata; changes nothing.
//!
//! The order: new folders; then assets, pages and the rest; then paths that were a file and become a
//! folder, or the other way round; removals last.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::artifact::ArtifactKind;
use super::disk::{PathKind, Tree, path_kind};
use super::error::{FileAction, OutputError};
use super::journal::CommitStep;
use super::manifest::{Manifest, ManifestEntry};
use super::path::{OutputPath, ancestors};

/// What a build put at a path.
#[derive(Debug, Clone, Copy)]
pub(super) struct StagedFile {
    pub(super) kind: ArtifactKind,
    pub(super) entry: ManifestEntry,
    /// The number of the staged file; none where the published file is the same.
    pub(super) staged: Option<usize>,
}

/// What a build put, by path.
pub(super) type StagedFiles = BTreeMap<OutputPath, StagedFile>;

/// A staged file and its path.
struct Move<'a> {
    number: usize,
    path: &'a str,
    kind: ArtifactKind,
    replaces: bool,
}

/// The steps from `old` to `new`.
///
/// # Errors
///
/// Two new paths that exclude each other, and foreign files where a new path must be.
pub(super) fn plan(tree: &Tree, old: &Manifest, new: &StagedFiles) -> Result<Vec<CommitStep>, OutputError> {
    let wanted = wanted_folders(new)?;
    let gone: BTreeSet<&str> =
        old.entries.keys().map(|path| &**path).filter(|path| !new.contains_key(*path)).collect();

    let mut folders = BTreeSet::new();
    if tree.folder("")? == PathKind::Missing {
        folders.insert("");
    }
    let (mut moves, mut clash) = (Vec::new(), Clash::default());
    for (path, put) in new {
        let Some(number) = put.staged else { continue };
        let there = tree.look(path)?;
        let replaces = !matches!(there, PathKind::Missing);
        let next = Move { number, path, kind: put.kind, replaces };
        if let Some(obstacle) = tree.obstacle(path)? {
            if !gone.contains(obstacle) {
                return Err(OutputError::InTheWay { path: tree.at(obstacle) });
            }
            clash.files.insert(obstacle.to_owned());
            missing_folders(tree, path, &mut clash.new_folders)?;
            clash.moves.push(next);
        } else if there == PathKind::Folder {
            clash.clear(&tree.root, path, &gone)?;
            clash.moves.push(Move { replaces: false, ..next });
        } else {
            missing_folders(tree, path, &mut folders)?;
            moves.push(next);
        }
    }

    let mut steps: Vec<CommitStep> =
        folders.into_iter().map(|path| CommitStep::MakeFolder(path.to_owned())).collect();
    take(moves, &mut steps);
    steps.extend(clash.files.iter().cloned().map(CommitStep::Remove));
    steps.extend(clash.old_folders.iter().rev().cloned().map(CommitStep::RemoveFolder));
    steps.extend(clash.new_folders.iter().map(|path| CommitStep::MakeFolder((*path).to_owned())));
    take(clash.moves, &mut steps);

    for path in &gone {
        let there = tree.look(path)?;
        if matches!(there, PathKind::File { .. } | PathKind::Other) && !clash.files.contains(*path) {
            steps.push(CommitStep::Remove((*path).to_owned()));
        }
    }
    let left: BTreeSet<&str> = gone.iter().flat_map(|path| ancestors(path)).collect();
    // From the last to the first, so that what is inside comes before what it is in.
    for folder in left.into_iter().rev() {
        let keep = folder.is_empty() || wanted.contains(folder) || clash.old_folders.contains(folder);
        if !keep && tree.folder(folder)? == PathKind::Folder {
            steps.push(CommitStep::RemoveFolder(folder.to_owned()));
        }
    }
    Ok(steps)
}

/// All folders that the new paths need.
fn wanted_folders(new: &StagedFiles) -> Result<BTreeSet<&str>, OutputError> {
    let mut wanted = BTreeSet::new();
    for path in new.keys() {
        for folder in ancestors(path) {
            if new.contains_key(folder) {
                return Err(OutputError::FileAndFolder { file: folder.to_owned(), inside: path.to_string() });
            }
            if !wanted.insert(folder) {
                break;
            }
        }
    }
    Ok(wanted)
}

/// Adds the folders above a path that are not there yet.
fn missing_folders<'p>(tree: &Tree, path: &'p str, into: &mut BTreeSet<&'p str>) -> Result<(), OutputError> {
    for folder in ancestors(path) {
        if tree.folder(folder)? == PathKind::Folder || !into.insert(folder) {
            break;
        }
    }
    Ok(())
}

/// Turns moves into steps: by kind, and in each kind what is new before what replaces.
fn take(mut moves: Vec<Move<'_>>, steps: &mut Vec<CommitStep>) {
    moves.sort_by_key(|next| (next.kind, next.replaces));
    steps.extend(moves.into_iter().map(|Move { number, path, replaces, .. }| {
        let path = path.to_owned();
        if replaces { CommitStep::Replace { number, path } } else { CommitStep::Add { number, path } }
    }));
}

/// Paths that change between file and folder, and what must go first.
#[derive(Default)]
struct Clash<'a> {
    files: BTreeSet<String>,
    old_folders: BTreeSet<String>,
    new_folders: BTreeSet<&'a str>,
    moves: Vec<Move<'a>>,
}

impl Clash<'_> {
    /// Notes all that is in a folder which becomes a file; it must all be ours.
    fn clear(&mut self, root: &Path, folder: &str, gone: &BTreeSet<&str>) -> Result<(), OutputError> {
        let mut open = vec![folder.to_owned()];
        while let Some(folder) = open.pop() {
            let on_disk = root.join(&folder);
            let read = OutputError::io(FileAction::ReadFolder, &on_disk);
            let entries =
                fs::read_dir(&on_disk).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(read)?;
            for entry in entries {
                let name = entry.file_name();
                let path = name.to_str().map(|name| format!("{folder}/{name}"));
                let inside = entry.path();
                match (path, path_kind(&inside)?) {
                    (Some(path), PathKind::Folder) => open.push(path),
                    (Some(path), _) if gone.contains(path.as_str()) => {
                        self.files.insert(path);
                    }
                    _ => return Err(OutputError::InTheWay { path: inside }),
                }
            }
            self.old_folders.insert(folder);
        }
        Ok(())
    }
}
