//! `moved:` in `site.yaml`: old addresses that lead to new ones, with all that lies below them.
//!
//! Takes what the site says and all addresses of its pages; gives redirects, and a diagnostic at each line that cannot be followed.
//! An entry moves its own address and, page by page, everything below it; the longer of two that fit is followed, and where a page stands
//! at an old address, the page stays.

use super::across::Across;
use super::catalog::{Catalog, PageRef};
use super::route::{Addresses, OPEN_DATA, Redirect, RedirectTarget, SEARCH, SITE_MAP, normal};
use crate::diagnostic::{Diagnostic, Finding, SiteFault};
use crate::model::address::PageAddress;
use crate::source::fields::{bad_value, closest};
use crate::source::text::SourceFile;
use crate::source::yaml::{KeyOrValue, PathStep, SpannedYaml};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// An entry whose addresses can be read.
struct Move<'m> {
    /// As it is written.
    key: &'m str,
    from: String,
    to: String,
}

/// What entries are held against.
pub struct Moves<'a> {
    /// All pages of the site.
    pages: BTreeSet<PageAddress>,
    /// The addresses that are given away.
    addresses: &'a Addresses,
    site_yaml: &'a SourceFile,
    diagnostics: Vec<Diagnostic>,
}

/// The redirects that `moved:` asks for, and what is wrong with it.
pub fn moved(
    entries: &[(String, String)],
    (catalog, across): (&Catalog<'_>, Across<'_, '_>),
    addresses: &Addresses,
    site_yaml: &SourceFile,
) -> (Vec<Redirect>, Vec<Diagnostic>) {
    if entries.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let mut moves = Moves { pages: pages(catalog, across), addresses, site_yaml, diagnostics: Vec::new() };
    let mut read: Vec<Move<'_>> = entries.iter().filter_map(|entry| moves.read(entry)).collect();
    let targets: BTreeMap<String, String> =
        read.iter().map(|entry| (entry.from.clone(), entry.to.clone())).collect();
    // What is said of one page goes before what is said of all that lies around it.
    read.sort_by_key(|entry| Reverse(entry.from.len()));
    let mut given: BTreeMap<String, Redirect> = BTreeMap::new();
    for entry in &read {
        if let Some(to) = moves.target(entry, &targets) {
            moves.follow(entry, &to, &mut given);
        }
    }
    (given.into_values().collect(), moves.diagnostics)
}

/// The addresses of all pages.
fn pages(catalog: &Catalog<'_>, across: Across<'_, '_>) -> BTreeSet<PageAddress> {
    let mut pages: BTreeSet<PageAddress> =
        catalog.entries.iter().map(|entry| entry.address.clone()).collect();
    pages.extend(["", SITE_MAP, SEARCH, OPEN_DATA].map(PageAddress::new));
    pages.extend(across.addresses());
    for entry in &catalog.entries {
        if let PageRef::Plan(_, plan) = entry.page {
            pages.insert(plan.table_address());
            let compared =
                across.cross_index.number(plan).and_then(|number| across.cross_index.compared(number));
            pages.extend(compared.map(|_| plan.changes_address()));
        }
    }
    pages
}

impl Moves<'_> {
    fn report(&mut self, key: &str, on: KeyOrValue, finding: Finding) {
        let path = [PathStep::key("moved"), PathStep::key(key)];
        let range = SpannedYaml::read(&self.site_yaml.text).find(&path, on);
        self.diagnostics.push(Diagnostic::new(finding, self.site_yaml.place(range)));
    }

    fn read<'m>(&mut self, (from, to): &'m (String, String)) -> Option<Move<'m>> {
        let Some(old) = normal(from) else {
            self.report(from, KeyOrValue::Key, bad_value("moved", from, &["/old/address/"]));
            return None;
        };
        let new = if to.trim() == "/" { Some(String::new()) } else { normal(to) };
        let Some(new) = new else {
            self.report(from, KeyOrValue::Value, bad_value(from, to, &["/new/address/"]));
            return None;
        };
        Some(Move { key: from, from: old, to: new })
    }

    /// Whether there is a page at an address, or below it.
    fn is_there(&self, address: &str) -> bool {
        self.below(address).next().is_some()
    }

    /// The pages at an address and below it.
    fn below<'p>(&'p self, address: &'p str) -> impl Iterator<Item = &'p PageAddress> {
        let from = PageAddress::new(address);
        let all = self.pages.range(from..).take_while(move |page| page.starts_with(address));
        // Below the home page lies the whole site: to that, an address moves by itself.
        all.take(if address.is_empty() { 1 } else { usize::MAX })
    }

    /// Where an entry ends that may lead to another.
    fn target(&mut self, entry: &Move<'_>, targets: &BTreeMap<String, String>) -> Option<String> {
        let (mut to, mut seen) = (entry.to.clone(), BTreeSet::from([entry.from.clone()]));
        while !self.is_there(&to) {
            if !seen.insert(to.clone()) {
                self.report(
                    entry.key,
                    KeyOrValue::Value,
                    Finding::Site(SiteFault::MovedInCircles { from: format!("/{}", entry.from) }),
                );
                return None;
            }
            let next = targets.iter().filter(|(from, _)| from.ends_with('/') && to.starts_with(*from));
            let next = next.max_by_key(|(from, _)| from.len());
            let Some((from, next)) = next else {
                let similar = closest(&to, self.pages.iter().map(|page| &**page));
                let similar = similar.map(|page| format!("/{page}"));
                let finding = Finding::Site(SiteFault::MovedNowhere { target: format!("/{to}"), similar });
                self.report(entry.key, KeyOrValue::Value, finding);
                return None;
            };
            to = format!("{next}{}", to.get(from.len()..).unwrap_or_default());
        }
        if to == entry.from {
            self.report(
                entry.key,
                KeyOrValue::Value,
                Finding::Site(SiteFault::MovedInCircles { from: format!("/{to}") }),
            );
            return None;
        }
        Some(to)
    }

    /// Makes the redirects of an entry.
    fn follow(&mut self, entry: &Move<'_>, to: &str, given: &mut BTreeMap<String, Redirect>) {
        let (mut found, mut count) = (None, 0);
        for page in self.below(to) {
            let rest = page.get(to.len()..).unwrap_or_default();
            // A file has nothing below it.
            if !rest.is_empty() && !entry.from.ends_with('/') {
                continue;
            }
            let from = format!("{}{rest}", entry.from);
            let key = from.to_lowercase();
            let page_there =
                self.pages.get(&PageAddress::new(from.as_str())).map(|page| page.bare().to_owned());
            let taken = self.addresses.taken(&from).or(page_there);
            if let Some(other) = taken.or_else(|| given.contains_key(&key).then(|| "moved".to_owned())) {
                if rest.is_empty() {
                    found = Some(Finding::Site(SiteFault::DuplicateAddress {
                        address: format!("/{from}"),
                        other,
                    }));
                }
                continue;
            }
            let file = if from.ends_with('/') { format!("{from}index.html") } else { from.clone() };
            given.insert(key, Redirect { file, from, to: RedirectTarget::Address(page.clone()) });
            count += 1;
        }
        if let Some(finding) = found {
            self.report(entry.key, KeyOrValue::Key, finding);
        } else if count == 0 {
            self.report(
                entry.key,
                KeyOrValue::Key,
                Finding::Site(SiteFault::MovedNothing { from: format!("/{}", entry.from) }),
            );
        }
    }
}
