//! How time and memory grow with the input: each kind of input that once cost more than its size, over five doublings.
//!
//! `cargo bench --bench growth`, or with names of kinds. Prints for each size the processor's time and the peak memory, and
//! what the last doubling multiplied; ends with exit code 1 where that is clearly more than linear.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints, and ends where it cannot go on"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;
use wait4::Wait4 as _;

/// Twice the input may take so much more: linear, with sorting and noise.
const MOST: f64 = 2.7;
/// Less time than this says nothing of growth.
const LEAST: Duration = Duration::from_millis(40);
const DOUBLINGS: u32 = 5;
/// The quickest of so many runs counts: others on the machine only make one slower.
const RUNS: usize = 3;

/// A kind of input.
struct Kind {
    name: &'static str,
    /// The smallest size; the largest is 32 times that.
    start: usize,
    /// The command, run in the folder.
    command: &'static [&'static str],
    /// Writes the input of a size into an empty folder.
    write: fn(&Path, usize),
}

const CHECK: &[&str] = &["check", "-q", "--format", "json"];
const BUILD: &[&str] = &["build", "-q"];
const VERIFY: &[&str] = &["verify", "-q", "bag"];

const KINDS: [Kind; 13] = [
    Kind { name: "ordinary pages of the top level", start: 125, command: BUILD, write: pages },
    Kind {
        name: "figures in one paragraph",
        start: 1000,
        command: CHECK,
        write: |at, n| text(at, n, "培育12家企业，"),
    },
    Kind {
        name: "ranges in one paragraph",
        start: 1000,
        command: CHECK,
        write: |at, n| text(at, n, "3—5家、"),
    },
    Kind {
        name: "per cents in one paragraph",
        start: 1000,
        command: CHECK,
        write: |at, n| text(at, n, "增长8%、"),
    },
    Kind {
        name: "document numbers in one paragraph",
        start: 1000,
        command: CHECK,
        write: |at, n| text(at, n, "〔2016〕12号、"),
    },
    Kind {
        name: "bold beside punctuation",
        start: 1000,
        command: CHECK,
        write: |at, n| text(at, n, "**甲。**乙"),
    },
    Kind { name: "brackets that open", start: 1000, command: CHECK, write: |at, n| text(at, n, "[甲](") },
    Kind {
        name: "ignore comments in one file",
        start: 1000,
        command: CHECK,
        write: |at, n| text(at, n, "\n\n<!-- planpress-ignore figure-untold: 甲 -->\n\n12家\n"),
    },
    Kind { name: "indicators of one section", start: 125, command: BUILD, write: indicators },
    Kind { name: "plans of one series", start: 10, command: BUILD, write: plans },
    Kind { name: "junk in a manifest", start: 20_000, command: VERIFY, write: junk },
    Kind {
        name: "files that a manifest lists and that are missing",
        start: 1000,
        command: VERIFY,
        write: missing,
    },
    Kind { name: "bytes of one attachment (KiB)", start: 4096, command: BUILD, write: attachment },
];

fn write(folder: &Path, file: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// A site of one plan with one section.
fn site(folder: &Path, front_matter: &str, body: &str) {
    write(folder, "site.yaml", "title: 站点\n");
    write(
        folder,
        "content/p/_index.md",
        "---\nkind: plan\ntitle: 计划\nyear: 2016\nstatus: published\n---\n",
    );
    write(folder, "content/p/01-a.md", format!("---\ntitle: 章\n{front_matter}---\n{body}\n"));
}

fn text(folder: &Path, n: usize, piece: &str) {
    site(folder, "", &piece.repeat(n));
}

fn pages(folder: &Path, n: usize) {
    site(folder, "", "正文");
    for page in 0..n {
        write(folder, &format!("content/page-{page}.md"), format!("---\ntitle: 第{page}页\n---\n正文\n"));
    }
}

fn indicators(folder: &Path, n: usize) {
    let mut yaml = "indicators:\n".to_owned();
    for id in 0..n {
        writeln!(
            yaml,
            "  - {{id: i{id}, name: 指标{id}, unit: 家, target: {id}家以上, due: 2016-12-31, lead: 科}}"
        )
        .unwrap();
    }
    site(folder, &yaml, "正文");
}

fn plans(folder: &Path, n: usize) {
    write(folder, "site.yaml", "title: 站点\n");
    for plan in 0..n {
        let year = 1900 + plan;
        write(
            folder,
            &format!("content/{year}/_index.md"),
            format!(
                "---\nkind: plan\ntitle: 计划\nyear: {year}\nstatus: published\nindicators:\n  - {{id: a, name: 甲, unit: 家, target: 12家以上}}\n---\n"
            ),
        );
    }
}

fn bag(folder: &Path, manifest: &str) {
    write(folder, "bag/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    write(folder, "bag/data/a", "");
    write(folder, "bag/manifest-sha256.txt", manifest);
}

fn junk(folder: &Path, n: usize) {
    bag(folder, &"junk\n".repeat(n));
}

fn missing(folder: &Path, n: usize) {
    let digest = "0".repeat(64);
    bag(folder, &(0..n).map(|file| format!("{digest}  data/{file}\n")).collect::<String>());
}

fn attachment(folder: &Path, n: usize) {
    site(folder, "", "[附件](a.bin)");
    // Made without holding it: the system never reports less memory for a child than its parent once held.
    fs::File::create(folder.join("content/p/a.bin")).unwrap().set_len((n as u64) << 10).unwrap();
}

/// The processor's time and the peak memory of a run.
fn cost(folder: &Path, command: &[&str]) -> (Duration, u64) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_planpress"))
        .args(command)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let used = child.wait4().unwrap().rusage;
    (used.utime + used.stime, used.maxrss)
}

fn main() -> ExitCode {
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let mut worse = 0;
    for kind in
        KINDS.iter().filter(|kind| wanted.is_empty() || wanted.iter().any(|name| kind.name.contains(name)))
    {
        println!("{}", kind.name);
        let mut before: Option<(Duration, u64)> = None;
        let mut factor = 0.0;
        for doubling in 0..=DOUBLINGS {
            let size = kind.start << doubling;
            let folder = tempfile::tempdir().unwrap();
            (kind.write)(folder.path(), size);
            let runs = (0..RUNS).map(|_| {
                let _ = fs::remove_dir_all(folder.path().join("public"));
                cost(folder.path(), kind.command)
            });
            let (time, memory) = runs.min().unwrap();
            factor = before.map_or(0.0, |(last, _)| time.as_secs_f64() / last.max(LEAST).as_secs_f64());
            println!("  {size:>9}  {:>8.3} s  {:>6} MB  ×{factor:.2}", time.as_secs_f64(), memory >> 20);
            before = Some((time, memory));
        }
        if factor > MOST {
            println!("  grows by more than its size");
            worse += 1;
        }
    }
    println!("{} kinds, {worse} grow by more than their size", KINDS.len());
    if worse == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
