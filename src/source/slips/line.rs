//! A line of YAML as it was typed: its indent, its dashes, its key and value, with the marks that a Chinese keyboard
//! gives for those of YAML.

use crate::bug::slice;
use std::ops::Range;

/// Marks that are taken for the colon behind a key.
pub const WIDE_COLONS: [char; 5] = ['：', '∶', '﹕', '︰', '꞉'];
/// Marks that are typed for it by mistake.
const OTHER_COLONS: [char; 4] = ['；', ';', '=', '＝'];
/// Marks that are typed for the dash before an entry.
pub const WIDE_DASHES: [char; 10] = ['－', '–', '—', '−', '•', '·', '●', '﹣', '‐', '‑'];

/// A key where a line, or a value in brackets, may have one. Places are bytes of the line.
#[derive(Debug, Clone)]
pub struct WrittenKey<'l> {
    pub name: &'l str,
    pub start: usize,
    /// The mark behind it; none where there is a blank or nothing.
    pub mark: Option<char>,
    /// Where what comes behind the mark, or behind the key, begins.
    pub end: usize,
}

impl WrittenKey<'_> {
    /// The key with its mark.
    pub const fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// What comes behind the mark.
    pub fn rest<'l>(&self, line: &'l str) -> &'l str {
        slice(line, self.end..)
    }
}

/// Whether a character is a blank to a writer.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || crate::model::characters::is_unseen(c)
}

/// The bytes of the blanks that a line begins with, of whatever kind.
pub fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(is_blank).len()
}

/// Where the text of a line begins behind the dashes of entries.
pub fn content(line: &str) -> usize {
    let mut at = indent(line);
    while let Some(rest) = line.get(at..).and_then(|rest| rest.strip_prefix("- ")) {
        at += 2 + indent(rest);
    }
    at
}

/// The key that stands at a place of a line.
pub fn key_at(line: &str, at: usize) -> Option<WrittenKey<'_>> {
    let rest = line.get(at..)?;
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let first = rest.chars().next()?;
    let length = if first.is_ascii_alphabetic() {
        rest.find(|c| !is_letter(c)).unwrap_or(rest.len())
    } else if is_han(first) {
        rest.find(|c| !is_han(c)).unwrap_or(rest.len())
    } else {
        return None;
    };
    let (name, behind) = rest.split_at_checked(length)?;
    let blanks = indent(behind);
    let next = behind.get(blanks..)?.chars().next();
    let is_colon = |c: &char| *c == ':' || WIDE_COLONS.contains(c) || OTHER_COLONS.contains(c);
    let mark = next.filter(is_colon);
    let end = at + length + mark.map_or(0, |mark| blanks + mark.len_utf8());
    Some(WrittenKey { name, start: at, mark, end })
}

/// The value of a line whose key is as it should be, or of an entry that has none: its place.
pub fn value(line: &str) -> Option<Range<usize>> {
    let at = content(line);
    let start = match key_at(line, at) {
        Some(key) if key.mark == Some(':') => {
            let blanks = indent(key.rest(line));
            if blanks == 0 {
                return None;
            }
            key.end + blanks
        }
        _ if at > indent(line) => at,
        _ => return None,
    };
    let end = line.trim_end().len();
    (start < end).then_some(start..end)
}

/// Whether the lines below, further in, are the text of this one.
pub fn opens_text(line: &str) -> bool {
    let value = value(line).map_or("", |range| slice(line, range));
    let header = value.split(" #").next().unwrap_or_default().trim_end();
    let mut chars = header.chars();
    matches!(chars.next(), Some('|' | '>')) && chars.all(|c| matches!(c, '+' | '-' | '0'..='9'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart() {
        let key = |line: &str| key_at(line, content(line)).map(|key| (key.name.to_owned(), key.mark));
        assert_eq!(key("title：培育"), Some(("title".into(), Some('：'))));
        assert_eq!(key("  - id:a"), Some(("id".into(), Some(':'))));
        assert_eq!(key("title 培育"), Some(("title".into(), None)));
        assert_eq!(key("名称 ： 甲"), Some(("名称".into(), Some('：'))));
        assert_eq!(key("# x"), None);
        assert_eq!(value("  - id: a "), Some(8..9));
        assert_eq!(value("- a"), Some(2..3));
        assert_eq!(value("title:"), None);
        assert!(opens_text("note: |") && opens_text("note: >-") && !opens_text("note: a|"));
    }
}
