//! What the checks cost: the phase in which references are resolved and everything is checked, beside the rest of a
//! whole build into an empty place.
//!
//! `cargo bench --bench whole_program -- checks 10000 --runs 5`. Counted by the program itself, phase by phase, in one run, so
//! that what else the machine does falls on both.

use std::time::Duration;

use planpress::internals::output::Stage;
use planpress::internals::pipeline::{self, Options, Silent};

use crate::corpus::Shape;
use crate::planpress as generator;
use crate::say;

/// The phase that is looked at.
const CHECKS: &str = "resolve and check";

/// Builds a corpus of so many sections so many times, each time into an empty place.
pub fn checks(sections: usize, runs: usize) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let root = folder.path().join("site");
    generator::generate(Shape::of(sections), &root).map_err(|e| e.to_string())?;
    let mut shares = Vec::new();
    for run in 0..=runs {
        let output = folder.path().join(format!("public-{run}"));
        let stage = Stage::open(&output).map_err(|e| e.words().english)?;
        let report =
            pipeline::run(&root, &Options::default(), &stage, &Silent).map_err(|e| e.words().english)?;
        if report.has_errors() {
            return Err(format!("the site has errors, such as {:?}", report.diagnostics.first()));
        }
        let start = std::time::Instant::now();
        stage.commit().map_err(|e| e.words().english)?;
        let phases = &report.timings.phases;
        let sum = |checks: bool| -> Duration {
            phases.iter().filter(|(name, _)| (*name == CHECKS) == checks).map(|(_, time)| *time).sum()
        };
        let (checks, rest) = (sum(true), sum(false) + start.elapsed());
        // The first run warms the system's cache.
        if run > 0 {
            say(&format!(
                "checks {checks:.2?}, all else {rest:.2?}: {:.1} % more; {} findings\n",
                100.0 * checks.as_secs_f64() / rest.as_secs_f64(),
                report.diagnostics.len()
            ));
            shares.push(100.0 * checks.as_secs_f64() / rest.as_secs_f64());
        }
    }
    shares.sort_by(f64::total_cmp);
    let median = shares.get(shares.len() / 2).copied().unwrap_or_default();
    say(&format!("{sections} sections, {runs} runs: the checks add {median:.1} % (median)\n"));
    Ok(())
}
