//! `planpress completions SHELL`: a completion script for a shell.

use super::print::Printer;
use super::{ExitStatus, Failure};
use clap::Args;
use clap_complete::Shell;

#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// The shell
    shell: Shell,
}

pub fn run(arguments: &CompletionsArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::command(printer.language), "planpress", &mut script);
    printer.output(&String::from_utf8_lossy(&script));
    Ok(ExitStatus::Fine)
}
