//! What whoever imports a document should know: doubts, and what was decided for them.

use super::document::ParagraphId;
use crate::diagnostic::Words;

/// Something to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The paragraph; none where it is of the document as a whole.
    pub at: Option<ParagraphId>,
    pub words: Words,
}
