//! A row of tasks as a claim: a state that is offered, with a reason where the task is dropped and a day where it is done.

use super::Accepted;
use super::rows::{RowReader, TaskClaim};
use super::value::short;
use crate::collect::layout::{Column, STATES};
use crate::collect::period::{Period, chinese_day};
use crate::collect::questions::AskedTask;
use crate::diagnostic::words::say;
use crate::model::indicator::TaskState;
use std::collections::HashMap;

impl<'q> RowReader<'q, '_> {
    /// Reads the row.
    pub(super) fn task(
        &mut self,
        period: Option<Period>,
        known: &HashMap<&str, &'q AskedTask<'q>>,
        accepted: &mut Accepted,
    ) -> Option<TaskClaim<'q>> {
        let Some(asked) = known.get(self.id.as_str()).copied() else {
            self.unknown();
            return None;
        };
        let is_asked = self.is_asked(asked.leads);
        self.check_name(&asked.task.name);
        let note = self.text(Column::Note);
        let word = self.row.text(Column::State);
        let done = self.row.cells.get(&Column::Done).cloned();
        let done = done.and_then(|cell| self.read_day(Column::Done, &cell));
        if word.is_empty() {
            if self.row.cells.contains_key(&Column::State) {
                self.fault(
                    Column::State,
                    say!(
                        "a formula whose result was never computed; choose a state",
                        "单元格中是没有算出结果的公式；请直接选择状态"
                    ),
                );
            } else if done.is_some() {
                self.fault(
                    Column::State,
                    say!("a day and no state; choose one", "填了完成日期，没有选状态；请选择状态"),
                );
            } else if note.is_some() && note != asked.task.note {
                let place = self.table.place(self.row, Column::Note);
                let name = &asked.task.name;
                accepted.notices.push(say!(
                    "{place}: a remark and no state; of `{name}` nothing is written",
                    "{place}：只写了备注，没有选状态；“{name}”按没有变化处理，备注没有写入"
                ));
            }
            return None;
        }
        let state = match word.as_str() {
            "未开始" | "未启动" => TaskState::NotStarted,
            "推进中" => TaskState::InProgress,
            "已完成" => TaskState::Done,
            "已取消" => match &note {
                Some(reason) => TaskState::Dropped(reason.clone()),
                None => {
                    let words = say!(
                        "a task that is dropped needs its reason as a remark",
                        "选“已取消”的，请在备注中写明原因"
                    );
                    self.fault(Column::Note, words);
                    return None;
                }
            },
            _ => {
                let words = say!(
                    "`{}` is no state; choose one of {}",
                    "“{}”不是任务状态；请从{}中选择",
                    short(&word),
                    STATES.join("、")
                );
                self.fault(Column::State, words);
                return None;
            }
        };
        if let Some(done) = done {
            if state != TaskState::Done {
                let words =
                    say!("a day of completion, and the task is not done", "填了完成日期，状态却不是“已完成”");
                self.fault(Column::Done, words);
                return None;
            }
            let period = period?;
            if done.year() != self.questions.year || done > period.end {
                let words = say!(
                    "{done} does not lie between the start of the year and the end of {}",
                    "{done}不在年初至{}末之间",
                    period.words()
                );
                self.fault(Column::Done, words);
                return None;
            }
        }
        period?;
        // The plan has no key for the day; it stands with the remark.
        let day = done.map(|done| format!("{}完成", chinese_day(done)));
        let note = match (day, note) {
            _ if matches!(state, TaskState::Dropped(_)) => None,
            (Some(day), Some(note)) if !note.contains(&day) => Some(format!("{day}；{note}")),
            (Some(day), None) => Some(day),
            (_, note) => note,
        };
        let place = self.table.place(self.row, Column::State);
        is_asked.then(|| TaskClaim { asked, unit: self.unit.to_owned(), state, note, place })
    }
}
