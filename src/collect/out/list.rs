//! The list of who has to answer, for the office that sends the workbooks out and keeps count of those that come back.

use super::book::properties;
use super::cells::cut;
use super::styles::{Styles, as_text, plain};
use super::{OutRequest, UnitFile};
use crate::collect::period::chinese_day;
use crate::collect::questions::Questions;
use rust_xlsxwriter::{Workbook, XlsxError};

const HEADS: [(&str, f64); 6] = [
    ("序号", 7.0),
    ("填报单位", 30.0),
    ("指标数", 10.0),
    ("任务数", 10.0),
    ("填报表", 36.0),
    ("报送情况", 24.0),
];

/// Writes the list.
///
/// # Errors
/// A text that no workbook can hold.
pub fn write_list(
    questions: &Questions<'_>,
    request: OutRequest,
    files: &[UnitFile],
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_default_format(&plain(), 20, 64)?;
    workbook.set_properties(&properties(questions, "填报单位名单"));
    let styles = Styles::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("填报单位")?;
    let title = format!("{}填报单位名单", questions.title);
    sheet.set_row_height(0, 30)?.set_row_height(2, 24)?;
    sheet.write_string_with_format(0, 0, cut(&title), &as_text(&title, &styles.title))?;
    let deadline = request.deadline.map(|day| format!("　　报送时限：{}", chinese_day(day)));
    let about = format!("填报期间：{}{}", request.period.words().chinese, deadline.unwrap_or_default());
    sheet.write_string_with_format(1, 0, about, &plain())?;
    for (at, (head, width)) in (0..).zip(HEADS) {
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(2, at, head, &styles.head)?;
    }
    for (row, (number, file)) in (3..).zip((1_u32..).zip(files)) {
        sheet.write_number_with_format(row, 0, f64::from(number), &styles.centred)?;
        sheet.write_string_with_format(row, 1, cut(&file.unit), &as_text(&file.unit, &styles.text))?;
        for (at, count) in [(2, file.indicators), (3, file.tasks)] {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            sheet.write_number_with_format(row, at, f64::from(count), &styles.centred)?;
        }
        sheet.write_string_with_format(row, 4, &file.file, &as_text(&file.file, &styles.text))?;
        sheet.write_blank(row, 5, &styles.text)?;
    }
    sheet.set_freeze_panes(3, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(2, 2)?;
    workbook.save_to_buffer()
}
