//! Sealing a plan: its pages rendered to stand alone, its sources beside them, handed to the archive.
//!
//! Takes a site's folder and what is asked; gives a new bag, or says why there is none. The pages are those
//! that a build would publish, but for three things: links are spelled out for reading from disk, those
//! that lead out of the plan lead to the live site and say so, and each page says that it is sealed.

use crate::archive::{Payload, PayloadContent, SealError, SealedBag, Sealing, next_number, seal_told};
use crate::bug::bug;
use crate::output::{Content, GoodFolder, Memory, OUTPUT, OutputError, good_folder};
use crate::pages::address::LinkStyle;
use crate::pages::link_rewriter::LinkRewriter;
use crate::pipeline::extent::{BuildExtent, Seal};
use crate::pipeline::readiness::{Readiness, Ready, SealedInput};
use crate::pipeline::walls::BodyState;
use crate::pipeline::{self, BuildReport};
use crate::progress::ProgressListener;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What is asked.
#[derive(Debug, Clone)]
pub struct SealRequest {
    /// The address of the plan, without slashes at the ends: `city/2019`.
    pub plan: String,
    /// The day of sealing; the latest day that the plan speaks of unless given.
    pub date: Option<Date>,
    /// The day on which that is asked: until a plan's year is over, the day of sealing must be given. It is written nowhere.
    pub today: Date,
    /// Why a plan that is sealed already is sealed again.
    pub amendment: Option<String>,
    /// Another public address than `site.yaml` gives.
    pub base_url: Option<String>,
}

/// How it went, where the tool itself did not fail.
#[derive(Debug)]
pub enum SealOutcome {
    /// The plan is sealed.
    Sealed(Box<SealedBag>),
    /// The sources have errors.
    Faulty,
    /// The plan was sealed before, and no amendment was asked for: this many bags there are.
    SealedBefore(u32),
    /// An amendment was asked for of a plan that was never sealed.
    NeverSealed,
    /// It cannot be sealed as it is.
    NotReady(Readiness),
    /// Pages need files that are not among those to be sealed: page, and file as written.
    Incomplete(Vec<(String, String)>),
}

/// Why the tool failed.
#[derive(Debug)]
pub enum SealFailure {
    /// The site could not be built.
    Build(OutputError),
    /// A page could not be read again: its name and why.
    Page(String, String),
    /// The bag could not be made.
    Seal(SealError),
}

/// Seals a plan; gives what a build found, and how it went. Tells how far it is.
///
/// # Errors
/// Where the tool failed. The archive is then as it was.
pub fn run(
    root: &Path,
    request: &SealRequest,
    progress: &dyn ProgressListener,
) -> Result<(BuildReport, SealOutcome), SealFailure> {
    let next = next_number(root, &request.plan);
    match (next, &request.amendment) {
        (2.., None) => return Ok((BuildReport::default(), SealOutcome::SealedBefore(next - 1))),
        (1, Some(_)) => return Ok((BuildReport::default(), SealOutcome::NeverSealed)),
        _ => {}
    }
    let extent = BuildExtent::Plan(Seal {
        plan: request.plan.clone(),
        number: next,
        date: request.date,
        today: request.today,
        reason: request.amendment.clone(),
    });
    let output = root.join(OUTPUT);
    let good = good_folder(&output).map(|path| GoodFolder { path, output });
    let options = pipeline::Options {
        base_url: request.base_url.clone(),
        style: LinkStyle::File,
        search: pipeline::SearchIndex::LeaveOut,
        extent,
        good,
        ..pipeline::Options::default()
    };
    let memory = Memory::new();
    let mut report = pipeline::run(root, &options, &memory, progress).map_err(SealFailure::Build)?;
    let ready = match report.readiness.take() {
        // Links to a draft are errors, too, and it is the draft that explains them.
        Some(drafts @ Readiness::Drafts(_)) => return Ok((report, SealOutcome::NotReady(drafts))),
        // What other bodies get wrong is not this one's: they stand in their last good sources.
        _ if !report.publishable || stands_still(&report, &request.plan) => {
            return Ok((report, SealOutcome::Faulty));
        }
        Some(Readiness::Ready(ready)) => ready,
        Some(other) => return Ok((report, SealOutcome::NotReady(other))),
        // Without `site.yaml` there are errors.
        None => return Ok((report, SealOutcome::Faulty)),
    };
    let mut pages = memory.into_contents();
    let incomplete = rewrite_links(&mut pages, &ready)?;
    if !incomplete.is_empty() {
        return Ok((report, SealOutcome::Incomplete(incomplete)));
    }
    let Ready { info, sources, .. } = *ready;
    let mut payload = Vec::with_capacity(pages.len() + sources.len());
    for (name, source) in sources {
        let content = match source {
            SealedInput::Text(text) => PayloadContent::Bytes(text.into_bytes()),
            SealedInput::Asset(asset) => payload_of(asset.content().map_err(SealFailure::Build)?),
            SealedInput::File(path) => PayloadContent::File(path),
        };
        payload.push(Payload { path: format!("source/{name}"), content });
    }
    let site = pages
        .into_iter()
        .map(|(path, content)| Payload { path: format!("site/{path}"), content: payload_of(content) });
    payload.extend(site);
    let sealing = Sealing { plan: request.plan.clone(), number: next, info, payload };
    let sealed = seal_told(root, &sealing, progress).map_err(SealFailure::Seal)?;
    Ok((report, SealOutcome::Sealed(Box::new(sealed))))
}

/// Whether the body of a plan is not read from `content/` as it is.
fn stands_still(report: &BuildReport, plan: &str) -> bool {
    let body = plan.split('/').next().and_then(|body| report.bodies.get(body));
    body.is_some_and(|body| body.state != BodyState::Current)
}

/// A file of the pages as one of the payload.
fn payload_of(content: Content) -> PayloadContent {
    match content {
        Content::Bytes(bytes) => PayloadContent::Bytes(bytes),
        Content::File(copied) => PayloadContent::Copied(copied),
        Content::Packed(_) => bug!("a plan that is to be sealed has no zip"),
    }
}

/// Rewrites the links of all pages to lead to the live site; gives what pages need and is not there.
fn rewrite_links(
    files: &mut BTreeMap<String, Content>,
    ready: &Ready,
) -> Result<Vec<(String, String)>, SealFailure> {
    let names: Vec<String> = files.keys().cloned().collect();
    let inside: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let rewriter = LinkRewriter { inside: &inside, live: &ready.base_url, title: &ready.outside };
    let mut incomplete = Vec::new();
    for (name, content) in files.iter_mut().filter(|(name, _)| name.ends_with(".html")) {
        // What is no page of ours is sealed as it is.
        let Content::Bytes(bytes) = content else { continue };
        let page = rewriter
            .rewrite(&String::from_utf8_lossy(bytes), name)
            .map_err(|error| SealFailure::Page(name.clone(), error))?;
        incomplete.extend(page.missing.into_iter().map(|missing| (name.clone(), missing)));
        *bytes = page.html.into_bytes();
    }
    Ok(incomplete)
}
