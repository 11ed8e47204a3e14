//! `planpress rollover`: next year's plan from this year's, with a report of all that changed.

use super::print::Printer;
use super::{ExitStatus, Failure, Global, on_threads, rollover_words as words};
use crate::new_plan::{Mode, NewPlanError};
use crate::output::{FileAction, OutputError, new_file};
use crate::rollover::{self, RolloverOutcome, RolloverRequest};
use clap::Args;
use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct RolloverArguments {
    /// The plan to roll over, by its address: YEAR, or SERIES/YEAR
    #[arg(value_name = "PLAN")]
    plan: String,
    /// The year of the new plan
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1000..=9999))]
    to: i16,
    /// Leave this indicator or task out; may be given more than once
    #[arg(long, value_name = "ID")]
    drop: Vec<String>,
    /// Tell what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write the account of what was done into a new file, too
    #[arg(long, value_name = "FILE", conflicts_with = "dry_run")]
    report: Option<PathBuf>,
}

pub fn run(global: &Global, arguments: &RolloverArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    let root = global.site()?;
    // Said before anything is made, since a plan without its account would be half of what was asked.
    if let Some(file) = arguments.report.as_ref().filter(|file| file.symlink_metadata().is_ok()) {
        return Err(Failure(words::report_taken(file)));
    }
    if let Some(file) = &arguments.report {
        super::places::keep_apart(root, file)?;
    }
    let request = RolloverRequest {
        plan: arguments.plan.trim_matches('/').to_owned(),
        to: arguments.to,
        drop: arguments.drop.iter().cloned().collect(),
        mode: if arguments.dry_run { Mode::DryRun } else { Mode::Write },
    };
    let (report, outcome) = match on_threads(None, || rollover::run(root, &request))? {
        Ok(done) => done,
        Err(NewPlanError::Output(error)) => return Err(error.into()),
        Err(NewPlanError::Read(file, error)) => {
            return Err(Failure(words::unreadable(&file, &error)));
        }
    };
    let why = match outcome {
        RolloverOutcome::Done(done) => {
            let text = words::report(&done, printer.language);
            if !printer.quiet {
                printer.output(&text);
            }
            printer.info(words::done(&done, request.mode));
            if let Some(file) = &arguments.report {
                let write = |target: &mut File| {
                    target.write_all(text.as_bytes()).map_err(OutputError::io(FileAction::Write, file))
                };
                new_file(file, write).map_err(|error| Failure(words::report_failed(&error, file)))?;
            }
            return Ok(ExitStatus::Fine);
        }
        RolloverOutcome::Refused(refusal) => {
            printer.failure(words::refusal(&refusal, &request));
            return Ok(ExitStatus::Faulty);
        }
        RolloverOutcome::Faulty => words::faulty(),
        RolloverOutcome::Broken => words::broken(),
    };
    printer.findings(&report, super::telling::Telling::plain(), super::standing::Outcome::Checked, None);
    printer.info(why);
    Ok(ExitStatus::Faulty)
}
