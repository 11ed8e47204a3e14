//! Data files: what plans say stands in every one of them, digit by digit and sign by sign; who may be at their addresses; what is kept.
//!
//! The tools that others read them with look at them in `tests/data/`.

use crate::support::{build, files, fixture, program, run, write};
use calamine::{Data, Reader, Xlsx};
use planpress::internals::output::Digest;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

type Files = BTreeMap<String, Vec<u8>>;

/// What is written of an indicator, and must be read in every file.
#[derive(Debug, Clone)]
struct Told {
    name: String,
    note: String,
    target: String,
    actual: String,
}

/// A site of one plan with these indicators.
fn site(root: &Path, told: &[Told]) -> Files {
    // A JSON text is YAML, too.
    let quoted = |text: &str| serde_json::to_string(text).unwrap();
    let mut plan = "---\nkind: plan\ntitle: 随机计划\nyear: 2026\nstatus: published\npublished: 2026-01-05\nissuer: 科技局\nas_of: 2026-06-30\nindicators:\n".to_owned();
    for (number, Told { name, note, target, actual }) in told.iter().enumerate() {
        plan.push_str(&format!(
            "  - id: i{number}\n    name: {}\n    unit: 家\n    measure: stock\n    lead: 科技科\n    target: '>= {target}'\n    actual: {{value: {actual}, date: 2026-06-30}}\n    note: {}\n",
            quoted(name),
            quoted(note)
        ));
    }
    write(root, "site.yaml", "title: 站点\nbase_url: https://plan.example.gov.cn/\n");
    write(root, "content/2026/_index.md", format!("{plan}---\n前言。\n"));
    let output = root.join("public");
    let built = run(root, &["build"]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    files(&output)
}

/// A number of a JSON text as it is written there.
fn digits<'t>(json: &'t str, id: &str, of: &str) -> &'t str {
    let own = json.split_once(&format!("\"id\": \"{id}\",")).unwrap().1;
    let own = own.split_once(&format!("\"{of}\": {{")).unwrap().1;
    let value = own.split_once("\"value\": ").unwrap().1;
    value.split([',', '\n']).next().unwrap()
}

/// The rows of a table, each by the names of its columns.
fn rows(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(bytes);
    let heads = reader.headers().unwrap().clone();
    let row =
        |record: csv::StringRecord| heads.iter().zip(&record).map(|(a, b)| (a.into(), b.into())).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// The sheet of indicators, each row by the heads of its columns.
fn sheet(bytes: &[u8]) -> Vec<BTreeMap<String, Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let range = book.worksheet_range("指标").unwrap();
    let mut rows = range.rows();
    let heads: Vec<String> = rows.next().unwrap().iter().map(ToString::to_string).collect();
    rows.map(|row| heads.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

/// Whether a cell holds a number: as one, or as a text where a spreadsheet's numbers have too few digits.
fn holds(cell: &Data, digits: &str) -> bool {
    match cell {
        Data::Float(number) => *number == digits.parse::<f64>().unwrap(),
        Data::Int(number) => number.to_string() == digits,
        Data::String(text) => text == digits,
        _ => false,
    }
}

/// Texts that programs have stumbled over: formulas, separators, quotes, lines, emoji, rare Han.
fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("="),
        Just("+"),
        Just("-"),
        Just("@"),
        Just(","),
        Just("\""),
        Just("'"),
        Just(";"),
        Just("；"),
        Just("\n"),
        Just("𠮷"),
        Just("🏢"),
        Just("科"),
        Just("技"),
        Just("a"),
        Just("1"),
        Just("<b>"),
        Just("&"),
        Just("|"),
        Just("\\"),
        Just("%"),
        Just("#"),
    ];
    prop::collection::vec(part, 1..12)
        .prop_map(|parts| parts.concat().trim().to_owned())
        .prop_filter("not blank", |text| text.chars().any(char::is_alphanumeric))
}

/// Numbers of every size that front matter takes, as it prints them.
fn number() -> impl Strategy<Value = String> {
    (1_u64..1_000_000_000_000, 0_u32..6, 0_u64..1000).prop_map(|(whole, places, more)| {
        let whole = (whole / 10_u64.pow(places * 2)).max(1);
        match format!("{more:03}").trim_end_matches('0') {
            "" => whole.to_string(),
            decimals => format!("{whole}.{decimals}"),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_file_says_what_the_plan_says(
        told in prop::collection::vec((text(), text(), number(), number()), 1..8)
    ) {
        let told: Vec<Told> =
            told.into_iter().map(|(name, note, target, actual)| Told { name, note, target, actual }).collect();
        let folder = tempfile::tempdir().unwrap();
        let files = site(folder.path(), &told);
        let text = std::str::from_utf8(&files["2026/indicators.json"]).unwrap();
        let json: Value = serde_json::from_str(text).unwrap();
        let table = rows(&files["2026/indicators.csv"]);
        prop_assert_eq!(&table, &rows(&files["indicators-all-years.csv"]));
        let sheet = sheet(&files["2026/indicators.xlsx"]);
        let stratml = std::str::from_utf8(&files["2026/plan.stratml.xml"]).unwrap();
        let stratml = roxmltree::Document::parse(stratml).unwrap();
        let measured: Vec<_> = stratml.descendants().filter(|node| node.has_tag_name(
            ("urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport", "PerformanceIndicator"))).collect();
        prop_assert_eq!(
            [json["indicators"].as_array().unwrap().len(), table.len(), sheet.len(), measured.len()],
            [told.len(); 4]
        );
        for (at, own) in told.iter().enumerate() {
            let id = format!("i{at}");
            let (json, row, cells) = (&json["indicators"][at], &table[at], &sheet[at]);
            prop_assert_eq!(json["name"].as_str(), Some(&*own.name));
            prop_assert_eq!(json["note"].as_str(), Some(&*own.note));
            prop_assert_eq!([&row["name"], &row["note"]], [&own.name, &own.note]);
            prop_assert_eq!(&cells["指标"], &Data::String(own.name.clone()));
            prop_assert_eq!(&cells["备注"], &Data::String(own.note.clone()));
            prop_assert_eq!([digits(text, &id, "target"), digits(text, &id, "actual")], [&own.target, &own.actual]);
            prop_assert_eq!([&row["target_value"], &row["actual_value"]], [&own.target, &own.actual]);
            prop_assert!(holds(&cells["目标数值"], &own.target), "{:?} {}", cells["目标数值"], own.target);
            prop_assert!(holds(&cells["完成数值"], &own.actual), "{:?} {}", cells["完成数值"], own.actual);
            let texts: Vec<&str> = measured[at].descendants().filter_map(|node| node.text()).map(str::trim).collect();
            prop_assert!(texts.contains(&&*own.target) && texts.contains(&&*own.actual), "{texts:?} {own:?}");
        }
    }
}

#[test]
fn the_digest_is_that_of_what_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out");
    build(&fixture("years"), &output, &[]);
    let (path, bytes) =
        files(&output).into_iter().find(|(path, _)| path.ends_with("indicators.json")).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let stated: Value = serde_json::from_str(&text).unwrap();
    // Compact, with the digits as they are: the file without what makes it pretty.
    let from = text.find("  \"plan\": ").unwrap();
    let mut compact = String::from("{");
    for line in text[from..].lines() {
        let line = line.trim_start();
        compact.push_str(&line.replacen("\": ", "\":", 1));
    }
    assert_eq!(stated["provenance"]["digest"], Digest::of(compact.as_bytes()).to_string(), "{path}");
}

#[test]
fn an_edit_of_prose_makes_no_data_file_again() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    site(root, &[Told { name: "企业".into(), note: "注".into(), target: "12".into(), actual: "7".into() }]);
    let is_data = |path: &str| {
        path.starts_with("catalog.")
            || path.starts_with("opendata/")
            || path.contains("indicators.")
            || path.contains("tasks.")
            || path.contains("package")
            || path.contains("all-years")
    };
    let times = || -> BTreeMap<String, std::time::SystemTime> {
        let all = files(&root.join("public")).into_keys().filter(|path| is_data(path));
        all.map(|path| {
            let modified = root.join("public").join(&path).metadata().unwrap().modified().unwrap();
            (path, modified)
        })
        .collect()
    };
    let before = times();
    assert!(before.len() >= 12, "{before:?}");
    let plan = std::fs::read_to_string(root.join("content/2026/_index.md")).unwrap();
    write(root, "content/2026/_index.md", plan.replace("前言。", "另一段前言。"));
    assert!(run(root, &["build"]).status.success());
    assert_eq!(times(), before);
    // Another value is in all of them.
    write(root, "content/2026/_index.md", plan.replace("value: 7", "value: 8"));
    assert!(run(root, &["build"]).status.success());
    let after = times();
    for path in ["2026/indicators.csv", "2026/indicators.xlsx", "indicators-all-years.csv", "catalog.ttl"] {
        assert_ne!(after[path], before[path], "{path}");
    }
}

#[test]
fn one_file_by_command_is_the_published_one() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let told = Told { name: "企业".into(), note: "注".into(), target: "12".into(), actual: "7".into() };
    let published = site(root, &[told]);
    for (format, file) in [
        ("csv", "indicators.csv"),
        ("tasks-csv", "tasks.csv"),
        ("xlsx", "indicators.xlsx"),
        ("json", "indicators.json"),
        ("stratml", "plan.stratml.xml"),
    ] {
        let exported =
            program().current_dir(root).args(["export", "2026", "--format", format]).output().unwrap();
        assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
        assert!(exported.stdout == published[&format!("2026/{file}")], "{format}");
    }
    let run = |arguments: &[&str]| {
        let run = run(root, arguments);
        (run.status.code(), String::from_utf8(run.stderr).unwrap())
    };
    assert_eq!(run(&["export", "2026", "--format", "package", "-o", "package"]), (Some(0), String::new()));
    let package = files(&root.join("package"));
    let names: Vec<&str> = package.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "datapackage.json",
            "indicators.csv",
            "indicators.csv-metadata.json",
            "tasks.csv",
            "tasks.csv-metadata.json"
        ]
    );
    for (name, bytes) in &package {
        assert!(*bytes == published[&format!("2026/{name}")], "{name}");
    }
    // Nothing that is there is written over, and what is not there is not made up.
    let (code, said) = run(&["export", "2026", "--format", "package", "-o", "package"]);
    assert_eq!(code, Some(2), "{said}");
    let (code, said) = run(&["export", "2025", "--format", "csv", "--lang", "zh"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("`2025` 处没有"), "{said}");
    let (code, said) = run(&["export", "2026", "--format", "csv", "-o", "content/x.csv"]);
    assert_eq!(code, Some(2), "{said}");
    write(root, "content/2026/01-a.md", "---\ntitel: 一\n---\n");
    let (code, said) = run(&["export", "2026", "--format", "csv"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("titel"), "{said}");
}

#[test]
fn the_addresses_of_data_files_are_taken() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let told = Told { name: "企业".into(), note: "注".into(), target: "12".into(), actual: "7".into() };
    site(root, &[told]);
    for (file, text) in [
        ("content/2026/indicators.csv.md", "---\ntitle: 一\n---\n"),
        ("content/opendata.md", "---\ntitle: 我们的数据\n---\n"),
        ("content/catalog.jsonld.md", "---\ntitle: 目录\n---\n"),
    ] {
        write(root, file, text);
        let run = run(root, &["check"]);
        let said = String::from_utf8(run.stderr).unwrap();
        if file == "content/opendata.md" {
            // A page of one's own takes the place of ours.
            assert!(run.status.success(), "{said}");
            assert!(program().current_dir(root).arg("build").status().unwrap().success());
            let page = std::fs::read_to_string(root.join("public/opendata/index.html")).unwrap();
            assert!(page.contains("我们的数据") && root.join("public/opendata/目录.xlsx").is_file());
        } else {
            assert!(said.contains("duplicate-address"), "{file}: {said}");
        }
        std::fs::remove_file(root.join(file)).unwrap();
    }
}
