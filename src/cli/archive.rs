//! `planpress archive`: seal a published plan, pack its bag, give its sources back.

use super::print::Printer;
use super::{Failure, Format, Global, Verdict, archive_words as words, on_threads};
use crate::archive::shelf::{SOURCE, Shelf, Volume};
use crate::archive::{self, Sealed};
use crate::output::create;
use crate::sealing::{self, Outcome, Request};
use clap::Args;
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Debug, Args)]
pub struct Arguments {
    /// The plan to seal, by its address: 2016, city/2019
    #[arg(value_name = "PLAN", required_unless_present = "restore", conflicts_with = "restore")]
    plan: Option<String>,
    /// The day of sealing; the day that the plan was published, or else written, unless given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, requires = "plan")]
    date: Option<Date>,
    /// Seal a plan again that was sealed before; the earlier bag stays
    #[arg(long, requires_all = ["plan", "reason"])]
    amend: bool,
    /// Why it is sealed again, for all readers to see
    #[arg(long, value_name = "TEXT", requires = "amend")]
    reason: Option<String>,
    /// Write the bag as a zip, too; without --amend, that of a plan that is sealed
    #[arg(long, value_name = "FILE", requires = "plan")]
    zip: Option<PathBuf>,
    /// The public address of the site, instead of the one in site.yaml
    #[arg(long, value_name = "URL", value_parser = super::base_url, requires = "plan")]
    base_url: Option<String>,
    /// Give the sealed sources of a plan back, instead of sealing
    #[arg(long, value_name = "PLAN", requires = "to")]
    restore: Option<String>,
    /// The new folder that takes them
    #[arg(long, value_name = "DIR", requires = "restore")]
    to: Option<PathBuf>,
}

pub fn run(global: &Global, arguments: &Arguments, printer: &Printer) -> Result<Verdict, Failure> {
    let root = &global.root;
    if !root.is_dir() {
        return Err(Failure::Other(super::words::no_folder(root, printer.language)));
    }
    match (&arguments.plan, &arguments.restore, &arguments.to) {
        (Some(plan), _, _) => seal(root, arguments, plan.trim_matches('/'), printer),
        (None, Some(plan), Some(to)) => restore(root, plan.trim_matches('/'), to, printer),
        // The command line does not let it come to this.
        (None, _, _) => Ok(Verdict::Fine),
    }
}

fn seal(root: &Path, arguments: &Arguments, plan: &str, printer: &Printer) -> Result<Verdict, Failure> {
    let language = printer.language;
    if let (Some(zip), false) = (&arguments.zip, arguments.amend)
        && let Some(volume) = newest(root, plan, printer)?
    {
        return pack(&volume.path, zip, printer);
    }
    let request = Request {
        plan: plan.to_owned(),
        date: arguments.date,
        amendment: arguments.reason.clone().filter(|_| arguments.amend),
        base_url: arguments.base_url.clone(),
    };
    let (report, outcome) = on_threads(None, || sealing::run(root, &request))?
        .map_err(|failure| Failure::Other(words::failure(&failure, language)))?;
    if !report.diagnostics.is_empty() {
        printer.findings(&report, Format::Human);
    }
    match outcome {
        Outcome::Sealed(sealed) => {
            let Sealed { place, path, digest, record } = *sealed;
            printer.info(&words::sealed(&place, &path, digest, &record, language));
            match &arguments.zip {
                Some(zip) => pack(&path, zip, printer),
                None => Ok(Verdict::Fine),
            }
        }
        Outcome::Faulty => {
            printer.info(words::not_sealed(language));
            Ok(Verdict::Faulty)
        }
        refusal => {
            printer.failure(&words::refusal(plan, &refusal, language));
            Ok(Verdict::Faulty)
        }
    }
}

/// Packs a bag; gives what is printed of it.
fn pack(bag: &Path, zip: &Path, printer: &Printer) -> Result<Verdict, Failure> {
    archive::zip(bag, zip).map_err(|error| Failure::Other(error.message(printer.language)))?;
    printer.info(&words::packed(zip, printer.language));
    Ok(Verdict::Fine)
}

/// The newest bag of a plan, if all of the archive holds.
fn newest(root: &Path, plan: &str, printer: &Printer) -> Result<Option<Arc<Volume>>, Failure> {
    let mut shelf = Shelf::default();
    shelf.renew(root);
    let own = format!("{}/{plan}", archive::ARCHIVE);
    if let Some(wrong) = shelf.complaints().iter().find(|complaint| complaint.path.starts_with(&own)) {
        return Err(Failure::Other(words::wrong(wrong, printer.language)));
    }
    let volumes = shelf.volumes();
    let own = volumes.iter().filter(|volume| volume.place.plan == plan);
    Ok(own.max_by_key(|volume| volume.place.number).cloned())
}

fn restore(root: &Path, plan: &str, to: &Path, printer: &Printer) -> Result<Verdict, Failure> {
    let language = printer.language;
    let Some(volume) = newest(root, plan, printer)? else {
        printer.failure(&words::not_in_archive(plan, language));
        return Ok(Verdict::Faulty);
    };
    let mut files = Vec::new();
    for (name, _) in volume.part(SOURCE) {
        files.push((name.to_owned(), volume.read(&format!("{SOURCE}{name}"))?));
    }
    let count = files.len();
    create(to, &files)?;
    printer.info(&words::restored(&volume.place, count, to, language));
    Ok(Verdict::Fine)
}

fn date(text: &str) -> Result<Date, String> {
    crate::model::date::parse_date(text).ok_or_else(|| "expected a date such as 2017-01-20".to_owned())
}
