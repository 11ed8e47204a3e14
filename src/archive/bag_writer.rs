//! Sealing: payload files and what is said of them in, one new bag out, or nothing.
//!
//! The same input makes the same bytes, on any machine and in any order of the files. The bag is
//! staged, read again from the disk by the same eyes that judge any bag, and renamed to its place;
//! what the writer promises is told in `output/new_folder.rs`. The lock is held from before the chain
//! is read until the bag is in place, so two sealings cannot follow the same bag.

use super::audit;
use super::error::SealError;
use super::fault::Verdict;
use super::folders::{ARCHIVE, BagId, bags};
use super::info::{BagRecord, Info, Oxum};
use super::manifest;
use super::names::BagNames;
use super::tags;
use super::verify;
use super::{BAG_INFO, DATA, DECLARATION, DECLARED, MANIFEST, TAG_MANIFEST};
use crate::digest::Digest;
use crate::output::{CopiedFile, CopyError, NewFolder};
use crate::progress::{ProgressListener, Share, Silent, Step};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Keeps version control from changing line ends, which would break every seal.
const GIT_ATTRIBUTES: &str = "# Sealed bags are kept byte for byte: no change of line ends.\n* -text\n";

/// One file to be sealed.
#[derive(Debug, Clone)]
pub struct Payload {
    /// Its path in the payload, without `data/`: `site/index.html`.
    pub path: String,
    pub content: PayloadContent,
}

/// Where a file's content comes from.
#[derive(Debug, Clone)]
pub enum PayloadContent {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A file, read while sealing.
    File(PathBuf),
    /// A file that must be what it was when the pages were made.
    Copied(CopiedFile),
}

/// What to seal.
#[derive(Debug, Clone)]
pub struct Sealing {
    /// The address of the plan, without slashes at the ends: `district/2016`.
    pub plan: String,
    /// Which bag of the plan it is: [`next_number`].
    pub number: u32,
    /// What is said of it.
    pub info: Info,
    /// The files, in any order.
    pub payload: Vec<Payload>,
}

/// A bag that was sealed.
#[derive(Debug, Clone)]
pub struct SealedBag {
    /// Which bag it is.
    pub place: BagId,
    /// Where it is.
    pub path: PathBuf,
    /// The digest of its tag manifest, which the next bag of the series will name.
    pub digest: Digest,
    /// What it says of itself.
    pub record: BagRecord,
}

/// The number of the next bag of a plan: 1 if it was not sealed yet.
pub fn next_number(root: &Path, plan: &str) -> u32 {
    let numbers = bags(root).into_iter().filter_map(|bag| bag.place).filter(|place| place.plan == plan);
    numbers.map(|place| place.number).max().map_or(1, |number| number.saturating_add(1))
}

/// Seals a plan into `archive/` of a site's folder.
///
/// # Errors
///
/// Names that a bag cannot carry, a number that is not the plan's next, a chain that does not hold, another
/// process that is sealing, or a system that refuses. The archive is then as it was.
pub fn seal(root: &Path, sealing: &Sealing) -> Result<SealedBag, SealError> {
    seal_told(root, sealing, &Silent)
}

/// The same, and tells how far it is.
///
/// # Errors
///
/// As [`seal`].
pub fn seal_told(
    root: &Path,
    sealing: &Sealing,
    progress: &dyn ProgressListener,
) -> Result<SealedBag, SealError> {
    let place = check(sealing)?;
    let archive = root.join(ARCHIVE);
    let folder = NewFolder::open(&archive)?;
    let (previous, position) = follow(root, &place, progress)?;
    folder.free(&place.to_string())?;
    let written = write_payload(&folder, &sealing.payload, progress)?;
    let oxum = Oxum { bytes: written.values().map(|(_, size)| size).sum(), files: written.len() as u64 };
    let record = BagRecord::new(&sealing.info, place.clone(), position, previous, oxum);
    let entries = written.into_iter().map(|(path, (digest, _))| (path, digest)).collect();
    let digest = write_tags(&folder, &record, &entries)?;
    // The staged bag, as read from the disk, is held against what was to be written.
    let judgement = verify::bag_told(&folder.staged(), progress);
    if judgement.verdict() != Verdict::Whole
        || judgement.record.as_ref() != Some(&record)
        || judgement.digest != Some(digest)
    {
        return Err(SealError::Unsound { faults: judgement.faults });
    }
    folder.beside(".gitattributes", GIT_ATTRIBUTES)?;
    let path = folder.publish(&place.to_string())?;
    Ok(SealedBag { place, path, digest, record })
}

/// What can be said before anything is touched.
fn check(sealing: &Sealing) -> Result<BagId, SealError> {
    let place = BagId::new(&sealing.plan, sealing.number)
        .ok_or_else(|| SealError::NotAPlace { plan: sealing.plan.clone(), number: sealing.number })?;
    if tags::normal(&sealing.info.title).is_empty() {
        return Err(SealError::NoTitle);
    }
    let reason = sealing.info.reason.as_deref().map(tags::normal).filter(|reason| !reason.is_empty());
    match (place.number, reason) {
        (1, Some(_)) => return Err(SealError::NoAmendment { place }),
        (2.., None) => return Err(SealError::NoReason { place }),
        _ => {}
    }
    if sealing.payload.is_empty() {
        return Err(SealError::Empty);
    }
    let mut paths: Vec<&str> = sealing.payload.iter().map(|file| file.path.as_str()).collect();
    // In one order, so that the same fault is named whatever the order of the files.
    paths.sort_unstable();
    let mut names = BagNames::default();
    for path in paths {
        names.take(path).map_err(|fault| SealError::Name { path: path.to_owned(), fault })?;
    }
    Ok(place)
}

/// The bag that the new one follows, and the new one's position. The newest bag is read in full: a
/// chain is not built on a bag that does not hold.
fn follow(
    root: &Path,
    place: &BagId,
    progress: &dyn ProgressListener,
) -> Result<(Option<Digest>, u64), SealError> {
    let next = next_number(root, &place.plan);
    match place.number.cmp(&next) {
        Ordering::Less => return Err(SealError::Sealed { place: place.clone() }),
        Ordering::Equal => {}
        Ordering::Greater => return Err(SealError::NotNext { place: place.clone(), next }),
    }
    let chain = audit::chain(root, place.series());
    if chain.verdict() != Verdict::Whole {
        return Err(SealError::Chain { series: place.series().to_owned(), faults: chain.faults });
    }
    if let Some(newest) = chain.order.last() {
        let judgement = verify::bag_told(&root.join(ARCHIVE).join(newest.to_string()), progress);
        if judgement.verdict() != Verdict::Whole {
            return Err(SealError::Bag { bag: newest.to_string(), faults: judgement.faults });
        }
    }
    Ok((chain.newest, chain.order.len() as u64 + 1))
}

/// How many bytes a file has, as far as that is known; what cannot be looked at is told when it is read.
fn size(file: &Payload) -> u64 {
    match &file.content {
        PayloadContent::Bytes(bytes) => bytes.len() as u64,
        PayloadContent::File(from) | PayloadContent::Copied(CopiedFile { on_disk: from, .. }) => {
            from.metadata().map_or(0, |metadata| metadata.len())
        }
    }
}

/// Writes the payload; gives digest and size of each file by its path in the bag.
fn write_payload(
    folder: &NewFolder,
    payload: &[Payload],
    progress: &dyn ProgressListener,
) -> Result<BTreeMap<String, (Digest, u64)>, SealError> {
    let told = Share::whole(progress, Step::Seal, payload.iter().map(size).sum());
    let write = |file: &Payload| {
        let path = format!("{DATA}{}", file.path);
        let unreadable = |error| SealError::Payload { path: file.path.clone(), error };
        let written = match &file.content {
            PayloadContent::Bytes(bytes) => folder.write(&path, told.reading(bytes.as_slice())),
            PayloadContent::File(from) | PayloadContent::Copied(CopiedFile { on_disk: from, .. }) => {
                folder.write(&path, told.reading(File::open(from).map_err(unreadable)?))
            }
        };
        match (written, &file.content) {
            (Ok((digest, _)), PayloadContent::Copied(from)) if digest != from.digest => {
                Err(from.changed().into())
            }
            (Ok(written), _) => Ok((path, written)),
            (Err(CopyError::Read(error)), _) => Err(unreadable(error)),
            (Err(CopyError::Write(error)), _) => Err(error.into()),
        }
    };
    payload.par_iter().map(write).collect()
}

/// Writes the tag files; gives the digest of the tag manifest.
fn write_tags(
    folder: &NewFolder,
    record: &BagRecord,
    entries: &BTreeMap<String, Digest>,
) -> Result<Digest, SealError> {
    let write = |path: &str, text: &str| match folder.write(path, text.as_bytes()) {
        Ok((digest, _)) => Ok((path.to_owned(), digest)),
        Err(CopyError::Read(error)) => Err(SealError::Payload { path: path.to_owned(), error }),
        Err(CopyError::Write(error)) => Err(error.into()),
    };
    let tag_entries = BTreeMap::from([
        write(DECLARATION, DECLARED)?,
        write(BAG_INFO, &record.to_text())?,
        write(MANIFEST, &manifest::format(entries))?,
    ]);
    let (_, digest) = write(TAG_MANIFEST, &manifest::format(&tag_entries))?;
    Ok(digest)
}
