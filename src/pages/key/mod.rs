//! Page keys: for each page, a digest of everything that it is made from.
//!
//! Takes what rendering takes; gives digests. A page whose key is that of the published page has the
//! same bytes, so it need not be rendered. Sources enter by the digests of their texts, so a field
//! that is added to the model cannot be forgotten here; what a page takes from *other* documents is
//! named one by one, and `tests/incremental.rs` holds the result to that of a clean build. [`lists`] has the
//! keys of what is made from the whole site.

mod lists;

use super::catalog::{Catalog, PageRef};
use super::context::SeriesContext;
use super::dependencies::Invalidated;
use super::fill::{RenderEnv, figure_words, row_is_shown};
use super::links::{BoundBlock, Destination};
use crate::model::config::SiteConfig;
use crate::model::plan::{DocumentId, Plan, Section, Series};
use crate::output::Digest;
use crate::source::document::Text;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The identity of this build of the program.
const BUILD: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("PLANPRESS_BUILD"));

/// Collects the parts of a key.
#[derive(Debug, Default)]
struct KeyBuilder(Vec<u8>);

impl KeyBuilder {
    fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.extend((bytes.len() as u64).to_le_bytes());
        self.0.extend(bytes);
        self
    }

    fn digest(&mut self, digest: &Digest) -> &mut Self {
        self.0.extend(digest.bytes());
        self
    }

    fn number(&mut self, number: usize) -> &mut Self {
        self.0.extend((number as u64).to_le_bytes());
        self
    }

    fn optional(&mut self, text: Option<&str>) -> &mut Self {
        self.number(usize::from(text.is_some())).text(text.unwrap_or_default())
    }

    fn finish(&self) -> Digest {
        Digest::of(&self.0)
    }
}

/// The keys of a site's pages.
#[derive(Debug)]
pub struct Keys<'w, 's> {
    env: RenderEnv<'w, 's>,
    site: Digest,
    cache: KeyCache,
}

/// Keys that hold until something changes that they were made from; kept from one run to the next.
#[derive(Debug, Default)]
pub struct KeyCache {
    /// What all pages are made from.
    site: Option<Digest>,
    /// The keys of each plan's pages.
    plans: BTreeMap<DocumentId, PlanKeys>,
    /// The keys of ordinary pages.
    leaves: BTreeMap<DocumentId, Digest>,
    /// The keys of the pages that look across plans.
    cross_plan: CrossPlanKeys,
}

/// The keys of the pages that look across plans. What they show is in the index, which gives each its digest.
#[derive(Debug, Default)]
struct CrossPlanKeys {
    /// Which version of the index they were made from.
    version: Option<u64>,
    /// One for each id, in the index's order.
    ids: Vec<Digest>,
    /// One for each unit, in the index's order.
    units: Vec<Digest>,
    /// What each plan changes, by its number; none where there is nothing to compare with.
    changes: Vec<Option<Digest>>,
    /// The lists of indicators and of units.
    lists: [Option<Digest>; 2],
}

/// What keys are made from besides the documents.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// What `site.yaml` says.
    pub config: &'a SiteConfig,
    /// The digest of its text.
    pub site_yaml: &'a Digest,
    /// The series as pages show them.
    pub series: &'a [SeriesContext],
    /// Whether there are sealed plans, to which every page leads.
    pub archived: bool,
}

/// The keys of one plan's pages.
#[derive(Debug)]
pub struct PlanKeys {
    /// The whole plan.
    pub whole: Digest,
    /// Its indicator table.
    pub table: Digest,
    /// Its sections, in order.
    pub sections: Vec<Digest>,
}

impl KeyCache {
    /// The digest of what all pages are made from; none before the first keys.
    pub const fn shared(&self) -> Option<Digest> {
        self.site
    }
}

impl<'w, 's> Keys<'w, 's> {
    /// Makes the keys. Of those that are cached from the last run, only what is `invalidated` is made again.
    pub fn new(
        env: RenderEnv<'w, 's>,
        surroundings: Surroundings<'_>,
        cache: KeyCache,
        invalidated: &Invalidated,
    ) -> Self {
        let Surroundings { config, site_yaml, series, archived } = surroundings;
        let mut parts = KeyBuilder::default();
        parts.text(BUILD).digest(&env.builder.theme.digest).digest(site_yaml);
        parts.number(usize::from(config.fragments));
        parts.optional(config.base_url.as_deref()).text(&format!("{:?}", env.builder.style));
        let site = env.catalog.site;
        parts.number(usize::from(archived)).number(series.len());
        for one in series {
            parts.text(&one.title).text(&one.path).optional(one.issuer.as_deref()).number(one.plans.len());
            for plan in &one.plans {
                parts.text(&plan.title).text(&plan.path).number(usize::from(plan.draft));
                parts.text(&plan.year.to_string());
            }
        }
        parts.number(usize::from(env.cross_index.has_ids())).number(usize::from(env.cross_index.has_units()));
        parts.number(site.pages.len());
        for leaf in &site.pages {
            parts.text(leaf.title()).text(&leaf.address);
        }
        let digest = parts.finish();
        let same = cache.site == Some(digest) && *invalidated != Invalidated::All;
        let cache = if same { cache } else { KeyCache { site: Some(digest), ..KeyCache::default() } };
        let mut keys = Self { env, site: digest, cache };
        let due = |document: DocumentId| !same || invalidated.includes(document);
        let leaves: Vec<_> = site.pages.iter().filter(|leaf| due(leaf.document)).collect();
        let leaves: Vec<_> = leaves
            .into_par_iter()
            .map(|leaf| (leaf.document, keys.leaf(leaf.document, &leaf.address)))
            .collect();
        let plans = site.series.iter().flat_map(|series| series.plans.iter().map(move |plan| (series, plan)));
        let plans: Vec<_> = plans.filter(|(_, plan)| due(plan.document)).collect();
        let plans: Vec<_> =
            plans.into_par_iter().map(|(series, plan)| (plan.document, keys.plan(series, plan))).collect();
        keys.update_cross_plan();
        keys.cache.leaves.extend(leaves);
        keys.cache.plans.extend(plans);
        keys
    }

    /// Makes the keys of the pages that look across plans, unless the index is the one they were made from.
    fn update_cross_plan(&mut self) {
        let cross_index = self.env.cross_index;
        if self.cache.cross_plan.version == Some(cross_index.version()) {
            return;
        }
        let key = |kind: &str, name: &str, digests: &[Option<Digest>]| {
            let mut parts = KeyBuilder::default();
            parts.text(kind).digest(&self.site).text(name);
            digests.iter().flatten().for_each(|digest| {
                parts.digest(digest);
            });
            parts.finish()
        };
        let ids: Vec<_> = cross_index.ids().map(|(id, own)| key("indicator", id, &[own.digest()])).collect();
        let units: Vec<_> =
            cross_index.units().map(|(unit, own)| key("unit", unit, &[own.digest()])).collect();
        let changes = (0..cross_index.len()).map(|number| {
            cross_index.compared(number).map(|(own, other)| key("changes", "", &[Some(own), Some(other)]))
        });
        let changes = changes.collect();
        let list = |kind: &str, keys: &[Digest]| {
            let all = Digest::of_parts(keys.iter().map(Digest::bytes));
            Some(key(kind, "", &[Some(all)]))
        };
        // The list of units shows how much each answers for, and not what.
        let counts: Vec<_> = cross_index.units().map(|(unit, own)| own.counts(unit)).collect();
        let lists = [list("indicator-list", &ids), list("unit-list", &counts)];
        self.cache.cross_plan =
            CrossPlanKeys { version: Some(cross_index.version()), ids, units, changes, lists };
    }

    /// The keys of the indicators' pages, in the index's order.
    pub fn of_ids(&self) -> &[Digest] {
        &self.cache.cross_plan.ids
    }

    /// The keys of the units' pages, in the index's order.
    pub fn of_units(&self) -> &[Digest] {
        &self.cache.cross_plan.units
    }

    /// The key of what a plan changes, by its number in the index.
    pub fn of_changes(&self, number: usize) -> Option<Digest> {
        *self.cache.cross_plan.changes.get(number)?
    }

    /// The keys of the list of indicators and of the list of units.
    pub const fn of_lists(&self) -> [Option<Digest>; 2] {
        self.cache.cross_plan.lists
    }

    /// What holds for the next run.
    pub fn into_cache(self) -> KeyCache {
        self.cache
    }

    /// The keys of a plan's pages.
    pub fn of_plan(&self, plan: &Plan) -> Option<&PlanKeys> {
        self.cache.plans.get(&plan.document)
    }

    /// Whether what all pages are made from is what these keys were made from.
    pub fn share_with(&self, cache: Option<Digest>) -> bool {
        cache == Some(self.site)
    }

    /// The key of an ordinary page.
    pub fn of_leaf(&self, document: DocumentId) -> Option<Digest> {
        self.cache.leaves.get(&document).copied()
    }

    /// An ordinary page.
    fn leaf(&self, document: DocumentId, address: &str) -> Digest {
        let mut parts = KeyBuilder::default();
        parts.text("page").digest(&self.site).text(address);
        self.document(Some(document), &mut parts);
        parts.finish()
    }

    /// The pages of a plan.
    fn plan(&self, series: &Series, plan: &'s Plan) -> PlanKeys {
        let surface = self.surface(series, plan);
        let own = |section: &Section| {
            let mut parts = KeyBuilder::default();
            self.document(Some(section.document), &mut parts);
            parts.finish()
        };
        let documents: Vec<Digest> = plan.sections.iter().map(own).collect();
        let section = |(section, document): (&Section, &Digest)| {
            let mut parts = KeyBuilder::default();
            parts.text("section").digest(&surface).text(&section.address).digest(document);
            parts.finish()
        };
        let mut whole = KeyBuilder::default();
        whole.text("plan").digest(&surface);
        self.document(Some(plan.document), &mut whole);
        documents.iter().for_each(|document| {
            whole.digest(document);
        });
        let mut table = KeyBuilder::default();
        table.text("indicators").digest(&surface);
        for section in &plan.sections {
            self.front(section.document, &mut table);
        }
        PlanKeys {
            whole: whole.finish(),
            table: table.finish(),
            sections: plan.sections.iter().zip(&documents).map(section).collect(),
        }
    }

    /// What every page of a plan shows of it.
    fn surface(&self, series: &Series, plan: &Plan) -> Digest {
        let mut parts = KeyBuilder::default();
        parts.digest(&self.site).text(&series.address).text(&plan.address);
        self.front(plan.document, &mut parts);
        parts.number(plan.indicator_count()).number(plan.task_count());
        for section in &plan.sections {
            let front = &section.front;
            parts.text(&section.address).text(&front.title).number(usize::from(front.draft));
            parts.optional(front.responsibility.lead.as_deref());
        }
        parts.finish()
    }

    fn summaries(&self, series: &Series, parts: &mut KeyBuilder) {
        for plan in &series.plans {
            self.front(plan.document, parts);
            parts.text(&plan.address).number(plan.sections.len()).number(plan.indicator_count());
        }
    }

    fn front(&self, document: DocumentId, parts: &mut KeyBuilder) {
        if let Some(text) = self.env.catalog.text(document) {
            parts.digest(&text.front_digest);
        }
    }

    /// A document's front matter and text, and all that its text takes from elsewhere.
    fn document(&self, document: Option<DocumentId>, parts: &mut KeyBuilder) {
        let Some(text) = document.and_then(|document| self.env.catalog.text(document)) else { return };
        parts.digest(&text.front_digest).digest(&text.body_digest);
        if let Some(document) = document {
            self.references(document, text, parts);
        }
    }

    fn references(&self, document: DocumentId, text: &Text, parts: &mut KeyBuilder) {
        let Some(resolved) = self.env.references.of(document) else { return };
        let catalog = self.env.catalog;
        for target in resolved.links.iter().chain(&resolved.pictures) {
            match target {
                Destination::Page { document, anchor } => {
                    address(catalog, *document, parts);
                    parts.text(anchor);
                }
                Destination::File(index) => {
                    if let Some(Some(asset)) = self.env.assets.get(*index) {
                        parts.text(&asset.path).text(&format!("{:?}", asset.size));
                    }
                }
                Destination::External(_) | Destination::Dead(_) => {}
            }
        }
        for (figure, bound) in text.body.figures.iter().zip(&resolved.figures) {
            let Some(bound) = bound else { continue };
            parts.text(&figure_words(figure, Some(*bound), self.env.builder.lang));
            parts.number(usize::from(row_is_shown(self.env, bound)));
            parts.text(&bound.plan.address).optional(bound.section.map(|section| &*section.address));
        }
        for block in &resolved.blocks {
            let (count, fronts): (usize, Vec<Option<&Section>>) = match block {
                BoundBlock::Indicators(list) => {
                    (list.len(), list.iter().map(|(section, _)| *section).collect())
                }
                BoundBlock::Tasks(list) => (list.len(), list.iter().map(|(section, _)| *section).collect()),
            };
            parts.number(count);
            let plan = catalog.entry_of(document).and_then(|entry| entry.page.plan());
            for section in fronts {
                let document = section.map(|section| section.document).or(plan.map(|plan| plan.document));
                if let Some(document) = document {
                    self.front(document, parts);
                }
            }
        }
    }
}

/// Where a link leads, and whether it stays on a plan's page.
fn address(catalog: &Catalog<'_>, document: DocumentId, parts: &mut KeyBuilder) {
    let Some(entry) = catalog.entry_of(document) else { return };
    parts.text(entry.address);
    let plan = match entry.page {
        PageRef::Plan(_, plan) | PageRef::Section(_, plan, _) => Some(&*plan.address),
        PageRef::Home(_) | PageRef::Series(_) | PageRef::Page(_) => None,
    };
    parts.optional(plan);
}
