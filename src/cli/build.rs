//! `planpress build`: check the sources, render, publish into a folder.

use super::print::Printer;
use super::{ExitStatus, Failure, Global, Shared, on_threads, removals, words};
use crate::output::Stage;
use crate::pipeline::{self, BuildReport};
use crate::source::theme::THEMES;
use crate::source::walk::CONTENT;
use clap::Args;
use std::path::{Component, Path, PathBuf};
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
    if let Some(sources) = sources_around(&global.root, &output) {
        return Err(Failure::Other(words::among_sources(&output, sources, printer.language)));
    }
    let stage = Stage::open(&output)?;
    let bar = printer.progress();
    let report = on_threads(shared.jobs, || pipeline::run(&global.root, &shared.options(), &stage, &bar))??;
    drop(bar);
    printer.findings(&report, shared.format);
    if fails(&report, shared) {
        drop(stage);
        printer.info(&words::refused(&output, printer.language));
        return Ok(ExitStatus::Faulty);
    }
    let pages = stage.removed_pages();
    if pages.are_many() && pages.removed.len() > arguments.allow_removals {
        drop(stage);
        printer.failure(removals::words(&pages, &output).text(printer.language));
        return Ok(ExitStatus::Faulty);
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
    Ok(ExitStatus::Fine)
}

/// A folder below the root, named without a leading `./`.
fn below(root: &Path, name: &str) -> PathBuf {
    if root == Path::new(".") { PathBuf::from(name) } else { root.join(name) }
}

/// The folder of sources that an output would lie in, if any: the next build would read its pages as
/// sources.
fn sources_around(root: &Path, output: &Path) -> Option<&'static str> {
    let output = real(output);
    [CONTENT, THEMES].into_iter().find(|folder| output.starts_with(real(&root.join(folder))))
}

/// A path without links and dots, whether or not something is there yet.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    let Some((above, mut real)) = there else { return path };
    // What is not there holds no links, so its `..` can be taken by the letter.
    for part in path.strip_prefix(above).unwrap_or(Path::new("")).components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            part => real.push(part),
        }
    }
    real
}

/// Whether a report fails the run.
pub fn fails(report: &BuildReport, shared: &Shared) -> bool {
    report.has_errors() || (shared.strict && report.tally().warnings > 0)
}
