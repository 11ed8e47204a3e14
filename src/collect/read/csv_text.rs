//! CSV in the shape of a workbook's sheet: UTF-8 with or without a mark, UTF-16 with one, or GB 18030; commas or tabs.

use super::{FileFault, Sheet};
use crate::collect::cell::Cell;
use crate::source::encoding::{self, NoText};
use std::collections::BTreeMap;

/// The most rows and fields that are read.
const MOST_CELLS: usize = 300_000;

/// Reads the bytes of a file.
///
/// # Errors
/// It is no text.
pub fn read(bytes: &[u8]) -> Result<Sheet, FileFault> {
    let text = decode(bytes)?;
    // A tab may stand in a remark, but in a line of heads it is there to part them.
    let parts_by_tabs =
        |line: &str| line.contains('\t') && (line.contains("完成值") || line.contains("状态"));
    let delimiter = if text.lines().take(20).any(parts_by_tabs) { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut cells = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(|_| FileFault::Damaged)?;
        // A field may go over several lines, so rows are counted as a spreadsheet that opens the file counts them.
        let line = record.position().map_or(0, csv::Position::record);
        let row = u32::try_from(line).map_err(|_| FileFault::TooMuch)?;
        for (column, field) in (0..).zip(record.iter()).filter(|(_, field)| !field.is_empty()) {
            cells.insert((row, column), Cell::text(field));
        }
        if cells.len() > MOST_CELLS {
            return Err(FileFault::TooMuch);
        }
    }
    Ok(Sheet { name: None, cells })
}

fn decode(bytes: &[u8]) -> Result<String, FileFault> {
    encoding::decode(bytes).map_err(|why| match why {
        NoText::Binary => FileFault::NoSpreadsheet,
        NoText::Broken { .. } => FileFault::Encoding,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::GB18030;

    #[test]
    fn text_is_read_in_every_encoding_that_offices_write() {
        let text = "指标,完成值\n培训,\"1,200\"\n";
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let tabs = "指标\t完成值\n培训\t1,200\n";
        for bytes in [
            text.as_bytes().to_vec(),
            ["\u{FEFF}", text].concat().into_bytes(),
            GB18030.encode(text).0.into_owned(),
            utf16,
            tabs.as_bytes().to_vec(),
        ] {
            let sheet = read(&bytes).unwrap();
            assert_eq!(sheet.cells.get(&(1, 1)), Some(&Cell::text("1,200")));
            assert_eq!(sheet.cells.get(&(0, 0)), Some(&Cell::text("指标")));
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(b"\x00\x01\x02"), Err(FileFault::NoSpreadsheet));
        assert_eq!(read(b"%PDF-1.7\n\xff\xfe\xfd"), Err(FileFault::Encoding));
        assert_eq!(read(b"a\x1bb"), Err(FileFault::NoSpreadsheet));
    }
}
