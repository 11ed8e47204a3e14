//! How large a YAML text becomes when its aliases are written out.
//!
//! An alias stands for a whole value, so a few lines can stand for gigabytes, and the YAML reader,
//! which counts values but not their size, would fill the memory with them. This module adds the
//! sizes up without making the values.

use saphyr_parser::{Event, Parser};
use std::collections::HashMap;

/// A text may grow by so much, whatever its size.
const ALLOWED: usize = 1 << 20;
/// Or to so many times its size.
const TIMES: usize = 10;
/// What a value counts beside its text, in bytes: about what it takes to write one.
const VALUE: usize = 2;

/// Whether a text's aliases stand for far more than the text itself.
pub fn exceeds_alias_limit(yaml: &str) -> bool {
    if !(yaml.contains('&') && yaml.contains('*')) {
        return false;
    }
    let limit = yaml.len().saturating_mul(TIMES).max(ALLOWED);
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    // The collections that are open, each with its anchor and its size so far; the first is the document.
    let mut open: Vec<(usize, usize)> = vec![(0, 0)];
    for event in Parser::new_from_str(yaml) {
        // Where the two parsers do not agree, the worst is assumed: every star an alias of the whole text.
        let Ok((event, _)) = event else {
            return yaml.matches('*').count().saturating_mul(yaml.len()) > limit;
        };
        let (anchor, size) = match event {
            Event::SequenceStart(anchor, ..) | Event::MappingStart(anchor, ..) => {
                open.push((anchor, VALUE));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(closed) => closed,
                None => continue,
            },
            Event::Scalar(text, _, anchor, _) => (anchor, text.len() + VALUE),
            Event::Alias(anchor) => (0, sizes.get(&anchor).copied().unwrap_or(VALUE)),
            _ => continue,
        };
        if anchor != 0 {
            sizes.insert(anchor, size);
        }
        if let Some((_, above)) = open.last_mut() {
            *above = above.saturating_add(size);
            if *above > limit {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_texts_whose_aliases_multiply_exceed_the_limit() {
        let laughs: String = ('b'..='i')
            .zip('a'..)
            .map(|(own, of)| format!("{own}: &{own} [{}]\n", format!("*{of},").repeat(9)))
            .collect();
        let long = "x".repeat(100_000);
        for (yaml, expected) in [
            (format!("a: &a [x,x,x]\n{laughs}"), true),
            (format!("a: &a {long}\nb: [{}]\n", "*a,".repeat(100)), true),
            (format!("a: &a {long}\nb: *a\nc: *a\n"), false),
            (format!("a: &a x\nb: [{}]\n", "*a,".repeat(10_000)), false),
            ("a: &a [*a]\n".to_owned(), false),
            ("a: \"**&\"\n".to_owned(), false),
            (format!("a: &a [\n{}", "*a ".repeat(2_000)), true),
            (format!("a: {long}{long}{long}{long}{long}{long}{long}{long}{long}{long}{long}\n"), false),
        ] {
            assert_eq!(exceeds_alias_limit(&yaml), expected, "{}", yaml.get(..40).unwrap_or(&yaml));
        }
    }
}
