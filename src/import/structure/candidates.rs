//! Which paragraphs may be headings, each seen by itself: its form, where its words end, and where text goes on in its line.

use super::facts::Facts;
use super::wording::{ends_sentence, is_caption, says_something, states_quantity};
use super::{Ground, NumberFamily};
use crate::bug::slice;
use crate::import::document::Alignment;
use std::collections::BTreeMap;
use std::ops::Range;

/// A heading without number or look is no longer than this, in characters.
pub(super) const SHORT: usize = 45;
/// A heading that is told by its look from the text that follows in its line is no longer than this.
const RUN_IN: usize = 45;
/// A heading of parallel clauses, 加强领导，健全机制，压实责任, has no more of them, none longer than this.
const CLAUSES: usize = 3;
const CLAUSE: usize = 26;
/// What the file states to be a heading is one up to this length.
pub(super) const STATED: usize = 100;

/// What a paragraph looks like by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Words alone in their line, no sentence.
    Short,
    /// One sentence, closed with a full stop, that may be a heading.
    Closed,
    /// A first sentence or line that may be a heading, and more.
    RunIn,
    /// Anything else: what says something, or is too long.
    Sentence,
}

/// What headings of one level have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// 附件1.
    Attachment,
    Family(NumberFamily),
    Outline(u8),
    Look(String),
}

/// A paragraph that may be a heading.
pub(super) struct Candidate<'f> {
    pub(super) fact: &'f Facts,
    /// Its place among the paragraphs that were looked at.
    pub(super) place: usize,
    pub(super) key: Key,
    pub(super) form: Form,
    /// Where its words stand in the text, and where what was run in begins.
    pub(super) words: Range<usize>,
    pub(super) run_in: Option<usize>,
    /// Whether the file or its look says that it is one.
    pub(super) is_stated: bool,
    pub(super) grounds: Vec<Ground>,
}

impl Candidate<'_> {
    /// How many characters its words have.
    pub(super) fn length(&self) -> usize {
        slice(&self.fact.text, self.words.clone()).chars().count()
    }
}

/// The candidates among paragraphs; `attachments` are the places of those that head one, in order.
pub(super) fn candidates<'f>(free: &[&'f Facts], attachments: &[usize]) -> Vec<Candidate<'f>> {
    let looks = looks(free);
    let of = |(place, fact): (usize, &&'f Facts)| {
        if attachments.binary_search(&place).is_ok() {
            return Some(attachment(fact, place));
        }
        candidate(fact, place, &looks)
    };
    free.iter().enumerate().filter_map(of).collect()
}

/// The heading of an attachment: all of its line.
fn attachment(fact: &Facts, place: usize) -> Candidate<'_> {
    let end = fact.text.trim_end().len();
    let start = fact.text.len() - fact.text.trim_start().len();
    Candidate {
        fact,
        place,
        key: Key::Attachment,
        form: Form::Short,
        words: start.min(end)..end,
        run_in: None,
        is_stated: true,
        grounds: vec![Ground::Wording("附件".to_owned())],
    }
}

/// How often short lines have each look that is not the text's.
fn looks(free: &[&Facts]) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    for fact in free.iter().filter(|fact| is_bare_heading(fact)) {
        *count.entry(fact.look.clone().unwrap_or_default()).or_default() += 1;
    }
    count
}

/// A short line without number in a look of its own: no sentence, no caption.
fn is_bare_heading(fact: &Facts) -> bool {
    let words = fact.words();
    fact.number.is_none()
        && fact.bullet.is_none()
        && fact.is_marked()
        && !words.is_empty()
        && words.chars().count() <= SHORT
        && !ends_sentence(words)
        && !is_caption(words)
        && !fact.in_contents
        && fact.alignment != Alignment::End
        && !words.starts_with("附件")
        && !words.contains(['□', '☑', '√'])
        && !words.starts_with(['（', '('])
}

fn candidate<'f>(fact: &'f Facts, place: usize, looks: &BTreeMap<String, usize>) -> Option<Candidate<'f>> {
    let words = fact.words();
    if fact.in_contents || words.is_empty() || fact.bullet.is_some() || words.contains(['□', '☑']) {
        return None;
    }
    let stated = fact.outline.map(|outline| outline.level).or(fact.style.as_ref().map(|(level, _)| *level));
    let mut grounds = Vec::new();
    if let Some(outline) = fact.outline {
        grounds.push(Ground::Outline(outline.level));
    }
    if let Some((_, name)) = &fact.style {
        grounds.push(Ground::Style(name.clone()));
    }
    if let Some(look) = fact.look.as_ref().filter(|_| fact.marked.is_some()) {
        grounds.push(Ground::Look(look.clone()));
    }
    if fact.alignment == Alignment::Centre {
        grounds.push(Ground::Centred);
    }
    let (form, end, run_in) = form(fact);
    let whole = fact.words.start..end;
    let is_looking = fact.marked.is_some_and(|marked| marked >= end.min(fact.words.end));
    let make = |key, is_stated, grounds| Candidate {
        fact,
        place,
        key,
        form,
        words: whole.clone(),
        run_in,
        is_stated,
        grounds,
    };
    match (&fact.number, stated) {
        (Some(number), _)
            if can_head(number.family, stated.is_some() || is_looking && form != Form::Sentence) =>
        {
            Some(make(Key::Family(number.family), stated.is_some() || is_looking, grounds))
        }
        (_, Some(level)) if words.chars().count() <= STATED && form != Form::Sentence => {
            Some(make(Key::Outline(level), true, grounds))
        }
        (None, None) if is_bare_heading(fact) => {
            let look = fact.look.clone().unwrap_or_default();
            let is_series = looks.get(&look).is_some_and(|count| *count > 1);
            is_series.then(|| make(Key::Look(look), true, grounds))
        }
        _ => None,
    }
}

/// Families whose members may be headings; letters and circles only where the file or the look says so.
const fn can_head(family: NumberFamily, is_stated: bool) -> bool {
    match family {
        NumberFamily::HanIs | NumberFamily::Article => false,
        NumberFamily::Circled | NumberFamily::Letter => is_stated,
        _ => true,
    }
}

/// What a paragraph looks like, where the words of its heading end, and where text begins that was run in.
fn form(fact: &Facts) -> (Form, usize, Option<usize>) {
    by_look(fact).or_else(|| by_break(fact)).unwrap_or_else(|| by_words(fact))
}

/// What looks other than the text, up to a full stop, is the heading.
fn by_look(fact: &Facts) -> Option<(Form, usize, Option<usize>)> {
    let Range { start, end } = fact.words;
    let marked = fact.marked.filter(|marked| *marked < end && *marked > start)?;
    let head = slice(&fact.text, start..marked).trim_end();
    let bare = head.trim_end_matches(['。', '：', ':', '.', '．']);
    let rest = slice(&fact.text, start + head.len()..end);
    let stop = rest
        .chars()
        .next()
        .filter(|c| bare.len() == head.len() && "。：:．".contains(*c))
        .map_or(0, char::len_utf8);
    let is_closed = bare.len() < head.len() || stop > 0;
    let is_short = bare.chars().count() <= RUN_IN && !bare.contains('。');
    (is_closed && is_short && !bare.is_empty())
        .then(|| split(fact, start + bare.len(), start + head.len() + stop))
}

/// What stands before a soft break is the heading of what stands behind it, where that is text.
fn by_break(fact: &Facts) -> Option<(Form, usize, Option<usize>)> {
    let Range { start, end } = fact.words;
    let (head, rest) = fact.words().split_once('\n')?;
    let head = head.trim_end();
    let bare = head.strip_suffix('。').unwrap_or(head);
    let is_text = ends_sentence(rest.trim_end()) || rest.chars().count() > SHORT;
    let is_head = !bare.is_empty()
        && bare.chars().count() <= SHORT
        && !ends_sentence(bare)
        && !bare.contains('。')
        && !says_something(bare);
    (is_text && is_head && start + head.len() < end)
        .then(|| split(fact, start + bare.len(), start + head.len()))
}

fn by_words(fact: &Facts) -> (Form, usize, Option<usize>) {
    let Range { start, end } = fact.words;
    let words = fact.words();
    let Some((at, stop)) = first_stop(words) else {
        let is_short = words.chars().count() <= SHORT && !ends_sentence(words)
            || fact.is_marked() && words.chars().count() <= 80;
        let closed = words.trim_end_matches(['：', ':']).len();
        return (if is_short { Form::Short } else { Form::Sentence }, start + closed, None);
    };
    let head = slice(words, ..at);
    let after = start + at + stop.len_utf8();
    let is_head = stop == '。' && may_be_heading(head);
    if slice(&fact.text, after..end).trim().is_empty() {
        return (if is_head { Form::Closed } else { Form::Sentence }, start + at, None);
    }
    if is_head && !states_quantity(head) {
        return split(fact, start + at, after);
    }
    (Form::Sentence, end, None)
}

/// Where the first sentence ends: no stop between quotes, brackets or the marks of a title ends it.
fn first_stop(words: &str) -> Option<(usize, char)> {
    let mut depth = 0_u32;
    let mut inside = None;
    for (at, c) in words.char_indices() {
        match c {
            '“' | '《' | '（' | '(' | '「' | '〈' => depth += 1,
            '”' | '》' | '）' | ')' | '」' | '〉' => depth = depth.saturating_sub(1),
            '。' | '！' | '？' if depth == 0 => return Some((at, c)),
            '。' | '！' | '？' if inside.is_none() => inside = Some((at, c)),
            _ => {}
        }
    }
    // Where a mark is never closed, any stop is one.
    inside.filter(|_| depth > 0)
}

/// Whether the words before a full stop may be a heading: few parallel clauses that say nothing of something.
fn may_be_heading(head: &str) -> bool {
    let clauses: Vec<&str> = head.split(['，', ',']).collect();
    !head.is_empty()
        && head.chars().count() <= SHORT
        && clauses.len() <= CLAUSES
        && clauses.iter().all(|clause| clause.chars().count() <= CLAUSE)
        && !head.contains(['；', ';', '：', ':'])
        && !says_something(head)
}

fn split(fact: &Facts, head: usize, after: usize) -> (Form, usize, Option<usize>) {
    let rest = slice(&fact.text, after..fact.words.end);
    let begin = after + (rest.len() - rest.trim_start().len());
    (Form::RunIn, head, Some(begin))
}
