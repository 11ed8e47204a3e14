//! The keys of what is made from the whole site: lists of pages, the home page and those of series, the search, redirects.
//!
//! Takes the keys of plans and ordinary pages, which are made already; gives one digest each, when it is asked for.

use super::{BUILD, Keys, heading};
use crate::bug::bug;
use crate::digest::Digest;
use crate::model::plan::{DocumentId, Plan, Series};
use crate::model::recorder::{Fact, Traced};
use crate::pages::catalog::CatalogEntry;
use crate::pages::context::{HomeContext, LinkContext};
use crate::pages::fingerprint::{Fingerprint, FingerprintBuilder, front};
use crate::pages::old_addresses::Namesake;

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

    /// The page at an address of `moved:`, which shows no more than where it leads.
    pub fn moved(&self, file: &str, to: &str) -> Fingerprint {
        self.of("moved").text(file).text(to).finish()
    }

    /// The page at an old address of indicators or units, which shows their names. Which bodies have them stands in the index.
    pub fn old_address(&self, from: &str, all: &[Namesake], names: &[String]) -> Fingerprint {
        let mut parts = self.of("old address");
        parts.text(from).count(all.len());
        for (one, name) in all.iter().zip(names) {
            parts.text(&one.name).text(&one.address).text(name);
        }
        parts.finish()
    }

    /// A site map: it shows the addresses of pages, and the last day that the front matter of their plans tells; `bags` say
    /// when the archive last changed.
    pub fn site_map_part<'p>(
        &self,
        file: &str,
        bags: &Digest,
        addresses: &[&str],
        plans: impl IntoIterator<Item = &'p Plan>,
    ) -> Fingerprint {
        let mut parts = self.of("site map part");
        parts.text(file).digest(bags).fact(|| Fact::Archive).count(addresses.len());
        for address in addresses {
            parts.text(address);
        }
        self.fronts(plans, &mut parts);
        // Addresses are those that the pages have.
        for entry in &self.env.catalog.entries {
            parts.fact(|| Fact::Address(entry.document));
        }
        parts.finish()
    }

    /// A file that tells of plans what their front matter and that of their sections says, and what was sealed when.
    pub fn plans<'p>(
        &self,
        file: &str,
        title: &str,
        bags: &Digest,
        plans: impl IntoIterator<Item = &'p Plan>,
    ) -> Fingerprint {
        let mut parts = self.of("plans");
        parts.text(file).text(title).digest(bags).fact(|| Fact::Archive);
        self.fronts(plans, &mut parts);
        parts.finish()
    }

    /// A file that is made from the data of plans, as their pages of indicators are: their front matter, and where their sections stand.
    pub fn data<'p>(
        &self,
        file: &str,
        title: &str,
        bags: &Digest,
        plans: impl IntoIterator<Item = &'p Plan>,
    ) -> Fingerprint {
        let mut parts = self.of("data");
        parts.text(file).text(title).digest(bags).fact(|| Fact::Archive);
        for plan in plans {
            let Some(keys) = self.of_plan(plan) else { bug!("{} has no keys", plan.address) };
            parts.part(&keys.table).fact(|| Fact::Address(plan.document));
        }
        parts.finish()
    }

    fn fronts<'p>(&self, plans: impl IntoIterator<Item = &'p Plan>, parts: &mut FingerprintBuilder) {
        for plan in plans {
            parts.text(&plan.address).fact(|| Fact::Address(plan.document));
            parts
                .count(plan.sections.len())
                .count(plan.indicator_count())
                .fact(|| Fact::Count(plan.document));
            for part in plan.parts() {
                front(self.env.catalog, part.document, parts);
            }
        }
    }

    /// A file for programs that tells of no more than the page with this key.
    pub fn beside(&self, page: &Fingerprint, file: &str) -> Fingerprint {
        FingerprintBuilder::of("beside").text(file).part(page).finish()
    }

    /// The fragment of the page with this key.
    pub fn fragment(&self, page: &Fingerprint) -> Fingerprint {
        FingerprintBuilder::of("fragment").part(page).finish()
    }

    /// The Markdown twin of the page with this key; which links lead to twins depends on what bags hold.
    pub fn twin(&self, page: &Fingerprint, archive: &Digest) -> Fingerprint {
        FingerprintBuilder::of("twin").part(page).digest(archive).fact(|| Fact::Archive).finish()
    }

    /// The list of what programs find here, which shows what plans and ordinary pages say of themselves.
    pub fn llms(&self, archive: &Digest) -> Fingerprint {
        let mut parts = self.of("llms");
        parts.digest(archive).fact(|| Fact::Archive);
        let site = self.env.catalog.site;
        self.fronts(site.series.iter().flat_map(|series| &series.plans), &mut parts);
        for leaf in site.home.iter().chain(&site.pages) {
            parts.text(&leaf.address).fact(|| Fact::Heading(leaf.document));
            front(self.env.catalog, leaf.document, &mut parts);
        }
        parts.finish()
    }

    /// The page of the search and, with `index`, all texts that are found.
    pub fn search(&self, index: bool) -> Fingerprint {
        let mut parts = FingerprintBuilder::of("search");
        parts.part(&self.site_map()).number(index).parts(self.cross_plan().lists());
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
        let cross_index = self.env.cross_index;
        for at in 0..cross_index.series_count() {
            let has_units =
                cross_index.units(Some(at)).next().or(cross_index.shared_units(at).next()).is_some();
            parts.number(cross_index.ids(at).next().is_some()).number(has_units);
        }
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
    pub fn series(&self, series: &Series, lists: &[LinkContext]) -> Fingerprint {
        let mut parts = self.of("series");
        lists.iter().for_each(|list| {
            parts.text(&list.path);
        });
        self.document(series.document, parts.text(&series.address));
        for plan in &series.plans {
            front(self.env.catalog, plan.document, &mut parts);
            parts.text(&plan.address).count(plan.sections.len());
            parts.count(plan.indicator_count()).fact(|| Fact::Count(plan.document));
        }
        parts.finish()
    }
}
