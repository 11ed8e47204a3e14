//! Why entries cannot be written, with what to do about it.

use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::source_path::SourcePath;

/// An entry that cannot be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteFault {
    /// Where the entry was read; empty where no entry is at fault.
    pub origin: String,
    pub reason: WriteReason,
}

/// Why an entry cannot be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteReason {
    /// There is no plan at this address.
    UnknownPlan(String),
    /// The plan at this address is sealed.
    Sealed(String),
    /// The file is none of the plan's.
    UnknownFile(SourcePath),
    /// The file has no such indicator or task.
    UnknownId { file: SourcePath, id: String },
    /// The value cannot be one of the indicator's.
    BadValue {
        id: String,
        /// What is wrong with it.
        reason: Words,
    },
    /// There is a value without a date, so that nobody can tell which of two is newer.
    Undated {
        id: String,
        /// The value as it stands in front matter.
        value: String,
        /// Where it stands, and the line, from 1.
        at: (SourcePath, usize),
        /// `actual` or `reports`.
        key: &'static str,
    },
    /// Another value is reported for the day, and no reason for a correction was given.
    Differs {
        id: String,
        /// The day as the plan writes it.
        day: String,
        /// What is reported.
        stands: String,
        /// What was sent.
        sent: String,
    },
    /// Two entries have different values for one day: where the other was read.
    TwoValues { id: String, day: String, other: String },
    /// Two entries say different things of one task: where the other was read.
    TwoStates { id: String, other: String },
    /// A file is written in a way that cannot be changed with certainty.
    Obstacle {
        at: (SourcePath, usize),
        /// The value in the front matter; empty for none in particular.
        what: String,
    },
    /// What was written would not be read as what was meant.
    Misread { id: String, file: SourcePath },
    /// A file was changed by somebody else in the meantime.
    Edited(SourcePath),
}

impl WriteReason {
    /// The reason in words: a clause with no full stop.
    pub fn words(&self) -> Words {
        match self {
            Self::UnknownPlan(plan) => say!(
                "there is no plan at `{plan}`; `planpress check` lists what there is",
                "没有网址为 `{plan}` 的计划，请核对后重新填写"
            ),
            Self::Sealed(plan) => say!(
                "the plan `{plan}` is sealed and takes no more reports; change its sources by hand and seal it again with \
                 `archive --amend`, if it must be corrected",
                "计划 `{plan}` 已经归档，不再接受填报；确需更正的，请修改源文件后用 `archive --amend` 重新归档"
            ),
            Self::UnknownFile(file) => {
                say!("`{file}` is no file of this plan", "`{file}` 不是本计划的文件")
            }
            Self::UnknownId { file, id } => {
                say!("{file} has no indicator or task `{id}`", "{file} 中没有标识为 `{id}` 的指标或任务")
            }
            Self::BadValue { id, reason } => {
                say!("`{id}`: {}", "指标 `{id}`：{}", reason)
            }
            Self::Undated { id, value, at: (file, line), key } => {
                let mended = match *key {
                    "actual" => format!("actual: {{value: {value}, date: 2026-03-31}}"),
                    _ => format!("- {{date: 2026-03-31, value: {value}}}"),
                };
                say!(
                    "`{id}` has a value without a date ({file}:{line}), so that nobody can tell which of the two is newer; \
                     give it its day, as in `{mended}`, and try again",
                    "指标 `{id}` 已有一个没有日期的完成值（{file}:{line}），无法判断哪个数更新；请先补上日期，\
                     写成 `{mended}` 的形式，再重新导入"
                )
            }
            Self::Differs { id, day, stands, sent } => say!(
                "`{id}` has {stands} reported for {day}, and {sent} was sent; where it must be corrected, say why with \
                 `--correct REASON`: the correction is published",
                "指标 `{id}` {day}已填报{stands}，这次报来的是{sent}；确需更正的，请用 `--correct 理由` 写明理由，更正会公开显示"
            ),
            Self::TwoValues { id, day, other } => say!(
                "`{id}` has another value for {day} in {other}; settle which one holds, and correct the other",
                "指标 `{id}` {day}的数与 {other} 所填不一致；请核实以哪个为准，改正另一个"
            ),
            Self::TwoStates { id, other } => say!(
                "{other} says something else of the task `{id}`; settle which one holds, and correct the other",
                "任务 `{id}` 的进展与 {other} 所填不一致；请核实以哪个为准，改正另一个"
            ),
            Self::Obstacle { at: (file, line), what } => {
                let what = match what.as_str() {
                    "" => Words::new("this", ""),
                    what => say!("`{what}`", " `{what}` "),
                };
                say!(
                    "{file}:{line}: {} cannot be changed with certainty as it is written here; write it out in the usual form, \
                     without anchors and aliases, and try again",
                    "{file}:{line}：此处{}的写法无法确保改得准确；请改为一般写法（不用锚点和别名）后再试",
                    what
                )
            }
            Self::Misread { id, file } => say!(
                "`{id}` in {file} would not be read as it was sent; report it by hand",
                "{file} 中的 `{id}` 写入后读出的内容与填报的不一致，请手工填写"
            ),
            Self::Edited(file) => say!(
                "{file} was changed while the reports were being written; nothing was written: try again",
                "写入期间 {file} 被改动，没有写入任何文件；请重新导入"
            ),
        }
    }
}
