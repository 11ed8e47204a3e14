//! A document whose structure is known, as the files of a plan.
//!
//! Takes an [`OfficeDocument`] and its [`Structure`]; gives a [`PlanDraft`]: the texts of `_index.md` and of the sections, the pictures beside
//! them, what was lost, and for each paragraph where its characters went. Nothing is written.

#[cfg(test)]
pub mod conservation;
mod draft;
mod entries;
mod formal;
mod inline;
#[cfg(test)]
mod laws;
mod picture;
mod sections;
mod slips;
mod table;
#[cfg(test)]
mod tests;

use super::document::{Inline, OfficeDocument, Paragraph, ParagraphId};
use super::loss::{Loss, LossKind};
use super::remark::Remark;
use super::structure::Structure;
use super::walk::paragraphs;
use draft::{Draft, is_blank};
use formal::front_matter;
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
    let mut draft = Draft::new(document, terms.year);
    draft.losses.clone_from(&document.losses);
    draft.remarks.extend(document.remarks.iter().chain(&structure.remarks).cloned());
    let sheets = sections::sheets(&mut draft, structure);
    let own = structure.front.title.as_deref().filter(|title| !is_blank(title));
    let title: Vec<&str> = own.unwrap_or(&terms.fallback_title).split_whitespace().collect();
    let title = if title.is_empty() { terms.year.to_string() } else { title.join(" ") };
    let front = front_matter(&structure.front, &title, terms.year, structure.numbering);
    for sheet in &sheets {
        draft.files.insert(sheet.file.clone(), sheet.text(&front).into_bytes());
    }
    draft.leave_out();
    draft.fates.sort_by_key(|fate| fate.paragraph);
    let Draft { files, losses, remarks, fates, .. } = draft;
    PlanDraft { files, losses, remarks, fates }
}

impl Draft<'_> {
    /// The pictures of a paragraph that is not published.
    fn lose_pictures(&mut self, paragraph: &Paragraph) {
        let document = self.document;
        for run in &paragraph.runs {
            if let Inline::Picture(index) = run.content
                && let Some(picture) = document.pictures.get(index)
            {
                self.lose_beside(Some(paragraph.id), LossKind::Picture, &picture.name);
            }
        }
    }

    /// What stands beside the text and is not published: headers and footers, comments, notes that nothing refers to.
    fn leave_out(&mut self) {
        let document = self.document;
        for running in &document.running {
            for paragraph in paragraphs(&running.blocks) {
                self.lose_whole(paragraph, LossKind::RunningText);
            }
        }
        for (index, note) in document.notes.iter().enumerate() {
            if !self.notes.contains(&index) {
                for paragraph in paragraphs(&note.blocks) {
                    self.lose_whole(paragraph, LossKind::Other);
                    self.lose_pictures(paragraph);
                }
            }
        }
        for comment in &document.comments {
            self.lose_beside(comment.at, LossKind::Comment, &comment.text);
        }
    }
}
