//! What the home page leads with: the current plan with its key indicators, and what changed last; of many bodies their directory.
//!
//! Takes the site and a `ContextBuilder`; gives template values. The current plan is the one that `site.yaml` features, else the
//! newest published plan of all series that has indicators, else the newest published one. Its key indicators are the binding
//! ones (约束性), then those of the plan as a whole, then the others in reading order, six at most. All that is shown here comes
//! from front matter, which is in the page's key.

use super::catalog::Catalog;
use super::context::*;
use super::context_builder::{Anchor, ContextBuilder, indicator_anchor};
use crate::model::date::Day;
use crate::model::history::latest;
use crate::model::indicator::Nature;
use crate::model::plan::{Plan, PlanStatus, Series, Site};
use crate::model::progress::{JudgedIndicator, JudgedPlan};
use jiff::civil::Date;
use std::cmp::Reverse;

/// How many key indicators are shown at most: two rows of three.
const KEY: usize = 6;
/// So many bodies have their plans and years listed on the home page; of more it is a directory below the current plan.
const FEW: usize = 2;
/// How many of the last events are shown.
const EVENTS: usize = 6;

/// The values of the home page. `series` are those of `site`, in the same order.
pub fn home<'a>(
    builder: ContextBuilder<'_>,
    catalog: &Catalog<'_>,
    series: &[&'a SeriesContext],
    featured: Option<&str>,
) -> HomeContext<'a> {
    let site = catalog.site;
    let many = site.series.len() > FEW;
    let rollup = |plan| builder.rollup(&catalog.judgements.of(plan).rollup());
    let owned = site.series.iter().zip(series.iter().copied());
    let latest: Vec<LatestContext<'a>> = owned
        .filter_map(|(owner, context)| {
            let newest = latest(owner)?;
            let mut plans = owner.plans.iter().zip(&context.plans);
            let (_, plan) = plans.find(|(plan, _)| std::ptr::eq(*plan, newest))?;
            Some(LatestContext { plan, rollup: rollup(newest) })
        })
        .collect();
    let leading =
        featured.and_then(|address| self::featured(site, series, address)).or_else(|| current(site, series));
    let current = leading.map(|(owner, context, plan, summary)| CurrentPlanContext {
        plan: LatestContext { plan: summary, rollup: rollup(plan) },
        series_title: &context.title,
        newest: self::latest(owner).is_some_and(|newest| std::ptr::eq(newest, plan)),
        indicators_path: builder.path(&plan.table_address()),
        key_indicators: key_indicators(&catalog.judgements.of(plan))
            .into_iter()
            .map(|judged| builder.within(&owner.address).indicator(judged, Anchor::Elsewhere))
            .collect(),
        sections: builder.section_links(plan),
    });
    let is_current = |plan: &&LatestContext<'a>| {
        current.as_ref().is_some_and(|current| current.plan.plan.link.path == plan.plan.link.path)
    };
    let newest = |owner: &Series| {
        let newest = self::latest(owner)?;
        latest.iter().find(|one| one.plan.link.path == builder.path(&newest.address)).cloned()
    };
    let bodies = site.series.iter().zip(series).filter(|_| many).map(|(owner, context)| HomeBody {
        title: &context.title,
        path: &context.path,
        latest: newest(owner),
    });
    let bodies = bodies.collect();
    let others = latest.iter().filter(|plan| !is_current(plan)).cloned().collect();
    let events = events(builder, site);
    HomeContext {
        series: series.to_vec(),
        latest,
        current,
        others,
        bodies,
        events,
        subscriptions: Vec::new(),
    }
}

/// The plan that `site.yaml` features, by its address.
fn featured<'s, 'a>(
    site: &'s Site,
    series: &[&'a SeriesContext],
    address: &str,
) -> Option<(&'s Series, &'a SeriesContext, &'s Plan, &'a PlanSummary)> {
    site.series.iter().zip(series.iter().copied()).find_map(|(owner, context)| {
        let mut plans = owner.plans.iter().zip(&context.plans);
        let (plan, summary) = plans.find(|(plan, _)| plan.address.bare() == address)?;
        Some((owner, context, plan, summary))
    })
}

/// The newest published plan that has indicators, since figures are what a reader comes for; where none has any, the newest
/// published plan. Of several of one year the one that was published last, then the first.
fn current<'s, 'a>(
    site: &'s Site,
    series: &[&'a SeriesContext],
) -> Option<(&'s Series, &'a SeriesContext, &'s Plan, &'a PlanSummary)> {
    let plans = site.series.iter().zip(series.iter().copied()).flat_map(|(owner, context)| {
        owner.plans.iter().zip(&context.plans).map(move |(plan, summary)| (owner, context, plan, summary))
    });
    plans.filter(|(_, _, plan, _)| plan.status() == PlanStatus::Published).min_by_key(|(_, _, plan, _)| {
        let has_numbers = plan.indicators().next().is_some();
        Reverse((has_numbers, plan.year(), plan.front.published))
    })
}

fn key_indicators<'j, 's>(plan: &'j JudgedPlan<'s>) -> Vec<&'j JudgedIndicator<'s>> {
    let is_binding = |one: &JudgedIndicator<'_>| {
        one.indicator.details.as_ref().is_some_and(|details| details.nature == Some(Nature::Binding))
    };
    let mut ordered: Vec<_> = plan.all().collect();
    // The sort is stable: within each group they stay in reading order.
    ordered.sort_by_key(|one| (!is_binding(one), !is_binding(one) && one.section.is_some()));
    ordered.truncate(KEY);
    ordered
}

/// What happened last, newest first: plans published, values brought up to a date, targets revised.
fn events(builder: ContextBuilder<'_>, site: &Site) -> Vec<EventContext> {
    let plans = site.series.iter().flat_map(|series| &series.plans);
    let mut dated: Vec<(Date, EventContext)> = plans
        .filter(|plan| plan.status() == PlanStatus::Published)
        .flat_map(|plan| of_plan(builder, plan))
        .collect();
    // The sort is stable: what happened on one day stays in the order of the site.
    dated.sort_by_key(|(date, _)| Reverse(*date));
    dated.truncate(EVENTS);
    dated.into_iter().map(|(_, event)| event).collect()
}

fn of_plan(builder: ContextBuilder<'_>, plan: &Plan) -> Vec<(Date, EventContext)> {
    let event = |kind: &'static str, day: &Day, path: String| EventContext {
        kind,
        date: builder.day(day),
        title: plan.title().to_owned(),
        path,
        indicator: None,
        from: None,
        to: None,
    };
    let table = plan.table_address();
    let mut events = Vec::new();
    if let Some(published) = plan.front.published {
        events.push((
            published.date(),
            event("published", &published.date().into(), builder.path(&plan.address)),
        ));
    }
    if let Some(as_of) = &plan.front.as_of
        && plan.indicators().any(|(_, indicator)| indicator.actual.is_some())
    {
        events.push((as_of.date, event("measured", as_of, builder.path(&table))));
    }
    for (_, indicator) in plan.indicators() {
        for revision in indicator.details.iter().flat_map(|details| &details.revisions) {
            let path = format!("{}#{}", builder.path(&table), indicator_anchor(&indicator.id));
            let revised = EventContext {
                indicator: Some(indicator.name.clone()),
                from: Some(revision.from.clone()),
                to: Some(revision.to.clone()),
                ..event("revised", &revision.date, path)
            };
            events.push((revision.date.date, revised));
        }
    }
    events
}
