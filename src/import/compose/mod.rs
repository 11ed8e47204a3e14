//! A document whose structure is known, as the files of a plan.
//!
//! Takes an [`OfficeDocument`] and its [`Structure`]; gives a [`PlanDraft`]: the texts of `_index.md` and of the sections, the pictures beside
//! them, what was lost, and for each paragraph where its characters went. Nothing is written.

use super::document::{OfficeDocument, ParagraphId};
use super::loss::Loss;
use super::remark::Remark;
use super::structure::Structure;
use std::collections::BTreeMap;

/// A plan that is not written yet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlanDraft {
    /// Each file's bytes by its path in the plan's folder: `_index.md`, `01-….md`.
    pub files: BTreeMap<String, Vec<u8>>,
    pub losses: Vec<Loss>,
    pub remarks: Vec<Remark>,
    /// Where each paragraph went, of all that the document holds, in their order; one that was divided is there for each part.
    pub fates: Vec<Fate>,
}

/// Where a paragraph's characters went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fate {
    pub paragraph: ParagraphId,
    /// Its characters, the label included, as far as this is about them.
    pub text: String,
    pub place: FatePlace,
}

/// A place for characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FatePlace {
    /// The text of a file.
    Body { file: String },
    /// A key of a file's front matter.
    Key { file: String, key: String },
    /// One of the losses.
    Lost,
}

/// What the document does not say itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComposeTerms {
    /// The plan's year.
    pub year: i16,
    /// The title where the document has none.
    pub fallback_title: String,
}

/// Makes the files of a plan.
pub fn compose(document: &OfficeDocument, structure: &Structure, terms: &ComposeTerms) -> PlanDraft {
    let _ = (document, structure, terms);
    PlanDraft::default()
}
