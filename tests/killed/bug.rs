//! What cannot happen ends the whole process with code 2, wherever it is found.

use planpress::internals::bug::{found, report_bugs};
use std::process::Command;

/// Set for the process that is to find a bug.
const FINDS: &str = "PLANPRESS_TEST_FINDS_A_BUG";

/// Not a test of its own: finds a bug in a worker, where a panic alone would not end the process.
#[test]
fn finds_a_bug_in_a_worker() {
    if std::env::var_os(FINDS).is_none() {
        return;
    }
    report_bugs();
    let _ = std::thread::spawn(|| found(format_args!("no page for {}", "/2016/"))).join();
}

#[test]
fn a_bug_in_a_worker_ends_the_process_with_code_2_and_says_whose_fault_it_is() {
    let run = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "bug::finds_a_bug_in_a_worker", "--nocapture"])
        .env(FINDS, "1")
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(2));
    let told = String::from_utf8(run.stderr).unwrap();
    for part in ["a fault of Planpress", "自身的错误", "no page for /2016/", "bug.rs:"] {
        assert!(told.contains(part), "{part}: {told}");
    }
}
