//! Which bodies stand in their last good sources: decided after each round, from what was found in it.

use super::blame::{Blame, Share, named, owner, owner_of_file};
use super::state::{self, GoodState};
use super::{BodyReport, BodyReports, BodyState, Stuck};
use crate::archive::remembered::RememberedBag;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::output::GoodFolder;
use crate::pipeline::Options;
use crate::pipeline::extent::BuildExtent;
use crate::source::bodies::{BodySources, Walls};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What comes after a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// More bodies stand in their last good sources: read and check again.
    Again,
    /// Nothing stops the publication.
    Publish,
    /// It cannot be published.
    Refuse,
}

/// A body that stands in its last good sources.
#[derive(Debug)]
struct Standing {
    state: GoodState,
    /// What was found in its new sources; none where these were not asked for.
    found: Option<Fallen>,
}

/// What made a body fall.
#[derive(Debug)]
struct Fallen {
    diagnostics: Vec<Diagnostic>,
    errors: usize,
    first: Option<Diagnostic>,
}

/// The bodies that stand in their last good sources, as a run goes on.
#[derive(Debug)]
pub struct Falls {
    good: Option<GoodFolder>,
    /// The last good sources of a preview's own run: newer than what a build kept.
    remembered: BTreeMap<String, GoodState>,
    /// The least that stops a publication.
    failing: Severity,
    /// The body that alone is read from `content/`.
    only: Option<String>,
    /// The bodies of which there are last good sources, usable or not.
    pub known: BTreeSet<String>,
    standing: BTreeMap<String, Standing>,
    stuck: BTreeMap<String, Stuck>,
    /// What stands in for files of `content/`; the same allocation as long as it is the same.
    pub sources: Arc<Vec<Arc<BodySources>>>,
    /// The bags that the bodies that stand still had.
    pub bags: BTreeMap<String, Arc<Vec<RememberedBag>>>,
}

impl Falls {
    /// The bodies at the start of a run: those that it is not about stand still.
    pub fn new(options: &Options, remembered: BTreeMap<String, GoodState>) -> Self {
        let good = options.good.clone().filter(|_| !matches!(options.extent, BuildExtent::With(_)));
        let known = good.as_ref().map(GoodFolder::names).unwrap_or_default();
        let mut falls = Self {
            good,
            remembered,
            failing: options.failing(),
            only: options.only.clone(),
            known,
            standing: BTreeMap::new(),
            stuck: BTreeMap::new(),
            sources: Arc::default(),
            bags: BTreeMap::new(),
        };
        if let Some(only) = &options.only {
            for body in falls.known.clone().into_iter().filter(|body| body != only) {
                falls.stand(&body, None);
            }
            falls.gather();
        }
        falls
    }

    /// Lets a body stand in its last good sources, where it can.
    fn stand(&mut self, body: &str, found: Option<Fallen>) {
        let kept = || self.good.as_ref().map_or(Err(Stuck::Missing), |good| state::read(good, body));
        match self.remembered.get(body).cloned().map_or_else(kept, Ok) {
            Ok(state) => {
                self.standing.insert(body.to_owned(), Standing { state, found });
            }
            Err(stuck) => {
                self.stuck.insert(body.to_owned(), stuck);
            }
        }
    }

    fn gather(&mut self) {
        self.sources = Arc::new(self.standing.values().map(|own| Arc::clone(&own.state.sources)).collect());
        let bags = self.standing.iter().map(|(body, own)| (body.clone(), Arc::clone(&own.state.bags)));
        self.bags = bags.collect();
    }

    /// Decides what comes after a round in which this was found.
    pub fn judge(&mut self, diagnostics: &[Diagnostic], walls: &Walls) -> Verdict {
        let blame = Blame::of(diagnostics, walls, self.failing);
        let is_clean = blame.site.all().next().is_none() && blame.bodies.is_empty();
        if let Some(only) = &self.only {
            let others =
                walls.bodies().iter().filter(|body| *body != only && !self.standing.contains_key(*body));
            for body in others.cloned().collect::<Vec<_>>() {
                self.stuck.entry(body).or_insert(Stuck::Missing);
            }
            self.stuck.retain(|body, _| walls.bodies().contains(body));
        }
        if is_clean && self.stuck.is_empty() {
            return Verdict::Publish;
        }
        let has_states = self.good.is_some() || !self.remembered.is_empty();
        if !walls.are_there() || !has_states && self.only.is_none() {
            return Verdict::Refuse;
        }
        for (body, standing) in &self.standing {
            let Some(first) = blame.bodies.get(body).and_then(|share| share.own.first()) else { continue };
            let (since, first) = (standing.state.since.clone(), first.finding.message());
            self.stuck.insert(body.clone(), Stuck::Refused { since, first });
        }
        if self.only.is_some() || !self.stuck.is_empty() || !blame.site.own.is_empty() {
            return Verdict::Refuse;
        }
        // What other bodies caused may be gone once these stand in their last good sources.
        let has_own = blame.bodies.values().any(|share| !share.own.is_empty());
        let falling = |share: &Share<'_>| !if has_own { &share.own } else { &share.across }.is_empty();
        let at_fault = blame.bodies.iter().filter(|(_, share)| falling(share));
        let (still, fresh): (Vec<_>, Vec<_>) =
            at_fault.partition(|(body, _)| self.standing.contains_key(*body));
        // What is wrong with the site's own pages, or a body that stands still, was caused by those that it is about.
        let across = still.iter().flat_map(|(_, share)| &share.across).chain(&blame.site.across);
        let causes = across.filter(|_| !has_own).flat_map(|found| self.causes(found, walls));
        let mut fallen: BTreeMap<String, Fallen> = causes.collect();
        if fallen.is_empty() && !has_own && !blame.site.across.is_empty() {
            return Verdict::Refuse;
        }
        let fall = |(body, share): (&String, &Share<'_>)| {
            let own = |found: &&Diagnostic| owner(found, walls).as_ref() == Some(body);
            let found = Fallen {
                diagnostics: diagnostics.iter().filter(own).cloned().collect(),
                errors: share.all().count(),
                first: share.all().min_by(|one, other| one.order().cmp(&other.order())).cloned(),
            };
            (body.clone(), found)
        };
        if fallen.is_empty() {
            fallen = fresh.into_iter().map(fall).collect();
        }
        for (body, share) in still.into_iter().filter(|_| fallen.is_empty()) {
            let Some((first, own)) = share.across.first().zip(self.standing.get(body)) else { continue };
            let (since, first) = (own.state.since.clone(), first.finding.message());
            self.stuck.insert(body.clone(), Stuck::Refused { since, first });
        }
        for (body, found) in fallen {
            self.stand(&body, Some(found));
        }
        if !self.stuck.is_empty() {
            return Verdict::Refuse;
        }
        self.gather();
        Verdict::Again
    }

    /// The bodies that do not stand still and that a finding in other files is about.
    fn causes(&self, found: &Diagnostic, walls: &Walls) -> Vec<(String, Fallen)> {
        let fall = |body: String, place: Option<&Place>| {
            let is_free = walls.bodies().contains(&body) && !self.standing.contains_key(&body);
            let first = Diagnostic { place: place.cloned(), ..found.clone() };
            is_free
                .then(|| (body, Fallen { diagnostics: vec![found.clone()], errors: 1, first: Some(first) }))
        };
        let of = |place: &Place| fall(owner_of_file(&place.file, walls)?, Some(place));
        let named = named(found).and_then(|body| fall(body.to_owned(), found.place.as_ref()));
        found.related.iter().filter_map(|(_, place)| of(place)).chain(named).collect()
    }

    /// Notes that bodies have sealed pages that are neither whole in their bags nor published as they were sealed.
    pub fn unsealed(&mut self, bodies: &BTreeSet<String>) {
        self.stuck.extend(bodies.iter().map(|body| (body.clone(), Stuck::Unsealed)));
    }

    /// All that was found: of bodies that stand still what was found in their new sources, and nothing of their old ones.
    pub fn all_found(&self, mut diagnostics: Vec<Diagnostic>, walls: &Walls) -> Vec<Diagnostic> {
        let only = self.only.as_ref();
        diagnostics.retain(|found| match owner(found, walls) {
            None => true,
            Some(body) => !self.standing.contains_key(&body) && only.is_none_or(|only| *only == body),
        });
        let of_fallen = self.standing.values().filter_map(|own| own.found.as_ref());
        diagnostics.extend(of_fallen.flat_map(|fallen| fallen.diagnostics.iter().cloned()));
        diagnostics
    }

    /// How each body comes out; nothing where there are no walls between them.
    pub fn report(
        &self,
        diagnostics: &[Diagnostic],
        walls: &Walls,
        title: impl Fn(&str) -> String,
    ) -> BodyReports {
        let blame = Blame::of(diagnostics, walls, self.failing);
        let of = |body: &String| {
            let standing = self.standing.get(body);
            let fallen = standing.and_then(|own| own.found.as_ref());
            let share = blame.bodies.get(body);
            let (errors, first) = match fallen {
                Some(fallen) => (fallen.errors, fallen.first.as_ref()),
                None => (
                    share.map_or(0, |share| share.all().count()),
                    share.and_then(|share| share.all().min_by(|one, other| one.order().cmp(&other.order()))),
                ),
            };
            let since = |own: &Standing| own.state.since.clone();
            let state = match (self.stuck.get(body), standing, fallen) {
                (Some(stuck), ..) => BodyState::Stuck(stuck.clone()),
                (None, Some(own), Some(_)) => BodyState::LastGood { since: since(own) },
                (None, Some(own), None) => BodyState::Other { since: since(own) },
                (None, None, _) => BodyState::Current,
            };
            let first = first.and_then(|first| first.place.clone());
            let title = standing.map_or_else(|| title(body), |own| own.state.title.clone());
            (body.clone(), BodyReport { name: body.clone(), title, state, errors, first })
        };
        walls.bodies().iter().map(of).collect()
    }

    /// From which sources the bodies are published that stand still.
    pub fn digests(&self) -> impl Iterator<Item = (String, crate::digest::Digest)> {
        self.standing.iter().map(|(body, own)| (body.clone(), own.state.digest))
    }
}
