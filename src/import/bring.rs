//! The whole way from a later version of a document into the plan that an earlier one became.

use super::compose::{PlanDraft, compose};
use super::document::OfficeDocument;
use super::propose::{Proposals, propose};
use super::run::{ImportError, ImportRefusal, ImportRequest, Read};
use super::structure::Structure;
use super::update::{PlanUpdate, update};
use crate::digest::Digest;
use crate::model::plan::{Plan, PlanStatus};
use crate::new_plan::{Mode, NewPlanError};
use crate::output::{OutputError, Rewrite, RewriteError, rewrite};
use crate::pipeline::BuildReport;
use crate::source::walk::FoundFile;
use crate::source_path::{SourcePath, folder, is_in};
use crate::trial;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A plan with a later version in it.
#[derive(Debug)]
pub struct Updated {
    /// Its folder, below the site's.
    pub folder: String,
    pub document: OfficeDocument,
    pub structure: Structure,
    /// What the document alone would have become: its losses and remarks count.
    pub draft: PlanDraft,
    pub update: PlanUpdate,
    pub proposals: Proposals,
    /// The files that are changed or new, by their names in the folder.
    pub files: Vec<String>,
}

/// How it went, where the tool itself did not fail.
#[derive(Debug)]
pub enum UpdateOutcome {
    /// The plan has the new version, or would have.
    Done(Box<Updated>),
    /// The plan would have errors that it has not now.
    Broken,
    /// It was not tried.
    Refused(ImportRefusal),
}

/// A file of the plan as it is.
struct Known {
    on_disk: PathBuf,
    bytes: Vec<u8>,
}

/// Brings a later version of a document into its plan; gives what would be wrong with it, and how it went.
///
/// # Errors
/// Where the tool failed. All files are as they were then, or the next command finishes.
pub fn run(root: &Path, request: &ImportRequest) -> Result<(BuildReport, UpdateOutcome), ImportError> {
    let refused = |refusal| Ok((BuildReport::default(), UpdateOutcome::Refused(refusal)));
    let read = match Read::new(root, request)? {
        Ok(read) => read,
        Err(refusal) => return refused(refusal),
    };
    let Some((site, assembled)) = read.session.site() else {
        return Ok((read.before, UpdateOutcome::Broken));
    };
    let file_of = |plan: &Plan| assembled.file(plan.document).map(|file| folder(&file).to_owned());
    let mut plans = assembled.site.series.iter().flat_map(|series| &series.plans);
    let Some(plan) = plans.find(|plan| file_of(plan).as_deref() == Some(&*read.folder)) else {
        return refused(ImportRefusal::NotThere(read.folder));
    };
    let is_sealed = site.plans.iter().any(|sealed| sealed.publishes(plan))
        || site.config.sealed.iter().any(|sealed| sealed == plan.address.bare());
    if is_sealed || plan.status() != PlanStatus::Draft {
        return refused(ImportRefusal::NotADraft(read.folder));
    }
    let draft = compose(&read.document, &read.structure, &read.terms(request));
    let listed = site.found.markdown.iter().chain(&*site.found.others);
    let known = listed
        .filter(|found| is_in(&found.file, &read.folder))
        .map(|found| {
            Ok((
                below(&read.folder, found),
                Known { bytes: fs::read(&found.on_disk)?, on_disk: found.on_disk.clone() },
            ))
        })
        .collect::<std::io::Result<BTreeMap<String, Known>>>()
        .map_err(ImportError::Read)?;
    let texts = |files: &mut dyn Iterator<Item = (&String, &Vec<u8>)>| -> BTreeMap<String, String> {
        let markdown = files.filter(|(name, _)| name.ends_with(".md"));
        markdown
            .filter_map(|(name, bytes)| Some((name.clone(), String::from_utf8(bytes.clone()).ok()?)))
            .collect()
    };
    let own = texts(&mut known.iter().map(|(name, known)| (name, &known.bytes)));
    let changed = match update(&own, &texts(&mut draft.files.iter())) {
        Ok(changed) => changed,
        Err(obstacle) => return refused(ImportRefusal::Obstacle(obstacle)),
    };
    // What the plan holds once the new version is in it, as far as promises are looked for.
    let mut whole: BTreeMap<String, Vec<u8>> =
        own.into_iter().chain(changed.texts.clone()).map(|(name, text)| (name, text.into_bytes())).collect();
    let proposals = propose(&whole, read.year);
    whole.extend(proposals.files.clone());
    let pictures = draft.files.iter().filter(|(name, _)| !name.ends_with(".md"));
    whole.extend(pictures.map(|(name, bytes)| (name.clone(), bytes.clone())));
    whole.retain(|name, bytes| known.get(name).is_none_or(|known| known.bytes != *bytes));
    let contents = whole
        .iter()
        .map(|(name, bytes)| (SourcePath::from(format!("{}/{name}", read.folder)), bytes.as_slice()));
    let errors = trial::errors(&read.before);
    let (_, after) = trial::try_contents(root, (&read.folder, &site.found), &contents.collect(), errors)
        .map_err(|error| ImportError::NewPlan(error.into()))?;
    if !after.diagnostics.is_empty() {
        return Ok((after, UpdateOutcome::Broken));
    }
    if request.mode == Mode::Write && !whole.is_empty() {
        let files: Vec<Rewrite> = whole
            .iter()
            .map(|(name, bytes)| rewritten(root, &read.folder, name, bytes, known.get(name)))
            .collect();
        match rewrite(root, &files) {
            Ok(()) => {}
            Err(RewriteError::Edited(file)) => return refused(ImportRefusal::Edited(file)),
            Err(error) => return Err(ImportError::Rewrite(error)),
        }
    }
    let Read { folder, document, structure, .. } = read;
    let files = whole.into_keys().collect();
    let updated = Updated { folder, document, structure, draft, update: changed, proposals, files };
    Ok((BuildReport::default(), UpdateOutcome::Done(Box::new(updated))))
}

fn rewritten(root: &Path, folder: &str, name: &str, bytes: &[u8], known: Option<&Known>) -> Rewrite {
    let file = format!("{folder}/{name}");
    let on_disk = known.map_or_else(|| root.join(&file), |known| known.on_disk.clone());
    Rewrite { on_disk, file, old: known.map(|known| Digest::of(&known.bytes)), new: bytes.to_vec() }
}

/// The name of a file in the plan's folder.
fn below(folder: &str, found: &FoundFile) -> String {
    found.file.strip_prefix(folder).unwrap_or(&found.file).trim_start_matches('/').to_owned()
}

impl From<OutputError> for ImportError {
    fn from(error: OutputError) -> Self {
        Self::NewPlan(NewPlanError::Output(error))
    }
}
