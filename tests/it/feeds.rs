//! Site maps, feeds and calendars of a site of several bodies.

use crate::support::pages::decode;
use crate::support::{build, built, files, text, write};
use roxmltree::Document;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tempfile::TempDir;

const BASE: &str = "https://www.example.gov.cn/plan/";

/// Two bureaus with two years each and a page; the newest plan of the second has no date at all.
fn county() -> (TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("site");
    write(&root, "site.yaml", format!("title: 某某区计划\nbase_url: {BASE}\n"));
    write(&root, "content/about.md", "---\ntitle: 说明\n---\n本栏目说明。\n");
    for (body, title) in [("kjj", "科技局"), ("wjw", "卫生健康委")] {
        write(&root, &format!("content/{body}/_index.md"), format!("---\ntitle: {title}\n---\n"));
        for year in [2026, 2027] {
            let dated = body == "kjj" || year == 2026;
            let published =
                if dated { format!("published: {year}-02-0{}\n", year - 2020) } else { String::new() };
            let plan = format!(
                "---\nkind: plan\ntitle: {title}{year}年计划\nyear: {year}\nstatus: published\n{published}---\n前言。\n"
            );
            write(&root, &format!("content/{body}/{year}/_index.md"), plan);
            let section = "---\ntitle: 主要任务\nlead: 规划科\nindicators:\n\
                - {id: beds, name: 新增床位, unit: 张, target: 12张以上, due: 6月底前}\n\
                - {id: firms, name: 培育企业, unit: 家, target: 30家以上, due: 年底, lead: 规划科、办公室}\n\
                tasks:\n- {id: park, name: 园区挂牌, due: 6月底前}\n- {id: law, name: 持续宣传, due: 长期}\n\
                - {id: old, name: 旧事, due: 9月底前, state: dropped, reason: 并入他项}\n---\n正文。\n";
            write(&root, &format!("content/{body}/{year}/01-tasks.md"), section);
        }
    }
    (dir, root)
}

fn output(root: &Path) -> BTreeMap<String, Vec<u8>> {
    built(root, &[])
}

/// The text of the elements with this name.
fn all(xml: &str, name: &str) -> Vec<String> {
    let document = Document::parse(xml).unwrap();
    let found = document.descendants().filter(|node| node.tag_name().name() == name);
    found.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_site_map_of_several_bodies_is_an_index_that_names_every_page_once() {
    let (_dir, root) = county();
    let files = output(&root);
    let index = text(&files, "sitemap.xml");
    assert!(index.contains("<sitemapindex "), "{index}");
    let maps = all(&index, "loc");
    assert_eq!(
        maps,
        ["sitemap-1.xml", "kjj/sitemap.xml", "wjw/sitemap.xml"].map(|file| format!("{BASE}{file}"))
    );
    let mut named = Vec::new();
    for map in &maps {
        let file = map.strip_prefix(BASE).unwrap();
        let (folder, _) = file.rsplit_once('/').unwrap_or_default();
        for page in all(&text(&files, file), "loc") {
            let page = decode(page.strip_prefix(BASE).unwrap());
            assert!(page.starts_with(folder), "{page} is not below {file}");
            named.push(page);
        }
    }
    // Pages that only say where something else is are for nobody to find.
    let is_found = |file: &&String| !text(&files, file).contains("content=\"noindex\"");
    let pages = files.keys().filter(|file| file.ends_with("index.html")).filter(is_found);
    let pages: BTreeSet<String> =
        pages.filter_map(|file| file.strip_suffix("index.html")).map(ToOwned::to_owned).collect();
    assert_eq!(named.len(), pages.len(), "{named:?}");
    assert_eq!(named.into_iter().collect::<BTreeSet<_>>(), pages);
    assert_eq!(all(&text(&files, "wjw/sitemap.xml"), "lastmod").iter().max().unwrap(), "2026-02-06");
    assert_eq!(all(&text(&files, "kjj/sitemap.xml"), "lastmod").iter().max().unwrap(), "2027-02-07");
}

#[test]
fn each_body_has_its_feed_and_no_entry_has_a_date_that_nobody_gave() {
    let (_dir, root) = county();
    let files = output(&root);
    let site = text(&files, "feed.xml");
    assert_eq!(
        all(&site, "title"),
        ["某某区计划", "科技局2027年计划", "科技局2026年计划", "卫生健康委2026年计划"]
    );
    assert_eq!(all(&site, "summary"), ["1个章节、2项指标"; 3]);
    let own = text(&files, "wjw/feed.xml");
    assert_eq!(all(&own, "title"), ["卫生健康委", "卫生健康委2026年计划"]);
    assert_eq!(all(&own, "id")[0], format!("{BASE}wjw/"));
    assert!(
        own.contains(&format!(
            "<link rel=\"self\" type=\"application/atom+xml\" href=\"{BASE}wjw/feed.xml\"/>"
        )),
        "{own}"
    );
    let dates = all(&own, "updated");
    assert!(dates.iter().all(|date| date == "2026-02-06T00:00:00+08:00"), "{dates:?}");
}

#[test]
fn each_body_has_a_calendar_of_what_is_due() {
    let (_dir, root) = county();
    let files = output(&root);
    let calendar = text(&files, "kjj/deadlines.ics").replace("\r\n ", "");
    let events: Vec<&str> = calendar.split("BEGIN:VEVENT\r\n").skip(1).collect();
    assert_eq!(events.len(), 2, "{calendar}");
    assert!(
        events[0].contains("\r\nDTSTART;VALUE=DATE:20270630\r\nSUMMARY:2项到期：科技局2027年计划\r\n"),
        "{}",
        events[0]
    );
    assert!(
        events[0].contains(
            "\r\nDESCRIPTION:科技局2027年计划\\n新增床位：12张以上（规划科）\\n园区挂牌（规划科）\r\n"
        ),
        "{}",
        events[0]
    );
    assert!(events[0].contains("\r\nDTSTAMP:20270207T000000Z\r\n"), "{}", events[0]);
    assert!(
        events[1]
            .contains("\r\nDTSTART;VALUE=DATE:20271231\r\nSUMMARY:培育企业：30家以上（规划科、办公室）\r\n"),
        "{}",
        events[1]
    );
    assert!(!calendar.contains("2026年计划"), "only the newest year");
}

/// `2项到期` counts indicators and tasks, not lines: one with a milestone on its last day is one, two of one name are two.
#[test]
fn a_calendar_counts_each_item_once_a_day() {
    let (_dir, root) = county();
    let section = "---\ntitle: 主要任务\nlead: 规划科\nindicators:\n\
        - {id: a, name: 培育企业, unit: 家, target: 30家以上, due: 年底, milestones: [{due: 年底, target: 28家以上}]}\n\
        - {id: b, name: 新增床位, unit: 张, target: 12张以上, due: 年底}\n\
        - {id: c, name: 新增床位, unit: 张, target: 12张以上, due: 年底}\n---\n正文。\n";
    write(&root, "content/kjj/2027/01-tasks.md", section);
    let run = crate::support::run(&root, &["build"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let calendar =
        std::fs::read_to_string(root.join("public/kjj/deadlines.ics")).unwrap().replace("\r\n ", "");
    assert!(calendar.contains("SUMMARY:3项到期："), "{calendar}");
    assert!(calendar.contains("培育企业：30家以上") && !calendar.contains("28家"), "{calendar}");
}

#[test]
fn each_unit_has_its_feed_and_its_calendar_and_pages_lead_to_them() {
    let (_dir, root) = county();
    let plan = "content/kjj/2027/01-tasks.md";
    let text_of_plan = std::fs::read_to_string(root.join(plan)).unwrap();
    let revised = text_of_plan.replace(
        "due: 年底, lead: 规划科、办公室}",
        "due: 年底, lead: 规划科、办公室, revisions: [{date: 2027-06-01, field: 目标值, from: 20家以上, to: 30家以上, reason: 形势变化}]}",
    );
    write(&root, plan, revised);
    let files = output(&root);
    let feed = text(&files, "kjj/units/办公室/feed.xml");
    assert_eq!(
        all(&feed, "title"),
        ["办公室", "科技局2027年计划", "科技局2027年计划：培育企业调整", "科技局2026年计划"]
    );
    assert!(all(&feed, "summary").contains(&"办公室：牵头指标 1、配合指标 0、任务 0".to_owned()), "{feed}");
    let planning = text(&files, "kjj/units/规划科/deadlines.ics").replace("\r\n ", "");
    assert_eq!(planning.matches("BEGIN:VEVENT").count(), 2, "{planning}");
    let office = text(&files, "kjj/units/办公室/deadlines.ics").replace("\r\n ", "");
    assert!(
        office.contains("SUMMARY:培育企业：30家以上（规划科、办公室）") && !office.contains("园区"),
        "{office}"
    );
    let page = text(&files, "kjj/units/办公室/index.html");
    for link in ["kjj/units/办公室/feed.xml", "kjj/units/办公室/deadlines.ics"] {
        assert!(page.contains(&format!("href=\"../../../{link}\"")), "{link}: {page}");
    }
    let series = text(&files, "kjj/index.html");
    assert!(
        series.contains("href=\"../kjj/feed.xml\"") && series.contains("href=\"../kjj/deadlines.ics\""),
        "{series}"
    );
}

#[test]
fn files_for_programs_are_kept_until_what_they_tell_is_another() {
    let (dir, root) = county();
    let output = dir.path().join("out");
    let names = [
        "sitemap.xml",
        "sitemap-1.xml",
        "kjj/sitemap.xml",
        "wjw/sitemap.xml",
        "feed.xml",
        "kjj/feed.xml",
        "wjw/feed.xml",
        "kjj/deadlines.ics",
    ];
    build(&root, &output, &[]);
    let before = files(&output);
    // The title of a body's plan: its own feed and calendar, and the site's feed; no other body's files.
    let plan = std::fs::read_to_string(root.join("content/kjj/2027/_index.md")).unwrap();
    write(&root, "content/kjj/2027/_index.md", plan.replace("2027年计划", "2027年工作计划"));
    build(&root, &output, &[]);
    let after = files(&output);
    let changed: Vec<&str> = names.into_iter().filter(|name| before[*name] != after[*name]).collect();
    assert_eq!(changed, ["feed.xml", "kjj/feed.xml", "kjj/deadlines.ics"]);
    let clean = built(&root, &[]);
    assert!(names.iter().all(|name| clean[*name] == after[*name]));
}

#[test]
fn a_page_at_the_address_of_such_a_file_is_refused() {
    let (_dir, root) = county();
    write(&root, "content/kjj/feed.xml.md", "---\ntitle: 订阅\n---\n正文。\n");
    let run = crate::support::run(&root, &["check"]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(said.contains("error[duplicate-address]") || said.contains("error["), "{said}");
    assert_eq!(run.status.code(), Some(1));
}
