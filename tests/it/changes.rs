//! What is new in the output since an earlier build, as lists; and that sending them on in their order never leaves a page
//! that leads to a missing one.

use crate::support::pages::{decode, tags};
use crate::support::{effort, run, write};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const PLAN: &str =
    "---\nkind: plan\ntitle: 计划2016年\nyear: 2016\nstatus: published\npublished: 2016-03-01\n---\n前言\n";

/// A site of so many sections, built; and a copy of its manifest, as whoever sent it keeps it.
fn site(sections: usize) -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    write(root, "site.yaml", "title: 站点\nbase_url: https://plan.example.gov.cn/\n");
    write(root, "content/_index.md", "---\ntitle: 首页\n---\n首页\n");
    write(root, "content/2016/_index.md", PLAN);
    (1..=sections).for_each(|number| section(root, number, "正文。"));
    built(root);
    let sent = dir.path().join("sent.manifest");
    fs::copy(root.join("public/.planpress-manifest"), &sent).unwrap();
    (dir, sent)
}

/// The files of an output without its manifest, which no list holds.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = crate::support::files(root);
    files.remove(".planpress-manifest");
    files
}

fn section(root: &Path, number: usize, text: &str) {
    let file = format!("content/2016/{number:02}-s{number}.md");
    write(root, &file, format!("---\ntitle: 章{number}\n---\n{text}\n"));
}

fn built(root: &Path) {
    let (code, printed) = said(root, &["build", "-q", "--allow-removals", "99"]);
    assert_eq!(code, Some(0), "{printed}");
}

fn said(root: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = run(root, arguments);
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (output.status.code(), text)
}

#[track_caller]
fn list(root: &Path, name: &str) -> BTreeSet<String> {
    let (code, printed) = said(root, &["changes", "--against", "sent.manifest", name]);
    assert_eq!(code, Some(0), "{printed}");
    printed.lines().map(ToOwned::to_owned).collect()
}

#[track_caller]
fn refused(root: &Path, arguments: &[&str], code: i32, words: &str) {
    let (status, printed) = said(root, &[&["changes", "--against", "sent.manifest"], arguments].concat());
    assert_eq!(status, Some(code), "{printed}");
    assert!(printed.contains(words), "{words} is not in:\n{printed}");
}

#[test]
fn nothing_is_listed_where_nothing_changed() {
    let (dir, _) = site(2);
    built(dir.path());
    for name in ["added", "changed", "removed"] {
        assert_eq!(list(dir.path(), name), BTreeSet::new(), "{name}");
    }
    let words = said(dir.path(), &["changes", "--against", "sent.manifest", "--lang", "zh"]);
    assert_eq!(words, (Some(0), "新增 0，改动 0，删除 0\n".to_owned()));
}

#[test]
fn the_lists_are_what_two_outputs_differ_in() {
    let (dir, _) = site(4);
    let root = dir.path();
    let before = files(&root.join("public"));
    section(root, 2, "另一段正文。");
    section(root, 9, "新的一章。");
    fs::remove_file(root.join("content/2016/04-s4.md")).unwrap();
    built(root);
    let after = files(&root.join("public"));
    let names = |of: &BTreeMap<String, Vec<u8>>, wanted: &dyn Fn(&str) -> bool| -> BTreeSet<String> {
        of.keys().filter(|name| wanted(name)).cloned().collect()
    };
    assert_eq!(list(root, "added"), names(&after, &|name| !before.contains_key(name)));
    let gone = said(root, &["changes", "--against", "sent.manifest", "removed", "--files"]).1;
    let gone: BTreeSet<String> = gone.lines().map(ToOwned::to_owned).collect();
    assert_eq!(gone, names(&before, &|name| !after.contains_key(name)));
    assert_eq!(list(root, "removed"), BTreeSet::from(["2016/s4".to_owned()]));
    let changed =
        |name: &str| before.get(name).is_some_and(|bytes| after.get(name).is_some_and(|now| now != bytes));
    assert_eq!(list(root, "changed"), names(&after, &changed));
    assert!(list(root, "added").contains("2016/s9/index.html"));
    assert!(list(root, "changed").contains("2016/s2/index.html"));
    let zeros = said(root, &["changes", "--against", "sent.manifest", "--null", "removed"]).1;
    assert!(zeros.ends_with('\0') && !zeros.contains('\n'), "{zeros:?}");
    let first = said(root, &["changes", "--first", "added"]).1;
    assert_eq!(
        first.lines().map(ToOwned::to_owned).collect::<BTreeSet<_>>(),
        after.keys().cloned().collect()
    );
}

#[test]
fn many_pages_do_not_vanish_unasked() {
    let (dir, _) = site(9);
    let root = dir.path();
    (1..=5).for_each(|number| {
        fs::remove_file(root.join(format!("content/2016/0{number}-s{number}.md"))).unwrap()
    });
    built(root);
    for name in ["added", "changed", "removed"] {
        refused(root, &[name], 1, "would vanish; no list is given\n  /2016/s1/\n");
    }
    assert_eq!(
        said(root, &["changes", "--against", "sent.manifest", "removed", "--allow-removals", "5"]).0,
        Some(0)
    );
    refused(root, &["removed", "--lang", "zh"], 1, "确要删除，请加上 --allow-removals 5");
}

#[test]
fn what_is_sealed_does_not_vanish_unasked() {
    let (dir, sent) = site(1);
    let root = dir.path();
    let (code, printed) = said(root, &["archive", "2016", "--date", "2017-01-31", "-q"]);
    assert_eq!(code, Some(0), "{printed}");
    built(root);
    fs::copy(root.join("public/.planpress-manifest"), &sent).unwrap();
    // Built elsewhere, where nobody knows what was published, from a repository that lost the bag and a chapter.
    fs::remove_dir_all(root.join("archive")).unwrap();
    fs::remove_dir_all(root.join("public")).unwrap();
    fs::remove_file(root.join("content/2016/01-s1.md")).unwrap();
    section(root, 2, "正文。");
    built(root);
    refused(root, &["added"], 1, "addresses of sealed plans would vanish");
    refused(root, &["added"], 1, "/2016/s1/");
    refused(root, &["added", "--lang", "zh"], 1, "/archive/2016-1.zip");
    let allowed = ["changes", "--against", "sent.manifest", "removed", "--allow-sealed-removals"];
    assert!(said(root, &allowed).1.contains("2016/s1\n"));
}

#[test]
fn a_manifest_that_is_none_is_no_first_time() {
    let (dir, sent) = site(1);
    let root = dir.path();
    let text = fs::read_to_string(&sent).unwrap();
    for broken in
        [String::new(), text.replacen("index.html", "index.htm", 1), text[..text.len() / 2].to_owned()]
    {
        fs::write(&sent, broken).unwrap();
        refused(root, &["added"], 2, "no whole manifest of a build");
    }
    fs::remove_file(&sent).unwrap();
    refused(root, &["added", "--lang", "zh"], 2, "sent.manifest 不存在，或者不是完整的生成清单");
    fs::write(&sent, text).unwrap();
    fs::remove_file(root.join("public/2016/s1/index.html")).unwrap();
    refused(root, &["added"], 2, "is not as the build left it");
}

/// A server for rsync that writes into a folder.
struct Server {
    process: Child,
    port: u16,
}

impl Server {
    fn start(dir: &Path, target: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        // Started by root it would write as somebody else.
        let user = Command::new("id").arg("-u").output().unwrap();
        let user = if user.stdout == b"0\n" { "uid = 0\ngid = 0\n" } else { "" };
        let config = format!(
            "{user}use chroot = no\nread only = no\nlog file = {}\npid file = {}\n[site]\npath = {}\n",
            dir.join("rsyncd.log").display(),
            dir.join("rsyncd.pid").display(),
            target.display()
        );
        write(dir, "rsyncd.conf", config);
        let process = Command::new("rsync")
            .args(["--daemon", "--no-detach", "--address=127.0.0.1", &format!("--port={port}")])
            .arg(format!("--config={}", dir.join("rsyncd.conf").display()))
            .stdin(Stdio::null())
            .spawn()
            .expect("rsync is there");
        let server = Self { process, port };
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            std::thread::sleep(Duration::from_millis(10));
        }
        server
    }

    /// The command that sends on one list.
    fn send(&self, root: &Path, name: &str, extra: &[&str]) -> Command {
        let printed = said(root, &["changes", "--against", "sent.manifest", "--allow-removals", "99", name]);
        assert_eq!(printed.0, Some(0), "{}", printed.1);
        write(root, name, printed.1);
        let mut command = Command::new("rsync");
        command
            .args(["-rt", "--ignore-times", "--whole-file", "--stats", &format!("--files-from={name}")])
            .args(extra);
        if name == "removed" {
            command.args(["--delete-missing-args", "--force"]);
        }
        command.arg("public/").arg(format!("rsync://127.0.0.1:{}/site/", self.port)).current_dir(root);
        command.env("LC_ALL", "C").stdout(Stdio::piped());
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The pages that can be reached from home and lead to something that is not there.
fn dead_ends(target: &Path) -> Vec<String> {
    let files = files(target);
    let (mut open, mut seen, mut dead) = (vec!["index.html".to_owned()], BTreeSet::new(), Vec::new());
    while let Some(page) = open.pop() {
        let Some(bytes) = files.get(&page).filter(|_| seen.insert(page.clone())) else { continue };
        let html = String::from_utf8_lossy(bytes);
        for tag in tags(&html) {
            let Some(link) = ["href", "src"].iter().find_map(|name| tag.get(name)) else { continue };
            let path = decode(link.split(['#', '?']).next().unwrap_or(""));
            if path.is_empty() || path.contains(':') {
                continue;
            }
            let mut parts: Vec<&str> = page.split('/').collect();
            parts.pop();
            for part in path.split('/') {
                match part {
                    "" | "." => {}
                    ".." => drop(parts.pop()),
                    name => parts.push(name),
                }
            }
            let mut file = parts.join("/");
            if path.ends_with('/') || path.ends_with('.') {
                file = if file.is_empty() { "index.html".to_owned() } else { file + "/index.html" };
            }
            if !files.contains_key(&file) {
                dead.push(format!("{page} -> {file}"));
            }
            if file.ends_with(".html") && !seen.contains(&file) {
                open.push(file);
            }
        }
    }
    dead
}

#[test]
#[ignore = "needs rsync: ./test runs it"]
fn rsync_sends_what_changed_and_killed_leaves_no_dead_link() {
    let (dir, _) = site(60);
    let root = dir.path();
    let target = dir.path().join("target");
    fs::create_dir(&target).unwrap();
    let server = Server::start(root, &target);
    let old = files(&root.join("public"));
    let reset = || {
        fs::remove_dir_all(&target).unwrap();
        old.iter().for_each(|(file, bytes)| write(&target, file, bytes));
    };
    reset();
    assert_eq!(dead_ends(&target), Vec::<String>::new());
    (1..=20).for_each(|number| {
        fs::remove_file(root.join(format!("content/2016/{number:02}-s{number}.md"))).unwrap()
    });
    (21..=40).for_each(|number| section(root, number, "另一段正文。[新的一章](70-s70.md)"));
    (70..=89).for_each(|number| section(root, number, "新的一章，见[上一章](21-s21.md)。"));
    built(root);
    let new = files(&root.join("public"));
    for name in ["added", "changed", "removed"] {
        let output = server.send(root, name, &[]).output().unwrap();
        assert!(output.status.success(), "{name}: {output:?}");
        let sizes: usize = fs::read_to_string(root.join(name))
            .unwrap()
            .lines()
            .filter_map(|file| new.get(file))
            .map(Vec::len)
            .sum();
        let stats = String::from_utf8(output.stdout).unwrap();
        let sent = stats.lines().find_map(|line| line.strip_prefix("Literal data: ")).unwrap();
        let sent: usize = sent.trim_end_matches(" bytes").replace(',', "").parse().unwrap();
        assert_eq!(sent, sizes, "{name}: {stats}");
        assert_eq!(dead_ends(&target), Vec::<String>::new(), "after {name}");
    }
    assert!(files(&target) == new, "what was sent is not what was built");
    let (mut cut, kills) = (0, effort::kills(50));
    for kill in 0..kills {
        reset();
        let lists = ["added", "changed", "removed"];
        // The list in which it is killed, and those before it whole.
        let at = kill % lists.len();
        for (index, name) in lists.iter().enumerate().take(at + 1) {
            let mut child = server.send(root, name, &[]).spawn().unwrap();
            if index == at {
                std::thread::sleep(Duration::from_micros(u64::try_from(kill * 1_500).unwrap()));
                let _ = child.kill();
            }
            cut += usize::from(!child.wait().unwrap().success());
        }
        // The other end notices a moment later.
        std::thread::sleep(Duration::from_millis(30));
        assert_eq!(dead_ends(&target), Vec::<String>::new(), "killed in {} ({kill})", lists[at]);
    }
    println!("{kills} kills, {cut} of them in the middle");
    assert!(cut > kills / 4, "only {cut} of {kills} kills met rsync at work");
}
