//! One indicator over the years of its series.
//!
//! Takes a series and an id; gives what each year's plan says of it, oldest first, and the years in between that
//! say nothing. 'The same id in another year is the same indicator' holds within one series. What came before
//! under another id (`replaces`) is told as a predecessor, and its years are counted as the indicator's own only where one
//! stands in the place of one and both are counted in the same unit. Nothing is computed across a year that is missing.

#[cfg(test)]
mod tests;

use super::comparison::Placed;
use super::indicator::Indicator;
use super::measure::Measure;
use super::plan::{Plan, PlanStatus, Series};
use super::target::TargetKind;
use std::collections::BTreeSet;

/// Finds indicators in plans: from an index, or (in tests) by walking them.
pub trait Lookup<'s> {
    /// The indicator of this id in a plan.
    fn find(&self, plan: &'s Plan, id: &str) -> Option<Placed<'s>>;
    /// The indicators of a plan that replace this id.
    fn replacing(&self, plan: &'s Plan, id: &str) -> Vec<Placed<'s>>;
}

/// An indicator in one year's plan.
#[derive(Debug, Clone, Copy)]
pub struct PlannedIndicator<'s> {
    pub plan: &'s Plan,
    /// The section and the indicator.
    pub placed: Placed<'s>,
}

/// What one year says.
#[derive(Debug, Clone, Copy)]
pub enum Year<'s> {
    /// The plan has the indicator.
    Own(PlannedIndicator<'s>),
    /// The plan has the one that it was before, under another id.
    Predecessor(PlannedIndicator<'s>),
    /// There is a plan, and the indicator is not in it.
    Without(&'s Plan),
    /// There is no plan of this year.
    NoPlan(i16),
}

/// Indicators of other ids that it is tied to.
#[derive(Debug, Clone)]
pub struct Tie<'s> {
    /// The year whose plan says so.
    pub year: i16,
    /// The other indicators, in the plan that they stand in.
    pub others: Vec<PlannedIndicator<'s>>,
}

/// An indicator over the years of one series.
#[derive(Debug)]
pub struct History<'s> {
    /// The years from the first to the last that has it, oldest first, gaps included.
    pub years: Vec<Year<'s>>,
    /// What it carries on and what is not among its years, oldest first.
    pub predecessors: Vec<Tie<'s>>,
    /// What carries it on, oldest first.
    pub successors: Vec<Tie<'s>>,
    /// Whether the newest plan of the series no longer has it.
    pub ended: bool,
}

impl<'s> Year<'s> {
    /// Which year.
    pub fn year(self) -> i16 {
        match self {
            Self::Own(given) | Self::Predecessor(given) => given.plan.year(),
            Self::Without(plan) => plan.year(),
            Self::NoPlan(year) => year,
        }
    }

    /// The indicator, in whichever name.
    pub const fn given(self) -> Option<PlannedIndicator<'s>> {
        match self {
            Self::Own(given) | Self::Predecessor(given) => Some(given),
            Self::Without(_) | Self::NoPlan(_) => None,
        }
    }
}

/// The newest plan of a series that is published; the newest draft where none is.
pub fn latest(series: &Series) -> Option<&Plan> {
    series.plans.iter().find(|plan| plan.status() != PlanStatus::Draft).or(series.plans.first())
}

/// The nearest earlier plan of a series that is there.
pub fn earlier<'s>(series: &'s Series, plan: &Plan) -> Option<&'s Plan> {
    series.plans.iter().filter(|one| one.year() < plan.year()).max_by_key(|one| one.year())
}

impl<'s> History<'s> {
    /// The history of an id in a series; none where no plan of it has it.
    pub fn new(series: &'s Series, id: &str, lookup: &impl Lookup<'s>) -> Option<Self> {
        let given = |plan: &'s Plan| Some(PlannedIndicator { plan, placed: lookup.find(plan, id)? });
        // Plans stand newest first.
        let own: Vec<PlannedIndicator<'s>> = series.plans.iter().rev().filter_map(given).collect();
        let (first, last) = (own.first()?, own.last()?);
        let mut predecessors = Vec::new();
        let mut before = Vec::new();
        for one in &own {
            let replaced = replaced(series, one, id, lookup);
            // Only before its first year can it have been another.
            let is_first = std::ptr::eq(one.plan, first.plan);
            if is_first {
                before = chain(series, one, &replaced, lookup);
            }
            if !replaced.others.is_empty() && (before.is_empty() || !is_first) {
                predecessors.push(replaced);
            }
        }
        let oldest = before.first().map_or(first.plan, |one| one.plan).year();
        let within = |plan: &&Plan| (oldest..=last.plan.year()).contains(&plan.year());
        let mut years: Vec<Year<'s>> = Vec::new();
        for plan in series.plans.iter().rev().filter(within) {
            let next = years.last().map(|year| year.year().saturating_add(1));
            let missing = next.into_iter().flat_map(|next| next..plan.year()).take(MOST_MISSING);
            years.extend(missing.map(Year::NoPlan));
            let same = |one: &&PlannedIndicator<'s>| std::ptr::eq(one.plan, plan);
            years.push(match (own.iter().find(same), before.iter().find(same)) {
                (Some(one), _) => Year::Own(*one),
                (None, Some(one)) => Year::Predecessor(*one),
                (None, None) => Year::Without(plan),
            });
        }
        let later = series.plans.iter().rev().filter(|plan| plan.year() > first.plan.year());
        let successors = later.filter_map(|plan| {
            let others = lookup.replacing(plan, id).into_iter().filter(|(_, one)| one.id != id);
            let others: Vec<_> = others.map(|placed| PlannedIndicator { plan, placed }).collect();
            (!others.is_empty()).then(|| Tie { year: plan.year(), others })
        });
        let successors = successors.collect();
        let ended = series.plans.first().is_some_and(|newest| newest.year() > last.plan.year());
        Some(Self { years, predecessors, successors, ended })
    }

    /// The newest year's own words.
    pub fn newest(&self) -> Option<PlannedIndicator<'s>> {
        self.years.iter().rev().find_map(|year| year.given())
    }

    /// The years that count one thing alike and follow one another, for charts: a year in which unit, kind of target, measure or
    /// definition is another begins the next.
    pub fn runs(&self) -> Vec<Vec<Year<'s>>> {
        let mut runs: Vec<Vec<Year<'s>>> = Vec::new();
        let mut counted: Option<Counted<'s>> = None;
        for year in &self.years {
            let own = year.given().map(|given| Counted::of(given.placed.1).after(counted));
            if own.is_some_and(|own| counted.is_none_or(|before| !own.is_as(&before))) {
                // Gaps before the change belong to neither.
                if let Some(run) = runs.last_mut() {
                    let kept = run.iter().rposition(|year| year.given().is_some()).map_or(0, |last| last + 1);
                    run.truncate(kept);
                }
                runs.push(Vec::new());
            }
            counted = own.or(counted);
            if let Some(run) = runs.last_mut() {
                run.push(*year);
            }
        }
        runs
    }
}

/// What an indicator counts. Values of which any of this is another never stand on one axis. What a year does not say is as the
/// years before it said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted<'i> {
    unit: Option<&'i str>,
    /// Whether its values are changes, which stand on no axis with levels.
    change: bool,
    measure: Option<Measure>,
    definition: Option<&'i str>,
}

impl<'i> Counted<'i> {
    /// What an indicator counts.
    pub fn of(indicator: &'i Indicator) -> Self {
        let definition = indicator.details.as_ref().and_then(|details| details.definition.as_deref());
        Self {
            unit: value_unit(indicator),
            change: states_change(indicator),
            measure: indicator.measure,
            definition: definition.map(str::trim),
        }
    }

    /// The same with what it does not say as it was before.
    pub fn after(self, before: Option<Self>) -> Self {
        Self {
            measure: self.measure.or_else(|| before?.measure),
            definition: self.definition.or_else(|| before?.definition),
            ..self
        }
    }

    /// Whether values of both stand on one axis.
    pub fn is_as(&self, before: &Self) -> bool {
        self.unit == before.unit && self.differs_from(before).is_none()
    }

    /// Why values cannot be compared with earlier ones, but for another unit of the indicator itself: `definition`, `measure` or `kind` is another.
    pub fn differs_from(&self, before: &Self) -> Option<&'static str> {
        let is_other = |now: Option<&str>, before: Option<&str>| {
            now.zip(before).is_some_and(|(now, before)| now != before)
        };
        let of_measure = |own: &Self| own.measure.map(Measure::as_str);
        match () {
            () if self.change != before.change => Some("kind"),
            // By so many percent, and by so many points of percent.
            () if self.unit != before.unit => self.change.then_some("kind"),
            () if is_other(self.definition, before.definition) => Some("definition"),
            () if is_other(of_measure(self), of_measure(before)) => Some("measure"),
            () => None,
        }
    }
}

/// Whether an indicator's values are changes, which stand on no axis with levels.
pub fn states_change(indicator: &Indicator) -> bool {
    indicator.target.as_ref().is_some_and(|target| matches!(target.kind, TargetKind::Change(_)))
}

/// The unit of the values that an indicator's target speaks of: under a change that of the change, as 亿元 grow by so many percent.
pub fn value_unit(indicator: &Indicator) -> Option<&str> {
    match indicator.target.as_ref().map(|target| &target.kind) {
        Some(TargetKind::Change(change)) => Some(&change.unit),
        _ => unit_of(indicator),
    }
}

/// The unit that an indicator is counted in: its own, else its target's.
pub fn unit_of(indicator: &Indicator) -> Option<&str> {
    indicator.unit.as_deref().or_else(|| indicator.target.as_ref()?.unit())
}

/// So many years without a plan are listed one by one: a slip in `year:` must not make millions of rows.
const MOST_MISSING: usize = 50;

/// The earlier indicators that one names in `replaces`, in the nearest earlier plan.
fn replaced<'s>(
    series: &'s Series,
    one: &PlannedIndicator<'s>,
    id: &str,
    lookup: &impl Lookup<'s>,
) -> Tie<'s> {
    let ids = one.placed.1.details.iter().flat_map(|details| &details.replaces).filter(|own| *own != id);
    let mut seen = BTreeSet::new();
    let others = earlier(series, one.plan).map_or_else(Vec::new, |plan| {
        let found = ids.filter(|own| seen.insert(own.as_str())).filter_map(|own| lookup.find(plan, own));
        found.map(|placed| PlannedIndicator { plan, placed }).collect()
    });
    Tie { year: one.plan.year(), others }
}

/// The years in which an indicator was another: as long as one stands in the place of one, in the same unit.
/// Oldest first.
fn chain<'s>(
    series: &'s Series,
    one: &PlannedIndicator<'s>,
    tie: &Tie<'s>,
    lookup: &impl Lookup<'s>,
) -> Vec<PlannedIndicator<'s>> {
    let mut years: Vec<PlannedIndicator<'s>> = Vec::new();
    let mut seen = BTreeSet::from([one.placed.1.id.clone()]);
    let (mut one, mut tie) = (*one, tie.clone());
    while let [before] = tie.others.as_slice() {
        let id = &before.placed.1.id;
        let asked = one.placed.1.details.as_ref().map_or(0, |details| details.replaces.len());
        let alone = lookup.find(one.plan, id).is_none() && lookup.replacing(one.plan, id).len() == 1;
        let same_unit = unit_of(before.placed.1) == unit_of(one.placed.1);
        if asked != 1 || !alone || !same_unit || !seen.insert(id.clone()) {
            break;
        }
        // All years of the predecessor up to here, newest first, as long as they are counted alike.
        let mut oldest = *before;
        for plan in series.plans.iter().filter(|plan| plan.year() <= before.plan.year()) {
            let Some(placed) = lookup.find(plan, id) else { continue };
            if unit_of(placed.1) != unit_of(before.placed.1) {
                years.reverse();
                return years;
            }
            oldest = PlannedIndicator { plan, placed };
            years.push(oldest);
        }
        one = oldest;
        tie = replaced(series, &one, id, lookup);
    }
    years.reverse();
    years
}
