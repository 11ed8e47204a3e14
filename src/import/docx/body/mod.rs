//! The text of a part: its paragraphs, tables and all that stands in them, in the order of reading.
//!
//! Elements are met one after the other; what each means for those within it is kept in a stack of the heap, so that nesting is bounded by memory,
//! not by the program's own stack. What is not known is passed through: the text in it is still read.

mod drawing;
mod field;
pub mod gathered;
mod look;
mod math;
mod paragraph;
mod rows;
mod runs;
mod table;
mod wrappers;

use super::counters::Counters;
use super::package::Relations;
use super::properties;
use super::xml::{Element, Ns, Token, Xml, XmlFault};
use super::{ReadFault, changes::ChangeKind, fault};
use crate::import::document::Block;
use crate::import::loss::LossKind;
use drawing::Drawing;
use field::Field;
use gathered::{Definitions, Gathered};
use look::RunState;
use math::Math;
use paragraph::OpenParagraph;
use table::{CellProps, OpenTable};

/// How deep tables may stand in each other; the text of deeper ones follows in the cell around them.
const DEEPEST_TABLE: usize = 8;

/// A part whose text is read.
pub struct Part<'s> {
    pub relations: &'s Relations,
}

/// What an open element means for what stands in it.
enum Frame {
    /// Nothing.
    Plain,
    Paragraph,
    Run,
    Table,
    Row {
        is_dropped: bool,
    },
    Cell(CellProps),
    /// A text box.
    Box,
    Link,
    /// Text in it is lost.
    Lost,
    /// A table of contents.
    Contents,
    /// A field in one element.
    SimpleField,
    Alternate,
    Math,
    Drawing,
}

/// Where paragraphs and tables go.
#[derive(Default)]
struct Sink {
    blocks: Vec<Block>,
    /// A paragraph whose mark is gone: what follows joins it.
    joined: Option<OpenParagraph>,
    /// How many frames of text boxes are around it.
    in_frame: bool,
    /// Where fields and links of its own begin.
    fields: Vec<Field>,
    fields_beyond: usize,
    links: Vec<Option<String>>,
    begins_page: bool,
}

/// A reader of one part's text.
pub struct Story<'s, 'p, 'a> {
    definitions: &'s Definitions,
    gathered: &'s mut Gathered<'p, 'a>,
    part: &'s Part<'s>,
    counters: &'s mut Counters,
    frames: Vec<Frame>,
    sinks: Vec<Sink>,
    paragraphs: Vec<OpenParagraph>,
    runs: Vec<RunState>,
    tables: Vec<OpenTable>,
    /// How many tables are open beyond those that are told apart.
    tables_beyond: usize,
    /// Why text is lost, the outermost first.
    lost: Vec<LossKind>,
    contents: usize,
    /// Whether a branch has been taken, for each open choice.
    alternates: Vec<bool>,
    math: Option<Math>,
    drawings: Vec<Drawing>,
}

/// A fault of XML, or one of a whole file.
pub enum StoryFault {
    Xml(XmlFault),
    File(ReadFault),
}

impl From<XmlFault> for StoryFault {
    fn from(fault: XmlFault) -> Self {
        Self::Xml(fault)
    }
}

impl StoryFault {
    /// As a fault of the file.
    pub fn of_part(self, part: &str) -> ReadFault {
        match self {
            Self::Xml(fault) => fault::of_xml(fault, part),
            Self::File(fault) => fault,
        }
    }
}

/// Reads what is in the element that was begun last, to its end.
///
/// # Errors
/// Why the part cannot be read.
pub fn read(
    xml: &mut Xml<'_>,
    part: &Part<'_>,
    definitions: &Definitions,
    gathered: &mut Gathered<'_, '_>,
    counters: &mut Counters,
) -> Result<Vec<Block>, StoryFault> {
    let mut story = Story {
        definitions,
        gathered,
        part,
        counters,
        frames: Vec::new(),
        sinks: vec![Sink::default()],
        paragraphs: Vec::new(),
        runs: Vec::new(),
        tables: Vec::new(),
        tables_beyond: 0,
        lost: Vec::new(),
        contents: 0,
        alternates: Vec::new(),
        math: None,
        drawings: Vec::new(),
    };
    loop {
        match xml.next()? {
            Token::Start(element) => story.start(xml, &element)?,
            Token::End => match story.frames.pop() {
                Some(frame) => story.end(&frame),
                None => break,
            },
            Token::Text(_) => {}
            Token::Done => break,
        }
    }
    story.flush();
    Ok(story.sinks.pop().map(|sink| sink.blocks).unwrap_or_default())
}

impl Story<'_, '_, '_> {
    fn start(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Result<(), StoryFault> {
        let frame = match element.ns {
            Ns::W => match element.name() {
                "p" => self.begin_paragraph(),
                "tbl" | "tr" | "tc" => self.begin_table_part(element.name()),
                "tblPr" | "tblGrid" | "tblPrEx" => return Ok(self.count_changes(xml)?),
                "trPr" => return Ok(self.row_properties(xml)?),
                "tcPr" => return Ok(self.cell_properties(xml)?),
                "pPr" => {
                    let props = properties::paragraph(xml, &mut self.gathered.changes)?;
                    self.paragraph_properties(props);
                    return Ok(());
                }
                "sectPr" => {
                    let (_, running) = properties::section(xml, &mut self.gathered.changes)?;
                    self.gathered.run_along(self.part.relations, running);
                    return Ok(());
                }
                _ => match self.inline(xml, element)? {
                    Some(frame) => frame,
                    None => return Ok(()),
                },
            },
            Ns::M => match self.begin_math(xml, element)? {
                Some(frame) => frame,
                None => return Ok(()),
            },
            _ => match self.around(xml, element)? {
                Some(frame) => frame,
                None => return Ok(()),
            },
        };
        self.frames.push(frame);
        Ok(())
    }

    fn end(&mut self, frame: &Frame) {
        match frame {
            Frame::Plain => {}
            Frame::Paragraph => self.end_paragraph(),
            Frame::Run => {
                self.runs.pop();
            }
            Frame::Table | Frame::Row { .. } | Frame::Cell(_) => self.end_table_part(frame),
            Frame::Box => self.end_box(),
            Frame::Link => {
                self.sink().links.pop();
            }
            Frame::Lost => {
                self.lost.pop();
            }
            Frame::Contents => self.contents = self.contents.saturating_sub(1),
            Frame::SimpleField => self.end_field(),
            Frame::Alternate => {
                self.alternates.pop();
            }
            Frame::Math => self.end_math(),
            Frame::Drawing => self.end_drawing(),
        }
    }

    /// Where paragraphs go now.
    fn sink(&mut self) -> &mut Sink {
        if self.sinks.is_empty() {
            self.sinks.push(Sink::default());
        }
        match self.sinks.last_mut() {
            Some(sink) => sink,
            None => crate::bug::bug!("a sink was pushed and is not there"),
        }
    }

    fn begin_paragraph(&mut self) -> Frame {
        let in_contents = self.in_contents();
        let joined = self.sink().joined.take();
        let mut paragraph = match joined {
            Some(joined) => OpenParagraph { props: Default::default(), ..joined },
            None => OpenParagraph::new(self.gathered.next_id()),
        };
        paragraph.began_in_contents |= in_contents;
        paragraph.begins_page |= std::mem::take(&mut self.sink().begins_page);
        self.paragraphs.push(paragraph);
        Frame::Paragraph
    }

    fn paragraph_properties(&mut self, mut props: properties::ParagraphProps) {
        self.gathered.run_along(self.part.relations, std::mem::take(&mut props.running));
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.props = props;
        }
    }

    fn end_paragraph(&mut self) {
        self.return_swallowed();
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        let changes = &self.gathered.changes;
        let mark = &paragraph.props.mark;
        let is_mark_gone = (mark.mark_inserted && !changes.keeps(ChangeKind::Inserted))
            || (mark.mark_deleted && !changes.keeps(ChangeKind::Deleted));
        let in_frame = self.sink().in_frame;
        if paragraph.breaks_page || paragraph.props.ends_page {
            self.sink().begins_page = true;
        }
        if !self.lost.is_empty() {
            // Its text is among the losses.
            let after = paragraph.after;
            self.sink().blocks.extend(after);
            return;
        }
        if is_mark_gone {
            paragraph.pending_break = false;
            self.sink().joined = Some(paragraph);
            return;
        }
        if paragraph.has_hidden && paragraph.runs.is_empty() && paragraph.after.is_empty() {
            let style = self.definitions.styles.of_paragraph(paragraph.props.style.as_deref());
            let mark = look::resolve(
                &paragraph.props.mark,
                style,
                &self.definitions.styles,
                &self.definitions.theme,
            );
            if mark.is_hidden {
                return;
            }
        }
        self.emit(paragraph, in_frame);
    }

    fn emit(&mut self, paragraph: OpenParagraph, in_frame: bool) {
        let (paragraph, after) = paragraph.finish(self.definitions, self.counters, in_frame);
        let sink = self.sink();
        sink.blocks.push(Block::Paragraph(paragraph));
        sink.blocks.extend(after);
    }

    /// What was to be joined with a paragraph that does not come.
    fn flush(&mut self) {
        let sink = self.sink();
        let in_frame = sink.in_frame;
        if let Some(mut joined) = sink.joined.take() {
            if joined.runs.is_empty() {
                let after = std::mem::take(&mut joined.after);
                self.sink().blocks.extend(after);
            } else {
                self.emit(joined, in_frame);
            }
        }
    }
}
