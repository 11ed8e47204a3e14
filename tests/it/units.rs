//! A unit's page stays readable however long it has answered for things: a table counts all its years, and those that do not fit have pages of their own. Units that
//! lead together each have their page, and are shown together wherever a lead is.

use crate::support::{built, run, text, write};
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
fn all_years_are_counted_and_those_that_do_not_fit_have_pages_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("content")).unwrap();
    fs::write(root.join("site.yaml"), "title: 站点\n").unwrap();
    for year in 2010..=2016 {
        plan(root, "a", year);
    }
    let memory = Memory::new();
    let report = pipeline::run(root, &Options::default(), &memory, &Silent).unwrap();
    assert!(!report.has_errors());
    let files = memory.into_files();
    let page = |path: &str| {
        let file = files.get(&format!("units/综合科/{path}index.html"));
        std::str::from_utf8(file.unwrap_or_else(|| panic!("{path} is there"))).unwrap()
    };
    let row = |html: &str, year: u16| html.contains(&format!("a/{year}/indicators/#indicator:k59"));
    let html = page("");
    assert!(row(html, 2016) && !html.contains("/a/2015/indicators/"));
    // The table of years leads to each, and counts what is led and where it stands.
    let summary = html.split("<table class=\"summary").nth(1).unwrap().split("</table>").next().unwrap();
    assert_eq!(summary.matches("<span>60</span>").count(), 7, "{summary}");
    assert_eq!(summary.matches("<b>60项</b>").count(), 7, "{summary}");
    assert!(summary.contains("<a href=\"../../units/综合科/#_year-2016\">2016年</a>"), "{summary}");
    for year in 2010..=2015 {
        assert!(!row(html, year), "{year}");
        assert!(summary.contains(&format!("<a href=\"../../units/综合科/{year}/\">{year}年</a>")), "{year}");
        let own = page(&format!("{year}/"));
        assert!(row(own, year) && !row(own, year + 1), "{year}");
        // Each leads on to its neighbours.
        let newer = if year == 2015 {
            "units/综合科/".to_owned()
        } else {
            format!("units/综合科/{}/", year + 1)
        };
        assert!(
            own.contains(&format!("<a class=\"prev\" rel=\"prev\" href=\"../../../{newer}\">")),
            "{year}"
        );
    }
}

/// A plan of 2026 after one of 2025, with units that lead together.
fn joint(root: &Path) {
    write(root, "site.yaml", "title: 站点\n");
    for (year, lead) in [("2025", "水务局"), ("2026", "水务局、住建局")] {
        let head =
            format!("---\nkind: plan\ntitle: {year}年计划\nyear: {year}\nstatus: published\n---\n\n前言。\n");
        write(root, &format!("content/{year}/_index.md"), head);
        let section = format!(
            "---\ntitle: 河道\nlead: {lead}\npartners: 住建局、财政局\ndue: {year}-12-31\nindicators:\n  - {{id: km, name: 整治河道, unit: 公里, target: 12以上}}\ntasks:\n  - {{id: a, name: 清淤, lead: {lead}、{lead}}}\n  - {{id: b, name: 修桥, lead: 住建局, partners: 财政局/水务局}}\n---\n\n正文。\n"
        );
        write(root, &format!("content/{year}/01-a.md"), section);
    }
}

#[test]
fn units_that_lead_together_each_have_their_page_and_row() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    joint(&root);
    let check = run(&root, &["check"]);
    assert!(check.status.success(), "{check:?}");
    let files = built(&root, &[]);
    let of = |prefix: &str| -> Vec<&str> {
        files.keys().filter(|file| file.starts_with(prefix)).map(String::as_str).collect()
    };
    assert_eq!(
        of("units/"),
        ["units/index.html", "units/住建局/index.html", "units/水务局/index.html", "units/财政局/index.html"]
    );
    for (unit, name, role) in
        [("水务局", "整治河道", "牵头"), ("住建局", "整治河道", "牵头"), ("财政局", "整治河道", "配合")]
    {
        let page = text(&files, &format!("units/{unit}/index.html"));
        let row = page.split("<tr>").find(|row| row.contains(name)).unwrap();
        assert!(row.contains(&format!("<span>{role}</span>")), "{unit}: {row}");
        assert!(page.contains("清淤") != (unit == "财政局"), "{unit}");
        assert!(page.contains("修桥"), "{unit}");
    }
    let joined = |root: &str| {
        ["水务局", "住建局"]
            .map(|unit| format!("<a class=\"unit-link\" href=\"{root}units/{unit}/\">{unit}</a>"))
            .join("、</span><span class=\"unit-part\">")
    };
    // The section, whose units its indicators have, and its task; the list of the year's; the indicator over the years.
    for (file, root, times) in [
        ("2026/a/index.html", "../../", 3),
        ("2026/indicators/index.html", "../../", 1),
        ("indicators/km/index.html", "../../", 1),
    ] {
        let page = text(&files, file);
        assert_eq!(page.matches(&joined(root)).count(), times, "{file}");
    }
    // A partner that leads is named once.
    assert!(text(&files, "2026/a/index.html").contains(
        "<b>配合单位</b> <span class=\"unit-part\"><a class=\"unit-link\" href=\"../../units/财政局/\">财政局</a></span></span></p>"
    ));
    let changes = text(&files, "2026/changes/index.html");
    let added = "牵头单位有变：新增 <span class=\"unit-part\"><a class=\"unit-link\" href=\"../../units/住建局/\">住建局</a></span>";
    assert_eq!(changes.matches(added).count(), 2, "{changes}");
    assert!(!changes.contains("class=\"fold\""));
    let search: String = of("search/texts-").iter().map(|file| text(&files, file)).collect();
    assert!(search.contains("牵头单位：水务局、住建局"), "{search}");
}

#[test]
fn units_that_lead_together_are_carried_over() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    joint(&root);
    let rolled = run(&root, &["rollover", "2026", "--to", "2027"]);
    assert!(rolled.status.success(), "{rolled:?}");
    let section = fs::read_to_string(root.join("content/2027/01-a.md")).unwrap();
    assert!(section.contains("lead: 水务局、住建局\n"), "{section}");
}
