//! Parts beside the text: notes, comments, headers and footers.

use super::ReadFault;
use super::body::gathered::{Definitions, Gathered};
use super::body::{self, Part};
use super::counters::Counters;
use super::fault;
use super::package::Relations;
use super::xml::{Bindings, Ns, Token, Xml, XmlFault};
use crate::import::document::{Comment, Note, NoteKind, RunningKind, RunningText};
use std::collections::HashMap;
use std::ops::Range;

/// The part of a kind that a part refers to.
pub fn part_of<'r>(relations: &'r Relations, kind: &str) -> Option<&'r str> {
    relations
        .values()
        .filter(|relation| relation.kind == kind && !relation.is_external)
        .map(|relation| relation.target.as_str())
        .min()
}

struct NotesPart {
    name: String,
    text: String,
    relations: Relations,
    bindings: Bindings,
    /// Where each note stands in the text.
    places: HashMap<String, Range<usize>>,
}

/// Reads the notes that have been referred to, and those that they refer to.
///
/// # Errors
/// Why a part cannot be read.
pub fn notes(
    main: &Relations,
    definitions: &Definitions,
    gathered: &mut Gathered<'_, '_>,
) -> Result<Vec<Note>, ReadFault> {
    let mut notes = Vec::new();
    let mut parts = Vec::new();
    for (kind, relation) in [(NoteKind::Footnote, "footnotes"), (NoteKind::Endnote, "endnotes")] {
        if let Some(name) = part_of(main, relation)
            && let Some(part) = notes_part(name, gathered)?
        {
            parts.push((kind, part));
        }
    }
    while let Some((kind, id)) = gathered.notes.get(notes.len()).cloned() {
        let mut blocks = Vec::new();
        let part = parts.iter().find(|(of, _)| *of == kind).map(|(_, part)| part);
        if let Some((part, place)) = part.and_then(|part| Some((part, part.places.get(&id)?.clone()))) {
            let text = part.text.get(place).unwrap_or_default();
            let mut xml = Xml::fragment(text, Bindings::clone(&part.bindings));
            xml.child().map_err(|fault| fault::of_xml(fault, &part.name))?;
            let at = Part { relations: &part.relations };
            blocks = body::read(&mut xml, &at, definitions, gathered, &mut Counters::default())
                .map_err(|fault| fault.of_part(&part.name))?;
        }
        notes.push(Note { kind, blocks });
    }
    Ok(notes)
}

fn notes_part(name: &str, gathered: &mut Gathered<'_, '_>) -> Result<Option<NotesPart>, ReadFault> {
    let Some(text) = gathered.package.text(name)? else { return Ok(None) };
    let relations = gathered.package.relations(name)?;
    let (places, bindings) = places(&text).map_err(|fault| fault::of_xml(fault, name))?;
    Ok(Some(NotesPart { name: name.to_owned(), text, relations, bindings, places }))
}

fn places(text: &str) -> Result<(HashMap<String, Range<usize>>, Bindings), XmlFault> {
    let mut places = HashMap::new();
    let mut xml = Xml::new(text);
    xml.child()?;
    let bindings = xml.bindings();
    loop {
        let start = xml.position();
        match xml.next()? {
            Token::Start(element) => {
                let id = element.attribute("id").map(Into::into);
                xml.skip()?;
                if let Some(id) = id {
                    places.insert(id, start..xml.position());
                }
            }
            Token::Text(_) => {}
            Token::End | Token::Done => return Ok((places, bindings)),
        }
    }
}

/// Reads the headers and footers that sections refer to.
///
/// # Errors
/// Why a part cannot be read.
pub fn running(
    definitions: &Definitions,
    gathered: &mut Gathered<'_, '_>,
) -> Result<Vec<RunningText>, ReadFault> {
    let mut all = Vec::new();
    while let Some((is_footer, name)) = gathered.running.get(all.len()).cloned() {
        let kind = if is_footer { RunningKind::Footer } else { RunningKind::Header };
        let mut blocks = Vec::new();
        if let Some(text) = gathered.package.text(&name)? {
            let relations = gathered.package.relations(&name)?;
            let mut xml = Xml::new(&text);
            xml.child().map_err(|fault| fault::of_xml(fault, &name))?;
            blocks = body::read(
                &mut xml,
                &Part { relations: &relations },
                definitions,
                gathered,
                &mut Counters::default(),
            )
            .map_err(|fault| fault.of_part(&name))?;
        }
        all.push(RunningText { kind, blocks });
    }
    Ok(all)
}

/// Reads what reviewers wrote.
///
/// # Errors
/// Why the part cannot be read.
pub fn comments(main: &Relations, gathered: &mut Gathered<'_, '_>) -> Result<Vec<Comment>, ReadFault> {
    let Some(name) = part_of(main, "comments") else { return Ok(Vec::new()) };
    let Some(text) = gathered.package.text(name)? else { return Ok(Vec::new()) };
    let mut found = read_comments(&text, gathered).map_err(|fault| fault::of_xml(fault, name))?;
    // In the order of the text; those that stand nowhere last.
    found.sort_by_key(|comment| comment.at.map_or(u32::MAX, |at| at.0));
    Ok(found)
}

fn read_comments(text: &str, gathered: &Gathered<'_, '_>) -> Result<Vec<Comment>, XmlFault> {
    let mut comments: Vec<Comment> = Vec::new();
    let mut xml = Xml::new(text);
    loop {
        match xml.next()? {
            Token::Start(element) if element.is(Ns::W, "comment") => {
                let at = element.attribute("id").and_then(|id| gathered.comments.get(&*id)).copied();
                let author = element.attribute("author").filter(|name| !name.is_empty()).map(Into::into);
                comments.push(Comment { author, at, text: String::new() });
            }
            Token::Start(element) if element.ns == Ns::W => {
                let Some(comment) = comments.last_mut() else { continue };
                match element.name() {
                    "p" if !comment.text.is_empty() => comment.text.push('\n'),
                    "t" => comment.text.push_str(&xml.text()?),
                    "tab" => comment.text.push('\t'),
                    _ => {}
                }
            }
            Token::Done => return Ok(comments),
            _ => {}
        }
    }
}
