//! Two plans' indicators parted, so that each is counted once and the parts add up.
//!
//! Takes the changes; gives for each the one part that it belongs to, and how many are in each part. The later plan's
//! indicators are the new ones and those carried on; those carried on are parted by their targets; the earlier plan's are
//! those carried on and those dropped. Where indicators were merged or split, as many earlier ones as are carried on are
//! not as many later ones.

use super::{Change, Comparison, Movement, Origin, TargetChange};
use std::collections::BTreeSet;

/// The part that an indicator of two plans belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Nothing before it.
    New,
    /// Carried on, with a higher target.
    Higher,
    /// Carried on, with a lower target.
    Lower,
    /// Carried on; the target moved in no direction, and is meant otherwise: 60家 became 60家以上, 不超过4% became 3.5%—4%.
    Worded,
    /// Carried on; nobody can say whether its target is higher: another unit, words, none in one of the years, or it is
    /// one of several that were merged or split.
    Otherwise,
    /// Carried on with the target that it had, or with none in both years.
    Same,
    /// Nothing carries it on.
    Dropped,
}

impl Part {
    /// All parts, in the order in which they are told.
    pub const ALL: [Self; 7] =
        [Self::New, Self::Higher, Self::Lower, Self::Worded, Self::Otherwise, Self::Same, Self::Dropped];

    /// A stable name, for class names and ids.
    pub const fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Worded => "worded",
            Self::Otherwise => "otherwise",
            Self::Same => "same",
            Self::Dropped => "dropped",
        }
    }
}

/// How many indicators are in each part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Partition {
    /// All indicators of the later plan: `new` and `carried`.
    pub now: usize,
    /// Those with nothing before them.
    pub new: usize,
    /// Those that carry something on: `higher`, `lower`, `worded`, `otherwise` and `same`.
    pub carried: usize,
    /// A higher target.
    pub higher: usize,
    /// A lower target.
    pub lower: usize,
    /// Moved in no direction, meant otherwise.
    pub worded: usize,
    /// What cannot be compared.
    pub otherwise: usize,
    /// The same target.
    pub same: usize,
    /// All indicators of the earlier plan: `carried_before` and `dropped`.
    pub before: usize,
    /// Those that something carries on; as many as `carried` where none were merged or split.
    pub carried_before: usize,
    /// Those that nothing carries on.
    pub dropped: usize,
}

impl Change<'_> {
    /// The one part that it belongs to.
    pub const fn part(&self) -> Part {
        match (self.origin, self.target) {
            (Origin::New, _) => Part::New,
            (Origin::Dropped, _) => Part::Dropped,
            (_, Some(TargetChange::Compared { movement: Some(Movement::Raised), .. })) => Part::Higher,
            (_, Some(TargetChange::Compared { movement: Some(Movement::Lowered), .. })) => Part::Lower,
            (_, Some(TargetChange::Compared { bound: true, .. })) => Part::Worded,
            (_, Some(TargetChange::Compared { .. } | TargetChange::Neither)) => Part::Same,
            (_, _) => Part::Otherwise,
        }
    }
}

impl Comparison<'_> {
    /// How many indicators are in each part.
    pub fn partition(&self) -> Partition {
        let mut counted = Partition::default();
        let mut carried = BTreeSet::new();
        for change in &self.indicators {
            let part = change.part();
            let count = match part {
                Part::New => &mut counted.new,
                Part::Higher => &mut counted.higher,
                Part::Lower => &mut counted.lower,
                Part::Worded => &mut counted.worded,
                Part::Otherwise => &mut counted.otherwise,
                Part::Same => &mut counted.same,
                Part::Dropped => &mut counted.dropped,
            };
            *count += 1;
            counted.now += usize::from(change.now.is_some());
            if part != Part::Dropped {
                counted.carried += usize::from(part != Part::New);
                carried.extend(change.before.iter().map(|(_, one)| one.id.as_str()));
            }
        }
        counted.carried_before = carried.len();
        counted.before = counted.carried_before + counted.dropped;
        counted
    }
}
