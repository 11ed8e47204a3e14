//! The words of `planpress rollover`, in English and Chinese: refusals, and the report of what was done.

use crate::bug::slice;
use crate::diagnostic::Language;
use crate::rollover::report::{FigureAction, FileLine, ItemKind, LeftOutReason, ReportItem, RolloverReport};
use crate::rollover::{Mode, RolloverRefusal, RolloverRequest};
use std::io;
use std::path::Path;

/// A file of the old plan that could not be read.
pub fn unreadable(file: &str, error: &io::Error, language: Language) -> String {
    match language {
        Language::English => format!("{file} cannot be read: {error}; nothing was written"),
        Language::Chinese => format!("无法读取 {file}：{error}；没有写入任何文件"),
    }
}

/// Where the report would go into a file that is there.
pub fn report_taken(file: &Path, language: Language) -> String {
    let file = file.display();
    match language {
        Language::English => format!("{file} is there already; nothing was written"),
        Language::Chinese => format!("{file} 已经存在；没有写入任何文件"),
    }
}

/// Where the old plan has errors.
pub const fn faulty(language: Language) -> &'static str {
    match language {
        Language::English => "not rolled over: the errors above come first; nothing was written",
        Language::Chinese => "未滚动：请先改正以上错误；没有写入任何文件",
    }
}

/// Where the new plan would have errors.
pub const fn broken(language: Language) -> &'static str {
    match language {
        Language::English => {
            "not rolled over: the new plan would have the errors above, so nothing was written; \
             write the old plan so that they cannot arise, and try again"
        }
        Language::Chinese => {
            "未滚动：新计划会出现以上错误，因此没有写入任何文件；请先调整原计划的写法，再重新滚动"
        }
    }
}

/// The closing line.
pub fn done(report: &RolloverReport, mode: Mode, language: Language) -> String {
    let folder = &report.folder;
    match (mode, language) {
        (Mode::Write, Language::English) => {
            format!(
                "the draft is in {folder}; `planpress serve` shows it, `planpress check --drafts` checks it"
            )
        }
        (Mode::Write, Language::Chinese) => {
            format!("草稿已写入 {folder}；用 `planpress serve` 查看，用 `planpress check --drafts` 检查")
        }
        (Mode::DryRun, Language::English) => {
            format!("nothing was written; without --dry-run it goes into {folder}")
        }
        (Mode::DryRun, Language::Chinese) => format!("没有写入任何文件；去掉 --dry-run 即写入 {folder}"),
    }
}

/// Why there is no new plan.
pub fn refusal(refusal: &RolloverRefusal, request: &RolloverRequest, language: Language) -> String {
    match language {
        Language::English => english(refusal, request),
        Language::Chinese => chinese(refusal, request),
    }
}

fn english(refusal: &RolloverRefusal, request: &RolloverRequest) -> String {
    let RolloverRequest { plan, to, .. } = request;
    match refusal {
        RolloverRefusal::Unknown { plans, .. } if plans.is_empty() => {
            format!("there is no plan at `{plan}`; this site has no plan")
        }
        RolloverRefusal::Unknown { plans, similar } => {
            let all = plans.join(", ");
            match similar {
                Some(meant) => {
                    format!("there is no plan at `{plan}`; did you mean `{meant}`? There are: {all}")
                }
                None => format!("there is no plan at `{plan}`; there are: {all}"),
            }
        }
        RolloverRefusal::NotLater { from } => {
            format!("`{plan}` is the plan of {from}: {to} must be a later year")
        }
        RolloverRefusal::YearTaken { file } => {
            format!("the series has a plan of {to} already, {file}; nothing is overwritten")
        }
        RolloverRefusal::Taken { folder } => format!("{folder} is there already; nothing is overwritten"),
        RolloverRefusal::UnknownId { id, similar } => {
            let meant =
                similar.as_ref().map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
            format!("`{plan}` has no indicator or task `{id}`{meant}")
        }
        RolloverRefusal::Obstacle(obstacle) => {
            let FileLine { file, line } = &obstacle.at;
            let what =
                if obstacle.what.is_empty() { "this".to_owned() } else { format!("`{}`", obstacle.what) };
            format!(
                "{file}:{line}: {what} cannot be changed with certainty as it is written here; nothing was written. \
                 Write it out in the usual form, without anchors and aliases, and try again"
            )
        }
    }
}

fn chinese(refusal: &RolloverRefusal, request: &RolloverRequest) -> String {
    let RolloverRequest { plan, to, .. } = request;
    let meant = |similar: &Option<String>| {
        similar.as_ref().map_or_else(String::new, |meant| format!("，是不是 `{meant}`？"))
    };
    match refusal {
        RolloverRefusal::Unknown { plans, .. } if plans.is_empty() => {
            format!("没有地址为 `{plan}` 的计划；本站点没有计划")
        }
        RolloverRefusal::Unknown { plans, similar: None } => {
            format!("没有地址为 `{plan}` 的计划；现有：{}", plans.join("、"))
        }
        RolloverRefusal::Unknown { plans, similar } => {
            format!("没有地址为 `{plan}` 的计划{}现有：{}", meant(similar), plans.join("、"))
        }
        RolloverRefusal::NotLater { from } => {
            format!("`{plan}` 是{from}年的计划，新计划的年度应晚于{from}年，而不是{to}年")
        }
        RolloverRefusal::YearTaken { file } => format!("该系列已有{to}年的计划：{file}；不会覆盖任何文件"),
        RolloverRefusal::Taken { folder } => format!("{folder} 已经存在；不会覆盖任何文件"),
        RolloverRefusal::UnknownId { id, similar } => {
            format!("`{plan}` 中没有标识为 `{id}` 的指标或任务{}", meant(similar))
        }
        RolloverRefusal::Obstacle(obstacle) => {
            let FileLine { file, line } = &obstacle.at;
            let what =
                if obstacle.what.is_empty() { String::new() } else { format!(" `{}` ", obstacle.what) };
            format!(
                "{file}:{line}：此处{what}的写法无法确保改得准确，没有写入任何文件。请改为一般写法（不用锚点和别名）后再试"
            )
        }
    }
}

/// The report of what was done, as Markdown.
pub fn report(report: &RolloverReport, language: Language) -> String {
    let mut text = match language {
        Language::English => {
            format!("# {} rolled over to {}: {}\n", report.plan, report.to, report.folder)
        }
        Language::Chinese => format!("# {} 滚动为{}年计划：{}\n", report.plan, report.to, report.folder),
    };
    for part in SECTIONS {
        let lines: Vec<String> = report
            .lines
            .iter()
            .filter(|(_, item)| section_of(item) == *part)
            .map(|(at, item)| line(at, item, language))
            .collect();
        if !lines.is_empty() {
            text.push_str(&format!("\n## {}\n\n", heading(*part, report, lines.len(), language)));
            lines.iter().for_each(|line| text.push_str(line));
        }
    }
    files(report, language, &mut text);
    text
}

/// A part of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ReportSection {
    Carried,
    Baselines,
    NoActual,
    LeftOut,
    Removed,
    Moved,
    Targets,
    Figures,
    Years,
}

const SECTIONS: &[ReportSection] = &[
    ReportSection::Carried,
    ReportSection::Baselines,
    ReportSection::NoActual,
    ReportSection::LeftOut,
    ReportSection::Removed,
    ReportSection::Moved,
    ReportSection::Targets,
    ReportSection::Figures,
    ReportSection::Years,
];

const fn section_of(item: &ReportItem) -> ReportSection {
    match item {
        ReportItem::Carried { .. } => ReportSection::Carried,
        ReportItem::Baseline { .. } => ReportSection::Baselines,
        ReportItem::NoActual { .. } => ReportSection::NoActual,
        ReportItem::LeftOut { .. } => ReportSection::LeftOut,
        ReportItem::Removed { .. } => ReportSection::Removed,
        ReportItem::Moved { .. } => ReportSection::Moved,
        ReportItem::Target { .. } => ReportSection::Targets,
        ReportItem::Figure { .. } | ReportItem::Block { .. } => ReportSection::Figures,
        ReportItem::Year { .. } => ReportSection::Years,
    }
}

fn heading(part: ReportSection, report: &RolloverReport, lines: usize, language: Language) -> String {
    let from = report.from;
    let places: usize = report
        .lines
        .iter()
        .map(|(_, item)| match item {
            ReportItem::Year { count, .. } => *count,
            _ => 0,
        })
        .sum();
    match language {
        Language::English => match part {
            ReportSection::Carried => format!("Carried on ({lines})"),
            ReportSection::Baselines => {
                format!("Baselines, taken from the actual values of {from} ({lines})")
            }
            ReportSection::NoActual => format!("No actual value, and so no baseline ({lines})"),
            ReportSection::LeftOut => format!("Not carried on ({lines})"),
            ReportSection::Removed => format!("Taken out, as it stood in the plan of {from} ({lines})"),
            ReportSection::Moved => format!("Moved on ({lines})"),
            ReportSection::Targets => format!("To be revised: targets, still those of {from} ({lines})"),
            ReportSection::Figures => format!("To be revised: figures in the text ({lines})"),
            ReportSection::Years => format!("Places that still say {from} ({places})"),
        },
        Language::Chinese => match part {
            ReportSection::Carried => format!("结转的指标和任务（{lines}）"),
            ReportSection::Baselines => format!("基期值，取自{from}年完成值（{lines}）"),
            ReportSection::NoActual => format!("没有完成值，基期值空缺（{lines}）"),
            ReportSection::LeftOut => format!("未结转（{lines}）"),
            ReportSection::Removed => format!("已去掉的内容，照录{from}年计划原文（{lines}）"),
            ReportSection::Moved => format!("已顺延（{lines}）"),
            ReportSection::Targets => format!("待修订：目标值，仍为{from}年目标（{lines}）"),
            ReportSection::Figures => format!("待修订：正文中的数字（{lines}）"),
            ReportSection::Years => format!("仍写着{from}年的地方（{places}处）"),
        },
    }
}

/// Words with their place behind them.
fn placed(words: &str, at: &FileLine) -> String {
    format!("- {}:{}  {words}\n", at.file, at.line)
}

fn line(at: &FileLine, item: &ReportItem, language: Language) -> String {
    let chinese = language == Language::Chinese;
    let words = match item {
        ReportItem::Carried { kind, id, name, state } => {
            let state = state.map_or_else(String::new, |state| self::state(state, language));
            format!("{} `{id}` {name}{state}", self::kind(*kind, language))
        }
        ReportItem::Baseline { id, value, date, source } => {
            let date = match date {
                Some(date) => date.to_string(),
                None if chinese => "日期不详，请补".to_owned(),
                None => "of no known date: add it".to_owned(),
            };
            match (source, chinese) {
                (Some(source), true) => format!("`{id}` {value}（{date}，{source}）"),
                (None, true) => format!("`{id}` {value}（{date}）"),
                (Some(source), false) => format!("`{id}` {value} ({date}, {source})"),
                (None, false) => format!("`{id}` {value} ({date})"),
            }
        }
        ReportItem::NoActual { id, name } => format!("`{id}` {name}"),
        ReportItem::LeftOut { kind, id, name, reason, comments } => {
            let kind = self::kind(*kind, language);
            let mut words = match (reason, chinese) {
                (LeftOutReason::Done, true) => format!("{kind} `{id}` {name}：已完成"),
                (LeftOutReason::Done, false) => format!("{kind} `{id}` {name}: done"),
                (LeftOutReason::Dropped(reason), true) => format!("{kind} `{id}` {name}：已取消，{reason}"),
                (LeftOutReason::Dropped(reason), false) => format!("{kind} `{id}` {name}: dropped, {reason}"),
                (LeftOutReason::Asked, true) => format!("{kind} `{id}` {name}：按 --drop 去掉"),
                (LeftOutReason::Asked, false) => format!("{kind} `{id}` {name}: left out by --drop"),
            };
            for comment in comments {
                words.push_str(&format!("\n      # {comment}"));
            }
            words
        }
        ReportItem::Removed { what, text } => {
            let mut lines = text.lines();
            let first = lines.next().unwrap_or_default().trim();
            let first = if what.contains('.') { format!("`{what}`  {first}") } else { first.to_owned() };
            let rest: Vec<&str> = lines.map(str::trim_end).collect();
            let indent = |line: &&str| line.len() - line.trim_start().len();
            let least = rest.iter().filter(|line| !line.is_empty()).map(indent).min().unwrap_or(0);
            let rest = rest.iter().map(|line| format!("\n      {}", slice(line, least..)));
            std::iter::once(first).chain(rest).collect()
        }
        ReportItem::Moved { what, from, to } => format!("`{what}` {from} → {to}"),
        ReportItem::Target { id, words } => format!("`{id}` {words}"),
        ReportItem::Figure { id, words, action } => {
            let action = figure_action(*action, language);
            if chinese { format!("`{id}` {words}：{action}") } else { format!("`{id}` {words}: {action}") }
        }
        ReportItem::Block { ids } => {
            let named = ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>();
            if chinese {
                format!("表中不再列出 {}", named.join("、"))
            } else {
                format!("the table no longer lists {}", named.join(", "))
            }
        }
        ReportItem::Year { count, line } if *count > 1 => format!("{line}  ×{count}"),
        ReportItem::Year { line, .. } => line.clone(),
    };
    placed(&words, at)
}

const fn kind(kind: ItemKind, language: Language) -> &'static str {
    match (kind, language) {
        (ItemKind::Indicator, Language::English) => "indicator",
        (ItemKind::Task, Language::English) => "task",
        (ItemKind::Indicator, Language::Chinese) => "指标",
        (ItemKind::Task, Language::Chinese) => "任务",
    }
}

fn state(key: &str, language: Language) -> String {
    match (key, language) {
        ("in-progress", Language::Chinese) => "（推进中）".to_owned(),
        ("not-started", Language::Chinese) => "（未启动）".to_owned(),
        (key, Language::Chinese) => format!("（{key}）"),
        (key, Language::English) => format!(" ({key})"),
    }
}

const fn figure_action(action: FigureAction, language: Language) -> &'static str {
    match (action, language) {
        (FigureAction::Target, Language::English) => "last year's target",
        (FigureAction::Baseline, Language::English) => "was the actual value, is the baseline now",
        (FigureAction::Same, Language::English) => "the baseline",
        (FigureAction::LastYear, Language::English) => "bound to last year's plan now",
        (FigureAction::Plain, Language::English) => "plain text now, since the indicator is not carried on",
        (FigureAction::Target, Language::Chinese) => "上年目标",
        (FigureAction::Baseline, Language::Chinese) => "原为完成值，现为基期值",
        (FigureAction::Same, Language::Chinese) => "基期值",
        (FigureAction::LastYear, Language::Chinese) => "改为引用上年计划中的数值",
        (FigureAction::Plain, Language::Chinese) => "指标未结转，已改为普通文字",
    }
}

fn files(report: &RolloverReport, language: Language, text: &mut String) {
    let (heading, new, copied, left) = match language {
        Language::English => (
            "Files",
            "written anew",
            "copied as it is, since the text shows or links to it",
            "not copied, since no text shows or links to it",
        ),
        Language::Chinese => ("文件", "新写", "原样复制（正文引用）", "未复制（正文没有引用）"),
    };
    text.push_str(&format!("\n## {heading}\n\n"));
    let all = [(&report.texts, new), (&report.copied, copied), (&report.left, left)];
    let of_all = all.iter().flat_map(|(files, what)| files.iter().map(move |file| (file, what)));
    for (file, what) in of_all {
        let separator = if language == Language::Chinese { "：" } else { ": " };
        text.push_str(&format!("- {file}{separator}{what}\n"));
    }
}
