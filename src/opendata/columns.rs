//! The columns of a table of indicators and of one of tasks: names for programs, heads and meanings for people, and what stands in each cell.
//!
//! This is the one list: CSV files, spreadsheets, and what describes them to programs are all made from it.

use super::number::Number;
use super::record::{IndicatorData, PlanRecord, ShareData, TaskData, ValueData};
use crate::model::config::Lang;
use std::borrow::Cow;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    Text,
    /// A whole number.
    Year,
    /// A decimal number.
    Number,
    /// A fraction: 0.5 is 50 %.
    Share,
    /// A day.
    Date,
    /// Yes or no.
    Flag,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'r> {
    /// Nothing.
    Empty,
    /// Words; never empty.
    Text(Cow<'r, str>),
    /// A number, with all of its digits.
    Number(Number),
    /// A day, ISO 8601.
    Date(&'r str),
    /// Yes or no.
    Flag(bool),
}

impl Cell<'_> {
    /// As it stands in a CSV file.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.text()),
            Self::Date(date) => Cow::Borrowed(date),
            Self::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
        }
    }
}

/// A column of a table of `T`.
#[derive(Debug)]
pub struct Column<T: 'static> {
    /// Its name for programs.
    pub name: &'static str,
    /// Its head in Chinese.
    pub chinese: &'static str,
    /// Its head in English.
    pub english: &'static str,
    /// What it means, in Chinese; empty where the head says it.
    pub meaning: &'static str,
    /// The same in English.
    pub meaning_english: &'static str,
    pub kind: ColumnKind,
    /// Whether every row has it.
    pub required: bool,
    /// What stands in it.
    pub cell: for<'r> fn(&'r PlanRecord, &'r T) -> Cell<'r>,
}

impl<T> Column<T> {
    /// Its head in a language.
    pub const fn head(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Chinese => self.chinese,
            Lang::English => self.english,
        }
    }

    /// What it means in a language; empty where the head says it.
    pub const fn meaning(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Chinese => self.meaning,
            Lang::English => self.meaning_english,
        }
    }
}

/// Makes a column; what follows the kind is what stands in the cell.
macro_rules! column {
    ($name:literal, $chinese:literal, $english:literal, $kind:ident, $cell:expr) => {
        column!($name, $chinese, $english, $kind, "", "", $cell)
    };
    ($name:literal, $chinese:literal, $english:literal, $kind:ident, $meaning:literal, $meaning_english:literal, $cell:expr) => {
        Column {
            name: $name,
            chinese: $chinese,
            english: $english,
            meaning: $meaning,
            meaning_english: $meaning_english,
            kind: ColumnKind::$kind,
            required: matches!($name.as_bytes(), b"year" | b"id" | b"name"),
            cell: $cell,
        }
    };
}

/// The columns of a table of indicators.
pub const INDICATORS: &[Column<IndicatorData>] = &[
    column!("year", "年度", "Year", Year, |plan, _| Cell::Number(Number(plan.plan.year.into()))),
    column!(
        "id",
        "标识",
        "Id",
        Text,
        "同一标识在各年度为同一指标",
        "The same id in another year is the same indicator",
        |_, one| text(&one.id)
    ),
    column!("name", "指标", "Indicator", Text, |_, one| text(&one.name)),
    column!("section", "章节", "Section", Text, |plan, one| section(plan, one.section)),
    column!("level", "级别", "Level", Text, |_, one| optional(&one.level)),
    column!(
        "nature",
        "指标属性",
        "Nature",
        Text,
        "binding 约束性，expected 预期性",
        "binding or expected",
        |_, one| word(one.nature)
    ),
    column!("unit", "计量单位", "Unit", Text, |_, one| optional(&one.unit)),
    column!(
        "measure",
        "指标性质",
        "Measure",
        Text,
        "flow 时期指标，stock 时点指标，rate 比率",
        "flow: what happened in the period; stock: how things stand on a day; rate: a share or intensity",
        |_, one| word(one.measure)
    ),
    column!("target", "目标值", "Target", Text, |_, one| one
        .target
        .as_ref()
        .map_or(Cell::Empty, |target| text(&target.text))),
    column!(
        "target_kind",
        "目标类型",
        "Kind of target",
        Text,
        "quantity 数量，change 变化，rank 位次，ratio 比值，reference 参照，text 文字",
        "quantity, change, rank, ratio, reference or text",
        |_, one| word(one.target.as_ref().map(|target| target.kind))
    ),
    column!(
        "target_bound",
        "目标界限",
        "Bound of the target",
        Text,
        "exactly 等于，at-least 不低于，more-than 高于，at-most 不高于，less-than 低于，between 区间，about 左右",
        "exactly, at-least, more-than, at-most, less-than, between or about",
        |_, one| word(one.target.as_ref().and_then(|target| target.bound))
    ),
    column!(
        "target_value",
        "目标数值",
        "Target's number",
        Number,
        "区间的下限；下降的变化为负数；比值的前项",
        "The lower end of a range; below zero for a fall; the first term of a ratio",
        |_, one| number(one.target.as_ref().and_then(|target| target.value))
    ),
    column!("target_upper", "目标上限", "Upper end", Number, |_, one| {
        number(one.target.as_ref().and_then(|target| target.upper))
    }),
    column!("target_second", "目标比值后项", "Second term", Number, |_, one| {
        number(one.target.as_ref().and_then(|target| target.second))
    }),
    column!(
        "target_counts",
        "目标比值计算项",
        "Term that counts",
        Text,
        "比值中与目标比较的一项：first 前项，second 后项（不低于1:1.25 看后项）",
        "The term of a ratio that is held to the bound once the other is made equal: first or second",
        |_, one| word(one.target.as_ref().and_then(|target| target.counts))
    ),
    column!(
        "target_unit",
        "目标数值的单位",
        "Unit of the target's number",
        Text,
        "与计量单位不同时填写，如增长8%的%",
        "Where it is not the indicator's unit",
        |_, one| one.target.as_ref().map_or(Cell::Empty, |target| optional(&target.unit))
    ),
    column!("stretch", "力争目标", "Stretch target", Text, |_, one| one
        .stretch
        .as_ref()
        .map_or(Cell::Empty, |target| text(&target.text))),
    column!("baseline", "基期值", "Baseline", Text, |_, one| shown(one.baseline.as_ref())),
    column!("baseline_value", "基期数值", "Baseline's number", Number, |_, one| value(
        one.baseline.as_ref()
    )),
    column!("baseline_date", "基期日期", "Baseline's date", Date, |_, one| day(one.baseline.as_ref())),
    column!("actual", "完成值", "Actual", Text, |_, one| shown(one.actual.as_ref())),
    column!(
        "actual_value",
        "完成数值",
        "Actual's number",
        Number,
        "空白为没有数值：未报送还是未到期，见状态",
        "Empty where there is none: the status says whether it was not reported or is not due",
        |_, one| value(one.actual.as_ref())
    ),
    column!("actual_second", "完成比值后项", "Actual's second term", Number, |_, one| {
        number(one.actual.as_ref().and_then(|value| value.second))
    }),
    column!(
        "actual_unit",
        "完成数值的单位",
        "Unit of the actual's number",
        Text,
        "与计量单位不同时填写",
        "Where it is not the indicator's unit",
        |_, one| one.actual.as_ref().map_or(Cell::Empty, |value| optional(&value.unit))
    ),
    column!("actual_date", "完成值日期", "Actual's date", Date, |_, one| day(one.actual.as_ref())),
    column!("actual_source", "完成值来源", "Actual's source", Text, |_, one| one
        .actual
        .as_ref()
        .map_or(Cell::Empty, |value| optional(&value.source))),
    column!("actual_note", "完成值说明", "Actual's note", Text, |_, one| one
        .actual
        .as_ref()
        .map_or(Cell::Empty, |value| optional(&value.note))),
    column!(
        "attainment",
        "完成率",
        "Attainment",
        Share,
        "完成值÷目标值",
        "Actual ÷ target",
        |_, one| share(&one.progress.attainment)
    ),
    column!("used", "已用", "Used", Share, "完成值÷上限", "Actual ÷ limit", |_, one| share(
        &one.progress.used
    )),
    column!(
        "distance",
        "基期到目标的进度",
        "Distance",
        Share,
        "（完成值−基期值）÷（目标值−基期值）",
        "(actual − baseline) ÷ (target − baseline)",
        |_, one| share(&one.progress.distance)
    ),
    column!(
        "elapsed",
        "时间进度",
        "Elapsed",
        Share,
        "完成值当日已过天数÷到期天数",
        "Days passed by the value's own day ÷ days until it is due",
        |_, one| share(&one.progress.elapsed)
    ),
    column!("difference", "与目标之差", "Difference", Text, |_, one| optional(&one.progress.difference)),
    column!(
        "status",
        "状态代码",
        "Status key",
        Text,
        "met、ahead、on-course、behind、in-progress、not-due、not-met、not-reported、undecided、excused",
        "met, ahead, on-course, behind, in-progress, not-due, not-met, not-reported, undecided or excused",
        |_, one| word(one.progress.status.as_ref().map(|status| status.key))
    ),
    column!("status_text", "状态", "Status", Text, |_, one| one
        .progress
        .status
        .as_ref()
        .map_or(Cell::Empty, |status| text(&status.text))),
    column!("status_reason", "判断依据", "Reason", Text, |_, one| text(&one.progress.reason_text)),
    column!("judged_at", "判断日期", "Judged at", Date, |_, one| date(one.progress.at.as_deref())),
    column!("due", "完成时限", "Due", Text, |_, one| one
        .due
        .as_ref()
        .map_or(Cell::Empty, |due| text(&due.text))),
    column!("due_date", "到期日", "Due date", Date, |_, one| date(
        one.due.as_ref().and_then(|due| due.date.as_deref())
    )),
    column!("leads", "牵头单位", "Lead units", Text, |_, one| names(&one.leads)),
    column!("partners", "配合单位", "Partner units", Text, |_, one| names(&one.partners)),
    column!("replaces", "替代的上年指标", "Replaces", Text, |_, one| names(&one.replaces)),
    column!("definition", "统计口径", "Definition", Text, |_, one| optional(&one.definition)),
    column!("source", "数据来源", "Source", Text, |_, one| optional(&one.source)),
    column!("note", "备注", "Note", Text, |_, one| optional(&one.note)),
    column!("excused", "免于评价的原因", "Excused because", Text, |_, one| optional(&one.excused)),
    column!("path", "页面地址", "Page", Text, "相对于站点首页", "Below the site", |_, one| text(
        &one.path
    )),
];

/// The columns of a table of tasks.
pub const TASKS: &[Column<TaskData>] = &[
    column!("year", "年度", "Year", Year, |plan, _| Cell::Number(Number(plan.plan.year.into()))),
    column!("id", "标识", "Id", Text, |_, one| text(&one.id)),
    column!("name", "任务", "Task", Text, |_, one| text(&one.name)),
    column!("section", "章节", "Section", Text, |plan, one| section(plan, one.section)),
    column!("leads", "牵头单位", "Lead units", Text, |_, one| names(&one.leads)),
    column!("partners", "配合单位", "Partner units", Text, |_, one| names(&one.partners)),
    column!("due", "完成时限", "Due", Text, |_, one| one
        .due
        .as_ref()
        .map_or(Cell::Empty, |due| text(&due.text))),
    column!("due_date", "到期日", "Due date", Date, |_, one| date(
        one.due.as_ref().and_then(|due| due.date.as_deref())
    )),
    column!(
        "state",
        "状态代码",
        "State key",
        Text,
        "not-started、in-progress、done、dropped",
        "not-started, in-progress, done or dropped",
        |_, one| word(one.state.as_ref().map(|state| state.key))
    ),
    column!("state_text", "状态", "State", Text, |_, one| one
        .state
        .as_ref()
        .map_or(Cell::Empty, |state| text(&state.text))),
    column!("reason", "取消原因", "Dropped because", Text, |_, one| optional(&one.reason)),
    column!(
        "overdue",
        "是否逾期",
        "Overdue",
        Flag,
        "到期而未完成、未取消",
        "Due, and neither done nor dropped",
        |_, one| Cell::Flag(one.overdue)
    ),
    column!("note", "备注", "Note", Text, |_, one| optional(&one.note)),
];

fn text(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(Cow::Borrowed(text)) }
}

fn optional(own: &Option<String>) -> Cell<'_> {
    own.as_deref().map_or(Cell::Empty, text)
}

fn word<'r>(word: Option<&'static str>) -> Cell<'r> {
    word.map_or(Cell::Empty, text)
}

fn number<'r>(number: Option<Number>) -> Cell<'r> {
    number.map_or(Cell::Empty, Cell::Number)
}

fn share(share: &ShareData) -> Cell<'_> {
    number(share.value)
}

fn shown(value: Option<&ValueData>) -> Cell<'_> {
    value.map_or(Cell::Empty, |value| text(&value.text))
}

fn value(value: Option<&ValueData>) -> Cell<'_> {
    number(value.and_then(|value| value.value))
}

fn day(value: Option<&ValueData>) -> Cell<'_> {
    date(value.and_then(|value| value.date.as_deref()))
}

fn date(date: Option<&str>) -> Cell<'_> {
    date.map_or(Cell::Empty, Cell::Date)
}

/// Names in one text; no unit's name has a semicolon in it, and many have 、.
fn names(names: &[String]) -> Cell<'_> {
    match names {
        [] => Cell::Empty,
        [only] => text(only),
        names => Cell::Text(Cow::Owned(names.join("；"))),
    }
}

fn section(plan: &PlanRecord, place: Option<usize>) -> Cell<'_> {
    plan.section(place).map_or(Cell::Empty, |section| {
        if section.number.is_empty() {
            text(&section.title)
        } else {
            Cell::Text(Cow::Owned(format!("{}{}", section.number, section.title)))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of a table of columns as the documentation has them.
    fn rows<T>(columns: &[Column<T>], lang: Lang) -> String {
        let (head, kinds) = match lang {
            Lang::Chinese => {
                ("| 列 | 名称 | 类型 | 说明 |", ["文字", "年份", "数字", "比例", "日期", "是否"])
            }
            Lang::English => (
                "| column | head | kind | meaning |",
                ["text", "year", "number", "share", "date", "yes or no"],
            ),
        };
        let mut rows = format!("{head}\n| --- | --- | --- | --- |\n");
        for column in columns {
            let kind = kinds[column.kind as usize];
            let (name, title, meaning) = (column.name, column.head(lang), column.meaning(lang));
            rows.push_str(&format!("| `{name}` | {title} | {kind} | {meaning} |\n"));
        }
        rows
    }

    #[test]
    fn the_documentation_has_every_column() {
        let mut stale = Vec::new();
        for (file, lang) in [("docs/open-data.md", Lang::English), ("docs/open-data.zh-CN.md", Lang::Chinese)]
        {
            let path = format!("{}/{file}", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(&path).unwrap();
            let mut new = text.clone();
            for (mark, rows) in [("indicators", rows(INDICATORS, lang)), ("tasks", rows(TASKS, lang))] {
                let (before, rest) = new.split_once(&format!("<!-- {mark} -->\n")).unwrap();
                let (_, after) = rest.split_once("<!-- end -->").unwrap();
                new = format!("{before}<!-- {mark} -->\n{rows}<!-- end -->{after}");
            }
            if std::env::var_os("UPDATE_DOCS").is_some() {
                std::fs::write(&path, &new).unwrap();
            }
            stale.extend((new != text).then_some(file));
        }
        assert!(stale.is_empty(), "{stale:?}: run with UPDATE_DOCS=1, and read what changed");
    }
}
