//! Files that a portal's operator must have at the root of the site.

use crate::support::{build, files, run, text, write};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn site() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    write(root, "site.yaml", "title: 站点\nroot_files: root\n");
    write(root, "content/about.md", "---\ntitle: 说明\n---\n正文。\n");
    write(
        root,
        "content/2016/_index.md",
        "---\nkind: plan\ntitle: 计划\nyear: 2016\nstatus: published\n---\n前言。\n",
    );
    write(root, "content/2016/01-a.md", "---\ntitle: 章\n---\n正文。\n");
    write(root, "root/baidu_verify_code.html", "code");
    write(root, "root/.well-known/security.txt", "Contact: mailto:a@example.gov.cn\n");
    write(root, "root/.DS_Store", "junk");
    dir
}

fn said(root: &Path, arguments: &[&str]) -> String {
    let output = run(root, arguments);
    [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat()
}

#[test]
fn they_are_published_byte_for_byte_and_removed_with_their_sources() {
    let dir = site();
    let root = dir.path();
    let output = root.join("public");
    build(root, &output, &[]);
    let first = files(&output);
    assert_eq!(text(&first, "baidu_verify_code.html"), "code");
    assert_eq!(text(&first, ".well-known/security.txt"), "Contact: mailto:a@example.gov.cn\n");
    assert!(!first.contains_key(".DS_Store"));
    write(root, "root/baidu_verify_code.html", "other");
    fs::remove_dir_all(root.join("root/.well-known")).unwrap();
    build(root, &output, &[]);
    let second = files(&output);
    assert_eq!(text(&second, "baidu_verify_code.html"), "other");
    assert!(!second.contains_key(".well-known/security.txt"));
    // No page says another thing for it.
    write(root, "site.yaml", "title: 站点\n");
    build(root, &output, &[]);
    let third = files(&output);
    let mut expected = second;
    expected.remove("baidu_verify_code.html");
    expected.remove(".planpress-manifest");
    assert!(expected.iter().all(|(file, bytes)| third[file] == *bytes));
}

#[test]
fn none_takes_the_address_of_a_page_or_of_the_programs_own_files() {
    let dir = site();
    let root = dir.path();
    let taken = [
        "index.html",
        "about/index.html",
        "2016/a/index.html",
        "robots.txt",
        "assets/x.css",
        "search/x.js",
        "indicators/a.html",
        "404.html",
    ];
    for file in taken {
        write(root, &format!("root/{file}"), "x");
    }
    let told = said(root, &["check", "--all"]);
    assert_eq!(told.matches("error[duplicate-address]").count(), taken.len(), "{told}");
    for file in taken {
        assert!(told.contains(&format!(" --> root/{file}:1:1\n")), "{file}: {told}");
    }
}

#[test]
fn a_folder_that_cannot_be_published_is_named() {
    let dir = site();
    let root = dir.path();
    fs::create_dir(root.join("empty")).unwrap();
    for (folder, words) in [
        ("../root", "is not the name of a folder"),
        ("a/b", "is not the name of a folder"),
        (".git", "is not the name of a folder"),
        ("content", "is for something else"),
        ("Archive", "is for something else"),
        ("nowhere", "there is no folder `nowhere`"),
        ("empty", "holds no file"),
    ] {
        write(root, "site.yaml", format!("title: 站点\nroot_files: {folder}\n"));
        let told = said(root, &["check"]);
        assert!(told.contains("error[bad-root-files]") && told.contains(words), "{folder}: {told}");
        assert!(told.contains(" --> site.yaml:2:13\n"), "{folder}: {told}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/hostname", root.join("root/host.txt")).unwrap();
        write(root, "site.yaml", "title: 站点\nroot_files: root\n");
        let told = said(root, &["check"]);
        assert!(told.contains("error[symlink-outside]") && told.contains("root/host.txt"), "{told}");
    }
}
