//! Emphasis next to East Asian punctuation, which CommonMark's rules refuse.
//!
//! Takes a text; gives a working copy with marks, or nothing where none is needed. The rule is the
//! public 'markdown-cjk-friendly' amendment to CommonMark 0.31.2, section 6.2, for runs of `*` and
//! `~~`: East Asian punctuation does not count as punctuation beside a run, and other punctuation
//! does not hinder a run that has an East Asian character on its other side.
//!
//! The parser does not know the amendment. It asks of the characters beside a run only whether they
//! are blank or punctuation; so a noncharacter put between the run and its neighbour makes it decide
//! as the amendment says. A run needs a mark on one side only, and the amendment only ever allows
//! more, so no emphasis that CommonMark sees is lost. MarkOffsets inside code, links and raw HTML are
//! harmless: every string that the parser gives back is freed of them.
//!
//! This module goes with the first release of pulldown-cmark that has `Options::ENABLE_CJK_FRIENDLY_EMPHASIS`
//! (its pull request 1059, merged in July 2026; 0.13.6, the newest, is without it, and no number is announced for the next).

use super::{
    cjk::{is_cjk, is_modifier, is_punctuation},
    clean::MARK,
};
use crate::bug::slice;
use memchr::memchr2;
use std::ops::Range;

/// Where marks were put: byte offsets into the unmarked text, in order.
#[derive(Debug, Default)]
pub(super) struct MarkOffsets(Vec<usize>);

impl Default for &MarkOffsets {
    fn default() -> Self {
        static NONE: MarkOffsets = MarkOffsets(Vec::new());
        &NONE
    }
}

impl MarkOffsets {
    /// Whether there is any mark.
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The range in the unmarked text for a range in the marked one.
    pub(super) fn original(&self, marked: &Range<usize>) -> Range<usize> {
        self.offset(marked.start)..self.offset(marked.end)
    }

    fn offset(&self, marked: usize) -> usize {
        if self.is_empty() {
            return marked;
        }
        let width = MARK.len_utf8();
        // The k-th mark stands at `offset + k * width` in the marked text.
        let (mut low, mut high) = (0, self.0.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.0.get(middle) {
                Some(offset) if offset + middle * width < marked => low = middle + 1,
                _ => high = middle,
            }
        }
        // An offset inside a mark is moved to the place where the mark stands.
        let before = low.checked_sub(1).and_then(|last| self.0.get(last)).copied().unwrap_or_default();
        (marked.saturating_sub(low * width)).max(before)
    }
}

/// The text with a mark wherever the amendment asks for one; `None` where it asks for none.
pub(super) fn mark(text: &str) -> Option<(String, MarkOffsets)> {
    let bytes = text.as_bytes();
    let mut marks = Vec::new();
    let mut cluster = Vec::new();
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr2(b'*', b'~', rest)) {
        at = read_cluster(bytes, at + found, &mut cluster);
        mark_cluster(text, &mut cluster, &mut marks);
    }
    if marks.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(text.len() + marks.len() * MARK.len_utf8());
    let mut done = 0;
    for &offset in &marks {
        out.push_str(slice(text, done..offset));
        out.push(MARK);
        done = offset;
    }
    out.push_str(slice(text, done..));
    Some((out, MarkOffsets(marks)))
}

/// One run of a delimiter, with what is to be put beside it.
struct DelimiterRun {
    start: usize,
    end: usize,
    delimiter: u8,
    mark_before: bool,
    mark_after: bool,
}

/// Reads the runs that touch each other from `start` on, and gives the offset after them.
fn read_cluster(bytes: &[u8], mut start: usize, cluster: &mut Vec<DelimiterRun>) -> usize {
    cluster.clear();
    let backslashes =
        bytes.get(..start).map_or(0, |before| before.iter().rev().take_while(|b| **b == b'\\').count());
    if backslashes % 2 == 1 {
        start += 1;
    }
    while let Some(&delimiter @ (b'*' | b'~')) = bytes.get(start) {
        let length =
            bytes.get(start..).map_or(1, |rest| rest.iter().take_while(|b| **b == delimiter).count());
        cluster.push(DelimiterRun {
            start,
            end: start + length,
            delimiter,
            mark_before: false,
            mark_after: false,
        });
        start += length;
    }
    start
}

/// Decides for each run of a cluster, and adds the places of the marks.
fn mark_cluster(text: &str, cluster: &mut [DelimiterRun], marks: &mut Vec<usize>) {
    // A mark after one run is what the next run has before it, and the other way round; so the
    // runs are gone through in both directions.
    let mut marked = false;
    for run in cluster.iter_mut() {
        run.mark_after = run.needs_mark_after(text, marked);
        marked = run.mark_after;
    }
    marked = false;
    for run in cluster.iter_mut().rev() {
        run.mark_before = run.needs_mark_before(text, marked);
        marked = run.mark_before;
    }
    for run in cluster {
        if run.mark_before && marks.last() != Some(&run.start) {
            marks.push(run.start);
        }
        if run.mark_after {
            marks.push(run.end);
        }
    }
}

impl DelimiterRun {
    /// Opens by the amendment, but not in the parser's eyes: punctuation follows, and neither a
    /// blank nor punctuation comes before.
    fn needs_mark_after(&self, text: &str, mark_stands_before: bool) -> bool {
        self.needs_mark(char_after(text, self.end), char_before(text, self.start), mark_stands_before)
    }

    /// Closes by the amendment, but not in the parser's eyes: punctuation comes before, and neither
    /// a blank nor punctuation follows.
    fn needs_mark_before(&self, text: &str, mark_stands_after: bool) -> bool {
        self.needs_mark(char_before(text, self.start), char_after(text, self.end), mark_stands_after)
            && !ends_quote_prefix(text, self.start)
    }

    /// Whether the punctuation beside the run is to be hidden from the parser, where `across` stands on the other side.
    fn needs_mark(&self, beside: Option<char>, across: Option<char>, mark_stands_across: bool) -> bool {
        let can_be_emphasis = self.delimiter == b'*' || self.end - self.start == 2;
        let beside = beside.filter(|c| can_be_emphasis && is_punctuation(*c) && !is_touchy(*c));
        let (Some(beside), Some(across)) = (beside, across) else { return false };
        let allowed_anyway = across.is_whitespace() || is_punctuation(across);
        if allowed_anyway { mark_stands_across } else { is_cjk(beside) || is_cjk(across) }
    }
}

/// Characters that no mark may be put beside: a cell's border decides by touching the run, and an
/// underscore would itself see the mark.
const fn is_touchy(c: char) -> bool {
    matches!(c, '|' | '_')
}

/// The character at an offset.
fn char_after(text: &str, offset: usize) -> Option<char> {
    text.get(offset..)?.chars().next()
}

/// The character before an offset, looking through a variation selector.
fn char_before(text: &str, offset: usize) -> Option<char> {
    let mut before = text.get(..offset)?.chars();
    let last = before.next_back()?;
    if is_modifier(last) { before.next_back().or(Some(last)) } else { Some(last) }
}

/// Whether all before `offset` on its line is the prefix of a block quote: a mark there would part
/// the quote's text from its start.
fn ends_quote_prefix(text: &str, offset: usize) -> bool {
    let Some(before) = text.get(..offset).filter(|before| before.ends_with('>')) else { return false };
    before.bytes().rev().find(|b| !matches!(b, b'>' | b' ' | b'\t')).is_none_or(|byte| byte == b'\n')
}
