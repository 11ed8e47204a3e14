//! The words of `planpress collect`, in English and Chinese.

use crate::collect::accept::Accepted;
use crate::collect::out::{LIST, UnitFile};
use crate::collect::period::Period;
use crate::collect::site::PlanRefusal;
use crate::collect::status::RoundStatus;
use crate::collect::write::{Unchanged, WriteFault};
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

/// So many of something; in Chinese the number alone.
fn count(number: usize, of: &str) -> Words {
    let end = if number == 1 { "" } else { "s" };
    Words::new(format!("{number} {of}{end}"), number.to_string())
}

/// The workbooks that were written, one a line.
pub fn units(files: &[UnitFile], language: Language) -> String {
    let line = |file: &UnitFile| {
        say!(
            "{}: {}, {}\n",
            "{}：指标{}项，任务{}项\n",
            file.file,
            count(file.indicators, "indicator"),
            count(file.tasks, "task")
        )
        .into_language(language)
    };
    files.iter().map(line).collect()
}

/// The closing line of `out`.
pub fn written(dir: &Path, number: usize, period: Period) -> Words {
    let dir = dir.display();
    say!(
        "{dir} holds {} for {} and the list {LIST}; what comes back is read by `planpress collect in`",
        "已在 {dir} 生成填报表{}个（{}）和名单 {LIST}；收回后用 `planpress collect in` 读入",
        count(number, "workbook"),
        period.words()
    )
}

/// The closing line where files are refused.
pub fn refused(number: usize) -> Words {
    say!("{}; nothing was written", "共有{}处问题；没有写入任何文件", count(number, "fault"))
}

/// Where workbooks are that go back.
pub fn sent_back(folder: &Path, number: usize) -> Words {
    let folder = folder.display();
    match number {
        0 => say!(
            "no workbook can be sent back: what is wrong belongs to no unit's workbook",
            "没有可退回的填报表：上述问题不属于任何单位的填报表"
        ),
        _ => say!(
            "{folder} holds {} to be sent back, with what is wrong marked",
            "已在 {folder} 生成退回修改的填报表{}个，问题已在表中标出",
            count(number, "workbook")
        ),
    }
}

/// Where files say nothing that the plan does not say.
pub fn nothing_new(accepted: &Accepted) -> Words {
    say!("nothing new ({}); nothing was written", "没有新内容（{}）；没有写入任何文件", besides(accepted))
}

/// What was read besides what is new.
fn besides(accepted: &Accepted) -> Words {
    say!(
        "{} in the plan already, {} left empty",
        "与计划中一致的{}项，指标留空的{}项",
        accepted.unchanged,
        accepted.empty
    )
}

/// Where the newest value lies after the day that the plan's values speak of.
pub fn not_shown_yet(until: Option<Date>, newest: Date) -> Words {
    let until = until.map(|until| until.to_string()).unwrap_or_default();
    say!(
        "the plan's values speak of {until} (`as_of`): newer ones are kept and not shown yet; add `--as-of {newest}` to show them",
        "计划的数据日期（`as_of`）是{until}，之后的数据收入计划但暂不公开；要公开，请加 `--as-of {newest}`"
    )
}

/// The closing line of `in`.
pub fn collected(accepted: &Accepted, dry_run: bool) -> Words {
    let reports = count(accepted.reports.len(), "value");
    let tasks = say!("{} of tasks", "{}", count(accepted.tasks.len(), "state"));
    let besides = besides(accepted);
    if dry_run {
        say!(
            "to be written: {}, {} ({}); nothing was written",
            "将写入指标数据{}项、任务状态{}项（{}）；没有写入任何文件",
            reports,
            tasks,
            besides
        )
    } else {
        say!("written: {}, {} ({})", "已写入指标数据{}项、任务状态{}项（{}）", reports, tasks, besides)
    }
}

/// Where the plan cannot take an entry.
pub fn not_written(fault: &WriteFault) -> Words {
    let origin = &fault.origin;
    let reason = fault.reason.words();
    if origin.is_empty() { reason } else { say!("{origin}: {}", "{origin}：{}", reason) }
}

/// Where the plan would have errors; the cells that lead to them, where that is known.
pub fn broken(cells: &[String]) -> Words {
    let from = match cells {
        [] => Words::default(),
        _ => say!(" (from {})", "（由{}引起）", joined(cells)),
    };
    say!(
        "the plan would have the errors above with these values{}, so nothing was written",
        "写入后计划会出现以上错误{}，因此没有写入任何文件",
        from
    )
}

/// Where the plan has the value already, with another source or remark, and keeps its own.
pub fn kept(unchanged: &Unchanged) -> Option<Words> {
    let Unchanged { origin, kept_source, kept_note, .. } = unchanged;
    let kept = match (kept_source, kept_note) {
        (None, None) => return None,
        (Some(source), None) => say!("the source `{source}`", "数据来源“{source}”"),
        (None, Some(note)) => say!("the remark `{note}`", "备注“{note}”"),
        (Some(source), Some(note)) => {
            say!("the source `{source}` and the remark `{note}`", "数据来源“{source}”和备注“{note}”")
        }
    };
    Some(say!(
        "{origin}: the value is in the plan already; the plan keeps {}",
        "{origin}：数值与计划中一致；计划保留原有的{}",
        kept
    ))
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
