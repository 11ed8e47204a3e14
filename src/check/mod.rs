//! What is wrong with a site as a whole: ids used twice, sections with nothing in them, files that
//! no page shows, indicators and tasks that cannot be meant as they stand.
//!
//! Takes the catalog and the resolved references; gives diagnostics. What is wrong in one file is
//! found where that file is read.

mod carried;
mod cells;
mod figures;
mod ignored;
mod items;
mod markers;
mod measured;
mod names;
mod old_year;
mod other_kinds;
mod percent;
mod placeholders;
mod portable_names;
mod portal;
mod proposed;
mod prose;
mod report;
mod responsibility;
mod sealed_sources;
mod sums;
mod targets;
mod unread;
mod untold;
mod years;

pub use cells::Tables;
pub use figures::compare as compare_figure;
pub use placeholders::in_site_yaml as placeholders_in_site_yaml;
pub use portable_names::portable_names;
pub use portal::{featured, portal};
pub use sealed_sources::{is_apart, is_settled, sealed};
pub use untold::{commits, is_bound, is_told, is_unread};

use crate::bug::bug;
use crate::diagnostic::{Diagnostic, Finding, RelatedKind};
use crate::model::config::SiteConfig;
use crate::model::plan::{DocumentId, Plan};
use crate::model::recorder::{Fact, confine, is_declared};
use crate::pages::catalog::{Catalog, CatalogEntry};
use crate::pages::dependencies::Invalidated;
use crate::pages::dependency_graph::DependencyGraph;
use crate::pages::links::References;
use crate::source::document::Document;
use crate::source::walk::of_file;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What was found in each plan and in each document's wording, kept from one run to the next.
#[derive(Debug, Default)]
pub struct CheckCache {
    /// By plan; holds for a run of the same structure in which nothing touched the plan.
    plans: BTreeMap<DocumentId, Vec<Diagnostic>>,
    /// By document; holds as long as that is the document.
    wording: BTreeMap<DocumentId, (Arc<Document>, Vec<Diagnostic>)>,
}

/// Runs all checks of the site as a whole, those of one plan only where it may have changed.
pub fn site(
    catalog: &Catalog<'_>,
    references: &References<'_, '_>,
    graph: &DependencyGraph,
    cache: &mut CheckCache,
    invalidated: &Invalidated,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut due = Vec::new();
    for series in &catalog.site.series {
        twice_a_year(catalog, &series.plans, &mut diagnostics);
        for (index, plan) in series.plans.iter().enumerate() {
            let before = years::before(&series.plans, index);
            // What is said of a plan speaks of the one before it too.
            if invalidated.includes(plan.document)
                || before.is_some_and(|before| invalidated.includes(before.document))
            {
                due.push((plan, before));
            }
        }
    }
    let found: Vec<_> = due
        .into_par_iter()
        .map(|(plan, before)| {
            let found = confine(
                &plan.address,
                || self::plan(catalog, references, plan, before),
                |_, read| discount_own(catalog, graph, (plan.document, before), read),
            );
            (plan.document, found)
        })
        .collect();
    if *invalidated == Invalidated::All {
        // Documents may go by other numbers now.
        cache.plans.clear();
    }
    cache.plans.extend(found);
    // What stands in no plan may show plans' figures all the same.
    let pages = catalog.entries.iter().filter(|entry| entry.page.plan().is_none());
    for entry in pages.filter(|entry| invalidated.includes(entry.document)) {
        let mut report = report::LintReport::new(catalog);
        confine(
            entry.address,
            || figures::check(&mut report, references, entry.document),
            |(), read| discount_own(catalog, graph, (entry.document, None), read),
        );
        cache.plans.insert(entry.document, report.into_found());
    }
    for entry in &catalog.entries {
        diagnostics.extend(cache.plans.get(&entry.document).into_iter().flatten().cloned());
    }
    wording(catalog, &mut cache.wording, invalidated);
    let all = cache.wording.values();
    diagnostics.extend(all.flat_map(|(_, found)| found).cloned());
    let mut used = graph.files();
    used.extend(graph.named_files());
    let orphans = catalog.others.iter().enumerate().filter(|(index, _)| !used.contains(index));
    diagnostics.extend(orphans.map(|(_, found)| of_file(&found.file, Finding::OrphanFile)));
    diagnostics
}

/// Looks at the wording of all documents that are others than before.
fn wording(
    catalog: &Catalog<'_>,
    kept: &mut BTreeMap<DocumentId, (Arc<Document>, Vec<Diagnostic>)>,
    invalidated: &Invalidated,
) {
    let document = |entry: &CatalogEntry<'_>| catalog.documents.get(entry.document.0).map(|(_, own)| own);
    if *invalidated == Invalidated::All {
        let shown: BTreeSet<DocumentId> = catalog.entries.iter().map(|entry| entry.document).collect();
        kept.retain(|document, _| shown.contains(document));
    }
    let is_other = |entry: &&CatalogEntry<'_>| {
        let before = kept.get(&entry.document);
        before.zip(document(entry)).is_none_or(|((before, _), own)| !Arc::ptr_eq(before, own))
    };
    let root = |entry: &CatalogEntry<'_>| entry.page.plan().map_or(entry.document, |plan| plan.document);
    let touched = catalog.entries.iter().filter(|entry| invalidated.includes(root(entry)));
    let others: Vec<&CatalogEntry<'_>> = touched.filter(is_other).collect();
    let found: Vec<_> = others
        .par_iter()
        .filter_map(|entry| {
            let found = confine(
                entry.address,
                || prose::check(catalog, entry),
                |_, read| read.retain(|fact| !fact.is_structure() && fact.document() != Some(entry.document)),
            );
            Some((entry.document, (Arc::clone(document(entry)?), found)))
        })
        .collect();
    kept.extend(found);
}

/// Takes away what the checks of a plan, or of a page that is in none, may look at: what has them made again when it
/// changes. That is what belongs to it, the plans whose figures its documents show, and the plan before it.
fn discount_own(
    catalog: &Catalog<'_>,
    graph: &DependencyGraph,
    (root, before): (DocumentId, Option<&Plan>),
    read: &mut BTreeSet<Fact>,
) {
    let own = catalog.entries.iter().filter(|entry| catalog.root(entry.document) == root);
    let shown = own.filter_map(|entry| graph.of(entry.document)).flat_map(|own| own.plans.iter().copied());
    let mut roots: BTreeSet<DocumentId> = shown.filter(|_| is_declared("shown")).collect();
    roots.insert(root);
    roots.extend(before.filter(|_| is_declared("earlier")).map(|before| before.document));
    let covers = |document| roots.contains(&catalog.root(document));
    read.retain(|fact| !fact.is_structure() && !fact.document().is_some_and(covers));
}

/// The checks of one plan: they look at the plan, at what its text shows of others, and at the one before it in its
/// series.
fn plan<'s>(
    catalog: &Catalog<'s>,
    references: &References<'_, '_>,
    plan: &'s Plan,
    before: Option<&Plan>,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    emptiness(catalog, plan, &mut diagnostics);
    diagnostics.extend(commitments(catalog, plan, before));
    let mut report = report::LintReport::new(catalog);
    let sections = plan.sections.iter().map(|section| (section.document, section.title()));
    let units = untold::KnownUnits::of(plan);
    for (document, title) in std::iter::once((plan.document, "")).chain(sections) {
        figures::check(&mut report, references, document);
        untold::check(&mut report, references, document, &units, (plan.year(), title));
    }
    sums::check(&mut report, plan);
    markers::check(&mut report, plan);
    placeholders::check(&mut report, plan);
    old_year::check(&mut report, plan, before);
    diagnostics.extend(report.into_found());
    diagnostics.extend(prose::sections(catalog, plan));
    diagnostics
}

/// What is doubtful about a plan's indicators and tasks.
fn commitments<'s>(catalog: &Catalog<'s>, plan: &'s Plan, before: Option<&Plan>) -> Vec<Diagnostic> {
    let items = items::of(plan);
    let earlier = before.map(years::Earlier::new);
    let mut report = report::LintReport::new(catalog);
    responsibility::check(&mut report, plan, &items);
    targets::check(&mut report, &items, earlier.as_ref());
    measured::check(&mut report, plan, &items);
    percent::check(&mut report, &items);
    proposed::check(&mut report, plan, &items);
    names::ids(&mut report, &items);
    names::check(&mut report, &items);
    years::check(&mut report, plan, &items, earlier.as_ref());
    carried::check(&mut report, plan, &items, earlier.as_ref());
    report.into_found()
}

/// Takes away the findings that the authors ask to be ignored, and gives the others the severity that
/// `site.yaml` sets for their code; those that it switches off are dropped. What cannot be changed any more
/// is not told: `is_settled` says so of a finding.
pub fn apply_severities(
    diagnostics: &mut Vec<Diagnostic>,
    config: &SiteConfig,
    catalog: &Catalog<'_>,
    is_settled: impl Fn(&Diagnostic) -> bool,
) {
    unread::withhold(diagnostics, catalog);
    let mut vain = ignored::apply(diagnostics, catalog);
    vain.retain(|diagnostic| {
        let is_off = matches!(&diagnostic.finding,
            Finding::UnusedIgnore { code } if config.severity.get(code) == Some(&None));
        !is_off && !is_settled(diagnostic)
    });
    diagnostics.append(&mut vain);
    prose::shorten(diagnostics);
    diagnostics.retain_mut(|diagnostic| match config.severity.get(&diagnostic.code()) {
        Some(Some(severity)) => {
            diagnostic.severity = *severity;
            true
        }
        Some(None) => false,
        None => true,
    });
}

fn twice_a_year(catalog: &Catalog<'_>, plans: &[Plan], diagnostics: &mut Vec<Diagnostic>) {
    for pair in plans.windows(2) {
        let [first, second] = pair else { bug!("a window of two holds {}", pair.len()) };
        // A year that is missing or at fault is reported where it is read, and stands as 0.
        if first.year() != second.year() || second.year() == 0 {
            continue;
        }
        let (Some(first), Some(text)) = (catalog.text(first.document), catalog.text(second.document)) else {
            continue;
        };
        let finding = Finding::DuplicateYear { year: second.year(), other: first.source.file.to_string() };
        let place = text.front_place(&["year"], None);
        let first = first.front_place(&["year"], None);
        diagnostics.push(Diagnostic::new(finding, place).with_related(RelatedKind::FirstUse, first));
    }
}

fn emptiness(catalog: &Catalog<'_>, plan: &Plan, diagnostics: &mut Vec<Diagnostic>) {
    if plan.sections.is_empty()
        && let Some(text) = catalog.text(plan.document)
    {
        diagnostics.push(Diagnostic::new(Finding::EmptyPlan, text.source.source().top()));
    }
    for section in &plan.sections {
        let Some(text) = catalog.text(section.document) else { continue };
        // Without front matter, where the text begins is not known: that is reported already.
        if text.yaml_range.end == 0 {
            continue;
        }
        if !text.body.has_text() && section.front.indicators.is_empty() && section.front.tasks.is_empty() {
            diagnostics.push(Diagnostic::new(Finding::EmptySection, text.source.source().top()));
        }
    }
}
