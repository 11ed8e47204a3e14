//! From a file's text to a [`Document`]: front matter read, Markdown parsed.

use super::assemble::{DocumentRole, PlanClaim};
use super::characters;
use super::fields::{Faults, scalar_text};
use super::front;
use super::front_matter::{FenceFault, SplitError, recover, recover_end, split};
use super::mending::{Yaml, read_mending, slip_findings};
use super::slips::Mended;
use super::slips::line::key_at;
use super::text::SourceFile;
use super::yaml::{KeyOrValue, PathStep, SpannedYaml, YamlPath};
use super::{key_names, keys};
use crate::bug::slice;
use crate::diagnostic::{Diagnostic, FenceSlip, FileFault, Finding};
use crate::digest::Digest;
use crate::markdown::{self, Body};
use crate::model::date::PlanTime;
use crate::model::plan::{PageFront, PlanFront, PlanStatus, SectionFront};
use serde_yaml::Mapping;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A file split into its parts, its YAML read as it stands.
#[derive(Debug)]
pub struct RawDocument {
    /// The file.
    pub source: SourceFile,
    /// The front matter as it was meant; none where there is none or what was meant cannot be told.
    pub yaml: Option<Mapping>,
    /// How it was mended, where that was needed.
    mended: Option<Box<Mended>>,
    /// Whether all that is wrong is to be told of it.
    is_whole: bool,
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
        let mut diagnostics = Vec::new();
        let split = match split(&source.text) {
            Ok(split) => split,
            Err(error) => {
                let fault = recover(&source.text);
                diagnostics.push(fence_finding(&source, error, &fault));
                match fault.split {
                    Some(split) => split,
                    None => {
                        let end = source.text.len();
                        let body_start = if error == SplitError::Missing { 0 } else { end };
                        let raw = Self {
                            source,
                            yaml: None,
                            mended: None,
                            is_whole: true,
                            yaml_range: 0..0,
                            body_range: body_start..end,
                        };
                        return (raw, diagnostics);
                    }
                }
            }
        };
        let mut read = read_mending(&source, &split.yaml);
        let mut split = split;
        // A text that goes on after the keys is no YAML: the line that ends them is missing.
        let is_mended = read.map.is_some() && read.is_sure();
        if !(read.slips.is_empty() || is_mended)
            && diagnostics.is_empty()
            && let Some(fault) = recover_end(&source.text, &split)
            && let Some(meant) = &fault.split
            && let again = read_mending(&source, &meant.yaml)
            && again.slips.is_empty()
        {
            diagnostics.push(fence_finding(&source, SplitError::Unclosed, &fault));
            (read, split) = (again, meant.clone());
        }
        if read.map.is_none() {
            diagnostics.extend(slip_findings(&source, &split.yaml, &read.slips));
        }
        if let Some(map) = &mut read.map {
            characters::settle(map);
        }
        let raw = Self {
            source,
            mended: if read.map.is_some() { read.mended.map(Box::new) } else { None },
            yaml: read.map,
            is_whole: true,
            yaml_range: split.yaml,
            body_range: split.body,
        };
        (raw, diagnostics)
    }

    /// The same file, of which no more is to be told than is told already.
    #[must_use]
    pub fn quiet(self) -> Self {
        Self { is_whole: false, ..self }
    }

    /// What the front matter tells of the folder that the file lies in. Where it cannot be read, its lines tell.
    pub fn signs(&self) -> Signs {
        let (keys, kind) = match &self.yaml {
            Some(map) => {
                (keys_of(map), map.iter().any(|(key, value)| is_kind(key.as_str()) && !value.is_null()))
            }
            None => {
                let lines = slice(&self.source.text, ..self.body_range.end).lines().take(60);
                let keys: Vec<String> = lines
                    .filter_map(|line| {
                        Some(key_at(line, 0).filter(|key| key.mark.is_some())?.name.to_owned())
                    })
                    .collect();
                let kind = keys.iter().any(|key| is_kind(Some(key)));
                (keys, kind)
            }
        };
        let has = |names: &[&str]| {
            keys.iter().any(|key| {
                if key_names::is_key(key) {
                    return names.contains(&key.as_str());
                }
                let tables = [&keys::PLAN, &keys::SECTION];
                tables
                    .iter()
                    .filter_map(|own| key_names::meant(own, key))
                    .any(|key| names.contains(&key.name))
            })
        };
        let claim = if kind {
            PlanClaim::Said
        } else if has(&["year", "status", "document_number"]) {
            PlanClaim::Likely
        } else {
            PlanClaim::None
        };
        Signs {
            claim,
            is_of_plan: has(&["lead", "partners", "due", "indicators", "tasks"]),
            time: self.plan_time(),
        }
    }

    /// Whether the front matter says that this is a plan.
    pub fn is_plan(&self) -> bool {
        self.signs().claim == PlanClaim::Said
    }

    /// What a plan's front matter says of time.
    fn plan_time(&self) -> PlanTime {
        if let Some(yaml) = &self.yaml {
            return front::plan_time(yaml);
        }
        let lines = slice(&self.source.text, ..self.body_range.end).lines().take(60);
        let year =
            lines.filter_map(|line| Some((line, key_at(line, 0)?))).find(|(_, key)| key.name == "year");
        let year = year.and_then(|(line, key)| front::year_in(key.rest(line)));
        PlanTime { year: year.unwrap_or_default(), as_of: None }
    }

    /// Reads the front matter as its role says and parses the Markdown; `time` is what a section's plan says.
    pub fn parse(self, role: DocumentRole, time: PlanTime) -> (Document, Vec<Diagnostic>) {
        let empty = Mapping::new();
        let map = self.yaml.as_ref().unwrap_or(&empty);
        let read = |map: &Mapping, faults: &mut Faults| match role {
            DocumentRole::Plan => Front::Plan(Arc::new(front::plan(map, faults))),
            DocumentRole::Section => Front::Section(Arc::new(front::section(map, time, faults))),
            _ => Front::Page(Arc::new(front::page(map, faults))),
        };
        let yaml =
            Yaml { source: &self.source, range: self.yaml_range.clone(), mended: self.mended.as_deref() };
        let (mut front, mut diagnostics) = yaml.typed(map, &read);
        if self.yaml.is_none() {
            diagnostics.clear();
            // A plan of which nothing is known is not held back: that would hide what is in it.
            if let Front::Plan(front) = &mut front {
                *front = Arc::new(PlanFront { status: PlanStatus::Published, ..(**front).clone() });
            }
        }
        diagnostics.append(&mut characters::check(&self.source));
        let body_start = self.body_range.start;
        let body = markdown::parse(slice(&self.source.text, self.body_range));
        diagnostics.extend(body.faults.iter().map(|(finding, range)| {
            let (start, end) = (range.start + body_start, range.end + body_start);
            // A paragraph's range takes in the blank line after it.
            let end = self.source.text.get(start..end).map_or(end, |text| start + text.trim_end().len());
            Diagnostic::new(finding.clone(), self.source.place(start..end))
        }));
        if !self.is_whole {
            diagnostics.clear();
        }
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

/// What one file tells of the folder that it lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs {
    /// Whether the folder is a plan, if the file is its index.
    pub claim: PlanClaim,
    /// Whether it has keys that only a plan and its sections have.
    pub is_of_plan: bool,
    /// What it says of time, if it is a plan.
    pub time: PlanTime,
}

fn keys_of(map: &Mapping) -> Vec<String> {
    map.iter().filter(|(_, value)| !value.is_null()).filter_map(|(key, _)| scalar_text(key)).collect()
}

/// Whether a key is `kind`, however it is written. Only plans have a `kind`, so any value makes a folder one: a mistyped
/// word is reported as such, and not every other key of the plan.
fn is_kind(key: Option<&str>) -> bool {
    let meant = |key: &str| key_names::meant(&keys::PLAN, key).is_some_and(|key| key.name == "kind");
    key.is_some_and(|key| key == "kind" || (!key_names::is_key(key) && meant(key)))
}

/// What is amiss with the lines around the front matter.
fn fence_finding(source: &SourceFile, error: SplitError, fault: &FenceFault) -> Diagnostic {
    let slip = fault.slip.clone();
    let finding = match (error, &slip) {
        (
            SplitError::Missing,
            FenceSlip::Nothing | FenceSlip::BlanksBefore | FenceSlip::TextBefore | FenceSlip::Opening(_),
        ) => Finding::File(FileFault::MissingFrontMatter { slip }),
        _ => Finding::File(FileFault::UnclosedFrontMatter { slip }),
    };
    Diagnostic::new(finding, source.place(fault.range.clone()))
}
