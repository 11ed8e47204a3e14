//! Raw HTML with the way back to the text that it stands in.

use super::clean::MARK;
use std::ops::Range;

/// Raw HTML as the parser gave it, without marks, and where each stretch of it stands in the marked text.
#[derive(Debug, Default)]
pub(super) struct HtmlSource {
    pub(super) html: String,
    stretches: Vec<(usize, usize)>,
}

impl HtmlSource {
    /// A stretch of HTML by itself.
    pub(super) fn of(html: &str, place: usize) -> Self {
        let mut source = Self::default();
        source.push(html, place);
        source
    }

    /// Adds a stretch; in a list or a quotation, something else stands between the lines of a block.
    pub(super) fn push(&mut self, html: &str, mut place: usize) {
        for part in html.split(MARK) {
            self.stretches.push((self.html.len(), place));
            self.html.push_str(part);
            place += part.len() + MARK.len_utf8();
        }
    }

    /// Where a range of the HTML, which is not empty, stands in the marked text.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        self.offset(range.start)..self.offset(range.end.saturating_sub(1)) + 1
    }

    fn offset(&self, at: usize) -> usize {
        let index = self.stretches.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.stretches.get(index).map_or(0, |(start, place)| place + (at - start))
    }
}
