//! Whoever watches a long step comes to 100 %: all that was announced is told, and not a unit more.

use crate::sealing::site::{PLAN, request, seal, site};
use crate::support::bags;
use planpress::internals::archive::{audit, seal_told, zip};
use planpress::internals::output::{Memory, Stage};
use planpress::internals::pipeline::{self, Options, SearchIndex};
use planpress::internals::progress::{ProgressListener, Step};
use planpress::internals::sealing;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

/// Every step that began, with what it announced and what it told.
#[derive(Default)]
struct Watcher(Mutex<Vec<(Step, u64, u64)>>);

impl ProgressListener for Watcher {
    fn begin(&self, step: Step, units: u64) {
        self.0.lock().unwrap().push((step, units, 0));
    }

    fn advance(&self, step: Step, units: u64) {
        let mut steps = self.0.lock().unwrap();
        let (_, announced, told) = steps.iter_mut().rfind(|(known, ..)| *known == step).expect("it began");
        *told += units;
        assert!(told <= announced, "{step:?}: {told} of {announced}");
    }
}

/// The steps of some work; each came to its end.
fn steps(what: &str, work: impl FnOnce(&Watcher)) -> Vec<Step> {
    let watcher = Watcher::default();
    work(&watcher);
    let steps = watcher.0.into_inner().unwrap();
    for (step, announced, told) in &steps {
        assert_eq!(told, announced, "{what}: {step:?}");
    }
    steps.into_iter().map(|(step, ..)| step).collect()
}

/// Builds a site twice into one folder: everything is rendered, then everything kept.
fn build_twice(root: &Path) {
    let output = tempfile::tempdir().unwrap();
    for search in [SearchIndex::Write, SearchIndex::Write, SearchIndex::LeaveOut] {
        let stage = Stage::open(&output.path().join("public")).unwrap();
        let options = Options { search, ..Options::default() };
        let run = |watcher: &Watcher| {
            let report = pipeline::run(root, &options, &stage, watcher).unwrap();
            assert!(!report.has_errors(), "{:#?}", report.diagnostics);
        };
        let told = steps(&root.display().to_string(), run);
        assert!(told.contains(&Step::Render), "{told:?}");
        stage.commit().unwrap();
    }
}

#[test]
fn a_build_comes_to_its_end() {
    for fixture in fs::read_dir("tests/fixtures").unwrap() {
        let fixture = fixture.unwrap().path();
        if fixture.join("site.yaml").exists() {
            build_twice(&fixture);
        }
    }
}

#[test]
fn sealing_and_building_from_bags_come_to_their_end() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    site(root);
    let told = steps("sealing", |watcher| {
        sealing::run(root, &request("city/2018"), watcher).unwrap();
    });
    assert_eq!(told, [Step::Verify, Step::Render, Step::Seal, Step::Verify]);
    seal(root, PLAN);
    // The bag before is read once more before another follows it.
    let told = steps("sealing the next", |watcher| {
        sealing::run(root, &request("city/2020"), watcher).unwrap();
    });
    assert_eq!(told, [Step::Verify, Step::Render, Step::Verify, Step::Seal, Step::Verify]);
    build_twice(root);
    let told = steps("a build", |watcher| {
        pipeline::run(root, &Options::default(), &Memory::new(), watcher).unwrap();
    });
    assert_eq!(told, [Step::Verify, Step::Render, Step::SearchIndex, Step::PutSealed]);
    let packed = root.join("bag.zip");
    let told = steps("packing", |watcher| zip(&root.join("archive/city/2018/1"), &packed, watcher).unwrap());
    assert_eq!(told, [Step::Verify, Step::Pack]);
}

#[test]
fn verifying_comes_to_its_end_whatever_is_wrong_with_a_bag() {
    let folder = tempfile::tempdir().unwrap();
    let sealed = bags::archive(folder.path());
    let one = sealed.first().unwrap().path.clone();
    let verify = |what: &str, root: &Path, bag: &Path| {
        let told = steps(what, |watcher| drop(audit::archive_told(root, watcher)));
        assert_eq!(told, [Step::Verify]);
        let told = steps(what, |watcher| drop(audit::bags_told(&[bag.to_owned()], watcher)));
        assert_eq!(told, [Step::Verify]);
    };
    verify("whole", folder.path(), &one);
    let files = crate::support::files(&one);
    for damage in bags::damages(&files).iter().step_by(5) {
        bags::damage(&one, &damage.edits);
        verify(&damage.name, folder.path(), &one);
        bags::mend(&one, &damage.edits, &files);
    }
    steps("sealing", |watcher| {
        seal_told(folder.path(), &bags::sealing("d/2019", 1), watcher).unwrap();
    });
}
