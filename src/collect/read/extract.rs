//! What is in the cells of a spreadsheet: `.xlsx`, `.xls`, `.xlsb` and `.ods`, by what the file is and not by its name.
//!
//! Runs in a process of its own ([`super::foreign`]). What a zip unpacks to is counted before anything is made of it, and
//! the cells of `.xlsx` are read one after the other, so that one in the last corner of a sheet costs no more than any.

use super::super::cell::{Cell, CellValue, Shown};
use super::{FileFault, Sheet};
use calamine::{
    Data, DataRef, ExcelDateTime, Ods, OdsError, Range, Reader, Xls, XlsError, Xlsb, Xlsx, XlsxError,
    open_workbook_from_rs,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// The arguments by which this program is asked for it.
pub const COMMAND: [&str; 2] = ["collect", "cells"];

/// The most that a zip may unpack to, in bytes.
const MOST_BYTES: u64 = 64 << 20;
/// The most cells that are told.
const MOST_CELLS: usize = 300_000;

/// What the process tells.
#[derive(Debug, Serialize, Deserialize)]
pub enum Extracted {
    Sheets(Vec<Sheet>),
    Fault(FileFault),
}

/// Takes a spreadsheet apart.
pub fn extract(path: &Path) -> Extracted {
    match sheets(path) {
        Ok(sheets) => Extracted::Sheets(sheets),
        Err(fault) => Extracted::Fault(fault),
    }
}

fn sheets(path: &Path) -> Result<Vec<Sheet>, FileFault> {
    let open = || File::open(path).map(BufReader::new).map_err(|error| FileFault::System(error.to_string()));
    let mut file = open()?;
    let mut start = [0; 4];
    file.read_exact(&mut start).map_err(|_| FileFault::NoSpreadsheet)?;
    file.seek(SeekFrom::Start(0)).map_err(|error| FileFault::System(error.to_string()))?;
    if start == *super::ZIP {
        return match unpacked(file)? {
            Packed::Xlsx => xlsx(open()?),
            Packed::Xlsb => all::<Xlsb<_>, _>(open()?),
            Packed::Ods => match open_workbook_from_rs::<Ods<_>, _>(open()?) {
                Ok(book) => ranges(book),
                Err(OdsError::Password) => Err(FileFault::Password),
                Err(_) => Err(FileFault::Damaged),
            },
        };
    }
    // A workbook with a password is no zip: it lies encrypted in a file of the older kind.
    match open_workbook_from_rs::<Xlsx<_>, _>(file) {
        Err(XlsxError::Password) => Err(FileFault::Password),
        _ => match open_workbook_from_rs::<Xls<_>, _>(open()?) {
            Ok(book) => ranges(book),
            Err(XlsError::Password) => Err(FileFault::Password),
            // Documents of other programs begin like that, too.
            Err(_) => Err(FileFault::NoSpreadsheet),
        },
    }
}

/// What a zip holds.
enum Packed {
    Xlsx,
    Xlsb,
    Ods,
}

/// Unpacks a zip into nothing, and counts: what it says of its sizes first, and then what they are.
fn unpacked(file: BufReader<File>) -> Result<Packed, FileFault> {
    let mut zip = zip::ZipArchive::new(file).map_err(|_| FileFault::Damaged)?;
    if zip.decompressed_size().is_some_and(|size| size > u128::from(MOST_BYTES)) {
        return Err(FileFault::TooMuch);
    }
    let mut left = MOST_BYTES;
    for index in 0..zip.len() {
        let entry = zip.by_index(index).map_err(|_| FileFault::Damaged)?;
        let copied = std::io::copy(&mut entry.take(left), &mut std::io::sink());
        left = left.saturating_sub(copied.map_err(|_| FileFault::Damaged)?);
        if left == 0 {
            return Err(FileFault::TooMuch);
        }
    }
    let has = |name: &str| zip.file_names().flatten().any(|own| own.eq_ignore_ascii_case(name));
    if has("xl/workbook.xml") {
        Ok(Packed::Xlsx)
    } else if has("xl/workbook.bin") {
        Ok(Packed::Xlsb)
    } else if has("content.xml") {
        Ok(Packed::Ods)
    } else {
        Err(FileFault::NoSpreadsheet)
    }
}

/// The sheets of an `.xlsx`: values with the formats that change what they say, and formulas that have no result.
fn xlsx(file: BufReader<File>) -> Result<Vec<Sheet>, FileFault> {
    let mut book: Xlsx<_> = open_workbook_from_rs(file).map_err(|error| match error {
        XlsxError::Password => FileFault::Password,
        _ => FileFault::Damaged,
    })?;
    let mut room = MOST_CELLS;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        // A sheet that is a chart has no cells.
        let Ok(cells) = values(&mut book, &name, &mut room) else { continue };
        let mut cells = cells?;
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        while let Some(record) = reader.next_cell_with_formula_metadata().map_err(|_| FileFault::Damaged)? {
            if record.formula.is_some() && record.value == DataRef::Empty {
                take_room(&mut room)?;
                cells.insert(record.pos, Cell { value: CellValue::Uncomputed, shown: Shown::Plain });
            }
        }
        sheets.push(Sheet { name: Some(name), cells });
    }
    Ok(sheets)
}

type Cells = BTreeMap<(u32, u32), Cell>;

/// What is in the cells of a sheet, where it is a sheet of cells.
fn values(
    book: &mut Xlsx<BufReader<File>>,
    name: &str,
    room: &mut usize,
) -> Result<Result<Cells, FileFault>, XlsxError> {
    let mut cells = Cells::new();
    let mut reader = book.worksheet_cells_reader(name)?;
    loop {
        let (cell, style) = match reader.next_cell_with_style_id() {
            Ok(Some(next)) => next,
            Ok(None) => return Ok(Ok(cells)),
            Err(_) => return Ok(Err(FileFault::Damaged)),
        };
        let Some(value) = value_of(Data::from(cell.get_value().clone())) else { continue };
        if let Err(fault) = take_room(room) {
            return Ok(Err(fault));
        }
        let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
        let is_percent = format.is_some_and(|format| shows_percent(&format.format_code));
        let shown = if is_percent { Shown::Percent } else { Shown::Plain };
        cells.insert(cell.get_position(), Cell { value, shown });
    }
}

/// Room for one more cell.
fn take_room(room: &mut usize) -> Result<(), FileFault> {
    *room = room.checked_sub(1).ok_or(FileFault::TooMuch)?;
    Ok(())
}

/// Whether a number format shows percentages; what stands in quotes or behind a backslash is only printed.
fn shows_percent(code: &str) -> bool {
    let (mut quoted, mut escaped) = (false, false);
    code.chars().any(|c| {
        let counts = !quoted && !escaped;
        escaped = counts && c == '\\';
        quoted ^= c == '"' && (quoted || counts);
        c == '%' && counts
    })
}

fn all<B, E>(file: BufReader<File>) -> Result<Vec<Sheet>, FileFault>
where
    B: Reader<BufReader<File>, Error = E>,
    E: std::error::Error,
{
    open_workbook_from_rs::<B, _>(file).map_err(|_| FileFault::Damaged).and_then(ranges)
}

/// The sheets of a format that does not tell how numbers are shown.
fn ranges<B: Reader<BufReader<File>>>(mut book: B) -> Result<Vec<Sheet>, FileFault> {
    let mut room = MOST_CELLS;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let Ok(range): Result<Range<Data>, _> = book.worksheet_range(&name) else { continue };
        let (top, left) = range.start().unwrap_or_default();
        let mut cells = Cells::new();
        for (row, column, data) in range.used_cells() {
            let Some(value) = value_of(data.clone()) else { continue };
            let place = u32::try_from(row).ok().zip(u32::try_from(column).ok());
            let Some((row, column)) = place else { continue };
            cells.insert(
                (top.saturating_add(row), left.saturating_add(column)),
                Cell { value, shown: Shown::Unknown },
            );
            take_room(&mut room)?;
        }
        sheets.push(Sheet { name: Some(name), cells });
    }
    Ok(sheets)
}

/// What a cell holds; none for an empty one.
fn value_of(data: Data) -> Option<CellValue> {
    Some(match data {
        Data::Empty => return None,
        #[allow(clippy::cast_precision_loss, reason = "spreadsheets keep whole numbers as floats, too")]
        Data::Int(number) => CellValue::Number(number as f64),
        Data::Float(number) => CellValue::Number(number),
        Data::String(text) if text.is_empty() => return None,
        Data::String(text) => CellValue::Text(text),
        Data::Bool(value) => CellValue::Bool(value),
        Data::DateTime(time) => day_of(time),
        Data::DateTimeIso(text) => {
            let day = text.split(['T', ' ']).next().and_then(crate::model::date::parse_date);
            day.map_or(CellValue::Text(text), CellValue::Date)
        }
        Data::DurationIso(text) => CellValue::Text(text),
        Data::Error(error) => CellValue::Error(error.to_string()),
    })
}

/// A day, of either calendar that spreadsheets count by; a time of day alone is a number.
fn day_of(time: ExcelDateTime) -> CellValue {
    let (year, month, day, ..) = time.to_ymd_hms_milli();
    let date =
        || Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    let is_day = time.is_datetime() && time.as_f64() >= 1.0;
    match date().filter(|_| is_day) {
        Some(date) => CellValue::Date(date),
        None => CellValue::Number(time.as_f64()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_signs_that_are_only_printed_are_no_percentages() {
        for (code, expected) in [
            ("0%", true),
            ("0.00%", true),
            ("[Red]0%;-0%", true),
            ("General", false),
            ("0\"%\"", false),
            ("0\\%", false),
            ("\"约\"0%", true),
            ("yyyy\"年\"", false),
        ] {
            assert_eq!(shows_percent(code), expected, "{code}");
        }
    }
}
