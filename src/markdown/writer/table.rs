//! Tables, and the frame that each stands in.

use super::Writer;
use crate::markdown::markup::{Label, MarkupPosition, Slot};
use pulldown_cmark::Alignment;

/// The table that is being written.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    part: TablePart,
    /// Where the header, the open cell and its content begin in `out`.
    head: MarkupPosition,
    cell: MarkupPosition,
    content: MarkupPosition,
    head_has_text: bool,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum TablePart {
    #[default]
    Head,
    BeforeRows,
    Rows,
}

impl Table {
    /// Begins a table with the alignment of its columns.
    pub(super) fn new(alignments: Vec<Alignment>) -> Self {
        Self { alignments, ..Self::default() }
    }
}

impl Writer<'_> {
    /// Opens a frame that scrolls where a table is wider than the page; it can be reached by
    /// keyboard, so it has a name.
    pub(super) fn start_table_frame(&mut self) {
        self.out.push_str("<div class=\"table-wrap\" tabindex=\"0\" role=\"group\" aria-label=\"");
        self.out.push_slot(Slot::Label(Label::Table));
        self.out.push_str("\">");
    }

    /// Opens the header.
    pub(super) fn start_table_head(&mut self) {
        self.table.head = self.out.end();
        self.out.push_str("<thead>\n<tr>");
    }

    /// Closes the header; takes it back where it says nothing.
    pub(super) fn end_table_head(&mut self) {
        self.table.part = TablePart::BeforeRows;
        if self.table.head_has_text {
            self.out.push_str("</tr>\n</thead>\n");
        } else {
            self.out.truncate(self.table.head);
        }
    }

    /// Opens a row of the body.
    pub(super) fn start_row(&mut self) {
        self.table.column = 0;
        if self.table.part == TablePart::BeforeRows {
            self.table.part = TablePart::Rows;
            self.out.push_str("<tbody>\n");
        }
        self.out.push_str("<tr>");
    }

    /// Closes the table and its frame.
    pub(super) fn end_table(&mut self) {
        self.out.push_str(if self.table.part == TablePart::Rows { "</tbody>\n" } else { "" });
        self.out.push_str("</table></div>\n");
    }

    /// Opens a cell.
    pub(super) fn start_cell(&mut self) {
        self.table.cell = self.out.end();
        self.out.push_str(if self.table.part == TablePart::Head { "<th scope=\"col\"" } else { "<td" });
        self.out.push_str(match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"left\">",
            Some(Alignment::Center) => " class=\"center\">",
            Some(Alignment::Right) => " class=\"right\">",
            Some(Alignment::None) | None => ">",
        });
        self.table.column += 1;
        self.table.content = self.out.end();
    }

    /// Closes a cell.
    pub(super) fn end_cell(&mut self) {
        let is_head = self.table.part == TablePart::Head;
        if self.out.end() > self.table.content {
            self.table.head_has_text |= is_head;
            self.out.push_str(if is_head { "</th>" } else { "</td>" });
        } else {
            // A header cell without text heads nothing.
            self.out.truncate(if is_head { self.table.cell } else { self.table.content });
            self.out.push_str(if is_head { "<td></td>" } else { "</td>" });
        }
    }
}
