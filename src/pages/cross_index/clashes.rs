//! Units whose pages would have one address, or whose names readers take for one: each is told where it is named first.

use super::{CrossIndex, UnitOwner, UnitUses};
use crate::diagnostic::{Diagnostic, Finding, IndicatorLint, Place, RelatedKind, SiteFault};
use crate::model::address::PageAddress;
use crate::model::characters::alike;
use crate::pages::bodies::unit_name;
use crate::pages::catalog::Catalog;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Two units of one owner, in the order of their names.
#[derive(Debug)]
pub(super) struct UnitClash {
    owner: UnitOwner,
    first: Arc<str>,
    second: Arc<str>,
}

/// The clashes among the units of one owner: what another body names is another unit, at another address.
pub(super) fn unit_clashes<'u>(
    owner: UnitOwner,
    units: impl Iterator<Item = (&'u Arc<str>, &'u UnitUses)>,
) -> Vec<UnitClash> {
    let mut taken: BTreeMap<String, &Arc<str>> = BTreeMap::new();
    let clash = |(unit, _): (&'u Arc<str>, &'u UnitUses)| {
        // Hosts that ignore case would serve one page for both; readers take for one what looks alike.
        let first = taken.insert(alike(&unit_name(unit)).replace('-', ""), unit)?;
        Some(UnitClash { owner, first: Arc::clone(first), second: Arc::clone(unit) })
    };
    units.filter_map(clash).collect()
}

impl CrossIndex {
    /// Units whose pages would have the same address: one finding for each that comes second.
    pub fn diagnostics(&self, catalog: &Catalog<'_>) -> Vec<Diagnostic> {
        self.clashes.iter().filter_map(|clash| self.diagnostic(catalog, clash)).collect()
    }

    fn diagnostic(&self, catalog: &Catalog<'_>, clash: &UnitClash) -> Option<Diagnostic> {
        let UnitClash { owner, first, second } = clash;
        let place = self.place_of(catalog, *owner, second)?;
        let series = owner.and_then(|series| catalog.site.series.get(series));
        let root = PageAddress::default();
        let series = series.map_or(&root, |series| &series.address);
        let address = self.bodies.unit(series, second);
        let is_taken = address.to_lowercase() == self.bodies.unit(series, first).to_lowercase();
        let (name, other) = (second.to_string(), first.to_string());
        let finding = match is_taken {
            true => Finding::Site(SiteFault::DuplicateAddress { address: format!("/{address}"), other }),
            false => IndicatorLint::UnitsAlike { name, other }.into(),
        };
        let diagnostic = Diagnostic::new(finding, place);
        Some(match self.place_of(catalog, *owner, first) {
            Some(place) => diagnostic.with_related(RelatedKind::FirstUse, place),
            None => diagnostic,
        })
    }

    /// Where a unit is named first; the head of the plan that names it where its name is written otherwise there.
    fn place_of(&self, catalog: &Catalog<'_>, owner: UnitOwner, unit: &str) -> Option<Place> {
        let (number, _) = self.units_of(owner)?.get(unit)?.plans.first_key_value()?;
        let (_, plan) = self.plan(catalog.site, *number);
        let mut texts = plan.parts().filter_map(|part| catalog.text(part.document));
        let found = texts.find_map(|text| {
            let at = whole_word(text.yaml(), unit)?;
            Some(text.yaml_place(&(at..at + unit.len())))
        });
        found.or_else(|| Some(catalog.text(plan.document)?.front_place(&[], None)))
    }
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
