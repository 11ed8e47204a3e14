//! How many stand where. A roll-up counts and never averages, and says what it leaves out.

use super::{Progress, Reason, Status};
use std::collections::BTreeMap;

/// How many indicators have which status.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RollUp {
    counts: BTreeMap<Status, usize>,
    /// How many have no target, and so are in no count.
    pub without_target: usize,
}

impl RollUp {
    /// Counts judgements.
    pub fn of<'p>(all: impl IntoIterator<Item = &'p Progress>) -> Self {
        let mut rollup = Self::default();
        for progress in all {
            rollup.add(progress);
        }
        rollup
    }

    /// Counts one more.
    pub fn add(&mut self, progress: &Progress) {
        if progress.reason == Reason::NoTarget {
            self.without_target += 1;
        } else {
            *self.counts.entry(progress.status).or_default() += 1;
        }
    }

    /// How many have a status.
    pub fn count(&self, status: Status) -> usize {
        self.counts.get(&status).copied().unwrap_or_default()
    }

    /// The statuses that occur, in the order in which pages list them, with how many have them.
    pub fn counts(&self) -> impl Iterator<Item = (Status, usize)> {
        self.counts.iter().map(|(status, count)| (*status, *count))
    }

    /// How many there are in all, those that are left out too.
    pub fn total(&self) -> usize {
        self.counts.values().sum::<usize>() + self.without_target
    }

    /// How many are judged: all but those that are excused, cannot be judged or have no target.
    pub fn judged(&self) -> usize {
        self.total() - self.left_out()
    }

    /// How many are not judged: excused, undecided, or with no target.
    pub fn left_out(&self) -> usize {
        self.count(Status::Excused) + self.count(Status::Undecided) + self.without_target
    }
}
