//! `planpress verify`: whether sealed bags, and their chains, are as they were sealed.

use super::print::Printer;
use super::{ExitStatus, Failure, Global, words};
use crate::archive::report::{Detail, human, json};
use crate::archive::{self, audit};
use crate::digest::Digest;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// Folders of bags; all bags of the site's archive unless given
    #[arg(value_name = "BAG")]
    bags: Vec<PathBuf>,
    /// The digest of a bag, noted earlier, that must still be there; may be given more than once
    #[arg(long, value_name = "SHA256", value_parser = digest)]
    expect: Vec<Digest>,
    /// How the report is printed
    #[arg(long, value_enum, default_value_t = VerifyFormat::Human)]
    format: VerifyFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum VerifyFormat {
    /// For people
    Human,
    /// One JSON object
    Json,
}

pub fn run(global: &Global, arguments: &VerifyArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    let language = printer.language;
    let bar = printer.progress();
    let mut audit = if arguments.bags.is_empty() {
        audit::archive_told(global.site()?, &bar)
    } else {
        if let Some(missing) = arguments.bags.iter().find(|bag| !bag.is_dir()) {
            return Err(Failure(words::no_bag(missing)));
        }
        audit::bags_told(&arguments.bags, &bar)
    };
    drop(bar);
    audit.expect(&arguments.expect);
    match arguments.format {
        VerifyFormat::Human => {
            let detail = if printer.quiet { Detail::Faults } else { Detail::Full };
            printer.output(&human(&audit, language, detail));
        }
        VerifyFormat::Json => printer.output(&json(&audit, language)),
    }
    if audit.bags.is_empty() {
        printer.failure(words::nothing_sealed(&global.root.join(archive::ARCHIVE)));
    }
    Ok(if audit.verdict() == archive::Verdict::Whole { ExitStatus::Fine } else { ExitStatus::Faulty })
}

/// Reads a digest as `verify` prints it.
fn digest(text: &str) -> Result<Digest, String> {
    let hex = text.strip_prefix("sha256:").unwrap_or(text).to_ascii_lowercase();
    Digest::parse(&hex)
        .ok_or_else(|| "expected 64 hexadecimal digits, with or without sha256: before".to_owned())
}
