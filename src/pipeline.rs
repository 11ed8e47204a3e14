//! From a site's folder to its artifacts: load, check, render, for every command.
//!
//! The one place that knows the order of the phases. It writes nothing itself: artifacts go to the
//! sink that the caller gives.

use crate::check;
use crate::diagnostic::{self, Diagnostic, Severity, Tally};
use crate::model::plan::DocumentId;
use crate::output::{Digest, OutputError, Sink};
use crate::pages::address::LinkStyle;
use crate::pages::catalog::Catalog;
use crate::pages::fill::World;
use crate::pages::key::Keys;
use crate::pages::origin::{self, Origin, Origins};
use crate::pages::render::{Renderer, shared};
use crate::pages::values::Voice;
use crate::pages::{links, route};
use crate::source::assemble::{Drafts, assemble};
use crate::source::fields::{On, Step};
use crate::source::load::{self, Configuration};
use crate::source::places::Places;
use crate::source::{assets, theme as theme_files};
use crate::theme;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};

/// What a run is asked to do differently.
#[derive(Debug, Clone)]
pub struct Options {
    /// Whether drafts are shown.
    pub drafts: Drafts,
    /// Another public address than `site.yaml` gives.
    pub base_url: Option<String>,
    /// How links name a folder's page.
    pub style: LinkStyle,
    /// Whether the report tells what each page is made from.
    pub origins: Origins,
}

impl Default for Options {
    fn default() -> Self {
        Self { drafts: Drafts::HoldBack, base_url: None, style: LinkStyle::Folder, origins: Origins::Skip }
    }
}

/// How long each phase took.
#[derive(Debug, Clone, Default)]
pub struct Timings {
    /// Phases in order, each with its time.
    pub phases: Vec<(&'static str, Duration)>,
}

impl Timings {
    fn time<T>(&mut self, phase: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let value = work();
        self.phases.push((phase, start.elapsed()));
        value
    }
}

/// What a run found and did.
#[derive(Debug, Default)]
pub struct Report {
    /// All findings, sorted by file and position.
    pub diagnostics: Vec<Diagnostic>,
    /// How many pages the site has; none where there were errors.
    pub pages: usize,
    /// The files of the pages that had to be rendered; the others were kept as they were.
    pub rendered: Vec<String>,
    /// How many documents the site has, drafts held back not counted.
    pub documents: usize,
    /// The files of the drafts that were held back.
    pub held_back: Vec<String>,
    /// What each page is made from, by its address; only where it was asked for.
    pub origins: BTreeMap<String, Origin>,
    /// How long each phase took.
    pub timings: Timings,
}

impl Report {
    /// The findings by severity.
    pub fn tally(&self) -> Tally {
        Tally::of(&self.diagnostics)
    }

    /// Whether there are errors.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Told how far a run is.
pub trait Progress: Sync {
    /// So many pages will be rendered.
    fn start(&self, pages: usize);
    /// One more is done.
    fn page(&self);
}

/// Nobody is watching.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _pages: usize) {}
    fn page(&self) {}
}

/// Loads, checks and renders a site into a sink.
///
/// Where the sources have errors, the report says so, and the sink must not be committed. Faults in
/// the sources do not keep the theme from being checked: one run reports everything.
///
/// # Errors
/// Where an artifact could not be put: the tool failed, not the sources.
pub fn run(
    root: &Path,
    options: &Options,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> Result<Report, OutputError> {
    let mut timings = Timings::default();
    let mut diagnostics = Vec::new();
    let (configuration, found) = timings.time("configuration", || load::configuration(root));
    diagnostics.extend(found);
    let Configuration { mut config, source: site_source } = configuration;
    if site_source.is_none() {
        return Ok(Report { diagnostics, timings, ..Report::default() });
    }
    if let Some(base_url) = &options.base_url {
        config.base_url = Some(base_url.clone());
    }
    let name = config.theme.as_deref().unwrap_or(theme_files::BUILT_IN);
    let asked_at = config.theme.as_ref().and(site_source.as_ref()).map(|source| {
        let range = Places::read(&source.text).find(&[Step::Key("theme".to_owned())], On::Value);
        source.place(range)
    });
    let (mut theme, found) = timings.time("theme", || {
        let (chain, mut found) = theme_files::chain(root, name, asked_at);
        let (theme, more) = theme::compile(&chain, &config, site_source.as_ref());
        found.extend(more);
        (theme, found)
    });
    diagnostics.extend(found);
    let (sources, found) = timings.time("read and parse", || load::sources(root));
    diagnostics.extend(found);
    let others = sources.others;
    let assembled = timings.time("assemble", || assemble(sources.documents, options.drafts));
    let catalog = Catalog::new(&assembled, &others);
    let ((references, redirects), found) = timings.time("resolve and check", || {
        let (references, mut found) = links::resolve(&catalog);
        let (redirects, more) = route::route(&catalog);
        found.extend(more);
        found.extend(check::site(&catalog, &references, &others));
        ((references, redirects), found)
    });
    diagnostics.extend(found);
    let found: Vec<_> = references.files.iter().map(|found| (*found).clone()).collect();
    let (assets, found) = timings.time("assets", || assets::read(&found));
    diagnostics.extend(found);
    check::weigh(&mut diagnostics, &config, &catalog);
    let file_of = |document: &DocumentId| Some(assembled.texts.get(document.0)?.source.file.to_string());
    let held_back = assembled.held_back.iter().filter_map(file_of).collect();
    let origins = match options.origins {
        Origins::Tell => origin::origins(&catalog),
        Origins::Skip => BTreeMap::new(),
    };
    let mut report =
        Report { documents: catalog.entries.len(), held_back, origins, timings, ..Report::default() };
    let broken = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    if !broken {
        // The theme is lent to the voice, and between two loans it is told what all pages share.
        let voice = Voice { lang: config.lang, theme: &theme, style: options.style };
        let series: Vec<_> =
            catalog.site.series.iter().map(|series| voice.series(series, &config.title)).collect();
        for (name, value) in shared(&config, &catalog, voice, &series) {
            theme.share(name, value);
        }
        let voice = Voice { theme: &theme, lang: config.lang, style: options.style };
        progress.start(catalog.entries.len());
        let world = World { catalog: &catalog, references: &references, assets: &assets, voice };
        let site_yaml = Digest::of(site_source.as_ref().map_or(&[], |source| source.text.as_bytes()));
        let keys = Keys::new(world, &config, &site_yaml, &series);
        let renderer = Renderer {
            world,
            keys: &keys,
            config: &config,
            series: &series,
            sink,
            progress: &|| progress.page(),
        };
        let rendered = report.timings.time("render", || {
            renderer.files(&references)?;
            renderer.render(&redirects)
        })?;
        report.pages = rendered.pages;
        report.rendered = rendered.rendered;
        report.rendered.sort();
        diagnostics.extend(once_per_place(rendered.diagnostics));
    }
    diagnostic::sort(&mut diagnostics);
    report.diagnostics = diagnostics;
    Ok(report)
}

/// A fault in a template shows on every page that uses it; it is reported once, for the first.
fn once_per_place(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    diagnostics
        .into_iter()
        .filter(|diagnostic| {
            let place = diagnostic.place.as_ref().map(|place| (place.file.to_string(), place.start));
            seen.insert((diagnostic.code(), place))
        })
        .collect()
}
