//! Findings about indicators and tasks, each put at its place.
//!
//! Takes an item and a path below it; finds the path in the item's file. Places are looked up only where
//! there is something to say, since that reads the YAML once more.

use super::items::Item;
use crate::diagnostic::{Diagnostic, Finding, IndicatorLint, Place, RelatedKind};
use crate::model::indicator::Measurement;
use crate::model::plan::{DocumentId, Plan};
use crate::pages::catalog::Catalog;
use crate::source::yaml::{KeyOrValue, PathStep};
use std::collections::BTreeMap;

/// Where so many items of a plan lack what none of it has, that is said once of the plan: it is then the
/// plan's way of writing, and a page of equal lines would hide all else.
pub(super) const MOST: usize = 5;

/// What was found so far in one plan.
pub(super) struct LintReport<'c, 's> {
    pub(super) catalog: &'c Catalog<'s>,
    /// For each list that was looked at, the indexes of the items that bear an id.
    given: BTreeMap<(DocumentId, &'static str), BTreeMap<&'c str, Vec<usize>>>,
    found: Vec<Diagnostic>,
}

/// A place below an item: keys, with an index where one leads into a list. Empty for the item as a whole.
pub(super) type Path<'p> = &'p [&'p str];

impl<'c, 's> LintReport<'c, 's> {
    pub(super) const fn new(catalog: &'c Catalog<'s>) -> Self {
        Self { catalog, given: BTreeMap::new(), found: Vec::new() }
    }

    pub(super) fn into_found(self) -> Vec<Diagnostic> {
        self.found
    }

    /// Says something of an item.
    pub(super) fn say(&mut self, item: &Item<'_>, path: Path<'_>, lint: IndicatorLint) {
        self.say_beside(item, path, lint, None);
    }

    /// The same with a second place that explains it.
    pub(super) fn say_beside(
        &mut self,
        item: &Item<'_>,
        path: Path<'_>,
        lint: IndicatorLint,
        beside: Option<(RelatedKind, &Item<'_>, Path<'_>)>,
    ) {
        let Some(place) = self.place(item, path) else { return };
        let related = beside.and_then(|(kind, other, path)| Some((kind, self.place(other, path)?)));
        self.say_at(place, Finding::Lint(lint), related);
        let unit = item.indicator().map(|own| own.unit.clone().unwrap_or_default());
        if let Some(said) = self.found.last_mut() {
            said.setting.unit = unit;
        }
    }

    /// Says something of the plan as a whole, at a key of its front matter.
    pub(super) fn say_of_plan(
        &mut self,
        plan: &Plan,
        key: &str,
        lint: IndicatorLint,
        beside: Option<(RelatedKind, &Item<'_>)>,
    ) {
        let Some(text) = self.catalog.text(plan.document) else { return };
        let related = beside.and_then(|(kind, other)| Some((kind, self.place(other, &[])?)));
        self.say_at(text.front_place(&[key], None), Finding::Lint(lint), related);
    }

    /// Says of items that they lack something that others may have. `lint` takes an item's id and how many more it speaks
    /// of.
    pub(super) fn say_lacking(
        &mut self,
        plan: &Plan,
        items: &[&Item<'_>],
        has: impl Fn(&Item<'_>) -> bool,
        path: Path<'_>,
        lint: impl Fn(String, usize) -> IndicatorLint,
    ) {
        let (having, lacking): (Vec<&Item<'_>>, Vec<_>) = items.iter().partition(|item| has(item));
        // What an item asks to be ignored must be said of that item.
        let code = lint(String::new(), 0).code().as_str();
        let (apart, alike): (Vec<&Item<'_>>, Vec<_>) = lacking.iter().partition(|item| item.ignores(code));
        let one_by_one = match alike.first() {
            Some(first) if having.is_empty() && alike.len() > MOST => {
                self.say_of_plan(plan, "title", lint(first.id().to_owned(), alike.len() - 1), None);
                apart
            }
            _ => lacking,
        };
        for item in one_by_one {
            self.say(item, path, lint(item.id().to_owned(), 0));
        }
    }

    /// Says something at a place.
    pub(super) fn say_at(
        &mut self,
        place: Place,
        finding: Finding,
        related: impl IntoIterator<Item = (RelatedKind, Place)>,
    ) {
        let mut diagnostic = Diagnostic::new(finding, place);
        diagnostic.related.extend(related);
        self.found.push(diagnostic);
    }

    /// Says something of a report, at a key of it.
    pub(super) fn say_of_report(
        &mut self,
        item: &Item<'_>,
        one: &Measurement,
        key: &str,
        lint: IndicatorLint,
    ) {
        let listed = item.indicator().and_then(|own| own.details.as_deref());
        let listed = listed.map_or(&[][..], |details| &details.reports);
        match listed.iter().position(|own| std::ptr::eq(own, one)).filter(|_| listed.len() > 1) {
            Some(index) => self.say(item, &["reports", &index.to_string(), key], lint),
            None => self.say(item, &["actual", key], lint),
        }
    }

    /// The place of what lies below an item; of its id where that is the item as a whole.
    pub(super) fn place(&mut self, item: &Item<'_>, path: Path<'_>) -> Option<Place> {
        let (document, list) = (item.document(), item.list());
        let text = self.catalog.text(document)?;
        // An item at fault is not in the model, so indexes may be off: the id itself is looked for.
        let given = self.given.entry((document, list)).or_insert_with(|| {
            let mut given: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for (index, range) in text.spans().ids(list) {
                let id = text.yaml().get(range).unwrap_or_default().trim_matches(['"', '\'']);
                given.entry(id).or_default().push(index);
            }
            given
        });
        let index = *given.get(item.id())?.get(item.namesakes_before)?;
        let path = if path.is_empty() { &["id"] } else { path };
        let newest = item.indicator().and_then(|own| {
            let listed = &own.details.as_deref()?.reports;
            // One that is not used stands alone.
            let actual = own.actual.as_ref().or_else(|| listed.first().filter(|_| listed.len() == 1))?;
            listed.iter().position(|one| one == actual)
        });
        let item = [PathStep::Key(list.to_owned()), PathStep::Index(index)];
        let below = |path: Path<'_>| {
            let steps = path.iter().map(|step| match step.parse() {
                Ok(index) => PathStep::Index(index),
                Err(_) => PathStep::Key((*step).to_owned()),
            });
            text.spans().find(&item.iter().cloned().chain(steps).collect::<Vec<_>>(), KeyOrValue::Value)
        };
        let whole = text.spans().find(&item, KeyOrValue::Value);
        // What was reached may stand in the list of reports.
        let newest = newest.map(|index| index.to_string());
        let newest = newest.as_deref().map(|index| ["reports", index, "value"]);
        let in_reports: &[&str] =
            newest.as_ref().filter(|_| path.first() == Some(&"actual")).map_or(path, |own| own);
        // What is not there leads to the item as a whole, which is too much to show: a unit may stand in the
        // words of the target.
        let found =
            [path, in_reports, &["target"], &["id"]].into_iter().map(below).find(|range| *range != whole);
        Some(text.yaml_place(&found.unwrap_or(whole)))
    }
}
