//! The keys of what is made from the whole site: lists of pages, the home page and those of series, the search, redirects.
//!
//! Takes the keys of plans and ordinary pages, which are made already; gives one digest each, when it is asked for.

use super::{BUILD, Keys, heading};
use crate::bug::bug;
use crate::digest::Digest;
use crate::model::address::PageAddress;
use crate::model::plan::{DocumentId, Series};
use crate::model::recorder::{Fact, Traced};
use crate::pages::catalog::{CatalogEntry, PageRef};
use crate::pages::context::HomeContext;
use crate::pages::fingerprint::{Fingerprint, FingerprintBuilder, front};

impl Keys<'_, '_> {
    /// The page that lists the sealed plans: it shows what their bags say, and titles of series.
    pub fn archive(&self, bags: &Digest) -> Fingerprint {
        self.of("archive").digest(bags).fact(|| Fact::Archive).finish()
    }

    /// A bag as a zip.
    pub fn zip(&self, bag: &Digest) -> Fingerprint {
        FingerprintBuilder::of("zip").text(BUILD).digest(bag).finish()
    }

    /// A file that shows nothing of the documents.
    pub fn alone(&self, file: &str) -> Fingerprint {
        self.of("alone").text(file).finish()
    }

    /// The page at an old address of a document, whose title and address it shows.
    pub fn redirect(&self, file: &str, to: &CatalogEntry<'_>, title: &str) -> Fingerprint {
        let mut parts = self.of("redirect");
        parts.text(file).text(title).fact(|| Fact::Heading(to.document));
        parts.text(to.address).fact(|| Fact::Address(to.document)).finish()
    }

    /// Files that list all pages: they show the addresses, of each plan and section its front matter, where
    /// indicators and their changes are, and what was sealed when. `more` are the addresses that no document has.
    pub fn lists(&self, bags: &Digest, more: &[PageAddress]) -> Fingerprint {
        let mut parts = self.of("lists");
        parts.digest(bags).fact(|| Fact::Archive).count(more.len());
        for address in more {
            parts.text(address);
        }
        for entry in &self.env.catalog.entries {
            parts.text(entry.address).fact(|| Fact::Address(entry.document));
            if matches!(entry.page, PageRef::Plan(..) | PageRef::Section(..)) {
                front(self.env.catalog, entry.document, &mut parts);
            }
        }
        parts.finish()
    }

    /// The fragment of the page with this key.
    pub fn fragment(&self, page: &Fingerprint) -> Fingerprint {
        FingerprintBuilder::of("fragment").part(page).finish()
    }

    /// The page of the search and, with `index`, all texts that are found.
    pub fn search(&self, index: bool) -> Fingerprint {
        let mut parts = FingerprintBuilder::of("search");
        parts.part(&self.site_map()).number(index).parts(&self.cross_plan().lists);
        if !index {
            return parts.finish();
        }
        parts.parts(self.cache.plans.values().map(|plan| &plan.whole)).parts(self.cache.leaves.values());
        let site = self.env.catalog.site;
        self.document(site.home.as_ref().map(|home| home.document), &mut parts);
        site.series.iter().for_each(|series| self.document(series.document, &mut parts));
        parts.finish()
    }

    /// The page that lists all pages by their titles.
    pub fn site_map(&self) -> Fingerprint {
        let mut parts = self.of("site map");
        parts.count(self.env.catalog.site.pages.len());
        for leaf in &self.env.catalog.site.pages {
            parts.text(leaf.title()).text(&leaf.address).fact(|| Fact::Heading(leaf.document));
        }
        for series in &self.env.catalog.site.series {
            parts.text(&series.address).count(series.plans.len());
            for plan in &series.plans {
                parts.text(&format!("{:?}", plan.numbering())).fact(|| Fact::Numbering(plan.document));
                parts.count(plan.sections.len());
                parts.count(plan.indicator_count()).fact(|| Fact::Count(plan.document));
                plan.sections.iter().for_each(|section| heading(section, &mut parts));
            }
        }
        parts.finish()
    }

    /// The home page; `shown` is what it takes from all documents but its own.
    pub fn home(&self, document: Option<DocumentId>, shown: &Traced<HomeContext<'_>>) -> Fingerprint {
        let mut parts = self.of("home");
        self.document(document, &mut parts);
        // Plain values: they can always be written.
        let bytes = serde_json::to_vec(shown.get()).unwrap_or_else(|error| bug!("{error}"));
        parts.bytes(&bytes).facts(shown.facts()).finish()
    }

    /// A series' page.
    pub fn series(&self, series: &Series) -> Fingerprint {
        let mut parts = self.of("series");
        self.document(series.document, parts.text(&series.address));
        for plan in &series.plans {
            front(self.env.catalog, plan.document, &mut parts);
            parts.text(&plan.address).count(plan.sections.len());
            parts.count(plan.indicator_count()).fact(|| Fact::Count(plan.document));
        }
        parts.finish()
    }
}
