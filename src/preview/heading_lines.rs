//! For the drafting bar: the file and the line that each heading of a page comes from.

use crate::bug::slice;
use crate::markdown;
use crate::pages::page_sources::{PageSources, SectionSource};
use crate::source::front_matter::split;
use crate::source::text::SourceFile;
use crate::source::walk::FoundFile;
use crate::source_path::SourcePath;
use serde::Serialize;
use std::path::Path;

/// Where an element of a page comes from.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct HeadingLine {
    /// The element's id.
    pub id: String,
    /// The source file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// The headings of a larger file are not looked for, in bytes.
const LARGEST: u64 = 2 << 20;

/// The headings of a page in reading order. Reads its source files as they are now; one that cannot be read has none.
pub fn headings(root: &Path, sources: &PageSources) -> Vec<HeadingLine> {
    let read = |file: &SourcePath| {
        let found = FoundFile { file: file.clone(), on_disk: root.join(&**file) };
        let size = found.on_disk.metadata().ok()?.len();
        // Lines are a convenience: nobody waits for them in a huge file.
        (size <= LARGEST).then(|| SourceFile::read(&found).ok())?
    };
    let mut all = Vec::new();
    all.extend(read(&sources.file).into_iter().flat_map(|source| of_source(&source, "")));
    for SectionSource { anchor, prefix, file } in &sources.sections {
        all.push(HeadingLine { id: anchor.clone(), file: file.to_string(), line: 1 });
        all.extend(read(file).into_iter().flat_map(|source| of_source(&source, prefix)));
    }
    all
}

/// The headings of a source file, with what the page puts before their ids.
pub fn of_source(source: &SourceFile, prefix: &str) -> Vec<HeadingLine> {
    let Ok(split) = split(&source.text) else { return Vec::new() };
    let start = split.body.start;
    let body = markdown::parse(slice(&source.text, split.body));
    let headings = body.headings.iter();
    headings
        .map(|heading| HeadingLine {
            id: format!("{prefix}{}", heading.id),
            file: source.file.to_string(),
            line: source.place(heading.span.start + start..heading.span.start + start).start.line,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_the_lines_of_the_file() {
        let text = "---\ntitle: 一\n---\n\n## 甲\n\n文。\n\n### 乙 {#b}\n";
        let source = SourceFile::new(SourcePath::from("content/a.md"), text.to_owned());
        let found = of_source(&source, "a/");
        let lines: Vec<_> = found.iter().map(|heading| (heading.id.as_str(), heading.line)).collect();
        assert_eq!(lines, [("a/甲", 5), ("a/b", 9)]);
    }
}
