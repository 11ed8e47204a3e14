//! Splitting a Markdown file into its front matter and its text.

use crate::bug::slice;
use std::ops::Range;

/// The two parts of a file, as byte ranges in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The YAML between the two `---` lines.
    pub yaml: Range<usize>,
    /// All that follows.
    pub body: Range<usize>,
}

/// Why a file could not be split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SplitError {
    /// The file does not begin with a `---` line.
    Missing,
    /// The front matter is opened but never closed.
    Unclosed,
}

/// Splits a file's text. A byte order mark and CRLF line ends are accepted; blanks after `---` too.
///
/// # Errors
/// Where there is no front matter, or no end to it.
pub fn split(text: &str) -> Result<Split, SplitError> {
    let mut offset = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = slice(text, offset..).split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| is_fence(line)) else { return Err(SplitError::Missing) };
    offset += first.len();
    let start = offset;
    for line in lines {
        let end = offset;
        offset += line.len();
        if is_fence(line) {
            return Ok(Split { yaml: start..end, body: offset..text.len() });
        }
    }
    Err(SplitError::Unclosed)
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (&str, &str) {
        let split = split(text).unwrap();
        (text.get(split.yaml).unwrap(), text.get(split.body).unwrap())
    }

    #[test]
    fn front_matter_and_text_are_split() {
        assert_eq!(parts("---\ntitle: a\n---\n正文\n"), ("title: a\n", "正文\n"));
        assert_eq!(parts("---\n---\n"), ("", ""));
        assert_eq!(parts("---\na: 1\n---"), ("a: 1\n", ""));
    }

    #[test]
    fn byte_order_mark_crlf_and_trailing_blanks_are_accepted() {
        assert_eq!(parts("\u{feff}--- \r\na: 1\r\n---\t\r\n文"), ("a: 1\r\n", "文"));
    }

    #[test]
    fn a_rule_in_the_text_does_not_end_it_twice() {
        assert_eq!(parts("---\na: 1\n---\nx\n\n---\n\ny"), ("a: 1\n", "x\n\n---\n\ny"));
    }

    #[test]
    fn what_is_missing_is_told_apart_from_what_is_unclosed() {
        assert_eq!(split("正文"), Err(SplitError::Missing));
        assert_eq!(split(""), Err(SplitError::Missing));
        assert_eq!(split("---\ntitle: a\n正文"), Err(SplitError::Unclosed));
        assert_eq!(split("----\n---\n"), Err(SplitError::Missing));
    }
}
