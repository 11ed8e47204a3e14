//! The lines of a place, made fit to be drawn, and where the place lies in them.
//!
//! Takes a place whose columns count characters of the source, gives text without tabs, control
//! and invisible characters, and a byte range in that text. Never fails: a place that disagrees
//! with its excerpt is moved to the nearest end.

use crate::diagnostic::place::Place;
use crate::diagnostic::visible::push_visible;
use std::ops::Range;

/// How many blanks stand for a tab.
const TAB: &str = "    ";

/// Stands for the part of a long line before its window.
const CUT: char = '…';

/// Source lines and the stretch in them that a finding is about.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The lines, joined by line breaks, without one at the end.
    pub(super) text: String,
    /// The stretch, in bytes of `text`, on character boundaries.
    pub(super) span: Range<usize>,
    /// The line number of the last line.
    pub(super) last_line: usize,
}

impl Excerpt {
    pub(super) fn new(place: &Place) -> Self {
        let source = place.excerpt.trim_end_matches('\n');
        // A byte order mark takes no column, and nobody can see it.
        let source = source.strip_prefix('\u{feff}').filter(|_| place.start.line == 1).unwrap_or(source);
        let (mut start, mut end) = (None, None);
        let mut text = String::with_capacity(source.len());
        if place.excerpt_column > 1 {
            text.push(CUT);
        }
        let mut line = place.start.line;
        let mut column = place.excerpt_column;
        for c in source.chars() {
            if line == place.start.line && column == place.start.column {
                start = Some(text.len());
            }
            if line == place.end.line && column == place.end.column {
                end = Some(text.len());
            }
            column += 1;
            match c {
                '\n' => {
                    // A place that ends with a line ends before its line break.
                    if line == place.end.line && end.is_none() {
                        end = Some(text.len());
                    }
                    text.push('\n');
                    line += 1;
                    column = 1;
                }
                '\t' => text.push_str(TAB),
                other => push_visible(&mut text, other),
            }
        }
        let start = start.unwrap_or(text.len());
        let end = end.unwrap_or(text.len()).max(start);
        Self { text, span: start..end, last_line: line }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;

    fn marked(text: &str, range: Range<usize>) -> String {
        let place = Source { file: &crate::source_path::SourcePath::from("a.md"), text }.place(range);
        let excerpt = Excerpt::new(&place);
        let (before, rest) = excerpt.text.split_at(excerpt.span.start);
        let (inside, after) = rest.split_at(excerpt.span.end - excerpt.span.start);
        format!("{before}[{inside}]{after}")
    }

    #[test]
    fn the_stretch_stays_on_its_characters() {
        let table = [
            ("培育12家", 6..8, "培育[12]家"),
            ("\ta: 1", 4..5, "    a: [1]"),
            ("a\u{200b}b: 1", 0..5, "[a<U+200B>b]: 1"),
            ("\u{feff}id: 1", 3..5, "[id]: 1"),
            ("a\u{1b}[0mb", 6..7, "a<U+001B>[0m[]b"),
            ("a\nb\nc", 2..3, "[b]"),
            ("ab\ncd\nef", 1..5, "a[b\ncd]"),
            ("ab\ncd\nef\ngh\nij", 1..14, "a[b\ncd\nef]"),
            ("ab", 2..2, "ab[]"),
            ("ab\ncd", 1..3, "a[b\n]cd"),
        ];
        for (text, range, expected) in table {
            let range = if text.contains('\u{1b}') { 5..5 } else { range };
            assert_eq!(marked(text, range), expected, "{text:?}");
        }
    }

    #[test]
    fn a_window_of_a_long_line_keeps_the_stretch() {
        let text = format!("{}目标{}", "长".repeat(3_000), "尾".repeat(3_000));
        let at = 3 * 3_000;
        assert!(marked(&text, at..at + 6).contains("长[目标]尾"));
        assert!(marked(&text, at..at + 6).starts_with("…长"));
    }
}
