//! Redirect pages for `aliases:`, each at an old address of a document.

use super::super::catalog::PageRef;
use super::super::route::{Redirect, RedirectTarget};
use super::prelude::*;
use crate::model::recorder::note;

impl Renderer<'_, '_> {
    pub(super) fn redirect(&self, redirect: &Redirect) -> RenderResult {
        let from = PageAddress::new(redirect.from.as_str());
        let file = redirect.file.as_str();
        let document = match &redirect.to {
            RedirectTarget::Document(document) => *document,
            RedirectTarget::Address(to) => {
                let key = self.keys.moved(file, to);
                return self.kept_file_or(file, (ArtifactKind::Page, &key), || {
                    self.redirect_page(file, &from, ("", to), &key)
                });
            }
        };
        let Some(entry) = self.env.catalog.entry_of(document) else { bug!("{from} leads to no page") };
        let title = match entry.page {
            PageRef::Series(series) => &series.title,
            PageRef::Plan(_, plan) => plan.title(),
            PageRef::Section(_, _, section) => section.title(),
            PageRef::Page(leaf) => leaf.title(),
            PageRef::Home(_) => &self.config.title,
        };
        let key = self.keys.redirect(file, entry, title);
        self.kept_file_or(file, (ArtifactKind::Page, &key), || {
            note(|| Fact::Address(document));
            self.redirect_page(file, &from, (title, entry.address), &key)
        })
    }

    /// The page in `file` that leads from one address to another, which is that of a page with this title.
    pub(super) fn redirect_page(
        &self,
        file: &str,
        from: &PageAddress,
        (title, to): (&str, &PageAddress),
        key: &Fingerprint,
    ) -> RenderResult {
        let head = PageHead::new(PageKind::Redirect, title, from);
        let root = PageAddress::new(file).root();
        let path = self.env.builder.path(to);
        let target = RedirectContext { target: format!("{root}{path}") };
        let path = self.env.builder.path(from);
        let page = PageContext {
            root,
            canonical: self.canonical(to),
            ..self.page_context(&head, &path, Vec::new(), String::new(), "")
        };
        let values = RedirectTemplate { redirect: SharedValue::new(&target) };
        self.render_file(file, Some(&page), values, (ArtifactKind::Page, key))
    }
}
