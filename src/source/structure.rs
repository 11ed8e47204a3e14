//! The structure of a site: what decides which documents there are, and where each stands.
//!
//! Takes parsed documents; says whether two lists of them give the same tree of series, plans and sections
//! at the same addresses, with documents of the same numbers. Such lists differ at most in what the
//! documents say, so an assembled site takes the other list in where it stands.

use super::assemble::{Assembled, PlacedDocument};
use super::document::Front;
use crate::model::plan::{DocumentId, PageFront, SharedFront};
use crate::source_path::SourcePath;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// Whether two lists of documents have the same structure.
pub fn is_same(before: &[PlacedDocument], now: &[PlacedDocument]) -> bool {
    before.len() == now.len() && before.iter().zip(now).all(|(before, now)| has_same_place(before, now))
}

fn has_same_place((role_before, before): &PlacedDocument, (role, now): &PlacedDocument) -> bool {
    let fronts_agree = || match (&before.front, &now.front) {
        (Front::Section(a), Front::Section(b)) => {
            (a.order, a.draft, &a.aliases) == (b.order, b.draft, &b.aliases)
        }
        (Front::Plan(a), Front::Plan(b)) => (a.year, a.status, &a.aliases) == (b.year, b.status, &b.aliases),
        // There are few, and other pages show their titles.
        (Front::Page(_), Front::Page(_)) => before.text.front_digest == now.text.front_digest,
        _ => false,
    };
    let is_same_file = before.text.source.file == now.text.source.file;
    role_before == role && (Arc::ptr_eq(before, now) || (is_same_file && fronts_agree()))
}

impl Assembled {
    /// The files of the documents that are not the same in another list, either way.
    pub fn differences(&self, documents: &[PlacedDocument]) -> BTreeSet<SourcePath> {
        let mut gone: HashSet<&SourcePath> = self.by_file.keys().collect();
        let mut edited = BTreeSet::new();
        for (_, document) in documents {
            let file = &document.text.source.file;
            gone.remove(file);
            let own = self.by_file.get(file).and_then(|id| self.documents.get(id.0));
            if own.is_none_or(|(_, own)| !Arc::ptr_eq(own, document)) {
                edited.insert(file.clone());
            }
        }
        edited.extend(gone.into_iter().cloned());
        edited
    }

    /// The file of a document.
    pub fn file(&self, document: DocumentId) -> Option<SourcePath> {
        self.documents.get(document.0).map(|(_, document)| document.text.source.file.clone())
    }

    /// Takes in documents of the [same structure](is_same) as those it was put
    /// together from; gives those that are not the same.
    pub fn refresh(&mut self, documents: Vec<PlacedDocument>) -> BTreeSet<DocumentId> {
        let mut changed = BTreeSet::new();
        for (index, ((_, own), (_, document))) in self.documents.iter_mut().zip(documents).enumerate() {
            if !Arc::ptr_eq(own, &document) {
                changed.insert(DocumentId(index));
                *own = document;
            }
        }
        let fronts = |document: DocumentId| {
            let (_, own) = self.documents.get(document.0).filter(|_| changed.contains(&document))?;
            Some(&own.front)
        };
        let page = |document: DocumentId, front: &mut SharedFront<PageFront>| {
            if let Some(Front::Page(new)) = fronts(document) {
                front.set(Arc::clone(new));
            }
        };
        for leaf in self.site.home.iter_mut().chain(&mut self.site.pages) {
            page(leaf.document, &mut leaf.front);
        }
        for series in &mut self.site.series {
            if let Some(document) = series.document {
                page(document, &mut series.front);
            }
            for plan in &mut series.plans {
                if let Some(Front::Plan(new)) = fronts(plan.document) {
                    plan.front.set(Arc::clone(new));
                }
                for section in &mut plan.sections {
                    if let Some(Front::Section(new)) = fronts(section.document) {
                        section.front.set(Arc::clone(new));
                    }
                }
            }
        }
        changed
    }
}
