//! Where pages come from: for each page the source file that a writer would open to change it.
//!
//! Takes the catalog; gives one [`PageSources`] for each address that has a document, and the plan's own file for its
//! tables. For the preview only: nothing of it reaches an output.

use super::catalog::{Catalog, PageRef};
use super::context_builder::{section_anchor, section_prefix};
use crate::model::history::earlier;
use crate::model::plan::{DocumentId, Plan, PlanStatus, Series};
use crate::source_path::SourcePath;
use std::collections::BTreeMap;

/// Whether a run tells where its pages come from, and why they were rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrackSources {
    /// It does.
    Yes,
    /// It does not: nobody asks.
    No,
}

/// What a page is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageSources {
    /// Its source file, relative to the site's root.
    pub file: SourcePath,
    /// Whether it is shown only because drafts are.
    pub draft: bool,
    /// For a plan's page: the sections that it shows, in reading order.
    pub sections: Vec<SectionSource>,
}

impl PageSources {
    /// All its source files.
    pub fn files(&self) -> impl Iterator<Item = &SourcePath> {
        std::iter::once(&self.file).chain(self.sections.iter().map(|part| &part.file))
    }
}

/// A section on its plan's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionSource {
    /// The id of its heading.
    pub anchor: String,
    /// What stands before the ids in it.
    pub prefix: String,
    /// Its source file.
    pub file: SourcePath,
}

/// The sources of each page, by its address.
pub fn page_sources(catalog: &Catalog<'_>) -> BTreeMap<String, PageSources> {
    let file_of = |document: DocumentId| catalog.text(document).map(|text| text.source.file.clone());
    let mut page_sources = BTreeMap::new();
    for entry in &catalog.entries {
        let Some(file) = file_of(entry.document) else { continue };
        let is_draft =
            |series: &Series, plan: &Plan| series.front.draft || plan.status() == PlanStatus::Draft;
        let draft = match entry.page {
            PageRef::Home(leaf) | PageRef::Page(leaf) => leaf.front.draft,
            PageRef::Series(series) => series.front.draft,
            PageRef::Plan(series, plan) => is_draft(series, plan),
            PageRef::Section(series, plan, section) => is_draft(series, plan) || section.is_draft(),
        };
        let mut sections = Vec::new();
        if let PageRef::Plan(series, plan) = entry.page {
            sections.extend(plan.sections.iter().filter_map(|section| {
                let (anchor, prefix) = (section_anchor(section), section_prefix(section));
                Some(SectionSource { anchor, prefix, file: file_of(section.document)? })
            }));
            let changes = earlier(series, plan).map(|_| plan.changes_address());
            for address in changes.into_iter().chain([plan.table_address()]) {
                let own = PageSources { file: file.clone(), draft, sections: Vec::new() };
                page_sources.insert(address.to_string(), own);
            }
        }
        page_sources.insert(entry.address.to_string(), PageSources { file, draft, sections });
    }
    page_sources
}
