//! What the tests of whole sites share: temporary copies, runs of the program, a reader of its pages.

pub mod bags;
pub mod effort;
pub mod pages;
pub mod preview;
pub mod random;
pub mod workbook;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use walkdir::WalkDir;

/// The folder of the repository's tests.
pub fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// A fixture of `tests/fixtures/`.
pub fn fixture(name: &str) -> PathBuf {
    tests().join("fixtures").join(name)
}

/// The program, told not to depend on the surroundings.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_planpress"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"] {
        command.env_remove(name);
    }
    command.env("COLUMNS", "100");
    command
}

/// Runs the program in a site's folder.
pub fn run(root: &Path, arguments: &[&str]) -> Output {
    program().current_dir(root).args(arguments).output().unwrap()
}

/// Runs the program in a site's folder; all must be well, with nothing found.
pub fn build(root: &Path, output: &Path, arguments: &[&str]) {
    let output = output.to_str().unwrap();
    let run = run(root, &[&["build", "--strict", "--output", output], arguments].concat());
    assert!(run.status.success(), "{}\n{}", root.display(), String::from_utf8_lossy(&run.stderr));
}

/// Fills in what `init` left open, and publishes the plan.
pub fn fill_in(root: &Path) {
    for (file, bytes) in files(root) {
        let mut text = String::from_utf8(bytes).unwrap();
        for (mark, own) in [
            ("××", "某"),
            ("（示例）", ""),
            ("（待填）", ""),
            (" (example)", ""),
            ("(to be filled in) ", ""),
            ("status: draft", "status: published"),
        ] {
            text = text.replace(mark, own);
        }
        write(root, &file, text);
    }
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Writes a file and the folders above it.
pub fn write(root: &Path, file: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// The files below a folder by their path; the manifest is the writer's own affair.
pub fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    WalkDir::new(root)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// Files by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What a site's folder becomes, beside it; all must be well, with nothing found.
pub fn built(root: &Path, arguments: &[&str]) -> Files {
    let public = root.parent().unwrap().join("public");
    build(root, &public, arguments);
    files(&public)
}

/// The words of a page without its tags, which may stand within a figure.
pub fn said(html: &str) -> String {
    html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect()
}

/// The text of one of the files.
pub fn text(files: &Files, file: &str) -> String {
    String::from_utf8(files.get(file).unwrap_or_else(|| panic!("{file}: {:?}", files.keys())).clone())
        .unwrap()
}

/// Compares a text with the file that holds what is expected; `UPDATE_EXPECTED=1` writes it instead.
pub fn expect(file: &Path, actual: &str, failures: &mut Vec<String>) {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, actual).unwrap();
        return;
    }
    let expected = fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n");
    if expected != actual {
        let name = file.strip_prefix(tests()).unwrap_or(file).display();
        failures.push(format!("== {name} ==\n-- expected --\n{expected}\n-- actual --\n{actual}"));
    }
}

/// Fails with everything that is not as expected, not only the first.
pub fn report(failures: &[String]) {
    assert!(failures.is_empty(), "{}\nUPDATE_EXPECTED=1 takes these as expected", failures.join("\n"));
}
