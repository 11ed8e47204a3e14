//! The chain of a series: takes what each bag says of itself and of the bag before it, says whether
//! they form one unbroken line. Pure.
//!
//! The order is that of the digests: a bag follows the bag whose tag manifest it names. Positions and
//! numbers are then held against it. A series holds if it has exactly one first bag, every
//! other bag names one that is there, no two name the same, and so all are reached from the first.

use super::fault::Verdict;
use super::folders::BagId;
use crate::digest::Digest;
use std::collections::{BTreeMap, BTreeSet};

/// What the chain needs to know of one bag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainLink {
    /// Which bag it is, by where it lies.
    pub place: BagId,
    /// The digest of its tag manifest.
    pub digest: Digest,
    /// What it says of itself; none where that cannot be believed.
    pub said: Option<ChainClaim>,
}

/// What a bag says of its place in the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainClaim {
    /// The digest of the bag sealed before it; none for the first of its series.
    pub previous: Option<Digest>,
    /// Which bag of the series it is, from 1.
    pub position: u64,
}

/// Which bags of a series are at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainExtent {
    /// All of them: an archive. A bag that is named and not there is missing.
    All,
    /// Some, such as one year's on a USB stick.
    Some,
}

/// One thing that is wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChainFault {
    /// Every bag names one before it: the first is not there.
    NoFirst,
    /// More than one bag says that it is the first.
    SeveralFirst { bags: Vec<BagId> },
    /// A bag names one before it, by its digest, that is not there.
    MissingLink { bag: BagId, previous: Digest },
    /// Several bags name the same one before them.
    Fork { previous: Digest, bags: Vec<BagId> },
    /// Several folders hold the same bag.
    Twice { bags: Vec<BagId> },
    /// What a bag says of its position is not where the digests put it.
    Position { bag: BagId, said: u64, found: u64 },
    /// A plan's bags were not sealed in the order of their numbers, or a number is left out: the bag's place in the chain
    /// asks for another.
    Number { bag: BagId, expected: u32 },
    /// A bag cannot be reached from the first.
    Unreached { bag: BagId },
    /// A bag, by its folder below the archive, does not tell its place in the chain in a way that can be believed.
    Silent { bag: String },
}

impl ChainFault {
    /// What follows from it.
    pub const fn verdict(&self) -> Verdict {
        match self {
            Self::Silent { .. } => Verdict::Unverifiable,
            _ => Verdict::Broken,
        }
    }

    /// The word that JSON has for it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NoFirst => "no-first",
            Self::SeveralFirst { .. } => "several-first",
            Self::MissingLink { .. } => "missing-link",
            Self::Fork { .. } => "fork",
            Self::Twice { .. } => "twice",
            Self::Position { .. } => "position",
            Self::Number { .. } => "number",
            Self::Unreached { .. } => "unreached",
            Self::Silent { .. } => "silent",
        }
    }
}

/// A series' bags as a chain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chain {
    /// The address of the series; empty for plans at the top.
    pub series: String,
    /// The bags in the order in which they were sealed, as far as it is known.
    pub order: Vec<BagId>,
    /// What is wrong.
    pub faults: Vec<ChainFault>,
    /// The digest of the last bag of the order: whoever keeps it can tell that bags were removed.
    pub newest: Option<Digest>,
    /// Bags whose predecessor is not at hand, where not all bags are: the chain goes back to here.
    pub open: Vec<BagId>,
}

impl Chain {
    /// What follows from the faults.
    pub fn verdict(&self) -> Verdict {
        self.faults.iter().map(ChainFault::verdict).max().unwrap_or(Verdict::Whole)
    }
}

/// Judges the bags of one series. Folders whose bag has no digest come as `silent`, by name.
pub fn judge(series: &str, links: &[ChainLink], silent: &[String], extent: ChainExtent) -> Chain {
    let faults = silent.iter().map(|bag| ChainFault::Silent { bag: bag.clone() }).collect();
    let mut chain = Chain { series: series.to_owned(), faults, ..Chain::default() };
    let mut by_digest: BTreeMap<Digest, Vec<&ChainLink>> = BTreeMap::new();
    for link in links {
        by_digest.entry(link.digest).or_default().push(link);
    }
    let mut firsts: Vec<&ChainLink> = Vec::new();
    let mut followers: BTreeMap<Digest, Vec<&ChainLink>> = BTreeMap::new();
    for same in by_digest.values() {
        if same.len() > 1 {
            chain.faults.push(ChainFault::Twice { bags: places(same) });
        }
        // Copies of one bag are one link.
        let Some(link) = same.first() else { continue };
        match link.said {
            None => chain.faults.push(ChainFault::Silent { bag: link.place.to_string() }),
            Some(ChainClaim { previous: None, .. }) => firsts.push(link),
            Some(ChainClaim { previous: Some(previous), .. }) => {
                if by_digest.contains_key(&previous) {
                    followers.entry(previous).or_default().push(link);
                } else if extent == ChainExtent::All {
                    chain.faults.push(ChainFault::MissingLink { bag: link.place.clone(), previous });
                } else {
                    chain.open.push(link.place.clone());
                }
            }
        }
    }
    for (previous, links) in followers.iter().filter(|(_, links)| links.len() > 1) {
        chain.faults.push(ChainFault::Fork { previous: *previous, bags: places(links) });
    }
    if firsts.len() > 1 {
        chain.faults.push(ChainFault::SeveralFirst { bags: places(&firsts) });
    } else if firsts.is_empty() && extent == ChainExtent::All && chain.faults.is_empty() && !links.is_empty()
    {
        chain.faults.push(ChainFault::NoFirst);
    }
    chain.walk(links, &firsts, &followers, extent);
    chain.faults.sort();
    chain.open.sort();
    chain
}

fn places(links: &[&ChainLink]) -> Vec<BagId> {
    let mut places: Vec<BagId> = links.iter().map(|link| link.place.clone()).collect();
    places.sort();
    places
}

impl Chain {
    /// Follows the digests from each bag where a line begins.
    fn walk(
        &mut self,
        links: &[ChainLink],
        firsts: &[&ChainLink],
        followers: &BTreeMap<Digest, Vec<&ChainLink>>,
        extent: ChainExtent,
    ) {
        let followed: BTreeSet<Digest> = followers.values().flatten().map(|link| link.digest).collect();
        let mut starts: Vec<&ChainLink> = firsts.to_vec();
        // Where a line begins without a first bag, the bags' own count puts the lines in order.
        starts.extend(links.iter().filter(|link| {
            !followed.contains(&link.digest) && link.said.is_none_or(|said| said.previous.is_some())
        }));
        starts.sort_by_key(|link| link.said.map_or(u64::MAX, |said| said.position));
        let mut reached: BTreeSet<Digest> = BTreeSet::new();
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        for start in starts {
            let mut found = match start.said {
                // An open line cannot tell where it begins.
                Some(ChainClaim { previous: Some(_), position }) => position,
                _ => 1,
            };
            let mut next = Some(start);
            while let Some(link) = next.filter(|link| reached.insert(link.digest)) {
                self.order.push(link.place.clone());
                self.newest = Some(link.digest);
                if let Some(said) = link.said
                    && said.position != found
                {
                    let bag = link.place.clone();
                    self.faults.push(ChainFault::Position { bag, said: said.position, found });
                }
                let before = numbers.insert(&link.place.plan, link.place.number);
                let next_number = before.map_or(1, |before| before.saturating_add(1));
                let expected = match extent {
                    ChainExtent::All => next_number,
                    // Others of a plan may be elsewhere.
                    ChainExtent::Some => link.place.number.max(next_number),
                };
                if link.place.number != expected {
                    self.faults.push(ChainFault::Number { bag: link.place.clone(), expected });
                }
                found = found.saturating_add(1);
                next = followers.get(&link.digest).and_then(|links| links.first()).copied();
            }
        }
        let unreached = links.iter().filter(|link| !reached.contains(&link.digest));
        self.faults.extend(unreached.map(|link| ChainFault::Unreached { bag: link.place.clone() }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(name: &str) -> Digest {
        Digest::of(name.as_bytes())
    }

    /// Bags as `place name previous position`.
    fn links(bags: &[(&str, &str, &str, u64)]) -> Vec<ChainLink> {
        let link = |(place, name, previous, position): &(&str, &str, &str, u64)| ChainLink {
            place: BagId::parse(place).unwrap(),
            digest: digest(name),
            said: Some(ChainClaim {
                previous: (!previous.is_empty()).then(|| digest(previous)),
                position: *position,
            }),
        };
        bags.iter().map(link).collect()
    }

    const GOOD: [(&str, &str, &str, u64); 4] = [
        ("d/2017/1", "c", "b", 3),
        ("d/2016/1", "a", "", 1),
        ("d/2016/2", "b", "a", 2),
        ("d/2016/3", "d", "c", 4),
    ];

    fn faults(bags: &[(&str, &str, &str, u64)]) -> Vec<&'static str> {
        let chain = judge("d", &links(bags), &[], ChainExtent::All);
        assert_ne!(chain.verdict(), Verdict::Whole);
        chain.faults.iter().map(ChainFault::word).collect()
    }

    fn without(at: usize) -> Vec<(&'static str, &'static str, &'static str, u64)> {
        let mut bags = GOOD.to_vec();
        bags.remove(at);
        bags
    }

    #[test]
    fn the_order_is_that_of_the_digests() {
        let chain = judge("d", &links(&GOOD), &[], ChainExtent::All);
        assert_eq!((chain.verdict(), chain.newest), (Verdict::Whole, Some(digest("d"))));
        let order: Vec<String> = chain.order.iter().map(ToString::to_string).collect();
        assert_eq!(order, ["d/2016/1", "d/2016/2", "d/2017/1", "d/2016/3"]);
    }

    #[test]
    fn a_bag_that_is_gone_shows_unless_it_is_the_newest() {
        assert_eq!(faults(&without(0)), ["missing-link"]);
        assert_eq!(faults(&without(1)), ["missing-link", "number"]);
        assert_eq!(faults(&without(2)), ["missing-link", "number"]);
        // Nothing points at the newest: the files alone cannot tell.
        assert_eq!(judge("d", &links(&without(3)), &[], ChainExtent::All).verdict(), Verdict::Whole);
    }

    #[test]
    fn forks_copies_and_swaps_show() {
        let with = |bag| [GOOD.as_slice(), &[bag]].concat();
        assert_eq!(faults(&with(("d/2018/1", "e", "c", 4))), ["fork", "unreached"]);
        assert_eq!(faults(&with(("d/2018/1", "e", "", 1))), ["several-first"]);
        assert_eq!(faults(&with(("d/2018/1", "d", "c", 4))), ["twice"]);
        assert_eq!(faults(&with(("d/2018/1", "e", "d", 6))), ["position"]);
        assert_eq!(faults(&with(("d/2018/2", "e", "d", 5))), ["number"]);
        assert_eq!(faults(&[("d/2016/2", "a", "", 1), ("d/2016/1", "b", "a", 2)]), ["number", "number"]);
        // A circle cannot be made with digests, but may be claimed.
        assert_eq!(
            faults(&[("d/2016/1", "a", "b", 1), ("d/2016/2", "b", "a", 2)]),
            ["no-first", "unreached", "unreached"]
        );
    }

    #[test]
    fn a_bag_that_cannot_be_believed_leaves_the_chain_unjudged() {
        let mut bags = links(&GOOD);
        bags[3].said = None;
        let chain = judge("d", &bags, &[], ChainExtent::All);
        assert!(chain.faults.contains(&ChainFault::Silent { bag: "d/2016/3".into() }));
        let silent = judge("d", &links(&GOOD), &["d/2018/1".into()], ChainExtent::All);
        assert_eq!(silent.verdict(), Verdict::Unverifiable);
    }

    #[test]
    fn where_not_all_are_at_hand_lines_may_begin_anywhere() {
        let chain = judge("d", &links(&without(1)), &[], ChainExtent::Some);
        assert_eq!(chain.verdict(), Verdict::Whole, "{:?}", chain.faults);
        assert_eq!(chain.open, [BagId::parse("d/2016/2").unwrap()]);
        let fork = judge(
            "d",
            &links(&[("d/2017/1", "b", "x", 2), ("d/2018/1", "c", "b", 3), ("d/2019/1", "e", "b", 3)]),
            &[],
            ChainExtent::Some,
        );
        assert_eq!(fork.verdict(), Verdict::Broken);
    }
}
