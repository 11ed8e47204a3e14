//! `planpress rollover`: next year's plan from this year's, with a report of all that changed.

use super::print::Printer;
use super::{ExitStatus, Failure, FindingsFormat, Global, on_threads, rollover_words as words};
use crate::diagnostic::words::say;
use crate::diagnostic::{Language, Words};
use crate::output::{FileAction, OutputError, new_file};
use crate::rollover::{self, Mode, RolloverOutcome, RolloverRequest};
use clap::Args;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct RolloverArguments {
    /// The plan to roll over, by its address: 2016, city/2019
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

/// The plan is made, and its account is not: that is what has to be said.
fn report_failed(error: &OutputError, file: &Path, language: Language) -> Failure {
    let why = match error {
        OutputError::Io { error, .. } => Words::new(error.to_string(), error.to_string()),
        error => error.words(),
    };
    let words = say!(
        "the plan is made, but its account could not be written to `{}`: {}; run the command without `--report` in a copy to see it \
         again",
        "计划已经生成，但结转说明未能写入 `{}`：{}；如需再看，请在副本中不带 `--report` 重新运行",
        file.display(),
        why
    );
    Failure::Other(words.into_language(language))
}

pub fn run(global: &Global, arguments: &RolloverArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    let (root, language) = (&global.root, printer.language);
    if !root.is_dir() {
        return Err(Failure::Other(super::words::no_folder(root, language)));
    }
    // Said before anything is made, since a plan without its account would be half of what was asked.
    if let Some(file) = arguments.report.as_ref().filter(|file| file.symlink_metadata().is_ok()) {
        return Err(Failure::Other(words::report_taken(file, language)));
    }
    if let Some(file) = &arguments.report {
        super::places::keep_apart(root, file, language)?;
    }
    let request = RolloverRequest {
        plan: arguments.plan.trim_matches('/').to_owned(),
        to: arguments.to,
        drop: arguments.drop.iter().cloned().collect(),
        mode: if arguments.dry_run { Mode::DryRun } else { Mode::Write },
    };
    let (report, outcome) = match on_threads(None, || rollover::run(root, &request))? {
        Ok(done) => done,
        Err(rollover::RolloverError::Output(error)) => return Err(Failure::Output(error)),
        Err(rollover::RolloverError::Read(file, error)) => {
            return Err(Failure::Other(words::unreadable(&file, &error, language)));
        }
    };
    match outcome {
        RolloverOutcome::Done(done) => {
            let text = words::report(&done, language);
            if !printer.is_quiet() {
                printer.output(&text);
            }
            printer.info(&words::done(&done, request.mode, language));
            if let Some(file) = &arguments.report {
                let write = |target: &mut File| {
                    target.write_all(text.as_bytes()).map_err(OutputError::io(FileAction::Write, file))
                };
                new_file(file, write).map_err(|error| report_failed(&error, file, language))?;
            }
            Ok(ExitStatus::Fine)
        }
        RolloverOutcome::Faulty => {
            printer.findings(&report, FindingsFormat::Human);
            printer.info(words::faulty(language));
            Ok(ExitStatus::Faulty)
        }
        RolloverOutcome::Broken => {
            printer.findings(&report, FindingsFormat::Human);
            printer.info(words::broken(language));
            Ok(ExitStatus::Faulty)
        }
        RolloverOutcome::Refused(refusal) => {
            printer.failure(&words::refusal(&refusal, &request, language));
            Ok(ExitStatus::Faulty)
        }
    }
}
