//! What may be done to a line: the mends that are beyond doubt, and those that have to be tried.

use super::super::key_names::{is_chinese_key, is_key};
use super::flow;
use super::line::{WIDE_COLONS, WIDE_DASHES, content, indent, is_blank, key_at, value};
use crate::bug::slice;
use crate::diagnostic::SlipKind;
use std::ops::Range;

/// A line as it might have been meant.
#[derive(Debug, Clone)]
pub struct Mend {
    pub line: String,
    pub kind: SlipKind,
    /// What is amiss, in bytes of the line.
    pub range: Range<usize>,
    /// Whether the lines below that stand further in move with it.
    pub moves: bool,
}

impl Mend {
    fn new(line: String, kind: SlipKind, range: Range<usize>) -> Self {
        Self { line, kind, range, moves: false }
    }
}

/// The mend of a line that can be meant in one way only: the key is one that exists, or a Chinese word for one, where
/// such a word is no part of a text.
pub fn certain(line: &str, may_be_chinese: bool) -> Option<Mend> {
    let is_key = |name: &str| is_key(name) || (may_be_chinese && is_chinese_key(name));
    let start = indent(line);
    if let Some(mend) = dash(line, start) {
        let at = content(&mend.line);
        let is_entry = slice(&mend.line, at..).starts_with(['{', '｛'])
            || key_at(&mend.line, at).is_some_and(|key| key.mark.is_some() && is_key(key.name));
        return is_entry.then_some(mend);
    }
    let at = content(line);
    if slice(line, at..).starts_with(['{', '｛']) {
        return flow::mended(line, at).map(|(line, kind, range)| Mend::new(line, kind, range));
    }
    let key = key_at(line, at).filter(|key| is_key(key.name))?;
    if key.mark.is_some_and(|mark| mark == ':' || WIDE_COLONS.contains(&mark))
        && let Some(mend) = colon(line, &key)
    {
        return Some(mend);
    }
    let range = value(line)?;
    let is_flow = slice(line, range.clone()).starts_with(['{', '｛']);
    let (line, kind, range) = flow::mended(line, range.start).filter(|_| is_flow)?;
    Some(Mend::new(line, kind, range))
}

/// The mends that are tried, the likeliest first; `indents` are those of the lines around, `first_keys` the keys that
/// entries above begin with.
pub fn possible(line: &str, indents: &[usize], first_keys: &[String]) -> Vec<Mend> {
    let (start, at) = (indent(line), content(line));
    let mut mends = Vec::new();
    let blanks = slice(line, ..start);
    if blanks.chars().any(|c| c != ' ') {
        let rest = slice(line, start..);
        let width: usize = blanks.chars().map(|c| if c == ' ' { 1 } else { 2 }).sum();
        for width in indents.iter().copied().chain([width, 0]) {
            let line = format!("{}{rest}", " ".repeat(width));
            mends.push(Mend::new(line, SlipKind::OtherBlank(blanks.contains('\t')), 0..start));
        }
    }
    mends.extend(dash(line, start));
    let key = key_at(line, at);
    if let Some(key) = &key {
        mends.extend(colon(line, key));
        if key.mark.is_none() && is_key(key.name) && key.rest(line).chars().next().is_none_or(is_blank) {
            let rest = key.rest(line).trim_start_matches(is_blank);
            let mended = format!("{}{}: {rest}", slice(line, ..key.start), key.name).trim_end().to_owned();
            mends.push(Mend::new(mended, SlipKind::NoColon, key.range()));
        }
    }
    if let Some(range) = value(line) {
        values(line, &range, &mut mends);
    }
    mends.extend(lists(line));
    in_brackets(line, at, &mut mends);
    if at == start && slice(line, at..).starts_with('{') {
        let mended = format!("{}- {}", " ".repeat(start), slice(line, start..));
        mends.push(Mend::new(mended, SlipKind::NoDash, start..start + 1));
    }
    if let Some(key) = key.filter(|key| key.mark == Some(':') && at == start) {
        let is_first = key.name == "id" || first_keys.iter().any(|own| own == key.name);
        if is_first {
            for width in [Some(start), start.checked_sub(2)].into_iter().flatten() {
                let mended = format!("{}- {}", " ".repeat(width), slice(line, start..));
                mends.push(Mend::new(mended, SlipKind::NoDash, key.start..key.start + key.name.len()));
            }
        }
    }
    let rest = slice(line, start..);
    let first = start..start + rest.chars().next().map_or(0, char::len_utf8);
    for width in indents.iter().copied().filter(|width| *width != start) {
        let line = format!("{}{rest}", " ".repeat(width));
        let mend = Mend::new(line, SlipKind::Indent, first.clone());
        mends.push(Mend { moves: true, ..mend.clone() });
        mends.push(mend);
    }
    mends
}

/// A dash without its blank, or another mark for it.
fn dash(line: &str, start: usize) -> Option<Mend> {
    let rest = slice(line, start..);
    let mark = rest.chars().next()?;
    let behind = slice(rest, mark.len_utf8()..);
    let is_wide = WIDE_DASHES.contains(&mark);
    let is_close =
        mark == '-' && behind.chars().next().is_some_and(|c| c != '-' && c != ' ' && !c.is_ascii_digit());
    if !is_wide && !is_close || behind.is_empty() {
        return None;
    }
    let mended = format!("{}- {}", slice(line, ..start), behind.trim_start_matches(is_blank));
    let kind = if is_wide { SlipKind::OtherDash(mark) } else { SlipKind::DashNoBlank };
    Some(Mend::new(mended, kind, start..start + mark.len_utf8()))
}

/// Another mark for the colon behind a key, or a colon without its blank.
fn colon(line: &str, key: &super::line::WrittenKey<'_>) -> Option<Mend> {
    let mark = key.mark?;
    let rest = key.rest(line);
    let is_close = rest.chars().next().is_some_and(|c| !matches!(c, ' ' | '\t'));
    if mark == ':' && (!is_close || rest.starts_with("//")) {
        return None;
    }
    let is_han = !key.name.starts_with(|c: char| c.is_ascii());
    if is_han && !is_chinese_key(key.name) {
        return None;
    }
    let kind = if mark == ':' { SlipKind::NoBlank } else { SlipKind::WideColon(mark) };
    let mended = format!("{}{}: {}", slice(line, ..key.start), key.name, rest.trim_start_matches(is_blank));
    Some(Mend::new(mended.trim_end().to_owned(), kind, key.range()))
}

/// What may be amiss between the brackets of a line: a comma left out, a bracket or a quotation mark without the one that
/// goes with it, the quotation marks of prose.
fn in_brackets(line: &str, at: usize, mends: &mut Vec<Mend>) {
    let body = slice(line, at..);
    let bare = body.trim_end();
    if bare.ends_with('}') && !bare.contains('{') && key_at(line, at).is_some() {
        let mended = format!("{}{{{bare}", slice(line, ..at));
        let last = at + bare.len() - 1;
        mends.push(Mend::new(mended, SlipKind::OneBracket('}'), last..last + 1));
    }
    let Some(open) = line.find('{') else { return };
    let inner = slice(line, open..);
    if let Some(quote) = inner.find('“') {
        let mended = format!("{}{}", slice(line, ..open), inner.replace(['“', '”'], "\""));
        let quote = open + quote;
        mends.push(Mend::new(mended, SlipKind::WideQuote, quote..quote + '“'.len_utf8()));
    }
    if let Some(number) = grouped(inner) {
        let digits: String = slice(inner, number.clone()).chars().filter(|c| *c != ',').collect();
        let range = open + number.start..open + number.end;
        let mended = format!("{}{digits}{}", slice(line, ..range.start), slice(line, range.end..));
        mends.push(Mend::new(mended, SlipKind::CommaInNumber, range));
    }
    // A key behind a value and a blank.
    for (blank, _) in inner.match_indices(' ') {
        let behind = open + blank + 1;
        let before = slice(line, ..open + blank).trim_end();
        let is_key = key_at(line, behind).is_some_and(|key| key.mark == Some(':') && is_key(key.name));
        if is_key && !before.ends_with([',', '{', ':']) {
            let mended = format!("{before}, {}", slice(line, behind..));
            let last = before.char_indices().next_back().map_or(0, |(at, _)| at);
            mends.push(Mend::new(mended, SlipKind::NoComma, last..before.len()));
        }
    }
    if !inner.matches('"').count().is_multiple_of(2) {
        let last = open + inner.rfind('"').unwrap_or(0);
        let behind = slice(line, last + 1..);
        let end = behind.find([',', '}']).unwrap_or(behind.len());
        let (text, rest) = behind.split_at_checked(end).unwrap_or((behind, ""));
        let mended = format!("{}{}\"{rest}", slice(line, ..=last), text.trim_end_matches(['”', ' ']));
        mends.push(Mend::new(mended, SlipKind::OpenQuote, last..last + 1));
    }
}

/// The first number that is written with commas between its thousands: `1,200`.
fn grouped(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    text.match_indices(',').find_map(|(comma, _)| {
        let before = bytes.get(..comma)?.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let start = comma - before;
        let mut end = comma;
        while bytes.get(end) == Some(&b',')
            && (1..=3).all(|ahead| is_digit(end + ahead))
            && !is_digit(end + 4)
        {
            end += 4;
        }
        let is_value = slice(text, ..start).trim_end().ends_with(':');
        ((1..=3).contains(&before) && end > comma && is_value).then_some(start..end)
    })
}

/// The lists of a line whose entries are set off by wide commas: `[a，b]`.
fn lists(line: &str) -> Option<Mend> {
    let start = line.find('[')?;
    let end = start + slice(line, start..).find(']')?;
    let inner = slice(line, start..end);
    let wide = ['，', '、', '；'];
    let at = start + inner.find(wide)?;
    let mark = slice(line, at..).chars().next()?;
    let mended = inner.split(wide).map(str::trim).collect::<Vec<_>>().join(", ");
    let mended = format!("{}{mended}{}", slice(line, ..start), slice(line, end..));
    Some(Mend::new(mended, SlipKind::WideMarks(mark.to_string()), at..at + mark.len_utf8()))
}

/// Marks that are typed for quotation marks, and those themselves.
const QUOTES: [char; 9] = ['"', '\'', '“', '”', '‘', '’', '＂', '「', '」'];

/// What may be amiss with a value.
fn values(line: &str, range: &Range<usize>, mends: &mut Vec<Mend>) {
    let (before, text) = (slice(line, ..range.start), slice(line, range.clone()));
    let Some(first) = text.chars().next() else { return };
    let at_first = range.start..range.start + first.len_utf8();
    let with = |text: &str| format!("{before}{text}");
    if QUOTES.contains(&first) {
        let bare = text.trim_matches(|c| QUOTES.contains(&c));
        let has_wide = first != '"' && first != '\'' || text.ends_with(|c| QUOTES.contains(&c) && c != first);
        let body = slice(text, first.len_utf8()..);
        let is_open = !body.contains(first);
        if has_wide {
            if !text.ends_with(|c| QUOTES.contains(&c)) {
                return;
            }
            mends.push(Mend::new(with(&quoted(bare)), SlipKind::WideQuote, at_first));
        } else if is_open {
            mends.push(Mend::new(with(&format!("{text}{first}")), SlipKind::OpenQuote, at_first));
        } else if first == '"' && text.contains('\\') && !text.contains('\'') {
            mends.push(Mend::new(with(&format!("'{bare}'")), SlipKind::Backslash, at_first));
        } else if !body.ends_with(first) || body.matches(first).count() > 1 {
            mends.push(Mend::new(with(&in_prose(text)), SlipKind::AfterQuote, at_first));
        }
        return;
    }
    if matches!(first, '[' | '{') || flow::narrow(first).is_some() {
        let opening = flow::narrow(first).unwrap_or(first);
        let closing = if opening == '[' { ']' } else { '}' };
        let inner = slice(text, first.len_utf8()..).trim_end_matches(['】', '］', '｝', ']', '}']);
        let entries =
            if opening == '[' { inner.replace(['，', '、', '；'], ", ") } else { inner.to_owned() };
        let entries = entries.replace(",  ", ", ");
        let kind = match flow::narrow(first) {
            Some(_) => SlipKind::WideBracket(first),
            None => match text.chars().next_back() {
                Some(last) if flow::narrow(last) == Some(closing) => SlipKind::WideBracket(last),
                Some(last) if last == closing => SlipKind::OneBracket(last),
                _ => SlipKind::OneBracket(first),
            },
        };
        let mended = with(&format!("{opening}{}{closing}", entries.trim_end()));
        let mended = flow::mended(&mended, range.start).map_or(mended, |(line, ..)| line);
        let last = range.end - text.chars().next_back().map_or(0, char::len_utf8);
        let is_last =
            matches!(kind, SlipKind::OneBracket(mark) | SlipKind::WideBracket(mark) if mark != first);
        let shown = if is_last { last..range.end } else { at_first.clone() };
        mends.push(Mend::new(mended, kind, shown));
        if text.ends_with(closing) {
            return;
        }
    }
    // What has keys is no text.
    let rest = text.trim_start_matches(['{', '[', '-', ' ']);
    if rest.len() < text.len() && key_at(rest, 0).is_some_and(|key| key.mark.is_some() && is_key(key.name)) {
        return;
    }
    let inner = text.find(": ").or_else(|| text.ends_with(':').then(|| text.len() - 1));
    if let Some(inner) = inner {
        let at = range.start + inner;
        let is_before_han = slice(text, ..inner).ends_with(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        // Chinese prose has a colon of its own, which is none to YAML.
        let mended = if is_before_han { text.replace(": ", "：").replace(':', "：") } else { quoted(text) };
        mends.push(Mend::new(with(&mended), SlipKind::ColonInText, at..at + 1));
    } else if "[]{}*&!|>%@`#?-,".contains(first) {
        mends.push(Mend::new(with(&quoted(text)), SlipKind::Beginning(first), at_first));
    }
}

/// A text that holds quotation marks of its own: those of Chinese prose, where it is that.
fn in_prose(text: &str) -> String {
    let is_han = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if !is_han || text.contains('\'') || !text.matches('"').count().is_multiple_of(2) {
        return quoted(text);
    }
    let mut is_open = false;
    let mark = |c: char| match c {
        '"' => {
            is_open = !is_open;
            if is_open { '“' } else { '”' }
        }
        c => c,
    };
    text.chars().map(mark).collect()
}

/// A text in quotation marks that hold it.
fn quoted(text: &str) -> String {
    if !text.contains(['"', '\\']) {
        format!("\"{text}\"")
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}
