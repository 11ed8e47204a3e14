//! `planpress completions SHELL`: a completion script for a shell.

use super::print::Printer;
use super::{Cli, Failure, Verdict};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

#[derive(Debug, Args)]
pub struct Arguments {
    /// The shell
    shell: Shell,
}

pub fn run(arguments: &Arguments, printer: &Printer) -> Result<Verdict, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "planpress", &mut script);
    printer.output(&String::from_utf8_lossy(&script));
    Ok(Verdict::Fine)
}
