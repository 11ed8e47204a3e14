//! An archive that does not hold: nothing is built from it, and what is wrong is told at its place.

use super::site::*;
use crate::support::random::Random;
use crate::support::{files, run, write};
use planpress::internals::archive::{Verdict, audit};
use planpress::internals::diagnostic::Code;
use planpress::internals::output::{Memory, Stage};
use planpress::internals::pipeline::{self, Options, Session, Silent};
use planpress::internals::source::cache::DirtyFiles;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const SEED: u64 = 20_190_301;
const FAULTS: usize = 45;

/// Does one thing to a bag; says what.
fn damage(bag: &Path, random: &mut Random) -> String {
    let all: Vec<PathBuf> = files(bag).into_keys().map(|path| bag.join(path)).collect();
    let path = &all[random.below(all.len())];
    let name = path.strip_prefix(bag).unwrap().display().to_string();
    let mut bytes = fs::read(path).unwrap();
    match random.below(6) {
        0 | 1 if !bytes.is_empty() => {
            let at = random.below(bytes.len());
            bytes[at] ^= 1 << random.below(8);
            fs::write(path, bytes).unwrap();
            format!("a bit of byte {at} of {name}")
        }
        2 => {
            bytes.push(b'\n');
            fs::write(path, bytes).unwrap();
            format!("a byte after {name}")
        }
        3 => {
            fs::remove_file(path).unwrap();
            format!("{name} removed")
        }
        4 => {
            fs::rename(path, path.with_extension("old")).unwrap();
            format!("{name} renamed")
        }
        _ => {
            fs::write(path.with_file_name("new.md"), "文字").unwrap();
            format!("new.md beside {name}")
        }
    }
}

#[test]
fn no_random_fault_of_a_bag_is_built_from() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    site(root);
    seal(root, "city/2018");
    seal(root, PLAN);
    amend(root, PLAN, "再次归档");
    let kept = root.join("kept");
    let archive = root.join("archive");
    crate::support::copy(&archive, &kept);
    let output = root.join("public");
    // One session throughout: what it keeps of the archive must not outlive a fault, nor its mending.
    let mut session = Session::new(root.to_owned(), Options::default());
    let mut build = || {
        let stage = Stage::open(&output).unwrap();
        let report = session.run(&DirtyFiles::Files(BTreeSet::new()), &stage, &Silent).unwrap();
        if !report.has_errors() {
            stage.commit().unwrap();
        }
        report
    };
    build();
    let before = files(&output);
    let mut random = Random::new(SEED);
    for fault in 0..FAULTS {
        let bag = ["city/2018/1", "city/2019/1", "city/2019/2"][random.below(3)];
        let what = format!("fault {fault}: {bag}: {}", damage(&archive.join(bag), &mut random));
        let report = build();
        assert!(report.has_errors(), "{what}");
        let seals: Vec<_> =
            report.diagnostics.iter().filter(|found| found.code() == Code::BrokenSeal).collect();
        assert!(!seals.is_empty(), "{what}: {:?}", codes(&report));
        let places: Vec<String> = seals.iter().map(|f| f.place.as_ref().unwrap().file.to_string()).collect();
        assert!(
            places.iter().any(|place| place.starts_with(&format!("archive/{bag}"))),
            "{what}: {places:?}"
        );
        assert_ne!(audit::archive(root).verdict(), Verdict::Whole, "{what}");
        assert!(files(&output) == before, "{what}: something was written");
        fs::remove_dir_all(archive.join(bag)).unwrap();
        crate::support::copy(&kept.join(bag), &archive.join(bag));
    }
    assert!(!build().has_errors());
    assert!(files(&output) == before);
}

#[test]
fn bags_that_are_gone_or_exchanged_are_not_built_from() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    site(root);
    for plan in ["city/2018", PLAN, "city/2020"] {
        seal(root, plan);
    }
    amend(root, "city/2018", "再次归档");
    let archive = root.join("archive/city");
    let rename = |from: &str, to: &str| fs::rename(archive.join(from), archive.join(to)).unwrap();
    let swap = |one: &str, other: &str| {
        rename(one, "kept");
        rename(other, one);
        rename("kept", other);
    };
    let refused = |what: &str| {
        let found = codes(&built(root).0);
        let seal = found.iter().find(|(code, _)| *code == "broken-seal");
        assert!(seal.is_some_and(|(_, file)| file.starts_with("archive/city")), "{what}: {found:?}");
    };
    swap("2018/1", "2018/2");
    refused("two bags of a plan exchanged");
    swap("2018/1", "2018/2");
    swap("2019", "2020");
    refused("two plans exchanged");
    swap("2019", "2020");
    rename("2019/1", "2019/3");
    refused("another number");
    rename("2019/3", "2019/1");
    rename("2019", "2021");
    refused("another year");
    rename("2021", "2019");
    for middle in ["2018/1", "2019", "2020"] {
        fs::rename(archive.join(middle), root.join("kept")).unwrap();
        refused(middle);
        fs::rename(root.join("kept"), archive.join(middle)).unwrap();
    }
    crate::support::copy(&archive.join("2020"), &archive.join("2022"));
    refused("a copy under another name");
    fs::remove_dir_all(archive.join("2022")).unwrap();
    fs::create_dir_all(archive.join("2022/1")).unwrap();
    refused("an empty bag");
    fs::remove_dir_all(archive.join("2022")).unwrap();
    assert_eq!(codes(&built(root).0), []);
}

/// The commands themselves refuse, whether or not the sources are still in `content/`.
#[test]
fn every_command_refuses_a_broken_bag() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    site(root);
    seal(root, PLAN);
    let build = run(root, &["build"]);
    assert!(build.status.success(), "{}", String::from_utf8_lossy(&build.stderr));
    let before = files(&root.join("public"));
    let page = "archive/city/2019/1/data/site/city/2019/index.html";
    let good = fs::read(root.join(page)).unwrap();
    write(root, page, [&good[..], b" "].concat());
    for gone in [false, true] {
        if gone {
            fs::remove_dir_all(root.join(FOLDER)).unwrap();
        }
        for command in ["check", "build"] {
            let run = run(root, &[command, "--lang", "en"]);
            let said = String::from_utf8(run.stderr).unwrap();
            assert_eq!(run.status.code(), Some(1), "{command}: {said}");
            assert!(said.contains("error[broken-seal]") && said.contains("archive/city/2019/1"), "{said}");
            assert!(said.contains("data/site/city/2019/index.html"), "{said}");
            // A broken bag is one fault, not one more for each link to the plan.
            assert!(!said.contains("dead-link") && !said.contains("unknown-indicator"), "{said}");
        }
        assert!(files(&root.join("public")) == before);
    }
    assert_eq!(run(root, &["verify"]).status.code(), Some(1));
    // No site may make less of it.
    write(root, "site.yaml", format!("title: 科技局\nbase_url: {BASE_URL}\nseverity:\n  broken-seal: off\n"));
    assert!(built(root).0.has_errors());
    write(root, "site.yaml", format!("title: 科技局\nbase_url: {BASE_URL}\n"));
    write(root, page, good);
    let memory = Memory::new();
    let report = pipeline::run(root, &Options::default(), &memory, &Silent).unwrap();
    assert_eq!(codes(&report), []);
}

/// Makes the manifests of a bag say what is in it, as whoever makes a bag to harm does.
fn make_consistent(bag: &Path) {
    use planpress::internals::output::Digest;
    use std::fmt::Write as _;
    let all = files(bag);
    let (mut payload, mut bytes, mut count) = (String::new(), 0, 0);
    for (path, content) in all.iter().filter(|(path, _)| path.starts_with("data/")) {
        writeln!(payload, "{}  {path}", Digest::of(content)).unwrap();
        (bytes, count) = (bytes + content.len(), count + 1);
    }
    write(bag, "manifest-sha256.txt", payload);
    let info = String::from_utf8(all["bag-info.txt"].clone()).unwrap();
    let info = info.lines().map(|line| match line.starts_with("Payload-Oxum") {
        true => format!("Payload-Oxum: {bytes}.{count}\n"),
        false => format!("{line}\n"),
    });
    write(bag, "bag-info.txt", info.collect::<String>());
    let mut tags = String::new();
    for (path, content) in files(bag).iter() {
        if !path.starts_with("data/") && path != "tagmanifest-sha256.txt" {
            writeln!(tags, "{}  {path}", Digest::of(content)).unwrap();
        }
    }
    write(bag, "tagmanifest-sha256.txt", tags);
}

#[test]
fn a_bag_that_was_made_to_harm_publishes_nothing_beside_its_plan() {
    let redirect = |to: &str| format!("<meta http-equiv=\"refresh\" content=\"0; url={to}\">");
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    site(root);
    let bag = seal(root, PLAN).path;
    make_consistent(&bag);
    assert!(!built(root).0.has_errors(), "nothing was changed");
    for (path, text) in [
        (".htaccess", "Redirect / https://evil.example/"),
        ("city/2019/.htaccess", "Redirect / https://evil.example/"),
        ("city/index.html", "<script>"),
        ("city/20190/index.html", "<p>"),
        ("robots.txt", "Disallow: /"),
        ("assets/a/b.js", "x"),
        ("about/index.html", &redirect("https://evil.example/")),
        ("about/index.html", &redirect("//evil.example/")),
        ("about/index.html", &redirect("javascript:alert(1)")),
    ] {
        let file = format!("data/site/{path}");
        write(&bag, &file, text);
        make_consistent(&bag);
        let (report, _) = built(root);
        let codes = codes(&report);
        assert!(
            codes.contains(&("broken-seal", format!("archive/city/2019/1/{file}"))),
            "{path}: {:#?}",
            report.diagnostics
        );
        let verdict = run(root, &["verify", "--format", "json"]);
        assert!(String::from_utf8_lossy(&verdict.stdout).contains("\"whole\""), "{path}: it is consistent");
        let mut added = bag.join(&file);
        fs::remove_file(&added).unwrap();
        while added.pop() && fs::remove_dir(&added).is_ok() {}
    }
    make_consistent(&bag);
    assert!(!built(root).0.has_errors(), "all is as before");
}
