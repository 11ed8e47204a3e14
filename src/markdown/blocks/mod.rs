//! What was typed as one kind of block and is another on the page, or runs together with its neighbours.
//!
//! Takes the parser's events and the text that they were made from; gives findings, each at the line that is to be mended.
//! The page is written by others as the parser has it: here is only told where that is hardly what was meant. Text is read
//! line by line in [`lines`], tables in [`rows`] and, where they are none, in [`pipes`], marks of other programs in
//! [`template`], headings in [`heading`], lists in [`list`], code in [`code`], HTML in [`html`], and
//! notes that nobody would see in [`definition`].

pub(super) mod code;
mod definition;
mod heading;
mod html;
mod lines;
mod list;
mod marker;
mod pipes;
mod rows;
mod template;
#[cfg(test)]
mod tests;

use super::{body::Body, clean::MARK, emphasis::MarkOffsets};
use crate::bug::slice;
use crate::diagnostic::Finding;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::ops::{ControlFlow, Range};

/// Blanks that are no blanks to the parser.
const WIDE_BLANKS: [char; 4] = ['\u{3000}', '\u{a0}', '\u{2002}', '\u{2003}'];

/// What is read of a text.
#[derive(Debug, Default)]
pub(super) struct BlockReader<'t> {
    /// The text that is parsed, marks included; all ranges are of it.
    text: &'t str,
    marks: &'t MarkOffsets,
    faults: Vec<(Finding, Range<usize>)>,
    open: Option<Stretch>,
    lists: Vec<list::OpenList>,
    table: Option<rows::OpenTable>,
    pipes: pipes::PipeRun,
    joined: lines::JoinedLines,
    template: template::OpenMarks,
    quotes: usize,
    in_code: bool,
    in_heading: bool,
    /// What was told of the block of HTML that is open.
    html: html::OpenHtml,
}

/// The lines of a text between two ends of blocks.
#[derive(Debug, Default)]
struct Stretch {
    lines: Vec<TextLine>,
    /// The next thing begins a line.
    begins: Option<LineBreak>,
}

/// A line of a text as it stands in the source, without what marks the blocks that it stands in.
#[derive(Debug, Clone)]
struct TextLine {
    range: Range<usize>,
    after: LineBreak,
}

/// What parts a line from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineBreak {
    /// Nothing that the page shows; so has the first line.
    Soft,
    /// A new line on the page too.
    Hard,
}

impl<'t> BlockReader<'t> {
    /// Begins to read a text with its marks.
    pub(super) fn new(text: &'t str, marks: &'t MarkOffsets) -> Self {
        Self { text, marks, ..Self::default() }
    }

    /// Takes one event of the parser; breaks where it opens a heading that was not meant as one.
    pub(super) fn event(&mut self, event: &Event<'_>, range: &Range<usize>) -> ControlFlow<()> {
        match event {
            Event::Start(tag) => return self.start(tag, range),
            Event::End(tag) => self.end(*tag, range),
            Event::Text(text) => {
                if !self.in_code {
                    self.touch(range);
                    self.template_marks(text, range);
                }
            }
            Event::InlineHtml(html) => {
                self.touch(range);
                if html.starts_with("<br") {
                    self.line_break(range, LineBreak::Hard);
                }
            }
            Event::Code(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => self.touch(range),
            Event::SoftBreak => self.line_break(range, LineBreak::Soft),
            Event::HardBreak => self.line_break(range, LineBreak::Hard),
            Event::Html(html) => {
                self.close();
                self.html_line(html, range);
            }
            Event::Rule => self.close(),
        }
        ControlFlow::Continue(())
    }

    /// The text ended; takes what the parser has found to be addresses of links: label, address, place.
    pub(super) fn definitions<'d>(
        &mut self,
        definitions: impl Iterator<Item = (&'d str, &'d str, Range<usize>)>,
    ) {
        self.close();
        for (label, address, range) in definitions {
            self.definition(label, address, &range);
        }
    }

    /// Adds what was found to a body.
    pub(super) fn finish(mut self, body: &mut Body) {
        self.end_pipes();
        self.judge_joined();
        let marks = self.marks;
        body.faults.extend(self.faults.into_iter().map(|(finding, range)| (finding, marks.original(&range))));
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) -> ControlFlow<()> {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {
                self.touch(range);
                return ControlFlow::Continue(());
            }
            Tag::Link { .. } | Tag::Image { .. } => {
                self.touch(range);

                return ControlFlow::Continue(());
            }
            _ => self.close(),
        }
        match tag {
            Tag::HtmlBlock => self.html = html::OpenHtml::default(),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::List(first) => self.lists.push(list::OpenList::new(*first)),
            Tag::Item => self.item(range),
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                match kind {
                    CodeBlockKind::Fenced(_) => self.fence(range),
                    CodeBlockKind::Indented => self.indented(range),
                }
            }
            Tag::Heading { id, classes, attrs, .. } => {
                self.in_heading = true;
                return self.heading(range, id.as_deref(), !classes.is_empty() || !attrs.is_empty());
            }
            Tag::Table(alignments) => self.start_table(alignments.len(), range),
            Tag::TableHead => self.table_head(range),
            Tag::TableRow => self.table_row(range),
            _ => {}
        }
        ControlFlow::Continue(())
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => return self.touch(range),
            _ => self.close(),
        }
        match tag {
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::Heading(_) => self.in_heading = false,
            TagEnd::Table => self.end_table(),
            _ => {}
        }
    }

    /// Something stands in the text.
    fn touch(&mut self, range: &Range<usize>) {
        let open =
            self.open.get_or_insert_with(|| Stretch { begins: Some(LineBreak::Soft), ..Stretch::default() });
        match (open.begins.take(), open.lines.last_mut()) {
            (None, Some(last)) => last.range.end = last.range.end.max(range.end),
            (begins, _) => {
                open.lines.push(TextLine { range: range.clone(), after: begins.unwrap_or(LineBreak::Soft) });
            }
        }
    }

    fn line_break(&mut self, range: &Range<usize>, kind: LineBreak) {
        let Some(open) = &mut self.open else { return };
        // Emphasis over several lines reaches to its end as soon as it begins.
        if let Some(last) = open.lines.last_mut() {
            last.range.end =
                if kind == LineBreak::Soft { range.start } else { last.range.end.min(range.end) };
        }
        // `<br>` and the end of the line are one break.
        open.begins = Some(if open.begins == Some(LineBreak::Hard) { LineBreak::Hard } else { kind });
    }

    /// A text ended: its lines are read.
    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        if self.in_heading || self.table.is_some() {
            return;
        }
        let is_told = self.typed_table(&open.lines) || self.template_lines(&open.lines);
        if !is_told && !self.wide_indents(&open.lines) {
            self.joined_lines(&open.lines);
        }
    }

    fn tell(&mut self, finding: impl Into<Finding>, range: Range<usize>) {
        self.faults.push((finding.into(), range));
    }

    /// A stretch of the text as the user typed it, without blanks around it.
    fn typed(&self, range: &Range<usize>) -> String {
        typed(slice(self.text, range.clone()))
    }

    /// The whole line that an offset lies in, from there to its end.
    fn rest_of_line(&self, start: usize) -> Range<usize> {
        let rest = slice(self.text, start..);
        let line = rest.split(['\n', '\r']).next().unwrap_or_default();
        start..start + line.trim_end().len()
    }
}

/// A stretch without marks and blanks around it.
fn typed(text: &str) -> String {
    text.trim().chars().filter(|c| *c != MARK).collect()
}
