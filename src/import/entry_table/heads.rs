//! The heads of a table: which column is what, and for which year.

use super::grid::Grid;

/// What a table is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    Tasks,
    Indicators,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// A number that counts the rows.
    Number,
    Name,
    Unit,
    Lead,
    Partners,
    Due,
    /// The value at the start, at the end of this year where the head names one.
    Baseline(Option<i16>),
    Target,
    /// 约束性 or 预期性.
    Nature,
    Level,
    Source,
    Definition,
    Note,
    /// Another column of a table of tasks, which its note holds under its head: 工作目标, 分管领导.
    More,
    Unknown,
}

/// The heads of a table.
pub struct Heads {
    pub kind: TableKind,
    pub columns: Vec<Column>,
    pub words: Vec<String>,
    /// How many rows they take.
    pub rows: usize,
}

/// So many columns of a table of tasks may go into notes, with heads up to this length in characters.
const MORE: usize = 3;
const MORE_LONGEST: usize = 8;

const NUMBER: &[&str] = &["序号", "编号", "序", "No", "No."];
const TASK: &[&str] = &[
    "任务",
    "重点任务",
    "主要任务",
    "工作任务",
    "任务名称",
    "任务内容",
    "工作内容",
    "工作事项",
    "事项",
    "重点工作",
    "工作举措",
    "主要工作",
    "具体任务",
    "具体措施",
    "重点工作任务",
    "目标任务",
    "任务事项",
    "工作措施",
    "工作任务及措施",
    "任务分解",
    "分解任务",
    "重点事项",
    "项目名称",
];
const INDICATOR: &[&str] =
    &["指标", "指标名称", "主要指标", "指标内容", "目标指标", "核心指标", "具体指标", "考核指标"];
const LEAD: &[&str] = &[
    "牵头单位",
    "责任单位",
    "牵头部门",
    "责任部门",
    "负责单位",
    "主办单位",
    "责任科室",
    "牵头科室",
    "负责科室",
    "牵头责任单位",
    "承办单位",
    "责任主体",
    "负责部门",
    "牵头处室",
    "责任处室",
];
const PARTNERS: &[&str] = &[
    "配合单位",
    "协办单位",
    "参与单位",
    "配合部门",
    "协同单位",
    "参加单位",
    "配合科室",
    "配合责任单位",
    "责任配合单位",
    "参与部门",
    "协办科室",
];
const DUE: &[&str] = &[
    "完成时限",
    "时限",
    "时间节点",
    "完成时间",
    "截止时间",
    "时间要求",
    "完成期限",
    "办结时限",
    "进度安排",
    "时限要求",
    "完成日期",
];
const UNIT: &[&str] = &["单位", "计量单位"];
const NATURE: &[&str] = &["属性", "指标属性", "指标性质", "性质", "指标类型"];
const LEVEL: &[&str] = &["级别", "层级", "指标级别"];
const NOTE: &[&str] = &["备注", "说明", "备注说明"];
const SOURCE: &[&str] = &["数据来源", "来源", "数据来源单位"];
const DEFINITION: &[&str] = &["指标解释", "统计口径", "指标含义", "口径"];
const TARGET: &[&str] = &[
    "目标",
    "目标值",
    "计划",
    "计划值",
    "年度目标",
    "目标任务",
    "预期目标",
    "计划目标",
    "年度目标值",
    "全年目标",
];
const BASELINE: &[&str] = &[
    "基期",
    "基期值",
    "基准值",
    "基数",
    "完成",
    "实际",
    "完成值",
    "实际完成",
    "完成情况",
    "实绩",
    "现状",
    "现状值",
    "预计",
    "预计完成",
    "值",
];

/// Reads the heads; none where the table is of neither kind.
pub fn read_heads(grid: &Grid<'_>, year: i16) -> Option<Heads> {
    let stated = grid.heads.iter().take_while(|is_head| **is_head).count();
    // A head over several columns has heads of its own below it.
    let rows = if stated > 0 {
        stated
    } else if grid.is_merged(0) {
        2
    } else {
        1
    };
    if rows >= grid.count() || grid.is_one(0) {
        return None;
    }
    let words: Vec<String> = (0..grid.columns)
        .map(|column| {
            let mut parts: Vec<String> = Vec::new();
            for row in 0..rows {
                let text: String = grid.text(row, column).chars().filter(|c| !c.is_whitespace()).collect();
                if parts.last() != Some(&text) {
                    parts.push(text);
                }
            }
            parts.concat()
        })
        .collect();
    let is = |list: &[&str]| words.iter().any(|word| list.contains(&bare(word)));
    let has_target = words.iter().any(|word| column(TableKind::Indicators, word, year) == Column::Target);
    let kind = if is(INDICATOR) && has_target {
        TableKind::Indicators
    } else if is(TASK) && (is(LEAD) || is(DUE)) {
        TableKind::Tasks
    } else {
        return None;
    };
    let columns: Vec<Column> = words.iter().map(|word| column(kind, word, year)).collect();
    let count = |wanted: fn(&Column) -> bool| columns.iter().filter(|column| wanted(column)).count();
    // Two columns of one key would be one too many.
    let is_single = count(|column| *column == Column::Name) <= 1
        && count(|column| *column == Column::Target) <= 1
        && count(|column| matches!(column, Column::Baseline(_))) <= 1
        && count(|column| *column == Column::Lead) <= 1
        && count(|column| *column == Column::Due) <= 1
        && count(|column| *column == Column::More) <= MORE;
    is_single.then_some(Heads { kind, columns, words, rows })
}

/// A head without what stands in brackets behind it.
fn bare(word: &str) -> &str {
    let end = word.find(['（', '(']).filter(|at| *at > 0).unwrap_or(word.len());
    word.get(..end).unwrap_or(word)
}

fn column(kind: TableKind, word: &str, year: i16) -> Column {
    // What a bracket adds to a head of a number changes what is counted: 目标（万元）.
    let (word, is_bare) = (bare(word), bare(word) == word);
    let named = [
        (NUMBER, Column::Number),
        (LEAD, Column::Lead),
        (PARTNERS, Column::Partners),
        (DUE, Column::Due),
        (NOTE, Column::Note),
    ];
    if let Some((_, column)) = named.iter().find(|(list, _)| list.contains(&word)) {
        return *column;
    }
    if kind == TableKind::Tasks {
        let is_head = (1..=MORE_LONGEST).contains(&word.chars().count());
        return match TASK.contains(&word) {
            true => Column::Name,
            false if is_head => Column::More,
            false => Column::Unknown,
        };
    }
    let named = [
        (INDICATOR, Column::Name),
        (UNIT, Column::Unit),
        (NATURE, Column::Nature),
        (LEVEL, Column::Level),
        (SOURCE, Column::Source),
        (DEFINITION, Column::Definition),
    ];
    // So it does beside the names and the units: 指标（万元）.
    let counts = |column: &Column| matches!(column, Column::Name | Column::Unit);
    if let Some((_, column)) = named.iter().find(|(list, _)| list.contains(&word)) {
        return if is_bare || !counts(column) { *column } else { Column::Unknown };
    }
    if !is_bare {
        return Column::Unknown;
    }
    let (named, rest) = year_in(word);
    let relative = [("上年", year - 1), ("去年", year - 1), ("本年", year), ("今年", year), ("当年", year)];
    let (named, rest) = match relative.iter().find_map(|(name, year)| Some((*year, rest.strip_prefix(name)?)))
    {
        Some((year, rest)) if named.is_none() => (Some(year), rest.trim_start_matches('度')),
        _ => (named, rest),
    };
    match named {
        Some(named) if named == year && (rest.is_empty() || TARGET.contains(&rest)) => Column::Target,
        Some(named) if named < year && (rest.is_empty() || BASELINE.contains(&rest)) => {
            Column::Baseline(Some(named))
        }
        None if TARGET.contains(&rest) => Column::Target,
        None if BASELINE.contains(&rest) && rest.starts_with(['基', '现']) => Column::Baseline(None),
        _ => Column::Unknown,
    }
}

/// The year that a head begins with, and the rest: 2026年目标值.
fn year_in(word: &str) -> (Option<i16>, &str) {
    let found =
        word.split_at_checked(4).filter(|(digits, _)| digits.bytes().all(|byte| byte.is_ascii_digit()));
    match found.and_then(|(digits, rest)| Some((digits.parse().ok()?, rest))) {
        Some((year, rest)) => {
            let rest = rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年')).unwrap_or(rest);
            (Some(year), rest)
        }
        None => (None, word),
    }
}
