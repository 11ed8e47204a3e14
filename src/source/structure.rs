//! The structure of a site: what decides which documents there are, and where each stands.
//!
//! Takes the parsed documents; gives a digest. Two runs with the same structure have the same tree of
//! series, plans and sections at the same addresses, and documents of the same numbers; they differ at
//! most in what the documents say.

use super::assemble::{Drafts, Role};
use super::document::{Document, Front};
use super::walk::Found;
use crate::output::Digest;
use std::sync::Arc;

/// The digest of a site's structure.
pub fn structure(documents: &[(Role, Arc<Document>)], others: &[Found], drafts: Drafts) -> Digest {
    let mut parts = Vec::with_capacity(documents.len() * 96);
    let mut text = |text: &str| {
        parts.extend((text.len() as u64).to_le_bytes());
        parts.extend(text.as_bytes());
    };
    text(&format!("{drafts:?}"));
    for (role, document) in documents {
        text(&document.text.source.file);
        text(&match &document.front {
            Front::Section(front) => format!("{:?} {} {:?}", front.order, front.draft, front.aliases),
            Front::Plan(front) => format!("{} {:?} {:?}", front.year, front.status, front.aliases),
            // There are few, and others show their titles.
            Front::Page(_) => format!("{role:?} {}", document.text.front_digest),
        });
    }
    for found in others {
        text(&found.file);
    }
    Digest::of(&parts)
}
