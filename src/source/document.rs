//! From a file's text to a [`Document`]: front matter read, Markdown parsed.

use super::aliases::exceeds_alias_limit;
use super::fields::{Fault, Faults, KeyOrValue, PathStep};
use super::front;
use super::front_matter::{SplitError, split};
use super::places::Places;
use super::text::SourceFile;
use crate::diagnostic::{Diagnostic, Finding};
use crate::markdown::{self, Body};
use crate::model::plan::{PageFront, PlanFront, SectionFront};
use crate::output::Digest;
use serde_yaml::Value;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A file split into its parts, its YAML read as it stands.
#[derive(Debug)]
pub struct RawDocument {
    /// The file.
    pub source: SourceFile,
    /// The front matter; a null value where there is none or it is at fault.
    pub yaml: Value,
    /// Where the YAML lies in the file.
    pub yaml_range: Range<usize>,
    /// Where the Markdown lies in the file.
    pub body_range: Range<usize>,
    /// Whether front matter was found and is YAML.
    pub readable: bool,
}

/// A parsed file.
#[derive(Debug)]
pub struct Document {
    /// The typed front matter.
    pub front: Front,
    /// The text.
    pub text: Text,
}

/// The text of a document: what stays of it once its front matter is in the model.
#[derive(Debug)]
pub struct Text {
    /// The file.
    pub source: SourceFile,
    /// Where the YAML lies in the file.
    pub yaml_range: Range<usize>,
    /// Where the Markdown lies in the file.
    pub body_start: usize,
    /// The parsed Markdown.
    pub body: Body,
    /// The digest of the YAML.
    pub front_digest: Digest,
    /// The digest of the Markdown.
    pub body_digest: Digest,
    /// Made when the first place in the front matter is asked for.
    places: OnceLock<Places>,
}

/// Front matter, by kind of document.
#[derive(Debug)]
pub enum Front {
    /// A plan's `_index.md`.
    Plan(Arc<PlanFront>),
    /// A section.
    Section(Arc<SectionFront>),
    /// An ordinary page, the home page or a series.
    Page(Arc<PageFront>),
}

/// What a file is, by where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrontMatterKind {
    /// A plan's `_index.md`.
    Plan,
    /// A section of a plan.
    Section,
    /// Any other page.
    Page,
}

impl RawDocument {
    /// Splits a file and reads its YAML.
    pub fn read(source: SourceFile) -> (Self, Vec<Diagnostic>) {
        let split = match split(&source.text) {
            Ok(split) => split,
            Err(error) => {
                let finding = match error {
                    SplitError::Missing => Finding::MissingFrontMatter,
                    SplitError::Unclosed => Finding::UnclosedFrontMatter,
                };
                let diagnostic = Diagnostic::new(finding, source.source().top());
                let body_range = match error {
                    SplitError::Missing => 0..source.text.len(),
                    SplitError::Unclosed => source.text.len()..source.text.len(),
                };
                let raw = Self { source, yaml: Value::Null, yaml_range: 0..0, body_range, readable: false };
                return (raw, vec![diagnostic]);
            }
        };
        let yaml = read_yaml(&source, split.yaml.clone());
        let (yaml, diagnostics) = match yaml {
            Ok(yaml) => (Some(yaml), Vec::new()),
            Err(diagnostic) => (None, vec![*diagnostic]),
        };
        let readable = yaml.is_some();
        let raw = Self {
            source,
            yaml: yaml.unwrap_or_default(),
            yaml_range: split.yaml,
            body_range: split.body,
            readable,
        };
        (raw, diagnostics)
    }

    /// Whether the front matter says that this is a plan. Only plans have a `kind`, so any value makes
    /// it one: a mistyped word is reported as such, and not every other key of the plan.
    pub fn is_plan(&self) -> bool {
        self.yaml.get("kind").is_some_and(|kind| !kind.is_null())
    }

    /// Reads the front matter as its role says and parses the Markdown.
    pub fn parse(self, role: FrontMatterKind) -> (Document, Vec<Diagnostic>) {
        let empty = serde_yaml::Mapping::new();
        let map = self.yaml.as_mapping().unwrap_or(&empty);
        let mut faults = Faults::default();
        let front = match role {
            FrontMatterKind::Plan => Front::Plan(Arc::new(front::plan(map, &mut faults))),
            FrontMatterKind::Section => Front::Section(Arc::new(front::section(map, &mut faults))),
            FrontMatterKind::Page => Front::Page(Arc::new(front::page(map, &mut faults))),
        };
        let faults = if self.readable { faults.into_list() } else { Vec::new() };
        let mut diagnostics = place_faults(&self.source, self.yaml_range.clone(), faults);
        let body_start = self.body_range.start;
        let body = markdown::parse(self.source.text.get(self.body_range).unwrap_or_default());
        diagnostics.extend(body.faults.iter().map(|(finding, range)| {
            let (start, end) = (range.start + body_start, range.end + body_start);
            // A paragraph's range takes in the blank line after it.
            let end = self.source.text.get(start..end).map_or(end, |text| start + text.trim_end().len());
            Diagnostic::new(finding.clone(), self.source.place(start..end))
        }));
        let digest = |range| Digest::of(self.source.text.as_bytes().get(range).unwrap_or_default());
        let (front_digest, body_digest) =
            (digest(self.yaml_range.clone()), digest(body_start..self.source.text.len()));
        let text = Text {
            source: self.source,
            yaml_range: self.yaml_range,
            body_start,
            body,
            front_digest,
            body_digest,
            places: OnceLock::new(),
        };
        (Document { front, text }, diagnostics)
    }
}

impl Text {
    /// The place of a byte range in the Markdown.
    pub fn place(&self, range: &Range<usize>) -> crate::diagnostic::Place {
        self.source.place(range.start + self.body_start..range.end + self.body_start)
    }

    /// The place of a value in the front matter, by its path of keys and, last, an index in a list.
    pub fn front_place(&self, keys: &[&str], index: Option<usize>) -> crate::diagnostic::Place {
        let mut path: Vec<PathStep> = keys.iter().map(|key| PathStep::Key((*key).to_owned())).collect();
        path.extend(index.map(PathStep::Index));
        self.yaml_place(&self.places().find(&path, KeyOrValue::Value))
    }

    /// The place of a byte range in the front matter.
    pub fn yaml_place(&self, range: &Range<usize>) -> crate::diagnostic::Place {
        self.source.place(range.start + self.yaml_range.start..range.end + self.yaml_range.start)
    }

    /// The places of all values in the front matter.
    pub fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::read(self.yaml()))
    }

    /// The YAML text of the front matter.
    pub fn yaml(&self) -> &str {
        self.source.text.get(self.yaml_range.clone()).unwrap_or_default()
    }
}

/// The complaint about aliases that stand for too much; the reader itself says the same.
const ALIASES: &str = "repetition limit exceeded";

/// Reads YAML that must be a mapping; empty YAML is an empty mapping.
///
/// # Errors
/// A diagnostic at the place of the parser's complaint.
pub fn read_yaml(source: &SourceFile, range: Range<usize>) -> Result<Value, Box<Diagnostic>> {
    let yaml = source.text.get(range.clone()).unwrap_or_default();
    if exceeds_alias_limit(yaml) {
        let at = range.start + yaml.find('*').unwrap_or_default();
        let finding = Finding::BadYaml { detail: ALIASES.to_owned() };
        return Err(Box::new(Diagnostic::new(finding, source.place(at..at + 1))));
    }
    match serde_yaml::from_str::<Value>(yaml) {
        Ok(value @ Value::Mapping(_)) => Ok(value),
        Ok(Value::Null) => Ok(Value::Mapping(serde_yaml::Mapping::new())),
        Ok(_) => {
            let detail = "expected `key: value` lines".to_owned();
            let first = range.start..range.start + yaml.lines().next().map_or(0, str::len);
            Err(Box::new(Diagnostic::new(Finding::BadYaml { detail }, source.place(first))))
        }
        Err(error) => {
            let message = error.to_string();
            let at = error.location().map_or(0, |location| location.index());
            let start = range.start + complaint(yaml, &message, at);
            let width =
                source.text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            let detail = plain_detail(&message);
            Err(Box::new(Diagnostic::new(Finding::BadYaml { detail }, source.place(start..start + width))))
        }
    }
}

/// Where in the YAML the parser's complaint is shown; `at` is where the parser stopped.
///
/// It stops where it can make no more sense of the text, which is often a line further down than
/// the cause: a key without its colon, a list or a quotation mark that is never closed. Its message
/// then says where that began.
fn complaint(yaml: &str, message: &str, at: usize) -> usize {
    if message.starts_with("duplicate entry")
        && let Some(second) = Places::read(yaml).second_key()
    {
        return second.start;
    }
    let before = yaml.get(..at.min(yaml.len())).unwrap_or(yaml);
    if let Some((line, column)) =
        message.split_once(", while ").and_then(|(_, context)| line_and_column(context))
        && line <= before.matches('\n').count()
    {
        let start: usize = yaml.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let into = yaml.get(start..).and_then(|rest| rest.char_indices().nth(column - 1));
        return start + into.map_or(0, |(offset, _)| offset);
    }
    let blank = |text: &str| text.chars().next().is_none_or(|c| c == '\r' || c == '\n');
    match yaml.get(before.len()..) {
        Some(rest) if !blank(rest) => before.len(),
        // Point at a character, not past the end of a line or of the text.
        _ => before.trim_end().char_indices().next_back().map_or(0, |(offset, _)| offset),
    }
}

/// Reads 'at line 3 column 1' in a message of the parser.
fn line_and_column(text: &str) -> Option<(usize, usize)> {
    let (line, column) = text.split_once(" at line ")?.1.split_once(" column ")?;
    Some((line.parse().ok().filter(|line| *line > 0)?, column.parse().ok().filter(|column| *column > 0)?))
}

/// The parser's complaint without its own idea of the place, which counts from the front matter.
fn plain_detail(message: &str) -> String {
    let message = message.split(" at line ").next().unwrap_or(message);
    message.trim_end_matches([',', ' ']).to_owned()
}

/// Finds the places of faults and makes diagnostics of them.
pub fn place_faults(source: &SourceFile, yaml_range: Range<usize>, faults: Vec<Fault>) -> Vec<Diagnostic> {
    if faults.is_empty() {
        return Vec::new();
    }
    let places = Places::read(source.text.get(yaml_range.clone()).unwrap_or_default());
    faults
        .into_iter()
        .map(|fault| {
            let range = if fault.path.is_empty() {
                // The mapping as a whole: show its first line, not all of it.
                let yaml = source.text.get(yaml_range.clone()).unwrap_or_default();
                0..yaml.lines().next().map_or(0, str::len)
            } else {
                first_line(source, &yaml_range, places.find(&fault.path, fault.on))
            };
            let place = source.place(range.start + yaml_range.start..range.end + yaml_range.start);
            Diagnostic::new(fault.finding, place)
        })
        .collect()
}

/// Cuts a range at the end of its first line: a whole list or mapping would say no more.
fn first_line(source: &SourceFile, yaml_range: &Range<usize>, range: Range<usize>) -> Range<usize> {
    let text =
        source.text.get(yaml_range.start + range.start..yaml_range.start + range.end).unwrap_or_default();
    range.start..range.start + text.lines().next().map_or(0, str::len)
}
