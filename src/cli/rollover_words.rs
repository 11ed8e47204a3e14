//! The words of `planpress rollover`, in English and Chinese: refusals, and the report of what was done.

use crate::bug::slice;
use crate::diagnostic::words::{joined, say};
use crate::diagnostic::{Language, Words};
use crate::new_plan::Mode;
use crate::output::OutputError;
use crate::rollover::report::{FigureAction, FileLine, ItemKind, LeftOutReason, ReportItem, RolloverReport};
use crate::rollover::{RolloverRefusal, RolloverRequest};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// A file of the old plan that could not be read.
pub fn unreadable(file: &str, error: &io::Error) -> Words {
    say!("{file} cannot be read: {error}; nothing was written", "无法读取 {file}：{error}；没有写入任何文件")
}

/// Where the report would go into a file that is there.
pub fn report_taken(file: &Path) -> Words {
    let file = file.display();
    say!("{file} is there already; nothing was written", "{file} 已经存在；没有写入任何文件")
}

/// The plan is made, and its account is not: that is what has to be said.
pub fn report_failed(error: &OutputError, file: &Path) -> Words {
    let why = match error {
        OutputError::Io { error, .. } => super::system(&error.to_string()),
        error => error.words(),
    };
    say!(
        "the plan is made, but its account could not be written to `{}`: {}; run the command without `--report` in a copy to see it \
         again",
        "计划已经生成，但结转说明未能写入 `{}`：{}；如需再看，请在副本中不带 `--report` 重新运行",
        file.display(),
        why
    )
}

/// Where the old plan has errors.
pub fn faulty() -> Words {
    say!(
        "not rolled over: the errors above come first; nothing was written",
        "未滚动：请先改正以上错误；没有写入任何文件"
    )
}

/// Where the new plan would have errors.
pub fn broken() -> Words {
    say!(
        "not rolled over: the new plan would have the errors above, so nothing was written; \
         write the old plan so that they cannot arise, and try again",
        "未滚动：新计划会出现以上错误，因此没有写入任何文件；请先调整原计划的写法，再重新滚动"
    )
}

/// The closing line.
pub fn done(report: &RolloverReport, mode: Mode) -> Words {
    let folder = &report.folder;
    match mode {
        Mode::Write => say!(
            "the draft is in {folder}; `planpress serve` shows it, `planpress check --drafts` checks it",
            "草稿已写入 {folder}；用 `planpress serve` 查看，用 `planpress check --drafts` 检查"
        ),
        Mode::DryRun => say!(
            "nothing was written; without --dry-run it goes into {folder}",
            "没有写入任何文件；去掉 --dry-run 即写入 {folder}"
        ),
    }
}

/// Why there is no new plan.
pub fn refusal(refusal: &RolloverRefusal, request: &RolloverRequest) -> Words {
    let RolloverRequest { plan, to, .. } = request;
    match refusal {
        RolloverRefusal::Unknown { plans, .. } if plans.is_empty() => say!(
            "there is no plan at `{plan}`; this site has no plan",
            "没有地址为 `{plan}` 的计划；本站点没有计划"
        ),
        RolloverRefusal::Unknown { plans, similar: None } => say!(
            "there is no plan at `{plan}`; there are: {}",
            "没有地址为 `{plan}` 的计划；现有：{}",
            joined(plans)
        ),
        RolloverRefusal::Unknown { plans, similar: Some(meant) } => say!(
            "there is no plan at `{plan}`; did you mean `{meant}`? There are: {}",
            "没有地址为 `{plan}` 的计划，是不是 `{meant}`？现有：{}",
            joined(plans)
        ),
        RolloverRefusal::NotLater(from) => say!(
            "`{plan}` is the plan of {from}: {to} must be a later year",
            "`{plan}` 是{from}年的计划，新计划的年度应晚于{from}年，而不是{to}年"
        ),
        RolloverRefusal::YearTaken(file) => say!(
            "the series has a plan of {to} already, {file}; nothing is overwritten",
            "该系列已有{to}年的计划：{file}；不会覆盖任何文件"
        ),
        RolloverRefusal::Taken(folder) => {
            say!("{folder} is there already; nothing is overwritten", "{folder} 已经存在；不会覆盖任何文件")
        }
        RolloverRefusal::UnknownId { id, similar } => {
            let meant = similar.as_ref().map_or_else(Words::default, |meant| {
                say!("; did you mean `{meant}`?", "，是不是 `{meant}`？")
            });
            say!(
                "`{plan}` has no indicator or task `{id}`{}",
                "`{plan}` 中没有标识为 `{id}` 的指标或任务{}",
                meant
            )
        }
        RolloverRefusal::Obstacle(obstacle) => {
            let FileLine { file, line } = &obstacle.at;
            let what = match obstacle.what.as_str() {
                "" => Words::new("this", ""),
                what => say!("`{what}`", " `{what}` "),
            };
            say!(
                "{file}:{line}: {} cannot be changed with certainty as it is written here; nothing was written. \
                 Write it out in the usual form, without anchors and aliases, and try again",
                "{file}:{line}：此处{}的写法无法确保改得准确，没有写入任何文件。请改为一般写法（不用锚点和别名）后再试",
                what
            )
        }
    }
}

/// The report of what was done, as Markdown.
pub fn report(report: &RolloverReport, language: Language) -> String {
    let RolloverReport { plan, from, to, folder, .. } = report;
    let mut text = say!("# {plan} rolled over to {to}: {folder}\n", "# {plan} 滚动为{to}年计划：{folder}\n")
        .into_language(language);
    let mut sections: BTreeMap<ReportSection, Vec<_>> = BTreeMap::new();
    for (at, item) in &report.lines {
        sections.entry(section_of(item)).or_default().push((at, item));
    }
    for (section, lines) in sections {
        let places = lines.iter().map(|(_, item)| places(item)).sum();
        text.push_str(&format!("\n## {}\n\n", heading(section, *from, places).text(language)));
        for (FileLine { file, line }, item) in lines {
            text.push_str(&format!("- {file}:{line}  {}\n", words(item).text(language)));
        }
    }
    text.push_str(&format!("\n## {}\n\n", say!("Files", "文件").text(language)));
    let groups = [
        (&report.texts, say!("written anew", "新写")),
        (
            &report.copied,
            say!("copied as it is, since the text shows or links to it", "原样复制（正文引用）"),
        ),
        (&report.left, say!("not copied, since no text shows or links to it", "未复制（正文没有引用）")),
    ];
    for (files, what) in &groups {
        for file in *files {
            text.push_str(say!("- {file}: {}\n", "- {file}：{}\n", what).text(language));
        }
    }
    text
}

/// A part of the report, in the order in which they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ReportSection {
    Carried,
    Baselines,
    PartOfYear,
    NoActual,
    LeftOut,
    Removed,
    Moved,
    Targets,
    Figures,
    Years,
}

const fn section_of(item: &ReportItem) -> ReportSection {
    match item {
        ReportItem::Carried { .. } => ReportSection::Carried,
        ReportItem::Baseline { .. } => ReportSection::Baselines,
        ReportItem::PartOfYear { .. } => ReportSection::PartOfYear,
        ReportItem::NoActual { .. } => ReportSection::NoActual,
        ReportItem::LeftOut { .. } => ReportSection::LeftOut,
        ReportItem::Removed { .. } => ReportSection::Removed,
        ReportItem::Moved { .. } => ReportSection::Moved,
        ReportItem::Target { .. } => ReportSection::Targets,
        ReportItem::Figure { .. } | ReportItem::Block { .. } => ReportSection::Figures,
        ReportItem::Year { .. } => ReportSection::Years,
    }
}

/// How many places a line of the report speaks of.
const fn places(item: &ReportItem) -> usize {
    match item {
        ReportItem::Year { count, .. } => *count,
        _ => 1,
    }
}

/// The heading of a section that speaks of so many places.
fn heading(section: ReportSection, from: i16, places: usize) -> Words {
    match section {
        ReportSection::Carried => say!("Carried on ({places})", "结转的指标和任务（{places}）"),
        ReportSection::Baselines => say!(
            "Baselines, taken from the actual values of {from} ({places})",
            "基期值，取自{from}年完成值（{places}）"
        ),
        ReportSection::PartOfYear => say!(
            "No baseline: the actual value is not of the whole of {from} ({places})",
            "基期值空缺，完成值不是{from}年全年的数（{places}）"
        ),
        ReportSection::NoActual => {
            say!("No actual value, and so no baseline ({places})", "没有完成值，基期值空缺（{places}）")
        }
        ReportSection::LeftOut => say!("Not carried on ({places})", "未结转（{places}）"),
        ReportSection::Removed => say!(
            "Taken out, as it stood in the plan of {from} ({places})",
            "已去掉的内容，照录{from}年计划原文（{places}）"
        ),
        ReportSection::Moved => say!("Moved on ({places})", "已顺延（{places}）"),
        ReportSection::Targets => say!(
            "To be revised: targets, still those of {from} ({places})",
            "待修订：目标值，仍为{from}年目标（{places}）"
        ),
        ReportSection::Figures => {
            say!("To be revised: figures in the text ({places})", "待修订：正文中的数字（{places}）")
        }
        ReportSection::Years => {
            say!("Places that still say {from} ({places})", "仍写着{from}年的地方（{places}处）")
        }
    }
}

fn words(item: &ReportItem) -> Words {
    match item {
        ReportItem::Carried { kind, id, name, state } => {
            let state = state.map_or_else(Words::default, self::state);
            say!("{} `{id}` {name}{}", "{} `{id}` {name}{}", self::kind(*kind), state)
        }
        ReportItem::Baseline { id, value, date, source } => {
            let date = date.map_or_else(
                || say!("of no known date: add it", "日期不详，请补"),
                |date| Words::same(date.to_string()),
            );
            match source {
                Some(source) => say!("`{id}` {value} ({}, {source})", "`{id}` {value}（{}，{source}）", date),
                None => say!("`{id}` {value} ({})", "`{id}` {value}（{}）", date),
            }
        }
        ReportItem::PartOfYear { id, value, date } => {
            let date = date.map_or_else(Words::default, |date| Words::same(date.to_string()));
            say!(
                "`{id}` {value} ({}): write the year's result as `baseline` when it is known",
                "`{id}` {value}（{}）：全年数确定后，请填入 `baseline`",
                date
            )
        }
        ReportItem::NoActual { id, name } => Words::same(format!("`{id}` {name}")),
        ReportItem::LeftOut { kind, id, name, reason, comments } => {
            let reason = match reason {
                LeftOutReason::Done => say!("done", "已完成"),
                LeftOutReason::Dropped(reason) => say!("dropped, {reason}", "已取消，{reason}"),
                LeftOutReason::Asked => say!("left out by --drop", "按 --drop 去掉"),
            };
            let comments: String = comments.iter().map(|comment| format!("\n      # {comment}")).collect();
            say!(
                "{} `{id}` {name}: {}{comments}",
                "{} `{id}` {name}：{}{comments}",
                self::kind(*kind),
                reason
            )
        }
        ReportItem::Removed { what, text } => {
            let mut lines = text.lines();
            let first = lines.next().unwrap_or_default().trim();
            let first = if what.contains('.') { format!("`{what}`  {first}") } else { first.to_owned() };
            let rest: Vec<&str> = lines.map(str::trim_end).collect();
            let indent = |line: &&str| line.len() - line.trim_start().len();
            let least = rest.iter().filter(|line| !line.is_empty()).map(indent).min().unwrap_or(0);
            let rest = rest.iter().map(|line| format!("\n      {}", slice(line, least..)));
            Words::same(std::iter::once(first).chain(rest).collect::<String>())
        }
        ReportItem::Moved { what, from, to } => Words::same(format!("`{what}` {from} → {to}")),
        ReportItem::Target { id, words } => Words::same(format!("`{id}` {words}")),
        ReportItem::Figure { id, words, action } => {
            say!("`{id}` {words}: {}", "`{id}` {words}：{}", figure_action(*action))
        }
        ReportItem::Block { ids } => {
            let named: Vec<_> = ids.iter().map(|id| format!("`{id}`")).collect();
            say!("the table no longer lists {}", "表中不再列出 {}", joined(&named))
        }
        ReportItem::Year { count: 1, line } => Words::same(line),
        ReportItem::Year { count, line } => Words::same(format!("{line}  ×{count}")),
    }
}

fn kind(kind: ItemKind) -> Words {
    match kind {
        ItemKind::Indicator => say!("indicator", "指标"),
        ItemKind::Task => say!("task", "任务"),
    }
}

fn state(key: &str) -> Words {
    let chinese = match key {
        "in-progress" => "推进中",
        "not-started" => "未启动",
        key => key,
    };
    say!(" ({})", "（{}）", Words::new(key, chinese))
}

fn figure_action(action: FigureAction) -> Words {
    match action {
        FigureAction::Target => say!("last year's target", "上年目标"),
        FigureAction::Baseline => {
            say!("was the actual value, is the baseline now", "原为完成值，现为基期值")
        }
        FigureAction::Same => say!("the baseline", "基期值"),
        FigureAction::LastYear => say!("bound to last year's plan now", "改为引用上年计划中的数值"),
        FigureAction::Plain => {
            say!("plain text now, since the indicator is not carried on", "指标未结转，已改为普通文字")
        }
    }
}
