//! Word's format, and what WPS and LibreOffice write under its name (ECMA-376, ISO/IEC 29500).
//!
//! Takes a file's bytes; gives an [`OfficeDocument`]. Bounded in what it unpacks, in depth and in number; it never looks outside of the
//! file.

mod body;
mod changes;
mod counters;
mod fault;
mod number_format;
mod numbering;
mod package;
mod properties;
mod stories;
mod styles;
mod symbols;
#[cfg(test)]
mod tests;
mod theme;
mod xml;

use super::document::OfficeDocument;
use super::loss::LossKind;
use crate::diagnostic::Words;
use body::Part;
use body::gathered::{Definitions, Gathered};
use changes::Changes;
use counters::Counters;
use numbering::Numbering;
pub use package::compound_fault;
use package::{Package, Relations};
use styles::Styles;
use theme::Theme;
use xml::{Ns, Token, Xml, XmlFault};

/// What becomes of tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrackedChanges {
    /// A document that has any is refused.
    Refuse,
    /// As if all had been accepted.
    Accept,
    /// As if all had been rejected.
    Reject,
}

/// Why a document cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadFault {
    /// It holds this many tracked changes, and nobody said what is to become of them.
    TrackedChanges(usize),
    /// Anything else, in words for who imports.
    Unreadable(Words),
}

/// Reads a document.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8], changes: TrackedChanges) -> Result<OfficeDocument, ReadFault> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let relations = package.relations(&main)?;
    let title_property = title(&mut package)?;
    let definitions = definitions(&mut package, &relations)?;
    let Some(text) = package.text(&main)? else { return Err(fault::no_document()) };
    let has_macros = package.names().iter().any(|name| name.ends_with("vbaproject.bin"));
    let mut gathered = Gathered::new(&mut package, Changes::new(changes));
    let mut document = OfficeDocument { title_property, ..OfficeDocument::default() };
    let mut xml = Xml::new(&text);
    enter_body(&mut xml).map_err(|fault| fault::of_xml(fault, &main))?;
    let part = Part { relations: &relations };
    document.blocks = body::read(&mut xml, &part, &definitions, &mut gathered, &mut Counters::default())
        .map_err(|fault| fault.of_part(&main))?;
    // What is behind the body must be well formed too: else the file is cut off.
    while !matches!(xml.next().map_err(|fault| fault::of_xml(fault, &main))?, Token::Done) {}
    document.notes = stories::notes(&relations, &definitions, &mut gathered)?;
    document.running = stories::running(&definitions, &mut gathered)?;
    document.comments = stories::comments(&relations, &mut gathered)?;
    if has_macros {
        gathered.lose(None, LossKind::Object, "vbaProject.bin");
    }
    if changes == TrackedChanges::Refuse && gathered.changes.count > 0 {
        return Err(ReadFault::TrackedChanges(gathered.changes.count));
    }
    document.pictures = gathered.pictures;
    document.losses = gathered.losses;
    Ok(document)
}

/// The name of the part that holds the text.
fn main_part(package: &mut Package<'_>) -> Result<String, ReadFault> {
    let stated = package.relations("")?;
    let main = match stories::part_of(&stated, "officeDocument") {
        Some(part) if package.has(part) => part.to_owned(),
        _ => "word/document.xml".to_owned(),
    };
    let kind = package.content_type(&main)?.unwrap_or_default();
    let has = |name: &str| package.has(name);
    if kind.contains("spreadsheetml") || has("xl/workbook.xml") && !has(&main) {
        return Err(fault::spreadsheet());
    }
    if kind.contains("presentationml") || has("ppt/presentation.xml") && !has(&main) {
        return Err(fault::presentation());
    }
    if !has(&main) {
        let is_open_document = has("content.xml") && has("META-INF/manifest.xml");
        return Err(if is_open_document { fault::open_document() } else { fault::no_document() });
    }
    Ok(main)
}

fn definitions(package: &mut Package<'_>, relations: &Relations) -> Result<Definitions, ReadFault> {
    let mut text = |kind: &str| -> Result<(String, String), ReadFault> {
        let name = stories::part_of(relations, kind).unwrap_or_default();
        Ok((name.to_owned(), if name.is_empty() { None } else { package.text(name)? }.unwrap_or_default()))
    };
    let (name, part) = text("styles")?;
    let styles = Styles::read(&part).map_err(|fault| fault::of_xml(fault, &name))?;
    let (name, part) = text("numbering")?;
    let numbering = Numbering::read(&part, &styles.lists).map_err(|fault| fault::of_xml(fault, &name))?;
    let (name, part) = text("theme")?;
    let theme = Theme::read(&part).map_err(|fault| fault::of_xml(fault, &name))?;
    Ok(Definitions { styles, numbering, theme })
}

/// Goes to where the text begins.
fn enter_body(xml: &mut Xml<'_>) -> Result<(), XmlFault> {
    loop {
        match xml.next()? {
            Token::Start(element) if element.is(Ns::W, "body") => return Ok(()),
            Token::Start(element) if element.is(Ns::W, "document") => {}
            Token::Start(_) => xml.skip()?,
            Token::Done => return Err(XmlFault::Malformed),
            Token::End | Token::Text(_) => {}
        }
    }
}

fn title(package: &mut Package<'_>) -> Result<Option<String>, ReadFault> {
    let stated = package.relations("")?;
    let Some(name) = stories::part_of(&stated, "core-properties") else { return Ok(None) };
    let Some(text) = package.text(name)? else { return Ok(None) };
    let mut xml = Xml::new(&text);
    let found = |xml: &mut Xml<'_>| loop {
        match xml.next()? {
            Token::Start(element) if element.is(Ns::Dc, "title") => return xml.text().map(Some),
            Token::Done => return Ok(None),
            _ => {}
        }
    };
    let title = found(&mut xml).map_err(|fault| fault::of_xml(fault, name))?;
    Ok(title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty()))
}
