//! The words of `planpress collect`, in English and Chinese.

use crate::collect::accept::Accepted;
use crate::collect::out::{LIST, UnitFile};
use crate::collect::period::Period;
use crate::collect::site::PlanRefusal;
use crate::collect::status::RoundStatus;
use crate::collect::write::WriteFault;
use crate::diagnostic::words::{joined, say};
use crate::diagnostic::{Language, Words};
use jiff::civil::Date;
use std::path::Path;

/// Why a plan has no round.
pub fn refusal(refusal: &PlanRefusal) -> Words {
    match refusal {
        PlanRefusal::Unknown { plan, plans, .. } if plans.is_empty() => say!(
            "there is no plan at `{plan}`; this site has no plan",
            "没有地址为 `{plan}` 的计划；本站点没有计划"
        ),
        PlanRefusal::Unknown { plan, plans, similar: None } => say!(
            "there is no plan at `{plan}`; there are: {}",
            "没有地址为 `{plan}` 的计划；现有：{}",
            joined(plans)
        ),
        PlanRefusal::Unknown { plan, plans, similar: Some(meant) } => say!(
            "there is no plan at `{plan}`; did you mean `{meant}`? There are: {}",
            "没有地址为 `{plan}` 的计划，是不是 `{meant}`？现有：{}",
            joined(plans)
        ),
        PlanRefusal::Sealed(plan) => say!(
            "`{plan}` is sealed: nothing in it changes any more, so nothing is collected for it",
            "`{plan}` 已归档，内容不再改动，不能再收集数据"
        ),
    }
}

/// Where the plan has errors.
pub fn faulty() -> Words {
    say!(
        "nothing was collected: the errors above come first; nothing was written",
        "没有收集：请先改正以上错误；没有写入任何文件"
    )
}

/// Where a workbook cannot be made.
pub fn not_made(why: &str) -> Words {
    say!("a workbook cannot be made: {why}; nothing was written", "无法生成填报表：{why}；没有写入任何文件")
}

/// Where a plan asks nothing.
pub fn nothing_to_ask(plan: &str) -> Words {
    say!(
        "`{plan}` has no indicators and no tasks: there is nothing to ask",
        "`{plan}` 没有指标和任务，无须填报"
    )
}

/// The workbooks that were written, one a line.
pub fn units(files: &[UnitFile], language: Language) -> String {
    let line = |file: &UnitFile| {
        say!(
            "{}: {} indicators, {} tasks\n",
            "{}：指标{}项，任务{}项\n",
            file.file,
            file.indicators,
            file.tasks
        )
        .into_language(language)
    };
    files.iter().map(line).collect()
}

/// The closing line of `out`.
pub fn written(dir: &Path, count: usize, period: Period) -> Words {
    let dir = dir.display();
    say!(
        "{dir} holds {count} workbooks for {} and the list {LIST}; those that come back are read by `planpress collect in`",
        "已在 {dir} 生成{}填报表{count}个、名单 {LIST}；收回后用 `planpress collect in` 读入",
        period.words()
    )
}

/// The closing line where files are refused.
pub fn refused(count: usize) -> Words {
    say!("{count} faults; nothing was written", "共有{count}处问题；没有写入任何文件")
}

/// Where workbooks are that go back.
pub fn sent_back(folder: &Path, count: usize) -> Words {
    let folder = folder.display();
    match count {
        0 => say!(
            "no workbook can be sent back: what is wrong belongs to no unit's workbook",
            "没有可退回的填报表：上述问题不属于任何单位的填报表"
        ),
        _ => say!(
            "{folder} holds {count} workbooks to be sent back, with what is wrong marked in them",
            "已在 {folder} 生成退回修改的填报表{count}个，问题已在表中标出"
        ),
    }
}

/// Where files say nothing that the plan does not say.
pub fn nothing_new(accepted: &Accepted) -> Words {
    let Accepted { unchanged, empty, .. } = accepted;
    say!(
        "nothing new: {unchanged} values are in the plan already, {empty} indicators were left empty; nothing was written",
        "没有新内容：{unchanged}项与计划中一致，{empty}项指标留空；没有写入任何文件"
    )
}

/// Where the newest value lies after the day that the plan's values speak of.
pub fn not_shown_yet(until: Option<Date>, newest: Date) -> Words {
    let until = until.map(|until| until.to_string()).unwrap_or_default();
    say!(
        "the plan's values speak of {until} (`as_of`): newer ones are kept and not shown yet; add `--as-of {newest}` to show them",
        "计划的数据日期（`as_of`）是{until}，之后的数据已收入，暂不公开；要公开，请加 `--as-of {newest}`"
    )
}

/// The closing line of `in`.
pub fn collected(accepted: &Accepted, dry_run: bool) -> Words {
    let Accepted { reports, tasks, unchanged, empty, .. } = accepted;
    let (reports, tasks) = (reports.len(), tasks.len());
    if dry_run {
        say!(
            "{reports} values and {tasks} states of tasks would be written ({unchanged} there already, {empty} left empty); nothing was written",
            "将写入指标数据{reports}项、任务状态{tasks}项（另有{unchanged}项与计划中一致，{empty}项指标留空）；没有写入任何文件"
        )
    } else {
        say!(
            "{reports} values and {tasks} states of tasks were written ({unchanged} there already, {empty} left empty)",
            "已写入指标数据{reports}项、任务状态{tasks}项（另有{unchanged}项与计划中一致，{empty}项指标留空）"
        )
    }
}

/// Where the plan cannot take an entry.
pub fn not_written(fault: &WriteFault) -> Words {
    let origin = &fault.origin;
    say!("{origin}: cannot be written", "{origin}：无法写入")
}

/// Where the plan would have errors.
pub fn broken() -> Words {
    say!(
        "the plan would have the errors above with these values, so nothing was written",
        "写入后计划会出现以上错误，因此没有写入任何文件"
    )
}

/// How many units have answered.
pub fn answered(status: &RoundStatus) -> Words {
    let all = status.units.len();
    let complete = status.units.iter().filter(|unit| unit.missing.is_empty()).count();
    say!(
        "{}: {complete} of {all} units have reported all of their indicators",
        "{}：{all}个单位中{complete}个已报齐",
        status.period.words()
    )
}
