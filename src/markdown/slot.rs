//! The slots in a body's HTML: `\x01`, a letter, a number, `\x01`.
//!
//! Written while parsing, read while filling. Texts hold no `\x01` (see [`super::clean`]), so a
//! slot can only come from here.

use super::body::{AlertKind, Label};

/// The character around a slot.
pub(super) const EDGE: char = '\u{1}';

/// Something that only the whole site knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// The value of a link's `href`.
    Link(usize),
    /// A picture's element.
    Picture(usize),
    /// A figure's element.
    Figure(usize),
    /// A figure's words.
    FigureWords(usize),
    /// A block's element.
    Block(usize),
    /// What stands before an id.
    IdPrefix,
    /// A heading's start tag and number.
    HeadingStart(usize),
    /// A heading's end tag.
    HeadingEnd(usize),
    /// A reference to a footnote.
    Reference(usize),
    /// The link back to a reference.
    BackLink(usize),
    /// Words of the theme.
    Label(Label),
}

impl Slot {
    /// Appends the slot to a body's HTML.
    pub(super) fn write(self, out: &mut String) {
        let (letter, number) = match self {
            Self::Link(index) => ('L', index),
            Self::Picture(index) => ('I', index),
            Self::Figure(index) => ('F', index),
            Self::FigureWords(index) => ('V', index),
            Self::Block(index) => ('B', index),
            Self::IdPrefix => ('P', 0),
            Self::HeadingStart(index) => ('H', index),
            Self::HeadingEnd(index) => ('h', index),
            Self::Reference(index) => ('R', index),
            Self::BackLink(index) => ('K', index),
            Self::Label(label) => ('W', label_number(label)),
        };
        out.push(EDGE);
        out.push(letter);
        push_number(number, out);
        out.push(EDGE);
    }

    fn read(text: &str) -> Option<Self> {
        let mut chars = text.chars();
        let letter = chars.next()?;
        let number: usize = chars.as_str().parse().ok()?;
        Some(match letter {
            'L' => Self::Link(number),
            'I' => Self::Picture(number),
            'F' => Self::Figure(number),
            'V' => Self::FigureWords(number),
            'B' => Self::Block(number),
            'P' => Self::IdPrefix,
            'H' => Self::HeadingStart(number),
            'h' => Self::HeadingEnd(number),
            'R' => Self::Reference(number),
            'K' => Self::BackLink(number),
            'W' => Self::Label(LABELS.get(number).copied()?),
            _ => return None,
        })
    }
}

/// Appends a number in decimal digits; the formatting machinery is slow for one so small.
fn push_number(number: usize, out: &mut String) {
    let start = out.len();
    let mut rest = number;
    loop {
        let digit = u8::try_from(rest % 10).unwrap_or_default();
        out.insert(start, char::from(b'0' + digit));
        rest /= 10;
        if rest == 0 {
            return;
        }
    }
}

/// The labels that have slots of their own; that of a back link is part of its slot.
const LABELS: [Label; 8] = [
    Label::Alert(AlertKind::Note),
    Label::Alert(AlertKind::Tip),
    Label::Alert(AlertKind::Important),
    Label::Alert(AlertKind::Warning),
    Label::Alert(AlertKind::Caution),
    Label::TaskDone,
    Label::TaskOpen,
    Label::Table,
];

fn label_number(label: Label) -> usize {
    LABELS.iter().position(|candidate| *candidate == label).unwrap_or(LABELS.len())
}

/// A part of a body's HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// HTML to be copied.
    Html(&'a str),
    /// A slot to be filled.
    Slot(Slot),
}

/// Splits HTML at its slots.
pub(super) fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    html.split(EDGE).enumerate().filter_map(|(index, text)| {
        if index % 2 == 0 { Some(Piece::Html(text)) } else { Slot::read(text).map(Piece::Slot) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_read_as_written() {
        let mut slots = vec![
            Slot::Link(0),
            Slot::Picture(1),
            Slot::Figure(22),
            Slot::FigureWords(3),
            Slot::Block(4),
            Slot::IdPrefix,
            Slot::HeadingStart(5),
            Slot::HeadingEnd(5),
            Slot::Reference(6),
            Slot::BackLink(7),
        ];
        slots.extend(LABELS.map(Slot::Label));
        let mut html = String::new();
        for slot in &slots {
            html.push('x');
            slot.write(&mut html);
        }
        let read: Vec<_> = pieces(&html)
            .filter_map(|piece| match piece {
                Piece::Slot(slot) => Some(slot),
                Piece::Html(_) => None,
            })
            .collect();
        assert_eq!(read, slots);
    }
}
