//! The promises in a plan's text, as proposed indicators with bound links.
//!
//! Takes the texts of a plan's files as they were composed; gives them with entries in front matter and links in the text, and tells
//! what is proposed and what is left to people.

use std::collections::BTreeMap;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposals {
    /// The files that change, whole.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The indicators, in the order of the text.
    pub proposed: Vec<ProposedIndicator>,
    /// What may be a promise and was left as it stands.
    pub doubtful: Vec<DoubtfulFigure>,
}

/// An indicator that is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedIndicator {
    pub file: String,
    pub id: String,
    pub name: String,
    /// As it stands in the text: `12家以上`.
    pub figure: String,
    /// The sentence.
    pub sentence: String,
}

/// A figure that may be a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubtfulFigure {
    pub file: String,
    /// The line in the file, from 1.
    pub line: usize,
    pub figure: String,
    pub why: crate::diagnostic::Words,
}

/// Finds the promises of a plan for a year.
pub fn propose(files: &BTreeMap<String, Vec<u8>>, year: i16) -> Proposals {
    let _ = (files, year);
    Proposals::default()
}
