//! One workbook: its cover, the indicators and the tasks of a unit, with cells to fill in and all else locked.
//!
//! The same writer makes the workbook that is sent back: with what the unit filled in, and each fault at its cell.

use super::cells::{cut, excel_date, note, number_cell, stored, write_cell};
use super::cover::write_cover;
use super::rules::{date_rule, state_rule, takes_numbers, value_rule};
use super::styles::{Input, Styles, as_text, plain};
use crate::collect::cell::CellValue;
use crate::collect::layout::{Column, SheetKind, VERSION, state_word};
use crate::collect::period::{Period, chinese_day};
use crate::collect::questions::{AskedIndicator, AskedTask, Questions};
use crate::model::measure::Measure;
use crate::model::target::Value;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, ProtectionOptions, Workbook, Worksheet, XlsxError};
use std::collections::BTreeMap;

/// What a unit is asked.
#[derive(Debug)]
pub struct Book<'q> {
    pub questions: &'q Questions<'q>,
    pub period: Period,
    /// By when it is to be back.
    pub deadline: Option<Date>,
    /// The unit.
    pub unit: &'q str,
    pub indicators: Vec<&'q AskedIndicator<'q>>,
    pub tasks: Vec<&'q AskedTask<'q>>,
}

/// What was filled in, by kind of sheet, id and column.
pub type FilledRows = BTreeMap<(SheetKind, String), BTreeMap<Column, CellValue>>;

/// What is wrong with a workbook that came back.
#[derive(Debug, Default)]
pub struct Marks {
    /// By kind of sheet, id and column; those of one cell one after the other.
    pub cells: BTreeMap<(SheetKind, String, Column), Vec<String>>,
    /// All of them in one list, each with the cell that it was found in.
    pub list: Vec<String>,
}

/// The row of the heads, counted from 0; a title and a hint stand above.
const HEAD_ROW: u32 = 2;
/// The height of a line of text, in points.
const LINE: f64 = 15.0;
/// A4.
const A4: u8 = 9;

/// Writes a workbook.
///
/// # Errors
/// A text that no workbook can hold.
pub fn write_book(book: &Book<'_>, filled: &FilledRows, marks: &Marks) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Row heights and widths are in pixels of that font.
    workbook.set_default_format(&plain(), 20, 64)?;
    workbook.set_properties(&properties(book.questions, &format!("{}填报表", book.period.words().chinese)));
    let styles = Styles::new();
    write_cover(workbook.add_worksheet(), book, &styles, marks)?;
    if !book.indicators.is_empty() {
        let mut sheet = Sheet::start(workbook.add_worksheet(), SheetKind::Indicators, book, &styles)?;
        for asked in &book.indicators {
            sheet.indicator(asked, filled, marks)?;
        }
        sheet.finish()?;
    }
    if !book.tasks.is_empty() {
        let mut sheet = Sheet::start(workbook.add_worksheet(), SheetKind::Tasks, book, &styles)?;
        for asked in &book.tasks {
            sheet.task(asked, filled, marks)?;
        }
        sheet.finish()?;
    }
    workbook.save_to_buffer()
}

/// What a workbook says of itself. Its date is the plan's.
pub fn properties(questions: &Questions<'_>, title: &str) -> DocProperties {
    let properties = DocProperties::new()
        .set_title(format!("{}{title}", questions.title))
        .set_author(questions.issuer.unwrap_or_default());
    match questions.dated.and_then(excel_date) {
        Some(date) => properties.set_creation_datetime(&date),
        None => properties,
    }
}

/// A sheet that is being written.
struct Sheet<'w, 'b> {
    sheet: &'w mut Worksheet,
    kind: SheetKind,
    book: &'b Book<'b>,
    styles: &'b Styles,
    row: u32,
}

impl<'w, 'b> Sheet<'w, 'b> {
    fn start(
        sheet: &'w mut Worksheet,
        kind: SheetKind,
        book: &'b Book<'b>,
        styles: &'b Styles,
    ) -> Result<Self, XlsxError> {
        sheet.set_name(kind.name())?;
        let title = format!("{}{}填报表", book.questions.title, kind.name());
        sheet.set_row_height(0, 30)?.set_row_height(1, 20)?.set_row_height(HEAD_ROW, 32)?;
        sheet.write_string_with_format(0, 0, cut(&title), &as_text(&title, &styles.title))?;
        let until = chinese_day(book.period.end);
        let hint = format!(
            "填报单位：{}　　填报期间：{}（截至{until}）　　只填浅黄色单元格，其余已锁定",
            book.unit,
            book.period.words().chinese
        );
        sheet.write_string_with_format(1, 0, cut(&hint), &plain())?;
        for (at, layout) in (0..).zip(kind.columns()) {
            sheet.set_column_width(at, layout.width)?;
            sheet.write_string_with_format(HEAD_ROW, at, layout.head, &styles.head)?;
            if layout.column.is_hidden() {
                sheet.set_column_hidden(at)?;
            }
        }
        sheet.set_freeze_panes(HEAD_ROW + 1, 1)?;
        sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3).set_print_center_horizontally(true);
        sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
        sheet.set_footer("&C第 &P 页，共 &N 页");
        let protection =
            ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::new() };
        sheet.protect_with_options(&protection);
        Ok(Self { sheet, kind, book, styles, row: HEAD_ROW + 1 })
    }

    /// Prints what is seen, and nothing else; the first cell to fill in is where one starts.
    fn finish(self) -> Result<(), XlsxError> {
        let seen = self.kind.columns().iter().filter(|layout| !layout.column.is_hidden()).count();
        let last = u16::try_from(seen.saturating_sub(1)).unwrap_or_default();
        self.sheet.set_print_area(0, 0, self.row.saturating_sub(1), last)?;
        if let Some(first) = self.kind.place(self.kind.answer()) {
            self.sheet.set_selection(HEAD_ROW + 1, first, HEAD_ROW + 1, first)?;
        }
        Ok(())
    }

    fn indicator(
        &mut self,
        asked: &AskedIndicator<'_>,
        filled: &FilledRows,
        marks: &Marks,
    ) -> Result<(), XlsxError> {
        let indicator = asked.indicator;
        let end = self.book.period.end;
        self.told(Column::Name, &indicator.name)?;
        self.told(Column::Unit, asked.unit().unwrap_or_default())?;
        self.told(Column::Scope, scope(indicator.measure))?;
        self.told(Column::Target, &asked.target())?;
        let before = asked.before(end);
        match before.map(|before| &before.value) {
            Some(Value::Number(number)) => self.told_number(Column::Previous, *number)?,
            value => {
                let text = value.map(|value| value.chinese(asked.unit())).unwrap_or_default();
                self.told(Column::Previous, &text)?;
            }
        }
        match before.map(|before| before.date()) {
            Some(Some(date)) => self.told_date(Column::PreviousDate, date)?,
            Some(None) => self.told(Column::PreviousDate, "未注明")?,
            None => self.told(Column::PreviousDate, "")?,
        }
        let now = asked.on(end);
        let mut own = BTreeMap::new();
        if let Some(value) = now.map(|now| &now.value) {
            own.insert(Column::Value, stored(value, asked.unit()));
        }
        own.insert(Column::Date, CellValue::Date(end));
        let particulars = |report: Option<&crate::model::indicator::Measurement>| {
            report.and_then(|report| report.particulars.clone())
        };
        let source = particulars(now.or(before)).and_then(|one| one.source);
        if let Some(source) = source.or_else(|| asked.source().map(str::to_owned)) {
            own.insert(Column::Source, CellValue::Text(source));
        }
        if let Some(note) = particulars(now).and_then(|one| one.note) {
            own.insert(Column::Note, CellValue::Text(note));
        }
        let inputs = [
            (Column::Value, if takes_numbers(asked) { Input::Number } else { Input::Text }),
            (Column::Date, Input::Date),
            (Column::Source, Input::Text),
            (Column::Note, Input::Text),
        ];
        self.inputs(&indicator.id, inputs, &own, (filled, marks))?;
        if let Some(at) = self.kind.place(Column::Value) {
            self.sheet.add_data_validation(self.row, at, self.row, at, &value_rule(asked)?)?;
        }
        self.date_rule(Column::Date, self.book.period)?;
        self.hidden(&indicator.id)?;
        self.next(&[(Column::Name, &indicator.name), (Column::Target, &asked.target())])
    }

    fn task(&mut self, asked: &AskedTask<'_>, filled: &FilledRows, marks: &Marks) -> Result<(), XlsxError> {
        self.told(Column::Name, &asked.task.name)?;
        self.told(Column::Due, &asked.due())?;
        self.told(Column::PreviousState, asked.task.state.as_ref().map_or("", state_word))?;
        let inputs = [(Column::State, Input::Word), (Column::Done, Input::Date), (Column::Note, Input::Text)];
        self.inputs(&asked.task.id, inputs, &BTreeMap::new(), (filled, marks))?;
        if let Some(at) = self.kind.place(Column::State) {
            self.sheet.add_data_validation(self.row, at, self.row, at, &state_rule()?)?;
        }
        // Work that is done may be done since the year began.
        let whole = Period::new(self.book.period.year, None).unwrap_or(self.book.period);
        self.date_rule(Column::Done, Period { end: self.book.period.end, ..whole })?;
        self.hidden(&asked.task.id)?;
        self.next(&[(Column::Name, &asked.task.name), (Column::Due, &asked.due())])
    }

    /// The cells to fill in: what was filled in, else what is known already.
    fn inputs<const N: usize>(
        &mut self,
        id: &str,
        inputs: [(Column, Input); N],
        own: &BTreeMap<Column, CellValue>,
        (filled, marks): (&FilledRows, &Marks),
    ) -> Result<(), XlsxError> {
        let key = (self.kind, id.to_owned());
        let cells = filled.get(&key).unwrap_or(own);
        for (column, input) in inputs {
            let Some(at) = self.kind.place(column) else { continue };
            let wrong = marks.cells.get(&(self.kind, id.to_owned(), column));
            let format = self.styles.input(input, wrong.is_some());
            match cells.get(&column) {
                Some(value) => write_cell(self.sheet, (self.row, at), value, &format)?,
                None => {
                    self.sheet.write_blank(self.row, at, &format)?;
                }
            }
            if let Some(wrong) = wrong {
                note(self.sheet, (self.row, at), wrong)?;
            }
        }
        // What is told may be what is wrong: a name that was changed.
        for layout in self.kind.columns().iter().filter(|layout| !layout.column.is_input()) {
            let wrong = marks.cells.get(&(self.kind, id.to_owned(), layout.column));
            if let (Some(wrong), Some(at)) = (wrong, self.kind.place(layout.column)) {
                // A hidden cell shows no note: the name beside it does.
                let at = if layout.column.is_hidden() { 0 } else { at };
                self.sheet.set_cell_format(self.row, at, &self.styles.wrong())?;
                note(self.sheet, (self.row, at), wrong)?;
            }
        }
        Ok(())
    }

    fn told(&mut self, column: Column, text: &str) -> Result<(), XlsxError> {
        let Some(at) = self.kind.place(column) else { return Ok(()) };
        let format = match column {
            Column::Name | Column::Target | Column::Due => &self.styles.text,
            Column::Previous => &self.styles.number,
            _ => &self.styles.centred,
        };
        self.sheet.write_string_with_format(self.row, at, cut(text), &as_text(text, format))?;
        Ok(())
    }

    fn told_number(&mut self, column: Column, number: Decimal) -> Result<(), XlsxError> {
        let Some(at) = self.kind.place(column) else { return Ok(()) };
        write_cell(self.sheet, (self.row, at), &number_cell(number), &self.styles.number)
    }

    fn told_date(&mut self, column: Column, date: Date) -> Result<(), XlsxError> {
        let Some(at) = self.kind.place(column) else { return Ok(()) };
        write_cell(self.sheet, (self.row, at), &CellValue::Date(date), &self.styles.date)
    }

    /// What the program needs to know the row again.
    fn hidden(&mut self, id: &str) -> Result<(), XlsxError> {
        let mark = self.book.period.mark();
        let cells = [
            (Column::Plan, self.book.questions.plan.as_str()),
            (Column::Body, self.book.unit),
            (Column::Period, &mark),
            (Column::Id, id),
            (Column::Version, VERSION),
        ];
        for (column, text) in cells {
            if let Some(at) = self.kind.place(column) {
                self.sheet.write_string_with_format(self.row, at, text, &self.styles.hidden)?;
            }
        }
        Ok(())
    }

    /// Leaves the row, at the height that its texts need: not every spreadsheet finds that out by itself.
    fn next(&mut self, texts: &[(Column, &str)]) -> Result<(), XlsxError> {
        let lines = texts.iter().map(|(column, text)| {
            let width = self
                .kind
                .columns()
                .iter()
                .find(|layout| layout.column == *column)
                .map_or(10.0, |one| one.width);
            // One letter of the font takes about one unit of width, a Han character two.
            let taken: f64 = text.chars().map(|c| if c.is_ascii() { 1.1 } else { 2.2 }).sum();
            (taken / width).ceil().clamp(1.0, 12.0)
        });
        let lines = lines.fold(1.0, f64::max);
        self.sheet.set_row_height(self.row, lines * LINE + 10.0)?;
        self.row += 1;
        Ok(())
    }

    fn date_rule(&mut self, column: Column, period: Period) -> Result<(), XlsxError> {
        if let (Some(rule), Some(at)) = (date_rule(period)?, self.kind.place(column)) {
            self.sheet.add_data_validation(self.row, at, self.row, at, &rule)?;
        }
        Ok(())
    }
}

/// What is counted, in the words of statistics.
fn scope(measure: Option<Measure>) -> &'static str {
    match measure {
        Some(Measure::Flow) => "1月1日起累计",
        Some(Measure::Stock) => "截至当日",
        Some(Measure::Rate) => "比率",
        None => "",
    }
}
