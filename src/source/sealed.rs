//! The sources of sealed plans, which stand in for those of the same names in `content/`.
//!
//! What is published of a sealed plan is what was sealed, so all that other pages say of it must come
//! from the sealed sources too, whatever has become of the files in `content/`. Takes what a walk found and
//! what was sealed; gives the files to read, and those that are set aside.

use super::assemble::{address, folder};
use super::listing::Listing;
use super::walk::{CONTENT, Found};
use std::sync::Arc;

/// The sources of one sealed plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedSources {
    /// The plan's folder below the site's: `content/city/2019`.
    pub folder: String,
    /// Its files, in the order of their names, each under the name that it had and where it now lies.
    pub files: Vec<Found>,
}

/// The folder of a plan at an address (`city/2019/`) among the names of its sources.
pub fn folder_of<'f>(address_of_plan: &str, mut names: impl Iterator<Item = &'f str>) -> Option<&'f str> {
    names.find_map(|name| {
        let own = name.strip_suffix("/_index.md")?;
        (own.starts_with(CONTENT) && address(own) == address_of_plan).then_some(own)
    })
}

/// Whether a file lies in a folder.
pub fn is_in(file: &str, folder: &str) -> bool {
    file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Puts sealed sources in the place of those that were found.
pub fn stand_in(listing: &Listing, sealed: &[SealedSources]) -> Listing {
    let set_aside = |found: &&Found| !sealed.iter().any(|plan| is_in(&found.file, &plan.folder));
    let mut markdown: Vec<Found> = listing.markdown.iter().filter(set_aside).cloned().collect();
    let mut others: Vec<Found> = listing.others.iter().filter(set_aside).cloned().collect();
    for plan in sealed {
        let (texts, rest): (Vec<_>, Vec<_>) =
            plan.files.iter().cloned().partition(|found| super::listing::is_markdown(&found.file));
        markdown.extend(texts);
        others.extend(rest);
    }
    Listing::of(markdown, Arc::from(others), listing.diagnostics.clone())
}

/// The files of `content/` that sealed ones stand in for, and those that lie beside them.
pub fn set_aside<'l>(listing: &'l Listing, folder_of_plan: &'l str) -> impl Iterator<Item = &'l Found> {
    listing.markdown.iter().chain(&*listing.others).filter(move |found| is_in(&found.file, folder_of_plan))
}

/// Whether the plan of a sealed folder has sources in `content/` at all.
pub fn is_kept(listing: &Listing, folder_of_plan: &str) -> bool {
    listing.markdown.iter().any(|found| folder(&found.file) == folder_of_plan)
}
