//! The lists of indicators: one for each body, over as many pages as it needs; of several bodies `/indicators/` is the directory.

use super::super::across::{Listed, rows_of};
use super::super::bodies::INDICATORS;
use super::prelude::*;
use crate::model::comparison::Placed;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// An indicator in the list of its body.
struct ListedIndicator<'s> {
    /// The newest plan that has it.
    plan: &'s Plan,
    placed: Placed<'s>,
    /// Whether that is the newest plan of all.
    current: bool,
    first_year: i16,
}

impl<'s> Renderer<'_, 's> {
    /// The pages of all lists, and the directory of bodies where there are several.
    pub(super) fn indicator_lists(&self) -> Vec<RenderResult> {
        let site = self.env.catalog.site.series.iter().enumerate();
        let mut outcomes: Vec<RenderResult> =
            site.map(|(at, series)| self.indicator_list(at, series)).collect();
        outcomes
            .extend(self.env.across().has_directory(Listed::Indicators).then(|| self.indicator_directory()));
        outcomes
    }

    /// The pages of one body's list; nothing where no plan of it has any.
    fn indicator_list(&self, at: usize, series: &'s Series) -> RenderResult {
        let Some(keys) = self.keys.cross_plan().series.get(at) else { bug!("series {at} has no keys") };
        let all = OnceLock::new();
        self.list_pages(Listed::Indicators, (at, series), &keys.indicator_list, |number, pages| {
            let all = all.get_or_init(|| Traced::of(|| listed_of(series))).get();
            IndicatorListTemplate {
                lists: SharedValue::new(&vec![self.listed_page(at, series, rows_of(all, number))]),
                bodies: SharedValue::new(&self.directory_on(Listed::Indicators, series, number)),
                pages: SharedValue::new(&pages),
            }
        })
    }

    /// The bodies that have indicators, each with the way to its list.
    fn indicator_directory(&self) -> RenderResult {
        let words = ("indicator_list", Some("indicator_directory_lead"));
        let key = &self.keys.cross_plan().indicator_directory;
        self.list((PageKind::IndicatorList, INDICATORS), words, key, || IndicatorListTemplate {
            lists: SharedValue::new(&Vec::new()),
            bodies: SharedValue::new(&self.directory(Listed::Indicators)),
            pages: SharedValue::new(&None),
        })
    }

    /// What one page of a body's list shows: the indicators of the newest plan by section, then those that it has no more.
    fn listed_page(&self, at: usize, series: &'s Series, listed: &[ListedIndicator<'s>]) -> IndicatorList {
        let Some(newest) = series.plans.first() else { bug!("series {at} has no plan") };
        let row = |one: &ListedIndicator<'s>| {
            let judged = self.env.catalog.judgements.of(one.plan).get(one.placed);
            IndicatorListRow {
                first_year: one.first_year,
                last_year: one.plan.year(),
                indicator: self.indicator_summary((series, one.plan), &judged),
            }
        };
        let current = listed.iter().position(|one| !one.current).unwrap_or(listed.len());
        let (current, ended) = listed.split_at_checked(current).unwrap_or((listed, &[]));
        let document = |one: &ListedIndicator<'s>| one.placed.0.map(|section| section.document);
        let sections = current.chunk_by(|one, next| document(one) == document(next)).map(|own| {
            let section = own.first().and_then(|one| one.placed.0);
            IndicatorListSection {
                section: section.map(|section| self.section_link(newest, section)),
                indicators: own.iter().map(row).collect(),
            }
        });
        IndicatorList {
            series: self.series_link(at, series),
            plan: self.env.builder.plan_link(newest),
            sections: sections.collect(),
            ended: ended.iter().map(row).collect(),
        }
    }
}

/// The indicators of a series in the order of its list: those of the newest plan as they stand there, then those of the plans
/// before, the latest first.
fn listed_of(series: &Series) -> Vec<ListedIndicator<'_>> {
    let mut listed: Vec<ListedIndicator<'_>> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, plan) in series.plans.iter().enumerate() {
        let year = plan.year();
        for placed in plan.indicators() {
            let at = *known.entry(placed.1.id.as_str()).or_insert(listed.len());
            match listed.get_mut(at) {
                Some(one) => one.first_year = year.min(one.first_year),
                None => listed.push(ListedIndicator { plan, placed, current: index == 0, first_year: year }),
            }
        }
    }
    listed
}
