//! Redirects, the page of missing pages, and what programs read: site map, feed, robots.

use super::super::address::root_of;
use super::super::catalog::Spot;
use super::super::feeds;
use super::super::register::{CHANGES, INDICATORS, UNITS, indicator_address, unit_address};
use super::super::route::Redirect;
use super::{Head, Outcome, Rendered, Renderer, merge};
use crate::model::plan::DocumentId;
use crate::output::{Artifact, ArtifactKind, Digest};
use serde::Serialize;
use tera::{Context, Value};

impl Renderer<'_, '_> {
    pub(super) fn redirect(&self, redirect: &Redirect) -> Outcome {
        #[derive(Serialize)]
        struct Target {
            target: String,
        }
        let Some(entry) = self.env.catalog.entry_of(redirect.to) else {
            return Ok(Rendered::default());
        };
        let front_title = self.title_of(redirect.to);
        let key = self.keys.alone(&redirect.file, &["redirect", &front_title, entry.address]);
        if let Some(kept) = self.kept_file(&redirect.file, ArtifactKind::Page, key)? {
            return Ok(kept);
        }
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
        let target = Target { target: format!("{root}{}", self.env.builder.path(entry.address)) };
        let path = self.env.builder.path(&redirect.from);
        let mut page = self.page_context(&head, &path, Vec::new(), String::new(), "");
        page.root = root;
        page.canonical = self.canonical(entry.address);
        let mut context = Context::new();
        context.insert_value("page", Value::from_serializable(&page));
        context.insert_value("redirect", Value::from_serializable(&target));
        self.machine(head.template, &context, &redirect.file, (ArtifactKind::Page, key))
    }

    fn title_of(&self, document: DocumentId) -> String {
        match self.env.catalog.entry_of(document).map(|entry| entry.spot) {
            Some(Spot::Series(series)) => series.title.clone(),
            Some(Spot::Plan(_, plan)) => plan.front.title.clone(),
            Some(Spot::Section(_, _, section)) => section.front.title.clone(),
            Some(Spot::Page(leaf)) => leaf.front.title.clone(),
            Some(Spot::Home(_)) | None => self.config.title.clone(),
        }
    }

    pub(super) fn not_found(&self) -> Outcome {
        let key = self.keys.alone("404.html", &["not-found"]);
        if let Some(kept) = self.kept_file("404.html", ArtifactKind::Page, key)? {
            return Ok(kept);
        }
        let title = self.env.builder.theme.word("not_found").to_owned();
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
        self.machine(head.template, &context, "404.html", (ArtifactKind::Page, key))
    }

    pub(super) fn machine_files(&self) -> Outcome {
        #[derive(Serialize)]
        struct Robots {
            sitemap: Option<String>,
        }
        let base = self.config.base_url.as_deref();
        let robots = || Robots { sitemap: base.map(|base| format!("{base}sitemap.xml")) };
        let key = self.keys.alone("robots.txt", &["robots"]);
        let mut results =
            vec![self.list("robots.txt", "robots", key, || Value::from_serializable(&robots()))];
        // Both formats demand absolute addresses, so a site without one cannot have them.
        if let Some(base) = base {
            let more = self.more_addresses();
            let bags = self.archived.volumes;
            let (catalog, key) = (self.env.catalog, self.keys.lists(&self.archived.digest(), &more));
            let sitemap = || Value::from_serializable(&feeds::sitemap(catalog, base, bags, &more));
            results.push(self.list("sitemap.xml", "sitemap", key, sitemap));
            let feed = || {
                Value::from_serializable(&feeds::feed(
                    catalog,
                    base,
                    self.archived.volumes,
                    self.env.builder.theme,
                ))
            };
            results.push(self.list("feed.xml", "feed", key, feed));
        }
        merge(results)
    }

    /// The addresses of the pages that look across plans.
    fn more_addresses(&self) -> Vec<String> {
        let register = self.env.register;
        let plans = self.env.catalog.site.series.iter().flat_map(|series| &series.plans);
        let mut more: Vec<String> = plans
            .filter(|plan| self.has_changes(plan))
            .map(|plan| format!("{}{CHANGES}", plan.address))
            .collect();
        more.extend(register.has_ids().then(|| INDICATORS.to_owned()));
        more.extend(register.ids().map(|(id, _)| indicator_address(id)));
        more.extend(register.has_units().then(|| UNITS.to_owned()));
        more.extend(register.units().map(|(unit, _)| unit_address(unit)));
        more
    }

    /// Renders a file for programs from one value, which is only made where it is needed.
    fn list(&self, file: &str, name: &'static str, key: Digest, value: impl FnOnce() -> Value) -> Outcome {
        if let Some(kept) = self.kept_file(file, ArtifactKind::Other, key)? {
            return Ok(kept);
        }
        let mut context = Context::new();
        context.insert_value(name, value());
        self.machine(file, &context, file, (ArtifactKind::Other, key))
    }

    /// Renders a template into a file that is not a folder's page.
    fn machine(
        &self,
        template: &str,
        context: &Context,
        file: &str,
        (kind, key): (ArtifactKind, Digest),
    ) -> Outcome {
        let mut rendered = Rendered::default();
        match self.env.builder.theme.render(template, context, file) {
            Ok(bytes) => {
                rendered.pages = usize::from(kind == ArtifactKind::Page);
                rendered.rendered.extend((kind == ArtifactKind::Page).then(|| file.to_owned()));
                self.sink.put_keyed(Artifact { path: file.to_owned(), bytes, kind }, key)?;
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
