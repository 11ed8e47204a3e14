//! What a plan changes against the one before it: `<plan>/changes/`.

use super::super::body_builder::BodyBuilder;
use super::super::context_builder::Anchor;
use super::prelude::*;
use crate::model::comparison::{
    Ambition, Change, Comparison, LeadChange, Movement, Origin, Part, Placed, TargetChange, TaskChange,
    UnitPair,
};
use crate::model::history::{earlier, unit_of};
use crate::model::indicator::Indicator;
use crate::model::quantity::{Bound, Sense};
use crate::model::target::TargetKind;

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
        let mut groups = Part::ALL.map(|part| ChangeGroup { key: part.key(), indicators: Vec::new() });
        let mut unchanged = Vec::new();
        for change in &comparison.indicators {
            let own = self.change(builder, plan, change);
            let key = change.part().key();
            match groups.iter_mut().find(|group| group.key == key) {
                Some(group) if !change.is_unchanged() => group.indicators.push(own),
                _ => unchanged.push(own),
            }
        }
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
            partition: comparison.partition(),
            counts: comparison.counts(),
            groups: groups.into_iter().filter(|group| !group.indicators.is_empty()).collect(),
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
            movement: compared.0.map(|movement| moved(movement, change.now.map(|(_, one)| one))),
            ambition: change.ambition.map(|ambition| match ambition {
                Ambition::More => "more",
                Ambition::Less => "less",
            }),
            bound_before: single.filter(|_| compared.1).and_then(meant),
            bound: change.now.filter(|_| compared.1).and_then(|(_, one)| meant(one)),
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

/// Which way a target moved: a number goes up or down, a change grows or shrinks, a place lies ahead or behind.
fn moved(movement: Movement, now: Option<&Indicator>) -> &'static str {
    let kind = now.and_then(|one| one.target.as_ref()).map(|target| &target.kind);
    match (movement, kind) {
        (Movement::Raised, Some(TargetKind::Change(_))) => "larger",
        (Movement::Lowered, Some(TargetKind::Change(_))) => "smaller",
        (Movement::Raised, Some(TargetKind::Rank(_))) => "ahead",
        (Movement::Lowered, Some(TargetKind::Rank(_))) => "behind",
        (Movement::Raised, _) => "higher",
        (Movement::Lowered, _) => "lower",
    }
}

/// What a target's value means.
fn meant(indicator: &Indicator) -> Option<&'static str> {
    Some(match &indicator.target.as_ref()?.kind {
        TargetKind::Quantity(quantity) => bound_key(quantity.bound),
        TargetKind::Change(change) => bound_key(change.size()),
        TargetKind::Rank(rank) if rank.exact => "place",
        TargetKind::Rank(_) => "within",
        TargetKind::Ratio(ratio) => sense_key(ratio.sense),
        TargetKind::Reference(_) | TargetKind::Text(_) => return None,
    })
}

/// The name of which side of a ratio is meant, for class names and words.
const fn sense_key(sense: Sense) -> &'static str {
    match sense {
        Sense::Exactly => "exactly",
        Sense::AtLeast => "at-least",
        Sense::MoreThan => "more-than",
        Sense::AtMost => "at-most",
        Sense::LessThan => "less-than",
        Sense::About => "about",
    }
}

/// The name of a bound, for class names and words.
const fn bound_key(bound: Bound) -> &'static str {
    match bound {
        Bound::Exactly(_) => "exactly",
        Bound::AtLeast(_) => "at-least",
        Bound::MoreThan(_) => "more-than",
        Bound::AtMost(_) => "at-most",
        Bound::LessThan(_) => "less-than",
        Bound::About(_) => "about",
        Bound::Between(..) => "range",
    }
}
