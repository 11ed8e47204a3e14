//! A plan as the record that data files are made from.
//!
//! Takes a plan with its judgements; gives a [`PlanRecord`] that says what the pages say, in their words, and the same numbers with all of
//! their digits. Nothing is judged here.

use super::body_builder::BodyBuilder;
use super::context_builder::section_number;
use super::display;
use crate::model::config::SiteConfig;
use crate::model::date::{Day, Due};
use crate::model::indicator::{
    Details, EffectiveResponsibility, Indicator, Measurement, Milestone, Nature, Responsibility, Task,
    TaskState,
};
use crate::model::measure::Measure;
use crate::model::plan::{Pace, Plan, PlanStatus, Section, Series};
use crate::model::progress::{JudgedIndicator, JudgedPlan, Missing, Occasion, Progress, Ratio, judge_task};
use crate::model::quantity::{Bound, Direction};
use crate::model::target::{Target, TargetKind, Value};
use crate::opendata::json::digest;
use crate::opendata::number::{Number, quotient};
use crate::opendata::record::*;
use jiff::civil::Date;

/// What a record takes from elsewhere than the plan.
#[derive(Debug, Clone)]
pub struct RecordSource<'a> {
    /// What `site.yaml` says.
    pub config: &'a SiteConfig,
    /// The plan's series, and its title as pages have it.
    pub series: (&'a Series, &'a str),
    /// Which version of the plan it is.
    pub edition: Edition,
    /// The whole address of its page, where the site has one.
    pub url: Option<String>,
    /// When it last changed, as far as its own dates tell.
    pub modified: Option<Date>,
}

impl BodyBuilder<'_> {
    /// The record of a plan.
    pub fn record(self, plan: &Plan, judged: &JudgedPlan<'_>, source: &RecordSource<'_>) -> PlanRecord {
        let config = source.config;
        let data = self.plan_data(plan, source);
        let place = |section: Option<&Section>| {
            let section = section?;
            plan.sections.iter().position(|one| one.document == section.document)
        };
        let indicators: Vec<_> =
            judged.all().map(|one| self.indicator_data(one, place(one.section))).collect();
        let tasks: Vec<_> = plan
            .tasks()
            .map(|(section, task)| self.task_data(task, (plan, section), place(section)))
            .collect();
        let digest = digest(&data, &indicators, &tasks).to_string();
        PlanRecord {
            format: FORMAT,
            version: VERSION,
            provenance: Provenance {
                site: config.title.clone(),
                site_url: config.base_url.clone(),
                path: plan.address.to_string(),
                url: source.url.clone(),
                edition: source.edition.clone(),
                digest,
                licence: config.licence.clone(),
                generator: concat!("Planpress ", env!("CARGO_PKG_VERSION")),
            },
            plan: data,
            indicators,
            tasks,
        }
    }

    fn plan_data(self, plan: &Plan, source: &RecordSource<'_>) -> PlanData {
        let front = &plan.front;
        let (series, series_title) = source.series;
        let iso = |date: Date| date.to_string();
        let sections = (1..).zip(&plan.sections).map(|(ordinal, section)| SectionData {
            number: section_number(plan, ordinal, section),
            title: section.title().to_owned(),
            path: section.address.to_string(),
            leads: section.leads().to_vec(),
        });
        PlanData {
            title: front.title.clone(),
            year: front.year,
            status: if front.status == PlanStatus::Draft { "draft" } else { "published" },
            series: series.address.bare().to_owned(),
            series_title: series_title.to_owned(),
            issuer: front.issuer.clone().or_else(|| series.issuer().map(ToOwned::to_owned)),
            document_number: front.document_number.clone(),
            index_number: front.index_number.clone(),
            subject: front.subject.clone(),
            keywords: front.keywords.clone(),
            summary: front.summary.clone(),
            written: front.written.map(iso),
            published: front.published.map(|moment| moment.date()).map(iso),
            as_of: front.as_of_date().map(iso),
            modified: source.modified.map(iso),
            linear_pace: front.pace == Pace::Linear,
            sections: sections.collect(),
        }
    }

    fn indicator_data(self, judged: &JudgedIndicator<'_>, section: Option<usize>) -> IndicatorData {
        let JudgedIndicator { section: within, indicator, progress } = judged;
        let none = Details::default();
        let details = indicator.details.as_deref().unwrap_or(&none);
        let units = indicator.responsibility.within(within.map(Section::responsibility));
        let target = |target: &Target| self.target_data(target, indicator);
        let measured = |one: &Measurement| self.measurement_data(one, indicator);
        IndicatorData {
            id: indicator.id.clone(),
            name: indicator.name.clone(),
            section,
            unit: indicator.unit.clone(),
            measure: indicator.measure.map(Measure::as_str),
            direction: indicator.direction().map(|direction| match direction {
                Direction::Up => "up",
                Direction::Down => "down",
            }),
            level: indicator.level.clone(),
            nature: details.nature.map(|nature| match nature {
                Nature::Binding => "binding",
                Nature::Expected => "expected",
            }),
            target: indicator.target.as_ref().map(target),
            stretch: details.stretch.as_ref().map(target),
            benchmark: details.benchmark.as_ref().map(|benchmark| BenchmarkData {
                name: benchmark.name.clone(),
                value: measured(&benchmark.measurement),
            }),
            baseline: indicator.baseline.as_ref().map(measured),
            actual: indicator.actual.as_ref().map(measured),
            reports: indicator.reports(progress.at).into_iter().map(measured).collect(),
            done: details.done.as_ref().map(|day| day.date.to_string()),
            progress: self.progress_data(judged),
            due: units.due.map(|due| self.due_data(due)),
            leads: units.leads.to_vec(),
            partners: partners(units),
            milestones: details.milestones.iter().map(|one| self.milestone_data(one, indicator)).collect(),
            revisions: details
                .revisions
                .iter()
                .map(|revision| RevisionData {
                    date: revision.date.date.to_string(),
                    field: revision.field.clone(),
                    from: revision.from.clone(),
                    to: revision.to.clone(),
                    reason: revision.reason.clone(),
                })
                .collect(),
            replaces: details.replaces.clone(),
            sum_of: details.sum_of.clone(),
            definition: details.definition.clone(),
            source: details.source.clone(),
            note: self.note_data(details),
            excused: details.excused.clone(),
            proposed: details.proposed,
            path: self.bodies.indicator(self.series, &indicator.id).to_string(),
        }
    }

    /// The note; tables have no other place that says that an indicator is only proposed.
    fn note_data(self, details: &Details) -> Option<String> {
        if !details.proposed {
            return details.note.clone();
        }
        let said = self.theme.word("proposed");
        Some(details.note.as_ref().map_or_else(|| said.to_owned(), |note| format!("{said}；{note}")))
    }

    fn progress_data(self, judged: &JudgedIndicator<'_>) -> ProgressData {
        let Progress { attainment, used_up, distance, elapsed, reason, at, .. } = judged.progress;
        let words = self.progress(judged);
        let share = |share: Result<Ratio, Missing>| match share {
            Ok(ratio) => ShareData {
                value: Some(quotient(ratio.value)),
                part: Some(Number(ratio.part)),
                whole: Some(Number(ratio.whole)),
                text: Some(display::percent(ratio.value)),
                missing: None,
            },
            Err(missing) => ShareData {
                value: None,
                part: None,
                whole: None,
                text: None,
                missing: Some(missing.as_str()),
            },
        };
        ProgressData {
            status: words.status.map(|status| StatusData { key: status.key, text: status.text }),
            reason: reason.as_str(),
            reason_text: words.reason,
            at: at.map(|date| date.to_string()),
            attainment: share(attainment),
            used: share(used_up),
            distance: share(distance),
            elapsed: share(elapsed),
            difference: words.difference,
        }
    }

    fn target_data(self, target: &Target, indicator: &Indicator) -> TargetData {
        let (bound, second, unit, yearly) = match &target.kind {
            TargetKind::Quantity(quantity) => (Some(quantity.bound), None, quantity.unit.as_deref(), false),
            TargetKind::Change(change) => (Some(change.bound), None, Some(&*change.unit), change.yearly),
            TargetKind::Rank(rank) => (Some(rank.bound()), None, None, false),
            TargetKind::Ratio(ratio) => {
                (Some(ratio.sense.of(ratio.terms.first)), Some(ratio.terms.second), None, false)
            }
            TargetKind::Reference(_) | TargetKind::Text(_) => (None, None, None, false),
        };
        TargetData {
            text: display::target(target, self.lang),
            kind: target.kind.as_str(),
            bound: bound.map(bound_name),
            value: bound.map(|bound| Number(bound.value())),
            upper: bound.and_then(|bound| match bound {
                Bound::Between(_, upper) => Some(Number(upper)),
                _ => None,
            }),
            second: second.map(Number),
            unit: other_unit(unit, indicator),
            counts: match &target.kind {
                TargetKind::Ratio(ratio) => {
                    Some(if ratio.terms.counts_second() { "second" } else { "first" })
                }
                _ => None,
            },
            yearly,
        }
    }

    fn measurement_data(self, measurement: &Measurement, indicator: &Indicator) -> ValueData {
        let particulars = measurement.particulars.as_deref();
        let text = display::measurement(measurement, indicator, self.lang);
        ValueData {
            source: particulars.and_then(|own| own.source.clone()),
            note: particulars.and_then(|own| own.note.clone()),
            ..value_data(&measurement.value, indicator, text, measurement.day())
        }
    }

    fn milestone_data(self, milestone: &Milestone, indicator: &Indicator) -> MilestoneData {
        let actual = milestone.actual.as_ref().map(|value| {
            value_data(value, indicator, display::measured(value, indicator.unit.as_deref(), self.lang), None)
        });
        MilestoneData {
            due: self.due_data(&Due::On(milestone.due.clone())),
            target: milestone.target.as_ref().map(|target| self.target_data(target, indicator)),
            actual,
            done: milestone.done.as_ref().map(|day| day.date.to_string()),
        }
    }

    fn due_data(self, due: &Due) -> DueData {
        let date = match due {
            Due::On(day) => Some(day.date.to_string()),
            Due::Continuous(_) => None,
        };
        DueData { text: display::due(due, self.lang, self.theme), date }
    }

    fn task_data(
        self,
        task: &Task,
        (plan, within): (&Plan, Option<&Section>),
        section: Option<usize>,
    ) -> TaskData {
        let own: Option<&Responsibility> = within.map(Section::responsibility);
        let units = task.responsibility.within(own);
        TaskData {
            id: task.id.clone(),
            name: task.name.clone(),
            section,
            leads: units.leads.to_vec(),
            partners: partners(units),
            due: units.due.map(|due| self.due_data(due)),
            state: task.state.as_ref().map(|state| StateData {
                key: display::state_key(state),
                text: display::state(state, self.theme),
            }),
            reason: match &task.state {
                Some(TaskState::Dropped(reason)) => Some(reason.clone()),
                _ => None,
            },
            overdue: judge_task(task, own, Occasion::of(&plan.front)).is_overdue,
            note: task.note.clone(),
        }
    }
}

fn partners(units: EffectiveResponsibility<'_>) -> Vec<String> {
    units.other_partners().cloned().collect()
}

fn value_data(value: &Value, indicator: &Indicator, text: String, day: Option<&Day>) -> ValueData {
    let (kind, number, second, unit) = match value {
        Value::Number(number) => ("number", Some(*number), None, None),
        Value::Change(amount) => ("change", Some(amount.value), None, Some(&*amount.unit)),
        Value::Rank(place) => ("rank", Some(*place), None, None),
        Value::Ratio(terms) => ("ratio", Some(terms.first), Some(terms.second), None),
        Value::Text(_) => ("text", None, None, None),
    };
    ValueData {
        text,
        kind,
        value: number.map(Number),
        second: second.map(Number),
        unit: other_unit(unit, indicator),
        date: day.map(|day| day.date.to_string()),
        date_text: day.and_then(|day| day.words.as_deref()).map(ToOwned::to_owned),
        source: None,
        note: None,
    }
}

/// A unit where it is not the indicator's.
fn other_unit(unit: Option<&str>, indicator: &Indicator) -> Option<String> {
    unit.filter(|unit| indicator.unit.as_deref() != Some(unit)).map(ToOwned::to_owned)
}

/// The stable name of a bound.
const fn bound_name(bound: Bound) -> &'static str {
    match bound {
        Bound::Exactly(_) => "exactly",
        Bound::AtLeast(_) => "at-least",
        Bound::MoreThan(_) => "more-than",
        Bound::AtMost(_) => "at-most",
        Bound::LessThan(_) => "less-than",
        Bound::Between(..) => "between",
        Bound::About(_) => "about",
    }
}
