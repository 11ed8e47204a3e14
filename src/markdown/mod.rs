//! Markdown in, a [`Body`] out: HTML with slots for what only the whole site knows.
//!
//! Takes a source file's text; gives the HTML and the lists of links, pictures, figures, blocks and
//! headings in it, each with its place. Never reads a file and never knows another document: a
//! link's address, a figure's value and a heading's number are filled in later by [`Body::fill`].

mod blocks;
mod body;
mod cjk;
mod clean;
mod emphasis;
mod escape;
mod from_html;
mod html_source;
mod ignore;
mod markup;
mod passage;
mod sanitise;
mod slips;
mod slug;
mod tags;
mod target;
mod top_level;
mod whole;
mod writer;

#[cfg(test)]
mod tests;

pub use body::{Block, BlockIds, BlockKind, Body, Figure, FigureValue, Fill, HeadingNumbers, NamedFile};
pub use cjk::joins;
pub use escape::escape;
pub use from_html::from_html;
/// What writes Markdown within a line.
pub use from_html::text as inline;
pub use markup::{AlertKind, Label};
pub use passage::{CellPlace, Passage, PassageKind, Reach};
pub use slug::slug;
pub use tags::{RawPiece, StartTag, raw_pieces};
pub use top_level::top_level;
pub use whole::with_whole_figures;

use blocks::BlockReader;
use passage::Collector;
use pulldown_cmark::{Event, Options, Parser, Tag};
use writer::Writer;

/// What of Markdown is understood beyond CommonMark. Smart punctuation, math, super- and subscript
/// stay off: they corrupt Chinese prose.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM);

/// Parses the Markdown part of a source file. Every text has a body; what is wrong in it is in
/// [`Body::faults`].
pub fn parse(text: &str) -> Body {
    let clean = clean::clean(text);
    let marked = emphasis::mark(&clean);
    let (text, marks) = match &marked {
        Some((marked, marks)) => (marked.as_str(), marks),
        None => (clean.as_ref(), Default::default()),
    };
    let mut writer = Writer::new(text, marks);
    let mut passages = Collector::new(marks);
    let mut blocks = BlockReader::new(text, marks);
    let mut events = Parser::new_ext(text, OPTIONS).into_offset_iter();
    for (mut event, range) in events.by_ref() {
        let figures = writer.figures();
        writer.event(event.clone(), range.clone());
        let opened = (writer.figures() > figures).then_some(figures);
        if blocks.event(&event, &range).is_break() {
            // What is no heading is not judged as one.
            event = Event::Start(Tag::Paragraph);
        }
        passages.event(&event, &range, opened);
    }
    let mut body = writer.finish();
    let definitions = events.reference_definitions().iter();
    blocks.definitions(definitions.map(|(label, own)| (label, own.dest.as_ref(), own.span.clone())));
    blocks.finish(&mut body);
    passages.finish(&mut body);
    slips::note(&clean, &mut body);
    body
}
