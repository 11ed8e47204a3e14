//! Styles: each with what it takes from those that it is based on.
//!
//! A value of the nearest style counts; faults of files (styles based on each other in a ring, on one that is missing, chains
//! without end) are cut where they begin.

use super::properties::{self, NoWatch, ParagraphProps, RunProps};
use super::xml::{Ns, Token, Xml, XmlFault};
use std::collections::HashMap;

/// The most styles that are followed from one to the next; Word's own limit is eleven.
const LONGEST_CHAIN: usize = 40;

/// The kinds of styles that matter here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StyleKind {
    Paragraph,
    Character,
    /// Of tables and lists.
    Other,
}

/// A style, as the file has it or with all that it inherits.
#[derive(Debug, Clone, Default)]
pub struct Style {
    /// Its name and those of the styles that it is based on, the nearest first.
    pub names: Vec<String>,
    /// The ids of the same.
    pub ids: Vec<String>,
    pub paragraph: ParagraphProps,
    pub run: RunProps,
}

#[derive(Debug)]
struct Stated {
    kind: StyleKind,
    name: Option<String>,
    based_on: Option<String>,
    paragraph: ParagraphProps,
    run: RunProps,
}

/// A document's styles.
#[derive(Debug, Default)]
pub struct Styles {
    /// With all that they inherit.
    resolved: HashMap<String, Style>,
    /// The paragraph style of paragraphs that name none.
    default_paragraph: Option<String>,
    /// What counts where no style says anything.
    pub default_run: RunProps,
    pub default_paragraph_props: ParagraphProps,
    /// For each style of a list, the list that it stands for.
    pub lists: HashMap<String, i64>,
}

impl Styles {
    /// Reads the part of styles.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(text: &str) -> Result<Self, XmlFault> {
        let mut styles = Self::default();
        let mut stated: HashMap<String, Stated> = HashMap::new();
        let mut order = Vec::new();
        let mut xml = Xml::new(text);
        loop {
            match xml.next()? {
                Token::Start(element) if element.ns == Ns::W => match element.name() {
                    "rPrDefault" => {
                        while let Some(inner) = xml.child()? {
                            if inner.is(Ns::W, "rPr") {
                                styles.default_run = properties::run(&mut xml, &mut NoWatch)?;
                            } else {
                                xml.skip()?;
                            }
                        }
                    }
                    "pPrDefault" => {
                        while let Some(inner) = xml.child()? {
                            if inner.is(Ns::W, "pPr") {
                                styles.default_paragraph_props =
                                    properties::paragraph(&mut xml, &mut NoWatch)?;
                            } else {
                                xml.skip()?;
                            }
                        }
                    }
                    "style" => {
                        let id = element.attribute("styleId").unwrap_or_default().into_owned();
                        let (kind, is_list) = match element.attribute("type").as_deref() {
                            None | Some("paragraph") => (StyleKind::Paragraph, false),
                            Some("character") => (StyleKind::Character, false),
                            Some("numbering") => (StyleKind::Other, true),
                            _ => (StyleKind::Other, false),
                        };
                        let is_default =
                            matches!(element.attribute("default").as_deref(), Some("1" | "true" | "on"));
                        let style = stated_style(&mut xml, kind)?;
                        if let (true, Some(list)) =
                            (is_list, style.paragraph.list.as_ref().and_then(|place| place.list))
                        {
                            styles.lists.insert(id.clone(), list);
                        }
                        if is_default && kind == StyleKind::Paragraph {
                            styles.default_paragraph = Some(id.clone());
                        }
                        order.push(id.clone());
                        stated.insert(id, style);
                    }
                    "styles" | "docDefaults" => {}
                    _ => xml.skip()?,
                },
                Token::Done => break,
                _ => {}
            }
        }
        for id in order {
            let style = resolve(&id, &stated);
            styles.resolved.insert(id, style);
        }
        Ok(styles)
    }

    /// The style of a paragraph that names this one, or none.
    pub fn of_paragraph(&self, id: Option<&str>) -> Option<&Style> {
        id.and_then(|id| self.resolved.get(id))
            .or_else(|| self.default_paragraph.as_ref().and_then(|id| self.resolved.get(id)))
    }

    /// A style by its id.
    pub fn get(&self, id: &str) -> Option<&Style> {
        self.resolved.get(id)
    }
}

fn stated_style(xml: &mut Xml<'_>, kind: StyleKind) -> Result<Stated, XmlFault> {
    let mut style = Stated {
        kind,
        name: None,
        based_on: None,
        paragraph: ParagraphProps::default(),
        run: RunProps::default(),
    };
    while let Some(element) = xml.child()? {
        if element.ns == Ns::W {
            match element.name() {
                "name" => style.name = element.val().filter(|name| !name.is_empty()).map(Into::into),
                "basedOn" => style.based_on = element.val().map(Into::into),
                "pPr" => {
                    style.paragraph = properties::paragraph(xml, &mut NoWatch)?;
                    continue;
                }
                "rPr" => {
                    style.run = properties::run(xml, &mut NoWatch)?;
                    continue;
                }
                _ => {}
            }
        }
        xml.skip()?;
    }
    Ok(style)
}

fn resolve(id: &str, stated: &HashMap<String, Stated>) -> Style {
    let mut whole = Style::default();
    let mut next = Some(id);
    let kind = stated.get(id).map(|style| style.kind);
    while let Some(id) = next {
        let Some(style) = stated.get(id) else { break };
        if whole.ids.len() >= LONGEST_CHAIN
            || whole.ids.iter().any(|seen| seen == id)
            || Some(style.kind) != kind
        {
            break;
        }
        whole.ids.push(id.to_owned());
        whole.names.push(style.name.clone().unwrap_or_else(|| id.to_owned()));
        whole.paragraph.inherit(&style.paragraph);
        whole.run.inherit(&style.run);
        next = style.based_on.as_deref();
    }
    whole
}
