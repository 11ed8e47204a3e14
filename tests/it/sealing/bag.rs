//! What is in a bag: the plan's pages, complete in themselves, and its sources; the same bytes everywhere.

use super::site::*;
use crate::support::{files, pages, write};
use planpress::internals::archive::{Verdict, audit};
use planpress::internals::pipeline::{self, Options, Silent};
use planpress::internals::sealing::SealRequest;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Where a link from a page leads among the files of its site; none for one that leads out.
fn inside(page: &str, link: &str) -> Option<String> {
    let path = link.split(['#', '?']).next().unwrap();
    if path.is_empty() {
        return Some(page.to_owned());
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    let path = pages::decode(path);
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => _ = parts.pop().expect("no link leads above the site"),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[test]
fn a_bag_holds_the_plan_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    site(root);
    let unsealed = published(root);
    let sealed = seal(root, PLAN);
    let site = site_of(&sealed.path);

    let expected: BTreeSet<String> = below(&unsealed, "city/2019/").into_keys().collect();
    let pages: BTreeSet<String> = below(&site, "city/").into_keys().collect();
    assert_eq!(pages, expected, "all pages of the plan");
    assert!(
        pages.contains("city/2019/创新主体/index.html") && pages.contains("city/2019/r&d's 'a b'/index.html")
    );
    let rest: Vec<&String> = site.keys().filter(|path| !path.starts_with("city/2019/")).collect();
    assert!(rest.iter().all(|path| *path == "index.html" || path.starts_with("assets/")), "{rest:?}");
    // The plan's files, those that it shows from elsewhere, and no other plan's.
    let own = |name: &str| site.keys().filter(|path| path.starts_with(&format!("assets/{name}."))).count();
    assert_eq!((own("园区"), own("附件"), own("徽标"), own("style")), (1, 1, 1, 1));
    for (path, bytes) in below(&site, "assets/") {
        assert!(unsealed.get(&path).is_none_or(|live| *live == bytes), "{path}");
    }

    let mut sources = files(&root.join(FOLDER));
    sources = sources.into_iter().map(|(path, bytes)| (format!("{FOLDER}/{path}"), bytes)).collect();
    for file in ["site.yaml", "content/pictures/徽标.svg"] {
        sources.insert(file.to_owned(), fs::read(root.join(file)).unwrap());
    }
    assert_eq!(files(&sealed.path.join("data/source")), sources);
}

#[test]
fn every_link_of_a_sealed_page_stays_inside_or_leads_to_the_live_site() {
    let dir = tempfile::tempdir().unwrap();
    site(dir.path());
    let unsealed = published(dir.path());
    let site = site_of(&seal(dir.path(), PLAN).path);
    let (mut kept, mut outside, mut foreign) = (0, 0, 0);
    for path in site.keys().filter(|path| path.ends_with(".html")) {
        for tag in pages::tags(text(&site, path)) {
            for key in ["href", "src", "action", "poster", "srcset", "data"] {
                let Some(link) = tag.get(key).filter(|_| key != "data" || tag.name == "object") else {
                    continue;
                };
                let classes = tag.get("class").unwrap_or_default();
                let marked = classes.split(' ').any(|class| class == "outside");
                if let Some(live) = link.strip_prefix(BASE_URL) {
                    // Every link that leads out leads to a page that is there.
                    let live = pages::decode(live.split('#').next().unwrap());
                    let file = if live.is_empty() || live.ends_with('/') {
                        format!("{live}index.html")
                    } else {
                        live
                    };
                    let known = unsealed.contains_key(&file) || file == "archive/index.html";
                    assert!(known, "{path}: {link}");
                    assert!(marked || tag.name == "link", "{path}: {link}");
                    assert!(tag.name != "a" || tag.get("title").is_some(), "{path}: {link}");
                    outside += usize::from(marked);
                } else if link.contains("://") {
                    assert_eq!((link, marked), ("https://b.example/?a=1&b=2", false), "{path}");
                    foreign += 1;
                } else {
                    let file = inside(path, link).unwrap();
                    assert!(site.contains_key(&file), "{path}: {link} leads to {file}");
                    assert!(!marked, "{path}: {link}");
                    kept += 1;
                }
            }
        }
    }
    assert!(kept > 50 && outside > 20 && foreign == 2, "{kept} {outside} {foreign}");
}

#[test]
fn a_sealed_page_says_that_it_is_sealed_and_works_without_the_site() {
    let dir = tempfile::tempdir().unwrap();
    site(dir.path());
    let site = site_of(&seal(dir.path(), PLAN).path);
    for path in below(&site, "city/").keys().filter(|path| path.ends_with(".html")) {
        let page = text(&site, path);
        if path == "city/2019/主体/index.html" {
            // An old address of a section leads on.
            assert!(page.contains("url=../../../city/2019/创新主体/index.html"), "{page}");
            continue;
        }
        assert!(page.contains("已归档") && page.contains("2019年11月30日"), "{path}");
        assert!(page.contains("data-plan=\"city/2019\""), "{path}");
    }
    let contents = text(&site, "index.html");
    assert!(contents.contains("href=\"./city/2019/index.html\""), "{contents}");
    assert!(contents.contains("创新主体") && contents.contains("平台 &amp; 园区"), "{contents}");
}

#[test]
fn the_same_sources_and_date_make_the_same_bag_everywhere() {
    let dir = tempfile::tempdir().unwrap();
    let one = dir.path().join("one");
    site(&one);
    seal(&one, PLAN);
    let expected = archive(&one);
    // Another folder, files made in another order, another user's surroundings.
    let other = dir.path().join("另一处 copy/站 点");
    let all: Vec<_> = files(&one).into_iter().filter(|(path, _)| !path.starts_with("archive/")).collect();
    for (path, bytes) in all.iter().rev() {
        write(&other, path, bytes);
    }
    let program = env!("CARGO_BIN_EXE_planpress");
    let script = format!("umask 077; exec \"{program}\" archive city/2019 --lang en");
    let run = std::process::Command::new("bash")
        .args(["-c", &script])
        .current_dir(&other)
        .envs([
            ("TZ", "Asia/Kathmandu"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("USER", "somebody"),
            ("HOME", "/nowhere"),
            ("RAYON_NUM_THREADS", "1"),
        ])
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(archive(&other) == expected);
    assert_eq!(content(&one), content(&other));
}

#[test]
fn two_plans_and_an_amendment_make_a_chain() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    site(root);
    let first = seal(root, CITY[0]);
    let second = seal(root, CITY[1]);
    let elsewhere = seal(root, "区/2019");
    replace(root, &format!("{FOLDER}/03-r&d's 'a b'.md"), "文字。", "更正后的文字。");
    let third = amend(root, CITY[1], "更正第三部分");
    let last = seal(root, CITY[2]);
    let previous: Vec<_> = [&second, &third, &last].iter().map(|sealed| sealed.record.previous).collect();
    assert_eq!(previous, [Some(first.digest), Some(second.digest), Some(third.digest)]);
    assert_eq!((first.record.previous, elsewhere.record.previous), (None, None), "each series has its own");
    assert_eq!(third.record.info.reason.as_deref(), Some("更正第三部分"));
    let audit = audit::archive(root);
    assert_eq!((audit.verdict(), audit.bags.len(), audit.chains.len()), (Verdict::Whole, 5, 2));
}

#[test]
fn the_day_of_sealing_and_the_public_address_can_be_given() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    site(root);
    let day = jiff::civil::date(2021, 2, 3);
    let given =
        SealRequest { date: Some(day), base_url: Some("https://b.gov.cn/".to_owned()), ..request(PLAN) };
    let sealed = sealed(root, &given);
    assert_eq!(sealed.record.info.sealed, day);
    let site = site_of(&sealed.path);
    let page = text(&site, "city/2019/index.html");
    assert!(page.contains("2021年2月3日") && page.contains("https://b.gov.cn/about/"), "{page}");
    assert!(!page.contains(BASE_URL), "{page}");
}

/// What a theme brings of its own (fonts in style sheets, pictures) is sealed; what it would fetch is refused.
#[test]
fn a_theme_of_the_site_is_sealed_with_the_plan() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    site(root);
    write(root, "site.yaml", format!("title: 科技局\nbase_url: {BASE_URL}\ntheme: own\n"));
    write(root, "themes/own/theme.yaml", "name: own\nversion: 0.1.0\nextends: gov\n");
    write(root, "themes/own/static/seal.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let badge = "{%- component seal_notice(@page, @t, @sealed, @assets) -%}{% if sealed %}<p>自制 {{ t.sealed }}<img src=\"{{ page.root }}{{ assets[\"seal.svg\"] }}\" alt=\"\"></p>{% endif %}{%- endcomponent seal_notice -%}\n";
    write(root, "themes/own/templates/components/seal.html", badge);
    let site = site_of(&seal(root, PLAN).path);
    assert!(text(&site, "city/2019/index.html").contains("自制 已归档"));
    assert!(site.keys().any(|path| path.starts_with("assets/seal.")), "{:?}", site.keys());
    // The bag opens from disk as it is published.
    let published = published(root);
    for (path, bytes) in site.iter().filter(|(path, _)| *path != "index.html") {
        assert!(published.get(path) == Some(bytes), "{path}");
    }
}

#[test]
fn sealing_changes_nothing_but_the_archive() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    site(root);
    let before = files(root);
    seal(root, PLAN);
    let after: Files = files(root).into_iter().filter(|(path, _)| !path.starts_with("archive/")).collect();
    assert!(before == after);
    assert!(is_whole(root));
    let memory = planpress::internals::output::Memory::new();
    pipeline::run(Path::new(root), &Options::default(), &memory, &Silent).unwrap();
    assert!(is_whole(root));
}
