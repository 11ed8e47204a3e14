//! Writing elements: text that XML can carry, and identifiers that are unique in the document.

use crate::bug::bug;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::writer::Writer;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// An XML document being written, indented by two blanks.
pub struct Document {
    writer: Writer<Vec<u8>>,
}

impl Document {
    pub fn new() -> Self {
        let mut document = Self { writer: Writer::new_with_indent(Vec::new(), b' ', 2) };
        document.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        document
    }

    /// The bytes, with an end to the last line.
    pub fn finish(self) -> Vec<u8> {
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        bytes
    }

    /// An element with elements in it.
    pub fn within(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Self)) {
        self.write(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())));
        inside(self);
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element with text in it, or empty.
    pub fn text(&mut self, name: &str, text: &str) {
        let text = carried(text);
        if text.is_empty() {
            self.write(Event::Empty(BytesStart::new(name)));
            return;
        }
        self.write(Event::Start(BytesStart::new(name)));
        self.write(Event::Text(BytesText::new(&text)));
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element, where there is something to say.
    pub fn optional(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    /// An element with one line for each text; none where there are none.
    pub fn lines(&mut self, name: &str, lines: &[String]) {
        if !lines.is_empty() {
            self.text(name, &lines.join("\n"));
        }
    }

    /// Writing to memory cannot fail.
    fn write(&mut self, event: Event<'_>) {
        self.writer.write_event(event).unwrap_or_else(|error| bug!("{error}"));
    }
}

/// A text without the characters that no XML 1.0 document can hold, not even as a reference: control characters but for tab and
/// line ends, and the two that Unicode keeps for no character.
fn carried(text: &str) -> Cow<'_, str> {
    if text.chars().all(can_be_carried) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|character| can_be_carried(*character)).collect())
}

const fn can_be_carried(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// The identifiers of a document: names as XML has them, each only once.
#[derive(Default)]
pub struct Ids {
    taken: BTreeSet<String>,
}

impl Ids {
    /// An identifier for a name of some kind: `indicator-pilot-firms`. What a name in XML may not have becomes `_`; one that is
    /// taken gets a number.
    pub fn take(&mut self, kind: &str, name: &str) -> String {
        let may_stand = |one: char| {
            one.is_ascii_alphanumeric() || matches!(one, '-' | '.' | '_' | '\u{4e00}'..='\u{9fa5}')
        };
        let named: String = name.chars().map(|one| if may_stand(one) { one } else { '_' }).collect();
        let id = if named.is_empty() { kind.to_owned() } else { format!("{kind}-{named}") };
        let free = (1_usize..)
            .map(|number| if number == 1 { id.clone() } else { format!("{id}.{number}") })
            .find(|id| !self.taken.contains(id))
            .unwrap_or_default();
        self.taken.insert(free.clone());
        free
    }
}
