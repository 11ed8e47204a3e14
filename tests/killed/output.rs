//! Builds that are killed at random moments leave every file whole, and the next run mends the rest.

use crate::moment::wait_for;
use crate::support::effort;
use crate::support::random::Random;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use planpress::internals::output::{
    Artifact, ArtifactKind, CommitSummary, MANIFEST, OutputPath, Sink as _, Stage,
};

const KILLS: usize = 200;
/// Set for the process that is to be killed: the output folder.
const FOLDER: &str = "PLANPRESS_TEST_KILLED_FOLDER";

type State = BTreeMap<String, Vec<u8>>;

/// Two states that share some files, differ in others, and exchange files and folders.
fn state(name: &str) -> State {
    let mut files = State::new();
    let own = name == "A";
    for n in 0..12 {
        files.insert(
            format!("2016/{n:02}/index.html"),
            format!("{name}{n}").repeat(400 + n * 37).into_bytes(),
        );
        files.insert(format!("same/{n}.css"), format!("{n}").repeat(n).into_bytes());
        files.insert(format!("only-{name}/{n}/第{n}页.html"), vec![b'x'; n]);
    }
    files.insert(if own { "swap".into() } else { "swap/index.html".into() }, name.into());
    files.insert(if own { "back/deep/er".into() } else { "back".into() }, name.into());
    files
}

fn build(output: &Path, state: &State) -> CommitSummary {
    let stage = Stage::open(output).unwrap();
    for (path, bytes) in state {
        let kind = if path.ends_with(".css") { ArtifactKind::Asset } else { ArtifactKind::Page };
        stage
            .put(Artifact {
                path: OutputPath::new(path.as_str()).unwrap(),
                content: bytes.clone().into(),
                kind,
            })
            .unwrap();
    }
    stage.commit().unwrap()
}

fn seen(root: &Path) -> State {
    // The first kill may come before there is any output.
    if !root.exists() {
        return State::new();
    }
    let files =
        walkdir::WalkDir::new(root).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    let path =
        |entry: &walkdir::DirEntry| entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
    files
        .map(|entry| (path(&entry), fs::read(entry.path()).unwrap()))
        .filter(|(path, _)| path != MANIFEST)
        .collect()
}

/// Not a test of its own: the process that is killed. Without the variable it does nothing.
#[test]
fn builds_for_ever() {
    let Some(output) = std::env::var_os(FOLDER) else { return };
    loop {
        build(Path::new(&output), &state("A"));
        build(Path::new(&output), &state("B"));
    }
}

#[test]
fn killed_two_hundred_times_every_file_is_whole_and_the_next_run_is_right() {
    let mut random = Random::of_the_moment();

    let dir = tempfile::tempdir().unwrap();
    let output = dir.path().join("public");
    let staging = dir.path().join(".public.planpress");
    let states = [state("A"), state("B")];
    let (mut caught, mut caught_in_commit) = (0, 0);
    let kills = effort::kills(KILLS);
    for kill in 0..kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "output::builds_for_ever", "--nocapture"])
            .env(FOLDER, &output)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // A third is killed at any moment, a third in the staging, a third in the commit.
        match random.next() % 3 {
            0 => sleep(Duration::from_micros(random.next() % 30_000)),
            1 => {
                wait_for(&staging);
                sleep(Duration::from_micros(random.next() % 5_000));
            }
            _ => {
                wait_for(&staging.join("journal"));
                sleep(Duration::from_micros(random.next() % 2_000));
            }
        }
        assert!(child.try_wait().unwrap().is_none(), "kill {kill}: the builds stopped by themselves");
        child.kill().unwrap();
        child.wait().unwrap();

        caught += usize::from(staging.exists());
        caught_in_commit += usize::from(staging.join("journal").exists());
        for (path, bytes) in seen(&output) {
            let whole = states.iter().any(|state| state.get(&path) == Some(&bytes));
            assert!(whole, "kill {kill}: {path} is neither old nor new");
        }
        let next = &states[(random.next() % 2) as usize];
        build(&output, next);
        assert_eq!(seen(&output).keys().collect::<Vec<_>>(), next.keys().collect::<Vec<_>>(), "kill {kill}");
        assert!(seen(&output) == *next, "kill {kill}: a file is not the right one");
        assert!(!staging.exists(), "kill {kill}");
        assert_eq!(build(&output, next).written, 0, "kill {kill}");
    }
    println!("{caught} of {kills} kills met a build at work, {caught_in_commit} of them in its commit");
    assert!(caught > kills / 4 && caught_in_commit > kills / 20, "the kills came at no interesting moment");
}
