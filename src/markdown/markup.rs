//! HTML with gaps for what only the whole site knows.
//!
//! Written while a text is parsed, read while a body is filled. Text and slots are kept apart, so nothing that a text
//! holds can be taken for a slot.

use super::escape::escape;
use crate::bug::slice;
pub use pulldown_cmark::BlockQuoteKind as AlertKind;
use std::fmt;
use std::ops::Range;

/// Something that only the whole site knows. Numbers are indexes into the lists of [`super::Body`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// The value of a link's `href`.
    Link(usize),
    /// What stands after a link's words.
    LinkEnd(usize),
    /// A picture's element.
    Picture(usize),
    /// A figure's element.
    Figure(usize),
    /// A figure's words.
    FigureWords(usize),
    /// A block's element.
    Block(usize),
    /// What stands before an id.
    IdPrefix,
    /// A heading's start tag and number.
    HeadingStart(usize),
    /// A heading's end tag.
    HeadingEnd(usize),
    /// A reference to a footnote.
    Reference(usize),
    /// The link back to a reference.
    BackLink(usize),
    /// Words of the theme.
    Label(Label),
}

/// A part of a text's HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// HTML to be copied; may be empty.
    Html(&'a str),
    /// A slot to be filled.
    Slot(Slot),
}

/// HTML with slots in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Markup {
    html: String,
    /// The slots in order, each with its byte offset in `html`.
    slots: Vec<(usize, Slot)>,
}

/// A place in a [`Markup`]: so many bytes and so many slots stand before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct MarkupPosition {
    html: usize,
    slots: usize,
}

impl MarkupPosition {
    /// Where this place is after `range`, which lay before it or around it, was removed.
    pub(super) fn after_removal(self, range: &Range<Self>) -> Self {
        if self <= range.start {
            return self;
        }
        let moved = self.max(range.end);
        Self {
            html: moved.html.saturating_sub(range.end.html) + range.start.html,
            slots: moved.slots.saturating_sub(range.end.slots) + range.start.slots,
        }
    }

    /// Where this place is after one byte was inserted before it.
    pub(super) const fn after_insertion(self) -> Self {
        Self { html: self.html + 1, slots: self.slots }
    }
}

impl Markup {
    /// Nothing yet, with room for so many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { html: String::with_capacity(bytes), slots: Vec::new() }
    }

    /// Gives back the room that is not used.
    pub(super) fn shrink_to_fit(&mut self) {
        self.html.shrink_to_fit();
        self.slots.shrink_to_fit();
    }

    /// How many bytes of HTML there are, slots not counted.
    pub(super) const fn len(&self) -> usize {
        self.html.len()
    }

    /// The slots in order.
    pub(super) fn slots(&self) -> impl Iterator<Item = Slot> {
        self.slots.iter().map(|(_, slot)| *slot)
    }

    /// The HTML cut at its slots.
    pub(super) fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        let slots = self.slots.iter().map(|(at, slot)| (*at, Some(*slot)));
        let mut done = 0;
        slots.chain([(self.html.len(), None)]).flat_map(move |(at, slot)| {
            let html = slice(&self.html, done..at);
            done = at;
            std::iter::once(Piece::Html(html)).chain(slot.map(Piece::Slot))
        })
    }

    /// Appends HTML.
    pub(super) fn push_str(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Appends text, escaped.
    pub(super) fn push_text(&mut self, text: &str) {
        escape(text, &mut self.html);
    }

    /// Appends a slot.
    pub(super) fn push_slot(&mut self, slot: Slot) {
        self.slots.push((self.html.len(), slot));
    }

    /// Appends all of another.
    pub(super) fn append(&mut self, other: &Self) {
        let before = self.html.len();
        self.html.push_str(&other.html);
        self.slots.extend(other.slots.iter().map(|(at, slot)| (before + at, *slot)));
    }

    /// The place after all that is written.
    pub(super) const fn end(&self) -> MarkupPosition {
        MarkupPosition { html: self.html.len(), slots: self.slots.len() }
    }

    /// Takes back all that was written after a place.
    pub(super) fn truncate(&mut self, to: MarkupPosition) {
        self.html.truncate(to.html);
        self.slots.truncate(to.slots);
    }

    /// Puts a line break in; `false` where the place is gone.
    pub(super) fn insert_newline(&mut self, at: MarkupPosition) -> bool {
        let (true, Some(moved)) = (self.html.is_char_boundary(at.html), self.slots.get_mut(at.slots..))
        else {
            return false;
        };
        self.html.insert(at.html, '\n');
        moved.iter_mut().for_each(|(offset, _)| *offset += 1);
        true
    }

    /// Cuts a stretch out.
    pub(super) fn remove(&mut self, range: &Range<MarkupPosition>) {
        let MarkupPosition { html, slots } = range.end;
        if range.start > range.end || !self.html.is_char_boundary(html) || slots > self.slots.len() {
            return;
        }
        self.html.replace_range(range.start.html..html, "");
        self.slots.drain(range.start.slots..slots);
        let length = html - range.start.html;
        self.slots.iter_mut().skip(range.start.slots).for_each(|(offset, _)| *offset -= length);
    }

    /// Whether this HTML stands at the end, with no slot in or after it.
    pub(super) fn ends_with(&self, tail: &str) -> bool {
        self.html.strip_suffix(tail).is_some_and(|rest| self.last_slot() <= rest.len())
    }

    /// Takes this HTML from the end; `false` where something else stands there.
    pub(super) fn strip_suffix(&mut self, tail: &str) -> bool {
        let found = self.ends_with(tail);
        if found {
            self.html.truncate(self.html.len() - tail.len());
        }
        found
    }

    /// Takes blanks and line breaks from the end.
    pub(super) fn trim_end(&mut self) {
        let length = self.html.trim_end().len().max(self.last_slot());
        self.html.truncate(length);
    }

    fn last_slot(&self) -> usize {
        self.slots.last().map_or(0, |(at, _)| *at)
    }
}

impl fmt::Write for Markup {
    fn write_str(&mut self, html: &str) -> fmt::Result {
        self.push_str(html);
        Ok(())
    }
}

/// Words that the HTML needs and the theme has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Label {
    /// The title of an alert, of one of the kinds that forges have: `> [!NOTE]`.
    Alert(AlertKind),
    /// The name of a ticked box in a task list.
    TaskDone,
    /// The name of an empty box in a task list.
    TaskOpen,
    /// The name of a table's scrollable frame.
    Table,
    /// The name of a link from footnote `number` back to its reference `occurrence`; both count from 1.
    FootnoteBack { number: u32, occurrence: u32 },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(markup: &Markup) -> String {
        markup
            .pieces()
            .map(|piece| match piece {
                Piece::Html(html) => html.to_owned(),
                Piece::Slot(slot) => format!("{{{slot:?}}}"),
            })
            .collect()
    }

    #[test]
    fn slots_keep_their_places_when_html_changes() {
        let mut markup = Markup::default();
        markup.push_slot(Slot::Picture(0));
        markup.push_str("a");
        let start = markup.end();
        markup.push_slot(Slot::Picture(1));
        markup.push_str("bc");
        let end = markup.end();
        markup.push_slot(Slot::Picture(2));
        assert!(markup.insert_newline(start));
        assert_eq!(shown(&markup), "{Picture(0)}a\n{Picture(1)}bc{Picture(2)}");
        let cut = start.after_insertion()..end.after_insertion();
        markup.remove(&cut);
        assert_eq!(shown(&markup), "{Picture(0)}a\n{Picture(2)}");
        assert_eq!(end.after_insertion().after_removal(&cut), cut.start);
        assert!(!markup.ends_with("\n"), "a slot stands after it");
        let copy = markup.clone();
        markup.append(&copy);
        assert_eq!(shown(&markup), "{Picture(0)}a\n{Picture(2)}{Picture(0)}a\n{Picture(2)}");
        markup.truncate(start.after_insertion());
        assert!(markup.strip_suffix("a\n"));
        assert_eq!(shown(&markup), "{Picture(0)}");
        markup.push_str(" \n");
        markup.trim_end();
        assert_eq!(shown(&markup), "{Picture(0)}");
    }
}
