//! What one plan contributes to the index: the indicators that it has and the units that it names.

use super::super::catalog::Catalog;
use super::{Duties, IndicatorPosition, IndicatorUse};
use crate::model::indicator::Indicator;
use crate::model::plan::{Plan, PlanPart, Section};
use crate::output::Digest;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a plan names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PlanUses {
    /// Of all that pages outside the plan show of it.
    pub digest: Option<Digest>,
    /// Its indicators, in reading order.
    pub ids: Vec<(Arc<str>, IndicatorUse)>,
    /// The units that it names.
    pub units: BTreeMap<Arc<str>, Duties>,
}

/// The units of a plan as they are found, with the digests of the places where they are named.
#[derive(Default)]
struct UnitCollector<'p>(BTreeMap<&'p str, (Duties, Vec<Digest>)>);

impl PlanUses {
    /// Reads it. The front matter's digests stand for all that it says, so nothing that is added to the model can be
    /// forgotten.
    pub fn read(catalog: &Catalog<'_>, plan: &Plan) -> Self {
        let front = |document| catalog.text(document).map(|text| text.front_digest);
        let bytes =
            |digest: &Option<Digest>| digest.map(|digest| digest.bytes().to_vec()).unwrap_or_default();
        let own = Digest::of_parts([plan.address.as_bytes(), &bytes(&front(plan.document))]);
        let mut ids = Vec::new();
        let mut units = UnitCollector::default();
        for unit in &plan.front.units {
            units.at(unit, own);
        }
        list(&mut ids, &plan.front.indicators, None, own);
        units.items(plan.part(None), own);
        let mut all = vec![own];
        for (index, section) in plan.sections.iter().enumerate() {
            let at = (index as u64).to_le_bytes();
            let front = bytes(&front(section.document));
            let digest = Digest::of_parts([own.bytes(), section.address.as_bytes(), &at, &front]);
            all.push(digest);
            list(&mut ids, &section.front.indicators, Some(index), digest);
            let responsibility = &section.front.responsibility;
            for unit in responsibility.lead.iter().chain(&responsibility.partners) {
                units.at(unit, digest);
            }
            units.items(plan.part(Some(section)), digest);
        }
        let digest = Digest::of_parts(all.iter().map(Digest::bytes));
        let units = units.0.into_iter().map(|(unit, (duties, digests))| {
            let digest = Some(Digest::of_parts(digests.iter().map(Digest::bytes)));
            (Arc::from(unit), Duties { digest, ..duties })
        });
        Self { digest: Some(digest), ids, units: units.collect() }
    }
}

fn list(
    ids: &mut Vec<(Arc<str>, IndicatorUse)>,
    indicators: &[Indicator],
    section: Option<usize>,
    digest: Digest,
) {
    ids.extend(indicators.iter().enumerate().map(|(index, indicator)| {
        let replaces = indicator.details.iter().flat_map(|details| &details.replaces);
        let replaces = replaces.map(|id| Arc::from(id.as_str())).collect();
        (
            Arc::from(indicator.id.as_str()),
            IndicatorUse { position: IndicatorPosition { section, index }, digest, replaces },
        )
    }));
}

impl<'p> UnitCollector<'p> {
    /// A unit is named here.
    fn at(&mut self, unit: &'p str, digest: Digest) -> &mut Duties {
        let (duties, digests) = self.0.entry(unit).or_default();
        if digests.last() != Some(&digest) {
            digests.push(digest);
        }
        duties
    }

    fn items(&mut self, part: PlanPart<'p>, digest: Digest) {
        let inherited = part.section.map(Section::responsibility);
        for indicator in part.indicators {
            let effective = indicator.responsibility.within(inherited);
            if let Some(lead) = effective.lead {
                self.at(lead, digest).led += 1;
            }
            for partner in effective.other_partners() {
                self.at(partner, digest).shared += 1;
            }
        }
        for task in part.tasks {
            let effective = task.responsibility.within(inherited);
            for unit in effective.lead.into_iter().chain(effective.other_partners()) {
                self.at(unit, digest).tasks += 1;
            }
        }
    }
}
