//! Lines that were typed as a table and are none: without a line of dashes, with a wrong one, with an empty line between.

use super::{BlockReader, TextLine, typed};
use crate::bug::slice;
use crate::diagnostic::{BlockSlip, TableFault};
use std::ops::Range;

/// What is typed for the dashes of a table.
const DASHES: [char; 23] = [
    '-', '—', '–', '－', '─', '━', '‐', '‑', '‒', '―', '﹣', '−', '=', '_', '＿', '＝', '…', '·', '.', 'ー',
    '~', '～', '*',
];

/// Lines of a table one after the other, in one block or in several with empty lines between.
#[derive(Debug, Default)]
pub(super) struct PipeRun {
    /// Where the last of them ends.
    end: usize,
    state: RunState,
}

#[derive(Debug, Default)]
enum RunState {
    #[default]
    Nothing,
    /// What is wrong with it was told.
    Settled,
    /// It is a table with so many columns.
    Table(usize),
    /// A line alone, which is the first of a table or not.
    Head(Range<usize>),
}

/// The cells of a line, as byte ranges with the blanks around them: what stands between those `|` that no `\` is before. One
/// at the start and one at the end of the line frame it.
pub(super) fn cells(line: &str) -> Vec<Range<usize>> {
    let trimmed = line.trim_end();
    let mut start = line.len() - line.trim_start().len();
    let mut found = Vec::new();
    let mut is_escaped = false;
    let first = start;
    for (at, c) in trimmed.char_indices().skip_while(|(at, _)| *at < first) {
        match c {
            '|' if !is_escaped => {
                if at > first {
                    found.push(start..at);
                }
                start = at + 1;
            }
            _ => {}
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    if start < trimmed.len() {
        found.push(start..trimmed.len());
    }
    found
}

/// Whether a `|` in a line parts cells.
pub(super) fn has_pipe(line: &str) -> bool {
    let mut is_escaped = false;
    line.chars().any(|c| {
        let found = c == '|' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        found
    })
}

/// A line of dashes with so many cells, aligned as those that were typed.
pub(super) fn dashes(columns: usize, aligned: &[(bool, bool)]) -> String {
    let cell = |index: usize| match aligned.get(index) {
        Some((true, true)) => ":---:",
        Some((true, false)) => ":---",
        Some((false, true)) => "---:",
        _ => "---",
    };
    let cells: Vec<&str> = (0..columns).map(cell).collect();
    format!("| {} |", cells.join(" | "))
}

/// A line that was meant to part a table's head from its rows.
pub(super) struct DashLine {
    /// For each cell whether a colon stands before and behind.
    aligned: Vec<(bool, bool)>,
    /// Whether the parser reads it as one.
    pub(super) is_right: bool,
}

impl DashLine {
    /// Reads a line that consists of such marks only; none for another.
    pub(super) fn read(line: &str) -> Option<Self> {
        let is_blank = |c: char| c.is_whitespace();
        let is_part = |c: char| DASHES.contains(&c) || matches!(c, '|' | '+' | ':' | '：') || is_blank(c);
        let is_framed = line.starts_with('+') && line.matches('+').count() > 1;
        let parts = line.contains('|') || is_framed;
        if !parts || !line.contains(DASHES) || !line.chars().all(is_part) {
            return None;
        }
        let flat = line.replace('+', "|").replace('：', ":");
        let cells: Vec<&str> =
            cells(flat.trim()).into_iter().map(|cell| slice(flat.trim(), cell).trim()).collect();
        let is_cell = |cell: &&str| {
            let inner = cell.trim_start_matches(':').trim_end_matches(':');
            !inner.is_empty() && inner.chars().all(|c| c == '-')
        };
        let is_right = !line.contains(['+', '：', '\u{3000}', '\u{a0}']) && cells.iter().all(is_cell);
        let aligned =
            cells.iter().map(|cell| (cell.starts_with(':'), cell.ends_with(':') && cell.len() > 1)).collect();
        Some(Self { aligned, is_right })
    }
}

/// Lines of a text that were typed as a table.
struct TypedTable {
    texts: Vec<String>,
    /// The first line of the table.
    begins: usize,
    dashes: Option<(usize, DashLine)>,
    /// The line above the dashes, where it is one of cells.
    head: Option<usize>,
}

impl TypedTable {
    fn read(texts: Vec<String>) -> Option<Self> {
        let is_framed = |text: &String| text.starts_with('|') && text.ends_with('|') && cells(text).len() > 1;
        let dashes = texts.iter().enumerate().find_map(|(at, text)| Some((at, DashLine::read(text)?)));
        let above = dashes.as_ref().and_then(|(at, _)| at.checked_sub(1));
        let head = above.filter(|at| texts.get(*at).is_some_and(|text| has_pipe(text)));
        let begins = match &dashes {
            Some((at, _)) => head.unwrap_or(*at),
            None => texts.iter().position(is_framed)?,
        };
        Some(Self { texts, begins, dashes, head })
    }

    /// Whether a full-width `｜` stands in it.
    fn has_wide(&self) -> bool {
        self.texts.iter().any(|text| text.contains('｜'))
    }

    /// How many cells its first line has.
    fn columns(&self) -> usize {
        self.texts.get(self.begins).map_or(0, |text| cells(text).len())
    }

    /// What is wrong with it, the line as it should be, and which line that is; none where it is one line, of which it is
    /// not known yet what follows.
    fn fault(&self) -> Option<(TableFault, String, usize)> {
        let Some((at, dash)) = &self.dashes else {
            let is_alone = self.texts.len() == self.begins + 1;
            return (!is_alone).then(|| (TableFault::NoDashes, dashes(self.columns(), &[]), self.begins));
        };
        if self.head.is_none() {
            let cells = vec!["…"; dash.aligned.len()].join(" | ");
            return Some((TableFault::NoHead, format!("| {cells} |"), *at));
        }
        if !dash.is_right {
            return Some((TableFault::WrongDashes, dashes(self.columns(), &dash.aligned), *at));
        }
        if self.columns() != dash.aligned.len() {
            return Some((TableFault::DashCells, dashes(self.columns(), &dash.aligned), *at));
        }
        // What is right is no table where its head does not begin a block.
        Some((TableFault::NotApart, self.texts.get(self.begins).cloned().unwrap_or_default(), self.begins))
    }
}

impl BlockReader<'_> {
    /// Reads the lines of a text; gives whether they were typed as a table.
    pub(super) fn typed_table(&mut self, lines: &[TextLine]) -> bool {
        let may_be = |line: &TextLine| slice(self.text, line.range.clone()).contains(['|', '\t']);
        // Most texts have neither.
        if !lines.iter().any(may_be) {
            return false;
        }
        let texts: Vec<String> = lines.iter().map(|line| self.typed(&line.range)).collect();
        if self.tabs(lines, &texts) {
            return true;
        }
        // Full-width marks are told where all of them are.
        let Some(typed) = TypedTable::read(texts).filter(|typed| !typed.has_wide()) else { return false };
        let (Some(first), Some(last)) = (lines.get(typed.begins), lines.last()) else { return false };
        let follows = typed.head.is_none() && self.follows(first.range.start);
        let fault = match std::mem::take(&mut self.pipes.state) {
            RunState::Settled if follows => None,
            RunState::Head(_) if follows => Some((TableFault::Parted, String::new(), typed.begins)),
            RunState::Table(columns) if follows && columns == typed.columns() => {
                Some((TableFault::Parted, String::new(), typed.begins))
            }
            before => {
                self.pipes.state = before;
                self.end_pipes();
                if self.is_behind_blanks(first) {
                    self.tell_wide_indent("|", first);
                    None
                } else if let Some(fault) = typed.fault() {
                    Some(fault)
                } else {
                    self.pipes = PipeRun { end: last.range.end, state: RunState::Head(first.range.clone()) };
                    return true;
                }
            }
        };
        if let Some((fault, mended, at)) = fault {
            let place = lines.get(at).unwrap_or(first).range.clone();
            self.tell(BlockSlip::TableAsText { fault, mended, dashes: String::new() }, place);
        }
        self.pipes = PipeRun { end: last.range.end, state: RunState::Settled };
        true
    }

    /// Reads lines with tabs in them: two or more with as many tabs each are a table that was pasted.
    fn tabs(&mut self, lines: &[TextLine], texts: &[String]) -> bool {
        let count = |text: &String| text.matches('\t').count();
        let first = texts
            .iter()
            .zip(texts.iter().skip(1))
            .position(|(text, next)| count(text) > 0 && count(text) == count(next));
        let Some((text, line)) = first.and_then(|at| Some((texts.get(at)?, lines.get(at)?))) else {
            return false;
        };
        let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
        let mended = format!("| {} |", cells.join(" | "));
        let slip =
            BlockSlip::TableAsText { fault: TableFault::Tabs, mended, dashes: dashes(cells.len(), &[]) };
        self.tell(slip, line.range.clone());
        true
    }

    /// A table ended: lines that follow after an empty one were meant as its rows.
    pub(super) fn table_in_run(&mut self, end: usize, columns: usize) {
        self.end_pipes();
        self.pipes = PipeRun { end, state: RunState::Table(columns) };
    }

    /// What is wrong with the table whose lines end here was told: lines that follow are its rows.
    pub(super) fn settle_pipes(&mut self, end: usize) {
        self.end_pipes();
        self.pipes = PipeRun { end, state: RunState::Settled };
    }

    /// Whether only empty lines stand between the last lines of a table and a place.
    fn follows(&self, start: usize) -> bool {
        !matches!(self.pipes.state, RunState::Nothing)
            && self
                .text
                .get(self.pipes.end..start)
                .is_some_and(|between| between.chars().all(|c| c.is_whitespace() || c == '>'))
    }

    /// Nothing more can belong to the lines that were read: a line that stayed alone has no line of dashes.
    pub(super) fn end_pipes(&mut self) {
        if let RunState::Head(line) = std::mem::take(&mut self.pipes.state) {
            let columns = cells(&typed(slice(self.text, line.clone()))).len();
            let mended = dashes(columns, &[]);
            let slip = BlockSlip::TableAsText { fault: TableFault::NoDashes, mended, dashes: String::new() };
            self.tell(slip, line);
        }
    }
}
