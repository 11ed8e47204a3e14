//! Single faults in workbooks that are right otherwise: each is refused at its own cell, and nothing is written.

use super::*;
use rayon::prelude::*;

/// One fault: what is put into which cell, and the cell that is told.
type Fault = (&'static str, usize, String, Put<'static>, String);

/// The rows of indicators in each workbook that are filled in, and whether their values are numbers.
const ROWS: [(&str, &[(u32, bool)]); 3] = [
    (WATER, &[(4, true), (5, true), (6, true), (7, true), (8, false), (9, true)]),
    (HOUSING, &[(4, true), (5, false), (6, false), (8, true), (9, true)]),
    (NOBODY, &[(4, true)]),
];
/// The rows of tasks.
const TASK_ROWS: [(&str, u32); 3] = [(WATER, 3), (HOUSING, 2), (NOBODY, 1)];

fn faults() -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    for (file, rows) in ROWS {
        for &(row, is_number) in rows {
            let mut at = |column: &str, put: Put<'static>, told: &str| {
                let [cell, told] = [column, told].map(|column| format!("{column}{row}"));
                faults.push((file, INDICATORS, cell, put, format!("{file} 指标!{told}：")));
            };
            // The value.
            for put in [
                Put::Text("九成左右"),
                Put::Text("—"),
                Put::Text("13件"),
                Put::Error("#REF!"),
                Put::Error("#DIV/0!"),
                Put::Uncomputed("SUM(A1:A3)"),
                Put::Bool(true),
            ] {
                at("G", put, "G");
            }
            if is_number {
                at("G", Put::Number("1E300"), "G");
                at("G", Put::Text("约13"), "G");
                at("G", Put::Text("10—20"), "G");
            }
            // Its day.
            for put in [
                Put::Nothing,
                // 31 March and 1 July 2026, 30 June 2025.
                Put::Number("46112"),
                Put::Number("46204"),
                Put::Number("45838"),
                Put::Text("月末之后"),
                Put::Text("2026-06-31"),
                Put::Error("#VALUE!"),
            ] {
                at("H", put, "H");
            }
            at("I", Put::Error("#N/A"), "I");
            at("J", Put::Error("#NAME?"), "J");
            // What was not to be touched.
            at("A", Put::Text("另一个指标"), "A");
            at("B", Put::Text("万元"), "B");
            at("K", Put::Text("2025"), "K");
            at("M", Put::Text("2025-Q2"), "M");
            at("M", Put::Text("二季度"), "M");
            at("N", Put::Text("no-such-id"), "N");
            at("N", Put::Nothing, "G");
            at("O", Put::Text("2"), "O");
            if file != NOBODY {
                at("L", Put::Text("发改局"), "L");
            }
        }
    }
    // Another unit's indicator, with its name and unit.
    for (file, rows) in TASK_ROWS {
        for row in 4..4 + rows {
            let mut at = |column: &str, put: Put<'static>, told: &str| {
                let [cell, told] = [column, told].map(|column| format!("{column}{row}"));
                faults.push((file, TASKS, cell, put, format!("{file} 任务!{told}：")));
            };
            at("D", Put::Text("快了"), "D");
            at("D", Put::Number("1"), "D");
            at("D", Put::Text("已取消"), "F");
            at("E", Put::Text("快了"), "E");
            at("E", Put::Number("46204"), "E");
            at("A", Put::Text("另一项任务"), "A");
            at("G", Put::Text("2025"), "G");
            at("I", Put::Text("全年"), "I");
            at("J", Put::Text("no-such-id"), "J");
            at("K", Put::Text("0"), "K");
        }
    }
    faults
}

#[test]
fn every_single_fault_is_refused_at_its_cell() {
    let round = Round::new();
    let filled = round.filled();
    let before = round.content();
    let faults = faults();
    assert!(faults.len() >= 300, "{}", faults.len());
    let unseen: Vec<String> = faults
        .into_par_iter()
        .enumerate()
        .filter_map(|(number, (file, sheet, cell, put, expected))| {
            let mut book = filled[file].clone();
            book.put(sheet, &cell, put);
            let back = round.back(&format!("fault-{number}"), &BTreeMap::from([(file, book)]));
            let read = round.read(&back, &["--as-of", "2026-06-30"]);
            let told = String::from_utf8(read.stderr.clone()).unwrap();
            let places: Vec<&str> = told.lines().filter(|line| line.contains(".xlsx ")).collect();
            let is_seen = read.status.code() == Some(1)
                && read.stdout.is_empty()
                && !places.is_empty()
                && places.iter().all(|line| line.starts_with(&expected));
            (!is_seen).then(|| format!("{file} {cell} {put:?}: {expected}\n{told}"))
        })
        .collect();
    assert!(unseen.is_empty(), "{} of them:\n{}", unseen.len(), unseen.join("\n"));
    assert_eq!(round.content(), before);
}

/// A whole row of another unit's workbook, pasted with its hidden cells.
#[test]
fn what_another_unit_leads_is_refused() {
    let round = Round::new();
    let mut book = round.filled().remove(WATER).unwrap();
    for (cell, text) in [("A5", "政务服务平均用时"), ("B5", "天"), ("N5", "hours")] {
        book.put(INDICATORS, cell, Put::Text(text));
    }
    let read = round.read(&round.back("back", &BTreeMap::from([(WATER, book)])), &[]);
    refused(&read, &["水务局.xlsx 指标!N5：“水务局”不是牵头单位，应由未明确牵头单位填报"]);
}
