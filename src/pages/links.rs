//! Resolving what the prose refers to: links, pictures, figures and blocks.
//!
//! Takes the catalog; gives for each document what its references lead to, the files that have to
//! be copied, and a diagnostic for everything that leads nowhere. Works on sources only: what a
//! link looks like from a page is decided when that page is rendered. [`Dependencies`] say when all that has
//! to be done again for a document that has not changed itself.

mod across;
mod similar;

use super::address::{self, decode};
use super::catalog::{Catalog, CatalogEntry, Commitments, PageRef, join};
use super::dependencies::Dependencies;
use crate::diagnostic::{Diagnostic, Finding, ReferenceFault};
use crate::markdown::{Block, BlockIds, BlockKind, Figure, FigureValue, NamedFile};
use crate::model::indicator::{Indicator, Task};
use crate::model::plan::{DocumentId, Plan, PlanPart, Section};
use crate::model::recorder::{Fact, confine, is_declared, note};
use crate::source::document::Text;
use crate::source::fields::closest;
use std::ops::Range;
use std::sync::OnceLock;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// To a page of the site; the anchor is empty where there is none.
    Page {
        /// The page's document.
        document: DocumentId,
        /// The id on it.
        anchor: String,
    },
    /// To a file that is copied: its place in [`Catalog::others`].
    File(usize),
    /// Out of the site.
    External(String),
    /// To what is gone, or held back, in another body: what it says is shown, and leads nowhere.
    Gone,
    /// Nowhere that Planpress knows of: already reported, and kept as written where the site says that
    /// it may be (a page of the portal beside the site, for instance).
    Dead(String),
}

/// What a figure stands for.
#[derive(Debug, Clone, Copy)]
pub struct BoundFigure<'s> {
    pub plan: &'s Plan,
    /// The section that the indicator stands in.
    pub section: Option<&'s Section>,
    /// The indicator: see [`BoundFigure::indicator`].
    indicator: &'s Indicator,
}

impl<'s> BoundFigure<'s> {
    pub fn indicator(&self) -> &'s Indicator {
        note(|| self.fact());
        self.indicator
    }

    /// What a text that shows it takes from the indicator.
    pub fn fact(&self) -> Fact {
        let document = self.section.map_or(self.plan.document, |section| section.document);
        Fact::Figure(document, self.indicator.id.clone())
    }
}

/// What a block shows.
#[derive(Debug)]
pub enum BoundBlock<'s> {
    Indicators(Vec<(Option<&'s Section>, &'s Indicator)>),
    Tasks(Vec<(Option<&'s Section>, &'s Task)>),
}

/// What the references of one document lead to, each list in the order of the text.
#[derive(Debug, Default)]
pub struct Resolved<'s> {
    pub links: Vec<Destination>,
    pub pictures: Vec<Destination>,
    /// Figures; `None` for one that was reported.
    pub figures: Vec<Option<BoundFigure<'s>>>,
    pub blocks: Vec<BoundBlock<'s>>,
}

/// The references of a site's documents, each resolved when it is first asked for.
#[derive(Debug)]
pub struct References<'c, 's> {
    catalog: &'c Catalog<'s>,
    documents: Vec<OnceLock<Resolved<'s>>>,
}

impl<'c, 's> References<'c, 's> {
    /// Nothing is resolved yet.
    pub fn new(catalog: &'c Catalog<'s>) -> Self {
        let documents = catalog.documents.iter().map(|_| OnceLock::new()).collect();
        Self { catalog, documents }
    }

    /// What the references of a document lead to; none for one that is not published.
    pub fn of(&self, document: DocumentId) -> Option<&Resolved<'s>> {
        note(|| Fact::Body(document));
        let place = self.documents.get(document.0)?;
        if let Some(resolved) = place.get() {
            return Some(resolved);
        }
        let (resolved, _) = one(self.catalog, self.catalog.entry_of(document)?)?;
        Some(place.get_or_init(|| resolved))
    }

    /// Resolves the references of a document, and tells what they say of others.
    pub fn resolve(&self, entry: &CatalogEntry<'s>) -> Dependencies {
        let Some((resolved, dependencies)) = one(self.catalog, entry) else { return Dependencies::default() };
        if let Some(place) = self.documents.get(entry.document.0) {
            let _ = place.set(resolved);
        }
        dependencies
    }
}

fn one<'s>(catalog: &Catalog<'s>, entry: &CatalogEntry<'s>) -> Option<(Resolved<'s>, Dependencies)> {
    confine(
        entry.address,
        || resolve(catalog, entry),
        |found, read| {
            let (linked, shown) = (is_declared("linked"), is_declared("shown"));
            let found = found.as_ref().map(|(_, dependencies)| dependencies);
            read.retain(|fact| {
                let covers = |document: DocumentId| {
                    document == entry.document
                        || linked && found.is_some_and(|found| found.linked.contains(&document))
                        || shown && found.is_some_and(|found| found.plans.contains(&catalog.root(document)))
                };
                !fact.is_structure() && !fact.document().is_some_and(covers)
            });
        },
    )
}

fn resolve<'s>(catalog: &Catalog<'s>, entry: &CatalogEntry<'s>) -> Option<(Resolved<'s>, Dependencies)> {
    let text = catalog.text(entry.document)?;
    let mut resolver = Resolver {
        catalog,
        entry,
        text,
        guesses: GUESSES.min(ALL_GUESSES / catalog.entries.len().max(1)),
        dependencies: Dependencies::default(),
    };
    let body = &text.body;
    for named in &body.named_files {
        resolver.named(named);
    }
    let resolved = Resolved {
        links: body.links.iter().map(|link| resolver.link(&link.target, &link.span)).collect(),
        pictures: body.pictures.iter().map(|one| resolver.picture(&one.target, &one.span)).collect(),
        figures: body.figures.iter().map(|figure| resolver.figure(figure)).collect(),
        blocks: body.blocks.iter().map(|block| resolver.block(block)).collect(),
    };
    let mut dependencies = resolver.dependencies;
    dependencies.files.sort_unstable();
    dependencies.files.dedup();
    for documents in [&mut dependencies.linked, &mut dependencies.plans] {
        documents.sort_unstable();
        documents.dedup();
    }
    Some((resolved, dependencies))
}

struct Resolver<'c, 's> {
    catalog: &'c Catalog<'s>,
    entry: &'c CatalogEntry<'s>,
    text: &'s Text,
    /// How many more names may be compared in search of what was meant.
    guesses: usize,
    dependencies: Dependencies,
}

/// How many names one document's faults may be compared with: a text with thousands of dead links gets
/// its 'did you mean' for the first of them only.
const GUESSES: usize = 200_000;
/// The same for all documents, which share it out evenly.
const ALL_GUESSES: usize = 5_000_000;

impl<'s> Resolver<'_, 's> {
    fn report(&mut self, finding: Finding, span: &Range<usize>) {
        self.dependencies.diagnostics.push(Diagnostic::new(finding, self.text.place(span)));
    }

    fn link(&mut self, target: &str, span: &Range<usize>) -> Destination {
        if has_scheme(target) {
            return Destination::External(target.to_owned());
        }
        let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
        let anchor = decode(anchor);
        if path.is_empty() {
            return self.page(self.entry.document, path, anchor, span);
        }
        let Some(file) = join(&self.text.source.file, path) else { return self.dead(target, path, span) };
        if let Some(entry) =
            self.catalog.entry(&file).or_else(|| self.catalog.entry(&format!("{file}/_index.md")))
        {
            return self.page(entry.document, path, anchor, span);
        }
        match self.catalog.other(&file) {
            Some(file) => self.file(file),
            None => self.dead(target, &file, span),
        }
    }

    fn picture(&mut self, target: &str, span: &Range<usize>) -> Destination {
        // A picture from elsewhere would be a third-party request.
        let file = if has_scheme(target) { None } else { join(&self.text.source.file, target) };
        if let Some(found) = file.as_deref().and_then(|file| self.catalog.other(file)) {
            return self.file(found);
        }
        let similar = file.and_then(|file| self.similar_file(&file));
        self.report(
            Finding::Reference(ReferenceFault::MissingPicture { target: target.to_owned(), similar }),
            span,
        );
        Destination::Dead(target.to_owned())
    }

    /// A file that is named where a link is typed amiss.
    fn named(&mut self, named: &NamedFile) {
        let path = named.target.split_once('#').map_or(named.target.as_str(), |(path, _)| path);
        let Some(file) = join(&self.text.source.file, path) else { return };
        let found = self.catalog.other(&file);
        self.dependencies.named.extend(found);
        let is_there = found.is_some() || self.catalog.entry(&file).is_some();
        if let Some(finding) = named.doubtful.as_ref().filter(|_| is_there) {
            self.report(finding.clone(), &named.span);
        }
    }

    fn file(&mut self, file: usize) -> Destination {
        self.dependencies.files.push(file);
        Destination::File(file)
    }

    fn dead(&mut self, target: &str, file: &str, span: &Range<usize>) -> Destination {
        let held = [file.to_owned(), format!("{file}/_index.md")];
        let draft = held.iter().find(|file| self.catalog.is_held_back(file));
        if let Some(gone) = self.gone(target, (file, draft.is_some()), span) {
            return gone;
        }
        let finding = if let Some(file) = draft {
            Finding::Reference(ReferenceFault::LinkToDraft { target: target.to_owned(), file: file.clone() })
        } else {
            let web = target.starts_with("www.").then(|| format!("https://{target}"));
            let similar = web.or_else(|| self.similar_file(file));
            Finding::Reference(ReferenceFault::DeadLink { target: target.to_owned(), similar })
        };
        self.report(finding, span);
        Destination::Dead(target.to_owned())
    }

    fn page(&mut self, document: DocumentId, path: &str, anchor: String, span: &Range<usize>) -> Destination {
        self.dependencies.linked.push(document);
        if !anchor.is_empty()
            && let Some(text) = self.catalog.text(document)
            && text.body.anchors.binary_search(&anchor).is_err()
        {
            if let Some(_gone) = self.gone(&format!("{path}#{anchor}"), (&text.source.file, false), span) {
                return Destination::Page { document, anchor: String::new() };
            }
            let anchors = &text.body.anchors;
            let similar = self.guess(anchors.len(), || {
                closest(&anchor, anchors.iter().map(String::as_str))
                    .or_else(|| anchors.iter().find(|id| id.contains(&anchor)).cloned())
            });
            let finding = Finding::Reference(ReferenceFault::DeadAnchor {
                target: path.to_owned(),
                anchor: anchor.clone(),
                similar,
            });
            self.report(finding, span);
        }
        Destination::Page { document, anchor }
    }

    fn figure(&mut self, figure: &Figure) -> Option<BoundFigure<'s>> {
        let plan = match &figure.plan {
            Some(name) => self.catalog.plan_named(name, self.entry.page),
            None => self.entry.page.plan(),
        };
        self.dependencies.plans.extend(plan.map(|plan| plan.document));
        let commitments = plan.and_then(|plan| self.catalog.commitments(plan));
        let found = commitments.and_then(|own| own.indicators.get(figure.id.as_str()));
        let missing = match found {
            Some((_, indicator)) => missing_value(indicator, figure.value),
            None => Some(""),
        };
        if missing.is_some() && self.is_gone(figure, plan) {
            return None;
        }
        let (Some(plan), Some((section, indicator))) = (plan, found) else {
            let similar = self.similar_id(plan, &figure.id);
            let id = match &figure.plan {
                Some(plan) => format!("{plan}/{}", figure.id),
                None => figure.id.clone(),
            };
            self.report(Finding::Reference(ReferenceFault::UnknownIndicator { id, similar }), &figure.span);
            return None;
        };
        if let Some(value) = missing {
            let is_across = self.catalog.file(plan.document).is_some_and(|file| self.is_across(file));
            let named = figure.plan.as_ref().filter(|_| is_across);
            let id = named.map_or_else(|| figure.id.clone(), |plan| format!("{plan}/{}", figure.id));
            let finding = Finding::MissingValue { id, value: value.to_owned() };
            self.report(finding, &figure.span);
        }
        Some(BoundFigure { plan, section: *section, indicator })
    }

    fn block(&mut self, block: &Block) -> BoundBlock<'s> {
        let plan = self.entry.page.plan();
        self.dependencies.plans.extend(plan.map(|plan| plan.document));
        let parts: Option<Vec<PlanPart<'s>>> = match self.entry.page {
            PageRef::Section(_, plan, section) => Some(vec![plan.part(Some(section))]),
            PageRef::Plan(_, plan) => Some(plan.parts().collect()),
            PageRef::Home(_) | PageRef::Series(_) | PageRef::Page(_) => None,
        };
        match block.kind {
            BlockKind::Indicators | BlockKind::Chart => {
                let find = |own: &Commitments<'s>, id: &str| own.indicators.get(id).copied();
                BoundBlock::Indicators(self.items(block, parts, PlanPart::indicators, find))
            }
            BlockKind::Tasks => {
                let find = |own: &Commitments<'s>, id: &str| own.tasks.get(id).copied();
                BoundBlock::Tasks(self.items(block, parts, PlanPart::tasks, find))
            }
        }
    }

    /// What a block shows: all items of the parts that its document stands for, or those that it lists.
    fn items<T>(
        &mut self,
        block: &Block,
        parts: Option<Vec<PlanPart<'s>>>,
        of: impl Fn(PlanPart<'s>) -> &'s [T],
        find: impl Fn(&Commitments<'s>, &str) -> Option<(Option<&'s Section>, &'s T)>,
    ) -> Vec<(Option<&'s Section>, &'s T)> {
        match (&block.ids, parts) {
            (BlockIds::List(ids), _) => self.listed(ids, find),
            (BlockIds::All, Some(parts)) => {
                let items = |part: PlanPart<'s>| of(part).iter().map(move |item| (part.section, item));
                parts.into_iter().flat_map(items).collect()
            }
            // `all` outside a plan means nothing, and would leave a hole in the page.
            (BlockIds::All, None) => {
                self.report(
                    Finding::Reference(ReferenceFault::UnknownIndicator {
                        id: "all".to_owned(),
                        similar: None,
                    }),
                    &block.span,
                );
                Vec::new()
            }
        }
    }

    fn listed<T>(
        &mut self,
        ids: &[(String, Range<usize>)],
        find: impl Fn(&Commitments<'s>, &str) -> Option<T>,
    ) -> Vec<T> {
        let plan = self.entry.page.plan();
        let own = plan.and_then(|plan| self.catalog.commitments(plan));
        let mut found = Vec::with_capacity(ids.len());
        for (id, span) in ids {
            match own.and_then(|own| find(own, id)) {
                Some(item) => found.push(item),
                None => {
                    let similar = self.similar_id(plan, id);
                    self.report(
                        Finding::Reference(ReferenceFault::UnknownIndicator { id: id.clone(), similar }),
                        span,
                    );
                }
            }
        }
        found
    }
}

/// The name of the value that a figure asks for and the indicator does not have.
fn missing_value(indicator: &Indicator, value: FigureValue) -> Option<&'static str> {
    let (there, name) = match value {
        FigureValue::Target => (indicator.target.is_some(), "target"),
        FigureValue::Actual => (indicator.actual.is_some(), "actual"),
        FigureValue::Baseline => (indicator.baseline.is_some(), "baseline"),
        FigureValue::Attainment => (indicator.attainment().is_some(), "attainment"),
    };
    (!there).then_some(name)
}

/// Whether a target begins with a scheme such as `https:`; a drive letter is none.
fn has_scheme(target: &str) -> bool {
    address::has_scheme(target) && target.find(':') != Some(1)
}
