//! What people and programs do to workbooks without meaning any harm.

use super::*;

/// Fills one cell of the water bureau's sheet of indicators; gives what is then written for the second quarter.
fn written(cell: &str, change: impl FnOnce(&mut Workbook)) -> Result<String, String> {
    let round = Round::new();
    let mut book = round.sent(WATER);
    change(&mut book);
    let read = round.read(&round.back("back", &BTreeMap::from([(WATER, book)])), &[]);
    let told = told(&read);
    if read.status.code() != Some(0) {
        return Err(told);
    }
    let text = round.text();
    let new: Vec<&str> =
        text.lines().filter(|line| line.contains("quarter: 2") || line.contains("2026-06-")).collect();
    if new.len() == 1 { Ok(new[0].trim().to_owned()) } else { Err(format!("{cell}: {text}{told}")) }
}

#[test]
fn numbers_are_read_as_they_were_meant() {
    for (cell, put, expected) in [
        ("G4", Put::Number("61.300000000000004"), "value: 61.3"),
        ("G4", Put::Text("６１．３"), "value: 61.3"),
        ("G4", Put::Text("61.3公里"), "value: 61.3"),
        ("G4", Put::Text(" 61.3 "), "value: 61.3"),
        ("G4", Put::Formula("20+41.3", "61.3"), "value: 61.3"),
        ("G6", Put::Text("47,900"), "value: 47900"),
        ("G6", Put::Text("47，900只"), "value: 47900"),
        ("G6", Put::Text("4.79万只"), "value: 47900"),
        ("G6", Put::Number("4.79E4"), "value: 47900"),
        ("G5", Put::Text("9.2％"), "value: 9.2"),
        ("G9", Put::Number("0"), "value: 0"),
    ] {
        let found = written(cell, |book| book.put(INDICATORS, cell, put));
        assert!(found.as_ref().is_ok_and(|line| line.contains(expected)), "{put:?}: {found:?}");
    }
}

#[test]
fn a_percentage_is_what_is_seen_in_the_cell() {
    let percent = |cell: &'static str, number: &'static str| {
        written(cell, |book| {
            let style = book.style(9);
            book.put_styled(INDICATORS, cell, Put::Number(number), Some(style));
        })
    };
    let found = percent("G5", "0.092");
    assert!(found.as_ref().is_ok_and(|line| line.contains("value: 9.2")), "{found:?}");
    let found = percent("G4", "0.613");
    assert!(
        found.as_ref().is_err_and(|told| told.contains("水务局.xlsx 指标!G4：单元格是百分比格式")),
        "{found:?}"
    );
}

#[test]
fn days_are_read_as_they_were_typed() {
    for (day, expected) in [
        (Put::Text("2026年6月28日"), "2026-06-28"),
        (Put::Text("2026.6.28"), "2026-06-28"),
        (Put::Text("20260628"), "2026-06-28"),
        (Put::Text("２０２６／６／２８"), "2026-06-28"),
        (Put::Number("46201"), "2026-06-28"),
        (Put::Number("46201.75"), "2026-06-28"),
    ] {
        let found = written("G4", |book| {
            book.put(INDICATORS, "G4", Put::Number("61.3"));
            book.put(INDICATORS, "H4", day);
        });
        assert!(found.as_ref().is_ok_and(|line| line.contains(expected)), "{day:?}: {found:?}");
    }
    // A book that counts from 1904 has other numbers for the same days.
    let found = written("G4", |book| {
        book.count_from_1904();
        book.put(INDICATORS, "G4", Put::Number("61.3"));
        book.put(INDICATORS, "H4", Put::Number("44739"));
    });
    assert!(found.as_ref().is_ok_and(|line| line.contains("2026-06-28")), "{found:?}");
}

#[test]
fn rows_that_a_filter_hides_are_read() {
    let found = written("G4", |book| {
        book.put(INDICATORS, "G4", Put::Number("61.3"));
        book.hide_row(INDICATORS, 4);
    });
    assert!(found.as_ref().is_ok_and(|line| line.contains("value: 61.3")), "{found:?}");
}

const HEADS: [&str; 10] = [
    "填报期间",
    "备注",
    "自加列",
    "指标编号",
    "完成值",
    "指标",
    "计划地址",
    "截止日期",
    "计量单位",
    "填报单位",
];

/// Columns in another order and with others between them, rows in another order, sums and signatures below.
#[test]
fn csv_is_read_by_its_heads() {
    let round = Round::new();
    let heads: Vec<&str> = HEADS.into_iter().chain(["版式"]).collect();
    let row = |note, id, value, name, unit| {
        ["2026-Q2", note, "甲", id, value, name, "2026", "2026-06-30", unit, "水务局", "1"]
    };
    let rows = [
        row("", "trained", "310", "培训供水管理人员", "人次"),
        row("补报，\"城西\"", "new-pipes", "61.3", "新建供水管网", "公里"),
    ];
    let path = round.folder.path().join("csv/水务局.csv");
    let path = csv(
        &path,
        &[
            &["水务局二季度"],
            &heads,
            &rows[0],
            &rows[1],
            &["", "", "", "", "371.3", "合 计"],
            &["填表人：某某"],
        ],
    );
    let read = round.read(std::slice::from_ref(&path), &[]);
    fine(&read);
    let text = round.text();
    assert!(text.contains("value: 61.3") && text.contains("value: 310"), "{text}");
    assert!(text.contains("补报，\"城西\""), "{text}");
}

#[test]
fn what_does_not_fall_together_with_the_report_before_needs_a_remark() {
    for (cell, number, expected) in [
        ("G4", "12", "12公里少于2026-03-31的18.5公里"),
        ("G6", "4321", "相差十倍以上"),
        ("G5", "96", "相差十倍以上"),
    ] {
        let found = written(cell, |book| book.put(INDICATORS, cell, Put::Number(number)));
        let place = format!("水务局.xlsx 指标!{cell}：");
        let is_told = |told: &String| told.contains(expected) && told.contains(&place);
        assert!(found.as_ref().is_err_and(is_told), "{found:?}");
        let found = written(cell, |book| {
            book.put(INDICATORS, cell, Put::Number(number));
            book.put(INDICATORS, &cell.replace('G', "J"), Put::Text("口径调整"));
        });
        assert!(found.as_ref().is_ok_and(|line| line.contains("口径调整")), "{found:?}");
    }
}

#[test]
fn a_remark_without_a_value_is_told() {
    let round = Round::new();
    let mut book = round.sent(WATER);
    book.put(INDICATORS, "J4", Put::Text("下月报"));
    let read = round.read(&round.back("back", &BTreeMap::from([(WATER, book)])), &[]);
    fine(&read);
    assert!(told(&read).contains("水务局.xlsx 指标!J4：只写了备注"), "{}", told(&read));
}

#[test]
fn a_remark_to_a_task_without_a_state_is_told() {
    let round = Round::new();
    let mut book = round.sent(WATER);
    book.put(INDICATORS, "G4", Put::Number("61.3"));
    book.put(TASKS, "F4", Put::Text("进展顺利"));
    let read = round.read(&round.back("back", &BTreeMap::from([(WATER, book.clone())])), &[]);
    fine(&read);
    assert!(told(&read).contains("水务局.xlsx 任务!F4：只写了备注，没有选状态"), "{}", told(&read));
    book.put(TASKS, "D4", Put::Uncomputed("A1"));
    let read = round.read(&round.back("again", &BTreeMap::from([(WATER, book)])), &[]);
    refused(&read, &["水务局.xlsx 任务!D4：单元格中是没有算出结果的公式"]);
}

/// Values under a head that was changed are not passed over as if there were none.
#[test]
fn a_head_that_was_changed_is_told() {
    for (cells, told_of) in [
        (&[("G3", "完成值（公里）")][..], "水务局.xlsx 指标：缺少列：完成值"),
        (&[("G3", "")], "水务局.xlsx 指标：缺少列：完成值"),
        (&[("A3", ""), ("G3", "")], "水务局.xlsx 指标：缺少列：指标、完成值"),
        (&[("A3", ""), ("G3", ""), ("N3", "")], "水务局.xlsx 指标：表头行不见了"),
    ] {
        let round = Round::new();
        let mut book = round.sent(WATER);
        book.put(INDICATORS, "G4", Put::Number("61.3"));
        for (cell, text) in cells {
            book.put(INDICATORS, cell, if text.is_empty() { Put::Nothing } else { Put::Text(text) });
        }
        let before = round.content();
        let read = round.read(&round.back("back", &BTreeMap::from([(WATER, book)])), &[]);
        refused(&read, &[told_of]);
        assert_eq!(round.content(), before);
    }
}

#[test]
fn a_remark_that_is_a_formula_without_a_result_is_told() {
    let found = written("J4", |book| {
        book.put(INDICATORS, "G4", Put::Number("61.3"));
        book.put(INDICATORS, "J4", Put::Uncomputed("A1"));
    });
    assert!(
        found.as_ref().is_err_and(|told| told.contains("指标!J4：单元格中是没有算出结果的公式")),
        "{found:?}"
    );
}

#[test]
fn an_actual_value_without_a_day_is_mended_first() {
    let found = written("G10", |book| book.put(INDICATORS, "G10", Put::Number("97")));
    assert!(found.as_ref().is_err_and(|told| told.contains("actual: {value: 96.2, date: …}")), "{found:?}");
}
