//! Rows of a table that have more or fewer cells than its head, or are none.
//!
//! Cells are counted in the source: the parser drops those that are too many and adds those that are missing.

use super::pipes::{DashLine, cells, dashes, has_pipe};
use super::{BlockReader, typed};
use crate::bug::slice;
use crate::diagnostic::{BlockSlip, TableFault};
use std::cmp::Ordering;
use std::ops::Range;

/// A table that is open.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    columns: usize,
    head: String,
    /// The row before, and whether it ends within a cell.
    before: String,
    /// Rows with so many cells that are not told one by one.
    long: Vec<Row>,
    short: Vec<Row>,
    /// A text that became a row was told.
    is_text_told: bool,
    /// The same of a second line of dashes.
    is_repeat_told: bool,
}

#[derive(Debug)]
struct Row {
    line: String,
    cells: usize,
    place: Range<usize>,
    lost: Vec<String>,
}

impl BlockReader<'_> {
    /// A table begins.
    pub(super) fn start_table(&mut self, columns: usize, range: &Range<usize>) {
        self.table_in_run(range.end, columns);
        self.table = Some(OpenTable { columns, ..OpenTable::default() });
    }

    /// The head begins.
    pub(super) fn table_head(&mut self, range: &Range<usize>) {
        let head = self.typed(&self.rest_of_line(range.start));
        if let Some(table) = &mut self.table {
            table.head.clone_from(&head);
            table.before = head;
        }
    }

    /// A row begins.
    pub(super) fn table_row(&mut self, range: &Range<usize>) {
        let place = self.rest_of_line(range.start);
        let source = slice(self.text, place.clone());
        let line = typed(source);
        let Some(table) = &mut self.table else { return };
        let before = std::mem::replace(&mut table.before, line.clone());
        // Full-width marks are told where all of them are.
        if line.matches('｜').count() > 1 {
            return;
        }
        let is_framed = |line: &str| line.starts_with('|');
        // A `|` within a sentence parts no cells.
        let is_text = !has_pipe(&line)
            || (is_framed(&table.head)
                && !is_framed(&line)
                && !line.ends_with('|')
                && line.ends_with(['。', '；', '：']));
        if is_text {
            if !std::mem::replace(&mut table.is_text_told, true) {
                self.tell(BlockSlip::TextInTable { line }, place);
            }
            return;
        }
        if DashLine::read(&line).is_some_and(|dashes| dashes.is_right) {
            if !std::mem::replace(&mut table.is_repeat_told, true) {
                let (fault, dashes) = (TableFault::Repeated, String::new());
                self.tell(BlockSlip::TableAsText { fault, mended: before, dashes }, place);
            }
            return;
        }
        let found = cells(source);
        match found.len().cmp(&table.columns) {
            Ordering::Less => self.short_row(&before, line, found.len(), place),
            Ordering::Equal => {}
            Ordering::Greater => self.long_row(line, &found, place),
        }
    }

    /// A row has fewer cells than the head.
    fn short_row(&mut self, before: &str, line: String, cells: usize, place: Range<usize>) {
        let Some(table) = &mut self.table else { return };
        // It may be that `｜` parts the others, which is told elsewhere.
        if line.contains('｜') {
            return;
        }
        let is_framed = |line: &str| line.starts_with('|');
        let is_broken =
            is_framed(&table.head) && !is_framed(&line) && is_framed(before) && !before.ends_with('|');
        if is_broken {
            let (columns, mended) = (table.columns, format!("{before}<br>{line}"));
            let slip =
                BlockSlip::TableCellsMissing { cells, columns, mended, parted: None, is_broken, others: 0 };
            self.tell(slip, place);
        } else if !is_title(&line, cells) {
            table.short.push(Row { line, cells, place, lost: Vec::new() });
        }
    }

    /// A row has more cells than the head.
    fn long_row(&mut self, line: String, found: &[Range<usize>], place: Range<usize>) {
        let source = slice(self.text, place.clone());
        let Some(table) = &mut self.table else { return };
        let (cells, columns) = (found.len(), table.columns);
        let text = |cell: &Range<usize>| slice(source, cell.clone());
        let filled: Vec<&Range<usize>> =
            found.iter().skip(columns).filter(|cell| !typed(text(cell)).is_empty()).collect();
        let (Some(first), Some(last)) = (filled.first(), filled.last()) else { return };
        let lost: Vec<String> = filled.iter().map(|cell| typed(text(cell))).collect();
        if let Some((at, row)) = escaped(source, found, cells - columns) {
            let (head, dashes) = (String::new(), String::new());
            let slip =
                BlockSlip::TableCellsLost { cells, columns, lost, row: Some(row), head, dashes, others: 0 };
            let at = place.start + at;
            return self.tell(slip, at..at + 1);
        }
        let start = first.start + (text(first).len() - text(first).trim_start().len());
        let end = last.start + text(last).trim_end().len();
        table.long.push(Row { line, cells, place: place.start + start..place.start + end, lost });
    }

    /// The table ended: rows with one and the same number of cells are told once.
    pub(super) fn end_table(&mut self) {
        let Some(table) = self.table.take() else { return };
        let columns = table.columns;
        for (row, others) in first_of_each(table.long) {
            let frame = if table.head.ends_with('|') { "" } else { " |" };
            let slip = BlockSlip::TableCellsLost {
                cells: row.cells,
                columns,
                lost: row.lost,
                row: None,
                head: format!("{}{frame}{}", table.head, " |".repeat(row.cells - columns)),
                dashes: dashes(row.cells, &[]),
                others,
            };
            self.tell(slip, row.place);
        }
        for (row, others) in first_of_each(table.short) {
            let frame = if row.line.ends_with('|') { "" } else { " |" };
            let mended = format!("{}{frame}{}", row.line, " |".repeat(columns - row.cells));
            let parted = if columns - row.cells == 1 { parted(&row.line) } else { None };
            let cells = row.cells;
            let slip =
                BlockSlip::TableCellsMissing { cells, columns, mended, parted, is_broken: false, others };
            self.tell(slip, row.place);
        }
    }
}

/// The first of the rows with each number of cells, and how many more there are.
fn first_of_each(rows: Vec<Row>) -> Vec<(Row, usize)> {
    let mut found: Vec<(Row, usize)> = Vec::new();
    for row in rows {
        match found.iter_mut().find(|(first, _)| first.cells == row.cells) {
            Some((_, others)) => *others += 1,
            None => found.push((row, 0)),
        }
    }
    found
}

/// Where `|` within words make the cells that are too many, while the others have blanks around them: the first of them, and
/// the row with a `\` before each.
fn escaped(row: &str, cells: &[Range<usize>], extra: usize) -> Option<(usize, String)> {
    let is_blank = |at: Option<char>| at.is_none_or(char::is_whitespace);
    let inner = cells.iter().skip(1).map(|cell| cell.start - 1);
    let is_tight = |at: &usize| {
        let before = slice(row, ..*at).chars().next_back();
        let after = slice(row, *at + 1..).chars().next();
        !is_blank(before) && !is_blank(after)
    };
    let (tight, spaced): (Vec<usize>, Vec<usize>) = inner.partition(is_tight);
    if tight.len() != extra || spaced.is_empty() && !row.trim().starts_with("| ") {
        return None;
    }
    let ends = tight.iter().copied().chain([row.len()]);
    let starts = std::iter::once(0).chain(tight.iter().copied());
    let pieces: Vec<&str> = starts.zip(ends).map(|(start, end)| slice(row, start..end)).collect();
    Some((*tight.first()?, typed(&pieces.join("\\"))))
}

/// A row with a `|` at the only blank within its cells.
fn parted(row: &str) -> Option<String> {
    let blanks = cells(row).into_iter().flat_map(|cell| {
        let text = slice(row, cell.clone());
        let start = cell.start + (text.len() - text.trim_start().len());
        text.trim().match_indices(' ').map(move |(at, _)| start + at).collect::<Vec<_>>()
    });
    match blanks.collect::<Vec<_>>().as_slice() {
        [at] => Some(format!("{} | {}", slice(row, ..*at), slice(row, *at + 1..))),
        _ => None,
    }
}

/// Whether a row with one cell is a title for the rows below it, or a note.
fn is_title(row: &str, cells: usize) -> bool {
    let text = row.trim_matches(['|', ' ']);
    let begins = ["**", "注", "备注", "说明", "合计", "小计", "（", "单位"];
    cells == 1
        && (begins.iter().any(|word| text.starts_with(word))
            || crate::model::numbering::hand_numbered(text)
            || text.ends_with('：'))
}
