//! What a plan changes against the one before it: `<plan>/changes/`.

use super::super::body_builder::BodyBuilder;
use super::super::context_builder::Anchor;
use super::prelude::*;
use crate::model::comparison::{
    Ambition, Change, Comparison, LeadChange, Movement, Origin, Placed, TargetChange, TaskChange, UnitPair,
};
use crate::model::history::{earlier, unit_of};
use crate::model::indicator::Indicator;

impl<'s> Renderer<'_, 's> {
    /// The page of a plan's changes; nothing where the series has no earlier plan.
    pub(super) fn changes(
        &self,
        series: &'s Series,
        context: &SeriesContext,
        plan: &'s Plan,
    ) -> RenderResult {
        let number = self.env.cross_index.number(plan);
        let Some(key) = number.and_then(|number| self.keys.cross_plan().changes.get(number)?.as_ref()) else {
            return Ok(Rendered::default());
        };
        let Some(before) = earlier(series, plan) else {
            bug!("{} has nothing to be compared with", plan.address)
        };
        let address = plan.changes_address();
        self.kept_or(&address, key, || {
            let builder = self.env.builder;
            let head = PageHead {
                summary: plan.front.summary.as_deref(),
                draft: plan.status() == PlanStatus::Draft,
                breadcrumbs: self.way_to(series, &context.title, Some(plan)),
                ..PageHead::new(PageKind::Changes, builder.theme.word("changes"), &address)
            };
            let values = ChangesTemplate {
                plan: SharedValue::new(&builder.plan(plan, context, None)),
                changes: SharedValue::new(&self.compared(series, before, plan)),
            };
            self.finish(&head, key, FilledText::default(), values)
        })
    }

    fn compared(&self, series: &Series, before: &Plan, plan: &Plan) -> ChangesContext {
        let builder = self.env.builder.within(&series.address);
        let comparison = Comparison::new(before, plan);
        let mut groups: Vec<ChangeGroup> = ["new", "dropped", "succession", "raised", "lowered", "other"]
            .map(|key| ChangeGroup { key, indicators: Vec::new() })
            .into();
        let mut unchanged = Vec::new();
        for change in &comparison.indicators {
            let own = self.change(builder, plan, change);
            let key = group(change);
            match groups.iter_mut().find(|group| group.key == key) {
                Some(group) => group.indicators.push(own),
                None => unchanged.push(own),
            }
        }
        groups.retain(|group| !group.indicators.is_empty());
        let mut tasks = TaskChanges { new: Vec::new(), carried_on: Vec::new(), gone: Vec::new() };
        for change in &comparison.tasks {
            let value =
                |plan: &Plan, section, task| builder.task(task, (&plan.front, section), Anchor::Elsewhere);
            match change {
                TaskChange::New(section, task) => tasks.new.push(value(plan, *section, task)),
                TaskChange::CarriedOn(section, task, leads) => tasks.carried_on.push(CarriedTask {
                    task: value(plan, *section, task),
                    leads_changed: leads.as_ref().map(|leads| lead_change(builder, leads)),
                }),
                TaskChange::Gone(section, task) => tasks.gone.push(value(before, *section, task)),
            }
        }
        let years = before.year().saturating_add(1)..plan.year();
        let there = |year: &i16| series.plans.iter().any(|plan| plan.year() == *year);
        ChangesContext {
            before: builder.plan_link(before),
            missing: years.filter(|year| !there(year)).take(MOST_MISSING).collect(),
            counts: comparison.counts(),
            groups,
            unchanged,
            tasks,
        }
    }

    fn change(&self, builder: BodyBuilder<'_>, plan: &Plan, change: &Change<'_>) -> IndicatorChange {
        let target = |indicator: &Indicator| {
            indicator.target.as_ref().map(|target| display::target(target, builder.lang))
        };
        let path = |indicator: &Indicator| builder.indicator_path(&indicator.id);
        let shown: Option<Placed<'_>> = change.now.or(change.before.first().copied());
        let Some((_, shown)) = shown else { bug!("a change of no indicator in {}", plan.address) };
        let single = match change.before.as_slice() {
            [(_, one)] => Some(*one),
            _ => None,
        };
        let same = matches!(change.origin, Origin::Kept | Origin::Dropped);
        let before = change.before.iter().filter(|_| !same).map(|(_, one)| EarlierIndicator {
            name: one.name.clone(),
            path: path(one),
            target: target(one),
        });
        let compared = match change.target {
            Some(TargetChange::Compared { movement, bound, units }) => (movement, bound, units),
            _ => (None, false, UnitPair::Same),
        };
        let unit = match (change.target, compared.2) {
            (Some(TargetChange::OtherUnit), _) => Some("other"),
            (_, UnitPair::Rescaled) => Some("scale"),
            _ => None,
        };
        let unit_text = |indicator: Option<&Indicator>| indicator.and_then(unit_of).map(str::to_owned);
        IndicatorChange {
            name: shown.name.clone(),
            path: path(shown),
            section: change.now.and_then(|(section, _)| Some(self.section_link(plan, section?))),
            before: before.collect(),
            target_before: single.and_then(target),
            target: change.now.and_then(|(_, one)| target(one)),
            origin: match change.origin {
                Origin::New => "new",
                Origin::Kept => "kept",
                Origin::Renamed => "renamed",
                Origin::Replaced => "replaced",
                Origin::Merged => "merged",
                Origin::Split => "split",
                Origin::Dropped => "dropped",
            },
            movement: compared.0.map(|movement| match movement {
                Movement::Raised => "raised",
                Movement::Lowered => "lowered",
            }),
            ambition: change.ambition.map(|ambition| match ambition {
                Ambition::More => "more",
                Ambition::Less => "less",
            }),
            bound: compared.1,
            unit,
            unit_before: unit_text(single).filter(|_| unit.is_some()),
            unit_now: unit_text(change.now.map(|(_, one)| one)).filter(|_| unit.is_some()),
            set: match change.target {
                Some(TargetChange::Added) => Some("added"),
                Some(TargetChange::Removed) => Some("removed"),
                Some(TargetChange::Reworded) => Some("reworded"),
                _ => None,
            },
            leads_changed: change.leads.as_ref().map(|leads| lead_change(builder, leads)),
        }
    }
}

fn lead_change(builder: BodyBuilder<'_>, change: &LeadChange<'_>) -> LeadChangeContext {
    LeadChangeContext {
        added: builder.unit_links(&change.added),
        removed: builder.unit_links(&change.removed),
    }
}

/// So many missing years are named: a slip in `year:` must not make thousands.
const MOST_MISSING: usize = 20;

/// The group that a change is shown in; none of them for what is as it was.
fn group(change: &Change<'_>) -> &'static str {
    match change.origin {
        Origin::New => "new",
        Origin::Dropped => "dropped",
        Origin::Renamed | Origin::Replaced | Origin::Merged | Origin::Split => "succession",
        Origin::Kept if change.is_unchanged() => "unchanged",
        Origin::Kept => match change.target {
            Some(TargetChange::Compared { movement: Some(Movement::Raised), .. }) => "raised",
            Some(TargetChange::Compared { movement: Some(Movement::Lowered), .. }) => "lowered",
            _ => "other",
        },
    }
}
