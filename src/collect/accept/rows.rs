//! Rows as claims: a row that is this unit's, of this plan and period, with a value that can be read.

use super::day::day;
use super::value::{one_line, short, value};
use super::{Accepted, FilledRows};
use crate::collect::cell::{Cell, is_space};
use crate::collect::fault::{CellPlace, CollectFault, FaultMark};
use crate::collect::layout::{Column, SheetKind, VERSION};
use crate::collect::out::cut_to;
use crate::collect::period::{Period, chinese_day};
use crate::collect::questions::{AskedIndicator, AskedTask, NO_LEAD, Questions, answers};
use crate::collect::read::table::{Row, Table, without_id};
use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::model::indicator::TaskState;
use crate::model::target::Value;
use jiff::civil::Date;
use std::collections::HashMap;

/// What rows say.
#[derive(Debug, Default)]
pub struct Claims<'q> {
    pub indicators: Vec<Claim<'q>>,
    pub tasks: Vec<TaskClaim<'q>>,
}

/// A value that a unit reports.
#[derive(Debug, Clone)]
pub struct Claim<'q> {
    pub asked: &'q AskedIndicator<'q>,
    pub unit: String,
    pub value: Value,
    pub date: Date,
    pub period: Period,
    pub source: Option<String>,
    pub note: Option<String>,
    /// The cell of the value.
    pub place: CellPlace,
}

/// A state that a unit reports.
#[derive(Debug, Clone)]
pub struct TaskClaim<'q> {
    pub asked: &'q AskedTask<'q>,
    pub unit: String,
    pub state: TaskState,
    pub note: Option<String>,
    /// The cell of the state.
    pub place: CellPlace,
}

/// A remark is published; a longer one is no remark.
const LONGEST_NOTE: usize = 500;

/// Reads the rows of a table of a unit's file.
pub fn read<'q>(
    questions: &'q Questions<'q>,
    table: &Table,
    unit: &str,
    claims: &mut Claims<'q>,
    accepted: &mut Accepted,
) {
    let indicators = questions.indicators_by_id();
    let tasks = questions.tasks_by_id();
    for row in &table.rows {
        let mut reader =
            RowReader { questions, table, row, unit, faults: Vec::new(), id: row.text(Column::Id) };
        if !reader.is_answered() {
            continue;
        }
        if reader.id.is_empty() {
            // Below a table stand sums and signatures; a row is meant where somebody answers in it.
            if reader.row.cells.contains_key(&table.kind.answer()) {
                reader.fault(table.kind.answer(), without_id(table.kind));
            }
        } else {
            let period = reader.period();
            reader.keep(period, accepted);
            match table.kind {
                SheetKind::Indicators => {
                    claims.indicators.extend(reader.indicator(period, &indicators, accepted))
                }
                SheetKind::Tasks => claims.tasks.extend(reader.task(period, &tasks, accepted)),
            }
        }
        accepted.faults.append(&mut reader.faults);
    }
}

/// A row that is being read.
pub(super) struct RowReader<'q, 't> {
    pub(super) questions: &'q Questions<'q>,
    pub(super) table: &'t Table,
    pub(super) row: &'t Row,
    /// The unit whose file it is.
    pub(super) unit: &'t str,
    faults: Vec<CollectFault>,
    pub(super) id: String,
}

impl<'q> RowReader<'q, '_> {
    /// Whether anything in the row speaks of an answer. Below a table people write sums.
    fn is_answered(&self) -> bool {
        let is_ours = self.row.text(Column::Plan) == self.questions.plan
            || self.row.text(Column::Body) == self.unit
            || Period::read(&self.row.text(Column::Period)).is_some();
        let is_sum =
            |cell: &Cell| ["合计", "总计", "小计", "累计"].contains(&spaceless(&cell.as_text()).as_str());
        let answers = !self.id.is_empty() || self.row.cells.keys().any(|column| column.is_input());
        answers && (is_ours || !self.row.cells.values().any(is_sum))
    }

    pub(super) fn fault(&mut self, column: Column, words: Words) {
        let mark = (!self.id.is_empty()).then(|| FaultMark {
            unit: self.unit.to_owned(),
            kind: self.table.kind,
            id: self.id.clone(),
            column,
        });
        self.faults.push(CollectFault { place: self.table.place(self.row, column), words, mark });
    }

    /// Keeps what was filled in, for the workbook that may be sent back.
    fn keep(&self, period: Option<Period>, accepted: &mut Accepted) {
        let (kept, rows): &mut (Option<Period>, FilledRows) =
            accepted.filled.entry(self.unit.to_owned()).or_default();
        *kept = kept.or(period);
        let inputs = self.row.cells.iter().filter(|(column, _)| column.is_input());
        let cells = inputs.map(|(column, cell)| (*column, cell.value.clone())).collect();
        rows.insert((self.table.kind, self.id.clone()), cells);
    }

    /// What the hidden columns say, apart from the id: plan, unit, layout; gives the period.
    fn period(&mut self) -> Option<Period> {
        let plan = self.row.text(Column::Plan);
        if plan != self.questions.plan {
            let own = &self.questions.plan;
            let words = say!(
                "the row belongs to the plan `{}`, and what is collected is `{own}`",
                "这一行属于计划 `{}`，而本次收集的是 `{own}`",
                short(&plan)
            );
            self.fault(Column::Plan, words);
        }
        let version = self.row.text(Column::Version);
        if version != VERSION {
            let words = say!(
                "the workbook is of the layout `{}`, and this program reads `{VERSION}`; have it sent out again",
                "填报表的版式是“{}”，本程序只读版式“{VERSION}”；请重新下发",
                short(&version)
            );
            self.fault(Column::Version, words);
        }
        let body = self.row.text(Column::Body);
        if body != self.unit {
            let words = say!(
                "the row belongs to `{}`, and the file is the workbook of `{}`; each unit reports in its own",
                "这一行是“{}”的，而本文件是“{}”的填报表；请各自填报",
                short(&body),
                short(self.unit)
            );
            self.fault(Column::Body, words);
        }
        let mark = self.row.text(Column::Period);
        let period = Period::read(&mark).filter(|period| period.year == self.questions.year);
        if period.is_none() {
            let words = say!("`{}` is no period of this plan", "“{}”不是本计划的填报期间", short(&mark));
            self.fault(Column::Period, words);
        }
        period
    }

    /// Whether the unit is asked for what has these leads.
    pub(super) fn is_asked(&mut self, leads: &[String]) -> bool {
        let asked = answers(self.unit, leads);
        if !asked {
            let own = if leads.is_empty() { NO_LEAD.to_owned() } else { leads.join("、") };
            let words = say!(
                "`{}` does not lead this; {own} does",
                "“{}”不是牵头单位，应由{own}填报",
                short(self.unit)
            );
            self.fault(Column::Id, words);
        }
        asked
    }

    pub(super) fn unknown(&mut self) {
        let words = match self.table.kind {
            SheetKind::Indicators => {
                say!("the plan has no indicator `{}`", "计划中没有编号为“{}”的指标", short(&self.id))
            }
            SheetKind::Tasks => {
                say!("the plan has no task `{}`", "计划中没有编号为“{}”的任务", short(&self.id))
            }
        };
        self.fault(Column::Id, words);
    }

    /// Names that do not belong to their ids: sorted without the hidden columns, every value would be another's.
    pub(super) fn check_name(&mut self, name: &str) {
        let own = self.row.text(Column::Name);
        if spaceless(&own) != spaceless(name) {
            let words = say!(
                "by its id the row is `{}`, and it says `{}`; rows were shifted against their ids",
                "按编号这一行应为“{}”，表中却是“{}”；行与编号错位",
                short(name),
                short(&own)
            );
            self.fault(Column::Name, words);
        }
    }

    /// A cell of text: the source or the remark.
    pub(super) fn text(&mut self, column: Column) -> Option<String> {
        let cell = self.row.cells.get(&column)?;
        if let crate::collect::cell::CellValue::Error(error) = &cell.value {
            self.fault(column, say!("the cell shows the error {error}", "单元格显示错误 {error}"));
            return None;
        }
        if matches!(cell.value, crate::collect::cell::CellValue::Uncomputed) {
            let words = say!(
                "a formula whose result was never computed; write the text itself",
                "单元格中是没有算出结果的公式；请直接填写文字"
            );
            self.fault(column, words);
            return None;
        }
        // Line breaks of a cell are blanks in a line of front matter.
        let text = one_line(&cell.as_text());
        if text.chars().count() > LONGEST_NOTE {
            let words = say!(
                "the text is longer than {LONGEST_NOTE} characters: {}",
                "文字超过{LONGEST_NOTE}字：{}",
                cut_to(&text, 20)
            );
            self.fault(column, words);
            return None;
        }
        Some(text).filter(|text| !text.is_empty())
    }

    fn indicator(
        &mut self,
        period: Option<Period>,
        known: &HashMap<&str, &'q AskedIndicator<'q>>,
        accepted: &mut Accepted,
    ) -> Option<Claim<'q>> {
        let cell = self.row.cells.get(&Column::Value);
        let Some(asked) = known.get(self.id.as_str()).copied() else {
            self.unknown();
            return None;
        };
        let is_asked = self.is_asked(asked.leads);
        self.check_name(&asked.indicator.name);
        self.check_unit(asked);
        let note = self.text(Column::Note);
        let source = self.text(Column::Source);
        let Some(cell) = cell else {
            accepted.empty += 1;
            if note.is_some() && note != before_note(asked, period) {
                let place = self.table.place(self.row, Column::Note);
                let name = &asked.indicator.name;
                accepted.notices.push(say!(
                    "{place}: a remark and no value; `{name}` counts as not reported",
                    "{place}：只写了备注，没有完成值；“{name}”按未报处理"
                ));
            }
            return None;
        };
        let value = value(cell, asked).map_err(|words| self.fault(Column::Value, words)).ok();
        let date = self.day(Column::Date, period);
        if let Some(words) = undated(asked) {
            // That is for the office to mend, and no reason to send the workbook back.
            let place = self.table.place(self.row, Column::Value);
            self.faults.push(CollectFault::at(place, words));
            return None;
        }
        let (value, date, period) = (value?, date?, period?);
        let place = self.table.place(self.row, Column::Value);
        // What the indicator says of its source anyway need not be said with each report.
        let source = source.filter(|source| asked.source() != Some(source));
        is_asked.then(|| Claim {
            asked,
            unit: self.unit.to_owned(),
            value,
            date,
            period,
            source,
            note,
            place,
        })
    }

    fn check_unit(&mut self, asked: &AskedIndicator<'_>) {
        let own = self.row.text(Column::Unit);
        let expected = asked.unit().unwrap_or_default();
        if spaceless(&own) != spaceless(expected) {
            let words = say!(
                "the indicator is counted in `{}`, and the row says `{}`; write the value in `{}`, and leave this column",
                "指标的计量单位是“{}”，表中却是“{}”；请换算成“{}”填报，本列不要改动",
                expected,
                short(&own),
                expected
            );
            self.fault(Column::Unit, words);
        }
    }

    /// The day of a value, which lies in the period.
    fn day(&mut self, column: Column, period: Option<Period>) -> Option<Date> {
        let Some(cell) = self.row.cells.get(&column) else {
            self.fault(column, say!("a value and no day", "填了完成值，没有填截止日期"));
            return None;
        };
        let date = self.read_day(column, cell)?;
        let period = period?;
        if !period.holds(date) {
            let words = say!(
                "{} lies outside of {} ({} to {})",
                "{}不在{}（{}至{}）之内",
                date,
                period.words(),
                Words::new(period.start.to_string(), chinese_day(period.start)),
                Words::new(period.end.to_string(), chinese_day(period.end))
            );
            self.fault(column, words);
            return None;
        }
        Some(date)
    }

    pub(super) fn read_day(&mut self, column: Column, cell: &Cell) -> Option<Date> {
        day(cell, self.questions.year).map_err(|words| self.fault(column, words)).ok()
    }
}

/// The remark that was in the workbook when it went out.
fn before_note(asked: &AskedIndicator<'_>, period: Option<Period>) -> Option<String> {
    asked.on(period?.end)?.particulars.as_ref()?.note.clone()
}

/// An actual value without a day: as the first of several reports it would need one, and only the author knows it.
fn undated(asked: &AskedIndicator<'_>) -> Option<Words> {
    let listed = asked.indicator.details.as_ref().is_some_and(|details| !details.reports.is_empty());
    let actual = asked.indicator.actual.as_ref().filter(|actual| !listed && actual.date().is_none())?;
    let value = super::value::written(&actual.value);
    let file = &asked.document;
    Some(say!(
        "`actual` of this indicator in {file} says no day, so it cannot become a report; write it as \
         `actual: {{value: {value}, date: …}}` first",
        "{file} 中这项指标的 `actual` 没有写明日期，不能作为一次填报保留；请先改为 `actual: {{value: {value}, date: …}}`"
    ))
}

/// A text without blanks, which spreadsheets add and lose.
fn spaceless(text: &str) -> String {
    text.chars().filter(|c| !is_space(*c)).collect()
}
