//! A document as its word processor shows it: paragraphs with their automatic numbers and looks, tables, notes, pictures.
//!
//! Readers of formats make it, what follows knows no format. It holds every character that a reader sees, in the order of
//! reading, and says of each paragraph what the file says of its look; it judges nothing.

use super::loss::Loss;
use super::remark::Remark;
use std::fmt;

/// A paragraph's number, from 1, counted through the text as it is read: paragraphs of tables and text boxes are counted where they
/// stand, then those of notes, headers and footers. Empty paragraphs count, since they are what a word processor shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParagraphId(pub u32);

impl fmt::Display for ParagraphId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A whole document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OfficeDocument {
    /// The text.
    pub blocks: Vec<Block>,
    /// Footnotes and endnotes, in the order in which the text refers to them.
    pub notes: Vec<Note>,
    /// What reviewers wrote: listed, never published.
    pub comments: Vec<Comment>,
    /// Headers and footers, each once.
    pub running: Vec<RunningText>,
    /// Pictures, each once.
    pub pictures: Vec<Picture>,
    /// The title in the file's properties, if there is one.
    pub title_property: Option<String>,
    /// What the reader of the format could not carry over.
    pub losses: Vec<Loss>,
    /// What whoever imports should know.
    pub remarks: Vec<Remark>,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    pub id: ParagraphId,
    /// The number or bullet that the word processor puts before it.
    pub label: Option<Label>,
    /// Its text, in the order of reading.
    pub runs: Vec<Run>,
    /// The names of its style and of those that it is based on, the nearest first, as the file has them: `标题 1`, `heading 1`; where a style
    /// has no name, its id.
    pub styles: Vec<String>,
    /// The level of heading that the file states, from 1.
    pub outline: Option<Outline>,
    pub alignment: Alignment,
    /// Whether it is part of a table of contents that the word processor made.
    pub in_contents: bool,
    /// Whether it begins a page by a break before it.
    pub begins_page: bool,
    /// Whether it stands in a text box or another frame of its own.
    pub in_frame: bool,
    /// The indent of its first line, in hundredths of a character or, where the file has it in points, as that many characters of its
    /// own size; negative where it hangs.
    pub first_indent: Option<i32>,
}

/// A level of heading that a file states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outline {
    /// From 1 to 9.
    pub level: u8,
    /// Who states it.
    pub from: OutlineSource,
}

/// Who states a level of heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutlineSource {
    /// The paragraph itself.
    Paragraph,
    /// Its style, or one that this is based on.
    Style,
    /// The mark of a text format: `##`, `<h2>`.
    Mark,
}

/// An automatic number or bullet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// As it is shown, without the blank or tab after it: `（一）`, `1.`, `第三条`, `•`.
    pub text: String,
    /// The list that it counts in; lists that go on counting have the same.
    pub list: u32,
    /// The level within the list, from 0.
    pub level: u8,
    pub kind: LabelKind,
    /// The counter of its own level, from which the text was made.
    pub ordinal: i64,
}

/// Whether a label counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelKind {
    /// A number, in any script.
    Number,
    /// A sign that is the same for all.
    Bullet,
}

/// Where the lines of a paragraph stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Alignment {
    /// At the left, or at both sides.
    #[default]
    Start,
    Centre,
    End,
}

/// A stretch of a paragraph in one look.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    pub content: Inline,
    pub look: Look,
    /// Where it leads, if it is a link: an address, or `#name` for a place in the document.
    pub link: Option<String>,
}

/// What stands in a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Characters, as they are shown.
    Text(String),
    /// A tab.
    Tab,
    /// A line break within the paragraph.
    Break,
    /// One of the document's pictures, by its place in [`OfficeDocument::pictures`].
    Picture(usize),
    /// A reference to one of the document's notes, by its place in [`OfficeDocument::notes`].
    Note(usize),
}

/// How a run looks, where the file says so.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Look {
    /// The face for Han characters, else that for Latin ones: `黑体`, `FZXiaoBiaoSong-B05S`.
    pub face: Option<String>,
    /// The size in half points: 32 is 三号.
    pub size: Option<u16>,
    pub bold: bool,
    pub italic: bool,
    pub underlined: bool,
    pub struck: bool,
    /// Red, green and blue.
    pub colour: Option<[u8; 3]>,
    pub position: VerticalPosition,
}

/// Where a run stands beside the line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum VerticalPosition {
    #[default]
    Line,
    Raised,
    Lowered,
}

/// Tables lie in one another no deeper than this: what lies deeper is read as text of the cell around it. No document is so deep, and
/// nothing that goes through a document has to fear for its stack.
pub const DEEPEST_TABLE: usize = 16;

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its rows; cells that are covered by merged ones are not there.
    pub rows: Vec<Row>,
    /// How many columns it has.
    pub columns: usize,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// Whether the file says that it is repeated on every page: it is a head.
    pub is_head: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The first column that it covers, from 0.
    pub column: usize,
    /// How many columns it covers, at least 1.
    pub column_span: usize,
    /// How many rows it covers, at least 1.
    pub row_span: usize,
    pub blocks: Vec<Block>,
}

/// A footnote or an endnote.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    pub kind: NoteKind,
    pub blocks: Vec<Block>,
}

/// Where a note stands on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    Footnote,
    Endnote,
}

/// What a reviewer wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Who wrote it, if the file says so.
    pub author: Option<String>,
    /// The paragraph that it speaks of.
    pub at: Option<ParagraphId>,
    pub text: String,
}

/// A header or a footer.
#[derive(Debug, Clone, PartialEq)]
pub struct RunningText {
    pub kind: RunningKind,
    pub blocks: Vec<Block>,
}

/// Where a running text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunningKind {
    Header,
    Footer,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its name in the file, without folders: `image1.png`.
    pub name: String,
    pub bytes: Vec<u8>,
    /// What it shows, in the author's words.
    pub description: Option<String>,
}

impl Paragraph {
    /// An empty paragraph of no style.
    pub const fn new(id: ParagraphId) -> Self {
        Self {
            id,
            label: None,
            runs: Vec::new(),
            styles: Vec::new(),
            outline: None,
            alignment: Alignment::Start,
            in_contents: false,
            begins_page: false,
            in_frame: false,
            first_indent: None,
        }
    }

    /// Its own characters, without its label: tabs as `\t`, line breaks as `\n`; pictures and references to notes are left out.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for run in &self.runs {
            match &run.content {
                Inline::Text(words) => text.push_str(words),
                Inline::Tab => text.push('\t'),
                Inline::Break => text.push('\n'),
                Inline::Picture(_) | Inline::Note(_) => {}
            }
        }
        text
    }
}
