//! Reading a whole site: configuration, documents, other files.
//!
//! Takes the site's folder; gives everything in it that later phases need, and all findings. Parsing
//! runs in parallel; the result is in the order of paths whatever the order of the work.

use super::assemble::{Layout, Role};
use super::config;
use super::document::{Document, Raw, place_faults, read_yaml};
use super::fields::Faults;
use super::text::{SourceFile, without_mark};
use super::walk::{CONTENT, Found, walk};
use crate::diagnostic::{Diagnostic, Finding};
use crate::model::config::SiteConfig;
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;

/// The configuration file.
pub const SITE_YAML: &str = "site.yaml";

/// All that was read of a site's content.
#[derive(Debug)]
pub struct Sources {
    /// The documents in the order of their paths, each with its role.
    pub documents: Vec<(Role, Document)>,
    /// Files that are not Markdown: pictures and attachments.
    pub others: Vec<Found>,
}

/// What `site.yaml` says, with its text, to place later findings in it.
#[derive(Debug)]
pub struct Configuration {
    /// The values.
    pub config: SiteConfig,
    /// The file; `None` where it could not be read.
    pub source: Option<SourceFile>,
}

/// Reads `site.yaml`.
pub fn configuration(root: &Path) -> (Configuration, Vec<Diagnostic>) {
    let found = Found { file: Arc::from(SITE_YAML), on_disk: root.join(SITE_YAML) };
    if !found.on_disk.exists() {
        let folder = root.display().to_string();
        let finding =
            Finding::MissingSite { folder: if folder.is_empty() { ".".to_owned() } else { folder } };
        let none = Configuration { config: SiteConfig::default(), source: None };
        return (none, vec![Diagnostic::global(finding)]);
    }
    let source = match SourceFile::read(&found) {
        Ok(source) => {
            let text = without_mark(&source.text).to_owned();
            SourceFile::new(source.file, text)
        }
        Err(diagnostic) => {
            return (Configuration { config: SiteConfig::default(), source: None }, vec![*diagnostic]);
        }
    };
    let whole = 0..source.text.len();
    let (config, diagnostics) = match read_yaml(&source, whole.clone()) {
        Ok(value) => {
            let mut faults = Faults::default();
            let empty = serde_yaml::Mapping::new();
            let config = config::site(value.as_mapping().unwrap_or(&empty), &mut faults);
            (config, place_faults(&source, whole, faults.into_list()))
        }
        Err(diagnostic) => (SiteConfig::default(), vec![*diagnostic]),
    };
    (Configuration { config, source: Some(source) }, diagnostics)
}

/// Reads all of `content/`.
pub fn sources(root: &Path) -> (Sources, Vec<Diagnostic>) {
    let (found, mut diagnostics) = walk(root, CONTENT);
    let (markdown, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|found| is_markdown(&found.file));
    let read: Vec<_> = markdown.par_iter().map(|found| SourceFile::read(found).map(Raw::read)).collect();
    let mut raws = Vec::with_capacity(read.len());
    for result in read {
        match result {
            Ok((raw, found)) => {
                raws.push(raw);
                diagnostics.extend(found);
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    let layout = Layout::new(raws.iter().filter(|raw| raw.is_plan()).map(|raw| &*raw.source.file));
    let parsed: Vec<_> = raws
        .into_par_iter()
        .map(|raw| match layout.role(&raw.source.file) {
            Some(role) => {
                let (document, diagnostics) = raw.parse(role.into());
                (Some((role, document)), diagnostics)
            }
            None => (None, vec![Diagnostic::new(Finding::OrphanFile, raw.source.source().top())]),
        })
        .collect();
    let mut documents = Vec::with_capacity(parsed.len());
    for (document, found) in parsed {
        documents.extend(document);
        diagnostics.extend(found);
    }
    (Sources { documents, others }, diagnostics)
}

fn is_markdown(file: &str) -> bool {
    file.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("md"))
}
