//! `planpress collect in`: workbooks that came back, checked and written into the plan, all or nothing.

use super::{done, table, words};
use crate::cli::places::keep_apart;
use crate::cli::print::Printer;
use crate::cli::{ExitStatus, Failure, Global, today};
use crate::collect::accept::{Accepted, InRequest, accept, plans_named};
use crate::collect::entry::Correction;
use crate::collect::fault::CollectFault;
use crate::collect::out::{file_names, returned_workbook};
use crate::collect::questions::Questions;
use crate::collect::read::read_file;
use crate::collect::read::table::{Table, tables};
use crate::collect::site::{Asked, SealedPlans, ask};
use crate::collect::write::{self, Mode, Outcome};
use crate::output::{OutputError, create_files, settle_rewrite};
use clap::Args;
use jiff::civil::Date;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct InArguments {
    /// The files that came back: workbooks (.xlsx, .xls, .ods) or CSV
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The plan, by its address, where the files are not to say it
    #[arg(long, value_name = "PLAN")]
    plan: Option<String>,
    /// Tell what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Let other values take the place of those that are reported already, for this reason, which is published
    #[arg(long, value_name = "REASON", value_parser = reason)]
    correct: Option<String>,
    /// The day that the plan's values are to speak of from now on (`as_of`)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::date)]
    as_of: Option<Date>,
    /// The new folder that takes workbooks to be sent back, with what is wrong marked in them
    #[arg(long, value_name = "DIR")]
    returned: Option<PathBuf>,
    /// The day of a correction; today unless given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::date, requires = "correct")]
    today: Option<Date>,
}

pub fn run(global: &Global, arguments: &InArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    let root = global.site()?;
    if let Some(folder) = &arguments.returned {
        keep_apart(root, folder)?;
    }
    // What an earlier run could not finish is finished before anything is compared with it.
    settle_rewrite(root)?;
    let (tables, faults) = read(&arguments.files);
    let plans = match &arguments.plan {
        Some(plan) => vec![plan.trim_matches('/').to_owned()],
        None => plans_named(&tables),
    };
    if plans.is_empty() {
        tell(&faults, printer);
        printer.info(words::refused(faults.len()));
        return Ok(ExitStatus::Faulty);
    }
    let date = arguments.today.unwrap_or_else(today);
    let request = InRequest {
        correction: arguments.correct.clone().map(|reason| Correction { date, reason }),
        as_of: arguments.as_of,
    };
    let made = ask(root, &plans, SealedPlans::Refuse, |questions| {
        let mut accepted = accept(questions, &tables, &request);
        accepted.faults.extend(faults);
        accepted.faults.sort_by(|one, other| one.place.cmp(&other.place));
        let returned = arguments.returned.as_ref().map(|_| returned(questions, &accepted)).transpose();
        (accepted, returned, questions.plan.clone(), questions.as_of)
    })?;
    let Some((accepted, returned, plan, as_of)) = done(made, printer) else {
        return Ok(ExitStatus::Faulty);
    };
    for notice in &accepted.notices {
        printer.info(notice.clone());
    }
    if !accepted.faults.is_empty() {
        tell(&accepted.faults, printer);
        let returned = returned.map_err(|error| Failure(words::not_made(&error.to_string())))?;
        if let (Some(folder), Some(books)) = (&arguments.returned, returned) {
            send_back(folder, &books)?;
            printer.info(words::sent_back(folder, books.len()));
        }
        printer.info(words::refused(accepted.faults.len()));
        return Ok(ExitStatus::Faulty);
    }
    apply(root, &plan, (&accepted, &request, as_of), arguments.dry_run, printer)
}

/// Writes what was accepted, and tells it.
fn apply(
    root: &Path,
    plan: &str,
    (accepted, request, as_of): (&Accepted, &InRequest, Option<Date>),
    dry_run: bool,
    printer: &Printer,
) -> Result<ExitStatus, Failure> {
    let entries = accepted.entries(plan, request);
    if entries.reports.is_empty() && entries.tasks.is_empty() && entries.as_of.is_none() {
        printer.info(words::nothing_new(accepted));
        return Ok(ExitStatus::Fine);
    }
    let mode = if dry_run { Mode::DryRun } else { Mode::Write };
    match write::apply(root, &entries, mode)? {
        Outcome::Done(applied) => {
            for kept in applied.unchanged.iter().filter_map(words::kept) {
                printer.info(kept);
            }
            if !printer.quiet {
                printer.output(&table::differences(&accepted.differences, printer.language));
            }
            let newest = entries.reports.iter().map(|report| report.date).max();
            let shown_until = entries.as_of.or(as_of);
            if let Some(newest) = newest.filter(|newest| shown_until.is_some_and(|until| *newest > until)) {
                printer.info(words::not_shown_yet(shown_until, newest));
            }
            printer.info(words::collected(accepted, dry_run));
            Ok(ExitStatus::Fine)
        }
        Outcome::Faulty(report) => {
            done::<()>(Asked::Faulty(Box::new(report)), printer);
            Ok(ExitStatus::Faulty)
        }
        Outcome::Refused(faults) => {
            for fault in &faults {
                printer.failure_line(&words::not_written(fault).into_language(printer.language));
            }
            printer.info(words::refused(faults.len()));
            Ok(ExitStatus::Faulty)
        }
        Outcome::Broken(report, origins) => {
            let telling = crate::cli::telling::Telling::plain();
            printer.findings(&report, telling, crate::cli::standing::Outcome::Checked, None);
            let mut cells: Vec<String> = origins.into_iter().flatten().collect();
            cells.sort();
            cells.dedup();
            printer.info(words::broken(&cells));
            Ok(ExitStatus::Faulty)
        }
    }
}

/// Reads all files; the tables of those that can be read, and what is wrong with the others.
fn read(files: &[PathBuf]) -> (Vec<Table>, Vec<CollectFault>) {
    let names = names(files);
    let read: Vec<_> = files.par_iter().map(|file| read_file(file)).collect();
    let (mut all, mut faults) = (Vec::new(), Vec::new());
    for (name, read) in names.iter().zip(read) {
        match read {
            Err(fault) => faults.push(CollectFault::of_file(name, fault.words())),
            Ok(sheets) => {
                let (own, wrong) = tables(name, &sheets);
                all.extend(own);
                faults.extend(wrong);
            }
        }
    }
    (all, faults)
}

/// How messages name files: by their names alone where these tell them apart.
fn names(files: &[PathBuf]) -> Vec<String> {
    let short = |file: &PathBuf| file.file_name().map(|name| name.to_string_lossy().into_owned());
    let of = |file: &PathBuf| {
        let own = short(file);
        let is_alone = files.iter().filter(|other| short(other) == own).count() == 1;
        own.filter(|_| is_alone).unwrap_or_else(|| file.display().to_string())
    };
    files.iter().map(of).collect()
}

fn tell(faults: &[CollectFault], printer: &Printer) {
    for fault in faults {
        printer.failure_line(&fault.line(printer.language));
    }
}

/// The workbooks of the units that have faults.
fn returned(
    questions: &Questions<'_>,
    accepted: &Accepted,
) -> Result<Vec<(String, Vec<u8>)>, rust_xlsxwriter::XlsxError> {
    let returned = accepted.returned();
    let units: Vec<&str> = returned.iter().map(|(unit, ..)| *unit).collect();
    let mut books = Vec::new();
    for ((unit, period, filled, marks), name) in returned.iter().zip(file_names(&units)) {
        // Without a period no workbook says what it asks for.
        let Some(period) = period else { continue };
        books.push((name, returned_workbook(questions, *period, unit, (filled, marks))?));
    }
    Ok(books)
}

fn send_back(folder: &Path, books: &[(String, Vec<u8>)]) -> Result<(), OutputError> {
    if books.is_empty() {
        return Ok(());
    }
    create_files(folder, books.iter().map(|(name, bytes)| (name, bytes)))
}

fn reason(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("expected a reason".to_owned()) } else { Ok(text.to_owned()) }
}
