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
            .filter_map(|(_, span)| {
                let own = text.get(span.clone())?;
                let at =
                    own.find(|c: char| !c.is_alphanumeric() && !c.is_whitespace() && !"<>\\&".contains(c))?;
                Some(span.start + at)
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
