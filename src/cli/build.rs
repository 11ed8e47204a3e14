//! `planpress build`: check the sources, render, publish into a folder.

use super::places::keep_apart;
use super::print::Printer;
use super::{ExitStatus, Failure, Global, Shared, on_threads, removals, words};
use crate::output::Stage;
use crate::pipeline::{self, BuildReport};
use clap::Args;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Debug, Args)]
pub struct BuildArguments {
    /// The output folder; `public` in the site's folder unless given
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Let so many published pages be removed, where more than three and more than a tenth would be
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    allow_removals: usize,
    #[command(flatten)]
    shared: Shared,
}

pub fn run(global: &Global, arguments: &BuildArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    let start = Instant::now();
    let output = arguments.output.clone().unwrap_or_else(|| below(&global.root, "public"));
    let shared = &arguments.shared;
    if !global.root.join(crate::source::load::SITE_YAML).exists() {
        // Without a site there is nothing that could be put anywhere: the output is not touched.
        let report =
            pipeline::run(&global.root, &shared.options(), &crate::output::Memory::new(), &pipeline::Silent)?;
        printer.findings(&report, shared.format);
        return Ok(ExitStatus::Faulty);
    }
    keep_apart(&global.root, &output)?;
    let stage = Stage::open(&output)?;
    let bar = printer.progress();
    let report = on_threads(shared.jobs, || pipeline::run(&global.root, &shared.options(), &stage, &bar))??;
    drop(bar);
    printer.findings(&report, shared.format);
    if fails(&report, shared) {
        drop(stage);
        printer.info(words::refused(&output));
        return Ok(ExitStatus::Faulty);
    }
    let pages = stage.removed_pages();
    if pages.are_many() && pages.removed.len() > arguments.allow_removals {
        drop(stage);
        printer.failure(removals::words(&pages, &output));
        return Ok(ExitStatus::Faulty);
    }
    let writing = Instant::now();
    let summary = stage.commit()?;
    if shared.timings {
        let mut phases = report.timings.phases.clone();
        phases.push(("commit", writing.elapsed()));
        printer.timings(&phases);
    }
    printer.details(report.held_back.iter().map(|file| words::draft(file)));
    printer.details(summary.changes.iter().map(|(change, path)| words::change(*change, path)));
    printer.info(words::built(&report, &summary, &output, start.elapsed()));
    Ok(ExitStatus::Fine)
}

/// A folder below the root, named without a leading `./`.
pub fn below(root: &Path, name: &str) -> PathBuf {
    if root == Path::new(".") { PathBuf::from(name) } else { root.join(name) }
}

/// Whether a report fails the run.
pub fn fails(report: &BuildReport, shared: &Shared) -> bool {
    report.has_errors() || (shared.strict && report.tally().warnings > 0)
}
