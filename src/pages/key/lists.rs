//! The keys of what is made from the whole site: lists of pages, the home page and those of series, the search, redirects.
//!
//! Takes the keys of plans and ordinary pages, which are made already; gives one digest each, when it is asked for.

use super::{BUILD, Keys};
use crate::bug::bug;
use crate::digest::Digest;
use crate::model::address::PageAddress;
use crate::model::plan::{DocumentId, Series};
use crate::model::recorder::{Fact, Traced};
use crate::pages::catalog::{CatalogEntry, PageRef};
use crate::pages::context::HomeContext;
use crate::pages::fingerprint::{Fingerprint, FingerprintBuilder};

impl Keys<'_, '_> {
    /// The page that lists the sealed plans: it shows what their bags say, and titles of series.
    pub fn archive(&self, bags: &Digest) -> Fingerprint {
        let mut parts = FingerprintBuilder::of("archive");
        parts.part(&self.site).digest(bags).fact(|| Fact::Archive);
        parts.finish()
    }

    /// A bag as a zip.
    pub fn zip(&self, bag: &Digest) -> Fingerprint {
        let mut parts = FingerprintBuilder::of("zip");
        parts.text(BUILD).digest(bag);
        parts.finish()
    }

    /// A file that shows nothing of the documents.
    pub fn alone(&self, file: &str) -> Fingerprint {
        let mut parts = FingerprintBuilder::of("alone");
        parts.part(&self.site).text(file);
        parts.finish()
    }

    /// The page at an old address of a document, whose title and address it shows.
    pub fn redirect(&self, file: &str, to: &CatalogEntry<'_>, title: &str) -> Fingerprint {
        let mut parts = FingerprintBuilder::of("redirect");
        parts.part(&self.site).text(file).text(title).fact(|| Fact::Heading(to.document));
        parts.text(to.address).fact(|| Fact::Address(to.document));
        parts.finish()
    }

    /// Files that list all pages: they show the addresses, of each plan and section its front matter, where
    /// indicators and their changes are, and what was sealed when. `more` are the addresses that no document has.
    pub fn lists(&self, bags: &Digest, more: &[PageAddress]) -> Fingerprint {
        let mut parts = FingerprintBuilder::of("lists");
        parts.part(&self.site).digest(bags).fact(|| Fact::Archive).count(more.len());
        for address in more {
            parts.text(address);
        }
        for entry in &self.env.catalog.entries {
            parts.text(entry.address).fact(|| Fact::Address(entry.document));
            if matches!(entry.page, PageRef::Plan(..) | PageRef::Section(..)) {
                self.front(entry.document, &mut parts);
            }
        }
        parts.finish()
    }

    /// The fragment of the page with this key.
    pub fn fragment(&self, page: &Fingerprint) -> Fingerprint {
        let mut parts = FingerprintBuilder::of("fragment");
        parts.part(page);
        parts.finish()
    }

    /// The page of the search and, with `index`, all texts that are found.
    pub fn search(&self, index: bool) -> Fingerprint {
        let mut parts = FingerprintBuilder::of("search");
        parts.part(&self.site_map()).number(index);
        for list in self.of_lists().iter().flatten() {
            parts.part(list);
        }
        if !index {
            return parts.finish();
        }
        self.cache.plans.values().for_each(|plan| {
            parts.part(&plan.whole);
        });
        self.cache.leaves.values().for_each(|leaf| {
            parts.part(leaf);
        });
        let site = self.env.catalog.site;
        self.document(site.home.as_ref().map(|home| home.document), &mut parts);
        site.series.iter().for_each(|series| self.document(series.document, &mut parts));
        parts.finish()
    }

    /// The page that lists all pages by their titles.
    pub fn site_map(&self) -> Fingerprint {
        let mut parts = FingerprintBuilder::of("site map");
        parts.part(&self.site).count(self.env.catalog.site.pages.len());
        for leaf in &self.env.catalog.site.pages {
            parts.text(leaf.title()).text(&leaf.address).fact(|| Fact::Heading(leaf.document));
        }
        for series in &self.env.catalog.site.series {
            parts.text(&series.address).count(series.plans.len());
            for plan in &series.plans {
                parts.text(&format!("{:?}", plan.numbering())).fact(|| Fact::Numbering(plan.document));
                parts.count(plan.sections.len());
                parts.count(plan.indicator_count()).fact(|| Fact::Count(plan.document));
                for section in &plan.sections {
                    parts.text(&section.address).text(section.title()).number(section.is_draft());
                    parts.optional(section.lead()).fact(|| Fact::Heading(section.document));
                }
            }
        }
        parts.finish()
    }

    /// The home page; `shown` is what it takes from all documents but its own.
    pub fn home(&self, document: Option<DocumentId>, shown: &Traced<HomeContext<'_>>) -> Fingerprint {
        let mut parts = FingerprintBuilder::of("home");
        parts.part(&self.site);
        self.document(document, &mut parts);
        // Plain values: they can always be written.
        parts
            .bytes(&serde_json::to_vec(shown.get()).unwrap_or_else(|error| bug!("{error}")))
            .facts(shown.facts());
        parts.finish()
    }

    /// A series' page.
    pub fn series(&self, series: &Series) -> Fingerprint {
        let mut parts = FingerprintBuilder::of("series");
        parts.part(&self.site).text(&series.address);
        self.document(series.document, &mut parts);
        self.summaries(series, &mut parts);
        parts.finish()
    }
}
