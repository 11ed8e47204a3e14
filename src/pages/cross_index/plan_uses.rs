//! What one plan contributes to the index: the indicators that it has and the units that it names.

use super::super::catalog::Catalog;
use super::{Duties, IndicatorPosition, IndicatorUse};
use crate::model::indicator::{Indicator, Responsibility, Task};
use crate::model::plan::{Plan, Section};
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
        units.items(&plan.front.indicators, &plan.front.tasks, None, own);
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
            units.items(&section.front.indicators, &section.front.tasks, Some(section), digest);
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

/// The lead and the partner units of an item of a section: [`Responsibility::within`] without copying.
pub fn units_of<'p>(
    own: &'p Responsibility,
    section: Option<&'p Section>,
) -> (Option<&'p str>, &'p [String]) {
    let inherited = section.map(|section| &section.front.responsibility);
    let names_nobody = own.lead.is_none() && own.partners.is_empty();
    let lead = own.lead.as_deref().or_else(|| inherited.and_then(|from| from.lead.as_deref()));
    let partners = inherited.filter(|_| names_nobody).map_or(&own.partners, |from| &from.partners);
    (lead, partners)
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

    fn items(
        &mut self,
        indicators: &'p [Indicator],
        tasks: &'p [Task],
        section: Option<&'p Section>,
        digest: Digest,
    ) {
        for indicator in indicators {
            let (lead, partners) = units_of(&indicator.responsibility, section);
            if let Some(lead) = lead {
                self.at(lead, digest).led += 1;
            }
            for partner in partners.iter().filter(|partner| Some(partner.as_str()) != lead) {
                self.at(partner, digest).shared += 1;
            }
        }
        for task in tasks {
            let (lead, partners) = units_of(&task.responsibility, section);
            for unit in
                lead.into_iter().chain(partners.iter().map(String::as_str).filter(|own| Some(*own) != lead))
            {
                self.at(unit, digest).tasks += 1;
            }
        }
    }
}
