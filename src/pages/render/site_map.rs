//! The page that lists all pages of the site, for people (网站地图).

use super::super::route::{SITE_MAP, is_taken};
use super::prelude::*;

/// A site with more sections than this lists its plans only, each with the number of its sections: a list
/// that nobody can look through helps nobody.
pub(super) const MOST_LISTED: usize = 2000;

/// A site with more plans than this lists its series only, each with the number of its plans.
const MOST_PLANS: usize = 500;

impl Renderer<'_, '_> {
    pub(super) fn site_map(&self) -> RenderResult {
        if is_taken(self.env.catalog, SITE_MAP) {
            return Ok(Rendered::default());
        }
        let key = self.keys.site_map();
        self.list((PageKind::SiteMap, SITE_MAP), ("site_map", None), &key, || SiteMapTemplate {
            site_map: SharedValue::new(&SiteMapContext { pages: self.mapped_pages(), series: self.map() }),
        })
    }

    /// The ordinary pages; those of the top level only where nobody could look through all.
    fn mapped_pages(&self) -> Vec<LinkContext> {
        let site = self.env.catalog.site;
        let link = |leaf: &Leaf| self.env.builder.link(leaf.title(), &leaf.address);
        if site.pages.len() > MOST_LISTED {
            site.top_pages().map(link).collect()
        } else {
            site.pages.iter().map(link).collect()
        }
    }

    /// All series with their plans; with the sections too, unless there are too many.
    pub(super) fn map(&self) -> Vec<MappedSeries> {
        let site = self.env.catalog.site;
        let sections: usize =
            site.series.iter().flat_map(|series| &series.plans).map(|plan| plan.sections.len()).sum();
        let whole = sections <= MOST_LISTED;
        let with_plans = site.series.iter().map(|series| series.plans.len()).sum::<usize>() <= MOST_PLANS;
        let series = site.series.iter().zip(self.series).enumerate().map(|(at, (series, context))| {
            let SeriesContext { title, path, .. } = context.narrow(|| Fact::Navigation);
            MappedSeries {
                title: title.clone(),
                path: path.clone(),
                lists: self.lists_of_body(at, series),
                plans: if with_plans { self.mapped(series, whole) } else { Vec::new() },
                plan_count: series.plans.len(),
            }
        });
        series.collect()
    }

    fn mapped(&self, series: &Series, with_sections: bool) -> Vec<MappedPlan> {
        let builder = self.env.builder;
        let sections = |plan: &Plan| -> Vec<LinkContext> {
            let numbered = (1..).zip(&plan.sections).filter(|_| with_sections);
            numbered.map(|(ordinal, section)| builder.numbered(plan, ordinal, section)).collect()
        };
        let mapped = |plan: &Plan| MappedPlan {
            title: plan.title().to_owned(),
            path: builder.path(&plan.address),
            draft: plan.status() == PlanStatus::Draft,
            sections: sections(plan),
            section_count: plan.sections.len(),
            indicators_path: builder.path(&plan.table_address()),
            indicator_count: plan.indicator_count(),
        };
        series.plans.iter().map(mapped).collect()
    }
}
