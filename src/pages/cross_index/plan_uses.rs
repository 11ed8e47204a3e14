//! What one plan contributes to the index: the indicators that it has and the units that it names.

use super::super::catalog::Catalog;
use super::{Duties, IndicatorPosition, IndicatorUse};
use crate::model::indicator::Indicator;
use crate::model::plan::{Plan, PlanPart, Section};
use crate::model::recorder::Fact;
use crate::pages::fingerprint::{Fingerprint, FingerprintBuilder, front};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a plan names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PlanUses {
    /// Of all that pages outside the plan show of it.
    pub shown: Fingerprint,
    /// Its indicators, in reading order.
    pub ids: Vec<(Arc<str>, IndicatorUse)>,
    /// The units that it names.
    pub units: BTreeMap<Arc<str>, Duties>,
}

/// The units of a plan as they are found, with the fingerprints of the places where they are named.
#[derive(Default)]
struct UnitCollector<'p>(BTreeMap<&'p str, (Duties, Vec<Fingerprint>)>);

impl PlanUses {
    /// Reads it. The front matter's digests stand for all that it says, so nothing that is added to the model can be
    /// forgotten.
    pub fn read(catalog: &Catalog<'_>, plan: &Plan) -> Self {
        let mut own = FingerprintBuilder::of(&plan.address);
        front(catalog, plan.document, &mut own);
        let own = own.finish();
        let mut ids = Vec::new();
        let mut units = UnitCollector::default();
        for unit in &plan.front.units {
            units.at(unit, &own);
        }
        list(&mut ids, &plan.front.indicators, None, &own);
        units.items(plan.part(None), &own);
        let mut all = FingerprintBuilder::default();
        all.part(&own);
        for (index, section) in plan.sections.iter().enumerate() {
            let mut shown = FingerprintBuilder::of(&section.address);
            shown.count(index).part(&own);
            front(catalog, section.document, &mut shown);
            let shown = shown.finish();
            all.part(&shown);
            list(&mut ids, &section.front.indicators, Some(index), &shown);
            let responsibility = &section.front.responsibility;
            for unit in responsibility.leads.iter().chain(&responsibility.partners) {
                units.at(unit, &shown);
            }
            units.items(plan.part(Some(section)), &shown);
        }
        all.fact(|| Fact::Count(plan.document));
        let units = units.0.into_iter().map(|(unit, (duties, places))| {
            let shown = FingerprintBuilder::default().parts(&places).finish();
            (Arc::from(unit), Duties { shown, ..duties })
        });
        Self { shown: all.finish(), ids, units: units.collect() }
    }
}

fn list(
    ids: &mut Vec<(Arc<str>, IndicatorUse)>,
    indicators: &[Indicator],
    section: Option<usize>,
    shown: &Fingerprint,
) {
    ids.extend(indicators.iter().enumerate().map(|(index, indicator)| {
        let replaces = indicator.details.iter().flat_map(|details| &details.replaces);
        let replaces = replaces.map(|id| Arc::from(id.as_str())).collect();
        let position = IndicatorPosition { section, index };
        let name = Arc::from(indicator.name.as_str());
        (Arc::from(indicator.id.as_str()), IndicatorUse { position, name, shown: shown.clone(), replaces })
    }));
}

impl<'p> UnitCollector<'p> {
    /// A unit is named here.
    fn at(&mut self, unit: &'p str, shown: &Fingerprint) -> &mut Duties {
        let (duties, places) = self.0.entry(unit).or_default();
        if places.last() != Some(shown) {
            places.push(shown.clone());
        }
        duties
    }

    fn items(&mut self, part: PlanPart<'p>, shown: &Fingerprint) {
        let inherited = part.section.map(Section::responsibility);
        for indicator in part.indicators() {
            let effective = indicator.responsibility.within(inherited);
            for lead in effective.leads {
                self.at(lead, shown).led += 1;
            }
            for partner in effective.other_partners() {
                self.at(partner, shown).shared += 1;
            }
        }
        for task in part.tasks() {
            let effective = task.responsibility.within(inherited);
            for unit in effective.leads.iter().chain(effective.other_partners()) {
                self.at(unit, shown).tasks += 1;
            }
        }
    }
}
