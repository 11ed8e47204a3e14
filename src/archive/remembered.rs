//! Bags as they were when their body was last published without errors, for a body whose part of the archive does not hold.
//!
//! What was sealed is known by its digests, so it needs no bag to be recognised where it is published: a page that is still
//! the one that was sealed stays. Nothing is taken from a bag that is not whole but what still has the digest that was sealed.

use super::BagRecord;
use super::folders::{ARCHIVE, BagId};
use super::site_archive::{Archive, ArchiveProblem, Bag, SealedPlan, newest};
use crate::digest::Digest;
use crate::source::bodies::BodySources;
use crate::source::stand_in::SealedSources;
use crate::source_path::is_in;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// What a bag is known by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RememberedBag {
    /// The address of the plan, without slashes at the ends.
    plan: String,
    number: u32,
    /// The text of its `bag-info.txt`.
    info: String,
    /// The digest of its tag manifest.
    digest: String,
    /// The payload: paths in the bag, and digests.
    files: BTreeMap<String, String>,
}

impl RememberedBag {
    /// What a whole bag is known by.
    pub fn of(bag: &Bag) -> Self {
        let files = bag.files.iter().map(|(path, digest)| (path.clone(), digest.to_string()));
        Self {
            plan: bag.place.plan.clone(),
            number: bag.place.number,
            info: bag.record.to_text(),
            digest: bag.digest.to_string(),
            files: files.collect(),
        }
    }

    /// The bag, as if it were whole.
    fn bag(&self, archive: &Path) -> Option<Bag> {
        let place = BagId::new(&self.plan, self.number)?;
        let files = self.files.iter().map(|(path, digest)| Some((path.clone(), Digest::parse(digest)?)));
        Some(Bag {
            record: BagRecord::parse(&self.info)?,
            digest: Digest::parse(&self.digest)?,
            path: archive.join(place.to_string()),
            files: files.collect::<Option<_>>()?,
            place,
        })
    }

    fn is(&self, bag: &Bag) -> bool {
        bag.place.plan == self.plan
            && bag.place.number == self.number
            && bag.digest.to_string() == self.digest
    }
}

/// The archive as one run takes it.
#[derive(Debug, Clone)]
pub struct ArchiveInUse {
    /// All bags, in the order of plans and numbers.
    pub bags: Arc<Vec<Arc<Bag>>>,
    /// The plans that are sealed, each with its newest bag.
    pub plans: Arc<Vec<SealedPlan>>,
    /// The sources that stand in for those of the sealed plans.
    pub sources: Arc<Vec<SealedSources>>,
    /// What is wrong.
    pub problems: Vec<ArchiveProblem>,
    /// The bodies whose bags are only remembered.
    pub doubted: BTreeSet<String>,
}

/// The body that an address, or a path in the archive, belongs to.
fn body_of(path: &str) -> &str {
    path.split('/').next().unwrap_or(path)
}

/// The archive with what is remembered of those bodies that stand in their last good sources and whose bags do not hold, or
/// are gone.
pub fn in_use(
    archive: &Archive,
    root: &Path,
    standing: &BTreeMap<String, Arc<Vec<RememberedBag>>>,
    bodies: &[Arc<BodySources>],
) -> ArchiveInUse {
    let is_of_problem = |body: &str, problem: &ArchiveProblem| {
        let below = problem.path.strip_prefix(ARCHIVE).and_then(|path| path.strip_prefix('/'));
        below.is_some_and(|below| body_of(below) == body)
    };
    let doubted: BTreeSet<&str> = standing
        .iter()
        .filter(|(body, known)| {
            archive.problems.iter().any(|problem| is_of_problem(body, problem))
                || known.iter().any(|own| !archive.bags.iter().any(|bag| own.is(bag)))
        })
        .map(|(body, _)| body.as_str())
        .collect();
    if doubted.is_empty() {
        return ArchiveInUse {
            bags: Arc::clone(&archive.bags),
            plans: Arc::clone(&archive.plans),
            sources: Arc::clone(&archive.sources),
            problems: archive.problems.clone(),
            doubted: BTreeSet::new(),
        };
    }
    let holds = |plan: &str| !doubted.contains(body_of(plan));
    let folder = root.join(ARCHIVE);
    let known =
        standing.iter().filter(|(body, _)| doubted.contains(body.as_str())).flat_map(|(_, own)| &**own);
    let remembered: Vec<Arc<Bag>> = known.filter_map(|own| own.bag(&folder).map(Arc::new)).collect();
    let kept: Vec<&SealedPlan> = archive.plans.iter().filter(|plan| holds(&plan.bag.place.plan)).collect();
    let sealed = |bag: &Arc<Bag>| Some(SealedPlan { folder: bag.sources()?.folder, bag: Arc::clone(bag) });
    let mut plans: Vec<SealedPlan> =
        kept.iter().map(|plan| (*plan).clone()).chain(newest(&remembered).filter_map(sealed)).collect();
    plans.sort_by(|one, other| one.bag.place.cmp(&other.bag.place));
    // The last good sources of a body hold those that were sealed.
    let sources_of = |plan: &SealedPlan| {
        if holds(&plan.bag.place.plan) {
            return archive.sources.iter().find(|own| own.folder == plan.folder).cloned();
        }
        let own = bodies.iter().flat_map(|body| &body.files).filter(|found| is_in(&found.file, &plan.folder));
        Some(SealedSources { folder: plan.folder.clone(), files: own.cloned().collect() })
    };
    let sources: Vec<SealedSources> = plans.iter().filter_map(sources_of).collect();
    let whole = archive.bags.iter().filter(|bag| holds(&bag.place.plan)).cloned();
    let mut bags: Vec<Arc<Bag>> = whole.chain(remembered.iter().cloned()).collect();
    bags.sort_by(|one, other| one.place.cmp(&other.place));
    let problems =
        archive.problems.iter().filter(|problem| !doubted.iter().any(|body| is_of_problem(body, problem)));
    ArchiveInUse {
        bags: Arc::new(bags),
        plans: Arc::new(plans),
        sources: Arc::new(sources),
        problems: problems.cloned().collect(),
        doubted: doubted.iter().map(|body| (*body).to_owned()).collect(),
    }
}
