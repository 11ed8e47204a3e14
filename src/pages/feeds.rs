//! What machines read: the site map, the feed, the file for robots.

use super::address::encode_ascii;
use super::catalog::{Catalog, Spot};
use super::display;
use crate::model::plan::Plan;
use jiff::civil::{Date, DateTime};
use serde::Serialize;

/// `sitemap`.
#[derive(Debug, Serialize)]
pub struct SitemapContext {
    /// All pages.
    pub urls: Vec<SitemapUrl>,
}

/// One page of the site map.
#[derive(Debug, Serialize)]
pub struct SitemapUrl {
    /// Its absolute address.
    pub loc: String,
    /// When it last changed.
    pub lastmod: Option<String>,
}

/// `feed`.
#[derive(Debug, Serialize)]
pub struct FeedContext {
    /// The feed's id.
    pub id: String,
    /// When it last changed.
    pub updated: String,
    /// Its entries, newest first.
    pub entries: Vec<FeedEntry>,
}

/// One entry of the feed: a plan.
#[derive(Debug, Serialize)]
pub struct FeedEntry {
    /// Its title.
    pub title: String,
    /// Its absolute address.
    pub url: String,
    /// Its id.
    pub id: String,
    /// When it was published.
    pub published: Option<String>,
    /// When it last changed.
    pub updated: String,
    /// 内容概述.
    pub summary: Option<String>,
}

/// How many plans the feed lists.
const FEED_LENGTH: usize = 50;

/// The site map, which needs a public address.
/// `more` are addresses of pages that no document has.
pub fn sitemap(catalog: &Catalog<'_>, base_url: &str, more: &[String]) -> SitemapContext {
    let mut urls: Vec<SitemapUrl> = Vec::with_capacity(catalog.entries.len() + 1);
    let url = |address: &str, plan: Option<&Plan>| SitemapUrl {
        loc: format!("{base_url}{}", encode_ascii(address)),
        lastmod: plan.and_then(dated).map(|moment| moment.date().to_string()),
    };
    if catalog.site.home.is_none() {
        urls.push(url("", None));
    }
    for entry in &catalog.entries {
        urls.push(url(entry.address, entry.spot.plan()));
        if let Spot::Plan(_, plan) = entry.spot {
            urls.push(url(&format!("{}indicators/", plan.address), Some(plan)));
        }
    }
    urls.extend(more.iter().map(|address| url(address, None)));
    urls.sort_by(|a, b| a.loc.cmp(&b.loc));
    SitemapContext { urls }
}

/// The feed of plans, which needs a public address.
pub fn feed(catalog: &Catalog<'_>, base_url: &str) -> FeedContext {
    let mut plans: Vec<(DateTime, &Plan)> = catalog
        .site
        .series
        .iter()
        .flat_map(|series| &series.plans)
        .map(|plan| (dated(plan).unwrap_or_else(|| start_of(plan.front.year)), plan))
        .collect();
    plans.sort_by(|(a, plan_a), (b, plan_b)| b.cmp(a).then_with(|| plan_a.address.cmp(&plan_b.address)));
    let updated = plans.first().map_or_else(|| start_of(1970), |(date, _)| *date);
    let entries = plans
        .iter()
        .take(FEED_LENGTH)
        .map(|(date, plan)| {
            let url = format!("{base_url}{}", encode_ascii(&plan.address));
            FeedEntry {
                title: plan.front.title.clone(),
                id: url.clone(),
                url,
                published: plan.front.published.map(display::rfc3339),
                updated: display::rfc3339(*date),
                summary: plan.front.summary.clone(),
            }
        })
        .collect();
    FeedContext { id: base_url.to_owned(), updated: display::rfc3339(updated), entries }
}

/// When a plan last changed, as far as its own dates tell.
pub fn dated(plan: &Plan) -> Option<DateTime> {
    let front = &plan.front;
    let day = |date: Date| date.to_datetime(jiff::civil::Time::midnight());
    let revised = plan
        .indicators()
        .filter_map(|(_, indicator)| indicator.details.as_ref())
        .flat_map(|details| details.revisions.iter().map(|revision| day(revision.date)))
        .max();
    front.published.or(front.written.map(day)).max(front.as_of.map(day)).max(revised)
}

/// The first day of a year: what a feed, which must have a date, says of a plan that has none.
fn start_of(year: i16) -> DateTime {
    Date::new(year, 1, 1).unwrap_or(Date::ZERO).to_datetime(jiff::civil::Time::midnight())
}
