//! The numbers of paragraphs: counters of lists as they go on through a text.
//!
//! Instances of one abstract list share its counters. An instance that states its own start begins a list anew where it is first used. A level
//! begins anew after a higher one, unless it says otherwise.

use super::number_format::NumberFormat;
use super::numbering::{LEVELS, Level, ListRef, Numbering};
use crate::import::document::{Label, LabelKind};
use std::collections::{HashMap, HashSet};

/// The counters of one text: the body with its tables, or a note.
#[derive(Debug, Default)]
pub struct Counters {
    lists: HashMap<i64, [Option<i64>; LEVELS as usize]>,
    /// Instances, with a level, whose own start has been used.
    started: HashSet<(i64, u8)>,
    /// The number that each list has in labels, and the one that each instance uses.
    names: HashMap<i64, u32>,
    own_names: HashMap<i64, u32>,
    next_name: u32,
}

impl Counters {
    /// Counts one more paragraph of a list; gives its label, or nothing where the level shows none.
    pub fn count(&mut self, numbering: &Numbering, list: ListRef, level: u8) -> Option<Label> {
        let definition = numbering.level(list, level)?;
        let list_name = self.name(numbering, list);
        let counters = self.lists.entry(list.counted_by).or_default();
        let slot = counters.get_mut(usize::from(level))?;
        let own_start =
            numbering.start_override(list, level).filter(|_| self.started.insert((list.instance, level)));
        let value = match (own_start, *slot) {
            (Some(start), _) => start,
            (None, Some(value)) => value.saturating_add(1),
            (None, None) => numbering.start_override(list, level).unwrap_or(definition.start),
        };
        *slot = Some(value);
        for (deeper, slot) in (0..LEVELS).zip(counters.iter_mut()) {
            if deeper > level && restarts(numbering.level(list, deeper), level) {
                *slot = None;
            }
        }
        // Higher levels that were passed over stand at their start.
        for (higher, slot) in (0..level).zip(counters.iter_mut()) {
            if slot.is_none() {
                *slot = numbering
                    .start_override(list, higher)
                    .or_else(|| numbering.level(list, higher).map(|level| level.start));
            }
        }
        let counters = *counters;
        let text = text(numbering, list, definition, &counters);
        let kind =
            if definition.format == NumberFormat::Bullet { LabelKind::Bullet } else { LabelKind::Number };
        (!text.trim().is_empty()).then_some(Label { text, list: list_name, level, kind, ordinal: value })
    }

    fn name(&mut self, numbering: &Numbering, list: ListRef) -> u32 {
        let names =
            if numbering.start_override(list, 0).is_some() { &mut self.own_names } else { &mut self.names };
        let key = if numbering.start_override(list, 0).is_some() { list.instance } else { list.counted_by };
        *names.entry(key).or_insert_with(|| {
            self.next_name += 1;
            self.next_name
        })
    }
}

/// Whether a level begins anew after one above it.
fn restarts(level: Option<&Level>, after: u8) -> bool {
    match level.and_then(|level| level.restart) {
        None => true,
        Some(limit) => after < limit,
    }
}

fn text(
    numbering: &Numbering,
    list: ListRef,
    level: &Level,
    counters: &[Option<i64>; LEVELS as usize],
) -> String {
    let mut text = String::new();
    let mut characters = level.text.chars().peekable();
    while let Some(character) = characters.next() {
        let place =
            (character == '%').then(|| characters.peek().and_then(|digit| digit.to_digit(10))).flatten();
        let Some(place) =
            place.and_then(|place| place.checked_sub(1)).and_then(|place| u8::try_from(place).ok())
        else {
            text.push(character);
            continue;
        };
        characters.next();
        let Some(shown) = numbering.level(list, place) else { continue };
        let value = counters.get(usize::from(place)).copied().flatten().unwrap_or(shown.start);
        let is_decimal =
            level.is_legal && !matches!(shown.format, NumberFormat::None | NumberFormat::Padded(_));
        let format = if is_decimal { NumberFormat::Decimal } else { shown.format };
        text.push_str(&format.write(value));
    }
    // A blank at the end only keeps the text away.
    text.trim_end_matches([' ', '\t', '\u{3000}']).to_owned()
}
