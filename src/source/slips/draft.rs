//! A text that is being mended line by line, with the way back to the lines as they were typed.

use super::super::yaml::value::YamlError;
use super::line::{content, indent, key_at, opens_text};
use super::mends::{Mend, certain, possible};
use super::{Slip, changes_meaning, fault, read_mapping};
use crate::bug::slice;
use crate::diagnostic::{SlipKind, YamlFault};
use serde_yaml::Mapping;
use std::collections::BTreeMap;
use std::ops::Range;

/// So many lines above the place at which the reader stopped are looked at.
const LINES_ABOVE: usize = 30;

/// A text that is being mended.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The lines as they were typed, each with its first byte.
    typed: Vec<(usize, String)>,
    /// The lines as they are now.
    lines: Vec<String>,
    /// By line: what was amiss first, and where in the line.
    told: BTreeMap<usize, (SlipKind, Range<usize>)>,
}

impl Draft {
    pub fn new(yaml: &str) -> Self {
        let mut at = 0;
        let typed: Vec<(usize, String)> = yaml
            .split_inclusive('\n')
            .map(|line| {
                let start = at;
                at += line.len();
                (start, line.trim_end_matches(['\n', '\r']).to_owned())
            })
            .collect();
        let lines = typed.iter().map(|(_, line)| line.clone()).collect();
        Self { typed, lines, told: BTreeMap::new() }
    }

    /// The first byte of a line as it was typed.
    pub fn start(&self, line: usize) -> Option<usize> {
        self.typed.get(line).map(|(start, _)| *start)
    }

    /// The text as it is now.
    pub fn text(&self) -> String {
        let mut text = self.lines.join("\n");
        text.push('\n');
        text
    }

    /// What was amiss, with the lines as they should be.
    pub fn slips(&self) -> Vec<Slip> {
        let of = |(line, (kind, range)): (&usize, &(SlipKind, Range<usize>))| {
            let (start, typed) = self.typed.get(*line)?;
            // A key that is given twice is taken out.
            let now = self.lines.get(*line).filter(|now| !now.is_empty()).unwrap_or(typed);
            let range = start + range.start..start + range.end;
            Some(Slip { line: *line, range, fault: fault(kind.clone(), now) })
        };
        self.told.iter().filter_map(of).collect()
    }

    /// The line of a place in the text as it was typed.
    pub fn line(&self, old: &Range<usize>) -> usize {
        self.typed.partition_point(|(start, _)| *start <= old.start).saturating_sub(1)
    }

    /// Whether no mend was a guess.
    pub fn is_sure(&self) -> bool {
        let is_guess =
            |kind: &SlipKind| matches!(kind, SlipKind::Indent | SlipKind::NoDash | SlipKind::Doubled(_));
        !self.told.values().any(|(kind, _)| is_guess(kind))
    }

    /// Whether a key that is given twice was told, which is no guess.
    pub fn tells_doubled(&self) -> bool {
        self.told.values().any(|(kind, _)| matches!(kind, SlipKind::Doubled(_)))
    }

    /// Whether something of the line of a place is told already.
    pub fn is_told(&self, old: &Range<usize>) -> bool {
        self.told.contains_key(&self.line(old))
    }

    /// The line of a byte of the text as it is now, and the byte in that line.
    fn position(&self, at: usize) -> (usize, usize) {
        let mut rest = at;
        for (index, line) in self.lines.iter().enumerate() {
            if rest <= line.len() {
                return (index, rest);
            }
            rest -= line.len() + 1;
        }
        (self.lines.len().saturating_sub(1), 0)
    }

    /// A place of the text as it is now in the text as it was typed.
    pub fn old_range(&self, range: &Range<usize>) -> Range<usize> {
        let old = |at: usize| {
            let (index, column) = self.position(at);
            let Some(((start, typed), now)) = self.typed.get(index).zip(self.lines.get(index)) else {
                return 0;
            };
            let same = typed.bytes().zip(now.bytes()).take_while(|(a, b)| a == b).count();
            let column = if column <= same {
                column
            } else {
                typed.len().saturating_sub(now.len().saturating_sub(column)).max(same.min(typed.len()))
            };
            let column = (0..=column.min(typed.len())).rev().find(|at| typed.is_char_boundary(*at));
            start + column.unwrap_or(0)
        };
        let start = old(range.start);
        start..old(range.end).max(start)
    }

    /// Mends all lines whose keys leave no doubt; whether there are any.
    pub fn mend_certain(&mut self) -> bool {
        let mut text_above: Option<usize> = None;
        let mut is_other = false;
        for index in 0..self.lines.len() {
            let Some(line) = self.lines.get(index) else { break };
            let own = indent(line);
            if line.trim().is_empty() || text_above.is_some_and(|above| own > above) {
                continue;
            }
            let may_be_chinese = self.may_begin_key(index);
            // So many slips one line may have.
            for _ in 0..4 {
                let Some(mend) = self.lines.get(index).and_then(|line| certain(line, may_be_chinese)) else {
                    break;
                };
                self.apply(index, mend);
                is_other = true;
            }
            text_above = self.lines.get(index).is_some_and(|line| opens_text(line)).then_some(own);
        }
        is_other
    }

    /// Whether a line stands where a key of the document, or of the entry above, does: it does not go on with a text.
    fn may_begin_key(&self, index: usize) -> bool {
        let Some(line) = self.lines.get(index) else { return false };
        let (own, at) = (indent(line), content(line));
        let above = self.lines.iter().take(index).rev().find(|line| is_text(line));
        own == 0 || at > own || above.is_some_and(|line| content(line) == own && key_at(line, own).is_some())
    }

    fn apply(&mut self, index: usize, mend: Mend) {
        let Some(line) = self.lines.get_mut(index) else { return };
        let (old, new) = (indent(line), indent(&mend.line));
        // What is amiss is told at its place in the line as it was typed.
        let range = match self.typed.get(index) {
            Some((_, typed)) if typed == line => mend.range,
            _ => 0..0,
        };
        *line = mend.line;
        let goes_with = match &mend.kind {
            // The keys of the entry stood under that behind the dash.
            SlipKind::DashNoBlank => Some((old + 1, old + 2)),
            SlipKind::NoDash if new == old => Some((old, old + 2)),
            _ => None,
        };
        self.told.entry(index).or_insert((mend.kind, range));
        if let Some((from, to)) = goes_with {
            for below in self.lines.iter_mut().skip(index + 1) {
                let own = indent(below);
                if own != from || below.trim().is_empty() || slice(below, own..).starts_with("- ") {
                    break;
                }
                *below = format!("{}{}", " ".repeat(to), slice(below, own..));
            }
        }
        if mend.moves {
            for below in self.lines.iter_mut().skip(index + 1) {
                if !below.trim().is_empty() && indent(below) <= old {
                    break;
                }
                let own = indent(below);
                if !below.trim().is_empty() {
                    *below =
                        format!("{}{}", " ".repeat((own + new).saturating_sub(old)), slice(below, own..));
                }
            }
        }
    }

    /// The indents of the lines around one, nearest first, and the keys that entries above begin with.
    fn around(&self, index: usize) -> (Vec<usize>, Vec<String>) {
        let (mut indents, mut keys) = (Vec::new(), Vec::new());
        let mut take = |width: usize| {
            if !indents.contains(&width) {
                indents.push(width);
            }
        };
        let above = self.lines.iter().take(index).rev().filter(|line| !line.trim().is_empty());
        for line in above.take(LINES_ABOVE) {
            let (own, at) = (indent(line), content(line));
            take(at);
            take(own);
            if at > own {
                keys.extend(key_at(line, at).map(|key| key.name.to_owned()));
            }
        }
        if let Some(line) = self.lines.iter().skip(index + 1).find(|line| !line.trim().is_empty()) {
            take(indent(line));
        }
        indents.truncate(8);
        (indents, keys)
    }

    /// Tries the lines near the place of an error; what is read with the first mend that helps.
    pub fn try_at(&mut self, error: &YamlError, tries: &mut usize) -> Option<Result<Mapping, YamlError>> {
        let (shown, stopped) = (self.position(error.at).0, self.position(error.stopped).0);
        if is_doubled(error) {
            return self.take_out(shown, tries);
        }
        if let Some(map) = self.with_blanks(tries, &|_| true) {
            return Some(Ok(map));
        }
        let last = shown.max(stopped);
        let above = (last.saturating_sub(LINES_ABOVE)..=last).rev();
        let order = [shown].into_iter().chain(above.filter(|line| *line != shown));
        let is_text = |index: &usize| self.lines.get(*index).is_some_and(|line| is_text(line));
        let lines: Vec<usize> = order.filter(is_text).take(12).collect();
        let mut all: Vec<(usize, usize, Mend)> = Vec::new();
        for (nearness, index) in lines.into_iter().enumerate() {
            let Some(line) = self.lines.get(index) else { continue };
            let (indents, keys) = self.around(index);
            for mend in possible(line, &indents, &keys) {
                all.push((rank(&mend.kind) * 100 + nearness, index, mend));
            }
        }
        all.sort_by_key(|(rank, ..)| *rank);
        for (_, index, mend) in all {
            *tries = tries.checked_sub(1)?;
            let mut next = self.clone();
            next.apply(index, mend);
            let read = read_mapping(&next.text());
            let goes_on = match &read {
                Ok(_) => true,
                // A key given twice is found when all can be read.
                Err(now) if is_doubled(now) => true,
                Err(now) => next.position(now.stopped).0 > last.max(index),
            };
            if goes_on {
                *self = next;
                return Some(read);
            }
        }
        None
    }

    /// Tries tabs and wide blanks as so many blanks each, wherever lines begin with them; each run of such lines is one
    /// slip. What is read where `is_better` says so.
    pub fn with_blanks(
        &mut self,
        tries: &mut usize,
        is_better: &dyn Fn(&Mapping) -> bool,
    ) -> Option<Mapping> {
        let is_other =
            |line: &String| line.get(..indent(line)).is_some_and(|blanks| blanks.chars().any(|c| c != ' '));
        if !self.lines.iter().any(|line| is_text(line) && is_other(line)) {
            return None;
        }
        for (tab, wide) in [(2, 2), (4, 1), (8, 2), (2, 1), (4, 2)] {
            *tries = tries.checked_sub(1)?;
            let mut next = self.clone();
            let mut is_told = false;
            for index in 0..next.lines.len() {
                let Some(line) = next.lines.get_mut(index).filter(|line| is_text(line) && is_other(line))
                else {
                    is_told = false;
                    continue;
                };
                let own = indent(line);
                let blanks = slice(line, ..own);
                let width = |c: char| match c {
                    '\t' => tab,
                    '\u{3000}' => wide,
                    c => usize::from(c.is_whitespace()),
                };
                let is_tab = blanks.contains('\t');
                let width: usize = blanks.chars().map(width).sum();
                *line = format!("{}{}", " ".repeat(width), slice(line, own..));
                if !is_told {
                    next.told.entry(index).or_insert((SlipKind::OtherBlank(is_tab), 0..own));
                    is_told = true;
                }
            }
            if let Ok(map) = read_mapping(&next.text())
                && is_better(&map)
            {
                *self = next;
                return Some(map);
            }
        }
        None
    }

    /// Takes a key out that is given twice, unless it begins an entry whose dash is missing.
    fn take_out(&mut self, index: usize, tries: &mut usize) -> Option<Result<Mapping, YamlError>> {
        *tries = tries.checked_sub(1)?;
        let line = self.lines.get(index)?.clone();
        let (indents, keys) = self.around(index);
        let dashes =
            possible(&line, &indents, &keys).into_iter().filter(|mend| mend.kind == SlipKind::NoDash);
        for mend in dashes {
            let mut next = self.clone();
            next.apply(index, mend);
            if let Ok(map) = read_mapping(&next.text()) {
                *self = next;
                return Some(Ok(map));
            }
        }
        let at = content(&line);
        let key = key_at(&line, at)?;
        let range = key.start..key.start + key.name.len();
        let kind = SlipKind::Doubled(key.name.to_owned());
        let mut next = self.clone();
        // Its lines go with it.
        let own = indent(&line);
        for (below, line) in next.lines.iter_mut().enumerate().skip(index) {
            if below > index && (line.trim().is_empty() || indent(line) <= own) {
                break;
            }
            if at == own {
                line.clear();
            }
        }
        next.told.entry(index).or_insert((kind, range));
        let read = read_mapping(&next.text());
        let is_same = read.as_ref().is_err_and(|error| next.position(error.at).0 == index);
        let read = if is_same { return self.only_tell(next) } else { read };
        *self = next;
        Some(read)
    }

    /// Keeps what is told, where nothing more can be read.
    fn only_tell(&mut self, next: Self) -> Option<Result<Mapping, YamlError>> {
        self.told = next.told;
        None
    }

    /// Tries a line of a text that can be read; what is read with the mend that leaves the fewest faults.
    pub fn try_meaning(
        &mut self,
        index: usize,
        least: usize,
        count: &dyn Fn(&Mapping) -> usize,
        tries: &mut usize,
    ) -> Option<(Mapping, usize)> {
        let line = self.lines.get(index)?;
        let (indents, keys) = self.around(index);
        let mut mends = possible(line, &indents, &keys);
        mends.retain(|mend| changes_meaning(&mend.kind));
        mends.sort_by_key(|mend| rank(&mend.kind));
        for mend in mends {
            *tries = tries.checked_sub(1)?;
            let mut next = self.clone();
            next.apply(index, mend);
            if let Ok(map) = read_mapping(&next.text())
                && count(&map) < least
            {
                let fewer = count(&map);
                *self = next;
                return Some((map, fewer));
            }
        }
        None
    }
}

/// Whether a key was found twice.
pub fn is_doubled(error: &YamlError) -> bool {
    matches!(&error.fault, YamlFault::Parser(message) if message.contains("duplicate entry"))
}

/// Whether a line is one of YAML that may be amiss: no comment, and not empty.
fn is_text(line: &str) -> bool {
    let text = line.trim();
    !text.is_empty() && !text.starts_with('#')
}

/// The likeliest are tried first.
const fn rank(kind: &SlipKind) -> usize {
    match kind {
        SlipKind::OtherBlank(_) => 0,
        SlipKind::WideColon(_)
        | SlipKind::NoBlank
        | SlipKind::WideMarks(_)
        | SlipKind::CommaInNumber
        | SlipKind::DashNoBlank
        | SlipKind::OtherDash(_) => 1,
        SlipKind::WideQuote | SlipKind::OpenQuote | SlipKind::AfterQuote | SlipKind::Backslash => 2,
        SlipKind::WideBracket(_) | SlipKind::OneBracket(_) | SlipKind::NoColon | SlipKind::NoComma => 3,
        SlipKind::ColonInText => 4,
        SlipKind::NoDash => 5,
        SlipKind::Indent => 6,
        SlipKind::Beginning(_) => 7,
        SlipKind::Doubled(_) | SlipKind::CutOff => 8,
    }
}
