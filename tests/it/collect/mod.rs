//! The quarter's round through the real program: workbooks out, filled in as spreadsheet programs leave them, and in again.

mod faults;
mod habits;
mod hostile;
mod round;

use crate::support::workbook::{Put, Workbook};
use crate::support::{copy, files, fixture, run};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;

/// A site with a plan that asks two units and nobody in particular, and a folder for what goes out and comes back.
struct Round {
    folder: tempfile::TempDir,
}

/// The sheets of a workbook.
const INDICATORS: usize = 2;
const TASKS: usize = 3;
const WATER: &str = "水务局.xlsx";
const HOUSING: &str = "住建局.xlsx";
const NOBODY: &str = "未明确牵头单位.xlsx";

/// What each unit fills in for the second quarter: the file, the sheet, the cell and what is put there.
const ANSWERS: [(&str, usize, &str, Put<'_>); 17] = [
    (WATER, INDICATORS, "G4", Put::Number("61.3")),
    (WATER, INDICATORS, "G5", Put::Number("9.2")),
    (WATER, INDICATORS, "G6", Put::Number("47900")),
    (WATER, INDICATORS, "G7", Put::Number("310")),
    (WATER, INDICATORS, "G8", Put::Text("下降4.5%")),
    (WATER, INDICATORS, "G9", Put::Number("1")),
    (WATER, TASKS, "D4", Put::Text("已完成")),
    (WATER, TASKS, "D5", Put::Text("推进中")),
    (WATER, TASKS, "D6", Put::Text("推进中")),
    (HOUSING, INDICATORS, "G4", Put::Number("1")),
    (HOUSING, INDICATORS, "G5", Put::Text("第2位")),
    (HOUSING, INDICATORS, "G6", Put::Text("1:1.25")),
    (HOUSING, INDICATORS, "G7", Put::Text("覆盖八成小区")),
    (HOUSING, INDICATORS, "G8", Put::Number("13.1")),
    (HOUSING, INDICATORS, "G9", Put::Number("19")),
    (HOUSING, TASKS, "D4", Put::Text("推进中")),
    (HOUSING, TASKS, "D5", Put::Text("推进中")),
];

impl Round {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&fixture("collect/site"), &folder.path().join("site"));
        let round = Self { folder };
        fine(&round.run(&["collect", "out", "2026", "--quarter", "2", "--dir", "../out"]));
        round
    }

    fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        run(&self.site(), &[&["--lang", "zh"], arguments].concat())
    }

    /// A workbook as it went out.
    fn sent(&self, file: &str) -> Workbook {
        Workbook::open(&self.folder.path().join("out").join(file))
    }

    /// The workbooks with all that the units fill in.
    fn filled(&self) -> BTreeMap<&'static str, Workbook> {
        let mut books = BTreeMap::new();
        for (file, sheet, cell, put) in ANSWERS {
            books.entry(file).or_insert_with(|| self.sent(file)).put(sheet, cell, put);
        }
        let mut nobody = self.sent(NOBODY);
        nobody.put(INDICATORS, "G4", Put::Number("4.5"));
        nobody.put(TASKS, "D4", Put::Text("已完成"));
        // 18 June 2026, as spreadsheets count days.
        nobody.put(TASKS, "E4", Put::Number("46191"));
        books.insert(NOBODY, nobody);
        books
    }

    /// Saves what came back; gives the arguments that name it.
    fn back(&self, name: &str, books: &BTreeMap<&'static str, Workbook>) -> Vec<String> {
        let save = |(file, book): (&&str, &Workbook)| {
            let path = self.folder.path().join(name).join(file);
            book.save(&path);
            path.to_str().unwrap().to_owned()
        };
        books.iter().map(save).collect()
    }

    /// Reads files that came back.
    fn read(&self, files: &[String], more: &[&str]) -> Output {
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        self.run(&[&["collect", "in"], &files[..], more].concat())
    }

    fn content(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.site().join("content/2026"))
    }

    /// The front matter of the plan's sections, one after the other.
    fn text(&self) -> String {
        self.content().values().map(|bytes| String::from_utf8(bytes.clone()).unwrap()).collect()
    }
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[track_caller]
fn fine(output: &Output) {
    assert_eq!(output.status.code(), Some(0), "{}", told(output));
}

/// Refused, each at the place that a line starts with, and nothing else.
#[track_caller]
fn refused(output: &Output, starts: &[&str]) {
    assert_eq!(output.status.code(), Some(1), "{}", told(output));
    let told = String::from_utf8(output.stderr.clone()).unwrap();
    let lines: Vec<&str> =
        told.lines().filter(|line| line.contains("xlsx ") || line.contains("csv ")).collect();
    assert_eq!(lines.len(), starts.len(), "{told}");
    for (line, start) in lines.iter().zip(starts) {
        assert!(line.starts_with(start), "{start} is not told, but {told}");
    }
    assert!(told.contains("没有写入任何文件"), "{told}");
}

/// CSV in the shape of a sheet.
fn csv(path: &Path, rows: &[&[&str]]) -> String {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let line = |row: &&[&str]| {
        let cells: Vec<String> =
            row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        cells.join(",") + "\r\n"
    };
    std::fs::write(path, rows.iter().map(line).collect::<String>()).unwrap();
    path.to_str().unwrap().to_owned()
}
