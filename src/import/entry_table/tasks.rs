//! Rows of tasks.

use super::grid::Grid;
use super::heads::{Column, Heads};
use super::{NewEntry, Refusal, is_blank};
use crate::diagnostic::words::say;
use crate::model::official_date::parse_due;
use crate::source::edit::insert::Record;
use crate::source::edit::scalar;

/// Reads the rows below the heads.
pub fn read(grid: &Grid<'_>, heads: &Heads, year: i16) -> Result<Vec<NewEntry>, Refusal> {
    let mut entries = Vec::new();
    for row in heads.rows..grid.count() {
        if grid.is_one(row) {
            return Err(Some(say!(
                "it stays a table: row {} goes over all columns",
                "保留为表格：第{}行是跨全部栏目的一行",
                row + 1
            )));
        }
        let mut name = String::new();
        let (mut keys, mut notes): (Record, Vec<String>) = (Vec::new(), Vec::new());
        for (at, column) in heads.columns.iter().enumerate() {
            let text = grid.text(row, at);
            if is_blank(&text) {
                continue;
            }
            match column {
                Column::Name => name = text,
                Column::Lead => keys.push(("lead", scalar::words(&text))),
                Column::Partners => keys.push(("partners", scalar::words(&text))),
                Column::Due if parse_due(&text, year).is_some() => keys.push(("due", scalar::words(&text))),
                Column::Due | Column::More => {
                    notes.push(format!("{}：{text}", heads.words.get(at).map_or("", String::as_str)))
                }
                Column::Note => notes.push(text),
                _ => {}
            }
        }
        if name.is_empty() {
            return Err(Some(say!(
                "it stays a table: row {} names no task",
                "保留为表格：第{}行没有任务名称",
                row + 1
            )));
        }
        if !notes.is_empty() {
            keys.push(("note", scalar::words(&notes.join("；"))));
        }
        entries.push(NewEntry { name, keys });
    }
    Ok(entries)
}
