//! Which section of a new version is which of the plan, and in which order they stand.

use super::entries::Entries;
use crate::bug::slice;
use crate::source::front_matter::split;
use crate::source::yaml::value::read_value;
use serde_yaml::Value;
use similar::TextDiff;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The name of a plan's own text.
const INDEX: &str = "_index.md";
/// So alike must two titles be, from 0 to 1, to be two versions of one.
const ALIKE: f32 = 0.6;

/// A file of a plan.
#[derive(Debug, Clone)]
pub struct Text {
    pub name: String,
    pub title: String,
    whole: String,
    front: Value,
    yaml: Range<usize>,
    body: Range<usize>,
}

impl Text {
    /// Reads texts, the plan's own first, then its sections in their order; those without front matter are no part of a plan.
    pub fn all(texts: &BTreeMap<String, String>) -> Vec<Self> {
        let mut all: Vec<Self> = texts.iter().filter_map(|(name, text)| Self::new(name, text)).collect();
        all.sort_by_key(|text| (!text.is_index(), text.order().unwrap_or(i64::MAX)));
        all
    }

    fn new(name: &str, text: &str) -> Option<Self> {
        let parts = split(text).ok()?;
        let front = read_value(slice(text, parts.yaml.clone())).ok()?;
        let title = front.get("title").and_then(Value::as_str).unwrap_or_default().to_owned();
        let (yaml, body) = (parts.yaml, parts.body);
        Some(Self { name: name.to_owned(), title, whole: text.to_owned(), front, yaml, body })
    }

    /// Whether it is the plan's own text.
    pub fn is_index(&self) -> bool {
        self.name == INDEX
    }

    pub fn whole(&self) -> &str {
        &self.whole
    }

    pub fn yaml(&self) -> &str {
        slice(&self.whole, self.yaml.clone())
    }

    pub fn body(&self) -> &str {
        slice(&self.whole, self.body.clone())
    }

    pub fn entries(&self) -> Entries {
        Entries::read(&self.front)
    }

    /// Its place: as it says, else as its name's number says.
    fn order(&self) -> Option<i64> {
        let digits =
            || self.name.split(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse().ok());
        self.front.get("order").and_then(Value::as_i64).or_else(digits)
    }

    /// The text with other front matter, and with another body.
    pub fn with(&self, yaml: &str, body: Option<&str>) -> String {
        let (head, fence) =
            (slice(&self.whole, ..self.yaml.start), slice(&self.whole, self.yaml.end..self.body.start));
        match body {
            None => format!("{head}{yaml}{fence}{}", self.body()),
            Some(body) => format!("{head}{yaml}{fence}\n{body}"),
        }
    }
}

/// A section with its counterpart.
#[derive(Debug, Clone)]
pub enum Match<'t> {
    /// One of the plan's own, by its index, and of the new version.
    Both { own: usize, new: &'t Text },
    /// One that the plan has not, under the name that it gets.
    New { name: String, text: &'t Text },
    /// One that the new version has not.
    Gone { own: usize },
}

/// The sections of the new version in its order, each with its counterpart; those that it has not stand where the plan has them.
pub fn ordered<'t>(own: &[Text], new: &'t [Text]) -> Vec<Match<'t>> {
    let mut free: BTreeSet<usize> = (0..own.len()).collect();
    let mut partners: Vec<Option<usize>> = vec![None; new.len()];
    // Names first, then what is most alike.
    for exact in [true, false] {
        for (text, partner) in new.iter().zip(&mut partners).filter(|(_, partner)| partner.is_none()) {
            let score = |index: &usize| {
                let old = own.get(*index)?;
                if old.is_index() || text.is_index() {
                    return (old.is_index() && text.is_index()).then_some(1.0);
                }
                let score = if old.title == text.title {
                    1.0
                } else {
                    TextDiff::from_chars(&old.title, &text.title).ratio()
                };
                (score >= if exact { 1.0 } else { ALIKE }).then_some(score)
            };
            let scored = free.iter().filter_map(|index| Some((score(index)?, *index)));
            if let Some((_, index)) =
                scored.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))
            {
                free.remove(&index);
                *partner = Some(index);
            }
        }
    }
    let mut taken: BTreeSet<String> = own.iter().map(|text| text.name.clone()).collect();
    let mut matched: Vec<Match<'t>> = new
        .iter()
        .zip(partners)
        .map(|(text, partner)| match partner {
            Some(own) => Match::Both { own, new: text },
            None => Match::New { name: free_name(&text.name, &mut taken), text },
        })
        .collect();
    for own in free {
        let at =
            matched.iter().position(|other| matches!(other, Match::Both { own: index, .. } if *index > own));
        matched.insert(at.unwrap_or(matched.len()), Match::Gone { own });
    }
    matched
}

/// A name that no file has.
fn free_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let stem = name.trim_end_matches(".md");
    let mut free = name.to_owned();
    let mut count = 1;
    while !taken.insert(free.clone()) {
        count += 1;
        free = format!("{stem}-{count}.md");
    }
    free
}

/// The places that must be given for the sections to stand in the new order; none where the plan's own do.
pub fn orders(own: &[Text], matched: &[Match<'_>]) -> Vec<(String, i64)> {
    let mut given = Vec::new();
    let mut last = 0;
    for one in matched {
        let (name, now) = match one {
            Match::Both { own: index, .. } | Match::Gone { own: index } => match own.get(*index) {
                Some(text) if !text.is_index() => (text.name.clone(), text.order()),
                _ => continue,
            },
            Match::New { name, text } => (name.clone(), text.order()),
        };
        match now {
            Some(now) if now > last => last = now,
            _ => {
                last += 1;
                given.push((name, last));
            }
        }
    }
    given
}

/// Gives a new text its place.
pub fn give_order(texts: &mut BTreeMap<String, String>, name: &str, order: i64) {
    if let Some(text) = texts.get_mut(name)
        && let Some(rest) = text.strip_prefix("---\n")
    {
        *text = format!("---\norder: {order}\n{rest}");
    }
}
