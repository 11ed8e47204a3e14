//! `目录.xlsx`: the catalogue as the sheet in which Chinese offices keep what they publish (政务数据资源目录).

use super::catalogue::{Catalogue, DataSetEntry, FileEntry};
use crate::bug::bug;
use crate::model::config::Lang;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

/// Its name, below the page of the data.
pub const SHEET: &str = "目录.xlsx";

/// What the sheet says in a language.
struct Words {
    sheet: &'static str,
    heads: [&'static str; 6],
    openness: &'static str,
    all_years: &'static str,
    separator: &'static str,
}

const CHINESE: Words = Words {
    sheet: "目录",
    heads: ["序号", "数据名称", "提供单位", "更新时间", "格式", "网址"],
    openness: "开放属性",
    all_years: "历年指标",
    separator: "、",
};
const ENGLISH: Words = Words {
    sheet: "Catalogue",
    heads: ["No.", "Data", "Provider", "Updated", "Formats", "Address"],
    openness: "Openness",
    all_years: "indicators of all years",
    separator: ", ",
};
/// The widths of the columns, in characters of the standard font.
const WIDTHS: [f64; 7] = [6.0, 56.0, 34.0, 13.0, 30.0, 60.0, 14.0];

/// The workbook; with a column 开放属性 where that is said.
pub fn workbook(catalogue: &Catalogue, openness: Option<&str>, lang: Lang) -> Vec<u8> {
    // The text is short and the columns are few: nothing that can be refused is written.
    written(catalogue, openness, lang).unwrap_or_else(|error| bug!("{error}"))
}

/// A row: name, provider, day, formats, address.
struct Row<'c>(String, &'c str, Option<&'c str>, String, String);

fn written(catalogue: &Catalogue, openness: Option<&str>, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let words = if lang == Lang::Chinese { &CHINESE } else { &ENGLISH };
    let mut book = Workbook::new();
    let days = catalogue.series.iter().flat_map(|series| &series.plans);
    let day = days.filter_map(|plan| plan.modified.as_deref()).max().unwrap_or("2000-01-01");
    let created = ExcelDateTime::parse_from_str(day)?;
    book.set_properties(&DocProperties::new().set_title(&catalogue.title).set_creation_datetime(&created));
    let font = if lang == Lang::Chinese { "宋体" } else { "Calibri" };
    let body =
        Format::new().set_font_name(font).set_font_size(11).set_align(FormatAlign::Top).set_text_wrap();
    let head = Format::new()
        .set_font_name(font)
        .set_font_size(11)
        .set_bold()
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::Center);
    let date = body.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left);
    let sheet = book.add_worksheet();
    sheet.set_name(words.sheet)?;
    let heads = words.heads.iter().copied().chain(openness.map(|_| words.openness));
    let mut last = 0;
    for (column, title) in (0..).zip(heads) {
        sheet.write_string_with_format(0, column, title, &head)?;
        last = column;
    }
    for (column, width) in (0..=last).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let mut count: u32 = 0;
    for Row(name, provider, day, formats, address) in rows(catalogue, words) {
        count += 1;
        sheet.write_number_with_format(count, 0, count, &body)?;
        sheet.write_string_with_format(count, 1, name, &body)?;
        sheet.write_string_with_format(count, 2, provider, &body)?;
        if let Some(day) = day {
            sheet.write_datetime_with_format(count, 3, &ExcelDateTime::parse_from_str(day)?, &date)?;
        }
        sheet.write_string_with_format(count, 4, formats, &body)?;
        sheet.write_string_with_format(count, 5, address, &body)?;
        if let Some(openness) = openness {
            sheet.write_string_with_format(count, 6, openness, &body)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, count.max(1), last)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    book.save_to_buffer()
}

/// One row for each plan, then one for the table of all years, series by series.
fn rows<'c>(catalogue: &'c Catalogue, words: &Words) -> Vec<Row<'c>> {
    let address = |path: &str| {
        // Without a public address there is none to write down.
        let is_whole = catalogue.base.contains("://");
        if is_whole { format!("{}{path}", catalogue.base) } else { path.to_owned() }
    };
    let mut rows = Vec::new();
    for series in &catalogue.series {
        let plans = series.plans.iter().filter(|plan| !plan.files.is_empty());
        rows.extend(plans.map(|plan: &DataSetEntry| {
            let day = plan.modified.as_deref().or(plan.issued.as_deref());
            Row(plan.title.clone(), &plan.publisher, day, formats(&plan.files, words), address(&plan.path))
        }));
        if let Some(file) = series.files.first() {
            let day = series.plans.iter().filter_map(|plan| plan.modified.as_deref()).max();
            let name = format!("{}：{}", series.title, words.all_years);
            rows.push(Row(name, &series.publisher, day, formats(&series.files, words), address(&file.path)));
        }
    }
    rows
}

/// The formats of files, each once.
fn formats(files: &[FileEntry], words: &Words) -> String {
    let mut formats: Vec<&str> = Vec::new();
    for file in files {
        if !formats.contains(&file.format) {
            formats.push(file.format);
        }
    }
    formats.join(words.separator)
}
