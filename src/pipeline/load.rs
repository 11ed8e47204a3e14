//! The first phases: configuration, theme, archive and sources, put together as a site.
//!
//! Takes a site's folder; gives what it holds now. Keeps what it read, so that the next run reads only
//! what has changed.

use super::extent::BuildExtent;
use super::walls::fall::Falls;
use super::{Fragments, Log, Options};
use crate::archive::remembered::{self, ArchiveInUse};
use crate::archive::site_archive::{Archive, ArchiveProblem, Bag, SealedPlan};
use crate::diagnostic::{ContentFault, Diagnostic, Finding, SiteFault};
use crate::digest::Digest;
use crate::model::config::{Publish, SiteConfig};
use crate::model::plan::DocumentId;
use crate::progress::ProgressListener;
use crate::source::assemble::{Assembled, assemble};
use crate::source::assets::Asset;
use crate::source::bodies::{self, Walls};
use crate::source::cache::{DirtyFiles, DocumentCache, StandIns};
use crate::source::listing::Listing;
use crate::source::load::{self, Configuration};
use crate::source::root_files;
use crate::source::stand_in::SealedSources;
use crate::source::text::SourceFile;
use crate::source::walk::{CONTENT, FoundFile, of_file};
use crate::source::yaml::{KeyOrValue, PathStep, SpannedYaml};
use crate::source::{structure, theme as theme_files};
use crate::source_path::SourcePath;
use crate::theme::{self, Theme};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was read, kept for the next run.
#[derive(Debug, Default)]
pub struct Loader {
    files: DocumentCache,
    theme: Option<Compiled>,
    archive: Archive,
    /// The site put together.
    pub assembled: Assembled,
    /// The files that are not Markdown; none before the first run.
    others: Option<Arc<[FoundFile]>>,
    /// What held bodies apart in the run before.
    walls: Walls,
}

/// A theme with what it was compiled from.
#[derive(Debug)]
struct Compiled {
    from: Digest,
    theme: Theme,
    diagnostics: Vec<Diagnostic>,
}

/// What a site's folder holds, besides the assembled site.
#[derive(Debug)]
pub struct LoadedSite {
    /// What `site.yaml` says.
    pub config: SiteConfig,
    /// Its text.
    pub site_yaml: SourceFile,
    /// Where it is on this machine.
    pub site_yaml_on_disk: PathBuf,
    /// All bags, in the order of plans and numbers.
    pub bags: Arc<Vec<Arc<Bag>>>,
    /// The bodies whose bags are only remembered: what is published of them must be what was sealed.
    pub doubted: BTreeSet<String>,
    /// The plans that are published from their bags.
    pub plans: Arc<Vec<SealedPlan>>,
    /// Whether there is an archive, or will be one once this plan is sealed.
    pub has_archive: bool,
    /// Whether all that is in it is as it was sealed.
    pub archive_holds: bool,
    /// The files that are published at the root under their own names.
    pub root_files: Vec<Arc<Asset>>,
    /// The files that are not Markdown.
    pub others: Arc<[FoundFile]>,
    /// All files as they lie in `content/`.
    pub found: Arc<Listing>,
    /// The documents that are others than at the last run; none where the site has another structure.
    pub changed: Option<BTreeSet<DocumentId>>,
    /// The source files that are others, or new, or gone.
    pub edited: BTreeSet<SourcePath>,
    /// What holds the site's bodies apart.
    pub walls: Walls,
    /// The bodies, whether there are walls between them or not.
    pub bodies: BTreeSet<String>,
}

impl Loader {
    /// Reads and assembles the site, with bodies that stand in their last good sources; nothing where there is no
    /// `site.yaml`.
    pub fn load(
        &mut self,
        (root, options): (&Path, &Options),
        (dirty, falls): (&DirtyFiles, &Falls),
        progress: &dyn ProgressListener,
        log: &mut Log,
    ) -> Option<LoadedSite> {
        let (configuration, found) = log.time("configuration", || load::configuration(root));
        log.diagnostics.extend(found);
        let Configuration { mut config, source } = configuration;
        let site_yaml = source?;
        if let Some(base_url) = &options.base_url {
            config.base_url = Some(base_url.clone());
        }
        // What is sealed is complete in itself; a fragment is not.
        config.fragments = (config.fragments || options.fragments == Fragments::Write)
            && options.extent == BuildExtent::Site;
        let found = log.time("theme", || compile(&mut self.theme, root, &config, &site_yaml));
        log.diagnostics.extend(found);
        let root_files = match &config.root_files {
            Some(folder) if matches!(options.extent, BuildExtent::Site) => {
                let (files, found) = root_files::root_files(root, folder, &site_yaml);
                log.diagnostics.extend(found);
                files
            }
            _ => Vec::new(),
        };
        log.time("archive", || self.archive.renew(root, progress));
        let archive = remembered::in_use(&self.archive, root, &falls.bags, &falls.sources);
        log.diagnostics.extend(archive.problems.iter().map(ArchiveProblem::diagnostic));
        let (plans, sealed) = sealed(&archive, &options.extent);
        let stand_ins = StandIns { sealed, bodies: Arc::clone(&falls.sources) };
        let (sources, found) =
            log.time("read and parse", || load::sources(root, &mut self.files, dirty, &stand_ins));
        log.diagnostics.extend(found);
        let load::Sources { documents, others, found } = sources;
        let (changed, edited) = log.time("assemble", || {
            let known = self.others.as_ref() == Some(&others);
            // Of the same structure only the documents' contents are others; of another, anything may be.
            if known && structure::is_same(&self.assembled.documents, &documents) {
                let changed = self.assembled.refresh(documents);
                let edited = changed.iter().filter_map(|document| self.assembled.file(*document)).collect();
                return (Some(changed), edited);
            }
            let edited = self.assembled.differences(&documents);
            self.assembled = assemble(documents, options.drafts);
            self.others = Some(Arc::clone(&others));
            (None, edited)
        });
        let documents = &self.assembled.documents;
        // That nothing of a body can be read now does not make it none.
        let mut bodies = bodies::names(documents);
        let missing = falls.known.difference(&bodies).cloned().collect::<Vec<_>>();
        bodies.extend(missing.iter().cloned());
        let walls = match config.publish {
            Publish::BySeries => Walls::new(documents, &bodies, &falls.sources),
            Publish::AllOrNothing => Walls::default(),
        };
        log.diagnostics.extend(missing.iter().filter(|_| walls.are_there()).map(|body| {
            let folder = format!("{CONTENT}/{body}");
            of_file(
                &folder.clone(),
                Finding::Site(SiteFault::MissingContent { fault: ContentFault::Series(folder) }),
            )
        }));
        // What is said of links between bodies depends on what stands between them.
        let changed = changed.filter(|_| walls == self.walls);
        self.walls = walls.clone();
        Some(LoadedSite {
            walls,
            bodies,
            config,
            site_yaml,
            site_yaml_on_disk: root.join(load::SITE_YAML),
            plans,
            has_archive: !archive.bags.is_empty() || matches!(options.extent, BuildExtent::Plan(_)),
            archive_holds: archive.problems.is_empty(),
            bags: archive.bags,
            doubted: archive.doubted,
            root_files,
            others,
            found,
            changed,
            edited,
        })
    }

    /// The assembled site, beside the theme that it is published with.
    pub fn parts(&self) -> (&Assembled, Option<&Theme>) {
        (&self.assembled, self.theme.as_ref().map(|compiled| &compiled.theme))
    }
}

/// The plans that are published from their bags, with the sources that stand in for theirs. A plan that
/// is being sealed again is built from what is in `content/`.
fn sealed(archive: &ArchiveInUse, extent: &BuildExtent) -> (Arc<Vec<SealedPlan>>, Arc<Vec<SealedSources>>) {
    match extent {
        BuildExtent::Site | BuildExtent::Data(_) => {
            (Arc::clone(&archive.plans), Arc::clone(&archive.sources))
        }
        BuildExtent::With(new) => {
            let sources = archive.sources.iter().chain([new]).cloned().collect();
            (Arc::clone(&archive.plans), Arc::new(sources))
        }
        BuildExtent::Plan(seal) => {
            let others = archive.plans.iter().filter(|plan| plan.bag.place.plan != seal.plan);
            let plans: Vec<SealedPlan> = others.cloned().collect();
            let is_other = |own: &&SealedSources| plans.iter().any(|plan| plan.folder == own.folder);
            let sources = archive.sources.iter().filter(is_other).cloned().collect();
            (Arc::new(plans), Arc::new(sources))
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
        let range = SpannedYaml::read(&site_yaml.text).find(&[PathStep::key("theme")], KeyOrValue::Value);
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
