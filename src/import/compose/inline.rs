//! A paragraph's words as Markdown, and as HTML for the cells of tables.
//!
//! A look is written where it tells a part of the paragraph from the rest; one that all of it has is the house style's, and goes.

use super::super::document::{Inline, Look, Paragraph, ParagraphId, VerticalPosition};
use super::super::loss::LossKind;
use super::super::walk::paragraphs;
use super::draft::{Draft, Sheet, is_blank, is_blank_character, whole};
use crate::bug::slice;
use crate::diagnostic::words::say;
use crate::markdown::escape;
use crate::markdown::inline::{self, TextPlace};
use std::ops::Range;

/// Which part of a paragraph is written.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// What of its text, in bytes.
    pub(super) words: Range<usize>,
    /// Pictures and notes that stand at these places belong to it, too.
    pub(super) things: Range<usize>,
}

impl Part {
    /// All of a paragraph.
    pub(super) const fn all() -> Self {
        Self { words: 0..usize::MAX, things: 0..usize::MAX }
    }
}

/// In which notation.
#[derive(Debug, Clone, Copy)]
pub(super) enum Notation {
    Markdown(TextPlace),
    /// Raw HTML, in which references to notes cannot stand.
    Html,
}

/// The looks that carry meaning within a paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Marks {
    bold: bool,
    italic: bool,
    struck: bool,
    position: VerticalPosition,
}

enum Piece<'p> {
    Text(String, Marks, Option<&'p str>),
    Break,
    Picture(usize),
    Note(usize),
}

/// The pieces of a part.
struct Pieces<'p> {
    list: Vec<Piece<'p>>,
    /// Whether a look that Markdown has no mark for tells some of the words from others.
    has_lost_look: bool,
}

impl<'p> Pieces<'p> {
    fn of(paragraph: &'p Paragraph, part: &Part, label: &str) -> Self {
        let mut pieces = Self { list: Vec::new(), has_lost_look: false };
        pieces.add(label, Marks::default(), None);
        let mut at = 0;
        let mut runs: Vec<(&Look, bool)> = Vec::new();
        for run in &paragraph.runs {
            let words = match &run.content {
                Inline::Text(words) => words.as_str(),
                Inline::Tab => "\t",
                Inline::Break => "\n",
                Inline::Picture(index) if part.things.contains(&at) => {
                    pieces.list.push(Piece::Picture(*index));
                    continue;
                }
                Inline::Note(index) if part.things.contains(&at) => {
                    pieces.list.push(Piece::Note(*index));
                    continue;
                }
                Inline::Picture(_) | Inline::Note(_) => continue,
            };
            let start = part.words.start.clamp(at, at + words.len()) - at;
            let end = part.words.end.clamp(at, at + words.len()) - at;
            at += words.len();
            let words = words.get(start..end).unwrap_or_default();
            if words.is_empty() {
                continue;
            }
            if matches!(run.content, Inline::Break) {
                pieces.list.push(Piece::Break);
                continue;
            }
            if !is_blank(words) {
                runs.push((&run.look, run.link.is_some()));
            }
            pieces.add(words, Marks::of(&run.look), run.link.as_deref());
        }
        let differs = |has: &dyn Fn(&Look) -> bool| {
            runs.iter().any(|(look, is_link)| !is_link && has(look))
                && !runs.iter().all(|(look, _)| has(look))
        };
        pieces.has_lost_look = differs(&|look| look.underlined)
            || differs(&|look| look.colour.is_some_and(|colour| colour != [0, 0, 0]));
        pieces.drop_common();
        pieces
    }

    fn add(&mut self, words: &str, marks: Marks, link: Option<&'p str>) {
        match self.list.last_mut() {
            // A blank has no look of its own.
            Some(Piece::Text(own, known, target))
                if *target == link && (*known == marks || is_blank(words)) =>
            {
                own.push_str(words);
            }
            _ if words.is_empty() => {}
            _ => self.list.push(Piece::Text(words.to_owned(), marks, link)),
        }
    }

    /// Takes away what all words have.
    fn drop_common(&mut self) {
        let all = |has: fn(&Marks) -> bool, list: &[Piece]| {
            list.iter().all(|piece| match piece {
                Piece::Text(words, marks, _) => is_blank(words) || has(marks),
                _ => true,
            })
        };
        let bold = all(|marks| marks.bold, &self.list);
        let italic = all(|marks| marks.italic, &self.list);
        let raised = all(|marks| marks.position != VerticalPosition::Line, &self.list);
        let mut merged = Pieces { list: Vec::new(), has_lost_look: self.has_lost_look };
        for piece in std::mem::take(&mut self.list) {
            match piece {
                Piece::Text(words, mut marks, link) => {
                    marks.bold &= !bold;
                    marks.italic &= !italic;
                    if raised {
                        marks.position = VerticalPosition::Line;
                    }
                    merged.add(&words, marks, link);
                }
                other => merged.list.push(other),
            }
        }
        self.list = merged.list;
    }
}

impl Marks {
    const fn of(look: &Look) -> Self {
        Self { bold: look.bold, italic: look.italic, struck: look.struck, position: look.position }
    }
}

impl Draft<'_> {
    /// Writes a part of a paragraph, with a label before it; the characters are to be accounted for by whoever asks.
    pub(super) fn line(
        &mut self,
        paragraph: &Paragraph,
        part: &Part,
        label: &str,
        notation: Notation,
        sheet: &mut Sheet,
    ) -> String {
        let pieces = Pieces::of(paragraph, part, label);
        let in_heading = matches!(notation, Notation::Markdown(place) if place.in_heading);
        if pieces.has_lost_look && !in_heading {
            self.lose_beside(Some(paragraph.id), LossKind::Look, "");
        }
        let mut out = String::new();
        for piece in pieces.list {
            match piece {
                Piece::Text(words, marks, link) => {
                    let marks =
                        if in_heading { Marks { bold: false, italic: false, ..marks } } else { marks };
                    let address = link.and_then(|link| self.address(paragraph.id, link));
                    let words = match out.chars().next_back() {
                        None | Some('\n') => words.trim_start_matches(is_blank_character),
                        Some(_) => &words,
                    };
                    push(words, marks, address, notation, &mut out);
                }
                Piece::Break => line_break(notation, &mut out),
                Piece::Picture(index) => {
                    let picture = self.picture(index, paragraph.id, notation, sheet);
                    out.push_str(&picture);
                }
                // A reference to a note that says nothing would stand there as it is typed.
                Piece::Note(index) if !self.says_something(index) => {}
                Piece::Note(index) => {
                    if let Notation::Markdown(_) = notation {
                        out.push_str(&format!("[^{}]", index + 1));
                    }
                    if !sheet.notes.contains(&index) {
                        sheet.notes.push(index);
                    }
                }
            }
        }
        trimmed(out)
    }

    /// Whether a note is there and has words.
    fn says_something(&self, note: usize) -> bool {
        let own = self.document.notes.get(note);
        own.is_some_and(|note| {
            paragraphs(&note.blocks).into_iter().any(|paragraph| !is_blank(&whole(paragraph)))
        })
    }

    /// Where a link may lead: elsewhere on the web. What leads into the document, or to a file on somebody's disk, is its words only.
    fn address<'l>(&mut self, at: ParagraphId, link: &'l str) -> Option<&'l str> {
        let link = link.trim();
        let lower = link.to_ascii_lowercase();
        let leads = ["http://", "https://", "mailto:"].iter().any(|scheme| {
            lower.strip_prefix(scheme).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()))
        });
        if leads && !link.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Some(link);
        }
        if !link.is_empty() && !link.starts_with('#') {
            self.lose_beside(Some(at), LossKind::Other, link);
            self.remark(
                Some(at),
                say!(
                    "its link leads to `{link}`, where no reader of a page gets; the words stay",
                    "链接指向 `{link}`，网页读者无法打开；只保留了文字"
                ),
            );
        }
        None
    }
}

/// Appends words in a look.
fn push(words: &str, marks: Marks, address: Option<&str>, notation: Notation, out: &mut String) {
    let is_plain = marks == Marks::default() && address.is_none();
    match notation {
        Notation::Markdown(place) if is_plain => inline::push(words, place, out),
        Notation::Markdown(place) => {
            let bare = words.trim_matches(is_blank_character);
            let (before, after) =
                words.split_at(words.len() - words.trim_start_matches(is_blank_character).len());
            inline::push(before, place, out);
            if !bare.is_empty() {
                let mut inner = String::new();
                inline::push(bare, place, &mut inner);
                for (has, mark) in [
                    (marks.position == VerticalPosition::Raised, ("", "sup")),
                    (marks.position == VerticalPosition::Lowered, ("", "sub")),
                    (marks.struck, ("~~", "del")),
                    (marks.italic, ("*", "em")),
                    (marks.bold, ("**", "strong")),
                ] {
                    if has && mark.0.is_empty() {
                        inner = format!("<{0}>{inner}</{0}>", mark.1);
                    } else if has {
                        inner = inline::emphasis(&inner, out, mark);
                    }
                }
                out.push_str(
                    &address.map_or_else(|| inner.clone(), |address| inline::link(&inner, address, "")),
                );
            }
            let tail = slice(after, after.trim_end_matches(is_blank_character).len()..);
            inline::push(tail, place, out);
        }
        Notation::Html => {
            let mut inner = String::new();
            escape(&words.split(['\n', '\r']).collect::<Vec<_>>().join(" "), &mut inner);
            for (has, element) in [
                (marks.position == VerticalPosition::Raised, "sup"),
                (marks.position == VerticalPosition::Lowered, "sub"),
                (marks.struck, "del"),
                (marks.italic, "em"),
                (marks.bold, "strong"),
            ] {
                if has && !is_blank(words) {
                    inner = format!("<{element}>{inner}</{element}>");
                }
            }
            match address.filter(|_| !is_blank(words)) {
                Some(address) => {
                    out.push_str("<a href=\"");
                    escape(address, out);
                    out.push_str(&format!("\">{inner}</a>"));
                }
                None => out.push_str(&inner),
            }
        }
    }
}

/// Breaks the line, unless nothing stands in it.
fn line_break(notation: Notation, out: &mut String) {
    match notation {
        Notation::Markdown(TextPlace { in_heading: true, .. }) => out.push(' '),
        Notation::Markdown(TextPlace { in_cell: false, .. }) => {
            out.truncate(out.trim_end_matches([' ', '\u{3000}']).len());
            if !out.is_empty() && !out.ends_with('\n') {
                out.push_str("\\\n");
            }
        }
        Notation::Markdown(_) | Notation::Html => {
            if !out.is_empty() && !out.ends_with("<br>") {
                out.push_str("<br>");
            }
        }
    }
}

/// Without blanks and breaks at its end.
fn trimmed(mut out: String) -> String {
    loop {
        let bare = out.trim_end().len();
        let breaks = slice(&out, bare..).starts_with('\n');
        out.truncate(bare);
        if breaks && out.ends_with('\\') {
            out.pop();
        } else if out.ends_with("<br>") {
            out.truncate(out.len() - "<br>".len());
        } else {
            return out;
        }
    }
}
