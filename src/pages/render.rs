//! Pages into artifacts.
//!
//! Takes the catalog, the resolved references, the theme and a sink; renders every page in
//! parallel and puts it there. What many pages share is made into template values once: navigation
//! for the site, a plan's own for all its pages.

use super::address::{encode_ascii, file_of, root_of};
use super::catalog::Catalog;
use super::context::{LinkContext, NavContext, PageContext, SectionContext, SeriesContext, SiteContext, TocEntry};
use super::feeds;
use super::fill::{Filler, Frame, World, places};
use super::links::References;
use super::route::Redirect;
use super::values::{Anchor, Voice, section_anchor, section_number, section_prefix};
use crate::diagnostic::Diagnostic;
use crate::markdown::{BlockKind, Body, HeadingNumbers};
use crate::model::config::SiteConfig;
use crate::model::plan::{DocumentId, Leaf, PageFront, Plan, Section, Series, Status};
use crate::output::{Artifact, ArtifactKind, OutputError, Sink};
use crate::source::assets::Asset;
use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Value};

/// What a render went through.
#[derive(Debug, Default)]
pub struct Rendered {
    /// How many pages were made.
    pub pages: usize,
    /// What went wrong in the theme.
    pub diagnostics: Vec<Diagnostic>,
}

/// The renderer of one site.
#[derive(Clone, Copy)]
pub struct Renderer<'w, 's> {
    /// What filling needs.
    pub world: World<'w, 's>,
    /// What `site.yaml` says.
    pub config: &'w SiteConfig,
    /// The series as template values' sources, in the order of the site.
    pub series: &'w [SeriesContext],
    /// Where artifacts go.
    pub sink: &'w dyn Sink,
    /// Told after every page.
    pub progress: &'w (dyn Fn() + Sync),
}

/// The shared values of a site, to be made known to its theme before rendering.
pub fn shared(
    config: &SiteConfig,
    catalog: &Catalog<'_>,
    voice: Voice<'_>,
    series: &[SeriesContext],
) -> [(&'static str, Value); 2] {
    let portal = (!config.portal.is_empty() || config.standalone).then(|| {
        let mut portal = serde_json::Map::new();
        for key in crate::source::keys::PORTAL.keys {
            let value = config.portal.get(key.name).map_or(serde_json::Value::Null, |text| text.as_str().into());
            portal.insert(key.name.to_owned(), value);
        }
        portal.insert("standalone".to_owned(), config.standalone.into());
        portal.into()
    });
    let site = SiteContext {
        title: &config.title,
        lang: config.lang.tag(),
        base_url: config.base_url.as_deref(),
        licence: config.licence.as_deref(),
        contact: config.contact.as_deref(),
        portal,
        generator: concat!("Planpress ", env!("CARGO_PKG_VERSION")),
    };
    let nav = NavContext {
        home: voice.link(&config.title, ""),
        series,
        pages: catalog.site.pages.iter().map(|leaf| voice.link(&leaf.front.title, &leaf.address)).collect(),
    };
    [("site", Value::from_serializable(&site)), ("nav", Value::from_serializable(&nav))]
}

type Outcome = Result<Rendered, OutputError>;

fn merge(results: Vec<Outcome>) -> Outcome {
    results.into_iter().try_fold(Rendered::default(), |mut all, result| {
        let one = result?;
        all.pages += one.pages;
        all.diagnostics.extend(one.diagnostics);
        Ok(all)
    })
}

/// What a page is, before its body is known.
struct Head<'p> {
    kind: &'static str,
    template: &'static str,
    title: &'p str,
    address: &'p str,
    summary: Option<&'p str>,
    draft: bool,
    breadcrumbs: Vec<LinkContext>,
    extra: Option<&'p serde_json::Value>,
}

impl<'s> Renderer<'_, 's> {
    /// Renders all pages.
    ///
    /// # Errors
    /// Where an artifact could not be put.
    pub fn render(&self, redirects: &[Redirect]) -> Outcome {
        let site = self.world.catalog.site;
        let leaves = || site.pages.par_iter().map(|leaf| self.leaf(leaf));
        let series = || {
            site.series.par_iter().zip(self.series).map(|(series, context)| {
                let own = self.series(series, context);
                let plans: Vec<_> =
                    series.plans.par_iter().map(|plan| self.plan(series, context, plan)).collect();
                merge(std::iter::once(own).chain(plans).collect())
            })
        };
        let redirects = || redirects.par_iter().map(|redirect| self.redirect(redirect));
        let ((home, leaves), (series, redirects)) = rayon::join(
            || (self.home(), leaves().collect::<Vec<_>>()),
            || (series().collect::<Vec<_>>(), redirects().collect::<Vec<_>>()),
        );
        let machine = [self.not_found(), self.machine_files()];
        let all = [home].into_iter().chain(leaves).chain(series).chain(redirects).chain(machine);
        merge(all.collect())
    }

    fn put(&self, path: String, bytes: Vec<u8>, kind: ArtifactKind) -> Result<(), OutputError> {
        self.sink.put(Artifact { path, bytes, kind })
    }

    fn page_context<'p>(&self, head: &'p Head<'_>, path: &'p str, toc: Vec<TocEntry>, body: String, description: &'p str) -> PageContext<'p> {
        PageContext {
            kind: head.kind,
            title: head.title,
            root: root_of(head.address),
            path,
            canonical: self.canonical(head.address),
            description,
            draft: head.draft,
            breadcrumbs: &head.breadcrumbs,
            toc,
            body,
            base: None,
            extra: head.extra,
        }
    }

    fn canonical(&self, address: &str) -> Option<String> {
        self.config.base_url.as_ref().map(|base| format!("{base}{}", encode_ascii(address)))
    }

    /// Renders a page whose `page` value is complete but for its body, and puts it.
    fn finish(
        &self,
        head: &Head<'_>,
        body: Filled,
        values: impl IntoIterator<Item = (&'static str, Value)>,
    ) -> Outcome {
        let path = self.world.voice.path(head.address);
        let description = head.summary.unwrap_or(&body.summary);
        let page = self.page_context(head, &path, body.toc, body.html, description);
        let mut context = Context::new();
        context.insert_value("page", Value::from_serializable(&page));
        for (name, value) in values {
            context.insert_value(name, value);
        }
        let mut rendered = Rendered { pages: 1, diagnostics: body.diagnostics };
        match self.world.voice.theme.render(head.template, &context, head.address) {
            Ok(bytes) => self.put(file_of(head.address), bytes, ArtifactKind::Page)?,
            Err(diagnostic) => rendered.diagnostics.push(*diagnostic),
        }
        (self.progress)();
        Ok(rendered)
    }

    /// The surroundings that components in a text take their values from.
    fn surroundings(&self, head: &Head<'_>) -> Context {
        let path = self.world.voice.path(head.address);
        let page = self.page_context(head, &path, Vec::new(), String::new(), "");
        let mut context = Context::new();
        context.insert_value("page", Value::from_serializable(&page));
        context
    }

    /// Fills a text that is the main text of its page.
    fn fill(
        &self,
        head: &Head<'_>,
        document: Option<DocumentId>,
        section: Option<&'s Section>,
        numbers: HeadingNumbers,
    ) -> Filled {
        let Some((document, text)) =
            document.and_then(|id| Some((id, self.world.catalog.text(id)?)))
        else {
            return Filled::default();
        };
        let root = root_of(head.address);
        let surroundings =
            if text.body.blocks.is_empty() { Context::new() } else { self.surroundings(head) };
        let frame = Frame { root: &root, whole: None, surroundings: &surroundings, address: head.address };
        let mut filler = Filler::new(self.world, frame, document, &text.body, section);
        let mut html = String::new();
        if text.body.has_text() {
            text.body.fill(2, numbers, &mut filler, &mut html);
        }
        Filled {
            html,
            toc: toc(&text.body, numbers, "", 0),
            summary: text.body.summary.clone(),
            diagnostics: filler.diagnostics,
        }
    }

    fn home_link(&self) -> LinkContext {
        self.world.voice.link(self.world.voice.theme.word("home"), "")
    }

    fn home(&self) -> Outcome {
        #[derive(Serialize)]
        struct Home<'a> {
            series: &'a [SeriesContext],
            latest: Vec<&'a super::context::PlanSummary>,
        }
        let leaf = self.world.catalog.site.home.as_ref();
        let none = PageFront::default();
        let front = leaf.map_or(&none, |leaf| &leaf.front);
        let head = Head {
            kind: "home",
            template: "home.html",
            title: &self.config.title,
            address: "",
            summary: front.summary.as_deref(),
            draft: false,
            breadcrumbs: Vec::new(),
            extra: front.extra.as_deref(),
        };
        let body = self.fill(&head, leaf.map(|leaf| leaf.document), None, HeadingNumbers::NONE);
        let latest = self.series.iter().filter_map(|series| series.plans.iter().find(|plan| !plan.draft).or(series.plans.first()));
        let home = Home { series: self.series, latest: latest.collect() };
        self.finish(&head, body, [("home", Value::from_serializable(&home))])
    }

    fn leaf(&self, leaf: &'s Leaf) -> Outcome {
        let head = Head {
            kind: "page",
            template: "page.html",
            title: &leaf.front.title,
            address: &leaf.address,
            summary: leaf.front.summary.as_deref(),
            draft: leaf.front.draft,
            breadcrumbs: vec![self.home_link()],
            extra: leaf.front.extra.as_deref(),
        };
        let body = self.fill(&head, Some(leaf.document), None, HeadingNumbers::NONE);
        self.finish(&head, body, [])
    }

    fn series(&self, series: &'s Series, context: &SeriesContext) -> Outcome {
        // Plans that lie directly in `content/` have the home page for their series.
        if series.address.is_empty() {
            return Ok(Rendered::default());
        }
        let head = Head {
            kind: "series",
            template: "series.html",
            title: &context.title,
            address: &series.address,
            summary: series.front.summary.as_deref(),
            draft: series.front.draft,
            breadcrumbs: vec![self.home_link()],
            extra: series.front.extra.as_deref(),
        };
        let body = self.fill(&head, series.document, None, HeadingNumbers::NONE);
        self.finish(&head, body, [("series", Value::from_serializable(context))])
    }

    fn plan(&self, series: &'s Series, context: &SeriesContext, plan: &'s Plan) -> Outcome {
        let pages = PlanPages::new(*self, series, context, plan);
        let ordinals: Vec<u32> = (1..).take(plan.sections.len()).collect();
        let sections: Vec<_> = plan
            .sections
            .par_iter()
            .zip(&ordinals)
            .map(|(section, ordinal)| pages.section(*ordinal, section))
            .collect();
        merge([pages.whole(), pages.table()].into_iter().chain(sections).collect())
    }

    fn redirect(&self, redirect: &Redirect) -> Outcome {
        #[derive(Serialize)]
        struct Target {
            target: String,
        }
        let entries = &self.world.catalog.entries;
        let Some(entry) = entries.iter().find(|entry| entry.document == redirect.to) else {
            return Ok(Rendered::default());
        };
        let front_title = self.title_of(redirect.to);
        let head = Head {
            kind: "redirect",
            template: "redirect.html",
            title: &front_title,
            address: &redirect.from,
            summary: None,
            draft: false,
            breadcrumbs: Vec::new(),
            extra: None,
        };
        let root = root_of(&redirect.file);
        let target = Target { target: format!("{root}{}", self.world.voice.path(entry.address)) };
        let path = self.world.voice.path(&redirect.from);
        let mut page = self.page_context(&head, &path, Vec::new(), String::new(), "");
        page.root = root;
        page.canonical = self.canonical(entry.address);
        let mut context = Context::new();
        context.insert_value("page", Value::from_serializable(&page));
        context.insert_value("redirect", Value::from_serializable(&target));
        self.machine(head.template, &context, &redirect.file, ArtifactKind::Page)
    }

    fn title_of(&self, document: DocumentId) -> String {
        use super::catalog::Spot;
        let entry = self.world.catalog.entries.iter().find(|entry| entry.document == document);
        match entry.map(|entry| entry.spot) {
            Some(Spot::Series(series)) => series.title.clone(),
            Some(Spot::Plan(_, plan)) => plan.front.title.clone(),
            Some(Spot::Section(_, _, section)) => section.front.title.clone(),
            Some(Spot::Page) => {
                let leaf = self.world.catalog.site.pages.iter().find(|leaf| leaf.document == document);
                leaf.map(|leaf| leaf.front.title.clone()).unwrap_or_default()
            }
            Some(Spot::Home) | None => self.config.title.clone(),
        }
    }

    fn not_found(&self) -> Outcome {
        let title = self.world.voice.theme.word("not_found").to_owned();
        let head = Head {
            kind: "not-found",
            template: "not-found.html",
            title: &title,
            address: "",
            summary: None,
            draft: false,
            breadcrumbs: Vec::new(),
            extra: None,
        };
        let mut page = self.page_context(&head, "404.html", Vec::new(), String::new(), "");
        page.canonical = None;
        page.base = self.config.base_url.as_deref().map(path_of_url);
        let mut context = Context::new();
        context.insert_value("page", Value::from_serializable(&page));
        self.machine(head.template, &context, "404.html", ArtifactKind::Page)
    }

    fn machine_files(&self) -> Outcome {
        #[derive(Serialize)]
        struct Robots {
            sitemap: Option<String>,
        }
        let robots = Robots { sitemap: self.config.base_url.as_ref().map(|base| format!("{base}sitemap.xml")) };
        let mut context = Context::new();
        context.insert_value("robots", Value::from_serializable(&robots));
        let mut results = vec![self.machine("robots.txt", &context, "robots.txt", ArtifactKind::Other)];
        // Both formats demand absolute addresses, so a site without one cannot have them.
        if let Some(base) = &self.config.base_url {
            let sitemap = feeds::sitemap(self.world.catalog, base);
            context.insert_value("sitemap", Value::from_serializable(&sitemap));
            let feed = feeds::feed(self.world.catalog, base);
            context.insert_value("feed", Value::from_serializable(&feed));
            results.push(self.machine("sitemap.xml", &context, "sitemap.xml", ArtifactKind::Other));
            results.push(self.machine("feed.xml", &context, "feed.xml", ArtifactKind::Other));
        }
        merge(results)
    }

    /// Renders a template into a file that is not a folder's page.
    fn machine(&self, template: &str, context: &Context, file: &str, kind: ArtifactKind) -> Outcome {
        let mut rendered = Rendered::default();
        match self.world.voice.theme.render(template, context, file) {
            Ok(bytes) => {
                rendered.pages = usize::from(kind == ArtifactKind::Page);
                self.put(file.to_owned(), bytes, kind)?;
            }
            Err(diagnostic) => rendered.diagnostics.push(*diagnostic),
        }
        Ok(rendered)
    }

    /// Puts the theme's static files and the files that the text refers to.
    ///
    /// # Errors
    /// Where a file cannot be read again or put.
    pub fn files(&self, references: &References<'_>) -> Result<(), OutputError> {
        for file in self.world.voice.theme.statics.values() {
            self.put(file.path.clone(), file.bytes.clone(), ArtifactKind::Asset)?;
        }
        let assets: &[Option<Asset>] = self.world.assets;
        debug_assert_eq!(assets.len(), references.files.len());
        assets.par_iter().flatten().try_for_each(|asset| {
            let bytes = asset.bytes().map_err(|error| OutputError::Io { action: "read", path: asset.on_disk.clone(), error })?;
            self.put(asset.path.clone(), bytes, ArtifactKind::Asset)
        })
    }
}

/// The path of a web address: `https://a.gov.cn/kjj/` is `/kjj/`.
fn path_of_url(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/").to_owned()
}

/// A filled text.
#[derive(Debug, Default)]
struct Filled {
    html: String,
    toc: Vec<TocEntry>,
    summary: String,
    diagnostics: Vec<Diagnostic>,
}

/// The deepest heading rank that a table of contents lists.
const TOC_RANKS: u8 = 2;

/// The table of contents of a text; `prefix` stands before its ids and `depth` is added to levels.
fn toc(body: &Body, numbers: HeadingNumbers, prefix: &str, depth: u8) -> Vec<TocEntry> {
    body.headings
        .iter()
        .filter(|heading| heading.rank + depth <= TOC_RANKS)
        .map(|heading| {
            let mut number = String::new();
            heading.number(numbers, &mut number);
            if !number.is_empty() {
                number.push_str(numbers.style.separator());
            }
            TocEntry {
                id: super::address::encode_fragment(&format!("{prefix}{}", heading.id)),
                number,
                title: heading.text.clone(),
                level: heading.rank + depth,
            }
        })
        .collect()
}

/// The pages of one plan, with the values that they share.
struct PlanPages<'r, 'w, 's> {
    renderer: Renderer<'w, 's>,
    series: &'s Series,
    series_title: &'r str,
    plan: &'s Plan,
    value: Value,
    links: Vec<LinkContext>,
}

/// A plan's page lists the headings of its sections too, as long as it has no more than this many.
const LONG_CONTENTS: usize = 60;

impl<'r, 'w, 's> PlanPages<'r, 'w, 's> {
    fn new(renderer: Renderer<'w, 's>, series: &'s Series, context: &'r SeriesContext, plan: &'s Plan) -> Self {
        let voice = renderer.world.voice;
        let value = voice.plan(plan, context);
        let links = value
            .sections
            .iter()
            .map(|section| LinkContext {
                title: section.title.clone(),
                number: section.number.clone(),
                path: section.path.clone(),
            })
            .collect();
        let value = Value::from_serializable(&value);
        Self { renderer, series, series_title: &context.title, plan, value, links }
    }

    fn breadcrumbs(&self, with_plan: WithPlan) -> Vec<LinkContext> {
        let voice = self.renderer.world.voice;
        let mut crumbs = vec![self.renderer.home_link()];
        if !self.series.address.is_empty() {
            crumbs.push(voice.link(self.series_title, &self.series.address));
        }
        if with_plan == WithPlan::Yes {
            crumbs.push(voice.link(&self.plan.front.title, &self.plan.address));
        }
        crumbs
    }

    fn numbers(&self, ordinal: u32) -> HeadingNumbers {
        HeadingNumbers { style: self.plan.front.numbering, section: Some(ordinal) }
    }

    /// A section's own values, with its indicators and tasks.
    fn section_value(&self, section: &'s Section, ordinal: u32) -> Value {
        let voice = self.renderer.world.voice;
        let number = section_number(self.plan, ordinal, section);
        let (path, anchor) = (voice.path(&section.address), section_anchor(section));
        let text = self.renderer.world.catalog.text(section.document);
        let context = SectionContext {
            title: &section.front.title,
            number: &number,
            path: &path,
            anchor: &anchor,
            lead: section.front.responsibility.lead.as_deref(),
            partners: &section.front.responsibility.partners,
            show_indicators: !text.is_some_and(|text| places(&text.body, BlockKind::Indicators)),
            show_tasks: !text.is_some_and(|text| places(&text.body, BlockKind::Tasks)),
            draft: section.front.draft,
            extra: section.front.extra.as_deref(),
        };
        #[derive(Serialize)]
        struct Whole<'a> {
            #[serde(flatten)]
            section: SectionContext<'a>,
            indicators: Vec<super::context::IndicatorContext>,
            tasks: Vec<super::context::TaskContext>,
        }
        Value::from_serializable(&Whole {
            section: context,
            indicators: section
                .front
                .indicators
                .iter()
                .map(|indicator| voice.indicator(indicator, Some(section), Anchor::Here))
                .collect(),
            tasks: section.front.tasks.iter().map(|task| voice.task(task, Some(section), Anchor::Here)).collect(),
        })
    }

    fn draft(&self) -> bool {
        self.plan.front.status == Status::Draft
    }

    fn section(&self, ordinal: u32, section: &'s Section) -> Outcome {
        let title = format!("{}{}", section_number(self.plan, ordinal, section), section.front.title);
        let head = Head {
            kind: "section",
            template: "section.html",
            title: &title,
            address: &section.address,
            summary: None,
            draft: self.draft() || section.front.draft,
            breadcrumbs: self.breadcrumbs(WithPlan::Yes),
            extra: section.front.extra.as_deref(),
        };
        let body = self.renderer.fill(&head, Some(section.document), Some(section), self.numbers(ordinal));
        let index = usize::try_from(ordinal).unwrap_or(usize::MAX).saturating_sub(1);
        let neighbour = |index: Option<usize>| {
            Value::from_serializable(&index.and_then(|index| self.links.get(index)))
        };
        let values = [
            ("plan", self.value.clone()),
            ("section", self.section_value(section, ordinal)),
            ("prev", neighbour(index.checked_sub(1))),
            ("next", neighbour(index.checked_add(1))),
        ];
        self.renderer.finish(&head, body, values)
    }

    fn whole(&self) -> Outcome {
        let plan = self.plan;
        let head = Head {
            kind: "plan",
            template: "plan.html",
            title: &plan.front.title,
            address: &plan.address,
            summary: plan.front.summary.as_deref(),
            draft: self.draft(),
            breadcrumbs: self.breadcrumbs(WithPlan::No),
            extra: plan.front.extra.as_deref(),
        };
        let root = root_of(head.address);
        let surroundings = self.renderer.surroundings(&head);
        let frame = Frame { root: &root, whole: Some(plan), surroundings: &surroundings, address: head.address };
        let mut filled = Filled::default();
        let mut foreword = String::new();
        let (mut show_indicators, mut show_tasks) = (true, true);
        if let Some(text) = self.renderer.world.catalog.text(plan.document) {
            let mut filler = Filler::new(self.renderer.world, frame, plan.document, &text.body, None);
            if text.body.has_text() {
                text.body.fill(2, HeadingNumbers::NONE, &mut filler, &mut foreword);
            }
            show_indicators = !places(&text.body, BlockKind::Indicators);
            show_tasks = !places(&text.body, BlockKind::Tasks);
            filled.summary = text.body.summary.clone();
            filled.toc = toc(&text.body, HeadingNumbers::NONE, "", 1);
            filled.diagnostics.extend(filler.diagnostics);
        }
        let headings: usize = plan
            .sections
            .iter()
            .filter_map(|section| self.renderer.world.catalog.text(section.document))
            .map(|text| text.body.headings.iter().filter(|heading| heading.rank == 1).count() + 1)
            .sum();
        let mut chapters = Vec::with_capacity(plan.sections.len());
        for (ordinal, section) in (1..).zip(&plan.sections) {
            filled.toc.push(TocEntry {
                id: super::address::encode_fragment(&section_anchor(section)),
                number: section_number(plan, ordinal, section),
                title: section.front.title.clone(),
                level: 1,
            });
            let Some(text) = self.renderer.world.catalog.text(section.document) else { continue };
            let numbers = self.numbers(ordinal);
            if headings <= LONG_CONTENTS {
                filled.toc.extend(toc(&text.body, numbers, &section_prefix(section), 1));
            }
            let mut html = String::new();
            let mut filler =
                Filler::new(self.renderer.world, frame, section.document, &text.body, Some(section));
            if text.body.has_text() {
                text.body.fill(3, numbers, &mut filler, &mut html);
            }
            filled.diagnostics.extend(filler.diagnostics);
            let mut chapter = tera::Map::new();
            chapter.insert("section".into(), self.section_value(section, ordinal));
            chapter.insert("body".into(), Value::from(html));
            chapters.push(Value::from(chapter));
        }
        let voice = self.renderer.world.voice;
        let indicators: Vec<_> =
            plan.front.indicators.iter().map(|one| voice.indicator(one, None, Anchor::Here)).collect();
        let tasks: Vec<_> = plan.front.tasks.iter().map(|task| voice.task(task, None, Anchor::Here)).collect();
        let values = [
            ("plan", self.value.clone()),
            ("foreword", Value::from(foreword)),
            ("chapters", Value::from(chapters)),
            ("indicators", Value::from_serializable(&indicators)),
            ("tasks", Value::from_serializable(&tasks)),
            ("show_indicators", Value::from(show_indicators)),
            ("show_tasks", Value::from(show_tasks)),
        ];
        self.renderer.finish(&head, filled, values)
    }

    fn table(&self) -> Outcome {
        #[derive(Serialize)]
        struct Group {
            section: Option<LinkContext>,
            indicators: Vec<super::context::IndicatorContext>,
        }
        let voice = self.renderer.world.voice;
        let plan = self.plan;
        let address = format!("{}indicators/", plan.address);
        let title = voice.theme.word("indicator_tables_of_plan").to_owned();
        let head = Head {
            kind: "indicators",
            template: "indicators.html",
            title: &title,
            address: &address,
            summary: plan.front.summary.as_deref(),
            draft: self.draft(),
            breadcrumbs: self.breadcrumbs(WithPlan::Yes),
            extra: None,
        };
        let own = Group {
            section: None,
            indicators: plan.front.indicators.iter().map(|one| voice.indicator(one, None, Anchor::Here)).collect(),
        };
        let groups = std::iter::once(own).chain(plan.sections.iter().zip(&self.links).map(|(section, link)| Group {
            section: Some(link.clone()),
            indicators: section
                .front
                .indicators
                .iter()
                .map(|indicator| voice.indicator(indicator, Some(section), Anchor::Here))
                .collect(),
        }));
        let groups: Vec<Group> = groups.filter(|group| !group.indicators.is_empty()).collect();
        let values = [("plan", self.value.clone()), ("groups", Value::from_serializable(&groups))];
        self.renderer.finish(&head, Filled::default(), values)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WithPlan {
    Yes,
    No,
}
