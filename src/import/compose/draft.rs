//! The plan while it is made: its files so far, and the account of every character.

use super::super::document::{OfficeDocument, Paragraph, ParagraphId};
use super::super::loss::{Loss, LossKind};
use super::super::remark::Remark;
use super::{Fate, FatePlace};
use crate::diagnostic::Words;
use std::collections::{BTreeMap, BTreeSet};

/// A plan that is being made.
pub(super) struct Draft<'d> {
    pub(super) document: &'d OfficeDocument,
    /// The plan's year.
    pub(super) year: i16,
    /// Each file's bytes by its path in the plan's folder.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    pub(super) losses: Vec<Loss>,
    pub(super) remarks: Vec<Remark>,
    pub(super) fates: Vec<Fate>,
    /// The files of the pictures that are shown, by their places in the document.
    pub(super) pictures: BTreeMap<usize, String>,
    /// The notes that a text refers to.
    pub(super) notes: BTreeSet<usize>,
    /// The ids of tasks and indicators that are given.
    pub(super) ids: BTreeSet<String>,
    /// 附件1 in the line above, which is part of the next section's title.
    pub(super) mark: Option<&'d Paragraph>,
}

/// A file of the plan that is being written: the plan's own text, or a section.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Its path in the plan's folder.
    pub(super) file: String,
    /// What its pictures are named after.
    pub(super) stem: String,
    /// Its title, but for the plan's own text.
    pub(super) title: String,
    /// Its Markdown so far.
    pub(super) body: String,
    /// The levels of the list's items that are open, as they are written: an item's depth is their count.
    pub(super) list: Vec<u8>,
    /// The notes that it refers to, in that order.
    pub(super) notes: Vec<usize>,
    /// How many pictures are named after it.
    pub(super) pictures: usize,
    /// Entries for `indicators:` and `tasks:`, as YAML.
    pub(super) indicators: Vec<String>,
    pub(super) tasks: Vec<String>,
}

impl<'d> Draft<'d> {
    pub(super) const fn new(document: &'d OfficeDocument, year: i16) -> Self {
        Self {
            document,
            year,
            files: BTreeMap::new(),
            losses: Vec::new(),
            remarks: Vec::new(),
            fates: Vec::new(),
            pictures: BTreeMap::new(),
            notes: BTreeSet::new(),
            ids: BTreeSet::new(),
            mark: None,
        }
    }

    /// Characters of a paragraph that the plan does not have.
    pub(super) fn lose(&mut self, at: ParagraphId, kind: LossKind, text: &str) {
        if !is_blank(text) {
            self.losses.push(Loss { at: Some(at), kind, text: text.trim().to_owned() });
            self.fate(at, text.trim(), FatePlace::Lost);
        }
    }

    /// A loss that is none of characters of the text: a look, a picture.
    pub(super) fn lose_beside(&mut self, at: Option<ParagraphId>, kind: LossKind, text: &str) {
        self.losses.push(Loss { at, kind, text: text.to_owned() });
    }

    /// Characters that stand in a file's text.
    pub(super) fn keep(&mut self, at: ParagraphId, file: &str, text: &str) {
        self.fate(at, text, FatePlace::Body { file: file.to_owned() });
    }

    /// Characters that stand in a key of front matter.
    pub(super) fn enter(&mut self, at: ParagraphId, file: &str, key: &str, text: &str) {
        self.fate(at, text, FatePlace::Key { file: file.to_owned(), key: key.to_owned() });
    }

    fn fate(&mut self, paragraph: ParagraphId, text: &str, place: FatePlace) {
        if !is_blank(text) {
            self.fates.push(Fate { paragraph, text: text.to_owned(), place });
        }
    }

    /// Says something of a paragraph.
    pub(super) fn remark(&mut self, at: Option<ParagraphId>, words: Words) {
        self.remarks.push(Remark { at, words });
    }

    /// A paragraph's label and text, lost whole.
    pub(super) fn lose_whole(&mut self, paragraph: &Paragraph, kind: LossKind) {
        self.lose(paragraph.id, kind, &whole(paragraph));
    }
}

impl Sheet {
    /// Appends a block of Markdown.
    pub(super) fn block(&mut self, block: &str) {
        self.list.clear();
        self.append(block, "\n\n");
    }

    /// Appends an item of a list, on a level from 0.
    pub(super) fn item(&mut self, level: u8, text: &str) {
        let goes_on = !self.list.is_empty();
        while self.list.last().is_some_and(|open| *open > level) {
            self.list.pop();
        }
        if self.list.last() != Some(&level) {
            self.list.push(level);
        }
        let indent = "  ".repeat(self.list.len().saturating_sub(1));
        let text = text.replace('\n', &format!("\n{indent}  "));
        self.append(&format!("{indent}- {text}"), if goes_on { "\n" } else { "\n\n" });
    }

    fn append(&mut self, block: &str, joint: &str) {
        if !block.is_empty() {
            if !self.body.is_empty() {
                self.body.push_str(joint);
            }
            self.body.push_str(block);
        }
    }
}

/// A paragraph's label and text.
pub(super) fn whole(paragraph: &Paragraph) -> String {
    let label = paragraph.label.as_ref().map_or("", |label| &label.text);
    format!("{label}{}", paragraph.text())
}

/// Whether a text shows nothing.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(is_blank_character)
}

/// Whether a character shows nothing.
pub(super) fn is_blank_character(c: char) -> bool {
    c.is_whitespace() || crate::model::characters::is_unseen(c)
}
