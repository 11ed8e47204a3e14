//! What stands in a line: text, tabs, breaks, symbols, references to notes.

use super::super::properties;
use super::super::symbols;
use super::super::xml::{Element, Xml};
use super::field::FieldPart;
use super::look;
use super::{Frame, Story, StoryFault};
use crate::import::document::{Inline, NoteKind, ParagraphId};
use crate::import::loss::LossKind;

impl Story<'_, '_, '_> {
    /// An element of WordprocessingML that stands in a paragraph; nothing where all of it has been read.
    pub(super) fn inline(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element<'_>,
    ) -> Result<Option<Frame>, StoryFault> {
        match element.name() {
            "r" => {
                let plain = self.paragraphs.last().map(|paragraph| paragraph.plain(self.definitions));
                self.runs.push(plain.unwrap_or_default());
                return Ok(Some(Frame::Run));
            }
            "rPr" => {
                let direct = properties::run(xml, &mut self.gathered.changes)?;
                let style = self.paragraphs.last().and_then(|paragraph| {
                    self.definitions.styles.of_paragraph(paragraph.props.style.as_deref())
                });
                let state = look::resolve(&direct, style, &self.definitions.styles, &self.definitions.theme);
                if let Some(run) = self.runs.last_mut() {
                    *run = state;
                }
                return Ok(None);
            }
            "t" | "delText" => {
                let keeps_blanks = element.attribute("space").as_deref() == Some("preserve");
                let text = xml.text()?;
                let is_blank = |character: char| matches!(character, ' ' | '\t' | '\n' | '\r');
                self.text(if keeps_blanks { &text } else { text.trim_matches(is_blank) });
                return Ok(None);
            }
            "instrText" | "delInstrText" => {
                let text = xml.text()?;
                let field = self.sink().fields.last_mut();
                if let Some(field) = field.filter(|field| field.instruction.len() < 1 << 16) {
                    field.instruction.push_str(&text);
                }
                return Ok(None);
            }
            "tab" | "ptab" => self.put(Inline::Tab),
            "cr" => self.put(Inline::Break),
            "br" => match element.attribute("type").as_deref() {
                Some("page") => self.page_break(),
                Some("column") => {
                    if let Some(paragraph) =
                        self.paragraphs.last_mut().filter(|paragraph| !paragraph.runs.is_empty())
                    {
                        paragraph.pending_break = true;
                    }
                }
                _ => self.put(Inline::Break),
            },
            "noBreakHyphen" => self.text("\u{2011}"),
            "sym" => self.symbol(element),
            name @ ("footnoteReference" | "endnoteReference") => {
                let kind = if name == "footnoteReference" { NoteKind::Footnote } else { NoteKind::Endnote };
                if let Some(id) = element.attribute("id").filter(|_| self.lost.is_empty()) {
                    let place = self.gathered.note(kind, &id);
                    self.put(Inline::Note(place));
                }
            }
            "commentRangeStart" | "commentReference" => {
                let at = self
                    .paragraphs
                    .last()
                    .map_or_else(|| self.gathered.coming_id(), |paragraph| paragraph.id);
                if let Some(id) = element.attribute("id") {
                    self.gathered.comments.entry(id.into_owned()).or_insert(at);
                }
            }
            "fldChar" => {
                match element.attribute("fldCharType").as_deref() {
                    Some("begin") => self.begin_field(),
                    Some("separate") => self.separate_field(),
                    Some("end") => self.end_field(),
                    _ => {}
                }
                xml.skip()?;
                return Ok(None);
            }
            _ => return self.wrapper(xml, element),
        }
        xml.skip()?;
        Ok(None)
    }

    /// The paragraph that is being read.
    pub(super) fn here(&self) -> Option<ParagraphId> {
        self.paragraphs.last().map(|paragraph| paragraph.id)
    }

    pub(super) fn in_contents(&mut self) -> bool {
        self.contents > 0
            || self.sink().fields.iter().any(|field| field.is_contents && field.part == FieldPart::Result)
    }

    /// Text of the document, as it is typed.
    pub(super) fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(math) = &mut self.math {
            math.text(text);
            return;
        }
        let is_instruction = self.sink().fields.iter().any(|field| field.part == FieldPart::Instruction);
        if is_instruction {
            if let Some(field) = self.sink().fields.last_mut() {
                field.swallowed.push_str(text);
            }
            return;
        }
        let face = self.runs.last().and_then(|run| run.symbol_face.clone());
        let is_symbol = text.chars().any(symbols::is_private)
            || face.as_deref().is_some_and(|face| symbols::is_symbol_face(face) && text.is_ascii());
        let shown = if is_symbol { symbols::shown(text, face.as_deref()) } else { text.to_owned() };
        if self.lose_text(&shown) {
            return;
        }
        let mut words = String::with_capacity(shown.len());
        for character in shown.chars() {
            match character {
                '\t' => {
                    self.put_text(&mut words);
                    self.put(Inline::Tab);
                }
                '\n' | '\r' => words.push(' '),
                // Neither is seen.
                '\u{AD}' | '\u{FEFF}' => {}
                _ if character.is_control() => {}
                _ => words.push(character),
            }
        }
        self.put_text(&mut words);
    }

    fn put_text(&mut self, words: &mut String) {
        if !words.is_empty() {
            self.put(Inline::Text(std::mem::take(words)));
        }
    }

    /// Makes text a loss where it is one; says whether it was.
    fn lose_text(&mut self, text: &str) -> bool {
        let at = self.here();
        if let Some(kind) = self.lost.first().copied() {
            self.gathered.lose(at, kind, text);
            return true;
        }
        if self.runs.last().is_some_and(|run| run.is_hidden) {
            if let Some(paragraph) = self.paragraphs.last_mut() {
                paragraph.has_hidden = true;
            }
            self.gathered.lose(at, LossKind::Hidden, text);
            return true;
        }
        false
    }

    /// Puts something into the line.
    pub(super) fn put(&mut self, content: Inline) {
        let is_unseen = !self.lost.is_empty()
            || self.runs.last().is_some_and(|run| run.is_hidden)
            || self.sink().fields.iter().any(|field| field.part == FieldPart::Instruction);
        if is_unseen || self.math.is_some() {
            return;
        }
        let in_contents = self.in_contents();
        let sink = self.sink();
        let link = sink
            .links
            .iter()
            .rev()
            .flatten()
            .next()
            .or_else(|| sink.fields.iter().rev().find_map(|field| field.link.as_ref()))
            .cloned();
        let plain = Default::default();
        let look = self.runs.last().map_or(&plain, |run| &run.look);
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.push(content, look, link.as_deref(), in_contents);
        }
    }

    fn page_break(&mut self) {
        if !self.lost.is_empty() {
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.page_break();
        }
    }

    fn symbol(&mut self, element: &Element<'_>) {
        let face = element.attribute("font").unwrap_or_default();
        let Some(code) = element.attribute("char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok())
        else {
            return;
        };
        match symbols::sign(code, &face) {
            Some(sign) => self.text(sign.encode_utf8(&mut [0; 4])),
            None => {
                let at = self.here();
                let text = char::from_u32(code).map_or_else(String::new, String::from);
                self.gathered.lose(at, LossKind::Other, &text);
            }
        }
    }
}
