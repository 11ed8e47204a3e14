//! Where pages come from: for each page the source file that a writer would open to change it.
//!
//! Takes the catalog; gives one [`Origin`] for each address that has a document, and the plan's own file for its
//! tables. For the preview only: nothing of it reaches an output.

use super::catalog::{Catalog, Spot};
use crate::model::plan::Status;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a page is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its source file, relative to the site's root.
    pub file: Arc<str>,
    /// Whether it is shown only because drafts are.
    pub draft: bool,
    /// For a plan's page: the sections that it shows, each by its slug and its file, in reading order.
    pub sections: Vec<(String, Arc<str>)>,
}

/// The origins of the pages by their address.
pub fn origins(catalog: &Catalog<'_>) -> BTreeMap<String, Origin> {
    let file_of = |document| catalog.text(document).map(|text| Arc::clone(&text.source.file));
    let leaves = catalog.site.home.iter().chain(&catalog.site.pages);
    let drafts: BTreeSet<_> = leaves.filter(|leaf| leaf.front.draft).map(|leaf| leaf.document).collect();
    let mut origins = BTreeMap::new();
    for entry in &catalog.entries {
        let Some(file) = file_of(entry.document) else { continue };
        let (draft, sections) = match entry.spot {
            Spot::Home | Spot::Page => (drafts.contains(&entry.document), Vec::new()),
            Spot::Series(series) => (series.front.draft, Vec::new()),
            Spot::Plan(series, plan) => {
                let sections = plan.sections.iter();
                let sections =
                    sections.filter_map(|section| Some((section.slug.clone(), file_of(section.document)?)));
                let draft = series.front.draft || plan.front.status == Status::Draft;
                let table = Origin { file: Arc::clone(&file), draft, sections: Vec::new() };
                origins.insert(format!("{}indicators/", plan.address), table);
                (draft, sections.collect())
            }
            Spot::Section(series, plan, section) => {
                (series.front.draft || plan.front.status == Status::Draft || section.front.draft, Vec::new())
            }
        };
        origins.insert(entry.address.to_owned(), Origin { file, draft, sections });
    }
    origins
}
