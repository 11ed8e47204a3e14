//! What a run reports: findings with how much each weighs and where it was found, in order and counted.

use super::code::Code;
use super::finding::Finding;
use super::particulars::RelatedKind;
use super::place::{Place, Position};
use super::setting::Setting;
use super::severity::Severity;
use super::words::{Language, Words, say};
use crate::source_path::SourcePath;
use serde::Serialize;

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
    /// What the examples of its help are to fit.
    pub setting: Setting,
}

impl Diagnostic {
    /// Makes a diagnostic at a place, with the severity that its code has by default.
    pub fn new(finding: Finding, place: Place) -> Self {
        Self { place: Some(place), ..Self::global(finding) }
    }

    /// Makes a diagnostic that concerns no single place.
    pub fn global(finding: Finding) -> Self {
        let severity = finding.code().severity();
        Self { severity, finding, place: None, related: Vec::new(), setting: Setting::default() }
    }

    /// The same where its examples are to fit this.
    #[must_use]
    pub fn set_in(self, setting: Setting) -> Self {
        Self { setting, ..self }
    }

    /// Adds a second place that explains the finding.
    #[must_use]
    pub fn with_related(mut self, kind: RelatedKind, place: Place) -> Self {
        self.related.push((kind, place));
        self
    }

    /// The one-line message: what is wrong, with its particulars. No line breaks, no control
    /// characters, no final stop.
    pub fn message(&self, language: Language) -> String {
        self.finding.message().into_language(language)
    }

    /// What to do about it; one line like the message.
    pub fn help(&self, language: Language) -> String {
        self.setting.fill(self.finding.help().into_language(language))
    }

    /// The stable code of the finding.
    pub fn code(&self) -> Code {
        self.finding.code()
    }

    /// What it is and where it begins: the same again is the same finding.
    pub fn key(&self) -> FindingKey {
        (self.code(), self.place.as_ref().map(|place| (place.file.clone(), place.start)))
    }

    /// The key that findings are sorted by: file, then position, then code.
    pub fn order(&self) -> (&str, Position, Code) {
        self.place
            .as_ref()
            .map_or(("", Position::START, self.code()), |place| (&place.file, place.start, self.code()))
    }
}

/// A finding by its code and the place where it begins.
pub type FindingKey = (Code, Option<(SourcePath, Position)>);

/// Sorts findings by file and position, so that a run prints the same list however the work was
/// divided over threads, and drops exact repeats.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    diagnostics.dedup();
}

/// How many findings of each severity a run had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

impl Tally {
    /// Counts the findings in a list.
    pub fn of<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> Self {
        let mut tally = Self { errors: 0, warnings: 0, notes: 0 };
        for found in diagnostics {
            match found.severity {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Note => tally.notes += 1,
            }
        }
        tally
    }

    /// How many there are, in words: '2 errors, 1 warning'.
    pub fn words(self) -> Words {
        let counts = [
            (self.errors, Severity::Error),
            (self.warnings, Severity::Warning),
            (self.notes, Severity::Note),
        ];
        let (english, chinese): (Vec<_>, Vec<_>) = counts
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, severity)| {
                // Chinese has no plural.
                let plural = if number == 1 { "" } else { "s" };
                let chinese = severity.label(Language::Chinese);
                (format!("{number} {severity}{plural}"), format!("{number}个{chinese}"))
            })
            .unzip();
        if english.is_empty() {
            return say!("no findings", "未发现问题");
        }
        Words::new(english.join(", "), chinese.join("、"))
    }
}
