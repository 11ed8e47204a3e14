//! Workbooks read back by another library: every cell of every sheet is what the record says.

use super::numbers::{exact, percent_places};
use super::*;
use crate::opendata::columns::{Cell, ColumnKind};
use crate::opendata::number::Number;
use crate::opendata::samples::{any_plan, number, plan, plan_of, target};
use calamine::{Data, Range, Reader, Xlsx};
use order::Placed;
use proptest::prelude::*;
use std::io::Cursor;

fn open(record: &PlanRecord, lang: Lang) -> Xlsx<Cursor<Vec<u8>>> {
    calamine::open_workbook_from_rs(Cursor::new(workbook(record, lang))).unwrap()
}

/// A cell as the reader should see it: a number, a day as `2016-06-30`, else text.
#[derive(Debug, PartialEq)]
enum Seen {
    Nothing,
    Number(f64),
    Day(String),
    Text(String),
}

fn expected(cell: &Cell<'_>) -> Seen {
    match cell {
        Cell::Empty => Seen::Nothing,
        Cell::Text(text) => Seen::Text(text.replace("\r\n", "\n")),
        Cell::Number(number) => exact(*number).map_or(Seen::Text(number.text()), Seen::Number),
        Cell::Date(date) if *date < "1900-03" => Seen::Text((*date).to_owned()),
        Cell::Date(date) => Seen::Day((*date).to_owned()),
        Cell::Flag(flag) => Seen::Text(if *flag { "是" } else { "否" }.to_owned()),
    }
}

fn seen(cell: Option<&Data>) -> Seen {
    match cell {
        None | Some(Data::Empty) => Seen::Nothing,
        Some(Data::Float(number)) => Seen::Number(*number),
        Some(Data::String(text)) => Seen::Text(text.clone()),
        Some(Data::DateTime(day)) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            Seen::Day(format!("{year:04}-{month:02}-{day:02}"))
        }
        Some(other) => panic!("{other:?}"),
    }
}

fn check<T>(sheet: &Range<Data>, columns: &[Placed<T>], record: &PlanRecord, items: &[T]) {
    for (at, (column, _)) in columns.iter().enumerate() {
        assert_eq!(sheet.get((0, at)), Some(&Data::String(column.chinese.to_owned())));
        for (row, item) in (1..).zip(items) {
            let cell = (column.cell)(record, item);
            assert_eq!(seen(sheet.get((row, at))), expected(&cell), "row {row}, {}", column.name);
        }
    }
    assert_eq!(sheet.height(), items.len() + 1);
}

fn check_all(record: &PlanRecord) {
    let mut book = open(record, Lang::Chinese);
    assert_eq!(book.sheet_names(), ["指标", "任务", "填报", "说明"]);
    check(&book.worksheet_range("指标").unwrap(), &order::indicators(), record, &record.indicators);
    check(&book.worksheet_range("任务").unwrap(), &order::tasks(), record, &record.tasks);
    check(
        &book.worksheet_range("填报").unwrap(),
        &order::plain(reports::COLUMNS),
        record,
        &reports::of(record),
    );
}

#[test]
fn every_cell_says_what_the_record_says() {
    check_all(&plan());
}

#[test]
fn a_plan_without_anything_has_heads() {
    check_all(&plan_of(Vec::new(), Vec::new()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_cell_of_a_random_plan_says_what_the_record_says(record in any_plan()) {
        check_all(&record);
        prop_assert_eq!(workbook(&record, Lang::Chinese), workbook(&record, Lang::Chinese));
    }
}

/// A part of a workbook, unpacked.
fn part(bytes: Vec<u8>, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
    text
}

#[test]
fn nothing_is_a_formula_or_a_link_and_the_day_is_the_plans() {
    let bytes = workbook(&plan(), Lang::Chinese);
    let sheet = part(bytes.clone(), "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>") && !sheet.contains("hyperlink"));
    assert!(sheet.contains("<pane xSplit=\"2\" ySplit=\"1\"") && sheet.contains("<autoFilter ref=\"A1:"));
    assert!(part(bytes.clone(), "docProps/core.xml").contains("2016-06-30T00:00:00Z"));
    assert!(part(bytes, "xl/styles.xml").contains("宋体"));
}

#[test]
fn the_last_sheet_says_what_was_kept_as_text_and_what_was_cut() {
    let mut record = plan();
    record.indicators.push({
        let mut long = crate::opendata::samples::indicator("long", &"长".repeat(40_000));
        long.target = Some(target("1", "quantity", Some("exactly"), Some("1")));
        long
    });
    let mut book = open(&record, Lang::Chinese);
    let sheet = book.worksheet_range("说明").unwrap();
    let told: Vec<_> = sheet.rows().map(|row| row[0].to_string()).filter(|name| name.contains('!')).collect();
    assert_eq!(told, ["指标!R8", "指标!AC8", "指标!B9"]);
}

#[test]
fn all_columns_are_there_once() {
    let mut names: Vec<_> = order::indicators().iter().map(|(column, _)| column.name).collect();
    assert_eq!(names.len(), crate::opendata::columns::INDICATORS.len());
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), crate::opendata::columns::INDICATORS.len());
    assert_eq!(order::tasks().len(), crate::opendata::columns::TASKS.len());
    assert!(order::tasks().iter().all(|(column, _)| column.kind != ColumnKind::Share));
}

#[test]
fn numbers_that_spreadsheets_hold() {
    for (digits, held) in [
        ("0", Some(0.0)),
        ("3.10", Some(3.1)),
        ("-0.001", Some(-0.001)),
        ("123456789012345", Some(123_456_789_012_345.0)),
        ("1234567890123456", None),
        ("1200000000000000000", Some(1.2e18)),
        ("0.1234567890123456", None),
    ] {
        assert_eq!(exact(number(digits)), held, "{digits}");
    }
}

#[test]
fn no_percentage_is_rounded_to_the_whole() {
    for (digits, places) in
        [("0.5", 1), ("1", 1), ("0.833333", 1), ("0.9996", 2), ("0.9999999", 5), ("1.0004", 2), ("1.01", 1)]
    {
        assert_eq!(percent_places(number(digits)), places, "{digits}");
    }
    assert_eq!(percent_places(Number(rust_decimal::Decimal::MAX)), 1);
}
