//! Sealed plans: BagIt bags (RFC 8493), each with a digest of the one before it.
//!
//! A bag lies at `archive/<address of the plan>/<number>/`; number 1 is the plan as it was first
//! sealed, the next ones are amendments. Takes finished payload files and what is to be said of them
//! ([`Sealing`]) and makes a bag of them, whole or not at all ([`seal`]); reads bags and chains and
//! judges them ([`verify`], [`chain`], [`audit`]); packs a bag as a zip ([`zip`]). Never renders a
//! page and never reads `content/`: what is sealed is handed over by the caller.
//!
//! # The verdicts
//!
//! A bag is [`Verdict::Whole`] only if every byte in it is what was sealed and nothing is missing or
//! added. It is [`Verdict::Broken`] if anything is known to differ. All else is
//! [`Verdict::Unverifiable`]: a file that cannot be read, an unknown version or algorithm, a bag that
//! Planpress did not make. What is unverifiable is never taken for whole.
//!
//! # The chain
//!
//! All bags of a series, in the order in which they were sealed, form one chain: each bag's
//! `Previous-Bag` is the SHA-256 digest of the file `tagmanifest-sha256.txt` of the bag sealed before
//! it. That file covers every other file of its bag, so the newest digest stands for the whole series.
//! Dates and numbers play no part in the order; they are only held against it. What the files
//! alone cannot show is that the *newest* bags were removed: nothing points at them. Whoever keeps
//! the newest digest elsewhere can tell.

pub mod audit;
mod bag_writer;
pub mod chain;
mod error;
mod fault;
mod folders;
mod foreign;
pub mod info;
mod listing;
mod manifest;
mod names;
mod output_words;
pub mod remembered;
pub mod report;
pub mod site_archive;
mod tags;
pub mod verify;
mod words;
mod zip;

pub use bag_writer::{Payload, PayloadContent, SealedBag, Sealing, next_number, seal, seal_told};
pub use error::SealError;
pub use fault::{BagFault, FaultKind, Verdict};
pub use folders::{ARCHIVE, BagFolder, BagId, bags};
pub use info::{BagRecord, Info};
pub use names::{BagNames, NameFault, check as check_name};
pub use zip::{packed, zip};

/// The declaration that makes a folder a bag.
pub const DECLARATION: &str = "bagit.txt";
/// What the declaration says in the bags that Planpress makes.
const DECLARED: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
/// What is said of the bag.
const BAG_INFO: &str = "bag-info.txt";
/// The digests of the payload files.
const MANIFEST: &str = "manifest-sha256.txt";
/// The digests of the tag files; its own digest is what the chain links to.
const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
/// The page of contents of a sealed site, in [`site_archive::SITE`]: for readers of the bag, not for publishing.
pub const BAG_CONTENTS: &str = "index.html";
/// The folder of the payload, as paths in a bag begin.
const DATA: &str = "data/";
