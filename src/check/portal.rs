//! What a government portal asks of the plans in it: when published, by whom, where from.
//!
//! Takes the catalog and `site.yaml`; gives diagnostics; where the site is in no portal, only those of notices and
//! fragments. What
//! `site.yaml` itself must say is checked where it is read (`source/portal.rs`).

use crate::diagnostic::{Diagnostic, Finding, PortalForm, ReferenceFault, SiteFault, Thing};
use crate::model::config::SiteConfig;
use crate::model::plan::{Plan, PlanStatus, Series};
use crate::pages::catalog::Catalog;
use crate::source::fields::closest;
use crate::source::portal::is_well_formed;
use crate::source::text::SourceFile;
use crate::source::yaml::{KeyOrValue, PathStep, SpannedYaml};

/// Checks what plans say, and what fragments need.
pub fn portal(config: &SiteConfig, site_yaml: &SourceFile, catalog: &Catalog<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let elsewhere: [(bool, &[&str]); 2] =
        [(config.fragments, &["portal", "fragments"]), (config.embeds, &["embeds"])];
    for (_, key) in elsewhere.into_iter().filter(|(asked, _)| *asked && config.base_url.is_none()) {
        let finding = Finding::Site(SiteFault::MissingPortalValue {
            keys: vec!["base_url".to_owned()],
            of: Thing::Site,
        });
        let path: Vec<PathStep> = key.iter().map(|step| PathStep::key(step)).collect();
        // Asked for on the command line, fragments have no line.
        let place = site_yaml.place(SpannedYaml::read(&site_yaml.text).find(&path, KeyOrValue::Key));
        diagnostics.push(Diagnostic::new(finding, place));
    }
    let plans = catalog.site.series.iter().flat_map(|series| &series.plans);
    diagnostics.extend(plans.filter_map(|plan| replaced_by_nothing(catalog, plan)));
    if config.portal.is_none() {
        return diagnostics;
    }
    for series in &catalog.site.series {
        for plan in series.plans.iter().filter(|plan| plan.status() == PlanStatus::Published) {
            self::plan(catalog, series, plan, &mut diagnostics);
        }
    }
    diagnostics
}

/// A plan that the home page is to lead with, where there is none of this address.
pub fn featured(config: &SiteConfig, site_yaml: &SourceFile, catalog: &Catalog<'_>) -> Option<Diagnostic> {
    let featured = config.featured.as_deref()?;
    let plans = catalog.site.series.iter().flat_map(|series| &series.plans);
    let known: Vec<String> = plans.map(|plan| plan.address.bare().to_owned()).collect();
    if known.iter().any(|plan| plan == featured) {
        return None;
    }
    let range = SpannedYaml::read(&site_yaml.text).find(&[PathStep::key("featured")], KeyOrValue::Value);
    // Where nothing is like it, the newest plan of each series is what may have been meant.
    const MOST_OFFERED: usize = 8;
    let newest = || {
        let newest = catalog.site.series.iter().filter_map(|series| series.plans.first());
        newest.map(|plan| plan.address.bare().to_owned()).take(MOST_OFFERED).collect()
    };
    let known = closest(featured, known.iter().map(String::as_str)).map_or_else(newest, |one| vec![one]);
    let finding = Finding::Site(SiteFault::UnknownPlan { plan: featured.to_owned(), known });
    Some(Diagnostic::new(finding, site_yaml.place(range)))
}

/// A notice that names a plan of the site as the one to follow, where there is no such plan. Other words are a title or a
/// number of a document elsewhere.
fn replaced_by_nothing(catalog: &Catalog<'_>, plan: &Plan) -> Option<Diagnostic> {
    let named = plan.front.replaced_by.as_deref()?;
    let is_year = named.len() == 4 && named.bytes().all(|byte| byte.is_ascii_digit());
    let is_path = named.ends_with(".md") || named.starts_with(['.', '/']);
    if !(is_year || is_path) || catalog.replacement(plan).is_some() {
        return None;
    }
    let place = catalog.text(plan.document)?.front_place(&["replaced_by"], None);
    Some(Diagnostic::new(
        Finding::Reference(ReferenceFault::DeadLink { target: named.to_owned(), similar: None }),
        place,
    ))
}

fn plan(catalog: &Catalog<'_>, series: &Series, plan: &Plan, diagnostics: &mut Vec<Diagnostic>) {
    let Some(text) = catalog.text(plan.document) else { return };
    let front = &plan.front;
    let issuer = front.issuer.is_some() || series.front.issuer.is_some();
    let must = [
        ("published", front.published.is_some()),
        ("issuer", issuer),
        // The body that issues a plan is where it comes from, unless the plan says otherwise.
        ("source", front.source.is_some() || issuer),
    ];
    let keys: Vec<String> =
        must.iter().filter(|(_, given)| !given).map(|(key, _)| (*key).to_owned()).collect();
    if !keys.is_empty() {
        let finding = Finding::Site(SiteFault::MissingPortalValue { keys, of: Thing::Plan });
        diagnostics.push(Diagnostic::new(finding, text.front_place(&["title"], None)));
    }
    let form = PortalForm::Subject;
    if let Some(value) = front.subject.clone().filter(|subject| !is_well_formed(subject, form)) {
        let finding = Finding::Site(SiteFault::PortalValue { key: "subject".to_owned(), value, form });
        diagnostics.push(Diagnostic::new(finding, text.front_place(&["subject"], None)));
    }
}
