//! A passage as the search for slips reads it: character by character, each with its place in the source.

use super::is_blank;
use crate::bug::slice;
use crate::markdown::clean::is_left_out;
use crate::markdown::passage::{Passage, PassageKind};
use std::ops::Range;

/// A passage. All ranges are counted in characters, unless they are said to lie in the source.
pub(super) struct View<'a> {
    source: &'a str,
    passage: &'a Passage,
    /// What may be a mark stands as it is, what certainly is none as [`Passage::THING`].
    chars: Vec<char>,
    /// Where each begins in the passage's text, in bytes.
    offsets: Vec<usize>,
    /// The characters that begin a line of the source, with where that line lies in the source.
    lines: Vec<(usize, Range<usize>)>,
    /// What a finding has been made of.
    taken: Vec<bool>,
}

impl<'a> View<'a> {
    pub(super) fn new(source: &'a str, passage: &'a Passage) -> Self {
        let mut view = Self {
            source,
            passage,
            chars: Vec::new(),
            offsets: Vec::new(),
            lines: Vec::new(),
            taken: Vec::new(),
        };
        let mut next = None;
        for (offset, c, place) in passage.places() {
            let index = view.chars.len();
            if let Some(place) = place
                && (next != Some(place) || index == 0)
                && let Some(line) = line_from(source, place)
            {
                view.lines.push((index, line));
            }
            next = place.map(|place| place + c.len_utf8());
            let is_escaped = |place: usize| c.is_ascii_punctuation() && ends_in_escape(source, place);
            let is_mark = place.is_some_and(|place| !is_escaped(place)) || is_blank(c) || c == '\n';
            view.chars.push(if is_mark { c } else { Passage::THING });
            view.offsets.push(offset);
        }
        view.taken.resize(view.chars.len(), false);
        view
    }

    pub(super) const fn kind(&self) -> PassageKind {
        self.passage.kind
    }

    pub(super) const fn is_quoted(&self) -> bool {
        self.passage.quoted
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character at an index; NUL where there is none, or where a finding has been made of it.
    pub(super) fn at(&self, index: usize) -> char {
        if self.taken.get(index).copied().unwrap_or(true) {
            return '\0';
        }
        self.chars.get(index).copied().unwrap_or('\0')
    }

    /// The character before an index.
    pub(super) fn before(&self, index: usize) -> char {
        index.checked_sub(1).map_or('\0', |index| self.at(index))
    }

    /// The first index from here on, at most a few characters away, at which no blank stands.
    pub(super) fn after_blanks(&self, index: usize) -> usize {
        (index..index + 4).find(|at| !is_blank(self.at(*at))).unwrap_or(index)
    }

    /// Where the text before an index ends when the blanks there, at most a few, are left out.
    pub(super) fn before_blanks(&self, index: usize) -> usize {
        (0..4)
            .filter_map(|back| index.checked_sub(back))
            .find(|at| !is_blank(self.before(*at)))
            .unwrap_or(index)
    }

    /// The lines of the source that begin in this passage: the index of the first character, and the line in the
    /// source, from that character on.
    pub(super) fn lines(&self) -> &[(usize, Range<usize>)] {
        &self.lines
    }

    /// Whether a line of the source begins here; if so, the rest of it.
    pub(super) fn line(&self, index: usize) -> Option<&'a str> {
        let found = self.lines.binary_search_by_key(&index, |(start, _)| *start).ok()?;
        self.lines.get(found).map(|(_, line)| self.text_of(line))
    }

    /// A stretch of the source.
    pub(super) fn text_of(&self, source: &Range<usize>) -> &'a str {
        slice(self.source, source.clone())
    }

    /// Where a range lies in the source.
    pub(super) fn source(&self, range: &Range<usize>) -> Range<usize> {
        self.passage.source(&self.bytes(range))
    }

    /// What stands before a place of the source.
    pub(super) fn source_before(&self, place: usize) -> &'a str {
        slice(self.source, ..place)
    }

    /// What stands in the source from a place on.
    pub(super) fn source_after(&self, place: usize) -> &'a str {
        slice(self.source, place..)
    }

    /// A range as plain text.
    pub(super) fn plain(&self, range: &Range<usize>) -> &'a str {
        slice(&self.passage.text, self.bytes(range))
    }

    /// A range as it was typed, with the marks in it; as plain text where it goes over the end of a line.
    pub(super) fn typed(&self, range: &Range<usize>) -> &'a str {
        if range.is_empty() {
            return "";
        }
        let typed = self.text_of(&self.source(range));
        if typed.contains('\n') { self.plain(range) } else { typed }
    }

    /// What was typed between two characters.
    pub(super) fn between(&self, first: usize, last: usize) -> &'a str {
        let start = self.source(&(first..first + 1)).end;
        let end = self.source(&(last..last + 1)).start;
        let typed = if start < end { self.text_of(&(start..end)) } else { "" };
        if typed.contains('\n') { self.plain(&(first + 1..last)) } else { typed }
    }

    /// Keeps a range from being read again, by this search and by the checks of the prose.
    pub(super) fn take(&mut self, range: &Range<usize>) {
        self.taken.iter_mut().skip(range.start).take(range.len()).for_each(|taken| *taken = true);
    }

    /// What was taken, as ranges of bytes in the passage's text.
    pub(super) fn claimed(self) -> Vec<Range<usize>> {
        let mut claimed = Vec::new();
        let mut start = None;
        for index in 0..=self.taken.len() {
            match (start, self.taken.get(index).copied().unwrap_or(false)) {
                (None, true) => start = Some(index),
                (Some(first), false) => {
                    claimed.push(self.bytes(&(first..index)));
                    start = None;
                }
                _ => {}
            }
        }
        claimed
    }

    fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        let offset = |index: usize| self.offsets.get(index).copied().unwrap_or(self.passage.text.len());
        offset(range.start)..offset(range.end)
    }
}

/// The rest of the line at a place of the source, if only what opens quotations, lists and the like stands before it.
fn line_from(source: &str, place: usize) -> Option<Range<usize>> {
    let before = source.get(..place)?;
    let is_prefix = |c: char| {
        matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+' | '.' | ')') || c.is_ascii_digit() || is_left_out(c)
    };
    let mut before = before.chars().rev();
    // `\n- ` opens an item; `甲- ` does not.
    match before.find(|c| !is_prefix(*c)) {
        None | Some('\n' | '\r') => {}
        Some(':') if is_note_prefix(source.get(..place)?) => {}
        Some(_) => return None,
    }
    let rest = source.get(place..)?;
    let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
    Some(place..place + rest.get(..end)?.trim_end().len())
}

/// Whether the line up to here is the label of a footnote.
fn is_note_prefix(before: &str) -> bool {
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default().trim();
    line.starts_with("[^") && line.ends_with("]:")
}

/// Whether a backslash before a place takes the meaning of the character there.
fn ends_in_escape(source: &str, place: usize) -> bool {
    let before = source.as_bytes().get(..place).unwrap_or_default();
    before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}
