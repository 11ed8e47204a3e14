//! One file of a plan rewritten for the next year.
//!
//! Takes a document and what its references lead to; gives its new text, and what is to be told of it with
//! the lines at which the author finds it.

use super::edit::{Removed, edit_text};
use super::front::{self, FrontMatterEdits, RolloverTerms};
use super::prose::Prose;
use super::report::{FileLine, ReportItem};
use super::years;
use crate::bug::{bug, slice};
use crate::model::date::parse_date_time;
use crate::model::official_date::parse_due;
use crate::pages::links::Resolved;
use crate::source::document::{Document, Front};
use crate::source::edit::UnsafeEdit;
use crate::source::edit::patches::{Patched, Patches, line_of};
use crate::source::front_matter::split;
use crate::source::mending::first_line;
use crate::source::yaml::value::read_value;
use crate::source::yaml::{NodeKind, SpannedYaml, YamlPath};

/// A rewritten file.
#[derive(Debug)]
pub struct NewFile {
    pub text: String,
    /// What is to be told of it.
    pub lines: Vec<(FileLine, ReportItem)>,
}

/// A place at which a file cannot be changed with certainty.
#[derive(Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// The place.
    pub at: FileLine,
    /// The value in the front matter; empty in the text.
    pub what: String,
}

/// Rewrites a file under the name that it is to have.
///
/// # Errors
/// Where it is written in a way that cannot be changed with certainty.
pub fn rewrite(
    document: &Document,
    resolved: &Resolved<'_>,
    new_file: &str,
    terms: &RolloverTerms,
) -> Result<NewFile, Obstacle> {
    let old = &document.text.source.text;
    let old_file = &*document.text.source.file;
    let yaml = document.text.yaml();
    let (yaml_start, body_start) = (document.text.yaml_range.start, document.text.body_start);
    let obstacle = |from: usize, found: UnsafeEdit| {
        let line = line_of(old, from) + found.line - 1;
        Obstacle { at: FileLine { file: old_file.to_owned(), line }, what: found.what }
    };
    let value =
        read_value(yaml).unwrap_or_else(|error| bug!("{old_file} was read before: {:?}", error.fault));
    let FrontMatterEdits { edits, items, .. } = match &document.front {
        Front::Plan(own) => front::plan(&value, own, terms),
        Front::Section(own) => front::section(&value, &own.indicators, &own.tasks, terms),
        Front::Page(_) => FrontMatterEdits::none(terms),
    };
    let (mut patches, mut removed) = (Patches::default(), Vec::new());
    if !edits.is_empty() {
        let own;
        (own, removed) = edit_text(yaml, &edits).map_err(|found| obstacle(yaml_start, found))?;
        patches.add_all(own, yaml_start);
    }
    let prose = Prose { text: slice(old, body_start..), body: &document.text.body, resolved, terms };
    let (own, figures) = prose.edit().map_err(|found| obstacle(body_start, found))?;
    patches.add_all(own, body_start);
    let patched = patches.apply(old).map_err(|at| obstacle(0, UnsafeEdit::at(old, at)))?;
    let spot = |offset: usize| FileLine { file: new_file.to_owned(), line: patched.line(offset) };
    let first = line_of(old, yaml_start);
    let taken = |path: &YamlPath| removed.iter().find(|removed| removed.path == *path);
    let mut lines: Vec<(FileLine, ReportItem)> = Vec::new();
    for (path, item) in items {
        let then = |found: &Removed| FileLine { file: old_file.to_owned(), line: first + found.line - 1 };
        let line = match item {
            // A baseline that was never given is no loss.
            ReportItem::Removed { what, .. } => taken(&path)
                .map(|found| (then(found), ReportItem::Removed { what, text: found.text.clone() })),
            ReportItem::LeftOut { kind, id, name, reason, .. } => taken(&path).map(|found| {
                let comments = comments(&found.text);
                (then(found), ReportItem::LeftOut { kind, id, name, reason, comments })
            }),
            item => {
                let at = document.text.spans().at(&path).map_or(0, |node| node.range().start);
                Some((spot(yaml_start + at), item))
            }
        };
        lines.extend(line);
    }
    lines.extend(figures.into_iter().map(|(at, item)| (spot(body_start + at), item)));
    let named = still_named(&patched, terms.from).into_iter();
    lines.extend(named.map(|(line, item)| (FileLine { file: new_file.to_owned(), line }, item)));
    Ok(NewFile { text: patched.text, lines })
}

/// The comments that stand in lines of their own.
fn comments(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim_start).filter(|line| line.starts_with('#'));
    lines.map(|line| line.trim_start_matches(['#', ' ']).trim_end().to_owned()).collect()
}

/// The lines that name a year still; dates of values are what they are.
fn still_named(patched: &Patched, year: i16) -> Vec<(usize, ReportItem)> {
    let text = &patched.text;
    let Ok(parts) = split(text) else { return Vec::new() };
    let yaml = slice(text, parts.yaml.clone());
    let mut offsets: Vec<usize> = Vec::new();
    let spans = SpannedYaml::read(yaml);
    for node in spans.leaves().filter(|node| matches!(node.kind(), NodeKind::Scalar(_))) {
        let range = node.range();
        let value = slice(yaml, range.clone());
        let bare = value.trim_matches(['"', '\'']);
        if parse_date_time(bare).is_some() || parse_due(bare, year).is_some() {
            continue;
        }
        let found = years::named(value, year);
        offsets.extend(found.into_iter().map(|found| parts.yaml.start + range.start + found.start));
    }
    let body = slice(text, parts.body.clone());
    offsets.extend(years::named(body, year).into_iter().map(|found| parts.body.start + found.start));
    let mut lines: Vec<(usize, ReportItem)> = Vec::new();
    for at in offsets {
        let number = line_of(text, at);
        match lines.last_mut() {
            Some((last, ReportItem::Year { count, .. })) if *last == number => *count += 1,
            _ => lines.push((number, ReportItem::Year { count: 1, line: around(text, at) })),
        }
    }
    lines
}

/// So many characters of a line are shown before a place in it, and so many from there on.
const SHOWN: (usize, usize) = (20, 30);

/// What stands around a place in its line.
fn around(text: &str, at: usize) -> String {
    let (before, after) = (slice(text, ..at), slice(text, at..));
    let before = before.rsplit_once('\n').map_or(before, |(_, line)| line).trim_start();
    let after = first_line(after).trim_end();
    let from = before.char_indices().rev().nth(SHOWN.0).map(|(at, c)| at + c.len_utf8());
    let to = after.char_indices().nth(SHOWN.1).map(|(at, _)| at);
    let (start, end) = (if from.is_some() { "…" } else { "" }, if to.is_some() { "…" } else { "" });
    let before = slice(before, from.unwrap_or(0)..);
    format!("{start}{before}{}{end}", slice(after, ..to.unwrap_or(after.len())))
}
