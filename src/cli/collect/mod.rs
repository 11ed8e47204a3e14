//! `planpress collect`: the units' workbooks, out and in, and who has answered.

mod out;
mod words;

use super::print::Printer;
use super::{ExitStatus, Failure, Global};
use crate::collect::site::Asked;
use clap::{Args, Subcommand};
use jiff::civil::Date;

#[derive(Debug, Args)]
pub struct CollectArguments {
    #[command(subcommand)]
    command: CollectCommand,
}

#[derive(Debug, Subcommand)]
enum CollectCommand {
    /// Write one workbook for each lead unit, to be filled in, and a list of who has to answer
    Out(out::OutArguments),
}

pub fn run(global: &Global, arguments: &CollectArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    match &arguments.command {
        CollectCommand::Out(arguments) => out::run(global, arguments, printer),
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
