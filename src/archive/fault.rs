//! What can be wrong with a bag, and the verdict that follows. Pure.

use super::folders::BagId;
use super::info::Oxum;

/// What is to be thought of a bag or a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is, to the last byte, what was sealed.
    Whole,
    /// It cannot be judged, which is no better than broken for whoever relies on it.
    Unverifiable,
    /// It is not what was sealed.
    Broken,
}

impl Verdict {
    /// The word that JSON has for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Unverifiable => "unverifiable",
            Self::Broken => "broken",
        }
    }
}

/// One thing that is wrong with a bag.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BagFault {
    /// The file or folder in the bag, `/` between names; empty for the bag as a whole.
    pub path: String,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong with a bag.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// A file that was sealed is not there.
    Missing,
    /// A file is there that was not sealed.
    Extra,
    /// An empty folder is there. No digest covers folders, and bags are made without empty ones.
    EmptyFolder,
    /// A file's bytes are not those that were sealed.
    Altered,
    /// A manifest lists a path twice.
    Duplicate { manifest: String },
    /// A manifest has a line that is no entry, or an entry that does not belong in it.
    BadLine {
        /// The line, from 1; 0 where its path is what is wrong.
        line: usize,
    },
    /// A manifest has so many more lines that are no entries.
    MoreBadLines { count: usize },
    /// A manifest lists a path outside the bag.
    Outside { manifest: String },
    /// A manifest of the payload does not list this file, though another list does.
    NotListed { manifest: String },
    /// No manifest lists the payload.
    NoManifest,
    /// A symbolic link: what it leads to is not in the bag.
    Link,
    /// Neither a file nor a folder: a pipe, a device …
    NotAFile,
    /// `Payload-Oxum` and the payload do not agree.
    Size {
        /// What `Payload-Oxum` says.
        said: Oxum,
        /// What is there.
        found: Oxum,
    },
    /// A tag file that says the same as the sealed one in other bytes: other line ends, order or space.
    Rewritten,
    /// The bag says that it belongs elsewhere.
    Misplaced {
        /// Where it belongs.
        place: BagId,
    },

    /// There is no `bagit.txt`, or none that can be read.
    NotABag,
    /// Another version of BagIt.
    Version {
        /// The version.
        said: String,
    },
    /// Tag files in another encoding.
    Encoding {
        /// The encoding.
        said: String,
    },
    /// A manifest in an algorithm that Planpress does not compute.
    Algorithm,
    /// A manifest in an algorithm that can be deceived, and none in a better one.
    Weak,
    /// The manifest has the file's name in other letters, composed or taken apart (NFC, NFD).
    Recomposed,
    /// `fetch.txt`: part of the payload is to be fetched from elsewhere.
    Fetch,
    /// The system would not let a file or folder be read.
    Unreadable {
        /// What it said.
        error: String,
    },
    /// A tag file that is larger than any that Planpress writes.
    TooLarge,
    /// Not made by Planpress: it says nothing of plan and chain.
    NotOurs,
    /// Not made by Planpress either, but complete and valid by its own manifests.
    NotOursHolds,
    /// `bag-info.txt` cannot be read, or has a label that is missing, repeated or cannot be read.
    Label {
        /// The label; empty for the file as a whole.
        label: &'static str,
    },
    /// Made by a newer Planpress, in a format that this one does not know.
    Newer {
        /// The version of the format.
        format: String,
    },
}

impl FaultKind {
    /// What follows from it.
    pub const fn verdict(&self) -> Verdict {
        match self {
            Self::Missing
            | Self::Extra
            | Self::EmptyFolder
            | Self::Altered
            | Self::Duplicate { .. }
            | Self::BadLine { .. }
            | Self::MoreBadLines { .. }
            | Self::Outside { .. }
            | Self::NotListed { .. }
            | Self::NoManifest
            | Self::Link
            | Self::NotAFile
            | Self::Size { .. }
            | Self::Rewritten
            | Self::Misplaced { .. } => Verdict::Broken,
            Self::NotABag
            | Self::Version { .. }
            | Self::Encoding { .. }
            | Self::Algorithm
            | Self::Weak
            | Self::Recomposed
            | Self::Fetch
            | Self::Unreadable { .. }
            | Self::TooLarge
            | Self::NotOurs
            | Self::NotOursHolds
            | Self::Label { .. }
            | Self::Newer { .. } => Verdict::Unverifiable,
        }
    }

    /// The word that JSON has for it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Extra => "extra",
            Self::EmptyFolder => "empty-folder",
            Self::Altered => "altered",
            Self::Duplicate { .. } => "duplicate",
            Self::BadLine { .. } | Self::MoreBadLines { .. } => "bad-line",
            Self::Outside { .. } => "outside",
            Self::NotListed { .. } => "not-listed",
            Self::NoManifest => "no-manifest",
            Self::Link => "link",
            Self::NotAFile => "not-a-file",
            Self::Size { .. } => "size",
            Self::Rewritten => "rewritten",
            Self::Misplaced { .. } => "misplaced",
            Self::NotABag => "not-a-bag",
            Self::Version { .. } => "version",
            Self::Encoding { .. } => "encoding",
            Self::Algorithm => "algorithm",
            Self::Weak => "weak",
            Self::Recomposed => "recomposed",
            Self::Fetch => "fetch",
            Self::Unreadable { .. } => "unreadable",
            Self::TooLarge => "too-large",
            Self::NotOurs | Self::NotOursHolds => "not-planpress",
            Self::Label { .. } => "label",
            Self::Newer { .. } => "newer",
        }
    }
}

/// The verdict over faults: the gravest of theirs.
pub(super) fn verdict_of<'f>(faults: impl IntoIterator<Item = &'f BagFault>) -> Verdict {
    faults.into_iter().map(|fault| fault.kind.verdict()).max().unwrap_or(Verdict::Whole)
}
