//! The tools of others judge our bags: the Python package `bagit`, `sha256sum`, Python's zip reader and `unzip`.
//!
//! These tests need Python with that package, which `./test` installs; a plain `cargo test` lists them
//! as ignored. By hand: `PLANPRESS_PYTHON=… cargo test --test archive_outside -- --ignored`.

use crate::support::bags::{self, Sort};
use planpress::internals::archive::verify::bag;
use planpress::internals::archive::{self, Verdict};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// The package `bagit`, in one process for many bags.
struct Bagit {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Bagit {
    fn start() -> Self {
        let python =
            std::env::var_os("PLANPRESS_PYTHON").expect("PLANPRESS_PYTHON names a Python with bagit");
        let mut process = Command::new(python)
            .arg(crate::support::tests().join("archive/judge.py"))
            .env("PYTHONUTF8", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (process.stdin.take().unwrap(), process.stdout.take().unwrap());
        Self { process, input, output: BufReader::new(output) }
    }

    fn judge(&mut self, path: &Path) -> String {
        writeln!(self.input, "{}", path.display()).unwrap();
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        assert!(line.ends_with('\n'), "the Python process ended");
        line.trim_end().to_owned()
    }
}

impl Drop for Bagit {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Whether `sha256sum -c` accepts the files that a manifest lists.
fn sha256sum(bag: &Path, manifest: &str) -> bool {
    let run = Command::new("sha256sum")
        .args(["--check", "--strict", "--status", manifest])
        .current_dir(bag)
        .stderr(Stdio::null())
        .status();
    run.unwrap().success()
}

#[test]
#[ignore = "needs the Python package bagit: ./test runs it"]
fn every_bag_is_accepted() {
    let dir = tempfile::tempdir().unwrap();
    let mut bagit = Bagit::start();
    for sealed in bags::archive(dir.path()) {
        assert_eq!(bagit.judge(&sealed.path), "whole", "{}", sealed.place);
        for manifest in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
            assert!(sha256sum(&sealed.path, manifest), "{} {manifest}", sealed.place);
        }
    }
}

#[test]
#[ignore = "needs the Python package bagit: ./test runs it"]
fn every_damage_to_the_payload_is_refused_by_all() {
    let dir = tempfile::tempdir().unwrap();
    let folder = bags::archive(dir.path()).swap_remove(1).path;
    let files = crate::support::files(&folder);
    let mut bagit = Bagit::start();
    let mut failures = Vec::new();
    // By sort: how many, and how many of them each tool refuses.
    let mut counts = [[0_usize; 3]; 3];
    let damages = bags::damages(&files);
    for damage in &damages {
        bags::damage(&folder, &damage.edits);
        let ours = bag(&folder).verdict() != Verdict::Whole;
        let theirs = bagit.judge(&folder) != "whole";
        let sums =
            !sha256sum(&folder, "manifest-sha256.txt") || !sha256sum(&folder, "tagmanifest-sha256.txt");
        bags::mend(&folder, &damage.edits, &files);
        let count = &mut counts[damage.sort as usize];
        count[0] += 1;
        count[1] += usize::from(theirs);
        count[2] += usize::from(sums);
        let refused = match damage.sort {
            Sort::Payload => ours && theirs && sums,
            // A list of digests says nothing of files that are not in it.
            Sort::PayloadExtra => ours && theirs,
            Sort::Tags => ours,
        };
        if !refused {
            failures.push(format!("{}: planpress {ours}, bagit {theirs}, sha256sum {sums}", damage.name));
        }
    }
    crate::support::report(&failures);
    assert!(damages.len() >= 500);
    for (sort, [all, bagit, sums]) in ["payload altered", "payload added", "tag files"].iter().zip(counts) {
        println!("{sort}: {all} damages, refused by planpress {all}, bagit {bagit}, sha256sum {sums}");
    }
    assert_eq!(bagit.judge(&folder), "whole", "all was mended");
}

#[test]
#[ignore = "needs the Python package bagit: ./test runs it"]
fn a_zip_unpacks_to_the_same_bag() {
    let dir = tempfile::tempdir().unwrap();
    let sealed = bags::archive(dir.path()).swap_remove(1);
    let zip = dir.path().join("bag.zip");
    archive::zip(&sealed.path, &zip, &planpress::internals::progress::Silent).unwrap();
    let mut bagit = Bagit::start();
    assert_eq!(bagit.judge(&zip), "unpacked");
    let unpacked = dir.path().join("bag.zip.unpacked/2016-2");
    assert_eq!(crate::support::files(&unpacked), crate::support::files(&sealed.path));
    assert_eq!(bagit.judge(&unpacked), "whole");
    let test = Command::new("unzip").arg("-tqq").arg(&zip).status();
    assert!(test.unwrap().success(), "unzip -t");
}
