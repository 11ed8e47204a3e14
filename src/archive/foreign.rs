//! Bags that other tools made, judged as RFC 8493 (section 3) says what a complete and valid bag is.
//!
//! Each file is held against every manifest that lists it, whatever the algorithm; MD5 and SHA-1 are
//! computed and called weak. Manifests of an algorithm that is not known still say which files belong
//! to the bag. The drafts 0.93 to 0.97 differ in two things that matter here: a file needs to be in one
//! payload manifest only, and up to 0.94 the labels are in `package-info.txt`.
//!
//! Stricter than the RFC: a bag with a symbolic link, or with a path that leads out of it, is broken.
//! More lenient: a name whose letters are composed in another way than in the manifest (NFC, NFD) is
//! told and not called broken, since copying between systems does that.

use super::fault::{BagFault, FaultKind, Verdict};
use super::info::Oxum;
use super::listing::{BagListing, File};
use super::manifest::{self, BagManifest, escapes_bag, lines};
use super::tags::{self, Tag};
use super::verify::{Depth, Judgement, VERSION};
use super::{BAG_INFO, DATA};
use crate::digest::Pieces;
use crate::model::characters::composed;
use crate::progress::Share;
use rayon::prelude::*;
use sha2::digest::DynDigest;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;

/// The drafts that are judged, besides RFC 8493 itself.
pub(super) const DRAFTS: [&str; 5] = ["0.93", "0.94", "0.95", "0.96", "0.97"];
/// A list of files to fetch.
pub(super) const FETCH: &str = "fetch.txt";
/// Where drafts up to 0.94 have the labels.
const PACKAGE_INFO: &str = "package-info.txt";

/// A digest algorithm that manifests may use.
struct Algorithm {
    /// Its name in names of manifests.
    name: &'static str,
    /// Whether two files of one digest can be made on purpose.
    weak: bool,
    start: fn() -> Box<dyn DynDigest>,
}

const ALGORITHMS: [Algorithm; 6] = [
    Algorithm { name: "md5", weak: true, start: || Box::new(md5::Md5::default()) },
    Algorithm { name: "sha1", weak: true, start: || Box::new(sha1::Sha1::default()) },
    Algorithm { name: "sha224", weak: false, start: || Box::new(sha2::Sha224::default()) },
    Algorithm { name: "sha256", weak: false, start: || Box::new(sha2::Sha256::default()) },
    Algorithm { name: "sha384", weak: false, start: || Box::new(sha2::Sha384::default()) },
    Algorithm { name: "sha512", weak: false, start: || Box::new(sha2::Sha512::default()) },
];

/// One manifest of a bag.
struct Manifest {
    /// Its file.
    name: String,
    /// Whether it lists the payload, not tag files.
    payload: bool,
    /// None where it is not known.
    algorithm: Option<&'static Algorithm>,
    /// The digests in lower-case hexadecimal digits.
    listed: BagManifest<String>,
}

/// The algorithm that a manifest's name gives, and whether it lists the payload; none for other files.
pub(super) fn manifest_of(path: &str) -> Option<(&str, bool)> {
    let (name, payload) = path.strip_prefix("tag").map_or((path, true), |rest| (rest, false));
    let algorithm = name.strip_prefix("manifest-")?.strip_suffix(".txt")?;
    (!algorithm.contains('/')).then_some((algorithm, payload))
}

/// Judges a bag that Planpress did not make; `tags` is what its `bag-info.txt` says.
pub(super) fn judge(
    listing: &BagListing,
    version: &str,
    tags: Option<&[Tag]>,
    (depth, share): (Depth, &Share<'_>),
    judgement: &mut Judgement,
) {
    let mut foreign = Foreign { listing, judgement, drafts: version != VERSION, recomposed: BTreeMap::new() };
    let manifests = foreign.manifests();
    foreign.payload(&manifests);
    let fetched = foreign.fetched(&manifests);
    foreign.complete(&manifests, &fetched);
    foreign.valid(&manifests, depth, share);
    foreign.size(tags, !fetched.is_empty());
    // That an empty folder cannot be in a manifest makes no bag of another tool invalid.
    let others = listing.faults.iter().filter(|fault| fault.kind != FaultKind::EmptyFolder);
    foreign.judgement.faults.extend(others.cloned());
    foreign.made_by_others(&manifests);
}

struct Foreign<'a> {
    listing: &'a BagListing,
    judgement: &'a mut Judgement,
    /// Whether the bag follows one of the [`DRAFTS`].
    drafts: bool,
    /// Files whose names are listed with other letters, by the name that is listed.
    recomposed: BTreeMap<String, &'a str>,
}

impl<'a> Foreign<'a> {
    fn manifests(&mut self) -> Vec<Manifest> {
        let mut manifests = Vec::new();
        for path in self.listing.files.keys() {
            let Some((algorithm, payload)) = manifest_of(path) else { continue };
            let name = algorithm.to_ascii_lowercase();
            let algorithm = ALGORITHMS.iter().find(|known| known.name == name);
            if algorithm.is_none() {
                self.judgement.note(path, FaultKind::Algorithm);
            }
            let Some(bytes) = self.judgement.read(self.listing, path) else { continue };
            let length = algorithm.map(|algorithm| (algorithm.start)().output_size() * 2);
            let listed = manifest::parse(&String::from_utf8_lossy(&bytes), |digest| {
                let hexadecimal = digest.bytes().all(|byte| byte.is_ascii_hexdigit());
                (hexadecimal && length.is_none_or(|length| length == digest.len())).then(|| digest.to_owned())
            });
            self.judgement.form(path, &listed, payload);
            manifests.push(Manifest { name: path.clone(), payload, algorithm, listed });
        }
        manifests
    }

    /// A bag has a payload folder and a manifest of it, whatever is in them.
    fn payload(&mut self, manifests: &[Manifest]) {
        if !manifests.iter().any(|manifest| manifest.payload) {
            self.judgement.note("", FaultKind::NoManifest);
        }
        let has_payload = self.listing.folders.contains(DATA.trim_end_matches('/'));
        if !has_payload {
            self.judgement.note(DATA, FaultKind::Missing);
        }
    }

    /// The paths that `fetch.txt` lists. Each has to be in a manifest of the payload.
    fn fetched(&mut self, manifests: &[Manifest]) -> BTreeSet<String> {
        let mut paths = BTreeSet::new();
        let Some(bytes) = self.judgement.read(self.listing, FETCH) else { return paths };
        let text = String::from_utf8_lossy(&bytes);
        for (at, line) in lines(&text).enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let mut words = line.splitn(3, [' ', '\t']).map(str::trim);
            let (_, Some(_), Some(path)) = (words.next(), words.next(), words.next()) else {
                self.judgement.note(FETCH, FaultKind::BadLine { line: at + 1 });
                continue;
            };
            let path = manifest::decode(path);
            if escapes_bag(&path) {
                self.judgement.note(&path, FaultKind::Outside { manifest: FETCH.to_owned() });
            }
            self.in_all(&path, manifests);
            paths.insert(path);
        }
        paths
    }

    /// A file is in every manifest of the payload.
    fn in_all(&mut self, path: &str, manifests: &[Manifest]) {
        let lacks = |manifest: &&Manifest| manifest.payload && !manifest.listed.entries.contains_key(path);
        for manifest in manifests.iter().filter(lacks) {
            self.judgement.note(path, FaultKind::NotListed { manifest: manifest.name.clone() });
        }
    }

    /// Everything that is listed is there, and all of the payload is listed.
    fn complete(&mut self, manifests: &[Manifest], fetched: &BTreeSet<String>) {
        let entries = manifests.iter().flat_map(|manifest| manifest.listed.entries.keys());
        let listed: BTreeSet<&str> = entries.map(String::as_str).collect();
        let files = &self.listing.files;
        let by_letters: BTreeMap<String, &'a str> =
            files.keys().map(|path| (composed(path), path.as_str())).collect();
        for path in listed.iter().filter(|path| self.listing.lacks(path)) {
            if let Some(other) = by_letters.get(&composed(path)) {
                self.judgement.note(other, FaultKind::Recomposed);
                self.recomposed.insert((*path).to_owned(), other);
            } else if fetched.contains(*path) {
                self.judgement.note(path, FaultKind::Fetch);
            } else {
                self.judgement.note(path, FaultKind::Missing);
            }
        }
        self.judgement.payload = self.listing.payload();
        let recomposed: BTreeSet<&str> = self.recomposed.values().copied().collect();
        let payload = files.keys().filter(|path| path.starts_with(DATA));
        for path in payload.filter(|path| !recomposed.contains(path.as_str())) {
            if !listed.contains(path.as_str()) {
                self.judgement.note(path, FaultKind::Extra);
            } else if !self.drafts {
                self.in_all(path, manifests);
            }
        }
    }

    /// Every file has the digests that are listed for it.
    fn valid(&mut self, manifests: &[Manifest], depth: Depth, share: &Share<'_>) {
        let mut work: BTreeMap<&str, (&File, Vec<_>)> = BTreeMap::new();
        for manifest in manifests.iter().filter(|manifest| depth == Depth::Everything || !manifest.payload) {
            let Some(algorithm) = manifest.algorithm else { continue };
            for (path, digest) in &manifest.listed.entries {
                let path = self.recomposed.get(path).copied().unwrap_or(path);
                if let Some(file) = self.listing.files.get(path) {
                    work.entry(path).or_insert((file, Vec::new())).1.push((algorithm, digest.as_str()));
                }
            }
        }
        self.judgement.faults.par_extend(work.into_par_iter().filter_map(|(path, (file, digests))| {
            let kind = match holds(file, &digests, share) {
                Ok(true) => return None,
                Ok(false) => FaultKind::Altered,
                Err(error) => FaultKind::unreadable(&error),
            };
            Some(BagFault { path: path.to_owned(), kind })
        }));
    }

    /// `Payload-Oxum`, where the bag says it.
    fn size(&mut self, tags: Option<&[Tag]>, fetches: bool) {
        let package_info = self.listing.files.contains_key(PACKAGE_INFO) && self.drafts;
        let old = package_info.then(|| self.judgement.read(self.listing, PACKAGE_INFO)).flatten();
        let old = old.and_then(|bytes| tags::parse(&String::from_utf8_lossy(&bytes)));
        let (file, tags) = if package_info { (PACKAGE_INFO, old.as_deref()) } else { (BAG_INFO, tags) };
        let said: Vec<&str> = tags
            .unwrap_or_default()
            .iter()
            .filter(|tag| tag.label.eq_ignore_ascii_case(Oxum::LABEL))
            .map(|tag| tag.value.as_str())
            .collect();
        let Some(first) = said.first() else { return };
        let found = self.judgement.payload;
        match Oxum::parse(first).filter(|_| said.iter().all(|other| other == first)) {
            Some(said) if said != found && !fetches => {
                self.judgement.note(file, FaultKind::Size { said, found });
            }
            Some(_) => {}
            None => self.judgement.note(file, FaultKind::Label { label: Oxum::LABEL }),
        }
    }

    /// What is said of every bag that another tool made: what its manifests show, and what they cannot.
    fn made_by_others(&mut self, manifests: &[Manifest]) {
        let payload = || manifests.iter().filter(|manifest| manifest.payload);
        let known: Vec<&Algorithm> = payload().filter_map(|manifest| manifest.algorithm).collect();
        if !known.is_empty() && known.iter().all(|algorithm| algorithm.weak) {
            for manifest in payload().filter(|manifest| manifest.algorithm.is_some()) {
                self.judgement.note(&manifest.name, FaultKind::Weak);
            }
        }
        let whole = self.judgement.faults.iter().all(|fault| {
            fault.kind.verdict() != Verdict::Broken
                && !matches!(
                    fault.kind,
                    FaultKind::Algorithm | FaultKind::Fetch | FaultKind::Unreadable { .. }
                )
        });
        let holds = whole && !known.is_empty();
        self.judgement.note("", if holds { FaultKind::NotOursHolds } else { FaultKind::NotOurs });
    }
}

/// Whether a file has all these digests: it is read once, piece by piece.
fn holds(file: &File, digests: &[(&Algorithm, &str)], share: &Share<'_>) -> io::Result<bool> {
    let mut hashers: Vec<_> =
        digests.iter().map(|(algorithm, digest)| ((algorithm.start)(), *digest)).collect();
    let mut pieces = Pieces::of(share.reading(fs::File::open(&file.on_disk)?));
    while let Some(piece) = pieces.next()? {
        hashers.iter_mut().for_each(|(hasher, _)| hasher.update(piece));
    }
    Ok(hashers.into_iter().all(|(hasher, digest)| {
        let found = hasher.finalize();
        found.iter().map(|byte| format!("{byte:02x}")).collect::<String>() == digest
    }))
}
