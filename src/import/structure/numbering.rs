//! Which numbering makes the numbers of the headings again.

use super::facts::Facts;
use super::{NumberFamily, Role, Structure, remark};
use crate::diagnostic::words::say;
use crate::import::document::ParagraphId;
use crate::model::numbering::Numbering;
use std::collections::BTreeMap;

/// The families of GB/T 9704-2012, 7.3.3, by level.
const CHINESE: [NumberFamily; 4] =
    [NumberFamily::Han, NumberFamily::HanInBrackets, NumberFamily::Digit, NumberFamily::DigitInBrackets];

/// A heading with its number.
struct Numbered<'f> {
    fact: &'f Facts,
    level: usize,
    /// Its ordinals from the outermost level down.
    path: Vec<u32>,
}

/// Settles on a numbering, and marks the headings whose numbers it makes again.
pub fn settle(facts: &[Facts], structure: &mut Structure) -> Numbering {
    let headings = numbered(facts, structure);
    let agrees = |style: Numbering, heading: &Numbered<'_>| {
        let Some(number) = &heading.fact.number else { return false };
        match style {
            Numbering::Chinese => {
                let family = CHINESE.get(heading.level - 1);
                family == Some(&number.family) && number.counters.last() == heading.path.last()
            }
            Numbering::Decimal => {
                let is_decimal = matches!(number.family, NumberFamily::Digit | NumberFamily::Decimal(_));
                is_decimal && number.counters == heading.path
            }
            Numbering::None => false,
        }
    };
    // Every heading down to the fourth level gets a number, so one that has none, or another, forbids it on its level.
    let reach = |style: Numbering, deepest: usize| {
        (1..=deepest)
            .take_while(|level| {
                headings
                    .iter()
                    .filter(|heading| heading.level == *level)
                    .all(|heading| agrees(style, heading))
            })
            .count()
    };
    let depth = headings.iter().map(|heading| heading.level).max().unwrap_or(0);
    let has_levels = headings
        .iter()
        .any(|heading| heading.fact.number.as_ref().is_some_and(|number| number.counters.len() > 1));
    let (chinese, decimal) = (reach(Numbering::Chinese, depth.min(4)), reach(Numbering::Decimal, depth));
    // A level below one that agrees may keep its own numbers, if each of its headings has one.
    let keeps_own = |from: usize| {
        headings
            .iter()
            .filter(|heading| heading.level > from && heading.level <= 4)
            .all(|heading| heading.fact.number.is_some())
    };
    let (style, levels) = if depth == 0 || chinese > 0 && keeps_own(chinese) {
        (Numbering::Chinese, chinese)
    } else if decimal == depth && has_levels {
        (Numbering::Decimal, decimal)
    } else {
        (Numbering::None, 0)
    };
    gaps(&headings, structure);
    let renumbered: Vec<ParagraphId> =
        headings.iter().filter(|heading| heading.level <= levels).map(|heading| heading.fact.id).collect();
    for id in renumbered {
        if let Some(ruling) = structure.rulings.get_mut(&id)
            && let Role::Heading { is_renumbered, .. } = &mut ruling.role
        {
            *is_renumbered = true;
        }
    }
    style
}

fn numbered<'f>(facts: &'f [Facts], structure: &Structure) -> Vec<Numbered<'f>> {
    let mut path: Vec<u32> = Vec::new();
    let heading = |fact: &'f Facts| match structure.rulings.get(&fact.id)?.role {
        Role::Heading { level, .. } => Some((fact, usize::from(level))),
        _ => None,
    };
    facts
        .iter()
        .filter_map(heading)
        .map(|(fact, level)| {
            path.resize(level, 0);
            if let Some(last) = path.last_mut() {
                *last += 1;
            }
            Numbered { fact, level, path: path.clone() }
        })
        .collect()
}

/// Remarks on numbers that are left out or come twice.
fn gaps(headings: &[Numbered<'_>], structure: &mut Structure) {
    let mut last: BTreeMap<(Vec<u32>, NumberFamily), u32> = BTreeMap::new();
    for heading in headings {
        let Some(number) = &heading.fact.number else { continue };
        let parent = heading.path.get(..heading.level.saturating_sub(1)).unwrap_or_default().to_vec();
        let counter = number.ordinal();
        if let Some(before) = last.insert((parent, number.family), counter)
            && counter != before + 1
            && !matches!(number.family, NumberFamily::Decimal(_))
        {
            let (next, found) = (before + 1, counter);
            let words = say!(
                "its number is {found}, where {next} is due; it is kept as it is",
                "序号为{found}，按顺序应为{next}；已照原样保留"
            );
            structure.remarks.push(remark(heading.fact.id, words));
        }
    }
}
