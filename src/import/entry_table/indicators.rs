//! Rows of indicators.

use super::grid::Grid;
use super::heads::{Column, Heads};
use super::{NewEntry, Refusal, is_blank};
use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::model::official_date::parse_due;
use crate::model::quantity::parse_decimal;
use crate::model::target::{Target, TargetKind};
use crate::source::edit::insert::Record;
use crate::source::edit::scalar;

/// Reads the rows below the heads.
pub fn read(grid: &Grid<'_>, heads: &Heads, year: i16) -> Result<Vec<NewEntry>, Refusal> {
    let mut entries = Vec::new();
    for row in heads.rows..grid.count() {
        let entry = (!grid.is_one(row)).then(|| entry(grid, heads, row, year)).transpose()?;
        let one = || say!("it goes over all columns", "该行跨全部栏目");
        entries.push(entry.ok_or_else(|| refuse(row, &one()))?);
    }
    Ok(entries)
}

fn refuse(row: usize, why: &Words) -> Refusal {
    Some(say!("it stays a table: row {}: {}", "保留为表格：第{}行：{}", row + 1, why.clone()))
}

fn entry(grid: &Grid<'_>, heads: &Heads, row: usize, year: i16) -> Result<NewEntry, Refusal> {
    let cell = |wanted: fn(&Column) -> bool| {
        let at = heads.columns.iter().position(wanted)?;
        Some(grid.text(row, at)).filter(|text| !is_blank(text))
    };
    // A number that stands once for several rows, or in several columns, is none of one indicator.
    let is_number = |column: &Column| matches!(column, Column::Name | Column::Target | Column::Baseline(_));
    let mut columns = heads.columns.iter().enumerate();
    if grid.is_merged(row) || columns.any(|(at, column)| is_number(column) && grid.is_shared(row, at)) {
        return Err(refuse(row, &say!("it has merged cells", "有合并单元格")));
    }
    let Some(name) = cell(|column| *column == Column::Name) else {
        return Err(refuse(row, &say!("it names no indicator", "没有指标名称")));
    };
    if SUMS.contains(&name.as_str()) {
        return Err(refuse(row, &say!("it is a sum of others", "是其他各行的合计")));
    }
    let unit = cell(|column| *column == Column::Unit).map(|unit| unit.replace('％', "%"));
    let Some(target) = cell(|column| *column == Column::Target) else {
        return Err(refuse(row, &say!("it has no target", "没有目标值")));
    };
    let mut keys: Record = vec![];
    // 地区生产总值（亿元）: the bracket is the unit, where it makes a quantity of the number.
    let (name, unit) = match unit {
        Some(unit) => (name, Some(unit)),
        None => unit_in_name(&name, &target).map_or((name, None), |(name, unit)| (name, Some(unit))),
    };
    let read = Target::read(&target, unit.as_deref()).map_err(|error| refuse(row, &error.reason()))?;
    // A unit beside a change, a rank or words says what is counted, not in what the target is told.
    if let Some(unit) = &unit {
        if !matches!(read.kind, TargetKind::Quantity(_)) {
            return Err(refuse(
                row,
                &say!("`{target}` is not told in `{unit}`", "“{target}”不以“{unit}”为单位"),
            ));
        }
        keys.push(("unit", scalar::words(unit)));
    }
    keys.push(("target", scalar::value(&target)));
    let mut notes: Vec<String> = Vec::new();
    for (at, column) in heads.columns.iter().enumerate() {
        let text = grid.text(row, at);
        if is_blank(&text) {
            continue;
        }
        let head = heads.words.get(at).map_or("", String::as_str);
        match column {
            Column::Baseline(of) => keys.push((
                "baseline",
                baseline(&text, *of, unit.as_deref()).ok_or_else(|| {
                    refuse(row, &say!("`{text}` is no plain number", "“{text}”不是单纯的数值"))
                })?,
            )),
            Column::Nature if ["约束性", "约束性指标"].contains(&text.as_str()) => {
                keys.push(("nature", "binding".to_owned()))
            }
            Column::Nature if ["预期性", "预期性指标"].contains(&text.as_str()) => {
                keys.push(("nature", "expected".to_owned()))
            }
            Column::Level => keys.push(("level", scalar::words(&text))),
            Column::Lead => keys.push(("lead", scalar::words(&text))),
            Column::Partners => keys.push(("partners", scalar::words(&text))),
            Column::Due if parse_due(&text, year).is_some() => keys.push(("due", scalar::words(&text))),
            Column::Due | Column::Nature => notes.push(format!("{head}：{text}")),
            Column::Source => keys.push(("source", scalar::words(&text))),
            Column::Definition => keys.push(("definition", scalar::words(&text))),
            Column::Note => notes.push(text),
            Column::Number
            | Column::Name
            | Column::Unit
            | Column::Target
            | Column::More
            | Column::Unknown => {}
        }
    }
    if !notes.is_empty() {
        keys.push(("note", scalar::words(&notes.join("；"))));
    }
    keys.push(("proposed", "true".to_owned()));
    Ok(NewEntry { name, keys })
}

/// What rows of sums are named.
const SUMS: [&str; 5] = ["合计", "小计", "总计", "总和", "合 计"];

/// A name and the unit in brackets at its end, if a bare target is a quantity in that unit.
fn unit_in_name(name: &str, target: &str) -> Option<(String, String)> {
    let bare = name.trim_end().strip_suffix(['）', ')'])?;
    let at = bare.rfind(['（', '('])?;
    let (own, unit) = (bare.get(..at)?.trim(), bare.get(at..)?.trim_start_matches(['（', '(']).trim());
    let unit = unit.strip_prefix("单位：").unwrap_or(unit).replace('％', "%");
    let is_bare = !target.chars().any(|c| unit.contains(c) && !c.is_ascii_digit());
    let known = Target::read(&format!("12{unit}"), None).ok()?;
    let is_unit = known.unit() == Some(&*unit) && matches!(known.kind, TargetKind::Quantity(_));
    let read = Target::read(target, Some(&unit)).ok()?;
    (is_bare && is_unit && !own.is_empty() && matches!(read.kind, TargetKind::Quantity(_)))
        .then(|| (own.to_owned(), unit))
}

/// A baseline as front matter has it: a number, with the end of its year where the head names one.
fn baseline(text: &str, year: Option<i16>, unit: Option<&str>) -> Option<String> {
    let bare = without_separators(text.trim())?;
    let bare = unit.and_then(|unit| bare.strip_suffix(unit)).unwrap_or(&bare).trim();
    let is_number =
        bare.strip_prefix('-').unwrap_or(bare).bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if !is_number || parse_decimal(bare).is_err() {
        return None;
    }
    let value = scalar::value(bare);
    Some(year.map_or_else(|| value.clone(), |year| format!("{{value: {value}, date: {year:04}-12-31}}")))
}

/// A number without the commas between thousands; none where one stands elsewhere, since it may be meant for a point.
fn without_separators(text: &str) -> Option<String> {
    let text = text.replace('，', ",");
    let mut parts = text.split(',');
    let first = parts.next()?;
    let is_grouped = |part: &str| {
        let digits = part.chars().take_while(char::is_ascii_digit).count();
        digits == 3
    };
    let rest: Vec<&str> = parts.collect();
    let lead = first.trim_start_matches('-').len();
    (rest.is_empty() || ((1..=3).contains(&lead) && rest.iter().all(|part| is_grouped(part))))
        .then(|| text.replace(',', ""))
}
