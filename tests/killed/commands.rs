//! The program itself, killed at random moments in every command that writes: what it makes is there whole or not at all, the
//! published site has whole files, and the same command run again ends as if nothing had happened.

use crate::support::random::Random;
use crate::support::{copy, effort, files, fixture, program};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// So often each command is killed, unless the campaign asks for more.
const KILLS: usize = 3;

pub type Files = BTreeMap<String, Vec<u8>>;

/// A command that makes one new file or folder.
pub struct Making {
    pub arguments: &'static [&'static str],
    /// What it makes, below the site's folder.
    pub made: &'static str,
}

pub const MAKING: [Making; 6] = [
    Making { arguments: &["init", "new"], made: "new" },
    Making { arguments: &["theme", "new", "own"], made: "themes/own" },
    Making { arguments: &["rollover", "district/2016", "--to", "2017"], made: "content/district/2017" },
    Making { arguments: &["archive", "district/2016", "--date", "2017-01-10"], made: "archive/district" },
    Making { arguments: &["archive", "district/2016", "--zip", "2016.zip"], made: "2016.zip" },
    Making { arguments: &["archive", "--restore", "district/2016", "--to", "restored"], made: "restored" },
];

/// What stands at a path: nothing, or its files without what belongs to no one.
pub fn there(path: &Path) -> Option<Files> {
    if path.is_file() {
        return Some(BTreeMap::from([(String::new(), fs::read(path).unwrap())]));
    }
    let mut files = path.exists().then(|| files(path))?;
    files.retain(|name, _| !name.starts_with(".planpress") && !name.contains("/.planpress"));
    (!files.is_empty()).then_some(files)
}

pub fn run(root: &Path, arguments: &[&str]) {
    let done = program().current_dir(root).arg("-q").args(arguments).output().unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

pub fn remove(path: &Path) {
    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

/// A site of which every command of [`MAKING`] can make something.
pub fn site(root: &Path) {
    copy(&fixture("rollover/site"), root);
    // A plan with a draft in it, or with links out of it that have no public address, cannot be sealed.
    let config = fs::read_to_string(root.join("site.yaml")).unwrap();
    fs::write(root.join("site.yaml"), config + "base_url: https://example.org/plans/\n").unwrap();
    let draft = root.join("content/district/2016/03-open.md");
    fs::write(&draft, fs::read_to_string(&draft).unwrap().replace("draft: true\n", "")).unwrap();
}

#[test]
fn what_commands_make_is_there_whole_or_not_at_all() {
    let mut random = Random::of_the_moment();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    site(root);
    let mut caught = 0;
    for Making { arguments, made } in MAKING {
        let target = root.join(made);
        let start = Instant::now();
        run(root, arguments);
        let time = start.elapsed();
        let whole = there(&target).unwrap();
        for kill in 0..effort::kills(KILLS) {
            remove(&target);
            let mut child = program()
                .current_dir(root)
                .arg("-q")
                .args(arguments)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            sleep(time.mul_f64(random.below(1100) as f64 / 1000.0));
            caught += usize::from(child.try_wait().unwrap().is_none());
            child.kill().unwrap();
            child.wait().unwrap();
            let found = there(&target);
            assert!(
                found.is_none() || found.as_ref() == Some(&whole),
                "{arguments:?}, kill {kill}: {:?}",
                found.map(|files| files.into_keys().collect::<Vec<_>>())
            );
            if found.is_none() {
                run(root, arguments);
            }
            assert!(there(&target).as_ref() == Some(&whole), "{arguments:?}, kill {kill}");
        }
    }
    println!("{caught} kills met a command at work");
}

#[test]
fn a_killed_build_leaves_whole_files_and_the_next_one_ends_it() {
    let mut random = Random::of_the_moment();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    copy(&fixture("rollover/site"), root);
    let section = root.join("content/district/2016/_index.md");
    let texts = ["", "\n又一段。\n"].map(|more| fs::read_to_string(&section).unwrap() + more);
    let mut states = Vec::new();
    let mut time = Duration::ZERO;
    for text in &texts {
        fs::write(&section, text).unwrap();
        let start = Instant::now();
        run(root, &["build"]);
        time = start.elapsed();
        states.push(files(&root.join("public")));
    }
    for kill in 0..effort::kills(KILLS) {
        let next = random.below(2);
        fs::write(&section, &texts[next]).unwrap();
        let mut child = program()
            .current_dir(root)
            .args(["-q", "build"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(time.mul_f64(random.below(1100) as f64 / 1000.0));
        child.kill().unwrap();
        child.wait().unwrap();
        for (path, bytes) in files(&root.join("public")) {
            let whole =
                path.starts_with(".planpress") || states.iter().any(|state| state.get(&path) == Some(&bytes));
            assert!(whole, "kill {kill}: {path} is neither old nor new");
        }
        run(root, &["build"]);
        assert!(files(&root.join("public")) == states[next], "kill {kill}");
    }
}
