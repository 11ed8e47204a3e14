//! Redirect pages for `aliases:`, each at an old address of a document.

use super::super::catalog::PageRef;
use super::super::route::Redirect;
use super::prelude::*;
use crate::model::recorder::note;

impl Renderer<'_, '_> {
    pub(super) fn redirect(&self, redirect: &Redirect) -> RenderResult {
        let Some(entry) = self.env.catalog.entry_of(redirect.to) else {
            bug!("{} leads to no page", redirect.from)
        };
        let title = match entry.page {
            PageRef::Series(series) => &series.title,
            PageRef::Plan(_, plan) => plan.title(),
            PageRef::Section(_, _, section) => section.title(),
            PageRef::Page(leaf) => leaf.title(),
            PageRef::Home(_) => &self.config.title,
        };
        let key = self.keys.redirect(&redirect.file, entry, title);
        self.kept_file_or(&redirect.file, (ArtifactKind::Page, &key), || {
            note(|| Fact::Address(redirect.to));
            let from = PageAddress::new(redirect.from.as_str());
            let head = PageHead::new(PageKind::Redirect, title, &from);
            let root = PageAddress::new(redirect.file.as_str()).root();
            let path = self.env.builder.path(entry.address);
            let target = RedirectContext { target: format!("{root}{path}") };
            let path = self.env.builder.path(&from);
            let page = PageContext {
                root,
                canonical: self.canonical(entry.address),
                ..self.page_context(&head, &path, Vec::new(), String::new(), "")
            };
            let values = RedirectTemplate { redirect: SharedValue::new(&target) };
            self.render_file(&redirect.file, Some(&page), values, (ArtifactKind::Page, &key))
        })
    }
}
