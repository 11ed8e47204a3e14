//! The pages at addresses that indicators and units had in a site of one body: they lead on, or list the bodies.

use super::super::old_addresses::{Meaning, Namesake, old_addresses};
use super::super::route::Redirect;
use super::prelude::*;
use std::collections::BTreeSet;

impl<'s> Renderer<'_, 's> {
    /// All of them, but for those of which `moved:` says where they lead; nothing in a site of one body.
    pub(super) fn old_addresses(&self, redirects: &[Redirect]) -> RenderResult {
        let moved: BTreeSet<String> = redirects.iter().map(|redirect| redirect.from.to_lowercase()).collect();
        let old = old_addresses(self.env.catalog.site, self.env.cross_index).into_iter();
        let old: Vec<_> = old.filter(|(address, _)| !moved.contains(&address.to_lowercase())).collect();
        merge(old.into_par_iter().map(|(address, meaning)| self.old_address(&address, &meaning)).collect())
    }

    fn old_address(&self, from: &PageAddress, meaning: &Meaning) -> RenderResult {
        match meaning {
            Meaning::Shared(name, to) => {
                self.lead_on(from, to, &self.keys.moved(&from.file(), to), || name.to_string())
            }
            Meaning::Indicators(all) => {
                let name = |one: &Namesake| self.env.cross_index.name(one.series, &one.name).to_owned();
                let names: Vec<String> = all.iter().map(name).collect();
                self.named_by(from, all, &names)
            }
            Meaning::Units(all) => {
                let names: Vec<String> = all.iter().map(|one| one.name.to_string()).collect();
                self.named_by(from, all, &names)
            }
        }
    }

    /// Leads on to the one body that has something of an old address, by its name, or lists those that have.
    fn named_by(&self, from: &PageAddress, all: &[Namesake], names: &[String]) -> RenderResult {
        let key = &self.keys.old_address(from, all, names);
        if let ([only], [name]) = (all, names) {
            return self.lead_on(from, &only.address, key, || name.clone());
        }
        self.kept_or(from, key, || {
            let theme = self.env.builder.theme;
            let pages = all.iter().zip(names).map(|(one, name)| NamesakeContext {
                series: self.series_context(one.series).title.clone(),
                name: name.clone(),
                path: self.env.builder.path(&one.address),
            });
            let namesakes = NamesakesContext { pages: pages.collect() };
            let head = PageHead {
                summary: Some(theme.word("namesakes_lead")),
                ..self.across(PageKind::Namesakes, theme.word("namesakes"), from, Vec::new())
            };
            let values = NamesakesTemplate { namesakes: SharedValue::new(&namesakes) };
            self.finish(&head, key, FilledText::default(), values)
        })
    }

    /// A page that leads on to another by its title.
    fn lead_on(
        &self,
        from: &PageAddress,
        to: &PageAddress,
        key: &Fingerprint,
        title: impl FnOnce() -> String,
    ) -> RenderResult {
        self.kept_or(from, key, || self.redirect_page(&from.file(), from, (&title(), to), key))
    }
}
