//! What the search finds: the texts of all pages, as the index takes them.
//!
//! Takes the catalog and the resolved references; gives groups of entries. The plain text of a document stands in its
//! passages, with the values of figures filled in; what stands in front matter is put into words as pages show it.

use super::context_builder::section_number;
use super::cross_index::UnitOwner;
use super::display;
use super::fill::RenderEnv;
use crate::markdown::{Body, Passage};
use crate::model::address::PageAddress;
use crate::model::indicator::{Indicator, Responsibility, Task};
use crate::model::plan::{DocumentId, Leaf, Plan, PlanStatus, Section, Series};
use crate::model::recorder::Traced;
use crate::search::{EntryKind, Group, SearchEntry};
use rayon::prelude::*;
use std::cmp::Reverse;

/// Everything that is found: the plans, newest first, then what belongs to none.
pub fn groups(env: RenderEnv<'_, '_>) -> Vec<Traced<Group>> {
    let site = env.catalog.site;
    let series = site.series.iter().enumerate();
    let mut plans: Vec<(usize, &Series, &Plan)> = series
        .clone()
        .flat_map(|(at, series)| series.plans.iter().map(move |plan| (at, series, plan)))
        .collect();
    // Within a year the series keep their order.
    plans.sort_by_key(|(.., plan)| Reverse(plan.year()));
    let mut groups: Vec<_> = plans.into_par_iter().map(|plan| Traced::of(|| plan_group(env, plan))).collect();
    groups.push(Traced::of(|| rest(env)));
    if env.cross_index.bodies.are_several() {
        groups.extend(series.map(|(at, series)| Traced::of(|| rest_of_body(env, at, series))));
    }
    groups
}

/// What belongs to no plan and, where there are several bodies, to none of them.
fn rest(env: RenderEnv<'_, '_>) -> Group {
    let site = env.catalog.site;
    let alone = !env.cross_index.bodies.are_several();
    let home = site.home.iter().map(|leaf| leaf_entry(env, leaf));
    let series = site.series.iter().filter(|_| alone).filter_map(|series| series_entry(env, series));
    let pages = site.pages.iter().filter(|leaf| alone || site.series_at(&leaf.address).is_none());
    let pages = pages.map(|leaf| leaf_entry(env, leaf));
    let root = PageAddress::default();
    let entries = home.chain(series).chain(pages).chain(unit_entries(env, None, &root)).collect();
    Group { entries, ..Group::default() }
}

/// What belongs to a body and to no plan of it.
fn rest_of_body(env: RenderEnv<'_, '_>, at: usize, series: &Series) -> Group {
    let site = env.catalog.site;
    let is_own = |leaf: &&Leaf| site.series_at(&leaf.address).is_some_and(|(own, _)| own == at);
    let pages = site.pages.iter().filter(is_own).map(|leaf| leaf_entry(env, leaf));
    let entries = series_entry(env, series).into_iter().chain(pages);
    let entries = entries.chain(unit_entries(env, Some(at), &series.address)).collect();
    Group { entries, body: Some(at), ..Group::default() }
}

fn unit_entries<'w>(
    env: RenderEnv<'w, '_>,
    owner: UnitOwner,
    series: &PageAddress,
) -> impl Iterator<Item = SearchEntry> {
    env.cross_index.units(owner).map(move |(unit, _)| {
        // Which plans name it tells one office from another of the same name.
        let plans =
            env.cross_index.duties(owner, unit).map(|(number, _)| env.plan(number).1.title().to_owned());
        let address = env.cross_index.bodies.unit(series, unit);
        entry(env, EntryKind::Unit, unit.to_string(), &address, plans.collect())
    })
}

/// How many bytes of sources the groups are made from, about.
pub fn size(env: RenderEnv<'_, '_>) -> usize {
    let texts = env.catalog.entries.iter().filter_map(|entry| env.catalog.text(entry.document));
    texts.map(|text| text.source.source().text.len()).sum()
}

fn leaf_entry(env: RenderEnv<'_, '_>, leaf: &Leaf) -> SearchEntry {
    page_entry(env, leaf.title(), &leaf.address, Some(leaf.document), leaf.front.summary.as_deref())
}

/// A series' page; none where the home page takes its place.
fn series_entry(env: RenderEnv<'_, '_>, series: &Series) -> Option<SearchEntry> {
    let own = !series.address.is_empty();
    let summary = series.front.summary.as_deref();
    own.then(|| page_entry(env, &series.title, &series.address, series.document, summary))
}

fn page_entry(
    env: RenderEnv<'_, '_>,
    title: &str,
    address: &PageAddress,
    document: Option<DocumentId>,
    summary: Option<&str>,
) -> SearchEntry {
    let mut lines: Vec<String> = summary.map(str::to_owned).into_iter().collect();
    lines.extend(document.into_iter().flat_map(|document| text(env, document)));
    entry(env, EntryKind::Page, title.to_owned(), address, lines)
}

fn entry(
    env: RenderEnv<'_, '_>,
    kind: EntryKind,
    title: String,
    address: &PageAddress,
    lines: Vec<String>,
) -> SearchEntry {
    SearchEntry { kind, title, path: env.builder.path(address), lines }
}

fn plan_group(env: RenderEnv<'_, '_>, (at, series, plan): (usize, &Series, &Plan)) -> Group {
    let front = &plan.front;
    let indicator_entry = |one: &Indicator, section| indicator_entry(env, series, one, section);
    let stated = [&front.document_number, &front.issuer, &front.summary];
    let mut lines: Vec<String> = stated.into_iter().flatten().cloned().collect();
    if !front.keywords.is_empty() {
        lines.push(front.keywords.join(env.builder.theme.word("list_separator")));
    }
    lines.extend(text(env, plan.document));
    lines.extend(front.tasks.iter().map(|task| task_line(env, task, None)));
    let mut entries = vec![entry(env, EntryKind::Plan, front.title.clone(), &plan.address, lines)];
    entries.extend(front.indicators.iter().map(|indicator| indicator_entry(indicator, None)));
    for (ordinal, section) in (1..).zip(&plan.sections) {
        entries.push(section_entry(env, plan, (ordinal, section)));
        let own = section.front.indicators.iter();
        entries.extend(own.map(|indicator| indicator_entry(indicator, Some(section))));
    }
    let draft = front.status == PlanStatus::Draft;
    let body = env.cross_index.bodies.are_several().then_some(at);
    Group { title: front.title.clone(), year: Some(front.year), draft, body, entries }
}

fn section_entry(env: RenderEnv<'_, '_>, plan: &Plan, (ordinal, section): (u32, &Section)) -> SearchEntry {
    let front = &section.front;
    let mut lines = text(env, section.document);
    lines.extend(answering(env, &front.responsibility, None));
    lines.extend(front.tasks.iter().map(|task| task_line(env, task, Some(section))));
    let title = format!("{}{}", section_number(plan, ordinal, section), front.title);
    entry(env, EntryKind::Section, title, &section.address, lines)
}

fn indicator_entry(
    env: RenderEnv<'_, '_>,
    series: &Series,
    indicator: &Indicator,
    section: Option<&Section>,
) -> SearchEntry {
    let lang = env.builder.lang;
    let line = |key: &'static str, text: String| labelled(env, key, &text);
    let measured = |value| display::measurement(value, indicator, lang);
    let mut lines = Vec::new();
    lines.extend(indicator.target.as_ref().map(|target| line("target", display::target(target, lang))));
    lines.extend(indicator.actual.as_ref().map(|value| line("actual", measured(value))));
    lines.extend(indicator.baseline.as_ref().map(|value| line("baseline", measured(value))));
    lines.extend(answering(env, &indicator.responsibility, section));
    if let Some(details) = &indicator.details {
        let stretch = details.stretch.as_ref().map(|stretch| display::target(stretch, lang));
        lines.extend(stretch.map(|stretch| line("stretch", stretch)));
        let given =
            [("definition", &details.definition), ("source", &details.source), ("note", &details.note)];
        lines.extend(given.into_iter().filter_map(|(key, text)| Some(line(key, text.clone()?))));
    }
    let address = env.cross_index.bodies.indicator(&series.address, &indicator.id);
    entry(env, EntryKind::Indicator, indicator.name.clone(), &address, lines)
}

fn task_line(env: RenderEnv<'_, '_>, task: &Task, section: Option<&Section>) -> String {
    let separator = env.builder.theme.word("clause_separator");
    let own = [labelled(env, "tasks", &task.name)].into_iter();
    let own = own.chain(answering(env, &task.responsibility, section)).chain(task.note.clone());
    own.collect::<Vec<_>>().join(separator)
}

/// Who answers for something.
fn answering<'p>(
    env: RenderEnv<'_, '_>,
    own: &'p Responsibility,
    section: Option<&'p Section>,
) -> impl Iterator<Item = String> + use<'p> {
    let own = own.within(section.map(Section::responsibility));
    let partners: Vec<&str> = own.other_partners().map(String::as_str).collect();
    let named = |key, units: &[&str]| {
        let separator = env.builder.theme.word("list_separator");
        (!units.is_empty()).then(|| labelled(env, key, &units.join(separator)))
    };
    let leads: Vec<&str> = own.leads.iter().map(String::as_str).collect();
    named("lead", &leads).into_iter().chain(named("partners", &partners))
}

fn labelled(env: RenderEnv<'_, '_>, key: &'static str, text: &str) -> String {
    format!("{}{}{text}", env.builder.theme.word(key), env.builder.theme.word("colon"))
}

/// The plain text of a document, line by line.
fn text(env: RenderEnv<'_, '_>, document: DocumentId) -> Vec<String> {
    let Some(text) = env.catalog.text(document) else { return Vec::new() };
    let lines = text.body.passages.iter().map(|passage| line(env, (document, &text.body), passage));
    lines.filter(|line| line.chars().any(char::is_alphanumeric)).collect()
}

/// A passage with the values of figures in it; what has no words leaves a blank.
fn line(env: RenderEnv<'_, '_>, (document, body): (DocumentId, &Body), passage: &Passage) -> String {
    let mut line = passage.text.clone();
    let bound = env.references.of(document).map_or(&[][..], |resolved| &resolved.figures);
    for (index, range) in passage.figures.iter().rev() {
        let Some(figure) = body.figures.get(*index).filter(|figure| figure.text.is_none()) else { continue };
        if line.get(range.clone()).is_some() {
            let words = env.figure_words(document, figure, bound.get(*index).copied().flatten());
            // Only a sealed source can lack them: then its line is found by its other words.
            line.replace_range(range.clone(), words.as_deref().unwrap_or(""));
        }
    }
    line.replace([Passage::THING, '\n'], " ")
}
