//! The names of figures that stand alone in the cells of tables: from their row, and from their column where that says more
//! than 目标.

use crate::markdown::{CellPlace, Passage};
use std::collections::BTreeMap;

/// Columns whose name adds nothing to that of the row.
const PLAIN: [&str; 17] = [
    "目标",
    "目标值",
    "计划",
    "计划数",
    "计划值",
    "预期目标",
    "年度目标",
    "任务数",
    "任务量",
    "目标任务",
    "年度任务",
    "指标值",
    "数量",
    "预期值",
    "全年目标",
    "目标数",
    "指标",
];
/// Columns that do not name what a row is about.
const NAMELESS: [&str; 8] = ["序号", "编号", "单位", "计量单位", "指标单位", "备注", "属性", "类别"];
/// Names of rows that sum the others up.
const SUMS: [&str; 5] = ["合计", "总计", "小计", "全市", "全区"];

/// The texts of all cells of a body.
#[derive(Debug, Default)]
pub struct Grid<'p>(BTreeMap<(usize, usize, usize), &'p str>);

impl<'p> Grid<'p> {
    pub fn of(passages: &'p [Passage]) -> Self {
        let cell = |passage: &'p Passage| {
            let place = passage.cell?;
            Some(((place.table, place.row, place.column), passage.text.trim()))
        };
        Self(passages.iter().filter_map(cell).collect())
    }

    /// The name of the figure of a cell.
    pub fn name(&self, place: CellPlace) -> Option<String> {
        let head = self.head(place.table, place.column);
        let row = (0..place.column.min(16)).find_map(|column| {
            let text = self.0.get(&(place.table, place.row, column))?;
            let is_name = !NAMELESS.contains(&self.head(place.table, column)) && is_name(text);
            is_name.then(|| without_unit(text))
        })?;
        let head = without_unit(head);
        let says_nothing = head.is_empty()
            || PLAIN.iter().any(|word| head == *word || head.ends_with(word) && is_year_before(head, word));
        Some(match (says_nothing, SUMS.contains(&row)) {
            (true, false) => row.to_owned(),
            (true, true) => return None,
            (false, true) => head.to_owned(),
            (false, false) => format!("{row}{head}"),
        })
    }

    fn head(&self, table: usize, column: usize) -> &'p str {
        self.0.get(&(table, 0, column)).copied().unwrap_or_default()
    }
}

/// Whether only a year or so stands before a word: 2026年目标.
fn is_year_before(head: &str, word: &str) -> bool {
    let before = head.strip_suffix(word).unwrap_or_default();
    before.chars().all(|c| c.is_ascii_digit() || "年度本今全".contains(c))
}

fn is_name(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !text.starts_with(|c: char| c.is_ascii_digit())
}

/// A text without the unit in brackets behind it: 研发投入（亿元）.
fn without_unit(text: &str) -> &str {
    let inside = text.strip_suffix(['）', ')']).and_then(|text| text.rsplit_once(['（', '(']));
    inside.map_or(text, |(name, _)| name).trim()
}
