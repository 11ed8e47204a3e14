//! The wording of the prose: marks, numbers, headings and titles.
//!
//! Takes a document's passages and its title; gives findings, one for each passage and rule. Words in a
//! quotation are other people's and are not judged. Each rule has a code of its own and can be switched off.

mod document_number;
mod headings;
mod line;
mod numbers;
mod punctuation;

use crate::diagnostic::{Code, Diagnostic, Finding, Phrase, PhraseRule, Place, StyleFinding, StyleIssue};
use crate::markdown::{Passage, PassageKind};
use crate::model::plan::Plan;
use crate::pages::catalog::{Catalog, CatalogEntry, PageRef};
use crate::source_path::SourcePath;
use line::Line;
use std::collections::BTreeMap;
use std::ops::Range;

/// So many passages of one file are shown for one rule: text that was pasted from elsewhere has the same
/// fault in each of its paragraphs.
const MOST: usize = 5;
/// So many characters around a fault are shown with it.
const AROUND: usize = 4;
/// So many more where a word would be cut.
const LONGEST: usize = 20;

/// A stretch of a line that breaks a rule.
#[derive(Debug)]
struct Hit {
    rule: PhraseRule,
    /// In characters.
    range: Range<usize>,
    /// What should stand there.
    better: String,
}

/// What was found in one line.
#[derive(Debug, Default)]
struct Hits {
    list: Vec<Hit>,
    in_heading: bool,
}

impl Hits {
    fn push(&mut self, rule: PhraseRule, range: Range<usize>, better: impl Into<String>) {
        self.list.push(Hit { rule, range, better: better.into() });
    }
}

/// Reads a line by all rules of phrases.
fn phrases(line: &Line, hits: &mut Hits) {
    hits.list.clear();
    if !line.has_han {
        return;
    }
    punctuation::check(line, hits);
    numbers::check(line, hits);
    if hits.in_heading {
        headings::form(line, hits);
        // The mark after the number is part of it.
        let is_number = |hit: &Hit| hit.rule == PhraseRule::HeadingNumberForm;
        let end = hits.list.iter().find(|hit| is_number(hit)).map_or(0, |hit| hit.range.end);
        hits.list.retain(|hit| is_number(hit) || hit.range.start >= end);
    }
}

/// The first hit of each rule, with how many there are of it.
fn by_rule(line: &Line, hits: &mut Hits) -> Vec<(StyleFinding, Range<usize>)> {
    let list = &mut hits.list;
    list.sort_by_key(|hit| (hit.rule, hit.range.start));
    let of_rules = list.chunk_by(|one, next| one.rule == next.rule);
    let first = |alike: &[Hit]| {
        let first = alike.first()?;
        let (found, better) = shown(line, first, alike);
        let issue = StyleIssue::Phrase(Phrase { rule: first.rule, found, better });
        Some((StyleFinding { issue, count: alike.len(), more: 0 }, first.range.clone()))
    };
    of_rules.filter_map(first).collect()
}

/// The first of the hits of one rule with a little of what stands around it: as it is, and put right with all
/// that is wrong in it by this rule.
fn shown(line: &Line, first: &Hit, alike: &[Hit]) -> (String, String) {
    let mut start = first.range.start.saturating_sub(AROUND);
    let mut end = (first.range.end + AROUND).min(line.len());
    // A number or a word is not cut, unless it is endless.
    let (first, last) = (start.saturating_sub(LONGEST), end + LONGEST);
    let cuts = |at: usize| line.at(at).is_ascii_alphanumeric() && line.before(at).is_ascii_alphanumeric();
    while start > first && cuts(start) {
        start -= 1;
    }
    while end < line.len().min(last) && cuts(end) {
        end += 1;
    }
    let (mut better, mut at) = (String::new(), start);
    for hit in alike.iter().filter(|hit| hit.range.start < end) {
        if hit.range.start >= at {
            better.push_str(&line.text(at..hit.range.start));
            better.push_str(&hit.better);
            at = hit.range.end;
        }
    }
    end = end.max(at);
    better.push_str(&line.text(at..end));
    let clean = |text: String| text.replace([Passage::THING, '\n'], " ").trim().to_owned();
    (clean(line.text(start..end)), clean(better))
}

/// What is wrong with the wording of one document.
pub(super) fn check(catalog: &Catalog<'_>, entry: &CatalogEntry<'_>) -> Vec<Diagnostic> {
    // Without front matter, where the text begins is not known: that is reported already.
    let text = catalog.text(entry.document).filter(|text| text.yaml_range.end > 0);
    let Some(text) = text else { return Vec::new() };
    let mut found = Vec::new();
    let mut line = Line::default();
    let title = match entry.page {
        PageRef::Home(leaf) | PageRef::Page(leaf) => leaf.title(),
        PageRef::Series(series) => &series.front.title,
        PageRef::Plan(_, plan) => plan.title(),
        PageRef::Section(_, _, section) => section.title(),
    };
    line.read(title);
    let mut hits = Hits { in_heading: true, ..Hits::default() };
    phrases(&line, &mut hits);
    let of_title = by_rule(&line, &mut hits).into_iter();
    found.extend(of_title.map(|(style, _)| say(style, text.front_place(&["title"], None))));
    if let PageRef::Plan(_, plan) = entry.page
        && let Some((printed, written)) = plan.front.printed_on.zip(plan.front.written)
        && printed < written
    {
        let finding =
            Finding::PrintedBeforeWritten { printed: printed.to_string(), written: written.to_string() };
        found.push(Diagnostic::new(finding, text.front_place(&["printed_on"], None)));
    }
    if let PageRef::Plan(_, plan) = entry.page
        && let Some(issue) = plan.front.document_number.as_deref().and_then(document_number::whole)
    {
        found.push(say(StyleFinding::once(issue), text.front_place(&["document_number"], None)));
    }
    body(&text.body.passages, &mut line, &mut |style, passage, range| {
        found.push(say(style, text.place(&passage.source(&range))))
    });
    found
}

fn say(style: StyleFinding, place: Place) -> Diagnostic {
    Diagnostic::new(Finding::Style(style), place)
}

/// Reads the passages of a body; tells each fault with its byte range in its passage.
fn body(passages: &[Passage], line: &mut Line, tell: &mut impl FnMut(StyleFinding, &Passage, Range<usize>)) {
    let mut numbering = headings::NumberSequence::default();
    let mut hits = Hits::default();
    let mut issues = Vec::new();
    // The title is the heading of the first level.
    let mut level = 1;
    for passage in passages.iter().filter(|passage| !passage.quoted) {
        line.read(&passage.text);
        hits.in_heading = false;
        match passage.kind {
            PassageKind::Heading(own) => {
                hits.in_heading = true;
                issues.extend(headings::level(level, own).map(|issue| (issue, 0..line.len())));
                level = own;
                issues.extend(numbering.heading(own, line));
            }
            PassageKind::Prose | PassageKind::Item => numbering.points(line, &mut issues),
            PassageKind::Cell => {}
        }
        phrases(line, &mut hits);
        // What is markup typed amiss has its finding.
        hits.list.retain(|hit| !passage.is_claimed(&line.bytes(&hit.range)));
        document_number::inside(line, &mut issues);
        for (style, range) in by_rule(line, &mut hits) {
            tell(style, passage, line.bytes(&range));
        }
        for (issue, range) in issues.drain(..) {
            tell(StyleFinding::once(issue), passage, line.bytes(&range));
        }
    }
}

/// The numbers that authors write before the titles of a plan's sections.
pub(super) fn sections(catalog: &Catalog<'_>, plan: &Plan) -> Vec<Diagnostic> {
    let (mut numbering, mut line) = (headings::NumberSequence::default(), Line::default());
    let mut found = Vec::new();
    for section in &plan.sections {
        line.read(section.title());
        let issue = numbering.heading(1, &line);
        if let Some(((issue, _), text)) = issue.zip(catalog.text(section.document)) {
            found.push(say(StyleFinding::once(issue), text.front_place(&["title"], None)));
        }
    }
    found
}

/// Keeps the first few findings of each rule in each file; the last of them says how many there are more.
pub(super) fn shorten(diagnostics: &mut Vec<Diagnostic>) {
    let key = |diagnostic: &Diagnostic| match (&diagnostic.finding, &diagnostic.place) {
        (Finding::Style(style), Some(place)) => Some((style.code(), place.file.clone())),
        _ => None,
    };
    let mut counts: BTreeMap<(Code, SourcePath), usize> = BTreeMap::new();
    for key in diagnostics.iter().filter_map(key) {
        *counts.entry(key).or_default() += 1;
    }
    let mut seen: BTreeMap<(Code, SourcePath), usize> = BTreeMap::new();
    diagnostics.retain_mut(|diagnostic| {
        let Some(key) = key(diagnostic) else { return true };
        let all = counts.get(&key).copied().unwrap_or_default();
        let seen = seen.entry(key).or_default();
        *seen += 1;
        if let (true, Finding::Style(style)) = (*seen == MOST, &mut diagnostic.finding) {
            style.more = all.saturating_sub(MOST);
        }
        *seen <= MOST
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is shown of a text's first fault by a rule.
    fn fault(text: &str, in_heading: bool, rule: PhraseRule) -> Option<(String, String)> {
        let mut line = Line::default();
        line.read(text);
        let mut hits = Hits { in_heading, ..Hits::default() };
        phrases(&line, &mut hits);
        by_rule(&line, &mut hits).into_iter().find_map(|(style, _)| match style.issue {
            StyleIssue::Phrase(phrase) if phrase.rule == rule => Some((phrase.found, phrase.better)),
            _ => None,
        })
    }

    fn both(rule: PhraseRule, wrong: &[(&str, &str)], right: &[&str], in_heading: bool) {
        assert!(wrong.len() >= 10 && right.len() >= 10);
        for (text, part) in wrong {
            let (found, better) =
                fault(text, in_heading, rule).unwrap_or_else(|| panic!("{text} is taken for well"));
            assert!(better.contains(part) && better != found, "{text}: {found} → {better}");
            // What was put right is right.
            assert_eq!(fault(&better, in_heading, rule), None, "{text}");
        }
        for text in right {
            let text = text.replace("`\"a\"`", "\u{fffc}");
            assert_eq!(fault(&text, in_heading, rule), None, "{text}");
        }
    }

    /// Texts that break a rule, each with a part of it put right; texts that do not.
    pub(super) fn table(rule: PhraseRule, wrong: &[(&str, &str)], right: &[&str]) {
        both(rule, wrong, right, false);
    }

    pub(super) fn heading_table(rule: PhraseRule, wrong: &[(&str, &str)], right: &[&str]) {
        both(rule, wrong, right, true);
    }

    /// What is wrong with the levels and numbers of a body.
    pub(super) fn issues(text: &str) -> Vec<StyleIssue> {
        let mut found = Vec::new();
        let passages = crate::markdown::parse(text).passages;
        body(&passages, &mut Line::default(), &mut |style, _, _| found.push(style.issue));
        found
    }

    #[test]
    fn one_passage_has_one_finding_of_a_rule() {
        let passages = crate::markdown::parse("甲,乙,丙(丁)。\n\n> 甲,乙\n\n- 甲,乙\n").passages;
        let mut found = Vec::new();
        body(&passages, &mut Line::default(), &mut |style, passage, range| {
            found.push((style.code(), style.count, passage.text.get(range).unwrap().to_owned()));
        });
        let expected = [
            (Code::HalfWidthBrackets, 2, "("),
            (Code::HalfWidthPunctuation, 2, ","),
            (Code::HalfWidthPunctuation, 1, ","),
        ];
        assert_eq!(found, expected.map(|(code, count, text)| (code, count, text.to_owned())));
    }

    #[test]
    fn endless_text_is_read_in_its_length() {
        for piece in
            ["(", "甲(", ")", "\"甲", "1-", "约1", "号", "甲[2016]1号", "一是", "--", "a", "0", "（一", "年"]
        {
            let text = format!("甲{}", piece.repeat(50_000));
            let mut line = Line::default();
            line.read(&text);
            let mut hits = Hits { in_heading: true, ..Hits::default() };
            phrases(&line, &mut hits);
            let mut issues = Vec::new();
            document_number::inside(&line, &mut issues);
            headings::NumberSequence::default().points(&line, &mut issues);
            let found = by_rule(&line, &mut hits);
            assert!(found.len() < 10, "{piece}");
            let short = |(style, _): &(StyleFinding, Range<usize>)| match &style.issue {
                StyleIssue::Phrase(Phrase { found, better, .. }) => {
                    found.chars().count().max(better.chars().count()) < 60
                }
                _ => true,
            };
            // A dash may be as long as it is.
            assert!(piece == "--" || found.iter().all(short), "{piece}");
        }
    }

    #[test]
    fn a_file_full_of_one_fault_is_told_in_a_few_lines() {
        let place = |file: &str| crate::source::walk::whole_file(file);
        let finding = || {
            StyleFinding::once(StyleIssue::Phrase(Phrase {
                rule: PhraseRule::RangeMark,
                found: "3-5".to_owned(),
                better: "3～5".to_owned(),
            }))
        };
        let mut found: Vec<Diagnostic> = (0..400).map(|_| say(finding(), place("a.md"))).collect();
        found.extend((0..5).map(|_| say(finding(), place("b.md"))));
        found.push(Diagnostic::new(Finding::EmptyPlan, place("a.md")));
        shorten(&mut found);
        let more: Vec<_> = found
            .iter()
            .filter_map(|diagnostic| match &diagnostic.finding {
                Finding::Style(style) => Some(style.more),
                _ => None,
            })
            .collect();
        assert_eq!(more, [0, 0, 0, 0, 395, 0, 0, 0, 0, 0]);
        assert_eq!(found.len(), 11);
    }
}
