//! Every file of `tests/import/files/` as a document: what `tests/import/expected/NAME/document.txt` says.
//!
//! `UPDATE_EXPECTED=1` writes what is expected anew; read the difference before it is committed.

use super::support::dump;
use crate::import::docx::{ReadFault, TrackedChanges, read};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

#[test]
fn every_file_reads_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut files: Vec<_> = fs::read_dir(folder.join("files"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "docx"))
        .collect();
    files.sort();
    let mut wrong = String::new();
    for file in &files {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let told = told(&fs::read(file).unwrap());
        let expected = folder.join("expected").join(name).join("document.txt");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::create_dir_all(expected.parent().unwrap()).unwrap();
            fs::write(&expected, &told).unwrap();
        }
        if fs::read_to_string(&expected).unwrap_or_default() != told {
            let _ = writeln!(wrong, "{name}:\n{told}");
        }
    }
    assert!(files.len() >= 60, "only {} files", files.len());
    assert!(wrong.is_empty(), "{wrong}");
}

fn told(bytes: &[u8]) -> String {
    match read(bytes, TrackedChanges::Refuse) {
        Ok(document) => dump(&document),
        Err(ReadFault::TrackedChanges(count)) => format!(
            "{count} tracked changes\naccepted:\n{}rejected:\n{}",
            dump(&read(bytes, TrackedChanges::Accept).unwrap()),
            dump(&read(bytes, TrackedChanges::Reject).unwrap())
        ),
        Err(ReadFault::Unreadable(words)) => format!("{words:?}\n"),
    }
}
