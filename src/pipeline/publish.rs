//! The last phase: page keys, and the pages that are not as they were.
//!
//! Takes the site and what was found in it; puts its files into a sink. Keeps the keys, and what changed
//! since they were made: a run that finds errors makes none.

use super::examine::Examined;
use super::gather::Gathered;
use super::seal::{self, Extent, Readiness};
use super::{Log, Options, Progress};
use crate::archive::shelf::Shelf;
use crate::diagnostic::Diagnostic;
use crate::output::{Digest, OutputError, Sink};
use crate::pages::catalog::Catalog;
use crate::pages::changes::{Changes, Survey};
use crate::pages::external_hosts::ExternalHosts;
use crate::pages::fill::RenderEnv;
use crate::pages::key::{Keys, Known, Surroundings};
use crate::pages::links::References;
use crate::pages::origin::{self, Origin, Origins};
use crate::pages::reason::{Reasons, Why};
use crate::pages::register::Register;
use crate::pages::render::{ArchiveView, Rendered, Renderer, shared_context};
use crate::pages::values::ContextBuilder;
use crate::theme::Theme;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What rendering goes by, kept for the next run.
#[derive(Debug, Default)]
pub struct Publisher {
    keys: Known,
    /// What changed since the keys were made.
    unkeyed: Changes,
    /// The sources that did.
    edited: BTreeSet<Arc<str>>,
    /// What pages are made from, by address; empty where nobody asks.
    pub origins: Arc<BTreeMap<String, Origin>>,
    /// The same when pages were last rendered.
    before: Arc<BTreeMap<String, Origin>>,
}

/// The site to be published.
#[derive(Clone, Copy)]
pub struct Site<'a, 's> {
    /// What was read.
    pub gathered: &'a Gathered,
    /// What was found in it.
    pub examined: &'a Examined,
    /// The lookups.
    pub catalog: &'a Catalog<'s>,
    /// What references lead to.
    pub references: &'a References<'a, 's>,
    /// What documents are tied to.
    pub survey: &'a Survey,
    /// Which indicators and units plans name.
    pub register: &'a Register,
    /// The archive.
    pub shelf: &'a Shelf,
}

/// What was published.
#[derive(Debug, Default)]
pub struct Published {
    /// What a render went through.
    pub rendered: Rendered,
    /// Why each page was rendered; only where it was asked for, and not at first.
    pub reasons: BTreeMap<String, Why>,
}

impl Publisher {
    /// Takes in what changed, whether or not the site can be published as it is.
    pub fn note(&mut self, site: &Site<'_, '_>, options: &Options) {
        self.unkeyed = std::mem::take(&mut self.unkeyed).and(&site.examined.changes);
        self.edited.extend(site.gathered.edited.iter().cloned());
        if options.origins == Origins::Tell && site.gathered.changed.is_none() {
            self.origins = Arc::new(origin::origins(site.catalog));
        }
    }

    /// Renders what is not as it was.
    ///
    /// # Errors
    /// Where an artifact could not be put.
    pub fn publish(
        &mut self,
        site: &Site<'_, '_>,
        (theme, readiness): (&Theme, Option<&Readiness>),
        options: &Options,
        (sink, progress): (&dyn Sink, &dyn Progress),
        log: &mut Log,
    ) -> Result<Published, OutputError> {
        let Site { gathered, examined, catalog, references, survey, register, shelf } = *site;
        let config = &gathered.config;
        let builder = ContextBuilder { lang: config.lang, theme, style: options.style };
        let series: Vec<_> =
            catalog.site.series.iter().map(|series| builder.series(series, &config.title)).collect();
        let volumes = shelf.volumes();
        let archived = ArchiveView { volumes: &volumes, plans: &gathered.plans };
        let sealed = seal::value(&options.extent, readiness, config.lang);
        let shared = shared_context(config, (catalog, register), builder, &series, archived, sealed);
        progress.start(catalog.entries.len());
        let env = RenderEnv {
            catalog,
            references,
            assets: &examined.assets.list,
            register,
            external_hosts: ExternalHosts::new(config),
            builder,
        };
        let surroundings = Surroundings {
            config,
            site_yaml: &Digest::of(gathered.site_yaml.text.as_bytes()),
            series: &series,
            archived: !volumes.is_empty(),
        };
        let known = self.keys.shared();
        let keys =
            log.time("keys", || Keys::new(env, surroundings, std::mem::take(&mut self.keys), &self.unkeyed));
        let progress = || progress.page();
        let index = options.search;
        let renderer = Renderer {
            env,
            keys: &keys,
            config,
            shared: &shared,
            series: &series,
            archived,
            index,
            sink,
            progress: &progress,
        };
        let rendered = log.time("render", || match &options.extent {
            Extent::Site | Extent::With(_) => {
                let taken = renderer.put_assets(&examined.used)?;
                renderer.render(&examined.redirects, taken)
            }
            Extent::Plan(seal) => {
                renderer.put_assets(&survey.files_of(catalog, &seal.address()))?;
                renderer.alone(&seal.address(), &examined.redirects)
            }
        });
        let same = keys.share_with(known);
        (self.keys, self.unkeyed) = (keys.into_known(), Changes::NONE);
        let edited = std::mem::take(&mut self.edited);
        let before = std::mem::replace(&mut self.before, Arc::clone(&self.origins));
        let mut rendered = rendered?;
        rendered.rendered.sort();
        rendered.diagnostics = once_per_place(rendered.diagnostics);
        let mut reasons = BTreeMap::new();
        if options.origins == Origins::Tell && known.is_some() {
            let (origins, files) = (&*self.origins, &examined.assets.changed);
            let looked = Reasons { catalog, survey, origins, before: &before, edited: &edited, files };
            let why = |file: &String| match file.strip_suffix("index.html") {
                Some(address) if same => looked.why(address),
                _ => Why::Shared,
            };
            reasons.extend(rendered.rendered.iter().map(|file| (file.clone(), why(file))));
        }
        Ok(Published { rendered, reasons })
    }
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
