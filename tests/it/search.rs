//! The page of the search and its index: what is in them, what must not be, when there are none. What is found for
//! which words is held in `search.test.mjs`, how it works in a browser in `tests/site/search.mjs`.

use crate::support::{Files, built, run, text, write};
use planpress::internals::output::Memory;
use planpress::internals::pipeline::{self, Options, SearchIndex, Silent};
use std::path::PathBuf;
use tempfile::TempDir;

const PLAN: &str = "---
kind: plan
title: 二〇一六年计划
year: 2016
status: published
published: 2016-03-01
---

总的要求。
";

const SECTION: &str = "---
title: 创新主体
lead: 高新科
indicators:
- id: firms
  name: 科技型企业
  unit: 家
  target: 60家以上
  due: 2016-12-31
  source: 统计年报
tasks:
- id: park
  name: 建成孵化器二期
  due: 2016-12-31
---

培育科技型企业[](indicator:firms)。
";

fn site() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    write(&root, "site.yaml", "title: 计划\nlang: zh-Hans\n");
    write(&root, "content/2016/_index.md", PLAN);
    write(&root, "content/2016/01-a.md", SECTION);
    write(&root, "content/about.md", "---\ntitle: 关于本站\n---\n\n联系我们。\n");
    (folder, root)
}

/// All that can be found.
fn texts(files: &Files) -> String {
    let own = files.keys().filter(|file| file.starts_with("search/texts-"));
    own.map(|file| text(files, file)).collect()
}

/// What stands between two marks.
fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    text.split(before).nth(1).unwrap().split(after).next().unwrap()
}

#[test]
fn the_index_holds_what_pages_show() {
    let (_folder, root) = site();
    let texts = texts(&built(&root, &[]));
    for words in [
        r#"[0,"二〇一六年计划","2016/",["总的要求。"]]"#,
        "培育科技型企业60家以上。",
        "目标值：60家以上",
        "数据来源：统计年报",
        "任务：建成孵化器二期",
        "牵头单位：高新科",
        r#"[3,"高新科","units/高新科/",["二〇一六年计划"]]"#,
        r#"[4,"关于本站","about/",["联系我们。"]]"#,
    ] {
        assert!(texts.contains(words), "{words} is not in {texts}");
    }
}

#[test]
fn what_is_held_back_is_not_in_the_index() {
    let (_folder, root) = site();
    let secret = "---\ntitle: 未定稿\ndraft: true\n---\n\n不宜公开。\n";
    write(&root, "content/2016/02-b.md", secret);
    write(
        &root,
        "content/2015/_index.md",
        "---\nkind: plan\ntitle: 二〇一五年草案\nyear: 2015\nstatus: draft\n---\n\n机密。\n",
    );
    write(&root, "content/2015/01-a.md", "---\ntitle: 草案一章\n---\n\n机密。\n");
    let files = built(&root, &[]);
    let all: String =
        files.keys().filter(|file| file.starts_with("search/")).map(|file| text(&files, file)).collect();
    for words in ["未定稿", "不宜公开", "不宜", "机密", "草案", "2015"] {
        assert!(!all.contains(words), "{words}");
    }
    let files = built(&root, &["--drafts"]);
    assert!(texts(&files).contains("未定稿") && texts(&files).contains("机密。"));
    assert!(text(&files, "search/index.js").contains(r#"["二〇一五年草案",2015,true,"#));
}

#[test]
fn the_page_names_the_index_that_was_made_with_it() {
    let (_folder, root) = site();
    let version = |files: &Files| {
        let page = text(files, "search/index.html");
        let version = between(&page, "data-version=\"", "\"").to_owned();
        let index = text(files, "search/index.js");
        assert!(index.contains(&format!("\"version\":\"{version}\"")), "{index}");
        version
    };
    let first = version(&built(&root, &[]));
    assert_eq!(version(&built(&root, &[])), first);
    write(&root, "content/about.md", "---\ntitle: 关于本站\n---\n\n联系我们吧。\n");
    assert_ne!(version(&built(&root, &[])), first);
}

#[test]
fn readers_without_scripts_have_lists() {
    let (_folder, root) = site();
    let page = text(&built(&root, &[]), "search/index.html");
    let lists = between(&page, "id=\"_browse\"", "</section>");
    for path in ["indicators/firms/", "units/高新科/", "2016/", "2016/a/"] {
        assert!(lists.contains(&format!("href=\"../{path}\"")), "{path}: {lists}");
    }
}

#[test]
fn a_preview_has_the_page_and_no_index() {
    let (_folder, root) = site();
    let memory = Memory::new();
    let options = Options { search: SearchIndex::LeaveOut, ..Options::default() };
    let report = pipeline::run(&root, &options, &memory, &Silent).unwrap();
    assert!(!report.has_errors());
    let files = memory.into_files();
    let own: Vec<&String> = files.keys().filter(|file| file.starts_with("search/")).collect();
    assert_eq!(own, ["search/index.html"]);
    let page = text(&files, "search/index.html");
    assert!(page.contains("预览时不建搜索索引") && !page.contains("<form"));
}

#[test]
fn a_site_with_a_page_at_that_address_has_no_search() {
    let (_folder, root) = site();
    write(&root, "content/search.md", "---\ntitle: 站内查询\n---\n\n自己写的。\n");
    let files = built(&root, &[]);
    assert!(text(&files, "search/index.html").contains("自己写的。"));
    assert!(!files.contains_key("search/index.js"));
    assert_eq!(text(&files, "index.html").matches("href=\"./search/\"").count(), 1, "its own link alone");
}

#[test]
fn what_lies_below_the_search_is_refused() {
    let (_folder, root) = site();
    write(&root, "content/search/tips.md", "---\ntitle: 检索说明\n---\n\n文字。\n");
    let check = run(&root, &["check"]);
    let said = String::from_utf8_lossy(&check.stderr).into_owned();
    assert!(!check.status.success() && said.contains("duplicate-address"), "{said}");
}
