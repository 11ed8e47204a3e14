//! The files of a composed plan, read with the project's own parser.

use crate::model::date::PlanTime;
use crate::model::indicator::{Indicator, Task};
use crate::source::assemble::DocumentRole;
use crate::source::document::{Document, Front, RawDocument};
use crate::source::text::SourceFile;
use std::collections::BTreeMap;

/// A file of the plan.
pub struct PlanFile {
    /// Its path in the plan's folder.
    pub path: String,
    pub document: Document,
    /// Whether it is the plan's own `_index.md`.
    pub is_index: bool,
}

impl PlanFile {
    /// The indicators of its front matter.
    pub fn indicators(&self) -> &[Indicator] {
        match &self.document.front {
            Front::Plan(front) => &front.indicators,
            Front::Section(front) => &front.indicators,
            Front::Page(_) => &[],
        }
    }

    /// The tasks of its front matter.
    pub fn tasks(&self) -> &[Task] {
        match &self.document.front {
            Front::Plan(front) => &front.tasks,
            Front::Section(front) => &front.tasks,
            Front::Page(_) => &[],
        }
    }

    /// What stands over its text before its first heading.
    pub fn title(&self) -> &str {
        match &self.document.front {
            Front::Section(front) => &front.title,
            Front::Plan(_) | Front::Page(_) => "",
        }
    }

    /// The plan's title; empty where the file is not the plan's own.
    pub fn plan_title(&self) -> String {
        match &self.document.front {
            Front::Plan(front) => front.title.clone(),
            Front::Section(_) | Front::Page(_) => String::new(),
        }
    }

    /// Its whole text.
    pub fn text(&self) -> &str {
        &self.document.text.source.text
    }
}

/// Reads a file of a plan for a year; none where it is no text, or has no front matter.
pub fn read_file(path: &str, text: String, year: i16) -> Option<PlanFile> {
    let is_index = path == "_index.md";
    let role = if is_index { DocumentRole::Plan } else { DocumentRole::Section };
    let (raw, _) = RawDocument::read(SourceFile::new(path.into(), text));
    raw.yaml.as_ref()?;
    let (document, _) = raw.parse(role, PlanTime { year, as_of: None });
    Some(PlanFile { path: path.to_owned(), document, is_index })
}

/// Reads the Markdown files of a plan, its own text first.
pub fn read_files(files: &BTreeMap<String, Vec<u8>>, year: i16) -> Vec<PlanFile> {
    let texts = files.iter().filter(|(path, _)| path.ends_with(".md"));
    let read =
        texts.filter_map(|(path, bytes)| read_file(path, String::from_utf8(bytes.clone()).ok()?, year));
    let mut read: Vec<PlanFile> = read.collect();
    read.sort_by_key(|file| !file.is_index);
    read
}
