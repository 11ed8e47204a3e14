//! Which paragraphs of the text are headings, on which level, and where a heading ends whose text goes on in its line.
//!
//! Candidates are found one by one, judged in series, and then given levels.

use super::candidates::{Candidate, candidates};
use super::facts::Facts;
use super::levels::levels;
use super::series::judged;
use super::{Role, Structure};
use std::ops::Range;

/// Levels of headings in a plan: a section, then those of Markdown.
const DEEPEST: u8 = 6;

/// Rules which paragraphs of the text are headings; `attachments` are the places of those that attachments begin with.
pub fn rule(facts: &[Facts], text: Range<usize>, attachments: &[usize], structure: &mut Structure) {
    let mut free: Vec<&Facts> = Vec::new();
    let mut begin = Vec::new();
    for place in text {
        let Some(fact) = facts.get(place).filter(|fact| !structure.rulings.contains_key(&fact.id)) else {
            continue;
        };
        if attachments.binary_search(&place).is_ok() {
            begin.push(free.len());
        }
        free.push(fact);
    }
    let kept = judged(candidates(&free, &begin), &free, structure);
    let levels = levels(&kept);
    for (candidate, level) in kept.into_iter().zip(levels) {
        let Candidate { fact, words, run_in, grounds, .. } = candidate;
        let role = Role::Heading { level: level.min(DEEPEST), words, run_in, is_renumbered: false };
        structure.rulings.insert(fact.id, fact.ruling(role, grounds));
    }
}
