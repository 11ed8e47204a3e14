//! Which pages a site has, and at which addresses.
//!
//! Takes the catalog; gives the list of addresses that pages take, and a diagnostic wherever two
//! would take the same one. What is sealed keeps its addresses, and all that is below them. Nothing is rendered here.

use super::bodies::Bodies;
use super::catalog::{Catalog, PageRef};
use super::fragment::FRAGMENT;
use super::twin::{LLMS, TWIN};
use crate::archive::site_archive::{SITE, SealedPlan};
use crate::diagnostic::{Diagnostic, Finding, Place, RelatedKind, SiteFault};
use crate::model::address::PageAddress;
use crate::model::plan::{DocumentId, Plan};
use crate::opendata::catalogue::{CATALOGUE, CATALOGUE_TURTLE};
use crate::opendata::files::{ALL_YEARS, ALL_YEARS_METADATA, DataFormat};
use crate::source::assets::Asset;
use crate::source::walk::whole_file;
use crate::source_path::is_in;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A page that only leads to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The output file.
    pub file: String,
    /// The old address.
    pub from: String,
    /// The page that it leads to.
    pub to: RedirectTarget,
}

/// Where a redirect leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RedirectTarget {
    /// To the page of a document, which may be sealed with its plan.
    Document(DocumentId),
    /// To any page of the site.
    Address(PageAddress),
}

/// What is at an address, for messages.
struct Claim {
    place: Option<Place>,
    words: String,
}

/// The file of the home page.
const HOME: &str = "index.html";

/// Files that every site has.
const FIXED: [&str; 8] =
    [HOME, "404.html", "feed.xml", "sitemap.xml", "robots.txt", "assets", CATALOGUE, CATALOGUE_TURTLE];

/// Files that a series has, or will have as soon as there is another.
const OF_SERIES: [&str; 5] = ["deadlines.ics", "feed.xml", "sitemap.xml", ALL_YEARS, ALL_YEARS_METADATA];

/// The page that lists all pages, unless a document has its address.
pub const SITE_MAP: &str = "sitemap/";

/// The page of the search, with the files of its index below it, unless a document has its address.
pub const SEARCH: &str = "search/";

/// The page of the data that there are, with the sheet that lists them below it, unless a document has its address.
pub const OPEN_DATA: &str = "opendata/";

/// Whether a document has one of these addresses: the site then has no such page but its own.
pub fn is_taken(catalog: &Catalog<'_>, address: &str) -> bool {
    catalog.entries.iter().any(|entry| entry.address.eq_ignore_ascii_case(address))
}

/// The pages that look across plans, with all that is below them. They are reserved in every site, so that a plan's
/// first indicator never takes an address away.
const ACROSS: [&str; 2] = ["indicators", "units"];

/// What a site with an archive has besides: the page that lists the bags, with their zips below it, and what sealed
/// pages ask.
const OF_ARCHIVE: [&str; 2] = ["archive", "archive.json"];

/// What is sealed, as far as addresses go.
#[derive(Debug, Clone, Copy)]
pub enum Reserved<'a> {
    /// Nothing is, and the site has no archive.
    Nothing,
    /// The archive's own addresses, and those of these plans.
    Archive(&'a [SealedPlan]),
}

/// An address that belongs to Planpress, with all that is below it.
struct Reservation<'a> {
    /// In lower case, without a slash at the end.
    address: String,
    /// What is there, for messages.
    words: String,
    /// The folder whose documents stand there by right.
    folder: Option<&'a str>,
}

impl Reserved<'_> {
    /// Whether a file is published from a bag.
    fn holds(&self, file: &str) -> bool {
        let Self::Archive(plans) = self else { return false };
        plans.iter().any(|plan| plan.bag.files.contains_key(&format!("{SITE}{file}")))
    }

    fn list(&self) -> Vec<Reservation<'_>> {
        let own = |names: &'static [&'static str]| names.iter().map(|name| Reservation::own(*name));
        let mut list: Vec<Reservation<'_>> = own(&ACROSS).collect();
        let Self::Archive(plans) = self else { return list };
        list.extend(own(&OF_ARCHIVE));
        let sealed = plans.iter().map(|plan| Reservation {
            address: plan.bag.place.plan.to_lowercase(),
            words: format!("{}/{}", crate::archive::ARCHIVE, plan.bag.place),
            folder: Some(&plan.folder),
        });
        list.extend(sealed);
        list
    }

    /// Whether a plan is published from a bag.
    fn publishes(&self, plan: &Plan) -> bool {
        let Self::Archive(plans) = self else { return false };
        plans.iter().any(|sealed| sealed.publishes(plan))
    }
}

impl Reservation<'_> {
    /// An address of the program's own pages.
    fn own(name: impl Into<String>) -> Self {
        let address = name.into();
        Self { words: address.clone(), address, folder: None }
    }

    /// Whether what comes from a file may not have this address.
    fn forbids(&self, key: &str, file: &str) -> bool {
        let rest = key.strip_prefix(&self.address);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            && !self.folder.is_some_and(|folder| is_in(file, folder))
    }
}

/// The addresses that are given away, for who gives away more.
#[derive(Debug, Default)]
pub struct Addresses {
    /// What is where, by address in lower case without a slash at the end.
    given: BTreeMap<String, String>,
    /// Addresses of which everything below is given away, too.
    whole: Vec<(String, String)>,
}

impl Addresses {
    /// What stands at an address; none where it is free.
    pub fn taken(&self, address: &str) -> Option<String> {
        let key = address.trim_end_matches('/').to_lowercase();
        let is_below = |whole: &str| {
            key.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let whole = self.whole.iter().find(|(whole, _)| is_below(whole));
        whole.map(|(_, words)| words).or_else(|| self.given.get(&key)).cloned()
    }
}

/// Addresses as they are given away.
struct Claims<'a> {
    given: BTreeMap<String, Claim>,
    reserved: Vec<Reservation<'a>>,
    diagnostics: Vec<Diagnostic>,
}

/// What was found about addresses.
#[derive(Debug, Default)]
pub struct Routes {
    /// The redirects that `aliases:` ask for.
    pub redirects: Vec<Redirect>,
    /// What is given away, but for the pages of indicators and units.
    pub addresses: Addresses,
    /// Where two would stand at one address.
    pub diagnostics: Vec<Diagnostic>,
}

/// Checks all addresses, those of `root_files` too, and those of Markdown twins where there are any; gives the redirects.
pub fn route(
    catalog: &Catalog<'_>,
    (bodies, markdown): (&Bodies, bool),
    reserved: Reserved<'_>,
    root_files: &[Arc<Asset>],
) -> Routes {
    let own = |address: &str| {
        let key = if address == HOME { String::new() } else { address.trim_end_matches('/').to_lowercase() };
        (key, Claim { place: None, words: address.to_owned() })
    };
    let site_map = (!is_taken(catalog, SITE_MAP)).then_some(&SITE_MAP);
    let of_series = catalog
        .site
        .series
        .iter()
        .flat_map(|series| OF_SERIES.map(|name| format!("{}{name}", series.address)));
    let of_series: Vec<String> = of_series.collect();
    let of_series = of_series.iter().map(String::as_str);
    let given = FIXED
        .iter()
        .chain(site_map)
        .chain(markdown.then_some(&LLMS))
        .copied()
        .chain(of_series)
        .map(own)
        .collect();
    let mut taken = reserved.list();
    for page in [SEARCH, OPEN_DATA].into_iter().filter(|page| !is_taken(catalog, page)) {
        taken.push(Reservation::own(page.trim_end_matches('/')));
    }
    if bodies.are_several() {
        // Each body has its own indicators and units below its series.
        let own = catalog.site.series.iter().filter(|series| !series.address.is_empty());
        taken.extend(own.flat_map(|series| {
            ACROSS.map(|name| Reservation::own(format!("{}{name}", series.address).to_lowercase()))
        }));
    }
    let mut claims = Claims { given, reserved: taken, diagnostics: Vec::new() };
    for entry in &catalog.entries {
        let Some(text) = catalog.text(entry.document) else { continue };
        let place = text.source.source().top();
        let words = text.source.file.to_string();
        if entry.address.trim_matches('/').is_empty() {
            // The home page stands where it has to.
            claims.given.insert(String::new(), Claim { place: Some(place.clone()), words: words.clone() });
        } else {
            claims.claim(entry.address, place.clone(), words.clone());
        }
        if markdown {
            claims.claim(&format!("{}{TWIN}", entry.address), place.clone(), words.clone());
        }
        if let PageRef::Plan(_, plan) = entry.page {
            let table = plan.table_address();
            claims.claim(&table, place.clone(), words.clone());
            // Reserved in every site, so that asking for fragments never takes an address away.
            claims.claim(&format!("{}{FRAGMENT}", plan.address), place.clone(), words.clone());
            // What is sealed may be older than the page of changes and the data files.
            if !reserved.publishes(plan) {
                for format in DataFormat::ALL {
                    claims.claim(&format!("{}{}", plan.address, format.file()), place.clone(), words.clone());
                }
                claims.claim(&plan.changes_address(), place, words);
            }
        }
    }
    let mut redirects = Vec::new();
    for entry in &catalog.entries {
        let aliases = match entry.page {
            PageRef::Home(leaf) | PageRef::Page(leaf) => &leaf.front.aliases,
            PageRef::Series(series) => &series.front.aliases,
            PageRef::Plan(_, plan) => &plan.front.aliases,
            PageRef::Section(_, _, section) => &section.front.aliases,
        };
        for (index, alias) in aliases.iter().enumerate() {
            let Some(text) = catalog.text(entry.document) else { continue };
            let place = text.front_place(&["aliases"], Some(index));
            let Some(from) = normal(alias) else {
                let finding = Finding::BadValue {
                    key: "aliases".to_owned(),
                    value: alias.clone(),
                    allowed: vec!["/old/address/".to_owned()],
                };
                claims.diagnostics.push(Diagnostic::new(finding, place));
                continue;
            };
            if let Some(finding) = outside(catalog, bodies, &from, entry.address) {
                claims.diagnostics.push(Diagnostic::new(finding, place.clone()));
            }
            claims.claim(&from, place, text.source.file.to_string());
            let file = if from.ends_with('/') { format!("{from}index.html") } else { from.clone() };
            // A sealed plan's old addresses below its own were sealed with it.
            if reserved.holds(&file) {
                continue;
            }
            redirects.push(Redirect { file, from, to: RedirectTarget::Document(entry.document) });
        }
    }
    claims.reserved.push(Reservation::own("assets"));
    for file in root_files {
        claims.claim(&file.path, whole_file(&file.file), file.file.to_string());
    }
    // Pages of indicators and units are those that there are; what `moved:` says of others holds.
    let is_across =
        |address: &str| ACROSS.iter().any(|name| address == *name || address.ends_with(&format!("/{name}")));
    let whole = claims.reserved.iter().filter(|one| one.folder.is_some() || !is_across(&one.address));
    let whole = whole.map(|one| (one.address.clone(), one.words.clone())).collect();
    let given = claims.given.into_iter().map(|(key, claim)| (key, claim.words)).collect();
    Routes { redirects, addresses: Addresses { given, whole }, diagnostics: claims.diagnostics }
}

impl Claims<'_> {
    fn claim(&mut self, address: &str, place: Place, words: String) {
        // Hosts that ignore case would serve one page for both.
        let key = address.trim_end_matches('/').to_lowercase();
        let key = match key.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => {
                folder.trim_end_matches('/').to_owned()
            }
            _ => key,
        };
        let reserved = self.reserved.iter().find(|reserved| reserved.forbids(&key, &place.file));
        let (other, first) = match (reserved, self.given.get(&key)) {
            (Some(reserved), _) => (reserved.words.clone(), None),
            (None, Some(first)) => (first.words.clone(), first.place.clone()),
            (None, None) => {
                self.given.insert(key, Claim { place: Some(place), words });
                return;
            }
        };
        let finding = Finding::Site(SiteFault::DuplicateAddress { address: format!("/{address}"), other });
        let diagnostic = Diagnostic::new(finding, place);
        self.diagnostics.push(match first {
            Some(first) => diagnostic.with_related(RelatedKind::FirstUse, first),
            None => diagnostic,
        });
    }
}

/// Says that an old address lies outside the body whose document claims it: nobody's pages may be taken from elsewhere.
fn outside(catalog: &Catalog<'_>, bodies: &Bodies, from: &str, address: &str) -> Option<Finding> {
    let own = catalog.site.series_at(address).map(|(_, series)| &series.address);
    let other = catalog.site.series_at(from).map(|(_, series)| &series.address);
    (bodies.are_several() && own != other).then(|| {
        Finding::Site(SiteFault::AliasOutside {
            alias: format!("/{from}"),
            own: own.map(|own| format!("/{own}")),
            to: format!("/{address}"),
        })
    })
}

/// An alias as an address below the site's root: `/old/` is `old/`, `old.html` stays a file.
pub fn normal(alias: &str) -> Option<String> {
    let alias = super::address::decode(alias.trim().trim_start_matches('/'));
    let parts: Vec<&str> = alias.split('/').filter(|part| !part.is_empty()).collect();
    let plain = !parts.is_empty()
        && !alias.contains(|c: char| matches!(c, ':' | '\\' | '?' | '#') || c.is_control())
        && !alias.starts_with(".planpress")
        && parts.iter().all(|part| *part != "." && *part != "..")
        // No folder has the name of a file of the site.
        && !parts.iter().rev().skip(1).any(|part| is_page(part) || FIXED.contains(part))
        && parts.last().is_none_or(|last| !last.eq_ignore_ascii_case(FRAGMENT));
    if !plain {
        return None;
    }
    let joined = parts.join("/");
    Some(if is_page(&joined) { joined } else { format!("{joined}/") })
}

/// Whether a name is that of a page's file.
fn is_page(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.ends_with(".html") || lower.ends_with(".htm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_are_addresses_below_the_root() {
        for (alias, expected) in [
            ("/old/", Some("old/")),
            ("old", Some("old/")),
            ("/kjj/2016/plan.html", Some("kjj/2016/plan.html")),
            ("../x", None),
            ("https://a/", None),
            ("/", None),
            ("/2016/fragment.html", None),
            ("/404.html/x", None),
            ("/assets/x", None),
        ] {
            assert_eq!(normal(alias).as_deref(), expected, "{alias}");
        }
    }
}
