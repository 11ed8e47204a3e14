//! `planpress explain CODE`: what a diagnostic code means, at length.

use super::print::Printer;
use super::{ExitStatus, Failure};
use crate::diagnostic::words::say;
use crate::diagnostic::{Code, explain};
use crate::source::fields::closest;
use clap::Args;

#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// The code, such as dead-link; all codes are listed where none is given
    code: Option<String>,
}

pub fn run(arguments: &ExplainArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    let Some(name) = &arguments.code else {
        printer.output(&explain::list(printer.language));
        return Ok(ExitStatus::Fine);
    };
    if let Some(code) = Code::find(name) {
        printer.output(explain::text(code, printer.language));
        return Ok(ExitStatus::Fine);
    }
    Err(Failure(match closest(name, Code::all().map(Code::as_str)) {
        Some(similar) => say!(
            "there is no code `{name}`; did you mean `{similar}`?",
            "没有“{name}”这个代码，是不是“{similar}”？"
        ),
        None => say!(
            "there is no code `{name}`; `planpress explain` lists them all",
            "没有“{name}”这个代码；planpress explain 列出全部代码"
        ),
    }))
}
