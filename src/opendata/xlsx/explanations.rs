//! The last sheet: which plan it is, how its indicators are defined, how the numbers are computed, what the columns mean, and where
//! a cell could not hold what the plan says.

use super::extents::{height, lines_in};
use super::order::{self, Placed};
use super::sheet::{Remark, RemarkKind};
use super::styles::{Styles, cut};
use crate::model::config::Lang;
use crate::opendata::record::{EditionKind, PlanRecord};
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthStr;

/// The widths of the columns of names and of what is told, in digits.
const NAMES: usize = 26;
const TEXTS: usize = 90;

/// What is computed, and how.
const METHOD: &[[&str; 4]] = &[
    [
        "完成率",
        "完成值÷目标值。只用于越多越好的时期指标和时点指标。",
        "Attainment",
        "Actual ÷ target; only of a flow or a stock of which more is better.",
    ],
    [
        "已用",
        "完成值÷上限。只用于有上限的时期指标。",
        "Used",
        "Actual ÷ limit; only of a flow that has an upper limit.",
    ],
    [
        "基期到目标的进度",
        "（完成值−基期值）÷（目标值−基期值）。只用于有基期值的时点指标。",
        "Distance",
        "(actual − baseline) ÷ (target − baseline); only of a stock that has a baseline.",
    ],
    [
        "时间进度",
        "年初至完成值当日的天数÷年初至到期日的天数。",
        "Elapsed",
        "Days from 1 January to the day of the value ÷ days from 1 January to the day when it is due.",
    ],
    [
        "数值",
        "与计划一致，未作四舍五入。完成率等单元格保存六位小数的商，显示为百分数；单元格显示的位数少于实际保存的位数。空白为没有数值，不是零。",
        "Numbers",
        "As in the plan, not rounded. Quotients have six decimal places and are shown as percentages with fewer. An empty cell is no value, not zero.",
    ],
];

/// What the sheets hold.
const SHEETS: &[[&str; 4]] = &[
    [
        "指标",
        "每项指标一行。深蓝色表头供阅读和打印，浅蓝色表头为补充信息，灰色表头供程序使用。",
        "Indicators",
        "One row for each indicator. Dark heads are for readers and printers, light blue ones tell more, grey ones are for programs.",
    ],
    ["任务", "没有数值目标的任务，每项一行。", "Tasks", "Commitments without a number, one row each."],
    [
        "填报",
        "数据截止日期以前报送的各次完成值，每次一行。时期指标的完成值自1月1日起累计。",
        "Reports",
        "Every value reported up to the plan's date, one row each. The value of a flow counts from 1 January.",
    ],
];

/// A sheet of names and what is told of them.
struct Telling<'w> {
    worksheet: &'w mut Worksheet,
    styles: &'w Styles,
    row: u32,
}

/// Writes the sheet.
pub fn write(
    worksheet: &mut Worksheet,
    record: &PlanRecord,
    remarks: &[Remark],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let width = |digits| u32::try_from(digits).map_or(0.0, f64::from);
    worksheet.set_column_width(0, width(NAMES))?.set_column_width(1, width(TEXTS))?;
    worksheet.set_default_row_height(height(1));
    worksheet.set_portrait().set_paper_size(9).set_print_fit_to_pages(1, 0);
    let mut told = Telling { worksheet, styles, row: 0 };
    told.worksheet.write_string_with_format(0, 0, cut(&record.plan.title, 1000), &styles.title)?;
    told.row = 1;
    told.heading(["计划", "The plan"])?;
    about(&mut told, record)?;
    told.heading(["工作表", "Sheets"])?;
    told.all(SHEETS)?;
    let defined: Vec<_> = record
        .indicators
        .iter()
        .filter_map(|one| {
            let parts = [one.definition.as_deref(), one.source.as_deref()];
            let text = parts.into_iter().flatten().collect::<Vec<_>>().join("\n");
            (!text.is_empty()).then_some((&one.name, text))
        })
        .collect();
    if !defined.is_empty() {
        told.heading(["统计口径和数据来源", "Definitions and sources"])?;
        for (name, text) in defined {
            told.pair(name, &text)?;
        }
    }
    told.heading(["计算方法", "How it is computed"])?;
    told.all(METHOD)?;
    statuses(&mut told, record)?;
    told.heading(["栏目", "Columns"])?;
    let mut seen = BTreeSet::new();
    columns(&mut told, &order::indicators(), &mut seen)?;
    columns(&mut told, &order::tasks(), &mut seen)?;
    if !remarks.is_empty() {
        told.heading(["单元格说明", "Remarks on cells"])?;
        for Remark { sheet, cell, kind } in remarks {
            let text = match kind {
                RemarkKind::KeptAsText => [
                    "电子表格保存不了这样的数值（有效数字超过15位）或日期，按文本保存，一位不少。",
                    "A spreadsheet cannot hold this number (more than 15 significant digits) or day; it is kept as text, with every digit.",
                ],
                RemarkKind::Cut => [
                    "文字超过单元格允许的32767个字符，只保留前面的部分，全文见indicators.json。",
                    "The text is longer than the 32,767 characters of a cell; this is its beginning, indicators.json has all of it.",
                ],
            };
            told.pair(&format!("{sheet}!{cell}"), told.pick(text))?;
        }
    }
    Ok(())
}

fn about(told: &mut Telling<'_>, record: &PlanRecord) -> Result<(), XlsxError> {
    let plan = &record.plan;
    let provenance = &record.provenance;
    let year = plan.year.to_string();
    let address = match &provenance.site_url {
        Some(site) => format!("{}/{}", site.trim_end_matches('/'), provenance.path),
        None => provenance.path.clone(),
    };
    let edition = match (&provenance.edition.kind, &provenance.edition.sealed, provenance.edition.number) {
        (EditionKind::Live, ..) => told.pick(["网站现行版本", "As the site has it"]).to_owned(),
        (EditionKind::Sealed, day, number) => {
            let words = told.pick(["已归档", "Sealed"]);
            let day = day.as_deref().unwrap_or_default();
            let number = number.map(|number| format!(" ({number})")).unwrap_or_default();
            format!("{words} {day}{number}")
        }
    };
    let known = [
        (["年度", "Year"], Some(&*year)),
        (["发文机关", "Issuer"], plan.issuer.as_deref()),
        (["发文字号", "Document number"], plan.document_number.as_deref()),
        (["索引号", "Index number"], plan.index_number.as_deref()),
        (["成文日期", "Written"], plan.written.as_deref()),
        (["发布日期", "Published"], plan.published.as_deref()),
        (["数据截止日期", "Data as of"], plan.as_of.as_deref()),
        (["来源站点", "Site"], Some(&*provenance.site)),
        (["页面地址", "Page"], Some(&*address)),
        (["版本", "Edition"], Some(&*edition)),
        (["许可", "Licence"], provenance.licence.as_deref()),
        (["内容的SHA-256", "SHA-256 of the content"], Some(&*provenance.digest)),
        (["生成程序", "Written by"], Some(provenance.generator)),
    ];
    for (name, text) in known {
        if let Some(text) = text {
            told.pair(told.pick(name), text)?;
        }
    }
    Ok(())
}

/// The statuses that occur, each with its key.
fn statuses(told: &mut Telling<'_>, record: &PlanRecord) -> Result<(), XlsxError> {
    let used: BTreeSet<_> = record
        .indicators
        .iter()
        .filter_map(|one| one.progress.status.as_ref())
        .map(|status| (status.key, &*status.text))
        .collect();
    if used.is_empty() {
        return Ok(());
    }
    told.heading(["状态", "Statuses"])?;
    for (key, text) in used {
        told.pair(text, key)?;
    }
    Ok(())
}

/// What columns mean, each head once.
fn columns<T>(
    told: &mut Telling<'_>,
    columns: &[Placed<T>],
    seen: &mut BTreeSet<&'static str>,
) -> Result<(), XlsxError> {
    let lang = told.styles.lang;
    for (column, _) in columns {
        if seen.insert(column.head(lang)) {
            let name = match lang {
                Lang::Chinese => format!("数据文件中的名称：{}", column.name),
                Lang::English => format!("In data files: {}", column.name),
            };
            let meaning = column.meaning(lang);
            let text = if meaning.is_empty() { name } else { format!("{meaning}\n{name}") };
            told.pair(column.head(lang), &text)?;
        }
    }
    Ok(())
}

impl Telling<'_> {
    const fn pick<'w>(&self, [chinese, english]: [&'w str; 2]) -> &'w str {
        match self.styles.lang {
            Lang::Chinese => chinese,
            Lang::English => english,
        }
    }

    fn heading(&mut self, words: [&str; 2]) -> Result<(), XlsxError> {
        let text = self.pick(words);
        self.worksheet.write_string_with_format(self.row + 1, 0, text, &self.styles.heading)?;
        self.row += 2;
        Ok(())
    }

    fn pair(&mut self, name: &str, text: &str) -> Result<(), XlsxError> {
        self.worksheet.write_string_with_format(self.row, 0, cut(name, 32_767), &self.styles.name)?;
        self.worksheet.write_string_with_format(self.row, 1, cut(text, 32_767), &self.styles.told)?;
        let lines = |column, text: &str| {
            lines_in(column, &text.lines().map(UnicodeWidthStr::width).collect::<Vec<_>>())
        };
        let count = lines(NAMES, name).max(lines(TEXTS, text));
        if count > 1 {
            self.worksheet.set_row_height(self.row, height(count))?;
        }
        self.row += 1;
        Ok(())
    }

    fn all(&mut self, entries: &[[&str; 4]]) -> Result<(), XlsxError> {
        for [name, text, name_english, text_english] in entries {
            self.pair(self.pick([name, name_english]), self.pick([text, text_english]))?;
        }
        Ok(())
    }
}
