//! A site as a government portal wants it: tags, footer, banners, the site map, fragments, the feed.

use crate::support::{built, copy, fixture, text, write};
use roxmltree::{Document, Node};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

fn site() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    copy(&fixture("portal"), &root);
    (folder, root)
}

/// The tags in a page's head: names with their values, in order.
fn tags(html: &str, attribute: &str) -> Vec<(String, String)> {
    html.split("<meta ")
        .skip(1)
        .filter_map(|rest| {
            let name = rest.strip_prefix(&format!("{attribute}=\""))?.split('"').next()?;
            let content = rest.split("content=\"").nth(1)?.split('"').next()?;
            Some((name.to_owned(), content.to_owned()))
        })
        .collect()
}

fn portal_tags(html: &str) -> Vec<(String, String)> {
    let mut tags = tags(html, "name");
    tags.retain(|(name, _)| name.starts_with(char::is_uppercase));
    tags
}

fn names(tags: &[(String, String)]) -> Vec<&str> {
    tags.iter().map(|(name, _)| name.as_str()).collect()
}

const SITE: [&str; 3] = ["SiteName", "SiteDomain", "SiteIDCode"];
const COLUMN: [&str; 4] = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"];

#[test]
fn pages_carry_the_tags_of_their_kind() {
    let (_folder, root) = site();
    let files = built(&root, &[]);
    for page in ["index.html", "404.html"] {
        assert_eq!(names(&portal_tags(&text(&files, page))), SITE, "{page}");
    }
    for page in ["sitemap/index.html", "about/index.html", "2016/indicators/index.html"] {
        assert_eq!(names(&portal_tags(&text(&files, page))), [&SITE[..], &COLUMN].concat(), "{page}");
    }
    let tags = portal_tags(&text(&files, "2016/innovators/index.html"));
    let value = |name: &str| tags.iter().find(|tag| tag.0 == name).map(|tag| tag.1.as_str());
    for (name, expected) in [
        ("SiteIDCode", "1304000009"),
        ("ColumnName", "某某区科技局工作计划"),
        ("ColumnDescription", "某某区科技局工作计划"),
        ("ColumnKeywords", "科技，计划"),
        ("ColumnType", "规划计划，工作计划"),
        ("ArticleTitle", "一、培育创新主体"),
        ("PubDate", "2016-01-08 09:30"),
        ("ContentSource", "区政府办"),
        ("Keywords", "科技，创新"),
        ("Author", "张三"),
        ("Url", "https://kjj.example.gov.cn/plan/2016/innovators/"),
    ] {
        assert_eq!(value(name), Some(expected), "{name}");
    }
    // A plan without a time of day, a source, keywords or an editor.
    let tags = portal_tags(&text(&files, "2017/index.html"));
    assert!(tags.contains(&("PubDate".into(), "2017-01-09 00:00".into())));
    assert!(tags.contains(&("ContentSource".into(), "某某区科学技术局".into())));
    assert!(!names(&tags).contains(&"Keywords") && !names(&tags).contains(&"Author"));
}

#[test]
fn every_tag_stands_once_and_has_a_value() {
    let (_folder, root) = site();
    for (file, bytes) in built(&root, &[]) {
        if !file.ends_with("index.html") {
            continue;
        }
        let html = String::from_utf8(bytes).unwrap();
        for attribute in ["name", "property"] {
            let tags = tags(&html, attribute);
            assert!(tags.iter().all(|(_, content)| !content.trim().is_empty()), "{file}: {tags:?}");
            let mut names: Vec<String> = tags
                .iter()
                .map(|(name, _)| name.to_lowercase())
                // One for each colour scheme.
                .filter(|name| name != "theme-color")
                .collect();
            let all = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), all, "{file}: {tags:?}");
        }
    }
}

#[test]
fn a_site_in_no_portal_has_no_tags_of_one_and_is_asked_nothing() {
    let (_folder, root) = site();
    let yaml = fs::read_to_string(root.join("site.yaml")).unwrap();
    let start = yaml.find("portal:").unwrap();
    let end = yaml.find("severity:").unwrap();
    write(&root, "site.yaml", format!("{}{}", &yaml[..start], &yaml[end..]));
    write(
        &root,
        "content/2017/_index.md",
        "---\nkind: plan\ntitle: 计划\nyear: 2017\nstatus: published\nsubject: 政务\n---\n",
    );
    let files = built(&root, &[]);
    for file in files.keys().filter(|file| file.ends_with(".html")) {
        let html = text(&files, file);
        assert_eq!(portal_tags(&html), [], "{file}");
        assert!(!html.contains("外部链接"), "{file}");
    }
    assert!(!files.contains_key("2016/fragment.html"));
    assert!(
        tags(&text(&files, "2016/index.html"), "name")
            .contains(&("description".into(), "全年科技工作的安排。".into()))
    );
}

#[test]
fn open_graph_needs_an_address() {
    let (_folder, root) = site();
    let html = text(&built(&root, &[]), "2016/index.html");
    let social = tags(&html, "property");
    for (name, expected) in [
        ("og:title", "2016年工作计划"),
        ("og:type", "article"),
        ("og:url", "https://kjj.example.gov.cn/plan/2016/"),
        ("og:site_name", "某某区科技局工作计划"),
        ("og:locale", "zh_CN"),
        ("og:description", "全年科技工作的安排。"),
    ] {
        assert!(social.contains(&(name.into(), expected.into())), "{name}: {social:?}");
    }
    let yaml = fs::read_to_string(root.join("site.yaml")).unwrap();
    let without =
        yaml.replace("base_url: https://kjj.example.gov.cn/plan/\n", "").replace("  fragments: true\n", "");
    write(&root, "site.yaml", without);
    let html = text(&built(&root, &[]), "2016/index.html");
    assert_eq!(tags(&html, "property"), []);
    assert!(!names(&portal_tags(&html)).contains(&"Url"));
}

#[test]
fn the_footer_names_what_a_government_website_names() {
    let (_folder, root) = site();
    let html = text(&built(&root, &[]), "2016/innovators/index.html");
    let footer = &html[html.find("<footer").unwrap()..];
    for part in [
        "主办单位：某某区科学技术局",
        "联系方式：办公室",
        "网站标识码：1304000009",
        "<a href=\"https://beian.miit.gov.cn/\" rel=\"noopener external\">冀ICP备00000000号-1</a>",
        "<a href=\"https://beian.mps.gov.cn/\" rel=\"noopener external\">冀公网安备13040000000000号</a>",
        "<a href=\"https://bszs.example.gov.cn/?id=1&amp;x=2\" rel=\"noopener external\">党政机关标识</a>",
        "site_code=1304000009\" rel=\"noopener external\">我为政府网站找错</a>",
        "本网站支持适老化浏览",
        "<a href=\"../../sitemap/\">网站地图</a>",
    ] {
        assert!(footer.contains(part), "{part} in {footer}");
    }
}

#[test]
fn a_replaced_plan_says_by_what_on_all_its_pages() {
    let (_folder, root) = site();
    let files = built(&root, &[]);
    for (page, link) in [
        ("2016/index.html", "<a href=\"../2017/\">2017年工作计划</a>"),
        ("2016/innovators/index.html", "<a href=\"../../2017/\">2017年工作计划</a>"),
        ("2016/indicators/index.html", "<a href=\"../../2017/\">2017年工作计划</a>"),
    ] {
        let html = text(&files, page);
        let notice = html.split("notice-standing").nth(1).unwrap().split("</aside>").next().unwrap();
        assert!(notice.contains(link) && notice.contains("已废止"), "{page}: {notice}");
    }
    assert!(!text(&files, "2017/index.html").contains("notice-standing"));
    // Another document than a plan of the site stands as it is written.
    let plan = fs::read_to_string(root.join("content/2016/_index.md")).unwrap();
    write(
        &root,
        "content/2016/_index.md",
        plan.replace("../2017/_index.md", "科发〔2017〕3号").replace("validity: 已废止\n", ""),
    );
    let html = text(&built(&root, &[]), "2016/index.html");
    assert!(html.contains("</b>科发〔2017〕3号</p>"));
    // With neither, a newer plan of the series is named calmly.
    write(
        &root,
        "content/2016/_index.md",
        plan.replace("replaced_by: ../2017/_index.md\n", "").replace("已废止", "有效"),
    );
    let html = text(&built(&root, &[]), "2016/index.html");
    assert!(!html.contains("notice-standing"));
    assert!(html.contains(
        "<p class=\"newer screen\">本系列已有更新的计划：<a href=\"../2017/\">2017年工作计划</a></p>"
    ));
}

#[test]
fn only_links_that_leave_for_other_than_government_hosts_say_so() {
    let (_folder, root) = site();
    let html = text(&built(&root, &[]), "2016/innovators/index.html");
    let note = "<span class=\"visually-hidden\">（外部链接）</span></a>";
    assert!(html.contains(&format!("学会{note}")));
    assert_eq!(html.matches(note).count(), 1);
    let yaml = fs::read_to_string(root.join("site.yaml")).unwrap();
    write(&root, "site.yaml", yaml.replace("  standalone", "  external_notice: false\n  standalone"));
    assert!(!text(&built(&root, &[]), "2016/innovators/index.html").contains("（外部链接）"));
}

#[test]
fn the_site_map_lists_every_page_unless_the_site_has_its_own() {
    let (_folder, root) = site();
    let files = built(&root, &[]);
    let map = text(&files, "sitemap/index.html");
    for file in files.keys().filter_map(|file| file.strip_suffix("index.html")) {
        // What the lists of indicators, units and changes lead to is theirs to list; a plan without indicators
        // has a table that nobody looks for.
        let is_theirs =
            file.starts_with("indicators/") || file.starts_with("units/") || file.ends_with("changes/");
        if (is_theirs && file != "indicators/") || matches!(file, "sitemap/" | "2017/indicators/") {
            continue;
        }
        let link = if file.is_empty() { "href=\"../\"".to_owned() } else { format!("href=\"../{file}\"") };
        assert!(map.contains(&link), "{file}");
    }
    write(&root, "content/sitemap.md", "---\ntitle: 本站地图\n---\n\n自己写的。\n");
    let files = built(&root, &[]);
    assert!(text(&files, "sitemap/index.html").contains("自己写的。"));
}

#[test]
fn fragments_are_the_text_with_whole_links() {
    let (_folder, root) = site();
    let files = built(&root, &[]);
    let fragments: Vec<&String> = files.keys().filter(|file| file.ends_with("fragment.html")).collect();
    assert_eq!(
        fragments,
        [
            "2016/fragment.html",
            "2016/innovators/fragment.html",
            "2017/fragment.html",
            "2017/platforms/fragment.html"
        ]
    );
    for file in &fragments {
        let html = text(&files, file);
        for tag in ["<html", "<head>", "<body", "<script", "<style", "<h1", "<nav", "<main", " style=", " on"]
        {
            assert!(!html.contains(tag), "{file}: {tag}");
        }
        for attribute in ["href=\"", "src=\""] {
            for link in html.split(attribute).skip(1).map(|rest| rest.split('"').next().unwrap()) {
                assert!(link.starts_with("https://") || link.starts_with('#'), "{file}: {link}");
                if let Some(id) = link.strip_prefix('#') {
                    assert!(html.contains(&format!("id=\"{id}\"")), "{file}: {link}");
                }
                if let Some(own) = link.strip_prefix("https://kjj.example.gov.cn/plan/") {
                    let own = own.split('#').next().unwrap();
                    let own = if own.is_empty() || own.ends_with('/') {
                        format!("{own}index.html")
                    } else {
                        own.to_owned()
                    };
                    assert!(files.contains_key(&own), "{file}: {link}");
                }
            }
        }
        // Whole, and with all ids of the page's text.
        assert_eq!(html.matches("<div").count(), html.matches("</div>").count(), "{file}");
        let page = text(&files, &file.replace("fragment", "index"));
        let main = page.split("<article").nth(1).unwrap().split("</article>").next().unwrap();
        // Those of the page's own controls begin with `_`; a fragment has none.
        let ids = main.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
        for id in ids.filter(|id| !id.starts_with('_')) {
            assert!(html.contains(&format!(" id=\"{id}\"")), "{file}: {id}");
        }
    }
    assert!(text(&files, "2016/innovators/fragment.html").contains("<h2 id=\"企业\">"));
}

#[test]
fn fragments_come_and_go_with_what_asks_for_them() {
    let (_folder, root) = site();
    let public = root.parent().unwrap().join("public");
    let first = built(&root, &[]);
    let fragment = public.join("2016/innovators/fragment.html");
    // By hand, each alone.
    for damaged in ["2016/innovators/fragment.html", "2016/innovators/index.html"] {
        fs::write(public.join(damaged), "改过的").unwrap();
        assert!(built(&root, &[]) == first, "{damaged}");
        fs::remove_file(public.join(damaged)).unwrap();
        assert!(built(&root, &[]) == first, "{damaged}");
    }
    let yaml = fs::read_to_string(root.join("site.yaml")).unwrap();
    write(&root, "site.yaml", yaml.replace("  fragments: true\n", ""));
    built(&root, &[]);
    assert!(!fragment.exists());
    let asked = built(&root, &["--fragments"]);
    assert!(asked["2016/innovators/fragment.html"] == first["2016/innovators/fragment.html"]);
    built(&root, &[]);
    assert!(!fragment.exists());
    // A page cannot have the address of one.
    write(&root, "content/2017/fragment.html.md", "---\ntitle: 片段\n---\n\n片段。\n");
    let run = crate::support::run(&root, &["check"]);
    assert!(String::from_utf8(run.stderr).unwrap().contains("duplicate-address"));
}

#[test]
fn fragments_lack_what_the_portal_shows_itself() {
    let (_folder, root) = site();
    let yaml = fs::read_to_string(root.join("site.yaml")).unwrap();
    let with = |parts: &str| {
        write(
            &root,
            "site.yaml",
            yaml.replace(
                "  fragments: true\n",
                &format!("  fragments: true\n  fragments_without: {parts}\n"),
            ),
        );
    };
    let whole = built(&root, &[]);
    with("[issuer, document-number, publication, catalogue, standing, links, style]");
    let files = built(&root, &[]);
    assert_eq!(
        text(&files, "2016/fragment.html"),
        fs::read_to_string(crate::support::tests().join("expected/portal-fragment.html")).unwrap()
    );
    // A page that is kept is kept with its fragment; pages themselves lose nothing.
    assert!(built(&root, &[]) == files);
    for (file, page) in whole.iter().filter(|(file, _)| file.ends_with("index.html")) {
        assert!(page == &files[file], "{file}");
    }
    with("publication");
    let files = built(&root, &[]);
    let line = "<p class=\"publication\">";
    for file in ["2016/fragment.html", "2016/innovators/fragment.html"] {
        let (before, rest) =
            text(&whole, file).split_once(line).map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        let after = rest.split_once("</p>").unwrap().1;
        assert_eq!(text(&files, file), format!("{before}{after}"), "{file}");
    }
    with("[发文机关]");
    let run = crate::support::run(&root, &["check", "--lang", "zh"]);
    let told = String::from_utf8(run.stderr).unwrap();
    assert!(told.contains("bad-value") && told.contains("document-number"), "{told}");
}

#[test]
fn the_page_of_missing_pages_answers_at_any_depth() {
    let (_folder, root) = site();
    let base = |arguments: &[&str]| {
        let page = text(&built(&root, arguments), "404.html");
        page.split_once("<base href=\"").map(|(_, rest)| rest.split('"').next().unwrap().to_owned())
    };
    let said = || {
        let run = crate::support::run(&root, &["check", "--lang", "en"]);
        String::from_utf8(run.stderr).unwrap().contains("so 404.html takes the site to lie at the root")
    };
    assert_eq!((base(&[]).as_deref(), said()), (Some("/plan/"), false));
    write(
        &root,
        "site.yaml",
        "title: 计划\nseverity: {no-due: off, no-lead: off, vanished-indicator: off}\n",
    );
    assert_eq!((base(&[]).as_deref(), said()), (Some("/"), true));
    assert_eq!(base(&["--offline"]), None);
    // Without its style the page says nothing that only its style takes away.
    let page = text(&built(&root, &[]), "404.html");
    assert!(page.contains("<p class=\"disk-note screen\" hidden>"));
}

/// The one child with this name.
fn child<'a>(node: Node<'a, 'a>, name: &str) -> Node<'a, 'a> {
    let mut found = node.children().filter(|child| child.tag_name().name() == name);
    let first = found.next().unwrap_or_else(|| panic!("no {name} in {:?}", node.tag_name()));
    assert!(found.next().is_none(), "two {name}");
    first
}

#[test]
fn the_feed_tells_what_was_published_and_what_was_changed() {
    let (_folder, root) = site();
    let files = built(&root, &[]);
    let xml = text(&files, "feed.xml");
    let document = Document::parse(&xml).unwrap();
    let feed = document.root_element();
    assert_eq!(feed.tag_name().namespace(), Some("http://www.w3.org/2005/Atom"));
    let entries: Vec<Node<'_, '_>> =
        feed.children().filter(|child| child.tag_name().name() == "entry").collect();
    let mut ids = Vec::new();
    let mut updated = Vec::new();
    // RFC 4287: every feed and entry has one id, one title and one date; the feed has an author.
    for node in std::iter::once(feed).chain(entries.iter().copied()) {
        for name in ["id", "title", "updated"] {
            assert!(!child(node, name).text().unwrap_or_default().trim().is_empty(), "{name}");
        }
        let date = child(node, "updated").text().unwrap();
        assert!(date.parse::<jiff::Timestamp>().is_ok(), "{date}");
        ids.push(child(node, "id").text().unwrap());
        updated.push(date);
    }
    child(child(feed, "author"), "name");
    let links = feed.children().filter(|child| child.attribute("rel") == Some("self"));
    assert_eq!(
        links.filter_map(|link| link.attribute("href")).collect::<Vec<_>>(),
        ["https://kjj.example.gov.cn/plan/feed.xml"]
    );
    assert_eq!(
        ids[1..],
        [
            "https://kjj.example.gov.cn/plan/2017/",
            "https://kjj.example.gov.cn/plan/2016/",
            "https://kjj.example.gov.cn/plan/2016/#revision:pilot-firms:2016-06-01",
            "https://kjj.example.gov.cn/plan/2016/#revision:pilot-firms:2016-06-01:2",
        ]
    );
    assert_eq!(updated[0], updated[1], "the feed is as new as its newest entry");
    assert!(updated[1..].is_sorted_by(|a, b| a >= b), "{updated:?}");
    assert_eq!(child(entries[2], "title").text(), Some("2016年工作计划：试点企业调整"));
    assert_eq!(child(entries[2], "summary").text(), Some("目标值由10家调整为12家。新增园区"));
    // What is put into the words is not read for names again.
    assert_eq!(child(entries[3], "summary").text(), Some("牵头单位由综合科调整为创新科。职能调整{from}"));
    assert_eq!(child(entries[2], "category").attribute("term"), Some("revision"));
}

#[test]
fn the_site_map_for_machines_has_dates_from_the_sources() {
    let (_folder, root) = site();
    let files = built(&root, &[]);
    let xml = text(&files, "sitemap.xml");
    let document = Document::parse(&xml).unwrap();
    let urls: BTreeMap<&str, Option<&str>> = document
        .root_element()
        .children()
        .filter(Node::is_element)
        .map(|url| {
            let last = url.children().find(|child| child.tag_name().name() == "lastmod");
            (child(url, "loc").text().unwrap(), last.and_then(|last| last.text()))
        })
        .collect();
    let at = |path: &str| urls[format!("https://kjj.example.gov.cn/plan/{path}").as_str()];
    assert_eq!(at(""), Some("2017-01-09"));
    assert_eq!(at("sitemap/"), Some("2017-01-09"));
    assert_eq!(at("2016/"), Some("2016-06-01"), "the last change of an indicator");
    assert_eq!(at("2016/innovators/"), Some("2016-06-01"));
    assert_eq!(at("2017/"), Some("2017-01-09"));
    assert_eq!(at("about/"), None, "an ordinary page says nothing of its age");
    assert_eq!(urls.len(), files.keys().filter(|file| file.ends_with("index.html")).count());
}

#[test]
fn a_plan_that_is_replaced_by_nothing_that_is_there_is_an_error() {
    let (_folder, root) = site();
    let file = "content/2016/_index.md";
    let plan = fs::read_to_string(root.join(file)).unwrap();
    for (named, is_right) in [
        ("../2017/_index.md", true),
        ("'2017'", true),
        ("/2017/", true),
        ("科发〔2017〕3号", true),
        ("../2099/_index.md", false),
        ("'2099'", false),
        ("/2099/", false),
        ("../2016/_index.md", false),
    ] {
        let text = plan.replace("replaced_by: ../2017/_index.md", &format!("replaced_by: {named}"));
        write(&root, file, text);
        let check = crate::support::run(&root, &["check"]);
        let said = String::from_utf8_lossy(&check.stderr).into_owned();
        assert_eq!(check.status.success(), is_right, "{named}: {said}");
        let names_the_place = said.contains("error[dead-link]") && said.contains(file);
        assert_eq!(names_the_place, !is_right, "{named}: {said}");
    }
}

#[test]
fn every_page_says_something_of_itself() {
    let (_folder, root) = site();
    let files = built(&root, &[]);
    let mut seen = 0;
    for file in files.keys().filter(|file| file.ends_with(".html") && !file.ends_with("fragment.html")) {
        let html = text(&files, file);
        if html.contains("http-equiv=\"refresh\"") || file == "404.html" {
            continue;
        }
        let descriptions: Vec<_> = tags(&html, "name")
            .into_iter()
            .filter(|(name, _)| name.eq_ignore_ascii_case("description"))
            .collect();
        assert_eq!(descriptions.len(), 1, "{file}: {descriptions:?}");
        seen += 1;
    }
    assert!(seen > 10, "{seen}");
    let page = text(&files, "indicators/pilot-firms/index.html");
    let (_, said) = tags(&page, "name").into_iter().find(|(name, _)| name == "Description").unwrap();
    assert!(said.contains("，2017年目标值：") || said.contains("，2016年目标值："), "{said}");
}

#[test]
fn a_column_is_named_once_on_every_page_below_home() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    copy(&fixture("county"), &root);
    let yaml = fs::read_to_string(root.join("site.yaml")).unwrap();
    let portal = "portal:\n  site_name: 青山县人民政府\n  site_domain: www.example.gov.cn\n  site_id_code: \"1304000009\"\n  \
                  column_name: 规划计划\n  column_type: [规划计划]\n";
    write(&root, "site.yaml", yaml + portal);
    let run = crate::support::run(&root, &["build"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let files = crate::support::files(&root.join("public"));
    let pages = files.keys().filter(|file| file.ends_with("/index.html"));
    let mut count = 0;
    for page in pages.filter(|page| !text(&files, page).contains("http-equiv=\"refresh\"")) {
        let html = text(&files, page);
        assert_eq!(html.matches("name=\"ColumnName\"").count(), 1, "{page}");
        count += 1;
    }
    assert!(count > 30, "{count}");
}
