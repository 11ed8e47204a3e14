//! Builds into one folder after another edit each time give the same bytes as a clean build.
//!
//! The law behind page keys: whatever is edited, added, renamed or removed, an incremental build
//! ends in the state of a clean one. `PLANPRESS_STEPS` and `PLANPRESS_SEED` make longer and other runs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "helpers of a test fail as tests do"
)]

use planpress::output::{Memory, Stage};
use planpress::pages::address::LinkStyle;
use planpress::pages::origin::Origins;
use planpress::pipeline::{self, Options, Report, Silent};
use planpress::source::assemble::Drafts;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A small random source: the same seed gives the same edits.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn site(root: &Path) {
    write(root, "site.yaml", "title: 站点\nbase_url: https://a.example/\n");
    write(root, "content/_index.md", "---\ntitle: 首页\n---\n首页，见[甲](a/2016/01-x.md)。\n");
    write(root, "content/about.md", "---\ntitle: 关于\naliases: [/old/]\n---\n见[乙](b/2016/_index.md)。\n");
    for series in ["a", "b"] {
        write(root, &format!("content/{series}/_index.md"), &format!("---\ntitle: 系列{series}\n---\n"));
        for year in [2016, 2017] {
            plan(root, series, year, "published");
            for section in ["01-x", "02-y", "03-z"] {
                self::section(root, series, year, section, 1);
            }
        }
    }
}

fn plan(root: &Path, series: &str, year: i32, status: &str) {
    let text = format!(
        "---\nkind: plan\ntitle: {series}{year}年计划\nyear: {year}\nstatus: {status}\n---\n前言，见[一](01-x.md#标题)。\n"
    );
    write(root, &format!("content/{series}/{year}/_index.md"), &text);
}

fn section(root: &Path, series: &str, year: i32, name: &str, value: usize) {
    let other = if series == "a" { "b" } else { "a" };
    let text = format!(
        "---\ntitle: 章节{name}\nlead: 科{value}\nindicators:\n  - id: {id}\n    name: 指标{id}\n    target: {value}家以上\n    actual: {value}\n---\n## 标题\n\n培育[](indicator:{id})，另一单位[](indicator:{other}/{year}/{id})，上年[](indicator:2016/{id})。\n见[邻](../../{other}/{year}/{name}.md#标题)。\n",
        id = &name[3..]
    );
    write(root, &format!("content/{series}/{year}/{name}.md"), &text);
}

/// Makes one random change of the sources; the site stays free of errors or not, as it happens.
fn edit(root: &Path, random: &mut Random, step: usize) {
    let series = ["a", "b"][random.below(2)];
    let year = [2016, 2017][random.below(2)];
    let name = ["01-x", "02-y", "03-z"][random.below(3)];
    let file = format!("content/{series}/{year}/{name}.md");
    let append = |path: &str, text: &str| {
        let old = fs::read_to_string(root.join(path)).unwrap_or_default();
        write(root, path, &(old + text));
    };
    match random.below(18) {
        0..=2 => append(&file, &format!("\n第{step}步。\n")),
        3 => append(&file, &format!("\n### 小标题{step}\n\n文字。\n")),
        4..=6 => section(root, series, year, name, 1 + random.below(90)),
        7 => append(&file, "\n```indicators\nall\n```\n"),
        8 => write(
            root,
            &format!("content/{series}/{year}/04-new{}.md", random.below(3)),
            &format!("---\ntitle: 新{step}\n---\n文字。\n"),
        ),
        9 => {
            let _ =
                fs::remove_file(root.join(format!("content/{series}/{year}/04-new{}.md", random.below(3))));
        }
        10 => plan(root, series, year, if random.below(4) == 0 { "draft" } else { "published" }),
        11 => {
            let old = fs::read_to_string(root.join(&file)).unwrap_or_default();
            write(root, &file, &old.replacen("title: 章节", "title: 章", 1));
        }
        12 => write(
            root,
            "site.yaml",
            &format!(
                "title: 站点{}\nbase_url: https://a.example/\nlang: {}\n",
                random.below(2),
                ["zh-Hans", "en"][random.below(2)]
            ),
        ),
        13 => write(root, "themes/own/theme.yaml", "name: own\nversion: 0.1.0\nextends: gov\n"),
        14 => {
            write(root, "themes/own/theme.yaml", "name: own\nversion: 0.1.0\nextends: gov\n");
            let badge = format!(
                "{{%- component badge(@t) -%}}<b class=\"badge\">{step}</b>{{%- endcomponent badge -%}}\n"
            );
            write(root, "themes/own/templates/badge.html", &badge);
            write(root, "site.yaml", "title: 站点\nbase_url: https://a.example/\ntheme: own\n");
        }
        15 => {
            write(
                root,
                "content/p.svg",
                &format!("<svg xmlns='http://www.w3.org/2000/svg' width='{step}' height='9'/>"),
            );
            append("content/about.md", "\n![图](p.svg)\n");
        }
        16 => write(
            root,
            &format!("content/{series}/_index.md"),
            &format!("---\ntitle: 系列{step}\nissuer: 局\n---\n"),
        ),
        _ => {
            let to = format!("content/{series}/{year}/05-moved.md");
            let _ = fs::rename(root.join(&file), root.join(&to));
            if random.below(2) == 0 {
                let _ = fs::rename(root.join(&to), root.join(&file));
            }
        }
    }
}

fn incremental(root: &Path, output: &Path, options: &Options) -> Report {
    let stage = Stage::open(output).unwrap();
    let report = pipeline::run(root, options, &stage, &Silent).unwrap();
    if !report.has_errors() {
        stage.commit().unwrap();
    }
    report
}

fn published(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files.remove(".planpress-manifest");
    files
}

#[test]
fn any_sequence_of_edits_ends_in_the_state_of_a_clean_build() {
    let number =
        |name: &str, default: u64| std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default);
    let (steps, seed) = (number("PLANPRESS_STEPS", 150), number("PLANPRESS_SEED", 1));
    let folder = tempfile::tempdir().unwrap();
    let (root, output) = (folder.path().join("site"), folder.path().join("out"));
    site(&root);
    let mut random = Random(seed);
    let (mut kept, mut compared) = (0, 0);
    for step in 0..usize::try_from(steps).unwrap() {
        let options = Options {
            drafts: if random.below(8) == 0 { Drafts::Show } else { Drafts::HoldBack },
            base_url: None,
            style: if random.below(16) == 0 { LinkStyle::File } else { LinkStyle::Folder },
            origins: Origins::Skip,
        };
        let report = incremental(&root, &output, &options);
        let memory = Memory::new();
        let clean = pipeline::run(&root, &options, &memory, &Silent).unwrap();
        assert_eq!(report.diagnostics, clean.diagnostics, "seed {seed}, step {step}");
        if !clean.has_errors() {
            let (found, expected) = (published(&output), memory.into_files());
            assert_eq!(
                found.keys().collect::<Vec<_>>(),
                expected.keys().collect::<Vec<_>>(),
                "seed {seed}, step {step}"
            );
            for (path, bytes) in &expected {
                assert!(found.get(path) == Some(bytes), "seed {seed}, step {step}: {path} is stale");
            }
            kept += report.pages - report.rendered.len();
            compared += 1;
        } else {
            // An edit that broke something is undone by going back to the start, as a checkout would.
            fs::remove_dir_all(root.join("content")).unwrap();
            site(&root);
        }
        edit(&root, &mut random, step);
    }
    assert!(compared > steps / 2, "only {compared} steps compared anything");
    assert!(kept > 0, "nothing was ever kept");
}

#[test]
fn an_edit_renders_the_pages_that_show_it_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let (root, output) = (folder.path().join("site"), folder.path().join("out"));
    site(&root);
    let options = Options::default();
    // The redirect and the page of missing pages are always made anew: they cost nothing.
    let always = ["404.html", "old/index.html"];
    let rendered = |report: Report| -> Vec<String> {
        report.rendered.into_iter().filter(|file| !always.contains(&file.as_str())).collect()
    };
    let all = incremental(&root, &output, &options);
    assert_eq!(all.rendered.len(), all.pages);
    assert_eq!(rendered(incremental(&root, &output, &options)), [""; 0]);

    let file = "content/a/2016/02-y.md";
    let text = fs::read_to_string(root.join(file)).unwrap();
    write(&root, file, &format!("{text}\n又一段。\n"));
    assert_eq!(rendered(incremental(&root, &output, &options)), ["a/2016/index.html", "a/2016/y/index.html"]);

    // A changed target shows in its section, the plan, the table, and wherever a figure asks for it.
    write(&root, file, &text.replace("1家以上", "2家以上"));
    assert_eq!(
        rendered(incremental(&root, &output, &options)),
        [
            "a/2016/index.html",
            "a/2016/indicators/index.html",
            "a/2016/y/index.html",
            "a/2017/index.html",
            "a/2017/y/index.html",
            "b/2016/index.html",
            "b/2016/y/index.html"
        ]
    );
}

#[test]
fn a_page_that_was_edited_by_hand_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let (root, output) = (folder.path().join("site"), folder.path().join("out"));
    site(&root);
    incremental(&root, &output, &Options::default());
    let page = output.join("a/2016/x/index.html");
    let good = fs::read(&page).unwrap();
    fs::write(&page, "改过的").unwrap();
    incremental(&root, &output, &Options::default());
    assert!(fs::read(&page).unwrap() == good);
}
