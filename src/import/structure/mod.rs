//! What each paragraph of a document is, and on which grounds.
//!
//! Takes an [`OfficeDocument`]; gives a [`Structure`]: a ruling on each paragraph that stands in no table and no note, and what the
//! document says of itself. It changes no text.

mod attachments;
mod candidates;
mod closing;
mod contents;
mod explain;
mod facts;
mod headings;
#[cfg(test)]
mod labelled;
mod levels;
mod number;
mod numbering;
mod opening;
mod series;
#[cfg(test)]
mod tests;
mod wording;

pub use explain::explain;

use super::document::{OfficeDocument, ParagraphId};
use super::remark::Remark;
use crate::diagnostic::Words;
use crate::model::numbering::Numbering;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a document is made of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Structure {
    /// A ruling on each paragraph of the text that stands in no table.
    pub rulings: BTreeMap<ParagraphId, Ruling>,
    pub front: Front,
    /// The plan's numbering: one that makes the numbers of all headings again, or `None`, and then numbers stay in the titles.
    pub numbering: Numbering,
    pub remarks: Vec<Remark>,
}

/// What a document says of itself, as front matter has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Front {
    pub title: Option<String>,
    pub year: Option<i16>,
    pub issuer: Option<String>,
    pub document_number: Option<String>,
    /// 成文日期.
    pub written: Option<Date>,
    /// 主送机关, without the colon.
    pub addressee: Option<String>,
    /// 附件说明: names, without numbers.
    pub attachments: Vec<String>,
    /// 抄送机关, without the full stop.
    pub copied_to: Option<String>,
    /// 印发机关.
    pub printed_by: Option<String>,
    /// 印发日期.
    pub printed_on: Option<Date>,
}

/// What a paragraph is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    pub role: Role,
    /// Where a number typed by hand stands at the start of its text, in bytes of [`Paragraph::text`](super::document::Paragraph::text), with the blanks after it.
    pub number: Option<Range<usize>>,
    /// Why, the strongest first.
    pub grounds: Vec<Ground>,
}

/// The parts that a paragraph can play.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// Nothing but blanks.
    Empty,
    /// The document's title, or a line of it.
    Title,
    /// Of the red head: the issuer's name, with or without 文件.
    IssuerHead,
    /// 发文字号; what else stands in its line (签发人) is in the ruling's front matter or a loss.
    DocumentNumber,
    /// 主送机关.
    Addressee,
    /// A heading.
    Heading {
        /// From 1: a section of the plan, then the headings in it.
        level: u8,
        /// Where its words stand in the text, in bytes, without number and closing full stop; what follows is a paragraph that was run in.
        words: Range<usize>,
        /// Where the run-in text begins, if there is any.
        run_in: Option<usize>,
        /// Whether the plan's numbering makes its number again, so that it is dropped.
        is_renumbered: bool,
    },
    /// Text.
    Text,
    /// An item of a list that has bullets, on a level from 0.
    Item(u8),
    /// The caption of a table or a picture.
    Caption,
    /// A line of a table of contents, typed or made.
    Contents,
    /// 附件说明 after the text.
    Attachments,
    /// 附件1 alone in its line, above the title of an attachment, which is a heading.
    AttachmentMark,
    /// The signature's name.
    Signature,
    /// 成文日期, below the signature.
    WrittenDate,
    /// 版记.
    Imprint,
    /// A rule, a row of asterisks: nothing to read.
    Dress,
}

/// One reason for a ruling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// Stated by the file, with the level.
    Outline(u8),
    /// The name of its style.
    Style(String),
    /// A number of this family in a series of so many.
    Series {
        family: NumberFamily,
        members: usize,
    },
    /// Face, size in half points or weight, where it differs from that of the text.
    Look(String),
    Centred,
    /// It stands where such a part stands: before the first heading, below the signature.
    Position,
    /// Its words: 抄送：, 附件：.
    Wording(String),
}

/// Families of numbers, in the order of GB/T 9704-2012, 7.3.3, and others that are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberFamily {
    /// 第一编, 第一部分.
    Part,
    /// 第一章.
    Chapter,
    /// 第一节.
    Division,
    /// 第一条.
    Article,
    /// 一、
    Han,
    /// （一）
    HanInBrackets,
    /// 1. or 1、
    Digit,
    /// （1）
    DigitInBrackets,
    /// ①
    Circled,
    /// 1.1, 1.1.1: the number of its parts.
    Decimal(u8),
    /// 一是.
    HanIs,
    /// Ⅰ. or iv.
    Roman,
    /// A. or a)
    Letter,
}

/// Rules what each paragraph of a document is.
pub fn structure(document: &OfficeDocument) -> Structure {
    let facts = facts::of(document);
    let mut structure = Structure::default();
    let text = opening::rule(&facts, document, &mut structure);
    let text = closing::rule(&facts, text, &mut structure);
    contents::rule(&facts, text.clone(), &mut structure);
    let attachments = attachments::rule(&facts, text.clone(), &mut structure);
    closing::inner_title(&facts, text.clone(), &attachments, &mut structure);
    headings::rule(&facts, text, &attachments, &mut structure);
    structure.numbering = numbering::settle(&facts, &mut structure);
    for fact in &facts {
        structure.rulings.entry(fact.id).or_insert_with(|| fact.plain());
    }
    structure
}

/// A remark on a paragraph.
fn remark(at: ParagraphId, words: Words) -> Remark {
    Remark { at: Some(at), words }
}
