//! Links, bound figures and pictures whose brackets are full-width, apart, exchanged or missing.

use super::address::{Address, Kind, Trouble};
use super::view::View;
use super::{Slips, ends_clause, is_blank, is_wide_mark};
use crate::diagnostic::{Finding, MarkFault, MarkSlip};
use crate::markdown::body::NamedFile;
use crate::markdown::clean::is_left_out;
use crate::markdown::passage::Passage;
use crate::model::quantity::prose::mentions_with;
use std::ops::Range;

/// Brackets further apart than so many characters are not taken for a pair.
const REACH: usize = 300;
/// So many characters before a bracket may be its words, where their own bracket is missing.
const WORDS: usize = 30;

/// What was typed for a link.
struct Typed {
    /// All of it.
    range: Range<usize>,
    words: Range<usize>,
    address: Address,
    /// Whether all four brackets are those of Chinese text, `【】（）`: then it may be text.
    is_text_like: bool,
    /// What else is amiss than full-width marks and the address.
    fault: Option<MarkFault>,
}

pub(super) fn scan(view: &mut View<'_>, slips: &mut Slips) {
    for index in 0..view.len() {
        if closes_square(view.at(index))
            && let Some(typed) = behind_words(view, index).or_else(|| exchanged(view, index))
        {
            tell(view, slips, typed);
        }
    }
    for index in 0..view.len() {
        if view.at(index) == 'i'
            && let Some(typed) = bare_figure(view, index)
        {
            tell(view, slips, typed);
        }
    }
}

const fn closes_square(c: char) -> bool {
    matches!(c, ']' | '］' | '】')
}

const fn opens_square(c: char) -> bool {
    matches!(c, '[' | '［' | '【')
}

const fn opens_round(c: char) -> bool {
    matches!(c, '(' | '（')
}

const fn closes_round(c: char) -> bool {
    matches!(c, ')' | '）')
}

/// `[words] (address)`: reads from the bracket that ends the words.
fn behind_words(view: &View<'_>, close: usize) -> Option<Typed> {
    let open = view.after_blanks(close + 1);
    let (address, end, fault) = address_from(view, open)?;
    let gap = (open > close + 1).then_some(MarkFault::Gap);
    let is_image = |start: usize| matches!(view.before(start), '!' | '！') && address.is_picture();
    let Some(start) = opening(view, close, opens_square, closes_square) else {
        let is_loose = matches!(address.kind, Kind::File | Kind::Heading) && view.at(close) != ']';
        if is_loose || address.kind == Kind::Unknown {
            return None;
        }
        let words = words_before(view, close)?;
        let range = words.start..end;
        return Some(Typed { range, words, address, is_text_like: false, fault: Some(MarkFault::Unpaired) });
    };
    let words = start + 1..close;
    let is_text_like = (view.at(start), view.at(close)) == ('【', '】') && view.at(open) == '（';
    let start = if is_image(start) { start - 1 } else { start };
    let is_right = |c: char| !is_wide_mark(c);
    let fault = fault.or(gap).or_else(|| {
        // Nothing is amiss but that the words hold a link of their own.
        let marks = [start, words.start - 1, close, open, end - 1];
        let all_right = marks.iter().all(|at| is_right(view.at(*at)));
        (all_right && !address.is_wide && address.trouble.is_none()).then_some(MarkFault::Nested)
    });
    Some(Typed { range: start..end, words, address, is_text_like, fault })
}

/// The address in the brackets that open at an index, with the index after them.
fn address_from(view: &View<'_>, open: usize) -> Option<(Address, usize, Option<MarkFault>)> {
    let is_round = opens_round(view.at(open));
    if !is_round && !matches!(view.at(open), '[' | '［' | '【' | '〔' | '｛' | '{' | '<' | '＜' | '《')
    {
        return None;
    }
    let closed = if is_round { closing(view, open) } else { other_closing(view, open) };
    if let Some(close) = closed
        && let Some(address) = Address::read(view.between(open, close))
    {
        let is_meant = is_round || address.kind == Kind::Figure;
        let fault = (!is_round).then_some(MarkFault::OtherBracket);
        return is_meant.then_some((address, close + 1, fault));
    }
    // No bracket ends it: what it holds ends with the characters of an address.
    let is_part = |c: char| (c.is_ascii_graphic() && !matches!(c, '(' | ')' | '[' | ']')) || c == '：';
    let end = (open + 1..open + REACH).find(|at| !is_part(view.at(*at)))?;
    let address = Address::read(view.typed(&(open + 1..end)))?;
    let is_open =
        is_round && closed.is_none() && matches!(address.kind, Kind::Figure | Kind::Web | Kind::Page);
    is_open.then_some((address, end, Some(MarkFault::Unpaired)))
}

/// Where the round bracket that opens at an index is closed.
fn closing(view: &View<'_>, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    (open..open + REACH).take_while(|at| !matches!(view.at(*at), '\0' | '\n')).find(|at| {
        match view.at(*at) {
            c if opens_round(c) => depth += 1,
            c if closes_round(c) => depth -= 1,
            _ => {}
        }
        depth == 0
    })
}

fn other_closing(view: &View<'_>, open: usize) -> Option<usize> {
    let mut places = (open + 1..open + REACH).take_while(|at| !matches!(view.at(*at), '\0' | '\n'));
    places.find(|at| matches!(view.at(*at), ']' | '］' | '】' | '〕' | '｝' | '}' | '>' | '＞' | '》'))
}

/// Where the bracket that closes at an index is opened.
fn opening(
    view: &View<'_>,
    close: usize,
    opens: impl Fn(char) -> bool,
    closes: impl Fn(char) -> bool,
) -> Option<usize> {
    let mut depth = 0_usize;
    let places = (close.saturating_sub(REACH)..=close).rev();
    let mut places = places.take_while(|at| !matches!(view.at(*at), '\0' | '\n'));
    places.find(|at| {
        match view.at(*at) {
            c if closes(c) => depth += 1,
            c if opens(c) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })
}

/// `(words)[address]`: reads from the last bracket.
fn exchanged(view: &View<'_>, close: usize) -> Option<Typed> {
    let open = opening(view, close, opens_square, closes_square)?;
    let address = Address::read(view.between(open, close))?;
    let is_certain = address.kind == Kind::Figure
        || (view.at(open) == '[' && !matches!(address.kind, Kind::Heading | Kind::Unknown));
    let words_end = view.before_blanks(open).checked_sub(1).filter(|_| is_certain)?;
    if !closes_round(view.at(words_end)) {
        return None;
    }
    let start = opening(view, words_end, opens_round, closes_round)?;
    let words = start + 1..words_end;
    let is_image = address.is_picture() && matches!(view.before(start), '!' | '！');
    let range = if is_image { start - 1 } else { start }..close + 1;
    (!words.is_empty()).then_some(Typed {
        range,
        words,
        address,
        is_text_like: false,
        fault: Some(MarkFault::Exchanged),
    })
}

/// `12家以上（indicator:firms）`: an indicator's address that no square brackets stand before.
fn bare_figure(view: &View<'_>, start: usize) -> Option<Typed> {
    const SCHEME: &str = "indicator";
    if view.before(start).is_ascii_alphanumeric()
        || !SCHEME.chars().zip(start..).all(|(c, at)| view.at(at) == c)
    {
        return None;
    }
    let colon = view.after_blanks(start + SCHEME.len());
    if !matches!(view.at(colon), ':' | '：') {
        return None;
    }
    let before = view.before_blanks(start);
    let is_bracket = |c: char| {
        matches!(
            c,
            '(' | '（' | '[' | '［' | '【' | '<' | '＜' | '《' | '{' | '｛' | '〔' | ']' | '］' | '】'
        )
    };
    let open = before.checked_sub(1).filter(|at| is_bracket(view.at(*at)));
    // `an indicator: give it …` is English.
    let id = if open.is_some() { view.after_blanks(colon + 1) } else { colon + 1 };
    if open.is_none() && colon > start + SCHEME.len() {
        return None;
    }
    let is_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '#');
    let end = (id..id + REACH).find(|at| !is_id(view.at(*at)))?;
    let address = Address::read(&format!("indicator:{}", view.plain(&(id..end))))?;
    let close = view.after_blanks(end);
    let is_closed =
        matches!(view.at(close), ')' | '）' | ']' | '］' | '】' | '>' | '＞' | '》' | '}' | '｝' | '〕');
    let end = if open.is_some() && is_closed { close + 1 } else { end };
    if let Some(close) = open.filter(|at| closes_square(view.at(*at)))
        && let Some(start) = opening(view, close, opens_square, closes_square)
    {
        let (range, words) = (start..end, start + 1..close);
        let fault = Some(MarkFault::OtherBracket);
        return Some(Typed { range, words, address, is_text_like: false, fault });
    }
    let words = quantity_before(view, open.unwrap_or(start)).unwrap_or(start..start);
    let mut from = if words.is_empty() { open.unwrap_or(start) } else { words.start };
    if opens_square(view.before(from)) && !words.is_empty() {
        from -= 1;
    }
    Some(Typed { range: from..end, words, address, is_text_like: false, fault: Some(MarkFault::NoWords) })
}

/// The words that end before an index: a quantity, or what stands there since the last mark.
fn words_before(view: &View<'_>, end: usize) -> Option<Range<usize>> {
    quantity_before(view, end).or_else(|| {
        let is_end =
            |at: usize| ends_clause(view.before(at)) || matches!(view.before(at), ' ' | Passage::THING);
        let start = (end.saturating_sub(WORDS)..end).rev().find(|at| is_end(*at))?;
        Some(start..end)
    })
}

/// The quantity that ends before an index.
fn quantity_before(view: &View<'_>, end: usize) -> Option<Range<usize>> {
    let end = view.before_blanks(end);
    let first = end.saturating_sub(WORDS * 2);
    let text = view.plain(&(first..end));
    let last = mentions_with(text, &[]).pop().filter(|mention| mention.range.end == text.len())?;
    let before = text.get(..last.range.start)?.chars().count();
    Some(first + before..end)
}

fn tell(view: &mut View<'_>, slips: &mut Slips, typed: Typed) {
    let Typed { range, words, address, is_text_like, fault } = typed;
    if is_text_like && matches!(address.kind, Kind::Web | Kind::Heading) {
        return;
    }
    let is_image = matches!(view.at(range.start), '!' | '！');
    let is_enclosed = |c: char| opens_square(c) || opens_round(c);
    let has_brackets =
        !words.is_empty() && is_enclosed(view.before(words.start)) && view.at(words.end) != '\0';
    let typed_words =
        if has_brackets { view.between(words.start - 1, words.end) } else { view.typed(&words) };
    let shown = match typed_words.trim_matches(is_blank) {
        "" => "…",
        _ if fault == Some(MarkFault::Nested) => view.plain(&words),
        words => words,
    };
    let bang = if is_image { "!" } else { "" };
    let better = format!("{bang}[{shown}]{}", address.written());
    let found = view.typed(&range).to_owned();
    if fault == Some(MarkFault::Nested) && found.contains(is_left_out) {
        // What shows nothing parts the brackets: that has a finding of its own.
        return view.take(&range);
    }
    // Words may hold full-width marks; what stands around them may not.
    let outside = (range.start..words.start).chain(words.end..range.end);
    let address_marks = |c: char| is_wide_mark(c) && !address.target.contains(c);
    let is_wide = address.is_wide || outside.map(|at| view.at(at)).any(address_marks);
    let finding = match (fault, address.trouble) {
        (None | Some(MarkFault::Gap), _) if is_wide => Finding::Mark(MarkSlip::WideMark { found, better }),
        (Some(fault), _) => Finding::Mark(MarkSlip::BrokenMark { fault, found, better }),
        (None, Some(Trouble::Size)) => {
            Finding::Mark(MarkSlip::BrokenMark { fault: MarkFault::Size, found, better })
        }
        (None, _) => Finding::Mark(MarkSlip::BlankInAddress { found, better }),
    };
    let span = view.source(&range);
    if address.kind == Kind::Unknown {
        // Most likely a remark: nothing is said unless there is such a file or page.
        return slips.files.push(NamedFile { target: address.target, doubtful: Some(finding), span });
    }
    if matches!(address.kind, Kind::File | Kind::Page) {
        // Where it may be text, the finding waits until the file is known to be there.
        let doubtful = is_text_like && address.kind == Kind::File;
        let (doubtful, certain) = if doubtful { (Some(finding), None) } else { (None, Some(finding)) };
        slips.findings.extend(certain.map(|finding| (finding, span.clone())));
        slips.files.push(NamedFile { target: address.target, doubtful, span });
    } else {
        slips.findings.push((finding, span));
    }
    view.take(&range);
}
