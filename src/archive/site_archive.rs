//! The sealed plans as a build takes them: judged in full, and kept until a file of the archive changes.
//!
//! Takes a site's folder; gives for each plan its newest bag, all bags for the list of them, and what is
//! wrong. A build takes nothing from an archive in which anything is wrong.

use super::BAG_CONTENTS;
use super::audit::{self, Audit, Audited};
use super::chain::ChainFault;
use super::fault::{BagFault, FaultKind, Verdict};
use super::folders::{ARCHIVE, BagId, StrayKind};
use super::info::BagRecord;
use super::words;
use crate::diagnostic::words::say;
use crate::diagnostic::{Diagnostic, Finding, SiteFault, Words};
use crate::digest::Digest;
use crate::model::address::PageAddress;
use crate::model::plan::Plan;
use crate::output::{Content, FileAction, OutputError};
use crate::progress::ProgressListener;
use crate::source::stamp::Stamp;
use crate::source::stand_in::{SealedSources, folder_of};
use crate::source::walk::{FoundFile, whole_file};
use crate::source_path::{SourcePath, is_in};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;
use walkdir::{DirEntry, WalkDir};

/// A bag that is whole.
#[derive(Debug, PartialEq, Eq)]
pub struct Bag {
    /// Which bag it is.
    pub place: BagId,
    /// What it says of itself.
    pub record: BagRecord,
    /// The digest of its tag manifest, which stands for it.
    pub digest: Digest,
    /// Where it is on disk.
    pub path: PathBuf,
    /// The payload: paths in the bag, and digests.
    pub files: BTreeMap<String, Digest>,
}

/// Where the sealed site lies in a bag.
pub const SITE: &str = "data/site/";
/// Where the sources of a sealed plan lie in its bag.
pub const SOURCE: &str = "data/source/";

impl Bag {
    /// The sources of the plan, to be read in the place of those in `content/`; none where the bag holds
    /// none that make a plan at its address.
    pub fn sources(&self) -> Option<SealedSources> {
        let address = PageAddress::new(format!("{}/", self.place.plan));
        let folder = folder_of(&address, self.part(SOURCE).map(|(name, _)| name))?.to_owned();
        let own = self.part(SOURCE).filter(|(name, _)| is_in(name, &folder));
        let found = |(name, _): (&str, &Digest)| FoundFile {
            file: SourcePath::from(name),
            on_disk: self.path.join(format!("{SOURCE}{name}")),
        };
        let files = own.map(found).collect();
        Some(SealedSources { folder, files })
    }

    /// What is in a payload file, which must be what was sealed.
    ///
    /// # Errors
    /// The file cannot be read, or changed since the bag was judged.
    pub fn content(&self, path: &str, digest: Digest) -> Result<Content, OutputError> {
        Content::of_file(self.path.join(path), digest, path)
    }

    /// The bytes of a payload file, which are those that were sealed.
    ///
    /// # Errors
    /// The file cannot be read, or changed since the bag was judged.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, OutputError> {
        let on_disk = self.path.join(path);
        let bytes = fs::read(&on_disk).map_err(OutputError::io(FileAction::Read, &on_disk))?;
        if self.files.get(path) == Some(&Digest::of(&bytes)) {
            Ok(bytes)
        } else {
            Err(OutputError::SourceChanged { path: on_disk, file: path.to_owned() })
        }
    }

    /// The files of one part of the payload ([`SITE`], [`SOURCE`]), by their paths in it.
    pub fn part<'v>(&'v self, part: &'v str) -> impl Iterator<Item = (&'v str, &'v Digest)> {
        self.files.iter().filter_map(move |(path, digest)| Some((path.strip_prefix(part)?, digest)))
    }
}

/// A plan as it is published from its newest bag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedPlan {
    pub bag: Arc<Bag>,
    /// The plan's folder in `content/`.
    pub folder: String,
}

impl SealedPlan {
    /// Whether this is the bag that a plan is published from.
    pub fn publishes(&self, plan: &Plan) -> bool {
        plan.address.bare() == self.bag.place.plan
    }
}

/// Something that is wrong with an archive, at a path below the site's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveProblem {
    /// Where: a file of a bag, a bag, or the archive.
    pub path: String,
    /// What.
    pub reason: Words,
}

impl ArchiveProblem {
    /// The problem as a finding.
    pub fn diagnostic(&self) -> Diagnostic {
        Diagnostic::new(
            Finding::Site(SiteFault::BrokenSeal { reason: self.reason.clone() }),
            whole_file(&self.path),
        )
    }
}

/// The sealed plans of a site.
#[derive(Debug, Default)]
pub struct Archive {
    /// All bags, in the order of plans and numbers.
    pub bags: Arc<Vec<Arc<Bag>>>,
    /// The plans that are sealed, each with its newest bag.
    pub plans: Arc<Vec<SealedPlan>>,
    /// The sources that stand in for those of the sealed plans in `content/`.
    pub sources: Arc<Vec<SealedSources>>,
    /// What is wrong.
    pub problems: Vec<ArchiveProblem>,
    /// The files that this was found in; none where they must be read again.
    seen: Option<Vec<(PathBuf, Stamp)>>,
}

impl Archive {
    /// Judges the archive of a site, unless none of its files has changed since it was judged.
    pub fn renew(&mut self, root: &Path, progress: &dyn ProgressListener) {
        let archive = root.join(ARCHIVE);
        let start = SystemTime::now();
        let now = stamps(&archive);
        if self.seen.is_some() && self.seen == now {
            return;
        }
        let audit = audit::archive_told(root, progress);
        let settled = now.filter(|seen| seen.iter().all(|(_, stamp)| stamp.is_settled(start)));
        let mut problems = problems(&audit);
        problems.extend(unreachable(&archive));
        let bags = bags(audit, &archive);
        problems.extend(bags.iter().filter_map(|bag| misplaced(bag)));
        let (mut plans, mut sources) = (Vec::new(), Vec::new());
        for bag in newest(&bags) {
            match bag.sources() {
                Some(own) => {
                    plans.push(SealedPlan { bag: Arc::clone(bag), folder: own.folder.clone() });
                    sources.push(own);
                }
                None => problems.push(no_sources(bag)),
            }
        }
        let (plans, sources) = (Arc::new(plans), Arc::new(sources));
        *self = Self { problems, bags: Arc::new(bags), plans, sources, seen: settled };
    }
}

/// The first file of a bag that would be published where the plan has nothing to say. A bag that was made to harm can be whole:
/// its digests say that nothing was altered since, not that it is what this site sealed.
fn misplaced(bag: &Bag) -> Option<ArchiveProblem> {
    let is_own = |path: &str| {
        let plain = !path.split('/').any(|name| name.starts_with('.'));
        let in_assets = path.strip_prefix("assets/").is_some_and(|name| !name.contains('/'));
        plain && (is_in(path, &bag.place.plan) || in_assets || path == BAG_CONTENTS || is_redirect(bag, path))
    };
    let (path, _) = bag.part(SITE).find(|(path, _)| !is_own(path))?;
    Some(ArchiveProblem {
        path: format!("{ARCHIVE}/{}/{SITE}{path}", bag.place),
        reason: say!(
            "it would be published outside of the address of its plan, `{}`",
            "它会发布到所属计划的网址 `{}` 之外",
            bag.place.plan.clone()
        ),
    })
}

/// Whether a page only leads on within the site, as the old addresses of a plan do.
fn is_redirect(bag: &Bag, path: &str) -> bool {
    let is_page = path.rsplit_once('.').is_some_and(|(_, end)| end == "html");
    let text = if is_page { bag.read(&format!("{SITE}{path}")).ok() } else { None };
    text.is_some_and(|bytes| {
        let text = String::from_utf8_lossy(&bytes);
        let refresh = text.split_once("http-equiv=\"refresh\"").and_then(|(_, rest)| rest.split_once("url="));
        refresh.and_then(|(_, rest)| rest.split_once('"')).is_some_and(|(target, _)| {
            !target.split('/').next().is_some_and(|first| first.is_empty() || first.contains([':', '\\']))
        })
    })
}

/// What is wrong where the archive is a link to what is not there: a drive that is not mounted, say.
fn unreachable(archive: &Path) -> Option<ArchiveProblem> {
    let target = archive.read_link().ok().filter(|_| !archive.exists())?;
    let reason = say!(
        "it is a link to `{}`, where nothing is",
        "它是指向 `{}` 的链接，而那里什么也没有",
        target.display()
    );
    Some(ArchiveProblem { path: ARCHIVE.to_owned(), reason })
}

/// The newest bag of each plan.
pub fn newest(bags: &[Arc<Bag>]) -> impl Iterator<Item = &Arc<Bag>> {
    bags.chunk_by(|one, next| one.place.plan == next.place.plan).filter_map(<[_]>::last)
}

fn no_sources(bag: &Bag) -> ArchiveProblem {
    ArchiveProblem {
        path: format!("{ARCHIVE}/{}", bag.place),
        reason: say!(
            "`{}` holds no plan whose address is `{}`",
            "`{}` 中没有地址为 `{}` 的计划",
            SOURCE,
            bag.place.plan.to_string()
        ),
    }
}

/// Every file and folder with its stamp; none where one cannot be looked at.
fn stamps(archive: &Path) -> Option<Vec<(PathBuf, Stamp)>> {
    // What cannot be asked for is not taken for missing.
    if matches!(archive.try_exists(), Ok(false)) {
        return Some(Vec::new());
    }
    let stamped = |entry: walkdir::Result<DirEntry>| {
        let entry = entry.ok()?;
        let stamp = Stamp::of(&entry.metadata().ok()?);
        Some((entry.into_path(), stamp))
    };
    WalkDir::new(archive).sort_by_file_name().into_iter().map(stamped).collect()
}

fn bags(audit: Audit, archive: &Path) -> Vec<Arc<Bag>> {
    let whole = audit.bags.into_iter().filter(|bag| bag.judgement.verdict() == Verdict::Whole);
    let bag = |Audited { name, judgement }: Audited| {
        let (record, digest) = judgement.record.zip(judgement.digest)?;
        let (place, path, files) = (record.place.clone(), archive.join(name), judgement.files);
        Some(Arc::new(Bag { place, record, digest, path, files }))
    };
    whole.filter_map(bag).collect()
}

fn problems(audit: &Audit) -> Vec<ArchiveProblem> {
    let mut problems = Vec::new();
    let mut add = |path: &str, reason: Words| {
        let path = format!("{ARCHIVE}/{path}").trim_end_matches('/').to_owned();
        problems.push(ArchiveProblem { path, reason });
    };
    for bag in &audit.bags {
        let faults = &bag.judgement.faults;
        // That the size is another follows from what else is wrong, and says less.
        let is_size = |fault: &&BagFault| matches!(fault.kind, FaultKind::Size { .. });
        let more = faults.iter().any(|fault| !is_size(&fault));
        for fault in faults.iter().filter(|fault| !more || !is_size(fault)) {
            add(&bag.name, fault.words());
        }
    }
    for chain in &audit.chains {
        for fault in &chain.faults {
            // What is left of a bag may look like one of another series: its folder tells whose it is.
            let path = match fault {
                ChainFault::Silent { bag } if chain.series.is_empty() => bag,
                _ => &chain.series,
            };
            add(path, fault.words());
        }
    }
    for stray in audit.strays.iter().filter(|stray| stray.kind != StrayKind::File) {
        add(&stray.name, words::stray(stray));
    }
    problems
}
