//! Indicators on other pages: the page to be framed, the code to be copied, and only where `site.yaml` asks for it.

use crate::support::pages::{Style, decode, faults, tags, unescape};
use crate::support::{Files, build, copy, expect, files, fixture, report, run, tests, text, write};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const SITES: [(&str, &str); 8] = [
    ("chinese", "https://plan.example.gov.cn/kjj/"),
    ("county", "https://www.example.gov.cn/jihua/"),
    ("english", "https://plan.example.org/"),
    ("odd-names", "https://plan.example.gov.cn/"),
    ("quarters", "https://plan.example.gov.cn/kjj/"),
    ("showcase", "https://plan.example.gov.cn/"),
    ("showcase-english", "https://plan.example.org/"),
    ("years", "https://plan.example.gov.cn/kjj/"),
];

/// A copy of a fixture that asks for embeds.
fn site(name: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    copy(&fixture(name), &root);
    let yaml = fs::read_to_string(root.join("site.yaml")).unwrap();
    let asked = if yaml.contains("embeds: true") { "" } else { "embeds: true\n" };
    write(&root, "site.yaml", format!("{yaml}{asked}"));
    (folder, root)
}

fn built(root: &Path, arguments: &[&str]) -> Files {
    let output = tempfile::tempdir().unwrap();
    let public = output.path().join("public");
    build(root, &public, arguments);
    files(&public)
}

/// The codes of an indicator's page: the frame, and the plain HTML.
fn codes(html: &str) -> Vec<String> {
    let (_, codes) = html.split_once("<details class=\"embed-codes").unwrap();
    let codes = codes.split("<code>").skip(1).map(|part| unescape(part.split("</code>").next().unwrap()));
    codes.collect()
}

#[test]
fn chosen_embeds_read_as_expected() {
    let mut failures = Vec::new();
    for (name, embed) in [
        ("quarters", "indicators/new-firms/embed"),
        ("english", "indicators/firms/embed"),
        ("years", "district/indicators/processing-days/embed"),
    ] {
        let (_folder, root) = site(name);
        let files = built(&root, &["--drafts"]);
        let page = text(&files, &format!("{embed}/index.html"));
        let (_, body) = page.split_once("<body").unwrap();
        let codes = codes(&text(&files, &format!("{}index.html", embed.trim_end_matches("embed"))));
        let whole = format!("<body{}\n== {}", body.replace("<div", "\n<div"), codes.join("\n== "));
        expect(&tests().join("expected/embeds").join(format!("{name}.html")), &whole, &mut failures);
    }
    report(&failures);
}

#[test]
fn every_embed_holds_to_the_rules_of_pages_and_of_frames() {
    let mut count = 0;
    for (name, base) in SITES {
        let (_folder, root) = site(name);
        for (arguments, style) in [(&["--drafts"][..], Style::Folder), (&["--offline"][..], Style::File)] {
            let files = built(&root, arguments);
            assert_eq!(faults(&files, style, Some(base)), [""; 0], "{name}");
            for (file, html) in files.iter().filter(|(file, _)| file.ends_with("/embed/index.html")) {
                count += 1;
                let html = std::str::from_utf8(html).unwrap();
                let tags = tags(html);
                assert!(tags.iter().any(|tag| tag.get("name") == Some("robots") && tag.get("content") == Some("noindex")));
                let canonical = tags.iter().find(|tag| tag.get("rel") == Some("canonical"));
                let page = file.strip_suffix("embed/index.html").unwrap();
                assert_eq!(decode(canonical.unwrap().get("href").unwrap()), format!("{base}{page}"));
                let links: Vec<_> = tags.iter().filter(|tag| tag.name == "a").collect();
                assert!(links.iter().all(|tag| tag.get("target") == Some("_top")) && links.len() == 2);
                assert!(!tags.iter().any(|tag| tag.name == "script"));
                let styles = tags.iter().filter(|tag| tag.get("rel") == Some("stylesheet"));
                assert!(
                    styles.map(|tag| tag.get("href").unwrap()).all(|href| href.contains("/assets/embed."))
                );
                // What it shows stands on the indicator's page, too, and in the HTML to be copied.
                let own = text(&files, &format!("{page}index.html"));
                let codes = codes(&own);
                assert!(decode(&codes[0]).contains(&format!("src=\"{base}{page}embed/\"")), "{}", codes[0]);
                for code in &codes {
                    for tag in crate::support::pages::tags(code) {
                        let safe = |key: &str| !key.starts_with("on") && key != "style";
                        assert!(tag.attributes.iter().all(|(key, _)| safe(key)), "{code}");
                        for (key, value) in &tag.attributes {
                            assert!(
                                !["href", "src"].contains(&key.as_str()) || value.starts_with(base),
                                "{code}"
                            );
                        }
                    }
                }
                let squeezed =
                    |html: &str| unescape(&crate::support::said(html)).split_whitespace().collect::<String>();
                let words = squeezed(&own);
                for value in html.split("<b>").skip(1).map(|part| part.split("</b>").next().unwrap()) {
                    let value: String = unescape(value).split_whitespace().collect();
                    assert!(words.contains(&value), "{name}: {file}: {value}");
                    assert!(squeezed(&codes[1]).contains(&value), "{name}: {file}: {value}");
                }
            }
            let listed = ["sitemap.xml", "robots.txt", "sitemap/index.html"];
            assert!(listed.iter().all(|file| !text(&files, file).contains("/embed/")), "{name}");
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn only_where_asked_for_and_where_the_site_has_an_address() {
    for (from, to) in [("embeds: true\n", ""), ("base_url", "contact"), ("", "")] {
        let (_folder, root) = site("years");
        let yaml = fs::read_to_string(root.join("site.yaml")).unwrap();
        write(&root, "site.yaml", yaml.replace(from, to));
        let output = tempfile::tempdir().unwrap();
        let public = output.path().join("public");
        // Where the address is missing, that is told.
        let built = run(&root, &["build", "--output", public.to_str().unwrap()]);
        assert!(built.status.success());
        let said = String::from_utf8(built.stderr).unwrap();
        assert_eq!(said.contains("missing-portal-value"), from == "base_url", "{said}");
        let files = files(&public);
        let is_there = files.keys().any(|file| file.contains("/embed/") || file.starts_with("assets/embed."));
        assert_eq!(is_there, from.is_empty());
        let offered =
            files.values().any(|bytes| String::from_utf8_lossy(bytes).contains("class=\"embed-codes"));
        assert_eq!(offered, from.is_empty());
    }
}
