//! Builds into one folder after another edit each time give the same bytes as a clean build.
//!
//! The law behind page keys: whatever is edited, added, renamed or removed, an incremental build
//! ends in the state of a clean one. `PLANPRESS_STEPS` and `PLANPRESS_SEED` make longer and other runs.

use crate::edits::{Random, edit, site, write};
use planpress::internals::diagnostic::Code;
use planpress::internals::output::{Memory, Stage};
use planpress::internals::pages::address::LinkStyle;
use planpress::internals::pages::page_sources::TrackSources;
use planpress::internals::pipeline::{self, BuildReport, Fragments, Options, SearchIndex, Silent};
use planpress::internals::source::assemble::Drafts;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn incremental(root: &Path, output: &Path, options: &Options) -> BuildReport {
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
    let mut random = Random::new(seed);
    let (mut kept, mut compared) = (0, 0);
    for step in 0..usize::try_from(steps).unwrap() {
        let options = Options {
            drafts: if random.below(8) == 0 { Drafts::Show } else { Drafts::HoldBack },
            base_url: None,
            style: if random.below(16) == 0 { LinkStyle::File } else { LinkStyle::Folder },
            fragments: if random.below(8) == 0 { Fragments::Write } else { Fragments::AsConfigured },
            search: SearchIndex::Write,
            extent: pipeline::extent::BuildExtent::Site,
            track_sources: TrackSources::No,
            ..Options::default()
        };
        let mut report = incremental(&root, &output, &options);
        if report.diagnostics.iter().any(|found| found.code() == Code::MissingBag) {
            // A bag was taken away on purpose: then the output goes, too.
            fs::remove_dir_all(&output).unwrap();
            report = incremental(&root, &output, &options);
        }
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
            let _ = fs::remove_dir_all(root.join("content"));
            site(&root);
            crate::edits::archive::mend(&root);
        }
        // An archive makes every step slower: it is there for the last quarter of them.
        if step % 2 == 1 && step > usize::try_from(steps).unwrap() * 3 / 4 {
            crate::edits::archive::edit(&root, &mut random);
        } else {
            edit(&root, &mut random, step);
        }
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
    let rendered = |report: BuildReport| report.rendered;
    let all = incremental(&root, &output, &options);
    assert_eq!(all.rendered.len(), all.pages);
    assert_eq!(rendered(incremental(&root, &output, &options)), [""; 0]);

    let file = "content/a/2016/02-y.md";
    let text = fs::read_to_string(root.join(file)).unwrap();
    write(&root, file, &format!("{text}\n又一段。\n"));
    assert_eq!(
        rendered(incremental(&root, &output, &options)),
        ["a/2016/index.html", "a/2016/y/index.html", "search/index.html"]
    );

    // The page of the search names the index, which has every word.
    // A changed target shows in its section, the plan, the table, wherever a figure asks for it, on its own page, in what
    // the next plan changes, and with the unit that answers for it.
    write(&root, file, &text.replace("1家以上", "2家以上"));
    assert_eq!(
        rendered(incremental(&root, &output, &options)),
        [
            "a/2016/index.html",
            "a/2016/indicators/index.html",
            "a/2016/y/index.html",
            "a/2017/changes/index.html",
            "a/2017/index.html",
            "a/2017/y/index.html",
            "a/indicators/index.html",
            "a/indicators/y/index.html",
            "a/units/科1/index.html",
            "b/2016/index.html",
            "b/2016/y/index.html",
            "opendata/index.html",
            "search/index.html"
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
