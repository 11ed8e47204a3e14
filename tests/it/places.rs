//! What is written, and where: places are kept apart, files are whole, and what others planted is not followed.

use crate::support::{files, program, run, write};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A site with one plan, sealed.
fn site() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    write(root, "site.yaml", "title: 站点\nbase_url: https://plan.example.gov.cn/\n");
    write(root, "content/_index.md", "---\ntitle: 首页\n---\n首页\n");
    let plan = "---\nkind: plan\ntitle: 计划2016年\nyear: 2016\nstatus: published\npublished: 2016-03-01\n---\n前言\n";
    write(root, "content/p/_index.md", plan);
    write(root, "content/p/01-a.md", "---\ntitle: 章\n---\n正文\n");
    let sealed = run(root, &["archive", "p", "--date", "2016-04-01", "-q"]);
    assert!(sealed.status.success(), "{}", printed(&sealed));
    dir
}

fn printed(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).concat()
}

#[test]
fn nothing_is_written_among_sources_or_sealed_plans() {
    let dir = site();
    let root = dir.path();
    let other = tempfile::tempdir().unwrap();
    write(other.path(), "site.yaml", "title: 别的站点\n");
    write(other.path(), "content/_index.md", "---\ntitle: 首页\n---\n");
    let elsewhere = other.path().join("content/x");
    let elsewhere = elsewhere.to_str().unwrap();
    let before = files(root);
    for arguments in [
        &["build", "--output", "archive"][..],
        &["build", "--output", "archive/x/y"],
        &["build", "--output", "content/../content/x"],
        &["build", "--output", "themes"],
        &["build", "--output", elsewhere],
        &["archive", "p", "--zip", "archive/p/1/p.zip"],
        &["archive", "p", "--zip", "archive/p.zip"],
        &["archive", "p", "--zip", "content/p/p.zip"],
        &["archive", "--restore", "p", "--to", "archive/back"],
        &["archive", "--restore", "p", "--to", "archive/p/1/data/back"],
        &["archive", "--restore", "p", "--to", "content/back"],
        &["archive", "--restore", "p", "--to", elsewhere],
        &["rollover", "p", "--to", "2017", "--report", "content/account.md"],
        &["rollover", "p", "--to", "2017", "--report", "archive/account.md"],
    ] {
        let done = run(root, arguments);
        assert_eq!(done.status.code(), Some(2), "{arguments:?}: {}", printed(&done));
        assert!(printed(&done).contains("give another place"), "{arguments:?}: {}", printed(&done));
        assert!(files(root) == before, "{arguments:?}");
        assert_eq!(files(other.path()).len(), 2, "{arguments:?}");
    }
    // A copy of a bag is a bag.
    let copy = other.path().join("copy");
    crate::support::copy(&root.join("archive/p/1"), &copy);
    let into = copy.join("p.zip");
    let done = run(root, &["archive", "p", "--zip", into.to_str().unwrap()]);
    assert!(done.status.code() == Some(2) && printed(&done).contains("sealed bag"), "{}", printed(&done));
    assert!(run(root, &["verify", "-q"]).status.success());
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_printed_whole_fails_the_command() {
    let dir = site();
    for arguments in [
        &["schema"][..],
        &["completions", "bash"],
        &["explain"],
        &["check", "--format", "json"],
        &["verify", "--format", "json"],
        &["rollover", "p", "--to", "2017", "--dry-run"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let done = program()
            .current_dir(dir.path())
            .args(arguments)
            .stdout(Stdio::from(full))
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(done.status.code(), Some(2), "{arguments:?}: {}", printed(&done));
        assert!(printed(&done).contains("what is there is not all"), "{arguments:?}: {}", printed(&done));
    }
}

/// The program in a shell with limits.
#[cfg(unix)]
fn limited(root: &Path, limits: &str, arguments: &str) -> Output {
    let program = env!("CARGO_BIN_EXE_planpress");
    let script = format!("{limits}; exec '{program}' {arguments} --lang en");
    Command::new("bash").args(["-c", &script]).current_dir(root).output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_filled_is_not_there() {
    let dir = site();
    let root = dir.path();
    let long = format!("---\ntitle: 长\n---\n{}", "正文。\n\n".repeat(2000));
    write(root, "content/p/02-long.md", &long);
    let sealed = run(root, &["archive", "p", "--amend", "--reason", "补充", "--date", "2016-05-01", "-q"]);
    assert!(sealed.status.success(), "{}", printed(&sealed));
    for (command, there) in [
        ("archive --restore p --to back", "back"),
        ("archive --restore p --to a/b/back", "a"),
        ("archive p --zip p.zip", "p.zip"),
        ("init new", "new"),
    ] {
        // Files of more than a kilobyte or two fail as on a full disk.
        let before = files(root);
        let done = limited(root, "trap '' XFSZ; ulimit -f 1", command);
        assert_eq!(done.status.code(), Some(2), "{command}: {}", printed(&done));
        assert!(!root.join(there).exists(), "{command} leaves {there}: {}", printed(&done));
        assert!(files(root) == before, "{command}: {}", printed(&done));
        assert!(!printed(&done).contains("output"), "{command}: there is no output: {}", printed(&done));
        let done = limited(root, ":", command);
        assert_eq!(done.status.code(), Some(0), "{command}: {}", printed(&done));
    }
    assert_eq!(fs::read_to_string(root.join("back/content/p/02-long.md")).unwrap(), long);
}

#[cfg(unix)]
#[test]
fn an_account_that_cannot_be_written_does_not_hide_that_the_plan_is_there() {
    let dir = site();
    write(dir.path(), "account/README", "taken");
    let done = run(dir.path(), &["rollover", "p", "--to", "2017", "--report", "missing/account.md"]);
    let said = printed(&done);
    assert_eq!(done.status.code(), Some(2), "{said}");
    let there = dir.path().join("content/2017").exists() || dir.path().join("content/p-2017").exists();
    assert!(there == said.contains("the plan is made"), "{said}");
}

#[cfg(unix)]
#[test]
fn what_others_planted_beside_the_output_is_not_followed() {
    use std::os::unix::fs::{PermissionsExt as _, chown, symlink};
    let dir = site();
    let root = dir.path();
    let staging = root.join(".public.planpress");
    let refused = |what: &str| {
        let done = limited(root, ":", "build --output public");
        assert_eq!(done.status.code(), Some(2), "{what}: {}", printed(&done));
        assert!(printed(&done).contains("was not made by this user"), "{what}: {}", printed(&done));
        assert!(!root.join("public").exists(), "{what}");
    };
    let pipe =
        |name: &str| assert!(Command::new("mkfifo").arg(staging.join(name)).status().unwrap().success());
    for name in ["lock", "journal"] {
        fs::create_dir(&staging).unwrap();
        fs::set_permissions(&staging, fs::Permissions::from_mode(0o700)).unwrap();
        pipe(name);
        refused(&format!("{name} is a pipe"));
        fs::remove_dir_all(&staging).unwrap();
        fs::create_dir(&staging).unwrap();
        fs::set_permissions(&staging, fs::Permissions::from_mode(0o700)).unwrap();
        symlink("/etc/hostname", staging.join(name)).unwrap();
        refused(&format!("{name} is a link"));
        fs::remove_dir_all(&staging).unwrap();
    }
    fs::create_dir(&staging).unwrap();
    fs::set_permissions(&staging, fs::Permissions::from_mode(0o777)).unwrap();
    refused("others may write in it");
    fs::set_permissions(&staging, fs::Permissions::from_mode(0o700)).unwrap();
    if chown(&staging, Some(65534), None).is_ok() {
        refused("it belongs to somebody else");
    } else {
        eprintln!("skipped: only root can give a folder to another user");
    }
    fs::remove_dir_all(&staging).unwrap();
    assert!(run(root, &["build", "-q"]).status.success());
}

#[cfg(unix)]
#[test]
fn configuration_and_themes_do_not_come_from_outside_the_site() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "site.yaml", "title: 站点\n");
    write(outside.path(), "themes/own/theme.yaml", "name: own\nversion: 0.1.0\nextends: gov\n");
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    write(root, "content/_index.md", "---\ntitle: 首页\n---\n首页\n");
    let refused = |file: &str| {
        let done = run(root, &["build"]);
        let said = printed(&done);
        assert_eq!(done.status.code(), Some(1), "{said}");
        assert!(said.contains("symlink-outside") && said.contains(file), "{said}");
    };
    symlink(outside.path().join("site.yaml"), root.join("site.yaml")).unwrap();
    refused("site.yaml");
    fs::remove_file(root.join("site.yaml")).unwrap();
    write(root, "site.yaml", "title: 站点\ntheme: own\n");
    symlink(outside.path().join("themes"), root.join("themes")).unwrap();
    refused("themes");
    fs::remove_file(root.join("themes")).unwrap();
    fs::create_dir(root.join("themes")).unwrap();
    symlink(outside.path().join("themes/own"), root.join("themes/own")).unwrap();
    refused("themes/own");
    fs::remove_file(root.join("themes/own")).unwrap();
    fs::create_dir(root.join("themes/own")).unwrap();
    symlink(outside.path().join("themes/own/theme.yaml"), root.join("themes/own/theme.yaml")).unwrap();
    refused("themes/own/theme.yaml");
    // A link inside of the site is one of its names.
    fs::rename(root.join("site.yaml"), root.join("real.yaml")).unwrap();
    symlink("real.yaml", root.join("site.yaml")).unwrap();
    fs::remove_file(root.join("themes/own/theme.yaml")).unwrap();
    fs::copy(outside.path().join("themes/own/theme.yaml"), root.join("themes/own/theme.yaml")).unwrap();
    let done = run(root, &["build", "-q"]);
    assert!(done.status.success(), "{}", printed(&done));
}
