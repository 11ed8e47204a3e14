//! Where the words that belong to a figure begin and end in its text.

use crate::bug::slice;
use std::ops::Range;

/// No name reaches further back from its figure, in characters.
const FAR: usize = 72;

/// What ends a clause.
pub fn is_break(c: char) -> bool {
    matches!(
        c,
        '。' | '；' | ';' | '！' | '!' | '？' | '?' | '\n' | '，' | ',' | '：' | ':' | '\u{fffc}' | '|'
    )
}

/// What ends a sentence.
pub fn is_end(c: char) -> bool {
    matches!(c, '。' | '；' | ';' | '！' | '!' | '？' | '?' | '\n')
}

/// The words before a place, back to the last break of their clause and no further than a floor. Marks within brackets and
/// quotation marks that are closed again break nothing; an open bracket does.
pub fn before(text: &str, floor: usize, at: usize) -> Range<usize> {
    let within = slice(text, floor..at);
    let mut closed = 0_usize;
    let mut start = 0;
    for (place, c) in within.char_indices().rev().take(FAR) {
        start = place;
        match c {
            '）' | ')' | '”' | '》' | '】' | '〕' => closed += 1,
            '（' | '(' | '“' | '《' | '【' | '〔' if closed > 0 => closed -= 1,
            '（' | '(' | '“' | '《' | '【' | '〔' => {
                start = place + c.len_utf8();
                break;
            }
            c if is_end(c) || (closed == 0 && is_break(c)) => {
                start = place + c.len_utf8();
                break;
            }
            _ => {}
        }
    }
    // A closing mark that was never opened is passed over.
    let opened = slice(within, start..).trim_start_matches(['）', ')', '”', '》', '】', '〕']);
    floor + within.len() - opened.len()..at
}

/// The noun that follows a figure, up to the next mark or joint, within a limit.
pub fn noun_after(text: &str, at: usize, limit: usize) -> Range<usize> {
    let within = slice(text, at..limit.max(at));
    let rest = within.trim_start_matches([' ', '\u{a0}']);
    let start = at + within.len() - rest.len();
    let mut open = 0_usize;
    for (count, (place, c)) in rest.char_indices().enumerate() {
        let ahead = slice(rest, place..);
        let joins = ["和", "与", "及", "以及", "并", "且"].iter().any(|joint| ahead.starts_with(joint));
        match c {
            '（' | '(' | '“' | '《' => open += 1,
            '）' | ')' | '”' | '》' if open > 0 => {
                open -= 1;
                continue;
            }
            _ => {}
        }
        let stops = matches!(c, '、' | '（' | '(' | '）' | ')' | '”' | '/') || is_break(c) || joins;
        if is_end(c)
            || count >= FAR
            || (stops && open == 0)
            || (open > 0 && count == 0 && matches!(c, '（' | '('))
        {
            return start..start + place;
        }
    }
    start..start + rest.len()
}

/// Where the sentence ends that a place lies in.
pub fn sentence(text: &str, at: usize) -> Range<usize> {
    let start = slice(text, ..at).char_indices().rev().take(4 * FAR).find(|(_, c)| is_end(*c));
    let start = match start {
        Some((place, c)) => place + c.len_utf8(),
        None => slice(text, ..at).char_indices().rev().take(4 * FAR).last().map_or(at, |(place, _)| place),
    };
    let rest = slice(text, at..);
    let end = rest.char_indices().take(4 * FAR).find(|(_, c)| is_end(*c));
    let end = match end {
        Some((place, c)) => at + place + c.len_utf8(),
        None => at + rest.char_indices().nth(4 * FAR).map_or(rest.len(), |(place, _)| place),
    };
    start..end
}
