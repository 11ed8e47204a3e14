//! The last phase: page keys, and the pages that are not as they were.
//!
//! Takes the site and what was found in it; puts its files into a sink. Keeps the keys, and what changed
//! since they were made: a run that finds errors makes none.

use super::analyze::Analysis;
use super::extent::BuildExtent;
use super::load::LoadedSite;
use super::readiness::{self, Readiness};
use super::{Log, Options};
use crate::digest::Digest;
use crate::model::config::SiteConfig;
use crate::model::plan::Plan;
use crate::model::recorder::{Fact, Traced, Tracked};
use crate::output::{OutputError, Sink};
use crate::pages::catalog::Catalog;
use crate::pages::context_builder::ContextBuilder;
use crate::pages::cross_index::CrossIndex;
use crate::pages::dependencies::Invalidated;
use crate::pages::dependency_graph::DependencyGraph;
use crate::pages::external_hosts::ExternalHosts;
use crate::pages::fill::RenderEnv;
use crate::pages::key::{KeyCache, Keys, Surroundings};
use crate::pages::links::References;
use crate::pages::page_sources::{self, PageSources, TrackSources};
use crate::pages::reason::{ReasonFinder, RebuildReason};
use crate::pages::render::{ArchiveView, Rendered, Renderer, shared_context};
use crate::pages::twin::Twins;
use crate::progress::{ProgressListener, Share, Step};
use crate::source_path::SourcePath;
use crate::theme::Theme;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What rendering goes by, kept for the next run.
#[derive(Debug, Default)]
pub struct Publisher {
    keys: KeyCache,
    /// What changed since the keys were made.
    unkeyed: Invalidated,
    /// The sources that did.
    edited: BTreeSet<SourcePath>,
    /// What pages are made from, by address; empty where nobody asks.
    pub page_sources: Arc<BTreeMap<String, PageSources>>,
    /// The same when pages were last rendered.
    before: Arc<BTreeMap<String, PageSources>>,
}

/// The site to be published.
#[derive(Clone, Copy)]
pub struct AnalyzedSite<'a, 's> {
    /// What was read.
    pub loaded: &'a LoadedSite,
    /// What was found in it.
    pub analysis: &'a Analysis,
    /// The lookups.
    pub catalog: &'a Catalog<'s>,
    /// What references lead to.
    pub references: &'a References<'a, 's>,
    /// What documents are tied to.
    pub graph: &'a DependencyGraph,
    /// Which indicators and units plans name.
    pub cross_index: &'a CrossIndex,
}

/// What was published.
#[derive(Debug, Default)]
pub struct PublishOutcome {
    /// What a render went through.
    pub rendered: Rendered,
    /// Why each page was rendered; only where it was asked for, and not at first.
    pub reasons: BTreeMap<String, RebuildReason>,
}

/// About how many pages there will be: which plans have changes to show, and how long lists are, is only known when they are
/// rendered.
fn expected_pages(
    catalog: &Catalog<'_>,
    cross_index: &CrossIndex,
    archived: &Tracked<ArchiveView<'_>>,
    (config, extent): (&SiteConfig, &BuildExtent),
) -> usize {
    let plans = || catalog.site.series.iter().flat_map(|series| &series.plans);
    // Its own page, that of its indicators, that of its changes, and its sections.
    let of_plan = |plan: &Plan| 3 + plan.sections.len();
    if let BuildExtent::Plan(seal) = extent {
        return 1 + plans().filter(|plan| plan.address == seal.address()).map(of_plan).sum::<usize>();
    }
    let of_plans: usize = plans().filter(|plan| !archived.holds(plan)).map(of_plan).sum();
    let of_others = catalog.entries.iter().filter(|entry| entry.page.plan().is_none()).count();
    let ids = || (0..cross_index.series_count()).map(|at| cross_index.ids(at).count()).sum::<usize>();
    let embeds = if config.embeds && config.base_url.is_some() { ids() } else { 0 };
    // Home is among the others; site map, search, the data, archive and the two lists are not.
    of_plans + of_others + cross_index.size() + embeds + 6
}

impl Publisher {
    /// Takes in what changed, whether or not the site can be published as it is.
    pub fn note(&mut self, site: &AnalyzedSite<'_, '_>, options: &Options) {
        self.unkeyed = std::mem::take(&mut self.unkeyed).and(&site.analysis.invalidated);
        self.edited.extend(site.loaded.edited.iter().cloned());
        if options.track_sources == TrackSources::Yes && site.loaded.changed.is_none() {
            self.page_sources = Arc::new(page_sources::page_sources(site.catalog));
        }
    }

    /// Renders what is not as it was.
    ///
    /// # Errors
    /// Where an artifact could not be put.
    pub fn publish(
        &mut self,
        site: &AnalyzedSite<'_, '_>,
        (theme, readiness): (&Theme, Option<&Readiness>),
        options: &Options,
        (sink, progress): (&dyn Sink, &dyn ProgressListener),
        log: &mut Log,
    ) -> Result<PublishOutcome, OutputError> {
        let AnalyzedSite { loaded, analysis, catalog, references, graph, cross_index } = *site;
        let config = Tracked::new(&loaded.config, || Fact::Configuration);
        let builder =
            ContextBuilder { lang: config.lang, theme, style: options.style, bodies: &cross_index.bodies };
        let series: Vec<_> =
            catalog.site.series.iter().map(|one| Traced::of(|| builder.series(one, &config.title))).collect();
        let archived = ArchiveView { bags: &loaded.bags, plans: &loaded.plans };
        let archived = Tracked::new(archived, || Fact::Archive);
        let sealed = readiness::sealed_context(&options.extent, readiness, config.lang);
        let shared = Traced::of(|| {
            shared_context(&config, (catalog, cross_index), builder, &series, &archived, &sealed)
        });
        let env = RenderEnv {
            catalog,
            references,
            assets: &analysis.assets.list,
            cross_index,
            external_hosts: ExternalHosts::new(&loaded.config),
            builder,
        };
        let surroundings = Surroundings {
            config: &loaded.config,
            site_yaml: &Digest::of(loaded.site_yaml.text.as_bytes()),
            series: &series,
            archived: !loaded.bags.is_empty(),
        };
        let known = self.keys.shared();
        let keys =
            log.time("keys", || Keys::new(env, surroundings, std::mem::take(&mut self.keys), &self.unkeyed));
        let expected = expected_pages(catalog, cross_index, &archived, (&config, &options.extent));
        let told = Share::whole(progress, Step::Render, expected as u64);
        let alone = match &options.extent {
            BuildExtent::Plan(seal) => Some(seal.address()),
            BuildExtent::Site | BuildExtent::With(_) | BuildExtent::Data(_) => None,
        };
        let twins = config.markdown.then(|| Twins { alone, archive: archived.digest() });
        let renderer = Renderer {
            env,
            keys: &keys,
            config: &config,
            shared: &shared,
            series: &series,
            archived: &archived,
            edition: &readiness::edition(sealed.as_ref()),
            twins: twins.as_ref(),
            index: options.search,
            sink,
            progress,
            told: &told,
        };
        let rendered = log.time("render", || match &options.extent {
            BuildExtent::Site | BuildExtent::With(_) => {
                renderer.put_root_files(&loaded.root_files)?;
                let taken = renderer.put_assets(&analysis.used)?;
                renderer.render(&analysis.redirects, taken)
            }
            BuildExtent::Data(plan) => renderer.data_alone(plan),
            BuildExtent::Plan(seal) => {
                renderer.put_assets(&graph.files_of(catalog, &seal.address()))?;
                renderer.alone(&seal.address(), &analysis.redirects)
            }
        });
        let same = keys.share_with(known);
        (self.keys, self.unkeyed) = (keys.into_cache(), Invalidated::NONE);
        let edited = std::mem::take(&mut self.edited);
        let before = std::mem::replace(&mut self.before, Arc::clone(&self.page_sources));
        let mut rendered = rendered?;
        rendered.rendered.sort();
        // A fault in a template shows on every page that uses it; it is reported once, for the first.
        let mut seen = BTreeSet::new();
        rendered.diagnostics.retain(|diagnostic| seen.insert(diagnostic.key()));
        let mut reasons = BTreeMap::new();
        if options.track_sources == TrackSources::Yes && known.is_some() {
            let (page_sources, files) = (&*self.page_sources, &analysis.assets.changed);
            let looked =
                ReasonFinder { catalog, graph, page_sources, before: &before, edited: &edited, files };
            let why = |file: &String| match file.strip_suffix("index.html") {
                Some(address) if same => looked.why(address),
                _ => RebuildReason::Shared,
            };
            reasons.extend(rendered.rendered.iter().map(|file| (file.clone(), why(file))));
        }
        Ok(PublishOutcome { rendered, reasons })
    }
}
