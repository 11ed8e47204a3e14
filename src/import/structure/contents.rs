//! A table of contents that was typed: 目录, and lines that come again as headings or end in the number of a page.

use super::facts::Facts;
use super::wording::contents_line;
use super::{Ground, Role, Structure};
use std::collections::BTreeMap;
use std::ops::Range;

/// Rules on a typed table of contents.
pub fn rule(facts: &[Facts], text: Range<usize>, structure: &mut Structure) {
    let Some(begin) = text.clone().find(|place| facts.get(*place).is_some_and(is_head)) else { return };
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    for (place, fact) in facts.iter().enumerate() {
        last.insert(squeezed(&fact.text), place);
    }
    let mut lines = Vec::new();
    for place in begin + 1..text.end {
        let Some(fact) = facts.get(place) else { break };
        if fact.is_empty() || fact.in_contents {
            continue;
        }
        let words = fact.text.trim();
        let comes_again = last.get(&squeezed(words)).is_some_and(|last| *last > place);
        if contents_line(words).is_none() && !comes_again {
            break;
        }
        lines.push(place);
    }
    let is_made = facts.get(begin + 1).is_some_and(|next| next.in_contents);
    if lines.len() < 2 && !is_made {
        return;
    }
    for place in std::iter::once(begin).chain(lines) {
        let Some(fact) = facts.get(place) else { continue };
        let grounds = vec![Ground::Wording("目录".to_owned())];
        structure.rulings.entry(fact.id).or_insert_with(|| fact.ruling(Role::Contents, grounds));
    }
}

/// Whether a line is the head of a table of contents.
pub fn is_head(fact: &Facts) -> bool {
    squeezed(&fact.text) == "目录"
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
