//! Which pages a site has, and at which addresses.
//!
//! Takes the catalog; gives the list of addresses that pages take, and a diagnostic wherever two
//! would take the same one. Nothing is rendered here.

use super::catalog::{Catalog, Spot};
use crate::diagnostic::{Diagnostic, Finding, Place, RelatedKind};
use crate::model::plan::DocumentId;
use std::collections::BTreeMap;

/// A page that only leads to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The output file.
    pub file: String,
    /// The old address.
    pub from: String,
    /// The page that it leads to.
    pub to: DocumentId,
}

/// What is at an address, for messages.
struct Claim {
    place: Option<Place>,
    words: String,
}

/// Files that every site has.
const FIXED: [&str; 5] = ["404.html", "feed.xml", "sitemap.xml", "robots.txt", "assets"];

/// Checks all addresses; gives the redirects.
pub fn route(catalog: &Catalog<'_>) -> (Vec<Redirect>, Vec<Diagnostic>) {
    let mut claims: BTreeMap<String, Claim> = FIXED
        .iter()
        .map(|file| ((*file).to_owned(), Claim { place: None, words: (*file).to_owned() }))
        .collect();
    let mut diagnostics = Vec::new();
    for entry in &catalog.entries {
        let Some(text) = catalog.text(entry.document) else { continue };
        let place = text.source.source().top();
        let words = text.source.file.to_string();
        claim(&mut claims, &mut diagnostics, entry.address, Some(place.clone()), words.clone());
        if let Spot::Plan(_, plan) = entry.spot {
            let table = format!("{}indicators/", plan.address);
            claim(&mut claims, &mut diagnostics, &table, Some(place), words);
        }
    }
    let mut redirects = Vec::new();
    for entry in &catalog.entries {
        let aliases = match entry.spot {
            Spot::Home(leaf) | Spot::Page(leaf) => &leaf.front.aliases,
            Spot::Series(series) => &series.front.aliases,
            Spot::Plan(_, plan) => &plan.front.aliases,
            Spot::Section(_, _, section) => &section.front.aliases,
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
                diagnostics.push(Diagnostic::new(finding, place));
                continue;
            };
            claim(&mut claims, &mut diagnostics, &from, Some(place), text.source.file.to_string());
            let file = if from.ends_with('/') { format!("{from}index.html") } else { from.clone() };
            redirects.push(Redirect { file, from, to: entry.document });
        }
    }
    (redirects, diagnostics)
}

fn claim(
    claims: &mut BTreeMap<String, Claim>,
    diagnostics: &mut Vec<Diagnostic>,
    address: &str,
    place: Option<Place>,
    words: String,
) {
    // Hosts that ignore case would serve one page for both.
    let key = address.trim_end_matches('/').trim_end_matches("/index.html").to_lowercase();
    match claims.get(&key) {
        None => {
            claims.insert(key, Claim { place, words });
        }
        Some(first) => {
            let finding =
                Finding::DuplicateAddress { address: format!("/{address}"), other: first.words.clone() };
            let mut diagnostic = place.map_or_else(
                || Diagnostic::global(finding.clone()),
                |place| Diagnostic::new(finding.clone(), place),
            );
            if let Some(first) = &first.place {
                diagnostic = diagnostic.with_related(RelatedKind::FirstUse, first.clone());
            }
            diagnostics.push(diagnostic);
        }
    }
}

/// An alias as an address below the site's root: `/old/` is `old/`, `old.html` stays a file.
fn normal(alias: &str) -> Option<String> {
    let alias = super::address::decode(alias.trim().trim_start_matches('/'));
    let parts: Vec<&str> = alias.split('/').filter(|part| !part.is_empty()).collect();
    let plain = !parts.is_empty()
        && !alias.contains(|c: char| matches!(c, ':' | '\\' | '?' | '#') || c.is_control())
        && !alias.starts_with(".planpress")
        && parts.iter().all(|part| *part != "." && *part != "..");
    if !plain {
        return None;
    }
    let joined = parts.join("/");
    let is_file = joined.to_lowercase().ends_with(".html") || joined.to_lowercase().ends_with(".htm");
    Some(if is_file { joined } else { format!("{joined}/") })
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
        ] {
            assert_eq!(normal(alias).as_deref(), expected, "{alias}");
        }
    }
}
