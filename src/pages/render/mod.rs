//! Pages into artifacts.
//!
//! Takes the catalog, the resolved references, the theme and a sink; renders every page in
//! parallel and puts it there. What many pages share is made into template values once: navigation
//! for the site, a plan's own for all its pages. [`site_pages`] has the pages that every site has,
//! [`plan_pages`] and [`changes`] those of a plan,
//! [`indicators`] and [`units`] those that look across plans, [`feeds`] what programs read; [`page`] makes any of them.

mod archive;
mod assets;
mod beside;
mod calendars;
mod changes;
mod cross_plan;
mod data_files;
mod described;
mod embeds;
mod feeds;
mod fragments;
mod indicator_lists;
mod indicator_twins;
mod indicators;
mod listing;
mod llms;
mod old_addresses;
mod open_data;
mod page;
mod plan_pages;
mod redirects;
mod search;
mod site_map;
mod site_maps;
mod site_pages;
mod twins;
mod unit_files;
mod unit_lists;
mod units;

/// What nearly every file of this room needs.
mod prelude {
    pub(super) use super::super::context::*;
    pub(super) use super::super::display;
    pub(super) use super::super::fingerprint::Fingerprint;
    pub(super) use super::page::{FilledText, PageHead};
    pub(super) use super::{RenderResult, Rendered, Renderer, merge};
    pub(super) use crate::bug::bug;
    pub(super) use crate::model::address::PageAddress;
    pub(super) use crate::model::plan::{Leaf, Plan, PlanPart, PlanStatus, Section, Series};
    pub(super) use crate::model::recorder::{Fact, Traced};
    pub(super) use crate::output::ArtifactKind;
    pub(super) use crate::progress::Step;
    pub(super) use rayon::prelude::*;
}

pub use archive::{ARCHIVE, ARCHIVE_JSON, ArchiveView, plan_of_zip, plans_of_notices};

use self::prelude::*;
use super::address::LinkStyle;
use super::bodies::{INDICATORS, UNITS};
use super::catalog::Catalog;
use super::context_builder::ContextBuilder;
use super::cross_index::CrossIndex;
use super::fill::RenderEnv;
use super::key::Keys;
use super::meta;
use super::route::{OPEN_DATA, Redirect, RedirectTarget, SEARCH, SITE_MAP, is_taken};
use super::twin::Twins;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::model::config::SiteConfig;
use crate::model::recorder::Tracked;
use crate::opendata::record::Edition;
use crate::output::{Artifact, Content, OutputError, OutputPath, Sink};
use crate::progress::{ProgressListener, Share};
use std::collections::BTreeMap;
use tera::Context;

/// Whether the index of the search is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SearchIndex {
    /// With all pages.
    #[default]
    Write,
    /// Not at all: it changes with every word, and a preview is to be quick. The page of the search says so.
    LeaveOut,
}

/// What a render went through.
#[derive(Debug, Default)]
pub struct Rendered {
    /// How many pages the site has.
    pub pages: usize,
    /// The files of those that had to be rendered; the others were kept.
    pub rendered: Vec<String>,
    /// What went wrong in the theme.
    pub diagnostics: Vec<Diagnostic>,
}

/// The renderer of one site.
#[derive(Clone, Copy)]
pub struct Renderer<'w, 's> {
    /// What filling needs.
    pub env: RenderEnv<'w, 's>,
    /// What `site.yaml` says.
    pub config: &'w Tracked<&'w SiteConfig>,
    /// What all templates are given but the page.
    pub shared: &'w Traced<Context>,
    /// The series as template values' sources, in the order of the site.
    pub series: &'w [Traced<SeriesContext>],
    /// Which version of a plan its data files speak of.
    pub edition: &'w Edition,
    /// What is sealed.
    pub archived: &'w Tracked<ArchiveView<'w>>,
    /// The keys of the pages.
    pub keys: &'w Keys<'w, 's>,
    /// What Markdown twins go by, where the site is to have any.
    pub twins: Option<&'w Twins>,
    /// Whether the index of the search is written.
    pub index: SearchIndex,
    /// Where artifacts go.
    pub sink: &'w dyn Sink,
    /// Told of other steps than the pages.
    pub progress: &'w dyn ProgressListener,
    /// Told after every page.
    pub told: &'w Share<'w>,
}

/// So many ordinary pages stand in the navigation of every page; the site map has all.
pub const MOST_IN_NAVIGATION: usize = 12;

/// What all templates are given but the page: `site`, `nav` and `sealed`.
pub fn shared_context(
    config: &SiteConfig,
    (catalog, cross_index): (&Catalog<'_>, &CrossIndex),
    builder: ContextBuilder<'_>,
    series: &[Traced<SeriesContext>],
    archived: &Tracked<ArchiveView<'_>>,
    sealed: &Option<SealedContext<'_>>,
) -> Context {
    let site_map = builder.word_link("site_map", SITE_MAP);
    let site = SiteContext {
        title: &config.title,
        lang: config.lang.tag(),
        base_url: config.base_url.as_deref(),
        licence: config.licence.as_deref(),
        contact: config.contact.as_deref(),
        portal: config.portal.as_ref().map(meta::portal),
        footer: meta::footer(config, builder.theme, &site_map),
        offline: builder.style == LinkStyle::File,
        generator: concat!("Planpress ", env!("CARGO_PKG_VERSION")),
    };
    let top_pages = catalog.site.top_pages().take(MOST_IN_NAVIGATION);
    let has_more = catalog.site.top_pages().nth(MOST_IN_NAVIGATION).is_some();
    let nav = NavContext {
        home: builder.link(&config.title, &PageAddress::default()),
        // Plans that stand in no series' folder are on the home page, which is there already.
        series: series
            .iter()
            .map(|series| series.narrow(|| Fact::Navigation))
            .filter(|series| series.path != builder.path(&PageAddress::default()))
            .map(SeriesContext::link)
            .collect(),
        indicators: cross_index.has_ids().then(|| builder.word_link("indicator_list", INDICATORS)),
        units: cross_index.has_units().then(|| builder.word_link("unit_list", UNITS)),
        pages: top_pages.map(|leaf| builder.link(leaf.title(), &leaf.address)).collect(),
        more: has_more.then(|| builder.word_link("all_pages", SITE_MAP)),
        archive: (!archived.narrow(|| Fact::Navigation).bags.is_empty())
            .then(|| builder.word_link("archive", ARCHIVE)),
        site_map,
        search: (!is_taken(catalog, SEARCH)).then(|| builder.word_link("search", SEARCH)),
        open_data: (!is_taken(catalog, OPEN_DATA)).then(|| builder.word_link("open_data", OPEN_DATA)),
    };
    let mut context = Context::new();
    let values = CommonValues {
        site: SharedValue::new(&site),
        nav: SharedValue::new(&nav),
        sealed: SharedValue::new(sealed),
    };
    values.insert_into(&mut context);
    context
}

/// The assets that were put, by path.
pub type AssetDigests = BTreeMap<String, Digest>;

type RenderResult = Result<Rendered, OutputError>;

/// What was kept, if anything was.
type KeptResult = Result<Option<Rendered>, OutputError>;

fn merge(results: Vec<RenderResult>) -> RenderResult {
    results.into_iter().try_fold(Rendered::default(), |mut all, result| {
        let one = result?;
        all.pages += one.pages;
        all.rendered.extend(one.rendered);
        all.diagnostics.extend(one.diagnostics);
        Ok(all)
    })
}

impl<'s> Renderer<'_, 's> {
    /// Renders one plan's pages, those of all redirects that lie below it, and the page of their contents, for sealing.
    ///
    /// # Errors
    /// Where an artifact could not be put.
    pub fn alone(&self, address: &PageAddress, redirects: &[Redirect]) -> RenderResult {
        // What `moved:` in `site.yaml` says is the site's.
        let is_own = |redirect: &&Redirect| {
            redirect.file.starts_with(&**address) && matches!(redirect.to, RedirectTarget::Document(_))
        };
        let own = redirects.iter().filter(is_own);
        let own: Vec<_> = own.map(|redirect| self.redirect(redirect)).collect();
        merge(std::iter::once(self.plan_alone(address)).chain(own).collect())
    }

    /// Renders all pages; `taken` are the paths of the assets that were put.
    ///
    /// # Errors
    /// Where an artifact could not be put.
    pub fn render(&self, redirects: &[Redirect], taken: AssetDigests) -> RenderResult {
        let site = self.env.catalog.site;
        let leaves = || site.pages.par_iter().map(|leaf| self.leaf(leaf));
        let series = || {
            site.series.par_iter().zip(self.series).map(|(series, context)| {
                let own = self.series(series, context);
                let context = context.narrow(|| Fact::Navigation);
                let own_pages = series.plans.par_iter().filter(|plan| !self.archived.holds(plan));
                let plans: Vec<_> = own_pages
                    .map(|plan| {
                        merge(vec![self.plan(series, context, plan), self.changes(series, context, plan)])
                    })
                    .collect();
                merge([own, self.all_years(series, context)].into_iter().chain(plans).collect())
            })
        };
        let leads_on = || redirects.par_iter().map(|redirect| self.redirect(redirect));
        let ((home, leaves), (series, leading)) = rayon::join(
            || (self.home(), leaves().collect::<Vec<_>>()),
            || (series().collect::<Vec<_>>(), leads_on().collect::<Vec<_>>()),
        );
        let (indicators, units) = rayon::join(|| self.indicators(), || self.units());
        let others = [
            indicators,
            units,
            self.old_addresses(redirects),
            self.site_map(),
            self.search(),
            self.not_found(),
            self.feeds(),
            self.sealed(taken),
            self.archive(),
        ];
        // It lists the files that are there by now, sealed ones too.
        let others = others.into_iter().chain([self.open_data(), self.llms()]);
        let all = [home].into_iter().chain(leaves).chain(series).chain(leading).chain(others);
        merge(all.collect())
    }

    /// Keeps the page that is published at an address, if it has this key; says what was kept.
    fn kept(&self, address: &PageAddress, key: &Fingerprint) -> KeptResult {
        let kept = self.kept_file(&address.file(), ArtifactKind::Page, key)?;
        if kept.is_some() {
            self.told.advance(1);
        }
        Ok(kept)
    }

    /// Keeps the page that is published at an address, if it has this key; else renders it while what is read is recorded.
    fn kept_or(
        &self,
        address: &PageAddress,
        key: &Fingerprint,
        render: impl FnOnce() -> RenderResult,
    ) -> RenderResult {
        if let Some(kept) = self.kept(address, key)? {
            return Ok(kept);
        }
        let _recording = key.record(address);
        render()
    }

    /// The same of a file that is not a folder's page.
    fn kept_file_or(
        &self,
        file: &str,
        (kind, key): (ArtifactKind, &Fingerprint),
        render: impl FnOnce() -> RenderResult,
    ) -> RenderResult {
        if let Some(kept) = self.kept_file(file, kind, key)? {
            return Ok(kept);
        }
        let _recording = key.record(file);
        render()
    }

    /// Keeps the file that is published at a path, if it has this key; says what was kept.
    fn kept_file(&self, file: &str, kind: ArtifactKind, key: &Fingerprint) -> KeptResult {
        let pages = usize::from(kind == ArtifactKind::Page);
        Ok(self.sink.keep(file, kind, key.digest())?.then(|| Rendered { pages, ..Rendered::default() }))
    }

    /// Keeps files for programs that belong together, if all of them are published with their keys; says whether they are.
    fn keep_all<'f>(
        &self,
        files: impl Iterator<Item = (&'f str, &'f Fingerprint)> + Clone,
    ) -> Result<bool, OutputError> {
        for (path, key) in files.clone() {
            if !self.sink.holds(path, key.digest())? {
                return Ok(false);
            }
        }
        for (path, key) in files {
            self.sink.keep(path, ArtifactKind::Other, key.digest())?;
        }
        Ok(true)
    }

    /// Puts a file with its key.
    fn put(
        &self,
        path: impl Into<String>,
        content: impl Into<Content>,
        (kind, key): (ArtifactKind, Digest),
    ) -> Result<(), OutputError> {
        let artifact = Artifact { path: OutputPath::new(path)?, content: content.into(), kind };
        self.sink.put_keyed(artifact, key)
    }

    /// Puts a file with its key, unless what is published at its path has this key.
    fn put_unless_kept(
        &self,
        path: &str,
        (kind, key): (ArtifactKind, Digest),
        content: impl FnOnce() -> Result<Content, OutputError>,
    ) -> Result<(), OutputError> {
        let is_done = self.sink.drops_all() || self.sink.keep(path, kind, key)?;
        if is_done { Ok(()) } else { self.put(path, content()?, (kind, key)) }
    }
}
