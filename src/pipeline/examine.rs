//! The middle phases: where references lead, which addresses pages take, what is wrong.
//!
//! Takes the site; gives what rendering needs of it. Keeps what was found in each document and plan, with
//! what it was found from.

use super::Log;
use super::gather::Gathered;
use crate::check::{self, Checked};
use crate::pages::catalog::Catalog;
use crate::pages::changes::{Changes, Survey};
use crate::pages::links::References;
use crate::pages::route::{self, Redirect};
use crate::source::assets::{self, Assets};
use std::collections::BTreeSet;

/// What was found, kept for the next run.
#[derive(Debug, Default)]
pub struct Examiner {
    /// What each document is tied to.
    pub survey: Survey,
    checked: Checked,
    redirects: Option<Vec<Redirect>>,
    assets: assets::Cache,
    /// What is known of the files in `content/` that sealed ones stand in for.
    digests: assets::Cache,
}

/// What was found in a site.
#[derive(Debug)]
pub struct Examined {
    /// The files that rendered documents refer to, by their place in [`Catalog::others`].
    pub used: BTreeSet<usize>,
    /// What is known of them.
    pub assets: Assets,
    /// The pages that only lead to others.
    pub redirects: Vec<Redirect>,
    /// What changed since the last run.
    pub changes: Changes,
}

impl Examiner {
    /// Resolves, checks and routes.
    pub fn examine<'s>(
        &mut self,
        site: &Gathered,
        catalog: &Catalog<'s>,
        references: &References<'_, 's>,
        log: &mut Log,
    ) -> Examined {
        if site.changed.is_none() {
            self.redirects = None;
        }
        let mut found = Vec::new();
        let (changes, used) = log.time("resolve and check", || {
            let changes = self.survey.renew(catalog, references, site.changed.as_ref());
            found.extend(self.survey.diagnostics().cloned());
            found.extend(check::site(catalog, &self.survey.files(), &mut self.checked, &changes));
            (changes, self.survey.files_beside(catalog, &site.plans))
        });
        let redirects = self.redirects.clone().unwrap_or_else(|| {
            let (redirects, wrong) = route::route(catalog);
            // Findings are found again at every run: their places may have moved.
            self.redirects = wrong.is_empty().then(|| redirects.clone());
            found.extend(wrong);
            redirects
        });
        let mut assets = log.time("assets", || self.assets.renew(&site.others, &used));
        log.diagnostics.extend(found);
        log.diagnostics.append(&mut assets.diagnostics);
        if !site.plans.is_empty() {
            log.diagnostics.retain(|diagnostic| !check::is_settled(diagnostic, &site.plans));
            let differences =
                log.time("sealed sources", || check::sealed(&site.plans, &site.found, &mut self.digests));
            log.diagnostics.extend(differences);
        }
        check::weigh(&mut log.diagnostics, &site.config, catalog);
        let changes = changes.and(&self.survey.referring_to(&assets.changed, catalog));
        Examined { used, assets, redirects, changes }
    }
}
