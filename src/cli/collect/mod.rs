//! `planpress collect`: the units' workbooks, out and in, and who has answered.

mod incoming;
mod out;
mod status;
mod table;
mod words;

use super::print::Printer;
use super::{ExitStatus, Failure, Global};
use crate::collect::read::extract::extract;
use crate::collect::site::Asked;
use clap::{Args, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct CollectArguments {
    #[command(subcommand)]
    command: CollectCommand,
}

#[derive(Debug, Subcommand)]
enum CollectCommand {
    /// Write one workbook for each lead unit, to be filled in, and a list of who has to answer
    Out(out::OutArguments),
    /// Read workbooks that came back, check every cell, and write the values into the plan
    In(incoming::InArguments),
    /// Tell which units have answered, and which have not
    Status(status::StatusArguments),
    /// Print what is in the cells of a spreadsheet: what `in` asks of a process of its own
    #[command(hide = true)]
    Cells {
        /// The spreadsheet
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

pub fn run(global: &Global, arguments: &CollectArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    match &arguments.command {
        CollectCommand::Out(arguments) => out::run(global, arguments, printer),
        CollectCommand::In(arguments) => incoming::run(global, arguments, printer),
        CollectCommand::Status(arguments) => status::run(global, arguments, printer),
        CollectCommand::Cells { file } => {
            printer.output(&serde_json::to_string(&extract(file)).unwrap_or_default());
            Ok(ExitStatus::Fine)
        }
    }
}

/// What was made of a plan; where there is nothing to ask, that is told.
fn done<T>(asked: Asked<T>, printer: &Printer) -> Option<T> {
    match asked {
        Asked::Done(done) => return Some(done),
        Asked::Refused(refusal) => printer.failure(words::refusal(&refusal)),
        Asked::Faulty(report) => {
            let telling = super::telling::Telling::plain();
            printer.findings(&report, telling, super::standing::Outcome::Checked, None);
            printer.info(words::faulty());
        }
    }
    None
}

fn date(text: &str) -> Result<Date, String> {
    crate::model::date::parse_date(text).ok_or_else(|| "expected a date written YYYY-MM-DD".to_owned())
}
