//! The input made safe to work on: no control characters, none of the markers used inside.
//!
//! Takes the text of a file; gives text of the same length, so that byte offsets stay true.

use crate::model::characters;
use memchr::memmem;
use pulldown_cmark::CowStr;
use std::borrow::Cow;

/// The noncharacter that [`super::emphasis`] puts into its working copy of a text.
pub(super) const MARK: char = '\u{fdd0}';

/// Whether a character leaves no trace in what is made of a text: the mark, and what shows nothing.
pub(super) fn is_left_out(c: char) -> bool {
    c == MARK || characters::is_left_out(c)
}

/// Replaces control characters (C0 but tab and line ends, DEL, C1) by blanks, and noncharacters of
/// three bytes by U+FFFD. HTML allows none of them, and marks rely on their absence.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if !is_suspect(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' => out.push(c),
            '\0'..='\x1f' | '\x7f' => out.push(' '),
            '\u{80}'..='\u{9f}' => out.push_str("  "),
            '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The same for what the parser made of character references: `&#1;` must not bring in what [`clean`]
/// keeps out. What the parser borrows from the text is clean already.
pub(super) fn decoded(text: CowStr<'_>) -> CowStr<'_> {
    if matches!(text, CowStr::Borrowed(_)) || !is_suspect(text.as_bytes()) {
        return text;
    }
    text.chars().map(|c| if c == MARK { c } else { allowed(c) }).collect::<String>().into()
}

/// The same for what the reader of raw HTML made of character references; no marks are in that.
pub(super) fn without_forbidden(text: &str) -> Cow<'_, str> {
    if is_suspect(text.as_bytes()) { text.chars().map(allowed).collect() } else { Cow::Borrowed(text) }
}

const fn allowed(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => c,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        _ => c,
    }
}

/// Whether a text may hold a character that [`clean`] replaces; may say yes in vain.
fn is_suspect(bytes: &[u8]) -> bool {
    // Without an early way out, the compiler looks at many bytes at once.
    let has_control = bytes.iter().fold(false, |found, &byte| {
        found | ((byte < b' ') & !matches!(byte, b'\t' | b'\n' | b'\r')) | (byte == 0x7f)
    });
    has_control
        || memchr::memchr(0xc2, bytes).is_some()
        || memmem::find(bytes, b"\xef\xb7").is_some()
        || memmem::find(bytes, b"\xef\xbf\xbe").is_some()
        || memmem::find(bytes, b"\xef\xbf\xbf").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_stay_and_only_forbidden_characters_go() {
        for (text, expected) in [
            ("正文，（一）\t\r\n", "正文，（一）\t\r\n"),
            ("a\0b\x01c\x7f", "a b c "),
            ("a\u{85}b", "a  b"),
            ("a\u{fdd0}b\u{ffff}", "a\u{fffd}b\u{fffd}"),
            ("\u{feff}a\u{fffd}", "\u{feff}a\u{fffd}"),
        ] {
            let cleaned = clean(text);
            assert_eq!(cleaned, expected);
            assert_eq!(cleaned.len(), text.len());
        }
        assert!(matches!(clean("正文，“引号”……"), Cow::Borrowed(_)));
    }
}
