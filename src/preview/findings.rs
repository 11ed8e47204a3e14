//! Findings as the script in the browser takes them: those of `check --format json` with their source lines, and why
//! the tool itself failed.
//!
//! The script puts every text in as text, never as HTML, so nothing is escaped here beyond JSON.

use super::snapshot::Snapshot;
use crate::diagnostic::Language;
use crate::diagnostic::json::{Excerpts, JsonFinding};
use serde::Serialize;

/// One entry of the list.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum ListedFinding<'a> {
    /// The tool failed, for a reason that is in no file and has no code.
    Failure {
        /// Always `error`.
        severity: &'static str,
        /// The reason in words.
        message: &'a str,
    },
    /// A finding.
    Found(JsonFinding<'a>),
}

/// Why the tool failed, where it did, and all findings of a build.
pub fn items(snapshot: &Snapshot, language: Language) -> Vec<ListedFinding<'_>> {
    let failure = snapshot.failure.iter();
    let failure =
        failure.map(|words| ListedFinding::Failure { severity: "error", message: words.text(language) });
    let found = snapshot.diagnostics.iter();
    let found = found.map(|found| ListedFinding::Found(JsonFinding::new(found, language, Excerpts::Show)));
    failure.chain(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Finding, SiteFault, Words};

    #[test]
    fn a_failure_comes_first_and_stands_by_itself() {
        let snapshot = Snapshot {
            diagnostics: vec![Diagnostic::global(Finding::Site(SiteFault::MissingSite {
                folder: ".".into(),
            }))],
            failure: Some(Words::new("the disk is full", "磁盘已满")),
            ..Snapshot::default()
        };
        let json = serde_json::to_value(items(&snapshot, Language::Chinese)).unwrap();
        assert_eq!(json[0], serde_json::json!({ "severity": "error", "message": "磁盘已满" }));
        assert_eq!((&json[1]["code"], &json[1]["file"]), (&"missing-site".into(), &serde_json::Value::Null));
    }
}
