//! A unit's page stays readable however long it has answered for things: years that no longer fit are counted.

use planpress::internals::output::Memory;
use planpress::internals::pipeline::{self, Options, Silent};
use std::fs;
use std::path::Path;

const INDICATORS: usize = 60;

fn plan(root: &Path, folder: &str, year: u16) {
    let folder = root.join(format!("content/{folder}/{year}"));
    fs::create_dir_all(&folder).unwrap();
    let head = format!(
        "---\nkind: plan\ntitle: {year}年计划\nyear: {year}\nstatus: published\nas_of: {year}-12-31\n---\n"
    );
    fs::write(folder.join("_index.md"), head).unwrap();
    let mut text = "---\ntitle: 甲\nlead: 综合科\nindicators:\n".to_owned();
    for n in 0..INDICATORS {
        text.push_str(&format!("  - {{id: k{n}, name: 指标{n}, target: 12家以上, actual: 13}}\n"));
    }
    fs::write(folder.join("01-a.md"), format!("{text}---\n\n文。\n")).unwrap();
}

#[test]
fn years_that_do_not_fit_are_counted_and_lead_to_their_plans() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("content")).unwrap();
    fs::write(root.join("site.yaml"), "title: 站点\n").unwrap();
    for year in 2010..=2016 {
        plan(root, "a", year);
    }
    // Another body's newest plan is there in full, old as it is.
    plan(root, "b", 2009);
    let memory = Memory::new();
    let report = pipeline::run(root, &Options::default(), &memory, &Silent).unwrap();
    assert!(!report.has_errors());
    let files = memory.into_files();
    let (path, html) = files.iter().find(|(path, _)| path.starts_with("units/综合科/")).unwrap();
    assert_eq!(path, "units/综合科/index.html");
    let html = std::str::from_utf8(html).unwrap();
    let row = |series: &str, year: u16| html.contains(&format!("{series}/{year}/indicators/#indicator:k59"));
    for year in 2014..=2016 {
        assert!(row("a", year), "{year}");
    }
    assert!(row("b", 2009));
    let earlier = html.split("id=\"_earlier\"").nth(1).unwrap();
    for year in 2010..=2013 {
        assert!(!row("a", year), "{year}");
        assert!(earlier.contains(&format!("<a href=\"../../a/{year}/\">{year}年计划</a>")), "{year}");
    }
    assert_eq!(earlier.matches("<b>60</b>").count(), 4, "{earlier}");
}
