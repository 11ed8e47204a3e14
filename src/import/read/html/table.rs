//! A table being read: where cells stand when others reach into their row.

use crate::import::document::{Block, Cell, Row, Table};

/// A span is at most this; HTML itself stops at 1000 columns.
const WIDEST: usize = 1000;

/// A table being read.
#[derive(Debug, Default)]
pub struct TableBuilder {
    rows: Vec<Row>,
    /// For each column how many rows a cell above still covers.
    covered: Vec<usize>,
    /// The column after the last cell of the row.
    column: usize,
    pub in_head: bool,
    is_open: bool,
    /// What stands in the table and in no cell.
    outside: Vec<Block>,
}

impl TableBuilder {
    /// Begins a row.
    pub fn row(&mut self) {
        if !self.rows.is_empty() {
            for column in &mut self.covered {
                *column = column.saturating_sub(1);
            }
        }
        self.rows.push(Row { cells: Vec::new(), is_head: self.in_head });
        self.column = 0;
        self.is_open = false;
    }

    /// Begins a cell.
    pub fn cell(&mut self, columns: usize, rows: usize, is_head: bool) {
        if self.rows.is_empty() {
            self.row();
        }
        let (column_span, row_span) = (columns.clamp(1, WIDEST), rows.clamp(1, 65_534));
        while self.covered.get(self.column).is_some_and(|covered| *covered > 0) {
            self.column += 1;
        }
        let column = self.column;
        if self.covered.len() < column + column_span {
            self.covered.resize(column + column_span, 0);
        }
        for covered in self.covered.iter_mut().skip(column).take(column_span) {
            *covered = row_span;
        }
        self.column = column + column_span;
        let is_first = self.rows.len() == 1;
        if let Some(row) = self.rows.last_mut() {
            // A row of heads is one where all cells are, and only above the rest.
            row.is_head = if row.cells.is_empty() {
                self.in_head || (is_head && is_first)
            } else {
                row.is_head && (self.in_head || is_head)
            };
            row.cells.push(Cell { column, column_span, row_span, blocks: Vec::new() });
        }
        self.is_open = true;
    }

    /// Ends a cell.
    pub const fn end_cell(&mut self) {
        self.is_open = false;
    }

    /// Takes what stands in the cell that is open.
    pub fn push(&mut self, block: Block) {
        match self.rows.last_mut().and_then(|row| row.cells.last_mut()) {
            Some(cell) if self.is_open => cell.blocks.push(block),
            _ => self.outside.push(block),
        }
    }

    /// The table; what stood in no cell, a caption for one, becomes its first row. None where there is nothing.
    pub fn finish(self) -> Option<Table> {
        let Self { mut rows, covered, outside, .. } = self;
        rows.retain(|row| !row.cells.is_empty());
        let columns = covered.len().max(1);
        if !outside.is_empty() {
            let caption = Cell { column: 0, column_span: columns, row_span: 1, blocks: outside };
            rows.insert(0, Row { cells: vec![caption], is_head: false });
        }
        let count = rows.len();
        for (index, row) in rows.iter_mut().enumerate() {
            for cell in &mut row.cells {
                cell.row_span = cell.row_span.min(count - index);
            }
        }
        (!rows.is_empty()).then_some(Table { rows, columns })
    }
}
