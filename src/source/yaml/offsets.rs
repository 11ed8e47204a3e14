//! From the event parser's positions, which count characters, to bytes.

use saphyr_parser::{Marker, Span};
use std::ops::Range;

/// The byte offset of every [`STRIDE`]th character of a text.
pub struct CharOffsets<'t> {
    text: &'t str,
    marks: Vec<usize>,
}

const STRIDE: usize = 64;

impl<'t> CharOffsets<'t> {
    /// Counts through a text once.
    pub fn new(text: &'t str) -> Self {
        Self { text, marks: text.char_indices().step_by(STRIDE).map(|(offset, _)| offset).collect() }
    }

    /// The byte offset of a position; one past the end is the end.
    pub fn offset(&self, marker: &Marker) -> usize {
        let characters = marker.index();
        let Some(&mark) = self.marks.get(characters / STRIDE) else { return self.text.len() };
        self.text
            .get(mark..)
            .and_then(|rest| rest.char_indices().nth(characters % STRIDE))
            .map_or(self.text.len(), |(offset, _)| mark + offset)
    }

    /// The bytes of a span, without blanks at its end.
    pub fn range(&self, span: &Span) -> Range<usize> {
        let start = self.offset(&span.start);
        let end = self.offset(&span.end).max(start);
        let length = self.text.get(start..end).map_or(0, |text| text.trim_end().len());
        start..start + length
    }
}
