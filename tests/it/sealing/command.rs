//! `planpress archive` killed at any moment: no new bag or a whole one, and `content/` is never touched.

use super::site::*;
use crate::support::random::Random;
use crate::support::{files, program, run};
use planpress::internals::archive::{Verdict, audit};
use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

const KILLS: usize = 20;

#[test]
fn killed_at_any_moment_there_is_no_new_bag_or_a_whole_one_and_the_sources_are_as_they_were() {
    let mut random = Random::of_the_moment();
    let mut below = move |n: u64| random.next() % n;
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    site(root);
    seal(root, "city/2018");
    let first = archive(root);
    let sources = content(root);
    // What the same command makes when nobody kills it.
    seal(root, PLAN);
    let second = archive(root);
    let bag = root.join("archive/city/2019");
    fs::remove_dir_all(&bag).unwrap();
    let staging = root.join("archive/.planpress-staging");
    let zip = root.join("2019.zip");
    let (mut caught, mut whole) = (0, 0);
    for kill in 0..KILLS {
        let mut child = program()
            .current_dir(root)
            .args(["archive", PLAN, "--zip"])
            .arg(&zip)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let awaited = match kill % 4 {
            0 => None,
            1 => Some(staging.join("tree/data")),
            2 => Some(staging.join("tree/tagmanifest-sha256.txt")),
            _ => Some(bag.clone()),
        };
        // At most a second: missing the moment makes for a duller kill, no more.
        for _ in 0..20_000 {
            if awaited.as_ref().is_none_or(|path| path.exists()) || child.try_wait().unwrap().is_some() {
                break;
            }
            sleep(Duration::from_micros(50));
        }
        sleep(Duration::from_micros(below(if awaited.is_none() { 60_000 } else { 6_000 })));
        let _ = child.kill();
        child.wait().unwrap();

        caught += usize::from(staging.exists());
        let audit = audit::archive(root);
        assert_eq!((audit.verdict(), audit.strays.len()), (Verdict::Whole, 0), "kill {kill}: {audit:?}");
        let now: Files =
            archive(root).into_iter().filter(|(path, _)| !path.starts_with(".planpress")).collect();
        assert!(now == first || now == second, "kill {kill}: {:?}", now.keys());
        assert!(content(root) == sources, "kill {kill}: content/ was touched");
        if bag.exists() {
            whole += 1;
            fs::remove_dir_all(&bag).unwrap();
        }
        // A zip is there whole or not at all, too.
        if let Ok(bytes) = fs::read(&zip) {
            zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            fs::remove_file(&zip).unwrap();
        }
    }
    println!("{caught} of {KILLS} kills met a sealing at work; {whole} bags were whole");
    assert!(caught > 0 && whole > 0, "the kills came at no interesting moment");
    // The next run clears up and seals.
    let run = run(root, &["archive", PLAN, "--zip", "2019.zip"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(archive(root) == second);
    assert!(!files(root).keys().any(|path| path.contains(".planpress")), "{:?}", files(root).keys());
}
