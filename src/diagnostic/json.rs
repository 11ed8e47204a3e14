//! Findings as one JSON object, for tools.
//!
//! Takes findings, gives `{"diagnostics": […], "summary": {…}}` and what became of the site as pretty-printed text. Lines and
//! columns count from 1, columns count characters, files are relative to the site's root. The
//! order of the keys is fixed, so that equal runs give equal bytes. [`JsonFinding`] is one finding by itself,
//! for the preview, which shows the source lines, too.

use super::place::Place;
use super::report::{Diagnostic, Tally};
use super::visible::escaped_json;
use super::words::Language;
use serde::Serialize;

/// The findings in the order given, and a summary: `errors`, `warnings` and `notes`, then the fields
/// of `extra_summary` in their order; last the fields of `outcome`. `body` gives the body that a finding belongs to, where the site
/// has several. Ends with a line break.
pub fn render<'d>(
    diagnostics: &'d [Diagnostic],
    body: impl Fn(&'d Diagnostic) -> Option<&'d str>,
    language: Language,
    extra_summary: impl Serialize,
    outcome: impl Serialize,
) -> String {
    let report = JsonReport {
        diagnostics: diagnostics
            .iter()
            .map(|found| (JsonFinding::new(found, language, Excerpts::Omit), body(found)))
            .map(|(finding, series)| JsonReported { finding, series })
            .collect(),
        summary: JsonSummary { tally: Tally::of(diagnostics), extra: extra_summary },
        outcome,
    };
    #[expect(
        clippy::expect_used,
        reason = "every key is text and nothing in the report can refuse to be written"
    )]
    let mut out = serde_json::to_string_pretty(&report).expect("the report is plain data");
    out.push('\n');
    escaped_json(out)
}

#[derive(Serialize)]
struct JsonReport<'a, E, O> {
    diagnostics: Vec<JsonReported<'a>>,
    summary: JsonSummary<E>,
    #[serde(flatten)]
    outcome: O,
}

/// A finding with the series that it belongs to.
#[derive(Serialize)]
struct JsonReported<'a> {
    #[serde(flatten)]
    finding: JsonFinding<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonSummary<E> {
    #[serde(flatten)]
    tally: Tally,
    #[serde(flatten)]
    extra: E,
}

/// Whether places come with the source lines that they are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excerpts {
    /// No: a tool has the files.
    Omit,
    /// As `excerpt`, with the column at which it begins as `excerpt_column`.
    Show,
}

/// One finding.
#[derive(Debug, Serialize)]
pub struct JsonFinding<'a> {
    code: &'static str,
    severity: &'static str,
    message: String,
    #[serde(flatten)]
    location: Location<'a>,
    help: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
}

impl<'a> JsonFinding<'a> {
    /// A finding in words.
    pub fn new(diagnostic: &'a Diagnostic, language: Language, excerpts: Excerpts) -> Self {
        Self {
            code: diagnostic.code().as_str(),
            severity: diagnostic.severity.word(),
            message: diagnostic.message(language),
            location: Location::new(diagnostic.place.as_ref(), excerpts),
            help: diagnostic.help(language),
            related: diagnostic
                .related
                .iter()
                .map(|(kind, place)| Related {
                    message: kind.words().into_language(language),
                    location: Location::new(Some(place), excerpts),
                })
                .collect(),
        }
    }
}

/// A place, or nulls where a finding concerns the site as a whole.
#[derive(Debug, Serialize)]
struct Location<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt_column: Option<usize>,
}

impl<'a> Location<'a> {
    fn new(place: Option<&'a Place>, excerpts: Excerpts) -> Self {
        let shown = place.filter(|_| excerpts == Excerpts::Show);
        Self {
            file: place.map(|place| &*place.file),
            line: place.map(|place| place.start.line),
            column: place.map(|place| place.start.column),
            end_line: place.map(|place| place.end.line),
            end_column: place.map(|place| place.end.column),
            excerpt: shown.map(|place| &*place.excerpt),
            excerpt_column: shown.map(|place| place.excerpt_column),
        }
    }
}

#[derive(Debug, Serialize)]
struct Related<'a> {
    message: String,
    #[serde(flatten)]
    location: Location<'a>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Finding, RelatedKind, SiteFault, Source, Thing};
    use serde_json::{Value, json};

    fn place(text: &str, range: std::ops::Range<usize>) -> Place {
        Source { file: &crate::source_path::SourcePath::from("content/2016/01-a.md"), text }.place(range)
    }

    #[test]
    fn a_finding_has_its_place_in_characters_and_its_words() {
        let finding =
            Finding::UnknownKey { key: "targt".into(), of: Thing::Indicator, similar: Some("target".into()) };
        let diagnostic = Diagnostic::new(finding, place("培育 targt: 1", 7..12));
        let expected = r#"{
  "diagnostics": [
    {
      "code": "unknown-key",
      "severity": "error",
      "message": "unknown key `targt` in an indicator",
      "file": "content/2016/01-a.md",
      "line": 1,
      "column": 4,
      "end_line": 1,
      "end_column": 9,
      "help": "did you mean `target`?"
    }
  ],
  "summary": {
    "errors": 1,
    "warnings": 0,
    "notes": 0,
    "pages": 7
  },
  "published": true
}
"#;
        assert_eq!(
            render(
                &[diagnostic],
                |_| None,
                Language::English,
                json!({"pages": 7}),
                json!({"published": true})
            ),
            expected
        );
    }

    #[test]
    fn a_finding_without_a_place_has_nulls_and_related_places_are_listed() {
        let global = Diagnostic::global(Finding::Site(SiteFault::MissingSite { folder: ".".into() }));
        let twice = Diagnostic::new(Finding::DuplicateId { id: "a".into() }, place("id: a\nid: a\n", 10..11))
            .with_related(RelatedKind::FirstUse, place("id: a\nid: a\n", 4..5));
        let expected = r#"{
  "diagnostics": [
    {
      "code": "missing-site",
      "severity": "error",
      "message": "文件夹 `.` 中没有 `site.yaml`",
      "file": null,
      "line": null,
      "column": null,
      "end_line": null,
      "end_column": null,
      "help": "请用 `--root` 指明站点所在文件夹，或用 `planpress init` 新建站点"
    },
    {
      "code": "duplicate-id",
      "severity": "error",
      "message": "编号 `a` 在本计划中已经使用",
      "file": "content/2016/01-a.md",
      "line": 2,
      "column": 5,
      "end_line": 2,
      "end_column": 6,
      "help": "同一计划中，每项指标、每项任务的编号应各不相同",
      "related": [
        {
          "message": "首次出现于此",
          "file": "content/2016/01-a.md",
          "line": 1,
          "column": 5,
          "end_line": 1,
          "end_column": 6
        }
      ]
    }
  ],
  "summary": {
    "errors": 2,
    "warnings": 0,
    "notes": 0
  }
}
"#;
        assert_eq!(render(&[global, twice], |_| None, Language::Chinese, (), ()), expected);
    }

    #[test]
    fn a_finding_with_its_source_lines_is_the_same_and_more() {
        let twice = Diagnostic::new(Finding::DuplicateId { id: "a".into() }, place("id: a\nid: a\n", 10..11))
            .with_related(RelatedKind::FirstUse, place("id: a\nid: a\n", 4..5));
        let value =
            |excerpts| serde_json::to_value(JsonFinding::new(&twice, Language::English, excerpts)).unwrap();
        let (mut shown, omitted) = (value(Excerpts::Show), value(Excerpts::Omit));
        assert_eq!(shown["excerpt_column"], 1);
        assert!(shown["related"][0]["excerpt"].as_str().unwrap().contains("id: a"), "{shown}");
        for pointer in ["", "/related/0"] {
            let place = shown.pointer_mut(pointer).and_then(Value::as_object_mut).unwrap();
            assert!(
                place.remove("excerpt").is_some() && place.remove("excerpt_column").is_some(),
                "{pointer}"
            );
        }
        assert_eq!(shown, omitted);
    }

    #[test]
    fn a_run_without_findings_is_still_an_object() {
        let expected = "{\n  \"diagnostics\": [],\n  \"summary\": {\n    \"errors\": 0,\n    \"warnings\": 0,\n    \"notes\": 0\n  }\n}\n";
        assert_eq!(render(&[], |_| None, Language::English, (), ()), expected);
    }
}
