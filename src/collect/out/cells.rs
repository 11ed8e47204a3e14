//! Cells written as what they hold: numbers as numbers, days as days, text as text whatever it looks like.

use super::styles::as_text;
use crate::collect::cell::CellValue;
use crate::collect::period::chinese_day;
use crate::model::target::Value;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, Note, Worksheet, XlsxError};

/// Excel keeps no more in a cell, in units of UTF-16; a character takes two at most.
const LONGEST_TEXT: usize = 32_000;
/// The longest note at a cell, in characters: nobody reads more.
const LONGEST_NOTE: usize = 400;

/// A value as it stands in a cell.
pub fn stored(value: &Value, unit: Option<&str>) -> CellValue {
    match value {
        Value::Number(number) => number_cell(*number),
        value => CellValue::Text(value.chinese(unit)),
    }
}

/// A decimal as a spreadsheet's number, where it keeps all digits; else as text.
pub fn number_cell(number: Decimal) -> CellValue {
    let text = number.normalize().to_string();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    match text.parse::<f64>() {
        Ok(float) if digits <= 15 => CellValue::Number(float),
        _ => CellValue::Text(text),
    }
}

pub fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &CellValue,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        CellValue::Number(number) => sheet.write_number_with_format(row, column, *number, format)?,
        CellValue::Text(text) | CellValue::Error(text) => {
            sheet.write_string_with_format(row, column, cut(text), &as_text(text, format))?
        }
        CellValue::Date(date) => match excel_date(*date) {
            Some(day) => sheet.write_datetime_with_format(row, column, &day, format)?,
            None => sheet.write_string_with_format(row, column, chinese_day(*date), format)?,
        },
        CellValue::Bool(value) => sheet.write_boolean_with_format(row, column, *value, format)?,
        CellValue::Uncomputed => sheet.write_blank(row, column, format)?,
    };
    Ok(())
}

/// A note at a cell, with a yellow corner.
pub fn note(sheet: &mut Worksheet, (row, column): (u32, u16), lines: &[String]) -> Result<(), XlsxError> {
    let text = cut_to(&lines.join("\n"), LONGEST_NOTE);
    let note =
        Note::new(text).add_author_prefix(false).set_author("Planpress").set_width(260).set_height(110);
    sheet.insert_note(row, column, &note)?;
    Ok(())
}

/// A day as spreadsheets count it; none before 1900.
pub fn excel_date(date: Date) -> Option<ExcelDateTime> {
    let (year, month, day) =
        (u16::try_from(date.year()).ok()?, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// A text that fits into a cell; no plan has a longer one that makes sense.
pub fn cut(text: &str) -> String {
    cut_to(text, LONGEST_TEXT / 2)
}

/// So many characters of a text at most.
pub fn cut_to(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}
