//! Tables whose unit stands apart from the number: in a column of units (单位), in the name of a column or row (研发投入（亿元）), or
//! above the table (单位：万元). Takes the texts of the cells, gives what each cell states. A column of years, serial
//! numbers, telephones or dates counts nothing.

use super::super::{Quantity, scale_split};
use super::measure::{self, UnitKind};
use super::{ChangeRole, Mention, Numerals, Stated, mentions_with};
use std::collections::BTreeMap;

/// Names of columns whose numbers count nothing.
const UNCOUNTED: [&str; 22] = [
    "序号", "编号", "编码", "代码", "年份", "电话", "手机", "传真", "邮编", "时限", "日期", "时间", "页码",
    "排名", "位次", "文号", "责任", "牵头", "联系", "属性", "备注", "版本",
];
/// Names of columns that count years or items, as a whole.
const UNCOUNTED_WHOLE: [&str; 6] = ["年", "年度", "号", "#", "No.", "No"];
/// Names of columns of units.
const UNIT_COLUMNS: [&str; 5] = ["单位", "计量单位", "指标单位", "Unit", "Units"];
/// Names of columns of growth, whose plain numbers are per cent.
const GROWTH: [&str; 5] = ["增长", "增速", "增幅", "涨幅", "降幅"];
/// Names of columns of what was, or is.
const PAST: [&str; 8] = ["基期", "基数", "上年", "去年", "现状", "实际", "完成值", "完成情况"];
/// Words in a column's name that make its values planned ones.
const PLANNED: [&str; 6] = ["目标", "计划", "预期", "任务", "力争", "规划"];
/// No unit has more characters.
const LONGEST_UNIT: usize = 12;

/// The unit that a name or a cell has, and what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Unit {
    text: String,
    kind: UnitKind,
}

#[derive(Debug, Default)]
struct Column {
    unit: Option<Unit>,
    is_uncounted: bool,
    is_growth: bool,
    is_past: bool,
    /// The year that its name opens with.
    year: Option<i16>,
}

/// The names and units of one table.
#[derive(Debug, Default)]
pub struct Table {
    above: Option<Unit>,
    columns: BTreeMap<usize, Column>,
    rows: BTreeMap<usize, Unit>,
    /// The column of units.
    units: Option<usize>,
}

impl Table {
    /// Reads names and units. `above` is the text before the table; each cell comes with its row (the header is 0) and its
    /// column. `known` are units that must be given to be read.
    pub fn new<'t>(
        above: Option<&str>,
        cells: impl Iterator<Item = (usize, usize, &'t str)> + Clone,
        known: &[&str],
    ) -> Self {
        let mut table = Self { above: above.and_then(|text| said_above(text, known)), ..Self::default() };
        let mut units = None;
        for (_, column, text) in cells.clone().take_while(|(row, ..)| *row == 0) {
            let name = text.trim();
            if UNIT_COLUMNS.contains(&name) {
                units = Some(column);
            }
            table.columns.insert(column, Column::named(name, known));
        }
        if let Some(units) = units {
            table.take_units(
                units,
                cells.clone().filter(|(row, column, _)| *row > 0 && *column == units),
                known,
            );
        }
        let mut serial = true;
        for (row, column, text) in cells.filter(|(row, ..)| *row > 0) {
            if column == 0 {
                serial &= text.trim().parse() == Ok(row);
            }
            if !table.rows.contains_key(&row)
                && let Some((_, unit)) = bracketed(text.trim(), known)
            {
                table.rows.insert(row, unit);
            }
        }
        if serial {
            table.columns.entry(0).or_default().is_uncounted = true;
        }
        table
    }

    /// Takes the cells of a column of units: most must be units that are known, else it names offices.
    fn take_units<'t>(
        &mut self,
        column: usize,
        cells: impl Iterator<Item = (usize, usize, &'t str)>,
        known: &[&str],
    ) {
        let (mut found, mut sure) = (Vec::new(), 0);
        for (row, _, text) in cells {
            let text = text.trim().replace('％', "%");
            let kind = kind_of(&text, known);
            sure += usize::from(kind.is_some());
            let is_short = text.chars().count() <= LONGEST_UNIT && !text.contains(['、', '，', '—']);
            if is_short {
                found.push((row, Unit { text: with_one(text), kind: kind.unwrap_or(UnitKind::Count) }));
            }
        }
        if sure * 2 >= found.len() {
            self.units = Some(column);
            self.rows.extend(found);
        }
    }

    /// The unit that a cell's number is counted in.
    pub fn unit(&self, row: usize, column: usize) -> Option<String> {
        self.unit_of(row, column, false).map(|unit| unit.text)
    }

    fn unit_of(&self, row: usize, column: usize, is_cumulative: bool) -> Option<Unit> {
        let named = self.columns.get(&column);
        if row == 0 || named.is_some_and(|column| column.is_uncounted) {
            return None;
        }
        if let Some(own) = named.and_then(|column| column.unit.clone()) {
            return Some(own);
        }
        let of_row = self.rows.get(&row).or(self.above.as_ref()).cloned();
        let is_growth = named.is_some_and(|column| column.is_growth) && !is_cumulative;
        if is_growth && of_row.is_some() {
            return Some(Unit { text: "%".to_owned(), kind: UnitKind::Share });
        }
        of_row
    }

    /// Whether a cell tells what was before a plan's year, or is: a column of that name, or of an earlier year.
    pub fn is_past(&self, column: usize, plan_year: i16) -> bool {
        self.columns.get(&column).is_some_and(|column| {
            column.is_past || column.year.is_some_and(|year| plan_year > 0 && year < plan_year)
        })
    }

    /// What a cell states: its own quantities, or the one number that it is, in the unit that stands apart.
    pub fn mentions(&self, row: usize, column: usize, text: &str, known: &[&str]) -> Vec<Mention> {
        if self.units == Some(column) {
            return Vec::new();
        }
        let own = mentions_with(text, known);
        if !own.is_empty() {
            return own;
        }
        self.number(row, column, text).into_iter().collect()
    }

    /// A cell that is one number and nothing else.
    fn number(&self, row: usize, column: usize, text: &str) -> Option<Mention> {
        let trimmed = text.trim();
        let (plain, is_cumulative) = without_brackets(trimmed);
        let unit = self.unit_of(row, column, is_cumulative)?;
        if is_month(&plain) {
            return None;
        }
        let mut quantity = Quantity::parse(&plain).ok().filter(|quantity| quantity.unit.is_none())?;
        // 13万 under 万人 is 13万人.
        let is_scaled = plain.contains(['万', '亿']);
        let own = if is_scaled { scale_split(&unit.text).1 } else { &unit.text };
        quantity.unit = Some(own.to_owned());
        let start = text.len() - text.trim_start().len();
        let range = start..start + trimmed.len();
        Some(Mention {
            range: range.clone(),
            value_range: range,
            stated: Stated::Quantity(quantity),
            kind: unit.kind,
            role: ChangeRole::Alone,
            aim: None,
            numerals: Numerals::Digits,
        })
    }
}

impl Column {
    fn named(name: &str, known: &[&str]) -> Self {
        let holds = |words: &[&str]| words.iter().any(|word| name.contains(word));
        let unit = bracketed(name, known).map(|(_, unit)| unit).or_else(|| {
            let is_percent = name.ends_with(['%', '％']);
            is_percent.then(|| Unit { text: "%".to_owned(), kind: UnitKind::Share })
        });
        let year = name.get(..4).filter(|_| name.get(4..).is_some_and(|rest| rest.starts_with('年')));
        Self {
            unit,
            is_uncounted: holds(&UNCOUNTED)
                || UNCOUNTED_WHOLE.contains(&name)
                || UNIT_COLUMNS.contains(&name),
            is_growth: holds(&GROWTH),
            is_past: holds(&PAST) && !holds(&PLANNED),
            year: year.and_then(|year| year.parse().ok()).filter(|_| !holds(&PLANNED)),
        }
    }
}

/// The name and the unit of 研发投入（亿元）, 研发投入(单位：亿元).
fn bracketed<'t>(text: &'t str, known: &[&str]) -> Option<(&'t str, Unit)> {
    let inside = text.strip_suffix([')', '）'])?;
    let (name, inside) = inside.rsplit_once(['(', '（'])?;
    let inside = inside.trim().trim_start_matches("单位").trim_start_matches(['：', ':']).trim();
    let unit = inside.replace('％', "%");
    let kind = kind_of(&unit, known)?;
    (!name.trim().is_empty()).then(|| (name, Unit { text: with_one(unit), kind }))
}

/// The unit of 单位：万元 above a table.
fn said_above(text: &str, known: &[&str]) -> Option<Unit> {
    let (_, said) = text.rsplit_once("单位：").or_else(|| text.rsplit_once("单位:"))?;
    let unit = said.trim().trim_end_matches([')', '）', '。']).trim();
    Some(Unit { text: with_one(unit.to_owned()), kind: kind_of(unit, known)? })
}

/// What a unit counts, rates in so many included: 1/10万.
fn kind_of(unit: &str, known: &[&str]) -> Option<UnitKind> {
    let is_rate = |many: &str| many.contains(['万', '千']) || many == "100000";
    let rate = || unit.trim_start_matches('1').strip_prefix('/').filter(|many| is_rate(many));
    measure::kind_of(unit, known).or_else(|| rate().map(|_| UnitKind::Share))
}

/// A rate with its 1: /10万 is 1/10万.
fn with_one(unit: String) -> String {
    if unit.starts_with('/') { format!("1{unit}") } else { unit }
}

/// A number without the brackets that say that it is counted over all years: [15], 〔7.5〕以上.
fn without_brackets(text: &str) -> (String, bool) {
    let is_open = |c| matches!(c, '[' | '〔' | '【' | '［');
    let is_bracketed = text.starts_with(is_open);
    let is_mark = |c: char| is_open(c) || matches!(c, ']' | '〕' | '】' | '］');
    if is_bracketed { (text.replace(is_mark, ""), true) } else { (text.to_owned(), false) }
}

/// 2026.12 is a month.
fn is_month(text: &str) -> bool {
    let parts = text.split_once('.');
    parts.is_some_and(|(year, month)| {
        year.len() == 4
            && (year.starts_with("19") || year.starts_with("20"))
            && month.len() <= 2
            && month.parse().is_ok_and(|month: u8| (1..=12).contains(&month))
    })
}
