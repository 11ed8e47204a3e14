//! What stands around text: links, fields, tracked changes, content controls, annotations of sound.

use super::super::changes::ChangeKind;
use super::super::xml::{Element, Ns, Xml, XmlFault};
use super::field::{self, Field, FieldPart};
use super::{Frame, Story, StoryFault};
use crate::import::loss::LossKind;

/// How many fields may be open in each other; further ones are passed through.
const DEEPEST_FIELD: usize = 32;

impl Story<'_, '_, '_> {
    /// An element of WordprocessingML that wraps others; nothing where all of it has been read.
    pub(super) fn wrapper(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element<'_>,
    ) -> Result<Option<Frame>, StoryFault> {
        Ok(Some(match element.name() {
            "hyperlink" => {
                let address = self.address(element);
                self.sink().links.push(address);
                Frame::Link
            }
            "fldSimple" => {
                self.begin_field();
                if let (Some(field), Some(instruction)) =
                    (self.sink().fields.last_mut(), element.attribute("instr"))
                {
                    field.instruction = instruction.into_owned();
                }
                self.separate_field();
                Frame::SimpleField
            }
            "ins" | "moveTo" => self.change(ChangeKind::Inserted, element),
            "del" | "moveFrom" => self.change(ChangeKind::Deleted, element),
            "txbxContent" => self.begin_box(),
            // The sound that is written above a character.
            "rt" => {
                self.lost.push(LossKind::Other);
                Frame::Lost
            }
            "sdtPr" => {
                if is_contents_control(xml)? {
                    self.contents += 1;
                    if let Some(frame) = self.frames.last_mut() {
                        *frame = Frame::Contents;
                    }
                }
                return Ok(None);
            }
            "sdtEndPr" | "customXmlPr" | "smartTagPr" | "rubyPr" | "framePr" => {
                xml.skip()?;
                return Ok(None);
            }
            "object" => return Ok(Some(self.begin_object())),
            "drawing" | "pict" => self.begin_drawing(),
            "control" => {
                let at = self.here();
                self.gathered.lose(at, LossKind::Object, &element.attribute("name").unwrap_or_default());
                xml.skip()?;
                return Ok(None);
            }
            "altChunk" | "subDoc" => {
                let target = element.relation("id").and_then(|id| self.part.relations.get(&*id));
                let name = target.and_then(|relation| relation.target.rsplit('/').next()).unwrap_or_default();
                let at = self.here();
                self.gathered.lose(at, LossKind::Object, name);
                xml.skip()?;
                return Ok(None);
            }
            _ => Frame::Plain,
        }))
    }

    fn change(&mut self, kind: ChangeKind, element: &Element<'_>) -> Frame {
        match self.changed(kind, element) {
            Some(loss) => {
                self.lost.push(loss);
                Frame::Lost
            }
            None => Frame::Plain,
        }
    }

    fn address(&self, element: &Element<'_>) -> Option<String> {
        let outside = element
            .relation("id")
            .and_then(|id| self.part.relations.get(&*id))
            .filter(|relation| !relation.target.is_empty())
            .map(|relation| relation.target.as_str());
        match (outside, element.attribute("anchor").filter(|anchor| !anchor.is_empty())) {
            (Some(address), Some(anchor)) => Some(format!("{address}#{anchor}")),
            (Some(address), None) => Some(address.to_owned()),
            (None, Some(anchor)) => Some(format!("#{anchor}")),
            (None, None) => None,
        }
    }

    pub(super) fn begin_field(&mut self) {
        let sink = self.sink();
        if sink.fields.len() < DEEPEST_FIELD {
            sink.fields.push(Field::new());
        } else {
            sink.fields_beyond += 1;
        }
    }

    pub(super) fn separate_field(&mut self) {
        let sink = self.sink();
        if let (0, Some(field)) = (sink.fields_beyond, sink.fields.last_mut()) {
            field.separate();
        }
    }

    pub(super) fn end_field(&mut self) {
        let sink = self.sink();
        if sink.fields_beyond > 0 {
            sink.fields_beyond -= 1;
            return;
        }
        let Some(field) = sink.fields.pop() else { return };
        if field.part == FieldPart::Instruction
            && let Some(text) = field::shown_by_instruction(&field.instruction)
        {
            self.text(&text);
            let at = self.here();
            self.gathered.lose(at, LossKind::Equation, "");
        }
    }

    /// A field whose instruction does not end with the paragraph is none: its text comes back.
    pub(super) fn return_swallowed(&mut self) {
        let mut text = String::new();
        let fields = &mut self.sink().fields;
        fields.retain_mut(|field| {
            let is_broken = field.part == FieldPart::Instruction && !field.swallowed.is_empty();
            if is_broken {
                text.push_str(&field.swallowed);
            }
            !is_broken
        });
        self.text(&text);
    }
}

/// Reads the properties of a content control: whether it holds a table of contents.
fn is_contents_control(xml: &mut Xml<'_>) -> Result<bool, XmlFault> {
    let mut is_contents = false;
    while let Some(element) = xml.child()? {
        if element.is(Ns::W, "docPartObj") {
            while let Some(inner) = xml.child()? {
                is_contents |= inner.is(Ns::W, "docPartGallery")
                    && inner.val().is_some_and(|gallery| gallery.eq_ignore_ascii_case("Table of Contents"));
                xml.skip()?;
            }
        } else {
            xml.skip()?;
        }
    }
    Ok(is_contents)
}
