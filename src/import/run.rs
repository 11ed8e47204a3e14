//! The whole way from a file to a plan's folder.

use super::compose::{ComposeTerms, PlanDraft, compose};
use super::document::OfficeDocument;
use super::docx::{ReadFault, TrackedChanges};
use super::propose::{Proposals, propose};
use super::read::read;
use super::remark::Remark;
use super::structure::{Structure, structure};
use super::update::UpdateObstacle;
use crate::diagnostic::words::say;
use crate::model::plan::Series;
use crate::new_plan::{self, Mode, NewPlan, NewPlanError};
use crate::output::RewriteError;
use crate::pipeline::extent::BuildExtent;
use crate::pipeline::{BuildReport, Session};
use crate::source::walk::CONTENT;
use crate::trial;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes: more than any plan with its pictures has.
const LARGEST: u64 = 256 << 20;

/// What is asked.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// The document.
    pub file: PathBuf,
    /// The folder of the new plan below the site's folder, as it was typed; where its series has its plans unless given.
    pub into: Option<String>,
    /// The plan's year; as the document says unless given.
    pub year: Option<i16>,
    /// What becomes of tracked changes.
    pub changes: TrackedChanges,
    /// Whether the new plan is written.
    pub mode: Mode,
}

/// What was made of a document.
#[derive(Debug)]
pub struct Imported {
    /// The folder of the new plan, below the site's folder: `content/2026`.
    pub folder: String,
    pub document: OfficeDocument,
    pub structure: Structure,
    /// The plan as it stands in the folder, with what was proposed.
    pub draft: PlanDraft,
    pub proposals: Proposals,
}

/// How it went, where the tool itself did not fail.
#[derive(Debug)]
pub enum ImportOutcome {
    /// There is a new plan, or would be.
    Done(Box<Imported>),
    /// The new plan would have errors.
    Broken,
    /// It was not tried.
    Refused(ImportRefusal),
}

/// Why there is no new plan.
#[derive(Debug)]
pub enum ImportRefusal {
    /// The document cannot be read.
    Fault(ReadFault),
    /// There is nothing to read in it.
    NoText,
    /// Neither the document nor the request says for which year it is.
    NoYear,
    /// The site has several series, in these folders, and the document does not say whose it is.
    WhereTo(Vec<String>),
    /// The folder asked for is none in which a plan could lie.
    BadFolder(String),
    /// Something stands where the new plan would: in this folder, below the site's.
    Taken(String),
    /// There is no plan to be updated in this folder.
    NotThere(String),
    /// The plan in this folder is published or sealed: it is no draft.
    NotADraft(String),
    /// A file of the plan is written in a way that cannot be changed with certainty.
    Obstacle(UpdateObstacle),
    /// Somebody changed this file in the meantime.
    Edited(String),
}

/// Why the tool failed.
#[derive(Debug)]
pub enum ImportError {
    /// The document could not be read from the disk.
    Read(io::Error),
    /// The new plan could not be checked or written.
    NewPlan(NewPlanError),
    /// The files of a plan could not be rewritten.
    Rewrite(RewriteError),
}

impl From<NewPlanError> for ImportError {
    fn from(error: NewPlanError) -> Self {
        Self::NewPlan(error)
    }
}

/// Makes a plan of a document; gives what would be wrong with it, and how it went.
///
/// # Errors
/// Where the tool failed. Nothing is written then.
pub fn run(root: &Path, request: &ImportRequest) -> Result<(BuildReport, ImportOutcome), ImportError> {
    let refused = |refusal| Ok((BuildReport::default(), ImportOutcome::Refused(refusal)));
    let read = match Read::new(root, request)? {
        Ok(read) => read,
        Err(refusal) => return refused(refusal),
    };
    if root.join(&read.folder).symlink_metadata().is_ok() {
        return refused(ImportRefusal::Taken(read.folder));
    }
    let mut draft = compose(&read.document, &read.structure, &read.terms(request));
    let proposals = propose(&draft.files, read.year);
    draft.files.extend(proposals.files.iter().map(|(name, bytes)| (name.clone(), bytes.clone())));
    let new = NewPlan {
        folder: read.folder.clone(),
        contents: draft.files.iter().map(|(name, bytes)| (name.clone(), bytes.clone())).collect(),
        copies: Vec::new(),
    };
    let after = new_plan::write(root, &new, &new_plan::errors(&read.before), request.mode)?;
    match after {
        Some(after) => Ok((after, ImportOutcome::Broken)),
        None => {
            let Read { folder, document, structure, .. } = read;
            let imported = Imported { folder, document, structure, draft, proposals };
            Ok((BuildReport::default(), ImportOutcome::Done(Box::new(imported))))
        }
    }
}

/// A document that was read, and where its plan belongs.
pub(super) struct Read {
    pub(super) document: OfficeDocument,
    pub(super) structure: Structure,
    /// The plan's folder, below the site's.
    pub(super) folder: String,
    pub(super) year: i16,
    /// The site as it is, and what is wrong with it.
    pub(super) session: Session,
    pub(super) before: BuildReport,
}

impl Read {
    /// Reads what is asked for, and the site.
    pub(super) fn new(
        root: &Path,
        request: &ImportRequest,
    ) -> Result<Result<Self, ImportRefusal>, ImportError> {
        let bytes = bytes_of(&request.file).map_err(ImportError::Read)?;
        let document = match read(&request.file, &bytes, request.changes) {
            Ok(document) => document,
            Err(fault) => return Ok(Err(ImportRefusal::Fault(fault))),
        };
        drop(bytes);
        if document.paragraphs().iter().all(|paragraph| paragraph.text().trim().is_empty()) {
            return Ok(Err(ImportRefusal::NoText));
        }
        let mut structure = structure(&document);
        if let (Some(asked), Some(named)) = (request.year, structure.front.year)
            && asked != named
        {
            let words = say!(
                "the document names the year {named}, not {asked}",
                "文件中写的是{named}年，不是{asked}年"
            );
            structure.remarks.push(Remark { at: None, words });
        }
        let asked = match request.into.as_deref().map(|into| folder_of(root, into)) {
            Some(Err(into)) => return Ok(Err(ImportRefusal::BadFolder(into))),
            Some(Ok(folder)) => Some(folder),
            None => None,
        };
        let in_name = || asked.as_deref().and_then(|folder| year_of(folder.rsplit('/').next()?));
        let Some(year) = request.year.or(structure.front.year).or_else(in_name) else {
            return Ok(Err(ImportRefusal::NoYear));
        };
        let (session, before) =
            trial::check(root, BuildExtent::Site).map_err(|error| ImportError::NewPlan(error.into()))?;
        let folder = match asked {
            Some(folder) => folder,
            None => {
                let series = session.site().map_or(&[][..], |(_, assembled)| &assembled.site.series);
                match home(series, structure.front.issuer.as_deref()) {
                    Ok(above) => format!("{above}/{year}"),
                    Err(folders) => return Ok(Err(ImportRefusal::WhereTo(folders))),
                }
            }
        };
        Ok(Ok(Self { document, structure, folder, year, session, before }))
    }

    /// What the document does not say itself.
    pub(super) fn terms(&self, request: &ImportRequest) -> ComposeTerms {
        let stem = request.file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        ComposeTerms { year: self.year, fallback_title: stem.unwrap_or_default() }
    }
}

/// Reads a file, unless it is larger than any document.
fn bytes_of(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::other(format!("more than {} MB", LARGEST >> 20)));
    }
    Ok(bytes)
}

/// The folder that was meant, below the site's folder: `2026`, `content/2026/` and the path on disk are one.
///
/// # Errors
/// It is none in which a plan could lie.
fn folder_of(root: &Path, into: &str) -> Result<String, String> {
    let bad = || into.to_owned();
    let typed = Path::new(into);
    let below = match typed.strip_prefix(root) {
        Ok(below) if typed.is_absolute() || root != Path::new(".") => below,
        _ if typed.is_absolute() => return Err(bad()),
        _ => typed,
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in below.components() {
        match part {
            std::path::Component::Normal(name) => parts.push(name.to_str().ok_or_else(bad)?),
            std::path::Component::CurDir => {}
            _ => return Err(bad()),
        }
    }
    if parts.first() == Some(&CONTENT) {
        parts.remove(0);
    }
    // A plan lies in content/ or in a series there.
    if parts.is_empty() || parts.len() > 2 {
        return Err(bad());
    }
    Ok(format!("{CONTENT}/{}", parts.join("/")))
}

/// The year that a folder is named after.
fn year_of(name: &str) -> Option<i16> {
    let is_year = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| name.parse().ok()).flatten().filter(|year| (1000..=9999).contains(year))
}

/// The folder in which the plans of a body lie.
///
/// # Errors
/// The folders of all series, where it cannot be told which it is.
fn home(series: &[Series], issuer: Option<&str>) -> Result<String, Vec<String>> {
    let folder =
        |series: &Series| format!("{CONTENT}/{}", series.address.bare()).trim_end_matches('/').to_owned();
    let mut own = series.iter().filter(|series| issuer.is_some() && series.issuer() == issuer);
    match (series, own.next(), own.next()) {
        ([], ..) => Ok(CONTENT.to_owned()),
        ([only], ..) | (_, Some(only), None) => Ok(folder(only)),
        _ => Err(series.iter().map(folder).collect()),
    }
}
