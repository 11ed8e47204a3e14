//! The plan of a round: the site read and checked as it is, and what one of its plans asks.

use super::questions::Questions;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::plan::{Plan, Series};
use crate::output::{NullSink, OutputError};
use crate::pages::catalog::Catalog;
use crate::pipeline::{BuildReport, Options, SearchIndex, Session};
use crate::progress::Silent;
use crate::source::assemble::Drafts;
use crate::source::cache::DirtyFiles;
use crate::source::fields::closest;
use crate::source::walk::CONTENT;
use crate::source_path::{folder, is_in};
use std::path::Path;

/// How it went to ask a plan.
#[derive(Debug)]
pub enum Asked<T> {
    /// What was made of what it asks.
    Done(T),
    /// The plan, or what the site is made with, has errors: these.
    Faulty(Box<BuildReport>),
    /// There is nothing to ask.
    Refused(PlanRefusal),
}

/// Why a plan has no round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanRefusal {
    /// There is no such plan; these there are, by their addresses, and the nearest may have been meant.
    Unknown { plan: String, plans: Vec<String>, similar: Option<String> },
    /// It is sealed: nothing in it changes any more.
    Sealed(String),
}

/// What a sealed plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealedPlans {
    /// To be left alone.
    Refuse,
    /// To be looked at as any other.
    Show,
}

/// Reads and checks a site, finds a plan by its address, the first of those that there is, and does some work with what it
/// asks.
///
/// # Errors
/// Where the site could not be checked: the tool failed.
pub fn ask<T>(
    root: &Path,
    addresses: &[impl AsRef<str>],
    sealed: SealedPlans,
    work: impl FnOnce(&Questions<'_>) -> T,
) -> Result<Asked<T>, OutputError> {
    let options = Options { drafts: Drafts::Show, search: SearchIndex::LeaveOut, ..Options::default() };
    let mut session = Session::new(root.to_owned(), options);
    let mut report = session.run(&DirtyFiles::All, &NullSink, &Silent)?;
    let Some((site, assembled)) = session.site() else { return Ok(Asked::Faulty(Box::new(report))) };
    let catalog = Catalog::new(assembled, &site.others, &site.walls);
    let found = addresses.iter().find_map(|address| find(&catalog, address.as_ref()));
    let Some((series, plan)) = found else {
        let address = addresses.first().map_or("", AsRef::as_ref);
        return Ok(Asked::Refused(unknown(&catalog, address)));
    };
    let is_sealed = site.plans.iter().any(|sealed| sealed.publishes(plan))
        || site.config.sealed.iter().any(|sealed| sealed == plan.address.bare());
    if is_sealed && sealed == SealedPlans::Refuse {
        return Ok(Asked::Refused(PlanRefusal::Sealed(plan.address.bare().to_owned())));
    }
    let own = folder(catalog.file(plan.document).unwrap_or_default());
    report.diagnostics.retain(|diagnostic| is_error(diagnostic) && concerns(diagnostic, own));
    if !report.diagnostics.is_empty() {
        return Ok(Asked::Faulty(Box::new(report)));
    }
    Ok(Asked::Done(work(&Questions::of(&catalog, series.issuer(), plan))))
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

/// Whether a finding is about a plan, or about what all plans are made with, rather than about another text.
fn concerns(diagnostic: &Diagnostic, folder: &str) -> bool {
    let other = |file: &str| is_in(file, CONTENT) && !is_in(file, folder);
    !diagnostic.place.as_ref().is_some_and(|place| other(&place.file))
}

/// All plans of a site, each with its series.
fn plans<'c>(catalog: &Catalog<'c>) -> impl Iterator<Item = (&'c Series, &'c Plan)> {
    catalog.site.series.iter().flat_map(|series| series.plans.iter().map(move |plan| (series, plan)))
}

/// The plan at an address, with its series.
fn find<'c>(catalog: &Catalog<'c>, address: &str) -> Option<(&'c Series, &'c Plan)> {
    plans(catalog).find(|(_, plan)| plan.address.bare() == address)
}

fn unknown(catalog: &Catalog<'_>, address: &str) -> PlanRefusal {
    let plans: Vec<String> = plans(catalog).map(|(_, plan)| plan.address.bare().to_owned()).collect();
    // Often only the series is left out.
    let last = |plan: &&String| plan.rsplit('/').next() == Some(address);
    let similar = plans.iter().find(last).cloned();
    let similar = similar.or_else(|| closest(address, plans.iter().map(String::as_str)));
    PlanRefusal::Unknown { plan: address.to_owned(), plans, similar }
}
