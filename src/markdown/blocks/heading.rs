//! Headings that were not meant as headings, and what vanishes from one.

use super::{BlockReader, pipes, typed};
use crate::bug::slice;
use crate::diagnostic::{BlockSlip, OtherMark, TableFault};
use std::ops::{ControlFlow, Range};

/// A longer text is no title.
const LONGEST_TITLE: usize = 30;

impl BlockReader<'_> {
    /// A heading begins; breaks where it was not meant as one. `vanishes` where more than an id stands in `{…}`.
    pub(super) fn heading(
        &mut self,
        range: &Range<usize>,
        id: Option<&str>,
        vanishes: bool,
    ) -> ControlFlow<()> {
        let heading = slice(self.text, range.clone()).trim_end();
        let has_other = vanishes || id.is_some_and(|id| !is_usable(id));
        if let Some(at) = heading.rfind('{').filter(|_| has_other) {
            let place = self.rest_of_line(range.start + at);
            let found = self.typed(&place);
            let better = better(&typed(slice(heading, ..at)), &found, id);
            self.tell(BlockSlip::TemplateMarks { found, mark: OtherMark::HeadingAttributes, better }, place);
        }
        match heading.rsplit_once('\n') {
            Some((text, under)) if !heading.starts_with('#') => self.underlined(range, text, under),
            _ => ControlFlow::Continue(()),
        }
    }

    /// A text with a line of `-` or `=` below it begins.
    fn underlined(&mut self, range: &Range<usize>, text: &str, under: &str) -> ControlFlow<()> {
        let lines: Vec<String> = text.lines().map(|line| typed(without_containers(line))).collect();
        let mark = without_containers(under);
        let start = range.start + text.len() + 1 + (under.len() - mark.len());
        let (mark, place) = (mark.trim_end(), start..start + mark.trim_end().len());
        let columns = lines.last().map_or(0, |line| pipes::cells(line).len());
        if columns > 1 && mark.starts_with('-') {
            self.settle_pipes(range.end);
            let (fault, mended, dashes) = (TableFault::DashCells, pipes::dashes(columns, &[]), String::new());
            self.tell(BlockSlip::TableAsText { fault, mended, dashes }, place);
        } else if is_title(&lines, mark) {
            return ControlFlow::Continue(());
        } else {
            let heading = format!("## {}", lines.concat());
            self.tell(BlockSlip::AccidentalHeading { mark: mark.to_owned(), heading }, place);
        }
        ControlFlow::Break(())
    }
}

/// A line without what the quotations and items that it stands in begin it with.
fn without_containers(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\t'])
}

/// Whether an id can be linked to as it is written.
fn is_usable(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// The heading as it should be: with nothing but its id in `{…}`, and words in round brackets.
fn better(title: &str, found: &str, id: Option<&str>) -> String {
    let words = found.trim_matches(['{', '}', ' ']);
    match id.filter(|id| is_usable(id)) {
        Some(id) => format!("{title} {{#{id}}}"),
        None if words.starts_with(['.', '#', ':']) || words.contains('=') => title.to_owned(),
        None => format!("{title}（{words}）"),
    }
}

/// Whether a text with such a line below it reads like a title that is underlined. Three dashes are how a rule is typed.
fn is_title(lines: &[String], under: &str) -> bool {
    let [title] = lines else { return false };
    let ends = |c: char| matches!(c, '。' | '；' | '！' | '？' | '，' | '：' | '.' | ';' | ':' | ',');
    let is_sentence = title.ends_with(ends) || title.contains(['。', '；']);
    let is_long = title.chars().count() > LONGEST_TITLE && title.split_whitespace().count() < 2
        || title.split_whitespace().count() > 12;
    let is_underline = under.len() > 3 || (under.len() == 3 && under.starts_with('='));
    is_underline && !is_sentence && !is_long
}
