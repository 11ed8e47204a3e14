//! What changes in the text of a plan: its figures are marked, and bound to what they state.
//!
//! Takes a text with what its figures are bound to; gives the replacements. A figure keeps its words. What
//! it is bound to changes only where the same words would be bound to another value: the actual value is
//! the baseline now; an older baseline, or a rate of attainment, is found in last year's plan. The new text
//! is parsed again, and must read as the old one.

use super::front::RolloverTerms;
use super::report::{FigureAction, ReportItem};
use crate::bug::slice;
use crate::markdown::{self, Block, BlockIds, Body, Figure, FigureValue, Passage};
use crate::model::config::Lang;
use crate::model::indicator::Indicator;
use crate::model::quantity::prose::{ChangeRole, read_figure};
use crate::pages::fill::figure_words;
use crate::pages::links::Resolved;
use crate::source::edit::UnsafeEdit;
use crate::source::edit::patches::Patches;
use std::ops::Range;

/// A text and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Prose<'p> {
    /// The Markdown.
    pub text: &'p str,
    /// The same, parsed.
    pub body: &'p Body,
    /// What its references lead to.
    pub resolved: &'p Resolved<'p>,
    /// What holds for the rollover: figures can name the old plan by its year.
    pub terms: &'p RolloverTerms,
}

/// What is done with a figure.
#[derive(Debug)]
struct FigureEdit {
    action: FigureAction,
    /// What it is bound to now, if that is another; or its words, if it is to be plain.
    new: Option<String>,
    /// What the new text must read.
    reads: Option<(Option<String>, FigureValue)>,
}

impl Prose<'_> {
    /// The comment behind a figure.
    const fn mark(self) -> &'static str {
        match self.terms.lang {
            Lang::Chinese => "<!-- 待修订 -->",
            Lang::English => "<!-- to be revised -->",
        }
    }

    /// Finds the replacements; gives them with what is to be told, each with its offset in the old text.
    ///
    /// # Errors
    /// Where the text is written in a way that cannot be changed with certainty.
    pub fn edit(self) -> Result<(Patches, Vec<(usize, ReportItem)>), UnsafeEdit> {
        let (mut patches, mut items) = (Patches::default(), Vec::new());
        let mut expected = Vec::new();
        for (index, figure) in self.body.figures.iter().enumerate() {
            let bound = self.resolved.figures.get(index).copied().flatten();
            let words = figure_words(figure, bound, self.terms.lang);
            let (None, Some(found), Some(words)) = (&figure.plan, bound, words) else {
                // It names its plan, and so stays right; or it has no words that could change.
                expected.push((figure.plan.clone(), figure.id.clone(), figure.value));
                continue;
            };
            let FigureEdit { action, new, reads } = self.figure_edit(figure, found.indicator(), &words);
            if let Some((plan, value)) = reads {
                expected.push((plan, figure.id.clone(), value));
            }
            let span = figure.span.clone();
            if let Some(new) = new {
                patches.add(span.clone(), new);
            }
            if self.text.get(span.end..).is_some_and(|rest| !rest.starts_with(self.mark())) {
                patches.add(span.end..span.end, self.mark());
            }
            items.push((span.start, ReportItem::Figure { id: figure.id.clone(), words, action }));
        }
        for block in &self.body.blocks {
            self.block(block, &mut patches, &mut items);
        }
        self.verify(&patches, &expected)?;
        Ok((patches, items))
    }

    fn figure_edit(self, figure: &Figure, indicator: &Indicator, words: &str) -> FigureEdit {
        let raw = slice(self.text, figure.span.clone());
        if self.terms.dropped.contains(&figure.id) {
            let own = inner(raw).filter(|_| figure.text.is_some());
            let words = own.map_or_else(|| escaped(words), ToOwned::to_owned);
            return FigureEdit { action: FigureAction::Plain, new: Some(words), reads: None };
        }
        let bound = |plan: &str, value: &str| {
            Some(bound_to(raw, figure, &format!("indicator:{plan}{}#{value}", figure.id)))
        };
        let last_year = |value, word| FigureEdit {
            action: FigureAction::LastYear,
            new: bound(&format!("{}/", self.terms.from), word),
            reads: Some((Some(self.terms.from.to_string()), value)),
        };
        let actual = self.terms.carried(indicator).map(|actual| &actual.value);
        let baseline = indicator.baseline.as_ref().map(|baseline| &baseline.value);
        let same = |action, value| FigureEdit { action, new: None, reads: Some((None, value)) };
        match figure.value {
            FigureValue::Target => same(FigureAction::Target, FigureValue::Target),
            FigureValue::Actual if actual.is_some() && !tells_change(words) => FigureEdit {
                action: FigureAction::Baseline,
                new: bound("", "baseline"),
                reads: Some((None, FigureValue::Baseline)),
            },
            FigureValue::Actual => last_year(FigureValue::Actual, "actual"),
            // Without words of its own it states whatever the baseline is.
            FigureValue::Baseline if actual.is_some() && (figure.text.is_none() || actual == baseline) => {
                same(FigureAction::Same, FigureValue::Baseline)
            }
            FigureValue::Baseline => last_year(FigureValue::Baseline, "baseline"),
            FigureValue::Attainment => last_year(FigureValue::Attainment, "attainment"),
        }
    }

    /// Takes the ids that do not go on out of a block; one that would name nothing, and so all, goes too.
    fn block(self, block: &Block, patches: &mut Patches, items: &mut Vec<(usize, ReportItem)>) {
        let BlockIds::List(ids) = &block.ids else { return };
        let gone: Vec<_> = ids.iter().filter(|(id, _)| self.terms.dropped.contains(id)).collect();
        if gone.is_empty() {
            return;
        }
        if gone.len() == ids.len() {
            let length = slice(self.text, block.span.clone()).trim_end().len();
            patches.add(block.span.start..block.span.start + length, self.mark());
        } else {
            let mut last = 0;
            for (_, span) in &gone {
                let range = self.word(span, &block.span);
                // What one word took from the next is not taken twice.
                patches.add(range.start.max(last)..range.end, "");
                last = range.end;
            }
        }
        let ids = gone.into_iter().map(|(id, _)| id.clone()).collect();
        items.push((block.span.start, ReportItem::Block { ids }));
    }

    /// A word of a block with what parts it from the next, or with its line if it stands alone there.
    fn word(self, span: &Range<usize>, block: &Range<usize>) -> Range<usize> {
        let before = slice(self.text, block.start..span.start);
        let after = slice(self.text, span.end..block.end);
        let line = before.rfind('\n').map_or(block.start, |at| block.start + at + 1);
        let rest = after.split_inclusive('\n').next().unwrap_or_default();
        let lead = slice(self.text, line..span.start);
        let nothing = |text: &str| {
            text.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '>' | ',' | '，' | '、'))
        };
        if nothing(lead) && nothing(rest) {
            return line..span.end + rest.len();
        }
        let is_separator =
            |c: char| (c.is_whitespace() && c != '\n' && c != '\r') || matches!(c, ',' | '，' | '、');
        let blanks = rest.len() - rest.trim_start_matches(is_separator).len();
        if rest.trim().is_empty() {
            // The last of its line: what parts it from the one before goes.
            let kept = lead.trim_end_matches(is_separator).len();
            return line + kept..span.end;
        }
        span.start..span.end + blanks
    }

    /// Parses the new text, which must read as the old one but for what was meant to change.
    fn verify(
        self,
        patches: &Patches,
        expected: &[(Option<String>, String, FigureValue)],
    ) -> Result<(), UnsafeEdit> {
        let at = |offset: usize| UnsafeEdit::at(self.text, offset);
        let new = patches.clone().apply(self.text).map_err(at)?.text;
        let new = markdown::parse(&new);
        let figures: Vec<_> =
            new.figures.iter().map(|figure| (figure.plan.clone(), figure.id.clone(), figure.value)).collect();
        if let Some(index) =
            (0..figures.len().max(expected.len())).find(|index| figures.get(*index) != expected.get(*index))
        {
            let figure = self.body.figures.get(index).or(self.body.figures.last());
            return Err(at(figure.map_or(0, |figure| figure.span.start)));
        }
        // Of figures that took their words from the data, the text has only a mark.
        let mut passages = self.body.passages.iter().zip(&new.passages);
        let differs = passages.find(|(old, now)| old.text != now.text && !old.text.contains(Passage::THING));
        if let Some((passage, _)) = differs {
            return Err(at(passage.source(&(0..1)).start));
        }
        if self.body.passages.len() != new.passages.len() {
            return Err(at(self.body.passages.first().map_or(0, |passage| passage.source(&(0..1)).start)));
        }
        if !targets(self.body).eq(targets(&new)) || self.body.faults.len() != new.faults.len() {
            return Err(at(0));
        }
        Ok(())
    }
}

/// Where links lead, and pictures come from.
fn targets(body: &Body) -> impl Iterator<Item = &str> {
    let links = body.links.iter().map(|link| &*link.target);
    links.chain(body.pictures.iter().map(|picture| &*picture.target))
}

/// Whether words tell of a change (从9家增加到12家): as a baseline they would be read from their beginning, as an
/// actual value to their end.
fn tells_change(words: &str) -> bool {
    let read = |role| read_figure("", words, "", &[], role);
    read(ChangeRole::Start) != read(ChangeRole::End)
}

/// Plain words as Markdown.
fn escaped(words: &str) -> String {
    words.chars().fold(String::with_capacity(words.len()), |mut text, c| {
        if matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '`' | '|' | '~') {
            text.push('\\');
        }
        text.push(c);
        text
    })
}

/// A figure as it is written, bound to another value.
fn bound_to(raw: &str, figure: &Figure, target: &str) -> String {
    const SCHEME: &str = "indicator:";
    let words = inner(raw);
    let rest = words.and_then(|words| raw.get(words.len() + 2..)).filter(|rest| rest.starts_with('('));
    let at = rest.and_then(|rest| rest.to_ascii_lowercase().find(SCHEME));
    if let (Some(words), Some(rest), Some(at)) = (words, rest, at) {
        let (before, after) = rest.split_at(at);
        let end = after.find([' ', '\t', '\n', '\r', ')', '>']).unwrap_or(after.len());
        return format!("[{words}]{before}{target}{}", slice(after, end..));
    }
    // Its target stands elsewhere, where others may take it from.
    let words = words.map_or_else(|| escaped(figure.text.as_deref().unwrap_or_default()), ToOwned::to_owned);
    format!("[{words}]({target})")
}

/// What stands between the brackets of a link as it is written.
fn inner(link: &str) -> Option<&str> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, c) in link.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return link.get(1..at);
                }
            }
            _ if at == 0 => return None,
            _ => {}
        }
    }
    None
}
