//! The number by which the documents of a site are known.

/// Names a document of the site: its place in the list of documents, which is sorted by path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub usize);
