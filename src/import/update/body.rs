//! Two versions of a body made one: what did not change stays as the plan has it, what changed comes from the document.

use super::blocks::{BlockText, Blocks};
use super::figures::{ChangedFigure, KnownIndicators, rebind};
use similar::{Algorithm, DiffOp, DiffTag, TextDiff, capture_diff_slices};
use std::collections::BTreeSet;
use std::ops::Range;

/// So alike must two paragraphs be, from 0 to 1, to be two versions of one.
const ALIKE: f32 = 0.5;
/// One that stands alone in the place of another one need not be so much like it.
const ALIKE_ALONE: f32 = 0.3;
/// Among so many paragraphs around its place one is looked for.
const REACH: usize = 12;

/// A body made of two.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MergedBody {
    /// Its text.
    pub text: String,
    pub changes: Vec<BodyChange>,
    pub figures: Vec<ChangedFigure>,
    /// Comments of paragraphs that changed, which are in them no more.
    pub comments: Vec<String>,
}

/// A paragraph that is another, or new, or gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyChange {
    Added(String),
    Removed(String),
    Changed { old: String, new: String },
}

/// Makes one body of the plan's own and of the document's.
pub fn merge(own: &str, document: &str, known: &KnownIndicators<'_>) -> MergedBody {
    let (old, new) = (Blocks::new(own), Blocks::new(document));
    let keys = |blocks: &Blocks<'_>| blocks.all.iter().map(|block| block.key.clone()).collect::<Vec<_>>();
    let mut merger =
        Merger { old: &old, new: &new, known, blocks: Vec::new(), merged: MergedBody::default() };
    for op in capture_diff_slices(Algorithm::Myers, &keys(&old), &keys(&new)) {
        merger.take(&op);
    }
    let Merger { blocks, mut merged, .. } = merger;
    merged.text = blocks.join("\n\n");
    if !merged.text.is_empty() {
        merged.text.push('\n');
    }
    merged
}

struct Merger<'m> {
    old: &'m Blocks<'m>,
    new: &'m Blocks<'m>,
    known: &'m KnownIndicators<'m>,
    blocks: Vec<String>,
    merged: MergedBody,
}

impl Merger<'_> {
    fn take(&mut self, op: &DiffOp) {
        let (old, new) = (op.old_range(), op.new_range());
        if op.tag() == DiffTag::Equal {
            let kept = self.old.all.get(old).unwrap_or_default();
            self.blocks.extend(kept.iter().map(|block| self.old.source(block).to_owned()));
            return;
        }
        let own = self.old.all.get(old.clone()).unwrap_or_default();
        let document = self.new.all.get(new.clone()).unwrap_or_default();
        let pairs = pair(own, document);
        let mut used: BTreeSet<usize> = BTreeSet::new();
        for (index, block) in document.iter().enumerate() {
            let partner = pairs.get(index).copied().flatten();
            match partner.and_then(|partner| Some((partner, own.get(partner)?))) {
                Some((partner, other)) => {
                    self.pass(own, 0..partner, &mut used, &pairs);
                    used.insert(partner);
                    let (source, figures) = rebind((self.old, other), (self.new, block), self.known);
                    self.blocks.push(source);
                    self.merged.figures.extend(figures);
                    self.merged.comments.extend(comments(self.old.source(other)));
                    let change = BodyChange::Changed { old: other.words.clone(), new: block.words.clone() };
                    self.merged.changes.push(change);
                }
                None => {
                    self.blocks.push(self.new.source(block).to_owned());
                    if !block.words.trim().is_empty() {
                        self.merged.changes.push(BodyChange::Added(block.words.clone()));
                    }
                }
            }
        }
        self.pass(own, 0..own.len(), &mut used, &pairs);
    }

    /// Passes the plan's own blocks that the document has no more: those without words are the plan's doing and stay.
    fn pass(
        &mut self,
        own: &[BlockText],
        range: Range<usize>,
        used: &mut BTreeSet<usize>,
        pairs: &[Option<usize>],
    ) {
        for index in range {
            let Some(block) = own.get(index) else { continue };
            if pairs.contains(&Some(index)) || !used.insert(index) {
                continue;
            }
            if block.words.trim().is_empty() {
                self.blocks.push(self.old.source(block).to_owned());
                continue;
            }
            self.merged.changes.push(BodyChange::Removed(block.words.clone()));
            self.merged.comments.extend(comments(self.old.source(block)));
            let gone = self.old.figures(block).into_iter();
            self.merged.figures.extend(gone.map(|figure| ChangedFigure {
                old: block.words.get(figure.range.clone()).unwrap_or_default().to_owned(),
                plan: figure.plan,
                id: figure.id,
                value: figure.value,
                new: None,
            }));
        }
    }
}

/// For each block of the document the block of the plan that it is another version of, in order.
fn pair(own: &[BlockText], document: &[BlockText]) -> Vec<Option<usize>> {
    let mut first = 0;
    let needed = if own.len() == 1 && document.len() == 1 { ALIKE_ALONE } else { ALIKE };
    document
        .iter()
        .map(|block| {
            if block.words.trim().is_empty() {
                return None;
            }
            let near = own
                .iter()
                .enumerate()
                .skip(first)
                .take(REACH)
                .filter(|(_, other)| !other.words.trim().is_empty());
            let scored = near.map(|(index, other)| (likeness(&other.words, &block.words), index));
            let best = scored
                .filter(|(score, _)| *score >= needed)
                .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
            let (_, index) = best?;
            first = index + 1;
            Some(index)
        })
        .collect()
}

/// The comments in a block's source.
fn comments(source: &str) -> Vec<String> {
    let parts = source.split("<!--").skip(1).filter_map(|part| part.split_once("-->"));
    parts.map(|(comment, _)| comment.trim().to_owned()).collect()
}

/// How alike two texts are, from 0 to 1.
fn likeness(one: &str, other: &str) -> f32 {
    TextDiff::from_chars(one, other).ratio()
}

/// The words of each block of a body.
pub fn words(body: &str) -> Vec<String> {
    Blocks::new(body)
        .all
        .into_iter()
        .map(|block| block.words)
        .filter(|words| !words.trim().is_empty())
        .collect()
}
