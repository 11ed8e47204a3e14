//! What a document depends on outside itself, and which pages may be others once something changed.
//!
//! Values only: [`links`](super::links) finds a document's dependencies, [`dependency_graph`](super::dependency_graph)
//! keeps them and follows them.

use crate::diagnostic::Diagnostic;
use crate::model::plan::DocumentId;
use std::collections::BTreeSet;

/// What a document's references say of other files. It holds as long as the document is the same, the
/// site has the same structure, and nothing changed in what the document is tied to.
#[derive(Debug, Default)]
pub struct Dependencies {
    /// The references that lead nowhere.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that it refers to, by their place in [`Catalog::others`]; sorted, without repeats.
    pub files: Vec<usize>,
    /// The files that it names where a link is typed amiss: they are not copied, and not forgotten either.
    pub named: Vec<usize>,
    /// The documents that it links to; sorted, without repeats. Whether a link leads somewhere depends on
    /// them, what it looks like does not.
    pub linked: Vec<DocumentId>,
    /// The plans whose indicators and tasks it shows, by their documents; sorted, without repeats.
    pub plans: Vec<DocumentId>,
}

/// What changed since something was made from the site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Invalidated {
    /// Anything may have.
    #[default]
    All,
    /// Only these documents and what is tied to them. Each stands by its root: a plan for its sections.
    Roots(BTreeSet<DocumentId>),
}

impl Invalidated {
    /// Nothing has.
    pub const NONE: Self = Self::Roots(BTreeSet::new());

    /// Whether what stands by this root may be another.
    pub fn includes(&self, root: DocumentId) -> bool {
        match self {
            Self::All => true,
            Self::Roots(roots) => roots.contains(&root),
        }
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        match (self, other) {
            (Self::Roots(mut roots), Self::Roots(more)) => {
                roots.extend(more);
                Self::Roots(roots)
            }
            (Self::All, _) | (_, Self::All) => Self::All,
        }
    }
}
