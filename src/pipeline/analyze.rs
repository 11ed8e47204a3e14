//! The middle phases: where references lead, which addresses pages take, what is wrong.
//!
//! Takes the site; gives what rendering needs of it. Keeps what was found in each document and plan, with
//! what it was found from.

use super::Log;
use super::load::LoadedSite;
use crate::archive::site_archive::SealedPlan;
use crate::check::{self, CheckCache};
use crate::diagnostic::Diagnostic;
use crate::pages::across::Across;
use crate::pages::bodies::Bodies;
use crate::pages::catalog::Catalog;
use crate::pages::cross_index::CrossIndex;
use crate::pages::dependencies::Invalidated;
use crate::pages::dependency_graph::DependencyGraph;
use crate::pages::links::References;
use crate::pages::moved;
use crate::pages::route::{self, Redirect, Reserved, Routes};
use crate::source::assets::{self, Asset, Assets};
use crate::source::listing::Listing;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What was found, kept for the next run.
#[derive(Debug, Default)]
pub struct Analyzer {
    /// What each document is tied to.
    pub graph: DependencyGraph,
    /// Which indicators and units plans name.
    pub cross_index: CrossIndex,
    check_cache: CheckCache,
    routed: Option<Routed>,
    assets: assets::AssetCache,
    /// What is known of the files in `content/` that sealed ones stand in for.
    digests: assets::AssetCache,
    /// What is wrong with the names of files, with the files that they are of.
    names: Option<(Arc<Listing>, Vec<Diagnostic>)>,
}

/// The redirects and the addresses that are given away, and what they have their addresses beside.
#[derive(Debug)]
struct Routed {
    routes: Arc<Routes>,
    sealed: Arc<Vec<SealedPlan>>,
    root_files: Vec<Arc<Asset>>,
    /// Whether pages have Markdown twins.
    markdown: bool,
}

/// Whether a finding is in a file of `content/` that another stands in for, since its body stands still.
fn is_set_aside(diagnostic: &Diagnostic, site: &LoadedSite) -> bool {
    diagnostic.place.as_ref().is_some_and(|place| site.walls.stands_still(&place.file))
}

/// What was found in a site.
#[derive(Debug)]
pub struct Analysis {
    /// The files that rendered documents refer to, by their place in [`Catalog::others`].
    pub used: BTreeSet<usize>,
    /// What is known of them.
    pub assets: Assets,
    /// The pages that only lead to others.
    pub redirects: Vec<Redirect>,
    /// What changed since the last run.
    pub invalidated: Invalidated,
}

impl Analyzer {
    /// What is wrong with the names of files; found once for the same files.
    fn names(&mut self, found: &Arc<Listing>) -> Vec<Diagnostic> {
        match &self.names {
            Some((of, diagnostics)) if Arc::ptr_eq(of, found) => diagnostics.clone(),
            _ => {
                let diagnostics = check::portable_names(found);
                self.names = Some((Arc::clone(found), diagnostics.clone()));
                diagnostics
            }
        }
    }

    /// The pages that only lead to others: those of `aliases:` and those of `moved:`.
    fn redirects(
        &mut self,
        site: &LoadedSite,
        catalog: &Catalog<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<Redirect> {
        let routes = match &self.routed {
            Some(routed)
                if Arc::ptr_eq(&routed.sealed, &site.plans)
                    && routed.root_files == site.root_files
                    && routed.markdown == site.config.markdown =>
            {
                Arc::clone(&routed.routes)
            }
            _ => {
                let reserved =
                    if site.has_archive { Reserved::Archive(&site.plans) } else { Reserved::Nothing };
                let bodies = &self.cross_index.bodies;
                let routes = Arc::new(route::route(
                    catalog,
                    (bodies, site.config.markdown),
                    reserved,
                    &site.root_files,
                ));
                // Findings are found again at every run: their places may have moved.
                self.routed = routes.diagnostics.is_empty().then(|| Routed {
                    routes: Arc::clone(&routes),
                    sealed: Arc::clone(&site.plans),
                    root_files: site.root_files.clone(),
                    markdown: site.config.markdown,
                });
                found.extend(routes.diagnostics.iter().cloned());
                routes
            }
        };
        let across = Across { site: catalog.site, cross_index: &self.cross_index };
        let entries = &site.config.moved;
        let (moved, wrong) = moved::moved(entries, (catalog, across), &routes.addresses, &site.site_yaml);
        found.extend(wrong);
        routes.redirects.iter().cloned().chain(moved).collect()
    }

    /// Resolves, checks and routes.
    pub fn analyze<'s>(
        &mut self,
        site: &LoadedSite,
        catalog: &Catalog<'s>,
        references: &References<'_, 's>,
        log: &mut Log,
    ) -> Analysis {
        if site.changed.is_none() {
            self.routed = None;
        }
        let mut found = Vec::new();
        let (invalidated, used) = log.time("resolve and check", || {
            let invalidated = self.graph.update(catalog, references, site.changed.as_ref());
            found.extend(self.graph.diagnostics().cloned());
            found.extend(check::site(catalog, references, &self.graph, &mut self.check_cache, &invalidated));
            found.extend(check::portal(&site.config, &site.site_yaml, catalog));
            found.extend(check::featured(&site.config, &site.site_yaml, catalog));
            found.extend(check::placeholders_in_site_yaml(&site.site_yaml));
            let bodies = Bodies::new(catalog.site, &site.config);
            self.cross_index.update(catalog, bodies, &invalidated);
            found.extend(self.cross_index.diagnostics(catalog));
            (invalidated, self.graph.files_beside(catalog, &site.plans))
        });
        let redirects = self.redirects(site, catalog, &mut found);
        let mut assets = log.time("assets", || self.assets.renew(&site.others, &used));
        found.extend(self.names(&site.found).into_iter().filter(|found| !is_set_aside(found, site)));
        log.diagnostics.extend(found);
        log.diagnostics.append(&mut assets.diagnostics);
        if !site.plans.is_empty() {
            log.diagnostics.retain(|diagnostic| !check::is_settled(diagnostic, &site.plans));
            let differences =
                log.time("sealed sources", || check::sealed(&site.plans, &site.found, &mut self.digests));
            log.diagnostics.extend(differences.into_iter().filter(|found| !is_set_aside(found, site)));
        }
        if !site.archive_holds {
            // What the sources have to do with a bag that does not hold is not known: its plan may be missing,
            // and every link to it dead.
            log.diagnostics.retain(check::is_apart);
        }
        // Of an archive that does not hold, it is not known what is settled.
        let is_settled = |found: &Diagnostic| !site.archive_holds || check::is_settled(found, &site.plans);
        check::apply_severities(&mut log.diagnostics, &site.config, catalog, is_settled);
        let invalidated = invalidated.and(&self.graph.referring_to(&assets.changed, catalog));
        Analysis { used, assets, redirects, invalidated }
    }
}
