//! What the preview serves after any changes is what a clean build of the same sources gives.
//!
//! `PLANPRESS_STEPS` and `PLANPRESS_SEED` make longer and other runs.

use crate::edits::{Random, edit, site, write};
use planpress::internals::output::Memory;
use planpress::internals::pipeline::{self, Options, SearchIndex, Silent};
use planpress::internals::preview::rebuilder::{Rebuilder, Rebuilt};
use planpress::internals::source::assemble::Drafts;
use planpress::internals::source::cache::DirtyFiles;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// All content files with their bytes: what a watcher would have seen change is what differs.
fn contents(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.join("content")];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files
}

fn differences(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    a.keys().chain(b.keys()).filter(|file| a.get(*file) != b.get(*file)).cloned().collect()
}

fn served(rebuilt: &Rebuilt) -> BTreeMap<String, Vec<u8>> {
    rebuilt
        .snapshot
        .files
        .iter()
        .map(|(path, stored)| (path.to_string(), stored.bytes().unwrap().to_vec()))
        .collect()
}

#[test]
fn after_any_changes_the_preview_is_a_clean_build() {
    let number =
        |name: &str, default: u64| std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default);
    let (steps, seed) = (number("PLANPRESS_STEPS", 300), number("PLANPRESS_SEED", 1));
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    site(&root);
    let options = Options { drafts: Drafts::Show, ..Options::default() };
    let mut builder = Rebuilder::new(root.clone(), options.clone());
    let mut random = Random::new(seed);
    let (mut good, mut kept, mut broken) = (0, 0, 0);
    let mut last_good = BTreeMap::new();
    let mut before = contents(&root);
    for step in 0..usize::try_from(steps).unwrap() {
        for _ in 0..1 + random.below(3) / 2 {
            edit(&root, &mut random, step);
        }
        // An archive makes every step slower: it is there for the last quarter of them.
        if step % 3 == 2 && step > usize::try_from(steps).unwrap() * 3 / 4 {
            crate::edits::archive::edit(&root, &mut random);
        }
        let dirty = match random.below(3) {
            0 => DirtyFiles::All,
            _ => DirtyFiles::Files(differences(&before, &contents(&root))),
        };
        before = contents(&root);
        let rebuilt = builder.rebuild(&dirty);
        let memory = Memory::new();
        let clean = pipeline::run(&root, &options, &memory, &Silent).unwrap();
        let at = || format!("seed {seed}, step {step}, {dirty:?}");
        assert_eq!(rebuilt.snapshot.diagnostics, clean.diagnostics, "{}", at());
        assert_eq!(rebuilt.snapshot.broken, clean.has_errors(), "{}", at());
        let found = served(&rebuilt);
        if clean.has_errors() {
            broken += 1;
            assert!(found == last_good, "{}: the last good pages stay", at());
            // Mended now and then by going back to the start, as a checkout would.
            if random.below(3) == 0 {
                let _ = fs::remove_dir_all(root.join("content"));
                site(&root);
                crate::edits::archive::mend(&root);
            }
            continue;
        }
        let expected = memory.into_files();
        assert_eq!(differences(&found, &expected), BTreeSet::new(), "{}", at());
        assert_eq!(
            rebuilt.changed.iter().chain(&rebuilt.removed).cloned().collect::<BTreeSet<_>>(),
            differences(&last_good, &found),
            "{}: what is said to have changed has",
            at()
        );
        kept += clean.pages - rebuilt.report.rendered.len();
        good += 1;
        last_good = found;
    }
    assert!(good > steps / 3 && broken > 0, "{good} good and {broken} broken steps of {steps}");
    assert!(kept > 0, "nothing was ever kept");
}

/// As `serve` has it.
fn without_index() -> Options {
    Options { search: SearchIndex::LeaveOut, ..Options::default() }
}

#[test]
fn an_edit_that_the_watcher_did_not_name_is_found_by_looking_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    site(&root);
    let mut builder = Rebuilder::new(root.clone(), without_index());
    builder.rebuild(&DirtyFiles::All);
    let file = "content/a/2016/02-y.md";
    let text = fs::read_to_string(root.join(file)).unwrap();
    write(&root, file, &format!("{text}\n又一段。\n"));
    let rebuilt = builder.rebuild(&DirtyFiles::All);
    assert_eq!(rebuilt.changed, ["a/2016/index.html", "a/2016/y/index.html"]);
}

#[test]
fn every_page_that_is_rendered_again_has_its_reason() {
    use planpress::internals::pages::reason::RebuildReason;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    site(&root);
    let mut builder = Rebuilder::new(root.clone(), without_index());
    assert!(builder.rebuild(&DirtyFiles::All).report.reasons.is_empty(), "at first all pages are new");
    let reasons = |builder: &mut Rebuilder| -> Vec<(String, RebuildReason)> {
        builder.rebuild(&DirtyFiles::All).report.reasons.into_iter().collect()
    };
    let sources = |file: &str| RebuildReason::Sources(vec![file.into()]);
    let page = |path: &str| format!("{path}index.html");

    let file = "content/a/2016/02-y.md";
    let text = fs::read_to_string(root.join(file)).unwrap();
    write(&root, file, &text.replace("1家以上", "2家以上"));
    let figures = || RebuildReason::Figures(vec![file.into()]);
    assert_eq!(
        reasons(&mut builder),
        [
            (page("a/2016/"), sources(file)),
            (page("a/2016/indicators/"), sources(file)),
            (page("a/2016/y/"), sources(file)),
            (page("a/2017/changes/"), figures()),
            (page("a/2017/"), figures()),
            (page("a/2017/y/"), figures()),
            (page("a/indicators/"), sources(file)),
            (page("a/indicators/y/"), sources(file)),
            (page("a/units/科1/"), sources(file)),
            (page("b/2016/"), figures()),
            (page("b/2016/y/"), figures()),
            (page("opendata/"), sources(file)),
            (page("search/"), sources(file)),
        ]
    );

    write(&root, "content/new.md", "---\ntitle: 新\n---\n文字。\n");
    let found = reasons(&mut builder);
    // It stands in the navigation, which every page shows.
    assert!(found.iter().all(|(_, why)| *why == RebuildReason::Shared) && found.len() > 10, "{found:?}");

    write(&root, "content/a/2016/09-last.md", "---\ntitle: 末\n---\n文字。\n");
    let found = reasons(&mut builder);
    assert!(found.contains(&(page("a/2016/last/"), RebuildReason::New)), "{found:?}");
    assert!(found.contains(&(page("a/2016/"), sources("content/a/2016/09-last.md"))), "{found:?}");

    write(&root, "site.yaml", "title: 别的\n");
    assert!(reasons(&mut builder).iter().all(|(_, why)| *why == RebuildReason::Shared));
}
