//! The keys of what is made from the whole site: lists of pages, the home page and those of series, the search, redirects.
//!
//! Takes the keys of plans and ordinary pages, which are made already; gives one digest each, when it is asked for.

use super::{BUILD, KeyBuilder, Keys};
use crate::model::address::PageAddress;
use crate::model::plan::{DocumentId, Series};
use crate::output::Digest;
use crate::pages::catalog::PageRef;
use crate::pages::context::HomeContext;

impl Keys<'_, '_> {
    /// The page that lists the sealed plans: it shows what their bags say, and titles of series.
    pub fn archive(&self, bags: &Digest) -> Digest {
        let mut parts = KeyBuilder::default();
        parts.text("archive").digest(&self.site).digest(bags);
        parts.finish()
    }

    /// A bag as a zip.
    pub fn zip(&self, bag: &Digest) -> Digest {
        let mut parts = KeyBuilder::default();
        parts.text("zip").text(BUILD).digest(bag);
        parts.finish()
    }

    /// A file that shows nothing of the documents but what `parts` say.
    pub fn alone(&self, file: &str, shown: &[&str]) -> Digest {
        let mut parts = KeyBuilder::default();
        parts.text("alone").digest(&self.site).text(file).number(shown.len());
        for text in shown {
            parts.text(text);
        }
        parts.finish()
    }

    /// Files that list all pages: they show the addresses, of each plan and section its front matter, where
    /// indicators and their changes are, and what was sealed when. `more` are the addresses that no document has.
    pub fn lists(&self, bags: &Digest, more: &[PageAddress]) -> Digest {
        let mut parts = KeyBuilder::default();
        parts.text("lists").digest(&self.site).digest(bags).number(more.len());
        for address in more {
            parts.text(address);
        }
        for entry in &self.env.catalog.entries {
            parts.text(entry.address);
            if matches!(entry.page, PageRef::Plan(..) | PageRef::Section(..)) {
                self.front(entry.document, &mut parts);
            }
        }
        parts.finish()
    }

    /// The fragment of the page with this key.
    pub fn fragment(&self, page: &Digest) -> Digest {
        let mut parts = KeyBuilder::default();
        parts.text("fragment").digest(page);
        parts.finish()
    }

    /// The page of the search and, with `index`, all texts that are found.
    pub fn search(&self, index: bool) -> Digest {
        let mut parts = KeyBuilder::default();
        parts.text("search").digest(&self.site_map()).number(usize::from(index));
        for list in self.of_lists().iter().flatten() {
            parts.digest(list);
        }
        if !index {
            return parts.finish();
        }
        self.cache.plans.values().for_each(|plan| {
            parts.digest(&plan.whole);
        });
        self.cache.leaves.values().for_each(|leaf| {
            parts.digest(leaf);
        });
        let site = self.env.catalog.site;
        self.document(site.home.as_ref().map(|home| home.document), &mut parts);
        site.series.iter().for_each(|series| self.document(series.document, &mut parts));
        parts.finish()
    }

    /// The page that lists all pages by their titles.
    pub fn site_map(&self) -> Digest {
        let mut parts = KeyBuilder::default();
        parts.text("site map").digest(&self.site);
        for series in &self.env.catalog.site.series {
            parts.text(&series.address).number(series.plans.len());
            for plan in &series.plans {
                parts.text(&format!("{:?}", plan.front.numbering)).number(plan.sections.len());
                parts.number(plan.indicators().count());
                for section in &plan.sections {
                    let front = &section.front;
                    parts.text(&section.address).text(&front.title).number(usize::from(front.draft));
                }
            }
        }
        parts.finish()
    }

    /// The home page; `shown` is what it takes from all documents but its own.
    pub fn home(&self, document: Option<DocumentId>, shown: &HomeContext<'_>) -> Digest {
        let mut parts = KeyBuilder::default();
        parts.text("home").digest(&self.site);
        self.document(document, &mut parts);
        // Plain values: they can always be written.
        parts.bytes(&serde_json::to_vec(shown).unwrap_or_default());
        parts.finish()
    }

    /// A series' page.
    pub fn series(&self, series: &Series) -> Digest {
        let mut parts = KeyBuilder::default();
        parts.text("series").digest(&self.site).text(&series.address);
        self.document(series.document, &mut parts);
        self.summaries(series, &mut parts);
        parts.finish()
    }
}
