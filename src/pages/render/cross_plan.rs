//! What the pages that look across plans have in common: an indicator in one line, links to plans and sections, which
//! plans have a page of changes.

use super::super::across::Listed;
use super::super::context_builder::indicator_anchor;
use super::prelude::*;
use crate::archive::site_archive::SITE;
use crate::model::progress::JudgedIndicator;

impl<'s> Renderer<'_, 's> {
    /// What pages show of a series, by its place in the site.
    pub(super) fn series_context(&self, at: usize) -> &SeriesContext {
        let context = self.series.get(at).unwrap_or_else(|| bug!("no series {at}"));
        context.narrow(|| Fact::Navigation)
    }

    /// A series by its title, with the way to its page.
    pub(super) fn series_link(&self, at: usize, series: &Series) -> LinkContext {
        self.env.builder.link(&self.series_context(at).title, &series.address)
    }

    /// The pages above that of an indicator or a unit of a body, the home page not counted: where there are several bodies that of
    /// the body, and the list.
    pub(super) fn above(&self, listed: Listed, at: usize, series: &Series) -> Vec<LinkContext> {
        let builder = self.env.builder;
        let own = builder.bodies.are_several() && !series.address.is_empty();
        let body = own.then(|| self.series_link(at, series));
        let list = self.env.across().list_address(listed, series);
        body.into_iter().chain([builder.word_link(listed.word(), &list)]).collect()
    }

    /// An indicator in one line.
    pub(super) fn indicator_summary(
        &self,
        (series, plan): (&Series, &Plan),
        judged: &JudgedIndicator<'_>,
    ) -> IndicatorSummary {
        let builder = self.env.builder.within(&series.address);
        let indicator = judged.indicator;
        IndicatorSummary {
            id: indicator.id.clone(),
            name: indicator.name.clone(),
            path: builder.indicator_path(&indicator.id),
            unit: indicator.unit.clone(),
            target: indicator.target.as_ref().map(|target| display::target(target, builder.lang)),
            actual: indicator
                .actual
                .as_ref()
                .map(|actual| display::measurement(actual, indicator, builder.lang)),
            attainment: builder.attainment(indicator),
            status: builder.status(&judged.progress),
            row: self.row(plan, &indicator.id),
        }
    }

    /// The path of an indicator's row in its plan's table.
    pub(super) fn row(&self, plan: &Plan, id: &str) -> String {
        let table = self.env.builder.path(&plan.table_address());
        format!("{table}#{}", indicator_anchor(id))
    }

    /// A section with its number.
    pub(super) fn section_link(&self, plan: &Plan, section: &Section) -> LinkContext {
        let at = plan.sections.iter().position(|own| std::ptr::eq(own, section));
        let ordinal = at.and_then(|at| u32::try_from(at + 1).ok());
        let ordinal =
            ordinal.unwrap_or_else(|| bug!("{} is no section of {}", section.address, plan.address));
        self.env.builder.numbered(plan, ordinal, section)
    }

    /// The pages above one of a series, or of a plan.
    pub(super) fn way_to(&self, series: &Series, title: &str, plan: Option<&Plan>) -> Vec<LinkContext> {
        let builder = self.env.builder;
        let mut crumbs = vec![self.home_link()];
        if !series.address.is_empty() {
            crumbs.push(builder.link(title, &series.address));
        }
        crumbs.extend(plan.map(|plan| builder.link(plan.title(), &plan.address)));
        crumbs
    }

    /// Whether a plan has a page of its changes: there is an earlier one, and a sealed plan was sealed with it.
    pub(super) fn has_changes(&self, plan: &'s Plan) -> bool {
        let cross_index = self.env.cross_index;
        let compared = cross_index.number(plan).and_then(|number| cross_index.compared(number));
        let sealed = self.archived.plans.iter().find(|sealed| sealed.publishes(plan));
        compared.is_some()
            && sealed.is_none_or(|sealed| {
                let file = format!("{SITE}{}", plan.changes_address().file());
                sealed.bag.files.contains_key(&file)
            })
    }
}
