//! The lists of units: one for each body, with the shared units that it names; of several bodies `/units/` is the directory, with
//! the units that are one for all.

use super::super::across::{Listed, UnitKey, rows_of};
use super::super::bodies::UNITS;
use super::prelude::*;

impl<'s> Renderer<'_, 's> {
    /// The pages of all lists, and the directory of bodies where there are several.
    pub(super) fn unit_lists(&self) -> Vec<RenderResult> {
        let site = self.env.catalog.site.series.iter().enumerate();
        let mut outcomes: Vec<RenderResult> = site.map(|(at, series)| self.unit_list(at, series)).collect();
        outcomes.extend(self.env.across().has_directory(Listed::Units).then(|| self.unit_directory()));
        outcomes
    }

    /// The pages of one body's list; nothing where no plan of it names a unit.
    fn unit_list(&self, at: usize, series: &'s Series) -> RenderResult {
        let Some(keys) = self.keys.cross_plan().series.get(at) else { bug!("series {at} has no keys") };
        self.list_pages(Listed::Units, (at, series), &keys.unit_list, |number, pages| {
            let own = self.env.cross_index.units(Some(at)).map(|(name, _)| (Some(at), &**name));
            let shared = self.env.cross_index.shared_units(at).map(|(name, _)| (None, &**name));
            let mut all: Vec<UnitKey<'_>> = own.chain(shared).collect();
            all.sort_by_key(|(_, name)| *name);
            let of_body = self.env.builder.bodies.are_several().then_some(at);
            let units = rows_of(&all, number).iter().map(|unit| self.unit_context(*unit, of_body));
            UnitListTemplate {
                units: SharedValue::new(&units.collect()),
                bodies: SharedValue::new(&self.directory_on(Listed::Units, series, number)),
                pages: SharedValue::new(&pages),
            }
        })
    }

    /// The bodies that name units, each with the way to its list, after the units that are one for all.
    fn unit_directory(&self) -> RenderResult {
        let key = &self.keys.cross_plan().unit_directory;
        let words = (Listed::Units.word(), Some("unit_directory_lead"));
        self.list((PageKind::UnitList, UNITS), words, key, || {
            let shared =
                self.env.cross_index.units(None).map(|(name, _)| self.unit_context((None, name), None));
            UnitListTemplate {
                units: SharedValue::new(&shared.collect()),
                bodies: SharedValue::new(&self.directory(Listed::Units)),
                pages: SharedValue::new(&None),
            }
        })
    }
}
