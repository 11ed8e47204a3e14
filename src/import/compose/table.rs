//! Tables: plain ones with pipes, those with merged cells or several paragraphs in a cell as HTML.

use super::super::document::{Block, Cell, Paragraph, Row, Table};
use super::super::walk::paragraphs;
use super::draft::{Draft, Sheet, is_blank, whole};
use super::inline::{Notation, Part};
use super::sections::label_of;
use crate::markdown::inline::TextPlace;

const CELL: Notation = Notation::Markdown(TextPlace { in_cell: true, in_heading: false });
/// Tables within tables to this depth stay tables; those below are written as their paragraphs.
const DEEPEST: usize = 3;

impl Draft<'_> {
    /// Writes a table.
    pub(super) fn table(&mut self, table: &Table, sheet: &mut Sheet) {
        let cells: Vec<&Cell> = table.rows.iter().flat_map(|row| &row.cells).collect();
        let is_empty = |cell: &&Cell| {
            paragraphs(&cell.blocks).iter().all(|own| is_blank(&whole(own)) && own.runs.is_empty())
        };
        // A frame around text.
        if let [only] = cells.as_slice() {
            for block in &only.blocks {
                match block {
                    Block::Paragraph(paragraph) => self.text(paragraph, sheet),
                    Block::Table(table) => {
                        for paragraph in paragraphs(std::slice::from_ref(&Block::Table(table.clone()))) {
                            self.text(paragraph, sheet);
                        }
                    }
                }
            }
            return;
        }
        if cells.iter().all(is_empty) {
            return;
        }
        if self.entries(table, sheet) {
            return;
        }
        if is_plain(table) { self.pipes(table, sheet) } else { self.html_block(table, sheet) }
    }

    fn pipes(&mut self, table: &Table, sheet: &mut Sheet) {
        let mut lines = Vec::new();
        for row in &table.rows {
            let mut line = String::from("|");
            for cell in &row.cells {
                let mut text = String::new();
                for paragraph in paragraphs(&cell.blocks) {
                    let own = self.line(paragraph, &Part::all(), &label_of(paragraph), CELL, sheet);
                    self.keep(paragraph.id, &sheet.file, &whole(paragraph));
                    if !own.is_empty() && !text.is_empty() {
                        text.push_str("<br>");
                    }
                    text.push_str(&own);
                }
                line.push_str(&if text.is_empty() { " |".to_owned() } else { format!(" {text} |") });
            }
            lines.push(line);
            if lines.len() == 1 {
                lines.push(format!("|{}", " --- |".repeat(row.cells.len())));
            }
        }
        sheet.block(&lines.join("\n"));
    }

    fn html_block(&mut self, table: &Table, sheet: &mut Sheet) {
        let before = sheet.notes.len();
        let html = self.html(table, sheet, 1);
        sheet.block(&html);
        // Raw HTML holds no references to notes.
        let notes = sheet.notes.split_off(before);
        let first = table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .find_map(|cell| paragraphs(&cell.blocks).first().copied());
        if let Some(first) = first {
            for note in notes {
                self.note_as_text(note, first, sheet);
            }
        }
    }

    fn html(&mut self, table: &Table, sheet: &mut Sheet, depth: usize) -> String {
        let heads = heads(table);
        let mut out = String::from("<table>\n");
        for (index, row) in table.rows.iter().enumerate() {
            let is_head = index < heads;
            if index == 0 && is_head {
                out.push_str("<thead>\n");
            }
            if index == heads {
                out.push_str(if heads > 0 { "</thead>\n<tbody>\n" } else { "<tbody>\n" });
            }
            out.push_str("<tr>");
            for cell in &row.cells {
                let element = if is_head { "th" } else { "td" };
                out.push_str(&format!("<{element}"));
                if is_head {
                    out.push_str(if cell.column_span > 1 { " scope=\"colgroup\"" } else { " scope=\"col\"" });
                }
                for (name, span) in [("colspan", cell.column_span), ("rowspan", cell.row_span)] {
                    if span > 1 {
                        out.push_str(&format!(" {name}=\"{span}\""));
                    }
                }
                out.push('>');
                let content = self.cell_html(cell, sheet, depth);
                out.push_str(&content);
                out.push_str(&format!("</{element}>"));
            }
            out.push_str("</tr>\n");
        }
        out.push_str(if heads >= table.rows.len() { "</thead>\n</table>" } else { "</tbody>\n</table>" });
        out
    }

    fn cell_html(&mut self, cell: &Cell, sheet: &mut Sheet, depth: usize) -> String {
        let mut parts: Vec<String> = Vec::new();
        for block in &cell.blocks {
            let own: Vec<&Paragraph> = match block {
                Block::Table(table) if depth < DEEPEST => {
                    let html = self.html(table, sheet, depth + 1);
                    parts.push(html);
                    continue;
                }
                block => paragraphs(std::slice::from_ref(block)),
            };
            for paragraph in own {
                let line = self.line(paragraph, &Part::all(), &label_of(paragraph), Notation::Html, sheet);
                self.keep(paragraph.id, &sheet.file, &whole(paragraph));
                if !line.is_empty() {
                    parts.push(line);
                }
            }
        }
        parts.join("<br>")
    }
}

/// How many rows are the head: those that the file repeats on every page, else the first one where its words are those of a head.
pub(super) fn heads(table: &Table) -> usize {
    let stated = table.rows.iter().take_while(|row| row.is_head).count();
    let count = if stated > 0 { stated } else { usize::from(table.rows.first().is_some_and(reads_as_head)) };
    // Cells that reach below the head draw the rows below into it.
    let mut end = count;
    for (index, row) in table.rows.iter().enumerate() {
        if index >= end || index >= count {
            break;
        }
        let deepest = row.cells.iter().map(|cell| cell.row_span).max().unwrap_or(1);
        if stated == 0 && row.cells.iter().any(|cell| cell.column_span > 1) {
            end = end.max(index + deepest);
        }
    }
    let end = end.min(table.rows.len());
    if end == table.rows.len() { 0 } else { end }
}

/// Whether the words of a row name columns: each cell says something, shortly, and no number.
fn reads_as_head(row: &Row) -> bool {
    row.cells.len() > 1
        && row.cells.iter().all(|cell| {
            let text: String = paragraphs(&cell.blocks).iter().map(|own| own.text()).collect();
            let text = text.trim();
            let digits = text.chars().filter(char::is_ascii_digit).count();
            !text.is_empty()
                && text.chars().count() <= 16
                && !text.contains(['。', '；'])
                && (digits == 0 || text.contains('年'))
        })
}

/// Whether a row would be read as the line below a head: nothing but dashes and colons in its cells.
fn reads_as_rule(row: &Row) -> bool {
    row.cells.iter().all(|cell| {
        let text: String = paragraphs(&cell.blocks).iter().map(|own| whole(own)).collect();
        text.chars().all(|c| "-:".contains(c) || c.is_whitespace())
    })
}

/// Whether pipes can show a table: one row of heads, no merged cells, one paragraph in each cell.
fn is_plain(table: &Table) -> bool {
    let width = table.rows.first().map_or(0, |row| row.cells.len());
    heads(table) == 1
        && width > 1
        && table.rows.iter().all(|row| {
            row.cells.len() == width
                && !reads_as_rule(row)
                && row.cells.iter().enumerate().all(|(index, cell)| {
                    cell.column == index
                        && cell.column_span <= 1
                        && cell.row_span <= 1
                        && cell.blocks.len() <= 3
                        && cell.blocks.iter().all(|block| matches!(block, Block::Paragraph(_)))
                })
        })
}
