//! What units answer for, over all plans: `/units/` and `/units/<unit>/`.

use super::super::context_builder::Anchor;
use super::super::cross_index::{Duties, UNITS, unit_address};
use super::prelude::*;
use crate::model::indicator::Responsibility;
use crate::model::progress::{JudgedIndicator, JudgedPlan, RollUp};
use crate::model::recorder::answer;
use std::collections::BTreeSet;

/// How many indicators and tasks a unit's page lists. The newest plan of each series is always there; years
/// before are only counted once the page is longer than anyone reads.
const MOST: usize = 200;

impl<'s> Renderer<'_, 's> {
    /// The list of units and the page of each; nothing where no plan names any.
    pub(super) fn units(&self) -> RenderResult {
        let cross_index = self.env.cross_index;
        let all: Vec<_> = cross_index.units().zip(&self.keys.cross_plan().units).collect();
        if all.is_empty() {
            return Ok(Rendered::default());
        }
        let mut outcomes: Vec<RenderResult> = all
            .into_par_iter()
            .map(|((name, _), key)| {
                let address = unit_address(name);
                self.kept_or(&address, key, || self.unit(name, &address, key))
            })
            .collect();
        outcomes.push(self.unit_list());
        merge(outcomes)
    }

    fn unit_list(&self) -> RenderResult {
        let [_, key] = &self.keys.cross_plan().lists;
        let words = ("unit_list", Some("unit_list_lead"));
        self.list((PageKind::UnitList, UNITS), words, key, || {
            let units = self.env.cross_index.units().map(|(name, _)| self.unit_context(name));
            UnitListTemplate { units: SharedValue::new(&units.collect()) }
        })
    }

    fn unit(&self, name: &str, address: &PageAddress, key: &Fingerprint) -> RenderResult {
        let builder = self.env.builder;
        let plans = self.env.cross_index.duties(name).map(|(number, duties)| {
            let (series, plan) = self.env.plan(number);
            (series, plan, duties)
        });
        // Newest year first; within one the order of the series.
        let mut plans: Vec<(usize, &Plan, &Duties)> = plans.collect();
        plans.sort_by_key(|(_, plan, _)| std::cmp::Reverse(plan.year()));
        let (mut years, mut earlier): (Vec<UnitYear>, Vec<RollUpRow>) = Default::default();
        let (mut seen, mut rows) = (BTreeSet::new(), 0);
        for alike in plans.chunk_by(|(_, one, _), (_, next, _)| one.year() == next.year()) {
            let mut own = Vec::new();
            for (at, plan, duties) in alike {
                let title = self.series_context(*at).title.clone();
                rows += duties.led + duties.shared + duties.tasks;
                if seen.insert(*at) || rows <= MOST {
                    own.push(self.unit_plan(name, plan, title));
                } else {
                    earlier.push(RollUpRow {
                        title: plan.title().to_owned(),
                        path: Some(builder.path(&plan.address)),
                        rollup: builder.rollup(&led(name, &self.env.catalog.judgements.of(plan))),
                    });
                }
            }
            if let (false, Some((_, plan, _))) = (own.is_empty(), alike.first()) {
                years.push(UnitYear { year: plan.year(), plans: own });
            }
        }
        let page = UnitDetails { unit: self.unit_context(name), years, earlier };
        let list = builder.word_link("unit_list", UNITS);
        let head = self.across(PageKind::Unit, name, address, vec![list]);
        self.finish(&head, key, FilledText::default(), UnitTemplate { unit: SharedValue::new(&page) })
    }

    fn unit_context(&self, name: &str) -> UnitContext {
        let duties = || self.env.cross_index.duties(name);
        let years = || duties().map(|(number, _)| self.env.plan(number).1.year());
        UnitContext {
            name: name.to_owned(),
            path: self.env.builder.unit_path(name),
            led: duties().map(|(_, duties)| duties.led).sum(),
            shared: duties().map(|(_, duties)| duties.shared).sum(),
            tasks: duties().map(|(_, duties)| duties.tasks).sum(),
            first_year: years().min(),
            last_year: years().max(),
        }
    }

    fn unit_plan(&self, name: &str, plan: &'s Plan, series: String) -> UnitPlan {
        let builder = self.env.builder;
        let judged = self.env.catalog.judgements.of(plan);
        // Which parts name the unit is what the index knows of it; of the others nothing is shown.
        let naming: Vec<_> = answer(
            || Fact::Unit(name.to_owned()),
            || plan.parts().enumerate().filter(|(_, part)| names(name, *part)).collect(),
        );
        let sections = naming
            .into_iter()
            .filter_map(|(index, part)| self.unit_section(name, plan, part, judged.part(index)));
        UnitPlan {
            plan: builder.plan_link(plan),
            series,
            rollup: builder.rollup(&led(name, &judged)),
            whole: plan.front.units.iter().any(|unit| unit == name),
            sections: sections.collect(),
        }
    }

    /// What a section gives a unit to do; none where it does not name it.
    fn unit_section(
        &self,
        name: &str,
        plan: &'s Plan,
        part: PlanPart<'s>,
        indicators: &[JudgedIndicator<'s>],
    ) -> Option<UnitSection> {
        let section = part.section;
        let builder = self.env.builder;
        let indicators = indicators.iter().filter_map(|one| {
            let role = role(name, &one.indicator.responsibility, section)?;
            Some(UnitIndicator { role, indicator: self.indicator_summary(plan, one) })
        });
        let tasks = part.tasks().iter().filter_map(|task| {
            let role = role(name, &task.responsibility, section)?;
            Some(UnitTask { role, task: builder.task(task, (&plan.front, section), Anchor::Elsewhere) })
        });
        let own = section.and_then(|section| role(name, &section.front.responsibility, None));
        let (indicators, tasks): (Vec<_>, Vec<_>) = (indicators.collect(), tasks.collect());
        if own.is_none() && indicators.is_empty() && tasks.is_empty() {
            return None;
        }
        let section = section.map(|section| self.section_link(plan, section));
        Some(UnitSection { section, role: own, indicators, tasks })
    }
}

/// How many of the indicators that a unit leads in a plan stand where.
fn led(name: &str, plan: &JudgedPlan<'_>) -> RollUp {
    let leads =
        |one: &&JudgedIndicator<'_>| role(name, &one.indicator.responsibility, one.section) == Some("lead");
    answer(|| Fact::Unit(name.to_owned()), || RollUp::of(plan.all().filter(leads).map(|one| &one.progress)))
}

/// Whether a section, or one of its indicators and tasks, names a unit.
fn names(name: &str, part: PlanPart<'_>) -> bool {
    let section = part.section;
    let own = section.map(|section| &section.front.responsibility);
    let indicators = part.indicators().iter().map(|one| &one.responsibility);
    let mut items = indicators.chain(part.tasks().iter().map(|one| &one.responsibility));
    own.is_some_and(|own| role(name, own, None).is_some())
        || items.any(|own| role(name, own, section).is_some())
}

/// As what a unit is named.
fn role(name: &str, own: &Responsibility, section: Option<&Section>) -> Option<&'static str> {
    let effective = own.within(section.map(Section::responsibility));
    if effective.leads.iter().any(|lead| lead == name) {
        Some("lead")
    } else {
        effective.partners.iter().any(|partner| partner == name).then_some("partner")
    }
}
