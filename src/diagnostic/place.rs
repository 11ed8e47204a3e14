//! Places in source files: a file, two positions, and the lines between them to show.

use std::ops::Range;
use std::sync::Arc;

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
    pub file: Arc<str>,
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
/// Cheap to copy; finding a position is linear in the text, which only happens where there is
/// something to report.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The file's name relative to the site's root.
    pub file: &'a Arc<str>,
    /// Its whole text.
    pub text: &'a str,
}

impl Source<'_> {
    /// The place of a byte range. Offsets past the end or inside a character are moved to the
    /// nearest character boundary before them.
    pub fn place(&self, range: Range<usize>) -> Place {
        let start = floor_boundary(self.text, range.start);
        let end = floor_boundary(self.text, range.end.max(range.start)).max(start);
        let start_position = position(self.text, start);
        let end_position = position(self.text, end);
        let line_start = self.text.get(..start).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
        let lines = (end_position.line - start_position.line + 1).min(MAX_LINES);
        let rest = self.text.get(line_start..).unwrap_or_default();
        let mut excerpt =
            rest.lines().take(lines).map(|line| line.trim_end_matches('\r')).collect::<Vec<_>>().join("\n");
        let mut excerpt_column = 1;
        if excerpt.lines().any(|line| line.chars().count() > MAX_LINE) {
            let first = excerpt.lines().next().unwrap_or_default();
            let skip = start_position.column.saturating_sub(1 + WINDOW_BEFORE);
            excerpt = first.chars().skip(skip).take(WINDOW).collect();
            excerpt_column = skip + 1;
        }
        Place {
            file: Arc::clone(self.file),
            start: start_position,
            end: end_position,
            excerpt,
            excerpt_column,
        }
    }

    /// The place of a whole line, from 1, without its leading and trailing blanks.
    pub fn line(&self, line: usize) -> Place {
        let mut offset = 0;
        for (index, text) in self.text.split_inclusive('\n').enumerate() {
            if index + 1 == line {
                let start = offset + (text.len() - text.trim_start().len());
                let end = offset + text.trim_end().len();
                return self.place(start.min(end)..end);
            }
            offset += text.len();
        }
        self.place(self.text.len()..self.text.len())
    }

    /// The place of the file as a whole: its first line.
    pub fn top(&self) -> Place {
        self.line(1)
    }
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn position(text: &str, offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |index| index + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
    // A byte order mark is not a character that an editor shows.
    let bom = usize::from(line == 1 && text.starts_with('\u{feff}') && column > 1);
    Position { line, column: column - bom }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, range: Range<usize>) -> Place {
        Source { file: &Arc::from("a.md"), text }.place(range)
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
}
