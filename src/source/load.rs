//! Reading a whole site: configuration, documents, other files.
//!
//! Takes the site's folder; gives everything in it that later phases need, and all findings. Parsing
//! runs in parallel; the result is in the order of paths whatever the order of the work.

use super::assemble::{PlacedDocument, PlanFolders};
use super::cache::{CachedDocument, DirtyFiles, DocumentCache, FileState, StandIns};
use super::characters;
use super::config;
use super::document::{RawDocument, Signs};
use super::file_names::INDEX;
use super::listing::Listing;
use super::mending::read_typed;
use super::stamp::Stamp;
use super::text::{SourceFile, without_mark};
use super::walk::{CONTENT, FoundFile, leads_outside, of_file, real};
use crate::diagnostic::{ContentFault, Diagnostic, FileFault, Finding, SiteFault};
use crate::model::config::SiteConfig;
use crate::source_path::SourcePath;
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;

/// The configuration file.
pub const SITE_YAML: &str = "site.yaml";

/// All that was read of a site's content.
#[derive(Debug)]
pub struct Sources {
    /// The documents in the order of their paths, each with its role.
    pub documents: Vec<PlacedDocument>,
    /// Files that are not Markdown: pictures and attachments.
    pub others: Arc<[FoundFile]>,
    /// All files as they lie in `content/`, sealed or not.
    pub found: Arc<Listing>,
}

/// What `site.yaml` says, with its text, to place later findings in it.
#[derive(Debug, Default)]
pub struct Configuration {
    /// The values.
    pub config: SiteConfig,
    /// The file; `None` where it could not be read.
    pub source: Option<SourceFile>,
}

/// The text of `site.yaml`.
fn site_yaml(root: &Path) -> Result<SourceFile, Box<Diagnostic>> {
    let found = FoundFile { file: SourcePath::from(SITE_YAML), on_disk: root.join(SITE_YAML) };
    if !found.on_disk.exists() {
        let folder = if root.as_os_str().is_empty() { ".".to_owned() } else { root.display().to_string() };
        return Err(Box::new(Diagnostic::global(Finding::Site(SiteFault::MissingSite { folder }))));
    }
    if let Some(target) = leads_outside(&real(root), &found.on_disk) {
        return Err(Box::new(of_file(SITE_YAML, Finding::File(FileFault::SymlinkOutside { target }))));
    }
    let source = SourceFile::read(&found)?;
    let text = without_mark(&source.text).to_owned();
    Ok(SourceFile::new(source.file, text))
}

/// Reads `site.yaml`.
pub fn configuration(root: &Path) -> (Configuration, Vec<Diagnostic>) {
    let source = match site_yaml(root) {
        Ok(source) => source,
        Err(diagnostic) => return (Configuration::default(), vec![*diagnostic]),
    };
    let (config, mut diagnostics) = read_typed(&source, &config::site);
    diagnostics.append(&mut characters::check(&source));
    (Configuration { config, source: Some(source) }, diagnostics)
}

/// Reads all of `content/`, but for what has not changed since it was read into the cache.
///
/// What stands in for files of `content/` is read in their place.
pub fn sources(
    root: &Path,
    cache: &mut DocumentCache,
    dirty: &DirtyFiles,
    stand_ins: &StandIns,
) -> (Sources, Vec<Diagnostic>) {
    let (listing, found) = cache.list(root, CONTENT, stand_ins);
    let mut diagnostics = listing.diagnostics.clone();
    if found.markdown.is_empty() && diagnostics.is_empty() {
        diagnostics.push(missing_content(root));
    }
    let seen: Vec<_> = cache.look(&listing, dirty).into_par_iter().map(PendingFile::new).collect();
    let layout = PlanFolders::new(seen.iter().map(PendingFile::signs));
    let mut seen = seen;
    seen.extend(layout.lost().map(PendingFile::lost_index));
    let parsed: Vec<_> = seen.into_par_iter().map(|seen| seen.parse(&layout)).collect();
    let mut documents = Vec::with_capacity(parsed.len());
    let mut kept = Vec::with_capacity(parsed.len());
    for result in parsed {
        let file = result.map_err(|found| diagnostics.extend(found)).ok();
        if let Some(file) = &file {
            diagnostics.extend(file.diagnostics.iter().cloned());
            documents.push((file.role, Arc::clone(&file.document)));
        }
        kept.push(file);
    }
    cache.kept = kept;
    (Sources { documents, others: Arc::clone(&listing.others), found }, diagnostics)
}

/// Why there is no text in `content/`. Without this, all that is published would be removed.
fn missing_content(root: &Path) -> Diagnostic {
    let content = root.join(CONTENT);
    let fault = match (content.read_link(), content.metadata()) {
        (Ok(target), Err(_)) => ContentFault::Dangling(target.display().to_string()),
        (_, Err(_)) => ContentFault::Missing,
        (_, Ok(found)) if found.is_dir() => ContentFault::Empty,
        (_, Ok(_)) => ContentFault::NotAFolder,
    };
    of_file(CONTENT, Finding::Site(SiteFault::MissingContent { fault }))
}

/// A file of which it is known whether it makes its folder a plan.
enum PendingFile {
    /// It was parsed before, and is as it was.
    Parsed(Arc<CachedDocument>),
    /// It is to be parsed.
    Unparsed(Box<RawDocument>, Vec<Diagnostic>, Option<Stamp>),
    /// It cannot be read; what can be made out of it.
    Unreadable(Box<Diagnostic>, Box<RawDocument>),
}

impl PendingFile {
    fn new(look: FileState) -> Self {
        match look {
            FileState::Unchanged(kept) => Self::Parsed(kept),
            FileState::Read { stamp, before: Some(kept), .. } => Self::Parsed(Arc::new(kept.again(stamp))),
            FileState::Read { source, stamp, before: None } => {
                let (raw, diagnostics) = RawDocument::read(source);
                Self::Unparsed(Box::new(raw), diagnostics, stamp)
            }
            FileState::Unreadable(diagnostic, source) => {
                Self::Unreadable(diagnostic, Box::new(RawDocument::read(source).0.quiet()))
            }
        }
    }

    /// Stands for the index that a folder with sections lacks.
    fn lost_index(folder: &str) -> Self {
        let source = SourceFile::new(SourcePath::from(format!("{folder}/{INDEX}")), String::new());
        let missing = of_file(folder, Finding::File(FileFault::MissingIndex { written: None }));
        Self::Unreadable(Box::new(missing), Box::new(RawDocument::read(source).0.quiet()))
    }

    /// The file's name, and what it tells of its folder.
    fn signs(&self) -> (&str, Signs) {
        match self {
            Self::Parsed(kept) => (&kept.document.text.source.file, kept.signs),
            Self::Unparsed(raw, ..) | Self::Unreadable(_, raw) => (&raw.source.file, raw.signs()),
        }
    }

    /// Parses the file as its role says, unless that has been done.
    fn parse(self, layout: &PlanFolders) -> Result<Arc<CachedDocument>, Vec<Diagnostic>> {
        let is_readable = !matches!(self, Self::Unreadable(..));
        let (raw, mut diagnostics, stamp) = match self {
            Self::Unreadable(diagnostic, raw) => (*raw, vec![*diagnostic], None),
            Self::Parsed(kept) if kept.is_as_in(layout) => return Ok(kept),
            // Another file has made it something else, or speaks of another time.
            Self::Parsed(kept) => {
                let (raw, diagnostics) = RawDocument::read(kept.document.text.source.clone());
                (raw, diagnostics, kept.stamp)
            }
            Self::Unparsed(raw, diagnostics, stamp) => (*raw, diagnostics, stamp),
        };
        let Some(role) = layout.role(&raw.source.file) else {
            if is_readable {
                diagnostics.push(Diagnostic::new(Finding::OrphanFile, raw.source.source().top()));
            }
            return Err(diagnostics);
        };
        let signs = raw.signs();
        let time = layout.time(&raw.source.file);
        let (document, found) = raw.parse(role, time);
        diagnostics.extend(found);
        Ok(Arc::new(CachedDocument {
            stamp,
            role,
            time,
            signs,
            is_readable,
            document: Arc::new(document),
            diagnostics,
        }))
    }
}
