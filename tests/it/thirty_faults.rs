//! A site with some forty faults in many files reports all of them in one run, each where it is, and
//! leaves an output that is there already as it was.

use crate::support::{copy, files, run, tests, write};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// Code, file, line, column, and the text that is pointed at.
const FAULTS: [(&str, &str, u64, u64, &str); 39] = [
    ("unit-mismatch", "content/2016/01-innovators.md", 7, 13, "12家以上"),
    ("bad-id", "content/2016/01-innovators.md", 8, 9, "Grade"),
    ("bad-target", "content/2016/01-innovators.md", 13, 13, "大幅增长"),
    ("wrong-type", "content/2016/01-innovators.md", 14, 15, "很多"),
    ("bad-date", "content/2016/01-innovators.md", 15, 10, "年中"),
    ("unknown-key", "content/2016/01-innovators.md", 16, 5, "owner"),
    ("missing-key", "content/2016/01-innovators.md", 17, 5, "id: firms"),
    ("duplicate-id", "content/2016/01-innovators.md", 20, 9, "firms"),
    ("missing-key", "content/2016/01-innovators.md", 22, 12, "dropped"),
    ("unknown-indicator", "content/2016/01-innovators.md", 25, 3, "[12家以上](indicator:pilot-frms)"),
    ("missing-value", "content/2016/01-innovators.md", 25, 35, "[](indicator:firms#actual)"),
    ("missing-picture", "content/2016/01-innovators.md", 27, 1, "![园区大门](gate.jpg)"),
    ("html-removed", "content/2016/01-innovators.md", 27, 18, "<span onclick=\"go()\">"),
    ("dead-anchor", "content/2016/01-innovators.md", 27, 51, "[平台](02-platforms.md#园区)"),
    ("undefined-footnote", "content/2016/01-innovators.md", 27, 76, "[^口径]"),
    ("unused-footnote", "content/2016/01-innovators.md", 29, 1, "[^来源]: 没有引用。"),
    ("duplicate-footnote", "content/2016/01-innovators.md", 31, 1, "[^来源]: 定义两次。"),
    ("missing-alt", "content/2016/02-platforms.md", 5, 1, "![](park.svg)"),
    ("link-to-draft", "content/2016/02-platforms.md", 5, 16, "[草稿](03-market.md)"),
    ("unknown-indicator", "content/2016/02-platforms.md", 8, 1, "second-phase"),
    ("bad-yaml", "content/2016/04-finance.md", 3, 1, "lead:"),
    ("unclosed-front-matter", "content/2016/05-ecosystem.md", 2, 1, "title: 生态"),
    ("empty-section", "content/2016/06-empty.md", 1, 1, "---"),
    ("bad-value", "content/2016/_index.md", 5, 9, "publishd"),
    ("bad-date", "content/2016/_index.md", 6, 10, "2016-02-30"),
    ("wrong-type", "content/2016/_index.md", 7, 11, "{科技: 创新}"),
    ("dead-anchor", "content/2016/_index.md", 10, 5, "[不存在的标题](#总体要求)"),
    ("orphan-file", "content/2016/附件.txt", 1, 1, ""),
    ("empty-plan", "content/2017/_index.md", 1, 1, "---"),
    ("duplicate-year", "content/2017/_index.md", 4, 7, "2016"),
    ("unknown-key", "content/_index.md", 2, 1, "titel"),
    ("dead-link", "content/_index.md", 5, 2, "[2016年计划](2016/index.md)"),
    ("duplicate-address", "content/about.md", 1, 1, "# 关于本站"),
    ("missing-front-matter", "content/about.md", 1, 1, "# 关于本站"),
    ("bad-value", "site.yaml", 2, 11, "www.example.gov.cn"),
    ("bad-value", "site.yaml", 3, 7, "zh"),
    ("unknown-key", "site.yaml", 4, 1, "color"),
    ("bad-value", "site.yaml", 6, 10, "蓝"),
    ("unknown-key", "site.yaml", 8, 3, "dead-lnk"),
];

/// What identifies a file and tells whether it was touched.
fn stamps(root: &Path) -> Vec<(String, u64, SystemTime)> {
    files(root)
        .into_keys()
        .map(|file| {
            let metadata = fs::metadata(root.join(&file)).unwrap();
            #[cfg(unix)]
            let inode = std::os::unix::fs::MetadataExt::ino(&metadata);
            #[cfg(not(unix))]
            let inode = metadata.len();
            (file, inode, metadata.modified().unwrap())
        })
        .collect()
}

#[test]
fn all_faults_are_reported_in_one_run_each_at_its_place() {
    let root = tests().join("thirty");
    let run = run(&root, &["check", "--lang", "en", "--format", "json"]);
    assert_eq!(run.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&run.stdout).unwrap();
    let found: Vec<(&str, &str, u64, u64)> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| {
            let text = |key: &str| found[key].as_str().unwrap();
            (text("code"), text("file"), found["line"].as_u64().unwrap(), found["column"].as_u64().unwrap())
        })
        .collect();
    let expected: Vec<_> =
        FAULTS.iter().map(|(code, file, line, column, _)| (*code, *file, *line, *column)).collect();
    assert_eq!(found, expected);
    for (found, (code, file, line, column, text)) in
        report["diagnostics"].as_array().unwrap().iter().zip(FAULTS)
    {
        let source = fs::read_to_string(root.join(file)).unwrap();
        let shown = source.lines().nth(usize::try_from(line).unwrap() - 1).unwrap();
        let pointed: String = shown.chars().skip(usize::try_from(column).unwrap() - 1).collect();
        assert!(pointed.starts_with(text), "{code} at {file}:{line}:{column} points at {pointed}");
        let end = column + u64::try_from(text.chars().count()).unwrap();
        assert!(
            text.is_empty() || found["end_column"] == end,
            "{code} at {file}:{line}:{column} ends at {found}"
        );
    }
    assert!(FAULTS.len() >= 30);
}

#[test]
fn a_site_with_faults_leaves_its_output_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "site.yaml", "title: 科技局工作计划\n");
    write(root, "content/_index.md", "---\ntitle: 首页\n---\n\n首页。\n");
    let first = run(root, &["build"]);
    assert_eq!(first.status.code(), Some(0), "{}", String::from_utf8_lossy(&first.stderr));
    let output = root.join("public");
    let (bytes, stamps_before) = (files(&output), stamps(&output));
    assert!(bytes.contains_key("index.html"));
    copy(&tests().join("thirty"), root);
    // A file written anew within the clock's grain would look untouched.
    std::thread::sleep(Duration::from_millis(20));
    let second = run(root, &["build", "--lang", "en"]);
    assert_eq!(second.status.code(), Some(1));
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(said.contains("nothing was written"), "{said}");
    assert_eq!(files(&output), bytes);
    assert_eq!(stamps(&output), stamps_before);
    let beside: Vec<_> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 3, "nothing is left beside the output: {beside:?}");
}
