//! Ways of writing front matter, each changed and compared letter by letter.

use super::*;

fn path(text: &str) -> YamlPath {
    let step = |part: &str| part.parse().map_or_else(|_| PathStep::key(part), PathStep::Index);
    text.split('.').filter(|part| !part.is_empty()).map(step).collect()
}

fn record(text: &str) -> Record {
    let key = |key: &str| ["date", "value", "quarter", "source"].into_iter().find(|own| *own == key).unwrap();
    text.split(", ")
        .map(|entry| entry.split_once(": ").unwrap())
        .map(|(own, value)| (key(own), value.to_owned()))
        .collect()
}

const BEHIND: Behind = &["id", "name", "target", "baseline", "actual"];

fn add(at: &str, records: &[(usize, &str)]) -> FrontEdit {
    let records = records.iter().map(|(index, text)| (*index, record(text))).collect();
    FrontEdit::Add { map: path(at), key: "reports", records, behind: BEHIND }
}

fn relist(at: &str, before: &[&str], after: &[&str]) -> FrontEdit {
    let of = |texts: &[&str]| texts.iter().map(|text| record(text)).collect();
    FrontEdit::Relist { map: path(at), before: of(before), after: of(after) }
}

fn set(at: &str, key: &'static str, to: &str) -> FrontEdit {
    FrontEdit::Set { map: path(at), key, to: to.to_owned(), behind: BEHIND }
}

#[track_caller]
fn check(yaml: &str, edits: &[FrontEdit], expected: &str) {
    let patches = edit_text(yaml, edits).unwrap();
    assert_eq!(patches.apply(yaml).unwrap().text, expected);
    // With the line ends of Windows the same comes out with these.
    if !yaml.contains('\r') {
        let (yaml, expected) = (yaml.replace('\n', "\r\n"), expected.replace('\n', "\r\n"));
        let patches = edit_text(&yaml, edits).unwrap();
        assert_eq!(patches.apply(&yaml).unwrap().text, expected);
    }
}

#[track_caller]
fn refused(yaml: &str, edits: &[FrontEdit], line: usize) {
    assert_eq!(edit_text(yaml, edits).unwrap_err().line, line);
}

#[test]
fn a_first_report_comes_in_as_the_file_is_written() {
    let new = "date: 6-30, value: 12";
    for (yaml, expected) in [
        (
            "l:\n  - id: a\n    target: 20 # 目标\n    due: 年底\n  - id: b\n",
            "l:\n  - id: a\n    target: 20 # 目标\n    reports:\n      - {date: 6-30, value: 12}\n    due: 年底\n  - id: b\n",
        ),
        ("l:\n- id: a\n", "l:\n- id: a\n  reports:\n  - {date: 6-30, value: 12}\n"),
        (
            "l:\n  - {id: a, due: 年底} # 注\n",
            "l:\n  - {id: a, reports: [{date: 6-30, value: 12}], due: 年底} # 注\n",
        ),
        ("l: [{id: a}]", "l: [{id: a, reports: [{date: 6-30, value: 12}]}]"),
        (
            "l:\n  - {id: a,\n     target: 20,  # 目标\n     due: 年底}\n",
            "l:\n  - {id: a,\n     target: 20,  # 目标\n     reports: [{date: 6-30, value: 12}],\n     due: 年底}\n",
        ),
        (
            "l:\n  - {\n      id: a,\n      target: 20  # 目标\n    }\n",
            "l:\n  - {\n      id: a,\n      target: 20,  # 目标\n      reports: [{date: 6-30, value: 12}]\n    }\n",
        ),
        // As a neighbour has them.
        (
            "l:\n  - id: a\n  - id: b\n    reports:\n    - date: 3-31\n      value: 1\n",
            "l:\n  - id: a\n    reports:\n    - date: 6-30\n      value: 12\n  - id: b\n    reports:\n    - date: 3-31\n      value: 1\n",
        ),
        (
            "l:\n  - id: a\n  - id: b\n    reports: [{date: 3-31, value: 1}]\n",
            "l:\n  - id: a\n    reports: [{date: 6-30, value: 12}]\n  - id: b\n    reports: [{date: 3-31, value: 1}]\n",
        ),
        (
            "l:\n  - id: a\n    reports: []\n",
            "l:\n  - id: a\n    reports:\n      - {date: 6-30, value: 12}\n",
        ),
        (
            "l:\n  - id: a\n    reports: [] # 尚无\n",
            "l:\n  - id: a\n    reports: [{date: 6-30, value: 12}] # 尚无\n",
        ),
        (
            "l:\n  - id: a\n    reports: # 按季\n    due: 年底\n",
            "l:\n  - id: a\n    reports: # 按季\n      - {date: 6-30, value: 12}\n    due: 年底\n",
        ),
        ("l:\n  - id: a\n    reports: ~\n", "l:\n  - id: a\n    reports:\n      - {date: 6-30, value: 12}\n"),
        ("l:\n  - {id: a, reports: }\n", "l:\n  - {id: a, reports: [{date: 6-30, value: 12}] }\n"),
        ("l:\n  - {id: a, reports}\n", "l:\n  - {id: a, reports: [{date: 6-30, value: 12}]}\n"),
        (
            "l:\n  -\n    'id': a\n    target: &t 3\n    x: *t\n",
            "l:\n  -\n    'id': a\n    target: &t 3\n    reports:\n      - {date: 6-30, value: 12}\n    x: *t\n",
        ),
        (
            "l:\n  - id: a\n    target: >-\n      三家\n      以上\n    due: 年底\n",
            "l:\n  - id: a\n    target: >-\n      三家\n      以上\n    reports:\n      - {date: 6-30, value: 12}\n    due: 年底\n",
        ),
    ] {
        check(yaml, &[add("l.0", &[(0, new)])], expected);
    }
}

#[test]
fn more_reports_come_between_those_that_are_there() {
    for (yaml, at, expected) in [
        (
            "reports:\n  - {date: 3-31, value: 1} # 快报\n  - {date: 9-30, value: 3}\n# 尾\n",
            1,
            "reports:\n  - {date: 3-31, value: 1} # 快报\n  - {date: 6-30, value: 2}\n  - {date: 9-30, value: 3}\n# 尾\n",
        ),
        (
            "reports:\n- value: 1 # 快报\n  date: 3-31\n\nx: 1\n",
            1,
            "reports:\n- value: 1 # 快报\n  date: 3-31\n- date: 6-30\n  value: 2\n\nx: 1\n",
        ),
        (
            "reports:\n  # 全部\n  -   date: 9-30\n      value: 3",
            0,
            "reports:\n  # 全部\n  -   date: 6-30\n      value: 2\n  -   date: 9-30\n      value: 3",
        ),
        (
            "reports: [{date: 3-31, value: 1}]\n",
            1,
            "reports: [{date: 3-31, value: 1}, {date: 6-30, value: 2}]\n",
        ),
        (
            "reports: [{date: 9-30, value: 3}]\n",
            0,
            "reports: [{date: 6-30, value: 2}, {date: 9-30, value: 3}]\n",
        ),
        (
            "reports: [\n  {date: 3-31, value: 1}, # 快报\n  {date: 9-30, value: 3},\n]\n",
            1,
            "reports: [\n  {date: 3-31, value: 1}, # 快报\n  {date: 6-30, value: 2},\n  {date: 9-30, value: 3},\n]\n",
        ),
        (
            "reports: [\n  {date: 3-31, value: 1} # 快报\n]\n",
            1,
            "reports: [\n  {date: 3-31, value: 1}, # 快报\n  {date: 6-30, value: 2}\n]\n",
        ),
        (
            "reports: [{date: 3-31, value: 1},\n  {date: 9-30, value: 3}]\n",
            2,
            "reports: [{date: 3-31, value: 1},\n  {date: 9-30, value: 3}, {date: 6-30, value: 2}]\n",
        ),
    ] {
        check(yaml, &[add("", &[(at, "date: 6-30, value: 2")])], expected);
    }
    let two = [(1, "date: 6-30, value: 2"), (1, "date: 9-30, value: 3")];
    check(
        "reports: [{date: 3-31, value: 1}, {date: 12-31, value: 4}]\n",
        &[add("", &two)],
        "reports: [{date: 3-31, value: 1}, {date: 6-30, value: 2}, {date: 9-30, value: 3}, {date: 12-31, value: 4}]\n",
    );
    check(
        "reports:\n- {date: 3-31, value: 1}\n",
        &[add("", &two)],
        "reports:\n- {date: 3-31, value: 1}\n- {date: 6-30, value: 2}\n- {date: 9-30, value: 3}\n",
    );
}

#[test]
fn an_actual_value_becomes_the_first_report_with_its_comments() {
    for (yaml, before, after, expected) in [
        (
            "x: 1\nactual: {value: 1, date: 3-31, source: 统计局} # 快报\nz: 1\n",
            &[][..],
            &["date: 6-30, value: 2"][..],
            "x: 1\nreports:\n  - {value: 1, date: 3-31, source: 统计局} # 快报\n  - {date: 6-30, value: 2}\nz: 1\n",
        ),
        (
            "'actual': {value: 1, date: 9-30}\n",
            &["date: 6-30, value: 2"],
            &[],
            "'reports':\n  - {date: 6-30, value: 2}\n  - {value: 1, date: 9-30}\n",
        ),
        (
            "actual:\n  value: 1 # 快报\n  # 待核\n  date: 3-31\n\n  note: |\n    一\n\n    二\nz: 1\n",
            &[],
            &["date: 6-30, value: 2"],
            "reports:\n  - value: 1 # 快报\n    # 待核\n    date: 3-31\n\n    note: |\n      一\n\n      二\n  - date: 6-30\n    value: 2\nz: 1\n",
        ),
        (
            "actual: # 按季\n    value: 1\n    date: 9-30\n",
            &["date: 3-31, value: 0", "date: 6-30, value: 2"],
            &[],
            "reports: # 按季\n    - date: 3-31\n      value: 0\n    - date: 6-30\n      value: 2\n    - value: 1\n      date: 9-30\n",
        ),
        (
            "{id: a, actual: {value: 1, date: 6-30}, due: 年底}\n",
            &["date: 3-31, value: 0"],
            &["date: 9-30, value: 2"],
            "{id: a, reports: [{date: 3-31, value: 0}, {value: 1, date: 6-30}, {date: 9-30, value: 2}], due: 年底}\n",
        ),
        (
            "a: &a {value: 1, date: 3-31}\nactual: *a # 同上\n",
            &[],
            &["date: 6-30, value: 2"],
            "a: &a {value: 1, date: 3-31}\nreports:\n  - *a # 同上\n  - {date: 6-30, value: 2}\n",
        ),
        (
            "actual: &a {value: 1, date: 3-31}\nb: *a\n",
            &[],
            &["date: 6-30, value: 2"],
            "reports:\n  - &a {value: 1, date: 3-31}\n  - {date: 6-30, value: 2}\nb: *a\n",
        ),
    ] {
        check(yaml, &[relist("", before, after)], expected);
    }
}

#[test]
fn keys_get_another_value_or_come_in() {
    for (yaml, edits, expected) in [
        ("id: t\nstate: in-progress # 注\n", vec![set("", "state", "done")], "id: t\nstate: done # 注\n"),
        ("id: t\nstate: \"in-progress\"\n", vec![set("", "state", "done")], "id: t\nstate: done\n"),
        ("id: t\nname: 甲\nx: 1\n", vec![set("", "state", "done")], "id: t\nname: 甲\nstate: done\nx: 1\n"),
        ("id: t\nstate:\nx: 1\n", vec![set("", "state", "done")], "id: t\nstate: done\nx: 1\n"),
        (
            "l:\n  - {id: t, name: 甲}\n",
            vec![set("l.0", "state", "dropped"), set("l.0", "reason", "停")],
            "l:\n  - {id: t, name: 甲, state: dropped, reason: 停}\n",
        ),
        (
            "l:\n  - {\n    id: t, # 注\n    name: 甲 # 注\n  }\n",
            vec![set("l.0", "state", "dropped"), set("l.0", "reason", "停")],
            "l:\n  - {\n    id: t, # 注\n    name: 甲, # 注\n    state: dropped,\n    reason: 停\n  }\n",
        ),
        (
            "id: t\nstate: dropped\nreason: 停 # 注\nx: 1\n",
            vec![set("", "state", "done"), FrontEdit::Remove { map: Vec::new(), key: "reason" }],
            "id: t\nstate: done\nx: 1\n",
        ),
    ] {
        check(yaml, &edits, expected);
    }
}

#[test]
fn what_cannot_be_changed_with_certainty_is_refused_at_its_line() {
    let new = || [add("l.0", &[(0, "date: 6-30, value: 12")])];
    // The indicator, or its list, stands elsewhere.
    refused("a: &a {id: a}\nl:\n  - *a\n", &new(), 3);
    refused("a: &a [{date: 3-31, value: 1}]\nl:\n  - id: a\n    reports: *a\n", &new(), 4);
    // Others take what would change.
    refused("l:\n  - &a {id: a}\n  - *a\n", &new(), 3);
    refused("l:\n  - id: a\n    reports: &r [{date: 3-31, value: 1}]\nx: *r\n", &new(), 4);
    refused("d: &d 3-31\nas_of: *d\nx: &x 1\ny: *x\n", &[set("", "x", "2")], 4);
    // Keys of a kind that nobody writes, a list in a list, what is no list, a value of lines.
    refused("? l\n: - id: a\n", &new(), 2);
    refused("l:\n  - id: a\n    reports: 12\n", &new(), 3);
    refused("note: |\n  一\n", &[set("", "note", "二")], 2);
    refused(
        "actual: &a\n  value: 1\n  date: 3-31\nb: *a\n",
        &[relist("", &[], &["date: 6-30, value: 2"])],
        2,
    );
    refused("actual: # 注\n  {value: 1, date: 3-31}\n", &[relist("", &[], &["date: 6-30, value: 2"])], 2);
    refused(
        "id: a\nnote: |+\n  一\n\n",
        &[FrontEdit::Set { map: Vec::new(), key: "x", to: "1".into(), behind: &["note"] }],
        2,
    );
}
