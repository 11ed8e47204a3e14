//! `planpress collect status`: who has answered, and who has not.

use super::{done, table, words};
use crate::cli::print::Printer;
use crate::cli::{ExitStatus, Failure, Global, today};
use crate::collect::period::Period;
use crate::collect::site::{SealedPlans, ask};
use crate::collect::status::status;
use clap::Args;
use jiff::civil::Date;

#[derive(Debug, Args)]
pub struct StatusArguments {
    /// The plan, by its address: YEAR, or SERIES/YEAR
    #[arg(value_name = "PLAN")]
    plan: String,
    /// The quarter that is reported on; the whole year unless given
    #[arg(long, value_name = "1-4", value_parser = clap::value_parser!(u8).range(1..=4))]
    quarter: Option<u8>,
    /// The day after which what is missing is late; the period's end unless given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::date)]
    deadline: Option<Date>,
    /// The day that counts as today; the system's unless given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::date)]
    today: Option<Date>,
}

pub fn run(global: &Global, arguments: &StatusArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    let root = global.site()?;
    let day = arguments.today.unwrap_or_else(today);
    let made = ask(root, &[arguments.plan.trim_matches('/')], SealedPlans::Show, |questions| {
        let period = Period::new(questions.year, arguments.quarter)?;
        Some(status(questions, period, (day, arguments.deadline)))
    })?;
    // Years of plans and quarters are checked where they are read.
    let Some(Some(status)) = done(made, printer) else { return Ok(ExitStatus::Faulty) };
    printer.output(&table::status(&status, printer.language));
    printer.info(words::answered(&status));
    Ok(ExitStatus::Fine)
}
