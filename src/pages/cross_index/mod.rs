//! Which indicators and units the plans name, and where: the index behind the pages that look across plans.
//!
//! Takes the catalog; gives for each id and for each unit the plans that name it, with a digest of all that their
//! pages show of them. An indicator is known by its series and its id, a unit by its series and its name, or by its name alone
//! where it is one for all ([`Bodies`]). It is kept from one run to the next: of a plan that changed only its own uses are read again, and
//! only the ids and units that these name, or named, get another digest. Places are numbers and no
//! references, so that they outlive the documents they were read from; they hold as long as the structure does.

mod clashes;
mod plan_uses;
mod series_index;

use super::bodies::Bodies;
use super::catalog::Catalog;
use super::dependencies::Invalidated;
use super::fingerprint::{Fingerprint, FingerprintBuilder};
use crate::bug::bug;
use crate::model::comparison::Placed;
use crate::model::history::Lookup;
use crate::model::plan::{DocumentId, Plan, Site};
use crate::model::recorder::{Fact, note};
use clashes::{UnitClash, unit_clashes};
use plan_uses::PlanUses;
use rayon::prelude::*;
use series_index::{SeriesIndex, UnitMap};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The series that a unit belongs to, by its place in the site; none for one that all share.
pub type UnitOwner = Option<usize>;

/// Where an indicator stands in its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndicatorPosition {
    /// The section; none for the plan's own.
    section: Option<usize>,
    /// Its place in the list there.
    index: usize,
}

/// An id, or a unit, in one plan.
#[derive(Debug, Clone, PartialEq, Eq)]
struct IndicatorUse {
    position: IndicatorPosition,
    name: Arc<str>,
    /// What pages show of the section and the plan.
    shown: Fingerprint,
    /// The ids that it replaces.
    replaces: Vec<Arc<str>>,
}

/// What the plans say of one id.
#[derive(Debug, Default)]
pub struct IndicatorUses {
    /// The plans that have it, by number.
    plans: BTreeMap<usize, IndicatorUse>,
    /// The plans in which others replace it: who does.
    replaced: BTreeMap<usize, Vec<(Arc<str>, IndicatorPosition, Fingerprint)>>,
    /// All that its page shows.
    pub shown: Fingerprint,
}

/// What one plan gives a unit to do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Duties {
    /// Indicators that it leads.
    pub led: usize,
    /// Indicators that it is a partner for.
    pub shared: usize,
    /// Tasks, either way.
    pub tasks: usize,
    shown: Fingerprint,
}

/// What the plans say of one unit.
#[derive(Debug, Default)]
pub struct UnitUses {
    /// The plans that name it, by number.
    plans: BTreeMap<usize, Duties>,
    /// All that its page shows.
    pub shown: Fingerprint,
}

/// Where a plan stands, and what it names.
#[derive(Debug)]
struct IndexedPlan {
    series: usize,
    place: usize,
    /// The number of the nearest earlier plan of the series.
    earlier: Option<usize>,
    uses: PlanUses,
}

/// The index.
#[derive(Debug, Default)]
pub struct CrossIndex {
    /// Which bodies there are, and where they meet.
    pub bodies: Bodies,
    plans: Vec<IndexedPlan>,
    numbers: BTreeMap<DocumentId, usize>,
    /// What each series has for itself, in the order of the site.
    series: Vec<SeriesIndex>,
    /// The units that are one for all.
    shared: UnitMap,
    /// Units whose pages would have one address.
    clashes: Vec<UnitClash>,
    /// Another number whenever anything in it is another.
    pub version: u64,
}

impl CrossIndex {
    /// Takes in what changed; `invalidated` is what may be another since the last time.
    pub fn update(&mut self, catalog: &Catalog<'_>, bodies: Bodies, invalidated: &Invalidated) {
        if *invalidated == Invalidated::All || self.bodies != bodies {
            self.bodies = bodies;
            return self.read_all(catalog);
        }
        let (mut dirty, mut changed) = (Dirty::default(), false);
        for number in 0..self.plans.len() {
            let Some(own) = self.plans.get_mut(number) else { break };
            let Some(plan) = own.plan(catalog.site) else {
                bug!("no plan {} in series {}", own.place, own.series)
            };
            if !invalidated.includes(plan.document) {
                continue;
            }
            let uses = PlanUses::read(catalog, plan);
            if uses == own.uses {
                continue;
            }
            changed = true;
            let series = own.series;
            let old = std::mem::replace(&mut own.uses, uses);
            self.remove(number, series, &old);
            self.insert(number, series);
            if let Some(own) = self.plans.get(number) {
                dirty.differences(series, (&old, &own.uses), &self.bodies);
                dirty.differences(series, (&own.uses, &old), &self.bodies);
            }
        }
        // A plan's own digest may be another where nothing that it names is: the page of its changes shows more.
        if changed {
            self.rehash(dirty);
        }
    }

    fn read_all(&mut self, catalog: &Catalog<'_>) {
        let (version, bodies) = (self.version, std::mem::take(&mut self.bodies));
        *self = Self { version, bodies, ..Self::default() };
        self.series.resize_with(catalog.site.series.len(), SeriesIndex::default);
        let plans: Vec<&Plan> = catalog.site.series.iter().flat_map(|series| &series.plans).collect();
        let uses: Vec<PlanUses> = plans.into_par_iter().map(|plan| PlanUses::read(catalog, plan)).collect();
        let places = catalog.site.series.iter().enumerate().flat_map(|(series, own)| {
            own.plans.iter().enumerate().map(move |(place, plan)| (series, &own.plans, place, plan))
        });
        let mut dirty = Dirty::default();
        for (number, ((series, plans, place, plan), uses)) in places.zip(uses).enumerate() {
            dirty.differences(series, (&uses, &PlanUses::default()), &self.bodies);
            self.numbers.insert(plan.document, number);
            // Plans stand newest first; of two with one year neither is earlier.
            let after = plans.iter().skip(place + 1).position(|one| one.year() < plan.year());
            let earlier = after.map(|after| number + 1 + after);
            self.plans.push(IndexedPlan { series, place, earlier, uses });
            self.insert(number, series);
        }
        self.rehash(dirty);
    }

    /// Takes a plan's uses out.
    fn remove(&mut self, number: usize, series: usize, uses: &PlanUses) {
        if let Some(own) = self.series.get_mut(series) {
            own.remove(number, uses);
        }
        for unit in uses.units.keys() {
            let units = self.units_mut(self.owner(series, unit));
            if let Some(own) = units.and_then(|units| units.get_mut(unit)) {
                own.plans.remove(&number);
            }
        }
    }

    /// Puts the uses of a plan in that stands in its place already.
    fn insert(&mut self, number: usize, series: usize) {
        let Self { bodies, plans, series: all, shared, .. } = self;
        let (Some(plan), Some(own)) = (plans.get(number), all.get_mut(series)) else { return };
        own.insert(number, &plan.uses);
        for (unit, duties) in &plan.uses.units {
            let units = if bodies.share(unit) { &mut *shared } else { &mut own.units };
            units.entry(Arc::clone(unit)).or_default().plans.insert(number, duties.clone());
        }
    }

    /// Whose a unit is that a plan of a series names.
    pub fn owner(&self, series: usize, unit: &str) -> UnitOwner {
        (!self.bodies.share(unit)).then_some(series)
    }

    fn units_of(&self, owner: UnitOwner) -> Option<&UnitMap> {
        match owner {
            None => Some(&self.shared),
            Some(series) => self.series.get(series).map(|own| &own.units),
        }
    }

    fn units_mut(&mut self, owner: UnitOwner) -> Option<&mut UnitMap> {
        match owner {
            None => Some(&mut self.shared),
            Some(series) => self.series.get_mut(series).map(|own| &mut own.units),
        }
    }

    fn uses(&self, series: usize, id: &str) -> Option<&IndicatorUses> {
        self.series.get(series)?.ids.get(id)
    }

    /// Makes the digests of what changed, and of what shows it.
    fn rehash(&mut self, mut dirty: Dirty) {
        self.version += 1;
        for own in &mut self.series {
            own.tidy();
        }
        self.shared.retain(|_, own| !own.plans.is_empty());
        // Who replaces a changed indicator shows its years.
        let mut next: Vec<(usize, Arc<str>)> = dirty.ids.iter().cloned().collect();
        while let Some((series, id)) = next.pop() {
            let replacing =
                self.uses(series, &id).into_iter().flat_map(|own| own.replaced.values().flatten());
            for (by, ..) in replacing {
                if dirty.ids.insert((series, Arc::clone(by))) {
                    next.push((series, Arc::clone(by)));
                }
            }
        }
        let digest = |(series, id): (usize, Arc<str>)| (series, Arc::clone(&id), self.shown_of(series, &id));
        let digests: Vec<(usize, Arc<str>, Fingerprint)> = dirty.ids.into_par_iter().map(digest).collect();
        for (series, id, shown) in digests {
            if let Some(own) = self.series.get_mut(series).and_then(|own| own.ids.get_mut(&id)) {
                own.shown = shown;
            }
        }
        for (owner, unit) in dirty.units {
            if let Some(own) = self.units_mut(owner).and_then(|units| units.get_mut(&unit)) {
                let mut shown = FingerprintBuilder::default();
                shown.parts(own.plans.values().map(|duties| &duties.shown));
                own.shown = shown.fact(|| Fact::Unit(owner, unit.to_string())).finish();
            }
        }
        self.clashes = self.owners().flat_map(|owner| unit_clashes(owner, self.units(owner))).collect();
    }

    /// All that may own units: all together, then each series.
    pub fn owners(&self) -> impl Iterator<Item = UnitOwner> + use<> {
        std::iter::once(None).chain((0..self.series.len()).map(Some))
    }

    /// The digest of all that an indicator's page shows: its own years, those of what it replaced, and what replaced
    /// it. A chain of predecessors goes back one plan at a time, so it is no longer than there are plans.
    fn shown_of(&self, series: usize, id: &str) -> Fingerprint {
        let mut shown = FingerprintBuilder::default();
        let mut seen: BTreeSet<&str> = BTreeSet::from([id]);
        let mut next: Vec<&str> = vec![id];
        for _ in 0..=self.plans.len() {
            let mut before = Vec::new();
            for id in &next {
                shown.fact(|| Fact::Indicator(series, (*id).to_owned()));
                let Some(own) = self.uses(series, id) else { continue };
                shown.parts(own.plans.values().map(|named| &named.shown));
                for (by, _, place) in own.replaced.values().flatten() {
                    shown.text(by).part(place);
                }
                let replaced = own.plans.values().flat_map(|named| &named.replaces);
                before.extend(replaced.map(|id| &**id).filter(|id| seen.insert(id)));
            }
            if before.is_empty() {
                break;
            }
            next = before;
        }
        shown.finish()
    }

    /// How many series there are.
    pub const fn series_count(&self) -> usize {
        self.series.len()
    }

    /// All ids that a plan of a series has, in order, each with the digest of what its page shows.
    pub fn ids(&self, series: usize) -> impl Iterator<Item = (&Arc<str>, &IndicatorUses)> {
        let ids = self.series.get(series).into_iter().flat_map(|own| &own.ids);
        ids.filter(|(_, own)| !own.plans.is_empty())
    }

    /// The name of an indicator in the newest plan of a series that has it; its id where none has.
    pub fn name<'i>(&'i self, series: usize, id: &'i str) -> &'i str {
        note(|| Fact::Indicator(series, id.to_owned()));
        // Plans are numbered newest first.
        let newest = self.uses(series, id).and_then(|own| own.plans.first_key_value());
        newest.map_or(id, |(_, own)| &own.name)
    }

    /// The plans of a series that have an indicator, by their numbers.
    pub fn plans_with(&self, series: usize, id: &str) -> impl Iterator<Item = usize> {
        note(|| Fact::Indicator(series, id.to_owned()));
        self.uses(series, id).into_iter().flat_map(|own| own.plans.keys().copied())
    }

    /// What each plan that names a unit gives it to do, by the plans' numbers.
    pub fn duties(&self, owner: UnitOwner, unit: &str) -> impl Iterator<Item = (usize, &Duties)> {
        note(|| Fact::Unit(owner, unit.to_owned()));
        let own = self.units_of(owner).and_then(|units| units.get(unit));
        own.into_iter().flat_map(|own| own.plans.iter().map(|(plan, own)| (*plan, own)))
    }

    /// All units of one owner, in order.
    pub fn units(&self, owner: UnitOwner) -> impl Iterator<Item = (&Arc<str>, &UnitUses)> {
        self.units_of(owner).into_iter().flatten()
    }

    /// The shared units that plans of a series name, in order.
    pub fn shared_units(&self, series: usize) -> impl Iterator<Item = (&Arc<str>, &UnitUses)> {
        let is_of = move |number: &usize| self.plans.get(*number).is_some_and(|plan| plan.series == series);
        self.shared.iter().filter(move |(_, own)| own.plans.keys().any(is_of))
    }

    /// Whether a plan has any indicator.
    pub fn has_ids(&self) -> bool {
        (0..self.series.len()).any(|series| self.ids(series).next().is_some())
    }

    /// Whether a plan names any unit.
    pub fn has_units(&self) -> bool {
        self.owners().any(|owner| self.units(owner).next().is_some())
    }

    /// How many indicators and units there are.
    pub fn size(&self) -> usize {
        let ids: usize = (0..self.series.len()).map(|series| self.ids(series).count()).sum();
        ids + self.owners().map(|owner| self.units(owner).count()).sum::<usize>()
    }

    /// The number of plans.
    pub const fn len(&self) -> usize {
        self.plans.len()
    }

    /// The number of a plan.
    pub fn number(&self, plan: &Plan) -> Option<usize> {
        self.numbers.get(&plan.document).copied()
    }

    /// The plan of a number, and the place of its series in the site.
    pub fn plan<'s>(&self, site: &'s Site, number: usize) -> (usize, &'s Plan) {
        let found = self.plans.get(number).and_then(|own| Some((own.series, own.plan(site)?)));
        found.unwrap_or_else(|| bug!("the cross index has a plan {number} that the site has not"))
    }

    /// What pages show of a plan and of the one that it is compared with; none where there is no earlier one.
    pub fn compared(&self, number: usize) -> Option<(&Fingerprint, &Fingerprint)> {
        let own = self.plans.get(number)?;
        let earlier = self.plans.get(own.earlier?)?;
        Some((&own.uses.shown, &earlier.uses.shown))
    }
}

impl UnitUses {
    /// Its name, and how much it answers for, plan by plan.
    pub fn counts(&self, owner: UnitOwner, name: &str) -> Fingerprint {
        let mut counts = FingerprintBuilder::of(name);
        for (plan, own) in &self.plans {
            counts.count(*plan).count(own.led).count(own.shared).count(own.tasks);
        }
        counts.fact(|| Fact::Unit(owner, name.to_owned())).finish()
    }
}

impl IndexedPlan {
    /// The plan itself, as long as the site has the same structure.
    fn plan<'s>(&self, site: &'s Site) -> Option<&'s Plan> {
        site.series.get(self.series)?.plans.get(self.place)
    }
}

fn placed(plan: &Plan, position: IndicatorPosition) -> Option<Placed<'_>> {
    let part = plan.parts().nth(position.section.map_or(0, |at| at + 1))?;
    Some((part.section, part.indicators().get(position.index)?))
}

impl<'s> Lookup<'s> for &CrossIndex {
    fn find(&self, plan: &'s Plan, id: &str) -> Option<Placed<'s>> {
        let number = self.number(plan)?;
        let series = self.plans.get(number)?.series;
        note(|| Fact::Indicator(series, id.to_owned()));
        placed(plan, self.uses(series, id)?.plans.get(&number)?.position)
    }

    fn replacing(&self, plan: &'s Plan, id: &str) -> Vec<Placed<'s>> {
        let found = self.number(plan).and_then(|number| {
            let series = self.plans.get(number)?.series;
            note(|| Fact::Indicator(series, id.to_owned()));
            self.uses(series, id)?.replaced.get(&number)
        });
        found.into_iter().flatten().filter_map(|(_, position, _)| placed(plan, *position)).collect()
    }
}

/// What gets another digest.
#[derive(Debug, Default)]
struct Dirty {
    ids: BTreeSet<(usize, Arc<str>)>,
    units: BTreeSet<(UnitOwner, Arc<str>)>,
}

impl Dirty {
    /// What some uses of a plan of a series say and others do not.
    fn differences(&mut self, series: usize, (uses, other): (&PlanUses, &PlanUses), bodies: &Bodies) {
        let others: BTreeMap<&str, &IndicatorUse> =
            other.ids.iter().rev().map(|(id, named)| (&**id, named)).collect();
        for (id, named) in uses.ids.iter().filter(|(id, named)| others.get(&**id) != Some(&named)) {
            self.ids.insert((series, Arc::clone(id)));
            self.ids.extend(named.replaces.iter().map(|id| (series, Arc::clone(id))));
        }
        let units = uses.units.iter().filter(|(unit, duties)| other.units.get(*unit) != Some(duties));
        let owner = |unit: &str| (!bodies.share(unit)).then_some(series);
        self.units.extend(units.map(|(unit, _)| (owner(unit), Arc::clone(unit))));
    }
}
