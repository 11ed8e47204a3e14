//! Next year's plan from this year's: `planpress rollover 2016 --to 2017`.
//!
//! Takes a site's folder and what is asked; gives a new plan beside the old one, as a draft, and a report
//! of all that was carried on, taken out, moved and left for the author. What is written is the old text
//! with changes of known places in it ([`edit`], [`prose`]), so comments, the order of keys, quotes and
//! line ends stay. The new plan is checked where it will stand before it takes its place, whole or not at all.

mod edit;
mod file;
mod front;
mod prose;
pub mod report;
mod verify;
mod yaml_edit;
mod years;

pub use file::Obstacle;

use crate::bug::bug;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::plan::{Plan, Series};
use crate::new_plan::{self, Mode, NewPlan, NewPlanError};
use crate::pages::catalog::Catalog;
use crate::pages::links::References;
use crate::pipeline::BuildReport;
use crate::pipeline::extent::BuildExtent;
use crate::source::fields::closest;
use crate::source::walk::FoundFile;
use crate::source_path::{folder, is_in};
use crate::trial;
use file::NewFile;
use front::RolloverTerms;
use report::RolloverReport;
use std::collections::BTreeSet;
use std::path::Path;

/// What is asked.
#[derive(Debug, Clone)]
pub struct RolloverRequest {
    /// The address of the plan, without slashes at the ends: `city/2019`.
    pub plan: String,
    /// The year of the new plan.
    pub to: i16,
    /// The indicators and tasks that are not to go on.
    pub drop: BTreeSet<String>,
    /// Whether the new plan is written.
    pub mode: Mode,
}

/// How it went, where the tool itself did not fail.
#[derive(Debug)]
pub enum RolloverOutcome {
    /// There is a new plan, or would be.
    Done(Box<RolloverReport>),
    /// The old plan, or what the site is made with, has errors: these.
    Faulty,
    /// The new plan would have errors that the old one has not: these.
    Broken,
    /// It was not tried.
    Refused(RolloverRefusal),
}

/// Why there is no new plan.
#[derive(Debug)]
pub enum RolloverRefusal {
    /// There is no such plan; these there are, by their addresses, and the nearest may have been meant.
    Unknown { plans: Vec<String>, similar: Option<String> },
    /// The year asked for does not come after that of the plan, which is this.
    NotLater(i16),
    /// The series has a plan of that year, in this file.
    YearTaken(String),
    /// Something stands where the new plan would: in this folder, below the site's.
    Taken(String),
    /// No indicator or task has this id; the nearest may have been meant.
    UnknownId { id: String, similar: Option<String> },
    /// A file is written in a way that cannot be changed with certainty.
    Obstacle(Obstacle),
}

/// Makes next year's plan; gives what was found, and how it went.
///
/// # Errors
/// Where the tool failed. Nothing is written then.
pub fn run(root: &Path, request: &RolloverRequest) -> Result<(BuildReport, RolloverOutcome), NewPlanError> {
    let (session, mut before) = trial::check(root, BuildExtent::Site)?;
    let known = new_plan::errors(&before);
    let refused = |refusal| Ok((BuildReport::default(), RolloverOutcome::Refused(refusal)));
    let Some((site, assembled)) = session.site() else { return Ok((before, RolloverOutcome::Faulty)) };
    let catalog = Catalog::new(assembled, &site.others, &site.walls);
    let (series, plan) = match find(&catalog, &request.plan) {
        Ok(found) => found,
        Err(refusal) => return refused(refusal),
    };
    let own = folder(file_of(&catalog, plan));
    before.diagnostics.retain(|diagnostic| is_error(diagnostic) && concerns(diagnostic, own));
    if !before.diagnostics.is_empty() {
        return Ok((before, RolloverOutcome::Faulty));
    }
    if let Some(refusal) = refusal(root, &catalog, series, plan, request) {
        return refused(refusal);
    }
    let markdown = site.found.markdown.iter().filter(|found| is_in(&found.file, own));
    let (report, new) = match made_of(&catalog, plan, own, markdown, &terms(plan, request, site.config.lang))
    {
        Ok(new) => new,
        Err(obstacle) => return refused(RolloverRefusal::Obstacle(obstacle)),
    };
    let after = new_plan::write(root, &new, &known, request.mode)?;
    match after {
        None => Ok((BuildReport::default(), RolloverOutcome::Done(Box::new(report)))),
        Some(after) => Ok((after, RolloverOutcome::Broken)),
    }
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

/// Whether a finding is about a plan, or about what all plans are made with, rather than about another text.
fn concerns(diagnostic: &Diagnostic, folder: &str) -> bool {
    let other = |file: &str| is_in(file, crate::source::walk::CONTENT) && !is_in(file, folder);
    !diagnostic.place.as_ref().is_some_and(|place| other(&place.file))
}

/// The plan at an address, with its series.
fn find<'c>(catalog: &Catalog<'c>, address: &str) -> Result<(&'c Series, &'c Plan), RolloverRefusal> {
    let all =
        || catalog.site.series.iter().flat_map(|series| series.plans.iter().map(move |plan| (series, plan)));
    let name = |plan: &'c Plan| plan.address.bare();
    if let Some(found) = all().find(|(_, plan)| name(plan) == address) {
        return Ok(found);
    }
    let plans: Vec<String> = all().map(|(_, plan)| name(plan).to_owned()).collect();
    // Often only the series is left out.
    let last = |plan: &&String| plan.rsplit('/').next() == Some(address);
    let similar = plans.iter().find(last).cloned();
    let similar = similar.or_else(|| closest(address, plans.iter().map(String::as_str)));
    Err(RolloverRefusal::Unknown { plans, similar })
}

/// The file of a plan's front matter.
fn file_of<'c>(catalog: &'c Catalog<'_>, plan: &Plan) -> &'c str {
    match catalog.text(plan.document) {
        Some(text) => &text.source.file,
        None => bug!("the plan {} is no document", plan.address),
    }
}

/// What speaks against it before anything is made.
fn refusal(
    root: &Path,
    catalog: &Catalog<'_>,
    series: &Series,
    plan: &Plan,
    request: &RolloverRequest,
) -> Option<RolloverRefusal> {
    let from = plan.year();
    if request.to <= from {
        return Some(RolloverRefusal::NotLater(from));
    }
    if let Some(other) = series.plans.iter().find(|other| other.year() == request.to) {
        return Some(RolloverRefusal::YearTaken(file_of(catalog, other).to_owned()));
    }
    let new = new_folder(folder(file_of(catalog, plan)), from, request.to);
    if root.join(&new).symlink_metadata().is_ok() {
        return Some(RolloverRefusal::Taken(new));
    }
    let indicators = plan.indicators().map(|(_, indicator)| indicator.id.as_str());
    let ids: Vec<&str> = indicators.chain(plan.tasks().map(|(_, task)| task.id.as_str())).collect();
    let unknown = request.drop.iter().find(|id| !ids.contains(&id.as_str()))?;
    Some(RolloverRefusal::UnknownId { id: unknown.clone(), similar: closest(unknown, ids) })
}

/// Where the new plan lies: beside the old one, its name with the year moved, else the year alone.
fn new_folder(old: &str, from: i16, to: i16) -> String {
    let (above, name) = old.rsplit_once('/').unwrap_or(("", old));
    let moved = years::Rewriter::Title { from, to }.apply(name);
    let name = if moved == name { to.to_string() } else { moved };
    format!("{above}/{name}")
}

fn terms(plan: &Plan, request: &RolloverRequest, lang: crate::model::config::Lang) -> RolloverTerms {
    use crate::model::indicator::TaskState;
    let ends = |state: &TaskState| matches!(state, TaskState::Done | TaskState::Dropped(_));
    let ended = plan.tasks().filter(|(_, task)| task.state.as_ref().is_some_and(ends));
    let dropped = request.drop.iter().cloned().chain(ended.map(|(_, task)| task.id.clone())).collect();
    RolloverTerms { from: plan.year(), to: request.to, as_of: plan.front.as_of_date(), dropped, lang }
}

/// Makes the new plan; `markdown` are all texts in its folder, those too that no page is made of.
fn made_of<'f>(
    catalog: &Catalog<'_>,
    plan: &Plan,
    own: &str,
    markdown: impl Iterator<Item = &'f FoundFile>,
    terms: &RolloverTerms,
) -> Result<(RolloverReport, NewPlan), Obstacle> {
    let references = References::new(catalog);
    let new = new_folder(own, terms.from, terms.to);
    let below = |file: &str| file.strip_prefix(own).unwrap_or(file).trim_start_matches('/').to_owned();
    let mut report = RolloverReport {
        plan: plan.address.bare().to_owned(),
        from: terms.from,
        to: terms.to,
        folder: new.clone(),
        ..RolloverReport::default()
    };
    let (mut contents, mut used) = (Vec::new(), BTreeSet::new());
    let sections = plan.sections.iter().map(|section| section.document);
    for document in std::iter::once(plan.document).chain(sections) {
        let known = catalog.documents.get(document.0).zip(catalog.entry_of(document));
        let Some(((_, parsed), entry)) = known else { bug!("a section of {own} is no document") };
        used.extend(references.resolve(entry).files);
        let Some(resolved) = references.of(document) else { bug!("{own} was resolved") };
        let name = below(&parsed.text.source.file);
        let NewFile { text, lines } = file::rewrite(parsed, resolved, &format!("{new}/{name}"), terms)?;
        report.lines.extend(lines);
        report.texts.push(name.clone());
        contents.push((name, text.into_bytes()));
    }
    report.lines.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut copies = Vec::new();
    for (index, FoundFile { file, on_disk }) in catalog.others.iter().enumerate() {
        if !is_in(file, own) {
            continue;
        }
        if used.contains(&index) {
            report.copied.push(below(file));
            copies.push((below(file), on_disk.clone()));
        } else {
            report.left.push(below(file));
        }
    }
    let texts_left = markdown.map(|found| below(&found.file));
    report.left.extend(texts_left.filter(|name| !report.texts.contains(name)));
    report.left.sort();
    Ok((report, NewPlan { folder: new, contents, copies }))
}
