//! Any sequence of edits, errors and repairs ends in the same bytes as a clean build of what should stand.
//!
//! `PLANPRESS_SEQUENCES` and `PLANPRESS_TEST_SEED` make more and other runs.

use super::county::*;
use crate::support::random::Random;
use crate::support::{copy, write};
use std::fs;
use std::path::Path;

const STEPS: usize = 10;
/// What the indicator `new` is printed as.
const NEW: &str = "5家以上";

fn read(root: &Path, file: &str) -> String {
    fs::read_to_string(root.join(file)).unwrap_or_default()
}

/// One edit of a body that may leave it with an error or not.
fn edit(root: &Path, random: &mut Random, own: usize, step: usize) {
    let other = (own + 1 + random.below(2)) % 3;
    let file = format!("content/b{own}/2026/01-x.md");
    let new = format!("content/b{own}/2026/03-new.md");
    let append = |text: String| write(root, &file, read(root, &file) + &text);
    match random.below(12) {
        0 | 1 => section(root, own, other, 2026, "01-x", 1 + random.below(80)),
        2 => append(format!("\n第{step}步。\n")),
        3 => {
            let indicators = "indicators: [{id: new, name: 新指标, measure: flow, target: 5家以上}]";
            write(
                root,
                &new,
                format!("---\ntitle: 新\nlead: 科\n{indicators}\n---\n培育[](indicator:new)。\n"),
            );
        }
        4 => {
            let _ = fs::remove_file(root.join(&new));
        }
        // A heading that others link to.
        5 => write(root, &file, read(root, &file).replace("## 标题", "## 题目")),
        // What another body may have or not: with words of its own, or to be filled in.
        6 => append(format!(
            "\n邻局[{NEW}](indicator:b{other}/2026/new)，见[新](../../b{other}/2026/03-new.md)。\n"
        )),
        7 | 8 => append(format!("\n邻局[](indicator:b{other}/2026/new)。\n")),
        9 => append("\n[死链](04-nowhere.md)\n".to_owned()),
        10 => write(root, &file, read(root, &file).replacen("title: ", "title：", 1)),
        _ => write(root, &format!("content/b{own}/2026/02-y.md"), "---\ntitle: 章节\nno: [\n---\n"),
    }
}

/// Whether a body has an error for sure.
fn is_broken(root: &Path, body: &str) -> bool {
    let texts = ["01-x", "02-y"].map(|name| read(root, &format!("content/{body}/2026/{name}.md"))).concat();
    ["nowhere", "title：", "no: ["].iter().any(|sign| texts.contains(sign))
}

/// What is printed of a body that stands still where another has no `new` any more: the words that it had.
fn fill_in_what_is_gone(root: &Path, still: &[&str]) {
    for body in still {
        let file = format!("content/{body}/2026/01-x.md");
        let mut text = read(root, &file);
        for other in 0..3 {
            if !root.join(format!("content/b{other}/2026/03-new.md")).exists() {
                let empty = format!("[](indicator:b{other}/2026/new)");
                text = text.replace(&empty, &format!("[{NEW}](indicator:b{other}/2026/new)"));
            }
        }
        write(root, &file, text);
    }
}

#[test]
fn any_sequence_of_edits_errors_and_repairs_ends_in_what_should_stand() {
    let sequences = std::env::var("PLANPRESS_SEQUENCES").ok().and_then(|n| n.parse().ok()).unwrap_or(4);
    let mut random = Random::seeded(16);
    let make = |root: &Path| county(root, 3, 1);
    let mut sites = Sites::new(make);
    let (mut fell, mut went_on) = (0, 0);
    for sequence in 0..sequences {
        for root in [&sites.root, &sites.expected] {
            fs::remove_dir_all(root.join("content")).unwrap();
            make(root);
        }
        assert!(sites.publish().publishable);
        for step in 0..STEPS {
            let what = format!("sequence {sequence}, step {step}");
            let own = random.below(3);
            let name = format!("b{own}");
            if random.below(4) == 0 {
                let _ = fs::remove_dir_all(sites.root.join("content").join(&name));
                body(&sites.root, own, 3, 1);
            } else {
                edit(&sites.root, &mut random, own, step);
            }
            let report = sites.publish();
            assert!(report.publishable, "{what}: {:#?}\n{:#?}", report.bodies, report.diagnostics);
            let still = standing_still(&report);
            for body in ["b0", "b1", "b2"].iter().filter(|body| is_broken(&sites.root, body)) {
                assert!(still.contains(body), "{what}: {body} has an error and was published");
            }
            for body in still.iter().filter(|body| !is_broken(&sites.root, body)) {
                let text = read(&sites.root, &format!("content/{body}/2026/01-x.md"));
                assert!(text.contains("/2026/new)"), "{what}: {body} stands still for no reason");
            }
            for body in (0..3).map(|body| format!("b{body}")).filter(|body| !still.contains(&body.as_str())) {
                let to = sites.expected.join("content").join(&body);
                let _ = fs::remove_dir_all(&to);
                copy(&sites.root.join("content").join(&body), &to);
            }
            let kept = sites.expected.with_extension("kept");
            copy(&sites.expected.join("content"), &kept);
            fill_in_what_is_gone(&sites.expected, &still);
            sites.compare(&what);
            fs::remove_dir_all(sites.expected.join("content")).unwrap();
            fs::rename(&kept, sites.expected.join("content")).unwrap();
            fell += still.len();
            went_on += 3 - still.len();
        }
    }
    assert!(fell > sequences && went_on > sequences, "{fell} stood still, {went_on} went on");
}
