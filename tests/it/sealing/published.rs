//! What a sealed plan's addresses serve, whatever becomes of its sources, the theme and the configuration.

use super::site::*;
use crate::support::{files, said, write};
use planpress::internals::output::{Memory, Stage};
use planpress::internals::pipeline::{self, Options, Session, Silent};
use planpress::internals::source::cache::DirtyFiles;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// The sealed plan as it is published.
fn plan_of(published: &Files) -> Files {
    below(published, "city/2019/")
}

/// Seals the plan of a new site; gives what its addresses serve.
fn start(root: &Path) -> Files {
    site(root);
    let sealed = seal(root, PLAN);
    let published = published(root);
    let bag = site_of(&sealed.path);
    assert!(plan_of(&published) == below(&bag, "city/"), "published as it was sealed");
    for (path, bytes) in below(&bag, "assets/") {
        assert!(published[&path] == bytes, "{path}");
    }
    plan_of(&published)
}

fn assert_sealed(root: &Path, expected: &Files, what: &str) -> Files {
    let published = published(root);
    assert!(plan_of(&published) == *expected, "{what}");
    let bag = site_of(&root.join("archive/city/2019/1"));
    for (path, bytes) in below(&bag, "assets/") {
        assert!(published.get(&path) == Some(&bytes), "{what}: {path}");
    }
    for old in ["city/old-2019/index.html", "city/old-2019-主体.html"] {
        assert!(text(&published, old).contains("city/2019/"), "{what}: {old}");
    }
    for page in ["index.html", "city/index.html", "archive/index.html"] {
        assert!(text(&published, page).contains("city2019年工作计划"), "{what}: {page}");
    }
    published
}

#[test]
fn theme_numbering_and_configuration_change_and_the_sealed_plan_does_not() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let expected = start(root);
    write(
        root,
        "site.yaml",
        "title: 新局\nbase_url: https://new.example/\ntheme: own\nlang: en\nportal:\n  site_name: 新\nseverity:\n  sealed-source: off\n",
    );
    write(root, "themes/own/theme.yaml", "name: own\nversion: 0.1.0\nextends: gov\n");
    // Every template of the theme says something else.
    let gov = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/gov/templates");
    for (name, text) in files(Path::new(gov)) {
        let text = String::from_utf8(text).unwrap();
        let text = text
            .replace("<body ", "<body data-theme=\"别的\" ")
            .replace("<main ", "<main data-theme=\"别的\" ");
        write(root, &format!("themes/own/templates/{name}"), text.replace(" class=\"", " class=\"other "));
    }
    write(root, "themes/own/static/style.css.tera", "body { color: red }\n");
    for year in 2018..2021 {
        let index = format!("content/01-city/{year}/_index.md");
        replace(root, &index, "numbering: chinese", "numbering: decimal");
    }
    let (report, published) = built(root);
    assert!(!report.has_errors(), "{:#?}", report.diagnostics);
    assert!(plan_of(&published) == expected);
    assert!(text(&published, "city/2018/index.html").contains("别的"), "the other plans follow the theme");
}

#[test]
fn whatever_becomes_of_its_sources_a_sealed_plan_is_published() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let expected = start(root);
    let kept = files(root);
    let back = || {
        fs::remove_dir_all(root.join("content")).unwrap();
        for (path, bytes) in kept.iter().filter(|(path, _)| path.starts_with("content/")) {
            write(root, path, bytes);
        }
    };
    let plan = root.join(FOLDER);
    let changes: [(&str, &dyn Fn()); 9] = [
        ("deleted", &|| fs::remove_dir_all(&plan).unwrap()),
        ("moved away", &|| fs::rename(&plan, root.join("away")).unwrap()),
        ("renamed within its address", &|| fs::rename(&plan, root.join("content/01-city/2-2019")).unwrap()),
        ("a section renamed", &|| {
            fs::rename(plan.join("01-创新主体.md"), plan.join("07-主体.md")).unwrap();
            fs::rename(plan.join("02-platforms"), plan.join("01-platforms")).unwrap();
        }),
        ("its front matter is no YAML", &|| {
            write(root, &format!("{FOLDER}/_index.md"), "---\n\t: [}\n---\n")
        }),
        ("no text at all", &|| {
            for name in ["_index.md", "01-创新主体.md", "02-platforms/_index.md"] {
                write(root, &format!("{FOLDER}/{name}"), b"\xff\xfe\0\xbd");
            }
        }),
        ("a draft", &|| replace(root, &format!("{FOLDER}/_index.md"), "status: published", "status: draft")),
        ("no plan any more", &|| replace(root, &format!("{FOLDER}/_index.md"), "kind: plan\r\n", "")),
        ("another year", &|| replace(root, &format!("{FOLDER}/_index.md"), "year: 2019", "year: 2020")),
    ];
    for (what, change) in changes {
        change();
        assert_sealed(root, &expected, what);
        back();
    }
    // Pictures from elsewhere are in the bag as well.
    fs::remove_file(root.join("content/pictures/徽标.svg")).unwrap();
    let (report, _) = built(root);
    let codes = codes(&report);
    assert!(codes.iter().all(|(_, file)| !file.starts_with(FOLDER)), "{codes:?}");
    back();
    // Nothing but the archive is left, and the home page, without which there is no site.
    for plan in ["city/2018", "city/2020", "区/2018", "区/2019", "区/2020"] {
        seal(root, plan);
    }
    let all = published(root);
    let home = fs::read(root.join("content/_index.md")).unwrap();
    fs::remove_dir_all(root.join("content")).unwrap();
    write(root, "content/_index.md", home);
    let published = published(root);
    assert!(plan_of(&published) == expected);
    assert!(below(&published, "区/2018/") == below(&all, "区/2018/"));
    assert!(text(&published, "city/index.html").contains("city2020年工作计划"));
}

#[test]
fn a_plan_in_a_folder_of_its_own_name_beside_the_sealed_one_is_a_clash() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    start(root);
    // (new file, its text, the codes)
    let plan = "---\nkind: plan\ntitle: 另一计划\nyear: 2030\nstatus: published\n---\n文字。\n";
    let page = "---\ntitle: 页\n---\n文字。\n";
    let alias = "---\ntitle: 页\naliases: [/city/2019/创新主体/]\n---\n文字。\n";
    for (file, new) in [
        ("content/01-city/7-2019/_index.md", plan),
        ("content/01-city/2019.md", page),
        ("content/2-city/2019/_index.md", plan),
        ("content/city/2019/_index.md", page),
        ("content/alias.md", alias),
        ("content/old.md", "---\ntitle: 页\naliases: [/city/old-2019/]\n---\n文字。\n"),
    ] {
        write(root, file, new);
        let (report, _) = built(root);
        assert!(report.has_errors(), "{file}");
        assert!(
            codes(&report).iter().any(|(code, _)| *code == "duplicate-address"),
            "{file}: {:?}",
            codes(&report)
        );
        fs::remove_file(root.join(file)).unwrap();
        let folder = root.join(file);
        let _ = fs::remove_dir(folder.parent().unwrap());
        let _ = fs::remove_dir(folder.parent().unwrap().parent().unwrap());
    }
    // A page below the sealed address that the bag does not have.
    for alias in ["/city/2019/new/", "/city/2019/new.html", "/CITY/2019/x/"] {
        write(root, "content/new.md", format!("---\ntitle: 页\naliases: [{alias}]\n---\n文字。\n"));
        let (report, _) = built(root);
        assert!(codes(&report).contains(&("duplicate-address", "content/new.md".to_owned())), "{alias}");
    }
    fs::remove_file(root.join("content/new.md")).unwrap();
    // In the plan's own folder it is a difference, and not published.
    write(root, &format!("{FOLDER}/09-new.md"), page);
    let (report, files) = built(root);
    assert_eq!(codes(&report), [("sealed-source", format!("{FOLDER}/09-new.md"))]);
    assert!(!files.contains_key("city/2019/new/index.html"));
}

/// The page that lists bags stands at an address, too.
#[test]
fn no_page_takes_the_archives_addresses() {
    for (file, text) in [
        ("content/archive.md", "---\ntitle: 档案\n---\n文字。\n"),
        ("content/x.md", "---\ntitle: 页\naliases: [/archive.json/]\n---\n文字。\n"),
        ("content/x.md", "---\ntitle: 页\naliases: [/archive/city/2019-1.zip/]\n---\n文字。\n"),
        (
            "content/archive/2016/_index.md",
            "---\nkind: plan\ntitle: 计划\nyear: 2016\nstatus: published\n---\n文字。\n",
        ),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        start(root);
        write(root, file, text);
        let (report, _) = built(root);
        assert!(
            codes(&report).contains(&("duplicate-address", file.to_owned())),
            "{file}: {:?}",
            codes(&report)
        );
        // Such a page is no fault of a site without an archive, but nothing can be sealed beside it.
        fs::remove_dir_all(root.join("archive")).unwrap();
        assert!(!codes(&built(root).0).iter().any(|(code, _)| *code == "duplicate-address"), "{file}");
        let outcome = planpress::internals::sealing::run(root, &request(PLAN), &Silent).unwrap().1;
        assert!(matches!(outcome, planpress::internals::sealing::SealOutcome::Faulty), "{file}: {outcome:?}");
        assert!(archive(root).is_empty());
    }
}

/// A preview goes on while an archive comes with a checkout.
#[test]
fn an_archive_that_comes_later_takes_its_addresses() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    start(root);
    let away = root.join("away");
    fs::rename(root.join("archive"), &away).unwrap();
    let page = "---\ntitle: 页\naliases: [/archive/]\n---\n文字。\n";
    write(root, "content/page.md", page);
    let mut session = Session::new(root.to_owned(), Options::default());
    let mut run =
        |memory: &Memory| codes(&session.run(&DirtyFiles::Files(BTreeSet::new()), memory, &Silent).unwrap());
    let memory = Memory::new();
    assert_eq!(run(&memory), []);
    assert!(memory.into_files().contains_key("archive/index.html"));
    fs::rename(&away, root.join("archive")).unwrap();
    let clash = [("duplicate-address", "content/page.md".to_owned())];
    assert_eq!(run(&Memory::new()), clash);
    assert_eq!(run(&Memory::new()), clash);
    fs::rename(root.join("archive"), &away).unwrap();
    let memory = Memory::new();
    assert_eq!(run(&memory), []);
    assert!(memory.into_files() == published(root));
}

#[test]
fn other_plans_show_the_sealed_values() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    start(root);
    let before = published(root);
    let section = format!("{FOLDER}/01-创新主体.md");
    replace(root, &section, "target: 2019家以上", "target: 1家以上");
    replace(root, &section, "title: 创新主体", "title: 改过的标题");
    replace(root, &format!("{FOLDER}/_index.md"), "city2019年工作计划", "改过的计划");
    let after = published(root);
    // The next year's plan, and the other series, name this indicator.
    for page in ["city/2020/创新主体/index.html", "区/2019/创新主体/index.html"] {
        assert!(said(text(&after, page)).contains("2019家以上"), "{page}");
    }
    assert!(before == after, "nothing of the site shows what is not sealed");
    let text = String::from_utf8(after.values().flatten().copied().collect()).unwrap_or_default();
    assert!(!text.contains("改过的"));
}

/// What another plan's drafter does is no fault of a sealed section that cannot follow.
#[test]
fn findings_in_sealed_sources_never_block_a_build() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let expected = start(root);
    fs::rename(root.join("content/区/2019/01-创新主体.md"), root.join("content/区/2019/01-新主体.md"))
        .unwrap();
    replace(
        root,
        "content/区/2018/01-创新主体.md",
        "indicator:city/2018/firms",
        "indicator:city/2018/companies",
    );
    replace(root, "content/01-city/2018/01-创新主体.md", "id: firms", "id: companies");
    replace(root, "content/01-city/2018/01-创新主体.md", "indicator:firms", "indicator:companies");
    replace(root, "content/01-city/2018/01-创新主体.md", "indicator:2018/firms", "indicator:2018/companies");
    replace(root, "content/about.md", "![徽标](pictures/徽标.svg)", "文字。");
    for (series, year) in [("01-city", 2018), ("01-city", 2020), ("区", 2018), ("区", 2019), ("区", 2020)]
    {
        for name in ["01-创新主体.md", "01-新主体.md"] {
            let file = format!("content/{series}/{year}/{name}");
            let Ok(text) = fs::read_to_string(root.join(&file)) else { continue };
            write(
                root,
                &file,
                text.replace("![徽标](../../pictures/徽标.svg)\n", "")
                    .replace("区/2019/01-创新主体", "区/2019/01-新主体"),
            );
        }
    }
    replace(root, "content/区/2019/_index.md", "01-创新主体.md", "01-新主体.md");
    fs::remove_file(root.join("content/pictures/徽标.svg")).unwrap();
    let (report, files) = built(root);
    assert_eq!(codes(&report), [], "{:#?}", report.diagnostics);
    assert!(plan_of(&files) == expected);
}

#[test]
fn an_amendment_takes_the_plans_addresses_and_both_bags_can_be_had() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let first = start(root);
    replace(root, &format!("{FOLDER}/03-r&d's 'a b'.md"), "文字。", "更正后的文字。");
    assert_sealed(root, &first, "not sealed yet");
    let second = amend(root, PLAN, "更正第三部分");
    let published = published(root);
    assert!(plan_of(&published) == below(&site_of(&second.path), "city/"));
    let page = text(&published, "city/2019/r&d's 'a b'/index.html");
    assert!(page.contains("更正后的文字") && page.contains("更正第三部分"), "{page}");
    let list = text(&published, "archive/index.html");
    for zip in ["archive/city/2019-1.zip", "archive/city/2019-2.zip"] {
        assert!(published[zip].starts_with(b"PK"), "{zip}");
        assert!(list.contains(zip.strip_prefix("archive/").unwrap()), "{zip}\n{list}");
    }
    assert!(list.contains("更正第三部分") && list.contains(&second.digest.to_string()), "{list}");
    let notices: serde_json::Value = serde_json::from_slice(&published["archive.json"]).unwrap();
    let notice = &notices["plans"]["city/2019"];
    assert_eq!((notice["bag"].as_u64(), notice["notice"]["path"].as_str()), (Some(2), Some("city/2020/")));
    assert_eq!(codes(&built(root).0), [], "content/ is as it was sealed last");
}

#[test]
fn a_second_build_writes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    start(root);
    let output = root.join("public");
    let build = || {
        let stage = Stage::open(&output).unwrap();
        let report = pipeline::run(root, &Options::default(), &stage, &Silent).unwrap();
        assert!(!report.has_errors());
        (report, stage.commit().unwrap())
    };
    build();
    let times = || -> Vec<(String, SystemTime)> {
        let time = |path: &String| fs::metadata(output.join(path)).unwrap().modified().unwrap();
        files(&output).keys().map(|path| (path.clone(), time(path))).collect()
    };
    let before = times();
    let (report, summary) = build();
    assert_eq!((summary.written, summary.removed, report.rendered.len()), (0, 0, 0));
    assert_eq!(times(), before);
    // A page of the bag that somebody edited in the output is put back.
    let page = output.join("city/2019/index.html");
    let good = fs::read(&page).unwrap();
    fs::write(&page, "改过的").unwrap();
    assert_eq!(build().1.written, 1);
    assert_eq!(fs::read(&page).unwrap(), good);
    // Sealing another plan leaves this one's files alone.
    seal(root, "区/2020");
    build();
    let own = |times: &[(String, SystemTime)]| -> Vec<_> {
        times.iter().filter(|(path, _)| path.starts_with("city/2019/创")).cloned().collect()
    };
    assert_eq!(own(&times()), own(&before));
    // Without its bag the plan is as its sources are, where nothing is published that says otherwise.
    fs::remove_dir_all(root.join("archive")).unwrap();
    fs::remove_dir_all(&output).unwrap();
    build();
    let now: Files = files(&output).into_iter().filter(|(path, _)| !path.starts_with(".planpress")).collect();
    assert!(now == published(root));
}

#[test]
fn an_empty_archive_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    site(root);
    let before = published(root);
    fs::create_dir(root.join("archive")).unwrap();
    write(root, "archive/.gitattributes", "* -text\n");
    assert!(published(root) == before);
}

/// Every difference is told at its place, with what was sealed there.
#[test]
fn check_shows_what_differs() {
    use planpress::internals::diagnostic::{Finding, SealedChange, SiteFault};
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    start(root);
    assert_eq!(codes(&built(root).0), [], "as it was sealed");
    let section = format!("{FOLDER}/01-创新主体.md");
    replace(root, &section, "lead: 高新科", "lead: 科技科");
    replace(root, &section, "见[邻]", "新段落。\n\n见[邻]");
    replace(root, &section, "![徽标](../../pictures/徽标.svg)\n\n", "");
    write(root, &format!("{FOLDER}/02-platforms/附件.pdf"), "2019\n");
    fs::remove_file(root.join(format!("{FOLDER}/03-r&d's 'a b'.md"))).unwrap();
    write(root, &format!("{FOLDER}/new.svg"), "<svg/>");
    replace(root, &format!("{FOLDER}/_index.md"), "\r\n", "\n");
    let (report, _) = built(root);
    let mut found = Vec::new();
    for diagnostic in &report.diagnostics {
        let Finding::Site(SiteFault::SealedSource { plan, change }) = &diagnostic.finding else {
            panic!("{diagnostic:?}")
        };
        assert_eq!(plan, PLAN);
        let place = diagnostic.place.as_ref().unwrap();
        found.push((place.file.strip_prefix(FOLDER).unwrap().to_owned(), place.start.line, change.clone()));
    }
    let lines = |text: &str| SealedChange::Lines(text.to_owned());
    let expected = [
        ("/01-创新主体.md", 4, lines("lead: 高新科")),
        ("/01-创新主体.md", 18, lines("![徽标](../../pictures/徽标.svg)")),
        ("/02-platforms/附件.pdf", 1, SealedChange::Bytes),
        ("/03-r&d's 'a b'.md", 1, SealedChange::Missing),
        ("/_index.md", 1, SealedChange::Unseen),
        ("/new.svg", 1, SealedChange::Added),
    ];
    let expected: Vec<_> =
        expected.into_iter().map(|(file, line, change)| (file.to_owned(), line, change)).collect();
    assert_eq!(found, expected);
    // Nothing of the plan is left: its sources are in the archive, and nobody misses them.
    fs::remove_dir_all(root.join(FOLDER)).unwrap();
    assert_eq!(codes(&built(root).0), []);
}

#[test]
fn pages_outside_show_what_was_sealed_and_a_bag_without_changes_gets_none() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    site(root);
    // The first year of its series: there is nothing to compare it with, so its bag has no page of changes.
    let first = seal(root, "city/2018");
    let second = seal(root, PLAN);
    let own = "city/2018/changes/index.html";
    assert!(!site_of(&first.path).contains_key(own));
    let changes = said(text(&site_of(&second.path), "city/2019/changes/index.html"));
    assert!(changes.contains("2018家以上") && changes.contains("2019家以上"), "{changes}");
    // The links of sealed pages to the pages outside are whole addresses, and each is of a page that is there.
    let live = published(root);
    for path in ["city/indicators/firms/", "city/units/高新科/"] {
        let link = format!("href=\"{BASE_URL}{path}\"");
        let section = text(&live, "city/2019/创新主体/index.html");
        assert!(section.contains(&link), "{path}: {section}");
        assert!(live.contains_key(&format!("{path}index.html")), "{path}");
    }
    // What is edited after sealing shows neither there nor outside.
    replace(root, "content/01-city/2019/01-创新主体.md", "2019家以上", "7777家以上");
    // An earlier year that comes later changes no bag.
    for file in [
        "_index.md",
        "01-创新主体.md",
        "02-platforms/_index.md",
        "02-platforms/园区.svg",
        "02-platforms/附件.pdf",
    ] {
        let old = fs::read_to_string(root.join("content/01-city/2018").join(file)).unwrap();
        let new = old.replace("2018", "2017").replace("(indicator:区/2017/firms)", "(indicator:firms)");
        let new = new.replace("../../区/2017/", "../../区/2018/").replace("../../2017/", "../../2018/");
        write(root, &format!("content/01-city/2017/{file}"), new);
    }
    let later = published(root);
    assert!(below(&later, "city/2018/") == below(&live, "city/2018/"));
    assert!(below(&later, "city/2019/") == below(&live, "city/2019/"));
    assert!(later.contains_key("city/2020/changes/index.html"));
    let map = text(&later, "city/sitemap.xml");
    assert!(!map.contains("city/2018/changes/") && map.contains("city/2019/changes/"), "{map}");
    let indicator = said(text(&later, "city/indicators/firms/index.html"));
    assert!(indicator.contains("2017家以上") && indicator.contains("2019家以上"), "{indicator}");
    assert!(!indicator.contains("7777家以上"));
}
