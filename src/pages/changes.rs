//! What has to be looked at again when a site is built once more.
//!
//! Takes the documents that changed and what all documents are tied to; gives the plans and pages that
//! may come out other than before. It may name one too many, never one too few: what is not named is
//! not even compared. Page keys then tell which pages truly are others.

use super::catalog::{Catalog, Entry};
use super::links::{References, Ties};
use crate::archive::shelf::SealedPlan;
use crate::diagnostic::Diagnostic;
use crate::model::plan::{DocumentId, Plan};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What changed since something was made from the site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Changes {
    /// Anything may have.
    #[default]
    All,
    /// Only these documents and what is tied to them. Each stands by its head: a plan for its sections.
    Heads(BTreeSet<DocumentId>),
}

impl Changes {
    /// Nothing has.
    pub const NONE: Self = Self::Heads(BTreeSet::new());

    /// Whether what stands by this head may be another.
    pub fn touch(&self, head: DocumentId) -> bool {
        match self {
            Self::All => true,
            Self::Heads(heads) => heads.contains(&head),
        }
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        match (self, other) {
            (Self::Heads(mut heads), Self::Heads(more)) => {
                heads.extend(more);
                Self::Heads(heads)
            }
            (Self::All, _) | (_, Self::All) => Self::All,
        }
    }
}

/// What each document is tied to, kept from one run to the next of the same structure.
#[derive(Debug, Default)]
pub struct Survey {
    /// By the documents' numbers; none for those that are not published.
    ties: Vec<Option<Ties>>,
}

impl Survey {
    /// Resolves the references of all documents that may have come to lead elsewhere; gives what has to
    /// be looked at again. `changed` are the documents that are others than at the last time; none where
    /// there was no last time of this structure.
    pub fn renew<'s>(
        &mut self,
        catalog: &Catalog<'s>,
        references: &References<'_, 's>,
        changed: Option<&BTreeSet<DocumentId>>,
    ) -> Changes {
        let Some(changed) = changed.filter(|_| self.ties.len() == catalog.documents.len()) else {
            let mut ties: Vec<Option<Ties>> = catalog.documents.iter().map(|_| None).collect();
            let resolved: Vec<_> =
                catalog.entries.par_iter().map(|entry| (entry.document, references.resolve(entry))).collect();
            for (document, own) in resolved {
                if let Some(place) = ties.get_mut(document.0) {
                    *place = Some(own);
                }
            }
            self.ties = ties;
            return Changes::All;
        };
        let own: BTreeSet<DocumentId> = changed.iter().map(|document| catalog.head(*document)).collect();
        let mut heads = own.clone();
        if changed.is_empty() {
            return Changes::Heads(heads);
        }
        for entry in &catalog.entries {
            let Some(place) = self.ties.get_mut(entry.document.0) else { continue };
            let shows = |ties: &Ties| ties.plans.iter().any(|plan| own.contains(plan));
            let links = |ties: &Ties| ties.linked.iter().any(|document| changed.contains(document));
            let shows = changed.contains(&entry.document) || place.as_ref().is_none_or(shows);
            if shows {
                heads.insert(catalog.head(entry.document));
            }
            if shows || place.as_ref().is_none_or(links) {
                *place = Some(references.resolve(entry));
            }
        }
        Changes::Heads(heads)
    }

    /// The plans and pages that refer to one of these files, by their place in [`Catalog::others`].
    pub fn referring_to(&self, files: &BTreeSet<usize>, catalog: &Catalog<'_>) -> Changes {
        let refers = |ties: &Ties| ties.files.iter().any(|file| files.contains(file));
        let entries = catalog.entries.iter().filter(|entry| {
            !files.is_empty() && self.ties.get(entry.document.0).and_then(Option::as_ref).is_some_and(refers)
        });
        Changes::Heads(entries.map(|entry| catalog.head(entry.document)).collect())
    }

    /// The files that any document refers to, by their place in [`Catalog::others`].
    pub fn files(&self) -> BTreeSet<usize> {
        self.ties.iter().flatten().flat_map(|ties| ties.files.iter().copied()).collect()
    }

    /// The same of the documents that are rendered: those of these plans come with their pages.
    pub fn files_beside(&self, catalog: &Catalog<'_>, plans: &[SealedPlan]) -> BTreeSet<usize> {
        if plans.is_empty() {
            return self.files();
        }
        let sealed =
            |own: &Plan| plans.iter().any(|plan| own.address.trim_end_matches('/') == plan.volume.place.plan);
        let rendered = catalog.entries.iter().filter(|entry| !entry.spot.plan().is_some_and(sealed));
        let ties = rendered.filter_map(|entry| self.of(entry.document));
        ties.flat_map(|ties| ties.files.iter().copied()).collect()
    }

    /// What a document is tied to; none for one that is not published.
    pub fn of(&self, document: DocumentId) -> Option<&Ties> {
        self.ties.get(document.0)?.as_ref()
    }

    /// The files that the documents of one plan refer to.
    pub fn files_of(&self, catalog: &Catalog<'_>, plan: &str) -> BTreeSet<usize> {
        let own = |entry: &&Entry<'_>| entry.spot.plan().is_some_and(|own| own.address == plan);
        let ties = catalog.entries.iter().filter(own).filter_map(|entry| self.of(entry.document));
        ties.flat_map(|ties| ties.files.iter().copied()).collect()
    }

    /// All references that lead nowhere.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.ties.iter().flatten().flat_map(|ties| &ties.diagnostics)
    }
}
