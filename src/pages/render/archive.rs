//! Sealed plans as they are in their bags, and the pages that tell of the archive.
//!
//! What may still change of a sealed plan stands here and never in a bag: the list of years, and that
//! a newer plan exists (`archive.json`, which a script in sealed pages asks for).

use super::super::address::encode;
use super::super::route::{SEARCH, is_taken};
use super::AssetDigests;
use super::prelude::*;
use crate::archive::site_archive::{Bag, SITE, SealedPlan};
use crate::archive::{BAG_CONTENTS, packed};
use crate::digest::Digest;
use crate::output::{Artifact, Content, OutputError, OutputPath};
use crate::progress::Share;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The address of the page that lists sealed plans.
pub const ARCHIVE: &str = "archive/";
/// The file that sealed pages ask what became of their plan.
pub const ARCHIVE_JSON: &str = "archive.json";

/// What is sealed.
#[derive(Debug, Clone, Copy, Default)]
pub struct ArchiveView<'a> {
    /// All bags, in the order of plans and numbers.
    pub bags: &'a [Arc<Bag>],
    /// The plans that are published from their bags.
    pub plans: &'a [SealedPlan],
}

impl ArchiveView<'_> {
    /// Whether a plan is published from a bag.
    pub fn holds(&self, plan: &Plan) -> bool {
        self.plans.iter().any(|sealed| sealed.publishes(plan))
    }

    /// The digests of all bags: what the pages that tell of them are made from.
    pub fn digest(&self) -> Digest {
        Digest::of_parts(self.bags.iter().map(|bag| bag.digest.bytes()))
    }
}

/// The plans that a published `archive.json` tells of; none where it cannot be read.
pub fn plans_of_notices(bytes: &[u8]) -> Option<Vec<String>> {
    let notices: serde_json::Value = serde_json::from_slice(bytes).ok()?;
    Some(notices.get("plans")?.as_object()?.keys().cloned().collect())
}

/// What `archive.json` says.
#[derive(Debug, Serialize)]
struct Notices {
    /// The page of the search, where the site has one: sealed pages lead to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    search: Option<String>,
    plans: BTreeMap<String, SealNotice>,
}

/// What `archive.json` says of a plan.
#[derive(Debug, Serialize)]
struct SealNotice {
    sealed: String,
    bag: u32,
    digest: String,
    notice: Option<NewerPlan>,
}

/// A newer plan than a sealed one.
#[derive(Debug, Serialize)]
struct NewerPlan {
    text: String,
    path: String,
    title: String,
}

impl<'s> Renderer<'_, 's> {
    /// Puts the pages and files of sealed plans, byte for byte; `taken` are the assets that were put.
    pub(super) fn sealed(&self, mut taken: AssetDigests) -> RenderResult {
        let mut files = Vec::new();
        for SealedPlan { bag, .. } in self.archived.plans {
            for (path, digest) in bag.part(SITE).filter(|(path, _)| *path != BAG_CONTENTS) {
                // The name of an asset tells its content: two plans, or a plan and the site, may hold the same.
                match taken.insert(path.to_owned(), *digest) {
                    None => files.push((bag, (path, digest))),
                    Some(same) if same == *digest => {}
                    Some(_) => return Err(OutputError::PutTwice { path: path.to_owned() }),
                }
            }
        }
        let told = Share::whole(self.progress, Step::PutSealed, files.len() as u64);
        let put = |(bag, (path, digest)): (&Arc<Bag>, (&str, &Digest))| -> RenderResult {
            let kind = kind_of(path);
            told.advance(1);
            self.put_unless_kept(path, (kind, *digest), || bag.content(&format!("{SITE}{path}"), *digest))?;
            Ok(Rendered { pages: usize::from(kind == ArtifactKind::Page), ..Rendered::default() })
        };
        merge(files.into_par_iter().map(put).collect())
    }

    /// The page that lists the sealed plans, `archive.json`, and each bag as a zip.
    pub(super) fn archive(&self) -> RenderResult {
        if self.archived.bags.is_empty() {
            return Ok(Rendered::default());
        }
        let mut results: Vec<RenderResult> = self.archived.bags.par_iter().map(|bag| self.zip(bag)).collect();
        results.extend([self.archive_page(), self.notices()]);
        merge(results)
    }

    fn zip(&self, bag: &Arc<Bag>) -> RenderResult {
        let key = self.keys.zip(&bag.digest).digest();
        self.put_unless_kept(&zip_path(bag), (ArtifactKind::Other, key), || {
            Ok(Content::Packed(packed(bag)))
        })?;
        Ok(Rendered::default())
    }

    fn archive_page(&self) -> RenderResult {
        let words = ("archive", Some("archive_lead"));
        let key = self.keys.archive(&self.archived.digest());
        self.list((PageKind::Archive, ARCHIVE), words, &key, || ArchiveTemplate {
            archive: SharedValue::new(&self.archived_series()),
        })
    }

    fn archived_series(&self) -> ArchiveContext {
        let builder = self.env.builder;
        let catalog = self.env.catalog;
        let by_series = self.archived.bags.chunk_by(|one, next| one.place.series() == next.place.series());
        let series = by_series.filter_map(|own| Some((own.first()?.place.series(), own)));
        let series = series.map(|(name, own)| {
            let known = catalog.site.series.iter().position(|one| one.address.bare() == name);
            let title = known.map_or(&self.config.title, |at| &self.series_context(at).title);
            let path = if name.is_empty() { String::new() } else { format!("{name}/") };
            let by_plan = own.chunk_by(|one, next| one.place.plan == next.place.plan);
            let mut plans: Vec<_> = by_plan.filter_map(|bags| self.archived_plan(bags)).collect();
            // The newest year first, as everywhere.
            plans.reverse();
            ArchivedSeries { title: title.clone(), path: builder.path(&PageAddress::new(path)), plans }
        });
        ArchiveContext { series: series.collect() }
    }

    /// A plan with its bags, as the newest of them has it; none where there is no bag.
    fn archived_plan(&self, bags: &[Arc<Bag>]) -> Option<ArchivedPlan> {
        let newest = bags.last()?;
        let address = PageAddress::new(format!("{}/", newest.place.plan));
        Some(ArchivedPlan {
            title: newest.record.info.title.clone(),
            path: self.env.builder.path(&address),
            document_number: newest.record.info.document_number.clone(),
            bags: bags.iter().map(|bag| self.bag(bag)).collect(),
        })
    }

    fn bag(&self, bag: &Bag) -> ArchivedBag {
        let record = &bag.record;
        ArchivedBag {
            number: bag.place.number,
            name: bag.place.to_string(),
            sealed: self.env.builder.date(record.info.sealed),
            reason: record.info.reason.clone(),
            digest: bag.digest.to_string(),
            previous: record.previous.map(|digest| digest.to_string()),
            size: display::size(record.oxum.bytes),
            files: record.oxum.files,
            zip: encode(&zip_path(bag)),
        }
    }

    fn notices(&self) -> RenderResult {
        let builder = self.env.builder;
        let site = self.env.catalog.site;
        let plans = self.archived.plans.iter().map(|sealed| {
            let bag = &sealed.bag;
            let newer = newer(&site.series, sealed).map(|plan| NewerPlan {
                text: builder.theme.word("newer_plan").to_owned(),
                path: builder.path(&plan.address),
                title: plan.title().to_owned(),
            });
            let notice = SealNotice {
                sealed: bag.record.info.sealed.to_string(),
                bag: bag.place.number,
                digest: format!("sha256:{}", bag.digest),
                notice: newer,
            };
            (bag.place.plan.clone(), notice)
        });
        let has_search = !is_taken(self.env.catalog, SEARCH);
        let notices = Notices {
            search: has_search.then(|| builder.path(&PageAddress::new(SEARCH))),
            plans: plans.collect(),
        };
        let mut bytes =
            serde_json::to_vec_pretty(&notices).unwrap_or_else(|error| bug!("{ARCHIVE_JSON}: {error}"));
        bytes.push(b'\n');
        let path = OutputPath::new(ARCHIVE_JSON)?;
        self.sink.put(Artifact { path, content: bytes.into(), kind: ArtifactKind::Other })?;
        Ok(Rendered::default())
    }

    /// The pages of one plan, and a page of their contents, as they are to be sealed.
    pub(super) fn plan_alone(&self, address: &PageAddress) -> RenderResult {
        let Some((series, context, plan)) = self.plan_at(address) else { bug!("no plan {address}") };
        let pages = [self.plan(series, context, plan), self.changes(series, context, plan)];
        merge(pages.into_iter().chain([self.bag_contents(context, plan)]).collect())
    }

    /// The plan of an address, with its series.
    pub(super) fn plan_at(&self, address: &PageAddress) -> Option<(&'s Series, &SeriesContext, &'s Plan)> {
        let mut all = self.env.catalog.site.series.iter().zip(self.series);
        all.find_map(|(series, context)| {
            let plan = series.plans.iter().find(|plan| plan.address == *address)?;
            Some((series, context.narrow(|| Fact::Navigation), plan))
        })
    }

    /// The first page of a sealed plan on a disk: what is there, and where to begin.
    fn bag_contents(&self, context: &SeriesContext, plan: &'s Plan) -> RenderResult {
        let builder = self.env.builder;
        let address = PageAddress::default();
        let head = PageHead::new(PageKind::Sealed, plan.title(), &address);
        let sections = (1..).zip(&plan.sections);
        let sections = sections.map(|(ordinal, section)| builder.numbered(plan, ordinal, section));
        let mut pages = vec![builder.link(plan.title(), &plan.address)];
        pages.extend(sections);
        let table = plan.table_address();
        pages.push(builder.link(builder.theme.word("indicator_tables_of_plan"), &table));
        if self.has_changes(plan) {
            pages.push(builder.link(builder.theme.word("changes"), &plan.changes_address()));
        }
        let key = self.keys.alone(BAG_CONTENTS);
        let replacement = self.env.catalog.replacement(plan);
        let values = SealedTemplate {
            plan: SharedValue::new(&builder.plan(plan, context, replacement)),
            pages: SharedValue::new(&pages),
        };
        self.finish(&head, &key, FilledText::default(), values)
    }
}

/// The newest published plan of a series that is newer than one of its plans.
fn newer<'s>(series: &'s [Series], sealed: &SealedPlan) -> Option<&'s Plan> {
    let own = |series: &'s Series| Some((series, series.plans.iter().find(|plan| sealed.publishes(plan))?));
    let (series, plan) = series.iter().find_map(own)?;
    let year = plan.year();
    series.plans.iter().find(|one| one.year() > year && one.status() == PlanStatus::Published)
}

/// Where a bag is found as a zip: `archive/city/2019-1.zip`.
fn zip_path(bag: &Bag) -> String {
    format!("{ARCHIVE}{}-{}.zip", bag.place.plan, bag.place.number)
}

/// The plan of which a file of an output is a sealed bag, packed.
pub fn plan_of_zip(path: &str) -> Option<&str> {
    let (plan, number) = path.strip_prefix(ARCHIVE)?.strip_suffix(".zip")?.rsplit_once('-')?;
    number.parse::<u32>().is_ok().then_some(plan)
}

fn kind_of(path: &str) -> ArtifactKind {
    match path.rsplit_once('.') {
        _ if path.starts_with("assets/") => ArtifactKind::Asset,
        Some((_, "html")) => ArtifactKind::Page,
        _ => ArtifactKind::Other,
    }
}
