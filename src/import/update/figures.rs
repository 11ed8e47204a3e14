//! Where the bound figures of a paragraph stand in its next version.
//!
//! A figure follows what it counts: the words that name it, or the same words before it. It never follows its place alone, since a new
//! sentence may have another figure there; what is not certain stays unbound and is told.

use super::blocks::{BlockText, Blocks, BoundFigure};
use super::places::Places;
use crate::bug::slice;
use crate::import::propose::{Counted, counted};
use crate::markdown::FigureValue;
use crate::source::edit::patches::Patches;
use std::collections::BTreeMap;
use std::ops::Range;

/// What is known of the plan's indicators.
#[derive(Debug, Clone, Default)]
pub struct KnownIndicators<'k> {
    /// The units that must be given to be read.
    pub units: Vec<&'k str>,
    /// The names by the ids.
    pub names: BTreeMap<&'k str, &'k str>,
}

/// A figure whose words are others in the next version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedFigure {
    pub plan: Option<String>,
    pub id: String,
    pub value: FigureValue,
    pub old: String,
    /// Its words now; none where the new text states nothing that is certain to be it.
    pub new: Option<String>,
}

/// A place of the new text, and how certain it is that it is a figure's.
struct Candidate {
    figure: usize,
    place: Range<usize>,
    score: u8,
}

/// A block's new source, with the figures of the old one bound.
pub fn rebind(
    (old, old_block): (&Blocks<'_>, &BlockText),
    (new, new_block): (&Blocks<'_>, &BlockText),
    known: &KnownIndicators<'_>,
) -> (String, Vec<ChangedFigure>) {
    let source = new.source(new_block);
    let figures = old.figures(old_block);
    if figures.is_empty() {
        return (source.to_owned(), Vec::new());
    }
    let (was, now) = (Version::new(old, old_block, known), Version::new(new, new_block, known));
    let places = Places::new(&old_block.words, &new_block.words);
    let mut candidates: Vec<Candidate> = figures
        .iter()
        .enumerate()
        .flat_map(|(index, figure)| {
            let near = places.of(&figure.range);
            let name = known.names.get(figure.id.as_str()).copied().filter(|_| figure.plan.is_none());
            let scored = now.places(figure, &was, &near, name);
            scored.into_iter().map(move |(place, score)| Candidate { figure: index, place, score })
        })
        .collect();
    candidates.sort_by_key(|one| (std::cmp::Reverse(one.score), one.place.start, one.figure));
    let mut bound: BTreeMap<usize, Range<usize>> = BTreeMap::new();
    for one in candidates {
        let is_taken = bound.values().any(|other| other.start < one.place.end && one.place.start < other.end);
        if !is_taken && in_source(new, new_block, &one.place).is_some() {
            bound.entry(one.figure).or_insert(one.place);
        }
    }
    let (mut patches, mut changed) = (Patches::default(), Vec::new());
    for (index, figure) in figures.into_iter().enumerate() {
        let old = slice(&old_block.words, figure.range.clone()).to_owned();
        let place = bound.get(&index);
        let words = place.map(|place| slice(&new_block.words, place.clone()).to_owned());
        if let Some(range) = place.and_then(|place| in_source(new, new_block, place)) {
            patches.add(range.start..range.start, "[");
            patches.add(range.end..range.end, format!("](indicator:{})", target(&figure)));
        }
        if words.as_deref() != Some(&*old) {
            let BoundFigure { plan, id, value, .. } = figure;
            changed.push(ChangedFigure { plan, id, value, old, new: words });
        }
    }
    let text = patches.apply(source).map(|patched| patched.text);
    (text.unwrap_or_else(|_| source.to_owned()), changed)
}

/// The words of one version, with its figures.
struct Version<'v> {
    words: &'v str,
    counted: Vec<Counted>,
}

impl<'v> Version<'v> {
    fn new(blocks: &'v Blocks<'_>, block: &'v BlockText, known: &KnownIndicators<'_>) -> Self {
        let counted = blocks.passages(block).flat_map(|(start, passage)| {
            let of = counted(&passage.text, &known.units).into_iter();
            of.map(move |mut own| {
                own.range = start + own.range.start..start + own.range.end;
                own
            })
        });
        Self { words: &block.words, counted: counted.collect() }
    }

    /// What is counted in a range, which may be wider or narrower than the words that state it.
    fn at(&self, range: &Range<usize>) -> Option<&Counted> {
        self.counted.iter().find(|own| own.range.start < range.end && range.start < own.range.end)
    }

    /// The places where a figure of the version before may stand, with how certain that is.
    fn places(
        &self,
        figure: &BoundFigure,
        before: &Version<'_>,
        near: &Range<usize>,
        name: Option<&str>,
    ) -> Vec<(Range<usize>, u8)> {
        let was = slice(before.words, figure.range.clone());
        let old = before.at(&figure.range);
        let is_near = |range: &Range<usize>| range.start <= near.end && near.start <= range.end;
        let mut found = Vec::new();
        for own in &self.counted {
            let is_same = slice(self.words, own.range.clone()) == was;
            // A value of the past is never given other words.
            if figure.value != FigureValue::Target && !is_same {
                continue;
            }
            if old.is_some_and(|old| !old.is_like(own)) {
                continue;
            }
            let names = (old.and_then(|old| old.name.as_deref()), own.name.as_deref());
            let alike = match names {
                (Some(old), Some(new)) if key(old) == key(new) => 4,
                (_, Some(new)) if name.is_some_and(|name| key(name) == key(new)) => 4,
                (Some(old), Some(new)) if is_same_thing(old, new) => 3,
                (_, Some(new)) if name.is_some_and(|name| is_same_thing(name, new)) => 3,
                (Some(_), Some(_)) => continue,
                // Where the words do not name it, those before it in its clause must be the same.
                _ if is_near(&own.range)
                    && is_led_alike(
                        lead(self.words, own.range.start),
                        lead(before.words, figure.range.start),
                        is_same,
                    ) =>
                {
                    2
                }
                _ => continue,
            };
            found
                .push((own.range.clone(), alike * 4 + 2 * u8::from(is_near(&own.range)) + u8::from(is_same)));
        }
        // What is no figure to the reader of prose (两倍) follows where all around it is the same.
        let is_kept = self.words.get(near.clone()).is_some_and(|now| now == was);
        if old.is_none()
            && is_kept
            && self.at(near).is_none()
            && lead(self.words, near.start) == lead(before.words, figure.range.start)
        {
            found.push((near.clone(), 8));
        }
        found
    }
}

/// Whether the same words stand before two figures; of the same figure the last of them are enough (去年完成, 2025年完成).
fn is_led_alike(one: &str, other: &str, is_same: bool) -> bool {
    let end = |lead: &str| lead.chars().rev().take(2).collect::<Vec<_>>();
    one == other || is_same && end(one).len() == 2 && end(one) == end(other)
}

/// The words of a clause before a place.
fn lead(text: &str, at: usize) -> &str {
    let before = slice(text, ..at);
    let start = before.rfind(['。', '；', '，', ',', '、', '\n', '：']).map_or(0, |place| {
        place + before.get(place..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
    });
    before.get(start..).unwrap_or_default().trim()
}

/// A name without blanks and marks.
fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two names are of one thing: the one is the other with words that change nothing of what is counted.
fn is_same_thing(one: &str, other: &str) -> bool {
    /// Words of places and sums: 全区高新技术企业总数 is 高新技术企业.
    const HARMLESS: [&str; 20] = [
        "全区", "全县", "全市", "全镇", "全州", "全旗", "我区", "我县", "我市", "总数", "数量", "总量",
        "总额", "登记", "全年", "年度", "累计", "达", "家数", "数",
    ];
    let bare = |name: &str| HARMLESS.iter().fold(key(name), |name, word| name.replace(word, ""));
    let (one, other) = (bare(one), bare(other));
    !one.is_empty() && one == other
}

/// What stands behind `indicator:` for a figure.
fn target(figure: &BoundFigure) -> String {
    let plan = figure.plan.as_ref().map(|plan| format!("{plan}/")).unwrap_or_default();
    let other =
        FigureValue::ALL.iter().find(|(value, _)| *value == figure.value && *value != FigureValue::Target);
    let fragment = other.map(|(_, word)| format!("#{word}")).unwrap_or_default();
    format!("{plan}{}{fragment}", figure.id)
}

/// Where a range of a block's words stands in its source, if it stands there letter by letter.
fn in_source(blocks: &Blocks<'_>, block: &BlockText, range: &Range<usize>) -> Option<Range<usize>> {
    let (start, passage) = blocks.passages(block).filter(|(start, _)| *start <= range.start).last()?;
    let own = range.start - start..range.end.checked_sub(start)?;
    let words = passage.text.get(own.clone())?;
    let found = passage.source(&own);
    let shifted = found.start.checked_sub(block.range.start)?..found.end.checked_sub(block.range.start)?;
    (blocks.source(block).get(shifted.clone())? == words).then_some(shifted)
}
