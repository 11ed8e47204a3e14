//! Makes characters visible that a terminal would obey, hide or reorder.
//!
//! Takes any text from a user's file, gives text that is safe to print: control characters,
//! terminal escapes, and characters with no shape or that change the reading direction become
//! `<U+001B>`. A space that was typed by mistake as an invisible character is a common cause of
//! errors, so these are shown, not dropped. Never changes ordinary text of any script.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with every dangerous or invisible character spelt out. Line breaks and tabs are spelt
/// out too: what is shown stands on one line.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_hidden(c) || is_selector(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    text.chars().for_each(|c| push_visible(&mut out, c));
    Cow::Owned(out)
}

/// JSON with the same characters in their escaped form, which reads back as it was: a terminal would obey some of them.
pub(crate) fn escaped_json(json: String) -> String {
    let is_raw = |c: char| c != '\n' && is_hidden(c);
    if !json.contains(is_raw) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 32);
    for c in json.chars() {
        if is_raw(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Appends one character, spelt out where it is dangerous or invisible.
pub(crate) fn push_visible(out: &mut String, c: char) {
    if is_hidden(c) {
        // Writing to a string cannot fail.
        let _ = write!(out, "<U+{:04X}>", u32::from(c));
    } else if !is_selector(c) {
        out.push(c);
    }
}

/// Characters that a terminal obeys, that have no shape, or that change the reading direction.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
                | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e00ff}'
        )
}

/// Variation selectors choose between shapes of the character before them. They are left out,
/// since terminals do not agree on the width that they give it.
const fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_reads_back_as_it_was_and_holds_nothing_that_a_terminal_obeys() {
        for text in ["培育", "a\u{9b}31m", "\u{7f}", "a\u{202e}b\u{2028}", "\u{e0001}", "\u{1b}[2J"] {
            let json = escaped_json(serde_json::to_string_pretty(&[text]).unwrap());
            assert!(!json.contains(|c: char| c != '\n' && is_hidden(c)), "{json:?}");
            assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), [text]);
        }
    }

    #[test]
    fn what_a_terminal_obeys_or_hides_is_spelt_out() {
        let table = [
            ("培育12家", "培育12家"),
            ("\u{1b}[31mred", "<U+001B>[31mred"),
            ("\u{9b}31m", "<U+009B>31m"),
            ("a\u{200b}b\u{feff}", "a<U+200B>b<U+FEFF>"),
            ("a\u{202e}b", "a<U+202E>b"),
            ("a\tb\r\nc", "a<U+0009>b<U+000D><U+000A>c"),
            ("❤\u{fe0f} 👩\u{200d}💻", "❤ 👩<U+200D>💻"),
            ("e\u{301} हिन्दी 한국어", "e\u{301} हिन्दी 한국어"),
        ];
        for (text, expected) in table {
            assert_eq!(visible(text), expected);
        }
    }
}
