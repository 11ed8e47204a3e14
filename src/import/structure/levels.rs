//! The level of each heading, by the order in which families and stated levels come below one another.

use super::NumberFamily;
use super::candidates::{Candidate, Key};

/// So many levels are open at a time in no document.
const OPEN: usize = 32;

/// How deep a family usually stands.
pub(super) const fn rank(family: NumberFamily) -> u8 {
    match family {
        NumberFamily::Part => 0,
        NumberFamily::Chapter => 1,
        NumberFamily::Division => 2,
        NumberFamily::Roman => 3,
        NumberFamily::Han => 4,
        NumberFamily::HanInBrackets => 5,
        NumberFamily::Digit => 6,
        NumberFamily::Decimal(depth) => 6 + depth,
        NumberFamily::DigitInBrackets => 20,
        NumberFamily::Letter => 21,
        NumberFamily::Circled | NumberFamily::Article | NumberFamily::HanIs => 22,
    }
}

/// The level of each heading, from 1.
pub(super) fn levels(kept: &[Candidate<'_>]) -> Vec<u8> {
    struct Open<'k> {
        key: &'k Key,
        stated: Option<u8>,
    }
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut levels = Vec::with_capacity(kept.len());
    for candidate in kept {
        let fact = candidate.fact;
        let stated =
            fact.outline.map(|outline| outline.level).or(fact.style.as_ref().map(|(level, _)| *level));
        let same = open.iter().rposition(|other| *other.key == candidate.key);
        // One without number stands beside what the file puts on its level.
        let beside = stated
            .and_then(|level| open.iter().position(|other| other.stated.is_some_and(|own| own >= level)));
        let at = match (&candidate.key, same, beside) {
            (Key::Attachment, ..) => Some(0),
            (Key::Outline(_), _, Some(at)) => Some(at),
            (_, Some(at), _) => Some(at),
            (Key::Family(family), None, _) => open
                .iter()
                .position(|other| matches!(other.key, Key::Family(own) if rank(*own) > rank(*family))),
            // A look is a level of its own below what is open; above it where it came first.
            (_, None, at) => at,
        };
        if let Some(at) = at {
            open.truncate(at);
        }
        open.truncate(OPEN);
        open.push(Open { key: &candidate.key, stated });
        levels.push(u8::try_from(open.len()).unwrap_or(u8::MAX));
    }
    levels
}
