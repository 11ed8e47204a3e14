//! Why a page was rendered again, for the people who draft and for those who wonder.
//!
//! Takes the source files that are others than at the last build, and what pages are made from; gives one
//! reason for each page. Page keys decide what is rendered; a reason only puts it into words, so it is
//! looked for from the nearest cause to the farthest.

use super::bodies::{CHANGES, INDICATORS, UNITS};
use super::catalog::{Catalog, PageRef};
use super::dependency_graph::DependencyGraph;
use super::page_sources::PageSources;
use super::route::{OPEN_DATA, SEARCH};
use crate::model::history::earlier;
use crate::model::plan::DocumentId;
use crate::source_path::SourcePath;
use std::collections::{BTreeMap, BTreeSet};

/// Why a page was rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RebuildReason {
    /// Something that all pages are made from is another: the program, the theme, `site.yaml`, or the names
    /// in the navigation.
    Shared,
    /// There was no page at its address.
    New,
    /// These sources, which it shows or is made beside, are others.
    Sources(Vec<SourcePath>),
    /// It shows figures whose values are in these sources.
    Figures(Vec<SourcePath>),
    /// A picture or an attachment is another.
    Files(Vec<SourcePath>),
    /// Pages around it came, went or moved.
    Surroundings,
}

/// What reasons are looked for in.
#[derive(Debug)]
pub struct ReasonFinder<'r, 's> {
    /// The lookups.
    pub catalog: &'r Catalog<'s>,
    /// What documents are tied to.
    pub graph: &'r DependencyGraph,
    /// What pages are made from, by address.
    pub page_sources: &'r BTreeMap<String, PageSources>,
    /// The same at the last build.
    pub before: &'r BTreeMap<String, PageSources>,
    /// The source files that are others, or gone, or new.
    pub edited: &'r BTreeSet<SourcePath>,
    /// The other files that are others, by their place in [`Catalog::others`].
    pub files: &'r BTreeSet<usize>,
}

impl ReasonFinder<'_, '_> {
    /// Why the page at an address was rendered, where all that pages share is the same.
    pub fn why(&self, address: &str) -> RebuildReason {
        let is_of_all = [SEARCH, OPEN_DATA].contains(&address) && !self.page_sources.contains_key(address);
        let is_below = |name: &str| address.starts_with(name) || address.contains(&format!("/{name}"));
        let is_own = self.page_sources.contains_key(address);
        if is_of_all || !is_own && (is_below(INDICATORS) || is_below(UNITS)) {
            // They show what any plan says.
            return RebuildReason::Sources(self.edited.iter().cloned().collect());
        }
        let Some(sources) = self.page_sources.get(address) else { return RebuildReason::Surroundings };
        if !self.before.contains_key(address) {
            return RebuildReason::New;
        }
        let entry = self.catalog.entry(&sources.file);
        let own = self.edited_of(sources);
        if !own.is_empty() {
            return RebuildReason::Sources(own);
        }
        let beside = match entry.map(|entry| entry.page) {
            Some(PageRef::Home(_) | PageRef::Series(_)) => self.edited.iter().cloned().collect(),
            Some(PageRef::Plan(_, plan) | PageRef::Section(_, plan, _)) => self.edited_of_plan(&plan.address),
            Some(PageRef::Page(_)) | None => Vec::new(),
        };
        if !beside.is_empty() {
            return RebuildReason::Sources(beside);
        }
        if let (Some(PageRef::Plan(series, plan)), true) =
            (entry.map(|entry| entry.page), address.ends_with(CHANGES))
        {
            let compared =
                earlier(series, plan).map(|one| self.edited_of_plan(&one.address)).unwrap_or_default();
            if !compared.is_empty() {
                return RebuildReason::Figures(compared);
            }
        }
        let documents = sources.files().filter_map(|file| Some(self.catalog.entry(file)?.document));
        let dependencies: Vec<_> = documents.filter_map(|document| self.graph.of(document)).collect();
        let plans: BTreeSet<DocumentId> =
            dependencies.iter().flat_map(|dependencies| dependencies.plans.iter().copied()).collect();
        let plans = plans.into_iter().filter_map(|plan| self.catalog.entry_of(plan));
        let figures: Vec<_> = plans.flat_map(|entry| self.edited_of_plan(entry.address)).collect();
        if !figures.is_empty() {
            return RebuildReason::Figures(figures);
        }
        let files: BTreeSet<usize> =
            dependencies.iter().flat_map(|dependencies| dependencies.files.iter().copied()).collect();
        let files = files.intersection(self.files).filter_map(|index| self.catalog.others.get(*index));
        let files: Vec<_> = files.map(|found| found.file.clone()).collect();
        if files.is_empty() { RebuildReason::Surroundings } else { RebuildReason::Files(files) }
    }

    fn edited_of_plan(&self, address: &str) -> Vec<SourcePath> {
        self.page_sources.get(address).map(|sources| self.edited_of(sources)).unwrap_or_default()
    }

    /// The edited ones among the sources of a page.
    fn edited_of(&self, sources: &PageSources) -> Vec<SourcePath> {
        sources.files().filter(|file| self.edited.contains(*file)).cloned().collect()
    }
}
