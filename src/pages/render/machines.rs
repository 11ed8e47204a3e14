//! Redirects, the page of missing pages, and what programs read: site map, feed, robots.

use super::super::address::root_of;
use super::super::catalog::Spot;
use super::super::feeds;
use super::super::route::Redirect;
use super::{Head, Outcome, Rendered, Renderer, merge};
use crate::model::plan::DocumentId;
use crate::output::ArtifactKind;
use serde::Serialize;
use tera::{Context, Value};

impl Renderer<'_, '_> {
    pub(super) fn redirect(&self, redirect: &Redirect) -> Outcome {
        #[derive(Serialize)]
        struct Target {
            target: String,
        }
        let Some(entry) = self.world.catalog.entry_of(redirect.to) else {
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
        match self.world.catalog.entry_of(document).map(|entry| entry.spot) {
            Some(Spot::Series(series)) => series.title.clone(),
            Some(Spot::Plan(_, plan)) => plan.front.title.clone(),
            Some(Spot::Section(_, _, section)) => section.front.title.clone(),
            Some(Spot::Page(leaf)) => leaf.front.title.clone(),
            Some(Spot::Home(_)) | None => self.config.title.clone(),
        }
    }

    pub(super) fn not_found(&self) -> Outcome {
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

    pub(super) fn machine_files(&self) -> Outcome {
        #[derive(Serialize)]
        struct Robots {
            sitemap: Option<String>,
        }
        let robots =
            Robots { sitemap: self.config.base_url.as_ref().map(|base| format!("{base}sitemap.xml")) };
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
                rendered.rendered.extend((kind == ArtifactKind::Page).then(|| file.to_owned()));
                self.put(file.to_owned(), bytes, kind)?;
            }
            Err(diagnostic) => rendered.diagnostics.push(*diagnostic),
        }
        Ok(rendered)
    }
}

/// The path of a web address: `https://a.gov.cn/kjj/` is `/kjj/`.
fn path_of_url(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/").to_owned()
}
