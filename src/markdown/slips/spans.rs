//! Marks around words: bold, strikethrough and code that are full-width, have blanks inside or lack their other half.

use super::view::View;
use super::{Slips, ends_clause, is_blank, is_han};
use crate::diagnostic::MarkFault;
use crate::markdown::passage::{Passage, PassageKind};
use std::ops::Range;

/// Marks further apart than so many characters are not taken for a pair.
const REACH: usize = 120;

/// The marks of one kind that touch each other.
#[derive(Debug, Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
    is_wide: bool,
}

impl Run {
    const fn len(self) -> usize {
        self.end - self.start
    }
}

/// A kind of mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Star,
    Underscore,
    Tilde,
    Grave,
}

impl Mark {
    const fn narrow(self) -> char {
        match self {
            Self::Star => '*',
            Self::Underscore => '_',
            Self::Tilde => '~',
            Self::Grave => '`',
        }
    }

    const fn wide(self) -> char {
        match self {
            Self::Star => '＊',
            Self::Underscore => '＿',
            Self::Tilde => '～',
            Self::Grave => '｀',
        }
    }

    /// What should stand on each side of the words.
    const fn right(self) -> &'static str {
        match self {
            // Underscores do not work beside Chinese characters.
            Self::Star | Self::Underscore => "**",
            Self::Tilde => "~~",
            Self::Grave => "`",
        }
    }
}

pub(super) fn scan(view: &mut View<'_>, slips: &mut Slips) {
    for mark in [Mark::Grave, Mark::Star, Mark::Underscore, Mark::Tilde] {
        let runs = runs(view, mark);
        let mut next = 0;
        while let Some(run) = runs.get(next) {
            let other = runs.get(next + 1).copied();
            let pair = other.filter(|other| pairs(view, mark, *run, *other));
            let uneven = other.filter(|other| mark == Mark::Star && are_uneven(view, *run, *other));
            next += 1 + usize::from(pair.is_some() || uneven.is_some());
            match pair.or(uneven) {
                Some(other) => tell_pair(view, slips, mark, (*run, other)),
                None if mark == Mark::Star && !run.is_wide => alone(view, slips, *run),
                None if mark == Mark::Grave && runs.len() == 1 => lone_grave(view, slips, *run),
                None => {}
            }
        }
    }
}

fn runs(view: &View<'_>, mark: Mark) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut index = 0;
    let is_mark = |c: char| c == mark.narrow() || c == mark.wide();
    while index < view.len() {
        let end = (index..).find(|at| !is_mark(view.at(*at))).unwrap_or(index);
        if end > index {
            let is_wide = (index..end).any(|at| view.at(at) == mark.wide());
            runs.push(Run { start: index, end, is_wide });
        }
        index = end.max(index) + 1;
    }
    runs
}

/// Whether two runs were meant to stand around what is between them.
fn pairs(view: &View<'_>, mark: Mark, first: Run, second: Run) -> bool {
    let inner = first.end..second.start;
    let is_broken = inner.clone().any(|at| matches!(view.at(at), '\n' | '\0'));
    if inner.len() > REACH || is_broken || first.len() != second.len() {
        return false;
    }
    let words = view.plain(&inner).trim_matches(is_blank);
    let (before, after) = (view.before(first.start), view.at(second.end));
    let is_number = before.is_ascii_digit() && after.is_ascii_digit();
    if words.is_empty() || is_number || explains_marks(view) {
        return false;
    }
    let is_wide = first.is_wide || second.is_wide;
    let stands_free = (before == '\0' || is_blank(before) || !before.is_alphanumeric())
        && (after == '\0' || is_blank(after) || !after.is_alphanumeric());
    let has_blank = is_blank(view.at(inner.start)) || is_blank(view.before(inner.end));
    match (mark, first.len()) {
        (Mark::Grave, 1) => is_wide,
        // 张＊＊、李＊＊ leaves out what is not to be known.
        (Mark::Star, 2) if is_wide => {
            !words.starts_with(ends_clause) && !words.starts_with(['和', '与', '及'])
        }
        (Mark::Star | Mark::Tilde, 2) => is_wide || has_blank,
        // One asterisk refers to a remark, or multiplies.
        (Mark::Star, 1) => is_wide && stands_free && !words.contains(ends_clause),
        // ＿＿年＿＿月 is a form to fill in.
        (Mark::Underscore, 2) => {
            words.chars().filter(|c| is_han(*c)).count() >= 2
                && (before == '\0' || !before.is_alphanumeric() && before != '：' || after.is_alphanumeric())
        }
        _ => false,
    }
}

/// `*重点**`, `**重点*`: one asterisk is missing.
fn are_uneven(view: &View<'_>, first: Run, second: Run) -> bool {
    let inner = first.end..second.start;
    let before = view.before(first.start);
    (first.len() + second.len() == 3 && !first.is_wide && !second.is_wide)
        && (before == '\0' || is_blank(before) || ends_clause(before))
        && (2..REACH).contains(&inner.len())
        && inner.into_iter().all(|at| view.at(at).is_alphanumeric())
        && !explains_marks(view)
}

/// Whether a text explains what the marks in it mean.
fn explains_marks(view: &View<'_>) -> bool {
    let text = view.plain(&(0..view.len()));
    ["注", "备注", "说明"].iter().any(|word| text.starts_with(word))
}

fn tell_pair(view: &mut View<'_>, slips: &mut Slips, mark: Mark, (first, second): (Run, Run)) {
    let range = first.start..second.end;
    let is_uneven = first.len() != second.len();
    let is_single = first.len() == 1 && !is_uneven;
    let right = if is_single { mark.right().get(..1).unwrap_or_default() } else { mark.right() };
    let words = view.typed(&(first.end..second.start)).trim_matches(is_blank);
    let (found, better) = (view.typed(&range).to_owned(), format!("{right}{words}{right}"));
    let span = view.source(&range);
    if first.is_wide || second.is_wide {
        slips.wide(span, found, better);
    } else {
        let fault = match mark {
            _ if is_uneven => MarkFault::Alone,
            Mark::Underscore => MarkFault::Underscores,
            _ => MarkFault::BlankInside,
        };
        slips.broken(span, fault, found, better);
    }
    for run in [first, second] {
        view.take(&(run.start..run.end));
    }
}

/// Asterisks that have no other half: what they should end is guessed from the marks of the sentence.
fn alone(view: &mut View<'_>, slips: &mut Slips, run: Run) {
    if explains_marks(view) || view.kind() == PassageKind::Cell {
        return;
    }
    let Some((range, words)) = (match run.len() {
        1 => unequal(view, run),
        2 => opener(view, run).or_else(|| closer(view, run)),
        _ => None,
    }) else {
        return;
    };
    let better = format!("**{words}**");
    let span = range;
    let found = view.text_of(&span).to_owned();
    slips.broken(span, MarkFault::Alone, found, better);
    view.take(&(run.start..run.end));
}

/// A single backtick in Chinese text: nothing says what it should end, so it is to go, or to get its other half.
fn lone_grave(view: &mut View<'_>, slips: &mut Slips, run: Run) {
    let is_chinese = (0..view.len()).any(|at| is_han(view.at(at)));
    if run.len() != 1 || run.is_wide || !is_chinese || explains_marks(view) {
        return;
    }
    let starts = (0..run.start).rev().find(|at| ends_clause(view.at(*at))).map_or(0, |at| at + 1);
    let ends = (run.end..view.len()).find(|at| ends_clause(view.at(*at))).unwrap_or(view.len());
    let (before, after) =
        (view.typed(&(starts..run.start)).to_owned(), view.typed(&(run.end..ends)).to_owned());
    let found = format!("{before}`{after}");
    slips.broken(view.source(&(run.start..run.end)), MarkFault::Alone, found, format!("{before}{after}"));
    view.take(&(run.start..run.end));
}

/// `**重点：`: opens, and is not closed. Gives the place in the source, and the words.
fn opener(view: &View<'_>, run: Run) -> Option<(Range<usize>, String)> {
    let (before, next) = (view.before(run.start), view.at(run.end));
    // 一是**加强领导
    let opens = before == '是'
        || before == '\0'
        || is_blank(before)
        || ends_clause(before)
        || before == Passage::THING;
    // 138**1234 and 张** hide what they leave out.
    if !opens || !(next.is_alphabetic() || matches!(next, '“' | '《' | '（' | '【')) {
        return None;
    }
    let end = (run.end..run.end + REACH).find(|at| ends_clause(view.at(*at)))?;
    let words = view.typed(&(run.end..end)).trim_matches(|c| is_blank(c) || c == '*').to_owned();
    Some((view.source(&(run.start..end)), words))
}

/// `重点**：`: closes what was not opened.
fn closer(view: &View<'_>, run: Run) -> Option<(Range<usize>, String)> {
    if !matches!(view.at(run.end), '：' | ':') || run.start > REACH {
        return None;
    }
    let words = view.plain(&(0..run.start));
    let is_name = words.chars().count() < 4 || !words.chars().all(is_han);
    (!is_name).then(|| (view.source(&(0..run.end)), words.to_owned()))
}

/// `**重点*` and `*重点**`: the parser reads one asterisk of the two, and leaves the other.
fn unequal(view: &View<'_>, run: Run) -> Option<(Range<usize>, String)> {
    let place = view.source(&(run.start..run.end));
    let (before, after) = (view.source_before(place.start), view.source_after(place.end));
    let (span, words) = if after.starts_with('*') {
        let words = after.get(1..)?;
        let words = words.get(..words.find(['*', '\n'])?)?;
        (place.start..place.end + 1 + words.len() + 1, words)
    } else {
        let words = before.strip_suffix('*')?;
        let words = words.get(words.rfind(['*', '\n'])? + 1..)?;
        (place.start - 1 - words.len() - 1..place.end, words)
    };
    let is_whole = view.text_of(&span).matches('*').count() == 3;
    is_whole.then(|| (span, words.to_owned()))
}
