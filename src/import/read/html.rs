//! HTML: web pages, and what Word saves as one.
//!
//! Reads the tags as they come, without a tree; what is open is kept on a list, so no nesting uses the call stack. Nothing that a page
//! names is fetched.

mod look;
mod table;

use crate::import::document::{
    Alignment, Block, DEEPEST_TABLE, Inline, Label, LabelKind, Look, OfficeDocument, Outline, OutlineSource,
    Paragraph, ParagraphId, Run,
};
use crate::import::loss::{Loss, LossKind};
use crate::markdown::{RawPiece, StartTag, joins, raw_pieces};
use look::{look_of, style_of};
use table::TableBuilder;

/// Reads a page.
pub fn read(html: &str) -> OfficeDocument {
    let mut reader = Reader { document: OfficeDocument::default(), ..Reader::default() };
    for piece in raw_pieces(html, is_dropped) {
        match piece {
            RawPiece::Text(text) => reader.text(&text),
            RawPiece::Start(tag) => reader.start(&tag),
            RawPiece::End { name, .. } => reader.end(&name),
            RawPiece::Other(_) => {}
        }
    }
    reader.finish()
}

/// Elements that say nothing.
fn is_dropped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "iframe"
            | "object"
            | "svg"
            | "math"
            | "select"
            | "textarea"
            | "xml"
    )
}

/// An element that is open.
struct Open {
    name: String,
    look: Look,
    link: Option<String>,
}

/// A list that is open.
struct List {
    id: u32,
    /// The number of the next item; none where items have bullets.
    next: Option<i64>,
}

#[derive(Default)]
struct Reader {
    document: OfficeDocument,
    last_id: u32,
    last_list: u32,
    open: Vec<Open>,
    lists: Vec<List>,
    tables: Vec<TableBuilder>,
    /// How many tables are open that lie too deep to be tables.
    too_deep: usize,
    /// The paragraph being read.
    paragraph: Option<Paragraph>,
    /// What the next paragraph gets.
    label: Option<Label>,
    outline: Option<Outline>,
    alignment: Alignment,
    /// Blanks that come before the next word, and whether a line ended among them.
    blank: Option<bool>,
    in_title: bool,
    is_preformatted: usize,
}

impl Reader {
    fn look(&self) -> Look {
        self.open.last().map(|open| open.look.clone()).unwrap_or_default()
    }

    fn link(&self) -> Option<String> {
        self.open.last().and_then(|open| open.link.clone())
    }

    fn paragraph(&mut self) -> &mut Paragraph {
        let (label, outline, alignment) = (&mut self.label, self.outline, self.alignment);
        let last_id = &mut self.last_id;
        self.paragraph.get_or_insert_with(|| {
            *last_id += 1;
            let mut paragraph = Paragraph::new(ParagraphId(*last_id));
            paragraph.label = label.take();
            paragraph.outline = outline;
            paragraph.alignment = alignment;
            paragraph
        })
    }

    fn push(&mut self, content: Inline) {
        let run = Run { content, look: self.look(), link: self.link() };
        let paragraph = self.paragraph();
        if let (Inline::Text(words), Some(last)) = (&run.content, paragraph.runs.last_mut())
            && last.look == run.look
            && last.link == run.link
            && let Inline::Text(before) = &mut last.content
        {
            before.push_str(words);
            return;
        }
        paragraph.runs.push(run);
    }

    fn text(&mut self, text: &str) {
        if self.in_title {
            self.document.title_property.get_or_insert_default().push_str(text.trim());
            return;
        }
        if self.is_preformatted > 0 {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.push(Inline::Break);
                }
                if !line.is_empty() {
                    self.push(Inline::Text(line.trim_end_matches('\r').to_owned()));
                }
            }
            return;
        }
        let is_blank = |c: char| c.is_ascii_whitespace();
        let mut words = String::new();
        let mut last = self.last_character();
        for c in text.chars() {
            if is_blank(c) {
                self.blank = Some(self.blank.unwrap_or(false) || c == '\n');
                continue;
            }
            if let Some(has_break) = self.blank.take()
                && let Some(before) = last
                && !(has_break && joins(before, c))
            {
                words.push(' ');
            }
            words.push(c);
            last = Some(c);
        }
        if !words.is_empty() {
            self.push(Inline::Text(words));
        }
    }

    /// The last character of the paragraph, unless a line begins.
    fn last_character(&self) -> Option<char> {
        match &self.paragraph.as_ref()?.runs.last()?.content {
            Inline::Text(words) => words.chars().next_back(),
            Inline::Tab | Inline::Break => None,
            Inline::Picture(_) | Inline::Note(_) => Some('\u{fffc}'),
        }
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        self.blank = None;
        let Some(paragraph) = self.paragraph.take() else { return };
        match self.tables.last_mut() {
            Some(table) => table.push(Block::Paragraph(paragraph)),
            None => self.document.blocks.push(Block::Paragraph(paragraph)),
        }
    }

    fn start(&mut self, tag: &StartTag) {
        let attribute =
            |name: &str| tag.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
        let style = style_of(attribute("style").unwrap_or_default());
        let name = tag.name.as_str();
        if is_block(name) {
            self.flush();
        }
        match name {
            "br" => return self.push(Inline::Break),
            "img" => {
                let source = attribute("src").unwrap_or_default();
                let words = attribute("alt").unwrap_or_default();
                let at = self.paragraph().id;
                let text = format!("{source} {words}").trim().to_owned();
                self.document.losses.push(Loss { at: Some(at), kind: LossKind::Picture, text });
                return;
            }
            "title" => self.in_title = true,
            "pre" => self.is_preformatted += 1,
            "ol" | "ul" => {
                self.last_list += 1;
                let start = attribute("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
                self.lists.push(List { id: self.last_list, next: (name == "ol").then_some(start) });
            }
            "li" => self.label = self.item(attribute("value")),
            "table" if self.tables.len() >= DEEPEST_TABLE => {
                if self.too_deep == 0 {
                    let text = format!("<table> × {}", self.tables.len() + 1);
                    self.document.losses.push(Loss { at: None, kind: LossKind::Look, text });
                }
                self.too_deep += 1;
            }
            "table" => self.tables.push(TableBuilder::default()),
            "thead" | "tr" | "td" | "th" if self.too_deep > 0 => {}
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.row();
                }
            }
            "thead" => {
                if let Some(table) = self.tables.last_mut() {
                    table.in_head = true;
                }
            }
            "td" | "th" => {
                let span = |name: &str| {
                    attribute(name).and_then(|span| span.trim().parse::<usize>().ok()).unwrap_or(1)
                };
                let (columns, rows) = (span("colspan"), span("rowspan"));
                if let Some(table) = self.tables.last_mut() {
                    table.cell(columns, rows, name == "th");
                }
            }
            _ => {}
        }
        if let Some(level) = heading(name) {
            self.outline = Some(Outline { level, from: OutlineSource::Mark });
        }
        if is_block(name) {
            self.alignment = match style.alignment.or(attribute("align")) {
                Some("center") => Alignment::Centre,
                Some("right" | "end") => Alignment::End,
                _ if name == "center" => Alignment::Centre,
                _ => Alignment::Start,
            };
        }
        if !is_void(name) && !tag.closes_itself {
            let look = look_of(name, &style, self.look());
            let link = if name == "a" { attribute("href").map(ToOwned::to_owned) } else { None };
            let link = link.or_else(|| self.link());
            self.open.push(Open { name: name.to_owned(), look, link });
        }
    }

    /// The label of a list's next item.
    fn item(&mut self, value: Option<&str>) -> Option<Label> {
        let level = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let list = self.lists.last_mut()?;
        let Some(next) = &mut list.next else {
            let text = "•".to_owned();
            return Some(Label { text, list: list.id, level, kind: LabelKind::Bullet, ordinal: 0 });
        };
        let ordinal = value.and_then(|value| value.trim().parse().ok()).unwrap_or(*next);
        *next = ordinal.saturating_add(1);
        Some(Label { text: format!("{ordinal}."), list: list.id, level, kind: LabelKind::Number, ordinal })
    }

    fn end(&mut self, name: &str) {
        if is_block(name) {
            self.flush();
        }
        match name {
            "title" => self.in_title = false,
            "pre" => self.is_preformatted = self.is_preformatted.saturating_sub(1),
            "ol" | "ul" => {
                self.lists.pop();
            }
            "li" => self.label = None,
            "table" if self.too_deep > 0 => self.too_deep -= 1,
            "thead" | "td" | "th" if self.too_deep > 0 => {}
            "thead" => {
                if let Some(table) = self.tables.last_mut() {
                    table.in_head = false;
                }
            }
            "td" | "th" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_cell();
                }
            }
            "table" => self.end_table(),
            _ => {}
        }
        if heading(name).is_some() {
            self.outline = None;
        }
        if is_block(name) {
            self.alignment = Alignment::Start;
        }
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.open.truncate(at);
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop().and_then(TableBuilder::finish) else { return };
        match self.tables.last_mut() {
            Some(around) => around.push(Block::Table(table)),
            None => self.document.blocks.push(Block::Table(table)),
        }
    }

    fn finish(mut self) -> OfficeDocument {
        self.flush();
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.document
    }
}

/// The level of a heading.
fn heading(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

fn is_block(name: &str) -> bool {
    heading(name).is_some()
        || matches!(
            name,
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "body"
                | "caption"
                | "center"
                | "dd"
                | "details"
                | "dir"
                | "div"
                | "dl"
                | "dt"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "head"
                | "header"
                | "hr"
                | "html"
                | "li"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "p"
                | "pre"
                | "section"
                | "summary"
                | "table"
                | "tbody"
                | "td"
                | "tfoot"
                | "th"
                | "thead"
                | "title"
                | "tr"
                | "ul"
        )
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}
