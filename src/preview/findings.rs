//! Findings as the script in the browser takes them: the words of the terminal, with the source lines.
//!
//! The script puts every text in as text, never as HTML, so nothing is escaped here beyond JSON.

use super::state::Snapshot;
use crate::diagnostic::{Diagnostic, Language, Place};
use serde::Serialize;

/// One finding.
#[derive(Debug, Serialize)]
pub struct Item<'a> {
    code: &'static str,
    severity: &'static str,
    message: String,
    #[serde(flatten)]
    place: Option<Spot<'a>>,
    help: Option<String>,
    related: Vec<Related<'a>>,
}

#[derive(Debug, Serialize)]
struct Spot<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    excerpt: &'a str,
    excerpt_column: usize,
}

#[derive(Debug, Serialize)]
struct Related<'a> {
    message: &'static str,
    #[serde(flatten)]
    place: Spot<'a>,
}

impl<'a> From<&'a Place> for Spot<'a> {
    fn from(place: &'a Place) -> Self {
        Self {
            file: &place.file,
            line: place.start.line,
            column: place.start.column,
            end_line: place.end.line,
            end_column: place.end.column,
            excerpt: &place.excerpt,
            excerpt_column: place.excerpt_column,
        }
    }
}

/// All findings of a build, and why the tool failed, where it did.
pub fn items(snapshot: &Snapshot, language: Language) -> Vec<Item<'_>> {
    let failure = snapshot.failure.as_ref().map(|failure| Item {
        code: "",
        severity: "error",
        message: failure.clone(),
        place: None,
        help: None,
        related: Vec::new(),
    });
    failure
        .into_iter()
        .chain(snapshot.diagnostics.iter().map(|diagnostic| item(diagnostic, language)))
        .collect()
}

fn item(diagnostic: &Diagnostic, language: Language) -> Item<'_> {
    let related = diagnostic.related.iter();
    Item {
        code: diagnostic.code().as_str(),
        severity: diagnostic.severity.word(),
        message: diagnostic.message(language),
        place: diagnostic.place.as_ref().map(Spot::from),
        help: diagnostic.help(language),
        related: related
            .map(|(kind, place)| Related { message: kind.label(language), place: place.into() })
            .collect(),
    }
}
