//! Tables: rows and cells as they are read, and merged cells put together at the end.

use crate::import::document::{Block, Cell, Row, Table};
use crate::import::loss::{Loss, LossKind};
use std::collections::HashMap;

/// The most columns that one cell may cover; Word's tables have 63.
const MOST_COLUMNS: usize = 200;

/// A cell's part in a vertical merge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Merge {
    #[default]
    None,
    Restart,
    Continue,
}

/// What a cell says of itself before its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct CellProps {
    pub span: usize,
    pub merge: Merge,
    /// Whether it goes on with the cell to its left, in the way of old files.
    pub goes_on: bool,
    pub is_dropped: bool,
}

#[derive(Debug)]
struct OpenCell {
    cell: Cell,
    merge: Merge,
}

#[derive(Debug, Default)]
struct OpenRow {
    cells: Vec<OpenCell>,
    is_head: bool,
    is_dropped: bool,
    column: usize,
}

/// A table that is being read.
#[derive(Debug, Default)]
pub struct OpenTable {
    rows: Vec<OpenRow>,
    row: Option<OpenRow>,
}

impl OpenTable {
    pub fn begin_row(&mut self) {
        self.end_row();
        self.row = Some(OpenRow::default());
    }

    /// What a row says of itself: columns that it leaves out, whether it is a head, whether it is no part of the document.
    pub fn set_row(&mut self, before: usize, is_head: bool, is_dropped: bool) {
        if let Some(row) = &mut self.row {
            row.column += before.min(MOST_COLUMNS);
            row.is_head |= is_head;
            row.is_dropped |= is_dropped;
        }
    }

    /// A cell has ended.
    pub fn cell(&mut self, props: CellProps, blocks: Vec<Block>) {
        let row = self.row.get_or_insert_default();
        let column_span = props.span.clamp(1, MOST_COLUMNS);
        if props.is_dropped {
            return;
        }
        if let Some(last) = row.cells.last_mut().filter(|_| props.goes_on) {
            last.cell.column_span = (last.cell.column_span + column_span).min(MOST_COLUMNS);
            last.cell.blocks.extend(blocks.into_iter().filter(|block| !is_blank(block)));
        } else {
            let cell = Cell { column: row.column, column_span, row_span: 1, blocks };
            row.cells.push(OpenCell { cell, merge: props.merge });
        }
        row.column = row.column.saturating_add(column_span);
    }

    pub fn end_row(&mut self) {
        if let Some(row) = self.row.take().filter(|row| !row.is_dropped && !row.cells.is_empty()) {
            self.rows.push(row);
        }
    }

    /// The table, with what its covered cells held; nothing where no row is left.
    pub fn finish(mut self, losses: &mut Vec<Loss>) -> Option<Table> {
        self.end_row();
        let columns = self
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .map(|cell| cell.cell.column + cell.cell.column_span)
            .max()?;
        let mut rows: Vec<Row> = Vec::with_capacity(self.rows.len());
        // For each column where a merged cell begins: its row, its place there, and the last row that it covers.
        let mut open: HashMap<usize, (usize, usize, usize)> = HashMap::new();
        for (number, row) in self.rows.into_iter().enumerate() {
            let mut cells: Vec<Cell> = Vec::with_capacity(row.cells.len());
            for OpenCell { cell, merge } in row.cells {
                let above = open.get_mut(&cell.column).filter(|(.., last)| last + 1 == number);
                if let (Merge::Continue, Some((at_row, place, last))) = (merge, above)
                    && let Some(owner) = rows.get_mut(*at_row).and_then(|row| row.cells.get_mut(*place))
                {
                    owner.row_span += 1;
                    *last = number;
                    covered(&cell.blocks, losses);
                    continue;
                }
                match merge {
                    Merge::None => {
                        open.remove(&cell.column);
                    }
                    // One that goes on with nothing begins a merge itself, as Word shows it.
                    Merge::Restart | Merge::Continue => {
                        open.insert(cell.column, (number, cells.len(), number));
                    }
                }
                cells.push(cell);
            }
            rows.push(Row { cells, is_head: row.is_head });
        }
        Some(Table { rows, columns })
    }
}

/// Notes the text of a cell that a merged one covers.
fn covered(blocks: &[Block], losses: &mut Vec<Loss>) {
    let mut open: Vec<&Block> = blocks.iter().rev().collect();
    while let Some(block) = open.pop() {
        match block {
            Block::Paragraph(paragraph) => {
                let mut text = paragraph.label.as_ref().map(|label| label.text.clone()).unwrap_or_default();
                text.push_str(&paragraph.text());
                if !text.is_empty() {
                    losses.push(Loss { at: Some(paragraph.id), kind: LossKind::CoveredCell, text });
                }
            }
            Block::Table(table) => {
                open.extend(
                    table
                        .rows
                        .iter()
                        .rev()
                        .flat_map(|row| row.cells.iter().rev())
                        .flat_map(|cell| cell.blocks.iter().rev()),
                );
            }
        }
    }
}

fn is_blank(block: &Block) -> bool {
    matches!(block, Block::Paragraph(paragraph) if paragraph.runs.is_empty() && paragraph.label.is_none())
}
