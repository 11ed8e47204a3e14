//! One output file. Never touches the disk.

use super::content::Content;
use super::path::OutputPath;

/// One file of the output.
#[derive(Debug)]
pub struct Artifact {
    /// Where it goes.
    pub path: OutputPath,
    /// What is in it.
    pub content: Content,
    /// What it is, which decides when it is published.
    pub kind: ArtifactKind,
}

/// What a file is to the reader; files are published in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArtifactKind {
    /// A style sheet, script, picture or font: what pages need.
    Asset,
    Page,
    /// Anything else: feeds, site maps, data files.
    Other,
}
