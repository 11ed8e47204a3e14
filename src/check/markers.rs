//! Markers of what is still to be revised, left in a plan that is published.
//!
//! `rollover` writes them behind the targets and figures that it carries on, and drafters do so by hand. A published
//! plan with one has something in it that nobody decided on, most likely last year's number.

use super::placeholders;
use super::report::LintReport;
use crate::diagnostic::Finding;
use crate::model::plan::{DocumentId, Plan, PlanStatus};
use crate::source::document::Text;
use std::ops::Range;

/// The words of markers. Beside other words 待修订 may be part of a sentence (对待修订的制度), and the English words may
/// be one anywhere but in a comment.
const CHINESE: &str = "待修订";
const ENGLISH: &str = "to be revised";

pub(super) fn check(report: &mut LintReport<'_, '_>, plan: &Plan) {
    if plan.status() != PlanStatus::Published {
        return;
    }
    let sections = plan.sections.iter().filter(|section| !section.is_draft());
    let documents = std::iter::once(plan.document).chain(sections.map(|section| section.document));
    for document in documents {
        in_document(report, document);
    }
}

fn in_document(report: &mut LintReport<'_, '_>, document: DocumentId) {
    let Some(text) = report.catalog.text(document) else { return };
    let say = |(place, marker): (_, &str)| (place, Finding::LeftMarker { marker: marker.to_owned() });
    let yaml = text.yaml();
    let mut found: Vec<_> = in_yaml(yaml)
        .into_iter()
        .filter_map(|range| Some(say((text.yaml_place(&range), yaml.get(range.clone())?))))
        .collect();
    if let Some(body) = text.source.text.get(text.body_start..) {
        let comments = in_comments(body).into_iter();
        found.extend(comments.filter_map(|range| Some(say((text.place(&range), body.get(range.clone())?)))));
    }
    found.extend(in_passages(text).into_iter().map(|range| say((text.place(&range), CHINESE))));
    let placeholders = placeholders::in_text(text).into_iter();
    found.extend(placeholders.map(|(place, marker)| (place, Finding::LeftMarker { marker })));
    for (place, finding) in found {
        report.say_at(place, finding, None);
    }
}

/// Where the markers lie in YAML: in comments, and where they stand alone in a value.
fn in_yaml(yaml: &str) -> Vec<Range<usize>> {
    if !has_marker(yaml) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        let bare = line.trim_end();
        let comment = comment_start(bare).unwrap_or(bare.len());
        let (value, comment_text) = bare.split_at(comment);
        found.extend(alone(value).map(|range| start + range.start..start + range.end));
        if has_marker(comment_text) {
            found.push(start + comment..start + bare.len());
        }
        start += line.len();
    }
    found
}

/// Where a line's comment begins: at a `#` at its start or behind a blank, outside of quotes.
pub(super) fn comment_start(line: &str) -> Option<usize> {
    let (mut quote, mut before) = (None, ' ');
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '#') if before.is_whitespace() => return Some(at),
            // Within a word a quote is a letter.
            (None, '"' | '\'') if before.is_whitespace() || "[{,".contains(before) => quote = Some(c),
            _ => {}
        }
        before = c;
    }
    None
}

/// Where comments of the Markdown hold a marker; in a block of code there are none.
fn in_comments(body: &str) -> Vec<Range<usize>> {
    if !has_marker(body) {
        return Vec::new();
    }
    let code = code_blocks(body);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = body.get(from..).and_then(|rest| rest.find("<!--")).map(|at| from + at) {
        let rest = body.get(start..).unwrap_or_default();
        let end = rest.find("-->").map_or(body.len(), |at| start + at + 3);
        if body.get(start..end).is_some_and(has_marker) && !code.iter().any(|block| block.contains(&start)) {
            found.push(start..end);
        }
        from = end;
    }
    found
}

/// The blocks of code between fences.
fn code_blocks(body: &str) -> Vec<Range<usize>> {
    let (mut blocks, mut open, mut start) = (Vec::new(), None, 0);
    for line in body.split_inclusive('\n') {
        let fence = ["```", "~~~"].into_iter().find(|fence| line.trim_start().starts_with(fence));
        open = match (open, fence) {
            (None, Some(fence)) => Some((fence, start)),
            (Some((own, begun)), Some(fence)) if own == fence => {
                blocks.push(begun..start);
                None
            }
            (open, _) => open,
        };
        start += line.len();
    }
    blocks.extend(open.map(|(_, begun)| begun..body.len()));
    blocks
}

/// Where the plan's own words hold a marker that readers would see.
fn in_passages(text: &Text) -> Vec<Range<usize>> {
    let passages = text.body.passages.iter().filter(|passage| !passage.quoted);
    passages
        .flat_map(|passage| {
            let found: Vec<_> = alone(&passage.text).map(|range| passage.source(&range)).collect();
            found
        })
        .collect()
}

fn has_marker(text: &str) -> bool {
    text.contains(CHINESE) || text.contains(ENGLISH)
}

/// Where the Chinese marker stands by itself, with no letter beside it.
fn alone(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.match_indices(CHINESE).map(|(at, word)| at..at + word.len()).filter(|range| {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let before = text.get(..range.start).and_then(|text| text.chars().next_back());
        let after = text.get(range.end..).and_then(|text| text.chars().next());
        !is_letter(before) && !is_letter(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, ranges: Vec<Range<usize>>) -> Vec<&str> {
        ranges.into_iter().map(|range| text.get(range).unwrap()).collect()
    }

    #[test]
    fn markers_in_yaml_are_comments_or_stand_alone() {
        for (yaml, found) in [
            ("target: 12家以上 # 待修订：上年目标\n", &["# 待修订：上年目标"][..]),
            ("target: 12 # to be revised: last year's target\r\n", &["# to be revised: last year's target"]),
            ("# 待修订\ntitle: a\n", &["# 待修订"]),
            ("title: 待修订\n", &["待修订"]),
            ("name: 培育企业（待修订）\n", &["待修订"]),
            ("name: 修订对待修订制度的办法\n", &[]),
            ("note: it's to be revised\n", &[]),
            ("note: 'a # to be revised'\n", &[]),
            ("l: [{target: 1}, {target: 2}] # 待修订\n", &["# 待修订"]),
        ] {
            assert_eq!(shown(yaml, in_yaml(yaml)), found, "{yaml}");
        }
    }

    #[test]
    fn markers_in_comments_of_the_body_are_found_outside_of_code() {
        for (body, found) in [
            ("[12家](indicator:a)<!-- 待修订 -->。", &["<!-- 待修订 -->"][..]),
            ("text<!-- to be revised -->", &["<!-- to be revised -->"]),
            ("<!--\n待修订\n-->\n", &["<!--\n待修订\n-->"]),
            ("```\n<!-- 待修订 -->\n```\n<!-- 说明 -->\n", &[]),
            ("<!-- 待修订", &["<!-- 待修订"]),
        ] {
            assert_eq!(shown(body, in_comments(body)), found, "{body}");
        }
    }
}
