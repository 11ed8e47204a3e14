//! The theme authors' documentation: its tables hold every template and every component with its arguments, and nothing that
//! is not there any more. `src/pages/context/tests.rs` holds its tables of values to the types.

use crate::support::{build, files, run, write};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const DOCS: [&str; 2] = ["docs/themes.md", "docs/themes.zh-CN.md"];

fn source(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// What stands in backticks.
fn marked(text: &str) -> BTreeSet<String> {
    text.split('`').skip(1).step_by(2).map(|mark| mark.trim_end_matches("[]").to_owned()).collect()
}

/// The rows of all tables: first cell and the rest.
fn rows(markdown: &str) -> Vec<(String, String)> {
    let rows = markdown.lines().filter_map(|line| line.strip_prefix("| "));
    rows.filter_map(|row| row.split_once(" | ")).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
}

#[test]
fn every_template_is_documented_and_none_that_is_not_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/gov/templates");
    let there: BTreeSet<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|name| name != "base.html")
        .collect();
    for file in DOCS {
        let named: BTreeSet<String> = rows(&source(file))
            .iter()
            .flat_map(|(cell, _)| marked(cell))
            .filter(|mark| [".html", ".xml", ".txt"].iter().any(|end| mark.ends_with(end)))
            .collect();
        assert_eq!(named, there, "{file}");
    }
}

#[test]
fn every_component_is_documented_with_its_arguments_and_none_that_is_not_there() {
    let mut components: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/gov/templates/components");
    for (_, bytes) in files(&folder) {
        let text = String::from_utf8(bytes).unwrap();
        for part in text.split("{%- component ").skip(1) {
            let (name, rest) = part.split_once('(').unwrap();
            let (arguments, _) = rest.split_once(')').unwrap();
            let names =
                arguments.split(',').map(str::trim).filter(|one| !one.is_empty() && !one.starts_with('@'));
            let names = names.map(|one| one.split([':', '=']).next().unwrap().trim().to_owned());
            components.insert(name.to_owned(), names.collect());
        }
    }
    assert!(components.len() > 30, "{components:?}");
    let mut wrong = Vec::new();
    for file in DOCS {
        let text = source(file);
        let heading = if file.ends_with("zh-CN.md") { "\n## 组件\n" } else { "\n## Components\n" };
        let section = text.split(heading).nth(1).unwrap().split("\n## ").next().unwrap();
        let rows = rows(section);
        for (name, arguments) in &components {
            let row =
                rows.iter().find(|(cell, rest)| marked(cell).contains(name) || marked(rest).contains(name));
            let Some((_, rest)) = row else {
                wrong.push(format!("{file}: no component `{name}`"));
                continue;
            };
            let marked: BTreeSet<String> =
                marked(rest).iter().map(|mark| mark.split('=').next().unwrap().to_owned()).collect();
            wrong.extend(
                arguments
                    .iter()
                    .filter(|argument| !marked.contains(*argument))
                    .map(|argument| format!("{file}: `{name}` has no `{argument}`")),
            );
        }
        let named = rows.iter().flat_map(|(cell, _)| marked(cell));
        wrong.extend(
            named
                .filter(|name| !components.contains_key(name))
                .map(|name| format!("{file}: there is no `{name}`")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_new_theme_changes_nothing_and_passes() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    let init = run(folder.path(), &["init", "site", "--year", "2026"]);
    assert!(init.status.success());
    crate::support::fill_in(&root);
    let pages = |name: &str| {
        let public = folder.path().join(name);
        build(&root, &public, &[]);
        let mut files = files(&public);
        files.retain(|file, _| file != planpress::internals::output::MANIFEST);
        files
    };
    let before = pages("before");
    for arguments in [&["theme", "new", "bureau"][..], &["theme", "new", "office", "--extends", "bureau"]] {
        assert!(run(&root, arguments).status.success());
    }
    let yaml = fs::read_to_string(root.join("site.yaml")).unwrap();
    for theme in ["bureau", "office"] {
        write(&root, "site.yaml", format!("{yaml}\ntheme: {theme}\n"));
        assert!(run(&root, &["check", "--strict"]).status.success(), "{theme}");
        assert!(pages(theme) == before, "{theme}");
    }
}
