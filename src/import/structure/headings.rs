//! Which paragraphs are headings, on which level, and where a heading ends whose text goes on in its line.
//!
//! Candidates are found one by one, judged in series (the members of one family of numbers below one heading), and then given levels by
//! the order in which families come below one another.

use super::facts::Facts;
use super::wording::{ends_sentence, is_caption};
use super::{Ground, NumberFamily, Role, Structure, remark};
use crate::bug::slice;
use crate::diagnostic::words::say;
use crate::import::document::Alignment;
use std::collections::BTreeMap;
use std::ops::Range;

/// A heading without number or look is no longer than this, in characters.
const SHORT: usize = 45;
/// A heading that text follows in its line is no longer than this.
const RUN_IN: usize = 40;
/// One that looks as the text does is no longer than this.
const UNMARKED: usize = 24;
/// One in a deep family, where nothing but words says that it is one.
const RUN_IN_DEEP: usize = 20;
/// Levels of headings in a plan: sections, then three.
const DEEPEST: u8 = 6;

/// What a numbered paragraph looks like by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Words alone in their line.
    Alone,
    /// A first sentence that may be a heading, and more.
    RunIn,
    /// One sentence, or one that is too long for a heading.
    Sentence,
}

/// A paragraph that may be a heading.
struct Candidate<'f> {
    fact: &'f Facts,
    key: Key,
    form: Form,
    /// Where its words stand in the text, and where what was run in begins.
    words: Range<usize>,
    run_in: Option<usize>,
    /// Whether the file or its look says that it is one.
    is_stated: bool,
    grounds: Vec<Ground>,
}

/// What headings of one level have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Family(NumberFamily),
    Outline(u8),
    Look(String),
}

/// Rules which paragraphs of the text are headings.
pub fn rule(facts: &[Facts], text: Range<usize>, structure: &mut Structure) {
    let own = facts.get(text).unwrap_or_default();
    let free: Vec<&Facts> = own.iter().filter(|fact| !structure.rulings.contains_key(&fact.id)).collect();
    let looks = looks(&free);
    let candidates: Vec<Candidate<'_>> = free.iter().filter_map(|fact| candidate(fact, &looks)).collect();
    let kept = judged(candidates, structure);
    let levels = levels(&kept);
    for (candidate, level) in kept.into_iter().zip(levels) {
        let Candidate { fact, words, run_in, grounds, .. } = candidate;
        let role = Role::Heading { level: level.min(DEEPEST), words, run_in, is_renumbered: false };
        structure.rulings.insert(fact.id, fact.ruling(role, grounds));
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

fn candidate<'f>(fact: &'f Facts, looks: &BTreeMap<String, usize>) -> Option<Candidate<'f>> {
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
    let make = |key, is_stated, grounds| Candidate {
        fact,
        key,
        form,
        words: whole.clone(),
        run_in,
        is_stated,
        grounds,
    };
    match (&fact.number, stated) {
        (Some(number), _) if can_head(number.family) => {
            let is_stated =
                stated.is_some() || fact.marked.is_some_and(|marked| marked >= end.min(fact.words.end));
            Some(make(Key::Family(number.family), is_stated, grounds))
        }
        (_, Some(level)) if words.chars().count() <= 100 && form != Form::Sentence => {
            Some(make(Key::Outline(level), true, grounds))
        }
        (None, None) if is_bare_heading(fact) => {
            let look = fact.look.clone().unwrap_or_default();
            let is_series = looks.get(&look).is_some_and(|count| *count > 1);
            is_series.then(|| make(Key::Look(look), true, grounds))
        }
        // 附件1 alone in its line begins an attachment.
        _ => None,
    }
}

/// Families whose members may be headings.
const fn can_head(family: NumberFamily) -> bool {
    !matches!(
        family,
        NumberFamily::HanIs | NumberFamily::Article | NumberFamily::Circled | NumberFamily::Letter
    )
}

/// What a paragraph looks like, where the words of its heading end, and where text begins that was run in.
fn form(fact: &Facts) -> (Form, usize, Option<usize>) {
    let Range { start, end } = fact.words;
    let words = fact.words();
    // What looks other than the text, up to a full stop, is the heading.
    let marked = fact.marked.filter(|marked| *marked < end && *marked > start);
    let by_look = marked.and_then(|marked| {
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
        (is_closed && is_short && !bare.is_empty()).then(|| (start + bare.len(), start + head.len() + stop))
    });
    if let Some((head, after)) = by_look {
        return split(fact, head, after);
    }
    if let Some((at, stop)) = words.char_indices().find(|(_, c)| matches!(c, '。' | '！' | '？')) {
        let after = start + at + stop.len_utf8();
        if slice(&fact.text, after..end).trim().is_empty() {
            // One sentence: a heading that was closed with a full stop, if it is short.
            let is_short = words.chars().count() <= 26 && !words.contains(['，', '；', ',']);
            return (if is_short && stop == '。' { Form::Alone } else { Form::Sentence }, start + at, None);
        }
        let head = slice(words, ..at);
        let count = head.chars().count();
        // What says that something is something is a sentence.
        let says = head.contains('是') || head.contains('为') && head.contains('的');
        if count <= UNMARKED
            && !says
            && !head.contains(['；', ';', '：', '“'])
            && head.matches(['，', ',']).count() <= 1
        {
            return split(fact, start + at, after);
        }
        return (Form::Sentence, end, None);
    }
    let is_alone = words.chars().count() <= SHORT && !ends_sentence(words)
        || fact.is_marked() && words.chars().count() <= 80;
    let closed = words.trim_end_matches(['：', ':']).len();
    (if is_alone { Form::Alone } else { Form::Sentence }, start + closed, None)
}

fn split(fact: &Facts, head: usize, after: usize) -> (Form, usize, Option<usize>) {
    let rest = slice(&fact.text, after..fact.words.end);
    let begin = after + (rest.len() - rest.trim_start().len());
    (Form::RunIn, head, Some(begin))
}

/// The candidates that are headings: each series is judged as a whole.
fn judged<'f>(candidates: Vec<Candidate<'f>>, structure: &mut Structure) -> Vec<Candidate<'f>> {
    let series = series(&candidates);
    let mut forms: BTreeMap<usize, [usize; 4]> = BTreeMap::new();
    for (candidate, series) in candidates.iter().zip(&series) {
        let count = forms.entry(*series).or_default();
        let [alone, run_in, sentence, stated] = count;
        match candidate.form {
            Form::Alone => *alone += 1,
            Form::RunIn => *run_in += 1,
            Form::Sentence => *sentence += 1,
        }
        *stated += usize::from(candidate.is_stated);
    }
    // What is a heading wherever it comes more than once is one where it comes alone.
    let mut usual: BTreeMap<&Key, usize> = BTreeMap::new();
    for (candidate, series) in candidates.iter().zip(&series) {
        let [alone, run_in, sentence, _] = forms.get(series).copied().unwrap_or_default();
        if alone > 1 && alone + run_in > sentence {
            *usual.entry(&candidate.key).or_default() += 1;
        }
    }
    let usual: Vec<Key> = usual.into_keys().cloned().collect();
    let mut kept = Vec::new();
    for (mut candidate, series) in candidates.into_iter().zip(series) {
        let [alone, run_in, sentence, stated] = forms.get(&series).copied().unwrap_or_default();
        let members = alone + run_in + sentence;
        let Key::Family(family) = candidate.key else {
            kept.push(candidate);
            continue;
        };
        let is_high = matches!(
            family,
            NumberFamily::Han | NumberFamily::Part | NumberFamily::Chapter | NumberFamily::Division
        );
        let is_usual = members == 1 && usual.contains(&candidate.key);
        let count = slice(&candidate.fact.text, candidate.words.clone()).chars().count();
        let is_heading = match candidate.form {
            Form::Alone => {
                candidate.is_stated || is_high || is_usual || members > 1 && alone + run_in >= sentence
            }
            Form::RunIn => {
                let reach =
                    if is_high || family == NumberFamily::HanInBrackets { RUN_IN } else { RUN_IN_DEEP };
                candidate.is_stated
                    || members > 1 && count <= reach && alone + run_in > sentence && stated == 0
            }
            Form::Sentence => {
                candidate.is_stated && count <= 80 && candidate.fact.is_marked() && alone + run_in > 0
            }
        };
        let doubtful = match candidate.form {
            Form::Alone => !is_heading || members == 1 && !candidate.is_stated && !is_high && !is_usual,
            Form::RunIn => false,
            Form::Sentence => is_heading,
        };
        if doubtful {
            let words = if is_heading {
                say!("taken for a heading; look whether it is one", "已作为标题，请核对是否标题")
            } else {
                say!(
                    "not taken for a heading, though it has a number and is short",
                    "有序号且较短，但未作为标题，请核对"
                )
            };
            structure.remarks.push(remark(candidate.fact.id, words));
        }
        if is_heading {
            candidate.grounds.push(Ground::Series { family, members });
            kept.push(candidate);
        }
    }
    kept
}

/// For each candidate the series that it belongs to: those of one family between two of a higher one.
fn series(candidates: &[Candidate<'_>]) -> Vec<usize> {
    let mut open: Vec<(Key, usize)> = Vec::new();
    let mut count = 0;
    candidates
        .iter()
        .map(|candidate| {
            if let Some(at) = open.iter().rposition(|(key, _)| *key == candidate.key) {
                open.truncate(at + 1);
            } else {
                if let Key::Family(family) = &candidate.key {
                    open.retain(
                        |(key, _)| !matches!(key, Key::Family(other) if rank(*other) > rank(*family)),
                    );
                }
                count += 1;
                open.push((candidate.key.clone(), count));
            }
            open.last().map_or(0, |(_, series)| *series)
        })
        .collect()
}

/// How deep a family usually stands.
const fn rank(family: NumberFamily) -> u8 {
    match family {
        NumberFamily::Part => 0,
        NumberFamily::Chapter => 1,
        NumberFamily::Division => 2,
        NumberFamily::Roman => 3,
        NumberFamily::Han => 4,
        NumberFamily::HanInBrackets => 5,
        NumberFamily::Digit => 6,
        NumberFamily::Decimal(depth) => 6 + depth,
        NumberFamily::DigitInBrackets => 20,
        NumberFamily::Letter => 21,
        NumberFamily::Circled | NumberFamily::Article | NumberFamily::HanIs => 22,
    }
}

/// The level of each heading, by the order in which families and stated levels come below one another.
fn levels(kept: &[Candidate<'_>]) -> Vec<u8> {
    struct Open {
        key: Key,
        stated: Option<u8>,
    }
    let mut open: Vec<Open> = Vec::new();
    kept.iter()
        .map(|candidate| {
            let fact = candidate.fact;
            let stated =
                fact.outline.map(|outline| outline.level).or(fact.style.as_ref().map(|(level, _)| *level));
            let same = open.iter().rposition(|other| other.key == candidate.key);
            // One without number stands beside what the file puts on its level.
            let beside = stated
                .and_then(|level| open.iter().position(|other| other.stated.is_some_and(|own| own >= level)));
            let at = match (&candidate.key, same, beside) {
                (Key::Outline(_), _, Some(at)) => Some(at),
                (_, Some(at), _) => Some(at),
                (Key::Family(family), None, _) => open
                    .iter()
                    .position(|other| matches!(&other.key, Key::Family(own) if rank(*own) > rank(*family))),
                // A look is a level of its own below what is open; above it where it came first.
                (_, None, at) => at,
            };
            if let Some(at) = at {
                open.truncate(at);
            }
            open.push(Open { key: candidate.key.clone(), stated });
            u8::try_from(open.len()).unwrap_or(u8::MAX)
        })
        .collect()
}
