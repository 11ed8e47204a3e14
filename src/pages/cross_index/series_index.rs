//! What one series has for itself: its indicators by id, and those of its units that no other body shares.

use super::plan_uses::PlanUses;
use super::{IndicatorUses, UnitUses};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) type UnitMap = BTreeMap<Arc<str>, UnitUses>;

/// The index of one series.
#[derive(Debug, Default)]
pub(super) struct SeriesIndex {
    pub(super) ids: BTreeMap<Arc<str>, IndicatorUses>,
    pub(super) units: UnitMap,
}

impl SeriesIndex {
    /// Takes the indicators of a plan out.
    pub(super) fn remove(&mut self, number: usize, uses: &PlanUses) {
        for (id, named) in &uses.ids {
            if let Some(own) = self.ids.get_mut(id) {
                own.plans.remove(&number);
            }
            for replaced in &named.replaces {
                if let Some(own) = self.ids.get_mut(replaced) {
                    own.replaced.remove(&number);
                }
            }
        }
    }

    /// Puts the indicators of a plan in.
    pub(super) fn insert(&mut self, number: usize, uses: &PlanUses) {
        for (id, named) in &uses.ids {
            // Of two with one id, which is an error elsewhere, the first counts.
            let own = self.ids.entry(Arc::clone(id)).or_default();
            own.plans.entry(number).or_insert_with(|| named.clone());
            for replaced in &named.replaces {
                let own = self.ids.entry(Arc::clone(replaced)).or_default();
                let own = own.replaced.entry(number).or_default();
                own.push((Arc::clone(id), named.position, named.shown.clone()));
            }
        }
    }

    /// Forgets what no plan names any more.
    pub(super) fn tidy(&mut self) {
        self.ids.retain(|_, own| !own.plans.is_empty() || !own.replaced.is_empty());
        self.units.retain(|_, own| !own.plans.is_empty());
    }
}
