//! The home page, series, ordinary pages, and the page of missing pages (`404.html`).

use super::super::address::LinkStyle;
use super::super::home;
use super::calendars::{has_due, newest_plans};
use super::prelude::*;
use super::unit_files::{CALENDAR, FEED_LINK};
use crate::markdown::HeadingNumbers;
use crate::model::plan::PageFront;

impl<'s> Renderer<'_, 's> {
    pub(super) fn home(&self) -> RenderResult {
        let leaf = self.env.catalog.site.home.as_ref();
        let address = PageAddress::default();
        // It shows something of every plan, so its key is made from what it shows, which is quickly found out.
        let home = Traced::of(|| {
            let series: Vec<_> = self.series.iter().map(Traced::get).collect();
            let home =
                home::home(self.env.builder, self.env.catalog, &series, self.config.featured.as_deref());
            HomeContext { subscriptions: self.root_subscriptions(), ..home }
        });
        let key = self.keys.home(leaf.map(|leaf| leaf.document), &home);
        self.kept_with_or(PageKind::Home, &address, &key, || {
            let none = PageFront::default();
            let front = leaf.map_or(&none, |leaf| &leaf.front);
            let head = PageHead {
                summary: front.summary.as_deref(),
                extra: front.extra.as_deref(),
                described: Some(self.described_site()),
                ..PageHead::new(PageKind::Home, &self.config.title, &address)
            };
            let body = self.fill(&head, leaf.map(|leaf| leaf.document), None, HeadingNumbers::NONE);
            let series: Vec<&Series> = self.env.catalog.site.series.iter().collect();
            self.put_text_twin(&head, &key, leaf.map(|leaf| leaf.document), &series)?;
            self.finish(&head, &key, body, HomeTemplate { home: SharedValue::new(home.get()) })
        })
    }

    pub(super) fn leaf(&self, leaf: &'s Leaf) -> RenderResult {
        let Some(key) = self.keys.of_leaf(leaf.document) else { bug!("{} has no key", leaf.address) };
        self.kept_with_or(PageKind::Page, &leaf.address, key, || {
            let head = self.head_of(PageKind::Page, leaf.title(), &leaf.address, &leaf.front);
            let body = self.fill(&head, Some(leaf.document), None, HeadingNumbers::NONE);
            self.put_text_twin(&head, key, Some(leaf.document), &[])?;
            self.finish(&head, key, body, PageTemplate {})
        })
    }

    pub(super) fn series(&self, series: &'s Series, context: &Traced<SeriesContext>) -> RenderResult {
        // Plans that lie directly in `content/` have the home page for their series.
        if series.address.is_empty() {
            return Ok(Rendered::default());
        }
        let Some(at) = self.env.catalog.site.series.iter().position(|one| std::ptr::eq(one, series)) else {
            bug!("{} is no series of the site", series.address)
        };
        let mut lists = self.lists_of_body(at, series);
        let has_dates = newest_plans(series).any(|plan| has_due(plan.parts(), |_| true));
        lists.extend(self.subscriptions(
            &series.address,
            [(self.series.len() > 1).then_some(FEED_LINK), has_dates.then_some(CALENDAR)],
        ));
        let key = self.keys.series(series, &lists);
        self.kept_with_or(PageKind::Series, &series.address, &key, || {
            let context = context.get();
            let head = PageHead {
                described: Some(self.described_series(series, context)),
                ..self.head_of(PageKind::Series, &context.title, &series.address, &series.front)
            };
            let body = self.fill(&head, series.document, None, HeadingNumbers::NONE);
            self.put_text_twin(&head, &key, series.document, &[series])?;
            let values =
                SeriesTemplate { series: SharedValue::new(context), lists: SharedValue::new(&lists) };
            self.finish(&head, &key, body, values)
        })
    }

    /// The links to what can be subscribed to of the plans that lie right in `content/`: their series has no page of its own.
    fn root_subscriptions(&self) -> Vec<LinkContext> {
        let mut roots = self.env.catalog.site.series.iter().filter(|series| series.address.is_empty());
        let has_dates = roots.any(|series| newest_plans(series).any(|plan| has_due(plan.parts(), |_| true)));
        self.subscriptions("", [has_dates.then_some(CALENDAR)])
    }

    /// The head of a page below the home page, as its front matter has it.
    fn head_of<'p>(
        &self,
        kind: PageKind,
        title: &'p str,
        address: &'p PageAddress,
        front: &'p PageFront,
    ) -> PageHead<'p> {
        PageHead {
            summary: front.summary.as_deref(),
            draft: front.draft,
            extra: front.extra.as_deref(),
            ..self.across(kind, title, address, Vec::new())
        }
    }

    pub(super) fn not_found(&self) -> RenderResult {
        let key = self.keys.alone("404.html");
        self.kept_file_or("404.html", (ArtifactKind::Page, &key), || {
            let address = PageAddress::default();
            let title = self.env.builder.theme.word("not_found");
            let head = PageHead::new(PageKind::NotFound, title, &address);
            let page = PageContext {
                canonical: None,
                base: self.base_of_missing(),
                ..self.page_context(&head, "404.html", Vec::new(), String::new(), "")
            };
            self.render_file("404.html", Some(&page), NotFoundTemplate {}, (ArtifactKind::Page, &key))
        })
    }

    /// Where links of the page that answers at any depth begin: where the site is said to lie, else at the root of its host.
    /// None from disk, where the page answers nothing.
    fn base_of_missing(&self) -> Option<String> {
        match self.env.builder.style {
            LinkStyle::File if self.config.base_url.is_none() => None,
            _ => Some(self.config.base_url.as_deref().map_or_else(|| "/".to_owned(), path_of_url)),
        }
    }
}

/// The path of a web address: `https://a.gov.cn/kjj/` is `/kjj/`.
fn path_of_url(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/").to_owned()
}
