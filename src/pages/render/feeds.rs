//! What programs read: feeds (`feed.xml`) of the site and of each of several series, what those of units are made from, and
//! `robots.txt`.

use super::super::address::encode_ascii;
use super::super::context_builder::indicator_anchor;
use super::prelude::*;
use crate::archive::site_archive::Bag;
use crate::bug::slice;
use crate::model::indicator::Indicator;
use crate::source_path::is_in;
use crate::theme::Theme;
use jiff::civil::{Date, DateTime};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The feed of the whole site, and what that of a series is called below its address.
pub const FEED: &str = "feed.xml";

impl Renderer<'_, '_> {
    pub(super) fn feeds(&self) -> RenderResult {
        let base = self.config.base_url.as_deref();
        let robots = || RobotsContext { sitemap: base.map(|base| format!("{base}sitemap.xml")) };
        let key = self.keys.alone("robots.txt");
        let robots =
            self.program_file("robots.txt", &key, || RobotsTemplate { robots: SharedValue::new(&robots()) });
        // Both formats demand absolute addresses, so a site without one cannot have them.
        let Some(base) = base else { return robots };
        let mut results = vec![robots, self.site_maps(base), self.feed(base, None), self.calendars(base)];
        if self.series.len() > 1 {
            let own: Vec<_> =
                (0..self.series.len()).into_par_iter().map(|at| self.feed(base, Some(at))).collect();
            results.extend(own);
        }
        merge(results)
    }

    /// The feed of the site, or of one of its series.
    fn feed(&self, base: &str, series: Option<usize>) -> RenderResult {
        let catalog = self.env.catalog;
        let all = &catalog.site.series;
        let (of, title, address) = match series.and_then(|at| Some((all.get(at)?, self.series.get(at)?))) {
            // The series that lies at the root has the site's.
            Some((series, _)) if series.address.is_empty() => return Ok(Rendered::default()),
            Some((series, context)) => {
                let context = context.narrow(|| Fact::Navigation);
                (std::slice::from_ref(series), context.title.as_str(), &*series.address)
            }
            None => (all.as_slice(), self.config.title.as_str(), ""),
        };
        let plans = || of.iter().flat_map(|series| &series.plans);
        let file = format!("{address}{FEED}");
        let key = self.keys.plans(&file, title, &self.archived.digest(), plans());
        self.feed_file((base, &file), (title, address), &key, || {
            let bags = self
                .archived
                .bags
                .iter()
                .filter(|bag| series.is_none() || is_in(&bag.place.plan, address.trim_end_matches('/')));
            entries(plans(), bags, base, self.env.builder.theme)
        })
    }

    /// A feed at a path, of what has a title and an address.
    pub(super) fn feed_file(
        &self,
        (base, file): (&str, &str),
        (title, address): (&str, &str),
        key: &Fingerprint,
        entries: impl FnOnce() -> Vec<(DateTime, FeedEntry)>,
    ) -> RenderResult {
        self.program_file(file, key, || {
            let page = format!("{base}{}", encode_ascii(address));
            let mut entries = entries();
            entries.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.id.cmp(&other.id)));
            let updated = entries.first().map_or_else(|| start_of(1970), |(date, _)| *date);
            let feed = FeedContext {
                title: title.to_owned(),
                id: page.clone(),
                address: format!("{base}{}", encode_ascii(file)),
                page,
                updated: display::rfc3339(updated),
                entries: entries.into_iter().take(FEED_LENGTH).map(|(_, entry)| entry).collect(),
            };
            FeedTemplate { feed: SharedValue::new(&feed) }
        })
    }

    /// Renders a file for programs from values that are only made where they are needed.
    pub(super) fn program_file<V: TemplateValues>(
        &self,
        file: &str,
        key: &Fingerprint,
        values: impl FnOnce() -> V,
    ) -> RenderResult {
        self.kept_file_or(file, (ArtifactKind::Other, key), || {
            self.render_file(file, None, values(), (ArtifactKind::Other, key))
        })
    }
}

/// How many entries the feed lists.
const FEED_LENGTH: usize = 50;

/// What happened: plans when they were published, changes of their indicators, and plans that were sealed again. A plan that gives no date of its own is in no feed: a date that nobody gave would be a wrong one.
fn entries<'a>(
    plans: impl Iterator<Item = &'a Plan>,
    bags: impl Iterator<Item = &'a Arc<Bag>>,
    base_url: &str,
    theme: &Theme,
) -> Vec<(DateTime, FeedEntry)> {
    let mut entries: Vec<(DateTime, FeedEntry)> = Vec::new();
    for plan in plans {
        let Some(date) = last_change(plan) else { continue };
        let url = format!("{base_url}{}", encode_ascii(&plan.address));
        let indicators = plan.indicators().map(|(_, indicator)| indicator);
        entries.extend(revisions(plan, indicators, &url, theme));
        entries.push((date, plan_entry(plan, &url, date, || extent(plan, theme))));
    }
    entries.extend(bags.filter_map(|bag| amendment(bag, base_url, theme)));
    entries
}

/// A plan in a feed, last changed on a day; `otherwise` is said of one without a summary.
pub(super) fn plan_entry(
    plan: &Plan,
    url: &str,
    date: DateTime,
    otherwise: impl FnOnce() -> String,
) -> FeedEntry {
    FeedEntry {
        kind: "plan",
        title: plan.title().to_owned(),
        id: url.to_owned(),
        url: url.to_owned(),
        published: plan.front.published.map(display::rfc3339),
        updated: display::rfc3339(date),
        summary: plan.front.summary.clone().or_else(|| Some(otherwise())),
    }
}

/// How many sections and indicators a plan has: what is said of one without a summary.
fn extent(plan: &Plan, theme: &Theme) -> String {
    let counts = [
        (plan.sections.len(), "count_sections", "count_sections_one"),
        (plan.indicator_count(), "count_indicators", "count_indicators_one"),
    ];
    let words = counts.into_iter().filter(|(count, ..)| *count > 0).map(|(count, many, one)| {
        let word = theme.word(if count == 1 { one } else { many });
        filled(word, &[("{n}", &count.to_string())])
    });
    let said: Vec<String> = words.collect();
    match said.is_empty() {
        true => plan.title().to_owned(),
        false => said.join(theme.word("list_separator")),
    }
}

/// What was changed of a plan's indicators within the year; `url` is the plan's.
pub(super) fn revisions<'a>(
    plan: &Plan,
    indicators: impl Iterator<Item = &'a Indicator>,
    url: &str,
    theme: &Theme,
) -> Vec<(DateTime, FeedEntry)> {
    let mut entries = Vec::new();
    for indicator in indicators {
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
pub(super) fn filled(words: &str, names: &[(&str, &str)]) -> String {
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

pub(super) fn day(date: Date) -> DateTime {
    date.to_datetime(jiff::civil::Time::midnight())
}

/// When a plan last changed, as far as its own dates tell.
pub(super) fn last_change(plan: &Plan) -> Option<DateTime> {
    own_date(plan).max(last_revision(plan.indicators().map(|(_, indicator)| indicator)))
}

/// The latest day that a plan's own front matter tells.
pub(super) fn own_date(plan: &Plan) -> Option<DateTime> {
    let front = &plan.front;
    front.published.or(front.written.map(day)).max(front.as_of_date().map(day))
}

/// The latest day on which one of these was changed.
pub(super) fn last_revision<'a>(indicators: impl Iterator<Item = &'a Indicator>) -> Option<DateTime> {
    let details = indicators.filter_map(|indicator| indicator.details.as_ref());
    details.flat_map(|details| details.revisions.iter().map(|revision| day(revision.date.date))).max()
}

/// The first day of a year.
fn start_of(year: i16) -> DateTime {
    Date::new(year, 1, 1).unwrap_or(Date::ZERO).to_datetime(jiff::civil::Time::midnight())
}
