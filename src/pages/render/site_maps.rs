//! What search engines read: `sitemap.xml`, and where there are several series or very many pages, the index of site maps
//! that it then is (the protocol of sitemaps.org).
//!
//! A site map may name pages beside and below itself only, so those of a series lie at the series' address.

use super::super::address::encode_ascii;
use super::super::catalog::{CatalogEntry, PageRef};
use super::super::route::{OPEN_DATA, SEARCH, SITE_MAP, is_taken};
use super::ARCHIVE;
use super::feeds::{day, last_change};
use super::prelude::*;
use jiff::civil::{Date, DateTime};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The site map, or the index of site maps.
const SITEMAP: &str = "sitemap.xml";

/// The protocol allows 50,000 addresses in one site map.
const MOST_ADDRESSES: usize = 50_000;

/// A page as a site map names it.
struct MappedPage<'s> {
    address: Cow<'s, str>,
    last: LastChange<'s>,
}

/// Where the day comes from on which a page last changed.
#[derive(Clone, Copy)]
enum LastChange<'s> {
    /// It is as new as the newest plan of the site,
    Site,
    /// … of its series,
    Series(&'s Series),
    /// … as its plan, or the day on which that was sealed.
    Plan(&'s Plan, Option<Date>),
    Day(Date),
    /// Nothing says it.
    Unknown,
}

/// One site map.
struct SiteMapPart<'s> {
    /// Its path.
    file: String,
    pages: Vec<MappedPage<'s>>,
}

impl<'s> Renderer<'_, 's> {
    /// The site map or, in several parts, all of them and their index.
    pub(super) fn site_maps(&self, base: &str) -> RenderResult {
        let pages = self.pages_to_map();
        if self.env.catalog.site.series.len() < 2 && pages.len() <= MOST_ADDRESSES {
            return self.site_map_part(base, &SiteMapPart { file: SITEMAP.to_owned(), pages });
        }
        let parts = self.parted(pages);
        let mut results: Vec<RenderResult> =
            parts.par_iter().map(|part| self.site_map_part(base, part)).collect();
        let key = self.site_map_key(SITEMAP, parts.iter().flat_map(|part| &part.pages));
        results.push(self.program_file(SITEMAP, &key, || {
            let maps = parts.iter().map(|part| SitemapUrl {
                loc: format!("{base}{}", encode_ascii(&part.file)),
                lastmod: part.pages.iter().filter_map(|page| self.last_of(page.last)).max().map(iso),
            });
            SitemapIndexTemplate { maps: SharedValue::new(&maps.collect()) }
        }));
        merge(results)
    }

    fn site_map_part(&self, base: &str, part: &SiteMapPart<'s>) -> RenderResult {
        let key = self.site_map_key(&part.file, &part.pages);
        self.program_file(&part.file, &key, || {
            let url = |page: &MappedPage<'_>| SitemapUrl {
                loc: format!("{base}{}", encode_ascii(&page.address)),
                lastmod: self.last_of(page.last).map(iso),
            };
            let mut urls: Vec<SitemapUrl> = part.pages.iter().map(url).collect();
            urls.sort_by(|a, b| a.loc.cmp(&b.loc));
            SitemapTemplate { sitemap: SharedValue::new(&SitemapContext { urls }) }
        })
    }

    fn site_map_key<'m>(&self, file: &str, pages: impl IntoIterator<Item = &'m MappedPage<'s>>) -> Fingerprint
    where
        's: 'm,
    {
        let mut plans: BTreeMap<_, &Plan> = BTreeMap::new();
        let mut addresses = Vec::new();
        for page in pages {
            addresses.push(&*page.address);
            let of: &[Plan] = match page.last {
                LastChange::Plan(plan, _) => std::slice::from_ref(plan),
                LastChange::Series(series) => &series.plans,
                LastChange::Site => &[],
                LastChange::Day(_) | LastChange::Unknown => continue,
            };
            plans.extend(of.iter().map(|plan| (plan.document, plan)));
            if matches!(page.last, LastChange::Site) {
                let all = self.env.catalog.site.series.iter().flat_map(|series| &series.plans);
                plans.extend(all.map(|plan| (plan.document, plan)));
            }
        }
        self.keys.site_map_part(file, &self.archived.digest(), &addresses, plans.into_values())
    }

    /// The day on which a page last changed, as far as the dates of the sources tell.
    fn last_of(&self, last: LastChange<'_>) -> Option<DateTime> {
        let of_series = |series: &Series| series.plans.iter().filter_map(last_change).max();
        match last {
            LastChange::Site => self.env.catalog.site.series.iter().filter_map(of_series).max(),
            LastChange::Series(series) => of_series(series),
            LastChange::Plan(plan, sealed) => last_change(plan).max(sealed.map(day)),
            LastChange::Day(date) => Some(day(date)),
            LastChange::Unknown => None,
        }
    }

    /// All pages of the site.
    fn pages_to_map(&self) -> Vec<MappedPage<'s>> {
        let catalog = self.env.catalog;
        let mut pages: Vec<MappedPage<'s>> = Vec::with_capacity(catalog.entries.len() + 8);
        let sealed =
            self.archived.plans.iter().map(|plan| (&*plan.bag.place.plan, plan.bag.record.info.sealed));
        let sealed: BTreeMap<&str, Date> = sealed.collect();
        let mut add = |address: Cow<'s, str>, last| pages.push(MappedPage { address, last });
        if catalog.site.home.is_none() {
            add("".into(), LastChange::Site);
        }
        for address in [SITE_MAP, SEARCH, OPEN_DATA].into_iter().filter(|address| !is_taken(catalog, address))
        {
            add(address.into(), LastChange::Site);
        }
        for CatalogEntry { address, page, .. } in &catalog.entries {
            // A list is as new as the newest thing in it; an ordinary page says nothing of its age.
            let last = match *page {
                PageRef::Home(_) => LastChange::Site,
                PageRef::Series(series) => LastChange::Series(series),
                PageRef::Plan(_, plan) | PageRef::Section(_, plan, _) => {
                    LastChange::Plan(plan, sealed.get(&plan.address.bare()).copied())
                }
                PageRef::Page(_) => LastChange::Unknown,
            };
            add((&***address).into(), last);
            if let PageRef::Plan(_, plan) = *page {
                add(plan.table_address().to_string().into(), last);
                if self.has_changes(plan) {
                    add(plan.changes_address().to_string().into(), LastChange::Unknown);
                }
            }
        }
        if let Some(sealed) = self.archived.bags.iter().map(|bag| bag.record.info.sealed).max() {
            add(ARCHIVE.into(), LastChange::Day(sealed));
        }
        for address in self.env.across().addresses() {
            add(address.to_string().into(), LastChange::Unknown);
        }
        pages
    }

    /// The pages by the site map that names them: one for each series that has an address of its own, and one for all
    /// others; more where there are very many.
    fn parted(&self, pages: Vec<MappedPage<'s>>) -> Vec<SiteMapPart<'s>> {
        let owners: Vec<&str> = self
            .env
            .catalog
            .site
            .series
            .iter()
            .map(|series| &*series.address)
            .filter(|address: &&str| !address.is_empty())
            .collect();
        let mut owned: BTreeMap<Option<&str>, Vec<MappedPage<'s>>> = BTreeMap::new();
        for page in pages {
            let owner = owners.iter().find(|owner| page.address.starts_with(**owner));
            owned.entry(owner.copied()).or_default().push(page);
        }
        let mut parts = Vec::new();
        for (owner, mut rest) in owned {
            let mut number = 1;
            while !rest.is_empty() {
                let after = rest.split_off(rest.len().min(MOST_ADDRESSES));
                parts.push(SiteMapPart {
                    file: part_file(owner, number),
                    pages: std::mem::replace(&mut rest, after),
                });
                number += 1;
            }
        }
        parts
    }
}

/// What a site map is called: of the series at an address, or of what belongs to none; the first, the second …
fn part_file(owner: Option<&str>, number: usize) -> String {
    match (owner, number) {
        (Some(owner), 1) => format!("{owner}{SITEMAP}"),
        (owner, number) => format!("{}sitemap-{number}.xml", owner.unwrap_or_default()),
    }
}

/// A day as site maps have it.
fn iso(moment: DateTime) -> String {
    moment.date().to_string()
}
