//! Tables in the sheets of a file: found by their heads, wherever they start and however their columns are ordered.

use super::Sheet;
use crate::collect::cell::{Cell, is_space};
use crate::collect::fault::{CellPlace, CollectFault};
use crate::collect::layout::{Column, SheetKind, cell_name};
use crate::diagnostic::Words;
use crate::diagnostic::words::{joined, say};
use std::collections::BTreeMap;

/// So many rows from the top the heads are looked for.
const HEADS_WITHIN: u32 = 60;

/// A table of a workbook.
#[derive(Debug)]
pub struct Table {
    pub kind: SheetKind,
    /// The file's name, as messages show it.
    pub file: String,
    /// The sheet's name; none in CSV.
    pub sheet: Option<String>,
    /// Where the columns are.
    pub columns: BTreeMap<Column, u32>,
    /// The rows below the heads that hold anything.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug)]
pub struct Row {
    /// Its place, from 0.
    pub row: u32,
    /// What is in it, by column; nothing for what is blank.
    pub cells: BTreeMap<Column, Cell>,
}

impl Table {
    /// The place of a cell; of one whose column is missing, the row's first.
    pub fn place(&self, row: &Row, column: Column) -> CellPlace {
        let at = self.columns.get(&column).copied().unwrap_or_default();
        CellPlace { file: self.file.clone(), sheet: self.sheet.clone(), cell: Some((row.row, at)) }
    }
}

impl Row {
    /// A cell as text; empty where there is nothing.
    pub fn text(&self, column: Column) -> String {
        self.cells.get(&column).map(Cell::as_text).unwrap_or_default()
    }
}

/// The tables of a file; none of their columns is missing or there twice.
pub fn tables(file: &str, sheets: &[Sheet]) -> (Vec<Table>, Vec<CollectFault>) {
    let (mut tables, mut faults) = (Vec::new(), Vec::new());
    for sheet in sheets {
        match table(file, sheet) {
            None => {}
            Some(Ok(table)) => tables.push(table),
            Some(Err(fault)) => faults.push(*fault),
        }
    }
    if tables.is_empty() && faults.is_empty() {
        faults.push(CollectFault::of_file(
            file,
            say!(
                "no sheet of the file has the heads of a workbook ({}); send the workbook that was sent out",
                "文件中没有填报表（没有{}等列）；请报送下发的填报表",
                joined(&["指标".to_owned(), "完成值".to_owned()])
            ),
        ));
    }
    (tables, faults)
}

fn table(file: &str, sheet: &Sheet) -> Option<Result<Table, Box<CollectFault>>> {
    let mut heads: BTreeMap<u32, Vec<(u32, String)>> = BTreeMap::new();
    for ((row, column), cell) in sheet.cells.range(..(HEADS_WITHIN, 0)) {
        heads.entry(*row).or_default().push((*column, head_of(cell)));
    }
    let is_head = |kind: SheetKind, texts: &[(u32, String)]| {
        let has = |column| texts.iter().any(|(_, text)| text == kind.head(column));
        // Ids are in no other sheet: where their head stands and another does not, somebody has changed that.
        has(Column::Id) || (has(Column::Name) && has(kind.answer()))
    };
    let kinds = [SheetKind::Indicators, SheetKind::Tasks];
    let found = heads.iter().find_map(|(row, texts)| {
        kinds.into_iter().find(|kind| is_head(*kind, texts)).map(|kind| (kind, *row, texts))
    });
    let Some((kind, head_row, texts)) = found else {
        let own = kinds.into_iter().find(|kind| sheet.name.as_deref() == Some(kind.name()));
        return own.filter(|_| !sheet.cells.is_empty()).map(|_| Err(Box::new(headless(file, sheet))));
    };
    let place =
        |cell: Option<(u32, u32)>| CellPlace { file: file.to_owned(), sheet: sheet.name.clone(), cell };
    let mut columns = BTreeMap::new();
    for (at, text) in texts {
        let Some(layout) = kind.columns().iter().find(|layout| layout.head == text) else { continue };
        if let Some(first) = columns.insert(layout.column, *at) {
            let words = say!(
                "two columns have the head `{text}`, {} and this one; keep one of them",
                "有两列都叫“{text}”，另一列在 {}；请只留一列",
                cell_name(head_row, first)
            );
            return Some(Err(Box::new(CollectFault::at(place(Some((head_row, *at))), words))));
        }
    }
    let missing: Vec<String> = kind
        .required()
        .iter()
        .filter(|column| !columns.contains_key(column))
        .map(|column| kind.head(*column).to_owned())
        .collect();
    if !missing.is_empty() {
        let words = say!(
            "columns are missing: {}; copy the values into the workbook that was sent out (some of its columns are hidden)",
            "缺少列：{}；请把数据填到下发的填报表中（其中有隐藏列，不可删除）",
            joined(&missing)
        );
        return Some(Err(Box::new(CollectFault::at(place(None), words))));
    }
    let mut rows: BTreeMap<u32, BTreeMap<Column, Cell>> = BTreeMap::new();
    let by_place: BTreeMap<u32, Column> = columns.iter().map(|(column, at)| (*at, *column)).collect();
    for ((row, at), cell) in sheet.cells.range((head_row + 1, 0)..) {
        if let Some(column) = by_place.get(at).filter(|_| !cell.is_blank()) {
            rows.entry(*row).or_default().insert(*column, cell.clone());
        }
    }
    let rows = rows.into_iter().map(|(row, cells)| Row { row, cells }).collect();
    Some(Ok(Table { kind, file: file.to_owned(), sheet: sheet.name.clone(), columns, rows }))
}

/// A sheet that has the name of one of ours, and no heads.
fn headless(file: &str, sheet: &Sheet) -> CollectFault {
    let place = CellPlace { file: file.to_owned(), sheet: sheet.name.clone(), cell: None };
    let words = say!(
        "the row of heads is gone; copy the values into the workbook that was sent out",
        "表头行不见了，认不出各列；请把数据填到下发的填报表中"
    );
    CollectFault::at(place, words)
}

/// The text of a head, without blanks and line breaks.
fn head_of(cell: &Cell) -> String {
    cell.as_text().chars().filter(|c| !is_space(*c)).collect()
}

/// Words for a row without an id.
pub fn without_id(kind: SheetKind) -> Words {
    say!(
        "the row has a value and no `{}`; fill in the workbook that was sent out, and add no rows",
        "这一行填了内容，却没有“{}”；请在下发的填报表中填写，不要自行加行",
        kind.head(Column::Id)
    )
}
