//! `planpress archive`: seal a published plan, pack its bag, give its sources back.

use super::places::keep_apart;
use super::print::Printer;
use super::{ExitStatus, Failure, Global, archive_words as words, on_threads};
use crate::archive::site_archive::{Archive, ArchiveProblem, Bag, SOURCE};
use crate::archive::{self, SealError, SealedBag};
use crate::diagnostic::Words;
use crate::output::{CopyError, FileAction, OutputError, create};
use crate::progress::{Share, Step};
use crate::sealing::{self, SealOutcome, SealRequest};
use crate::source::load::configuration;
use crate::source_path::is_in;
use clap::Args;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Debug, Args)]
pub struct ArchiveArguments {
    /// The plan to seal, by its address: YEAR, or SERIES/YEAR
    #[arg(value_name = "PLAN", required_unless_present = "restore", conflicts_with = "restore")]
    plan: Option<String>,
    /// The day of sealing; unless given, the latest day that the plan speaks of, once its year is over
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

pub fn run(global: &Global, arguments: &ArchiveArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    let root = global.site()?;
    match (&arguments.plan, &arguments.restore, &arguments.to) {
        (Some(plan), _, _) => seal(root, arguments, plan.trim_matches('/'), printer),
        (None, Some(plan), Some(to)) => restore(root, plan.trim_matches('/'), to, printer),
        // The command line does not let it come to this.
        (None, _, _) => Ok(ExitStatus::Fine),
    }
}

fn seal(
    root: &Path,
    arguments: &ArchiveArguments,
    plan: &str,
    printer: &Printer,
) -> Result<ExitStatus, Failure> {
    if let Some(zip) = &arguments.zip {
        keep_apart(root, zip)?;
    }
    if let (Some(zip), false) = (&arguments.zip, arguments.amend) {
        match newest(root, plan, printer) {
            Ok(Some(bag)) => return pack(&bag.path, zip, printer),
            Ok(None) => {}
            Err(wrong) => return Ok(refuse(words::wrong(&wrong), printer)),
        }
    }
    let request = SealRequest {
        plan: plan.to_owned(),
        date: arguments.date,
        today: super::today(),
        amendment: arguments.reason.clone().filter(|_| arguments.amend),
        base_url: arguments.base_url.clone(),
    };
    let bar = printer.progress();
    let done = on_threads(None, || sealing::run(root, &request, &bar))?;
    drop(bar);
    let (report, outcome) = match done {
        Ok(done) => done,
        Err(sealing::SealFailure::Seal(error)) => return refused(&error, printer),
        Err(failure) => return Err(Failure(words::failure(&failure))),
    };
    if !report.diagnostics.is_empty() {
        printer.findings(&report, super::telling::Telling::plain(), super::standing::Outcome::Checked, None);
    }
    match outcome {
        SealOutcome::Sealed(sealed) => {
            let SealedBag { place, path, digest, record } = *sealed;
            printer.info(words::sealed(&place, &path, digest, &record));
            let mut plans: BTreeSet<String> = configuration(root).0.config.sealed.into_iter().collect();
            if !plans.contains(&place.plan) {
                plans.extend(archive::bags(root).into_iter().filter_map(|bag| Some(bag.place?.plan)));
                printer.info(words::not_listed(&plans.into_iter().collect::<Vec<_>>()));
            }
            match &arguments.zip {
                Some(zip) => pack(&path, zip, printer),
                None => Ok(ExitStatus::Fine),
            }
        }
        SealOutcome::Faulty => {
            printer.info(words::not_sealed());
            Ok(ExitStatus::Faulty)
        }
        refusal => Ok(refuse(words::refusal(plan, &refusal), printer)),
    }
}

/// Says why there is nothing to be had, which is not the tool's fault.
fn refuse(why: Words, printer: &Printer) -> ExitStatus {
    printer.failure(why);
    ExitStatus::Faulty
}

/// The same of an error, which may be the tool's fault.
fn refused(error: &SealError, printer: &Printer) -> Result<ExitStatus, Failure> {
    if error.is_refusal() { Ok(refuse(error.words(), printer)) } else { Err(Failure(error.words())) }
}

/// Packs a bag; gives what is printed of it.
fn pack(bag: &Path, zip: &Path, printer: &Printer) -> Result<ExitStatus, Failure> {
    let bar = printer.progress();
    let packed = archive::zip(bag, zip, &bar);
    drop(bar);
    if let Err(error) = packed {
        return refused(&error, printer);
    }
    printer.info(words::packed(zip));
    Ok(ExitStatus::Fine)
}

/// The newest bag of a plan; what is wrong, where the plan's bags or the chain that they are in do not hold.
fn newest(root: &Path, plan: &str, printer: &Printer) -> Result<Option<Arc<Bag>>, ArchiveProblem> {
    let mut archive = Archive::default();
    archive.renew(root, &printer.progress());
    let own = format!("{}/{plan}", archive::ARCHIVE);
    // What is wrong with a folder above, the series or the archive, may hide the plan's own bags.
    let concerns = |path: &str| path == own || is_in(path, &own) || is_in(&own, path);
    if let Some(wrong) = archive.problems.iter().find(|problem| concerns(&problem.path)) {
        return Err(wrong.clone());
    }
    let own = archive.bags.iter().filter(|bag| bag.place.plan == plan);
    Ok(own.max_by_key(|bag| bag.place.number).cloned())
}

fn restore(root: &Path, plan: &str, to: &Path, printer: &Printer) -> Result<ExitStatus, Failure> {
    let bag = match newest(root, plan, printer) {
        Ok(Some(bag)) => bag,
        Ok(None) => return Ok(refuse(words::not_in_archive(plan), printer)),
        Err(wrong) => return Ok(refuse(words::wrong(&wrong), printer)),
    };
    keep_apart(root, to)?;
    let mut count = 0;
    let bar = printer.progress();
    let done = create(to, |new| {
        let told = Share::whole(&bar, Step::Restore, bag.part(SOURCE).count() as u64);
        for (name, digest) in bag.part(SOURCE) {
            told.advance(1);
            let on_disk = bag.path.join(format!("{SOURCE}{name}"));
            let refuse = || OutputError::io(FileAction::Read, &on_disk);
            let file = File::open(&on_disk).map_err(refuse())?;
            match new.write(name, file) {
                Ok((written, _)) if written == *digest => count += 1,
                Ok(_) => {
                    return Err(OutputError::SourceChanged { path: on_disk, file: name.to_owned() });
                }
                Err(CopyError::Read(error)) => return Err(refuse()(error)),
                Err(CopyError::Write(error)) => return Err(error),
            }
        }
        Ok(())
    });
    drop(bar);
    done.map_err(|error| Failure(words::not_restored(to, &error)))?;
    printer.info(words::restored(&bag.place, count, to));
    Ok(ExitStatus::Fine)
}

fn date(text: &str) -> Result<Date, String> {
    crate::model::date::parse_date(text).ok_or_else(|| "expected a date written YYYY-MM-DD".to_owned())
}
