//! To which body a finding belongs. Pure.
//!
//! A finding belongs to the body whose file it is in, or to the site: `site.yaml`, the theme, ordinary pages. Whether it may
//! have been caused by another body's sources decides who falls first: what another body caused may be gone once that body
//! stands in its last good sources.

use crate::archive::ARCHIVE;
use crate::diagnostic::{Diagnostic, Finding, ReferenceFault, Severity, SiteFault};
use crate::source::bodies::{Walls, name_of_place};
use std::collections::BTreeMap;

/// The findings that stop a publication, by whose they are.
#[derive(Debug, Default)]
pub struct Blame<'d> {
    /// The site's own.
    pub site: Share<'d>,
    /// Each body's, of those that have any.
    pub bodies: BTreeMap<String, Share<'d>>,
}

/// What stops one body, or the site.
#[derive(Debug, Default)]
pub struct Share<'d> {
    /// What has its cause there.
    pub own: Vec<&'d Diagnostic>,
    /// What other bodies' sources may have caused.
    pub across: Vec<&'d Diagnostic>,
}

impl<'d> Share<'d> {
    /// All, those of its own first.
    pub fn all(&self) -> impl Iterator<Item = &'d Diagnostic> {
        self.own.iter().chain(&self.across).copied()
    }
}

impl<'d> Blame<'d> {
    /// Shares out the findings that weigh at least so much.
    pub fn of(diagnostics: &'d [Diagnostic], walls: &Walls, failing: Severity) -> Self {
        let mut blame = Self::default();
        for diagnostic in diagnostics.iter().filter(|found| found.severity >= failing) {
            let owner = owner(diagnostic, walls);
            let share = match &owner {
                Some(body) => blame.bodies.entry(body.clone()).or_default(),
                None => &mut blame.site,
            };
            let list = if is_across(diagnostic, owner.as_deref(), walls) {
                &mut share.across
            } else {
                &mut share.own
            };
            list.push(diagnostic);
        }
        blame
    }
}

/// The body that a finding belongs to; none for the site's.
pub fn owner(diagnostic: &Diagnostic, walls: &Walls) -> Option<String> {
    owner_among(diagnostic, |name| walls.bodies().contains(name))
}

/// The same where it is known otherwise which names are bodies'.
pub fn owner_among(diagnostic: &Diagnostic, is_body: impl Fn(&str) -> bool) -> Option<String> {
    // The list of plans that must be sealed is the site's, but the bag that is missing is a body's.
    if let Finding::Site(SiteFault::MissingBag { plan: Some(plan), .. }) = &diagnostic.finding {
        return first_of(plan).filter(|body| is_body(body)).map(ToOwned::to_owned);
    }
    body_of_file(&diagnostic.place.as_ref()?.file).filter(|name| is_body(name))
}

/// The body that a file or folder belongs to, in `content/` or `archive/`.
pub fn owner_of_file(file: &str, walls: &Walls) -> Option<String> {
    body_of_file(file).filter(|name| walls.bodies().contains(name))
}

/// The name that the body would have which a file or folder belongs to.
fn body_of_file(file: &str) -> Option<String> {
    let in_archive =
        || file.strip_prefix(ARCHIVE)?.strip_prefix('/').and_then(first_of).map(ToOwned::to_owned);
    name_of_place(file).or_else(in_archive)
}

fn first_of(path: &str) -> Option<&str> {
    path.split('/').next()
}

/// The series of the plan that a finding names, as a figure does: `health/2026/beds`.
pub fn named(diagnostic: &Diagnostic) -> Option<&str> {
    match &diagnostic.finding {
        Finding::Reference(ReferenceFault::UnknownIndicator { id, .. })
        | Finding::MissingValue { id, .. }
            if id.contains('/') =>
        {
            first_of(id)
        }
        _ => None,
    }
}

/// Whether the sources of another body may have caused a finding.
fn is_across(diagnostic: &Diagnostic, owner: Option<&str>, walls: &Walls) -> bool {
    named(diagnostic).is_some_and(|body| Some(body) != owner)
        || diagnostic.related.iter().any(|(_, place)| owner_of_file(&place.file, walls).as_deref() != owner)
}
