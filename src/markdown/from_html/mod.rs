//! HTML written as Markdown, for the twins of pages that programs and people without a browser read.
//!
//! Takes HTML as this program writes it (a filled body, plain tables and lists); gives CommonMark with GitHub's tables, strikethrough,
//! task lists, footnotes and alerts. What only has meaning for a browser is left out: scripts, drawings, ids, classes, comments. What
//! Markdown has no mark for stays as the element that it was (`<sup>`), so no word is lost: parsed again, the Markdown says what the
//! HTML said. Nothing here recurs, so no nesting uses the call stack. [`elements`] knows the elements, [`text`] escapes, [`blocks`] lays lines out.

mod blocks;
mod elements;
pub mod text;

#[cfg(test)]
mod tests;

use super::tags::{RawPiece, StartTag, raw_pieces};
use blocks::{Cell, ListItem, Table};
use elements::attribute;
use text::TextPlace;

/// Elements nested deeper lose their tags, not their text.
const DEEPEST: usize = 256;

/// Writes HTML as Markdown; ends with a line break unless there is nothing.
pub fn from_html(html: &str) -> String {
    let mut writer = MarkdownWriter { open: Vec::new(), frames: vec![Frame::new(FrameKind::Flow)] };
    for piece in raw_pieces(html, is_dropped) {
        match piece {
            RawPiece::Text(text) => writer.text(&text),
            RawPiece::Start(tag) => writer.start(&tag),
            RawPiece::End { name, .. } => writer.end(&name),
            RawPiece::Other(_) => {}
        }
    }
    while let Some(name) = writer.open.last().map(|open| open.name.clone()) {
        writer.end(&name);
    }
    let mut out = writer.frames.into_iter().next().map(|root| root.out).unwrap_or_default();
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Elements that say nothing without a browser.
fn is_dropped(name: &str) -> bool {
    matches!(
        name,
        "svg"
            | "math"
            | "script"
            | "style"
            | "template"
            | "title"
            | "textarea"
            | "select"
            | "iframe"
            | "object"
    )
}

/// An element that is open.
struct OpenElement {
    name: String,
    /// Whether it has a frame of its own.
    has_frame: bool,
    /// What is written after it, where it has none.
    tail: &'static str,
    /// Whether it stands in a block of its own.
    is_block: bool,
}

/// Something whose Markdown is known only when all that is in it is.
struct Frame {
    kind: FrameKind,
    out: String,
    /// Whether a block was written last, so that what follows stands apart.
    after_block: bool,
    /// The marker of the list that was written last, if nothing else was since.
    last_marker: Option<char>,
}

enum FrameKind {
    /// The whole text.
    Flow,
    Paragraph,
    Heading(usize),
    /// A quotation, or an alert of a kind.
    Quote(Option<String>),
    /// A list with the number of its first item, if it has numbers.
    List {
        first: Option<u64>,
        items: Vec<ListItem>,
        is_loose: bool,
    },
    /// An item; with its label, where it is a footnote.
    Item {
        note: Option<String>,
        is_loose: bool,
    },
    /// A code block in a language.
    Code(String),
    Table(Table),
    Caption,
    Cell(Cell),
    Term,
    Definition,
    /// Emphasis: its mark, and the element to be written where the mark would not be read as one.
    Emphasis {
        mark: &'static str,
        element: &'static str,
    },
    InlineCode,
    Link {
        address: String,
        title: String,
    },
    /// What is left out.
    Nothing,
}

impl Frame {
    const fn new(kind: FrameKind) -> Self {
        Self { kind, out: String::new(), after_block: false, last_marker: None }
    }
}

struct MarkdownWriter {
    open: Vec<OpenElement>,
    /// The first is the whole text's, and always there.
    frames: Vec<Frame>,
}

impl MarkdownWriter {
    fn frame(&mut self) -> Option<&mut Frame> {
        self.frames.last_mut()
    }

    fn is_in(&self, is: fn(&FrameKind) -> bool) -> bool {
        self.frames.iter().any(|frame| is(&frame.kind))
    }

    fn is_in_cell(&self) -> bool {
        self.is_in(|kind| matches!(kind, FrameKind::Cell(_)))
    }

    fn text(&mut self, words: &str) {
        let in_cell = self.is_in_cell();
        let Some(frame) = self.frame() else { return };
        match frame.kind {
            FrameKind::Code(_) => frame.out.push_str(words),
            FrameKind::InlineCode if in_cell => frame.out.push_str(&words.replace('|', "\\|")),
            FrameKind::InlineCode => frame.out.push_str(words),
            FrameKind::Nothing => {}
            // Words where only items or rows belong, as where the tags of these were too deep.
            FrameKind::List { ref mut items, .. } if !words.trim_ascii().is_empty() => {
                let mut text = String::new();
                text::push(words.trim_ascii(), TextPlace::default(), &mut text);
                items.push(ListItem { note: None, text });
            }
            FrameKind::Table(ref mut table) if !words.trim_ascii().is_empty() => {
                text::push(words, TextPlace::default(), &mut table.caption);
            }
            FrameKind::List { .. } | FrameKind::Table(_) => {}
            _ => {
                if words.trim_ascii().is_empty() && (frame.after_block || frame.out.is_empty()) {
                    return;
                }
                frame.begin_inline();
                let place = TextPlace { in_cell, in_heading: matches!(frame.kind, FrameKind::Heading(_)) };
                text::push(words, place, &mut frame.out);
            }
        }
    }

    /// Writes what is Markdown already.
    fn inline(&mut self, markdown: &str) {
        if let Some(frame) = self.frame() {
            frame.begin_inline();
            frame.out.push_str(markdown);
        }
    }

    fn start(&mut self, tag: &StartTag) {
        // No text of an author nests as deep: what does is shown without its tags.
        if self.open.len() > DEEPEST {
            return;
        }
        let name = tag.name.as_str();
        match name {
            "br" => return self.line_break(),
            "hr" => {
                if let Some(frame) = self.frame() {
                    frame.block("***");
                }
                return;
            }
            "img" => {
                let picture =
                    text::picture(attribute(tag, "alt"), attribute(tag, "src"), attribute(tag, "title"));
                return self.inline(&picture);
            }
            "input" => {
                let is_ticked = tag.attributes.iter().any(|(name, _)| name == "checked");
                return self.inline(if is_ticked { "[x] " } else { "[ ] " });
            }
            "wbr" | "col" => return,
            // `pre` has made its frame already.
            "code" if matches!(self.frames.last(), Some(Frame { kind: FrameKind::Code(_), .. })) => {
                let languages = attribute(tag, "class").split_ascii_whitespace();
                let named = languages.filter_map(|class| class.strip_prefix("language-")).next();
                if let Some(Frame { kind: FrameKind::Code(language), .. }) = self.frame() {
                    named.unwrap_or_default().clone_into(language);
                }
                return self.open_plain(name, false, "");
            }
            "tr" => {
                if let Some(table) = self.table() {
                    table.start_row();
                }
            }
            _ => {}
        }
        if let Some(kind) = self.kind_of(tag) {
            if let FrameKind::Paragraph = kind {
                self.loosen();
            }
            self.frames.push(Frame::new(kind));
            self.open.push(OpenElement { name: name.to_owned(), has_frame: true, tail: "", is_block: false });
            return;
        }
        match name {
            "sup" => self.open_element(name, "<sup>", "</sup>"),
            "sub" => self.open_element(name, "<sub>", "</sub>"),
            "ins" | "u" => self.open_element(name, "<ins>", "</ins>"),
            "mark" => self.open_element(name, "<mark>", "</mark>"),
            "kbd" => self.open_element(name, "<kbd>", "</kbd>"),
            "q" => self.open_element(name, "“", "”"),
            "article" | "aside" | "details" | "div" | "dl" | "figcaption" | "figure" | "footer"
            | "header" | "main" | "nav" | "section" => self.open_plain(name, true, ""),
            _ => self.open_plain(name, false, ""),
        }
    }

    fn open_plain(&mut self, name: &str, is_block: bool, tail: &'static str) {
        if let (true, Some(frame)) = (is_block, self.frame()) {
            frame.end_block();
        }
        self.open.push(OpenElement { name: name.to_owned(), has_frame: false, tail, is_block });
    }

    fn open_element(&mut self, name: &str, head: &str, tail: &'static str) {
        self.inline(head);
        self.open_plain(name, false, tail);
    }

    fn line_break(&mut self) {
        let in_cell = self.is_in_cell();
        let Some(frame) = self.frame() else { return };
        match frame.kind {
            FrameKind::Code(_) => frame.out.push('\n'),
            FrameKind::Heading(_) | FrameKind::Term => frame.out.push(' '),
            _ if in_cell => frame.out.push_str("<br>"),
            _ if frame.out.is_empty() || frame.after_block => {}
            _ => {
                frame.out.truncate(frame.out.trim_end_matches(' ').len());
                frame.out.push_str("\\\n");
            }
        }
    }

    /// A paragraph in an item sets the items of its list apart.
    fn loosen(&mut self) {
        if let [
            ..,
            Frame { kind: FrameKind::List { is_loose: list, .. }, .. },
            Frame { kind: FrameKind::Item { is_loose, .. }, .. },
        ] = self.frames.as_mut_slice()
        {
            (*list, *is_loose) = (true, true);
        }
    }

    fn table(&mut self) -> Option<&mut Table> {
        match self.frames.last_mut().map(|frame| &mut frame.kind) {
            Some(FrameKind::Table(table)) => Some(table),
            _ => None,
        }
    }

    fn end(&mut self, name: &str) {
        if !self.open.iter().any(|open| open.name == name) {
            return;
        }
        while let Some(open) = self.open.pop() {
            if open.has_frame {
                self.close();
            } else if !open.tail.is_empty() {
                self.inline(open.tail);
            } else if let (true, Some(frame)) = (open.is_block, self.frame()) {
                frame.end_block();
            }
            if open.name == name {
                return;
            }
        }
    }

    /// Ends the innermost frame: what is in it goes into that around it.
    fn close(&mut self) {
        let in_cell = self.is_in_cell();
        let Some(Frame { kind, mut out, .. }) = self.frames.pop() else { return };
        let Some(around) = self.frames.last_mut() else { return };
        if !matches!(kind, FrameKind::InlineCode | FrameKind::Emphasis { .. } | FrameKind::Code(_)) {
            blocks::trim(&mut out);
        }
        match kind {
            FrameKind::Nothing => {}
            FrameKind::Flow | FrameKind::Paragraph => around.block(&out),
            FrameKind::Heading(level) => {
                around.block(&if out.is_empty() { out } else { format!("{} {out}", "#".repeat(level)) });
            }
            FrameKind::Quote(alert) => around.block(&blocks::quotation(alert.as_deref(), &out)),
            FrameKind::List { first, items, is_loose } => around.list(first, &items, is_loose),
            FrameKind::Item { note, .. } => match &mut around.kind {
                FrameKind::List { items, .. } => items.push(ListItem { note, text: out }),
                _ => around.block(&out),
            },
            FrameKind::Code(_) if in_cell => around.inline(&text::code(&out.replace('|', "\\|"))),
            FrameKind::Code(language) => around.block(&blocks::code(&language, &out)),
            FrameKind::Table(table) if in_cell => around.inline(&table.flat()),
            FrameKind::Table(table) => table.blocks().iter().for_each(|block| around.block(block)),
            FrameKind::Caption => {
                if let FrameKind::Table(table) = &mut around.kind {
                    table.caption = out;
                }
            }
            FrameKind::Cell(cell) => {
                if let FrameKind::Table(table) = &mut around.kind {
                    table.push(Cell { text: blocks::in_one_line(&out), ..cell });
                }
            }
            FrameKind::Term => around.block(&out),
            FrameKind::Definition => around.definition(&out),
            FrameKind::Emphasis { mark, element } => around
                .inline_with_blanks(&out, |inner, before| text::emphasis(inner, before, (mark, element))),
            FrameKind::InlineCode => around.inline(&text::code(&out)),
            FrameKind::Link { address, title } => match address.strip_prefix('^') {
                Some(label) => around.inline(&format!("[^{label}]")),
                None if address.is_empty() || out.is_empty() => around.inline(&out),
                None => {
                    // `!` before a link would make a picture of it.
                    if around.out.ends_with('!') {
                        around.out.pop();
                        around.out.push_str("\\!");
                    }
                    around.inline(&text::link(&out, &address, &title));
                }
            },
        }
    }
}
