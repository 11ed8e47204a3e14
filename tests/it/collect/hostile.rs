//! Files that nobody in good faith sends: each is a finding, within bounds of time, and never a crash.

use super::*;
use crate::support::random::Random;
use std::io::Write;
use std::time::{Duration, Instant};

#[track_caller]
fn found(round: &Round, name: &str, bytes: &[u8], expected: &str) {
    let path = round.folder.path().join("hostile").join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, bytes).unwrap();
    let start = Instant::now();
    let read = round.read(&[path.to_str().unwrap().to_owned()], &[]);
    let told = told(&read);
    assert_eq!(read.status.code(), Some(1), "{name}: {told}");
    assert!(told.contains(&format!("{name}：{expected}")), "{name}: {told}");
    assert!(start.elapsed() < Duration::from_secs(30), "{name} took {:?}", start.elapsed());
}

/// A zip whose entries unpack to so many bytes each.
fn zip_of(entries: &[(&str, usize)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, size) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        let piece = vec![b' '; 1 << 20];
        for _ in 0..size >> 20 {
            zip.write_all(&piece).unwrap();
        }
        zip.write_all(&piece[..size & 0xF_FFFF]).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_workbook_is_told() {
    let round = Round::new();
    let compound = [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 4096]].concat();
    found(&round, "空.xlsx", b"", "文件中没有填报表");
    found(&round, "文档.xlsx", &compound, "不是电子表格文件");
    found(&round, "图片.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0", "不是电子表格文件");
    found(
        &round,
        "网页.xls",
        "<html><table><tr><td>指标</td></tr></table></html>".as_bytes(),
        "文件中没有填报表",
    );
    found(&round, "压缩包.xlsx", &zip_of(&[("a.txt", 5)]), "不是电子表格文件");
    found(&round, "炸弹.xlsx", &zip_of(&[("xl/workbook.xml", 66 << 20)]), "文件过大");
    found(&round, "半截.xlsx", &zip_of(&[("xl/workbook.xml", 5)])[..40], "文件已损坏");
    let missing = round.read(&["../没有.xlsx".to_owned()], &[]);
    assert!(told(&missing).contains("没有.xlsx：文件无法读取"), "{}", told(&missing));
    let folder = round.read(&["../out".to_owned()], &[]);
    assert!(told(&folder).contains("out：不是电子表格文件"), "{}", told(&folder));
}

/// A cell in the last corner of a sheet, and a table that somebody else made.
#[test]
fn a_cell_far_away_costs_nothing() {
    let round = Round::new();
    let mut book = round.filled().remove(WATER).unwrap();
    book.replace(
        "xl/worksheets/sheet2.xml",
        "</sheetData>",
        "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>",
    );
    let start = Instant::now();
    fine(&round.read(&round.back("far", &BTreeMap::from([(WATER, book)])), &["--dry-run"]));
    assert!(start.elapsed() < Duration::from_secs(10));
}

/// Bytes changed at random: refused or read, and never more than that.
#[test]
fn damaged_workbooks_end_in_a_finding() {
    let round = Round::new();
    let whole = round.filled().remove(WATER).unwrap().bytes();
    let mut random = Random::new(2026);
    let before = round.content();
    for number in 0..120 {
        let mut bytes = whole.clone();
        for _ in 0..=random.below(6) {
            let at = random.below(bytes.len());
            bytes[at] = u8::try_from(random.below(256)).unwrap();
        }
        if random.below(4) == 0 {
            bytes.truncate(random.below(bytes.len()));
        }
        let path = round.folder.path().join(format!("damaged/{number}.xlsx"));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        let read = round.read(&[path.to_str().unwrap().to_owned()], &["--dry-run"]);
        assert!(matches!(read.status.code(), Some(0 | 1)), "{number}: {}", told(&read));
    }
    assert_eq!(round.content(), before);
}
