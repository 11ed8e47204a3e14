//! The phases in their order, and what is kept of them for the next run. Where a body has errors, the site is read and checked
//! again with that body's last good sources, until nothing more changes.
//!
//! A command that builds once has a session of one run. A preview runs the same session at every
//! change: what a run makes only from what has not changed is then taken from the run before. What is
//! kept is never believed for its own sake. Documents are known by their text, and all that is made from
//! them is either made again or bound to the documents that it was made from
//! ([`Invalidated`](crate::pages::dependencies::Invalidated), page keys).

use super::analyze::Analyzer;
use super::extent::BuildExtent;
use super::load::{LoadedSite, Loader};
use super::missing_bags::missing_bags;
use super::publish::{AnalyzedSite, PublishOutcome, Publisher};
use super::readiness::{self, Readiness};
use super::walls::fall::{Falls, Verdict};
use super::walls::state::GoodState;
use super::walls::{now, taken};
use super::{BuildReport, Log, Options, ReadMeasure, Timings};
use crate::check;
use crate::diagnostic::words::say;
use crate::diagnostic::{self, Code, Diagnostic, Severity, Words};
use crate::model::indicator::Indicator;
use crate::model::measure::Ground;
use crate::model::plan::{Plan, PlanPart};
use crate::model::target::TargetKind;
use crate::output::{OutputError, Sink};
use crate::pages::address::LinkStyle;
use crate::pages::catalog::Catalog;
use crate::pages::links::References;
use crate::progress::ProgressListener;
use crate::source::assemble::Assembled;
use crate::source::cache::DirtyFiles;
use crate::source_path::{folder, is_in};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// One site, built as often as its sources change.
#[derive(Debug)]
pub struct Session {
    root: PathBuf,
    options: Options,
    loader: Loader,
    analyzer: Analyzer,
    publisher: Publisher,
    /// The last good sources of bodies, where they are to be remembered.
    remembered: BTreeMap<String, GoodState>,
    /// What the last run read; none where there was no site.
    loaded: Option<LoadedSite>,
}

impl Session {
    /// A session over the site in a folder; nothing is read yet.
    pub fn new(root: PathBuf, options: Options) -> Self {
        let (loader, analyzer, publisher) = Default::default();
        let remembered = BTreeMap::new();
        Self { root, options, loader, analyzer, publisher, remembered, loaded: None }
    }

    /// The site as the last run read it; none where there was none.
    pub fn site(&self) -> Option<(&LoadedSite, &Assembled)> {
        self.loaded.as_ref().map(|loaded| (loaded, self.loader.parts().0))
    }

    /// Loads, checks and renders the site as it is now into a sink: see [`run`](super::run). Of the files
    /// that were read before, only the dirty files are looked at again.
    ///
    /// # Errors
    /// Where an artifact could not be put: the tool failed, not the sources.
    pub fn run(
        &mut self,
        dirty: &DirtyFiles,
        sink: &dyn Sink,
        progress: &dyn ProgressListener,
    ) -> Result<BuildReport, OutputError> {
        let mut falls = Falls::new(&self.options, self.remembered.clone());
        let mut timings = Timings::default();
        let mut dirty = dirty;
        // All has been looked at a moment ago.
        let nothing = DirtyFiles::Files(BTreeSet::new());
        loop {
            match self.round((dirty, &mut falls), sink, progress, timings)? {
                Round::Over(report) => return Ok(*report),
                Round::Again(so_far) => timings = so_far,
            }
            dirty = &nothing;
        }
    }

    /// Loads and checks the site with the bodies that stand in their last good sources; renders it, unless more must.
    fn round(
        &mut self,
        (dirty, falls): (&DirtyFiles, &mut Falls),
        sink: &dyn Sink,
        progress: &dyn ProgressListener,
        timings: Timings,
    ) -> Result<Round, OutputError> {
        let mut log = Log { timings, ..Log::default() };
        self.loaded = self.loader.load((&self.root, &self.options), (dirty, falls), progress, &mut log);
        let Some(loaded) = &self.loaded else {
            let Log { diagnostics, timings } = log;
            return Ok(Round::over(BuildReport { diagnostics, timings, ..BuildReport::default() }));
        };
        if let Some(only) = &self.options.only
            && !loaded.bodies.contains(only)
        {
            let unknown_series = Some(loaded.bodies.iter().cloned().collect());
            return Ok(Round::over(BuildReport { unknown_series, ..BuildReport::default() }));
        }
        log.diagnostics.extend(missing_bags(loaded, &self.options.extent, sink)?);
        let (assembled, theme) = self.loader.parts();
        let catalog = log.time("catalog", || Catalog::new(assembled, &loaded.others, &loaded.walls));
        let references = References::new(&catalog);
        let analysis = self.analyzer.analyze(loaded, &catalog, &references, &mut log);
        let graph = &self.analyzer.graph;
        let site = AnalyzedSite {
            loaded,
            analysis: &analysis,
            catalog: &catalog,
            references: &references,
            graph,
            cross_index: &self.analyzer.cross_index,
        };
        self.publisher.note(&site, &self.options);
        let readiness = match (&self.options.extent, theme) {
            (BuildExtent::Plan(seal), Some(theme)) => {
                Some(readiness::readiness(seal, assembled, &site, theme))
            }
            _ => None,
        };
        let mut verdict = falls.judge(&log.diagnostics, &loaded.walls);
        if verdict == Verdict::Again {
            return Ok(Round::Again(log.timings));
        }
        let broken = log.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        let broken = broken || verdict == Verdict::Refuse && loaded.walls.are_there();
        // Sealed pages cannot be rendered where there is nothing to say of the seal.
        let ready = readiness.as_ref().is_none_or(|readiness| matches!(readiness, Readiness::Ready(_)));
        let mut published = PublishOutcome::default();
        if let (true, false, Some(theme)) = (ready, broken, theme) {
            if self.options.time_renders {
                theme.begin_timing();
            }
            let (with, to) = ((theme, readiness.as_ref()), (sink, progress));
            match self.publisher.publish(&site, with, &self.options, to, &mut log) {
                Ok(done) => published = done,
                Err(_) if !loaded.doubted.is_empty() => {
                    falls.unsealed(&loaded.doubted);
                    verdict = Verdict::Refuse;
                }
                Err(error) => return Err(error),
            }
            log.timings.renders = theme.take_timings();
            log.diagnostics.append(&mut published.rendered.diagnostics);
        }
        let failing = self.options.failing();
        let publishable = verdict == Verdict::Publish
            && theme.is_some()
            && log.diagnostics.iter().all(|found| found.severity < failing);
        let states = match publishable && self.options.gather_states {
            true => log.time("last good sources", || taken::states(&site, assembled))?,
            false => Vec::new(),
        };
        if publishable && self.options.remember {
            let states = taken::remembered(&site, assembled, &now());
            self.remembered.extend(states);
        }
        let bodies = falls.report(&log.diagnostics, &loaded.walls, |body| taken::title(&site, body));
        let file = |document| Some(assembled.file(document)?.to_string());
        let Log { diagnostics, timings } = log;
        let mut diagnostics = falls.all_found(diagnostics, &loaded.walls);
        set_years(&mut diagnostics, assembled);
        diagnostic::sort(&mut diagnostics);
        // A site that gives them another weight wants to see them always.
        let is_untold = |found: &Diagnostic| {
            matches!(found.code(), Code::UntoldFigure | Code::UntoldResult)
                && found.severity == Severity::Note
        };
        let (untold, diagnostics) = diagnostics.into_iter().partition(is_untold);
        Ok(Round::over(BuildReport {
            publishable,
            bodies,
            unknown_series: None,
            states,
            standing: falls.digests().collect(),
            diagnostics,
            untold,
            unread: unread(&catalog),
            pages: published.rendered.pages,
            rendered: published.rendered.rendered,
            reasons: published.reasons,
            assumes_root: loaded.config.base_url.is_none() && self.options.style == LinkStyle::Folder,
            documents: catalog.entries.len(),
            held_back: assembled.held_back.iter().filter_map(|document| file(*document)).collect(),
            page_sources: Arc::clone(&self.publisher.page_sources),
            measures: if self.options.explain_measures { measures(assembled) } else { Vec::new() },
            readiness,
            timings,
        }))
    }
}

/// What came of one round.
enum Round {
    /// The run is over.
    Over(Box<BuildReport>),
    /// More bodies stand in their last good sources.
    Again(Timings),
}

impl Round {
    fn over(report: BuildReport) -> Self {
        Self::Over(Box::new(report))
    }
}

/// Tells each finding the year that its examples are to show: that of its plan, else that of the newest plan.
fn set_years(diagnostics: &mut [Diagnostic], assembled: &Assembled) {
    let plans = || assembled.site.series.iter().flat_map(|series| &series.plans);
    let folder_of = |plan: &Plan| Some((folder(&assembled.file(plan.document)?).to_owned(), plan.year()));
    let folders: Vec<(String, i16)> = plans().filter_map(folder_of).collect();
    let newest = plans().map(Plan::year).filter(is_plausible).max();
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.setting.year.is_none()) {
        let file = diagnostic.place.as_ref().map(|place| &*place.file);
        let plan = file.and_then(|file| folders.iter().find(|(folder, _)| is_in(file, folder)));
        // A plan that could not be read has its year in the name of its folder, as a rule.
        let named = file.and_then(|file| file.split('/').rev().find_map(year_of_name));
        diagnostic.setting.year = plan.map(|(_, year)| *year).filter(is_plausible).or(named).or(newest);
    }
}

/// The year that a folder is named after.
fn year_of_name(name: &str) -> Option<i16> {
    let is_year = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
    name.parse().ok().filter(|year| is_year && is_plausible(year))
}

/// Whether a number can be the year of a plan; what stands in for one that could not be read cannot.
const fn is_plausible(year: &i16) -> bool {
    *year >= 1900
}

/// How many documents of plans are in a language whose quantities are not read.
fn unread(catalog: &Catalog<'_>) -> usize {
    let of_plans = catalog.entries.iter().filter(|entry| entry.page.plan().is_some());
    let texts = of_plans.filter_map(|entry| catalog.text(entry.document));
    texts.filter(|text| check::is_unread(&text.body.passages)).count()
}

/// What kind of number each indicator of the site is.
fn measures(assembled: &Assembled) -> Vec<ReadMeasure> {
    let plans = assembled.site.series.iter().flat_map(|series| &series.plans);
    let parts = plans.flat_map(|plan| plan.parts().map(move |part| (plan, part)));
    let of_part = |(plan, part): (&Plan, PlanPart<'_>)| {
        let document = part.section.map_or(plan.document, |section| section.document);
        let file = assembled.file(document).map_or_else(String::new, |file| file.to_string());
        let one = |indicator: &Indicator| ReadMeasure {
            file: file.clone(),
            id: indicator.id.clone(),
            name: indicator.name.clone(),
            measure: indicator.grounded_measure().map(|(measure, ground)| (measure, ground_words(ground))),
            needs_none: indicator.target.as_ref().and_then(|target| kind_words(&target.kind)),
        };
        part.indicators().iter().map(one).collect::<Vec<_>>()
    };
    parts.flat_map(of_part).collect()
}

/// The kind of a target that is judged without a measure; none of a quantity.
fn kind_words(kind: &TargetKind) -> Option<Words> {
    Some(match kind {
        TargetKind::Quantity(_) => return None,
        TargetKind::Change(_) => say!("a change", "增减"),
        TargetKind::Rank(_) => say!("a rank", "位次"),
        TargetKind::Ratio(_) => say!("a ratio", "比"),
        TargetKind::Reference(_) => say!("a reference", "参照"),
        TargetKind::Text(_) => say!("in words", "文字"),
    })
}

fn ground_words(ground: Ground<'_>) -> Words {
    match ground {
        Ground::Given => say!("as `measure` says", "由 `measure` 写明"),
        Ground::Unit(unit) => say!("from the unit `{unit}`", "依据单位“{unit}”"),
        Ground::Word(word) => say!("from the word `{word}`", "依据“{word}”一词"),
    }
}
