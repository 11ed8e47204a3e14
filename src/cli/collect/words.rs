//! The words of `planpress collect`, in English and Chinese.

use crate::collect::out::{LIST, UnitFile};
use crate::collect::period::Period;
use crate::collect::site::PlanRefusal;
use crate::diagnostic::words::{joined, say};
use crate::diagnostic::{Language, Words};
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
