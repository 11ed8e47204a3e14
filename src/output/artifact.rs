//! One output file. Never touches the disk.

use super::path::OutputPath;

/// One file of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Where it goes.
    pub path: OutputPath,
    /// Its whole content.
    pub bytes: Vec<u8>,
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
