//! What can be subscribed to of a unit: the feed of what concerns it, and the calendar of what it has due.

use super::super::across::UnitKey;
use super::super::address::{encode, encode_ascii};
use super::calendars::{DEADLINES, has_due};
use super::feeds::{FEED, last_revision, own_date, plan_entry, revisions};
use super::prelude::*;
use super::units::{names, role};
use crate::model::indicator::{EffectiveResponsibility, Indicator};
use crate::model::recorder::answer;
use std::collections::BTreeMap;

/// The word for a file that can be subscribed to, and what it is called.
type Subscription = (&'static str, &'static str);
/// A feed.
pub(super) const FEED_LINK: Subscription = ("feed", FEED);
/// A calendar of due dates.
pub(super) const CALENDAR: Subscription = ("deadlines", DEADLINES);

impl<'s> Renderer<'_, 's> {
    /// The feed of a unit, and its calendar; nothing without a public address.
    pub(super) fn unit_files(&self, unit: UnitKey<'_>, key: &Fingerprint) -> RenderResult {
        let Some(base) = self.config.base_url.as_deref() else { return Ok(Rendered::default()) };
        let address = self.env.across().unit_address(unit);
        let feed = format!("{address}{FEED}");
        let feed = self.feed_file((base, &feed), (unit.1, &address), &self.keys.beside(key, FEED), || {
            let theme = self.env.builder.theme;
            let mut entries = Vec::new();
            for (_, plan) in self.plans_of(unit) {
                let url = format!("{base}{}", encode_ascii(&plan.address));
                let own = || self.naming_parts(unit, plan).into_iter().flat_map(|part| of_part(unit.1, part));
                entries.extend(revisions(plan, own(), &url, theme));
                if let Some(date) = own_date(plan).max(last_revision(own())) {
                    entries.push((date, plan_entry(plan, &url, date, || self.duties_in_words(unit, plan))));
                }
            }
            entries
        });
        merge(vec![feed, self.unit_calendar(base, unit, &address, key)])
    }

    fn unit_calendar(
        &self,
        base: &str,
        unit: UnitKey<'_>,
        address: &PageAddress,
        key: &Fingerprint,
    ) -> RenderResult {
        let (file, key) = (format!("{address}{DEADLINES}"), self.keys.beside(key, DEADLINES));
        self.kept_file_or(&file, (ArtifactKind::Other, &key), || {
            let events = self.newest_of(unit).into_iter().flat_map(|plan| {
                let stamp = own_date(plan).map(|moment| moment.date());
                let parts = self.naming_parts(unit, plan).into_iter();
                self.events((base, address), (plan, stamp), parts, |by| is_named(unit.1, by))
            });
            self.put_calendar(&file, unit.1, events.collect(), &key)
        })
    }

    /// The links to what can be subscribed to of a unit.
    pub(super) fn unit_subscriptions(&self, unit: UnitKey<'_>) -> Vec<LinkContext> {
        let has_dates = self
            .newest_of(unit)
            .into_iter()
            .any(|plan| has_due(self.naming_parts(unit, plan).into_iter(), |by| is_named(unit.1, by)));
        let dates = has_dates.then_some(CALENDAR);
        self.subscriptions(&self.env.across().unit_address(unit), [Some(FEED_LINK), dates])
    }

    /// The links to a feed and a calendar below an address, where they are.
    pub(super) fn subscriptions(
        &self,
        address: &str,
        files: impl IntoIterator<Item = Option<Subscription>>,
    ) -> Vec<LinkContext> {
        if self.config.base_url.is_none() {
            return Vec::new();
        }
        // Files, and no pages: they are named as they are however links are written.
        let link = |(word, name): Subscription| LinkContext {
            title: self.env.builder.theme.word(word).to_owned(),
            number: String::new(),
            path: encode(&format!("{address}{name}")),
        };
        files.into_iter().flatten().map(link).collect()
    }

    /// The plans that name a unit, each with the place of its series.
    fn plans_of(&self, (owner, name): UnitKey<'_>) -> Vec<(usize, &'s Plan)> {
        self.env.cross_index.duties(owner, name).map(|(number, _)| self.env.plan(number)).collect()
    }

    /// Of the plans that name a unit those of the newest year of each series.
    fn newest_of(&self, unit: UnitKey<'_>) -> Vec<&'s Plan> {
        let plans = self.plans_of(unit);
        let mut newest: BTreeMap<usize, i16> = BTreeMap::new();
        for (at, plan) in &plans {
            newest.entry(*at).and_modify(|year| *year = plan.year().max(*year)).or_insert(plan.year());
        }
        plans
            .into_iter()
            .filter(|(at, plan)| newest.get(at) == Some(&plan.year()))
            .map(|(_, plan)| plan)
            .collect()
    }

    /// The parts of a plan that name a unit: what the index knows of it. Of the others nothing is shown.
    pub(super) fn naming_parts(&self, (owner, name): UnitKey<'_>, plan: &'s Plan) -> Vec<PlanPart<'s>> {
        answer(
            || Fact::Unit(owner, name.to_owned()),
            || plan.parts().filter(|part| names(name, *part)).collect(),
        )
    }

    /// How much a plan gives a unit to do: what is said of a plan without a summary.
    fn duties_in_words(&self, (owner, name): UnitKey<'_>, plan: &Plan) -> String {
        let theme = self.env.builder.theme;
        let all = self.env.cross_index.duties(owner, name);
        let own =
            all.filter(|(number, _)| std::ptr::eq(self.env.plan(*number).1, plan)).map(|(_, duties)| {
                let counts = [("led", duties.led), ("shared", duties.shared), ("tasks", duties.tasks)];
                counts
                    .map(|(word, count)| format!("{} {count}", theme.word(word)))
                    .join(theme.word("list_separator"))
            });
        format!("{name}{}{}", theme.word("colon"), own.collect::<String>())
    }
}

/// The indicators of a part that name a unit.
fn of_part<'s>(name: &str, part: PlanPart<'s>) -> impl Iterator<Item = &'s Indicator> {
    part.indicators().iter().filter(move |one| role(name, &one.responsibility, part.section).is_some())
}

fn is_named(name: &str, by: &EffectiveResponsibility<'_>) -> bool {
    by.leads.iter().chain(by.partners).any(|unit| unit == name)
}
