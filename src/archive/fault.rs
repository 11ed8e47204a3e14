//! What can be wrong with a bag, and the verdict that follows. Pure.

use super::folders::BagId;
use super::info::Oxum;
use serde::Serialize;

/// What is to be thought of a bag or a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is, to the last byte, what was sealed.
    Whole,
    /// It cannot be judged, which is no better than broken for whoever relies on it.
    Unverifiable,
    /// It is not what was sealed.
    Broken,
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
    /// A manifest has a line that is no entry, or an entry that does not belong in it. Lines count from 1; 0 where the
    /// path is what is wrong.
    BadLine { line: usize },
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
    /// What `Payload-Oxum` says and what is there do not agree.
    Size { said: Oxum, found: Oxum },
    /// A tag file that says the same as the sealed one in other bytes: other line ends, order or space.
    Rewritten,
    /// The bag says that it belongs elsewhere: there.
    Misplaced { place: BagId },

    /// There is no `bagit.txt`, or none that can be read.
    NotABag,
    /// Another version of BagIt.
    Version { said: String },
    /// Tag files in another encoding.
    Encoding { said: String },
    /// A manifest in an algorithm that Planpress does not compute.
    Algorithm,
    /// A manifest in an algorithm that can be deceived, and none in a better one.
    Weak,
    /// The manifest has the file's name in other letters, composed or taken apart (NFC, NFD).
    Recomposed,
    /// `fetch.txt`: part of the payload is to be fetched from elsewhere.
    Fetch,
    /// The system would not let a file or folder be read, and what it said.
    Unreadable { error: String },
    /// A tag file that is larger than any that Planpress writes.
    TooLarge,
    /// Not made by Planpress: it says nothing of plan and chain.
    NotOurs,
    /// Not made by Planpress either, but complete and valid by its own manifests.
    NotOursHolds,
    /// `bag-info.txt` has a label that is missing, repeated or cannot be read; an empty one where that is the file as
    /// a whole.
    Label { label: &'static str },
    /// Made by a newer Planpress, in a version of the format that this one does not know.
    Newer { format: String },
}

impl FaultKind {
    /// A file or folder that cannot be read.
    pub(super) fn unreadable(error: &impl ToString) -> Self {
        Self::Unreadable { error: error.to_string() }
    }

    /// What follows from it.
    pub const fn verdict(&self) -> Verdict {
        self.judged().0
    }

    /// The word that JSON has for it.
    pub const fn word(&self) -> &'static str {
        self.judged().1
    }

    const fn judged(&self) -> (Verdict, &'static str) {
        use Verdict::{Broken, Unverifiable};
        match self {
            Self::Missing => (Broken, "missing"),
            Self::Extra => (Broken, "extra"),
            Self::EmptyFolder => (Broken, "empty-folder"),
            Self::Altered => (Broken, "altered"),
            Self::Duplicate { .. } => (Broken, "duplicate"),
            Self::BadLine { .. } | Self::MoreBadLines { .. } => (Broken, "bad-line"),
            Self::Outside { .. } => (Broken, "outside"),
            Self::NotListed { .. } => (Broken, "not-listed"),
            Self::NoManifest => (Broken, "no-manifest"),
            Self::Link => (Broken, "link"),
            Self::NotAFile => (Broken, "not-a-file"),
            Self::Size { .. } => (Broken, "size"),
            Self::Rewritten => (Broken, "rewritten"),
            Self::Misplaced { .. } => (Broken, "misplaced"),
            Self::NotABag => (Unverifiable, "not-a-bag"),
            Self::Version { .. } => (Unverifiable, "version"),
            Self::Encoding { .. } => (Unverifiable, "encoding"),
            Self::Algorithm => (Unverifiable, "algorithm"),
            Self::Weak => (Unverifiable, "weak"),
            Self::Recomposed => (Unverifiable, "recomposed"),
            Self::Fetch => (Unverifiable, "fetch"),
            Self::Unreadable { .. } => (Unverifiable, "unreadable"),
            Self::TooLarge => (Unverifiable, "too-large"),
            Self::NotOurs | Self::NotOursHolds => (Unverifiable, "not-planpress"),
            Self::Label { .. } => (Unverifiable, "label"),
            Self::Newer { .. } => (Unverifiable, "newer"),
        }
    }
}
