//! Which pages look across plans: those of indicators and units, and the lists of them, by body.
//!
//! Takes the site and its index; gives addresses. Nothing of what stands on the pages is decided here but how much: a list has as many
//! rows to a page as a reader looks through and a slow line carries.

use super::bodies::{INDICATORS, UNITS, list_page};
use super::cross_index::{CrossIndex, UnitOwner};
use crate::model::address::PageAddress;
use crate::model::plan::{Series, Site};

/// So many rows stand on one page of a list: with all that a row can hold, well below 300 kB.
const ROWS: usize = 150;

/// A unit by its owner and its name.
pub type UnitKey<'u> = (UnitOwner, &'u str);

/// What is listed by body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    Indicators,
    Units,
}

/// The pages that look across the plans of a site.
#[derive(Debug, Clone, Copy)]
pub struct Across<'w, 's> {
    pub site: &'s Site,
    pub cross_index: &'w CrossIndex,
}

impl Listed {
    /// The word for the list.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Indicators => "indicator_list",
            Self::Units => "unit_list",
        }
    }
}

/// How many pages a list with so many rows has; none where it has no rows.
pub const fn page_count(rows: usize) -> usize {
    rows.div_ceil(ROWS)
}

/// The rows of one page of a list, counted from 1.
pub fn rows_of<T>(rows: &[T], number: usize) -> &[T] {
    rows.chunks(ROWS).nth(number.saturating_sub(1)).unwrap_or_default()
}

impl<'s> Across<'_, 's> {
    /// The address of a body's list.
    pub fn list_address(self, listed: Listed, series: &Series) -> PageAddress {
        match listed {
            Listed::Indicators => self.cross_index.bodies.indicators(&series.address),
            Listed::Units => self.cross_index.bodies.units(&series.address),
        }
    }

    /// The addresses of the pages of a body's list.
    fn list_addresses(self, listed: Listed, (at, series): (usize, &Series)) -> Vec<PageAddress> {
        let list = self.list_address(listed, series);
        (1..=page_count(self.row_count(listed, at))).map(|number| list_page(&list, number)).collect()
    }

    /// How many rows a body's list has.
    pub fn row_count(self, listed: Listed, at: usize) -> usize {
        let cross_index = self.cross_index;
        match listed {
            Listed::Indicators => cross_index.ids(at).count(),
            Listed::Units => cross_index.units(Some(at)).count() + cross_index.shared_units(at).count(),
        }
    }

    /// Whether the directory of bodies is a page of its own: where there are several, unless the list of plans that lie right in
    /// `content/` stands at its address.
    pub fn has_directory(self, listed: Listed) -> bool {
        let mut series = self.site.series.iter().enumerate();
        let is_root =
            |(at, series): (usize, &Series)| series.address.is_empty() && self.row_count(listed, at) > 0;
        self.cross_index.bodies.are_several() && !series.any(is_root)
    }

    /// Whether there are directories of bodies, or lists on several pages.
    pub fn has_long_lists(self) -> bool {
        let is_long = |at: usize| {
            [Listed::Indicators, Listed::Units]
                .iter()
                .any(|listed| page_count(self.row_count(*listed, at)) > 1)
        };
        self.cross_index.bodies.are_several() || (0..self.site.series.len()).any(is_long)
    }

    /// The address of a unit's own page.
    pub fn unit_address(self, (owner, name): UnitKey<'_>) -> PageAddress {
        let series = owner.and_then(|at| self.site.series.get(at));
        let root = PageAddress::default();
        self.cross_index.bodies.unit(series.map_or(&root, |series| &series.address), name)
    }

    /// The addresses of all these pages.
    pub fn addresses(self) -> Vec<PageAddress> {
        let (cross_index, site) = (self.cross_index, self.site.series.iter().enumerate());
        let mut all = Vec::new();
        for (listed, directory) in [(Listed::Indicators, INDICATORS), (Listed::Units, UNITS)] {
            let is_there = match listed {
                Listed::Indicators => cross_index.has_ids(),
                Listed::Units => cross_index.has_units(),
            };
            all.extend((is_there && self.has_directory(listed)).then(|| PageAddress::new(directory)));
            all.extend(site.clone().flat_map(|(at, series)| self.list_addresses(listed, (at, series))));
        }
        let ids = site.flat_map(|(at, series)| {
            cross_index.ids(at).map(move |(id, _)| cross_index.bodies.indicator(&series.address, id))
        });
        all.extend(ids);
        for owner in cross_index.owners() {
            let units = cross_index.units(owner).flat_map(|(unit, _)| self.unit_pages((owner, unit)));
            all.extend(units.map(|page| page.address));
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_stands_on_one_page() {
        for count in [0, 1, ROWS, ROWS + 1, 5 * ROWS] {
            let rows: Vec<usize> = (0..count).collect();
            let pages = page_count(count);
            let listed: Vec<usize> = (1..=pages).flat_map(|number| rows_of(&rows, number)).copied().collect();
            assert_eq!(listed, rows);
            assert!((1..=pages).all(|number| !rows_of(&rows, number).is_empty()));
            assert!(rows_of(&rows, pages + 1).is_empty());
        }
    }
}
