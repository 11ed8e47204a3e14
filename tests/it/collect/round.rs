//! A round as it should go, and what several files say of one thing.

use super::*;
use crate::support::program;

#[test]
fn what_is_filled_in_is_what_is_written() {
    let round = Round::new();
    let before = round.content();
    let files = round.back("back", &round.filled());
    let dry = round.read(&files, &["--as-of", "2026-06-30", "--dry-run"]);
    fine(&dry);
    assert_eq!(round.content(), before);
    let done = round.read(&files, &["--as-of", "2026-06-30"]);
    fine(&done);
    assert_eq!(dry.stdout, done.stdout);
    compare("expected", &round.content());
    compare("told", &BTreeMap::from([("differences.txt".to_owned(), done.stdout)]));
    fine(&round.run(&["check"]));
    // Who sends the same again changes nothing.
    let written = round.content();
    let again = round.read(&files, &[]);
    fine(&again);
    assert!(told(&again).contains("没有新内容"), "{}", told(&again));
    assert_eq!(round.content(), written);
    let status = round.run(&["collect", "status", "2026", "--quarter", "2", "--today", "2026-07-02"]);
    compare("status", &BTreeMap::from([("status.txt".to_owned(), status.stdout)]));
}

/// Compares files with those of `tests/fixtures/collect/`; `UPDATE_EXPECTED=1` writes these.
#[track_caller]
fn compare(name: &str, found: &BTreeMap<String, Vec<u8>>) {
    let place = fixture("collect").join(name);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        let _ = std::fs::remove_dir_all(&place);
        for (file, bytes) in found {
            crate::support::write(&place, file, bytes);
        }
    }
    for (file, bytes) in found {
        let expected = std::fs::read_to_string(place.join(file)).unwrap();
        assert_eq!(String::from_utf8_lossy(bytes), expected, "{file}");
    }
}

#[test]
fn the_same_workbooks_everywhere() {
    let round = Round::new();
    let other = program()
        .current_dir("/")
        .envs([("TZ", "Asia/Kathmandu"), ("LANG", "tr_TR.UTF-8")])
        .args(["--root", round.site().to_str().unwrap(), "collect", "out", "2026", "--quarter", "2", "--dir"])
        .arg(round.folder.path().join("other"))
        .output()
        .unwrap();
    fine(&other);
    let [one, other] = ["out", "other"].map(|name| files(&round.folder.path().join(name)));
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    assert!(one == other);
    // A folder that holds anything is left alone.
    let again = round.run(&["collect", "out", "2026", "--dir", "../out"]);
    assert_eq!(again.status.code(), Some(2), "{}", told(&again));
    assert!(files(&round.folder.path().join("out")) == one);
}

#[test]
fn text_that_looks_like_a_formula_stays_text_and_rare_characters_survive() {
    let round = Round::new();
    let book = round.sent(HOUSING);
    let strings = book.part("xl/sharedStrings.xml");
    assert!(strings.contains("@重点”老旧房屋=修缮，+加固，𠮷祥里等"), "{strings}");
    for name in book.names().filter(|name| name.starts_with("xl/worksheets/sheet")) {
        let sheet = book.part(name);
        assert!(!sheet.contains("<f>"), "{name} has a formula");
        assert!(sheet.contains("<sheetProtection"), "{name} is not locked");
    }
}

#[test]
fn a_round_in_two_files_and_one_that_was_sent_twice_are_one() {
    let round = Round::new();
    let filled = round.filled();
    let mut first = round.sent(WATER);
    let mut second = round.sent(WATER);
    for (file, sheet, cell, put) in ANSWERS {
        if file == WATER {
            if cell < "G6" { first.put(sheet, cell, put) } else { second.put(sheet, cell, put) }
        }
    }
    let paths: Vec<String> = [("a", first), ("b", second), ("c", filled[WATER].clone())]
        .into_iter()
        .map(|(name, book)| {
            let path = round.folder.path().join(format!("split/{name}.xlsx"));
            book.save(&path);
            path.to_str().unwrap().to_owned()
        })
        .collect();
    let parts = round.read(&paths, &["--dry-run"]);
    fine(&parts);
    let whole = round.read(&paths[2..], &["--dry-run"]);
    assert_eq!(parts.stdout, whole.stdout);
}

#[test]
fn two_values_of_one_thing_are_refused_with_both_places() {
    let round = Round::new();
    let mut books = round.filled();
    books.get_mut(WATER).unwrap().put(INDICATORS, "G9", Put::Number("2"));
    let before = round.content();
    let joint = round.read(&round.back("joint", &books), &[]);
    refused(
        &joint,
        &[
            "住建局.xlsx 指标!G4：此处为1个，水务局.xlsx 指标!G9为2个",
            "水务局.xlsx 指标!G9：此处为2个，住建局.xlsx 指标!G4为1个",
        ],
    );
    // The same unit twice.
    let first = round.filled().remove(WATER).unwrap();
    let mut second = first.clone();
    second.put(INDICATORS, "G4", Put::Number("62"));
    let paths: Vec<String> = [("one/水务局.xlsx", first), ("two/水务局.xlsx", second)]
        .into_iter()
        .map(|(name, book)| {
            let path = round.folder.path().join(name);
            book.save(&path);
            path.to_str().unwrap().to_owned()
        })
        .collect();
    let twice = round.read(&paths, &[]);
    let places = [&paths[0], &paths[1]].map(|path| format!("{path} 指标!G4：此处为"));
    refused(&twice, &[&places[0], &places[1]]);
    assert_eq!(round.content(), before);
}

#[test]
fn a_value_of_a_day_is_corrected_only_with_a_reason() {
    let round = Round::new();
    fine(&round.read(&round.back("back", &round.filled()), &["--as-of", "2026-06-30"]));
    let written = round.content();
    let mut book = round.filled().remove(WATER).unwrap();
    book.put(INDICATORS, "G4", Put::Number("63.1"));
    let files = round.back("corrected", &BTreeMap::from([(WATER, book)]));
    refused(&round.read(&files, &[]), &["水务局.xlsx 指标!G4：2026-06-30 已报61.3公里"]);
    assert_eq!(round.content(), written);
    fine(&round.read(&files, &["--correct", "漏报城西片区", "--today", "2026-07-20"]));
    let text = round.text();
    assert!(text.contains("63.1") && text.contains("漏报城西片区"), "{text}");
    fine(&round.run(&["check"]));
}

#[test]
fn what_is_wrong_goes_back_marked_and_is_read_again() {
    let round = Round::new();
    let mut books = round.filled();
    let water = books.get_mut(WATER).unwrap();
    water.put(INDICATORS, "G4", Put::Text("六十多"));
    water.put(INDICATORS, "H6", Put::Number("46204"));
    water.put(TASKS, "D4", Put::Text("快了"));
    let files = round.back("back", &books);
    let starts = [
        "水务局.xlsx 任务!D4：",
        "水务局.xlsx 指标!G4：“六十多”不是数字",
        "水务局.xlsx 指标!H6：2026-07-01不在",
    ];
    refused(&round.read(&files, &["--returned", "../returned"]), &starts);
    // Only what has faults goes back.
    let returned = round.folder.path().join("returned");
    assert_eq!(crate::support::files(&returned).keys().collect::<Vec<_>>(), [WATER]);
    let book = Workbook::open(&returned.join(WATER));
    let notes: String =
        book.names().filter(|name| name.starts_with("xl/comments")).map(|name| book.part(name)).collect();
    for note in ["“六十多”不是数字", "2026-07-01不在", "“快了”不是任务状态"] {
        assert!(notes.contains(note), "{notes}");
    }
    let path = returned.join(WATER).to_str().unwrap().to_owned();
    refused(&round.read(std::slice::from_ref(&path), &[]), &starts);
    // Corrected, it is as good as any.
    let mut book = book;
    book.put(INDICATORS, "G4", Put::Number("61.3"));
    book.put(INDICATORS, "H6", Put::Number("46203"));
    book.put(TASKS, "D4", Put::Text("已完成"));
    books.insert(WATER, book);
    fine(&round.read(&round.back("mended", &books), &["--as-of", "2026-06-30"]));
    compare("expected", &round.content());
}

#[test]
fn a_sealed_plan_is_left_alone() {
    let round = Round::new();
    let files = round.back("back", &round.filled());
    let site = round.site();
    let yaml = std::fs::read_to_string(site.join("site.yaml")).unwrap();
    std::fs::write(site.join("site.yaml"), yaml + "sealed: [\"2026\"]\n").unwrap();
    for refused in [round.read(&files, &[]), round.run(&["collect", "out", "2026", "--dir", "../new"])] {
        assert_eq!(refused.status.code(), Some(1), "{}", told(&refused));
        assert!(told(&refused).contains("已归档"), "{}", told(&refused));
    }
    assert!(!round.folder.path().join("new").exists());
}

#[test]
fn a_plan_that_is_not_there_is_told_with_those_that_are() {
    let round = Round::new();
    let unknown = round.run(&["collect", "status", "2062"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(told(&unknown).contains("没有地址为 `2062` 的计划"), "{}", told(&unknown));
}
