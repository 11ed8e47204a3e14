//! Footnotes: numbered in the order in which a reader meets them, collected at the end.

use super::{Writer, without_marks};
use crate::bug::{bug, slice};
use crate::diagnostic::{Finding, ReferenceFault};
use crate::markdown::{
    body::FootnoteReference,
    markup::{Markup, Slot},
};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

/// The footnotes of a body.
#[derive(Default)]
pub(super) struct FootnoteState {
    notes: Vec<Note>,
    by_label: HashMap<String, usize>,
    /// For each reference, in order: its note, and the note that it stands in.
    references: Vec<(usize, Option<usize>)>,
    /// The definitions that are open: the note (`None` for a repeated one, which is thrown away)
    /// and what was being written before.
    open: Vec<(Option<usize>, Markup)>,
}

#[derive(Default)]
struct Note {
    label: String,
    definition: Option<Definition>,
}

struct Definition {
    content: Markup,
    place: Range<usize>,
}

impl FootnoteState {
    /// Whether a definition is open.
    pub(super) const fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// The note of a label; labels are the same whatever their case.
    fn note(&mut self, label: &str) -> usize {
        let label = without_marks(label);
        let key = label.to_lowercase();
        if let Some(&index) = self.by_label.get(&key) {
            return index;
        }
        self.notes.push(Note { label, definition: None });
        self.by_label.insert(key, self.notes.len() - 1);
        self.notes.len() - 1
    }

    /// The notes that are shown, in order, each with its references; and the number of every
    /// reference. A note is shown when the text refers to it, or a note that is shown does.
    fn numbered(&self) -> (Vec<(usize, Vec<usize>)>, Vec<FootnoteReference>) {
        let mut inside: Vec<Vec<usize>> = self.notes.iter().map(|_| Vec::new()).collect();
        let mut queue: Vec<usize> = Vec::new();
        for (reference, (_, container)) in self.references.iter().enumerate() {
            match container.and_then(|note| inside.get_mut(note)) {
                Some(list) => list.push(reference),
                None => queue.push(reference),
            }
        }
        let mut shown: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut position: Vec<Option<usize>> = self.notes.iter().map(|_| None).collect();
        let mut numbers = vec![FootnoteReference::default(); self.references.len()];
        let mut followed = 0;
        loop {
            for reference in std::mem::take(&mut queue) {
                let Some(&(note, _)) = self.references.get(reference) else {
                    bug!("no reference {reference}")
                };
                let Some(slot) = position.get_mut(note) else { bug!("no note {note}") };
                let at = *slot.get_or_insert_with(|| {
                    shown.push((note, Vec::new()));
                    shown.len() - 1
                });
                let Some((_, list)) = shown.get_mut(at) else { bug!("no shown note {at}") };
                list.push(reference);
                if let Some(number) = numbers.get_mut(reference) {
                    number.number = u32::try_from(at + 1).unwrap_or(u32::MAX);
                    number.occurrence = u32::try_from(list.len()).unwrap_or(u32::MAX);
                }
            }
            let Some((note, _)) = shown.get(followed) else { return (shown, numbers) };
            queue = inside.get_mut(*note).map_or_else(|| bug!("no note {note}"), std::mem::take);
            followed += 1;
        }
    }
}

impl Writer<'_> {
    /// Writes a reference to a footnote.
    pub(super) fn footnote_reference(&mut self, label: &str) {
        if self.inline.in_picture() {
            return;
        }
        let note = self.notes.note(label);
        let container = self.notes.open.last().and_then(|(note, _)| *note);
        if self.notes.open.last().is_some_and(|(note, _)| note.is_none()) {
            return;
        }
        self.body.has_text = true;
        self.out.push_slot(Slot::Reference(self.notes.references.len()));
        self.notes.references.push((note, container));
    }

    /// Opens a definition.
    pub(super) fn start_note(&mut self, label: &str, range: &Range<usize>) {
        let index = self.notes.note(label);
        let outer = std::mem::take(&mut self.out);
        let note = self.notes.notes.get_mut(index).filter(|note| note.definition.is_none());
        if let Some(note) = note {
            note.definition = Some(Definition { content: Markup::default(), place: range.clone() });
            self.notes.open.push((Some(index), outer));
        } else {
            self.notes.open.push((None, outer));
            self.fault(
                Finding::Reference(ReferenceFault::DuplicateFootnote { label: without_marks(label) }),
                range,
            );
        }
    }

    /// Closes a definition.
    pub(super) fn end_note(&mut self) {
        let Some((index, outer)) = self.notes.open.pop() else { return };
        let content = std::mem::replace(&mut self.out, outer);
        let note = index.and_then(|index| self.notes.notes.get_mut(index));
        if let Some(definition) = note.and_then(|note| note.definition.as_mut()) {
            definition.content = content;
        }
    }

    /// Reports a reference to a footnote that is not defined: the parser gives its inside as text.
    pub(super) fn note_undefined(&mut self, text: &str, range: &Range<usize>) {
        if !text.starts_with('^') {
            return;
        }
        let before = slice(self.text, ..range.start);
        let after = slice(self.text, range.start + 1..);
        let ends = |c: char| matches!(c, '[' | ']') || c.is_whitespace();
        let label = after.split(ends).next().unwrap_or_default();
        let is_closed = after.get(label.len()..).is_some_and(|rest| rest.starts_with(']'));
        if before.ends_with('[') && !before.ends_with("\\[") && is_closed && !label.is_empty() {
            let place = range.start - 1..range.start + 1 + label.len() + 1;
            self.fault(
                Finding::Reference(ReferenceFault::UndefinedFootnote { label: without_marks(label) }),
                &place,
            );
        }
    }

    /// Writes the footnotes that are referred to, and reports the others.
    pub(super) fn finish_notes(&mut self) {
        let (shown, numbers) = self.notes.numbered();
        self.body.references = numbers;
        let mut notes = std::mem::take(&mut self.notes.notes);
        let mut is_first = true;
        for (number, (note, references)) in (1u32..).zip(shown) {
            let Some(note) = notes.get_mut(note) else { bug!("no note {note}") };
            let Some(Definition { mut content, .. }) = note.definition.take() else { continue };
            if std::mem::take(&mut is_first) {
                self.out.push_str("<div class=\"footnotes\">\n<ol>\n");
            }
            self.out.push_str("<li id=\"");
            self.out.push_slot(Slot::IdPrefix);
            let _ = write!(self.out, "fn-{number}\">");
            self.body.anchors.push(format!("fn-{number}"));
            content.trim_end();
            let close = if content.strip_suffix("</p>") { "</p>" } else { "" };
            self.out.append(&content);
            for reference in references {
                self.out.push_str(" ");
                self.out.push_slot(Slot::BackLink(reference));
            }
            self.out.push_str(close);
            self.out.push_str("</li>\n");
        }
        if !is_first {
            self.out.push_str("</ol>\n</div>\n");
        }
        for note in notes {
            if let Some(definition) = note.definition {
                self.fault(
                    Finding::Reference(ReferenceFault::UnusedFootnote { label: note.label }),
                    &definition.place,
                );
            }
        }
    }
}
