//! The preview does the same, in memory: a body with errors stands as it last was good in this run.

use super::county::*;
use crate::support::write;
use planpress::internals::pipeline::Options;
use planpress::internals::preview::rebuilder::{Rebuilder, Rebuilt};
use planpress::internals::source::assemble::Drafts;
use planpress::internals::source::cache::DirtyFiles;

fn served(rebuilt: &Rebuilt) -> Files {
    let files = rebuilt.snapshot.files.iter();
    files.map(|(path, stored)| (path.to_string(), stored.bytes().unwrap().to_vec())).collect()
}

#[test]
fn a_body_with_errors_stands_still_in_the_preview_and_the_others_go_on() {
    let mut sites = Sites::unpublished(|root| county(root, 3, 1));
    let options = Options { drafts: Drafts::Show, remember: true, ..Options::default() };
    let mut builder = Rebuilder::new(sites.root.clone(), options);
    builder.rebuild(&DirtyFiles::All);
    for step in 1..4 {
        write(&sites.root, "content/b1/2026/01-x.md", "---\ntitle：坏\n---\n");
        for root in [&sites.root, &sites.expected] {
            section(root, 2, 0, 2026, "02-y", 30 + step);
        }
        let rebuilt = builder.rebuild(&DirtyFiles::All);
        let snapshot = &rebuilt.snapshot;
        assert!(!snapshot.broken && snapshot.diagnostics.iter().any(|found| found.place.is_some()));
        let [still] = &snapshot.still[..] else { panic!("{:?}", snapshot.still) };
        assert!(still.chinese.starts_with("第1局（b1）保持 20"), "{}", still.chinese);
        let (_, expected) = clean(&mut sites.clean);
        assert_same(&served(&rebuilt), &expected, &format!("step {step}"));
        for root in [&sites.root, &sites.expected] {
            section(root, 1, 2, 2026, "01-x", 50 + step);
        }
        let rebuilt = builder.rebuild(&DirtyFiles::All);
        assert!(rebuilt.snapshot.still.is_empty());
        let (_, expected) = clean(&mut sites.clean);
        assert_same(&served(&rebuilt), &expected, &format!("step {step}, mended"));
    }
}
