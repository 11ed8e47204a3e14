//! Resolving what the prose refers to: links, pictures, figures and blocks.
//!
//! Takes the catalog; gives for each document what its references lead to, the files that have to
//! be copied, and a diagnostic for everything that leads nowhere. Works on sources only: what a
//! link looks like from a page is decided when that page is rendered.

use super::address::decode;
use super::catalog::{Catalog, Entry, Spot, name};
use crate::diagnostic::{Diagnostic, Finding};
use crate::markdown::{BlockIds, BlockKind, FigureValue};
use crate::model::indicator::{Indicator, Task};
use crate::model::plan::{DocumentId, Plan, Section};
use crate::source::assemble::folder;
use crate::source::document::Text;
use crate::source::fields::closest;
use crate::source::walk::Found;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To a page of the site; the anchor is empty where there is none.
    Page {
        /// The page's document.
        document: DocumentId,
        /// The id on it.
        anchor: String,
    },
    /// To a file that is copied: its place in [`References::files`].
    File(usize),
    /// Out of the site.
    External(String),
    /// Nowhere that Planpress knows of: already reported, and kept as written where the site says that
    /// it may be (a page of the portal beside the site, for instance).
    Dead(String),
}

/// What a figure stands for.
#[derive(Debug, Clone, Copy)]
pub struct BoundFigure<'s> {
    /// The plan.
    pub plan: &'s Plan,
    /// The section that the indicator stands in.
    pub section: Option<&'s Section>,
    /// The indicator.
    pub indicator: &'s Indicator,
}

/// What a block shows.
#[derive(Debug)]
pub enum BoundBlock<'s> {
    /// Indicators.
    Indicators(Vec<(Option<&'s Section>, &'s Indicator)>),
    /// Tasks.
    Tasks(Vec<(Option<&'s Section>, &'s Task)>),
}

/// What the references of one document lead to, each list in the order of the text.
#[derive(Debug, Default)]
pub struct Resolved<'s> {
    /// Links.
    pub links: Vec<Target>,
    /// Pictures.
    pub pictures: Vec<Target>,
    /// Figures; `None` for one that was reported.
    pub figures: Vec<Option<BoundFigure<'s>>>,
    /// Blocks.
    pub blocks: Vec<BoundBlock<'s>>,
}

/// All references of a site.
#[derive(Debug)]
pub struct References<'s> {
    /// By document.
    pub documents: BTreeMap<DocumentId, Resolved<'s>>,
    /// The files that pages refer to.
    pub files: Vec<&'s Found>,
}

/// A resolved target whose file has no number yet.
enum Raw<'s> {
    Final(Target),
    File(&'s Found),
}

struct Unnumbered<'s> {
    document: DocumentId,
    links: Vec<Raw<'s>>,
    pictures: Vec<Raw<'s>>,
    resolved: Resolved<'s>,
    diagnostics: Vec<Diagnostic>,
}

/// Resolves all references.
pub fn resolve<'s>(catalog: &Catalog<'s>) -> (References<'s>, Vec<Diagnostic>) {
    let found: Vec<_> = catalog.entries.par_iter().filter_map(|entry| one(catalog, entry)).collect();
    let mut files: BTreeMap<&str, &Found> = BTreeMap::new();
    for document in &found {
        for raw in document.links.iter().chain(&document.pictures) {
            if let Raw::File(file) = raw {
                files.insert(&file.file, file);
            }
        }
    }
    let numbers: BTreeMap<&str, usize> =
        files.keys().enumerate().map(|(index, file)| (*file, index)).collect();
    let number = |raw: Raw<'s>| match raw {
        Raw::Final(target) => target,
        Raw::File(file) => numbers
            .get(&*file.file)
            .map_or_else(|| Target::Dead(file.file.to_string()), |index| Target::File(*index)),
    };
    let mut diagnostics = Vec::new();
    let mut documents = BTreeMap::new();
    for mut document in found {
        document.resolved.links = document.links.into_iter().map(number).collect();
        document.resolved.pictures = document.pictures.into_iter().map(number).collect();
        diagnostics.extend(document.diagnostics);
        documents.insert(document.document, document.resolved);
    }
    (References { documents, files: files.into_values().collect() }, diagnostics)
}

fn one<'s>(catalog: &Catalog<'s>, entry: &Entry<'s>) -> Option<Unnumbered<'s>> {
    let text = catalog.text(entry.document)?;
    let mut resolver = Resolver {
        catalog,
        entry,
        text,
        guesses: GUESSES.min(ALL_GUESSES / catalog.entries.len().max(1)),
        diagnostics: Vec::new(),
    };
    let body = &text.body;
    let links = body.links.iter().map(|link| resolver.link(&link.target, &link.span)).collect();
    let pictures =
        body.pictures.iter().map(|picture| resolver.picture(&picture.target, &picture.span)).collect();
    let figures = body.figures.iter().map(|figure| resolver.figure(figure)).collect();
    let blocks = body.blocks.iter().map(|block| resolver.block(block)).collect();
    let resolved = Resolved { links: Vec::new(), pictures: Vec::new(), figures, blocks };
    Some(Unnumbered {
        document: entry.document,
        links,
        pictures,
        resolved,
        diagnostics: resolver.diagnostics,
    })
}

struct Resolver<'c, 's> {
    catalog: &'c Catalog<'s>,
    entry: &'c Entry<'s>,
    text: &'s Text,
    /// How many more names may be compared in search of what was meant.
    guesses: usize,
    diagnostics: Vec<Diagnostic>,
}

/// How many names one document's faults may be compared with: a text with thousands of dead links gets
/// its 'did you mean' for the first of them only.
const GUESSES: usize = 200_000;
/// The same for all documents, which share it out evenly.
const ALL_GUESSES: usize = 5_000_000;

impl<'s> Resolver<'_, 's> {
    fn report(&mut self, finding: Finding, span: &Range<usize>) {
        self.diagnostics.push(Diagnostic::new(finding, self.text.place(span)));
    }

    /// Looks for what was meant among so many candidates, as long as there are guesses left.
    fn guess<T>(&mut self, candidates: usize, look: impl FnOnce() -> Option<T>) -> Option<T> {
        self.guesses = self.guesses.checked_sub(candidates)?;
        look()
    }

    /// The source file that may have been meant, as a link from this document would name it: one of
    /// the same name elsewhere, or of a similar name in the same folder.
    fn similar_file(&mut self, path: &str) -> Option<String> {
        let catalog = self.catalog;
        let near = catalog.neighbours(path);
        let found = catalog.namesake(path).or_else(|| {
            let meant = self.guess(near.len(), || closest(name(path), near.iter().map(|file| name(file))))?;
            near.iter().copied().find(|file| name(file) == meant)
        })?;
        Some(self.relative_to(found))
    }

    fn link(&mut self, target: &str, span: &Range<usize>) -> Raw<'s> {
        if has_scheme(target) {
            return Raw::Final(Target::External(target.to_owned()));
        }
        let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
        let anchor = decode(anchor);
        if path.is_empty() {
            return Raw::Final(self.anchored(self.entry.document, target, anchor, span));
        }
        let Some(file) = self.join(path) else { return self.dead(target, path, span) };
        if let Some(entry) =
            self.catalog.entry(&file).or_else(|| self.catalog.entry(&format!("{file}/_index.md")))
        {
            return Raw::Final(self.anchored(entry.document, target, anchor, span));
        }
        match self.catalog.other(&file) {
            Some(found) => Raw::File(found),
            None => self.dead(target, &file, span),
        }
    }

    fn picture(&mut self, target: &str, span: &Range<usize>) -> Raw<'s> {
        if has_scheme(target) {
            // A picture from elsewhere would be a third-party request.
            self.report(Finding::MissingPicture { target: target.to_owned(), similar: None }, span);
            return Raw::Final(Target::Dead(target.to_owned()));
        }
        let file = self.join(target);
        if let Some(found) = file.as_deref().and_then(|file| self.catalog.other(file)) {
            return Raw::File(found);
        }
        let similar = file.and_then(|file| self.similar_file(&file));
        self.report(Finding::MissingPicture { target: target.to_owned(), similar }, span);
        Raw::Final(Target::Dead(target.to_owned()))
    }

    fn dead(&mut self, target: &str, file: &str, span: &Range<usize>) -> Raw<'s> {
        let held = [file.to_owned(), format!("{file}/_index.md")];
        let finding = if let Some(file) = held.iter().find(|file| self.catalog.is_held_back(file)) {
            Finding::LinkToDraft { target: target.to_owned(), file: file.clone() }
        } else {
            let similar = self.similar_file(file);
            Finding::DeadLink { target: target.to_owned(), similar }
        };
        self.report(finding, span);
        Raw::Final(Target::Dead(target.to_owned()))
    }

    fn anchored(
        &mut self,
        document: DocumentId,
        target: &str,
        anchor: String,
        span: &Range<usize>,
    ) -> Target {
        if !anchor.is_empty()
            && let Some(text) = self.catalog.text(document)
            && text.body.anchors.binary_search(&anchor).is_err()
        {
            let anchors = &text.body.anchors;
            let similar = self.guess(anchors.len(), || {
                closest(&anchor, anchors.iter().map(String::as_str))
                    .or_else(|| anchors.iter().find(|id| id.contains(&anchor)).cloned())
            });
            let file = target.split('#').next().unwrap_or_default().to_owned();
            self.report(Finding::DeadAnchor { target: file, anchor: anchor.clone(), similar }, span);
        }
        Target::Page { document, anchor }
    }

    /// The source file that a relative path leads to; `None` for one that is absolute or leaves the
    /// content.
    fn join(&self, path: &str) -> Option<String> {
        if path.starts_with('/') {
            return None;
        }
        let path = decode(path);
        let mut parts: Vec<&str> = folder(&self.text.source.file).split('/').collect();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        (parts.first() == Some(&crate::source::walk::CONTENT)).then(|| parts.join("/"))
    }

    /// A source file as a link from this document would name it.
    fn relative_to(&self, file: &str) -> String {
        let from: Vec<&str> = folder(&self.text.source.file).split('/').collect();
        let to: Vec<&str> = file.split('/').collect();
        let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        let ups = std::iter::repeat_n("..", from.len() - common);
        ups.chain(to.into_iter().skip(common)).collect::<Vec<_>>().join("/")
    }

    fn figure(&mut self, figure: &crate::markdown::Figure) -> Option<BoundFigure<'s>> {
        let plan = match &figure.plan {
            Some(name) => self.catalog.plan_named(name, self.entry.spot),
            None => self.entry.spot.plan(),
        };
        let commitments = plan.and_then(|plan| self.catalog.commitments(plan));
        let found = commitments.and_then(|own| own.indicators.get(figure.id.as_str()));
        let (Some(plan), Some((section, indicator))) = (plan, found) else {
            let own = commitments.map_or(0, |own| own.indicators.len());
            let similar = self.guess(own, || closest(&figure.id, plan.into_iter().flat_map(ids)));
            let id = figure
                .plan
                .as_ref()
                .map_or_else(|| figure.id.clone(), |plan| format!("{plan}/{}", figure.id));
            self.report(Finding::UnknownIndicator { id, similar }, &figure.span);
            return None;
        };
        if let Some(value) = missing_value(indicator, figure.value) {
            self.report(
                Finding::MissingValue { id: figure.id.clone(), value: value.to_owned() },
                &figure.span,
            );
        }
        Some(BoundFigure { plan, section: *section, indicator })
    }

    fn block(&mut self, block: &crate::markdown::Block) -> BoundBlock<'s> {
        let plan = self.entry.spot.plan();
        match block.kind {
            BlockKind::Indicators | BlockKind::Chart => BoundBlock::Indicators(match &block.ids {
                BlockIds::All => match self.entry.spot {
                    Spot::Section(_, _, section) => {
                        section.front.indicators.iter().map(|indicator| (Some(section), indicator)).collect()
                    }
                    Spot::Plan(_, plan) => plan.indicators().collect(),
                    Spot::Home(_) | Spot::Series(_) | Spot::Page(_) => self.all_of_nothing(&block.span),
                },
                BlockIds::List(ids) => self.listed(ids, plan, |own, id| own.indicators.get(id).copied()),
            }),
            BlockKind::Tasks => BoundBlock::Tasks(match &block.ids {
                BlockIds::All => match self.entry.spot {
                    Spot::Section(_, _, section) => {
                        section.front.tasks.iter().map(|task| (Some(section), task)).collect()
                    }
                    Spot::Plan(_, plan) => plan.tasks().collect(),
                    Spot::Home(_) | Spot::Series(_) | Spot::Page(_) => self.all_of_nothing(&block.span),
                },
                BlockIds::List(ids) => self.listed(ids, plan, |own, id| own.tasks.get(id).copied()),
            }),
        }
    }

    /// `all` outside a plan means nothing, and would leave a hole in the page.
    fn all_of_nothing<T>(&mut self, span: &Range<usize>) -> Vec<T> {
        self.report(Finding::UnknownIndicator { id: "all".to_owned(), similar: None }, span);
        Vec::new()
    }

    fn listed<T>(
        &mut self,
        ids: &[(String, Range<usize>)],
        plan: Option<&'s Plan>,
        find: impl Fn(&super::catalog::Commitments<'s>, &str) -> Option<T>,
    ) -> Vec<T> {
        let own = plan.and_then(|plan| self.catalog.commitments(plan));
        let mut found = Vec::with_capacity(ids.len());
        for (id, span) in ids {
            match own.and_then(|own| find(own, id)) {
                Some(item) => found.push(item),
                None => {
                    let known = own.map_or(0, |own| own.indicators.len());
                    let similar = self.guess(known, || closest(id, plan.into_iter().flat_map(self::ids)));
                    self.report(Finding::UnknownIndicator { id: id.clone(), similar }, span);
                }
            }
        }
        found
    }
}

/// The ids of a plan's indicators.
fn ids(plan: &Plan) -> impl Iterator<Item = &str> {
    plan.indicators().map(|(_, indicator)| indicator.id.as_str())
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
    target.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    })
}
