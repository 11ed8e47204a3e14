//! What pages and checks read is declared: for each kind of declaration, leaving it out is noticed on some site.

use planpress::internals::model::recorder::{KINDS, omit_declarations};
use planpress::internals::output::Memory;
use planpress::internals::pipeline::{Options, Silent, run};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Builds a site with one kind of declaration left out; gives what the recorder said, if anything.
fn complaint(root: &Path, omitted: Option<&'static str>) -> Option<String> {
    let pool =
        rayon::ThreadPoolBuilder::new().start_handler(move |_| omit_declarations(omitted)).build().unwrap();
    let build = || pool.install(|| run(root, &Options::default(), &Memory::default(), &Silent));
    let said = catch_unwind(AssertUnwindSafe(build)).err()?;
    Some(said.downcast_ref::<String>().cloned().unwrap_or_default())
}

fn sites() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fixtures =
        ["years", "chinese", "portal", "showcase"].map(|name| root.join("tests/fixtures").join(name));
    fixtures.into_iter().chain([root.to_owned()]).collect()
}

#[test]
fn a_declaration_that_is_left_out_is_missed() {
    let missed = |kind: &&&'static str| {
        !sites().iter().any(|site| {
            complaint(site, Some(kind)).is_some_and(|said| said.contains("read and not declared"))
        })
    };
    let unnoticed: Vec<_> = KINDS.iter().filter(missed).collect();
    assert!(unnoticed.is_empty(), "nothing needs these: {unnoticed:?}");
}

#[test]
fn all_that_is_read_is_declared() {
    for site in sites() {
        assert_eq!(complaint(&site, None), None, "{}", site.display());
    }
}
