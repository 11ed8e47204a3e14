//! Small real sites, built whole: what stands on chosen pages, and what must hold for every page of
//! every site.

use crate::support::pages::{Style, faults};
use crate::support::{build, copy, expect, files, fixture, report, tests, write};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The fixtures, each with the address that its `site.yaml` gives.
const SITES: [(&str, Option<&str>); 10] = [
    ("chinese", Some("https://plan.example.gov.cn/kjj/")),
    ("county", Some("https://www.example.gov.cn/jihua/")),
    ("english", Some("https://plan.example.org/")),
    ("child-theme", None),
    ("official", Some("https://www.example.gov.cn/plan/")),
    ("odd-names", Some("https://plan.example.gov.cn/")),
    ("quarters", Some("https://plan.example.gov.cn/kjj/")),
    ("showcase", Some("https://plan.example.gov.cn/")),
    ("showcase-english", Some("https://plan.example.org/")),
    ("years", Some("https://plan.example.gov.cn/kjj/")),
];

/// A copy of a fixture in a folder of its own, with the names that not every system can carry.
fn site(name: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    copy(&fixture(name), &root);
    if name == "odd-names" && cfg!(unix) {
        write(&root, "content/what?.md", "---\ntitle: 问号\n---\n\n回[首页](_index.md)。\n");
        write(
            &root,
            "content/it's & \"b\".md",
            "---\ntitle: \"'&\\\"<b>\"\n---\n\n见[问号](what%3F.md)和[自己](<it's & \"b\".md>)。\n",
        );
        write(&root, "content/a:b.md", "---\ntitle: 冒号\n---\n\n## 100% a:b\n\n见[标题](#100-a-b)。\n");
    }
    (folder, root)
}

fn built(root: &Path, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let output = tempfile::tempdir().unwrap();
    let public = output.path().join("public");
    build(root, &public, arguments);
    files(&public)
}

#[test]
fn every_page_of_every_site_holds_to_the_rules() {
    let mut wrong = Vec::new();
    for (name, base_url) in SITES {
        let (_folder, root) = site(name);
        for (arguments, style) in [
            (&["--drafts"][..], Style::Folder),
            (&["--drafts", "--offline"][..], Style::File),
            (&[][..], Style::Folder),
            (&["--offline"][..], Style::File),
        ] {
            let found = faults(&built(&root, arguments), style, base_url);
            wrong.extend(found.into_iter().map(|fault| format!("{name} {arguments:?}: {fault}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_same_sources_give_the_same_bytes() {
    for (name, _) in SITES {
        let (_folder, root) = site(name);
        let first = built(&root, &[]);
        assert_eq!(difference(&first, &built(&root, &[])), [""; 0], "{name} built twice");
        for jobs in ["1", "2"] {
            assert_eq!(
                difference(&first, &built(&root, &["--jobs", jobs])),
                [""; 0],
                "{name} with {jobs} jobs"
            );
        }
        let (_elsewhere, copied) = site(name);
        assert_eq!(difference(&first, &built(&copied, &[])), [""; 0], "{name} built elsewhere");
    }
}

#[test]
fn byte_order_marks_and_line_ends_of_windows_change_nothing() {
    for (name, _) in SITES {
        let (_folder, root) = site(name);
        let plain = built(&root, &[]);
        for (file, bytes) in files(&root) {
            if [".md", ".yaml", ".html"].iter().any(|end| file.ends_with(end)) {
                let text = String::from_utf8(bytes).unwrap();
                write(&root, &file, format!("\u{feff}{}", text.replace('\n', "\r\n")));
            }
        }
        // The manifest holds the keys of the pages, which are made from the sources' very bytes.
        let mut changed = difference(&plain, &built(&root, &[]));
        changed.retain(|file| file != planpress::internals::output::MANIFEST);
        assert_eq!(changed, [""; 0], "{name}");
    }
}

/// The files that are not the same in both.
fn difference(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let names = a.keys().chain(b.keys().filter(|file| !a.contains_key(*file)));
    names.filter(|file| a.get(*file) != b.get(*file)).cloned().collect()
}

/// The `<main>` of a page, one tag of a block to a line, so that a difference is easy to see.
fn main_of(files: &BTreeMap<String, Vec<u8>>, page: &str) -> String {
    let html = std::str::from_utf8(files.get(page).unwrap_or_else(|| panic!("{page} is there"))).unwrap();
    let start = html.find("<main").unwrap();
    let end = html.find("</main>").unwrap() + "</main>".len();
    let mut text = html[start..end].to_owned();
    for tag in [
        "<p",
        "<h",
        "<ul",
        "<ol",
        "<li",
        "<dl",
        "<dt",
        "<dd",
        "<section",
        "<table",
        "<tr",
        "<thead",
        "<tbody",
        "<nav",
        "<aside",
        "<blockquote",
        "<details",
        "<figure",
        "<svg",
        "<text",
        "<div",
        "</article",
        "</main",
    ] {
        text = text.replace(tag, &format!("\n{tag}"));
    }
    let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    lines.join("\n") + "\n"
}

#[test]
fn chosen_pages_read_as_expected() {
    let mut failures = Vec::new();
    for (name, pages) in [
        (
            "chinese",
            &[
                "index.html",
                "2016/index.html",
                "2016/innovators/index.html",
                "2016/platforms/index.html",
                "2016/indicators/index.html",
                "2017/index.html",
                "2017/innovators/index.html",
                "2018/index.html",
                "2018/goals/index.html",
                "plan.html",
                "404.html",
            ][..],
        ),
        (
            "english",
            &[
                "bureau/index.html",
                "bureau/2016/index.html",
                "bureau/2016/firms/index.html",
                "indicators/firms/index.html",
            ],
        ),
        (
            "county",
            &[
                "index.html",
                "indicators/index.html",
                "indicators/beds/index.html",
                "civil/indicators/index.html",
                "civil/indicators/beds/index.html",
                "civil/index.html",
                "units/index.html",
                "units/办公室/index.html",
                "units/县财政局/index.html",
                "health/units/index.html",
                "health/units/办公室/index.html",
                "search/index.html",
                "sitemap/index.html",
            ],
        ),
        ("child-theme", &["about/index.html", "notes/index.html"]),
        ("odd-names", &["index.html", "a b/index.html", "区 科技局/2016 年/index.html"]),
        (
            "quarters",
            &[
                "2027/firms/index.html",
                "2027/projects/index.html",
                "indicators/new-firms/index.html",
                "indicators/park-rate/index.html",
                "indicators/hatchery/index.html",
            ],
        ),
        (
            "years",
            &[
                "index.html",
                "indicators/index.html",
                "indicators/high-tech-firms/index.html",
                "district/indicators/index.html",
                "city/indicators/high-tech-firms/index.html",
                "district/indicators/high-tech-firms/index.html",
                "district/indicators/turnover/index.html",
                "district/indicators/processing-days/index.html",
                "district/indicators/accidents/index.html",
                "district/indicators/energy/index.html",
                "district/indicators/small-firms/index.html",
                "district/indicators/tech-firms/index.html",
                "units/index.html",
                "district/units/index.html",
                "district/units/高新技术科/index.html",
                "city/units/市科技局办公室/index.html",
                "district/2017/changes/index.html",
                "district/2020/changes/index.html",
                "district/2017/indicators/index.html",
            ],
        ),
    ] {
        let (_folder, root) = site(name);
        let files = built(&root, &["--drafts"]);
        for page in pages {
            if !files.contains_key(*page) {
                failures.push(format!("{name}: {page} is not there: {:?}", files.keys()));
                continue;
            }
            let file =
                page.trim_end_matches("/index.html").trim_end_matches(".html").replace(['/', ' '], "-");
            let expected = tests().join("expected").join(name).join(format!("{file}.html"));
            expect(&expected, &main_of(&files, page), &mut failures);
        }
    }
    report(&failures);
}

#[cfg(unix)]
#[test]
fn a_name_that_no_address_can_carry_is_reported() {
    let (_folder, root) = site("english");
    write(&root, "content/a\\b.md", "---\ntitle: a\n---\n\na\n");
    let run = crate::support::run(&root, &["build"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8(run.stderr).unwrap().contains("error[unreadable]"));
}

#[test]
fn a_child_theme_changes_what_it_names_and_keeps_the_rest() {
    let (_folder, root) = site("child-theme");
    let ours = built(&root, &["--drafts"]);
    let text =
        |files: &BTreeMap<String, Vec<u8>>, file: &str| String::from_utf8(files[file].clone()).unwrap();
    let style = ours.keys().find(|file| file.starts_with("assets/style.")).unwrap();
    assert!(text(&ours, style).contains("#7a1f2b"), "the site's colour is in the style sheet");
    assert!(text(&ours, "about/index.html").contains("<title>关于（求真务实）</title>"));
    assert!(text(&ours, "notes/index.html").contains("<strong class=\"badge ours\">"));
    write(&root, "site.yaml", "title: 子主题\n");
    let built_in = built(&root, &["--drafts"]);
    for page in ["2016/index.html", "2016/indicators/index.html", "404.html"] {
        // The names of what holds the colour follow it.
        let mut same = text(&ours, page).replace("#7a1f2b", "#1f4e79");
        for start in ["assets/style.", "assets/favicon."] {
            let file = |files: &BTreeMap<String, Vec<u8>>| {
                files.keys().find(|file| file.starts_with(start)).unwrap().clone()
            };
            same = same.replace(&file(&ours), &file(&built_in));
        }
        assert_eq!(same, text(&built_in, page), "{page} is the parent's");
    }
}

#[test]
fn a_child_theme_replaces_a_part_of_the_style_sheet_alone() {
    let (_folder, root) = site("child-theme");
    let style = |files: &BTreeMap<String, Vec<u8>>| {
        let file = files.keys().find(|file| file.starts_with("assets/style.")).unwrap();
        String::from_utf8(files[file].clone()).unwrap()
    };
    assert!(style(&built(&root, &[])).contains("@page"));
    let theme = theme_folder(&root);
    let part = "/* {{ params.color }} on {{ readable(color=\"#777777\", on=[\"#ffffff\"], ratio=4.5) }} */\n";
    write(&root, &format!("{theme}/static/_print.css"), part);
    let files = built(&root, &[]);
    let text = style(&files);
    assert!(!text.contains("@page"), "the parent's part is gone");
    assert!(text.contains("/* #7a1f2b on #767676 */"), "{text}");
    assert!(!files.keys().any(|file| file.contains("_print")), "parts are not published by themselves");

    write(&root, &format!("{theme}/static/_print.css"), "a {}\nb { color: {{ params.nosuch }} }\n");
    let run = crate::support::run(&root, &["build"]);
    assert_eq!(run.status.code(), Some(1));
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(said.contains(&format!("{theme}/static/_print.css:2:")), "{said}");
}

/// The folder of a site's own theme.
fn theme_folder(root: &Path) -> String {
    let site = std::fs::read_to_string(root.join("site.yaml")).unwrap();
    let name = site.lines().find_map(|line| line.strip_prefix("theme: ")).unwrap();
    format!("themes/{}", name.trim())
}

#[test]
fn the_reader_of_pages_finds_what_is_wrong() {
    let page = |body: &str| {
        format!(
            "<!DOCTYPE html><html lang=\"zh-Hans\"><body><main id=\"m\"><h1>a</h1>{body}</main></body></html>"
        )
    };
    let site = |body: &str| {
        BTreeMap::from([
            ("index.html".to_owned(), page(body).into_bytes()),
            ("2016/a b/index.html".to_owned(), page("<a href=\"../../\">b</a>").into_bytes()),
        ])
    };
    for good in [
        "<a href=\"2016/a%20b/#m\">b</a>",
        "<a href=\"#m\">b</a>",
        "<a href=\"mailto:a@b.cn\">b</a>",
        "<h2>b</h2><h3>c</h3>",
    ] {
        assert_eq!(faults(&site(good), Style::Folder, None), [""; 0], "{good}");
    }
    for bad in [
        "<a href=\"2016/a%20c/\">b</a>",
        "<a href=\"2016/a%20b/#n\">b</a>",
        "<a href=\"#n\">b</a>",
        "<a href=\"../index.html\">b</a>",
        "<a href=\"/2016/\">b</a>",
        "<a href=\"//example.org/\">b</a>",
        "<a href=\"https://example.org/\">b</a>",
        "<img src=\"a.png\" alt=\"\" width=\"1\" height=\"1\">",
        "<p id=\"m\">b</p>",
        "<p style=\"color: red\">b</p>",
        "<p onclick=\"b()\">b</p>",
        "<script>b()</script>",
        "<style>b</style>",
        "<h3>b</h3>",
        "<h1>b</h1>",
    ] {
        assert_eq!(faults(&site(bad), Style::Folder, None).len(), 1, "{bad}");
    }
    assert_eq!(faults(&site(""), Style::File, None).len(), 1, "a link to a folder does not open from disk");
}
