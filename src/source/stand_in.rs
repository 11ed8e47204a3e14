//! The sources of sealed plans, which stand in for those of the same names in `content/`.
//!
//! What is published of a sealed plan is what was sealed, so all that other pages say of it must come
//! from the sealed sources too, whatever has become of the files in `content/`. Takes what a walk found and
//! what was sealed; gives the files to read, and those that are set aside.

use super::assemble::address;
use super::listing::Listing;
use super::walk::{CONTENT, FoundFile};
use crate::model::address::PageAddress;
use crate::source_path::{folder, is_in};
use std::sync::Arc;

/// The sources of one sealed plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedSources {
    /// The plan's folder below the site's: `content/city/2019`.
    pub folder: String,
    /// Its files, in the order of their names, each under the name that it had and where it now lies.
    pub files: Vec<FoundFile>,
}

/// The folder of a plan at an address (`city/2019/`) among the names of its sources.
pub fn folder_of<'f>(
    address_of_plan: &PageAddress,
    mut names: impl Iterator<Item = &'f str>,
) -> Option<&'f str> {
    names.find_map(|name| {
        let own = name.strip_suffix("/_index.md")?;
        (own.starts_with(CONTENT) && address(own) == *address_of_plan).then_some(own)
    })
}

/// Where the sources of a sealed plan lie in `content/` now: in the folder of the same name, or else in one that
/// was renamed and kept the address (`2019`, `02-2019`); none where there is neither.
pub fn folder_now<'l>(listing: &'l Listing, folder_of_plan: &'l str) -> Option<&'l str> {
    let mut files = listing.markdown.iter().chain(&*listing.others);
    if files.any(|found| is_in(&found.file, folder_of_plan)) {
        return Some(folder_of_plan);
    }
    folder_of(&address(folder_of_plan), listing.markdown.iter().map(|found| &*found.file))
}

/// Puts sealed sources in the place of those that were found.
pub fn stand_in(listing: &Listing, sealed: &[SealedSources]) -> Listing {
    let now: Vec<&str> = sealed.iter().filter_map(|plan| folder_now(listing, &plan.folder)).collect();
    let set_aside = |found: &&FoundFile| !now.iter().any(|folder| is_in(&found.file, folder));
    let mut markdown: Vec<FoundFile> = listing.markdown.iter().filter(set_aside).cloned().collect();
    let mut others: Vec<FoundFile> = listing.others.iter().filter(set_aside).cloned().collect();
    for plan in sealed {
        let (texts, rest): (Vec<_>, Vec<_>) =
            plan.files.iter().cloned().partition(|found| super::listing::is_markdown(&found.file));
        markdown.extend(texts);
        others.extend(rest);
    }
    Listing::of(markdown, Arc::from(others), listing.diagnostics.clone())
}

/// The files of `content/` that sealed ones stand in for, and those that lie beside them.
pub fn set_aside<'l>(listing: &'l Listing, folder_of_plan: &'l str) -> impl Iterator<Item = &'l FoundFile> {
    listing.markdown.iter().chain(&*listing.others).filter(move |found| is_in(&found.file, folder_of_plan))
}

/// Whether a folder in `content/` holds a text: pictures that were left behind are no plan.
pub fn is_kept(listing: &Listing, folder_now: &str) -> bool {
    listing.markdown.iter().any(|found| folder(&found.file) == folder_now)
}
