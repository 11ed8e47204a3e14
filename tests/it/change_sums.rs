//! What the pages of changes count: every indicator of both years once, so that a reader who adds up finds the sums right.

use crate::support::{copy, files, fixture, run, write};
use std::path::Path;

/// All fixtures that are sites.
const SITES: [&str; 10] = [
    "chinese",
    "county",
    "english",
    "child-theme",
    "odd-names",
    "portal",
    "quarters",
    "showcase",
    "showcase-english",
    "years",
];

/// The pages of changes of a site.
fn pages(root: &Path) -> Vec<(String, String)> {
    let output = tempfile::tempdir().unwrap();
    let public = output.path().join("public");
    let output = public.to_str().unwrap();
    let built = run(root, &["build", "--drafts", "--output", output]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let is_one = |file: &String| file.ends_with("/changes/index.html");
    let all = files(&public).into_iter().filter(|(file, _)| is_one(file));
    all.map(|(file, bytes)| (file, String::from_utf8(bytes).unwrap())).collect()
}

/// The text of a piece of HTML.
fn bare(html: &str) -> String {
    html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect()
}

/// The pieces of a text between two marks.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    text.split(open).skip(1).map(|piece| piece.split_once(close).map_or(piece, |(own, _)| own)).collect()
}

/// The number that ends a term: `目标更高 3项`, `New 3`.
fn number(term: &str) -> usize {
    let text = term.trim().trim_end_matches('项');
    let digits = text.trim_start_matches(text.trim_end_matches(|c: char| c.is_ascii_digit()));
    digits.parse().unwrap_or_else(|_| panic!("no number in {term:?}"))
}

/// Holds a page to its sums; gives how many it has.
fn hold(file: &str, page: &str) -> usize {
    let list = between(page, "<ul class=\"sums\">", "</ul>").concat();
    let mut sums = Vec::new();
    for line in between(&list, "<li>", "</li>") {
        let text = bare(line);
        let (whole, parts) = text.split_once('＝').unwrap();
        let parts: Vec<usize> = parts.split('＋').map(number).collect();
        assert_eq!(number(whole), parts.iter().sum::<usize>(), "{file}: {text}");
        sums.push((number(whole), parts));
    }
    // What is parted in the second line is a term of the first.
    if let [now, carried, _] = sums.as_slice() {
        assert_eq!(now.1.last(), Some(&carried.0), "{file}");
    }
    // The lists below have as many rows as their headings say.
    for section in between(page, "<section aria-labelledby=\"_", "</section>") {
        let key = section.split('"').next().unwrap();
        let Some((_, heading)) = section.split_once("<h2") else { continue };
        if key == "tasks" {
            continue;
        }
        let told = number(&bare(&format!("<h2{}", heading.split("</h2>").next().unwrap())));
        let rows = section.matches("<th scope=\"row\">").count() + section.matches("<li>").count();
        assert_eq!(rows, told, "{file}: {key}");
        let term = format!("href=\"#_{key}\"");
        let term = list.split(&term).nth(1).unwrap().split("</a>").next().unwrap();
        assert_eq!(number(&bare(&format!("<a{term}"))), told, "{file}: {key}");
    }
    sums.len()
}

#[test]
fn the_sums_of_every_page_of_changes_add_up() {
    let mut count = 0;
    for name in SITES {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        copy(&fixture(name), &root);
        for (file, page) in pages(&root) {
            count += usize::from(hold(&format!("{name}/{file}"), &page) > 0);
        }
    }
    assert!(count > 10, "{count} pages with sums");
}

#[test]
fn a_change_is_told_in_words_that_anyone_understands() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "site.yaml", "title: 某区\n");
    let plan = |year: u16, rows: &str| {
        let text = format!(
            "---\nkind: plan\ntitle: 计划{year}\nyear: {year}\nstatus: published\nindicators:\n{rows}---\n前言。\n"
        );
        write(root, &format!("content/{year}/_index.md"), text);
    };
    plan(
        2026,
        "  - {id: a, name: 甲, target: 60家以上}\n  - {id: b, name: 乙, target: 60家}\n  - {id: c, name: 丙, target: 不超过35微克/立方米}\n  - {id: d, name: 丁, target: 增长8%以上, measure: flow, unit: 亿元}\n  - {id: e, name: 戊, target: 前10位}\n  - {id: f, name: 己, target: 3家}\n",
    );
    plan(
        2027,
        "  - {id: a, name: 甲, target: 60家左右}\n  - {id: b, name: 乙, target: 65家}\n  - {id: c, name: 丙, target: 不超过33微克/立方米}\n  - {id: d, name: 丁, target: 增长7%以上, measure: flow, unit: 亿元}\n  - {id: e, name: 戊, target: 前8位}\n  - {id: g, name: 庚, target: 3家}\n",
    );
    let pages = pages(root);
    let [(file, page)] = pages.as_slice() else { panic!("{} pages", pages.len()) };
    assert_eq!(hold(file, page), 3);
    let list = between(page, "<ul class=\"sums\">", "</ul>").concat();
    assert_eq!(
        between(&list, "<li>", "</li>").into_iter().map(bare).collect::<Vec<_>>(),
        [
            "2027年指标 6项 ＝ 新增 1项 ＋ 延续 5项",
            "延续 5项 ＝ 目标更高 2项 ＋ 目标更低 2项 ＋ 范围或表述有变 1项",
            "2026年指标 6项 ＝ 延续 5项 ＋ 不再列入 1项",
        ]
    );
    let said: Vec<String> = between(page, "<span class=\"change-words\">", "</span></span></td>")
        .into_iter()
        .map(|words| {
            between(words, "<span class=\"change", "</span>")
                .iter()
                .map(|word| word.split_once('>').unwrap().1)
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    // More is better, or less, only where the plan says so: a plain 65家 is higher and no more.
    assert_eq!(said, ["更高", "位次更靠前 更好", "更低 更好", "幅度更小 更差", "表述由“不少于”改为“约”"]);
}
