//! What was meant as a mark of Markdown and is none: marks typed with a Chinese keyboard, a blank too many, a bracket
//! too few. The parser takes it for text, so that it would stand on the page as it is typed.
//!
//! Takes the passages of a body and the source; gives findings, each with the text as it should be, and says in each
//! passage which stretches they claim, so that no other check reads what is to be changed anyhow. Correct Chinese text
//! has full-width brackets, asterisks and numbers too: what a bracket holds must look like an address, what stands
//! between two marks like words. Code, comments, escaped characters and what is written as an entity are never slips.
//!
//! One file for each kind: [`links`] with [`address`], [`footnotes`], [`spans`] (bold, code, strikethrough), [`lines`]
//! (what must begin a line) with [`tables`], [`signs`] (the rest). [`View`] is what they read.

mod address;
mod footnotes;
mod lines;
mod links;
mod signs;
mod spans;
mod tables;
#[cfg(test)]
mod tests;
mod view;

pub(super) use address::{is_picture_name, misspelt};

use super::body::{Body, NamedFile};
use super::passage::PassageKind;
use crate::diagnostic::{Finding, MarkFault, MarkSlip, ReferenceFault};
use std::collections::BTreeSet;
use std::ops::Range;
use view::View;

/// What was found in a body.
#[derive(Default)]
struct Slips {
    findings: Vec<(Finding, Range<usize>)>,
    files: Vec<NamedFile>,
    /// The labels of footnotes that are defined amiss, in small letters.
    defined: BTreeSet<String>,
    /// The same of those that are referred to amiss.
    referred: BTreeSet<String>,
}

impl Slips {
    /// Reports full-width marks.
    fn wide(&mut self, span: Range<usize>, found: String, better: String) {
        self.findings.push((Finding::Mark(MarkSlip::WideMark { found, better }), span));
    }

    /// Reports marks that are half-width and yet not read.
    fn broken(&mut self, span: Range<usize>, fault: MarkFault, found: String, better: String) {
        self.findings.push((Finding::Mark(MarkSlip::BrokenMark { fault, found, better }), span));
    }
}

/// Looks for slips in a body that was parsed from `source`, and adds what it finds to the body.
pub(super) fn note(source: &str, body: &mut Body) {
    let mut slips = Slips::default();
    for passage in body.passages.iter_mut().filter(|passage| is_suspect(&passage.text)) {
        let mut view = View::new(source, passage);
        lines::scan(&mut view, &mut slips);
        footnotes::scan(&mut view, &mut slips);
        links::scan(&mut view, &mut slips);
        signs::scan(&mut view, &mut slips);
        spans::scan(&mut view, &mut slips);
        let claimed = view.claimed();
        passage.claimed.extend(claimed);
    }
    tables::scan_cells(source, &mut body.passages, &mut slips);
    if slips.findings.is_empty() && slips.files.is_empty() {
        return;
    }
    let is_explained = |finding: &Finding| match finding {
        Finding::Reference(ReferenceFault::UndefinedFootnote { label }) => {
            slips.defined.contains(&label.to_lowercase())
        }
        Finding::Reference(ReferenceFault::UnusedFootnote { label }) => {
            slips.referred.contains(&label.to_lowercase())
        }
        _ => false,
    };
    body.faults.retain(|(finding, _)| !is_explained(finding));
    body.faults.append(&mut slips.findings);
    body.faults.sort_by_key(|(_, span)| (span.start, span.end));
    body.named_files = slips.files;
}

/// Whether a text holds a character that a slip begins with; most texts do not.
fn is_suspect(text: &str) -> bool {
    text.chars().any(|c| match c {
        '[' | ']' | '*' | '#' | '_' | '~' | '`' => true,
        '【' | '】' | '·' => true,
        // ＃ ＊ ＋ － ＜ ＞ ［ ］ ＿ ｀ ｛ ｜ ～ and full-width digits.
        '\u{ff03}' | '\u{ff0a}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff10}'..='\u{ff19}' => true,
        '\u{ff1c}' | '\u{ff1e}' | '\u{ff3b}' | '\u{ff3d}' | '\u{ff3f}' | '\u{ff40}' => true,
        '\u{ff5b}' | '\u{ff5c}' | '\u{ff5e}' => true,
        _ => false,
    }) || text.starts_with(['-', '+'])
        || text.contains("indicator")
}

/// Whether a character is a blank of any width.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}')
}

/// Whether a character is the full-width form of an ASCII mark, or a Chinese bracket.
const fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{ff01}'..='\u{ff5e}' | '【' | '】' | '〔' | '〕' | '《' | '》')
}

/// The half-width form of a full-width character; any other as it is.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '【' => '[',
        '】' => ']',
        '\u{3000}' | '\u{a0}' => ' ',
        _ => c,
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a clause ends before this character.
fn ends_clause(c: char) -> bool {
    matches!(c, '\0' | '\n' | '，' | '。' | '；' | '：' | '！' | '？' | '、' | ',' | ';' | ':' | '!' | '?')
}

/// Whether these are words of running text, which may stand in a list or under a heading.
fn is_prose(kind: PassageKind) -> bool {
    matches!(kind, PassageKind::Prose | PassageKind::Item)
}
