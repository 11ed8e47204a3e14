//! What programs read: the site map (`sitemap.xml`), the feed (`feed.xml`), `robots.txt`.

use super::super::address::encode_ascii;
use super::super::catalog::{Catalog, PageRef};
use super::super::context_builder::indicator_anchor;
use super::super::cross_index::{INDICATORS, UNITS, indicator_address, unit_address};
use super::super::route::{SEARCH, SITE_MAP, is_taken};
use super::ARCHIVE;
use super::prelude::*;
use crate::archive::site_archive::Bag;
use crate::bug::slice;
use crate::theme::Theme;
use jiff::civil::{Date, DateTime};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Renderer<'_, '_> {
    pub(super) fn feeds(&self) -> RenderResult {
        let base = self.config.base_url.as_deref();
        let robots = || RobotsContext { sitemap: base.map(|base| format!("{base}sitemap.xml")) };
        let key = self.keys.alone("robots.txt");
        let mut results =
            vec![self.program_file(&key, || RobotsTemplate { robots: SharedValue::new(&robots()) })];
        // Both formats demand absolute addresses, so a site without one cannot have them.
        if let Some(base) = base {
            let more = self.more_addresses();
            let bags = self.archived.bags;
            let (catalog, key) = (self.env.catalog, self.keys.lists(&self.archived.digest(), &more));
            let theme = self.env.builder.theme;
            results.push(self.program_file(&key, || SitemapTemplate {
                sitemap: SharedValue::new(&sitemap(catalog, base, bags, &more)),
            }));
            results.push(self.program_file(&key, || FeedTemplate {
                feed: SharedValue::new(&feed(catalog, base, bags, theme)),
            }));
        }
        merge(results)
    }

    /// The addresses of the pages that look across plans.
    fn more_addresses(&self) -> Vec<PageAddress> {
        let cross_index = self.env.cross_index;
        let plans = self.env.catalog.site.series.iter().flat_map(|series| &series.plans);
        let mut more: Vec<PageAddress> =
            plans.filter(|plan| self.has_changes(plan)).map(|plan| plan.changes_address()).collect();
        more.extend(cross_index.has_ids().then(|| PageAddress::new(INDICATORS)));
        more.extend(cross_index.ids().map(|(id, _)| indicator_address(id)));
        more.extend(cross_index.has_units().then(|| PageAddress::new(UNITS)));
        more.extend(cross_index.units().map(|(unit, _)| unit_address(unit)));
        more
    }

    /// Renders a file for programs from values that are only made where they are needed.
    fn program_file<V: TemplateValues>(&self, key: &Fingerprint, values: impl FnOnce() -> V) -> RenderResult {
        self.kept_file_or(V::TEMPLATE, (ArtifactKind::Other, key), || {
            self.render_file(V::TEMPLATE, None, values(), (ArtifactKind::Other, key))
        })
    }
}

/// How many entries the feed lists.
const FEED_LENGTH: usize = 50;

/// The site map, which needs a public address; `bags` tell when the archive last changed, `more` are addresses
/// of pages that no document has.
fn sitemap(catalog: &Catalog<'_>, base_url: &str, bags: &[Arc<Bag>], more: &[PageAddress]) -> SitemapContext {
    let mut urls: Vec<SitemapUrl> = Vec::with_capacity(catalog.entries.len() + 1);
    let url = |address: &str, last: Option<DateTime>| SitemapUrl {
        loc: format!("{base_url}{}", encode_ascii(address)),
        lastmod: last.map(|moment| moment.date().to_string()),
    };
    let of_series = |series: &Series| series.plans.iter().filter_map(last_change).max();
    let of_site = catalog.site.series.iter().filter_map(of_series).max();
    if catalog.site.home.is_none() {
        urls.push(url("", of_site));
    }
    let fixed = [SITE_MAP, SEARCH].into_iter().filter(|address| !is_taken(catalog, address));
    urls.extend(fixed.map(|address| url(address, of_site)));
    for entry in &catalog.entries {
        // A list is as new as the newest thing in it; an ordinary page says nothing of its age.
        let last = match entry.page {
            PageRef::Home(_) => of_site,
            PageRef::Series(series) => of_series(series),
            PageRef::Plan(_, plan) | PageRef::Section(_, plan, _) => last_change(plan),
            PageRef::Page(_) => None,
        };
        urls.push(url(entry.address, last));
        if let PageRef::Plan(_, plan) = entry.page {
            urls.push(url(&plan.table_address(), last));
        }
    }
    if let Some(sealed) = bags.iter().map(|bag| bag.record.info.sealed).max() {
        urls.push(url(ARCHIVE, Some(day(sealed))));
    }
    urls.extend(more.iter().map(|address| url(address, None)));
    urls.sort_by(|a, b| a.loc.cmp(&b.loc));
    SitemapContext { urls }
}

/// The feed, which needs a public address: plans when they were published, changes of their indicators, and
/// plans that were sealed again.
fn feed(catalog: &Catalog<'_>, base_url: &str, bags: &[Arc<Bag>], theme: &Theme) -> FeedContext {
    let mut entries: Vec<(DateTime, FeedEntry)> = Vec::new();
    for plan in catalog.site.series.iter().flat_map(|series| &series.plans) {
        let url = format!("{base_url}{}", encode_ascii(&plan.address));
        entries.extend(revisions(plan, &url, theme));
        let date = last_change(plan).unwrap_or_else(|| start_of(plan.year()));
        let entry = FeedEntry {
            kind: "plan",
            title: plan.title().to_owned(),
            id: url.clone(),
            url,
            published: plan.front.published.map(display::rfc3339),
            updated: display::rfc3339(date),
            summary: plan.front.summary.clone(),
        };
        entries.push((date, entry));
    }
    entries.extend(bags.iter().filter_map(|bag| amendment(bag, base_url, theme)));
    entries.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.id.cmp(&other.id)));
    let updated = entries.first().map_or_else(|| start_of(1970), |(date, _)| *date);
    let entries = entries.into_iter().take(FEED_LENGTH).map(|(_, entry)| entry).collect();
    FeedContext { id: base_url.to_owned(), updated: display::rfc3339(updated), entries }
}

/// What was changed of a plan's indicators within the year; `url` is the plan's.
fn revisions(plan: &Plan, url: &str, theme: &Theme) -> Vec<(DateTime, FeedEntry)> {
    let mut entries = Vec::new();
    for (_, indicator) in plan.indicators() {
        let mut before: BTreeMap<Date, usize> = BTreeMap::new();
        for revision in indicator.details.iter().flat_map(|details| &details.revisions) {
            let count = before.entry(revision.date.date).or_default();
            *count += 1;
            // The first of a day has no number, so that one added later leaves its id as it is.
            let nth = if *count > 1 { format!(":{count}") } else { String::new() };
            let date = day(revision.date.date);
            let words = [("{plan}", plan.title()), ("{name}", indicator.name.as_str())];
            let change = [
                ("{field}", revision.field.as_str()),
                ("{from}", revision.from.as_str()),
                ("{to}", revision.to.as_str()),
                ("{reason}", revision.reason.as_str()),
            ];
            let entry = FeedEntry {
                kind: "revision",
                title: filled(theme.word("feed_revised"), &words),
                url: format!("{url}indicators/#{}", indicator_anchor(&indicator.id)),
                id: format!("{url}#revision:{}:{}{nth}", indicator.id, revision.date),
                published: Some(display::rfc3339(date)),
                updated: display::rfc3339(date),
                summary: Some(filled(theme.word("feed_revision"), &change)),
            };
            entries.push((date, entry));
        }
    }
    entries
}

/// A plan that was sealed again; nothing for the first seal, which changes nothing of what is published.
fn amendment(bag: &Bag, base_url: &str, theme: &Theme) -> Option<(DateTime, FeedEntry)> {
    let info = &bag.record.info;
    let reason = info.reason.clone()?;
    let date = day(info.sealed);
    let url = format!("{base_url}{}/", encode_ascii(&bag.place.plan));
    let entry = FeedEntry {
        kind: "amendment",
        title: filled(theme.word("feed_amended"), &[("{plan}", info.title.as_str())]),
        id: format!("{url}#seal:{}", bag.place.number),
        url,
        published: Some(display::rfc3339(date)),
        updated: display::rfc3339(date),
        summary: Some(reason),
    };
    Some((date, entry))
}

/// Words with names put in, each once: what is put in is not looked at again.
fn filled(words: &str, names: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some((at, (mark, name))) =
        names.iter().filter_map(|name| Some((rest.find(name.0)?, name))).min_by_key(|(at, _)| *at)
    {
        let (before, found) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        out.push_str(name);
        rest = slice(found, mark.len()..);
    }
    out + rest
}

fn day(date: Date) -> DateTime {
    date.to_datetime(jiff::civil::Time::midnight())
}

/// When a plan last changed, as far as its own dates tell.
fn last_change(plan: &Plan) -> Option<DateTime> {
    let front = &plan.front;
    let revised = plan
        .indicators()
        .filter_map(|(_, indicator)| indicator.details.as_ref())
        .flat_map(|details| details.revisions.iter().map(|revision| day(revision.date.date)))
        .max();
    front.published.or(front.written.map(day)).max(front.as_of_date().map(day)).max(revised)
}

/// The first day of a year: what a feed, which must have a date, says of a plan that has none.
fn start_of(year: i16) -> DateTime {
    Date::new(year, 1, 1).unwrap_or(Date::ZERO).to_datetime(jiff::civil::Time::midnight())
}
