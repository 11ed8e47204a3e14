//! Where pages come from: for each page the source file that a writer would open to change it.
//!
//! Takes the catalog; gives one [`Origin`] for each address that has a document, and the plan's own file for its
//! tables. For the preview only: nothing of it reaches an output.

use super::catalog::{Catalog, Spot};
use super::register::CHANGES;
use super::values::{section_anchor, section_prefix};
use crate::model::history::earlier;
use crate::model::plan::{DocumentId, Status};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Whether a run tells where its pages come from, and why they were rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origins {
    /// It does.
    Tell,
    /// It does not: nobody asks.
    Skip,
}

/// What a page is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its source file, relative to the site's root.
    pub file: Arc<str>,
    /// Whether it is shown only because drafts are.
    pub draft: bool,
    /// For a plan's page: the sections that it shows, in reading order.
    pub sections: Vec<Part>,
}

/// A section on its plan's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The id of its heading.
    pub anchor: String,
    /// What stands before the ids in it.
    pub prefix: String,
    /// Its source file.
    pub file: Arc<str>,
}

/// The origins of the pages by their address.
pub fn origins(catalog: &Catalog<'_>) -> BTreeMap<String, Origin> {
    let file_of = |document: DocumentId| catalog.text(document).map(|text| Arc::clone(&text.source.file));
    let mut origins = BTreeMap::new();
    for entry in &catalog.entries {
        let Some(file) = file_of(entry.document) else { continue };
        let mut sections = Vec::new();
        let draft = match entry.spot {
            Spot::Home(leaf) | Spot::Page(leaf) => leaf.front.draft,
            Spot::Series(series) => series.front.draft,
            Spot::Plan(series, plan) => {
                sections.extend(plan.sections.iter().filter_map(|section| {
                    let file = file_of(section.document)?;
                    Some(Part { anchor: section_anchor(section), prefix: section_prefix(section), file })
                }));
                series.front.draft || plan.front.status == Status::Draft
            }
            Spot::Section(series, plan, section) => {
                series.front.draft || plan.front.status == Status::Draft || section.front.draft
            }
        };
        if let Spot::Plan(series, plan) = entry.spot {
            if earlier(series, plan).is_some() {
                let changes = Origin { file: Arc::clone(&file), draft, sections: Vec::new() };
                origins.insert(format!("{}{CHANGES}", plan.address), changes);
            }
            let table = Origin { file: Arc::clone(&file), draft, sections: Vec::new() };
            origins.insert(format!("{}indicators/", plan.address), table);
        }
        origins.insert(entry.address.to_owned(), Origin { file, draft, sections });
    }
    origins
}
