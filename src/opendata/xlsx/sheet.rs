//! A sheet with one table: heads that stay in sight, a filter, widths by what stands in the columns, and pages to print.

use super::extents::{Extents, height};
use super::looks::LookRuns;
use super::numbers::{day, exact, percent_places, places};
use super::order::{Audience, Placed, widest};
use super::styles::{Styles, cut};
use crate::model::config::Lang;
use crate::opendata::columns::{Cell, ColumnKind};
use crate::opendata::number::Number;
use crate::opendata::record::PlanRecord;
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{Format, IgnoreError, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

/// So long may a text in a cell be, in units of UTF-16.
const LONGEST: usize = 32_767;
/// A4 and A3, as spreadsheets number paper.
const A4: u8 = 9;
const A3: u8 = 8;

/// What a cell could not hold as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where: the sheet, and the cell as `F12`.
    pub sheet: String,
    pub cell: String,
    pub kind: RemarkKind,
}

/// Why a cell is not as one might expect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemarkKind {
    /// A number or day that a spreadsheet cannot hold, kept as text.
    KeptAsText,
    /// A text that is longer than a cell may be.
    Cut,
}

/// A sheet being filled.
pub struct Sheet<'w> {
    worksheet: &'w mut Worksheet,
    name: String,
    styles: &'w Styles,
    /// How many columns are for readers.
    readers: u16,
    /// How many rows there are below the head.
    rows: u32,
    pub remarks: Vec<Remark>,
}

impl<'w> Sheet<'w> {
    pub fn new(worksheet: &'w mut Worksheet, name: &str, styles: &'w Styles) -> Result<Self, XlsxError> {
        worksheet.set_name(name)?.set_default_row_height(height(1));
        Ok(Self { worksheet, name: name.to_owned(), styles, readers: 0, rows: 0, remarks: Vec::new() })
    }

    /// A head and one row for each item.
    pub fn table<T>(
        &mut self,
        columns: &[Placed<T>],
        record: &PlanRecord,
        items: &[T],
    ) -> Result<(), XlsxError> {
        let lang = self.styles.lang;
        let (mut extents, mut looks) = (Extents::default(), LookRuns::default());
        for (at, (column, audience)) in (0_u16..).zip(columns) {
            let head = column.head(lang);
            extents.head(head.width(), widest(column.name));
            self.worksheet.write_string_with_format(0, at, head, self.styles.head(*audience))?;
        }
        for (row, item) in (1_u32..).zip(items) {
            for (at, (column, _)) in (0_u16..).zip(columns) {
                let cell = (column.cell)(record, item);
                let (format, lines) = self.cell((row, at), &cell, column.kind)?;
                looks.add((row, at), format, self.worksheet)?;
                extents.cell(row, usize::from(at), lines);
            }
        }
        looks.finish(self.worksheet)?;
        for (at, width) in (0_u16..).zip(extents.widths()) {
            self.worksheet.set_column_width(at, width)?;
        }
        for (row, height) in extents.heights() {
            self.worksheet.set_row_height(row, height)?;
        }
        self.rows = u32::try_from(items.len()).unwrap_or(u32::MAX);
        let readers = columns.iter().filter(|(_, audience)| *audience == Audience::Readers).count();
        self.readers = u16::try_from(readers).unwrap_or(u16::MAX);
        if let Some(last) = u16::try_from(columns.len()).unwrap_or(u16::MAX).checked_sub(1) {
            self.worksheet.autofilter(0, 0, self.rows, last)?;
            // A phrase that is a number alone (60) is text all the same: no mark says that it might be a mistake.
            self.worksheet.ignore_error_range(0, 0, self.rows, last, IgnoreError::NumberStoredAsText)?;
        }
        let named = columns.iter().position(|(column, _)| column.name == "name").map_or(0, |at| at + 1);
        self.worksheet.set_freeze_panes(1, u16::try_from(named).unwrap_or(0))?;
        Ok(())
    }

    /// Writes a cell without a look; gives the look that it is to have, and the widths of its lines, in digits.
    fn cell(
        &mut self,
        place: (u32, u16),
        cell: &Cell<'_>,
        kind: ColumnKind,
    ) -> Result<(&'w Format, Vec<usize>), XlsxError> {
        let (row, at) = place;
        let styles = self.styles;
        match cell {
            Cell::Empty => Ok((&styles.text, Vec::new())),
            Cell::Text(text) => {
                let whole = cut(text, LONGEST);
                if whole.len() < text.len() {
                    self.remark(place, RemarkKind::Cut);
                }
                self.worksheet.write_string(row, at, whole)?;
                Ok((&styles.text, whole.lines().map(UnicodeWidthStr::width).collect()))
            }
            Cell::Number(number) => self.number(place, *number, kind),
            Cell::Date(date) => match day(date) {
                Some(day) => {
                    self.worksheet.write_datetime(row, at, &day)?;
                    Ok((&styles.day, vec![10]))
                }
                None => self.kept(place, date),
            },
            Cell::Flag(flag) => {
                let text = match (styles.lang, flag) {
                    (Lang::Chinese, true) => "是",
                    (Lang::Chinese, false) => "否",
                    (Lang::English, true) => "Yes",
                    (Lang::English, false) => "No",
                };
                self.worksheet.write_string(row, at, text)?;
                Ok((&styles.flag, vec![3]))
            }
        }
    }

    fn number(
        &mut self,
        place: (u32, u16),
        number: Number,
        kind: ColumnKind,
    ) -> Result<(&'w Format, Vec<usize>), XlsxError> {
        let Some(value) = exact(number) else { return self.kept(place, &number.text()) };
        let styles = self.styles;
        let format = match kind {
            ColumnKind::Year => &styles.year,
            ColumnKind::Share => styles.share(percent_places(number)),
            ColumnKind::Text | ColumnKind::Number | ColumnKind::Date | ColumnKind::Flag => {
                styles.number(places(number))
            }
        };
        self.worksheet.write_number(place.0, place.1, value)?;
        let digits = number.text().len();
        // A share is shown with fewer digits than it has.
        Ok((format, vec![if kind == ColumnKind::Share { 7 } else { digits + digits / 3 }]))
    }

    /// Keeps as text what a spreadsheet has no number or day for.
    fn kept(&mut self, place: (u32, u16), text: &str) -> Result<(&'w Format, Vec<usize>), XlsxError> {
        self.worksheet.write_string(place.0, place.1, text)?;
        self.remark(place, RemarkKind::KeptAsText);
        Ok((&self.styles.text, vec![text.len()]))
    }

    fn remark(&mut self, (row, at): (u32, u16), kind: RemarkKind) {
        let cell = row_col_to_cell(row, at);
        self.remarks.push(Remark { sheet: self.name.clone(), cell, kind });
    }

    /// What a printer makes of it: the columns for readers, one page wide, with the head on every page.
    pub fn for_print(&mut self, title: &str) -> Result<(), XlsxError> {
        let Self { readers, rows, .. } = *self;
        let pages = match self.styles.lang {
            Lang::Chinese => "&C第&P页，共&N页",
            Lang::English => "&C&P / &N",
        };
        // In a header & begins a command, and && is one.
        let title = cut(title, 100).replace('&', "&&");
        self.worksheet
            .set_landscape()
            .set_paper_size(if readers > 12 { A3 } else { A4 })
            .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
            .set_print_fit_to_pages(1, 0)
            .set_header(format!("&C{title}"))
            .set_footer(pages);
        self.worksheet.set_repeat_rows(0, 0)?;
        if let Some(last) = readers.checked_sub(1) {
            self.worksheet.set_print_area(0, 0, rows, last)?;
        }
        Ok(())
    }
}
