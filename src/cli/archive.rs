//! `planpress archive`: seal a published plan, pack its bag, give its sources back.

use super::print::Printer;
use super::{Failure, Format, Global, Verdict, archive_words as words, on_threads};
use crate::archive::shelf::{Complaint, SOURCE, Shelf, Volume};
use crate::archive::{self, SealError, Sealed};
use crate::output::{OutputError, create};
use crate::sealing::{self, Outcome, Request};
use crate::source::sealed::is_in;
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
    if let (Some(zip), false) = (&arguments.zip, arguments.amend) {
        match newest(root, plan) {
            Ok(Some(volume)) => return pack(&volume.path, zip, printer),
            Ok(None) => {}
            Err(wrong) => return Ok(refuse(&words::wrong(&wrong, language), printer)),
        }
    }
    let request = Request {
        plan: plan.to_owned(),
        date: arguments.date,
        amendment: arguments.reason.clone().filter(|_| arguments.amend),
        base_url: arguments.base_url.clone(),
    };
    let (report, outcome) = match on_threads(None, || sealing::run(root, &request))? {
        Ok(done) => done,
        Err(sealing::Failure::Seal(error)) => return refused(&error, printer),
        Err(failure) => return Err(Failure::Other(words::failure(&failure, language))),
    };
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
        refusal => Ok(refuse(&words::refusal(plan, &refusal, language), printer)),
    }
}

/// Says why there is nothing to be had, which is not the tool's fault.
fn refuse(why: &str, printer: &Printer) -> Verdict {
    printer.failure(why);
    Verdict::Faulty
}

/// The same of an error, which may be the tool's fault.
fn refused(error: &SealError, printer: &Printer) -> Result<Verdict, Failure> {
    let why = error.message(printer.language);
    if error.is_refusal() { Ok(refuse(&why, printer)) } else { Err(Failure::Other(why)) }
}

/// Packs a bag; gives what is printed of it.
fn pack(bag: &Path, zip: &Path, printer: &Printer) -> Result<Verdict, Failure> {
    if let Err(error) = archive::zip(bag, zip) {
        return refused(&error, printer);
    }
    printer.info(&words::packed(zip, printer.language));
    Ok(Verdict::Fine)
}

/// The newest bag of a plan; what is wrong, where the plan's bags or the chain that they are in do not hold.
fn newest(root: &Path, plan: &str) -> Result<Option<Arc<Volume>>, Complaint> {
    let mut shelf = Shelf::default();
    shelf.renew(root);
    let own = format!("{}/{plan}", archive::ARCHIVE);
    let series = own.rsplit_once('/').map_or(own.as_str(), |(series, _)| series);
    let concerns = |path: &str| path == series || is_in(path, &own);
    if let Some(wrong) = shelf.complaints().iter().find(|complaint| concerns(&complaint.path)) {
        return Err(wrong.clone());
    }
    let volumes = shelf.volumes();
    let own = volumes.iter().filter(|volume| volume.place.plan == plan);
    Ok(own.max_by_key(|volume| volume.place.number).cloned())
}

fn restore(root: &Path, plan: &str, to: &Path, printer: &Printer) -> Result<Verdict, Failure> {
    let language = printer.language;
    let volume = match newest(root, plan) {
        Ok(Some(volume)) => volume,
        Ok(None) => return Ok(refuse(&words::not_in_archive(plan, language), printer)),
        Err(wrong) => return Ok(refuse(&words::wrong(&wrong, language), printer)),
    };
    let mut files = Vec::new();
    for (name, _) in volume.part(SOURCE) {
        files.push((name.to_owned(), volume.read(&format!("{SOURCE}{name}"))?));
    }
    let count = files.len();
    create(to, &files).map_err(|error| match error {
        OutputError::InTheWay { path } => Failure::Other(words::taken(to, &path, language)),
        error => Failure::Output(error),
    })?;
    printer.info(&words::restored(&volume.place, count, to, language));
    Ok(Verdict::Fine)
}

fn date(text: &str) -> Result<Date, String> {
    crate::model::date::parse_date(text).ok_or_else(|| "expected a date such as 2017-01-20".to_owned())
}
