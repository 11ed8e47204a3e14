//! Judging one bag by its files alone.
//!
//! Stricter than the RFC: every tag file must be in the tag manifest, no folder may be empty, and the
//! tag files must be written exactly as Planpress writes them. So each byte of a bag follows from the
//! others, and a change of any one shows: the payload by its manifest, the tag files by the tag
//! manifest, the tag manifest by its form and, once the next bag is sealed, by that bag's
//! `Previous-Bag`. Files are hashed in parallel, piece by piece; paths in manifests are only
//! compared with the names of files that were found, never opened.

use super::fault::{BagFault, FaultKind, Verdict};
use super::foreign::{self, DRAFTS, FETCH, manifest_of};
use super::info::{self, BagRecord, FORMAT, Oxum};
use super::listing::{BagListing, File, list};
use super::manifest::{self, BagManifest, escapes_bag};
use super::tags::{self, Tag};
use super::{BAG_INFO, DATA, DECLARATION, MANIFEST, TAG_MANIFEST};
use crate::digest::Digest;
use crate::progress::{ProgressListener, Share, Silent, Step};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// What the RFC describes, and the only version of bags that Planpress makes.
pub(super) const VERSION: &str = "1.0";
/// The largest tag file that is read: a manifest of a million files.
const LARGEST_TAG_FILE: u64 = 512 << 20;

/// What was found of one bag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judgement {
    /// What is wrong, by path.
    pub faults: Vec<BagFault>,
    /// What the bag says of itself; none where that cannot be read or is not what was sealed.
    pub record: Option<BagRecord>,
    /// The digest of the tag manifest, which stands for the bag.
    pub digest: Option<Digest>,
    /// The payload as found.
    pub payload: Oxum,
    /// What the manifest lists: the payload's files and their digests.
    pub files: BTreeMap<String, Digest>,
}

impl Judgement {
    /// The gravest that follows from the faults.
    pub fn verdict(&self) -> Verdict {
        self.faults.iter().map(|fault| fault.kind.verdict()).max().unwrap_or(Verdict::Whole)
    }

    /// Adds a fault.
    pub(super) fn note(&mut self, path: &str, kind: FaultKind) {
        self.faults.push(BagFault { path: path.to_owned(), kind });
    }

    /// The bytes of a tag file; none where it is not there or cannot be read.
    pub(super) fn read(&mut self, listing: &BagListing, path: &str) -> Option<Vec<u8>> {
        let file = listing.files.get(path)?;
        if file.size > LARGEST_TAG_FILE {
            self.note(path, FaultKind::TooLarge);
            return None;
        }
        fs::read(&file.on_disk).map_err(|error| self.note(path, FaultKind::unreadable(&error))).ok()
    }

    /// Holds the form of a manifest and its paths against the rules.
    pub(super) fn form<D>(&mut self, name: &str, manifest: &BagManifest<D>, payload: bool) {
        for line in &manifest.bad_lines {
            self.note(name, FaultKind::BadLine { line: *line });
        }
        if manifest.more_bad_lines > 0 {
            self.note(name, FaultKind::MoreBadLines { count: manifest.more_bad_lines });
        }
        for path in &manifest.duplicates {
            self.note(path, FaultKind::Duplicate { manifest: name.to_owned() });
        }
        let mut has_others = false;
        for path in manifest.entries.keys() {
            if escapes_bag(path) {
                self.note(path, FaultKind::Outside { manifest: name.to_owned() });
            } else {
                has_others |= path.starts_with(DATA) != payload;
            }
        }
        if has_others {
            self.note(name, FaultKind::BadLine { line: 0 });
        }
    }
}

/// Judges a bag: reads every file in it.
pub fn bag(folder: &Path) -> Judgement {
    bag_told(folder, &Silent)
}

/// The same, and tells how far it is.
pub fn bag_told(folder: &Path, progress: &dyn ProgressListener) -> Judgement {
    let listing = list(folder);
    let share = Share::whole(progress, Step::Verify, listing.bytes());
    listed(folder, listing, &share)
}

/// The same of a bag that was listed, with its share of a step.
pub(super) fn listed(folder: &Path, listing: BagListing, share: &Share<'_>) -> Judgement {
    judge(folder, listing, Depth::Everything, share)
}

/// Judges the tag files of a bag and reads what it says of itself; of the payload only which files
/// there are. For chains, where all bags of a series must be known.
pub fn tag_files(folder: &Path) -> Judgement {
    judge(folder, list(folder), Depth::TagFiles, &Share::new(&Silent, Step::Verify, 0))
}

/// Which files are hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    Everything,
    TagFiles,
}

fn judge(folder: &Path, listing: BagListing, depth: Depth, share: &Share<'_>) -> Judgement {
    let mut judgement = Judgement::default();
    match fs::metadata(folder) {
        Ok(metadata) if metadata.is_dir() => {
            BagOnDisk { listing, judgement: &mut judgement, share }.judge(depth);
        }
        Ok(_) => judgement.note("", FaultKind::NotABag),
        Err(error) => judgement.note("", FaultKind::unreadable(&error)),
    }
    judgement.faults.sort();
    judgement.faults.dedup();
    judgement
}

/// A bag under judgement.
struct BagOnDisk<'a> {
    listing: BagListing,
    judgement: &'a mut Judgement,
    /// Told of what was read.
    share: &'a Share<'a>,
}

impl BagOnDisk<'_> {
    fn judge(mut self, depth: Depth) {
        let tag_bytes = self.read(TAG_MANIFEST);
        self.judgement.digest = tag_bytes.as_deref().map(Digest::of);
        let tag_manifest = tag_bytes.as_deref().map(manifest::read).unwrap_or_default();
        let Some(version) = self.declaration(&tag_manifest) else { return };
        let tags = self.info(&tag_manifest);
        let Some(format) = tags.as_deref().and_then(info::format_of).map(str::to_owned) else {
            let told = (depth, self.share);
            return foreign::judge(&self.listing, &version, tags.as_deref(), told, self.judgement);
        };
        let strict = format == FORMAT;
        if version != VERSION {
            self.note(DECLARATION, FaultKind::Version { said: version });
        }
        if !strict {
            self.note(BAG_INFO, FaultKind::Newer { format });
        }
        let manifest = self.read(MANIFEST).as_deref().map(manifest::read).unwrap_or_default();
        self.other_algorithms();
        if strict && self.judgement.digest.is_none() && !self.is_told(TAG_MANIFEST) {
            self.note(TAG_MANIFEST, FaultKind::Missing);
        }
        for (name, manifest) in [(TAG_MANIFEST, &tag_manifest), (MANIFEST, &manifest)] {
            self.judgement.form(name, manifest, name == MANIFEST);
            if strict && !manifest.canonical && self.listing.files.contains_key(name) {
                self.note(name, FaultKind::Rewritten);
            }
        }
        self.compare(&tag_manifest, &manifest, strict, depth);
        self.record(tags.as_deref().filter(|_| strict));
        self.judgement.files = manifest.entries;
        self.judgement.faults.append(&mut self.listing.faults);
    }

    fn note(&mut self, path: &str, kind: FaultKind) {
        self.judgement.note(path, kind);
    }

    /// Whether it is told already why something at a path cannot be taken.
    fn is_told(&self, path: &str) -> bool {
        self.listing.is_taken(path) || self.judgement.faults.iter().any(|fault| fault.path == path)
    }

    fn read(&mut self, path: &str) -> Option<Vec<u8>> {
        self.judgement.read(&self.listing, path)
    }

    /// Reads `bagit.txt`. Gives the version by whose rules the rest is judged, if it can be; where the
    /// tag manifest says that the file was altered, that is ours: it must have said something else.
    fn declaration(&mut self, tag_manifest: &BagManifest) -> Option<String> {
        let Some(bytes) = self.read(DECLARATION) else {
            let listed = tag_manifest.entries.contains_key(DECLARATION);
            if !listed {
                self.note("", FaultKind::NotABag);
            }
            return listed.then(|| VERSION.to_owned());
        };
        let tags = std::str::from_utf8(&bytes).ok().and_then(tags::parse).unwrap_or_default();
        let read = match tags.as_slice() {
            [version, encoding]
                if version.label == "BagIt-Version" && encoding.label == "Tag-File-Character-Encoding" =>
            {
                if version.value != VERSION && !DRAFTS.contains(&version.value.as_str()) {
                    Err(FaultKind::Version { said: version.value.clone() })
                } else if !encoding.value.eq_ignore_ascii_case("UTF-8") {
                    Err(FaultKind::Encoding { said: encoding.value.clone() })
                } else {
                    Ok(version.value.clone())
                }
            }
            _ => Err(FaultKind::NotABag),
        };
        match read {
            _ if is_altered(tag_manifest, DECLARATION, &bytes) => Some(VERSION.to_owned()),
            Ok(version) => Some(version),
            Err(kind) => {
                self.note(DECLARATION, kind);
                None
            }
        }
    }

    /// Reads the labels of `bag-info.txt`.
    fn info(&mut self, tag_manifest: &BagManifest) -> Option<Vec<Tag>> {
        let bytes = self.read(BAG_INFO)?;
        let Some(tags) = std::str::from_utf8(&bytes).ok().and_then(tags::parse) else {
            self.note(BAG_INFO, FaultKind::Label { label: "" });
            return None;
        };
        if tags::format(&tags).as_bytes() != bytes && info::format_of(&tags).is_some() {
            self.note(BAG_INFO, FaultKind::Rewritten);
        }
        // What an altered file says of the payload is no evidence.
        if is_altered(tag_manifest, BAG_INFO, &bytes) {
            // Its format label still tells whose bag it is: the stricter reading is the safe one.
            return info::format_of(&tags).map(|format| vec![Tag::new(info::FORMAT_LABEL, format)]);
        }
        Some(tags)
    }

    fn other_algorithms(&mut self) {
        for path in self.listing.files.keys().filter(|path| is_other_manifest(path)) {
            self.judgement.note(path, FaultKind::Algorithm);
        }
        if self.listing.files.contains_key(FETCH) {
            self.note(FETCH, FaultKind::Fetch);
        }
    }

    /// Compares what the manifests list with what is there.
    fn compare(&mut self, tag_manifest: &BagManifest, manifest: &BagManifest, strict: bool, depth: Depth) {
        let mut listed: BTreeMap<&str, Vec<Digest>> = BTreeMap::new();
        for (path, digest) in tag_manifest.entries.iter().chain(&manifest.entries) {
            listed.entry(path).or_default().push(*digest);
        }
        // Without a tag manifest nothing says which tag files belong to the bag.
        let strict = strict && self.judgement.digest.is_some();
        for path in listed.keys().filter(|path| self.listing.lacks(path)) {
            self.judgement.note(path, FaultKind::Missing);
        }
        self.judgement.payload = self.listing.payload();
        let mut work = Vec::new();
        for (path, file) in &self.listing.files {
            let payload = path.starts_with(DATA);
            match listed.get(path.as_str()) {
                Some(digests) if !payload || depth == Depth::Everything => work.push((path, file, digests)),
                None if path == TAG_MANIFEST || is_other_manifest(path) => {}
                None if payload || strict => self.judgement.note(path, FaultKind::Extra),
                _ => {}
            }
        }
        // The largest first, so that no thread is left alone with one at the end.
        work.sort_by(|one, other| other.1.size.cmp(&one.1.size).then_with(|| one.0.cmp(other.0)));
        self.judgement.faults.par_extend(work.par_iter().with_max_len(1).filter_map(
            |(path, file, digests)| {
                let kind = verify_file(file, digests, self.share)?;
                Some(BagFault { path: (*path).clone(), kind })
            },
        ));
    }

    /// Reads what the bag says of itself.
    fn record(&mut self, tags: Option<&[Tag]>) {
        let Some(tags) = tags else { return };
        // Where the file was altered that is told already, and nothing it says is believed.
        if self.judgement.faults.iter().any(|fault| fault.path == BAG_INFO) {
            return;
        }
        match BagRecord::read(tags) {
            Ok(record) => {
                let found = self.judgement.payload;
                if record.oxum != found {
                    self.note(BAG_INFO, FaultKind::Size { said: record.oxum, found });
                }
                self.judgement.record = Some(record);
            }
            Err(label) => self.note(BAG_INFO, FaultKind::Label { label }),
        }
    }
}

/// A manifest, of payload or tag files, in another algorithm than SHA-256.
fn is_other_manifest(path: &str) -> bool {
    manifest_of(path).is_some_and(|(algorithm, _)| algorithm != "sha256")
}

/// Whether the tag manifest lists a tag file with another digest.
fn is_altered(tag_manifest: &BagManifest, path: &str, bytes: &[u8]) -> bool {
    tag_manifest.entries.get(path).is_some_and(|digest| *digest != Digest::of(bytes))
}

/// What is wrong with a file that should have these digests.
fn verify_file(file: &File, digests: &[Digest], share: &Share<'_>) -> Option<FaultKind> {
    let found = fs::File::open(&file.on_disk).and_then(|opened| Digest::of_reader(share.reading(opened)));
    match found {
        Ok(digest) if digests.iter().all(|expected| *expected == digest) => None,
        Ok(_) => Some(FaultKind::Altered),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Some(FaultKind::Missing),
        Err(error) => Some(FaultKind::unreadable(&error)),
    }
}
