//! Where the values of a YAML document lie in its text.
//!
//! The YAML reader gives values without places, so faults name theirs by path. This module reads
//! the text once more with an event parser that marks places, and looks the paths up. It runs only
//! for files with something to report.

use super::fields::{KeyOrValue, PathStep};
use saphyr_parser::{Event, Parser, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// The places of all values in one YAML text.
#[derive(Debug)]
pub struct Places {
    spots: BTreeMap<String, Spot>,
    second_key: Option<Range<usize>>,
}

#[derive(Debug, Clone)]
struct Spot {
    key: Option<Range<usize>>,
    value: Range<usize>,
}

/// Values nested deeper than this have no place of their own; their parent's is used.
const MAX_DEPTH: usize = 64;

enum Level {
    /// In a mapping: the key read last, waiting for its value.
    Mapping(Option<(String, Range<usize>)>),
    /// In a list: the index of the next item.
    Sequence(usize),
}

impl Places {
    /// Reads the places of a YAML text; places are byte ranges in it.
    pub fn read(yaml: &str) -> Self {
        let offsets = CharOffsets::new(yaml);
        let mut spots = BTreeMap::new();
        let mut second_key = None;
        let mut last_end = 0;
        let mut levels: Vec<(Level, String)> = Vec::new();
        for event in Parser::new_from_str(yaml) {
            let Ok((event, span)) = event else { break };
            let range = offsets.range(&span);
            if matches!(event, Event::Scalar(..) | Event::Alias(_)) {
                last_end = range.end;
            }
            match event {
                Event::MappingStart(..) | Event::SequenceStart(..) => {
                    let path = enter(&mut levels, &mut spots, range.clone());
                    let level = match event {
                        Event::MappingStart(..) => Level::Mapping(None),
                        _ => Level::Sequence(0),
                    };
                    levels.push((level, path));
                }
                Event::MappingEnd | Event::SequenceEnd => {
                    // The opening event marks the first character only; the end is the bracket's, or that
                    // of the last value inside.
                    if yaml.get(range.start..).is_some_and(|rest| rest.starts_with([']', '}'])) {
                        last_end = range.start + 1;
                    }
                    if let Some(spot) = levels.pop().and_then(|(_, path)| spots.get_mut(&path)) {
                        let spot: &mut Spot = spot;
                        spot.value.end = spot.value.end.max(last_end);
                    }
                }
                Event::Scalar(text, ..) => match levels.last_mut() {
                    Some((Level::Mapping(key @ None), path)) => {
                        if second_key.is_none() && spots.contains_key(&format!("{path}/{}", escape(&text))) {
                            second_key = Some(range.clone());
                        }
                        *key = Some((text.into_owned(), range));
                    }
                    _ => {
                        enter(&mut levels, &mut spots, range);
                    }
                },
                Event::Alias(_) => {
                    enter(&mut levels, &mut spots, range);
                }
                _ => {}
            }
        }
        Self { spots, second_key }
    }

    /// The first key that stands twice in its mapping, at its second place.
    pub fn second_key(&self) -> Option<Range<usize>> {
        self.second_key.clone()
    }

    /// The places of the ids in a top-level list of mappings, in the order of the text, each with its item's
    /// index.
    pub fn items(&self, list: &str) -> impl Iterator<Item = (usize, Range<usize>)> {
        let mut found: Vec<(usize, Range<usize>)> = self
            .spots
            .iter()
            .filter_map(|(path, spot)| {
                let path = path.strip_prefix('/')?.strip_prefix(list)?.strip_prefix('/')?;
                Some((path.strip_suffix("/id")?.parse().ok()?, spot.value.clone()))
            })
            .collect();
        found.sort_by_key(|(_, range)| range.start);
        found.into_iter()
    }

    /// The place that a path leads to, or the closest place above it.
    pub fn find(&self, path: &[PathStep], on: KeyOrValue) -> Range<usize> {
        (0..=path.len())
            .rev()
            .filter_map(|length| path.get(..length))
            .find_map(|prefix| {
                let spot = self.spots.get(&key_of(prefix))?;
                let whole = prefix.len() == path.len();
                Some(match (&spot.key, on) {
                    (Some(key), KeyOrValue::Key) => key.clone(),
                    (Some(key), KeyOrValue::Value) if !whole || spot.value.is_empty() => key.clone(),
                    _ => spot.value.clone(),
                })
            })
            .unwrap_or(0..0)
    }
}

/// Notes the place of a value at the current path and returns that path.
fn enter(levels: &mut [(Level, String)], spots: &mut BTreeMap<String, Spot>, value: Range<usize>) -> String {
    let depth = levels.len();
    let (key, path) = match levels.last_mut() {
        None => (None, String::new()),
        Some((Level::Mapping(waiting), path)) => match waiting.take() {
            Some((name, range)) => (Some(range), format!("{path}/{}", escape(&name))),
            None => (None, format!("{path}/?")),
        },
        Some((Level::Sequence(next), path)) => {
            let path = format!("{path}/{next}");
            *next += 1;
            (None, path)
        }
    };
    if depth > MAX_DEPTH {
        return String::new();
    }
    spots.entry(path.clone()).or_insert(Spot { key, value });
    path
}

fn key_of(path: &[PathStep]) -> String {
    path.iter().fold(String::new(), |mut text, step| {
        text.push('/');
        match step {
            PathStep::Key(name) => text.push_str(&escape(name)),
            PathStep::Index(index) => text.push_str(&index.to_string()),
        }
        text
    })
}

fn escape(name: &str) -> String {
    name.trim().replace('/', "//")
}

/// The byte offset of every so many characters: the event parser counts characters.
#[derive(Debug)]
pub struct CharOffsets<'t> {
    text: &'t str,
    marks: Vec<usize>,
}

const STRIDE: usize = 64;

impl<'t> CharOffsets<'t> {
    /// Counts through a text once.
    pub fn new(text: &'t str) -> Self {
        Self { text, marks: text.char_indices().step_by(STRIDE).map(|(offset, _)| offset).collect() }
    }

    fn offset(&self, characters: usize) -> usize {
        let Some(&mark) = self.marks.get(characters / STRIDE) else { return self.text.len() };
        self.text
            .get(mark..)
            .and_then(|rest| rest.char_indices().nth(characters % STRIDE))
            .map_or(self.text.len(), |(offset, _)| mark + offset)
    }

    /// The bytes of a span, without blanks at its end.
    pub fn range(&self, span: &Span) -> Range<usize> {
        let start = self.offset(span.start.index());
        let end = self.offset(span.end.index()).max(start);
        let trimmed = self.text.get(start..end).map_or(end, |text| start + text.trim_end().len());
        start..trimmed.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find<'y>(yaml: &'y str, path: &[PathStep], on: KeyOrValue) -> &'y str {
        yaml.get(Places::read(yaml).find(path, on)).unwrap()
    }

    fn key(name: &str) -> PathStep {
        PathStep::Key(name.to_owned())
    }

    #[test]
    fn paths_lead_to_keys_and_values() {
        let yaml = "title: 计划\nindicators:\n  - id: a\n    target: 十二\n  - id: b\n    targt: 3\n";
        assert_eq!(find(yaml, &[key("title")], KeyOrValue::Value), "计划");
        assert_eq!(
            find(yaml, &[key("indicators"), PathStep::Index(0), key("target")], KeyOrValue::Value),
            "十二"
        );
        assert_eq!(
            find(yaml, &[key("indicators"), PathStep::Index(1), key("targt")], KeyOrValue::Key),
            "targt"
        );
    }

    #[test]
    fn a_path_that_leads_nowhere_falls_back_to_its_parent() {
        let yaml = "indicators:\n  - id: a\n";
        let place =
            Places::read(yaml).find(&[key("indicators"), PathStep::Index(0), key("name")], KeyOrValue::Value);
        assert_eq!(place.start, yaml.find("id").unwrap());
    }

    #[test]
    fn lists_and_mappings_reach_to_their_end() {
        let yaml = "a: [1, 2] # note\nb:\n  - id: x\n    due: y\n\nc: 1\n";
        assert_eq!(find(yaml, &[key("a")], KeyOrValue::Value), "[1, 2]");
        assert_eq!(find(yaml, &[key("b"), PathStep::Index(0)], KeyOrValue::Value), "id: x\n    due: y");
    }

    #[test]
    fn a_key_given_twice_is_found_at_its_second_place() {
        let yaml = "a: 1\nb: {c: 1, d: 2, c: 3}\n";
        assert_eq!(Places::read(yaml).second_key().map(|range| range.start), yaml.rfind("c:"));
        assert_eq!(Places::read("a: {b: 1}\nc: {b: 1}\n").second_key(), None);
    }

    #[test]
    fn deep_nesting_is_walked_without_trouble() {
        let yaml = format!("a: {}{}", "[".repeat(300), "]".repeat(300));
        Places::read(&yaml);
    }
}
