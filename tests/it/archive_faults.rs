//! Nothing that is done to a sealed bag or to a chain goes unseen.
//!
//! The same damages are tried on the tools of others in `archive_outside.rs`, which `./test` runs: it
//! needs the Python package `bagit`.

use crate::support::bags::{self, Sort};
use planpress::internals::archive::verify::{bag, tag_files};
use planpress::internals::archive::{BagFault, FaultKind, Verdict, audit};
use std::fs;
use std::path::Path;

#[test]
fn an_archive_that_was_not_touched_is_whole() {
    let dir = tempfile::tempdir().unwrap();
    let sealed = bags::archive(dir.path());
    let audit = audit::archive(dir.path());
    assert_eq!(audit.verdict(), Verdict::Whole, "{audit:?}");
    assert_eq!((audit.bags.len(), audit.chains.len()), (5, 2));
    let places: Vec<String> = audit.chains[1].order.iter().map(ToString::to_string).collect();
    assert_eq!(places, ["d/2016/1", "d/2016/2", "d/2017/1", "d/2018/1"]);
    for sealed in sealed {
        let judgement = bag(&sealed.path);
        assert_eq!(judgement.digest, Some(sealed.digest));
        assert_eq!(judgement.record, Some(sealed.record));
        assert_eq!(judgement.files.len(), 9);
        assert_eq!(tag_files(&sealed.path), judgement);
    }
}

#[test]
fn no_damage_to_a_bag_goes_unseen() {
    let dir = tempfile::tempdir().unwrap();
    let folder = bags::archive(dir.path()).swap_remove(1).path;
    let files = crate::support::files(&folder);
    let damages = bags::damages(&files);
    assert!(damages.len() >= 500, "{}", damages.len());
    let mut failures = Vec::new();
    for damage in &damages {
        bags::damage(&folder, &damage.edits);
        let judgement = bag(&folder);
        let verdict = judgement.verdict();
        // The archive as a whole is refused, too, whatever it makes of the bag.
        let seen = verdict != Verdict::Whole && (damage.sort == Sort::Tags || verdict == Verdict::Broken);
        if !seen {
            failures.push(format!("{}: {verdict:?} {:?}", damage.name, judgement.faults));
        }
        bags::mend(&folder, &damage.edits, &files);
    }
    crate::support::report(&failures);
    assert_eq!(bag(&folder).verdict(), Verdict::Whole, "all was mended");
    println!("{} damages, all seen", damages.len());
}

#[test]
fn damage_in_the_archive_fails_the_audit() {
    let dir = tempfile::tempdir().unwrap();
    let folder = bags::archive(dir.path()).swap_remove(1).path;
    let files = crate::support::files(&folder);
    for damage in bags::damages(&files).iter().step_by(7) {
        bags::damage(&folder, &damage.edits);
        assert_ne!(audit::archive(dir.path()).verdict(), Verdict::Whole, "{}", damage.name);
        bags::mend(&folder, &damage.edits, &files);
    }
}

/// The faults of a bag after some damage.
fn faults(damage: impl FnOnce(&Path)) -> Vec<(String, &'static str)> {
    let dir = tempfile::tempdir().unwrap();
    let folder = bags::archive(dir.path()).swap_remove(0).path;
    damage(&folder);
    bag(&folder).faults.into_iter().map(|BagFault { path, kind }| (path, kind.word())).collect()
}

fn named(faults: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    faults.iter().map(|(path, word)| ((*path).to_owned(), *word)).collect()
}

#[test]
fn every_finding_of_a_bag_is_told_with_its_path() {
    let found = faults(|bag| {
        fs::remove_file(bag.join("data/site/index.html")).unwrap();
        fs::write(bag.join("data/site/style.0a1b.css"), "body { margin: 1 }\n").unwrap();
        fs::write(bag.join("data/source/new.md"), "new").unwrap();
        fs::create_dir(bag.join("data/none")).unwrap();
        fs::write(bag.join("notes.txt"), "").unwrap();
    });
    let expected = [
        ("bag-info.txt", "size"),
        ("data/none", "empty-folder"),
        ("data/site/index.html", "missing"),
        ("data/site/style.0a1b.css", "altered"),
        ("data/source/new.md", "extra"),
        ("notes.txt", "extra"),
    ];
    assert_eq!(found, named(&expected));
}

#[test]
fn what_cannot_be_judged_is_never_whole_and_not_called_broken() {
    let declaration = |text: &'static str| {
        move |bag: &Path| {
            fs::write(bag.join("bagit.txt"), text).unwrap();
            reseal_tags(bag);
        }
    };
    let later = faults(declaration("BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n"));
    assert_eq!(later, named(&[("bagit.txt", "version")]));
    let encoding = faults(declaration("BagIt-Version: 1.0\nTag-File-Character-Encoding: GBK\n"));
    assert_eq!(encoding, named(&[("bagit.txt", "encoding")]));
    let marked = faults(declaration("\u{feff}BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"));
    assert_eq!(marked, named(&[("bagit.txt", "not-a-bag")]));
    let fetch = faults(|bag| {
        fs::write(bag.join("fetch.txt"), "https://example.org/a 1 data/a\n").unwrap();
        reseal_tags(bag);
    });
    assert_eq!(fetch, named(&[("fetch.txt", "fetch")]));
    let newer = faults(|bag| {
        let text = fs::read_to_string(bag.join("bag-info.txt")).unwrap();
        fs::write(bag.join("bag-info.txt"), text.replace("Planpress-Format: 1", "Planpress-Format: 2"))
            .unwrap();
        reseal_tags(bag);
    });
    assert_eq!(newer, named(&[("bag-info.txt", "newer")]));
    let other = faults(|bag| {
        fs::rename(bag.join("manifest-sha256.txt"), bag.join("manifest-sha3512.txt")).unwrap();
        reseal_tags(bag);
    });
    assert!(other.contains(&("manifest-sha3512.txt".into(), "algorithm")), "{other:?}");
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(bag(dir.path()).faults, [BagFault { path: String::new(), kind: FaultKind::NotABag }]);
    assert_eq!(bag(&dir.path().join("none")).verdict(), Verdict::Unverifiable);
}

/// Writes the tag manifest anew, as someone would who knows how.
fn reseal_tags(bag: &Path) {
    let mut text = String::new();
    for (path, bytes) in crate::support::files(bag) {
        if !path.starts_with("data/") && path != "tagmanifest-sha256.txt" {
            text.push_str(&format!("{}  {path}\n", planpress::internals::output::Digest::of(&bytes)));
        }
    }
    fs::write(bag.join("tagmanifest-sha256.txt"), text).unwrap();
}

#[test]
fn a_bag_of_another_tool_is_read_by_the_rfc_but_never_called_whole() {
    let dir = tempfile::tempdir().unwrap();
    let bag_folder = dir.path().join("bag");
    let digest = planpress::internals::output::Digest::of(b"hello");
    crate::support::write(&bag_folder, "data/hello.txt", "hello");
    crate::support::write(
        &bag_folder,
        "bagit.txt",
        "BagIt-Version: 1.0\r\nTag-File-Character-Encoding: utf-8\r\n",
    );
    crate::support::write(&bag_folder, "bag-info.txt", "Contact-Name:\r\n  Somebody\r\n");
    let line = format!("{} *./data/hello.txt\r\n", digest.to_string().to_uppercase());
    crate::support::write(&bag_folder, "manifest-sha256.txt", line);
    let whole = bag(&bag_folder);
    assert_eq!(whole.faults, [BagFault { path: String::new(), kind: FaultKind::NotOursHolds }]);
    crate::support::write(&bag_folder, "data/hello.txt", "hallo");
    assert_eq!(bag(&bag_folder).verdict(), Verdict::Broken);
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_no_files() {
    let link = faults(|bag| {
        fs::rename(bag.join("data/site/index.html"), bag.join("../elsewhere")).unwrap();
        std::os::unix::fs::symlink("../../../elsewhere", bag.join("data/site/index.html")).unwrap();
    });
    assert_eq!(link, named(&[("bag-info.txt", "size"), ("data/site/index.html", "link")]));
    let pipe = faults(|bag| {
        fs::remove_file(bag.join("data/site/index.html")).unwrap();
        let made = std::process::Command::new("mkfifo").arg(bag.join("data/site/index.html")).status();
        assert!(made.unwrap().success());
    });
    assert_eq!(pipe, named(&[("bag-info.txt", "size"), ("data/site/index.html", "not-a-file")]));
    let tag = faults(|bag| {
        fs::rename(bag.join("tagmanifest-sha256.txt"), bag.join("../elsewhere")).unwrap();
        std::os::unix::fs::symlink("../elsewhere", bag.join("tagmanifest-sha256.txt")).unwrap();
    });
    assert!(tag.contains(&("tagmanifest-sha256.txt".into(), "link")), "{tag:?}");
    let folder = faults(|bag| {
        fs::rename(bag.join("data/source"), bag.join("../elsewhere")).unwrap();
        std::os::unix::fs::symlink("../../elsewhere", bag.join("data/source")).unwrap();
    });
    assert!(folder.contains(&("data/source".into(), "link")), "{folder:?}");
}

/// The words of an audit's findings after something was done to the archive.
fn audited(change: impl FnOnce(&Path)) -> Vec<&'static str> {
    let dir = tempfile::tempdir().unwrap();
    bags::archive(dir.path());
    change(&dir.path().join("archive"));
    let audit = audit::archive(dir.path());
    let mut words: Vec<&str> =
        audit.bags.iter().flat_map(|bag| &bag.judgement.faults).map(|fault| fault.kind.word()).collect();
    words.extend(audit.chains.iter().flat_map(|chain| &chain.faults).map(|fault| fault.word()));
    assert_eq!(words.is_empty(), audit.verdict() == Verdict::Whole, "{audit:?}");
    words
}

#[test]
fn a_chain_shows_what_was_done_to_its_bags() {
    let remove = |bag: &'static str| move |archive: &Path| fs::remove_dir_all(archive.join(bag)).unwrap();
    assert_eq!(audited(remove("d/2016")), ["missing-link"]);
    assert_eq!(audited(remove("d/2016/1")), ["missing-link", "number"]);
    assert_eq!(audited(remove("d/2017")), ["missing-link"]);
    // The folder that is left where a bag was.
    assert_eq!(audited(remove("d/2017/1")), ["not-a-bag", "silent", "missing-link"]);
    let swapped = audited(|archive| {
        let (one, other, aside) = (archive.join("d/2016/1"), archive.join("d/2016/2"), archive.join("aside"));
        for (from, to) in [(&one, &aside), (&other, &one), (&aside, &other)] {
            fs::rename(from, to).unwrap();
        }
    });
    assert_eq!(swapped, ["misplaced", "misplaced", "number", "number"]);
    let moved = audited(|archive| {
        fs::create_dir(archive.join("d/2019")).unwrap();
        fs::rename(archive.join("d/2018/1"), archive.join("d/2019/1")).unwrap();
        fs::remove_dir(archive.join("d/2018")).unwrap();
    });
    assert_eq!(moved, ["misplaced"]);
    let elsewhere = audited(|archive| {
        fs::rename(archive.join("d/2018"), archive.join("2018")).unwrap();
    });
    assert_eq!(elsewhere, ["misplaced", "missing-link"]);
    let copied =
        audited(|archive| crate::support::copy(&archive.join("d/2017/1"), &archive.join("d/2017/2")));
    assert_eq!(copied, ["misplaced", "twice"]);
}

#[test]
fn a_forged_bag_breaks_the_chain_unless_it_is_the_newest() {
    let dir = tempfile::tempdir().unwrap();
    let sealed = bags::archive(dir.path());
    for (at, words) in [(0, vec!["missing-link"]), (3, vec!["missing-link"]), (4, vec![])] {
        let original = &sealed[at];
        let forged = bags::forge(&dir.path().join(format!("forge{at}")), original);
        // By itself it is a bag like any other.
        assert_eq!(bag(&forged).verdict(), Verdict::Whole);
        let aside = dir.path().join("aside");
        fs::rename(&original.path, &aside).unwrap();
        crate::support::copy(&forged, &original.path);
        let audit = audit::archive(dir.path());
        let found: Vec<&str> =
            audit.chains.iter().flat_map(|chain| &chain.faults).map(|fault| fault.word()).collect();
        assert_eq!(found, words, "{}", original.place);
        if words.is_empty() {
            // Only whoever kept the digest of the newest bag can tell.
            assert_ne!(audit.chains[1].newest, Some(original.digest));
        }
        fs::remove_dir_all(&original.path).unwrap();
        fs::rename(&aside, &original.path).unwrap();
    }
}

#[test]
fn a_removed_newest_bag_is_seen_only_by_its_digest() {
    let dir = tempfile::tempdir().unwrap();
    let sealed = bags::archive(dir.path());
    fs::remove_dir_all(dir.path().join("archive/d/2018")).unwrap();
    let mut audit = audit::archive(dir.path());
    assert_eq!(audit.verdict(), Verdict::Whole);
    assert_eq!(audit.chains[1].newest, Some(sealed[3].digest));
    audit.expect(&[sealed[3].digest]);
    assert_eq!(audit.verdict(), Verdict::Whole);
    audit.expect(&[sealed[3].digest, sealed[4].digest]);
    assert_eq!((audit.verdict(), &*audit.absent), (Verdict::Broken, &[sealed[4].digest][..]));
}

#[test]
fn an_archive_without_bags_vouches_for_nothing() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(audit::archive(dir.path()).verdict(), Verdict::Unverifiable);
}

#[test]
fn bags_that_someone_was_given_are_judged_as_far_as_their_chain_is_there() {
    let dir = tempfile::tempdir().unwrap();
    let sealed = bags::archive(dir.path());
    let stick = dir.path().join("stick");
    let alone = stick.join("2016-2");
    crate::support::copy(&sealed[1].path, &alone);
    let audit = audit::bags(std::slice::from_ref(&alone));
    assert_eq!((audit.verdict(), audit.chains.len()), (Verdict::Whole, 0));
    // A part of the archive: its chain goes back as far as its bags do.
    for at in [1, 3, 4] {
        crate::support::copy(
            &sealed[at].path,
            &stick.join("d").join(sealed[at].place.to_string().split_off(2)),
        );
    }
    let audit = audit::bags(&[stick.join("d/2017/1"), stick.join("d/2018/1")]);
    assert_eq!((audit.verdict(), audit.chains.len()), (Verdict::Whole, 1), "{audit:?}");
    let open: Vec<String> = audit.chains[0].open.iter().map(ToString::to_string).collect();
    assert_eq!(open, ["d/2016/2"]);
    // In a folder called archive the place must be right.
    let moved = stick.join("archive/d/2019/1");
    crate::support::copy(&sealed[4].path, &moved);
    assert_eq!(audit::bags(&[moved]).verdict(), Verdict::Broken);
}
