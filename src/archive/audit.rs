//! Judging many bags: a whole archive with every chain, or bags that someone was given.

use super::chain::{self, Chain, ChainClaim, ChainExtent, ChainLink};
use super::fault::{FaultKind, Verdict};
use super::folders::{ARCHIVE, BagFolder, BagId, Stray, StrayKind, list_folders};
use super::listing::{BagListing, list};
use super::verify::{self, Judgement};
use crate::digest::Digest;
use crate::platform::canonical;
use crate::progress::{ProgressListener, Share, Silent, Step};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What was found of some bags and of the chains that they are in.
#[derive(Debug, Default)]
pub struct Audit {
    /// The bags, in the order of plans and numbers, or as they were given.
    pub bags: Vec<Audited>,
    /// The chains, by series.
    pub chains: Vec<Chain>,
    /// What lies in the archive and belongs to no bag.
    pub strays: Vec<Stray>,
    /// Digests that someone noted earlier, of which no bag is there, or none that is whole.
    pub absent: Vec<Digest>,
}

/// One bag with what was found of it.
#[derive(Debug)]
pub struct Audited {
    /// Its path below the archive, or as it was given.
    pub name: String,
    /// What was found.
    pub judgement: Judgement,
}

impl Audit {
    /// Holds the bags against digests that were noted earlier. The files alone cannot show that the
    /// newest bags of a chain are gone; a digest noted elsewhere can.
    pub fn expect(&mut self, digests: &[Digest]) {
        let there = |digest: &Digest| {
            self.bags
                .iter()
                .any(|bag| bag.judgement.digest == Some(*digest) && bag.judgement.verdict() == Verdict::Whole)
        };
        self.absent = digests.iter().filter(|digest| !there(digest)).copied().collect();
    }

    /// The gravest of all verdicts. Where there is no bag there is nothing to vouch for anything: an
    /// archive that was emptied looks like one that was never filled.
    pub fn verdict(&self) -> Verdict {
        let bags = self.bags.iter().map(|bag| bag.judgement.verdict());
        let chains = self.chains.iter().map(Chain::verdict);
        let strays = self.strays.iter().map(|stray| match stray.kind {
            StrayKind::File => Verdict::Whole,
            StrayKind::Link | StrayKind::Unreadable(_) => Verdict::Unverifiable,
        });
        let absent = self.absent.iter().map(|_| Verdict::Broken);
        bags.chain(chains)
            .chain(strays)
            .chain(absent)
            .max()
            .filter(|_| !self.bags.is_empty())
            .unwrap_or(Verdict::Unverifiable)
    }
}

/// Judges every bag and every chain of a site's archive.
pub fn archive(root: &Path) -> Audit {
    archive_told(root, &Silent)
}

/// The same, and tells how far it is.
pub fn archive_told(root: &Path, progress: &dyn ProgressListener) -> Audit {
    let folders = list_folders(&root.join(ARCHIVE));
    let judged = judge_all(folders.bags.par_iter().map(|bag| (bag, bag.path.as_path())), progress);
    let hold = |(bag, mut judgement): (_, Judgement)| {
        let bag: &BagFolder = bag;
        hold_place(bag.place.as_ref(), &mut judgement);
        (bag, judgement)
    };
    let judged: Vec<(&BagFolder, Judgement)> = judged.into_iter().map(hold).collect();
    let series: BTreeSet<&str> =
        folders.bags.iter().filter_map(|bag| bag.place.as_ref()).map(BagId::series).collect();
    let chains = series.into_iter().map(|series| chain_of(series, &judged, ChainExtent::All)).collect();
    let bags =
        judged.into_iter().map(|(bag, judgement)| Audited { name: bag.name.clone(), judgement }).collect();
    Audit { bags, chains, strays: folders.strays, absent: Vec::new() }
}

/// The chain of one series of a site's archive, from the tag files of its bags.
pub fn chain(root: &Path, series: &str) -> Chain {
    chain_in(&root.join(ARCHIVE), series, ChainExtent::All)
}

/// Judges bags that someone was given, with the chains as far as other bags are found beside them.
pub fn bags(folders: &[PathBuf]) -> Audit {
    bags_told(folders, &Silent)
}

/// The same, and tells how far it is.
pub fn bags_told(folders: &[PathBuf], progress: &dyn ProgressListener) -> Audit {
    let mut audit = Audit::default();
    let mut chains: BTreeMap<(PathBuf, String), Chain> = BTreeMap::new();
    for (folder, mut judgement) in
        judge_all(folders.par_iter().map(|folder| (folder, folder.as_path())), progress)
    {
        let real = canonical(folder).unwrap_or_else(|_| folder.clone());
        if let Some(said) = judgement.record.as_ref().map(|record| record.place.clone()) {
            hold_place(place_by_folder(&real).or_else(|| Some(said.clone())).as_ref(), &mut judgement);
            if let Some(archive) = archive_around(&real, &said) {
                let key = (archive.clone(), said.series().to_owned());
                chains.entry(key).or_insert_with(|| chain_in(&archive, said.series(), ChainExtent::Some));
            }
        }
        audit.bags.push(Audited { name: folder.display().to_string(), judgement });
    }
    audit.chains = chains.into_values().collect();
    audit
}

/// Judges bags in one step: how much there is to read is known before the first is read.
fn judge_all<'b, B: Send + Sync>(
    bags: impl IndexedParallelIterator<Item = (B, &'b Path)>,
    progress: &dyn ProgressListener,
) -> Vec<(B, Judgement)> {
    let listed: Vec<(B, &Path, BagListing)> =
        bags.with_max_len(1).map(|(bag, path)| (bag, path, list(path))).collect();
    progress.begin(Step::Verify, listed.iter().map(|(_, _, listing)| listing.bytes()).sum());
    let judge = |(bag, path, listing): (B, &Path, BagListing)| {
        let share = Share::new(progress, Step::Verify, listing.bytes());
        (bag, verify::listed(path, listing, &share))
    };
    listed.into_par_iter().with_max_len(1).map(judge).collect()
}

/// Holds what a bag says of its place against where it lies.
fn hold_place(lies: Option<&BagId>, judgement: &mut Judgement) {
    if let Some(place) = judgement.record.as_ref().map(|record| record.place.clone())
        && Some(&place) != lies
    {
        judgement.note("", FaultKind::Misplaced { place });
    }
}

/// The archive that a bag lies in, if it lies where it says that it belongs.
fn archive_around(bag: &Path, place: &BagId) -> Option<PathBuf> {
    bag.ends_with(place.to_string()).then_some(())?;
    let depth = place.plan.split('/').count() + 1;
    bag.ancestors().nth(depth).map(Path::to_owned)
}

/// The place of a folder in an archive, if it is in a folder of that name.
fn place_by_folder(bag: &Path) -> Option<BagId> {
    let archive =
        bag.ancestors().skip(1).find(|above| above.file_name().is_some_and(|name| name == ARCHIVE))?;
    let inner = bag.strip_prefix(archive).ok()?;
    let names: Option<Vec<&str>> = inner.components().map(|name| name.as_os_str().to_str()).collect();
    BagId::parse(&names?.join("/"))
}

fn chain_in(archive: &Path, series: &str, extent: ChainExtent) -> Chain {
    let folders = list_folders(archive);
    let judged: Vec<(&BagFolder, Judgement)> = folders
        .bags
        .par_iter()
        .filter(|bag| bag.place.as_ref().is_some_and(|place| place.series() == series))
        .map(|bag| (bag, verify::tag_files(&bag.path)))
        .collect();
    chain_of(series, &judged, extent)
}

fn chain_of(series: &str, judged: &[(&BagFolder, Judgement)], extent: ChainExtent) -> Chain {
    let (mut links, mut silent) = (Vec::new(), Vec::new());
    for (bag, judgement) in judged {
        let Some(place) = bag.place.clone().filter(|place| place.series() == series) else { continue };
        match judgement.digest {
            Some(digest) => {
                let said = judgement
                    .record
                    .as_ref()
                    .map(|record| ChainClaim { previous: record.previous, position: record.position });
                links.push(ChainLink { place, digest, said });
            }
            None => silent.push(bag.name.clone()),
        }
    }
    chain::judge(series, &links, &silent, extent)
}
