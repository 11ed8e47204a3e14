//! Sealing: all or nothing, the same bytes for the same input, and nothing replaced.

use crate::moment::wait_for;
use crate::support::bags::{self, sealing};
use crate::support::random::Random;
use planpress::internals::archive::{
    self, NameFault, Payload, PayloadContent, SealError, Verdict, audit, next_number, seal,
};
use planpress::internals::output::{NewFolder, OutputError};
use planpress::internals::progress::Silent;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Barrier;
use std::thread::sleep;
use std::time::Duration;

/// Set for a process of our own: the site's folder.
const FOLDER: &str = "PLANPRESS_TEST_SEAL_FOLDER";
const KILLS: usize = 80;

fn message(error: &SealError) -> String {
    let words = error.words();
    format!("{}\n{}", words.english, words.chinese)
}

/// All that is in the archive, whatever it is.
fn everything(root: &Path) -> BTreeMap<String, Vec<u8>> {
    if root.join("archive").exists() { crate::support::files(&root.join("archive")) } else { BTreeMap::new() }
}

#[test]
fn a_bag_has_the_files_of_the_rfc_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let sealed = seal(dir.path(), &sealing("2016", 1)).unwrap();
    assert_eq!(sealed.path, dir.path().canonicalize().unwrap().join("archive/2016/1"));
    let files = crate::support::files(&dir.path().join("archive"));
    let tags: Vec<&str> = files.keys().filter(|path| !path.contains("/data/")).map(String::as_str).collect();
    let expected = [
        ".gitattributes",
        "2016/1/bag-info.txt",
        "2016/1/bagit.txt",
        "2016/1/manifest-sha256.txt",
        "2016/1/tagmanifest-sha256.txt",
    ];
    assert_eq!(tags, expected);
    assert_eq!(files["2016/1/bagit.txt"], b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    let manifest = String::from_utf8(files["2016/1/manifest-sha256.txt"].clone()).unwrap();
    assert_eq!(manifest.lines().count(), 9);
    assert!(manifest.lines().all(|line| &line[64..71] == "  data/"));
    assert_eq!(next_number(dir.path(), "2016"), 2);
}

#[test]
fn each_bag_names_the_one_before_it_in_its_series() {
    let dir = tempfile::tempdir().unwrap();
    let sealed = bags::archive(dir.path());
    let previous: Vec<_> = sealed.iter().map(|sealed| sealed.record.previous).collect();
    let digests: Vec<_> = sealed.iter().map(|sealed| Some(sealed.digest)).collect();
    assert_eq!(previous, [None, digests[0], None, digests[1], digests[3]]);
    let positions: Vec<_> = sealed.iter().map(|sealed| sealed.record.position).collect();
    assert_eq!(positions, [1, 2, 1, 3, 4]);
}

#[test]
fn what_cannot_be_sealed_leaves_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let with = |path: &str| {
        let mut sealing = sealing("2016", 1);
        sealing.payload.push(Payload { path: path.into(), content: PayloadContent::Bytes(Vec::new()) });
        seal(root, &sealing).unwrap_err()
    };
    assert!(matches!(with("site/增长8%.png"), SealError::Name { fault: NameFault::Ambiguous('%'), .. }));
    assert!(matches!(with("SITE/x"), SealError::Name { fault: NameFault::Clash(_), .. }));
    assert!(matches!(with("source/été.md"), SealError::Name { fault: NameFault::Clash(_), .. }));
    assert!(matches!(with("site/index.html"), SealError::Name { fault: NameFault::Twice, .. }));
    assert!(matches!(with("../x"), SealError::Name { fault: NameFault::NotAPath, .. }));
    assert!(message(&with("site/con.html")).contains("`site/con.html` cannot be archived: Windows keeps"));
    let mut changed = sealing("2016", 1);
    changed.payload.push(Payload { path: "x".into(), content: PayloadContent::File(root.join("none")) });
    assert!(matches!(seal(root, &changed), Err(SealError::Payload { .. })));
    changed.payload.clear();
    assert!(matches!(seal(root, &changed), Err(SealError::Empty)));
    let mut changed = sealing("2016", 1);
    changed.info.title = " \n".into();
    assert!(matches!(seal(root, &changed), Err(SealError::NoTitle)));
    for plan in ["", "..", "/2016", "2016/", "a:b", ".hidden"] {
        assert!(matches!(seal(root, &sealing(plan, 1)), Err(SealError::NotAPlace { .. })), "{plan}");
    }
    assert!(matches!(seal(root, &sealing("2016", 2)), Err(SealError::NotNext { next: 1, .. })));
    assert_eq!(everything(root), BTreeMap::new());
    assert!(!root.join("archive").exists());
}

#[test]
fn a_sealed_bag_is_never_replaced_and_an_amendment_has_a_reason() {
    let dir = tempfile::tempdir().unwrap();
    seal(dir.path(), &sealing("2016", 1)).unwrap();
    let before = everything(dir.path());
    assert!(matches!(seal(dir.path(), &sealing("2016", 1)), Err(SealError::Sealed { .. })));
    let mut amendment = sealing("2016", 2);
    amendment.info.reason = Some("  ".into());
    assert!(matches!(seal(dir.path(), &amendment), Err(SealError::NoReason { .. })));
    let mut first = sealing("2017", 1);
    first.info.reason = Some("x".into());
    assert!(matches!(seal(dir.path(), &first), Err(SealError::NoAmendment { .. })));
    assert_eq!(everything(dir.path()), before);
}

#[test]
fn no_bag_follows_a_broken_chain_or_a_broken_bag() {
    let dir = tempfile::tempdir().unwrap();
    let sealed = bags::archive(dir.path());
    let newest = sealed[4].path.join("data/site/index.html");
    let bytes = fs::read(&newest).unwrap();
    fs::write(&newest, "altered").unwrap();
    let before = everything(dir.path());
    assert!(matches!(seal(dir.path(), &sealing("d/2019", 1)), Err(SealError::Bag { .. })));
    assert_eq!(everything(dir.path()), before);
    // Another series is another chain.
    seal(dir.path(), &sealing("2016", 1)).unwrap();
    fs::write(&newest, bytes).unwrap();
    fs::remove_dir_all(dir.path().join("archive/d/2017")).unwrap();
    assert!(matches!(seal(dir.path(), &sealing("d/2019", 1)), Err(SealError::Chain { .. })));
}

#[test]
fn the_same_input_makes_the_same_bytes_everywhere() {
    let one = tempfile::tempdir().unwrap();
    seal(one.path(), &sealing("2016", 1)).unwrap();
    let expected = everything(one.path());
    let other = tempfile::tempdir().unwrap();
    let root = other.path().join("另一处 copy");
    fs::create_dir(&root).unwrap();
    let script = "umask 077; cd /; exec \"$0\" --exact sealing::seals_one --nocapture";
    let run = Command::new("bash")
        .args(["-c", script, std::env::current_exe().unwrap().to_str().unwrap()])
        .env(FOLDER, &root)
        .envs([
            ("TZ", "Asia/Kathmandu"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("USER", "somebody"),
            ("RAYON_NUM_THREADS", "1"),
        ])
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(run.success());
    assert_eq!(everything(&root), expected);
    #[cfg(unix)]
    for entry in walkdir::WalkDir::new(root.join("archive/2016/1")) {
        use std::os::unix::fs::PermissionsExt as _;
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(
            mode,
            if entry.file_type().is_dir() { 0o755 } else { 0o644 },
            "{}",
            entry.path().display()
        );
    }
}

/// Not a test of its own: seals one plan in a process of its own, its files in another order.
#[test]
fn seals_one() {
    let Some(root) = std::env::var_os(FOLDER) else { return };
    let mut sealing = sealing("2016", 1);
    sealing.payload.reverse();
    seal(Path::new(&root), &sealing).unwrap();
}

/// Not a test of its own: seals in a process that may not write large files.
#[test]
fn cannot_seal_large() {
    let Some(root) = std::env::var_os(FOLDER) else { return };
    let mut sealing = sealing("2016", 1);
    sealing.payload.push(Payload { path: "large".into(), content: PayloadContent::Bytes(vec![1; 1 << 20]) });
    let error = seal(Path::new(&root), &sealing).unwrap_err();
    assert!(matches!(error, SealError::Output(OutputError::Io { .. })), "{error:?}");
}

#[test]
fn a_disk_that_takes_no_more_leaves_no_bag() {
    let dir = tempfile::tempdir().unwrap();
    // The system refuses to let a file grow beyond 64 KiB, as a full disk would.
    let script = "trap '' XFSZ; ulimit -f 64; exec \"$0\" --exact sealing::cannot_seal_large --nocapture";
    let run = Command::new("bash")
        .args(["-c", script, std::env::current_exe().unwrap().to_str().unwrap()])
        .env(FOLDER, dir.path())
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(run.success());
    assert!(!dir.path().join("archive").exists());
}

#[test]
fn what_stands_in_the_way_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    // A user without limits may write anywhere: a file where a folder should be stops everyone.
    crate::support::write(root, "archive", "a file");
    assert!(matches!(seal(root, &sealing("2016", 1)), Err(SealError::Output(_))));
    assert_eq!(fs::read(root.join("archive")).unwrap(), b"a file");
    fs::remove_file(root.join("archive")).unwrap();
    for taken in ["archive/2016", "archive/.planpress-staging", "archive/2016/1"] {
        crate::support::write(root, taken, "a file");
        let error = seal(root, &sealing("2016", 1)).unwrap_err();
        assert!(
            message(&error).contains(&taken.replace('/', std::path::MAIN_SEPARATOR_STR)),
            "{}",
            message(&error)
        );
        assert_eq!(everything(root), [(taken[8..].to_owned(), b"a file".to_vec())].into());
        fs::remove_dir_all(root.join("archive")).unwrap();
    }
    #[cfg(unix)]
    {
        fs::create_dir_all(root.join("archive/elsewhere")).unwrap();
        std::os::unix::fs::symlink("elsewhere", root.join("archive/d")).unwrap();
        assert!(seal(root, &sealing("d/2016", 1)).is_err());
        assert_eq!(fs::read_dir(root.join("archive/elsewhere")).unwrap().count(), 0);
    }
}

#[test]
fn two_cannot_seal_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let other = NewFolder::open(&dir.path().join("archive")).unwrap();
    let error = seal(dir.path(), &sealing("2016", 1)).unwrap_err();
    assert!(message(&error).contains("another planpress is sealing"), "{}", message(&error));
    drop(other);
    seal(dir.path(), &sealing("2016", 1)).unwrap();
}

#[test]
fn sealings_that_race_make_one_chain() {
    let dir = tempfile::tempdir().unwrap();
    let barrier = Barrier::new(6);
    std::thread::scope(|scope| {
        for year in 2010..2016 {
            let (barrier, root) = (&barrier, dir.path());
            scope.spawn(move || {
                barrier.wait();
                loop {
                    match seal(root, &sealing(&format!("d/{year}"), 1)) {
                        Ok(_) => break,
                        Err(SealError::Output(OutputError::Busy { .. })) => sleep(Duration::from_millis(2)),
                        Err(error) => panic!("{error}"),
                    }
                }
            });
        }
    });
    let audit = audit::archive(dir.path());
    assert_eq!((audit.verdict(), audit.chains[0].order.len()), (Verdict::Whole, 6), "{audit:?}");
}

/// Not a test of its own: the process that is killed.
#[test]
fn seals_for_ever() {
    let Some(root) = std::env::var_os(FOLDER) else { return };
    for number in 0.. {
        seal(Path::new(&root), &sealing(&format!("s{number}/2016"), 1)).unwrap();
    }
}

#[test]
fn killed_at_any_moment_there_is_no_new_bag_or_a_whole_one() {
    let mut random = Random::of_the_moment();
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let staging = root.join("archive/.planpress-staging");
    let (mut caught, mut caught_late, mut sealed) = (0, 0, 0);
    for kill in 0..KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "sealing::seals_for_ever", "--nocapture"])
            .env(FOLDER, root)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // At any moment, while files are written, before the bag is put in place, while it is.
        match random.next() % 4 {
            0 => sleep(Duration::from_micros(random.next() % 60_000)),
            1 => {
                wait_for(&staging.join("tree/data"));
                sleep(Duration::from_micros(random.next() % 10_000));
            }
            2 => {
                wait_for(&staging.join("lifted"));
                sleep(Duration::from_micros(random.next() % 8_000));
            }
            _ => {
                wait_for(&staging.join("tree/tagmanifest-sha256.txt"));
                sleep(Duration::from_micros(random.next() % 12_000));
            }
        }
        assert!(child.try_wait().unwrap().is_none(), "kill {kill}: the sealing stopped by itself");
        child.kill().unwrap();
        child.wait().unwrap();

        caught += usize::from(staging.join("tree").exists());
        caught_late += usize::from(
            staging.join("tree/tagmanifest-sha256.txt").exists() || staging.join("lifted").exists(),
        );
        let audit = audit::archive(root);
        sealed += audit.bags.len();
        for bag in &audit.bags {
            assert_eq!(bag.judgement.verdict(), Verdict::Whole, "kill {kill}: {bag:?}");
        }
        assert!(audit.chains.iter().all(|chain| chain.verdict() == Verdict::Whole), "kill {kill}");
        assert_eq!(audit.strays, [], "kill {kill}");
        seal(root, &sealing("next/2016", 1)).unwrap();
        assert!(!staging.exists(), "kill {kill}: what was left is still there");
        assert_eq!(audit::archive(root).verdict(), Verdict::Whole, "kill {kill}");
        fs::remove_dir_all(root.join("archive")).unwrap();
    }
    println!(
        "{caught} of {KILLS} kills met a sealing at work, {caught_late} of them near its end; {sealed} bags were whole"
    );
    assert!(
        caught > KILLS / 4 && caught_late > KILLS / 20 && sealed > 0,
        "the kills came at no interesting moment"
    );
}

#[test]
fn a_zip_is_the_same_every_time_and_replaces_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let sealed = bags::archive(dir.path());
    let (one, other) = (dir.path().join("one.zip"), dir.path().join("other.zip"));
    archive::zip(&sealed[1].path, &one, &Silent).unwrap();
    let moved = dir.path().join("moved");
    crate::support::copy(&sealed[1].path, &moved);
    archive::zip(&moved, &other, &Silent).unwrap();
    assert_eq!(fs::read(&one).unwrap(), fs::read(&other).unwrap());
    let mut zip = zip::ZipArchive::new(fs::File::open(&one).unwrap()).unwrap();
    let files = crate::support::files(&sealed[1].path);
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names, files.keys().map(|path| format!("2016-2/{path}")).collect::<Vec<_>>());
    for (path, bytes) in files {
        let mut entry = zip.by_name(&format!("2016-2/{path}")).unwrap();
        let mut read = Vec::new();
        std::io::copy(&mut entry, &mut read).unwrap();
        assert_eq!(read, bytes, "{path}");
    }
    let error = archive::zip(&sealed[0].path, &one, &Silent).unwrap_err();
    assert!(matches!(error, SealError::Output(OutputError::InTheWay { .. })), "{error:?}");
    assert_eq!(fs::read(&one).unwrap(), fs::read(&other).unwrap());
    // What does not hold is not passed on.
    fs::write(sealed[0].path.join("data/site/index.html"), "altered").unwrap();
    let third = dir.path().join("third.zip");
    assert!(matches!(archive::zip(&sealed[0].path, &third, &Silent), Err(SealError::Bag { .. })));
    let left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(
        !third.exists() && left.iter().all(|name| !name.to_string_lossy().contains(".planpress")),
        "{left:?}"
    );
}
