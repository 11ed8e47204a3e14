//! The keys of the pages that look across plans. What they show is in the index, which gives each its digest.

use super::Keys;
use crate::model::recorder::Fact;
use crate::pages::cross_index::UnitOwner;
use crate::pages::fingerprint::{Fingerprint, FingerprintBuilder};

/// The keys of the pages that look across plans.
#[derive(Debug, Default)]
pub struct CrossPlanKeys {
    /// Which version of the index they were made from.
    pub(super) version: Option<u64>,
    /// Those of each series, in the order of the site.
    pub series: Vec<SeriesCrossKeys>,
    /// One for each unit that is one for all, in the index's order.
    pub shared_units: Vec<Fingerprint>,
    /// What each plan changes, by its number; none where there is nothing to compare with.
    pub changes: Vec<Option<Fingerprint>>,
    /// The directory of the bodies' indicators.
    pub indicator_directory: Fingerprint,
    /// The directory of the bodies' units.
    pub unit_directory: Fingerprint,
}

/// The keys of the pages of one body.
#[derive(Debug, Default)]
pub struct SeriesCrossKeys {
    /// One for each id, in the index's order.
    pub ids: Vec<Fingerprint>,
    /// One for each unit of its own, in the index's order.
    pub units: Vec<Fingerprint>,
    /// All pages of the list of its indicators.
    pub indicator_list: Fingerprint,
    /// All pages of the list of its units.
    pub unit_list: Fingerprint,
}

impl CrossPlanKeys {
    /// The keys of all lists and directories.
    pub fn lists(&self) -> impl Iterator<Item = &Fingerprint> {
        let of_series = self.series.iter().flat_map(|own| [&own.indicator_list, &own.unit_list]);
        of_series.chain([&self.indicator_directory, &self.unit_directory])
    }
}

impl Keys<'_, '_> {
    /// Makes the keys of the pages that look across plans, unless the index is the one they were made from.
    pub(super) fn update_cross_plan(&mut self) {
        let cross_index = self.env.cross_index;
        if self.cache.cross_plan.version == Some(cross_index.version) {
            return;
        }
        let mut series: Vec<SeriesCrossKeys> =
            (0..cross_index.series_count()).map(|series| self.of_series(series)).collect();
        let changes = (0..cross_index.len()).map(|number| {
            cross_index.compared(number).map(|(own, other)| self.across("changes", "", &[own, other]))
        });
        let directory = |kind: &str| {
            // How many each body has.
            let mut parts = self.of(kind);
            for (at, own) in series.iter().enumerate() {
                parts.count(own.ids.len()).count(own.units.len()).count(cross_index.shared_units(at).count());
            }
            parts
        };
        let (indicators, units) = (directory("indicator-directory").finish(), self.counts(None));
        let units: Vec<&Fingerprint> = units.iter().collect();
        let units = directory("unit-directory").parts(units).finish();
        let site = &self.env.catalog.site.series;
        if let (true, Some(at)) = (site.len() > 1, site.iter().position(|series| series.address.is_empty()))
            && let Some(own) = series.get_mut(at)
        {
            // Where plans lie right in `content/`, their lists stand at the address of the directory, and show it.
            own.indicator_list =
                FingerprintBuilder::default().part(&own.indicator_list).part(&indicators).finish();
            own.unit_list = FingerprintBuilder::default().part(&own.unit_list).part(&units).finish();
        }
        self.cache.cross_plan = CrossPlanKeys {
            version: Some(cross_index.version),
            changes: changes.collect(),
            shared_units: self.of_units(None),
            indicator_directory: indicators,
            unit_directory: units,
            series,
        };
    }

    /// The keys of the pages that look across plans.
    pub const fn cross_plan(&self) -> &CrossPlanKeys {
        &self.cache.cross_plan
    }

    fn across(&self, kind: &str, name: &str, shown: &[&Fingerprint]) -> Fingerprint {
        self.of(kind).text(name).parts(shown.iter().copied()).finish()
    }

    fn of_series(&self, at: usize) -> SeriesCrossKeys {
        let cross_index = self.env.cross_index;
        let ids: Vec<_> =
            cross_index.ids(at).map(|(id, own)| self.across("indicator", id, &[&own.shown])).collect();
        // They are all that there are: what lists none is among it.
        let mut listed = FingerprintBuilder::default();
        let plans = self.env.catalog.site.series.get(at).into_iter().flat_map(|series| &series.plans);
        for part in plans.flat_map(|plan| plan.parts()) {
            listed.fact(|| Fact::Listed(part.document));
        }
        let listed = listed.finish();
        let shown: Vec<&Fingerprint> = ids.iter().chain([&listed]).collect();
        let indicator_list = self.across("indicator-list", "", &shown);
        // The list of units shows how much each answers for, and not what.
        let counts: Vec<Fingerprint> = self.counts(Some(at));
        let shared = cross_index.shared_units(at).map(|(unit, own)| own.counts(None, unit));
        let counts: Vec<Fingerprint> = counts.into_iter().chain(shared).collect();
        let counts: Vec<&Fingerprint> = counts.iter().collect();
        let unit_list = self.across("unit-list", "", &counts);
        SeriesCrossKeys { units: self.of_units(Some(at)), ids, indicator_list, unit_list }
    }

    fn of_units(&self, owner: UnitOwner) -> Vec<Fingerprint> {
        let units = self.env.cross_index.units(owner);
        units.map(|(unit, own)| self.across("unit", unit, &[&own.shown])).collect()
    }

    fn counts(&self, owner: UnitOwner) -> Vec<Fingerprint> {
        self.env.cross_index.units(owner).map(|(unit, own)| own.counts(owner, unit)).collect()
    }
}
