//! The plain text of a body, passage by passage: what checks of the prose read.
//!
//! Takes the parser's events; gives each paragraph, heading, cell and item as one line of plain text
//! with the way back to the source, so that a finding in it has a place. Code and pictures leave a mark
//! ([`Passage::THING`]) where they stand. Comments that ask for a finding to be ignored are found here too,
//! since it is by passages that they reach.

use super::{
    Body, cjk::joins, clean::is_left_out, emphasis::MarkOffsets, html_source::HtmlSource, ignore, slips,
};
use crate::diagnostic::{Code, Finding};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// A heading, with its level as written.
    Heading(u8),
    /// A cell of a table.
    Cell,
    /// An item of a list, or a paragraph in one.
    Item,
    /// Any other text.
    Prose,
}

/// Where a cell stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CellPlace {
    /// Which table of the body, counted from 0.
    pub table: usize,
    /// Which row, the header being 0.
    pub row: usize,
    /// Which column, from 0.
    pub column: usize,
}

/// A stretch of text that is read as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Whether it stands in a quotation or an alert: other people's words, or words about the text.
    pub quoted: bool,
    /// Where it stands in a table, if it is a cell.
    pub cell: Option<CellPlace>,
    /// Its plain text. Line breaks of the source are gone where the page shows none; one that the author
    /// asked for is `\n`.
    pub text: String,
    /// The bound figures in it: which of [`Body::figures`](super::Body::figures), and where in the text.
    pub figures: Vec<(usize, Range<usize>)>,
    /// The stretches of the text that are markup typed amiss, and of which a finding speaks already.
    pub claimed: Vec<Range<usize>>,
    runs: Vec<SourceRun>,
}

/// A stretch of a passage's text that comes from one stretch of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SourceRun {
    /// Where it begins in the passage's text.
    at: usize,
    /// Where it lies in the source.
    source: Range<usize>,
    /// Whether it stands there letter by letter.
    verbatim: bool,
}

impl SourceRun {
    /// Where an offset of the passage's text lies in the source, as far as each letter has its place.
    fn place(&self, offset: usize) -> Option<usize> {
        self.verbatim.then(|| (self.source.start + (offset - self.at)).min(self.source.end))
    }
}

impl Passage {
    /// What stands in the text for code, a picture, or a figure whose words come from the data.
    pub const THING: char = '\u{fffc}';

    /// Where a range of the text lies in the source that was parsed.
    pub fn source(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.run(range.start).map_or(0, |run| run.place(range.start).unwrap_or(run.source.start));
        let last = range.end.checked_sub(1).and_then(|last| self.run(last));
        let end = last.map_or(start, |run| run.place(range.end).unwrap_or(run.source.end));
        start..end.max(start)
    }

    /// Whether a finding speaks already of what stands in a range of the text.
    pub fn is_claimed(&self, range: &Range<usize>) -> bool {
        self.claimed.iter().any(|claimed| claimed.start < range.end && range.start < claimed.end)
    }

    /// Each character with its offset in the text and, where it stands there as it is, in the source.
    pub(super) fn places(&self) -> impl Iterator<Item = (usize, char, Option<usize>)> {
        let ends = self.runs.iter().skip(1).map(|run| run.at).chain([self.text.len()]);
        self.runs.iter().zip(ends).flat_map(|(run, end)| {
            let text = self.text.get(run.at..end).unwrap_or_default();
            text.char_indices().map(|(at, c)| (run.at + at, c, run.place(run.at + at)))
        })
    }

    /// The run that holds an offset, or the nearest one before it.
    fn run(&self, offset: usize) -> Option<&SourceRun> {
        let after = self.runs.partition_point(|run| run.at <= offset);
        after.checked_sub(1).and_then(|index| self.runs.get(index))
    }
}

/// How far an ignore comment reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// To the nearest finding before it: the comment stands in a line.
    Nearest,
    /// To all findings in the block below it: the comment stands alone.
    All,
}

/// A comment that asks for findings to be ignored: `<!-- planpress: ignore CODE reason -->`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignore {
    pub code: Code,
    /// The comment.
    pub span: Range<usize>,
    /// Where the findings must lie.
    pub covers: Range<usize>,
    /// Which of them are meant.
    pub reach: Reach,
}

/// What is being collected.
#[derive(Debug, Default)]
pub(super) struct Collector<'m> {
    marks: &'m MarkOffsets,
    passages: Vec<Passage>,
    ignores: Vec<Ignore>,
    faults: Vec<(Finding, Range<usize>)>,
    open: Option<Passage>,
    /// The source line ended; of the next character it depends whether that leaves a blank.
    pending: Option<Range<usize>>,
    /// For each link that is open, what its words are to the passage.
    links: Vec<OpenLink>,
    inside: Inside,
    /// A block of raw HTML.
    html: Option<HtmlSource>,
    /// How many of the ignores, the last ones, wait for the block below them.
    waiting: usize,
    /// The next cell of the table that is open, or of the next one.
    cell: CellPlace,
}

/// A link that is open.
#[derive(Debug, Clone, Copy)]
enum OpenLink {
    /// Its words are words like others.
    Text,
    /// A bound figure: which, and where it began.
    Figure(usize, usize),
    /// It leads nowhere for a full-width mark in its address: where it began.
    Misspelt(usize),
}

/// What stands open around the text.
#[derive(Debug, Default)]
struct Inside {
    quotes: usize,
    lists: usize,
    pictures: usize,
    code: bool,
    /// A heading or a cell.
    line: Option<PassageKind>,
}

impl<'m> Collector<'m> {
    /// Begins to collect from a text with its marks.
    pub(super) fn new(marks: &'m MarkOffsets) -> Self {
        Self { marks, ..Self::default() }
    }

    /// Takes one event of the parser. `figure` is the bound figure that the event opens, if it opens one.
    pub(super) fn event(&mut self, event: &Event<'_>, range: &Range<usize>, figure: Option<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range, figure),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(text, range),
            Event::Code(_) => self.thing(range),
            Event::SoftBreak => self.pending = Some(range.clone()),
            Event::HardBreak => self.push("\n", self.marks.original(range), false),
            Event::Html(html) => {
                if let Some(block) = &mut self.html {
                    block.push(html, range.start);
                }
            }
            Event::InlineHtml(html) => {
                let span = self.marks.original(range);
                let start = self.open.as_ref().and_then(|open| open.runs.first()).map(|run| run.source.start);
                let covers = start.unwrap_or(span.start)..span.start;
                self.comments(&HtmlSource::of(html, range.start), &covers, Reach::Nearest);
            }
            Event::FootnoteReference(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    /// Adds what was collected to a body.
    pub(super) fn finish(mut self, body: &mut Body) {
        self.close();
        self.passages.shrink_to_fit();
        body.passages = self.passages;
        body.ignores = self.ignores;
        if !self.faults.is_empty() {
            body.faults.append(&mut self.faults);
            body.faults.sort_by_key(|(_, span)| (span.start, span.end));
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>, figure: Option<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => return,
            Tag::Link { dest_url, .. } => {
                if figure.is_some() {
                    self.resolve_break('1');
                }
                let at = self.open.as_ref().map_or(0, |open| open.text.len());
                self.links.push(match figure {
                    Some(figure) => OpenLink::Figure(figure, at),
                    None if slips::misspelt(dest_url).is_some() => OpenLink::Misspelt(at),
                    None => OpenLink::Text,
                });
                return;
            }
            Tag::Image { .. } => {
                self.thing(range);
                self.inside.pictures += 1;
                return;
            }
            _ => self.close(),
        }
        if let Tag::HtmlBlock = tag {
            self.html = Some(HtmlSource::default());
            return;
        }
        let first = self.ignores.len() - std::mem::take(&mut self.waiting);
        for ignore in self.ignores.iter_mut().skip(first) {
            ignore.covers = self.marks.original(range);
        }
        match tag {
            Tag::BlockQuote(_) => self.inside.quotes += 1,
            Tag::List(_) => self.inside.lists += 1,
            Tag::CodeBlock(_) => self.inside.code = true,
            Tag::Heading { level, .. } => self.inside.line = Some(PassageKind::Heading(*level as u8)),
            Tag::TableCell => self.inside.line = Some(PassageKind::Cell),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => return,
            TagEnd::Link => return self.end_link(),
            TagEnd::Image => {
                self.inside.pictures = self.inside.pictures.saturating_sub(1);
                return;
            }
            _ => self.close(),
        }
        match tag {
            TagEnd::BlockQuote(_) => self.inside.quotes = self.inside.quotes.saturating_sub(1),
            TagEnd::List(_) => self.inside.lists = self.inside.lists.saturating_sub(1),
            TagEnd::CodeBlock => self.inside.code = false,
            TagEnd::Heading(_) => self.inside.line = None,
            TagEnd::TableCell => {
                self.inside.line = None;
                self.cell.column += 1;
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.cell = CellPlace { row: self.cell.row + 1, column: 0, ..self.cell };
            }
            TagEnd::Table => self.cell = CellPlace { table: self.cell.table + 1, row: 0, column: 0 },
            TagEnd::HtmlBlock => {
                if let Some(html) = self.html.take() {
                    let before = self.ignores.len();
                    self.comments(&html, &(0..0), Reach::All);
                    self.waiting += self.ignores.len() - before;
                }
            }
            _ => {}
        }
    }

    fn end_link(&mut self) {
        let (figure, start) = match self.links.pop() {
            Some(OpenLink::Figure(figure, start)) => (figure, start),
            Some(OpenLink::Misspelt(start)) => {
                if let Some(open) = &mut self.open {
                    open.claimed.push(start..open.text.len());
                }
                return;
            }
            Some(OpenLink::Text) | None => return,
        };
        if self.open.as_ref().is_none_or(|open| open.text.len() <= start) {
            // Its words come from the data; what stands here must still part what is around it.
            let at = self.open.as_ref().and_then(|open| open.runs.last()).map_or(0, |run| run.source.end);
            self.push(Passage::THING.encode_utf8(&mut [0; 4]), at..at, false);
        }
        if let Some(open) = &mut self.open {
            open.figures.push((figure, start..open.text.len()));
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        if self.inside.pictures > 0 || self.inside.code {
            return;
        }
        if text.len() != range.len() {
            // A reference to a character, or an escape.
            let own: String = text.chars().filter(|c| !is_left_out(*c)).collect();
            self.push(&own, self.marks.original(range), false);
            return;
        }
        let mut at = range.start;
        for part in text.split_inclusive(is_left_out) {
            let shown = part.trim_end_matches(is_left_out);
            if !shown.is_empty() {
                self.push(shown, self.marks.original(&(at..at + shown.len())), true);
            }
            at += part.len();
        }
    }

    fn thing(&mut self, range: &Range<usize>) {
        if self.inside.pictures == 0 && !self.inside.code {
            self.push(Passage::THING.encode_utf8(&mut [0; 4]), self.marks.original(range), false);
        }
    }

    fn push(&mut self, text: &str, source: Range<usize>, verbatim: bool) {
        let Some(first) = text.chars().next() else { return };
        self.resolve_break(first);
        let inside = &self.inside;
        let open = self.open.get_or_insert_with(|| Passage {
            kind: inside.line.unwrap_or(if inside.lists == 0 {
                PassageKind::Prose
            } else {
                PassageKind::Item
            }),
            quoted: inside.quotes > 0,
            cell: (inside.line == Some(PassageKind::Cell)).then_some(self.cell),
            text: String::new(),
            figures: Vec::new(),
            claimed: Vec::new(),
            runs: Vec::new(),
        });
        let at = open.text.len();
        open.text.push_str(text);
        match open.runs.last_mut() {
            Some(last) if verbatim && last.verbatim && last.source.end == source.start => {
                last.source.end = source.end;
            }
            _ => open.runs.push(SourceRun { at, source, verbatim }),
        }
    }

    fn resolve_break(&mut self, next: char) {
        let Some(pending) = self.pending.take() else { return };
        let Some(open) = &mut self.open else { return };
        if open.text.chars().next_back().is_some_and(|last| !joins(last, next)) {
            let (at, source) = (open.text.len(), self.marks.original(&pending));
            open.text.push(' ');
            open.runs.push(SourceRun { at, source, verbatim: false });
        }
    }

    fn close(&mut self) {
        self.pending = None;
        self.links.clear();
        self.passages.extend(self.open.take());
    }

    fn comments(&mut self, html: &HtmlSource, covers: &Range<usize>, reach: Reach) {
        for (found, range) in ignore::comments(&html.html) {
            let span = self.marks.original(&html.place(&range));
            match found {
                Ok(code) => self.ignores.push(Ignore { code, span, covers: covers.clone(), reach }),
                Err(problem) => self.faults.push((Finding::BadIgnore { problem }, span)),
            }
        }
    }
}
