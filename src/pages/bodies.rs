//! Which bodies a site has plans of, and where they meet: this decides the addresses of indicators and units.
//!
//! A series is one body's. In a site of one, its indicators and units have their pages right below the root. In a site of
//! several each body has its own below its series: two bodies' `beds` are two indicators, two 办公室 are two units. They meet only
//! where somebody says so: a unit whose name is that of an issuer of plans, or that `units:` in `site.yaml` lists, is one unit for all.

use super::fingerprint::FingerprintBuilder;
use crate::bug::slice;
use crate::digest::Digest;
use crate::markdown::slug;
use crate::model::address::PageAddress;
use crate::model::config::SiteConfig;
use crate::model::plan::{Plan, Site};
use crate::model::recorder::{Fact, note};
use std::collections::BTreeSet;

/// What a list of indicators is called, below the root or below a series; each indicator's page lies below it.
pub const INDICATORS: &str = "indicators/";
/// What a list of units is called; each unit's page lies below it.
pub const UNITS: &str = "units/";
/// What a plan's page of changes is called below the plan's address.
pub const CHANGES: &str = "changes/";
/// What the further pages of a long list are called below it, each by its number: `page/2/`.
const FURTHER: &str = "page";

/// Longer names are cut in addresses, in bytes: file systems allow 255.
const LONGEST_NAME: usize = 120;

/// The bodies of a site, as far as addresses go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bodies {
    /// Whether there is more than one.
    several: bool,
    /// The units that are one for all bodies; empty where there is one body only.
    shared: BTreeSet<String>,
}

impl Bodies {
    /// Takes them from the plans that are published and from `site.yaml`.
    pub fn new(site: &Site, config: &SiteConfig) -> Self {
        let several = site.series.len() > 1;
        if !several {
            return Self::default();
        }
        let of_plan = |plan: &Plan| plan.front.narrow(|| Fact::Navigation).issuer.clone();
        let issuers = site.series.iter().flat_map(|series| {
            series.issuer().map(ToOwned::to_owned).into_iter().chain(series.plans.iter().filter_map(of_plan))
        });
        Self { several, shared: issuers.chain(config.units.iter().cloned()).collect() }
    }

    /// Whether the site has plans of several bodies, so that each has its own indicators and units.
    pub fn are_several(&self) -> bool {
        note(|| Fact::Navigation);
        self.several
    }

    /// Whether a unit is one for the whole site: always where there is one body.
    pub fn share(&self, unit: &str) -> bool {
        !self.are_several() || self.shared.contains(unit)
    }

    /// The address of the list of a body's indicators; `series` is that of the series.
    pub fn indicators(&self, series: &PageAddress) -> PageAddress {
        self.list(series, INDICATORS)
    }

    /// The address of the list of a body's units.
    pub fn units(&self, series: &PageAddress) -> PageAddress {
        self.list(series, UNITS)
    }

    /// The address of an indicator's page.
    pub fn indicator(&self, series: &PageAddress, id: &str) -> PageAddress {
        self.indicators(series).below(&indicator_name(id))
    }

    /// The address of a unit's page.
    pub fn unit(&self, series: &PageAddress, unit: &str) -> PageAddress {
        let units = if self.share(unit) { PageAddress::new(UNITS) } else { self.units(series) };
        units.below(&unit_name(unit))
    }

    fn list(&self, series: &PageAddress, name: &str) -> PageAddress {
        PageAddress::new(if self.are_several() { format!("{series}{name}") } else { name.to_owned() })
    }

    /// Puts in what all pages' addresses depend on.
    pub fn fingerprint(&self, parts: &mut FingerprintBuilder) {
        parts.number(self.several).count(self.shared.len());
        for unit in &self.shared {
            parts.text(unit);
        }
        parts.fact(|| Fact::Navigation);
    }
}

/// The address of a page of a list that does not stand on one page, counted from 1.
pub fn list_page(list: &PageAddress, number: usize) -> PageAddress {
    if number > 1 { list.below(FURTHER).below(&number.to_string()) } else { list.clone() }
}

/// The last name of an indicator's address.
pub fn indicator_name(id: &str) -> String {
    short(id, id)
}

/// The last name of a unit's address.
pub fn unit_name(unit: &str) -> String {
    short(&slug(unit), unit)
}

/// A name that any file system can carry; where it has to be cut, a digest keeps it apart from others.
fn short(name: &str, whole: &str) -> String {
    if name.len() <= LONGEST_NAME {
        return name.to_owned();
    }
    let end = (0..=LONGEST_NAME).rev().find(|at| name.is_char_boundary(*at)).unwrap_or(0);
    let digest = Digest::of(whole.as_bytes()).to_string();
    format!("{}-{}", slice(name, ..end), slice(&digest, ..12))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn several(shared: &[&str]) -> Bodies {
        Bodies { several: true, shared: shared.iter().map(|unit| (*unit).to_owned()).collect() }
    }

    #[test]
    fn addresses_are_names_that_file_systems_carry() {
        let one = Bodies::default();
        let root = PageAddress::default();
        for (unit, address) in [
            ("科技局", "units/科技局/"),
            ("发展改革委（营商办）", "units/发展改革委-营商办/"),
            ("R&D Office", "units/r-d-office/"),
            ("a/b", "units/a-b/"),
            ("..", "units/section/"),
        ] {
            assert_eq!(&*one.unit(&root, unit), address);
        }
        let (long, longer) = ("局".repeat(200), "局".repeat(201));
        let (first, second) = (one.unit(&root, &long), one.unit(&root, &longer));
        assert_ne!(first, second);
        assert!(first.len() < 160 && first.starts_with("units/局局"), "{first}");
        assert!(one.indicator(&root, &"a".repeat(999)).len() < 160);
    }

    #[test]
    fn one_body_has_its_pages_below_the_root_and_several_below_their_series() {
        let series = PageAddress::new("health/");
        let one = Bodies::default();
        assert_eq!(&*one.indicators(&series), "indicators/");
        assert_eq!(&*one.indicator(&series, "beds"), "indicators/beds/");
        assert_eq!(&*one.unit(&series, "办公室"), "units/办公室/");
        let bodies = several(&["县卫生健康局"]);
        assert_eq!(&*bodies.indicators(&series), "health/indicators/");
        assert_eq!(&*bodies.indicator(&series, "beds"), "health/indicators/beds/");
        assert_eq!(&*bodies.unit(&series, "办公室"), "health/units/办公室/");
        assert_eq!(&*bodies.unit(&series, "县卫生健康局"), "units/县卫生健康局/");
        // Plans that lie right in `content/` stand below the root, whatever else there is.
        assert_eq!(&*bodies.indicator(&PageAddress::default(), "beds"), "indicators/beds/");
    }

    #[test]
    fn the_first_page_of_a_list_has_its_own_address() {
        let list = PageAddress::new("health/indicators/");
        assert_eq!(&*list_page(&list, 1), "health/indicators/");
        assert_eq!(&*list_page(&list, 2), "health/indicators/page/2/");
    }
}
