//! Which indicators and units the plans name, and where: the index behind the pages that look across plans.
//!
//! Takes the catalog; gives for each id and for each unit the plans that name it, with a digest of all that their
//! pages show of them. It is kept from one run to the next: of a plan that changed only its own uses are read again, and
//! only the ids and units that these name, or named, get another digest. Places are numbers and no
//! references, so that they outlive the documents they were read from; they hold as long as the structure does.

mod plan_uses;

#[cfg(test)]
mod tests;

use super::catalog::Catalog;
use super::dependencies::Invalidated;
use super::fingerprint::{Fingerprint, FingerprintBuilder};
use crate::bug::{bug, slice};
use crate::diagnostic::{Diagnostic, Finding, IndicatorLint, Place, RelatedKind};
use crate::digest::Digest;
use crate::markdown::slug;
use crate::model::address::PageAddress;
use crate::model::characters::alike;
use crate::model::comparison::Placed;
use crate::model::history::Lookup;
use crate::model::plan::{DocumentId, Plan, Site};
use crate::model::recorder::{Fact, note};
use plan_uses::PlanUses;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The address of the list of indicators; each indicator's page lies below it.
pub const INDICATORS: &str = "indicators/";
/// The address of the list of units; each unit's page lies below it.
pub const UNITS: &str = "units/";
/// What a plan's page of changes is called below the plan's address.
pub const CHANGES: &str = "changes/";

/// Longer names are cut in addresses, in bytes: file systems allow 255.
const LONGEST_NAME: usize = 120;

/// The address of an indicator's page.
pub fn indicator_address(id: &str) -> PageAddress {
    PageAddress::new(INDICATORS).below(&short(id, id))
}

/// The address of a unit's page.
pub fn unit_address(unit: &str) -> PageAddress {
    PageAddress::new(UNITS).below(&short(&slug(unit), unit))
}

/// A name that any file system can carry; where it has to be cut, a digest keeps it apart from others.
fn short(name: &str, whole: &str) -> String {
    if name.len() <= LONGEST_NAME {
        return name.to_owned();
    }
    let end = (0..=LONGEST_NAME).rev().find(|at| name.is_char_boundary(*at)).unwrap_or(0);
    let digest = Digest::of(whole.as_bytes()).to_string();
    format!("{}-{}", slice(name, ..end), slice(&digest, ..12))
}

/// Where a name stands first that is no part of a longer one.
fn whole_word(text: &str, name: &str) -> Option<usize> {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(name).map(|(at, _)| at).find(|at| {
        let (before, rest) = text.split_at(*at);
        let after = rest.get(name.len()..).and_then(|after| after.chars().next());
        !is_letter(before.chars().next_back()) && !is_letter(after)
    })
}

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
    plans: Vec<IndexedPlan>,
    numbers: BTreeMap<DocumentId, usize>,
    ids: BTreeMap<Arc<str>, IndicatorUses>,
    units: BTreeMap<Arc<str>, UnitUses>,
    /// Units whose pages would have one address.
    clashes: Vec<(Arc<str>, Arc<str>)>,
    /// Another number whenever anything in it is another.
    pub version: u64,
}

impl CrossIndex {
    /// Takes in what changed; `invalidated` is what may be another since the last time.
    pub fn update(&mut self, catalog: &Catalog<'_>, invalidated: &Invalidated) {
        if *invalidated == Invalidated::All {
            return self.read_all(catalog);
        }
        let (mut dirty, mut changed) = (Dirty::default(), false);
        for (number, own) in self.plans.iter_mut().enumerate() {
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
            let old = std::mem::replace(&mut own.uses, uses);
            remove(number, &old, &mut self.ids, &mut self.units);
            insert(number, &own.uses, &mut self.ids, &mut self.units);
            dirty.differences(&old, &own.uses);
            dirty.differences(&own.uses, &old);
        }
        // A plan's own digest may be another where nothing that it names is: the page of its changes shows more.
        if changed {
            self.rehash(dirty);
        }
    }

    fn read_all(&mut self, catalog: &Catalog<'_>) {
        let version = self.version;
        *self = Self { version, ..Self::default() };
        let plans: Vec<&Plan> = catalog.site.series.iter().flat_map(|series| &series.plans).collect();
        let uses: Vec<PlanUses> = plans.into_par_iter().map(|plan| PlanUses::read(catalog, plan)).collect();
        let places = catalog.site.series.iter().enumerate().flat_map(|(series, own)| {
            own.plans.iter().enumerate().map(move |(place, plan)| (series, &own.plans, place, plan))
        });
        let mut dirty = Dirty::default();
        for (number, ((series, plans, place, plan), uses)) in places.zip(uses).enumerate() {
            insert(number, &uses, &mut self.ids, &mut self.units);
            dirty.differences(&uses, &PlanUses::default());
            self.numbers.insert(plan.document, number);
            // Plans stand newest first; of two with one year neither is earlier.
            let after = plans.iter().skip(place + 1).position(|one| one.year() < plan.year());
            let earlier = after.map(|after| number + 1 + after);
            self.plans.push(IndexedPlan { series, place, earlier, uses });
        }
        self.rehash(dirty);
    }

    /// Makes the digests of what changed, and of what shows it.
    fn rehash(&mut self, mut dirty: Dirty) {
        self.version += 1;
        self.ids.retain(|_, own| !own.plans.is_empty() || !own.replaced.is_empty());
        self.units.retain(|_, own| !own.plans.is_empty());
        // Who replaces a changed indicator shows its years.
        let mut next: Vec<Arc<str>> = dirty.ids.iter().cloned().collect();
        while let Some(id) = next.pop() {
            let replacing = self.ids.get(&id).into_iter().flat_map(|own| own.replaced.values().flatten());
            for (by, ..) in replacing {
                if dirty.ids.insert(Arc::clone(by)) {
                    next.push(Arc::clone(by));
                }
            }
        }
        let digests: Vec<(Arc<str>, Fingerprint)> =
            dirty.ids.into_par_iter().map(|id| (Arc::clone(&id), self.shown_of(&id))).collect();
        for (id, shown) in digests {
            if let Some(own) = self.ids.get_mut(&id) {
                own.shown = shown;
            }
        }
        for unit in dirty.units {
            if let Some(own) = self.units.get_mut(&unit) {
                let mut shown = FingerprintBuilder::default();
                shown.parts(own.plans.values().map(|duties| &duties.shown));
                own.shown = shown.fact(|| Fact::Unit(unit.to_string())).finish();
            }
        }
        let mut taken: BTreeMap<String, &Arc<str>> = BTreeMap::new();
        self.clashes.clear();
        for unit in self.units.keys() {
            // Hosts that ignore case would serve one page for both; readers take for one what looks alike.
            if let Some(first) = taken.insert(alike(&unit_address(unit)).replace('-', ""), unit) {
                self.clashes.push((Arc::clone(first), Arc::clone(unit)));
            }
        }
    }

    /// The digest of all that an indicator's page shows: its own years, those of what it replaced, and what replaced
    /// it. A chain of predecessors goes back one plan at a time, so it is no longer than there are plans.
    fn shown_of(&self, id: &str) -> Fingerprint {
        let mut shown = FingerprintBuilder::default();
        let mut seen: BTreeSet<&str> = BTreeSet::from([id]);
        let mut next: Vec<&str> = vec![id];
        for _ in 0..=self.plans.len() {
            let mut before = Vec::new();
            for id in &next {
                shown.fact(|| Fact::Indicator((*id).to_owned()));
                let Some(own) = self.ids.get(*id) else { continue };
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

    /// All ids that a plan has, in order, each with the digest of what its page shows.
    pub fn ids(&self) -> impl Iterator<Item = (&Arc<str>, &IndicatorUses)> {
        self.ids.iter().filter(|(_, own)| !own.plans.is_empty())
    }

    /// The plans that have an indicator, by their numbers.
    pub fn plans_with(&self, id: &str) -> impl Iterator<Item = usize> {
        note(|| Fact::Indicator(id.to_owned()));
        self.ids.get(id).into_iter().flat_map(|own| own.plans.keys().copied())
    }

    /// What each plan that names a unit gives it to do, by the plans' numbers.
    pub fn duties(&self, unit: &str) -> impl Iterator<Item = (usize, &Duties)> {
        note(|| Fact::Unit(unit.to_owned()));
        self.units.get(unit).into_iter().flat_map(|own| own.plans.iter().map(|(plan, own)| (*plan, own)))
    }

    /// All units, in order.
    pub fn units(&self) -> impl Iterator<Item = (&Arc<str>, &UnitUses)> {
        self.units.iter()
    }

    /// Whether a plan has any indicator.
    pub fn has_ids(&self) -> bool {
        self.ids().next().is_some()
    }

    /// Whether a plan names any unit.
    pub fn has_units(&self) -> bool {
        !self.units.is_empty()
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

    /// Units whose pages would have the same address: one finding for each that comes second.
    pub fn diagnostics(&self, catalog: &Catalog<'_>) -> Vec<Diagnostic> {
        let clash = |(first, second): &(Arc<str>, Arc<str>)| {
            let place = self.place_of(catalog, second)?;
            let address = unit_address(second);
            let is_taken = address.to_lowercase() == unit_address(first).to_lowercase();
            let (name, other) = (second.to_string(), first.to_string());
            let finding = match is_taken {
                true => Finding::DuplicateAddress { address: format!("/{address}"), other },
                false => IndicatorLint::UnitsAlike { name, other }.into(),
            };
            let diagnostic = Diagnostic::new(finding, place);
            Some(match self.place_of(catalog, first) {
                Some(place) => diagnostic.with_related(RelatedKind::FirstUse, place),
                None => diagnostic,
            })
        };
        self.clashes.iter().filter_map(clash).collect()
    }

    /// Where a unit is named first; the head of the plan that names it where its name is written otherwise there.
    fn place_of(&self, catalog: &Catalog<'_>, unit: &str) -> Option<Place> {
        let (number, _) = self.units.get(unit)?.plans.first_key_value()?;
        let (_, plan) = self.plan(catalog.site, *number);
        let mut texts = plan.parts().filter_map(|part| catalog.text(part.document));
        let found = texts.find_map(|text| {
            let at = whole_word(text.yaml(), unit)?;
            Some(text.yaml_place(&(at..at + unit.len())))
        });
        found.or_else(|| Some(catalog.text(plan.document)?.front_place(&[], None)))
    }
}

impl UnitUses {
    /// Its name, and how much it answers for, plan by plan.
    pub fn counts(&self, name: &str) -> Fingerprint {
        let mut counts = FingerprintBuilder::of(name);
        for (plan, own) in &self.plans {
            counts.count(*plan).count(own.led).count(own.shared).count(own.tasks);
        }
        counts.fact(|| Fact::Unit(name.to_owned())).finish()
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
        note(|| Fact::Indicator(id.to_owned()));
        placed(plan, self.ids.get(id)?.plans.get(&self.number(plan)?)?.position)
    }

    fn replacing(&self, plan: &'s Plan, id: &str) -> Vec<Placed<'s>> {
        note(|| Fact::Indicator(id.to_owned()));
        let found = self.number(plan).and_then(|number| self.ids.get(id)?.replaced.get(&number));
        found.into_iter().flatten().filter_map(|(_, position, _)| placed(plan, *position)).collect()
    }
}

type IndicatorMap = BTreeMap<Arc<str>, IndicatorUses>;
type UnitMap = BTreeMap<Arc<str>, UnitUses>;

/// Takes a plan's uses out.
fn remove(number: usize, uses: &PlanUses, ids: &mut IndicatorMap, units: &mut UnitMap) {
    for (id, named) in &uses.ids {
        if let Some(own) = ids.get_mut(id) {
            own.plans.remove(&number);
        }
        for replaced in &named.replaces {
            if let Some(own) = ids.get_mut(replaced) {
                own.replaced.remove(&number);
            }
        }
    }
    for unit in uses.units.keys() {
        if let Some(own) = units.get_mut(unit) {
            own.plans.remove(&number);
        }
    }
}

/// Puts a plan's uses in.
fn insert(number: usize, uses: &PlanUses, ids: &mut IndicatorMap, units: &mut UnitMap) {
    for (id, named) in &uses.ids {
        // Of two with one id, which is an error elsewhere, the first counts.
        ids.entry(Arc::clone(id)).or_default().plans.entry(number).or_insert_with(|| named.clone());
        for replaced in &named.replaces {
            let own = ids.entry(Arc::clone(replaced)).or_default().replaced.entry(number).or_default();
            own.push((Arc::clone(id), named.position, named.shown.clone()));
        }
    }
    for (unit, duties) in &uses.units {
        units.entry(Arc::clone(unit)).or_default().plans.insert(number, duties.clone());
    }
}

/// What gets another digest.
#[derive(Debug, Default)]
struct Dirty {
    ids: BTreeSet<Arc<str>>,
    units: BTreeSet<Arc<str>>,
}

impl Dirty {
    /// What some uses say and others do not.
    fn differences(&mut self, uses: &PlanUses, other: &PlanUses) {
        let others: BTreeMap<&str, &IndicatorUse> =
            other.ids.iter().rev().map(|(id, named)| (&**id, named)).collect();
        for (id, named) in uses.ids.iter().filter(|(id, named)| others.get(&**id) != Some(&named)) {
            self.ids.insert(Arc::clone(id));
            self.ids.extend(named.replaces.iter().cloned());
        }
        let units = uses.units.iter().filter(|(unit, duties)| other.units.get(*unit) != Some(duties));
        self.units.extend(units.map(|(unit, _)| Arc::clone(unit)));
    }
}
