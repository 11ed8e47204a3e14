//! Several bodies on one site: what two of them name alike stays two things, every address answers, nothing is joined.

use crate::support::pages::{decode, tags};
use crate::support::{Files, built, copy, files, fixture, run, said, text, write};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A copy of the county's site in a folder of its own.
fn county() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    copy(&fixture("county"), &root);
    (folder, root)
}

/// The same as it was while the health bureau was alone.
fn alone() -> (TempDir, PathBuf) {
    let (folder, root) = county();
    for other in ["science", "civil", "agriculture", "about.md"] {
        let path = root.join("content").join(other);
        if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
    }
    write(
        &root,
        "site.yaml",
        "title: 县卫生健康局工作计划\nbase_url: https://www.example.gov.cn/jihua/\nseverity: {actual-unsourced: off}\n",
    );
    (folder, root)
}

/// Where a page leads on to, from the root.
fn leads_to(files: &Files, page: &str) -> Option<String> {
    let html = text(files, &format!("{page}index.html"));
    let tags = tags(&html);
    let refresh = tags.iter().find(|tag| tag.get("http-equiv") == Some("refresh"))?;
    let (_, target) = refresh.get("content").unwrap().split_once("url=").unwrap();
    Some(decode(target.trim_start_matches("../").trim_start_matches("./")))
}

/// The pages on which a text stands.
fn pages_with<'f>(files: &'f Files, words: &str) -> BTreeSet<&'f str> {
    let pages = files.iter().filter(|(file, _)| file.ends_with(".html"));
    let pages = pages.filter(|(_, bytes)| {
        let html = String::from_utf8_lossy(bytes);
        html.contains(words) || said(&html).contains(words)
    });
    pages.map(|(file, _)| file.trim_end_matches("index.html")).collect()
}

#[test]
fn every_body_has_its_own_indicators_and_units() {
    let (_folder, root) = county();
    let files = built(&root, &[]);
    for page in [
        "health/indicators/beds/",
        "civil/indicators/beds/",
        "science/indicators/",
        "health/units/办公室/",
        "civil/units/办公室/",
        "agriculture/units/",
        "units/县财政局/",
        // A unit whose name is an issuer's is that body, whoever names it.
        "units/县民政局/",
    ] {
        assert!(leads_to(&files, page).is_none(), "{page} is a page of its own");
    }
    let page = text(&files, "civil/indicators/beds/index.html");
    let beds = said(&page);
    assert!(
        beds.contains("养老机构护理型床位数") && beds.contains("1950张以上") && beds.contains("1800张以上")
    );
    assert!(page.contains("<a href=\"../../../civil/indicators/\">指标</a>"), "{page}");
    let office = text(&files, "civil/units/办公室/index.html");
    let (_, office) = office.split_once("<main").unwrap();
    assert!(office.contains("县民政局2026年工作计划") && !office.contains("卫生健康"), "{office}");
    let finance = text(&files, "units/县财政局/index.html");
    for body in ["县科技局", "县卫生健康局", "县民政局"] {
        assert!(finance.contains(&format!("<p class=\"plan-facts\"><span>{body}</span></p>")), "{body}");
    }
}

#[test]
fn no_page_joins_what_two_bodies_say() {
    let (_folder, root) = county();
    let files = built(&root, &[]);
    // What is asked for by its whole address, what a featured plan shows, and a unit that is one for all.
    for (target, own, beside) in [
        ("7.1张以上", "health/", &["", "about/"][..]),
        ("1950张以上", "civil/", &["about/", "units/县财政局/"][..]),
        ("48家以上", "science/", &["units/县财政局/"][..]),
        ("62.5万亩以上", "agriculture/", &["units/县科技局/"][..]),
    ] {
        let pages = pages_with(&files, target);
        let foreign: Vec<&&str> =
            pages.iter().filter(|page| !page.starts_with(own) && !beside.contains(page)).collect();
        assert!(foreign.is_empty() && pages.len() > 4, "{target}: {foreign:?} of {pages:?}");
    }
}

#[test]
fn directories_lead_to_every_body() {
    let (_folder, root) = county();
    let files = built(&root, &[]);
    let home = text(&files, "index.html");
    for (body, name) in [
        ("science", "县科技局"),
        ("health", "县卫生健康局"),
        ("civil", "县民政局"),
        ("agriculture", "县农业农村局"),
    ] {
        for list in ["indicators", "units"] {
            let directory = text(&files, &format!("{list}/index.html"));
            assert!(directory.contains(&format!("<a href=\"../{body}/{list}/\">{name}</a>")), "{directory}");
            let own = text(&files, &format!("{body}/{list}/index.html"));
            let title = format!("<h1>{name}：{}</h1>", if list == "units" { "责任单位" } else { "指标" });
            assert!(own.contains(&title), "{own}");
            assert!(text(&files, &format!("{body}/index.html")).contains(&format!("{body}/{list}/\">")));
        }
        assert!(home.contains(&format!("<h3><a href=\"./{body}/\">{name}</a></h3>")), "{home}");
        assert!(home.contains(&format!("<a href=\"./{body}/2026/\">{name}2026年工作计划</a>")), "{home}");
    }
    // The plan that is featured comes first, though another was published later.
    assert_eq!(leads_with(&root), "县卫生健康局2026年工作计划");
    assert!(!text(&files, "indicators/index.html").contains("张以上"), "a directory has no numbers");
}

/// The title of the plan that home leads with, above the directory of the bodies.
fn leads_with(root: &Path) -> String {
    let home = text(&built(root, &[]), "index.html");
    let (before, _) = home.split_once("id=\"_series\"").unwrap();
    let (_, title) = before.split_once("id=\"_current\"").unwrap();
    title.split('<').nth(1).unwrap().split('>').nth(1).unwrap().to_owned()
}

#[test]
fn home_leads_with_the_newest_plan_that_has_numbers_where_none_is_featured() {
    let (_folder, root) = county();
    let config = fs::read_to_string(root.join("site.yaml")).unwrap();
    write(&root, "site.yaml", config.replace("featured: health/2026\n", ""));
    // Of one year's the one that was published last.
    assert_eq!(leads_with(&root), "县民政局2026年工作计划");
    let plan = |title: &str, year: &str, status: &str| {
        format!("---\nkind: plan\ntitle: {title}\nyear: {year}\nstatus: {status}\n---\n\n前言。\n")
    };
    let section = "---\ntitle: 章\n---\n\n正文。\n";
    // A newer one without numbers does not lead, nor does a draft.
    write(&root, "content/transport/_index.md", "---\ntitle: 县交通运输局\n---\n");
    write(&root, "content/transport/2027/_index.md", plan("县交通运输局2027年工作计划", "2027", "published"));
    write(&root, "content/transport/2027/01-a.md", section);
    assert_eq!(leads_with(&root), "县民政局2026年工作计划");
    let numbers = section.replace(
        "章\n",
        "章\nindicators:\n  - {id: sum, name: 甲, target: 新增3家以上, due: 年底, lead: 办公室}\n",
    );
    write(&root, "content/transport/2027/01-a.md", &numbers);
    assert_eq!(leads_with(&root), "县交通运输局2027年工作计划");
    write(&root, "content/transport/2027/_index.md", plan("县交通运输局2027年工作计划", "2027", "draft"));
    assert_eq!(leads_with(&root), "县民政局2026年工作计划");
    // Where no plan has any, the newest plan leads.
    let (_other, root) = county();
    for body in ["science", "health", "civil", "agriculture"] {
        fs::remove_dir_all(root.join("content").join(body)).unwrap();
        for year in ["2025", "2026"] {
            let index = plan(&format!("{body} {year}"), year, "published");
            write(&root, &format!("content/{body}/{year}/_index.md"), index);
            write(&root, &format!("content/{body}/{year}/01-a.md"), section);
        }
        write(&root, &format!("content/{body}/_index.md"), format!("---\ntitle: {body}\n---\n"));
    }
    fs::remove_file(root.join("content/about.md")).unwrap();
    write(&root, "content/_index.md", "---\ntitle: 县\n---\n");
    write(&root, "site.yaml", "title: 县\n");
    assert_eq!(leads_with(&root), "agriculture 2026");
}

#[test]
fn old_addresses_lead_on_or_list_the_bodies() {
    let (_folder, root) = county();
    let files = built(&root, &[]);
    for (old, new) in [
        ("indicators/firms/", "science/indicators/firms/"),
        ("indicators/checkups/", "health/indicators/checkups/"),
        ("units/医政科/", "health/units/医政科/"),
        // The unit is one for all now.
        ("civil/units/县财政局/", "units/县财政局/"),
        // What `moved:` says goes before what nobody can know.
        ("indicators/satisfaction/", "health/indicators/satisfaction/"),
        ("2025/", "health/2025/"),
        ("2025/service/", "health/2025/service/"),
        ("2025/indicators/", "health/2025/indicators/"),
        ("nongye/", "agriculture/"),
        ("nongye/2026/changes/", "agriculture/2026/changes/"),
        ("nongye/indicators/grain/", "agriculture/indicators/grain/"),
        ("guanyu/", "about/"),
    ] {
        assert_eq!(leads_to(&files, old).as_deref(), Some(new), "{old}");
    }
    let beds = text(&files, "indicators/beds/index.html");
    let main = &beds[beds.find("<main").unwrap()..beds.find("</main>").unwrap()];
    for (body, name, of) in [
        ("health", "每千人口医疗卫生机构床位数", "县卫生健康局"),
        ("civil", "养老机构护理型床位数", "县民政局"),
    ] {
        let link = format!("<a href=\"../../{body}/indicators/beds/\">{name}</a> <span>{of}</span>");
        assert!(main.contains(&link), "{main}");
    }
    assert!(!main.contains(|c: char| c.is_ascii_digit() && c != '1'), "no numbers: {main}");
    let office = text(&files, "units/办公室/index.html");
    assert_eq!(
        office.matches("<li><a href=\"../../").count() - office.matches("<nav").count(),
        10,
        "{office}"
    );
    // Programs are told of pages only, and not of what leads on.
    let maps = files.keys().filter(|file| file.contains("sitemap") && file.ends_with(".xml"));
    let map: String = maps.map(|file| text(&files, file)).collect();
    assert!(map.contains("health/indicators/beds/") && !map.contains("jihua/indicators/beds/"), "{map}");
    assert!(!map.contains("nongye"), "{map}");
}

#[test]
fn a_search_tells_the_body_of_every_hit() {
    let (_folder, root) = county();
    let files = built(&root, &[]);
    let index = text(&files, "search/index.js");
    assert!(
        index.contains(r#""bodies":["县科技局","县卫生健康局","县民政局","县农业农村局"],"of":[0,1,2,3,0,1,2,3,null,0,1,2,3]"#),
        "{index}"
    );
    let texts: String = files
        .iter()
        .filter(|(file, _)| file.starts_with("search/texts-"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    for (name, path) in [
        ("科技服务企业满意度", "science/indicators/satisfaction/"),
        ("门诊患者满意度", "health/indicators/satisfaction/"),
        ("社会救助对象满意度", "civil/indicators/satisfaction/"),
    ] {
        assert_eq!(texts.matches(&format!("[2,\"{name}\",\"{path}\",")).count(), 2, "{texts}");
    }
    let page = text(&files, "search/index.html");
    let tags = tags(&page);
    assert!(tags.iter().any(|tag| tag.name == "label" && tag.get("for") == Some("_body")));
    let select = page.split("id=\"_body\"").nth(1).unwrap().split("</select>").next().unwrap();
    assert_eq!(select.matches("<option").count(), 5, "{select}");
}

#[test]
fn a_body_that_is_alone_has_its_pages_at_the_root() {
    let (_folder, root) = alone();
    let files = built(&root, &[]);
    for page in ["indicators/", "indicators/beds/", "units/", "units/办公室/", "units/县财政局/"] {
        assert!(leads_to(&files, page).is_none(), "{page}");
    }
    let below: Vec<&String> = files
        .keys()
        .filter(|file| file.starts_with("health/indicators/") || file.starts_with("health/units/"))
        .collect();
    assert!(below.is_empty(), "{below:?}");
    let index = text(&files, "search/index.js");
    assert!(!index.contains("bodies") && !text(&files, "search/index.html").contains("_body"));
    assert!(pages_with(&files, "bodies.").is_empty(), "no page needs the style sheet of several bodies");
    // Nothing else is said of it than before there could be others.
    let home = text(&files, "index.html");
    assert!(home.contains("id=\"_current\"") && !home.contains("body-plans"), "{home}");
}

#[test]
fn what_a_sealed_page_links_to_answers_when_other_bodies_come() {
    let (folder, root) = alone();
    let seal = run(&root, &["archive", "health/2025", "--date", "2026-03-01"]);
    assert!(seal.status.success(), "{}", String::from_utf8_lossy(&seal.stderr));
    let sealed = files(&root.join("archive/health/2025/1/data/site"));
    // The others join, and the portal gets its own site.yaml.
    let content = fixture("county").join("content");
    for body in ["science", "civil", "agriculture"] {
        copy(&content.join(body), &root.join("content").join(body));
    }
    fs::copy(content.join("about.md"), root.join("content/about.md")).unwrap();
    fs::copy(fixture("county").join("site.yaml"), root.join("site.yaml")).unwrap();
    let public = folder.path().join("public");
    let build = run(&root, &["build", "--output", public.to_str().unwrap()]);
    assert!(build.status.success(), "{}", String::from_utf8_lossy(&build.stderr));
    let live = files(&public);
    let base = "https://www.example.gov.cn/jihua/";
    let mut asked = BTreeSet::new();
    for (file, bytes) in sealed.iter().filter(|(file, _)| file.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        for tag in tags(&html).iter().filter(|tag| tag.name == "a") {
            let Some(below) = tag.get("href").and_then(|href| href.strip_prefix(base)) else { continue };
            let path = decode(below.split('#').next().unwrap());
            let target = if path.is_empty() || path.ends_with('/') {
                format!("{path}index.html")
            } else {
                path.clone()
            };
            assert!(live.contains_key(&target), "{file} links to {path}, and nothing answers");
            asked.insert(path);
        }
        if file.starts_with("health/2025/") {
            assert!(live.get(file) == Some(bytes), "a sealed plan keeps its own: {file}");
        }
    }
    for page in ["indicators/beds/", "units/办公室/", "units/县财政局/", "indicators/", "units/"] {
        assert!(asked.contains(page), "{page}: {asked:?}");
    }
}

#[test]
fn figures_reach_into_another_body_by_its_whole_address_only() {
    for (figure, found) in [
        ("indicator:grain", false),
        ("indicator:2026/grain", false),
        ("indicator:agriculture/2026/grain", true),
        ("indicator:beds", true),
        ("indicator:2025/beds", true),
    ] {
        let (_folder, root) = county();
        let file = "content/civil/2026/01-care.md";
        let old = fs::read_to_string(root.join(file)).unwrap();
        write(&root, file, format!("{old}\n另见[]({figure})。\n"));
        let check = run(&root, &["check"]);
        let told = String::from_utf8_lossy(&check.stderr).contains("unknown-indicator");
        assert_eq!(!told, found, "{figure}: {}", String::from_utf8_lossy(&check.stderr));
    }
}

#[test]
fn a_page_in_the_place_of_a_bodys_lists_is_a_clash() {
    for (file, page) in [
        ("content/civil/units.md", "---\ntitle: 单位\n---\n\n文字。\n"),
        ("content/civil/indicators/_index.md", "---\ntitle: 指标\n---\n\n文字。\n"),
    ] {
        let (_folder, root) = county();
        write(&root, file, page);
        let check = run(&root, &["check"]);
        let told = String::from_utf8_lossy(&check.stderr).into_owned();
        assert!(told.contains("error[duplicate-address]") && told.contains(file), "{told}");
        let (_folder, root) = alone();
        write(&root, &file.replace("civil", "health"), page);
        assert!(run(&root, &["check"]).status.success(), "a body that is alone has no such lists");
    }
}

#[test]
fn what_site_yaml_says_of_units_and_moves_is_followed_at_once() {
    let (folder, root) = county();
    let public = folder.path().join("public");
    let build = |yaml: &str| {
        write(&root, "site.yaml", yaml);
        let run = run(&root, &["build", "--allow-removals", "99", "--output", public.to_str().unwrap()]);
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        files(&public)
    };
    let yaml = fs::read_to_string(root.join("site.yaml")).unwrap();
    build(&yaml);
    // The office is one for all, finance is not: each has its page, and the addresses of before answer.
    let other = build(&yaml.replace("units: 县财政局", "units: 办公室"));
    assert!(leads_to(&other, "units/办公室/").is_none());
    assert_eq!(leads_to(&other, "civil/units/办公室/").as_deref(), Some("units/办公室/"));
    assert!(leads_to(&other, "civil/units/县财政局/").is_none());
    assert!(text(&other, "units/县财政局/index.html").contains("请选择部门"));
    assert!(text(&other, "civil/2026/care/index.html").contains("../../../units/办公室/"));
    let back = build(&yaml);
    assert_eq!(leads_to(&back, "civil/units/县财政局/").as_deref(), Some("units/县财政局/"));
}

/// A body's plans with so many indicators of its own a year.
fn many(root: &Path, series: &str, years: std::ops::Range<u16>, count: usize) {
    write(
        root,
        &format!("content/{series}/_index.md"),
        format!("---\ntitle: {series}局\n---\n\n历年计划。\n"),
    );
    for year in years {
        write(
            root,
            &format!("content/{series}/{year}/_index.md"),
            format!(
                "---\nkind: plan\ntitle: {series}局{year}年计划\nyear: {year}\nstatus: published\n---\n\n前言。\n"
            ),
        );
        let indicators: String = (0..count)
            .map(|n| format!("  - {{id: i{year}-{n}, name: 第{n}项工作的完成数量, unit: 件, measure: flow, target: 120件以上, lead: 综合科、县财政局}}\n"))
            .collect();
        let section =
            format!("---\ntitle: 工作\ndue: {year}-12-31\nindicators:\n{indicators}---\n\n正文。\n");
        write(root, &format!("content/{series}/{year}/01-work.md"), section);
    }
}

#[test]
fn long_lists_stand_on_several_pages_and_none_is_heavy() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    write(&root, "site.yaml", "title: 站点\nunits: 县财政局\nseverity: {vanished-indicator: off}\n");
    for series in ["甲", "乙", "丙"] {
        many(&root, series, 2020..2024, 110);
    }
    let files = built(&root, &[]);
    let mut heavy: Vec<(usize, &String)> = files
        .iter()
        .filter(|(file, _)| {
            file.ends_with(".html") && (file.contains("indicators/") || file.contains("units/"))
        })
        .map(|(file, bytes)| (bytes.len(), file))
        .collect();
    heavy.sort();
    assert!(heavy.last().unwrap().0 < 300_000, "{:?}", heavy.last());
    // 440 indicators: three pages, which lead to one another.
    let second = text(&files, "甲/indicators/page/2/index.html");
    for link in [
        "<link rel=\"prev\" href=\"../../../../甲/indicators/\">",
        "<link rel=\"next\" href=\"../../../../甲/indicators/page/3/\">",
        "<span aria-current=\"page\">2</span>",
        "<h1>甲局：指标（第2页）</h1>",
    ] {
        assert!(second.contains(link), "{link}: {second}");
    }
    assert!(!files.contains_key("甲/indicators/page/4/index.html"));
    let rows = |page: &str| text(&files, page).matches("第0项工作的完成数量</a>").count();
    let pages =
        ["甲/indicators/index.html", "甲/indicators/page/2/index.html", "甲/indicators/page/3/index.html"];
    assert_eq!(pages.map(rows).iter().sum::<usize>(), 4, "every year's first stands on one of them");
    // A unit's newest year is on its own page, the years before have pages of their own; of one that all name, each year has.
    for (page, there) in [
        ("甲/units/综合科/index.html", true),
        ("甲/units/综合科/2022/index.html", true),
        ("甲/units/综合科/2023/index.html", false),
        ("units/县财政局/2023/index.html", true),
        ("units/县财政局/2023/page/3/index.html", true),
        ("units/县财政局/2023/page/4/index.html", false),
    ] {
        assert_eq!(files.contains_key(page), there, "{page}");
    }
    let year = text(&files, "units/县财政局/2023/page/2/index.html");
    assert!(year.contains("<h1>县财政局：2023年（第2页）</h1>") && year.contains("rel=\"prev\""), "{year}");
}
