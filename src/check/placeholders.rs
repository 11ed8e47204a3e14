//! Words of an example that nobody has put the body's own in the place of.
//!
//! `init` marks them; officials write ×× for a name to be filled in, too. In a draft they are one finding with all their
//! places; in a published plan each is an error (`markers`).

use super::markers::comment_start;
use super::report::LintReport;
use crate::bug::slice;
use crate::diagnostic::{Diagnostic, Finding, Place};
use crate::model::plan::{Plan, PlanStatus};
use crate::source::document::Text;
use crate::source::text::SourceFile;
use std::ops::Range;

/// What marks them.
const MARKS: [&str; 5] = ["××", "（示例）", "（待填）", "(example)", "(to be filled in)"];

/// Looks through a plan that is no published one.
pub(super) fn check(report: &mut LintReport<'_, '_>, plan: &Plan) {
    if plan.status() == PlanStatus::Published {
        return;
    }
    let texts = plan.parts().filter_map(|part| report.catalog.text(part.document));
    let places = texts.flat_map(|text| in_text(text).into_iter().map(|(place, _)| place)).collect();
    if let Some((finding, place)) = told(places) {
        report.say_at(place, finding, None);
    }
}

/// Looks through `site.yaml`.
pub fn in_site_yaml(site_yaml: &SourceFile) -> Option<Diagnostic> {
    let places = in_yaml(&site_yaml.text).into_iter().map(|range| site_yaml.place(range)).collect();
    told(places).map(|(finding, place)| Diagnostic::new(finding, place))
}

/// One finding at the first place that names the others.
fn told(places: Vec<Place>) -> Option<(Finding, Place)> {
    let mut places = places.into_iter();
    let first = places.next()?;
    let mut others: Vec<(String, Vec<usize>)> = Vec::new();
    for place in places {
        let (file, line) = (place.file.to_string(), place.start.line);
        match others.last_mut().filter(|(own, _)| *own == file) {
            Some((_, lines)) if lines.last() == Some(&line) => {}
            Some((_, lines)) => lines.push(line),
            None => others.push((file, vec![line])),
        }
    }
    Some((Finding::Placeholder { others }, first))
}

/// Where a document's values and its own words hold a mark, and the mark.
pub(super) fn in_text(text: &Text) -> Vec<(Place, String)> {
    let yaml = text.yaml();
    let of_yaml =
        in_yaml(yaml).into_iter().map(|range| (text.yaml_place(&range), slice(yaml, range).to_owned()));
    let of_passages = text.body.passages.iter().flat_map(|passage| {
        in_words(&passage.text)
            .map(|range| (text.place(&passage.source(&range)), slice(&passage.text, range).to_owned()))
    });
    of_yaml.chain(of_passages).collect()
}

/// The first mark of each line's value.
fn in_yaml(yaml: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in yaml.split_inclusive('\n') {
        let value = comment_start(line).map_or(line, |end| slice(line, ..end));
        found.extend(in_words(value).next().map(|range| start + range.start..start + range.end));
        start += line.len();
    }
    found
}

fn in_words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let first = MARKS.iter().filter_map(|mark| text.find(mark).map(|at| at..at + mark.len()));
    first.min_by_key(|range| range.start).into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_comments_are_none() {
        for (yaml, expected) in [
            ("title: ××区计划\n", Some(7..11)),
            ("# ××区\ntitle: 计划\n", None),
            ("a: 甲 # （示例）\nb: 乙（示例）（待填）\n", Some(28..40)),
            ("title: 5×8\n", None),
        ] {
            assert_eq!(in_yaml(yaml), Vec::from_iter(expected), "{yaml}");
        }
    }
}
