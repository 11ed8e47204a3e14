//! Pictures, text boxes, objects and equations, and the choice between two forms of the same.

use super::super::ReadFault;
use super::super::xml::{Element, Ns, Token, Xml, XmlFault};
use super::math::Math;
use super::{Frame, Sink, Story, StoryFault};
use crate::import::document::Inline;
use crate::import::loss::LossKind;

/// A drawing or an object that is being read.
#[derive(Debug, Default)]
pub struct Drawing {
    description: Option<String>,
    name: String,
    /// Where it is an embedded object.
    is_object: bool,
}

impl Story<'_, '_, '_> {
    /// An element of another vocabulary; nothing where all of it has been read.
    pub(super) fn around(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element<'_>,
    ) -> Result<Option<Frame>, StoryFault> {
        match (element.ns, element.name()) {
            (Ns::Mc, "AlternateContent") => {
                self.alternates.push(false);
                return Ok(Some(Frame::Alternate));
            }
            (Ns::Mc, name @ ("Choice" | "Fallback")) => {
                let is_known = name == "Fallback" || is_known(element);
                match self.alternates.last_mut() {
                    Some(taken) if is_known && !*taken => *taken = true,
                    Some(_) => {
                        xml.skip()?;
                        return Ok(None);
                    }
                    None => {}
                }
            }
            (_, "docPr" | "cNvPr") => self.describe(element, "descr", "name"),
            (Ns::V, "shape" | "rect" | "image") => self.describe(element, "alt", "id"),
            (Ns::V, "textpath") => {
                if let Some(text) = element.attribute("string") {
                    self.text(&text);
                }
            }
            (Ns::A, "blip") => {
                if let Some(id) = element.relation("embed").or_else(|| element.relation("link")) {
                    self.picture(&id)?;
                }
            }
            (Ns::V, "imagedata") => {
                if let Some(id) = element.relation("id").or_else(|| element.relation("pict")) {
                    self.picture(&id)?;
                }
            }
            (Ns::O, "OLEObject") => {
                let name = element.attribute("ProgID").unwrap_or_default().into_owned();
                if let Some(drawing) = self.drawings.last_mut() {
                    drawing.name = name;
                }
            }
            (Ns::Chart, "chart") | (Ns::Dgm, "relIds") => {
                let text = match element.relation("dm").filter(|_| element.ns == Ns::Dgm) {
                    Some(id) => self.diagram(&id)?,
                    None => self.drawings.last().map(|drawing| drawing.name.clone()).unwrap_or_default(),
                };
                let at = self.here();
                self.gathered.lose(at, LossKind::Object, &text);
            }
            _ => {}
        }
        Ok(Some(Frame::Plain))
    }

    fn describe(&mut self, element: &Element<'_>, description: &str, name: &str) {
        if let Some(drawing) = self.drawings.last_mut() {
            if let Some(text) = element.attribute(description).filter(|text| !text.trim().is_empty()) {
                drawing.description = Some(text.into_owned());
            }
            if let Some(name) = element.attribute(name).filter(|_| drawing.name.is_empty()) {
                drawing.name = name.into_owned();
            }
        }
    }

    fn picture(&mut self, id: &str) -> Result<(), StoryFault> {
        if !self.lost.is_empty() {
            return Ok(());
        }
        let at = self.here();
        let description = self.drawings.last().and_then(|drawing| drawing.description.clone());
        let is_face = self.drawings.last().is_some_and(|drawing| drawing.is_object);
        let place = self
            .gathered
            .picture(self.part.relations, id, description.as_deref(), at, is_face)
            .map_err(StoryFault::File)?;
        if let Some(place) = place {
            self.put(Inline::Picture(place));
        }
        Ok(())
    }

    /// The text of a smart graphic.
    fn diagram(&mut self, id: &str) -> Result<String, StoryFault> {
        let Some(relation) = self.part.relations.get(id).filter(|relation| !relation.is_external) else {
            return Ok(String::new());
        };
        let text = self.gathered.package.text(&relation.target).map_err(StoryFault::File)?;
        let texts = diagram_texts(&text.unwrap_or_default());
        texts
            .map(|texts| texts.join(" "))
            .map_err(|fault| StoryFault::File(fault_of(fault, &relation.target)))
    }

    pub(super) fn begin_drawing(&mut self) -> Frame {
        self.drawings.push(Drawing::default());
        Frame::Drawing
    }

    pub(super) fn begin_object(&mut self) -> Frame {
        self.drawings.push(Drawing { is_object: true, ..Drawing::default() });
        Frame::Drawing
    }

    pub(super) fn end_drawing(&mut self) {
        let drawing = self.drawings.pop();
        if let Some(drawing) = drawing.filter(|drawing| drawing.is_object && self.lost.is_empty()) {
            let at = self.here();
            self.gathered.lose(at, LossKind::Object, &drawing.name);
        }
    }

    /// A text box begins: what is in it follows the paragraph where it is anchored.
    pub(super) fn begin_box(&mut self) -> Frame {
        self.sinks.push(Sink { in_frame: true, ..Sink::default() });
        Frame::Box
    }

    pub(super) fn end_box(&mut self) {
        self.flush();
        let blocks = self.sinks.pop().map(|sink| sink.blocks).unwrap_or_default();
        match self.paragraphs.last_mut() {
            Some(anchor) => anchor.after.extend(blocks),
            None => self.sink().blocks.extend(blocks),
        }
    }

    pub(super) fn begin_math(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element<'_>,
    ) -> Result<Option<Frame>, XmlFault> {
        let name = element.name();
        match &mut self.math {
            Some(math) => {
                math.open(name);
                if let Some(sign) = element.val() {
                    math.sign(name, &sign);
                }
                if name == "t" {
                    let text = xml.text()?;
                    math.text(&text);
                    let done = math.close();
                    debug_assert!(done.is_none(), "a text is never an equation's outermost element");
                    return Ok(None);
                }
            }
            None if name == "oMath" => {
                let mut math = Math::default();
                math.open(name);
                self.math = Some(math);
            }
            None => return Ok(Some(Frame::Plain)),
        }
        Ok(Some(Frame::Math))
    }

    pub(super) fn end_math(&mut self) {
        if let Some(text) = self.math.as_mut().and_then(Math::close) {
            self.math = None;
            self.text(&text);
            if self.lost.is_empty() {
                let at = self.here();
                self.gathered.lose(at, LossKind::Equation, "");
            }
        }
    }
}

/// Whether all vocabularies that a branch asks for are known.
fn is_known(choice: &Element<'_>) -> bool {
    let needed = choice.attribute("Requires").unwrap_or_default();
    needed.split_whitespace().all(|prefix| !matches!(choice.vocabulary(prefix), Ns::Other))
}

fn diagram_texts(text: &str) -> Result<Vec<String>, XmlFault> {
    let mut texts = Vec::new();
    let mut xml = Xml::new(text);
    loop {
        match xml.next()? {
            Token::Start(element) if element.is(Ns::A, "t") => texts.push(xml.text()?),
            Token::Done => return Ok(texts),
            _ => {}
        }
    }
}

fn fault_of(fault: XmlFault, part: &str) -> ReadFault {
    super::super::fault::of_xml(fault, part)
}
