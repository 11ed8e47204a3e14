//! The home page, series, ordinary pages, and the page of missing pages (`404.html`).

use super::super::context::{
    HomeTemplate, NotFoundTemplate, PageKind, PageTemplate, SeriesContext, SeriesTemplate, SharedValue,
};
use super::super::home;
use super::page::PageHead;
use super::{RenderResult, Rendered, Renderer};
use crate::bug::bug;
use crate::markdown::HeadingNumbers;
use crate::model::address::PageAddress;
use crate::model::plan::{Leaf, PageFront, Series};
use crate::model::recorder::Traced;
use crate::output::ArtifactKind;

impl<'s> Renderer<'_, 's> {
    pub(super) fn home(&self) -> RenderResult {
        let leaf = self.env.catalog.site.home.as_ref();
        let address = PageAddress::default();
        // It shows something of every plan, so its key is made from what it shows, which is quickly found out.
        let home = Traced::of(|| {
            let series: Vec<_> = self.series.iter().map(Traced::get).collect();
            home::home(self.env.builder, self.env.catalog, &series)
        });
        let key = self.keys.home(leaf.map(|leaf| leaf.document), &home);
        if let Some(kept) = self.kept(&address, &key)? {
            return Ok(kept);
        }
        let _recording = key.record("");
        let none = PageFront::default();
        let front = leaf.map_or(&none, |leaf| &leaf.front);
        let head = PageHead {
            kind: PageKind::Home,
            title: &self.config.title,
            address: &address,
            summary: front.summary.as_deref(),
            draft: false,
            breadcrumbs: Vec::new(),
            extra: front.extra.as_deref(),
        };
        let body = self.fill(&head, leaf.map(|leaf| leaf.document), None, HeadingNumbers::NONE);
        self.finish(&head, &key, body, HomeTemplate { home: SharedValue::new(home.get()) })
    }

    pub(super) fn leaf(&self, leaf: &'s Leaf) -> RenderResult {
        let Some(key) = self.keys.of_leaf(leaf.document) else { bug!("{} has no key", leaf.address) };
        if let Some(kept) = self.kept(&leaf.address, key)? {
            return Ok(kept);
        }
        let _recording = key.record(&leaf.address);
        let head = PageHead {
            kind: PageKind::Page,
            title: leaf.title(),
            address: &leaf.address,
            summary: leaf.front.summary.as_deref(),
            draft: leaf.front.draft,
            breadcrumbs: vec![self.home_link()],
            extra: leaf.front.extra.as_deref(),
        };
        let body = self.fill(&head, Some(leaf.document), None, HeadingNumbers::NONE);
        self.finish(&head, key, body, PageTemplate {})
    }

    pub(super) fn series(&self, series: &'s Series, context: &Traced<SeriesContext>) -> RenderResult {
        // Plans that lie directly in `content/` have the home page for their series.
        if series.address.is_empty() {
            return Ok(Rendered::default());
        }
        let key = self.keys.series(series);
        if let Some(kept) = self.kept(&series.address, &key)? {
            return Ok(kept);
        }
        let _recording = key.record(&series.address);
        let context = context.get();
        let head = PageHead {
            kind: PageKind::Series,
            title: &context.title,
            address: &series.address,
            summary: series.front.summary.as_deref(),
            draft: series.front.draft,
            breadcrumbs: vec![self.home_link()],
            extra: series.front.extra.as_deref(),
        };
        let body = self.fill(&head, series.document, None, HeadingNumbers::NONE);
        self.finish(&head, &key, body, SeriesTemplate { series: SharedValue::new(context) })
    }

    pub(super) fn not_found(&self) -> RenderResult {
        let key = self.keys.alone("404.html");
        if let Some(kept) = self.kept_file("404.html", ArtifactKind::Page, &key)? {
            return Ok(kept);
        }
        let _recording = key.record("404.html");
        let title = self.env.builder.theme.word("not_found").to_owned();
        let address = PageAddress::default();
        let head = PageHead {
            kind: PageKind::NotFound,
            title: &title,
            address: &address,
            summary: None,
            draft: false,
            breadcrumbs: Vec::new(),
            extra: None,
        };
        let mut page = self.page_context(&head, "404.html", Vec::new(), String::new(), "");
        page.canonical = None;
        page.base = self.config.base_url.as_deref().map(path_of_url);
        self.render_file("404.html", Some(&page), NotFoundTemplate {}, (ArtifactKind::Page, &key))
    }
}

/// The path of a web address: `https://a.gov.cn/kjj/` is `/kjj/`.
fn path_of_url(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/").to_owned()
}
