//! Characters in a source file that do not show what they are.
//!
//! Takes the file's text; gives one finding for each kind in each line, at the first of them. In the values of its YAML
//! they are replaced by what was meant.

use super::text::SourceFile;
use crate::bug::slice;
use crate::diagnostic::{Diagnostic, OddCharacter};
use crate::model::characters::{Oddity, meant, normal, oddities};
use serde_yaml::{Mapping, Value};
use std::borrow::Cow;

/// Looks through a whole file.
pub fn check(source: &SourceFile) -> Vec<Diagnostic> {
    let text = source.text.as_str();
    let mut found: Vec<Found> = Vec::new();
    for (at, character, oddity) in oddities(text) {
        // In the line of the last one of this kind, it is told with that one.
        let same = found.iter_mut().rev().find(|found| found.oddity == oddity);
        match same.filter(|found| !slice(text, found.at..at).contains('\n')) {
            Some(found) => found.more += 1,
            None => found.push(Found { at, character, oddity, more: 0 }),
        }
    }
    let say = |found: Found| {
        Diagnostic::new(
            found.finding(text).into(),
            source.place(found.at..found.at + found.character.len_utf8()),
        )
    };
    found.into_iter().map(say).collect()
}

/// Puts what was meant in the place of every text in a mapping.
pub fn settle(map: &mut Mapping) {
    map.values_mut().for_each(settle_value);
}

fn settle_value(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Cow::Owned(meant) = normal(text) {
                *text = meant;
            }
        }
        Value::Sequence(list) => list.iter_mut().for_each(settle_value),
        Value::Mapping(map) => settle(map),
        _ => {}
    }
}

struct Found {
    at: usize,
    character: char,
    oddity: Oddity,
    /// How many more of the kind stand in the same line.
    more: usize,
}

impl Found {
    fn finding(&self, text: &str) -> OddCharacter {
        let (character, more) = (self.character, self.more);
        match self.oddity {
            Oddity::Invisible => {
                OddCharacter::InvisibleCharacter { character, around: self.around(text), more }
            }
            Oddity::Reorders => OddCharacter::TextDirection { character, more },
            Oddity::LookAlike => OddCharacter::LookAlikeCharacter {
                character,
                meant: meant(character).unwrap_or_default(),
                more,
            },
            Oddity::Unreadable => OddCharacter::UnreadableCharacter { character, more },
        }
    }

    /// The character before and the one after, between which it stands.
    fn around(&self, text: &str) -> String {
        let is_shown = |c: &char| !c.is_control();
        let before = slice(text, ..self.at).chars().next_back().filter(is_shown);
        let after = slice(text, self.at + self.character.len_utf8()..).chars().next().filter(is_shown);
        before.into_iter().chain(after).collect::<String>().trim().to_owned()
    }
}
