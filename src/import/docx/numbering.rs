//! Lists as a document defines them: abstract lists with their levels, and instances of them with what they override.

use super::number_format::NumberFormat;
use super::properties::{self, FirstIndent, NoWatch};
use super::symbols;
use super::xml::{Element, Ns, Token, Xml, XmlFault};
use std::collections::HashMap;

/// How many levels a list has.
pub const LEVELS: u8 = 9;
/// The most steps from a list to the one whose style it takes.
const LONGEST_LINK: usize = 10;

/// A level of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    pub start: i64,
    pub format: NumberFormat,
    /// `%1、`: what is shown, with places for the counters.
    pub text: String,
    /// Whether all counters in it are shown in Arabic digits.
    pub is_legal: bool,
    /// The level after which it begins anew, from 1; 0 for never.
    pub restart: Option<u8>,
    /// The paragraph style that belongs to it.
    pub style: Option<String>,
    pub indent: FirstIndent,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 0,
            format: NumberFormat::Decimal,
            text: String::new(),
            is_legal: false,
            restart: None,
            style: None,
            indent: FirstIndent::default(),
        }
    }
}

/// What an instance says of a level.
#[derive(Debug, Clone, Default, PartialEq)]
struct Override {
    start: Option<i64>,
    level: Option<Level>,
}

#[derive(Debug, Clone, Default)]
struct Abstract {
    levels: HashMap<u8, Level>,
    /// The style of lists that it takes its levels from.
    style_link: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct Instance {
    of: i64,
    overrides: HashMap<u8, Override>,
}

/// A document's lists.
#[derive(Debug, Default)]
pub struct Numbering {
    abstracts: HashMap<i64, Abstract>,
    instances: HashMap<i64, Instance>,
    /// For each style of lists, the instance that it names.
    styles: HashMap<String, i64>,
    /// For each style of lists, the abstract list that defines it.
    definitions: HashMap<String, i64>,
}

/// A list that a paragraph is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListRef {
    /// The instance.
    pub instance: i64,
    /// The abstract list, whose counters it shares.
    pub counted_by: i64,
}

impl Numbering {
    /// Reads the part of lists.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(text: &str, styles: &HashMap<String, i64>) -> Result<Self, XmlFault> {
        let mut numbering = Self { styles: styles.clone(), ..Self::default() };
        let mut xml = Xml::new(text);
        loop {
            match xml.next()? {
                Token::Start(element) if element.is(Ns::W, "abstractNum") => {
                    let id = number(&element, "abstractNumId");
                    let (list, defines) = abstract_list(&mut xml)?;
                    if let (Some(id), Some(style)) = (id, defines) {
                        numbering.definitions.insert(style, id);
                    }
                    if let Some(id) = id {
                        numbering.abstracts.insert(id, list);
                    }
                }
                Token::Start(element) if element.is(Ns::W, "num") => {
                    let id = number(&element, "numId");
                    let instance = instance(&mut xml)?;
                    if let Some(id) = id {
                        numbering.instances.insert(id, instance);
                    }
                }
                Token::Start(element) if element.is(Ns::W, "numbering") => {}
                Token::Start(_) => xml.skip()?,
                Token::Done => return Ok(numbering),
                _ => {}
            }
        }
    }

    /// The list of this id; none where it is 0 or leads nowhere.
    pub fn list(&self, instance: i64) -> Option<ListRef> {
        let mut of = self.instances.get(&instance)?.of;
        for _ in 0..LONGEST_LINK {
            let list = self.abstracts.get(&of)?;
            let Some(style) = list.style_link.as_ref().filter(|_| list.levels.is_empty()) else {
                return Some(ListRef { instance, counted_by: of });
            };
            of = self
                .definitions
                .get(style)
                .copied()
                .or_else(|| Some(self.instances.get(self.styles.get(style)?)?.of))?;
        }
        None
    }

    /// A level of a list.
    pub fn level(&self, list: ListRef, level: u8) -> Option<&Level> {
        self.instances
            .get(&list.instance)
            .and_then(|instance| instance.overrides.get(&level))
            .and_then(|change| change.level.as_ref())
            .or_else(|| self.abstracts.get(&list.counted_by)?.levels.get(&level))
    }

    /// Where the instance begins a level, if it says so itself.
    pub fn start_override(&self, list: ListRef, level: u8) -> Option<i64> {
        self.instances.get(&list.instance)?.overrides.get(&level)?.start
    }

    /// The level of a list to which a paragraph style belongs.
    pub fn level_of_style(&self, list: ListRef, style: &str) -> Option<u8> {
        (0..LEVELS)
            .find(|level| self.level(list, *level).is_some_and(|level| level.style.as_deref() == Some(style)))
    }
}

fn number(element: &Element<'_>, name: &str) -> Option<i64> {
    element.attribute(name)?.trim().parse().ok()
}

fn abstract_list(xml: &mut Xml<'_>) -> Result<(Abstract, Option<String>), XmlFault> {
    let (mut list, mut defines) = (Abstract::default(), None);
    while let Some(element) = xml.child()? {
        match (element.ns, element.name()) {
            (Ns::W, "lvl") => {
                let place = number(&element, "ilvl").and_then(|place| u8::try_from(place).ok());
                let level = level(xml)?;
                if let Some(place) = place.filter(|place| *place < LEVELS) {
                    list.levels.insert(place, level);
                }
                continue;
            }
            (Ns::W, "numStyleLink") => list.style_link = element.val().map(Into::into),
            (Ns::W, "styleLink") => defines = element.val().map(Into::into),
            _ => {}
        }
        xml.skip()?;
    }
    Ok((list, defines))
}

fn instance(xml: &mut Xml<'_>) -> Result<Instance, XmlFault> {
    let mut instance = Instance { of: -1, overrides: HashMap::new() };
    while let Some(element) = xml.child()? {
        match (element.ns, element.name()) {
            (Ns::W, "abstractNumId") => instance.of = element.number().unwrap_or(-1),
            (Ns::W, "lvlOverride") => {
                let place = number(&element, "ilvl").and_then(|place| u8::try_from(place).ok());
                let mut change = Override::default();
                while let Some(inner) = xml.child()? {
                    match (inner.ns, inner.name()) {
                        (Ns::W, "startOverride") => change.start = inner.number(),
                        (Ns::W, "lvl") => {
                            change.level = Some(level(xml)?);
                            continue;
                        }
                        _ => {}
                    }
                    xml.skip()?;
                }
                if let Some(place) = place.filter(|place| *place < LEVELS) {
                    instance.overrides.insert(place, change);
                }
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(instance)
}

fn level(xml: &mut Xml<'_>) -> Result<Level, XmlFault> {
    let mut level = Level::default();
    let mut face = None;
    while let Some(element) = xml.child()? {
        match (element.ns, element.name()) {
            (Ns::W, "start") => level.start = element.number().unwrap_or(0),
            (Ns::W, "numFmt") => {
                level.format = NumberFormat::of(
                    element.val().as_deref().unwrap_or("decimal"),
                    element.attribute("format").as_deref(),
                );
            }
            // What later versions of Word add is in one branch, what all know in the other; the first that is known counts.
            (Ns::Mc, "AlternateContent") => {
                if let Some(format) = alternate_format(xml)? {
                    level.format = format;
                }
                continue;
            }
            (Ns::W, "lvlText") => {
                let is_null = element.attribute("null").is_some_and(|null| null == "1" || null == "true");
                level.text =
                    if is_null { String::new() } else { element.val().unwrap_or_default().into_owned() };
            }
            (Ns::W, "isLgl") => level.is_legal = element.on(),
            (Ns::W, "lvlRestart") => level.restart = element.number(),
            (Ns::W, "pStyle") => level.style = element.val().map(Into::into),
            (Ns::W, "pPr") => {
                level.indent = properties::paragraph(xml, &mut NoWatch)?.indent;
                continue;
            }
            (Ns::W, "rPr") => {
                face = properties::run(xml, &mut NoWatch)?.symbol_face;
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    level.text = symbols::shown(&level.text, face.as_deref());
    if level.format == NumberFormat::Bullet {
        level.text = symbols::bullet(&level.text);
    }
    Ok(level)
}

fn alternate_format(xml: &mut Xml<'_>) -> Result<Option<NumberFormat>, XmlFault> {
    let mut format = None;
    while xml.child()?.is_some() {
        while let Some(inner) = xml.child()? {
            if inner.is(Ns::W, "numFmt") && format.is_none() {
                format = Some(NumberFormat::of(
                    inner.val().as_deref().unwrap_or("decimal"),
                    inner.attribute("format").as_deref(),
                ));
            }
            xml.skip()?;
        }
    }
    Ok(format)
}
