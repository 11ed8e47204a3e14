//! Raw HTML in a text: allowed tags are written anew, the rest is dropped and reported.
//!
//! A tag that is opened inside some element of Markdown must be closed inside the same one; a tag
//! that is not closed there, and whose end must not be left out, is taken back.

use super::{MAX_NESTING, Writer, without_marks};
use crate::bug::slice;
use crate::diagnostic::{Finding, MarkSlip, ReferenceFault};
use crate::markdown::{
    body::{Link, Picture},
    html_source::HtmlSource,
    markup::{MarkupPosition, Slot},
    sanitise::{Element, attribute, element},
    slug::is_reserved,
    tags::{RawPiece, StartTag, raw_pieces},
    target::{LinkTarget, is_picture_target, link_target},
};
use std::collections::HashSet;
use std::fmt::Write as _;
use std::ops::Range;

/// How many characters of a removed tag a finding quotes.
const QUOTED: usize = 80;

/// The raw HTML of a body.
#[derive(Default)]
pub(super) struct RawHtmlState {
    /// Whether there is any.
    pub(super) is_used: bool,
    /// The ids that its tags have, in order; `None` for a tag that was taken back.
    pub(super) ids: Vec<Option<String>>,
    taken: HashSet<String>,
    open: Vec<OpenTag>,
    pub(super) block: Option<HtmlSource>,
}

/// A tag that waits for its end tag.
struct OpenTag {
    name: String,
    /// How many of the parser's tags were open.
    depth: usize,
    loose: bool,
    /// Whether it is a `details` whose summary has ended it: what it folds away stands behind it.
    is_folded: bool,
    /// What was written for it in `out`.
    written: Range<MarkupPosition>,
    /// The tag as the author wrote it, and where.
    quoted: String,
    place: Range<usize>,
    id: Option<usize>,
}

impl Writer<'_> {
    /// A line of a block of raw HTML; tags may reach over lines, so the block is collected first.
    pub(super) fn html_line(&mut self, html: &str, place: usize) {
        match &mut self.raw.block {
            Some(block) => block.push(html, place),
            None => self.inline_html(html, place),
        }
    }

    /// The end of a block of raw HTML.
    pub(super) fn end_html_block(&mut self) {
        if let Some(block) = self.raw.block.take() {
            self.raw_html(&block);
            if !self.out.ends_with("\n") {
                self.out.push_str("\n");
            }
        }
    }

    /// A tag in a line of text.
    pub(super) fn inline_html(&mut self, html: &str, place: usize) {
        self.raw_html(&HtmlSource::of(html, place));
    }

    fn raw_html(&mut self, source: &HtmlSource) {
        if self.inline.in_picture() {
            return;
        }
        self.raw.is_used = true;
        for piece in raw_pieces(&source.html, |name| element(name) == Element::Dropped) {
            match piece {
                RawPiece::Text(text) => {
                    self.body.has_text |= !text.trim().is_empty();
                    self.out.push_text(&text);
                }
                RawPiece::Other(range) => self.removed(source, &range),
                RawPiece::End { name, range } => self.end_tag(&name, source, &range),
                RawPiece::Start(tag) => match element(&tag.name) {
                    Element::Dropped | Element::Unwrapped => self.removed(source, &tag.range),
                    _ if tag.name == "img" => self.raw_picture(&tag, source),
                    kept => self.start_tag(tag, kept, source),
                },
            }
        }
    }

    fn removed(&mut self, source: &HtmlSource, range: &Range<usize>) {
        let html = slice(&source.html, range.clone());
        let quoted = quote(html);
        let finding = if html.starts_with("<!--") && !html.ends_with("-->") {
            Finding::Mark(MarkSlip::OpenComment { text: quoted })
        } else {
            Finding::HtmlRemoved { html: quoted }
        };
        self.fault(finding, &source.place(range));
    }

    /// Reports what was meant to open a comment and stands in the text: one with an empty line in it, which ends the paragraph
    /// before the comment does, or one typed with other marks (`<!—`, `＜!--`).
    pub(super) fn note_open_comment(&mut self, range: &Range<usize>) {
        let text = slice(self.text, range.start..);
        let starts = text.char_indices().take_while(|(at, _)| range.start + at < range.end);
        let opens = |at: usize| {
            let rest = text.get(at..)?.strip_prefix(['<', '＜'])?.strip_prefix(['!', '！'])?.trim_start();
            let line = text.get(at..)?.lines().next()?;
            rest.starts_with(['-', '—', '–', '－']).then_some(line)
        };
        let found =
            starts.filter(|(_, c)| matches!(c, '<' | '＜')).find_map(|(at, _)| Some((at, opens(at)?)));
        let Some((at, line)) = found else { return };
        if slice(self.text, ..range.start + at).ends_with('\\') {
            return;
        }
        let start = range.start + at;
        let finding = Finding::Mark(MarkSlip::OpenComment { text: quote(&without_marks(line)) });
        self.fault(finding, &(start..start + line.len()));
    }

    fn start_tag(&mut self, tag: StartTag, kept: Element, source: &HtmlSource) {
        if self.raw.open.len() + self.nesting > MAX_NESTING {
            return self.removed(source, &tag.range);
        }
        let start = self.out.end();
        if tag.name == "table" {
            self.start_table_frame();
        }
        let _ = write!(self.out, "<{}", tag.name);
        let ids = self.raw.ids.len();
        if !self.attributes(&tag, source) {
            self.removed(source, &tag.range);
        }
        self.out.push_str(">");
        if matches!(tag.name.as_str(), "br" | "hr") {
            self.inline.reset();
        }
        if kept == Element::KeptVoid {
            return;
        }
        if tag.closes_itself {
            // `<a id="x"/>` is common, and means an empty element whatever HTML says.
            return self.push_end(&tag.name);
        }
        self.raw.open.push(OpenTag {
            name: tag.name,
            depth: self.depth,
            loose: kept == Element::KeptLoose,
            is_folded: false,
            written: start..self.out.end(),
            quoted: quote(slice(&source.html, tag.range.clone())),
            place: source.place(&tag.range),
            id: (self.raw.ids.len() > ids).then_some(ids),
        });
    }

    /// Writes what is kept of a tag's attributes; `false` where some were dropped.
    fn attributes(&mut self, tag: &StartTag, source: &HtmlSource) -> bool {
        let mut all_kept = !tag.has_repeated;
        let mut class = String::new();
        for (name, value) in &tag.attributes {
            all_kept &= match name.as_str() {
                "href" if tag.name == "a" => self.raw_link(value, &tag.range, source),
                "id" => self.raw_id(value),
                "class" => push_word(&mut class, value),
                "align" if matches!(value.as_str(), "left" | "center" | "right") => {
                    push_word(&mut class, value)
                }
                _ if attribute(&tag.name, name) => {
                    self.raw_attribute(name, value);
                    true
                }
                _ => false,
            };
        }
        if !class.is_empty() {
            self.raw_attribute("class", &class);
        }
        all_kept
    }

    fn raw_attribute(&mut self, name: &str, value: &str) {
        let _ = write!(self.out, " {name}=\"");
        self.out.push_text(value);
        self.out.push_str("\"");
    }

    fn raw_link(&mut self, target: &str, range: &Range<usize>, source: &HtmlSource) -> bool {
        let span = self.marks.original(&source.place(range));
        match link_target(target) {
            LinkTarget::Place => {
                self.out.push_str(" href=\"");
                self.out.push_slot(Slot::Link(self.body.links.len()));
                self.out.push_str("\"");
                self.body.links.push(Link { target: target.to_owned(), span });
                true
            }
            // Figures are written in Markdown, where their text can be read.
            LinkTarget::Figure { .. } => false,
            LinkTarget::Misspelt(better) => {
                let finding = Finding::Reference(ReferenceFault::DeadLink {
                    target: target.to_owned(),
                    similar: Some(better),
                });
                self.body.faults.push((finding, span));
                true
            }
            LinkTarget::Refused => {
                self.body.faults.push((
                    Finding::Reference(ReferenceFault::DeadLink { target: target.to_owned(), similar: None }),
                    span,
                ));
                true
            }
        }
    }

    fn raw_id(&mut self, id: &str) -> bool {
        let usable = !id.is_empty() && !id.contains(char::is_whitespace) && !is_reserved(id);
        if !usable || !self.raw.taken.insert(id.to_owned()) {
            return false;
        }
        self.out.push_str(" id=\"");
        self.out.push_slot(Slot::IdPrefix);
        self.out.push_text(id);
        self.out.push_str("\"");
        self.raw.ids.push(Some(id.to_owned()));
        true
    }

    /// A picture becomes one like Markdown's: its size comes from the file, not from the tag.
    fn raw_picture(&mut self, tag: &StartTag, source: &HtmlSource) {
        let value =
            |wanted: &str| tag.attributes.iter().find(|(name, _)| name == wanted).map(|(_, own)| own.clone());
        let span = self.marks.original(&source.place(&tag.range));
        let Some(target) = value("src") else { return self.removed(source, &tag.range) };
        if !is_picture_target(&target) {
            return self
                .body
                .faults
                .push((Finding::Reference(ReferenceFault::MissingPicture { target, similar: None }), span));
        }
        let is_known = |name: &str| matches!(name, "src" | "alt" | "title" | "width" | "height");
        if tag.attributes.iter().any(|(name, _)| !is_known(name)) {
            self.removed(source, &tag.range);
        }
        // An empty alternative is how HTML says that a picture is only ornament; none at all is not.
        let alt = value("alt").unwrap_or_else(|| {
            self.body.faults.push((
                Finding::Reference(ReferenceFault::MissingAlt { target: target.clone() }),
                span.clone(),
            ));
            String::new()
        });
        self.body.has_text = true;
        self.out.push_slot(Slot::Picture(self.body.pictures.len()));
        let title = value("title").unwrap_or_default();
        self.body.pictures.push(Picture { target, alt, title, span });
    }

    fn end_tag(&mut self, name: &str, source: &HtmlSource, range: &Range<usize>) {
        let depth = self.depth;
        let Some(index) = self.raw.open.iter().rposition(|open| open.depth >= depth && open.name == name)
        else {
            // The end tag of an element that was unwrapped has been spoken of at its start.
            if matches!(element(name), Element::Kept | Element::KeptLoose) {
                self.removed(source, range);
            }
            return;
        };
        while self.raw.open.len() > index + 1 {
            self.close_one_raw();
        }
        match self.raw.open.pop() {
            Some(open) if open.is_folded => self.out.push_str("</div>"),
            _ => self.push_end(name),
        }
        if name == "summary" {
            self.fold();
        }
    }

    /// Ends a `details` behind its summary. What it folds away stands behind it in a box of its own, and the theme hides that
    /// on screens while the `details` is closed: what is inside a closed one, older browsers print under no circumstances.
    fn fold(&mut self) {
        let depth = self.depth;
        let Some(open) = self.raw.open.last_mut() else { return };
        if open.name == "details" && open.depth == depth && !open.is_folded {
            open.is_folded = true;
            self.out.push_str("</details><div class=\"folded\">");
        }
    }

    fn push_end(&mut self, name: &str) {
        let _ = write!(self.out, "</{name}>{}", if name == "table" { "</div>" } else { "" });
    }

    /// Closes the tags that were opened inside an element of Markdown which ends now.
    pub(super) fn close_raw(&mut self, depth: usize) {
        while self.raw.open.last().is_some_and(|open| open.depth >= depth) {
            self.close_one_raw();
        }
    }

    fn close_one_raw(&mut self) {
        let Some(open) = self.raw.open.pop() else { return };
        if open.loose {
            return self.push_end(&open.name);
        }
        self.out.remove(&open.written);
        self.inline.removed(&open.written);
        if let Some(id) = open.id.and_then(|id| self.raw.ids.get_mut(id)) {
            *id = None;
        }
        self.fault(Finding::HtmlRemoved { html: open.quoted }, &open.place);
    }

    /// A byte was put into `out`.
    pub(super) fn raw_inserted(&mut self, at: MarkupPosition) {
        for open in self.raw.open.iter_mut().rev().take_while(|open| open.written.start >= at) {
            open.written.start = open.written.start.after_insertion();
            open.written.end = open.written.end.after_insertion();
        }
    }
}

fn push_word(words: &mut String, word: &str) -> bool {
    if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(word);
    true
}

fn quote(html: &str) -> String {
    match html.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", slice(html, ..end)),
        None => html.to_owned(),
    }
}
