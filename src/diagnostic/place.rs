//! Places in source files: a file, two positions, and the lines between them to show.

use crate::bug::slice;
use crate::source_path::SourcePath;
use std::ops::Range;

/// A line and a column, both from 1; columns count characters, as editors do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Position {
    /// The first character of a file.
    pub const START: Self = Self { line: 1, column: 1 };
}

/// A stretch of a source file, with the source text needed to show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, relative to the site's root, with `/` between names.
    pub file: SourcePath,
    /// The first character.
    pub start: Position,
    /// One past the last character; equal to `start` for a place between two characters.
    pub end: Position,
    /// The source lines from `start.line` on, without the final line break; at most
    /// [`MAX_LINES`] lines, cut to a window around `start` where a line is very long.
    pub excerpt: String,
    /// The column (from 1) of the excerpt's first character in its line; more than 1 only where
    /// a very long line was cut.
    pub excerpt_column: usize,
}

/// The most lines that an excerpt holds.
pub const MAX_LINES: usize = 3;
/// A line longer than this many characters is shown as a window around the place.
const MAX_LINE: usize = 400;
/// How many characters of a long line are shown before the place.
const WINDOW_BEFORE: usize = 80;
/// How many characters of a long line are shown in all.
const WINDOW: usize = 240;

/// A source text under a name: what places are cut from.
///
/// Cheap to copy. Finding a place alone is linear in the text; [`Marks`] make it constant for a text
/// with many findings.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The file's name relative to the site's root.
    pub file: &'a SourcePath,
    /// Its whole text.
    pub text: &'a str,
}

/// Line and column at regular distances in a text, so that a position is counted from the nearest
/// one and not from the top: thousands of findings in one long file would take quadratic time.
#[derive(Debug, Clone, Default)]
pub struct Marks(Vec<Mark>);

/// What stands before an offset of a text.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    offset: usize,
    /// Line breaks before it.
    breaks: usize,
    /// Where its line begins.
    line_start: usize,
    /// Characters of its line before it.
    characters: usize,
}

/// The distance of marks in bytes.
const STRIDE: usize = 2048;

impl Marks {
    /// Counts through a text once.
    pub fn new(text: &str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE);
        let mut mark = Mark::default();
        while mark.offset + STRIDE < text.len() {
            mark = mark.forward(text, text.floor_char_boundary(mark.offset + STRIDE));
            marks.push(mark);
        }
        Self(marks)
    }

    /// The last mark at or before an offset.
    fn before(&self, offset: usize) -> Mark {
        let index = self.0.partition_point(|mark| mark.offset <= offset);
        index.checked_sub(1).and_then(|index| self.0.get(index)).copied().unwrap_or_default()
    }
}

impl Mark {
    /// This mark, unless an offset moved to a character's start has come to stand before it.
    fn up_to(self, offset: usize) -> Self {
        if self.offset <= offset { self } else { Self::default() }
    }

    /// Counts on to a later offset.
    fn forward(self, text: &str, offset: usize) -> Self {
        let between = slice(text, self.offset..offset);
        let breaks = self.breaks + between.bytes().filter(|byte| *byte == b'\n').count();
        match between.rfind('\n') {
            Some(last) => {
                let line_start = self.offset + last + 1;
                let characters = slice(text, line_start..offset).chars().count();
                Self { offset, breaks, line_start, characters }
            }
            None => Self { offset, breaks, characters: self.characters + between.chars().count(), ..self },
        }
    }

    fn position(self, text: &str) -> Position {
        // A byte order mark is not a character that an editor shows.
        let bom = usize::from(self.breaks == 0 && text.starts_with('\u{feff}') && self.characters > 0);
        Position { line: self.breaks + 1, column: self.characters + 1 - bom }
    }
}

impl Source<'_> {
    /// The place of a byte range. Offsets past the end or inside a character are moved to the
    /// nearest character boundary before them.
    pub fn place(&self, range: Range<usize>) -> Place {
        self.place_by(&Marks::default(), range)
    }

    /// The same, counted from the marks of this text.
    pub fn place_by(&self, marks: &Marks, range: Range<usize>) -> Place {
        let (mark, end_mark) = (marks.before(range.start), marks.before(range.end));
        let text = self.text;
        let start = text.floor_char_boundary(range.start);
        let end = text.floor_char_boundary(range.end.max(range.start)).max(start);
        let at_start = mark.up_to(start).forward(text, start);
        // The mark before the end may stand before the start: then the start is nearer.
        let near_end = if end_mark.offset > at_start.offset { end_mark.up_to(end) } else { at_start };
        let (start_position, end_position) =
            (at_start.position(text), near_end.forward(text, end).position(text));
        let lines = (end_position.line - start_position.line + 1).min(MAX_LINES);
        let (mut excerpt, mut excerpt_column) = (String::new(), 1);
        let mut next = Some(at_start.line_start);
        for index in 0..lines {
            let Some(at) = next.take() else { break };
            // No more of a line is looked at than is shown of it: a text may be one line.
            let near = slice(text, at..text.floor_char_boundary(at + 4 * (MAX_LINE + 1)));
            let line = near.split_once('\n').map_or(near, |(line, _)| {
                next = Some(at + line.len() + 1);
                line
            });
            let line = line.trim_end_matches('\r');
            if line.char_indices().nth(MAX_LINE).is_some() {
                // Counted back from the place, not from the start of a line of any length.
                let before = slice(text, at_start.line_start..start);
                let first = before
                    .char_indices()
                    .rev()
                    .take(WINDOW_BEFORE)
                    .last()
                    .map_or(start, |(at, _)| at_start.line_start + at);
                let shown = slice(text, first..);
                excerpt = shown.chars().take_while(|c| *c != '\n').take(WINDOW).collect();
                excerpt.truncate(excerpt.trim_end_matches('\r').len());
                excerpt_column = at_start.characters.saturating_sub(WINDOW_BEFORE) + 1;
                break;
            }
            if index > 0 {
                excerpt.push('\n');
            }
            excerpt.push_str(line);
        }
        Place { file: self.file.clone(), start: start_position, end: end_position, excerpt, excerpt_column }
    }

    /// The place of a whole line, from 1, without its leading and trailing blanks.
    pub fn line(&self, line: usize) -> Place {
        let start: usize = self.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let own = slice(self.text, start..).lines().next().unwrap_or_default();
        let end = start + own.trim_end().len();
        self.place(end.min(start + own.len() - own.trim_start().len())..end)
    }

    /// The place of the file as a whole: its first line.
    pub fn top(&self) -> Place {
        self.line(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, range: Range<usize>) -> Place {
        Source { file: &SourcePath::from("a.md"), text }.place(range)
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        let found = place("标题\n培育12家", 7 + 6..7 + 8);
        assert_eq!(found.start, Position { line: 2, column: 3 });
        assert_eq!(found.end, Position { line: 2, column: 5 });
        assert_eq!(found.excerpt, "培育12家");
    }

    #[test]
    fn offsets_inside_a_character_or_past_the_end_are_moved() {
        assert_eq!(place("区", 1..99).start, Position { line: 1, column: 1 });
        assert_eq!(place("区", 99..99).end, Position { line: 1, column: 2 });
    }

    #[test]
    fn crlf_is_not_shown() {
        assert_eq!(place("a\r\nb\r\n", 3..4).excerpt, "b");
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        assert_eq!(place("\u{feff}ab", 4..5).start, Position { line: 1, column: 2 });
    }

    #[test]
    fn a_very_long_line_is_cut_to_a_window() {
        let text = "x".repeat(5_000);
        let found = place(&text, 3_000..3_001);
        assert_eq!(found.excerpt.len(), WINDOW);
        assert_eq!(found.excerpt_column, 3_000 - WINDOW_BEFORE + 1);
    }

    #[test]
    fn marks_change_no_place() {
        for line in ["中文，**正文**。\r\n", "中文正文 abc ", "\n", "\r"] {
            let text = format!("\u{feff}{}", line.repeat(3_000));
            let (file, marks) = (SourcePath::from("a.md"), Marks::new(&text));
            let source = Source { file: &file, text: &text };
            for start in (0..text.len() + 5).step_by(997).chain([1, 2, 3, STRIDE - 1, STRIDE, STRIDE + 1]) {
                for length in [0, 1, 40, 5_000] {
                    let range = start..start + length;
                    assert_eq!(
                        source.place_by(&marks, range.clone()),
                        source.place(range.clone()),
                        "{range:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn thousands_of_places_in_one_long_line_are_found_in_no_time() {
        let text = "中文[a](b) ".repeat(200_000);
        let (file, marks) = (SourcePath::from("a.md"), Marks::new(&text));
        let source = Source { file: &file, text: &text };
        let columns = (0..text.len()).step_by(100).map(|at| source.place_by(&marks, at..at + 6).start.column);
        assert!(columns.is_sorted());
    }
}
