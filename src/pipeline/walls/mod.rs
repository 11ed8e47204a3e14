//! Walls against failure: a body that has errors is published as it last was good, and the others go on.
//!
//! [`blame`] says to which bodies findings belong, [`state`] reads what a body was last published from, [`taken`] gathers
//! that for the next time, [`fall`] decides after each round of reading and checking which bodies stand in their last good
//! sources in the next one. The set of these only grows, so it ends; and all that are at fault in a round fall together, so
//! it ends the same whatever the order of bodies.

pub mod blame;
pub mod fall;
pub mod state;
pub mod taken;
pub mod words;

use crate::diagnostic::{Place, Words};
use std::collections::BTreeMap;

/// How a body comes out of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyReport {
    /// Its name, as `--only` takes it.
    pub name: String,
    /// The title of its series.
    pub title: String,
    /// From what it is published.
    pub state: BodyState,
    /// How many findings of it stop it.
    pub errors: usize,
    /// Where the first of them is.
    pub first: Option<Place>,
}

/// From what a body is published, or why it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyState {
    /// From what is in `content/`.
    Current,
    /// From its last good sources, which were first published at this moment; its new ones have errors.
    LastGood { since: String },
    /// The same, because the run is about another body only.
    Other { since: String },
    /// It has errors and cannot stand in its last good sources: nothing is written.
    Stuck(Stuck),
}

/// Why a body cannot stand in its last good sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stuck {
    /// There are none.
    Missing,
    /// They are not as they were written; where.
    Damaged(String),
    /// They are not those that it was last published from.
    Outdated { since: String },
    /// What is published of its sealed plans is not what was sealed, and its bags do not hold either.
    Unsealed,
    /// The present program, theme or `site.yaml` refuses them, or another body that cannot give way: what first.
    Refused { since: String, first: Words },
}

/// This moment, to the second, with the offset of the machine's clock.
pub fn now() -> String {
    jiff::ZonedDateTime::now().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// The bodies of a site as a run leaves them, by name.
pub type BodyReports = BTreeMap<String, BodyReport>;
