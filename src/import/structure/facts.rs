//! What can be seen of each paragraph by itself: its words, its number, its look beside that of the text.

use super::number::{Number, automatic, typed};
use super::wording::{is_caption, is_dress};
use super::{Ground, Role, Ruling};
use crate::bug::slice;
use crate::import::document::{
    Alignment, Block, Inline, LabelKind, Look, OfficeDocument, Outline, Paragraph, ParagraphId,
};
use std::collections::BTreeMap;
use std::ops::Range;

/// A paragraph as it is looked at.
#[derive(Debug, Clone)]
pub struct Facts {
    pub id: ParagraphId,
    /// Its own characters, without an automatic number.
    pub text: String,
    /// The number before its words.
    pub number: Option<Number>,
    /// Whether the word processor puts it there.
    pub is_automatic: bool,
    /// Whether it has a bullet, and on which level.
    pub bullet: Option<u8>,
    /// Where its words stand, without number and blanks, in bytes of the text.
    pub words: Range<usize>,
    pub alignment: Alignment,
    pub in_frame: bool,
    pub in_contents: bool,
    /// The level of heading that the file states.
    pub outline: Option<Outline>,
    /// The level of heading that the name of its style states, with that name.
    pub style: Option<(u8, String)>,
    /// Whether its style is one of titles.
    pub is_title_style: bool,
    /// Its size in half points, where most of its words have one.
    pub size: Option<u16>,
    /// Whether it is red.
    pub is_red: bool,
    /// Where the words end that look other than the text, from the first on; none where they look like it.
    pub marked: Option<usize>,
    /// How they look.
    pub look: Option<String>,
    /// Whether a table or picture is next to it.
    pub beside_table: bool,
    /// Whether a table stands right below it.
    pub above_table: bool,
    /// Whether it begins a page by a break before it.
    pub begins_page: bool,
}

impl Facts {
    /// Its words, without number and blanks.
    pub fn words(&self) -> &str {
        slice(&self.text, self.words.clone())
    }

    pub fn is_empty(&self) -> bool {
        self.words().is_empty() && self.number.is_none()
    }

    /// Whether all of it looks other than the text.
    pub fn is_marked(&self) -> bool {
        self.marked.is_some_and(|end| end >= self.words.end)
    }

    /// The ruling where nothing else was found.
    pub fn plain(&self) -> Ruling {
        let role = match self.bullet {
            _ if self.is_empty() => Role::Empty,
            _ if is_dress(&self.text) => Role::Dress,
            _ if self.in_contents => Role::Contents,
            Some(level) => Role::Item(level),
            None if self.beside_table && is_caption(self.words()) => Role::Caption,
            None => Role::Text,
        };
        self.ruling(role, Vec::new())
    }

    /// A ruling on it.
    pub fn ruling(&self, role: Role, grounds: Vec<Ground>) -> Ruling {
        let typed = self.number.as_ref().filter(|_| !self.is_automatic);
        Ruling { role, number: typed.map(|number| 0..number.end), grounds }
    }
}

/// The facts of all paragraphs that stand in no table.
pub fn of(document: &OfficeDocument) -> Vec<Facts> {
    let body = body_look(document);
    let mut all = Vec::new();
    let mut after_table = false;
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let facts = facts(paragraph, &body, after_table);
                after_table &= facts.is_empty();
                all.push(facts);
            }
            Block::Table(_) => {
                if let Some(before) = all.iter_mut().rev().find(|facts: &&mut Facts| !facts.is_empty()) {
                    before.beside_table = true;
                    before.above_table = true;
                }
                after_table = true;
            }
        }
    }
    all
}

/// The look that most characters of long paragraphs have.
fn body_look(document: &OfficeDocument) -> Face {
    let mut weights: BTreeMap<Face, usize> = BTreeMap::new();
    let paragraphs = document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    });
    for paragraph in paragraphs {
        let length = paragraph.text().chars().count();
        // Headings are short; in a document of nothing else they are all there is.
        let weight = if length > 25 { 100 } else { 1 };
        for run in &paragraph.runs {
            if let Inline::Text(words) = &run.content {
                *weights.entry(Face::of(&run.look)).or_default() += words.chars().count() * weight;
            }
        }
    }
    weights.into_iter().max_by_key(|(_, weight)| *weight).map(|(face, _)| face).unwrap_or_default()
}

/// What of a look tells a heading from text.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Face {
    face: Option<String>,
    size: Option<u16>,
    bold: bool,
}

impl Face {
    fn of(look: &Look) -> Self {
        Self { face: look.face.clone(), size: look.size, bold: look.bold }
    }

    fn told(&self) -> String {
        let face = self.face.clone().unwrap_or_default();
        let size = self.size.map(|size| format!(" {}", f32::from(size) / 2.0)).unwrap_or_default();
        format!("{face}{size}{}", if self.bold { " bold" } else { "" }).trim().to_owned()
    }
}

fn facts(paragraph: &Paragraph, body: &Face, after_table: bool) -> Facts {
    let text = paragraph.text();
    let label = paragraph.label.as_ref();
    let bullet = label.filter(|label| label.kind == LabelKind::Bullet).map(|label| label.level);
    let counted = label.filter(|label| label.kind == LabelKind::Number);
    let automatic = counted.and_then(|label| automatic(&label.text, label.ordinal));
    let is_automatic = counted.is_some();
    let number = if is_automatic { automatic } else { typed(&text) };
    let start = number.as_ref().filter(|_| !is_automatic).map_or(0, |number| number.end);
    let rest = slice(&text, start..);
    let begin = start + (rest.len() - rest.trim_start().len());
    let end = text.trim_end().len().max(begin);
    let (mut at, mut marked, mut look) = (0, None, None);
    let mut sizes: BTreeMap<u16, usize> = BTreeMap::new();
    let mut red = 0;
    let mut is_open = true;
    for run in &paragraph.runs {
        let length = match &run.content {
            Inline::Text(words) => words.len(),
            Inline::Tab | Inline::Break => 1,
            Inline::Picture(_) | Inline::Note(_) => 0,
        };
        at += length;
        let Inline::Text(words) = &run.content else { continue };
        if let Some(size) = run.look.size {
            *sizes.entry(size).or_default() += length;
        }
        if run.look.colour.is_some_and(|[red, green, blue]| red > 0xb0 && green < 0x50 && blue < 0x50) {
            red += length;
        }
        if words.trim().is_empty() {
            if is_open && marked.is_some() {
                marked = Some(at);
            }
            continue;
        }
        let face = Face::of(&run.look);
        // A run of figures in another face is still the heading's, if its size and weight are.
        let is_other = face != *body && (face.face != body.face || face.size != body.size || face.bold);
        // The number alone may look as the heading does.
        if is_open && is_other && !(marked.is_none() && at < begin && is_automatic) {
            marked = Some(at);
            look.get_or_insert_with(|| face.told());
        } else {
            is_open = false;
        }
    }
    let style =
        paragraph.styles.iter().find_map(|name| Some((super::wording::style_level(name)?, name.clone())));
    Facts {
        id: paragraph.id,
        words: begin..end,
        number,
        is_automatic,
        bullet,
        alignment: paragraph.alignment,
        in_frame: paragraph.in_frame,
        in_contents: paragraph.in_contents,
        outline: paragraph.outline,
        style,
        is_title_style: paragraph.styles.iter().any(|name| super::wording::is_title_style(name)),
        size: sizes.into_iter().max_by_key(|(_, length)| *length).map(|(size, _)| size),
        is_red: red * 2 > text.len().max(1),
        // What stands only in the number, or in nothing, marks nothing.
        marked: marked.filter(|end| *end > begin),
        look,
        beside_table: after_table,
        above_table: false,
        begins_page: paragraph.begins_page,
        text,
    }
}
