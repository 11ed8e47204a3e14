//! The parser's events, written as HTML with slots.
//!
//! Takes the events one by one; keeps what is open on explicit stacks, so that no nesting, however
//! deep, uses the call stack. Blocks are written here, inline content in [`inline`], raw HTML in
//! [`raw`], fenced blocks in [`fenced`], footnotes in [`notes`], tables in [`table`]; [`finish`] gives ids and ranks.

mod fenced;
mod finish;
mod inline;
mod notes;
mod raw;
mod table;

use super::{
    body::{Body, Heading},
    clean::{MARK, decoded, is_left_out},
    emphasis::MarkOffsets,
    html_source::HtmlSource,
    markup::{AlertKind, Label, Markup, MarkupPosition, Slot},
};
use crate::diagnostic::Finding;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd};
use std::ops::Range;
use table::Table;

/// Elements nested deeper than this lose their tags, not their text. No reader can tell such depths
/// apart, and HTML parsers take time in proportion to the depth for every element.
const MAX_NESTING: usize = 64;
/// The summary's length in characters.
const SUMMARY: usize = 200;

/// What is being written.
#[derive(Default)]
pub(super) struct Writer<'a> {
    /// The text that is parsed, marks included.
    text: &'a str,
    marks: &'a MarkOffsets,
    /// Whether nothing is to be left out of the text.
    is_plain: bool,
    out: Markup,
    body: Body,
    /// How many of the parser's tags are open.
    depth: usize,
    /// How many of them nest without bound in HTML.
    nesting: usize,
    inline: inline::InlineState,
    raw: raw::RawHtmlState,
    notes: notes::FootnoteState,
    heading: Option<OpenHeading>,
    code: Option<fenced::OpenCode>,
    table: Table,
    /// Where the open paragraph's content begins in `out`.
    paragraph: MarkupPosition,
    /// Where the summary begins in the plain text, while its paragraph is open.
    summary: Option<usize>,
}

struct OpenHeading {
    start: MarkupPosition,
    content: MarkupPosition,
    plain: usize,
    /// Its text for a table of contents.
    contents: Markup,
}

impl<'a> Writer<'a> {
    /// Begins a body for a text with its marks.
    pub(super) fn new(text: &'a str, marks: &'a MarkOffsets) -> Self {
        let out = Markup::with_capacity(text.len() + text.len() / 4);
        let is_plain = marks.is_empty() && !text.contains(is_left_out);
        Self { text, marks, is_plain, out, ..Self::default() }
    }

    /// How many bound figures were met so far.
    pub(super) const fn figures(&self) -> usize {
        self.body.figures.len()
    }

    /// Writes one event of the parser.
    pub(super) fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => {
                let text = decoded(text);
                match &mut self.code {
                    Some(code) => code.text(&text, range, &mut self.out),
                    None => {
                        self.note_undefined(&text, &range);
                        self.note_open_comment(&range);
                        self.text(&text);
                    }
                }
            }
            Event::Code(text) => self.code_span(&text),
            Event::Html(html) => self.html_line(&html, range.start),
            Event::InlineHtml(html) => self.inline_html(&html, range.start),
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => self.hard_break(),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::Rule => {
                self.inline.reset();
                self.body.has_text = true;
                self.out.push_str("<hr>\n");
            }
            Event::TaskListMarker(done) => self.task(if done { Label::TaskDone } else { Label::TaskOpen }),
            // Math is off; were it on, it would be text.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        if matches!(tag, Tag::HtmlBlock) {
            self.inline.reset();
            self.raw.block = Some(HtmlSource::default());
            return;
        }
        self.depth += 1;
        match tag {
            Tag::Emphasis => self.start_inline("<em>"),
            Tag::Strong => self.start_inline("<strong>"),
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => self.start_inline("<del>"),
            Tag::Link { dest_url, title, link_type, .. } => {
                self.start_link(link_type, &decoded(dest_url), &decoded(title), range);
            }
            Tag::Image { dest_url, title, .. } => {
                self.start_image(&decoded(dest_url), &decoded(title), range)
            }
            _ => {
                self.inline.reset();
                self.start_block(tag, range);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.out.push_str("<p>");
                self.paragraph = self.out.end();
                if self.body.summary.is_empty() && !self.notes.is_open() {
                    self.summary = Some(self.inline.begin_capture());
                }
            }
            Tag::Heading { level, id, .. } => self.start_heading(level, id, &range),
            Tag::BlockQuote(None) => self.start_nested("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.start_alert(kind),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => without_marks(&decoded(info)),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some(fenced::OpenCode::new(&info, &mut self.out));
            }
            Tag::List(None) => self.start_nested("<ul>\n"),
            Tag::List(Some(1)) => self.start_nested("<ol>\n"),
            Tag::List(Some(first)) => self.start_nested(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.push_nested("<li>"),
            Tag::FootnoteDefinition(label) => self.start_note(&label, &range),
            Tag::DefinitionList => self.start_nested("<dl>\n"),
            Tag::DefinitionListTitle => self.push_nested("<dt>"),
            Tag::DefinitionListDefinition => self.push_nested("<dd>"),
            Tag::Table(alignments) => {
                self.table = Table::new(alignments);
                self.start_table_frame();
                self.out.push_str("<table>\n");
            }
            Tag::TableHead => self.start_table_head(),
            Tag::TableRow => self.start_row(),
            Tag::TableCell => self.start_cell(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        if tag == TagEnd::HtmlBlock {
            return self.end_html_block();
        }
        self.close_raw(self.depth);
        self.depth = self.depth.saturating_sub(1);
        match tag {
            TagEnd::Emphasis => self.end_inline("</em>"),
            TagEnd::Strong => self.end_inline("</strong>"),
            TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => self.end_inline("</del>"),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            _ => {
                self.inline.reset();
                self.end_block(tag, range);
            }
        }
    }

    fn end_block(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph => {
                let is_empty = self.out.end() == self.paragraph;
                if !(is_empty && self.out.strip_suffix("<p>")) {
                    self.out.push_str("</p>\n");
                }
                if let Some(start) = self.summary.take() {
                    self.body.summary = shorten(&self.inline.end_capture(start));
                }
            }
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(None) => self.end_nested("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.end_nested("</div>\n"),
            TagEnd::CodeBlock => self.end_code(range),
            TagEnd::List(true) => self.end_nested("</ol>\n"),
            TagEnd::List(false) => self.end_nested("</ul>\n"),
            TagEnd::Item => self.push_nested("</li>\n"),
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::DefinitionList => self.end_nested("</dl>\n"),
            TagEnd::DefinitionListTitle => self.push_nested("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.push_nested("</dd>\n"),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            _ => {}
        }
    }

    /// Opens an element that may nest without bound.
    fn start_nested(&mut self, tag: &str) {
        self.nesting += 1;
        self.push_nested(tag);
    }

    fn end_nested(&mut self, tag: &str) {
        self.push_nested(tag);
        self.nesting = self.nesting.saturating_sub(1);
    }

    fn push_nested(&mut self, tag: &str) {
        if self.nesting <= MAX_NESTING {
            self.out.push_str(tag);
        }
    }

    fn start_heading(&mut self, level: HeadingLevel, id: Option<CowStr<'a>>, range: &Range<usize>) {
        let start = self.out.end();
        self.out.push_slot(Slot::HeadingStart(self.body.headings.len()));
        self.heading = Some(OpenHeading {
            start,
            content: self.out.end(),
            plain: self.inline.begin_capture(),
            contents: Markup::default(),
        });
        self.body.headings.push(Heading {
            rank: 1,
            span: self.marks.original(range),
            explicit_id: id.map(|id| without_marks(&id)).filter(|id| !id.is_empty()),
            level: level as u8,
            ..Heading::default()
        });
    }

    fn end_heading(&mut self) {
        let Some(open) = self.heading.take() else { return };
        let text = self.inline.end_capture(open.plain);
        if self.out.end() == open.content {
            // A heading with nothing in it is a stop for screen readers that says nothing.
            self.out.truncate(open.start);
            self.body.headings.pop();
            return;
        }
        self.out.push_slot(Slot::HeadingEnd(self.body.headings.len().saturating_sub(1)));
        self.out.push_str("\n");
        if let Some(heading) = self.body.headings.last_mut() {
            heading.hand_numbered = crate::model::numbering::hand_numbered(&text);
            heading.text = text;
            heading.content = open.contents;
        }
    }

    fn start_alert(&mut self, kind: AlertKind) {
        let class = match kind {
            AlertKind::Note => "note",
            AlertKind::Tip => "tip",
            AlertKind::Important => "important",
            AlertKind::Warning => "warning",
            AlertKind::Caution => "caution",
        };
        self.start_nested(&format!("<div class=\"alert alert-{class}\" role=\"note\">\n"));
        if self.nesting <= MAX_NESTING {
            self.out.push_str("<p class=\"alert-title\">");
            self.out.push_slot(Slot::Label(Label::Alert(kind)));
            self.out.push_str("</p>\n");
        }
    }

    fn task(&mut self, label: Label) {
        for (tail, with_class) in [("<li>", "<li class=\"task\">"), ("<li><p>", "<li class=\"task\"><p>")] {
            if self.out.strip_suffix(tail) {
                self.out.push_str(with_class);
                self.paragraph = self.out.end();
            }
        }
        self.out.push_str("<input type=\"checkbox\" disabled");
        self.out.push_str(if label == Label::TaskDone { " checked aria-label=\"" } else { " aria-label=\"" });
        self.out.push_slot(Slot::Label(label));
        self.out.push_str("\"> ");
    }

    fn fault(&mut self, finding: Finding, marked: &Range<usize>) {
        self.body.faults.push((finding, self.marks.original(marked)));
    }
}

/// A string of the parser's without the marks that were put into the text.
fn without_marks(text: &str) -> String {
    if text.contains(MARK) { text.split(MARK).collect() } else { text.to_owned() }
}

/// Cuts a text to the length of a summary, at the end of a sentence where one is near.
fn shorten(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(SUMMARY) else { return text.to_owned() };
    let cut = text.get(..end).unwrap_or(text);
    match cut.rmatch_indices(['。', '！', '？', '；']).next() {
        Some((stop, mark)) if stop > end / 2 => cut.get(..stop + mark.len()).unwrap_or(cut).to_owned(),
        _ => format!("{}…", cut.trim_end()),
    }
}
