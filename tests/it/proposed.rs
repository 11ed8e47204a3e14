//! Proposed indicators on pages and in data: marked in drafts, and nowhere once they are accepted.

use crate::support::{copy, run, said, tests, text, write};
use std::fs;

#[test]
fn drafts_mark_what_is_proposed_until_it_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    copy(&tests().join("cli/accept.in/site"), &root);
    write(&root, "site.yaml", "title: 科技局工作计划\nmarkdown: true\n");
    let build = || {
        let run = run(&root, &["build", "--drafts", "--output", "../public"]);
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        crate::support::files(&folder.path().join("public"))
    };
    let files = build();
    for page in ["2026/firms/index.html", "2026/index.html", "indicators/chengjiaoe/index.html"] {
        let html = text(&files, page);
        assert!(html.contains("status-proposed") && said(&html).contains("待确认"), "{page}");
    }
    assert!(text(&files, "2026/firms/index.md").contains("待确认"));
    let json = text(&files, "2026/indicators.json");
    let data: serde_json::Value = serde_json::from_str(&json).unwrap();
    let all = data["indicators"].as_array().unwrap();
    assert!(all.iter().all(|own| own["proposed"] == true && own["note"] == "待确认"), "{json}");
    assert!(text(&files, "2026/indicators.csv").contains("待确认"));

    let accepted = run(&root, &["accept", "2026"]);
    assert!(accepted.status.success());
    let source = fs::read_to_string(root.join("content/2026/01-firms.md")).unwrap();
    assert!(!source.contains("proposed"));
    for (name, bytes) in build() {
        if name.starts_with("2026/") || name.starts_with("indicators/") {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(!text.contains("待确认") && !text.contains("\"proposed\""), "{name}");
        }
    }
}

#[test]
fn a_published_plan_with_a_proposed_indicator_is_not_built() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    copy(&tests().join("cli/accept.in/site"), &root);
    let index = fs::read_to_string(root.join("content/2026/_index.md")).unwrap();
    write(&root, "content/2026/_index.md", index.replace("status: draft", "status: published"));
    let run = run(&root, &["build", "--output", "../public"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&run.stderr).contains("error[proposed-indicator]"));
    assert!(!folder.path().join("public/2026").exists());
}
