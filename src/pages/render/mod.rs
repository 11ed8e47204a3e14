//! Pages into artifacts.
//!
//! Takes the catalog, the resolved references, the theme and a sink; renders every page in
//! parallel and puts it there. What many pages share is made into template values once: navigation
//! for the site, a plan's own for all its pages. [`site_pages`] has the pages that every site has,
//! [`plan_pages`] and [`changes`] those of a plan,
//! [`indicators`] and [`units`] those that look across plans, [`feeds`] what programs read.

mod archive;
mod assets;
mod changes;
mod chart;
mod cross_plan;
mod feeds;
mod fragments;
mod indicators;

mod plan_pages;
mod redirects;
mod search;
mod site_map;
mod site_pages;
mod units;

pub use archive::{ARCHIVE, ArchiveView};

use super::address::{LinkStyle, encode_ascii, encode_fragment};
use super::catalog::Catalog;
use super::context::{
    CommonValues, LinkContext, NavContext, PageContext, PageKind, PageTemplate, PageValues, SealedContext,
    SeriesContext, SharedValue, SiteContext, TemplateValues, TocEntry,
};
use super::cross_index::{CrossIndex, INDICATORS, UNITS};
use super::fill::{Filler, Frame, RenderEnv};
use super::key::Keys;
use super::meta::{self, PageIdentity};
use super::route::{Redirect, SEARCH, SITE_MAP, is_taken};
use super::values::ContextBuilder;
use crate::diagnostic::Diagnostic;
use crate::markdown::{Body, HeadingNumbers};
use crate::model::address::PageAddress;
use crate::model::config::SiteConfig;
use crate::model::plan::{DocumentId, Section};
use crate::output::{Artifact, ArtifactKind, Digest, OutputError, Sink};
use rayon::prelude::*;
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
    pub config: &'w SiteConfig,
    /// What all templates are given but the page.
    pub shared: &'w Context,
    /// The series as template values' sources, in the order of the site.
    pub series: &'w [SeriesContext],
    /// What is sealed.
    pub archived: ArchiveView<'w>,
    /// The keys of the pages.
    pub keys: &'w Keys<'w, 's>,
    /// Whether the index of the search is written.
    pub index: SearchIndex,
    /// Where artifacts go.
    pub sink: &'w dyn Sink,
    /// Told after every page.
    pub progress: &'w (dyn Fn() + Sync),
}

/// What all templates are given but the page: `site`, `nav` and `sealed`.
pub fn shared_context(
    config: &SiteConfig,
    (catalog, cross_index): (&Catalog<'_>, &CrossIndex),
    builder: ContextBuilder<'_>,
    series: &[SeriesContext],
    archived: ArchiveView<'_>,
    sealed: Option<SealedContext<'_>>,
) -> Context {
    let site_map = builder.link(builder.theme.word("site_map"), &PageAddress::new(SITE_MAP));
    let site = SiteContext {
        title: &config.title,
        lang: config.lang.tag(),
        base_url: config.base_url.as_deref(),
        licence: config.licence.as_deref(),
        contact: config.contact.as_deref(),
        portal: config.portal.as_ref().map(meta::portal),
        footer: meta::footer(config, builder, &site_map),
        offline: builder.style == LinkStyle::File,
        generator: concat!("Planpress ", env!("CARGO_PKG_VERSION")),
    };
    let nav = NavContext {
        home: builder.link(&config.title, &PageAddress::default()),
        // Plans that stand in no series' folder are on the home page, which is there already.
        series: series
            .iter()
            .filter(|series| series.path != builder.path(&PageAddress::default()))
            .map(SeriesContext::link)
            .collect(),
        indicators: cross_index
            .has_ids()
            .then(|| builder.link(builder.theme.word("indicator_list"), &PageAddress::new(INDICATORS))),
        units: cross_index
            .has_units()
            .then(|| builder.link(builder.theme.word("unit_list"), &PageAddress::new(UNITS))),
        pages: catalog.site.pages.iter().map(|leaf| builder.link(leaf.title(), &leaf.address)).collect(),
        archive: (!archived.bags.is_empty())
            .then(|| builder.link(builder.theme.word("archive"), &PageAddress::new(ARCHIVE))),
        site_map,
        search: (!is_taken(catalog, SEARCH))
            .then(|| builder.link(builder.theme.word("search"), &PageAddress::new(SEARCH))),
    };
    let mut context = Context::new();
    let values = CommonValues {
        site: SharedValue::new(&site),
        nav: SharedValue::new(&nav),
        sealed: SharedValue::new(&sealed),
    };
    values.insert_into(&mut context);
    context
}

/// The assets that were put, by path.
pub type AssetDigests = BTreeMap<String, Digest>;

type RenderResult = Result<Rendered, OutputError>;

fn merge(results: Vec<RenderResult>) -> RenderResult {
    results.into_iter().try_fold(Rendered::default(), |mut all, result| {
        let one = result?;
        all.pages += one.pages;
        all.rendered.extend(one.rendered);
        all.diagnostics.extend(one.diagnostics);
        Ok(all)
    })
}

/// What a page is, before its body is known.
struct PageHead<'p> {
    kind: PageKind,
    title: &'p str,
    address: &'p PageAddress,
    summary: Option<&'p str>,
    draft: bool,
    breadcrumbs: Vec<LinkContext>,
    extra: Option<&'p serde_json::Value>,
}

impl<'s> Renderer<'_, 's> {
    /// Renders one plan's pages, those of all redirects that lie below it, and the page of their contents, for sealing.
    ///
    /// # Errors
    /// Where an artifact could not be put.
    pub fn alone(&self, address: &PageAddress, redirects: &[Redirect]) -> RenderResult {
        let own = redirects.iter().filter(|redirect| redirect.file.starts_with(&**address));
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
                let own_pages = series.plans.par_iter().filter(|plan| !self.archived.holds(plan));
                let plans: Vec<_> = own_pages
                    .map(|plan| {
                        merge(vec![self.plan(series, context, plan), self.changes(series, context, plan)])
                    })
                    .collect();
                merge(std::iter::once(own).chain(plans).collect())
            })
        };
        let redirects = || redirects.par_iter().map(|redirect| self.redirect(redirect));
        let ((home, leaves), (series, redirects)) = rayon::join(
            || (self.home(), leaves().collect::<Vec<_>>()),
            || (series().collect::<Vec<_>>(), redirects().collect::<Vec<_>>()),
        );
        let (indicators, units) = rayon::join(|| self.indicators(), || self.units());
        let others = [
            indicators,
            units,
            self.site_map(),
            self.search(),
            self.not_found(),
            self.feeds(),
            self.sealed(taken),
            self.archive(),
        ];
        let all = [home].into_iter().chain(leaves).chain(series).chain(redirects).chain(others);
        merge(all.collect())
    }

    /// Keeps the page that is published at an address, if it has this key; says what was kept.
    fn kept(&self, address: &PageAddress, key: Digest) -> Result<Option<Rendered>, OutputError> {
        let kept = self.kept_file(&address.file(), ArtifactKind::Page, key)?;
        if kept.is_some() {
            (self.progress)();
        }
        Ok(kept)
    }

    /// Keeps the file that is published at a path, if it has this key; says what was kept.
    fn kept_file(
        &self,
        file: &str,
        kind: ArtifactKind,
        key: Digest,
    ) -> Result<Option<Rendered>, OutputError> {
        let pages = usize::from(kind == ArtifactKind::Page);
        Ok(self.sink.keep(file, kind, key)?.then(|| Rendered { pages, ..Rendered::default() }))
    }

    fn page_context<'p>(
        &self,
        head: &'p PageHead<'_>,
        path: &'p str,
        toc: Vec<TocEntry>,
        body: String,
        description: &'p str,
    ) -> PageContext<'p> {
        let canonical = self.canonical(head.address);
        // What is in nobody's reach has no address to give.
        let reachable =
            canonical.as_deref().filter(|_| !matches!(head.kind, PageKind::NotFound | PageKind::Sealed));
        let subject = PageIdentity {
            kind: head.kind,
            title: head.title,
            address: head.address,
            description,
            canonical: reachable,
        };
        let (meta, social) =
            (meta::named(self.config, self.env.catalog.site, subject), meta::social(self.config, subject));
        PageContext {
            kind: head.kind,
            title: head.title,
            root: head.address.root(),
            path,
            canonical,
            description,
            meta,
            social,
            draft: head.draft,
            breadcrumbs: &head.breadcrumbs,
            toc,
            body,
            base: None,
            extra: head.extra,
        }
    }

    /// What a page says of itself that has no text to take it from: what search engines and portals show has to say something.
    fn named(&self, title: &str) -> String {
        let theme = self.env.builder.theme;
        let title = if title.trim().is_empty() { theme.word("untitled") } else { title };
        if title == self.config.title {
            return title.to_owned();
        }
        format!("{title}{}{}", theme.word("title_separator"), self.config.title)
    }

    fn canonical(&self, address: &PageAddress) -> Option<String> {
        self.config.base_url.as_ref().map(|base| format!("{base}{}", encode_ascii(address)))
    }

    /// Renders a page whose `page` value is complete but for its body, and puts it.
    fn finish<V: TemplateValues>(
        &self,
        head: &PageHead<'_>,
        key: Digest,
        body: FilledText,
        values: V,
    ) -> RenderResult {
        let path = self.env.builder.path(head.address);
        let own = head.summary.unwrap_or(&body.summary);
        let fallback = if own.trim().is_empty() { self.named(head.title) } else { String::new() };
        let description = if fallback.is_empty() { own } else { &fallback };
        let page = self.page_context(head, &path, body.toc, body.html, description);
        let context = self.context_of(Some(&page), values);
        let file = head.address.file();
        let mut rendered = Rendered { pages: 1, rendered: vec![file.clone()], diagnostics: body.diagnostics };
        match self.env.builder.theme.render(V::TEMPLATE, &context, head.address) {
            Ok(bytes) => {
                self.put_fragment(head, key, &bytes)?;
                self.sink.put_keyed(Artifact { path: file, bytes, kind: ArtifactKind::Page }, key)?;
            }
            Err(diagnostic) => rendered.diagnostics.push(*diagnostic),
        }
        (self.progress)();
        Ok(rendered)
    }

    /// Renders a template into a file that is not a folder's page.
    fn render_file<V: TemplateValues>(
        &self,
        file: &str,
        page: Option<&PageContext<'_>>,
        values: V,
        (kind, key): (ArtifactKind, Digest),
    ) -> RenderResult {
        let mut rendered = Rendered::default();
        let context = self.context_of(page, values);
        match self.env.builder.theme.render(V::TEMPLATE, &context, file) {
            Ok(bytes) => {
                rendered.pages = usize::from(kind == ArtifactKind::Page);
                rendered.rendered.extend((kind == ArtifactKind::Page).then(|| file.to_owned()));
                self.sink.put_keyed(Artifact { path: file.to_owned(), bytes, kind }, key)?;
            }
            Err(diagnostic) => rendered.diagnostics.push(*diagnostic),
        }
        Ok(rendered)
    }

    /// The surroundings that components in a text take their values from.
    fn surroundings(&self, head: &PageHead<'_>) -> Context {
        let path = self.env.builder.path(head.address);
        let page = self.page_context(head, &path, Vec::new(), String::new(), "");
        self.context_of(Some(&page), PageTemplate {})
    }

    /// The context of a template; files for programs have no page.
    fn context_of(&self, page: Option<&PageContext<'_>>, values: impl TemplateValues) -> Context {
        let mut context = self.shared.clone();
        if let Some(page) = page {
            PageValues { page: SharedValue::new(page) }.insert_into(&mut context);
        }
        values.insert_into(&mut context);
        context
    }

    /// Fills a text that is the main text of its page.
    fn fill(
        &self,
        head: &PageHead<'_>,
        document: Option<DocumentId>,
        section: Option<&'s Section>,
        numbers: HeadingNumbers,
    ) -> FilledText {
        let Some((document, text)) = document.and_then(|id| Some((id, self.env.catalog.text(id)?))) else {
            return FilledText::default();
        };
        let root = head.address.root();
        let surroundings = if text.body.blocks.is_empty() { Context::new() } else { self.surroundings(head) };
        let frame = Frame { root: &root, whole: None, surroundings: &surroundings, address: head.address };
        let mut filler = Filler::new(self.env, frame, document, &text.body, section);
        let mut html = String::new();
        if text.body.has_text() {
            text.body.fill(2, numbers, &mut filler, &mut html);
        }
        FilledText {
            html,
            toc: toc(&text.body, numbers, TocPlacement::OWN, &mut filler),
            summary: text.body.summary.clone(),
            diagnostics: filler.diagnostics,
        }
    }

    fn home_link(&self) -> LinkContext {
        self.env.builder.link(self.env.builder.theme.word("home"), &PageAddress::default())
    }
}

/// A filled text.
#[derive(Debug, Default)]
struct FilledText {
    html: String,
    toc: Vec<TocEntry>,
    summary: String,
    diagnostics: Vec<Diagnostic>,
}

/// The deepest heading rank that a table of contents lists.
const TOC_RANKS: u8 = 2;

/// Where a text's headings stand in the table of contents of the page that shows it.
#[derive(Debug, Clone, Copy)]
struct TocPlacement<'c> {
    /// What stands before the ids.
    prefix: &'c str,
    /// How many levels the headings stand below the top.
    below: u8,
}

impl TocPlacement<'_> {
    /// The page is the text's own.
    const OWN: Self = Self { prefix: "", below: 0 };
}

/// The table of contents of a text.
fn toc(
    body: &Body,
    numbers: HeadingNumbers,
    TocPlacement { prefix, below }: TocPlacement<'_>,
    filler: &mut Filler<'_, '_, '_>,
) -> Vec<TocEntry> {
    body.headings
        .iter()
        .filter(|heading| heading.rank + below <= TOC_RANKS)
        .map(|heading| {
            let mut number = String::new();
            heading.number(numbers, &mut number);
            if !number.is_empty() {
                number.push_str(numbers.style.separator());
            }
            let mut title = String::new();
            body.fill_heading(heading, filler, &mut title);
            TocEntry {
                id: encode_fragment(&format!("{prefix}{}", heading.id)),
                number,
                title,
                level: heading.rank + below,
            }
        })
        .collect()
}
