//! Tables of tasks and of indicators, read as entries of front matter.
//!
//! Takes a table; gives its entries where every cell of every row has a place among the keys of an entry, else why it stays a table.
//! Nothing is guessed: a head that is not known, a target that cannot be read whole, a number without its year keep the table as it is.

mod grid;
mod heads;
mod indicators;
mod tasks;
#[cfg(test)]
mod tests;

use super::document::{ParagraphId, Table};
use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::source::edit::insert::Record;
use grid::Grid;
use heads::{Column, TableKind, read_heads};

/// A table that became entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryTable {
    pub kind: EntryKind,
    /// The entries, in order, without their ids.
    pub entries: Vec<NewEntry>,
    /// Its heads, which the theme writes.
    pub heads: Vec<(ParagraphId, String)>,
    /// The numbers that count its rows.
    pub numbers: Vec<(ParagraphId, String)>,
}

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    Tasks,
    Indicators,
}

/// An entry without its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    pub name: String,
    /// The keys after `name`, as YAML has them in brackets.
    pub keys: Record,
}

/// Why a table that looks like one of entries stays a table; none where it does not look like one.
pub type Refusal = Option<Words>;

/// Reads a table of a plan for a year.
///
/// # Errors
/// It stays a table.
pub fn read(table: &Table, year: i16) -> Result<EntryTable, Refusal> {
    let grid = Grid::new(table).ok_or(None)?;
    let heads = read_heads(&grid, year).ok_or(None)?;
    let unknown = heads.columns.iter().position(|column| *column == Column::Unknown);
    if let Some(column) = unknown {
        let head = heads.words.get(column).cloned().unwrap_or_default();
        return Err(Some(say!(
            "it stays a table: front matter has no key for its column `{head}`",
            "保留为表格：“{head}”一列在文件头中没有对应的键"
        )));
    }
    let entries = match heads.kind {
        TableKind::Tasks => tasks::read(&grid, &heads, year)?,
        TableKind::Indicators => indicators::read(&grid, &heads, year)?,
    };
    if entries.is_empty() {
        return Err(None);
    }
    let kind = match heads.kind {
        TableKind::Tasks => EntryKind::Tasks,
        TableKind::Indicators => EntryKind::Indicators,
    };
    let columns = heads.columns.iter().enumerate().filter(|(_, column)| **column == Column::Number);
    let numbers = columns.flat_map(|(at, _)| grid.paragraphs_in(heads.rows, at)).collect();
    Ok(EntryTable { kind, entries, heads: grid.paragraphs_of(0..heads.rows), numbers })
}

/// A cell that says nothing: empty, or a dash.
pub fn is_blank(text: &str) -> bool {
    matches!(text.trim(), "" | "-" | "—" | "——" | "－" | "–" | "/" | "／")
}
