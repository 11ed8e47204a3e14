//! `planpress build`: check the sources, render, publish into a folder.

use super::places::keep_apart;
use super::print::Printer;
use super::standing::Outcome;
use super::telling::Telling;
use super::{ExitStatus, Failure, FindingsFormat, Global, Shared, on_threads, removals, standing, words};
use crate::output::{CommitSummary, OUTPUT, Stage};
use crate::pipeline::{self, BuildReport};
use crate::progress::Silent;
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
    let output = arguments.output.clone().unwrap_or_else(|| below(&global.root, OUTPUT));
    let shared = &arguments.shared;
    let options = pipeline::Options { gather_states: true, ..shared.options(&output) };
    if !global.root.join(crate::source::load::SITE_YAML).exists() {
        // Without a site there is nothing that could be put anywhere: the output is not touched.
        let report = pipeline::run(&global.root, &options, &crate::output::Memory::new(), &Silent)?;
        printer.findings(&report, Telling::of(shared, &global.root), Outcome::Refused, None);
        return Ok(ExitStatus::Faulty);
    }
    keep_apart(&global.root, &output)?;
    if let Some(good) = &options.good {
        keep_apart(&global.root, &good.path)?;
        standing::keep_out(&good.path, &output)?;
    }
    let mut stage = Stage::open(&output)?;
    let bar = printer.progress();
    let report = on_threads(shared.jobs, || pipeline::run(&global.root, &options, &stage, &bar))??;
    drop(bar);
    if let Some(known) = &report.unknown_series {
        return Err(standing::unknown(shared.only.as_deref().unwrap_or_default(), known));
    }
    printer.standing(&report, shared.format, Outcome::Published);
    // A JSON report says whether the site was published, so it waits until that is known.
    let is_json = shared.format == FindingsFormat::Json;
    let tell = |outcome: Outcome, written: Option<&CommitSummary>| {
        printer.findings(&report, Telling::of(shared, &global.root), outcome, written);
    };
    if !is_json {
        tell(Outcome::Refused, None);
    }
    if !report.publishable {
        drop(stage);
        if is_json {
            tell(Outcome::Refused, None);
        }
        printer.info(words::refused(&output));
        return Ok(ExitStatus::Faulty);
    }
    let pages = stage.removed_pages();
    if pages.are_many() && pages.removed.len() > arguments.allow_removals {
        drop(stage);
        if is_json {
            tell(Outcome::Refused, None);
        }
        printer.failure(removals::words(&pages, &output));
        return Ok(ExitStatus::Faulty);
    }
    let writing = Instant::now();
    stage.note_bodies(report.digests());
    let keeping = standing::stage(&report, &options);
    let summary = stage.commit()?;
    if let Err(error) = keeping.and_then(|keeping| standing::settle(keeping, &report)) {
        printer.info(standing::not_kept(&options, &error));
    }
    if is_json {
        tell(Outcome::Published, Some(&summary));
    }
    if shared.timings {
        let mut phases = report.timings.phases.clone();
        phases.push(("commit", writing.elapsed()));
        printer.timings(&phases);
        printer.slowest(&report.timings.renders);
    }
    printer.details(report.held_back.iter().map(|file| words::draft(file)));
    printer.details(summary.changes.iter().map(|(change, path)| words::change(*change, path)));
    printer.info(words::built(&report, &summary, &output, start.elapsed()));
    Ok(if fails(&report, shared) { ExitStatus::Faulty } else { ExitStatus::Fine })
}

/// A folder below the root, named without a leading `./`.
pub fn below(root: &Path, name: &str) -> PathBuf {
    if root == Path::new(".") { PathBuf::from(name) } else { root.join(name) }
}

/// Whether a report fails the run.
pub fn fails(report: &BuildReport, shared: &Shared) -> bool {
    report.has_errors() || (shared.strict && report.tally().warnings > 0)
}
