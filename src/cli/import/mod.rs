//! `planpress import`: a draft plan from a Word file, and an account of what went where.

mod words;

use super::print::Printer;
use super::telling::Telling;
use super::{ExitStatus, Failure, Global, on_threads, system};
use crate::import::bring::{self, UpdateOutcome, Updated};
use crate::import::docx::TrackedChanges;
use crate::import::loss_report::LossDetail;
use crate::import::run::{self, ImportError, ImportOutcome, ImportRefusal, ImportRequest, Imported};
use crate::new_plan::{Mode, NewPlanError};
use crate::output::{FileAction, OutputError, new_file};
use clap::{Args, ValueEnum};
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct ImportArguments {
    /// The document: .docx, .txt, .md or .html; .doc and .wps where LibreOffice is installed
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The folder of the new plan, such as content/2026; beside the series' other plans unless given
    #[arg(long, value_name = "DIR")]
    into: Option<String>,
    /// The plan's year; as the document says unless given
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1000..=9999))]
    year: Option<i16>,
    /// What becomes of tracked changes; a document that has any is refused unless given
    #[arg(long, value_enum, value_name = "WHAT")]
    changes: Option<Changes>,
    /// Say of each paragraph what it was taken for, and why
    #[arg(long)]
    explain: bool,
    /// Bring a later version of the document into the draft that an earlier one became; ids, bound figures and front matter stay
    #[arg(long)]
    update: bool,
    /// Tell what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write the account of what was done into a new file, too
    #[arg(long, value_name = "FILE", conflicts_with = "dry_run")]
    report: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Changes {
    /// As if all had been accepted
    Accept,
    /// As if all had been rejected
    Reject,
}

pub fn run(global: &Global, arguments: &ImportArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    let root = global.site()?;
    // Said before anything is made, since a plan without its account would be half of what was asked.
    if let Some(file) = &arguments.report {
        if file.symlink_metadata().is_ok() {
            return Err(Failure(super::rollover_words::report_taken(file)));
        }
        super::places::keep_apart(root, file)?;
    }
    let request = ImportRequest {
        file: arguments.file.clone(),
        into: arguments.into.clone(),
        year: arguments.year,
        changes: match arguments.changes {
            None => TrackedChanges::Refuse,
            Some(Changes::Accept) => TrackedChanges::Accept,
            Some(Changes::Reject) => TrackedChanges::Reject,
        },
        mode: if arguments.dry_run { Mode::DryRun } else { Mode::Write },
    };
    let done = on_threads(None, || {
        if arguments.update {
            bring::run(root, &request).map(|(report, outcome)| (report, Outcome::of_update(outcome)))
        } else {
            run::run(root, &request).map(|(report, outcome)| (report, Outcome::of_import(outcome)))
        }
    })?;
    let (report, outcome) = done.map_err(|error| failure(error, &arguments.file))?;
    let language = printer.language;
    let (text, explanation, closing) = match &outcome {
        Outcome::Imported(imported) => (
            LossDetail::BOTH.map(|detail| words::account(imported, &arguments.file, detail, language)),
            words::explanation(&imported.document, &imported.structure, language),
            words::done(imported, request.mode),
        ),
        Outcome::Updated(updated) => (
            LossDetail::BOTH.map(|detail| words::difference(updated, detail, language)),
            words::explanation(&updated.document, &updated.structure, language),
            words::updated(updated, request.mode),
        ),
        Outcome::Refused(refusal) => {
            printer.failure(words::refusal(refusal, &arguments.file));
            return Ok(ExitStatus::Faulty);
        }
        Outcome::Broken => {
            printer.findings(&report, Telling::plain(), super::standing::Outcome::Checked, None);
            printer.info(words::broken());
            return Ok(ExitStatus::Faulty);
        }
    };
    let [text, whole] = text;
    if arguments.explain {
        printer.output(&explanation);
    } else if !printer.quiet {
        printer.output(&text);
    }
    printer.info(closing);
    if let Some(file) = &arguments.report {
        let write = |target: &mut File| {
            target.write_all(whole.as_bytes()).map_err(OutputError::io(FileAction::Write, file))
        };
        new_file(file, write).map_err(|error| Failure(words::report_failed(&error, file)))?;
    }
    Ok(ExitStatus::Fine)
}

/// How either kind of import went.
enum Outcome {
    Imported(Box<Imported>),
    Updated(Box<Updated>),
    Broken,
    Refused(ImportRefusal),
}

impl Outcome {
    fn of_import(outcome: ImportOutcome) -> Self {
        match outcome {
            ImportOutcome::Done(imported) => Self::Imported(imported),
            ImportOutcome::Broken => Self::Broken,
            ImportOutcome::Refused(refusal) => Self::Refused(refusal),
        }
    }

    fn of_update(outcome: UpdateOutcome) -> Self {
        match outcome {
            UpdateOutcome::Done(updated) => Self::Updated(updated),
            UpdateOutcome::Broken => Self::Broken,
            UpdateOutcome::Refused(refusal) => Self::Refused(refusal),
        }
    }
}

/// Why the tool failed.
fn failure(error: ImportError, file: &Path) -> Failure {
    match error {
        ImportError::Read(error) => Failure(words::unreadable(file, &system(&error.to_string()))),
        ImportError::NewPlan(NewPlanError::Output(error)) => error.into(),
        ImportError::NewPlan(NewPlanError::Read(file, error)) => {
            Failure(super::rollover_words::unreadable(&file, &error))
        }
        ImportError::Rewrite(error) => error.into(),
    }
}
