//! What a file's front matter becomes: numbers as they are written, and where syntax errors are shown.

use super::assemble::DocumentRole;
use super::document::{Front, RawDocument};
use super::text::SourceFile;
use crate::diagnostic::Diagnostic;
use crate::model::date::PlanTime;

fn parse(yaml: &str, kind: DocumentRole) -> (Front, Vec<Diagnostic>) {
    let source = SourceFile::new("a.md".into(), format!("---\n{yaml}---\n"));
    let (raw, mut found) = RawDocument::read(source);
    let (document, more) = raw.parse(kind, PlanTime { year: 2016, as_of: None });
    found.extend(more);
    (document.front, found)
}

fn codes(found: &[Diagnostic]) -> Vec<&str> {
    found.iter().map(|diagnostic| diagnostic.code().as_str()).collect()
}

/// The numbers of an indicator whose target, baseline and actual value are all written so.
fn numbers(written: &str) -> Result<String, Vec<String>> {
    let yaml = format!(
        "title: a\nindicators:\n  - {{id: a, name: a, unit: 家, target: {written}, baseline: {written}, actual: {{value: {written}}}}}\n"
    );
    let (Front::Section(front), found) = parse(&yaml, DocumentRole::Section) else { panic!("{yaml}") };
    if !found.is_empty() {
        return Err(codes(&found).into_iter().map(ToOwned::to_owned).collect());
    }
    let indicator = &front.indicators[0];
    let value = indicator.actual.as_ref().unwrap().number().unwrap();
    assert_eq!(indicator.target.as_ref().unwrap().bound().unwrap().value(), value);
    assert_eq!(indicator.baseline.as_ref().unwrap().number().unwrap(), value);
    Ok(value.to_string())
}

/// Up to 28 significant digits are exact, whatever the form; what a decimal does not hold is refused.
#[test]
fn numbers_are_exact_or_refused() {
    for (written, expected) in [
        ("3.1", Ok("3.1")),
        ("3.10", Ok("3.1")),
        ("'3.10'", Ok("3.10")),
        ("1.0", Ok("1.0")),
        ("5.", Ok("5.0")),
        (".5", Ok("0.5")),
        ("+.5", Ok("0.5")),
        ("-.5", Ok("-0.5")),
        ("00.5", Ok("0.5")),
        ("-0.0", Ok("0.0")),
        ("+1", Ok("1")),
        ("007", Ok("7")),
        ("0x10", Ok("16")),
        ("0o17", Ok("15")),
        ("0b11", Ok("3")),
        ("1e5", Ok("100000.0")),
        ("1.5E3", Ok("1500.0")),
        ("1.5e-3", Ok("0.0015")),
        ("1e28", Ok("10000000000000000000000000000")),
        ("1e-28", Ok("0.0000000000000000000000000001")),
        ("0.1234567890123456789", Ok("0.1234567890123456789")),
        ("-0.1234567890123456789", Ok("-0.1234567890123456789")),
        ("'0.1234567890123456789'", Ok("0.1234567890123456789")),
        ("1234567890.12345678", Ok("1234567890.12345678")),
        ("1234567890.12345678e2", Ok("123456789012.345678")),
        ("0.1234567890123456789012345678", Ok("0.1234567890123456789012345678")),
        ("0.10000000000000000000000000000000", Ok("0.1")),
        ("12345678901234567890", Ok("12345678901234567890")),
        ("18446744073709551616", Ok("18446744073709551616")),
        ("-99999999999999999999", Ok("-99999999999999999999")),
        ("1234567890123456789012345678", Ok("1234567890123456789012345678")),
        ("0.12345678901234567890123456789", Err(["bad-value"; 3])),
        ("12345678901234567890123456789", Err(["bad-value"; 3])),
        ("123456789012345678901234567890123", Err(["bad-value"; 3])),
        ("1e30", Err(["bad-value"; 3])),
        ("1e-30", Err(["bad-value"; 3])),
        ("'0.12345678901234567890123456789'", Err(["bad-target", "bad-value", "bad-value"])),
        ("1_000", Err(["bad-target", "wrong-type", "wrong-type"])),
        (".inf", Err(["wrong-type"; 3])),
        (".nan", Err(["wrong-type"; 3])),
    ] {
        let expected = expected.map(ToOwned::to_owned).map_err(|codes| codes.map(ToOwned::to_owned).to_vec());
        assert_eq!(numbers(written), expected, "{written}");
    }
}

/// A text that is written as a whole number keeps its digits; a decimal is no text.
#[test]
fn texts_written_as_numbers_keep_their_digits() {
    for (written, expected) in [
        ("12345678901234567890", Some("12345678901234567890")),
        ("99999999999999999999", Some("99999999999999999999")),
        ("123456789012345678901234567890123", Some("123456789012345678901234567890123")),
        ("00000000000000000001", Some("00000000000000000001")),
        ("007", Some("007")),
        ("+1", Some("1")),
        ("0x10", Some("16")),
        ("1_000", Some("1_000")),
        ("'0.1234567890123456789'", Some("0.1234567890123456789")),
        ("3.1", None),
        ("1e5", None),
        (".5", None),
        ("0.1234567890123456789", None),
    ] {
        let yaml =
            format!("kind: plan\ntitle: a\nyear: 2016\nindex_number: {written}\nkeywords: [{written}]\n");
        let (Front::Plan(front), found) = parse(&yaml, DocumentRole::Plan) else { panic!("{yaml}") };
        assert_eq!(front.index_number.as_deref(), expected, "{written}");
        assert_eq!(front.keywords.first().map(String::as_str), expected, "{written}");
        assert_eq!(codes(&found), vec!["wrong-type"; if expected.is_some() { 0 } else { 2 }], "{written}");
    }
}

/// A long number is told of where it stands, as are other faults after it.
#[test]
fn faults_behind_a_long_number_are_at_their_places() {
    let long = "0.12345678901234567890123456789";
    let (_, found) = parse(&format!("title: a\nextra: {{a: {long}, b: x}}\nledd: x\n"), DocumentRole::Page);
    let places: Vec<_> = found.iter().map(|found| found.place.as_ref().unwrap().start).collect();
    assert_eq!(places.iter().map(|place| (place.line, place.column)).collect::<Vec<_>>(), [(4, 1)]);
    let (_, found) = parse(&format!("title: {long}\nb: [{long}, 1\n"), DocumentRole::Page);
    assert_eq!(found[0].place.as_ref().map(|place| (place.start.line, place.start.column)), Some((3, 4)));
}

/// Line and column in the file, whose first line is the fence.
#[test]
fn syntax_errors_are_shown_where_they_began() {
    let mut wrong = Vec::new();
    for (yaml, expected) in [
        // A key without its colon.
        ("a: 1\nb\nc: 2\n", (3, 1)),
        ("a: 1\r\nb\r\nc: 2\r\n", (3, 1)),
        ("a: 1\nb:2\nc: 3\n", (3, 1)),
        ("标题: 一\n项目\n下: 二\n", (3, 1)),
        ("a: #b\n  - c\nd\n", (4, 1)),
        ("a: 1\nb # 注\n# 注\n\nc: 2\n", (3, 1)),
        ("a:\n  - b: 1\n    c\n  - d: 2\n", (4, 5)),
        ("标题：一\n", (2, 1)),
        // What is not closed.
        ("a: [1, 2\nb: 3\n", (2, 4)),
        ("a: 1\nb: [x, y\nc: 3\nd: 4\n", (3, 4)),
        ("a: {b: 1\nc: 2\n", (2, 4)),
        ("a: {a b\n", (2, 4)),
        ("k: {a: 1,\n  b: [2, 3\n}\nz: 1\n", (3, 6)),
        ("[a, b\n", (2, 1)),
        ("a: 'x\nb: 3\n", (2, 4)),
        ("a: \"一\n  二\n", (2, 4)),
        ("a: \"x\" # c\nb: \"y\n# z\n", (3, 4)),
        ("a:\n  - b: 1\n    c: '未完\n  - d: 2\nf: 3\n", (4, 8)),
        ("'x\n", (2, 1)),
        // What stands where it cannot.
        ("a: b: c\n", (2, 5)),
        ("a: 12家以上: x\n", (2, 9)),
        ("a: x\n  y\n z: w\n", (4, 2)),
        ("a: 1\n\tb: 2\n", (3, 1)),
        ("a: 1\n- b\n", (3, 1)),
        ("- a\nb: 1\n", (3, 1)),
        ("a:\n  b: 1\n c: 2\n", (4, 2)),
        ("x:\n  - a: 1\n   b: 2\n", (4, 4)),
        ("a:\n  - b: 1\n ]  c: 2\n", (4, 2)),
        ("a:\n  - b: 1\n    c:\n'd'\n    e: 2\n", (5, 1)),
        ("a: [1, 2]]\n", (2, 10)),
        ("a: \"x\" y\nb: 1\n", (2, 4)),
        ("a: @x\n", (2, 4)),
        ("a: *x\n", (2, 4)),
        ("n: [&a, *b]\n", (2, 9)),
        // A key given twice.
        ("a: 1\nb: 2\na: 3\n", (4, 1)),
    ] {
        let (_, found) = parse(yaml, DocumentRole::Page);
        let at = found.first().and_then(|found| found.place.as_ref()).map(|place| place.start);
        if at.map(|at| (at.line, at.column)) != Some(expected) {
            wrong.push(format!("{yaml:?}: {:?} {:?}", at, found.first().map(|found| &found.finding)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
