//! The walk through the text: which paragraph goes into which file, and as what.

use super::super::document::{Block, Inline, LabelKind, Paragraph};
use super::super::loss::LossKind;
use super::super::propose::id::free_id;
use super::super::structure::{Role, Ruling, Structure};
use super::super::walk::paragraphs;
use super::draft::{Draft, Sheet, is_blank, whole};
use super::inline::{Notation, Part};
use crate::bug::slice;
use crate::diagnostic::words::say;
use crate::markdown::inline::TextPlace;
use crate::source::edit::scalar;
use std::collections::BTreeSet;

const PROSE: Notation = Notation::Markdown(TextPlace { in_cell: false, in_heading: false });
const HEADING: Notation = Notation::Markdown(TextPlace { in_cell: false, in_heading: true });
/// Markdown has no deeper headings.
const DEEPEST: u8 = 6;

/// Writes the text: the plan's own first, then the sections.
pub(super) fn sheets(draft: &mut Draft, structure: &Structure) -> Vec<Sheet> {
    let mut sheets =
        vec![Sheet { file: super::formal::INDEX.to_owned(), stem: "plan".to_owned(), ..Sheet::default() }];
    let mut slugs: BTreeSet<String> = ["plan".to_owned()].into();
    let document = draft.document;
    for block in &document.blocks {
        let Some(mut sheet) = sheets.pop() else { break };
        let mut new = None;
        match block {
            Block::Table(table) => draft.table(table, &mut sheet),
            Block::Paragraph(paragraph) => {
                new = draft.paragraph(paragraph, structure, &mut sheet, sheets.len(), &mut slugs);
            }
        }
        sheets.push(sheet);
        sheets.extend(new);
    }
    for sheet in &mut sheets {
        draft.write_notes(sheet);
    }
    sheets
}

impl<'d> Draft<'d> {
    /// Writes a paragraph; gives the section that it opens, if it does.
    fn paragraph(
        &mut self,
        paragraph: &'d Paragraph,
        structure: &Structure,
        sheet: &mut Sheet,
        done: usize,
        slugs: &mut BTreeSet<String>,
    ) -> Option<Sheet> {
        let ruling = structure.rulings.get(&paragraph.id);
        match ruling.map_or(&Role::Text, |ruling| &ruling.role) {
            Role::Heading { level, words, run_in, is_renumbered } => {
                let heading = Heading {
                    level: *level,
                    words: words.clone(),
                    run_in: *run_in,
                    is_renumbered: *is_renumbered,
                };
                let number = ruling.and_then(|ruling| ruling.number.clone());
                return self.heading(paragraph, &heading, number, sheet, done + 1, slugs);
            }
            Role::AttachmentMark => {
                // Its words stand in the title of the section that the next paragraph opens.
                self.things_of(paragraph, sheet);
                self.mark = Some(paragraph);
            }
            Role::Contents => self.lose_whole(paragraph, LossKind::Contents),
            Role::Dress => self.lose_whole(paragraph, LossKind::Dress),
            role @ (Role::Title
            | Role::IssuerHead
            | Role::DocumentNumber
            | Role::Addressee
            | Role::Attachments
            | Role::Signature
            | Role::WrittenDate
            | Role::Imprint) => {
                if self.formal(paragraph, role, &structure.front) {
                    self.things_of(paragraph, sheet);
                } else {
                    self.text(paragraph, sheet);
                }
            }
            Role::Item(level) => self.item(paragraph, *level, ruling, sheet),
            Role::Empty | Role::Text | Role::Caption => self.text(paragraph, sheet),
        }
        None
    }

    /// Writes a paragraph as text, with its label.
    pub(super) fn text(&mut self, paragraph: &Paragraph, sheet: &mut Sheet) {
        let label = label_of(paragraph);
        let line = self.line(paragraph, &Part::all(), &label, PROSE, sheet);
        self.keep(paragraph.id, &sheet.file, &whole(paragraph));
        sheet.block(&line);
    }

    /// Pictures of a paragraph whose words stand elsewhere; its notes become text.
    fn things_of(&mut self, paragraph: &Paragraph, sheet: &mut Sheet) {
        let part = Part { words: 0..0, things: 0..usize::MAX };
        self.things(paragraph, &part, sheet);
    }

    fn things(&mut self, paragraph: &Paragraph, part: &Part, sheet: &mut Sheet) {
        let mut at = 0;
        let (mut pictures, mut notes) = (Vec::new(), Vec::new());
        for run in &paragraph.runs {
            match &run.content {
                Inline::Text(words) => at += words.len(),
                Inline::Tab | Inline::Break => at += 1,
                Inline::Picture(index) if part.things.contains(&at) => {
                    pictures.push(self.picture(*index, paragraph.id, PROSE, sheet));
                }
                Inline::Note(index) if part.things.contains(&at) => notes.push(*index),
                Inline::Picture(_) | Inline::Note(_) => {}
            }
        }
        pictures.retain(|picture| !picture.is_empty());
        sheet.block(&pictures.join(" "));
        for note in notes {
            self.note_as_text(note, paragraph, sheet);
        }
    }

    /// The text of a note whose reference has no place.
    pub(super) fn note_as_text(&mut self, note: usize, at: &Paragraph, sheet: &mut Sheet) {
        if !self.notes.insert(note) {
            return;
        }
        let document = self.document;
        let Some(own) = document.notes.get(note) else { return };
        for paragraph in paragraphs(&own.blocks) {
            self.text(paragraph, sheet);
        }
        self.remark(
            Some(at.id),
            say!(
                "no note can be hung on it; the note is a paragraph of the text",
                "此处不能带脚注；脚注的内容已作为正文段落"
            ),
        );
    }

    fn item(&mut self, paragraph: &Paragraph, level: u8, ruling: Option<&Ruling>, sheet: &mut Sheet) {
        let text = paragraph.text();
        let marker = ruling.and_then(|ruling| ruling.number.clone()).unwrap_or(0..0);
        let start = if text.get(marker.clone()).is_some() { marker.end } else { 0 };
        let label = match &paragraph.label {
            Some(label) if label.kind == LabelKind::Bullet => {
                self.lose(paragraph.id, LossKind::Dress, &label.text);
                String::new()
            }
            _ => label_of(paragraph),
        };
        self.lose(paragraph.id, LossKind::Dress, slice(&text, ..start));
        let part = Part { words: start..text.len(), things: 0..usize::MAX };
        let line = self.line(paragraph, &part, &label, PROSE, sheet);
        self.keep(paragraph.id, &sheet.file, &format!("{label}{}", slice(&text, start..)));
        if !line.is_empty() {
            sheet.item(level, &line);
        }
    }

    fn heading(
        &mut self,
        paragraph: &'d Paragraph,
        heading: &Heading,
        number: Option<std::ops::Range<usize>>,
        sheet: &mut Sheet,
        place: usize,
        slugs: &mut BTreeSet<String>,
    ) -> Option<Sheet> {
        let text = paragraph.text();
        let words = heading.words.clone();
        let run_in = heading.run_in.unwrap_or(text.len());
        let typed = number.unwrap_or(0..words.start.min(text.len()));
        let is_whole = text.get(words.clone()).is_some_and(|own| !is_blank(own))
            && text.get(words.end..run_in).is_some()
            && text.get(run_in..).is_some()
            && typed.end <= words.start
            && text.get(..words.start).is_some();
        let mark = self.mark.take();
        if !is_whole {
            for paragraph in mark.into_iter().chain([paragraph]) {
                self.text(paragraph, sheet);
            }
            return None;
        }
        let before = slice(&text, ..words.start);
        let label = label_of(paragraph);
        let kept = if heading.is_renumbered {
            self.lose(paragraph.id, LossKind::Number, &format!("{label}{before}"));
            String::new()
        } else {
            joined(&label, before)
        };
        let things = 0..words.end + 1;
        let rest = Part { words: run_in..text.len(), things: things.end..usize::MAX };
        let own = joined(&kept, slice(&text, words.clone()));
        let mut opened = (heading.level <= 1).then(|| {
            let slug = free_id(slice(&text, words.clone()), slugs);
            slugs.insert(slug.clone());
            let before = mark.map(|mark| format!("{} ", whole(mark))).unwrap_or_default();
            let title = format!("{before}{own}");
            let title: Vec<&str> = title.split_whitespace().collect();
            Sheet {
                file: format!("{place:02}-{slug}.md"),
                stem: slug,
                title: title.join(" "),
                ..Sheet::default()
            }
        });
        let target = opened.as_mut().unwrap_or(sheet);
        if heading.level <= 1 {
            if let Some(mark) = mark {
                self.enter(mark.id, &target.file, "title", &whole(mark));
            }
            self.enter(paragraph.id, &target.file, "title", &own);
        } else {
            self.keep(paragraph.id, &target.file, &own);
            let part = Part { words: words.clone(), things: 0..0 };
            let line = self.line(paragraph, &part, &kept, HEADING, target);
            let marks = "#".repeat(usize::from(heading.level.min(DEEPEST)));
            target.block(&format!("{marks} {line}"));
        }
        self.lose(paragraph.id, LossKind::Dress, slice(&text, words.end..run_in));
        self.things(paragraph, &Part { words: 0..0, things }, target);
        if !is_blank(slice(&text, run_in..)) || !paragraph.runs.is_empty() {
            let line = self.line(paragraph, &rest, "", PROSE, target);
            self.keep(paragraph.id, &target.file, slice(&text, run_in..));
            target.block(&line);
        }
        opened
    }

    /// Appends the notes that a file refers to.
    fn write_notes(&mut self, sheet: &mut Sheet) {
        let document = self.document;
        let mut done = 0;
        // A note may refer to another one.
        while let Some(&note) = sheet.notes.get(done) {
            done += 1;
            let Some(own) = document.notes.get(note) else { continue };
            let is_new = self.notes.insert(note);
            let mut lines = Vec::new();
            for paragraph in paragraphs(&own.blocks) {
                let label = label_of(paragraph);
                let line = self.line(paragraph, &Part::all(), &label, PROSE, sheet);
                if is_new {
                    self.keep(paragraph.id, &sheet.file, &whole(paragraph));
                }
                if !line.is_empty() {
                    lines.push(line.replace('\n', "\n    "));
                }
            }
            sheet.block(&format!("[^{}]: {}", note + 1, lines.join("\n\n    ")));
        }
    }
}

/// A ruling that a paragraph is a heading.
struct Heading {
    level: u8,
    words: std::ops::Range<usize>,
    run_in: Option<usize>,
    is_renumbered: bool,
}

/// A paragraph's automatic number or bullet, with the blank that parts it from the words where its own signs do not.
pub(super) fn label_of(paragraph: &Paragraph) -> String {
    let Some(label) = &paragraph.label else { return String::new() };
    joined(&label.text, " ")
}

/// A number before words, with a blank where its own signs do not part them.
fn joined(number: &str, words: &str) -> String {
    let parts = number.trim_end().ends_with(|c: char| !c.is_alphanumeric());
    let blank = !(number.is_empty()
        || number.ends_with(char::is_whitespace)
        || parts
        || words.starts_with(char::is_whitespace));
    let number = if parts { number.trim_end() } else { number };
    let words = if parts { words.trim_start() } else { words };
    format!("{number}{}{words}", if blank { " " } else { "" })
}

impl Sheet {
    /// The whole file.
    pub(super) fn text(&self, front: &str) -> String {
        let mut yaml = if self.title.is_empty() {
            front.to_owned()
        } else {
            format!("title: {}\n", scalar::words(&self.title))
        };
        for (key, entries) in [("indicators", &self.indicators), ("tasks", &self.tasks)] {
            if !entries.is_empty() {
                yaml.push_str(&format!("{key}:\n{}", entries.concat()));
            }
        }
        let body = super::slips::without_slips(&self.body);
        let body = body.trim_end();
        let gap = if body.is_empty() { "" } else { "\n" };
        let end = if body.is_empty() { "" } else { "\n" };
        format!("---\n{yaml}---\n{gap}{body}{end}")
    }
}
