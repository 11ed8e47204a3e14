//! Which pages a unit has: its own, and one for each year that has no room there.
//!
//! The newest year stands on the unit's own page, and those before it as long as all together are few; every other year has a page
//! that keeps its address when newer years come. A year of very many plans, as of a unit that all bodies name, goes on over further pages.

use super::across::{Across, UnitKey};
use super::bodies::list_page;
use crate::model::address::PageAddress;
use crate::model::plan::Plan;
use std::cmp::Reverse;

/// So many indicators and tasks stand on one page: more than anyone reads, and well below 300 kB.
const MOST: usize = 200;
/// So many of several years stand on the unit's own page: what can be seen at a glance.
const FEW: usize = 40;

/// A page of a unit.
#[derive(Debug)]
pub struct UnitPage<'s> {
    pub address: PageAddress,
    /// The year that it is about; none for the unit's own page.
    pub year: Option<i16>,
    /// Its number among the pages of its year, from 1.
    pub number: usize,
    /// The plans that it shows, newest first, each with the place of its series.
    pub plans: Vec<(usize, &'s Plan)>,
}

impl<'s> Across<'_, 's> {
    /// The pages of a unit, its own first.
    pub fn unit_pages(self, unit: UnitKey<'_>) -> Vec<UnitPage<'s>> {
        let duties = self.cross_index.duties(unit.0, unit.1).map(|(number, duties)| {
            let (at, plan) = self.cross_index.plan(self.site, number);
            (at, plan, duties.led + duties.shared + duties.tasks)
        });
        let mut plans: Vec<(usize, &'s Plan, usize)> = duties.collect();
        // Newest year first; within one the order of the series.
        plans.sort_by_key(|(_, plan, _)| Reverse(plan.year()));
        let address = self.unit_address(unit);
        let mut own = UnitPage { address: address.clone(), year: None, number: 1, plans: Vec::new() };
        let (mut further, mut rows) = (Vec::new(), 0);
        for alike in plans.chunk_by(|(_, one, _), (_, next, _)| one.year() == next.year()) {
            rows += alike.iter().map(|(.., rows)| rows).sum::<usize>();
            let Some((_, first, _)) = alike.first() else { continue };
            let is_newest = own.plans.is_empty();
            // A plan by itself, however long, is the unit's newest: it is what its page is asked for.
            if rows <= FEW || is_newest && (rows <= MOST || alike.len() == 1) {
                own.plans.extend(alike.iter().map(|(at, plan, _)| (*at, *plan)));
            } else {
                further.extend(pages_of_year(&address, first.year(), alike));
            }
        }
        std::iter::once(own).chain(further).collect()
    }
}

/// The pages of a year: as many plans on each as there is room for.
fn pages_of_year<'s>(unit: &PageAddress, year: i16, plans: &[(usize, &'s Plan, usize)]) -> Vec<UnitPage<'s>> {
    let list = unit.below(&year.to_string());
    let mut pages: Vec<UnitPage<'s>> = Vec::new();
    let mut room = 0;
    for (at, plan, rows) in plans {
        if pages.is_empty() || *rows > room {
            let number = pages.len() + 1;
            let address = list_page(&list, number);
            pages.push(UnitPage { address, year: Some(year), number, plans: Vec::new() });
            room = MOST;
        }
        room = room.saturating_sub(*rows);
        if let Some(page) = pages.last_mut() {
            page.plans.push((*at, plan));
        }
    }
    pages
}
