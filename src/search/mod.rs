//! Search without a server: a site's texts as an index in script files.
//!
//! Takes groups of entries (a plan's pages and indicators, say); gives files that the theme's `search-index.js` loads
//! as the reader types. An entry is found by its *terms*: pairs of neighbouring signs for Chinese, words and numbers
//! for all else, so no dictionary decides what can be found. [`text`] makes terms, [`postings`] says which entries have them,
//! [`files`] writes both down. Every file is a script, not data, because a page that is opened from disk may
//! load scripts and nothing else; none needs `unsafe-eval` or WebAssembly. `docs/search.md` has the format and the figures.

pub mod files;
pub mod postings;
pub mod text;

/// What an entry is. The numbers are part of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A plan's own page.
    Plan = 0,
    Section = 1,
    /// An indicator, as one plan has it.
    Indicator = 2,
    /// A unit over all plans.
    Unit = 3,
    /// Any other page.
    Page = 4,
}

/// Something that is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchEntry {
    /// What it is.
    pub kind: EntryKind,
    /// Its title, which weighs more than its text.
    pub title: String,
    /// Its path from the site's root, as links have it.
    pub path: String,
    /// Its text, line by line: a paragraph, a cell, one thing said of an indicator. A phrase is never found across two.
    pub lines: Vec<String>,
}

/// Entries that stand together: those of a plan, or those that belong to none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// Its title; empty for what belongs to no plan.
    pub title: String,
    /// The plan's year.
    pub year: Option<i16>,
    /// Whether it is a draft.
    pub draft: bool,
    /// The body that it belongs to, by its place in the list of bodies; none in a site of one, and for what belongs to the site.
    pub body: Option<usize>,
    /// Its entries in reading order.
    pub entries: Vec<SearchEntry>,
}
