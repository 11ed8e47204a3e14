//! Where the bound figures of a paragraph stand in its next version.

use super::blocks::{BlockText, Blocks, BoundFigure};
use crate::bug::slice;
use crate::markdown::FigureValue;
use crate::model::quantity::prose::mentions_with;
use crate::source::edit::patches::Patches;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// A figure whose words are others in the next version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedFigure {
    pub plan: Option<String>,
    pub id: String,
    pub value: FigureValue,
    pub old: String,
    /// Its words now; none where the new text states nothing there.
    pub new: Option<String>,
}

/// A block's new source, with the figures of the old one bound.
pub fn rebind(
    (old, old_block): (&Blocks<'_>, &BlockText),
    (new, new_block): (&Blocks<'_>, &BlockText),
    units: &[&str],
) -> (String, Vec<ChangedFigure>) {
    let source = new.source(new_block);
    let figures = old.figures(old_block);
    if figures.is_empty() {
        return (source.to_owned(), Vec::new());
    }
    let places = Places::new(&old_block.words, &new_block.words);
    let stated: Vec<Range<usize>> = new
        .passages(new_block)
        .flat_map(|(start, passage)| {
            let found = mentions_with(&passage.text, units).into_iter();
            found.map(move |mention| start + mention.range.start..start + mention.range.end)
        })
        .collect();
    let (mut patches, mut changed, mut taken) = (Patches::default(), Vec::new(), Vec::new());
    for figure in figures {
        let was = slice(&old_block.words, figure.range.clone());
        let near = places.of(&figure.range);
        let same = new_block.words.get(near.clone()).is_some_and(|now| now == was).then(|| near.clone());
        let overlap = |range: &Range<usize>| {
            range
                .end
                .min(near.end)
                .checked_sub(range.start.max(near.start))
                .filter(|_| range.start <= near.end)
        };
        let place = same.or_else(|| {
            stated.iter().filter(|range| overlap(range).is_some()).max_by_key(|range| overlap(range)).cloned()
        });
        let free = place.filter(|place| {
            !taken.iter().any(|other: &Range<usize>| other.start < place.end && place.start < other.end)
        });
        let bound = free.and_then(|place| {
            let range = in_source(new, new_block, &place)?;
            Some((place, range))
        });
        let now = bound.as_ref().map(|(place, _)| slice(&new_block.words, place.clone()).to_owned());
        if let Some((place, range)) = bound {
            patches.add(range.start..range.start, "[");
            patches.add(range.end..range.end, format!("](indicator:{})", target(&figure)));
            taken.push(place);
        }
        if now.as_deref() != Some(was) {
            changed.push(ChangedFigure {
                plan: figure.plan,
                id: figure.id,
                value: figure.value,
                old: was.to_owned(),
                new: now,
            });
        }
    }
    let text = patches.apply(source).map(|patched| patched.text);
    (text.unwrap_or_else(|_| source.to_owned()), changed)
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

/// Which places of an old text are which of a new one.
struct Places {
    ops: Vec<DiffOp>,
    old: Vec<usize>,
    new: Vec<usize>,
}

impl Places {
    fn new(old: &str, new: &str) -> Self {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        let offsets = |text: &str| text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let ops = capture_diff_slices(Algorithm::Myers, &letters(old), &letters(new));
        Self { ops, old: offsets(old), new: offsets(new) }
    }

    /// The range of the new text that a range of the old one became.
    fn of(&self, range: &Range<usize>) -> Range<usize> {
        let index = |offset: usize| self.old.partition_point(|at| *at < offset);
        let (start, end) = (index(range.start), index(range.end));
        let mut found: Option<Range<usize>> = None;
        for op in &self.ops {
            let (old, new) = (op.old_range(), op.new_range());
            let touches = if old.is_empty() {
                start < old.start && old.start < end
            } else {
                old.start < end && start < old.end
            };
            if !touches {
                continue;
            }
            let part = match op {
                DiffOp::Equal { .. } => {
                    let from = start.max(old.start) - old.start;
                    let to = end.min(old.end) - old.start;
                    new.start + from..new.start + to
                }
                _ => new,
            };
            found = Some(
                found.map_or(part.clone(), |found| found.start.min(part.start)..found.end.max(part.end)),
            );
        }
        let found = found.unwrap_or(0..0);
        let offset = |index: usize| self.new.get(index).or(self.new.last()).copied().unwrap_or(0);
        offset(found.start)..offset(found.end)
    }
}
