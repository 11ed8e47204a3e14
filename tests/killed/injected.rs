//! A system that refuses at the n-th call, for every n: full disks, no more files, failing renames and syncs, in every command
//! that writes. `strace` plays the system. Takes minutes: `./test --long` runs it.

use crate::commands::{Files, MAKING, remove, run, site, there};
use crate::reports;
use crate::support::files;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Calls with what they may answer: a full disk, one without room for more files, a broken one.
const FAULTS: [&str; 6] = [
    "write:error=ENOSPC",
    "openat:error=ENOSPC",
    "mkdir:error=ENOSPC",
    "rename:error=EIO",
    "fsync,fdatasync:error=EIO",
    "linkat,unlink,unlinkat,rmdir:error=EIO",
];

/// So many calls in a row without a fault to come: there are no more of them.
const QUIET: usize = 3;

/// Runs the program with the `n`-th call of a sort failing; whether one failed, and whether the program called it a success.
fn with_fault(root: &Path, log: &Path, fault: &str, n: usize, arguments: &[&str]) -> (bool, bool) {
    let calls = fault.split_once(':').unwrap().0;
    let done = Command::new("strace")
        .args(["-f", "-qq", "-e"])
        .arg(format!("trace={calls}"))
        .arg("-e")
        .arg(format!("inject={fault}:when={n}"))
        .arg("-o")
        .arg(log)
        .arg(env!("CARGO_BIN_EXE_planpress"))
        .arg("-q")
        .args(arguments)
        .current_dir(root)
        .output()
        .expect("strace is installed");
    let failed = String::from_utf8_lossy(&fs::read(log).unwrap()).contains("(INJECTED)");
    let printed = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(!printed.contains("panicked"), "{arguments:?}, {fault}, call {n}: {printed}");
    assert!(done.status.code().is_some(), "{arguments:?}, {fault}, call {n}: {:?}", done.status);
    (failed, done.status.success())
}

/// Keeps a site for whoever looks into a failure.
fn keep(root: &Path) {
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("failing-call");
    let _ = fs::remove_dir_all(&kept);
    crate::support::copy(root, &kept);
    println!("the site as it was left is in {}", kept.display());
}

#[test]
#[ignore = "takes minutes and needs strace; ./test --long runs it"]
fn whichever_call_fails_nothing_is_half_made() {
    let folder = tempfile::tempdir().unwrap();
    let (root, log) = (folder.path().join("site"), folder.path().join("log"));
    site(&root);
    run(&root, &["build"]);
    let published = files(&root.join("public"));
    let mut tried = 0;
    for making in &MAKING {
        let target = root.join(making.made);
        run(&root, making.arguments);
        let whole = there(&target).unwrap();
        for fault in FAULTS {
            let mut quiet = 0;
            for n in 1.. {
                remove(&target);
                let (failed, succeeded) = with_fault(&root, &log, fault, n, making.arguments);
                let found = there(&target);
                let is_right = found.is_none() || found.as_ref() == Some(&whole);
                if !is_right {
                    keep(&root);
                }
                let name = || {
                    format!("{:?}, {fault}, call {n}: {:?}", making.arguments, found.as_ref().map(Files::len))
                };
                assert!(is_right, "{}", name());
                assert!(!succeeded || found.is_some(), "{}", name());
                tried += usize::from(failed);
                quiet = if failed { 0 } else { quiet + 1 };
                if quiet == QUIET {
                    break;
                }
            }
        }
        remove(&target);
        run(&root, making.arguments);
    }
    // A build over a published site: old or new, file by file, and the next one ends it.
    let section = root.join("content/district/2016/_index.md");
    let old = fs::read_to_string(&section).unwrap();
    let new = format!("{old}\n又一段。\n");
    for name in ["new", "themes/own", "content/district/2017", "archive", "2016.zip", "restored"] {
        remove(&root.join(name));
    }
    fs::write(&section, &new).unwrap();
    run(&root, &["build"]);
    let states = [published, files(&root.join("public"))];
    for fault in FAULTS {
        let (mut quiet, mut at) = (0, 0);
        for n in 1.. {
            at = 1 - at;
            fs::write(&section, if at == 0 { &old } else { &new }).unwrap();
            let (failed, succeeded) = with_fault(&root, &log, fault, n, &["build"]);
            for (path, bytes) in files(&root.join("public")) {
                let whole = states.iter().any(|state| state.get(&path) == Some(&bytes));
                assert!(
                    whole || path.starts_with(".planpress"),
                    "build, {fault}, call {n}: {path} is neither old nor new"
                );
            }
            if succeeded {
                assert!(files(&root.join("public")) == states[at], "build, {fault}, call {n}");
            }
            run(&root, &["build"]);
            assert!(files(&root.join("public")) == states[at], "build, {fault}, call {n}, then again");
            tried += usize::from(failed);
            quiet = if failed { 0 } else { quiet + 1 };
            if quiet == QUIET {
                break;
            }
        }
    }
    println!("{tried} failing calls");
}

/// Reports written into all files of a plan: each file is whole, and after the next command all are old or all are new.
#[test]
#[ignore = "takes minutes and needs strace; ./test --long runs it"]
fn whichever_call_fails_reports_are_written_into_all_files_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let (root, log) = (folder.path().join("site"), folder.path().join("log"));
    reports::site(&root);
    fs::write(folder.path().join("back.csv"), reports::sent()).unwrap();
    let arguments = ["collect", "in", "../back.csv", "--as-of", "2026-06-30"];
    let old = reports::texts(&root);
    run(&root, &arguments);
    let new = reports::texts(&root);
    assert_eq!(new.iter().filter(|(name, text)| old.get(*name) != Some(text)).count(), reports::SECTIONS + 1);
    let mut tried = 0;
    for fault in FAULTS {
        let mut quiet = 0;
        for n in 1.. {
            for (name, text) in &old {
                fs::write(root.join("content").join(name), text).unwrap();
            }
            let (failed, succeeded) = with_fault(&root, &log, fault, n, &arguments);
            let found = reports::texts(&root);
            let is_whole =
                found.iter().all(|(name, text)| old.get(name) == Some(text) || new.get(name) == Some(text));
            if !is_whole {
                keep(&root);
            }
            assert!(is_whole && found.len() == old.len(), "{fault}, call {n}");
            assert!(!succeeded || found == new, "{fault}, call {n}");
            run(&root, &["check"]);
            let ended = reports::texts(&root);
            assert!(ended == old || ended == new, "{fault}, call {n}, then a check");
            assert!(!root.join(".planpress-rewrite").exists(), "{fault}, call {n}");
            tried += usize::from(failed);
            quiet = if failed { 0 } else { quiet + 1 };
            if quiet == QUIET {
                break;
            }
        }
    }
    println!("{tried} failing calls");
}
