//! Markdown twins of pages and `llms.txt`: whole outputs, and what must hold for every twin of every fixture.

use crate::support::pages::{decode, tags, unescape};
use crate::support::{Files, build, copy, expect, files, fixture, report, run, said, tests, text, write};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const SITES: [&str; 10] = [
    "chinese",
    "county",
    "english",
    "odd-names",
    "official",
    "portal",
    "quarters",
    "showcase",
    "showcase-english",
    "years",
];

/// A copy of a fixture that asks for twins.
fn site(name: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    copy(&fixture(name), &root);
    let yaml = fs::read_to_string(root.join("site.yaml")).unwrap();
    let asked = if yaml.contains("markdown: true") { "" } else { "markdown: true\n" };
    write(&root, "site.yaml", format!("{yaml}{asked}"));
    (folder, root)
}

fn built(root: &Path, arguments: &[&str]) -> Files {
    let output = tempfile::tempdir().unwrap();
    let public = output.path().join("public");
    build(root, &public, arguments);
    files(&public)
}

#[test]
fn chosen_twins_read_as_expected() {
    let mut failures = Vec::new();
    for (name, twins) in [
        (
            "chinese",
            &[
                "index.md",
                "2016/index.md",
                "2016/platforms/index.md",
                "2016/indicators/index.md",
                "about/index.md",
                "llms.txt",
            ][..],
        ),
        (
            "english",
            &["bureau/index.md", "bureau/2016/firms/index.md", "indicators/firms/index.md", "llms.txt"],
        ),
        ("quarters", &["indicators/new-firms/index.md", "2027/projects/index.md"]),
        (
            "years",
            &[
                "district/indicators/high-tech-firms/index.md",
                "district/2017/indicators/index.md",
                "llms.txt",
            ],
        ),
    ] {
        let (_folder, root) = site(name);
        let files = built(&root, &["--drafts"]);
        for twin in twins {
            let file = twin.trim_end_matches("/index.md").replace('/', "-");
            let file = if file.contains('.') { file } else { format!("{file}.md") };
            expect(&tests().join("expected/twins").join(name).join(file), &text(&files, twin), &mut failures);
        }
    }
    report(&failures);
}

/// The targets of links and pictures of a Markdown text.
fn targets(markdown: &str) -> Vec<String> {
    let mut targets = Vec::new();
    for part in markdown.split("](").skip(1) {
        let target = match part.strip_prefix('<') {
            Some(part) => part.split('>').next(),
            None => part.split([')', ' ']).next(),
        };
        targets.push(target.unwrap().replace('\\', ""));
    }
    targets
}

/// The words of a Markdown text, without escapes, marks and blanks.
fn words(markdown: &str) -> String {
    let mut words = String::new();
    let mut rest = markdown.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => words.extend(rest.next()),
            c if c.is_whitespace() || "*`".contains(c) => {}
            c => words.push(c),
        }
    }
    words
}

#[test]
fn every_twin_has_a_page_and_says_what_it_says() {
    let mut count = 0;
    for name in SITES {
        let (_folder, root) = site(name);
        for arguments in [&["--drafts"][..], &["--drafts", "--offline"][..]] {
            let files = built(&root, arguments);
            for (file, bytes) in files.iter().filter(|(file, _)| file.ends_with(".html")) {
                let html = std::str::from_utf8(bytes).unwrap();
                let tags = tags(html);
                let twin = format!("{}index.md", file.trim_end_matches("index.html"));
                let link = tags.iter().find(|tag| tag.get("type") == Some("text/markdown"));
                assert_eq!(link.is_some(), files.contains_key(&twin), "{name}: {file}");
                if link.is_none() {
                    continue;
                }
                count += 1;
                let markdown = text(&files, &twin);
                assert!(markdown.starts_with("# ") && markdown.ends_with('\n'), "{name}: {twin}");
                assert!(
                    !markdown.contains("<!--") && !markdown.contains("<a ") && !markdown.contains("<script")
                );
                for target in targets(&markdown) {
                    follow(&files, &twin, &target).unwrap_or_else(|| panic!("{name}: {twin}: {target}"));
                }
                // Its values, and the whole text of paragraphs.
                let own = words(&markdown);
                let cells =
                    html.split("class=\"value").skip(1).map(|part| part.split("</td>").next().unwrap());
                let paragraphs = html.split("<p>").skip(1).map(|part| part.split("</p>").next().unwrap());
                let cells = cells.filter(|cell| !cell.contains("</th>") && !cell.contains("class=\"state"));
                for figure in
                    cells.flat_map(|cell| cell.split("<small>")).filter(|cell| cell.contains("aligned"))
                {
                    let figure =
                        unescape(&said(&format!("<{figure}"))).split_whitespace().collect::<String>();
                    let figure = figure.replace(['*', '`'], "");
                    assert!(own.contains(&figure), "{name}: {twin} lacks {figure}");
                }
                for paragraph in paragraphs
                    .filter(|own| !own.contains(['<', '*', '`', '\\']) && html.contains("class=\"prose\""))
                {
                    let paragraph = unescape(paragraph).split_whitespace().collect::<String>();
                    let notice = ["草稿", "draft"].iter().any(|word| paragraph.contains(word));
                    assert!(
                        notice || !is_prose(html, &paragraph) || own.contains(&paragraph),
                        "{name}: {twin} lacks {paragraph}"
                    );
                }
            }
            let llms = text(&files, "llms.txt");
            for target in targets(&llms) {
                follow(&files, "llms.txt", &target).unwrap_or_else(|| panic!("{name}: llms.txt: {target}"));
            }
        }
    }
    assert!(count > 200, "{count}");
}

/// Whether a paragraph stands in the author's text.
fn is_prose(html: &str, paragraph: &str) -> bool {
    html.split("<div class=\"prose")
        .skip(1)
        .any(|part| part.split_whitespace().collect::<String>().contains(paragraph))
}

/// The file that a link leads to; none where there is none. What leads out of the site is taken to be there.
fn follow(files: &Files, from: &str, target: &str) -> Option<String> {
    let base = text(files, "robots.txt");
    let base = base.lines().find_map(|line| line.strip_prefix("Sitemap: ")?.strip_suffix("sitemap.xml"));
    let (from, target) = match base.and_then(|base| target.strip_prefix(base)) {
        Some(below) => ("llms.txt", below),
        None if target.contains("://") || target.starts_with("mailto:") || target.starts_with("tel:") => {
            return Some(target.to_owned());
        }
        None => (from, target),
    };
    let path = decode(target.split('#').next().unwrap());
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let file = parts.join("/");
    let file = if file.is_empty() || file.ends_with('/') { format!("{file}index.html") } else { file };
    files.contains_key(&file).then_some(file)
}

#[test]
fn only_where_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    copy(&fixture("chinese"), &root);
    let files = built(&root, &[]);
    assert!(!files.keys().any(|file| file.ends_with(".md") || file == "llms.txt"));
    assert!(!files.values().any(|bytes| String::from_utf8_lossy(bytes).contains("text/markdown")));
}

#[test]
fn an_edit_that_changes_nothing_of_a_page_rewrites_no_twin_of_it() {
    let (folder, root) = site("chinese");
    let public = folder.path().join("public");
    build(&root, &public, &[]);
    let times = || -> Vec<(String, std::time::SystemTime)> {
        let twins = files(&public).into_keys().filter(|file| file.ends_with(".md") || file == "llms.txt");
        twins
            .map(|file| (file.clone(), fs::metadata(public.join(file)).unwrap().modified().unwrap()))
            .collect()
    };
    let before = times();
    let file = "content/2016/01-innovators.md";
    let old = fs::read_to_string(root.join(file)).unwrap();
    write(&root, file, format!("{old}\n又一段。\n"));
    build(&root, &public, &[]);
    let changed: Vec<String> =
        before.iter().zip(times()).filter(|(a, b)| **a != *b).map(|(a, _)| a.0.clone()).collect();
    assert_eq!(changed, ["2016/index.md", "2016/innovators/index.md"]);
    assert!(text(&files(&public), "2016/innovators/index.md").contains("又一段。"));
    build(&root, &public, &[]);
    fs::remove_file(public.join("2016/index.md")).unwrap();
    build(&root, &public, &[]);
    assert!(public.join("2016/index.md").exists(), "a twin that is gone is made again");
}

#[test]
fn a_sealed_plan_has_the_twins_that_were_sealed_with_it() {
    let (folder, root) = site("chinese");
    fs::remove_file(root.join("content/2016/03-draft.md")).unwrap();
    let sealed = run(&root, &["archive", "2016", "--date", "2017-03-01"]);
    assert!(sealed.status.success(), "{}", String::from_utf8_lossy(&sealed.stderr));
    let bag = files(&root.join("archive/2016/1/data/site"));
    let twin = text(&bag, "2016/index.md");
    for target in targets(&twin) {
        let is_live = target.starts_with("https://plan.example.gov.cn/kjj/");
        assert!(is_live || follow_in_bag(&bag, "2016/index.md", &target), "{target}");
    }
    assert!(twin.contains("](https://plan.example.gov.cn/kjj/indicators/pilot-firms/)"), "{twin}");
    assert!(text(&bag, "2016/index.html").contains("type=\"text/markdown\" href=\"../2016/index.md\""));
    let public = folder.path().join("public");
    build(&root, &public, &[]);
    let published = files(&public);
    assert_eq!(text(&published, "2016/index.md"), twin);
    assert!(text(&published, "llms.txt").contains("/kjj/2016/index.md)"));

    // What was sealed without has none, and links lead to its pages.
    fs::remove_dir_all(root.join("archive")).unwrap();
    let yaml = fs::read_to_string(root.join("site.yaml")).unwrap();
    write(&root, "site.yaml", yaml.replace("markdown: true", "markdown: false"));
    let sealed = run(&root, &["archive", "2016", "--date", "2017-03-01"]);
    assert!(sealed.status.success(), "{}", String::from_utf8_lossy(&sealed.stderr));
    write(&root, "site.yaml", yaml);
    build(&root, &public, &[]);
    let published = files(&public);
    assert!(!published.contains_key("2016/index.md"));
    assert!(text(&published, "llms.txt").contains("/kjj/2016/)"));
    for twin in published.keys().filter(|file| file.ends_with(".md")) {
        for target in targets(&text(&published, twin)) {
            follow(&published, twin, &target).unwrap_or_else(|| panic!("{twin}: {target}"));
        }
    }
}

fn follow_in_bag(bag: &Files, from: &str, target: &str) -> bool {
    let mut all = bag.clone();
    all.insert("robots.txt".to_owned(), Vec::new());
    follow(&all, from, target).is_some()
}

#[test]
fn nobody_takes_the_address_of_a_twin() {
    let (folder, root) = site("chinese");
    let yaml = fs::read_to_string(root.join("site.yaml")).unwrap();
    write(&root, "site.yaml", format!("{yaml}root_files: root\n"));
    write(&root, "root/llms.txt", "# own\n");
    write(&root, "content/old.md", "---\ntitle: 旧\naliases: [/2016/index.md]\n---\n正文。\n");
    let output = folder.path().join("public");
    let found = run(&root, &["build", "--output", output.to_str().unwrap()]);
    let said = String::from_utf8(found.stderr).unwrap();
    assert_eq!(found.status.code(), Some(1), "{said}");
    assert_eq!(said.matches("error[duplicate-address]").count(), 2, "{said}");
    write(&root, "site.yaml", yaml.replace("markdown: true", "root_files: root"));
    build(&root, &output, &[]);
    assert_eq!(text(&files(&output), "llms.txt"), "# own\n");
}
