//! `planpress collect out`: a workbook for each lead unit.

use super::{done, words};
use crate::cli::places::keep_apart;
use crate::cli::print::Printer;
use crate::cli::{ExitStatus, Failure, Global};
use crate::collect::out::{LIST, OutRequest, workbooks};
use crate::collect::period::Period;
use crate::collect::site::{SealedPlans, ask};
use crate::output::create_files;
use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct OutArguments {
    /// The plan, by its address: YEAR, or SERIES/YEAR
    #[arg(value_name = "PLAN")]
    plan: String,
    /// The quarter that is reported on; the whole year unless given
    #[arg(long, value_name = "1-4", value_parser = clap::value_parser!(u8).range(1..=4))]
    quarter: Option<u8>,
    /// The new folder that takes the workbooks
    #[arg(long, value_name = "DIR")]
    dir: PathBuf,
    /// By when they are to be back, as the workbooks say it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::date)]
    deadline: Option<Date>,
}

pub fn run(global: &Global, arguments: &OutArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    let root = global.site()?;
    keep_apart(root, &arguments.dir)?;
    let made = ask(root, &[arguments.plan.trim_matches('/')], SealedPlans::Refuse, |questions| {
        let period = Period::new(questions.year, arguments.quarter)?;
        Some((workbooks(questions, OutRequest { period, deadline: arguments.deadline }), period))
    })?;
    let Some(made) = done(made, printer) else { return Ok(ExitStatus::Faulty) };
    // Years of plans and quarters are checked where they are read.
    let Some((made, period)) = made else { return Ok(ExitStatus::Faulty) };
    let (files, list) = made.map_err(|error| Failure(words::not_made(&error.to_string())))?;
    if files.is_empty() {
        printer.failure(words::nothing_to_ask(&arguments.plan));
        return Ok(ExitStatus::Faulty);
    }
    let all = files.iter().map(|file| (file.file.as_str(), &file.bytes)).chain([(LIST, &list)]);
    create_files(&arguments.dir, all)?;
    if !printer.quiet {
        printer.output(&words::units(&files, printer.language));
    }
    printer.info(words::written(&arguments.dir, files.len(), period));
    Ok(ExitStatus::Fine)
}
