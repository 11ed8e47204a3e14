//! XML in pull mode: elements with their vocabularies, text without escapes.
//!
//! A document type, and with it every entity that a file could declare, is refused; nesting costs memory of the heap alone. Names are told
//! by their namespace, in its transitional and its strict form, never by a prefix.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;
use std::rc::Rc;

/// Prefixes with what they stand for, the innermost last.
pub type Bindings = Rc<Vec<(Rc<str>, Ns)>>;

/// How many prefixes may stand for something at one place; Word declares 35.
const MOST_BINDINGS: usize = 200;
/// How deep elements may stand in one another.
const DEEPEST: usize = 200_000;

/// The vocabularies that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ns {
    /// WordprocessingML.
    W,
    /// References to relationships.
    R,
    /// Where a drawing stands: `wp:inline`, `wp:docPr`.
    Wp,
    /// DrawingML.
    A,
    /// DrawingML's diagrams, which WPS and Word call smart graphics.
    Dgm,
    /// DrawingML's charts.
    Chart,
    /// Shapes, groups and canvases of Word: `wps:txbx`.
    Shape,
    /// Office Math.
    M,
    /// VML.
    V,
    /// VML's additions for Office: `o:OLEObject`.
    O,
    /// Markup compatibility.
    Mc,
    /// Additions of later versions of Word, which add nothing to read.
    Later,
    /// Relationships, content types and properties of a package.
    Package,
    /// Dublin Core, in a file's properties.
    Dc,
    Other,
}

impl Ns {
    fn of(uri: &str) -> Self {
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::W,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            | "http://purl.oclc.org/ooxml/officeDocument/relationships" => Self::R,
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
            | "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing" => Self::Wp,
            "http://schemas.openxmlformats.org/drawingml/2006/main"
            | "http://purl.oclc.org/ooxml/drawingml/main" => Self::A,
            "http://schemas.openxmlformats.org/drawingml/2006/diagram"
            | "http://purl.oclc.org/ooxml/drawingml/diagram" => Self::Dgm,
            "http://schemas.openxmlformats.org/drawingml/2006/chart"
            | "http://purl.oclc.org/ooxml/drawingml/chart" => Self::Chart,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::M,
            "urn:schemas-microsoft-com:vml" => Self::V,
            "urn:schemas-microsoft-com:office:office" => Self::O,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Mc,
            "http://schemas.openxmlformats.org/package/2006/relationships"
            | "http://schemas.openxmlformats.org/package/2006/content-types"
            | "http://schemas.openxmlformats.org/package/2006/metadata/core-properties" => Self::Package,
            "http://purl.org/dc/elements/1.1/" => Self::Dc,
            "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
            | "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
            | "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" => Self::Shape,
            _ if uri.starts_with("http://schemas.microsoft.com/office/word/")
                || uri == "http://schemas.microsoft.com/office/drawing/2010/main" =>
            {
                Self::Later
            }
            _ => Self::Other,
        }
    }
}

/// What is met in a part.
#[derive(Debug)]
pub enum Token<'a> {
    Start(Element<'a>),
    /// An element ends; each start has one.
    End,
    Text(Cow<'a, str>),
    Done,
}

/// The start of an element.
#[derive(Debug)]
pub struct Element<'a> {
    pub ns: Ns,
    name: BytesStart<'a>,
    bindings: Bindings,
}

impl Element<'_> {
    /// Its name without a prefix.
    pub fn name(&self) -> &str {
        self.name.local_name().into_inner()
    }

    /// Whether it is this element of this vocabulary.
    pub fn is(&self, ns: Ns, name: &str) -> bool {
        self.ns == ns && self.name() == name
    }

    /// An attribute by its name without a prefix; those that refer to relationships are left out.
    pub fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        self.find(name, false)
    }

    /// An attribute that refers to a relationship: `r:id`, `r:embed`.
    pub fn relation(&self, name: &str) -> Option<Cow<'_, str>> {
        self.find(name, true)
    }

    /// The attribute `w:val`.
    pub fn val(&self) -> Option<Cow<'_, str>> {
        self.attribute("val")
    }

    /// What an element says that is on or off: on where it says nothing.
    pub fn on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off" | "False" | "FALSE"))
    }

    /// The number in `w:val`.
    pub fn number<N: std::str::FromStr>(&self) -> Option<N> {
        self.val()?.trim().parse().ok()
    }

    /// The vocabulary that a prefix stands for where this element stands.
    pub fn vocabulary(&self, prefix: &str) -> Ns {
        bound(&self.bindings, prefix)
    }

    fn find(&self, wanted: &str, is_relation: bool) -> Option<Cow<'_, str>> {
        self.name.attributes().with_checks(false).flatten().find_map(|attribute| {
            let (local, prefix) = attribute.key.decompose();
            if local.into_inner() != wanted {
                return None;
            }
            let prefix = prefix.map_or("", |prefix| prefix.into_inner());
            let refers = !prefix.is_empty() && bound(&self.bindings, prefix) == Ns::R;
            (refers == is_relation).then(|| {
                attribute
                    .normalized_value(XmlVersion::Implicit1_0)
                    .unwrap_or_else(|_| Cow::Owned(attribute.value.clone().into_owned()))
            })
        })
    }
}

fn bound(bindings: &[(Rc<str>, Ns)], prefix: &str) -> Ns {
    bindings.iter().rev().find(|(bound, _)| **bound == *prefix).map_or(Ns::Other, |(_, ns)| *ns)
}

/// Why a part cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum XmlFault {
    /// It is no well-formed XML, or is cut off.
    Malformed,
    /// It has a document type or an entity of its own.
    Entities,
    /// Its elements are nested deeper than in any document.
    TooDeep,
}

/// A part that is being read.
pub struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    /// Prefixes with what they stand for, the innermost last.
    bindings: Bindings,
    /// For each open element, how many bindings there were before it.
    open: Vec<usize>,
}

impl<'a> Xml<'a> {
    /// A whole part.
    pub fn new(text: &'a str) -> Self {
        Self::fragment(text, Bindings::default())
    }

    /// Elements out of a part, where these prefixes stand for something.
    pub fn fragment(text: &'a str, bindings: Bindings) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, bindings, open: Vec::new() }
    }

    /// What stands for what at this place.
    pub fn bindings(&self) -> Bindings {
        Rc::clone(&self.bindings)
    }

    /// How many bytes have been read.
    pub fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// What comes next.
    ///
    /// # Errors
    /// Why the part cannot be read.
    pub fn next(&mut self) -> Result<Token<'a>, XmlFault> {
        loop {
            return Ok(match self.reader.read_event().map_err(|_| XmlFault::Malformed)? {
                Event::Start(name) | Event::Empty(name) => Token::Start(self.started(name)?),
                Event::End(_) => {
                    let before = self.open.pop().ok_or(XmlFault::Malformed)?;
                    if before < self.bindings.len() {
                        Rc::make_mut(&mut self.bindings).truncate(before);
                    }
                    Token::End
                }
                Event::Text(text) => Token::Text(text.xml10_content()),
                Event::CData(text) => Token::Text(text.xml10_content()),
                Event::GeneralRef(reference) => {
                    if let Some(character) = reference.resolve_char_ref().map_err(|_| XmlFault::Malformed)? {
                        return Ok(Token::Text(character.to_string().into()));
                    }
                    Token::Text(Cow::Borrowed(match &*reference.into_inner() {
                        "lt" => "<",
                        "gt" => ">",
                        "amp" => "&",
                        "quot" => "\"",
                        "apos" => "'",
                        _ => return Err(XmlFault::Entities),
                    }))
                }
                Event::DocType(_) => return Err(XmlFault::Entities),
                Event::Eof if self.open.is_empty() => Token::Done,
                Event::Eof => return Err(XmlFault::Malformed),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            });
        }
    }

    fn started(&mut self, name: BytesStart<'a>) -> Result<Element<'a>, XmlFault> {
        if self.open.len() >= DEEPEST {
            return Err(XmlFault::TooDeep);
        }
        self.open.push(self.bindings.len());
        if name.attributes_raw().contains("xmlns") {
            for attribute in name.attributes().with_checks(false).flatten() {
                let key = attribute.key.into_inner();
                let prefix = match key.strip_prefix("xmlns") {
                    Some("") => "",
                    Some(rest) => match rest.strip_prefix(':') {
                        Some(prefix) => prefix,
                        None => continue,
                    },
                    None => continue,
                };
                if self.bindings.len() >= MOST_BINDINGS {
                    return Err(XmlFault::TooDeep);
                }
                Rc::make_mut(&mut self.bindings).push((prefix.into(), Ns::of(&attribute.value)));
            }
        }
        let (_, prefix) = name.name().decompose();
        let ns = bound(&self.bindings, prefix.map_or("", |prefix| prefix.into_inner()));
        Ok(Element { ns, name, bindings: Rc::clone(&self.bindings) })
    }

    /// Passes over what is left of the element that was begun last.
    ///
    /// # Errors
    /// Why the part cannot be read.
    pub fn skip(&mut self) -> Result<(), XmlFault> {
        let depth = self.open.len();
        while self.open.len() >= depth {
            if matches!(self.next()?, Token::Done) {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The text in what is left of the element that was begun last.
    ///
    /// # Errors
    /// Why the part cannot be read.
    pub fn text(&mut self) -> Result<String, XmlFault> {
        let depth = self.open.len();
        let mut text = String::new();
        while self.open.len() >= depth {
            match self.next()? {
                Token::Text(part) => text.push_str(&part),
                Token::Done => break,
                Token::Start(_) | Token::End => {}
            }
        }
        Ok(text)
    }

    /// The next element right below the one that was begun last, or nothing where that ends; text is passed over. What is
    /// in an element that is given must have been read or skipped before the next is asked for.
    ///
    /// # Errors
    /// Why the part cannot be read.
    pub fn child(&mut self) -> Result<Option<Element<'a>>, XmlFault> {
        loop {
            match self.next()? {
                Token::Start(element) => return Ok(Some(element)),
                Token::End | Token::Done => return Ok(None),
                Token::Text(_) => {}
            }
        }
    }
}
