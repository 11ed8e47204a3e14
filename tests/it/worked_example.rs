//! The worked example of this repository's site: it shows what plans may hold, and nobody can take it for a real document.

use crate::support::{Files, built, copy, text, write};
use std::fs;
use std::path::Path;

/// The pages of this repository's site.
fn pages() -> Files {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    for part in ["content", "archive"] {
        copy(&own.join(part), &root.join(part));
    }
    write(&root, "site.yaml", fs::read(own.join("site.yaml")).unwrap());
    let mut files = built(&root, &[]);
    files.retain(|file, _| file.ends_with(".html"));
    files
}

/// A page without its tags, and without what stands on every page of the site.
fn words(files: &Files, file: &str) -> String {
    let html = text(files, file);
    let own = html.split_once("<main").map_or("", |(_, main)| main);
    own.split('<').filter_map(|part| Some(part.split_once('>')?.1)).collect()
}

#[test]
fn every_page_of_it_says_that_it_is_invented() {
    let files = pages();
    let own: Vec<&String> = files.keys().filter(|file| file.starts_with("example/")).collect();
    assert!(own.len() > 60, "{own:?}");
    for file in own {
        let page = text(&files, file);
        assert!(page.contains("示例") && page.contains("虚构"), "{file}");
        // Not only in the navigation, which leads to it from every page.
        let (_, after) = page.split_once("breadcrumb").unwrap_or_else(|| page.split_once("<main").unwrap());
        assert!(after.contains("云河区") && after.contains("示例") && after.contains("虚构"), "{file}");
    }
    // The seed's plans have nothing of it.
    for (file, _) in
        files.iter().filter(|(file, _)| ["city/", "district/"].iter().any(|body| file.starts_with(body)))
    {
        assert!(!words(&files, file).contains("云河"), "{file}");
    }
    // Nor does a unit stand for one of theirs.
    assert!(
        !files
            .keys()
            .any(|file| file.starts_with("units/") && words(&files, file).contains("云河区科学技术局2026"))
    );
}

#[test]
fn a_first_visit_shows_what_planpress_does() {
    let files = pages();
    let home = words(&files, "index.html");
    let statuses = [
        "已完成",
        "快于进度",
        "符合进度",
        "慢于进度",
        "推进中",
        "未到期",
        "未完成",
        "未报送",
        "无法判断",
        "免于评价",
    ];
    let (_, current) = home.split_once("现行计划").unwrap();
    for status in statuses {
        assert!(current.contains(status), "{status}");
    }
    let indicators = words(&files, "example/2026/indicators/index.html");
    for target in [
        "120家以上",
        "力争目标",
        "4—6家",
        "前3位",
        "不低于1:4",
        "3.4%左右",
        "增长15%以上",
        "不超过4次",
        "0起",
        "不低于全市平均水平",
        "主体结构封顶",
    ] {
        assert!(indicators.contains(target), "{target}");
    }
    let turnover = text(&files, "example/indicators/tech-contracts/index.html");
    for told in ["同比", "增长14.5%", "12.5亿元以上", "<svg", "2024年"] {
        assert!(turnover.contains(told), "{told}");
    }
    assert!(text(&files, "example/2024/index.html").contains("已归档"));
    assert!(text(&files, "example/2026/changes/index.html").contains("新认定高成长企业"));
}
