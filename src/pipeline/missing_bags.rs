//! Plans that must be published from their bags, and whose bags are not there.
//!
//! Takes what `site.yaml` lists and what the sink published before; gives findings. Without them a plan whose bag is gone
//! would silently be published anew from `content/`.

use super::extent::BuildExtent;
use super::load::LoadedSite;
use crate::archive::ARCHIVE;
use crate::diagnostic::{Diagnostic, Finding, SiteFault};
use crate::output::{OutputError, PublishedFile, Sink};
use crate::pages::render::{ARCHIVE_JSON, plans_of_notices};
use crate::source::walk::whole_file;
use crate::source::yaml::{KeyOrValue, PathStep, SpannedYaml};

/// The plans that lack a bag. Where the archive itself does not hold, that has been said, and nothing is added.
///
/// # Errors
/// What was published before cannot be looked at.
pub fn missing_bags(
    site: &LoadedSite,
    extent: &BuildExtent,
    sink: &dyn Sink,
) -> Result<Vec<Diagnostic>, OutputError> {
    if !site.archive_holds {
        return Ok(Vec::new());
    }
    let being_sealed = match extent {
        BuildExtent::Plan(seal) => Some(&seal.plan),
        BuildExtent::Site | BuildExtent::With(_) | BuildExtent::Data(_) => None,
    };
    let is_missing = |plan: &String| {
        Some(plan) != being_sealed && !site.plans.iter().any(|sealed| sealed.bag.place.plan == *plan)
    };
    let mut found = Vec::new();
    for (index, plan) in site.config.sealed.iter().enumerate().filter(|(_, plan)| is_missing(plan)) {
        let path = [PathStep::key("sealed"), PathStep::Index(index)];
        let range = SpannedYaml::read(&site.site_yaml.text).find(&path, KeyOrValue::Value);
        let finding = Finding::Site(SiteFault::MissingBag { plan: Some(plan.clone()), listed: true });
        found.push(Diagnostic::new(finding, site.site_yaml.place(range)));
    }
    let gone = match sink.published(ARCHIVE_JSON)? {
        PublishedFile::Bytes(bytes) => {
            plans_of_notices(&bytes).into_iter().flatten().filter(is_missing).map(Some).collect()
        }
        // Somebody changed it: which plans were sealed is not known, but some were.
        PublishedFile::Altered if site.plans.is_empty() => vec![None],
        PublishedFile::Altered | PublishedFile::None => Vec::new(),
    };
    let of_plan = |plan: Option<String>| {
        let file = plan.as_ref().map_or_else(|| ARCHIVE.to_owned(), |plan| format!("{ARCHIVE}/{plan}"));
        Diagnostic::new(Finding::Site(SiteFault::MissingBag { plan, listed: false }), whole_file(&file))
    };
    // The bag of a plan that stands in `sealed:` has been asked for already.
    let is_listed =
        |plan: &Option<String>| plan.as_ref().is_some_and(|plan| site.config.sealed.contains(plan));
    found.extend(gone.into_iter().filter(|plan| !is_listed(plan)).map(of_plan));
    Ok(found)
}
