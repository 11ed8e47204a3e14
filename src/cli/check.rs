//! `planpress check`: everything that `build` does, in memory, with nothing written.

use super::build::{below, fails};
use super::print::Printer;
use super::standing;
use super::telling::Telling;
use super::{ExitStatus, Failure, Global, Shared, on_threads, words};
use crate::output::{NullSink, OUTPUT};
use crate::pipeline::{self, SearchIndex};
use clap::Args;
use std::time::Instant;

#[derive(Debug, Args)]
pub struct CheckArguments {
    #[command(flatten)]
    shared: Shared,
    /// Show quantities in plans' texts that are bound to no indicator
    #[arg(long)]
    untold: bool,
    /// List what kind of number each indicator is (flow, stock, rate), and from what that was read
    #[arg(long, conflicts_with = "format")]
    explain_measures: bool,
}

pub fn run(global: &Global, arguments: &CheckArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    let start = Instant::now();
    let shared = &arguments.shared;
    let bar = printer.progress();
    // Nothing can be wrong with the index that is not wrong with the pages.
    let options = pipeline::Options {
        search: SearchIndex::LeaveOut,
        explain_measures: arguments.explain_measures,
        ..shared.options(&below(&global.root, OUTPUT))
    };
    let mut report = on_threads(shared.jobs, || pipeline::run(&global.root, &options, &NullSink, &bar))??;
    drop(bar);
    if arguments.untold {
        report.tell_untold();
    }
    if let Some(known) = &report.unknown_series {
        return Err(standing::unknown(shared.only.as_deref().unwrap_or_default(), known));
    }
    printer.standing(&report, shared.format, standing::Outcome::Checked);
    printer.findings(&report, Telling::of(shared, &global.root), standing::Outcome::Checked, None);
    for line in report.measures.iter().map(words::measure) {
        printer.output(&format!("{}\n", line.text(printer.language)));
    }
    if shared.timings {
        printer.timings(&report.timings.phases);
    }
    if fails(&report, shared) {
        return Ok(ExitStatus::Faulty);
    }
    printer.details(report.held_back.iter().map(|file| words::draft(file)));
    printer.info(words::checked(&report, start.elapsed()));
    // With findings there is enough to do.
    if report.diagnostics.is_empty() {
        printer.info(words::after_check(&report));
    }
    Ok(ExitStatus::Fine)
}
