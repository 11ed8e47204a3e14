//! Builds of several bodies killed at random moments: a body that then has errors stands in sources that were published, the
//! old or the new.

use crate::commands::run as build;
use crate::support::random::Random;
use crate::support::{effort, files, program, run, write};
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// So often it is killed, unless the campaign asks for more.
const KILLS: usize = 6;

fn section(root: &Path, body: &str, text: &str) {
    let more = "字".repeat(400);
    let text = format!("---\ntitle: 章节\n---\n{text}{more}。\n");
    write(root, &format!("content/{body}/2026/01-x.md"), text);
}

fn site(root: &Path) {
    write(root, "site.yaml", "title: 县政府部门计划\n");
    write(root, "content/_index.md", "---\ntitle: 首页\n---\n首页。\n");
    for body in ["a", "b", "c"] {
        write(root, &format!("content/{body}/_index.md"), format!("---\ntitle: {body}局\n---\n"));
        let front = format!("kind: plan\ntitle: {body}局计划\nyear: 2026\nstatus: published");
        write(root, &format!("content/{body}/2026/_index.md"), format!("---\n{front}\n---\n前言。\n"));
        section(root, body, "第0版");
    }
}

#[test]
fn a_killed_build_leaves_last_good_sources_that_were_published() {
    let mut random = Random::of_the_moment();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    site(root);
    let start = Instant::now();
    build(root, &["build"]);
    let time: Duration = start.elapsed();
    let page = root.join("public/a/2026/x/index.html");
    for kill in 1..=effort::kills(KILLS) {
        let before = fs::read_to_string(&page).unwrap();
        section(root, "a", &format!("第{kill}版"));
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
        // The next build finds an error, and finishes what was cut off.
        write(root, "content/a/2026/01-x.md", "---\ntitle：坏\n---\n");
        section(root, "b", &format!("第{kill}版"));
        let done = run(root, &["build"]);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(1), "kill {kill}: {said}");
        assert!(said.starts_with("a局 (a) stands still"), "kill {kill}: {said}");
        let now = fs::read_to_string(&page).unwrap();
        assert!(now == before || now.contains(&format!("第{kill}版")), "kill {kill}: neither old nor new");
        let other = fs::read_to_string(root.join("public/b/2026/x/index.html")).unwrap();
        assert!(other.contains(&format!("第{kill}版")), "kill {kill}: b did not go on");
    }
    section(root, "a", "末版");
    build(root, &["build"]);
    let kept = files(&root.join(".public.planpress-good/a/files"));
    assert_eq!(kept.len(), 3, "what no record names is removed: {:?}", kept.keys());
}
