//! A body's blocks with their plain text, to be compared with those of another version.

use crate::bug::slice;
use crate::markdown::{Body, FigureValue, Passage, PassageKind, parse, top_level};
use std::ops::Range;

/// A body taken apart.
#[derive(Debug)]
pub struct Blocks<'t> {
    text: &'t str,
    body: Body,
    /// Its blocks, in order.
    pub all: Vec<BlockText>,
}

/// A block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockText {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What it is known by: its words and, of a heading, its level; of a block without words its first line.
    pub key: String,
    /// Its words, passage by passage.
    pub words: String,
    passages: Range<usize>,
}

/// A bound figure of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundFigure {
    /// Where it stands in the block's words, in bytes.
    pub range: Range<usize>,
    /// The plan that is named before the id, if one is.
    pub plan: Option<String>,
    pub id: String,
    pub value: FigureValue,
}

impl<'t> Blocks<'t> {
    /// Takes a body apart.
    pub fn new(text: &'t str) -> Self {
        let body = parse(text);
        let mut next = 0;
        let starts: Vec<usize> = body.passages.iter().map(|passage| passage.source(&(0..0)).start).collect();
        let all = top_level(text)
            .into_iter()
            .map(|range| {
                let first = next;
                while starts.get(next).is_some_and(|start| *start < range.end) {
                    next += 1;
                }
                let own = body.passages.get(first..next).unwrap_or_default();
                block(text, range, own, first..next)
            })
            .collect();
        Self { text, body, all }
    }

    /// The source of a block.
    pub fn source(&self, block: &BlockText) -> &'t str {
        slice(self.text, block.range.clone()).trim_end_matches(['\n', '\r'])
    }

    /// The passages of a block, each with where it begins in the block's words.
    pub fn passages(&self, block: &BlockText) -> impl Iterator<Item = (usize, &Passage)> {
        let own = self.body.passages.get(block.passages.clone()).unwrap_or_default();
        own.iter().scan(0, |at, passage| {
            let start = *at;
            *at += passage.text.len() + 1;
            Some((start, passage))
        })
    }

    /// The bound figures of a block.
    pub fn figures(&self, block: &BlockText) -> Vec<BoundFigure> {
        let of = |(start, passage): (usize, &Passage)| -> Vec<BoundFigure> {
            let known = passage.figures.iter().filter_map(|(index, range)| {
                let figure = self.body.figures.get(*index)?;
                Some(BoundFigure {
                    range: start + range.start..start + range.end,
                    plan: figure.plan.clone(),
                    id: figure.id.clone(),
                    value: figure.value,
                })
            });
            known.collect()
        };
        self.passages(block).flat_map(of).collect()
    }
}

fn block(text: &str, range: Range<usize>, own: &[Passage], passages: Range<usize>) -> BlockText {
    let source = slice(text, range.clone());
    let words = own.iter().map(|passage| passage.text.as_str()).collect::<Vec<_>>().join("\n");
    let key = match own.first().map(|passage| passage.kind) {
        // A fence is known by what it says it is: a block of indicators stays where the plan has it.
        None => source.lines().next().unwrap_or_default().trim().to_owned(),
        Some(PassageKind::Heading(level)) => format!("{level} {words}"),
        Some(_) => words.clone(),
    };
    BlockText { range, key, words, passages }
}
