//! Where a syntax error is shown.
//!
//! The reader stops where it can make no more sense of the text, which is often a line further down than the
//! cause: a key without its colon, a list or a quotation mark that is never closed. What it was reading then is
//! told by its message; where that began, by the [`SpannedYaml`] of the text up to there.

use super::spans::quoted_length;
use super::tree::{NodeData, NodeKind, SpannedYaml};

/// Where a syntax error is shown; `stopped` is the byte at which the reader stopped.
pub fn place(yaml: &str, message: &str, stopped: usize) -> usize {
    let tree = SpannedYaml::read(yaml);
    if let Some(second) = tree.second_key().filter(|_| message.contains("duplicate entry")) {
        return second.start;
    }
    if message.contains("more than one document") {
        let mut at = 0;
        for line in yaml.split_inclusive('\n') {
            if line.starts_with("...") || line.starts_with("---") {
                return at;
            }
            at += line.len();
        }
    }
    let before = yaml.get(..stopped).unwrap_or(yaml);
    let line = line_start(yaml, before.len());
    let context = message.split_once(", while ").map(|(_, context)| context);
    let start = context.and_then(|context| start_of_context(yaml, &tree, context, before));
    if let Some(start) = start.filter(|start| *start < line) {
        return start;
    }
    let blank = |text: &str| text.chars().next().is_none_or(|c| c == '\r' || c == '\n');
    match yaml.get(before.len()..) {
        Some(rest) if !blank(rest) => before.len(),
        // Point at a character, not past the end of a line or of the text.
        _ => before.trim_end().char_indices().next_back().map_or(0, |(offset, _)| offset),
    }
}

/// The parser's words without its own idea of the place, which counts from the front matter.
pub fn detail(message: &str) -> &str {
    let words = message.split(" at line ").next().unwrap_or(message);
    words.trim_end_matches([',', ' '])
}

/// Where that began which the parser was reading when it stopped, after `before`.
fn start_of_context(yaml: &str, tree: &SpannedYaml, context: &str, before: &str) -> Option<usize> {
    let stopped = before.len();
    let (marker, unfinished) = tree.error.as_ref().map_or((None, &[][..]), |(at, open)| (Some(*at), open));
    // The lists and mappings that reach over the place, innermost first; the two parsers may stop at different ones.
    let reaches = |(index, node): &(usize, &NodeData)| {
        node.range.start < stopped && (unfinished.contains(index) || node.range.end > stopped)
    };
    let open: Vec<(bool, usize)> = tree
        .nodes
        .iter()
        .enumerate()
        .filter(reaches)
        .filter_map(|(_, node)| match node.kind {
            NodeKind::Mapping(_) => Some((true, node.range.start)),
            NodeKind::List(_) => Some((false, node.range.start)),
            NodeKind::Scalar(_) | NodeKind::Alias(_) => None,
        })
        .rev()
        .collect();
    let in_brackets = |start: usize| yaml.get(start..).is_some_and(|rest| rest.starts_with(['[', '{']));
    let column = |at: usize| at - line_start(yaml, at);
    // The innermost of those that a line at this column goes on with; the whole front matter says nothing.
    let block = |mapping: bool| {
        let of_lines = open.iter().filter(|(own, start)| *own == mapping && !in_brackets(*start));
        let innermost = of_lines.map(|(_, start)| *start).find(|start| column(*start) <= column(stopped));
        innermost.filter(|start| *start > 0)
    };
    let bracket = |opening: char, closing: char| {
        let opens = |start: &usize| yaml.get(*start..).is_some_and(|rest| rest.starts_with(opening));
        open.iter().map(|(_, start)| *start).find(opens).or_else(|| unclosed(before, opening, closing))
    };
    match context.split(" at ").next()? {
        "parsing a flow sequence" => bracket('[', ']'),
        "parsing a flow mapping" => bracket('{', '}'),
        "parsing a block mapping" => block(true),
        "parsing a block collection" => block(false),
        "scanning a simple key" => {
            let columns: Vec<usize> = open.iter().map(|(_, start)| column(*start)).collect();
            last_line_at(before, &columns)
        }
        // That which is not closed takes in all the rest.
        "scanning a quoted scalar" => {
            marker.filter(|start| yaml.get(*start..).is_some_and(|rest| quoted_length(rest).is_none()))
        }
        "scanning a plain scalar" => marker,
        _ => None,
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |line_break| line_break + 1)
}

/// The last bracket that a text opens and does not close.
fn unclosed(text: &str, opening: char, closing: char) -> Option<usize> {
    let mut closed = 0_usize;
    for (at, bracket) in text.rmatch_indices([opening, closing]) {
        if bracket.starts_with(closing) {
            closed += 1;
        } else if closed == 0 {
            return Some(at);
        } else {
            closed -= 1;
        }
    }
    None
}

/// The last line, but for that which the text ends in, whose text begins at one of these columns, in bytes: its
/// first character.
fn last_line_at(text: &str, columns: &[usize]) -> Option<usize> {
    let mut end = line_start(text, text.len()).checked_sub(1)?;
    loop {
        let start = line_start(text, end);
        let line = text.get(start..end)?;
        // The first key of an item stands behind its dash.
        let own = line.trim_start().trim_start_matches("- ").trim_start();
        let column = line.len() - own.len();
        if !own.trim_end().is_empty() && !own.starts_with('#') && columns.contains(&column) {
            return Some(start + column);
        }
        end = start.checked_sub(1)?;
    }
}
