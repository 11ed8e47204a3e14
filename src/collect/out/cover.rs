//! The cover of a workbook: what it is, who fills it in, how, and what happens then; on one sheet of paper.

use super::book::{Book, Marks};
use super::cells::cut;
use super::styles::{Styles, as_text};
use crate::collect::layout::COVER;
use crate::collect::period::chinese_day;
use crate::model::measure::Measure;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// The widths of the two columns, in characters.
const WIDTHS: [f64; 2] = [14.0, 86.0];
/// How many Han characters a line of the wide column holds, with some room left.
const PER_LINE: usize = 43;
/// The height of a line, in points.
const LINE: u32 = 18;
/// How many faults are listed here; their cells are marked anyway.
const LISTED: usize = 60;

/// Writes the cover.
///
/// # Errors
/// A text that no workbook can hold.
pub fn write_cover(
    sheet: &mut Worksheet,
    book: &Book<'_>,
    styles: &Styles,
    marks: &Marks,
) -> Result<(), XlsxError> {
    sheet.set_name(COVER)?;
    for (at, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(at, width)?;
    }
    let mut row = 0;
    let returned = if marks.list.is_empty() { "" } else { "（退回修改）" };
    sheet.set_row_height(row, 36)?;
    sheet.write_string_with_format(row, 0, format!("计划执行情况填报表{returned}"), &styles.title)?;
    row += 1;
    for (label, text) in facts(book) {
        sheet.write_string_with_format(row, 0, label, &styles.label)?;
        sheet.write_string_with_format(row, 1, cut(&text), &as_text(&text, &styles.text))?;
        sheet.set_row_height(row, height(&text, PER_LINE))?;
        row += 1;
    }
    let faults: Vec<String> = {
        let mut listed: Vec<String> = marks.list.iter().take(LISTED).cloned().collect();
        let left = marks.list.len().saturating_sub(LISTED);
        if left > 0 {
            listed.push(format!("另有{left}处，见各表标注。"));
        }
        listed
    };
    let parts = [
        ("需要修改的内容（表中已用橙色标出，批注写明原因）", faults),
        ("填报方法", how(book)),
        ("填好以后", after(book)),
    ];
    for (heading, lines) in parts {
        if lines.is_empty() {
            continue;
        }
        row += 1;
        sheet.set_row_height(row, 24)?;
        sheet.write_string_with_format(row, 0, heading, &styles.heading)?;
        row += 1;
        for (number, line) in (1..).zip(lines) {
            let text = format!("{number}. {line}");
            sheet.merge_range(row, 0, row, 1, &cut(&text), &styles.body)?;
            sheet.set_row_height(row, height(&text, PER_LINE + 10))?;
            row += 1;
        }
    }
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_print_area(0, 0, row.saturating_sub(1), 1)?;
    sheet.set_screen_gridlines(false);
    sheet.protect();
    Ok(())
}

/// What the workbook is about.
fn facts(book: &Book<'_>) -> Vec<(&'static str, String)> {
    let period = book.period;
    let (indicators, tasks) = (book.indicators.len(), book.tasks.len());
    let what = match (indicators, tasks) {
        (indicators, 0) => format!("指标{indicators}项（见“指标”表）"),
        (0, tasks) => format!("任务{tasks}项（见“任务”表）"),
        _ => format!("指标{indicators}项（见“指标”表），任务{tasks}项（见“任务”表）"),
    };
    let mut facts = vec![("计划", book.questions.title.to_owned())];
    facts.extend(book.questions.issuer.map(|issuer| ("下发单位", issuer.to_owned())));
    facts.push(("填报单位", book.unit.to_owned()));
    facts.push(("填报期间", format!("{}，数据截至{}", period.words().chinese, chinese_day(period.end))));
    facts.push(("填报内容", what));
    let deadline = book.deadline.map_or_else(|| "以下发通知为准".to_owned(), chinese_day);
    facts.push(("报送时限", deadline));
    facts
}

fn how(book: &Book<'_>) -> Vec<String> {
    let mut lines = vec!["只填浅黄色单元格，其余单元格已锁定。请勿增删行列、改动文件中的隐藏列。".to_owned()];
    if book.has_no_lead() {
        lines.push("本表所列内容在计划中没有写明牵头单位，请先明确由谁填报。".to_owned());
    }
    if !book.indicators.is_empty() {
        lines.push("完成值只填数字，不带单位，单位以“计量单位”为准；目标是增减幅度、位次、比例或文字的，按单元格提示填写。".to_owned());
        if book.indicators.iter().any(|asked| asked.indicator.measure == Some(Measure::Flow)) {
            lines.push("统计口径为“1月1日起累计”的，填年初以来的累计数，不填当季数。".to_owned());
        }
        lines.push("没有数据的，完成值留空，表示本期不报；结果是零的，请填0。".to_owned());
        lines.push("截止日期已按期末填好；数据是另一天的，请改为那一天。".to_owned());
        lines.push("累计数比上期减少，或与上期相差十倍以上的，请在备注中说明原因，否则退回。".to_owned());
    }
    if !book.tasks.is_empty() {
        lines.push(
            "任务状态从下拉列表中选择，没有变化的可以留空；选“已取消”的，请在备注中写明原因。".to_owned(),
        );
    }
    lines
}

fn after(book: &Book<'_>) -> Vec<String> {
    let to = book.questions.issuer.unwrap_or("下发单位");
    vec![
        format!(
            "保存后将本文件发回{to}，文件名、格式（xlsx）不变。几个单位共同牵头的，各自填报的数应当一致。"
        ),
        "收回后逐格核对。有误的，连同标注退回修改；无误的，写入计划并随计划公开，数据来源、备注一并公开。"
            .to_owned(),
    ]
}

/// The height of a row, in points, for a text over so many characters a line.
fn height(text: &str, per_line: usize) -> u32 {
    let width: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let lines = width.div_ceil(per_line * 2).max(1);
    u32::try_from(lines).unwrap_or(20).min(20) * LINE + 4
}
