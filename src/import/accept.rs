//! Proposed indicators accepted: `proposed: true` taken out of front matter, all or nothing.
//!
//! Takes a site's folder, a plan and the ids that are meant; gives what was accepted, each with the sentence that it is bound in.
//! Nothing else of a file changes.

use crate::bug::slice;
use crate::digest::Digest;
use crate::model::config::Lang;
use crate::model::plan::Plan;
use crate::new_plan::Mode;
use crate::output::{NullSink, Rewrite, RewriteError, rewrite, settle_rewrite};
use crate::pages::catalog::Catalog;
use crate::pages::display;
use crate::pipeline::{BuildReport, Options, SearchIndex, Session};
use crate::progress::Silent;
use crate::source::assemble::Drafts;
use crate::source::cache::DirtyFiles;
use crate::source::document::Text;
use crate::source::edit::front_edit::{FrontEdit, edit_text};
use crate::source::edit::patches::line_of;
use crate::source::fields::{closest, scalar_text};
use crate::source::yaml::PathStep;
use crate::source::yaml::value::read_value;
use serde_yaml::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What is asked.
#[derive(Debug, Clone)]
pub struct AcceptRequest {
    /// The plan's address: `2026`, `kj/2026`.
    pub plan: String,
    /// The indicators that are meant; all that are proposed where none is named.
    pub ids: Vec<String>,
    /// Whether anything is written.
    pub mode: Mode,
}

/// An indicator that is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    pub id: String,
    pub name: String,
    /// As pages show it, with its unit; none of one that has no target.
    pub target: Option<String>,
    /// The higher tier, as pages show it.
    pub stretch: Option<String>,
    /// The unit, where the words of the target leave it out.
    pub unit: Option<String>,
    /// The first sentence that it is bound in; none where the text does not state it.
    pub stated: Option<Sentence>,
}

/// A sentence and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub text: String,
    pub file: String,
    /// From 1.
    pub line: usize,
}

/// How it went, where the tool itself did not fail.
#[derive(Debug)]
pub enum AcceptOutcome {
    /// These are accepted, or would be, in the order of the plan; none where none is proposed.
    Done(Vec<Accepted>),
    /// The site could not be read.
    Faulty(Box<BuildReport>),
    /// It was not tried.
    Refused(AcceptRefusal),
}

/// Why nothing was accepted.
#[derive(Debug, PartialEq, Eq)]
pub enum AcceptRefusal {
    /// There is no such plan; perhaps this one is meant.
    UnknownPlan(Option<String>),
    /// The plan is sealed.
    Sealed,
    /// The plan has no indicators of these ids; perhaps those are meant.
    UnknownIds(Vec<(String, Option<String>)>),
    /// The plan has these indicators, and they are not proposed.
    NotProposed(Vec<String>),
    /// Front matter is written in a way that cannot be changed with certainty: file and line.
    Unclear(String, usize),
    /// A file was changed in the meantime.
    Edited(String),
}

/// Accepts proposed indicators.
///
/// # Errors
/// Where the tool failed. Then either nothing is written, or the next command finishes it ([`RewriteError`]).
pub fn accept(root: &Path, request: &AcceptRequest) -> Result<AcceptOutcome, RewriteError> {
    settle_rewrite(root)?;
    let options = Options { drafts: Drafts::Show, search: SearchIndex::LeaveOut, ..Options::default() };
    let mut session = Session::new(root.to_owned(), options);
    let report = session.run(&DirtyFiles::All, &NullSink, &Silent)?;
    let Some((site, assembled)) = session.site() else { return Ok(AcceptOutcome::Faulty(Box::new(report))) };
    let catalog = Catalog::new(assembled, &site.others, &site.walls);
    let refused = |refusal| Ok(AcceptOutcome::Refused(refusal));
    let plans: Vec<&Plan> = catalog.site.series.iter().flat_map(|series| &series.plans).collect();
    let Some(plan) = plans.iter().find(|plan| plan.address.bare() == request.plan) else {
        let meant = closest(&request.plan, plans.iter().map(|plan| plan.address.bare()));
        return refused(AcceptRefusal::UnknownPlan(meant));
    };
    let is_sealed = site.plans.iter().any(|sealed| sealed.bag.place.plan == request.plan);
    if is_sealed || site.config.sealed.contains(&request.plan) {
        return refused(AcceptRefusal::Sealed);
    }
    let meant = match meant(plan, &request.ids) {
        Ok(meant) => meant,
        Err(refusal) => return refused(refusal),
    };
    let sentences = sentences(&catalog, plan, &meant);
    let (mut accepted, mut files) = (Vec::new(), Vec::new());
    for part in plan.parts() {
        let Some(text) = catalog.text(part.document) else { continue };
        let own = part.indicators().iter().filter(|own| meant.contains(own.id.as_str()) && own.is_proposed());
        let mut is_changed = false;
        for own in own {
            is_changed = true;
            let target = own.target.as_ref().map(|target| display::target(target, Lang::Chinese));
            let details = own.details.as_deref();
            let stretch = details.and_then(|own| own.stretch.as_ref());
            let unit = own.unit.clone();
            let is_said =
                |unit: &String| target.as_ref().is_some_and(|target| target.contains(unit.as_str()));
            accepted.push(Accepted {
                id: own.id.clone(),
                name: own.name.clone(),
                unit: unit.filter(|unit| !is_said(unit)),
                stretch: stretch.map(|target| display::target(target, Lang::Chinese)),
                stated: sentences.get(own.id.as_str()).cloned(),
                target,
            });
        }
        if !is_changed {
            continue;
        }
        match without_key(text, &meant) {
            Ok(new) => files.push((text, new)),
            Err(line) => return refused(AcceptRefusal::Unclear(text.source.file.to_string(), line)),
        }
    }
    if request.mode == Mode::Write && !files.is_empty() {
        let of = |(text, new): (&Text, String)| {
            let found = site.found.markdown.iter().find(|found| found.file == text.source.file)?;
            Some(Rewrite {
                on_disk: found.on_disk.clone(),
                file: text.source.file.to_string(),
                old: Some(Digest::of(text.source.text.as_bytes())),
                new: new.into_bytes(),
            })
        };
        let files: Vec<Rewrite> = files.into_iter().filter_map(of).collect();
        match rewrite(root, &files) {
            Ok(()) => {}
            Err(RewriteError::Edited(file)) => return refused(AcceptRefusal::Edited(file)),
            Err(error) => return Err(error),
        }
    }
    Ok(AcceptOutcome::Done(accepted))
}

/// The ids that are meant: all that are proposed, or those that are named, each of which must be.
fn meant(plan: &Plan, named: &[String]) -> Result<BTreeSet<String>, AcceptRefusal> {
    let all: BTreeSet<&str> = plan.indicators().map(|(_, own)| own.id.as_str()).collect();
    let proposed = plan.indicators().filter(|(_, own)| own.is_proposed());
    let proposed: BTreeSet<String> = proposed.map(|(_, own)| own.id.clone()).collect();
    if named.is_empty() {
        return Ok(proposed);
    }
    let unknown: Vec<(String, Option<String>)> = named
        .iter()
        .filter(|id| !all.contains(id.as_str()))
        .map(|id| {
            let near = closest(id, proposed.iter().map(String::as_str));
            (id.clone(), near.or_else(|| closest(id, all.iter().copied())))
        })
        .collect();
    if !unknown.is_empty() {
        return Err(AcceptRefusal::UnknownIds(unknown));
    }
    let others: Vec<String> = named.iter().filter(|id| !proposed.contains(*id)).cloned().collect();
    if !others.is_empty() {
        return Err(AcceptRefusal::NotProposed(others));
    }
    Ok(named.iter().cloned().collect())
}

/// For each indicator the first sentence of the plan that it is bound in.
fn sentences(catalog: &Catalog<'_>, plan: &Plan, meant: &BTreeSet<String>) -> BTreeMap<String, Sentence> {
    let mut found = BTreeMap::new();
    for part in plan.parts() {
        let Some(text) = catalog.text(part.document) else { continue };
        for passage in &text.body.passages {
            for (index, range) in &passage.figures {
                let Some(figure) = text.body.figures.get(*index) else { continue };
                if figure.plan.is_some() || !meant.contains(&figure.id) || found.contains_key(&figure.id) {
                    continue;
                }
                let own = super::propose::sentence(&passage.text, range.start);
                let sentence = Sentence {
                    text: own.to_owned(),
                    file: text.source.file.to_string(),
                    line: text.place(&figure.span).start.line,
                };
                found.insert(figure.id.clone(), sentence);
            }
        }
    }
    found
}

/// A file's text without the key in these indicators.
///
/// # Errors
/// It is written in a way that cannot be changed with certainty: the line.
fn without_key(text: &Text, meant: &BTreeSet<String>) -> Result<String, usize> {
    let (whole, yaml) = (&text.source.text, text.yaml());
    let start = text.yaml_range.start;
    let line = |at: usize| line_of(whole, start + at);
    let value = read_value(yaml).map_err(|error| line(error.at))?;
    let items = value.get("indicators").and_then(Value::as_sequence).map_or(&[][..], Vec::as_slice);
    let is_meant = |item: &Value| {
        item.get("proposed").and_then(Value::as_bool) == Some(true)
            && item.get("id").and_then(scalar_text).is_some_and(|id| meant.contains(&id))
    };
    let edits: Vec<FrontEdit> = items
        .iter()
        .enumerate()
        .filter(|(_, item)| is_meant(item))
        .map(|(index, _)| FrontEdit::Remove {
            map: vec![PathStep::key("indicators"), PathStep::Index(index)],
            key: "proposed",
        })
        .collect();
    if edits.is_empty() {
        return Err(line(0));
    }
    let patches = edit_text(yaml, &edits).map_err(|unsafe_edit| line(0) + unsafe_edit.line - 1)?;
    let patched = patches.apply(yaml).map_err(line)?;
    Ok(format!("{}{}{}", slice(whole, ..start), patched.text, slice(whole, text.yaml_range.end..)))
}
