//! What a file says of the look of a paragraph and of a run, as far as a plan needs to know it.
//!
//! A value that is not there is left to whoever is below: a style, the style that it is based on, the defaults.

use super::changes::ChangeKind;
use super::xml::{Element, Ns, Xml, XmlFault};
use crate::import::document::{Alignment, VerticalPosition};

/// A face: by its name, or by its part in the theme, which wins where both are stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Face {
    Named(String),
    /// `minorEastAsia`, `majorHAnsi`.
    Theme(String),
}

/// Properties of a run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RunProps {
    /// The character style's id.
    pub style: Option<String>,
    pub east_asian: Option<Face>,
    pub latin: Option<Face>,
    pub symbol_face: Option<String>,
    pub size: Option<u16>,
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub underlined: Option<bool>,
    pub struck: Option<bool>,
    pub hidden: Option<bool>,
    /// A colour; `auto` is one of none.
    pub colour: Option<Option<[u8; 3]>>,
    pub position: Option<VerticalPosition>,
    /// On a paragraph's mark: that it was inserted, and that it was deleted, as tracked changes.
    pub mark_inserted: bool,
    pub mark_deleted: bool,
}

/// A paragraph's place in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListPlace {
    pub list: Option<i64>,
    pub level: Option<u8>,
    /// Whether it was put there as a tracked change.
    pub is_inserted: bool,
}

/// An indent of the first line, as it is stated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FirstIndent {
    /// In hundredths of a character.
    pub characters: Option<i32>,
    /// In twentieths of a point.
    pub twips: Option<i32>,
}

/// Properties of a paragraph.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ParagraphProps {
    pub style: Option<String>,
    /// From 0; 9 is text.
    pub outline: Option<u8>,
    pub list: Option<ListPlace>,
    pub alignment: Option<Alignment>,
    pub indent: FirstIndent,
    pub begins_page: Option<bool>,
    pub in_frame: Option<bool>,
    /// Of its mark.
    pub mark: RunProps,
    /// Whether a section ends with it, and the next begins on a new page.
    pub ends_page: bool,
    /// Headers and footers that the section refers to: whether a footer, and the relationship's id.
    pub running: Vec<(bool, String)>,
}

impl RunProps {
    /// Takes from `below` what is not stated here.
    pub fn inherit(&mut self, below: &Self) {
        fn take<T: Clone>(into: &mut Option<T>, from: &Option<T>) {
            if into.is_none() {
                into.clone_from(from);
            }
        }
        take(&mut self.east_asian, &below.east_asian);
        take(&mut self.latin, &below.latin);
        take(&mut self.symbol_face, &below.symbol_face);
        take(&mut self.size, &below.size);
        take(&mut self.bold, &below.bold);
        take(&mut self.italic, &below.italic);
        take(&mut self.underlined, &below.underlined);
        take(&mut self.struck, &below.struck);
        take(&mut self.hidden, &below.hidden);
        take(&mut self.colour, &below.colour);
        take(&mut self.position, &below.position);
    }
}

impl ParagraphProps {
    /// Takes from `below`, a style, what is not stated here.
    pub fn inherit(&mut self, below: &Self) {
        self.outline = self.outline.or(below.outline);
        self.alignment = self.alignment.or(below.alignment);
        self.begins_page = self.begins_page.or(below.begins_page);
        self.in_frame = self.in_frame.or(below.in_frame);
        self.indent.characters = self.indent.characters.or(below.indent.characters);
        self.indent.twips = self.indent.twips.or(below.indent.twips);
        match (&mut self.list, &below.list) {
            (Some(own), Some(below)) => {
                own.list = own.list.or(below.list);
                own.level = own.level.or(below.level);
            }
            (own @ None, below) => own.clone_from(below),
            (Some(_), None) => {}
        }
    }
}

/// What is done with tracked changes of properties, and where they are counted.
pub trait ChangeWatch {
    /// Notes a change; says whether it is accepted.
    fn change(&mut self, kind: ChangeKind, element: &Element<'_>) -> bool;
}

/// For parts whose changes nobody counts.
pub struct NoWatch;

impl ChangeWatch for NoWatch {
    fn change(&mut self, _: ChangeKind, _: &Element<'_>) -> bool {
        true
    }
}

/// Reads `w:rPr`, which was begun.
///
/// # Errors
/// Why the part cannot be read.
pub fn run(xml: &mut Xml<'_>, watch: &mut dyn ChangeWatch) -> Result<RunProps, XmlFault> {
    run_of(xml, watch, true)
}

fn run_of(xml: &mut Xml<'_>, watch: &mut dyn ChangeWatch, may_change: bool) -> Result<RunProps, XmlFault> {
    let mut props = RunProps::default();
    let mut old = None;
    while let Some(element) = xml.child()? {
        if element.ns == Ns::W {
            match element.name() {
                "rStyle" => props.style = element.val().map(Into::into),
                "rFonts" => faces(&element, &mut props),
                "sz" => props.size = size(&element),
                "b" => props.bold = Some(element.on()),
                "i" => props.italic = Some(element.on()),
                "u" => props.underlined = Some(element.val().is_some_and(|kind| kind != "none")),
                "strike" | "dstrike" => props.struck = Some(props.struck.unwrap_or(false) || element.on()),
                "vanish" => props.hidden = Some(element.on()),
                "color" => props.colour = Some(element.val().and_then(|value| colour(&value))),
                "vertAlign" => {
                    props.position = Some(match element.val().as_deref() {
                        Some("superscript") => VerticalPosition::Raised,
                        Some("subscript") => VerticalPosition::Lowered,
                        _ => VerticalPosition::Line,
                    });
                }
                "ins" | "moveTo" => {
                    watch.change(ChangeKind::Inserted, &element);
                    props.mark_inserted = true;
                }
                "del" | "moveFrom" => {
                    watch.change(ChangeKind::Deleted, &element);
                    props.mark_deleted = true;
                }
                "rPrChange" if may_change => {
                    let is_accepted = watch.change(ChangeKind::Format, &element);
                    while let Some(inner) = xml.child()? {
                        if !is_accepted && inner.is(Ns::W, "rPr") {
                            old = Some(run_of(xml, watch, false)?);
                        } else {
                            xml.skip()?;
                        }
                    }
                    continue;
                }
                _ => {}
            }
        }
        xml.skip()?;
    }
    Ok(match old {
        Some(old) => RunProps { mark_inserted: props.mark_inserted, mark_deleted: props.mark_deleted, ..old },
        None => props,
    })
}

/// Reads `w:pPr`, which was begun.
///
/// # Errors
/// Why the part cannot be read.
pub fn paragraph(xml: &mut Xml<'_>, watch: &mut dyn ChangeWatch) -> Result<ParagraphProps, XmlFault> {
    paragraph_of(xml, watch, true)
}

fn paragraph_of(
    xml: &mut Xml<'_>,
    watch: &mut dyn ChangeWatch,
    may_change: bool,
) -> Result<ParagraphProps, XmlFault> {
    let mut props = ParagraphProps::default();
    let mut old = None;
    while let Some(element) = xml.child()? {
        if element.ns == Ns::W {
            match element.name() {
                "pStyle" => props.style = element.val().map(Into::into),
                "outlineLvl" => props.outline = element.number(),
                "jc" => props.alignment = element.val().map(|value| alignment(&value)),
                "ind" => props.indent = indent(&element),
                "pageBreakBefore" => props.begins_page = Some(element.on()),
                "framePr" => props.in_frame = Some(true),
                "numPr" => {
                    props.list = list_place(xml, watch)?;
                    continue;
                }
                "rPr" => {
                    props.mark = run(xml, watch)?;
                    continue;
                }
                "sectPr" => {
                    let (ends_page, running) = section(xml, watch)?;
                    (props.ends_page, props.running) = (ends_page, running);
                    continue;
                }
                "pPrChange" if may_change => {
                    let is_accepted = watch.change(ChangeKind::Format, &element);
                    while let Some(inner) = xml.child()? {
                        if !is_accepted && inner.is(Ns::W, "pPr") {
                            old = Some(paragraph_of(xml, watch, false)?);
                        } else {
                            xml.skip()?;
                        }
                    }
                    continue;
                }
                _ => {}
            }
        }
        xml.skip()?;
    }
    Ok(match old {
        Some(old) => {
            ParagraphProps { mark: props.mark, ends_page: props.ends_page, running: props.running, ..old }
        }
        None => props,
    })
}

/// Reads `w:sectPr`, which was begun: whether the section begins on a new page, and its headers and footers.
///
/// # Errors
/// Why the part cannot be read.
pub fn section(
    xml: &mut Xml<'_>,
    watch: &mut dyn ChangeWatch,
) -> Result<(bool, Vec<(bool, String)>), XmlFault> {
    let (mut begins_page, mut running) = (true, Vec::new());
    while let Some(element) = xml.child()? {
        if element.ns == Ns::W {
            match element.name() {
                "type" => {
                    begins_page = !matches!(element.val().as_deref(), Some("continuous" | "nextColumn"))
                }
                name @ ("headerReference" | "footerReference") => {
                    if let Some(id) = element.relation("id") {
                        running.push((name == "footerReference", id.into_owned()));
                    }
                }
                "sectPrChange" => {
                    watch.change(ChangeKind::Format, &element);
                }
                _ => {}
            }
        }
        xml.skip()?;
    }
    Ok((begins_page, running))
}

fn list_place(xml: &mut Xml<'_>, watch: &mut dyn ChangeWatch) -> Result<Option<ListPlace>, XmlFault> {
    let mut place = ListPlace::default();
    let mut is_rejected = false;
    while let Some(element) = xml.child()? {
        if element.ns == Ns::W {
            match element.name() {
                "ilvl" => place.level = element.number::<u8>().map(|level| level.min(8)),
                "numId" => place.list = element.number(),
                "ins" => {
                    place.is_inserted = true;
                    is_rejected |= !watch.change(ChangeKind::Format, &element);
                }
                "numberingChange" => {
                    watch.change(ChangeKind::Format, &element);
                }
                _ => {}
            }
        }
        xml.skip()?;
    }
    Ok((!is_rejected).then_some(place))
}

fn faces(element: &Element<'_>, props: &mut RunProps) {
    let face = |theme: &str, name: &str| {
        let named =
            || element.attribute(name).filter(|face| !face.is_empty()).map(|face| Face::Named(face.into()));
        element.attribute(theme).map(|part| Face::Theme(part.into())).or_else(named)
    };
    props.east_asian = face("eastAsiaTheme", "eastAsia");
    props.latin = face("asciiTheme", "ascii").or_else(|| face("hAnsiTheme", "hAnsi"));
    // Characters of symbol faces are drawn with the one for Latin letters.
    props.symbol_face = element.attribute("hAnsi").or_else(|| element.attribute("ascii")).map(Into::into);
}

fn size(element: &Element<'_>) -> Option<u16> {
    let value: f64 = element.number()?;
    (value.is_finite() && value > 0.0).then(|| value.round().min(f64::from(u16::MAX)) as u16)
}

fn colour(value: &str) -> Option<[u8; 3]> {
    let number = u32::from_str_radix(value.trim_start_matches('#'), 16).ok().filter(|_| value.len() >= 6)?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

fn alignment(value: &str) -> Alignment {
    match value {
        "center" => Alignment::Centre,
        "right" | "end" => Alignment::End,
        _ => Alignment::Start,
    }
}

fn indent(element: &Element<'_>) -> FirstIndent {
    let number = |name: &str| element.attribute(name).and_then(|value| value.trim().parse::<f64>().ok());
    let signed = |first: &str, hanging: &str| {
        let value = match (number(first), number(hanging)) {
            (_, Some(hanging)) if hanging != 0.0 => -hanging,
            (Some(first), _) => first,
            (None, hanging) => hanging?,
        };
        // Saturates: no indent is that wide.
        Some(value.clamp(-1e6, 1e6) as i32)
    };
    let characters = signed("firstLineChars", "hangingChars");
    FirstIndent { characters, twips: signed("firstLine", "hanging") }
}
