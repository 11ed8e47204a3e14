//! How a YAML text is laid out in lines, and what of it goes with a key or an item that is taken out.

use crate::bug::{bug, slice};
use crate::source::mending::first_line;
use crate::source::yaml::{NodeKind, NodeStyle, SpannedYaml, YamlNode};
use std::collections::BTreeSet;
use std::ops::Range;

/// The lines of a YAML text, with what must not be cut.
#[derive(Debug)]
pub struct LineLayout<'y> {
    yaml: &'y str,
    /// The single values that reach over lines: no comment can stand in them.
    long: Vec<Range<usize>>,
    /// Where a comment was put.
    pub marked: BTreeSet<usize>,
}

/// What is taken out of a mapping or list.
#[derive(Debug, Default)]
pub struct Removal {
    /// What is cut.
    pub ranges: Vec<Range<usize>>,
    /// For each key or item, all that goes with it.
    pub stretches: Vec<Range<usize>>,
}

/// Where a key with its value stands, or an item.
pub type ItemSpan = Range<usize>;

fn at(spans: &[ItemSpan], index: usize) -> &ItemSpan {
    spans.get(index).unwrap_or_else(|| bug!("no item {index} of {}", spans.len()))
}

impl<'y> LineLayout<'y> {
    /// The layout of a text that was read as a tree.
    pub fn new(yaml: &'y str, tree: &SpannedYaml) -> Self {
        let is_long = |range: &Range<usize>| yaml.get(range.clone()).is_some_and(|text| text.contains('\n'));
        let long = tree.leaves().map(|node| node.range()).filter(is_long).collect();
        Self { yaml, long, marked: BTreeSet::new() }
    }

    fn text(&self, range: Range<usize>) -> &'y str {
        slice(self.yaml, range)
    }

    /// Where the line of an offset begins.
    pub fn line_start(&self, at: usize) -> usize {
        self.text(0..at).rfind('\n').map_or(0, |before| before + 1)
    }

    /// Where the line of an offset ends, its line break and blanks before it not counted.
    pub fn line_end(&self, at: usize) -> usize {
        let rest = slice(self.yaml, at..);
        let line = rest.split_once('\n').map_or(rest, |(line, _)| line);
        at + line.trim_end().len()
    }

    /// Where the line after that of an offset begins.
    fn next_line(&self, at: usize) -> usize {
        let rest = slice(self.yaml, at..);
        rest.find('\n').map_or(self.yaml.len(), |length| at + length + 1)
    }

    /// How the text ends its lines.
    pub fn line_break(&self) -> &'static str {
        if self.yaml.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// Where a value with the comment behind it ends.
    pub fn end_with_comment(&self, end: usize) -> usize {
        let line_end = self.line_end(end);
        if self.text(end..line_end).trim_start().starts_with('#') { line_end } else { end }
    }

    /// The first end of a line, from an offset on, at which a comment can stand.
    pub fn comment_place(&self, from: usize) -> Option<usize> {
        let mut at = self.line_end(from);
        loop {
            let inside = self.long.iter().find(|range| range.start < at && at < range.end);
            match inside {
                None => return Some(at),
                Some(range) => at = self.line_end(range.end),
            }
        }
    }

    /// Finds what has to be cut for keys or items, by their indexes in order, to be gone.
    ///
    /// # Errors
    /// Where one is written in a way that cannot be cut: its offset.
    pub fn take(&self, of: YamlNode<'_>, gone: &[usize]) -> Result<Removal, usize> {
        let spans: Vec<ItemSpan> = of.children().map(|child| child.start()..child.end()).collect();
        match of.kind() {
            NodeKind::Mapping(NodeStyle::Flow) | NodeKind::List(NodeStyle::Flow) => {
                Ok(self.take_from_brackets(&spans, gone))
            }
            NodeKind::List(_) => self.take_items(&spans, gone),
            NodeKind::Mapping(_) => self.take_keys(&spans, gone),
            NodeKind::Scalar(_) | NodeKind::Alias(_) => Err(of.range().start),
        }
    }

    fn take_from_brackets(&self, spans: &[ItemSpan], gone: &[usize]) -> Removal {
        let mut taken = Removal::default();
        let is_gone = |index: usize| gone.binary_search(&index).is_ok();
        let last_kept = (0..spans.len()).rev().find(|index| !is_gone(*index));
        for index in gone {
            let span = at(spans, *index);
            taken.stretches.push(span.clone());
            if let (Some(next), true) = (spans.get(index + 1), last_kept.is_some_and(|last| last > *index)) {
                taken.ranges.push(span.start..next.start);
            }
        }
        // What is left to cut is the end of the list.
        let first = last_kept.map_or(0, |last| last + 1);
        if let (Some(from), Some(to)) = (spans.get(first), spans.last()) {
            let before = last_kept.and_then(|last| spans.get(last)).map(|span| span.end);
            let start = match before {
                // A comment in between stays; a comma before the bracket does no harm.
                Some(before) if !self.text(before..from.start).contains('\n') => before,
                _ => from.start,
            };
            taken.ranges.push(start..to.end);
        }
        taken
    }

    /// Whether nothing but a comment stands behind a value in its line.
    pub fn ends_line(&self, end: usize) -> bool {
        let rest = self.text(end..self.line_end(end)).trim_start();
        rest.is_empty() || rest.starts_with('#')
    }

    fn take_keys(&self, spans: &[ItemSpan], gone: &[usize]) -> Result<Removal, usize> {
        let mut taken = Removal::default();
        let mut run = gone.iter().copied().peekable();
        while let Some(index) = run.next() {
            let span = at(spans, index);
            if !self.ends_line(span.end) {
                return Err(span.start);
            }
            taken.stretches.push(span.start..self.line_end(span.end));
            let start = self.line_start(span.start);
            let before = self.text(start..span.start);
            if before.trim().is_empty() {
                taken.ranges.push(start..self.next_line(span.end));
                continue;
            }
            // The first key stands behind the dash, which has to stay.
            if index != 0 || before.trim() != "-" {
                return Err(span.start);
            }
            let mut end = span.end;
            let mut expected = 1;
            while let Some(index) = run.next_if_eq(&expected) {
                let span = at(spans, index);
                if !self.ends_line(span.end) {
                    return Err(span.start);
                }
                taken.stretches.push(span.start..self.line_end(span.end));
                end = span.end;
                expected += 1;
            }
            let after = self.next_line(end);
            let line = self.text(after..self.line_end(after));
            taken.ranges.push(span.start..after + (line.len() - line.trim_start().len()));
        }
        Ok(taken)
    }

    fn take_items(&self, spans: &[ItemSpan], gone: &[usize]) -> Result<Removal, usize> {
        let mut taken = Removal::default();
        for index in gone {
            let span = at(spans, *index);
            let mut start = self.dash_line(spans, *index, span.start).ok_or(span.start)?;
            let before = self.text(start..span.start).trim_start();
            if !self.ends_line(span.end) {
                return Err(span.start);
            }
            // Comments right above an item speak of it, but those above the first may speak of the list.
            if *index > 0 {
                let indent = self.text(start..span.start).len() - before.len();
                while let Some(above) = start.checked_sub(1).map(|end| self.line_start(end)) {
                    let line = self.text(above..start);
                    let text = line.trim_start();
                    if !text.starts_with('#') || line.len() - text.len() != indent {
                        break;
                    }
                    start = above;
                }
            }
            taken.stretches.push(start..self.line_end(span.end));
            taken.ranges.push(start..self.next_line(span.end));
        }
        Ok(taken)
    }

    /// Where the line with an item's dash begins: that of its first key, or one before it.
    pub fn dash_line(&self, spans: &[ItemSpan], index: usize, at: usize) -> Option<usize> {
        let least = index.checked_sub(1).and_then(|before| spans.get(before)).map_or(0, |span| span.end);
        let mut start = self.line_start(at);
        loop {
            let line = first_line(self.text(start..at)).trim_start();
            if line == "-" || line.starts_with("- ") {
                // A list in a list shares its dashes' line.
                return (!line.trim_start_matches("- ").contains("- ")).then_some(start);
            }
            start = start.checked_sub(1).map(|end| self.line_start(end)).filter(|start| *start >= least)?;
        }
    }
}
