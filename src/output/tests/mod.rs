//! The output folder as a whole: builds follow builds, are interrupted, and meet what others left.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempDir;

use super::*;

mod interrupted;

type State = BTreeMap<String, String>;

fn state<const N: usize>(files: [(&str, &str); N]) -> State {
    files.map(|(path, text)| (path.to_owned(), text.to_owned())).into()
}

fn artifact(path: &str, text: &str) -> Artifact {
    let kind = match path.rsplit_once('.') {
        Some((_, "css")) => ArtifactKind::Asset,
        Some((_, "html")) => ArtifactKind::Page,
        _ => ArtifactKind::Other,
    };
    Artifact { path: OutputPath::new(path).unwrap(), content: text.as_bytes().to_vec().into(), kind }
}

fn staged(output: &Path, state: &State) -> Result<Stage, OutputError> {
    let stage = Stage::open(output)?;
    state.par_iter().try_for_each(|(path, text)| stage.put(artifact(path, text)))?;
    Ok(stage)
}

fn build(output: &Path, state: &State) -> Result<CommitSummary, OutputError> {
    staged(output, state)?.commit()
}

/// A fresh place for an output folder.
fn place() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let output = dir.path().join("public");
    (dir, output)
}

/// All files, folders (ending in `/`) and links in a folder, without the manifest.
fn seen(root: &Path) -> State {
    let mut seen = State::new();
    for entry in walkdir::WalkDir::new(root).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_dir() {
            seen.insert(path + "/", String::new());
        } else if path != MANIFEST {
            let text = fs::read_to_string(entry.path()).unwrap_or_else(|_| "unreadable".into());
            seen.insert(path, text);
        }
    }
    seen
}

/// What a clean build of a state looks like.
fn clean(state: &State) -> State {
    let mut clean = state.clone();
    for path in state.keys() {
        for folder in path::ancestors(path).filter(|folder| !folder.is_empty()) {
            clean.insert(format!("{folder}/"), String::new());
        }
    }
    clean
}

fn only_output_in(dir: &TempDir) {
    let names: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["public"], "nothing is left beside the output");
}

#[cfg(unix)]
fn identity(root: &Path) -> BTreeMap<PathBuf, (u64, i64, i64)> {
    use std::os::unix::fs::MetadataExt as _;
    walkdir::WalkDir::new(root)
        .into_iter()
        .map(|entry| {
            let entry = entry.unwrap();
            let metadata = entry.metadata().unwrap();
            (entry.into_path(), (metadata.ino(), metadata.mtime(), metadata.mtime_nsec()))
        })
        .collect()
}

#[test]
fn a_build_publishes_what_was_put_and_nothing_else() {
    let (dir, output) = place();
    let site = state([
        ("index.html", "首页"),
        ("2016/十三五 规划/50%#1.html", "x"),
        ("🚀/a.css", ""),
        ("f.xml", "f"),
    ]);
    let summary = build(&output, &site).unwrap();
    assert_eq!((summary.written, summary.total, summary.removed, summary.bytes_written), (4, 4, 0, 8));
    assert_eq!(seen(&output), clean(&site));
    only_output_in(&dir);
}

#[test]
fn missing_folders_above_the_output_are_made_and_an_abandoned_build_takes_them_back() {
    let dir = tempfile::tempdir().unwrap();
    let output = dir.path().join("a/b/public");
    drop(staged(&output, &state([("x", "x")])).unwrap());
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    build(&output, &state([("x", "x")])).unwrap();
    assert_eq!(seen(&output), state([("x", "x")]));
}

#[test]
#[cfg(unix)]
fn a_second_build_touches_nothing() {
    let (dir, output) = place();
    let site = state([("index.html", "a"), ("b/index.html", "b"), ("s.css", "c")]);
    build(&output, &site).unwrap();
    let before = identity(dir.path());
    for _ in 0..3 {
        let summary = build(&output, &site).unwrap();
        assert_eq!((summary.written, summary.unchanged, summary.removed), (0, 3, 0));
    }
    let mut after = identity(dir.path());
    // The folder around the output saw the lock come and go.
    after.insert(dir.path().to_owned(), before[dir.path()]);
    assert_eq!(after, before);
}

#[test]
#[cfg(unix)]
fn only_what_changed_is_touched() {
    let (_dir, output) = place();
    build(&output, &state([("a", "1"), ("b", "1"), ("c", "1")])).unwrap();
    let before = identity(&output);
    let summary = build(&output, &state([("a", "1"), ("b", "2"), ("d", "1")])).unwrap();
    assert_eq!((summary.written, summary.unchanged, summary.removed), (2, 1, 1));
    let after = identity(&output);
    assert_eq!(after[&output.join("a")], before[&output.join("a")]);
    assert_ne!(after[&output.join("b")].0, before[&output.join("b")].0);
}

#[test]
fn the_manifest_does_not_depend_on_the_way_there() {
    let ((_one, one), (_two, two)) = (place(), place());
    let site = state([("a/b.html", "1"), ("c", "2")]);
    build(&one, &site).unwrap();
    build(&two, &state([("a", "9"), ("c", "3")])).unwrap();
    build(&two, &site).unwrap();
    assert_eq!(fs::read(one.join(MANIFEST)).unwrap(), fs::read(two.join(MANIFEST)).unwrap());
}

#[test]
fn an_abandoned_build_leaves_the_output_as_it_was() {
    let (dir, output) = place();
    drop(staged(&output, &state([("a", "1")])).unwrap());
    assert!(!output.exists());
    build(&output, &state([("a", "1")])).unwrap();
    drop(staged(&output, &state([("a", "2"), ("b", "2")])).unwrap());
    assert_eq!(seen(&output), state([("a", "1")]));
    only_output_in(&dir);
}

#[test]
fn edits_by_hand_are_noticed_even_at_once_and_at_the_same_size() {
    let (_dir, output) = place();
    let site = state([("a", "12 家"), ("b/c", "x")]);
    build(&output, &site).unwrap();
    fs::write(output.join("a"), "15 家").unwrap();
    fs::remove_file(output.join("b/c")).unwrap();
    assert_eq!(build(&output, &site).unwrap().written, 2);
    assert_eq!(seen(&output), clean(&site));
}

#[test]
#[cfg(unix)]
fn an_edit_with_the_old_time_put_back_is_noticed() {
    let (_dir, output) = place();
    build(&output, &state([("a", "12")])).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(20));
    let time = fs::metadata(output.join("a")).unwrap().modified().unwrap();
    fs::write(output.join("a"), "15").unwrap();
    fs::File::options().write(true).open(output.join("a")).unwrap().set_modified(time).unwrap();
    assert_eq!(build(&output, &state([("a", "12")])).unwrap().written, 1);
}

#[test]
fn a_folder_with_foreign_files_is_refused_and_left_alone() {
    let (dir, output) = place();
    fs::create_dir(&output).unwrap();
    fs::write(output.join("thesis.doc"), "x").unwrap();
    let error = build(&output, &state([("a", "1")])).unwrap_err();
    assert!(matches!(error, OutputError::NotOurs { .. }), "{error:?}");
    assert!(format!("{error:?}").contains("thesis.doc"));
    assert_eq!(seen(&output), state([("thesis.doc", "x")]));
    only_output_in(&dir);
}

#[test]
fn an_empty_folder_and_one_with_a_gitignore_are_fine() {
    let (_dir, output) = place();
    fs::create_dir(&output).unwrap();
    build(&output, &State::new()).unwrap();
    let (_dir, output) = place();
    fs::create_dir(&output).unwrap();
    fs::write(output.join(".gitignore"), "*").unwrap();
    build(&output, &state([("a", "1")])).unwrap();
    build(&output, &State::new()).unwrap();
    assert_eq!(seen(&output), state([(".gitignore", "*")]));
}

#[test]
fn foreign_files_are_never_overwritten_or_removed() {
    let (_dir, output) = place();
    build(&output, &state([("a/x", "1"), ("b", "1")])).unwrap();
    for (path, text) in [("a/mine", "m"), ("c", "mine"), ("same", "s")] {
        fs::write(output.join(path), text).unwrap();
    }
    let before = seen(&output);
    // In the place of a file, of a folder, and inside a folder that would become a file.
    for site in [state([("c", "new"), ("b", "2")]), state([("c/d", "new")]), state([("a", "new")])] {
        let error = build(&output, &site).unwrap_err();
        assert!(matches!(error, OutputError::InTheWay { .. }), "{error:?}");
        assert_eq!(seen(&output), before);
    }
    // The same content is no conflict; the folder with a foreign file stays.
    build(&output, &state([("same", "s")])).unwrap();
    assert_eq!(seen(&output), state([("same", "s"), ("c", "mine"), ("a/", ""), ("a/mine", "m")]));
}

#[test]
fn files_become_folders_and_folders_become_files() {
    let (dir, output) = place();
    let (file, folder) = (state([("a", "1"), ("b/c/d", "2")]), state([("a/b/index.html", "3"), ("b", "4")]));
    for site in [&file, &folder, &file] {
        build(&output, site).unwrap();
        assert_eq!(seen(&output), clean(site));
        only_output_in(&dir);
    }
}

#[test]
#[cfg(unix)]
fn links_are_not_followed_out_of_the_output() {
    use std::os::unix::fs::symlink;
    let (dir, output) = place();
    let outside = dir.path().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("page"), "1").unwrap();
    build(&output, &state([("a/page", "1"), ("b", "1")])).unwrap();
    fs::remove_dir_all(output.join("a")).unwrap();
    symlink(&outside, output.join("a")).unwrap();
    assert!(matches!(build(&output, &state([("a/page", "2")])), Err(OutputError::InTheWay { .. })));
    // Removing what was in there leaves the other folder alone.
    build(&output, &state([("b", "1")])).unwrap();
    assert_eq!(seen(&outside), state([("page", "1")]));
    // A file that was replaced by a link is put back as a file.
    fs::remove_file(output.join("b")).unwrap();
    symlink(outside.join("page"), output.join("b")).unwrap();
    build(&output, &state([("b", "1")])).unwrap();
    assert!(fs::symlink_metadata(output.join("b")).unwrap().is_file());
    assert_eq!(seen(&outside), state([("page", "1")]));
}

#[test]
fn two_builds_at_once_are_refused() {
    let (_dir, output) = place();
    let first = staged(&output, &state([("a", "1")])).unwrap();
    assert!(matches!(Stage::open(&output), Err(OutputError::Busy { .. })));
    first.commit().unwrap();
    assert_eq!(build(&output, &state([("a", "1")])).unwrap().unchanged, 1);
}

#[test]
fn paths_that_clash_are_refused_before_anything_changes() {
    let (_dir, output) = place();
    build(&output, &state([("old", "1")])).unwrap();
    let error = build(&output, &state([("a", "1"), ("a b", "1"), ("a/b", "1")])).unwrap_err();
    assert!(matches!(error, OutputError::FileAndFolder { .. }), "{error:?}");
    let stage = Stage::open(&output).unwrap();
    stage.put(artifact("x", "1")).unwrap();
    assert!(matches!(stage.put(artifact("x", "1")), Err(OutputError::PutTwice { .. })));
    let deep = vec!["十三五"; 500].join("/");
    assert!(matches!(stage.put(artifact(&deep, "1")), Err(OutputError::BadPath(_))));
    for path in ["../x", &"y".repeat(256)] {
        assert!(OutputPath::new(path).is_err(), "{path}");
    }
    drop(stage);
    assert_eq!(seen(&output), state([("old", "1")]));
}

#[test]
fn a_damaged_manifest_is_refused() {
    let (_dir, output) = place();
    build(&output, &state([("a", "1")])).unwrap();
    fs::write(output.join(MANIFEST), "planpress-manifest 1\n").unwrap();
    assert!(matches!(build(&output, &state([("a", "2")])), Err(OutputError::Damaged { .. })));
    assert_eq!(seen(&output), state([("a", "1")]));
}

#[test]
fn a_commit_that_fails_before_anything_old_is_lost_is_undone() {
    let (dir, output) = place();
    build(&output, &state([("a", "1")])).unwrap();
    let stage = staged(&output, &state([("a", "1"), ("new/b", "1"), ("z", "1")])).unwrap();
    // The system 'refuses' the second file.
    fs::remove_file(dir.path().join(".public.planpress/1")).unwrap();
    assert!(matches!(stage.commit(), Err(OutputError::Io { .. })));
    assert_eq!(seen(&output), state([("a", "1")]));
    only_output_in(&dir);
}

#[test]
fn memory_keeps_what_was_put_under_the_same_rules() {
    let memory = Memory::new();
    memory.put(artifact("a/b", "1")).unwrap();
    assert!(memory.put(artifact("a/b", "1")).is_err());
    assert_eq!(memory.into_files(), [("a/b".to_owned(), b"1".to_vec())].into());
}
