//! A table as rows and columns of texts, each merged cell in every place that it covers.

use crate::import::document::{Block, Cell, Inline, ParagraphId, Table};
use std::collections::BTreeSet;
use std::ops::Range;

/// More places than this has no table of entries.
const MOST: usize = 100_000;

/// A table in places.
pub struct Grid<'t> {
    rows: Vec<Vec<Option<&'t Cell>>>,
    pub columns: usize,
    /// Which rows the file says are heads.
    pub heads: Vec<bool>,
}

impl<'t> Grid<'t> {
    /// Lays a table out; none where a cell holds more than words.
    pub fn new(table: &'t Table) -> Option<Self> {
        let (columns, count) = (table.columns, table.rows.len());
        if columns == 0 || count < 2 || columns.checked_mul(count)? > MOST {
            return None;
        }
        let mut rows: Vec<Vec<Option<&'t Cell>>> = vec![vec![None; columns]; count];
        for (at, row) in table.rows.iter().enumerate() {
            for cell in &row.cells {
                if !cell.blocks.iter().all(is_words) {
                    return None;
                }
                let down = at..(at + cell.row_span).min(count);
                for line in rows.get_mut(down)? {
                    let across = cell.column..(cell.column + cell.column_span).min(columns);
                    line.get_mut(across)?.fill(Some(cell));
                }
            }
        }
        Some(Self { rows, columns, heads: table.rows.iter().map(|row| row.is_head).collect() })
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// The words in a place; lines of a cell stand behind one another.
    pub fn text(&self, row: usize, column: usize) -> String {
        self.cell(row, column).map(words).unwrap_or_default()
    }

    fn cell(&self, row: usize, column: usize) -> Option<&'t Cell> {
        *self.rows.get(row)?.get(column)?
    }

    /// Whether a row is one cell.
    pub fn is_one(&self, row: usize) -> bool {
        self.columns > 1 && self.cell(row, 0).is_some_and(|cell| cell.column_span >= self.columns)
    }

    /// Whether a row has a cell over several columns.
    pub fn is_merged(&self, row: usize) -> bool {
        (0..self.columns).any(|column| self.cell(row, column).is_some_and(|cell| cell.column_span > 1))
    }

    /// Whether the cell in a place covers rows beside this one.
    pub fn is_shared(&self, row: usize, column: usize) -> bool {
        self.cell(row, column).is_some_and(|cell| cell.row_span > 1)
    }

    /// The texts of rows, by paragraphs.
    pub fn paragraphs_of(&self, rows: Range<usize>) -> Vec<(ParagraphId, String)> {
        let cells = rows.flat_map(|row| (0..self.columns).filter_map(move |column| self.cell(row, column)));
        texts(cells)
    }

    /// The texts of a column from a row on, by paragraphs.
    pub fn paragraphs_in(&self, from: usize, column: usize) -> Vec<(ParagraphId, String)> {
        texts((from..self.count()).filter_map(|row| self.cell(row, column)))
    }
}

fn texts<'t>(cells: impl Iterator<Item = &'t Cell>) -> Vec<(ParagraphId, String)> {
    let mut seen = BTreeSet::new();
    let paragraphs = cells.flat_map(|cell| &cell.blocks).filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    });
    let new = paragraphs.filter(|paragraph| seen.insert(paragraph.id));
    let told = new.map(|paragraph| {
        let label = paragraph.label.as_ref().map_or("", |label| &label.text);
        (paragraph.id, format!("{label}{}", paragraph.text().trim()))
    });
    told.filter(|(_, text)| !text.is_empty()).collect()
}

fn is_words(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => paragraph
            .runs
            .iter()
            .all(|run| !matches!(run.content, Inline::Picture(_) | Inline::Note(_)) && run.link.is_none()),
        Block::Table(_) => false,
    }
}

/// The words of a cell. Lines were broken for want of room, so nothing stands between them but where Latin words meet.
fn words(cell: &Cell) -> String {
    let mut out = String::new();
    for block in &cell.blocks {
        let Block::Paragraph(paragraph) = block else { continue };
        let label = paragraph.label.as_ref().map_or("", |label| &label.text);
        let text = format!("{label}{}", paragraph.text());
        for line in text.split(['\n', '\t']).map(str::trim).filter(|line| !line.is_empty()) {
            if out.ends_with(|c: char| c.is_ascii_alphanumeric())
                && line.starts_with(|c: char| c.is_ascii_alphanumeric())
            {
                out.push(' ');
            }
            out.push_str(line);
        }
    }
    out
}
