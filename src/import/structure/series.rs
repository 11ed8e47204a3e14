//! Judges headings in series: the members of one family of numbers below one heading are headings together, or text together.
//!
//! What decides is the look, the form of the members, and what stands below them: a list has nothing below its lines, headings have.

use super::candidates::{Candidate, Form, Key, STATED};
use super::facts::Facts;
use super::levels::rank;
use super::wording::states_quantity;
use super::{Ground, NumberFamily, Structure, remark};
use crate::bug::slice;
use crate::diagnostic::words::say;
use std::collections::BTreeMap;

/// A run-in heading that looks as the text does is no longer than this in families that are lists as often as headings.
const RUN_IN_DEEP: usize = 30;
const RUN_IN_DEEPEST: usize = 24;
/// A heading that nothing follows is no longer than this where it is closed with a full stop.
const CLOSED: usize = 26;
/// So many series are open at a time in no document.
const OPEN: usize = 64;

/// What is known of a series.
#[derive(Debug, Clone, Copy, Default)]
struct Series {
    short: usize,
    closed: usize,
    run_in: usize,
    sentence: usize,
    /// Members whose look or file says that they are headings.
    stated: usize,
    /// Members but the last that need something below them, and those that have it.
    open: usize,
    followed: usize,
    /// Closed members that something follows.
    closed_followed: usize,
}

impl Series {
    const fn members(&self) -> usize {
        self.short + self.closed + self.run_in + self.sentence
    }

    /// Whether something stands below most of the members that need it.
    const fn is_followed(&self) -> bool {
        self.followed > 0 && self.followed * 2 >= self.open
    }

    /// Whether most members have the form of headings.
    const fn are_headings(&self) -> bool {
        self.short + self.run_in + self.closed_followed > self.sentence + (self.closed - self.closed_followed)
    }
}

/// The candidates that are headings.
pub(super) fn judged<'f>(
    candidates: Vec<Candidate<'f>>,
    free: &[&Facts],
    structure: &mut Structure,
) -> Vec<Candidate<'f>> {
    let numbers = series(&candidates);
    let below = below(&candidates, free);
    let all = counted(&candidates, &numbers, &below);
    // What is a heading wherever it comes more than once is one where it comes alone.
    let mut usual: Vec<&Key> = Vec::new();
    for (candidate, number) in candidates.iter().zip(&numbers) {
        let own = all.get(number).copied().unwrap_or_default();
        let is_family = matches!(candidate.key, Key::Family(_));
        if is_family && own.members() > 1 && own.are_headings() && !usual.contains(&&candidate.key) {
            usual.push(&candidate.key);
        }
    }
    let usual: Vec<Key> = usual.into_iter().cloned().collect();
    let mut kept = Vec::new();
    for ((mut candidate, number), is_followed) in candidates.into_iter().zip(numbers).zip(below) {
        let own = all.get(&number).copied().unwrap_or_default();
        let Key::Family(family) = candidate.key else {
            kept.push(candidate);
            continue;
        };
        let is_usual = own.members() == 1 && usual.contains(&candidate.key);
        let verdict = verdict(&candidate, family, &own, is_followed, is_usual);
        if let Some(words) = verdict.doubt() {
            structure.remarks.push(remark(candidate.fact.id, words));
        }
        if verdict.is_heading() {
            candidate.grounds.push(Ground::Series { family, members: own.members() });
            kept.push(candidate);
        }
    }
    kept
}

/// What was decided of a candidate, and whether that is sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Heading,
    DoubtfulHeading,
    /// A heading that has lost the look that the others of its series have.
    LookLost,
    Text,
    /// Text that has a number and is short.
    DoubtfulText,
    /// Text in a series of headings.
    TextAmongHeadings,
}

impl Verdict {
    const fn is_heading(self) -> bool {
        matches!(self, Self::Heading | Self::DoubtfulHeading | Self::LookLost)
    }

    fn doubt(self) -> Option<crate::diagnostic::Words> {
        Some(match self {
            Self::Heading | Self::Text => return None,
            Self::DoubtfulHeading => {
                say!("taken for a heading; look whether it is one", "已作为标题，请核对是否标题")
            }
            Self::LookLost => say!(
                "taken for a heading, though it has not the look of the others of its series",
                "已作为标题，但字体与同级其他标题不同，请核对"
            ),
            Self::DoubtfulText => say!(
                "not taken for a heading, though it has a number and is short",
                "有序号且较短，但未作为标题，请核对"
            ),
            Self::TextAmongHeadings => say!(
                "not taken for a heading, though others of its series are",
                "同级其他段落是标题，本段未作为标题，请核对"
            ),
        })
    }
}

fn verdict(
    candidate: &Candidate<'_>,
    family: NumberFamily,
    own: &Series,
    is_followed: bool,
    is_usual: bool,
) -> Verdict {
    let is_high = matches!(
        family,
        NumberFamily::Han | NumberFamily::Part | NumberFamily::Chapter | NumberFamily::Division
    );
    let is_alone = own.members() == 1;
    let is_stated = candidate.is_stated;
    let length = candidate.length();
    let states = states_quantity(slice(&candidate.fact.text, candidate.words.clone()));
    match candidate.form {
        Form::Short if is_stated => Verdict::Heading,
        Form::Short if states && !is_followed => among(own, Verdict::Text),
        Form::Short if is_alone => match (is_high || is_usual, is_followed) {
            (true, true) => Verdict::Heading,
            (true, false) => Verdict::DoubtfulHeading,
            (false, _) => Verdict::DoubtfulText,
        },
        Form::Short if is_high => Verdict::Heading,
        Form::Short if own.stated * 2 >= own.members() => Verdict::LookLost,
        Form::Short if own.are_headings() && (own.is_followed() || own.run_in > 0) => Verdict::Heading,
        Form::Short if is_followed && own.followed > 0 => Verdict::DoubtfulHeading,
        // Lines with nothing below them are a list.
        Form::Short => Verdict::Text,
        Form::Closed if is_stated => Verdict::Heading,
        Form::Closed if is_alone => {
            if is_followed && !states && length <= CLOSED {
                Verdict::DoubtfulHeading
            } else {
                Verdict::Text
            }
        }
        Form::Closed if states && own.stated == 0 => among(own, Verdict::Text),
        Form::Closed
            if own.are_headings() && (is_followed || length <= CLOSED && own.run_in + own.short > 0) =>
        {
            Verdict::Heading
        }
        Form::Closed => among(own, Verdict::Text),
        Form::RunIn if is_stated => Verdict::Heading,
        Form::RunIn => {
            let is_even = own.members() > 2 && own.run_in == own.members();
            let reach = match family {
                NumberFamily::HanInBrackets => usize::MAX,
                _ if is_high || is_even => usize::MAX,
                NumberFamily::Digit | NumberFamily::Decimal(_) => RUN_IN_DEEP,
                _ => RUN_IN_DEEPEST,
            };
            if is_alone && !is_usual || length > reach || !own.are_headings() {
                among(own, Verdict::Text)
            } else if own.stated > 0 {
                Verdict::LookLost
            } else {
                Verdict::Heading
            }
        }
        Form::Sentence => {
            let is_long_heading = is_stated
                && candidate.fact.words().chars().count() <= STATED - 20
                && candidate.fact.is_marked()
                && own.short + own.run_in + own.closed > 0;
            if is_long_heading { Verdict::DoubtfulHeading } else { among(own, Verdict::Text) }
        }
    }
}

/// Text in a series: worth a word where most others are headings.
fn among(own: &Series, verdict: Verdict) -> Verdict {
    if own.members() > 1 && own.are_headings() { Verdict::TextAmongHeadings } else { verdict }
}

/// For each candidate the series that it belongs to: those of one family between two of a higher one, until it begins again.
fn series(candidates: &[Candidate<'_>]) -> Vec<usize> {
    struct Open<'k> {
        key: &'k Key,
        series: usize,
        last: u32,
    }
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut count = 0;
    let mut numbers = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let ordinal = candidate.fact.number.as_ref().map_or(0, super::number::Number::ordinal);
        let same = open.iter().rposition(|other| *other.key == candidate.key);
        let goes_on =
            same.is_some_and(|at| !(ordinal == 1 && open.get(at).is_some_and(|other| other.last > 1)));
        match same {
            Some(at) if goes_on => open.truncate(at + 1),
            _ => {
                match &candidate.key {
                    Key::Family(family) => open.retain(
                        |other| !matches!(other.key, Key::Family(own) if rank(*own) >= rank(*family)),
                    ),
                    Key::Attachment => open.clear(),
                    Key::Outline(_) | Key::Look(_) => {
                        if let Some(at) = same {
                            open.truncate(at);
                        }
                    }
                }
                open.truncate(OPEN);
                count += 1;
                open.push(Open { key: &candidate.key, series: count, last: 0 });
            }
        }
        if let Some(own) = open.last_mut() {
            own.last = ordinal;
        }
        numbers.push(open.last().map_or(0, |own| own.series));
    }
    numbers
}

/// For each candidate whether something stands below it: text, a table, or numbers of a deeper family.
fn below(candidates: &[Candidate<'_>], free: &[&Facts]) -> Vec<bool> {
    let next_of = |at: usize| candidates.get(at + 1);
    let own = |(at, candidate): (usize, &Candidate<'_>)| {
        let end = next_of(at).map_or(free.len(), |next| next.place);
        let has_text = free
            .get(candidate.place + 1..end)
            .is_some_and(|between| between.iter().any(|fact| !fact.is_empty()));
        let is_deeper = next_of(at).is_some_and(|next| match (&candidate.key, &next.key) {
            (Key::Family(own), Key::Family(next)) => rank(*next) > rank(*own),
            (_, Key::Attachment) => false,
            _ => true,
        });
        has_text || candidate.fact.above_table || is_deeper
    };
    candidates.iter().enumerate().map(own).collect()
}

fn counted(candidates: &[Candidate<'_>], numbers: &[usize], below: &[bool]) -> BTreeMap<usize, Series> {
    let mut last: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, number) in numbers.iter().enumerate() {
        last.insert(*number, at);
    }
    let mut all: BTreeMap<usize, Series> = BTreeMap::new();
    for (at, ((candidate, number), is_followed)) in candidates.iter().zip(numbers).zip(below).enumerate() {
        let own = all.entry(*number).or_default();
        match candidate.form {
            Form::Short => own.short += 1,
            Form::Closed => own.closed += 1,
            Form::RunIn => own.run_in += 1,
            Form::Sentence => own.sentence += 1,
        }
        own.stated += usize::from(candidate.is_stated && candidate.form != Form::Sentence);
        own.closed_followed += usize::from(candidate.form == Form::Closed && *is_followed);
        let is_last = last.get(number) == Some(&at);
        if matches!(candidate.form, Form::Short | Form::Closed) && !is_last {
            own.open += 1;
            own.followed += usize::from(*is_followed);
        }
    }
    all
}
