//! Sources that stand in for those in `content/`: of sealed plans, and of bodies that stand in their last good sources.
//!
//! What is published of a sealed plan is what was sealed, so all that other pages say of it must come
//! from the sealed sources too, whatever has become of the files in `content/`. A body that has errors is published as it
//! last was good, from a whole folder of such sources. Takes what a walk found and
//! what stands in for it; gives the files to read, and those that are set aside.

use super::assemble::address;
use super::bodies::{BodySources, name_of, name_of_place};
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

/// Puts the last good sources of bodies in the place of all that was found in their folders. The files are in the order of
/// a walk, as they were when these sources lay in `content/`.
pub fn stand_for(listing: &Listing, bodies: &[Arc<BodySources>]) -> Listing {
    let is_of = |own: Option<String>| own.is_some_and(|own| bodies.iter().any(|body| body.name == own));
    let stands = |found: &&FoundFile| !is_of(name_of(&found.file));
    let mut markdown: Vec<FoundFile> = listing.markdown.iter().filter(stands).cloned().collect();
    let mut others: Vec<FoundFile> = listing.others.iter().filter(stands).cloned().collect();
    for found in bodies.iter().flat_map(|body| &body.files) {
        let list = if super::listing::is_markdown(&found.file) { &mut markdown } else { &mut others };
        list.push(found.clone());
    }
    for list in [&mut markdown, &mut others] {
        list.sort_by(|one, other| one.file.split('/').cmp(other.file.split('/')));
    }
    let mut diagnostics = listing.diagnostics.clone();
    diagnostics.retain(|found| !found.place.as_ref().is_some_and(|place| is_of(name_of_place(&place.file))));
    Listing::of(markdown, Arc::from(others), diagnostics)
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
