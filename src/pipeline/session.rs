//! The phases in their order, and what is kept of them for the next run.
//!
//! A command that builds once has a session of one run. A preview runs the same session at every
//! change: what a run makes only from what has not changed is then taken from the run before. What is
//! kept is never believed for its own sake. Documents are known by their text, and all that is made from
//! them is either made again or bound to the documents that it was made from ([`Changes`], page keys).

use super::seal::{self, Extent};
use super::{Options, Progress, Report, Timings};
use crate::archive::shelf::{Complaint, SealedPlan, Shelf};
use crate::check::{self, Checked};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::model::config::SiteConfig;
use crate::model::plan::DocumentId;
use crate::output::{Digest, OutputError, Sink};
use crate::pages::catalog::Catalog;
use crate::pages::changes::{Changes, Survey};
use crate::pages::fill::World;
use crate::pages::key::{Keys, Known, Surroundings};
use crate::pages::links::References;
use crate::pages::origin::{self, Origin, Origins};
use crate::pages::reason::{Reasons, Why};
use crate::pages::render::{Archived, Renderer, shared};
use crate::pages::route::{self, Redirect, Reserved};
use crate::pages::values::Voice;
use crate::source::assemble::{Assembled, assemble};
use crate::source::cache::{Cache, Suspects};
use crate::source::fields::{On, Step};
use crate::source::load::{self, Configuration};
use crate::source::places::Places;
use crate::source::sealed::SealedSources;
use crate::source::text::SourceFile;
use crate::source::walk::Found;
use crate::source::{assets, structure, theme as theme_files};
use crate::theme::{self, Theme};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One site, built as often as its sources change.
#[derive(Debug)]
pub struct Session {
    root: PathBuf,
    options: Options,
    files: Cache,
    assets: assets::Cache,
    theme: Option<Compiled>,
    shelf: Shelf,
    /// What is known of the files in `content/` that sealed ones stand in for.
    digests: assets::Cache,
    assembled: Assembled,
    /// The files that are not Markdown; none before the first run.
    others: Option<Arc<[Found]>>,
    survey: Survey,
    checked: Checked,
    /// With the sealed plans beside which they have their addresses.
    redirects: Option<(Vec<Redirect>, Arc<Vec<SealedPlan>>)>,
    origins: Arc<BTreeMap<String, Origin>>,
    keys: Known,
    /// What changed since the keys were made: a run that finds errors makes none.
    unkeyed: Changes,
    /// The sources that did.
    edited: BTreeSet<Arc<str>>,
}

/// A theme with what it was compiled from.
#[derive(Debug)]
struct Compiled {
    from: Digest,
    theme: Theme,
    diagnostics: Vec<Diagnostic>,
}

impl Session {
    /// A session over the site in a folder; nothing is read yet.
    pub fn new(root: PathBuf, options: Options) -> Self {
        Self {
            root,
            options,
            files: Cache::default(),
            assets: assets::Cache::default(),
            theme: None,
            shelf: Shelf::default(),
            digests: assets::Cache::default(),
            assembled: Assembled::default(),
            others: None,
            survey: Survey::default(),
            checked: Checked::default(),
            redirects: None,
            origins: Arc::default(),
            keys: Known::default(),
            unkeyed: Changes::All,
            edited: BTreeSet::new(),
        }
    }

    /// Loads, checks and renders the site as it is now into a sink: see [`run`](super::run). Of the files
    /// that were read before, only the suspects are looked at again.
    ///
    /// # Errors
    /// Where an artifact could not be put: the tool failed, not the sources.
    pub fn run(
        &mut self,
        suspects: &Suspects,
        sink: &dyn Sink,
        progress: &dyn Progress,
    ) -> Result<Report, OutputError> {
        let mut timings = Timings::default();
        let mut diagnostics = Vec::new();
        let (configuration, found) = timings.time("configuration", || load::configuration(&self.root));
        diagnostics.extend(found);
        let Configuration { mut config, source } = configuration;
        let Some(site_yaml) = source else {
            return Ok(Report { diagnostics, timings, ..Report::default() });
        };
        if let Some(base_url) = &self.options.base_url {
            config.base_url = Some(base_url.clone());
        }
        let found = timings.time("theme", || compile(&mut self.theme, &self.root, &config, &site_yaml));
        diagnostics.extend(found);
        timings.time("archive", || self.shelf.renew(&self.root));
        diagnostics.extend(self.shelf.complaints().iter().map(Complaint::diagnostic));
        let (plans, stand_ins) = self.sealed();
        let (sources, found) = timings
            .time("read and parse", || load::sources(&self.root, &mut self.files, suspects, &stand_ins));
        diagnostics.extend(found);
        // Of the same structure only the documents' contents are others; of another, anything may be.
        let changed = timings.time("assemble", || {
            let known = self.others.as_ref().is_some_and(|others| *others == sources.others);
            if known && structure::is_same(&self.assembled.documents, &sources.documents) {
                let changed = self.assembled.refresh(sources.documents);
                self.edited.extend(changed.iter().filter_map(|document| self.assembled.file(*document)));
                return Some(changed);
            }
            self.edited.extend(self.assembled.differences(&sources.documents));
            self.assembled = assemble(sources.documents, self.options.drafts);
            (self.redirects, self.others) = (None, Some(Arc::clone(&sources.others)));
            None
        });
        let catalog = timings.time("catalog", || Catalog::new(&self.assembled, &sources.others));
        let references = References::new(&catalog);
        let (changes, used) = timings.time("resolve and check", || {
            let changes = self.survey.renew(&catalog, &references, changed.as_ref());
            diagnostics.extend(self.survey.diagnostics().cloned());
            let used = self.survey.files();
            diagnostics.extend(check::site(&catalog, &used, &mut self.checked, &changes));
            (changes, used)
        });
        let (redirects, found) = match self.redirects.take() {
            Some((redirects, known)) if Arc::ptr_eq(&known, &plans) => (redirects, Vec::new()),
            _ => {
                // A plan that is being sealed will have an archive beside it.
                let archived = !self.shelf.volumes().is_empty() || self.options.extent != Extent::Site;
                route::route(
                    &catalog,
                    if archived { Reserved::Archive(&plans) } else { Reserved::Nothing },
                )
            }
        };
        // Findings are found again at every run: their places may have moved.
        let routed = found.is_empty();
        diagnostics.extend(found);
        let assets = timings.time("assets", || self.assets.renew(&sources.others, &used));
        diagnostics.extend(assets.diagnostics);
        let changes = changes.and(&self.survey.referring_to(&assets.changed, &catalog));
        self.unkeyed = std::mem::take(&mut self.unkeyed).and(&changes);
        if !plans.is_empty() {
            diagnostics.retain(|diagnostic| !check::is_settled(diagnostic, &plans));
            diagnostics.extend(check::sealed(&plans, &sources.found, &mut self.digests));
        }
        if !self.shelf.complaints().is_empty() {
            // What the sources have to do with a bag that does not hold is not known: its plan may be missing, and
            // every link to it dead.
            diagnostics.retain(check::is_apart);
        }
        check::weigh(&mut diagnostics, &config, &catalog);
        let before = Arc::clone(&self.origins);
        if self.options.origins == Origins::Tell && changed.is_none() {
            self.origins = Arc::new(origin::origins(&catalog));
        }
        let file_of = |document: &DocumentId| Some(self.assembled.file(*document)?.to_string());
        let held_back = self.assembled.held_back.iter().filter_map(file_of).collect();
        let mut report = Report {
            documents: catalog.entries.len(),
            held_back,
            origins: Arc::clone(&self.origins),
            timings,
            ..Report::default()
        };
        if let Extent::Plan(seal) = &self.options.extent {
            report.readiness = Some(seal::readiness(
                seal,
                (&self.assembled, &sources.found),
                (&catalog, &self.survey),
                &assets.list,
                (&config, &site_yaml),
            ));
        }
        let broken = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        if let (false, Some(Compiled { theme, .. })) = (broken, &mut self.theme) {
            // The theme is lent to the voice, and between two loans it is told what all pages share.
            let voice = Voice { lang: config.lang, theme, style: self.options.style };
            let series: Vec<_> =
                catalog.site.series.iter().map(|series| voice.series(series, &config.title)).collect();
            let volumes = self.shelf.volumes();
            let archived = Archived { volumes: &volumes, plans: &plans };
            let values = shared(&config, &catalog, voice, &series, archived);
            for (name, value) in values.into_iter().chain([seal::value(
                &self.options.extent,
                report.readiness.as_ref(),
                config.lang,
            )]) {
                theme.share(name, value);
            }
            let voice = Voice { theme, lang: config.lang, style: self.options.style };
            progress.start(catalog.entries.len());
            let world = World { catalog: &catalog, references: &references, assets: &assets.list, voice };
            let surroundings = Surroundings {
                config: &config,
                site_yaml: &Digest::of(site_yaml.text.as_bytes()),
                series: &series,
                archived: !volumes.is_empty(),
            };
            let known = self.keys.shared();
            let keys = report.timings.time("keys", || {
                Keys::new(world, surroundings, std::mem::take(&mut self.keys), &self.unkeyed)
            });
            let renderer = Renderer {
                world,
                keys: &keys,
                config: &config,
                series: &series,
                archived,
                sink,
                progress: &|| progress.page(),
            };
            let rendered = report.timings.time("render", || match &self.options.extent {
                Extent::Site => {
                    let taken = renderer.files(&used)?;
                    renderer.render(&redirects, taken)
                }
                Extent::Plan(seal) => {
                    renderer.files(&self.survey.files_of(&catalog, &seal.address()))?;
                    renderer.alone(&seal.address())
                }
            });
            let same = keys.share_with(known);
            (self.keys, self.unkeyed) = (keys.into_known(), Changes::NONE);
            let edited = std::mem::take(&mut self.edited);
            let rendered = rendered?;
            report.pages = rendered.pages;
            report.rendered = rendered.rendered;
            report.rendered.sort();
            if self.options.origins == Origins::Tell && known.is_some() {
                let (survey, origins) = (&self.survey, &*self.origins);
                let (edited, files) = (&edited, &assets.changed);
                let reasons = Reasons { catalog: &catalog, survey, origins, before: &before, edited, files };
                let why = |file: &String| match file.strip_suffix("index.html") {
                    Some(address) if same => reasons.why(address),
                    _ => Why::Shared,
                };
                report.reasons = report.rendered.iter().map(|file| (file.clone(), why(file))).collect();
            }
            diagnostics.extend(once_per_place(rendered.diagnostics));
        }
        self.redirects = routed.then_some((redirects, plans));
        diagnostic::sort(&mut diagnostics);
        report.diagnostics = diagnostics;
        Ok(report)
    }
}

impl Session {
    /// The plans that are published from their bags, with the sources that stand in for theirs. A plan that
    /// is being sealed again is built from what is in `content/`.
    fn sealed(&self) -> (Arc<Vec<SealedPlan>>, Arc<Vec<SealedSources>>) {
        match &self.options.extent {
            Extent::Site => (self.shelf.plans(), self.shelf.sources()),
            Extent::Plan(seal) => {
                let all = self.shelf.plans();
                let others = all.iter().filter(|plan| plan.volume.place.plan != seal.plan);
                let plans: Vec<SealedPlan> = others.cloned().collect();
                let sources = plans.iter().filter_map(|plan| plan.volume.sources()).collect();
                (Arc::new(plans), Arc::new(sources))
            }
        }
    }
}

/// Compiles the site's theme, unless it is the one that was compiled before; gives what is wrong with it.
fn compile(
    compiled: &mut Option<Compiled>,
    root: &Path,
    config: &SiteConfig,
    site_yaml: &SourceFile,
) -> Vec<Diagnostic> {
    let name = config.theme.as_deref().unwrap_or(theme_files::BUILT_IN);
    let asked_at = config.theme.as_ref().map(|_| {
        let range = Places::read(&site_yaml.text).find(&[Step::Key("theme".to_owned())], On::Value);
        site_yaml.place(range)
    });
    let (chain, mut diagnostics) = theme_files::chain(root, name, asked_at);
    let from = Digest::of_parts([theme::digest(&chain).bytes(), site_yaml.text.as_bytes()]);
    let known = compiled.take().filter(|known| known.from == from);
    let known = known.unwrap_or_else(|| {
        let (theme, diagnostics) = theme::compile(&chain, config, Some(site_yaml));
        Compiled { from, theme, diagnostics }
    });
    diagnostics.extend_from_slice(&known.diagnostics);
    *compiled = Some(known);
    diagnostics
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
