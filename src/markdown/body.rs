//! What a text became: its HTML with slots, and everything in it that the site has to know.

use super::markup::{Label, Markup, Piece, Slot};
use super::passage::{Ignore, Passage};
use crate::diagnostic::Finding;
use crate::model::numbering::Numbering;
use std::fmt::Write as _;
use std::ops::Range;

/// A parsed text. Every `span` is a range of bytes in the text that was parsed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    pub(super) content: Markup,
    pub(super) references: Vec<FootnoteReference>,
    pub(super) has_text: bool,
    /// The headings, in reading order.
    pub headings: Vec<Heading>,
    /// The links, in reading order; `indicator:` links are in [`Body::figures`] instead.
    pub links: Vec<Link>,
    /// The pictures, in reading order.
    pub pictures: Vec<Picture>,
    /// The bound figures, in reading order.
    pub figures: Vec<Figure>,
    /// The blocks, in reading order.
    pub blocks: Vec<Block>,
    /// Every id that a link may point to, without the filler's prefix: headings, ids kept from raw
    /// HTML, footnotes. Sorted, without repeats.
    pub anchors: Vec<String>,
    /// The plain text, passage by passage, in reading order.
    pub passages: Vec<Passage>,
    /// The comments that ask for findings to be ignored.
    pub ignores: Vec<Ignore>,
    /// The files that links and pictures name which were typed amiss.
    pub named_files: Vec<NamedFile>,
    /// What is wrong in the text itself, and where.
    pub faults: Vec<(Finding, Range<usize>)>,
    /// The plain text of the first paragraph, cut to about 200 characters.
    pub summary: String,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heading {
    /// The id of its element, unique in the body, without the filler's prefix.
    pub id: String,
    /// The id that it had before a number alone became one; links that were given away still lead to it.
    pub(super) former_id: Option<String>,
    /// Its level among those that occur in the body, from 1: where only `##` and `####` occur, they
    /// have the ranks 1 and 2.
    pub rank: u8,
    /// Its text without markup. A figure with no text of its own leaves nothing here.
    pub text: String,
    /// Its ordinal at each rank from 1 down to its own; 0 stands for a skipped rank.
    pub ordinals: Vec<u32>,
    /// Whether its text begins with a number, so that none is put before it.
    pub hand_numbered: bool,
    /// The whole heading.
    pub span: Range<usize>,
    /// Inline HTML without links and footnotes, with slots for figures' values.
    pub(super) content: Markup,
    pub(super) explicit_id: Option<String>,
    pub(super) level: u8,
}

/// A link that the site resolves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The target as written, with entities and backslash escapes resolved but percent-encoding
    /// kept. It has no scheme, or one of `http`, `https`, `mailto` and `tel`.
    pub target: String,
    /// The whole link.
    pub span: Range<usize>,
}

/// A file that is named in what was meant as a link or a picture and is none as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFile {
    /// The target as it should be written.
    pub target: String,
    /// What is to be reported if the file is there; `None` where it is reported in any case.
    pub doubtful: Option<Finding>,
    /// All that was typed.
    pub span: Range<usize>,
}

/// A picture that the site resolves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The target as written; it has no scheme, or `http` or `https`.
    pub target: String,
    /// The text alternative, plain.
    pub alt: String,
    /// The title, plain; empty for none.
    pub title: String,
    /// The whole picture.
    pub span: Range<usize>,
}

/// Which of an indicator's values a figure states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FigureValue {
    /// The target, where the link has no fragment.
    #[default]
    Target,
    /// `#actual`.
    Actual,
    /// `#baseline`.
    Baseline,
    /// `#attainment`.
    Attainment,
}

impl FigureValue {
    /// Every value with the fragment that chooses it.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Target, "target"),
        (Self::Actual, "actual"),
        (Self::Baseline, "baseline"),
        (Self::Attainment, "attainment"),
    ];
}

/// A bound figure: `[12家以上](indicator:pilot-firms)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The plan that is named before the `/`, where one is.
    pub plan: Option<String>,
    /// The indicator's id.
    pub id: String,
    /// Which value it states.
    pub value: FigureValue,
    /// Its plain text; `None` where it is to be filled from the data.
    pub text: Option<String>,
    /// The whole link.
    pub span: Range<usize>,
}

/// What a block shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A table of indicators.
    Indicators,
    /// A table of tasks.
    Tasks,
    /// A picture of indicators.
    Chart,
}

/// What a block speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockIds {
    /// Everything: the block is empty or says `all`.
    All,
    /// These, in this order, each with its place.
    List(Vec<(String, Range<usize>)>),
}

/// A fenced code block that the site replaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it shows.
    pub kind: BlockKind,
    /// What it speaks of.
    pub ids: BlockIds,
    /// The whole block with its fences.
    pub span: Range<usize>,
}

/// The number of a footnote at one of its references; both 0 where the reference is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct FootnoteReference {
    /// The footnote's number, from 1.
    pub(super) number: u32,
    /// Which of the footnote's references this is, from 1.
    pub(super) occurrence: u32,
}

/// What the whole site knows and a body does not. Every method appends to `out`, and escapes what
/// it appends (see [`super::escape`]). A slot may be asked for more than once, or never.
pub trait Fill {
    /// Writes the value of `href` for `links[index]`, between its quotes. It may close the quote and
    /// add attributes, and then leaves the last attribute's quote open.
    fn link(&mut self, index: usize, out: &mut String);
    /// Writes what stands at the end of the words of `links[index]`; nothing unless a page says more of it.
    fn link_end(&mut self, index: usize, out: &mut String) {
        let _ = (index, out);
    }
    /// Writes the element for `pictures[index]`.
    fn picture(&mut self, index: usize, out: &mut String);
    /// Writes the element for `figures[index]`.
    fn figure(&mut self, index: usize, out: &mut String);
    /// Writes only the words of `figures[index]`, for a table of contents.
    fn figure_words(&mut self, index: usize, out: &mut String);
    /// Writes the element for `blocks[index]`.
    fn block(&mut self, index: usize, out: &mut String);
    /// Writes what stands before every id and every fragment that points to one.
    fn id_prefix(&mut self, out: &mut String);
    /// Writes the words of a label.
    fn label(&mut self, label: Label, out: &mut String);
}

/// How a body's headings are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HeadingNumbers {
    /// The form.
    pub style: Numbering,
    /// The number of the section that the body belongs to: its headings then begin one level down.
    pub section: Option<u32>,
}

impl HeadingNumbers {
    /// Headings without numbers.
    pub const NONE: Self = Self { style: Numbering::None, section: None };
}

impl Body {
    /// Whether the body shows anything at all.
    pub const fn has_text(&self) -> bool {
        self.has_text
    }

    /// Appends the body's HTML to `out`. `heading_base` is the HTML level (1 to 6) of headings of
    /// rank 1; deeper ones follow, down to `h6`.
    pub fn fill(&self, heading_base: u8, numbers: HeadingNumbers, filler: &mut impl Fill, out: &mut String) {
        out.reserve(self.content.len() + self.content.len() / 4);
        for piece in self.content.pieces() {
            match piece {
                Piece::Html(html) => out.push_str(html),
                Piece::Slot(Slot::Link(index)) => filler.link(index, out),
                Piece::Slot(Slot::LinkEnd(index)) => filler.link_end(index, out),
                Piece::Slot(Slot::Picture(index)) => filler.picture(index, out),
                Piece::Slot(Slot::Figure(index)) => filler.figure(index, out),
                Piece::Slot(Slot::FigureWords(index)) => filler.figure_words(index, out),
                Piece::Slot(Slot::Block(index)) => filler.block(index, out),
                Piece::Slot(Slot::IdPrefix) => filler.id_prefix(out),
                Piece::Slot(Slot::HeadingStart(index)) => {
                    let Some(heading) = self.headings.get(index) else { continue };
                    let _ = write!(out, "<h{} id=\"", heading.html_level(heading_base));
                    filler.id_prefix(out);
                    super::escape(&heading.id, out);
                    out.push_str("\">");
                    if let Some(former) = &heading.former_id {
                        out.push_str("<span id=\"");
                        filler.id_prefix(out);
                        super::escape(former, out);
                        out.push_str("\"></span>");
                    }
                    heading.write_number(numbers, out);
                }
                Piece::Slot(Slot::HeadingEnd(index)) => {
                    let Some(heading) = self.headings.get(index) else { continue };
                    let _ = write!(out, "</h{}>", heading.html_level(heading_base));
                }
                Piece::Slot(Slot::Reference(index)) => {
                    let Some(reference) = self.references.get(index) else { continue };
                    reference.write(filler, out);
                }
                Piece::Slot(Slot::BackLink(index)) => {
                    let Some(reference) = self.references.get(index) else { continue };
                    reference.write_back_link(filler, out);
                }
                Piece::Slot(Slot::Label(label)) => filler.label(label, out),
            }
        }
    }

    /// Appends a heading's text as inline HTML without its number and without links, for a table of
    /// contents.
    pub fn fill_heading(&self, heading: &Heading, filler: &mut impl Fill, out: &mut String) {
        for piece in heading.content.pieces() {
            match piece {
                Piece::Html(html) => out.push_str(html),
                Piece::Slot(Slot::FigureWords(index)) => filler.figure_words(index, out),
                Piece::Slot(_) => {}
            }
        }
    }
}

impl FootnoteReference {
    fn write_id(self, filler: &mut impl Fill, out: &mut String) {
        filler.id_prefix(out);
        let _ = write!(out, "fnref-{}", self.number);
        if self.occurrence > 1 {
            let _ = write!(out, "-{}", self.occurrence);
        }
    }

    fn write(self, filler: &mut impl Fill, out: &mut String) {
        if self.number == 0 {
            return;
        }
        out.push_str("<sup class=\"footnote-ref\"><a id=\"");
        self.write_id(filler, out);
        out.push_str("\" href=\"#");
        filler.id_prefix(out);
        let _ = write!(out, "fn-{0}\" role=\"doc-noteref\">{0}</a></sup>", self.number);
    }

    fn write_back_link(self, filler: &mut impl Fill, out: &mut String) {
        out.push_str("<a class=\"footnote-back\" href=\"#");
        self.write_id(filler, out);
        out.push_str("\" role=\"doc-backlink\" aria-label=\"");
        filler.label(Label::FootnoteBack { number: self.number, occurrence: self.occurrence }, out);
        out.push_str("\">↩</a>");
    }
}

impl Heading {
    fn html_level(&self, base: u8) -> u8 {
        base.saturating_add(self.rank).saturating_sub(1).clamp(1, 6)
    }

    /// Appends the heading's automatic number as text; nothing where it has none.
    pub fn number(&self, numbers: HeadingNumbers, out: &mut String) {
        // A skipped rank has no ordinal, so what lies below it has no number either.
        if self.hand_numbered || self.ordinals.contains(&0) {
            return;
        }
        let path: Vec<u32> = numbers.section.iter().chain(&self.ordinals).copied().collect();
        numbers.style.write(&path, out);
    }

    fn write_number(&self, numbers: HeadingNumbers, out: &mut String) {
        const OPEN: &str = "<span class=\"number\">";
        let start = out.len();
        out.push_str(OPEN);
        self.number(numbers, out);
        if out.len() == start + OPEN.len() {
            out.truncate(start);
        } else {
            out.push_str("</span>");
            out.push_str(numbers.style.separator());
        }
    }
}
