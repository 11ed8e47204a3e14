//! What one year's plan changes against an earlier one of the same series.
//!
//! Takes two plans; gives one [`Change`] for each indicator of either, one [`TaskChange`] for each task, and the
//! counts. The same id is the same indicator; `replaces` says which earlier ones another id carries on. Targets
//! are compared where one earlier indicator stands against one later one and both count the same thing: the
//! same unit, or one that differs in its scale only (1000万元 is 0.1亿元). 'More ambitious' is told where a
//! target moved and it is known which way is better, and nowhere else.

mod leads;
mod partition;
mod target;

#[cfg(test)]
mod tests;

pub use leads::{LeadChange, lead_change};
pub use partition::{Part, Partition};
pub use target::{Movement, TargetChange, UnitPair, target_change};

use super::indicator::{Indicator, Task};
use super::plan::{Plan, Section};
use super::quantity::Direction;
use super::target::TargetKind;
use std::collections::{BTreeMap, BTreeSet};

/// An indicator with the section that it stands in.
pub type Placed<'p> = (Option<&'p Section>, &'p Indicator);

/// Where a later indicator comes from, or what became of an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The earlier plan has nothing that it carries on.
    New,
    /// The same id and the same name.
    Kept,
    /// The same id under another name.
    Renamed,
    /// It replaces one earlier indicator, which nothing else carries on.
    Replaced,
    /// It carries on several earlier indicators.
    Merged,
    /// It replaces one earlier indicator, which others carry on too.
    Split,
    /// The later plan has nothing that carries it on.
    Dropped,
}

/// Whether a target asks for more than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ambition {
    /// It does.
    More,
    /// It asks for less.
    Less,
}

/// What changed for one indicator.
#[derive(Debug)]
pub struct Change<'p> {
    /// Where it comes from.
    pub origin: Origin,
    /// The later indicator; none where it was dropped.
    pub now: Option<Placed<'p>>,
    /// The earlier indicators that it carries on; the one that was dropped.
    pub before: Vec<Placed<'p>>,
    /// How its target compares; none where there is nothing to compare with.
    pub target: Option<TargetChange>,
    /// Whether that is more ambitious; none where nothing moved or nobody says which way is better.
    pub ambition: Option<Ambition>,
    /// Which units lead it now, or led it before; none where they are the same, or it carries on several.
    pub leads: Option<LeadChange<'p>>,
}

/// What changed for one task.
#[derive(Debug, Clone)]
pub enum TaskChange<'p> {
    /// The earlier plan does not have it.
    New(Option<&'p Section>, &'p Task),
    /// It stands in both plans; the later one, and how its lead units changed.
    CarriedOn(Option<&'p Section>, &'p Task, Option<LeadChange<'p>>),
    /// The later plan does not have it.
    Gone(Option<&'p Section>, &'p Task),
}

/// What a plan changes against an earlier one.
#[derive(Debug)]
pub struct Comparison<'p> {
    /// The indicators: those of the later plan in its order, then those that were dropped in the order of theirs.
    pub indicators: Vec<Change<'p>>,
    /// The tasks, in the same way.
    pub tasks: Vec<TaskChange<'p>>,
}

/// How many indicators changed in which way. One may be counted in several: renamed, and led by another unit. Where each
/// is counted once says [`Partition`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Another name.
    pub renamed: usize,
    /// One in the place of one.
    pub replaced: usize,
    /// One in the place of several.
    pub merged: usize,
    /// Several in the place of one.
    pub split: usize,
    /// Another bound: 60家 became 60家以上.
    pub bound: usize,
    /// Another unit, or another scale of it.
    pub unit: usize,
    /// Another lead unit.
    pub lead: usize,
    /// A better target, where it is known which way is better.
    pub more: usize,
    /// A worse one.
    pub less: usize,
}

impl Change<'_> {
    /// Whether nothing changed: kept under its name, with the target that it had and who led it.
    pub fn is_unchanged(&self) -> bool {
        self.origin == Origin::Kept
            && self.leads.is_none()
            && self.target.is_none_or(|target| matches!(target, TargetChange::SAME | TargetChange::Neither))
    }
}

impl<'p> Comparison<'p> {
    /// Compares a plan with an earlier one.
    pub fn new(before: &'p Plan, now: &'p Plan) -> Self {
        Self { indicators: indicators(before, now), tasks: tasks(before, now) }
    }

    /// How many indicators changed in which way.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        let add = |count: &mut usize, holds: bool| *count += usize::from(holds);
        for change in &self.indicators {
            let origin = |origin: Origin| change.origin == origin;
            add(&mut counts.renamed, origin(Origin::Renamed));
            add(&mut counts.replaced, origin(Origin::Replaced));
            add(&mut counts.merged, origin(Origin::Merged));
            add(&mut counts.split, origin(Origin::Split));
            add(&mut counts.lead, change.leads.is_some());
            if let Some(TargetChange::Compared { bound, units, .. }) = change.target {
                add(&mut counts.bound, bound);
                add(&mut counts.unit, units == UnitPair::Rescaled);
            }
            add(&mut counts.unit, change.target == Some(TargetChange::OtherUnit));
            add(&mut counts.more, change.ambition == Some(Ambition::More));
            add(&mut counts.less, change.ambition == Some(Ambition::Less));
        }
        counts
    }
}

/// The indicators of a plan; of two with one id, which is an error elsewhere, the first.
fn distinct(plan: &Plan) -> impl Iterator<Item = Placed<'_>> {
    let mut told = BTreeSet::new();
    plan.indicators().filter(move |(_, indicator)| told.insert(indicator.id.as_str()))
}

fn indicators<'p>(before: &'p Plan, now: &'p Plan) -> Vec<Change<'p>> {
    let earlier: BTreeMap<&str, Placed<'_>> =
        distinct(before).map(|placed| (placed.1.id.as_str(), placed)).collect();
    // How many later indicators carry on each earlier one.
    let mut carried: BTreeMap<&str, usize> = BTreeMap::new();
    let carries = |indicator: &'p Indicator| -> Vec<Placed<'p>> {
        let replaced = indicator.details.iter().flat_map(|details| &details.replaces);
        let mut seen = BTreeSet::new();
        std::iter::once(&indicator.id)
            .chain(replaced)
            .filter(|id| seen.insert(id.as_str()))
            .filter_map(|id| earlier.get(id.as_str()).copied())
            .collect()
    };
    for (_, indicator) in distinct(now) {
        for (_, own) in carries(indicator) {
            *carried.entry(own.id.as_str()).or_default() += 1;
        }
    }
    let mut changes = Vec::new();
    for placed in distinct(now) {
        let indicator = placed.1;
        let own = carries(indicator);
        let origin = match own.as_slice() {
            [] => Origin::New,
            [(_, one)] if one.id == indicator.id && one.name == indicator.name => Origin::Kept,
            [(_, one)] if one.id == indicator.id => Origin::Renamed,
            [(_, one)] if carried.get(one.id.as_str()).is_some_and(|count| *count > 1) => Origin::Split,
            [_] => Origin::Replaced,
            _ => Origin::Merged,
        };
        let single = match (origin, own.as_slice()) {
            (Origin::Kept | Origin::Renamed | Origin::Replaced, [one]) => Some(*one),
            _ => None,
        };
        let leads = single.and_then(|(section, one)| {
            lead_change((section, &one.responsibility), (placed.0, &indicator.responsibility))
        });
        let one = single.map(|(_, one)| one);
        let target = one.map(|one| target_change(one, indicator));
        let ambition = one.zip(target).and_then(|(one, target)| ambition(one, indicator, target));
        changes.push(Change { origin, now: Some(placed), before: own, target, ambition, leads });
    }
    let dropped = distinct(before).filter(|(_, indicator)| !carried.contains_key(indicator.id.as_str()));
    changes.extend(dropped.map(|placed| Change {
        origin: Origin::Dropped,
        now: None,
        before: vec![placed],
        target: None,
        ambition: None,
        leads: None,
    }));
    changes
}

/// Whether a target that moved is more ambitious. Where the two years do not agree on which way is better, nobody
/// can tell.
fn ambition(before: &Indicator, now: &Indicator, target: TargetChange) -> Option<Ambition> {
    let TargetChange::Compared { movement: Some(movement), .. } = target else { return None };
    let direction = match (before.direction(), now.direction()) {
        (Some(before), Some(now)) if before != now => return None,
        (before, now) => now.or(before)?,
    };
    // A higher place is a smaller number, and a larger fall a lower one; the movement is told of the place and of the size.
    let is_turned = now.target.as_ref().is_some_and(|target| match &target.kind {
        TargetKind::Rank(_) => true,
        TargetKind::Change(change) => change.falls(),
        _ => false,
    });
    let direction = match (direction, is_turned) {
        (Direction::Up, false) | (Direction::Down, true) => Direction::Up,
        (Direction::Down, false) | (Direction::Up, true) => Direction::Down,
    };
    Some(match (movement, direction) {
        (Movement::Raised, Direction::Up) | (Movement::Lowered, Direction::Down) => Ambition::More,
        (Movement::Raised, Direction::Down) | (Movement::Lowered, Direction::Up) => Ambition::Less,
    })
}

fn tasks<'p>(before: &'p Plan, now: &'p Plan) -> Vec<TaskChange<'p>> {
    let ids = |plan: &'p Plan| -> BTreeMap<&'p str, (Option<&'p Section>, &'p Task)> {
        plan.tasks().map(|placed| (placed.1.id.as_str(), placed)).collect()
    };
    let (earlier, later) = (ids(before), ids(now));
    let own = now.tasks().map(|(section, task)| match earlier.get(task.id.as_str()) {
        Some((old_section, old)) => {
            let leads = lead_change((*old_section, &old.responsibility), (section, &task.responsibility));
            TaskChange::CarriedOn(section, task, leads)
        }
        None => TaskChange::New(section, task),
    });
    let gone = before.tasks().filter(|(_, task)| !later.contains_key(task.id.as_str()));
    own.chain(gone.map(|(section, task)| TaskChange::Gone(section, task))).collect()
}
