//! Tables whose lines are drawn with `｜`.

use super::lines::LineStart;
use super::view::View;
use super::{Slips, is_blank, narrow};
use crate::bug::slice;
use crate::markdown::passage::{Passage, PassageKind};
use std::collections::BTreeMap;

/// Looks for lines of a paragraph that are rows of a table.
pub(super) fn scan_lines(view: &mut View<'_>, lines: &[LineStart], slips: &mut Slips) {
    let mut rest = lines;
    while let Some(first) = rest.iter().position(|line| bars(view.text_of(&line.source)) > 0) {
        rest = rest.get(first..).unwrap_or_default();
        let length = rest.iter().position(|line| bars(view.text_of(&line.source)) == 0).unwrap_or(rest.len());
        let (rows, after) = rest.split_at(length);
        rest = after;
        tell_rows(view, rows, slips);
    }
}

fn tell_rows(view: &mut View<'_>, rows: &[LineStart], slips: &mut Slips) {
    let text = |row: &LineStart| view.text_of(&row.source);
    let Some(wide) = rows.iter().find(|row| text(row).contains('｜')) else { return };
    let is_framed = |row: &LineStart| {
        let (text, bar) = (text(row), ['｜', '|']);
        bars(text) >= 3 && text.starts_with(bar) && text.ends_with(bar)
    };
    let is_table = rows.iter().any(|row| is_framed(row) || is_dashes(text(row)))
        || (rows.len() > 1 && rows.iter().all(|row| bars(text(row)) >= 2));
    if !is_table {
        return;
    }
    let found = text(wide).to_owned();
    let better = mended(&found);
    slips.wide(wide.source.clone(), found, better);
    let start = rows.first().map_or(0, |row| row.index);
    let end = rows.last().map_or(0, |row| row.index + text(row).chars().count());
    view.take(&(start..end.min(view.len())));
}

/// How many lines part the cells of a row.
fn bars(line: &str) -> usize {
    line.matches(['｜', '|']).count()
}

/// Whether a line is the one below a table's head.
fn is_dashes(line: &str) -> bool {
    let is_mark = |c: char| matches!(narrow(c), '|' | '-' | ':') || matches!(c, '—' | '–') || is_blank(c);
    bars(line) > 0 && line.chars().all(is_mark) && line.contains(['-', '－', '—', '–'])
}

/// A row as it should be.
fn mended(line: &str) -> String {
    let row: String = line.chars().map(|c| if c == '｜' { '|' } else { c }).collect();
    let cells = row.trim_matches('|').split('|');
    if is_dashes(line) {
        return format!("|{}", "---|".repeat(cells.count()));
    }
    let cells: Vec<&str> = cells.map(|cell| cell.trim_matches(is_blank)).collect();
    format!("| {} |", cells.join(" | "))
}

/// Looks for rows of a table that have too few cells, since what parts their cells is `｜`.
pub(super) fn scan_cells(source: &str, passages: &mut [Passage], slips: &mut Slips) {
    // How many columns each table's head has.
    let mut columns: BTreeMap<usize, usize> = BTreeMap::new();
    for place in passages.iter().filter_map(|passage| passage.cell) {
        let of_table = columns.entry(place.table).or_default();
        *of_table = (*of_table).max(place.column + 1);
    }
    let mut last = None;
    for passage in passages {
        let Some(cell) = passage.cell.filter(|_| passage.kind == PassageKind::Cell) else { continue };
        let row = Some((cell.table, cell.row));
        if !passage.text.contains('｜') || last == row {
            continue;
        }
        let at = passage.source(&(0..passage.text.len())).start;
        let start = slice(source, ..at).rfind('\n').map_or(0, |end| end + 1);
        let line = slice(source, start..).lines().next().unwrap_or_default();
        let start = start + (line.len() - line.trim_start_matches([' ', '\t', '>']).len());
        let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
        let cells = |line: &str| line.trim_matches('|').split('|').count();
        let better = mended(line);
        let wanted = columns.get(&cell.table).copied().unwrap_or_default();
        if cells(line) < wanted && cells(&better) == wanted {
            last = row;
            slips.wide(start..start + line.len(), line.to_owned(), better);
            passage.claimed.push(0..passage.text.len());
        }
    }
}
