//! What units answer for: `/units/<unit>/`, or below the series of the body that it belongs to.

use super::super::across::{Listed, UnitKey};
use super::super::bodies::UNITS;
use super::super::context_builder::Anchor;
use super::super::unit_pages::UnitPage;
use super::prelude::*;
use crate::model::indicator::Responsibility;
use crate::model::progress::{JudgedIndicator, JudgedPlan, RollUp};
use crate::model::recorder::answer;

impl<'s> Renderer<'_, 's> {
    /// The pages of all units, and the lists of them; nothing where no plan names any.
    pub(super) fn units(&self) -> RenderResult {
        let cross_index = self.env.cross_index;
        if !cross_index.has_units() {
            return Ok(Rendered::default());
        }
        let keys = self.keys.cross_plan();
        let all = cross_index.owners().flat_map(|owner| {
            let keys = match owner {
                None => Some(&keys.shared_units),
                Some(series) => keys.series.get(series).map(|own| &own.units),
            };
            cross_index
                .units(owner)
                .zip(keys.into_iter().flatten())
                .map(move |((name, _), key)| ((owner, &**name), key))
        });
        let all: Vec<_> = all.collect();
        let mut outcomes: Vec<RenderResult> =
            all.into_par_iter().map(|(unit, key)| self.unit(unit, key)).collect();
        outcomes.extend(self.unit_lists());
        merge(outcomes)
    }

    /// The pages of a unit.
    fn unit(&self, unit: UnitKey<'_>, key: &Fingerprint) -> RenderResult {
        let pages = self.env.across().unit_pages(unit);
        let outcomes = (0..pages.len()).map(|index| {
            let Some(page) = pages.get(index) else { return Ok(Rendered::default()) };
            self.kept_or(&page.address, key, || self.unit_page(unit, (&pages, index), page, key))
        });
        merge(outcomes.chain([self.unit_files(unit, key)]).collect())
    }

    fn unit_page(
        &self,
        unit: UnitKey<'_>,
        (pages, index): (&[UnitPage<'s>], usize),
        page: &UnitPage<'s>,
        key: &Fingerprint,
    ) -> RenderResult {
        let (owner, name) = unit;
        let builder = self.env.builder;
        let years = page.plans.chunk_by(|(_, one), (_, next)| one.year() == next.year());
        let years = years.filter_map(|alike| {
            let plans = alike.iter().map(|(at, plan)| self.unit_plan(unit, *at, plan)).collect();
            Some(UnitYear { year: alike.first()?.1.year(), plans })
        });
        let link = |page: &UnitPage<'_>| match page.year {
            None => builder.link(name, &page.address),
            Some(year) => builder.link(&self.title_of_year(year, page.number), &page.address),
        };
        let own = owner.filter(|_| builder.bodies.are_several());
        let series = own.and_then(|at| Some((at, self.env.catalog.site.series.get(at)?)));
        let mut above = match series {
            Some((at, series)) => self.above(Listed::Units, at, series),
            None => vec![builder.word_link(Listed::Units.word(), UNITS)],
        };
        let mut title = name.to_owned();
        if let (Some(year), Some(first)) = (page.year, pages.first()) {
            above.push(link(first));
            let theme = builder.theme;
            let year = self.title_of_year(year, page.number);
            title = format!("{name}{}{year}", theme.word("colon"));
        }
        let summary = match page.year {
            None => self.summary_of(unit, pages),
            Some(_) => Vec::new(),
        };
        let details = UnitDetails {
            unit: self.unit_context(unit, None),
            series: series.map(|(at, series)| self.series_link(at, series)),
            across: owner.is_none() && builder.bodies.are_several(),
            year: page.year,
            years: years.collect(),
            summary,
            subscriptions: match page.year {
                None => self.unit_subscriptions(unit),
                Some(_) => Vec::new(),
            },
            newer: index.checked_sub(1).and_then(|index| pages.get(index)).map(link),
            older: pages.get(index + 1).map(link),
        };
        let head = self.across(PageKind::Unit, &title, &page.address, above);
        self.finish(&head, key, FilledText::default(), UnitTemplate { unit: SharedValue::new(&details) })
    }

    /// `2016年`, with the number of its page, if that is not the first.
    fn title_of_year(&self, year: i16, number: usize) -> String {
        self.numbered_title(&format!("{year}{}", self.env.builder.theme.word("year_suffix")), number)
    }

    /// How much the unit answers for in each year, newest first, with the way to it.
    fn summary_of(&self, unit: UnitKey<'_>, pages: &[UnitPage<'s>]) -> Vec<UnitSummary> {
        let builder = self.env.builder;
        let plans = pages.iter().flat_map(|page| page.plans.iter().map(move |(_, plan)| (page, *plan)));
        let plans: Vec<(&UnitPage<'s>, &'s Plan)> = plans.collect();
        let duties = self.env.cross_index.duties(unit.0, unit.1);
        let duties: Vec<_> =
            duties.map(|(number, duties)| (self.env.plan(number).1.year(), duties)).collect();
        let years = plans.chunk_by(|(_, one), (_, next)| one.year() == next.year()).filter_map(|alike| {
            let (page, first) = alike.first()?;
            let year = first.year();
            let mut path = builder.path(&page.address);
            if page.year.is_none() {
                path.push_str(&format!("#_year-{year}"));
            }
            let mut rollup = RollUp::default();
            for (_, plan) in alike {
                led(unit, &self.env.catalog.judgements.of(plan), &mut rollup);
            }
            let of_year = || duties.iter().filter(|(own, _)| *own == year).map(|(_, duties)| duties);
            Some(UnitSummary {
                year,
                path,
                led: of_year().map(|duties| duties.led).sum(),
                shared: of_year().map(|duties| duties.shared).sum(),
                tasks: of_year().map(|duties| duties.tasks).sum(),
                rollup: builder.rollup(&rollup),
            })
        });
        years.collect()
    }

    /// What lists say of a unit; with a series, of what its plans give the unit to do.
    pub(super) fn unit_context(&self, (owner, name): UnitKey<'_>, series: Option<usize>) -> UnitContext {
        let duties = || {
            let all = self.env.cross_index.duties(owner, name);
            let all = all.map(|(number, duties)| (self.env.plan(number), duties));
            all.filter(move |((at, _), _)| series.is_none_or(|series| series == *at))
        };
        let years = || duties().map(|((_, plan), _)| plan.year());
        UnitContext {
            name: name.to_owned(),
            path: self.env.builder.path(&self.env.across().unit_address((owner, name))),
            led: duties().map(|(_, duties)| duties.led).sum(),
            shared: duties().map(|(_, duties)| duties.shared).sum(),
            tasks: duties().map(|(_, duties)| duties.tasks).sum(),
            first_year: years().min(),
            last_year: years().max(),
        }
    }

    fn unit_plan(&self, unit: UnitKey<'_>, at: usize, plan: &'s Plan) -> UnitPlan {
        let (owner, name) = unit;
        let builder = self.env.builder;
        let judged = self.env.catalog.judgements.of(plan);
        // Which parts name the unit is what the index knows of it; of the others nothing is shown.
        let naming: Vec<_> = answer(
            || Fact::Unit(owner, name.to_owned()),
            || plan.parts().enumerate().filter(|(_, part)| names(name, *part)).collect(),
        );
        let sections = naming
            .into_iter()
            .filter_map(|(index, part)| self.unit_section(name, (at, plan), part, judged.part(index)));
        let mut rollup = RollUp::default();
        led(unit, &judged, &mut rollup);
        UnitPlan {
            plan: builder.plan_link(plan),
            series: self.series_context(at).title.clone(),
            rollup: builder.rollup(&rollup),
            whole: plan.front.units.iter().any(|unit| unit == name),
            sections: sections.collect(),
        }
    }

    /// What a section gives a unit to do; none where it does not name it.
    fn unit_section(
        &self,
        name: &str,
        (at, plan): (usize, &'s Plan),
        part: PlanPart<'s>,
        indicators: &[JudgedIndicator<'s>],
    ) -> Option<UnitSection> {
        let section = part.section;
        let Some(series) = self.env.catalog.site.series.get(at) else { bug!("no series {at}") };
        let builder = self.env.builder.within(&series.address);
        let indicators = indicators.iter().filter_map(|one| {
            let role = role(name, &one.indicator.responsibility, section)?;
            Some(UnitIndicator { role, indicator: self.indicator_summary((series, plan), one) })
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

/// Counts how many of the indicators that a unit leads in a plan stand where.
fn led((owner, name): UnitKey<'_>, plan: &JudgedPlan<'_>, rollup: &mut RollUp) {
    let leads =
        |one: &&JudgedIndicator<'_>| role(name, &one.indicator.responsibility, one.section) == Some("lead");
    answer(
        || Fact::Unit(owner, name.to_owned()),
        || plan.all().filter(leads).for_each(|one| rollup.add(&one.progress)),
    );
}

/// Whether a section, or one of its indicators and tasks, names a unit.
pub(super) fn names(name: &str, part: PlanPart<'_>) -> bool {
    let section = part.section;
    let own = section.map(|section| &section.front.responsibility);
    let indicators = part.indicators().iter().map(|one| &one.responsibility);
    let mut items = indicators.chain(part.tasks().iter().map(|one| &one.responsibility));
    own.is_some_and(|own| role(name, own, None).is_some())
        || items.any(|own| role(name, own, section).is_some())
}

/// As what a unit is named.
pub(super) fn role(name: &str, own: &Responsibility, section: Option<&Section>) -> Option<&'static str> {
    let effective = own.within(section.map(Section::responsibility));
    if effective.leads.iter().any(|lead| lead == name) {
        Some("lead")
    } else {
        effective.partners.iter().any(|partner| partner == name).then_some("partner")
    }
}
