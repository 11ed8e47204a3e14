//! What is gathered while the parts of a document are read, whichever part it is.

use super::super::ReadFault;
use super::super::changes::Changes;
use super::super::numbering::Numbering;
use super::super::package::{Package, Relations};
use super::super::styles::Styles;
use super::super::theme::Theme;
use crate::import::document::{NoteKind, ParagraphId, Picture};
use crate::import::loss::{Loss, LossKind};
use std::collections::{HashMap, HashSet};

/// How a document defines what its text refers to.
pub struct Definitions {
    pub styles: Styles,
    pub numbering: Numbering,
    pub theme: Theme,
}

/// All that is gathered.
pub struct Gathered<'p, 'a> {
    pub package: &'p mut Package<'a>,
    pub changes: Changes,
    pub losses: Vec<Loss>,
    pub pictures: Vec<Picture>,
    /// For each part that is a picture, its place; none where browsers do not show it.
    picture_places: HashMap<String, Option<usize>>,
    /// The notes that the text refers to, in its order.
    pub notes: Vec<(NoteKind, String)>,
    note_places: HashMap<(bool, String), usize>,
    /// For each comment, the paragraph where it begins.
    pub comments: HashMap<String, ParagraphId>,
    /// Headers and footers that sections refer to: whether a footer, and the part.
    pub running: Vec<(bool, String)>,
    running_parts: HashSet<String>,
    last: u32,
}

impl<'p, 'a> Gathered<'p, 'a> {
    pub fn new(package: &'p mut Package<'a>, changes: Changes) -> Self {
        Self {
            package,
            changes,
            losses: Vec::new(),
            pictures: Vec::new(),
            picture_places: HashMap::new(),
            notes: Vec::new(),
            note_places: HashMap::new(),
            comments: HashMap::new(),
            running: Vec::new(),
            running_parts: HashSet::new(),
            last: 0,
        }
    }

    /// The id of one more paragraph.
    pub fn next_id(&mut self) -> ParagraphId {
        self.last = self.last.saturating_add(1);
        ParagraphId(self.last)
    }

    /// The id that the next paragraph will have.
    pub fn coming_id(&self) -> ParagraphId {
        ParagraphId(self.last.saturating_add(1))
    }

    /// Notes a loss; text that follows text of the same kind in one paragraph is one loss.
    pub fn lose(&mut self, at: Option<ParagraphId>, kind: LossKind, text: &str) {
        let joins = matches!(kind, LossKind::Deleted | LossKind::Inserted | LossKind::Hidden);
        match self.losses.last_mut() {
            Some(last) if joins && last.kind == kind && last.at == at => last.text.push_str(text),
            _ => self.losses.push(Loss { at, kind, text: text.to_owned() }),
        }
    }

    /// The place of a note among those that are referred to.
    pub fn note(&mut self, kind: NoteKind, id: &str) -> usize {
        let notes = &mut self.notes;
        *self.note_places.entry((kind == NoteKind::Endnote, id.to_owned())).or_insert_with(|| {
            notes.push((kind, id.to_owned()));
            notes.len() - 1
        })
    }

    /// The place of the picture that a relationship leads to; where there is none that browsers show, that is a loss, unless it is only the
    /// face of an object.
    ///
    /// # Errors
    /// Where too much is unpacked.
    pub fn picture(
        &mut self,
        relations: &Relations,
        id: &str,
        description: Option<&str>,
        at: Option<ParagraphId>,
        is_face: bool,
    ) -> Result<Option<usize>, ReadFault> {
        let Some(relation) = relations.get(id) else {
            if !is_face {
                self.lose(at, LossKind::Picture, description.unwrap_or(id));
            }
            return Ok(None);
        };
        let name = relation.target.rsplit('/').next().unwrap_or_default().to_owned();
        if relation.is_external {
            self.lose(at, LossKind::Picture, &relation.target);
            return Ok(None);
        }
        let key = relation.target.to_lowercase();
        let place = match self.picture_places.get(&key) {
            Some(place) => *place,
            None => {
                let bytes = self.package.picture(&relation.target)?;
                let place = bytes.filter(|bytes| is_shown(bytes)).map(|bytes| {
                    self.pictures.push(Picture { name: name.clone(), bytes, description: None });
                    self.pictures.len() - 1
                });
                self.picture_places.insert(key, place);
                place
            }
        };
        match place.and_then(|place| self.pictures.get_mut(place)) {
            Some(picture) => {
                if picture.description.is_none() {
                    picture.description = description.map(str::to_owned);
                }
            }
            None if is_face => {}
            None => self.lose(at, LossKind::Picture, &name),
        }
        Ok(place)
    }

    /// Notes headers and footers that a section refers to, each part once.
    pub fn run_along(&mut self, relations: &Relations, references: Vec<(bool, String)>) {
        for (is_footer, id) in references {
            let Some(relation) = relations.get(&id).filter(|relation| !relation.is_external) else {
                continue;
            };
            if self.running_parts.insert(relation.target.clone()) {
                self.running.push((is_footer, relation.target.clone()));
            }
        }
    }
}

/// Whether browsers show a picture, by how it begins.
fn is_shown(bytes: &[u8]) -> bool {
    let starts = |with: &[u8]| bytes.starts_with(with);
    starts(b"\x89PNG\r\n\x1a\n")
        || starts(b"\xFF\xD8\xFF")
        || starts(b"GIF8")
        || (starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
        || starts(b"BM")
}
