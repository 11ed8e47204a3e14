//! The finding: one type for everything Planpress has to say about a user's files.
//!
//! A [`Diagnostic`] is data: a [`Finding`] (what is wrong, with its particulars), a [`Severity`] and
//! a [`Place`]. What is declared of a finding (`finding.rs`, `indicator_lint.rs`, `style_issue.rs`) has its words in
//! English and in Chinese, which are printed by
//! one of the renderers ([`human`], [`json`], [`github`]). Nothing here reads a file.

mod catalogue;
mod code;
pub mod explain;
mod finding;
pub mod github;
pub mod human;
mod indicator_lint;
pub mod json;
mod particulars;
mod place;
mod portal;
mod style_issue;
pub(crate) mod visible;
pub(crate) mod words;
mod yaml_fault;

pub use code::Code;
pub use finding::Finding;
pub use indicator_lint::{IndicatorLint, PercentMixUp};
pub use particulars::{
    ContentFault, Form, Found, IgnoreProblem, ReadFault, RelatedKind, SealedChange, Thing,
};
pub use place::{Marks, Place, Position, Source};
pub use portal::{FooterItem, PortalForm};
pub use style_issue::{Phrase, PhraseRule, StyleFinding, StyleIssue};
pub use words::Words;
pub use yaml_fault::YamlFault;

use std::fmt;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; never fails a run.
    Note,
    /// Probably a mistake; fails a run only under `--strict`.
    Warning,
    /// The site cannot be published like this.
    Error,
}

impl Severity {
    /// The word used in every output format.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The language that messages are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

/// One finding in the user's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What was found.
    pub finding: Finding,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it was found; `None` where it concerns the site as a whole.
    pub place: Option<Place>,
    /// Other places that explain it, such as the first use of a duplicated id.
    pub related: Vec<(RelatedKind, Place)>,
}

impl Diagnostic {
    /// Makes a diagnostic at a place, with the severity that its code has by default.
    pub fn new(finding: Finding, place: Place) -> Self {
        Self { severity: finding.code().severity(), finding, place: Some(place), related: Vec::new() }
    }

    /// Makes a diagnostic that concerns no single place.
    pub fn global(finding: Finding) -> Self {
        Self { severity: finding.code().severity(), finding, place: None, related: Vec::new() }
    }

    /// Adds a second place that explains the finding.
    #[must_use]
    pub fn with_related(mut self, kind: RelatedKind, place: Place) -> Self {
        self.related.push((kind, place));
        self
    }

    /// The stable code of the finding.
    pub fn code(&self) -> Code {
        self.finding.code()
    }

    /// The key that findings are sorted by: file, then position, then code.
    pub fn order(&self) -> (&str, Position, Code) {
        self.place
            .as_ref()
            .map_or(("", Position::START, self.code()), |place| (&place.file, place.start, self.code()))
    }
}

/// Sorts findings by file and position, so that a run prints the same list however the work was
/// divided over threads, and drops exact repeats.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    diagnostics.dedup();
}

/// How many findings of each severity a run had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

impl Tally {
    /// Counts the findings in a list.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        diagnostics.iter().fold(Self::default(), |mut tally, diagnostic| {
            match diagnostic.severity {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Note => tally.notes += 1,
            }
            tally
        })
    }
}
