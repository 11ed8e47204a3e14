//! Page keys: for each page, a digest of everything that it is made from.
//!
//! Takes what rendering takes; gives digests. A page whose key is that of the published page has the
//! same bytes, so it need not be rendered. Sources enter by the digests of their texts, so a field
//! that is added to the model cannot be forgotten here; what a page takes from *other* documents is
//! named one by one, and `tests/it/incremental.rs` holds the result to that of a clean build. [`cross_plan`] has the keys of the pages
//! that look across plans, [`lists`] those of what is made from the whole site.

mod cross_plan;
mod lists;

pub use cross_plan::CrossPlanKeys;

use super::catalog::Catalog;
use super::context::SeriesContext;
use super::dependencies::Invalidated;
use super::fill::{RenderEnv, figure_words, row_is_shown};
use super::fingerprint::{Fingerprint, FingerprintBuilder, front};
use super::links::{BoundBlock, Destination};
use super::render::MOST_IN_NAVIGATION;
use crate::digest::Digest;
use crate::model::config::SiteConfig;
use crate::model::plan::{DocumentId, Plan, Section, Series};
use crate::model::recorder::{Fact, Traced};
use crate::source::document::Text;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The identity of this build of the program.
const BUILD: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("PLANPRESS_BUILD"));

/// The keys of a site's pages.
#[derive(Debug)]
pub struct Keys<'w, 's> {
    env: RenderEnv<'w, 's>,
    site: Fingerprint,
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
    leaves: BTreeMap<DocumentId, Fingerprint>,
    /// The keys of the pages that look across plans.
    cross_plan: CrossPlanKeys,
}

/// What keys are made from besides the documents.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// What `site.yaml` says.
    pub config: &'a SiteConfig,
    /// The digest of its text.
    pub site_yaml: &'a Digest,
    /// The series as pages show them.
    pub series: &'a [Traced<SeriesContext>],
    /// Whether there are sealed plans, to which every page leads.
    pub archived: bool,
}

/// The keys of one plan's pages.
#[derive(Debug)]
pub struct PlanKeys {
    /// The whole plan.
    pub whole: Fingerprint,
    /// Its indicator table.
    pub table: Fingerprint,
    /// Its sections, in order.
    pub sections: Vec<Fingerprint>,
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
        let site = env.catalog.site;
        let mut parts = FingerprintBuilder::of(BUILD);
        parts.digest(&env.builder.theme.digest).fact(|| Fact::Theme);
        parts.digest(site_yaml).number(config.fragments).optional(config.base_url.as_deref());
        parts.text(&format!("{:?}", env.builder.style)).fact(|| Fact::Configuration);
        parts.number(archived).count(series.len());
        for (own, context) in site.series.iter().zip(series) {
            let context = context.narrow(|| Fact::Navigation);
            parts.text(&context.title).text(&context.path).optional(context.issuer.as_deref());
            parts.count(context.plans.len());
            for (own, plan) in own.plans.iter().zip(&context.plans) {
                let plan = &plan.link;
                parts.text(&plan.title).text(&plan.path).number(plan.draft).text(&plan.year.to_string());
                parts.fact(|| Fact::Heading(own.document));
            }
        }
        parts.number(env.cross_index.has_ids()).number(env.cross_index.has_units());
        env.cross_index.bodies.fingerprint(&mut parts);
        parts.count(site.top_pages().count());
        for leaf in site.top_pages().take(MOST_IN_NAVIGATION) {
            parts.text(leaf.title()).text(&leaf.address).fact(|| Fact::Heading(leaf.document));
        }
        let shared = parts.finish();
        let digest = Some(shared.digest());
        let same = cache.site == digest && *invalidated != Invalidated::All;
        let cache = if same { cache } else { KeyCache { site: digest, ..KeyCache::default() } };
        let mut keys = Self { env, site: shared, cache };
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
        cache == Some(self.site.digest())
    }

    /// The key of an ordinary page.
    pub fn of_leaf(&self, document: DocumentId) -> Option<&Fingerprint> {
        self.cache.leaves.get(&document)
    }

    /// The beginning of a page's key: its kind, and what all pages are made from.
    fn of(&self, kind: &str) -> FingerprintBuilder {
        let mut parts = FingerprintBuilder::of(kind);
        parts.part(&self.site);
        parts
    }

    /// An ordinary page.
    fn leaf(&self, document: DocumentId, address: &str) -> Fingerprint {
        let mut parts = self.of("page");
        self.document(Some(document), parts.text(address));
        parts.finish()
    }

    /// The pages of a plan.
    fn plan(&self, series: &Series, plan: &'s Plan) -> PlanKeys {
        let surface = self.surface(series, plan);
        let document = |section: &Section| {
            let mut parts = FingerprintBuilder::default();
            self.document(Some(section.document), &mut parts);
            parts.finish()
        };
        let documents: Vec<Fingerprint> = plan.sections.iter().map(document).collect();
        let section = |(section, document): (&Section, &Fingerprint)| {
            FingerprintBuilder::of("section").part(&surface).text(&section.address).part(document).finish()
        };
        let mut whole = FingerprintBuilder::of("plan");
        self.document(Some(plan.document), whole.part(&surface));
        let mut table = FingerprintBuilder::of("indicators");
        table.part(&surface);
        for section in &plan.sections {
            front(self.env.catalog, section.document, &mut table);
        }
        PlanKeys {
            whole: whole.parts(&documents).finish(),
            table: table.finish(),
            sections: plan.sections.iter().zip(&documents).map(section).collect(),
        }
    }

    /// What every page of a plan shows of it.
    fn surface(&self, series: &Series, plan: &Plan) -> Fingerprint {
        let mut parts = FingerprintBuilder::default();
        parts.part(&self.site).text(&series.address).text(&plan.address);
        front(self.env.catalog, plan.document, &mut parts);
        parts.count(plan.indicator_count()).count(plan.task_count()).fact(|| Fact::Count(plan.document));
        plan.sections.iter().for_each(|section| heading(section, &mut parts));
        parts.finish()
    }

    /// A document's front matter and text, and all that its text takes from elsewhere.
    fn document(&self, document: Option<DocumentId>, parts: &mut FingerprintBuilder) {
        let Some((document, text)) =
            document.and_then(|document| Some((document, self.env.catalog.text(document)?)))
        else {
            return;
        };
        front(self.env.catalog, document, parts);
        parts.digest(&text.body_digest).fact(|| Fact::Body(document));
        self.references(document, text, parts);
    }

    fn references(&self, document: DocumentId, text: &Text, parts: &mut FingerprintBuilder) {
        let Some(resolved) = self.env.references.of(document) else { return };
        let catalog = self.env.catalog;
        for target in resolved.links.iter().chain(&resolved.pictures) {
            match target {
                Destination::Page { document, anchor } => {
                    address(catalog, *document, parts);
                    parts.text(anchor);
                }
                Destination::File(index) => {
                    if let Some(asset) = self.env.asset(*index) {
                        parts.text(&asset.path).text(&format!("{:?}", asset.size));
                        parts.fact(|| Fact::Asset(*index));
                    }
                }
                Destination::Gone => {
                    parts.text("gone");
                }
                Destination::External(_) | Destination::Dead(_) => {}
            }
        }
        for (figure, bound) in text.body.figures.iter().zip(&resolved.figures) {
            let Some(bound) = bound else {
                // Shown as it was when another body had it.
                parts.optional(self.env.figure_words(document, figure, None).as_deref());
                continue;
            };
            parts.optional(figure_words(figure, Some(*bound), self.env.builder.lang).as_deref());
            parts.number(row_is_shown(self.env, bound)).fact(|| bound.fact());
            parts.text(&bound.plan.address).optional(bound.section.map(|section| &*section.address));
        }
        for block in &resolved.blocks {
            let sections: Vec<Option<&Section>> = match block {
                BoundBlock::Indicators(list) => list.iter().map(|(section, _)| *section).collect(),
                BoundBlock::Tasks(list) => list.iter().map(|(section, _)| *section).collect(),
            };
            parts.count(sections.len());
            let plan = catalog.entry_of(document).and_then(|entry| entry.page.plan());
            for section in sections {
                let document = section.map(|section| section.document).or(plan.map(|plan| plan.document));
                if let Some(document) = document {
                    front(catalog, document, parts);
                }
            }
        }
    }
}

/// Where a link leads, and whether it stays on a plan's page.
fn address(catalog: &Catalog<'_>, document: DocumentId, parts: &mut FingerprintBuilder) {
    let Some(entry) = catalog.entry_of(document) else { return };
    parts.text(entry.address).fact(|| Fact::Address(document));
    parts.optional(entry.page.plan().map(|plan| &*plan.address));
}

/// What other pages of a plan show of a section.
fn heading(section: &Section, parts: &mut FingerprintBuilder) {
    parts.text(&section.address).text(section.title()).number(section.is_draft());
    for lead in section.leads() {
        parts.text(lead);
    }
    parts.count(section.leads().len()).fact(|| Fact::Heading(section.document));
}
