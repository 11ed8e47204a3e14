//! The layout of a workbook: its sheets, their columns and heads. What writes workbooks and what reads them both go by it.

use crate::model::indicator::TaskState;

/// The version of the layout, which each row bears: a book of another version is not read as if it were of this one.
pub const VERSION: &str = "1";
/// The cover's name.
pub const COVER: &str = "填报说明";

/// What a sheet lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SheetKind {
    /// Indicators.
    Indicators,
    /// Tasks.
    Tasks,
}

/// A column of either sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The indicator or task in words.
    Name,
    /// The unit of an indicator's values.
    Unit,
    /// What is counted: since 1 January, on the day, or a ratio.
    Scope,
    Target,
    /// The value of the report before.
    Previous,
    /// Its day.
    PreviousDate,
    /// The value that is reported.
    Value,
    /// The day of that value.
    Date,
    Source,
    Note,
    /// By when a task is to be done.
    Due,
    /// How far it was.
    PreviousState,
    /// How far it is.
    State,
    /// The day on which it was done.
    Done,
    /// Hidden: the plan's address.
    Plan,
    /// Hidden: the unit that is asked.
    Body,
    /// Hidden: the period.
    Period,
    /// Hidden: the id.
    Id,
    /// Hidden: the version of the layout.
    Version,
}

/// A column as it is laid out.
#[derive(Debug, Clone, Copy)]
pub struct ColumnLayout {
    pub column: Column,
    /// Its head.
    pub head: &'static str,
    /// Its width in characters.
    pub width: f64,
}

const fn column(column: Column, head: &'static str, width: f64) -> ColumnLayout {
    ColumnLayout { column, head, width }
}

const INDICATORS: [ColumnLayout; 15] = [
    column(Column::Name, "指标", 28.0),
    column(Column::Unit, "计量单位", 9.5),
    column(Column::Scope, "统计口径", 15.0),
    column(Column::Target, "目标值", 15.0),
    column(Column::Previous, "上期完成值", 11.5),
    column(Column::PreviousDate, "上期日期", 13.0),
    column(Column::Value, "完成值", 13.0),
    column(Column::Date, "截止日期", 13.0),
    column(Column::Source, "数据来源", 17.0),
    column(Column::Note, "备注", 24.0),
    column(Column::Plan, "计划地址", 14.0),
    column(Column::Body, "填报单位", 14.0),
    column(Column::Period, "填报期间", 10.0),
    column(Column::Id, "指标编号", 18.0),
    column(Column::Version, "版式", 6.0),
];

const TASKS: [ColumnLayout; 11] = [
    column(Column::Name, "任务", 52.0),
    column(Column::Due, "要求时限", 15.0),
    column(Column::PreviousState, "上期状态", 11.0),
    column(Column::State, "状态", 11.0),
    column(Column::Done, "完成日期", 14.0),
    column(Column::Note, "备注", 38.0),
    column(Column::Plan, "计划地址", 14.0),
    column(Column::Body, "填报单位", 14.0),
    column(Column::Period, "填报期间", 10.0),
    column(Column::Id, "任务编号", 18.0),
    column(Column::Version, "版式", 6.0),
];

impl SheetKind {
    /// The sheet's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Indicators => "指标",
            Self::Tasks => "任务",
        }
    }

    /// Its columns from left to right.
    pub const fn columns(self) -> &'static [ColumnLayout] {
        match self {
            Self::Indicators => &INDICATORS,
            Self::Tasks => &TASKS,
        }
    }

    /// The columns that every sheet of this kind must have to be read at all.
    pub const fn required(self) -> &'static [Column] {
        match self {
            Self::Indicators => &[
                Column::Name,
                Column::Unit,
                Column::Value,
                Column::Date,
                Column::Plan,
                Column::Body,
                Column::Period,
                Column::Id,
                Column::Version,
            ],
            Self::Tasks => &[
                Column::Name,
                Column::State,
                Column::Plan,
                Column::Body,
                Column::Period,
                Column::Id,
                Column::Version,
            ],
        }
    }

    /// The column whose head tells this kind of sheet from the other.
    pub const fn answer(self) -> Column {
        match self {
            Self::Indicators => Column::Value,
            Self::Tasks => Column::State,
        }
    }

    /// The head of a column; empty for one that the sheet does not have.
    pub fn head(self, column: Column) -> &'static str {
        self.columns().iter().find(|layout| layout.column == column).map_or("", |layout| layout.head)
    }

    /// The place of a column, from 0.
    pub fn place(self, column: Column) -> Option<u16> {
        let at = self.columns().iter().position(|layout| layout.column == column)?;
        u16::try_from(at).ok()
    }
}

impl Column {
    /// Whether the unit fills it in.
    pub const fn is_input(self) -> bool {
        matches!(self, Self::Value | Self::Date | Self::Source | Self::Note | Self::State | Self::Done)
    }

    /// Whether it is there for the program alone.
    pub const fn is_hidden(self) -> bool {
        matches!(self, Self::Plan | Self::Body | Self::Period | Self::Id | Self::Version)
    }
}

/// The states of a task in a workbook, as they are offered.
pub const STATES: [&str; 4] = ["未开始", "推进中", "已完成", "已取消"];

/// A state in a workbook's word.
pub const fn state_word(state: &TaskState) -> &'static str {
    match state {
        TaskState::NotStarted => "未开始",
        TaskState::InProgress => "推进中",
        TaskState::Done => "已完成",
        TaskState::Dropped(_) => "已取消",
    }
}

/// The name of a cell as spreadsheets show it, from its row and column, counted from 0: `E7`.
pub fn cell_name(row: u32, column: u32) -> String {
    let (mut letters, mut left) = (Vec::new(), u64::from(column) + 1);
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.reverse();
    format!("{}{}", letters.into_iter().collect::<String>(), u64::from(row) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        for (row, column, name) in
            [(0, 0, "A1"), (6, 4, "E7"), (9, 25, "Z10"), (0, 26, "AA1"), (1_048_575, 16_383, "XFD1048576")]
        {
            assert_eq!(cell_name(row, column), name);
        }
    }

    #[test]
    fn no_two_columns_of_a_sheet_have_the_same_head() {
        for kind in [SheetKind::Indicators, SheetKind::Tasks] {
            let mut heads: Vec<_> = kind.columns().iter().map(|layout| layout.head).collect();
            heads.sort_unstable();
            heads.dedup();
            assert_eq!(heads.len(), kind.columns().len());
            assert!(kind.required().iter().all(|column| kind.place(*column).is_some()));
        }
    }
}
