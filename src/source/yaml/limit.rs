//! How large a YAML text becomes when its aliases are written out.
//!
//! An alias stands for a whole value, so a few lines can stand for gigabytes, and the YAML reader,
//! which counts values but not their size, would fill the memory with them. This module adds the
//! sizes up without making the values.

use super::tree::{NodeKind, SpannedYaml};
use std::collections::HashMap;

/// A text may grow by so many bytes, whatever its size.
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
    let tree = SpannedYaml::read(yaml);
    // Where the two parsers do not agree, the worst is assumed: every star an alias of the whole text.
    if tree.error.is_some() && yaml.matches('*').count().saturating_mul(yaml.len()) > limit {
        return true;
    }
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    // The collections that are open, each with the end of its nodes, its anchor and its size so far; the first is
    // the whole text.
    let mut open: Vec<(usize, usize, usize)> = vec![(usize::MAX, 0, 0)];
    let grow = |open: &mut Vec<(usize, usize, usize)>, size: usize| {
        open.last_mut().is_some_and(|(.., above)| {
            *above = above.saturating_add(size);
            *above > limit
        })
    };
    for (index, node) in tree.nodes.iter().enumerate() {
        while let Some((_, anchor, size)) = open.pop_if(|(end, ..)| *end <= index) {
            sizes.insert(anchor, size);
            if grow(&mut open, size) {
                return true;
            }
        }
        let key = node.key.as_ref().map(|key| (key.anchor, key.name.len() + VALUE));
        let value = match node.kind {
            NodeKind::Mapping(_) | NodeKind::List(_) => None,
            NodeKind::Scalar(_) => Some((node.anchor, node.length + VALUE)),
            // An anchor inside its own value is not known yet; the reader refuses it.
            NodeKind::Alias(anchor) => Some((0, sizes.get(&anchor).copied().unwrap_or(VALUE))),
        };
        for (anchor, size) in key.into_iter().chain(value) {
            sizes.insert(anchor, size);
            if grow(&mut open, size) {
                return true;
            }
        }
        if value.is_none() {
            open.push((node.end, node.anchor, VALUE));
        }
    }
    open.iter().fold(0_usize, |sum, (.., size)| sum.saturating_add(*size)) > limit
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
