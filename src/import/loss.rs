//! What a document holds and the plan does not: each with its place, and with its characters.

use super::document::ParagraphId;

/// Something that was not carried over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Where it stands; none where it is of the document as a whole.
    pub at: Option<ParagraphId>,
    pub kind: LossKind,
    /// The characters that are not in the plan; empty where only a look is lost. For a picture or an object, its name.
    pub text: String,
}

/// What was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LossKind {
    /// A number that the plan's numbering makes again.
    Number,
    /// A header or footer, page numbers among them.
    RunningText,
    /// A table of contents, which pages have of their own.
    Contents,
    /// A reviewer's comment.
    Comment,
    /// Text that was deleted or moved away as a tracked change.
    Deleted,
    /// Text that was inserted as a tracked change, where changes are rejected.
    Inserted,
    /// Text that is marked as hidden.
    Hidden,
    /// A picture in a format that browsers do not show, or that is not in the file.
    Picture,
    /// An embedded object or a macro.
    Object,
    /// The layout of an equation; its characters are kept.
    Equation,
    /// A look that Markdown has no mark for: colour, underline, size.
    Look,
    /// What a cell that is covered by a merged one holds.
    CoveredCell,
    /// Characters that only dress the page: rules of dashes, marks for a seal, blanks that align.
    Dress,
    /// The heads of a table that became entries of front matter.
    TableHead,
    /// A part of the red head, the signature or the imprint that has no key in front matter.
    Formal,
    /// Anything else that has no place in a plan.
    Other,
}
