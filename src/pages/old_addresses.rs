//! Addresses of indicators and units from days when the site had one body, or when a unit was not shared: they still answer.
//!
//! Sealed pages and other sites link to them. Where one body has what was there, the address leads on to it; where several have, a
//! page lists them, without numbers, since nobody can know which was meant.

use super::bodies::{INDICATORS, UNITS, indicator_name, unit_name};
use super::cross_index::CrossIndex;
use crate::model::address::PageAddress;
use crate::model::plan::Site;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// An indicator or unit of one body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namesake {
    /// The place of the series in the site.
    pub series: usize,
    /// The id or the name.
    pub name: Arc<str>,
    /// Where its page is.
    pub address: PageAddress,
}

/// What an old address stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Indicators of this id, one for each body that has it.
    Indicators(Vec<Namesake>),
    /// Units of this name, one for each body that has it.
    Units(Vec<Namesake>),
    /// A unit of a body that is one for all now.
    Shared(Arc<str>, PageAddress),
}

/// All old addresses of a site of several bodies, in order; none in a site of one.
pub fn old_addresses(site: &Site, cross_index: &CrossIndex) -> BTreeMap<PageAddress, Meaning> {
    let bodies = &cross_index.bodies;
    let mut old = BTreeMap::new();
    if !bodies.are_several() {
        return old;
    }
    let series = || site.series.iter().enumerate();
    let (mut indicators, mut units) = (BTreeMap::new(), BTreeMap::new());
    // Hosts that ignore case would serve one page for both.
    let mut taken: BTreeSet<String> = cross_index
        .units(None)
        .map(|(name, _)| format!("{UNITS}{}/", unit_name(name).to_lowercase()))
        .collect();
    for (at, series) in series() {
        let ids = cross_index.ids(at).map(|(id, _)| {
            (format!("{INDICATORS}{}/", indicator_name(id)), id, bodies.indicator(&series.address, id))
        });
        let names = cross_index.units(Some(at)).map(|(name, _)| {
            (format!("{UNITS}{}/", unit_name(name)), name, bodies.unit(&series.address, name))
        });
        let mut add = |all: &mut BTreeMap<String, Vec<Namesake>>,
                       (old, name, address): (String, &Arc<str>, _)| {
            if series.address.is_empty() {
                taken.insert(old.to_lowercase());
            } else {
                all.entry(old.to_lowercase()).or_default().push(Namesake {
                    series: at,
                    name: Arc::clone(name),
                    address,
                });
            }
        };
        ids.for_each(|one| add(&mut indicators, one));
        names.for_each(|one| add(&mut units, one));
        if !series.address.is_empty() {
            let shared = cross_index.shared_units(at).map(|(name, _)| {
                let from = bodies.units(&series.address).below(&unit_name(name));
                (from, Meaning::Shared(Arc::clone(name), bodies.unit(&series.address, name)))
            });
            old.extend(shared);
        }
    }
    let free = |(address, _): &(String, Vec<Namesake>)| !taken.contains(address);
    old.extend(
        indicators
            .into_iter()
            .filter(free)
            .map(|(old, own)| (PageAddress::new(old), Meaning::Indicators(own))),
    );
    old.extend(units.into_iter().filter(free).map(|(old, own)| (PageAddress::new(old), Meaning::Units(own))));
    old
}
