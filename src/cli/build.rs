//! `planpress build`: check the sources, render, publish into a folder.

use super::print::Printer;
use super::{Failure, Global, Shared, Verdict, on_threads, words};
use crate::output::Stage;
use crate::pipeline::{self, Report};
use clap::Args;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Debug, Args)]
pub struct Arguments {
    /// The output folder; `public` in the site's folder unless given
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    #[command(flatten)]
    shared: Shared,
}

pub fn run(global: &Global, arguments: &Arguments, printer: &Printer) -> Result<Verdict, Failure> {
    let start = Instant::now();
    let output = arguments.output.clone().unwrap_or_else(|| below(&global.root, "public"));
    let shared = &arguments.shared;
    if !global.root.join(crate::source::load::SITE_YAML).exists() {
        // Without a site there is nothing that could be put anywhere: the output is not touched.
        let report =
            pipeline::run(&global.root, &shared.options(), &crate::output::Memory::new(), &pipeline::Silent)?;
        printer.findings(&report, shared.format);
        return Ok(Verdict::Faulty);
    }
    let stage = Stage::open(&output)?;
    let bar = printer.progress();
    let report = on_threads(shared.jobs, || pipeline::run(&global.root, &shared.options(), &stage, &bar))??;
    drop(bar);
    printer.findings(&report, shared.format);
    if fails(&report, shared) {
        drop(stage);
        printer.info(&words::refused(&output, printer.language));
        return Ok(Verdict::Faulty);
    }
    let writing = Instant::now();
    let summary = stage.commit()?;
    if shared.timings {
        let mut phases = report.timings.phases.clone();
        phases.push(("commit", writing.elapsed()));
        printer.timings(&phases);
    }
    printer.details(report.held_back.iter().map(|file| words::draft(file, printer.language)));
    printer
        .details(summary.changes.iter().map(|(change, path)| words::change(*change, path, printer.language)));
    printer.info(&words::built(&report, &summary, &output, start.elapsed(), printer.language));
    Ok(Verdict::Fine)
}

/// A folder below the root, named without a leading `./`.
fn below(root: &Path, name: &str) -> PathBuf {
    if root == Path::new(".") { PathBuf::from(name) } else { root.join(name) }
}

/// Whether a report fails the run.
pub fn fails(report: &Report, shared: &Shared) -> bool {
    report.has_errors() || (shared.strict && report.tally().warnings > 0)
}
