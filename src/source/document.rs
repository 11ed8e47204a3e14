//! From a file's text to a [`Document`]: front matter read, Markdown parsed.

use super::assemble::DocumentRole;
use super::characters;
use super::fields::{Fault, Faults};
use super::front;
use super::front_matter::{SplitError, split};
use super::text::SourceFile;
use super::yaml::value::{YamlError, read_value};
use super::yaml::{KeyOrValue, PathStep, SpannedYaml, YamlPath};
use crate::bug::slice;
use crate::diagnostic::{Diagnostic, Finding, YamlFault};
use crate::digest::Digest;
use crate::markdown::{self, Body};
use crate::model::date::PlanTime;
use crate::model::plan::{PageFront, PlanFront, SectionFront};
use serde_yaml::{Mapping, Value};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A file split into its parts, its YAML read as it stands.
#[derive(Debug)]
pub struct RawDocument {
    /// The file.
    pub source: SourceFile,
    /// The front matter; none where there is none or it is at fault.
    pub yaml: Option<Mapping>,
    /// Where the YAML lies in the file.
    pub yaml_range: Range<usize>,
    /// Where the Markdown lies in the file.
    pub body_range: Range<usize>,
}

/// A parsed file.
#[derive(Debug)]
pub struct Document {
    /// The typed front matter.
    pub front: Front,
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
    /// The digest of the YAML and what it was read with.
    pub front_digest: Digest,
    /// The digest of the Markdown.
    pub body_digest: Digest,
    /// Made when the first place in the front matter is asked for.
    spans: OnceLock<SpannedYaml>,
}

/// Front matter, by kind of document.
#[derive(Debug)]
pub enum Front {
    /// A plan's `_index.md`.
    Plan(Arc<PlanFront>),
    Section(Arc<SectionFront>),
    /// An ordinary page, the home page or a series.
    Page(Arc<PageFront>),
}

impl RawDocument {
    /// Splits a file and reads its YAML.
    pub fn read(source: SourceFile) -> (Self, Vec<Diagnostic>) {
        let split = match split(&source.text) {
            Ok(split) => split,
            Err(error) => {
                let end = source.text.len();
                let (finding, body_start) = match error {
                    SplitError::Missing => (Finding::MissingFrontMatter, 0),
                    SplitError::Unclosed => (Finding::UnclosedFrontMatter, end),
                };
                let diagnostic = Diagnostic::new(finding, source.source().top());
                let raw = Self { source, yaml: None, yaml_range: 0..0, body_range: body_start..end };
                return (raw, vec![diagnostic]);
            }
        };
        let mut diagnostics = Vec::new();
        let read = read_yaml(&source, split.yaml.clone()).map_err(|fault| diagnostics.push(*fault));
        let yaml = read.ok().map(|mut map| {
            characters::settle(&mut map);
            map
        });
        let raw = Self { source, yaml, yaml_range: split.yaml, body_range: split.body };
        (raw, diagnostics)
    }

    /// Whether the front matter says that this is a plan. Only plans have a `kind`, so any value makes
    /// it one: a mistyped word is reported as such, and not every other key of the plan.
    pub fn is_plan(&self) -> bool {
        self.yaml.as_ref().and_then(|yaml| yaml.get("kind")).is_some_and(|kind| !kind.is_null())
    }

    /// What a plan's front matter says of time.
    pub fn plan_time(&self) -> PlanTime {
        self.yaml.as_ref().map(front::plan_time).unwrap_or_default()
    }

    /// Reads the front matter as its role says and parses the Markdown; `time` is what a section's plan says.
    pub fn parse(self, role: DocumentRole, time: PlanTime) -> (Document, Vec<Diagnostic>) {
        let empty = Mapping::new();
        let map = self.yaml.as_ref().unwrap_or(&empty);
        let mut faults = Faults::default();
        let front = match role {
            DocumentRole::Plan => Front::Plan(Arc::new(front::plan(map, &mut faults))),
            DocumentRole::Section => Front::Section(Arc::new(front::section(map, time, &mut faults))),
            _ => Front::Page(Arc::new(front::page(map, &mut faults))),
        };
        let faults = if self.yaml.is_some() { faults.into_list() } else { Vec::new() };
        let mut diagnostics = place_faults(&self.source, self.yaml_range.clone(), faults);
        diagnostics.append(&mut characters::check(&self.source));
        let body_start = self.body_range.start;
        let body = markdown::parse(slice(&self.source.text, self.body_range));
        diagnostics.extend(body.faults.iter().map(|(finding, range)| {
            let (start, end) = (range.start + body_start, range.end + body_start);
            // A paragraph's range takes in the blank line after it.
            let end = self.source.text.get(start..end).map_or(end, |text| start + text.trim_end().len());
            Diagnostic::new(finding.clone(), self.source.place(start..end))
        }));
        let digest = |range: Range<usize>| Digest::of(slice(&self.source.text, range).as_bytes());
        // What the plan says decides how a section's dates are read.
        let read_with = format!("{time:?}\n{}", slice(&self.source.text, self.yaml_range.clone()));
        let text = Text {
            front_digest: Digest::of(read_with.as_bytes()),
            body_digest: digest(body_start..self.source.text.len()),
            source: self.source,
            yaml_range: self.yaml_range,
            body_start,
            body,
            spans: OnceLock::new(),
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
        let mut path: YamlPath = keys.iter().map(|key| PathStep::key(key)).collect();
        path.extend(index.map(PathStep::Index));
        self.yaml_place(&self.spans().find(&path, KeyOrValue::Value))
    }

    /// The place of a byte range in the front matter.
    pub fn yaml_place(&self, range: &Range<usize>) -> crate::diagnostic::Place {
        self.source.place(range.start + self.yaml_range.start..range.end + self.yaml_range.start)
    }

    /// The places of all values in the front matter.
    pub fn spans(&self) -> &SpannedYaml {
        self.spans.get_or_init(|| SpannedYaml::read(self.yaml()))
    }

    /// The YAML text of the front matter.
    pub fn yaml(&self) -> &str {
        slice(&self.source.text, self.yaml_range.clone())
    }
}

/// Reads YAML that must be a mapping; empty YAML is an empty mapping.
///
/// # Errors
/// A diagnostic at the place of the syntax error.
pub fn read_yaml(source: &SourceFile, range: Range<usize>) -> Result<Mapping, Box<Diagnostic>> {
    let yaml = slice(&source.text, range.clone());
    let bad_yaml = |fault: YamlFault, at: usize, length: usize| {
        let place = source.place(range.start + at..range.start + at + length);
        Box::new(Diagnostic::new(Finding::BadYaml { fault }, place))
    };
    match read_value(yaml) {
        Ok(Value::Mapping(map)) => Ok(map),
        Ok(Value::Null) => Ok(Mapping::new()),
        Ok(_) => Err(bad_yaml(YamlFault::NotAMapping, 0, first_line(yaml).len())),
        Err(YamlError { at, fault }) => {
            // In a text's end, at the line of the fence after it.
            let rest = slice(&source.text, range.start + at..);
            Err(bad_yaml(fault, at, rest.chars().next().map_or(0, char::len_utf8)))
        }
    }
}

/// Finds the places of faults and makes diagnostics of them.
pub fn place_faults(source: &SourceFile, yaml_range: Range<usize>, faults: Vec<Fault>) -> Vec<Diagnostic> {
    if faults.is_empty() {
        return Vec::new();
    }
    let yaml = slice(&source.text, yaml_range.clone());
    let tree = SpannedYaml::read(yaml);
    faults
        .into_iter()
        .map(|fault| {
            let range = if fault.path.is_empty() { 0..yaml.len() } else { tree.find(&fault.path, fault.on) };
            // A whole list or mapping would say no more than its first line.
            let start = yaml_range.start + range.start;
            let length = first_line(slice(yaml, range)).len();
            Diagnostic::new(fault.finding, source.place(start..start + length))
        })
        .collect()
}

pub fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
