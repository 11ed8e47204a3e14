//! What a release holds, and that a double-click is enough: the launcher makes a first plan and shows it.

use crate::support::preview::until;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Where the parts of a release are.
fn release() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/release")
}

#[test]
fn windows_reads_its_launcher() {
    let text = fs::read_to_string(release().join("open-plan.cmd")).unwrap();
    assert!(text.is_ascii(), "the console's encoding is not known");
    assert!(text.lines().count() > 5 && text.split_inclusive('\n').all(|line| line.ends_with("\r\n")));
}

/// Ends a preview that the launcher became.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(unix)]
#[test]
fn a_double_click_makes_a_plan_and_shows_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let packed = Command::new("bash")
        .arg(release().join("package.sh"))
        .args([env!("CARGO_BIN_EXE_planpress"), "planpress-test"])
        .arg(dir.path())
        .output()
        .unwrap();
    assert!(packed.status.success(), "{}", String::from_utf8_lossy(&packed.stderr));
    let checked = Command::new("sha256sum")
        .args(["-c", "planpress-test.tar.gz.sha256"])
        .current_dir(&dir)
        .output()
        .unwrap();
    assert!(checked.status.success());
    let unpacked =
        Command::new("tar").args(["-xzf", "planpress-test.tar.gz"]).current_dir(&dir).status().unwrap();
    assert!(unpacked.success());
    let folder = dir.path().join("planpress-test");
    let mut names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let expected = [
        "CHANGELOG.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "README.zh-CN.md",
        "open-plan.command",
        "planpress",
    ];
    assert_eq!(names, expected);

    let bin = dir.path().join("bin");
    fs::create_dir(&bin).unwrap();
    let record = dir.path().join("record");
    let opener = format!("#!/bin/sh\necho \"$1\" >'{}'\n", record.display());
    for name in ["xdg-open", "open"] {
        fs::write(bin.join(name), &opener).unwrap();
        fs::set_permissions(bin.join(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    for round in ["first", "second"] {
        let _ = fs::remove_file(&record);
        let launched = Command::new(folder.join("open-plan.command"))
            .env("PATH", &path)
            .current_dir("/")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let running = Running(launched);
        until("the browser was started", || {
            fs::read_to_string(&record).is_ok_and(|address| address.ends_with('\n'))
        });
        assert!(fs::read_to_string(&record).unwrap().starts_with("http://127.0.0.1:"), "{round}");
        assert!(folder.join("my-plan/site.yaml").exists(), "{round}");
        drop(running);
    }
}
