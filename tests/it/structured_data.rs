//! What pages say of themselves to machines (JSON-LD): every block of every fixture is JSON, says what its kind has to say, and
//! says nothing that is not on its page.

use crate::support::pages::{decode, tags, unescape};
use crate::support::{Files, build, copy, files, fixture, said, text, write};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use tempfile::TempDir;

const SITES: [&str; 11] = [
    "child-theme",
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

fn built(root: &Path) -> Files {
    let output = tempfile::tempdir().unwrap();
    let public = output.path().join("public");
    build(root, &public, &["--drafts"]);
    files(&public)
}

fn of_fixture(name: &str) -> Files {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    copy(&fixture(name), &root);
    built(&root)
}

/// The block of a page; a page has one or none.
fn block(html: &str) -> Option<Value> {
    let mut parts = html.split("<script type=\"application/ld+json\">").skip(1);
    let block = parts.next()?.split("</script>").next().unwrap();
    assert!(parts.next().is_none(), "one block");
    assert!(!block.contains(['<', '>', '&']), "{block}");
    Some(serde_json::from_str(block).unwrap_or_else(|error| panic!("{error}: {block}")))
}

fn kind_of(html: &str) -> String {
    let (_, rest) = html.split_once("<body class=\"kind-").unwrap();
    rest.split([' ', '"']).next().unwrap().to_owned()
}

fn word<'v>(value: &'v Value, property: &str) -> &'v str {
    value[property].as_str().unwrap_or_else(|| panic!("no {property} in {value}"))
}

/// The words of a page as a reader has them, without blanks.
fn words(html: &str) -> String {
    let (_, main) = html.split_once("<main").unwrap();
    unescape(&said(main)).split_whitespace().collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Every address of a value.
fn addresses<'v>(value: &'v Value, all: &mut Vec<&'v str>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(text) if ["@id", "url", "contentUrl"].contains(&key.as_str()) => {
                        all.push(text)
                    }
                    value => addresses(value, all),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| addresses(value, all)),
        _ => {}
    }
}

#[test]
fn every_block_says_what_its_page_says() {
    let mut kinds = BTreeSet::new();
    for name in SITES {
        let files = of_fixture(name);
        let base = text(&files, "robots.txt");
        let base = base.lines().find_map(|line| line.strip_prefix("Sitemap: ")?.strip_suffix("sitemap.xml"));
        for (file, bytes) in files.iter().filter(|(file, _)| file.ends_with(".html")) {
            let html = std::str::from_utf8(bytes).unwrap();
            if !html.contains("<body class=\"kind-") || !html.contains("<main") {
                continue;
            }
            let kind = kind_of(html);
            let expected = match kind.as_str() {
                "plan" => Some("Report"),
                "section" => Some("WebPage"),
                "indicators" => Some("Dataset"),
                "indicator" => Some("DefinedTerm"),
                "series" => Some("CreativeWorkSeries"),
                "home" => Some("WebSite"),
                _ => None,
            };
            let block = block(html);
            assert_eq!(block.as_ref().map(|block| word(block, "@type")), expected, "{name}: {file}");
            let Some(block) = block else { continue };
            assert_eq!(word(&block, "@context"), "https://schema.org");
            let tags = tags(html);
            let named = |name: &str, value: &str, content: &str| {
                let tag =
                    tags.iter().find(|tag| tag.get(name).is_some_and(|own| own.eq_ignore_ascii_case(value)));
                tag.and_then(|tag| tag.get(content)).map(ToOwned::to_owned)
            };
            assert_eq!(block["url"].as_str(), named("rel", "canonical", "href").as_deref(), "{name}: {file}");
            assert_eq!(block["url"], block["@id"]);
            let mut all = Vec::new();
            addresses(&block, &mut all);
            for address in all {
                let below = match base {
                    Some(base) => address.strip_prefix(base).map(decode),
                    // Data files are named from the page where the site has no address.
                    None => Some(decode(address.trim_start_matches("../"))),
                };
                let there = |below: &str| match below {
                    below if below.is_empty() || below.ends_with('/') => {
                        files.contains_key(&format!("{below}index.html"))
                    }
                    below => files.contains_key(below),
                };
                assert!(below.is_some_and(|below| there(&below)), "{name}: {file}: {address}");
            }
            assert_eq!(Some(word(&block, "inLanguage")), tags[0].get("lang").or(tags[1].get("lang")));
            let words = words(html);
            let there = |said: &str| assert!(words.contains(&squeezed(said)), "{name}: {file}: {said}");
            let description = named("name", "description", "content");
            if let (true, Some(description)) = (kind != "indicator", &description) {
                assert_eq!(squeezed(word(&block, "description")), squeezed(description), "{name}: {file}");
            }
            match kind.as_str() {
                "plan" => {
                    there(word(&block, "name"));
                    word(&block["isPartOf"], "name");
                    assert_eq!(word(&block, "temporalCoverage").len(), 4);
                    for property in ["reportNumber", "identifier", "about"] {
                        block[property].as_str().into_iter().for_each(there);
                    }
                    if let Some(publisher) = block.get("publisher") {
                        assert_eq!(word(publisher, "@type"), "GovernmentOrganization");
                    }
                    if let Some(published) = block["datePublished"].as_str() {
                        assert!(html.contains(&format!("datetime=\"{}", &published[..10])), "{name}: {file}");
                        assert!(word(&block, "dateModified")[..10] >= published[..10]);
                    }
                }
                "indicators" => {
                    let report = &block["isPartOf"];
                    assert_eq!(word(report, "@type"), "Report");
                    there(word(report, "name"));
                    assert!(word(&block, "name").starts_with(word(report, "name")));
                    assert_eq!(block["temporalCoverage"], report["temporalCoverage"]);
                    let measured = block["variableMeasured"].as_array().map_or(&[][..], Vec::as_slice);
                    let rows = html.matches(" id=\"indicator:").count();
                    assert_eq!(measured.len(), rows, "{name}: {file}");
                    for one in measured {
                        assert_eq!(word(one, "@type"), "PropertyValue");
                        there(word(one, "name"));
                        assert!(html.contains(&format!(" id=\"indicator:{}\"", word(one, "propertyID"))));
                    }
                    kinds.extend(
                        measured.iter().filter_map(|one| one["unitText"].as_str()).map(ToOwned::to_owned),
                    );
                }
                "indicator" => {
                    there(word(&block, "name"));
                    assert!(file.ends_with(&format!("{}/index.html", word(&block, "termCode"))), "{file}");
                    if let (Some(definition), Some(description)) =
                        (block["description"].as_str(), description)
                    {
                        assert!(words.contains(&squeezed(definition)) || definition == description, "{file}");
                    }
                }
                "section" => {
                    there(word(&block["isPartOf"], "name"));
                    there(word(&block, "name"));
                }
                "series" => block["hasPart"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .for_each(|plan| there(word(plan, "name"))),
                _ => {
                    word(&block, "name");
                }
            }
            kinds.insert(kind);
        }
    }
    let expected = ["plan", "section", "indicators", "indicator", "series", "home", "家", "%"];
    assert!(expected.iter().all(|kind| kinds.contains(*kind)), "{kinds:?}");
}

/// A site of one plan.
fn site(title: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    write(
        root,
        "site.yaml",
        "title: 某某区科技局计划\nbase_url: https://plan.example.gov.cn/kjj/\nlicence: https://creativecommons.org/licenses/by/4.0/\n",
    );
    write(root, "content/_index.md", "---\ntitle: 首页\nissuer: 某某区科技局\n---\n");
    write(
        root,
        "content/2016/_index.md",
        format!(
            "---\nkind: plan\ntitle: {title}\nyear: 2016\nstatus: published\nissuer: 某某区科技局\n\
             document_number: 科发〔2016〕1号\nindex_number: KJJ-2016-001\nsubject: 科技\nwritten: 2016-02-25\npublished: 2016-03-01 09:30\n\
             as_of: 2016-06-30\nkeywords: [创新, 平台]\nsummary: 全年的工作安排。\n---\n前言。\n"
        ),
    );
    write(
        root,
        "content/2016/01-a.md",
        "---\ntitle: 培育\nlead: 高新科\ndue: 2016-12-31\nindicators:\n- id: firms\n  name: 新增科技型企业\n  unit: 家\n  target: 60家以上\n  \
         definition: 当年新认定的企业\n---\n正文。\n",
    );
    dir
}

#[test]
fn a_plan_and_its_table_are_described_whole() {
    let dir = site("2016年工作计划");
    let files = built(dir.path());
    let block = |file: &str| block(&text(&files, file)).unwrap();
    let report: Value = serde_json::from_str(
        r#"{
        "@context": "https://schema.org", "@type": "Report",
        "@id": "https://plan.example.gov.cn/kjj/2016/", "url": "https://plan.example.gov.cn/kjj/2016/",
        "name": "2016年工作计划", "reportNumber": "科发〔2016〕1号", "identifier": "KJJ-2016-001", "about": "科技",
        "keywords": ["创新", "平台"], "description": "全年的工作安排。", "inLanguage": "zh-Hans", "temporalCoverage": "2016",
        "dateCreated": "2016-02-25", "datePublished": "2016-03-01T09:30:00+08:00", "dateModified": "2016-06-30",
        "publisher": {"@type": "GovernmentOrganization", "name": "某某区科技局"},
        "isPartOf": {"@type": "WebSite", "@id": "https://plan.example.gov.cn/kjj/", "url": "https://plan.example.gov.cn/kjj/",
            "name": "某某区科技局计划"},
        "license": "https://creativecommons.org/licenses/by/4.0/"
        }"#,
    )
    .unwrap();
    assert_eq!(block("2016/index.html"), report);
    let table = block("2016/indicators/index.html");
    let measured: Value = serde_json::from_str(
        r#"[{"@type": "PropertyValue", "name": "新增科技型企业", "propertyID": "firms", "unitText": "家",
            "description": "当年新认定的企业", "url": "https://plan.example.gov.cn/kjj/indicators/firms/"}]"#,
    )
    .unwrap();
    assert_eq!(table["variableMeasured"], measured);
    assert_eq!(word(&table, "name"), "2016年工作计划：指标表");
    assert_eq!(word(&block("indicators/firms/index.html"), "description"), "当年新认定的企业");
    assert_eq!(word(&block("2016/a/index.html")["isPartOf"], "reportNumber"), "科发〔2016〕1号");
}

#[test]
fn no_title_ends_the_block() {
    let dir = site("'</script><!-- & <b>'");
    let files = built(dir.path());
    let html = text(&files, "2016/index.html");
    assert_eq!(word(&block(&html).unwrap(), "name"), "</script><!-- & <b>");
}
