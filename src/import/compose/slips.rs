//! Text that only looks like markup: a plan's checks would speak of it, and the next hand to touch it would mend what is right.
//!
//! What the project's own parser finds amiss in the finished text is written as character references, which it never takes for markup.

use crate::diagnostic::Finding;
use crate::markdown::parse;

/// How often the text is looked at again: what stood inside of another slip shows only then.
const ROUNDS: usize = 3;

/// The text with what looks like markup written so that it is none.
pub(super) fn without_slips(markdown: &str) -> String {
    let mut text = markdown.to_owned();
    for _ in 0..ROUNDS {
        let body = parse(&text);
        let mut places: Vec<usize> = body
            .faults
            .iter()
            .filter(|(finding, _)| matches!(finding, Finding::Mark(_) | Finding::Block(_)))
            .flat_map(|(_, span)| {
                let own = text.get(span.clone()).unwrap_or_default();
                let marks = marks(own);
                // A row that looks like one of a table does so by each of its bars.
                let is_row = marks.first().is_some_and(|(_, c)| "|｜".contains(*c));
                let meant = marks.into_iter().enumerate();
                let meant = meant.filter(move |(nth, (_, c))| *nth == 0 || is_row && "|｜".contains(*c));
                meant.map(|(_, (at, _))| span.start + at).collect::<Vec<_>>()
            })
            .collect();
        places.sort_unstable();
        places.dedup();
        if places.is_empty() {
            break;
        }
        let mut out = String::with_capacity(text.len() + places.len() * 8);
        let mut done = 0;
        for at in places {
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
            // One that a backslash stands before already is none.
            let start = if text.get(..at).is_some_and(|before| before.ends_with('\\')) { at - 1 } else { at };
            if start < done {
                continue;
            }
            out.push_str(text.get(done..start).unwrap_or_default());
            out.push_str(&format!("&#{};", u32::from(c)));
            done = at + c.len_utf8();
        }
        out.push_str(text.get(done..).unwrap_or_default());
        text = out;
    }
    text
}

/// The signs in a text, with their places, but for those of tags, escapes and character references.
fn marks(text: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    let mut rest = text.char_indices();
    while let Some((at, c)) = rest.next() {
        let after = rest.as_str();
        if c == '&' && after.starts_with('#') {
            let length = after.find(';').filter(|end| *end < 10).map_or(0, |end| end + 1);
            while rest.as_str().len() + length > after.len() && rest.next().is_some() {}
        } else if !c.is_alphanumeric() && !c.is_whitespace() && !"<>\\&".contains(c) {
            found.push((at, c));
        }
    }
    found
}
