//! What one body says as template values: its indicators, its tasks, and who answers for them.
//!
//! The same id, or the same name of a unit, means something else in another body's plans, and leads to another page: so these
//! values are only made by who says whose plan it is.

use super::context::*;
use super::context_builder::{Anchor, ContextBuilder, indicator_anchor};
use super::display;
use crate::model::address::PageAddress;
use crate::model::indicator::{Details, Indicator, Measurement, Responsibility, Task, TaskState};
use crate::model::measure::Measure;
use crate::model::plan::{PlanFront, Section};
use crate::model::progress::{JudgedIndicator, Occasion, judge_task};
use crate::model::target::Target;
use std::ops::Deref;

/// A builder of template values that knows whose plans it speaks of.
#[derive(Debug, Clone, Copy)]
pub struct BodyBuilder<'a> {
    /// What all bodies share.
    pub builder: ContextBuilder<'a>,
    /// The address of the body's series.
    pub series: &'a PageAddress,
}

impl<'a> Deref for BodyBuilder<'a> {
    type Target = ContextBuilder<'a>;

    fn deref(&self) -> &ContextBuilder<'a> {
        &self.builder
    }
}

impl BodyBuilder<'_> {
    /// The path of an indicator's page.
    pub fn indicator_path(self, id: &str) -> String {
        self.path(&self.bodies.indicator(self.series, id))
    }

    /// An indicator, with where it stands.
    pub fn indicator(self, judged: &JudgedIndicator<'_>, anchor: Anchor) -> IndicatorContext {
        let JudgedIndicator { section, indicator, progress } = judged;
        let none = Details::default();
        let details = indicator.details.as_deref().unwrap_or(&none);
        let (units, due) = self.responsibility(&indicator.responsibility, *section);
        let target = indicator.target.as_ref();
        IndicatorContext {
            id: indicator.id.clone(),
            anchor: (anchor == Anchor::Here).then(|| indicator_anchor(&indicator.id)),
            name: indicator.name.clone(),
            path: self.indicator_path(&indicator.id),
            unit: indicator.unit.clone(),
            measure: indicator.measure.map(Measure::as_str),
            target: target.map(|target| display::target(target, self.lang)),
            target_symbols: target.and_then(Target::symbols).map(|symbols| display::minus(&symbols)),
            stretch: details.stretch.as_ref().map(|stretch| display::target(stretch, self.lang)),
            benchmark: details.benchmark.as_ref().map(|benchmark| BenchmarkContext {
                name: benchmark.name.clone(),
                value: self.measurement(&benchmark.measurement, indicator),
            }),
            done: details.done.as_ref().map(|day| display::day(day, self.lang)),
            baseline: indicator.baseline.as_ref().map(|value| self.measurement(value, indicator)),
            actual: indicator.actual.as_ref().map(|value| self.measurement(value, indicator)),
            attainment: self.attainment(indicator),
            reports: match indicator.reports(progress.at).as_slice() {
                [] | [_] => Vec::new(),
                reports => reports.iter().map(|report| self.measurement(report, indicator)).collect(),
            },
            status: self.status(progress),
            level: indicator.level.clone(),
            nature: details.nature.map(|nature| display::nature(nature, self.theme).to_owned()),
            units,
            due,
            definition: details.definition.clone(),
            source: details.source.clone(),
            note: details.note.clone(),
            excused: details.excused.clone(),
            proposed: details.proposed,
            milestones: details
                .milestones
                .iter()
                .map(|milestone| MilestoneContext {
                    due: display::day(&milestone.due, self.lang),
                    target: milestone.target.as_ref().map(|target| display::target(target, self.lang)),
                    actual: milestone
                        .actual
                        .as_ref()
                        .map(|value| display::measured(value, indicator.unit.as_deref(), self.lang)),
                    done: milestone.done.as_ref().map(|day| display::day(day, self.lang)),
                    is_due: progress.at.is_some_and(|at| milestone.due.date <= at),
                })
                .collect(),
            revisions: details
                .revisions
                .iter()
                .map(|revision| RevisionContext {
                    date: display::day(&revision.date, self.lang),
                    field: revision.field.clone(),
                    from: revision.from.clone(),
                    to: revision.to.clone(),
                    reason: revision.reason.clone(),
                })
                .collect(),
            replaces: details.replaces.clone(),
        }
    }

    fn measurement(self, measurement: &Measurement, indicator: &Indicator) -> MeasurementContext {
        let particulars = measurement.particulars.as_deref();
        MeasurementContext {
            text: display::measurement(measurement, indicator, self.lang),
            date: measurement.day().map(|day| display::day(day, self.lang)),
            source: particulars.and_then(|p| p.source.clone()),
            note: particulars.and_then(|p| p.note.clone()),
        }
    }

    /// Who answers for an item and by when; the section's where the item does not say.
    fn responsibility(
        self,
        own: &Responsibility,
        section: Option<&Section>,
    ) -> (ResponsibleUnits, Option<String>) {
        let due = own.within(section.map(Section::responsibility)).due;
        (self.responsible_units(own, section), due.map(|due| display::due(due, self.lang, self.theme)))
    }

    /// Who answers for an item, or for a section itself; the section's where the item does not say.
    pub fn responsible_units(self, own: &Responsibility, section: Option<&Section>) -> ResponsibleUnits {
        let effective = own.within(section.map(Section::responsibility));
        let partners: Vec<String> = effective.other_partners().cloned().collect();
        ResponsibleUnits {
            lead: self.names(effective.leads),
            lead_path: match effective.leads {
                [only] => Some(self.unit_path(only)),
                _ => None,
            },
            leads: self.unit_links(effective.leads),
            partner_links: self.unit_links(&partners),
            partners,
        }
    }

    /// The path of a unit's page.
    pub fn unit_path(self, unit: &str) -> String {
        self.path(&self.bodies.unit(self.series, unit))
    }

    /// Links to the pages of units.
    pub fn unit_links(self, units: &[impl AsRef<str>]) -> Vec<LinkContext> {
        let link = |unit: &str| self.link(unit, &self.bodies.unit(self.series, unit));
        units.iter().map(|unit| link(unit.as_ref())).collect()
    }

    /// A task; `section` is where it stands.
    pub fn task(
        self,
        task: &Task,
        (plan, section): (&PlanFront, Option<&Section>),
        anchor: Anchor,
    ) -> TaskContext {
        let own = section.map(Section::responsibility);
        let (units, due) = self.responsibility(&task.responsibility, section);
        TaskContext {
            id: task.id.clone(),
            anchor: (anchor == Anchor::Here).then(|| format!("task:{}", task.id)),
            name: task.name.clone(),
            units,
            due,
            state: task.state.as_ref().map(display::state_key),
            state_text: task.state.as_ref().map(|state| display::state(state, self.theme)),
            reason: match &task.state {
                Some(TaskState::Dropped(reason)) => Some(reason.clone()),
                _ => None,
            },
            note: task.note.clone(),
            overdue: judge_task(task, own, Occasion::of(plan)).is_overdue,
        }
    }
}
