//! What has to be looked at again when a site is built once more.
//!
//! Takes the documents that changed and what each document depends on; gives the plans and pages that
//! may come out other than before. It may name one too many, never one too few: what is not named is
//! not even compared. Page keys then tell which pages truly are others.

use super::catalog::{Catalog, CatalogEntry};
use super::dependencies::{Dependencies, Invalidated};
use super::links::References;
use crate::archive::site_archive::SealedPlan;
use crate::bug::bug;
use crate::diagnostic::Diagnostic;
use crate::model::address::PageAddress;
use crate::model::plan::{DocumentId, Plan};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What each document depends on, kept from one run to the next of the same structure.
#[derive(Debug, Default)]
pub struct DependencyGraph {
    /// By the documents' numbers; none for those that are not published.
    dependencies: Vec<Option<Dependencies>>,
}

impl DependencyGraph {
    /// Resolves the references of all documents that may have come to lead elsewhere; gives what has to
    /// be looked at again. `changed` are the documents that are others than at the last time; none where
    /// there was no last time of this structure.
    pub fn update<'s>(
        &mut self,
        catalog: &Catalog<'s>,
        references: &References<'_, 's>,
        changed: Option<&BTreeSet<DocumentId>>,
    ) -> Invalidated {
        let Some(changed) = changed.filter(|_| self.dependencies.len() == catalog.documents.len()) else {
            let resolved: Vec<_> =
                catalog.entries.par_iter().map(|entry| (entry.document, references.resolve(entry))).collect();
            self.dependencies = catalog.documents.iter().map(|_| None).collect();
            for (document, own) in resolved {
                if let Some(place) = self.dependencies.get_mut(document.0) {
                    *place = Some(own);
                }
            }
            return Invalidated::All;
        };
        let own: BTreeSet<DocumentId> = changed.iter().map(|document| catalog.root(*document)).collect();
        let mut roots = own.clone();
        if changed.is_empty() {
            return Invalidated::Roots(roots);
        }
        for entry in &catalog.entries {
            let Some(place) = self.dependencies.get_mut(entry.document.0) else {
                bug!("no place for document {}", entry.document.0)
            };
            let shows = |of: &Dependencies| of.plans.iter().any(|plan| own.contains(plan));
            let links = |of: &Dependencies| of.linked.iter().any(|document| changed.contains(document));
            let shows = changed.contains(&entry.document) || place.as_ref().is_none_or(shows);
            if shows {
                roots.insert(catalog.root(entry.document));
            }
            if shows || place.as_ref().is_none_or(links) {
                *place = Some(references.resolve(entry));
            }
        }
        Invalidated::Roots(roots)
    }

    /// The plans and pages that refer to one of these files, by their place in [`Catalog::others`].
    pub fn referring_to(&self, files: &BTreeSet<usize>, catalog: &Catalog<'_>) -> Invalidated {
        let refers = |dependencies: &Dependencies| dependencies.files.iter().any(|file| files.contains(file));
        let entries = catalog.entries.iter().filter(|entry| {
            !files.is_empty()
                && self.dependencies.get(entry.document.0).and_then(Option::as_ref).is_some_and(refers)
        });
        Invalidated::Roots(entries.map(|entry| catalog.root(entry.document)).collect())
    }

    /// The files that any document names in what was meant as a link, by their place in [`Catalog::others`].
    pub fn named_files(&self) -> BTreeSet<usize> {
        self.dependencies.iter().flatten().flat_map(|own| own.named.iter().copied()).collect()
    }

    /// The files that any document refers to, by their place in [`Catalog::others`].
    pub fn files(&self) -> BTreeSet<usize> {
        self.dependencies.iter().flatten().flat_map(|own| own.files.iter().copied()).collect()
    }

    /// The same of the documents that are rendered: those of these plans come with their pages.
    pub fn files_beside(&self, catalog: &Catalog<'_>, plans: &[SealedPlan]) -> BTreeSet<usize> {
        if plans.is_empty() {
            return self.files();
        }
        let sealed = |own: &Plan| plans.iter().any(|plan| own.address.bare() == plan.bag.place.plan);
        self.files_where(catalog, |entry| !entry.page.plan().is_some_and(sealed))
    }

    /// The files that the documents of one plan refer to.
    pub fn files_of(&self, catalog: &Catalog<'_>, plan: &PageAddress) -> BTreeSet<usize> {
        self.files_where(catalog, |entry| entry.page.plan().is_some_and(|own| own.address == *plan))
    }

    fn files_where(
        &self,
        catalog: &Catalog<'_>,
        counts: impl Fn(&CatalogEntry<'_>) -> bool,
    ) -> BTreeSet<usize> {
        let entries = catalog.entries.iter().filter(|entry| counts(entry));
        entries
            .filter_map(|entry| self.of(entry.document))
            .flat_map(|own| own.files.iter().copied())
            .collect()
    }

    /// What a document is tied to; none for one that is not published.
    pub fn of(&self, document: DocumentId) -> Option<&Dependencies> {
        self.dependencies.get(document.0)?.as_ref()
    }

    /// All references that lead nowhere.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.dependencies.iter().flatten().flat_map(|dependencies| &dependencies.diagnostics)
    }
}
