//! Every kind of error, put into one body while another changes.

use super::county::*;
use crate::support::{copy, tests};
use planpress::internals::diagnostic::{Code, Severity};
use planpress::internals::output::Memory;
use planpress::internals::pipeline::Silent;
use planpress::internals::source::cache::DirtyFiles;
use std::fs;

/// What a hand slips in a body, besides what the codes stand for: a file of its folder, what stands there, and what is typed.
const SLIPS: [(&str, &str, &str); 8] = [
    ("2026/01-x.md", "title: 章节", "title：章节"),
    ("2026/01-x.md", "(indicator:x)", "(indicator:zz)"),
    ("2026/01-x.md", "[](indicator:b", "[](indicator:bb"),
    ("2026/01-x.md", "target: ", "targt: "),
    ("2026/01-x.md", "---\n## ", "## "),
    ("2026/_index.md", "![图](../p.svg)", "![图](../q.svg)"),
    ("2026/_index.md", "前言。", "[下节](03-z.md)"),
    ("_index.md", "title:", "titel:"),
];

/// Every error that a code stands for, put into one body while another body changes.
#[test]
fn whatever_is_wrong_in_one_body_the_others_are_published() {
    let number =
        |name: &str, default| std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default);
    let (bodies, years) = (number("PLANPRESS_BODIES", 3), number("PLANPRESS_YEARS", 1));
    let mut sites = Sites::new(|root| county(root, bodies, years));
    let mut kinds = 0;
    let own = sites.root.join("content/b1");
    let mut compare = |sites: &mut Sites, what: &str| {
        for root in [&sites.root, &sites.expected] {
            section(root, 2, 0, 2026, "01-x", kinds + 20);
        }
        let memory = Memory::new();
        let report = sites.session.run(&DirtyFiles::All, &memory, &Silent).unwrap();
        // What is found elsewhere, or is only doubtful, stops no body.
        if report.bodies.get("b1").is_some_and(|body| body.errors > 0) {
            assert!(report.publishable && report.has_errors(), "{what}: {:#?}", report.bodies);
            assert_eq!(standing_still(&report), ["b1"], "{what}");
            let (clean, expected) = clean(&mut sites.clean);
            assert!(!clean.has_errors(), "{what}: {:#?}", clean.diagnostics);
            assert_same(&memory.into_files(), &expected, what);
            kinds += 1;
        }
        sites.put_back("b1");
        kinds
    };
    for (slip, (file, from, to)) in SLIPS.iter().enumerate() {
        let text = fs::read_to_string(own.join(file)).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        fs::write(own.join(file), text.replacen(from, to, 1)).unwrap();
        assert_eq!(compare(&mut sites, &format!("{file}: {to}")), slip + 1, "{file}: {to}");
    }
    for code in Code::all().filter(|code| code.severity() == Severity::Error) {
        let bad = tests().join("bad").join(code.as_str()).join("content");
        for entry in fs::read_dir(&bad).into_iter().flatten() {
            let entry = entry.unwrap();
            if entry.path().is_dir() {
                copy(&entry.path(), &own.join(entry.file_name()));
            }
        }
        compare(&mut sites, code.as_str());
    }
    assert!(kinds >= 40, "only {kinds} kinds of errors were in the body");
}
