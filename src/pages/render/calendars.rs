//! Calendars of due dates (`deadlines.ics`): those of each series, of the plans of its newest year, and what those of units are made
//! from.

use super::super::address::encode_ascii;
use super::super::calendar::{CalendarEvent, calendar};
use super::feeds::{filled, last_change};
use super::prelude::*;
use crate::digest::Digest;
use crate::model::config::Lang;
use crate::model::date::Due;
use crate::model::indicator::{EffectiveResponsibility, TaskState};
use crate::model::target::Target;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What a calendar is called below the address of the page that it belongs to.
pub const DEADLINES: &str = "deadlines.ics";

/// The plans of the newest year of a series: who subscribes to due dates has no use for those of years ago.
pub fn newest_plans(series: &Series) -> impl Iterator<Item = &Plan> {
    let newest = series.plans.iter().map(Plan::year).max();
    series.plans.iter().filter(move |plan| Some(plan.year()) == newest)
}

/// Whether anything in these parts of a plan is due on a day, of the items whose responsibility is `wanted`.
pub(super) fn has_due<'p>(
    mut parts: impl Iterator<Item = PlanPart<'p>>,
    wanted: impl Fn(&EffectiveResponsibility<'_>) -> bool,
) -> bool {
    parts.any(|part| !due_items(std::iter::once(part), &wanted, Lang::Chinese, "").is_empty())
}

impl Renderer<'_, '_> {
    /// The calendars of all series that have due dates.
    pub(super) fn calendars(&self, base: &str) -> RenderResult {
        let all = self.env.catalog.site.series.par_iter().zip(self.series);
        merge(all.map(|(series, context)| self.series_calendar(base, series, context)).collect())
    }

    fn series_calendar(&self, base: &str, series: &Series, context: &Traced<SeriesContext>) -> RenderResult {
        let title = context.narrow(|| Fact::Navigation).title.as_str();
        let file = format!("{}{DEADLINES}", series.address);
        let key = self.keys.plans(&file, title, &Digest::of(b""), newest_plans(series));
        self.kept_file_or(&file, (ArtifactKind::Other, &key), || {
            let events = newest_plans(series).flat_map(|plan| {
                let stamp = last_change(plan).map(|moment| moment.date());
                self.events((base, ""), (plan, stamp), plan.parts(), |_| true)
            });
            self.put_calendar(&file, title, events.collect(), &key)
        })
    }

    /// Puts a calendar, unless there is nothing in it.
    pub(super) fn put_calendar(
        &self,
        file: &str,
        title: &str,
        mut events: Vec<CalendarEvent>,
        key: &Fingerprint,
    ) -> RenderResult {
        if !events.is_empty() {
            events.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
            let name = filled(self.env.builder.theme.word("deadlines_of"), &[("{name}", title)]);
            self.put(file, calendar(&name, &events).into_bytes(), (ArtifactKind::Other, key.digest()))?;
        }
        Ok(Rendered::default())
    }

    /// What is due of these parts of a plan, by day; of the items whose responsibility is `wanted`. `of` tells the calendar from
    /// others with the same days; the stamp is when the plan last changed.
    pub(super) fn events<'p>(
        &self,
        (base, of): (&str, &str),
        (plan, stamp): (&Plan, Option<Date>),
        parts: impl Iterator<Item = PlanPart<'p>>,
        wanted: impl Fn(&EffectiveResponsibility<'_>) -> bool,
    ) -> Vec<CalendarEvent> {
        let (builder, theme) = (self.env.builder, self.env.builder.theme);
        let address = encode_ascii(&plan.address);
        let host = base.split_once("://").map_or(base, |(_, rest)| rest);
        let host = host.split_once('/').map_or(host, |(host, _)| host);
        due_items(parts, wanted, builder.lang, theme.word("list_separator"))
            .into_iter()
            .map(|(date, items)| {
                let id =
                    Digest::of_parts([base.as_bytes(), plan.address.as_bytes(), of.as_bytes()]).to_string();
                let summary = match items.as_slice() {
                    [one] => one.clone(),
                    many => filled(
                        theme.word("deadlines_due"),
                        &[("{n}", &many.len().to_string()), ("{plan}", plan.title())],
                    ),
                };
                CalendarEvent {
                    id: format!("{}-{date}@{host}", id.get(..16).unwrap_or(&id)),
                    date,
                    stamp,
                    summary,
                    description: format!("{}\n{}", plan.title(), items.join("\n")),
                    url: format!("{base}{address}"),
                }
            })
            .collect()
    }
}

/// The items of parts of a plan that are due on a day: indicators and milestones with their targets, and tasks that were not
/// given up. Each is there once a day, so that they can be counted: a target stands for the milestone of its own day.
fn due_items<'p>(
    parts: impl Iterator<Item = PlanPart<'p>>,
    wanted: impl Fn(&EffectiveResponsibility<'_>) -> bool,
    lang: Lang,
    separator: &str,
) -> BTreeMap<Date, Vec<String>> {
    let mut items: BTreeMap<Date, Vec<(&'p str, String)>> = BTreeMap::new();
    let mut add = |date: Date, id: &'p str, line: String| {
        let of_day = items.entry(date).or_default();
        match of_day.iter_mut().find(|(known, _)| *known == id) {
            Some((_, known)) => *known = line,
            None => of_day.push((id, line)),
        }
    };
    for part in parts {
        let section = part.section.map(Section::responsibility);
        let line = |name: &str, target: Option<&Target>, by: &EffectiveResponsibility<'_>| {
            let (colon, open, close) = match lang {
                Lang::Chinese => ("：", "（", "）"),
                Lang::English => (": ", " (", ")"),
            };
            let leads = by.leads.join(separator);
            let target =
                target.map(|target| format!("{colon}{}", display::target(target, lang))).unwrap_or_default();
            let leads = if leads.is_empty() { leads } else { format!("{open}{leads}{close}") };
            format!("{name}{target}{leads}")
        };
        for indicator in part.indicators() {
            let by = indicator.responsibility.within(section);
            if !wanted(&by) {
                continue;
            }
            let milestones = indicator.details.iter().flat_map(|details| &details.milestones);
            for milestone in milestones {
                let text = line(&indicator.name, milestone.target.as_ref(), &by);
                add(milestone.due.date, &indicator.id, text);
            }
            if let Some(Due::On(day)) = by.due {
                add(day.date, &indicator.id, line(&indicator.name, indicator.target.as_ref(), &by));
            }
        }
        for task in part.tasks() {
            let by = task.responsibility.within(section);
            let is_given_up = matches!(task.state, Some(TaskState::Dropped(_)));
            if let (Some(Due::On(day)), false, true) = (by.due, is_given_up, wanted(&by)) {
                add(day.date, &task.id, line(&task.name, None, &by));
            }
        }
    }
    let lines = |of_day: Vec<(&str, String)>| of_day.into_iter().map(|(_, line)| line).collect();
    items.into_iter().map(|(date, of_day)| (date, lines(of_day))).collect()
}
