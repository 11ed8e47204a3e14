//! The words of `planpress rollover`, in English and Chinese: refusals, and the account of what was done.

use crate::diagnostic::Language;
use crate::rollover::report::{Account, How, Kind, Spot, Told, Why};
use crate::rollover::{Mode, Refusal, Request};
use std::io;
use std::path::Path;

/// A file of the old plan that could not be read.
pub fn unreadable(file: &str, error: &io::Error, language: Language) -> String {
    match language {
        Language::English => format!("{file} cannot be read: {error}; nothing was written"),
        Language::Chinese => format!("无法读取 {file}：{error}；没有写入任何文件"),
    }
}

/// Where the account would go into a file that is there.
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
pub fn done(account: &Account, mode: Mode, language: Language) -> String {
    let folder = &account.folder;
    match (mode, language) {
        (Mode::Write, Language::English) => {
            format!(
                "the draft is in {folder}; `planpress serve` shows it, `planpress check --drafts` checks it"
            )
        }
        (Mode::Write, Language::Chinese) => {
            format!("草稿已写入 {folder}；用 `planpress serve` 查看，用 `planpress check --drafts` 检查")
        }
        (Mode::Try, Language::English) => {
            format!("nothing was written; without --dry-run it goes into {folder}")
        }
        (Mode::Try, Language::Chinese) => format!("没有写入任何文件；去掉 --dry-run 即写入 {folder}"),
    }
}

/// Why there is no new plan.
pub fn refusal(refusal: &Refusal, request: &Request, language: Language) -> String {
    match language {
        Language::English => english(refusal, request),
        Language::Chinese => chinese(refusal, request),
    }
}

fn english(refusal: &Refusal, request: &Request) -> String {
    let Request { plan, to, .. } = request;
    match refusal {
        Refusal::Unknown { plans, .. } if plans.is_empty() => {
            format!("there is no plan at `{plan}`; this site has no plan")
        }
        Refusal::Unknown { plans, similar } => {
            let all = plans.join(", ");
            match similar {
                Some(meant) => {
                    format!("there is no plan at `{plan}`; did you mean `{meant}`? There are: {all}")
                }
                None => format!("there is no plan at `{plan}`; there are: {all}"),
            }
        }
        Refusal::NotLater { from } => format!("`{plan}` is the plan of {from}: {to} must be a later year"),
        Refusal::YearTaken { file } => {
            format!("the series has a plan of {to} already, {file}; nothing is overwritten")
        }
        Refusal::Taken { folder } => format!("{folder} is there already; nothing is overwritten"),
        Refusal::UnknownId { id, similar } => {
            let meant =
                similar.as_ref().map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
            format!("`{plan}` has no indicator or task `{id}`{meant}")
        }
        Refusal::Obstacle(obstacle) => {
            let Spot { file, line } = &obstacle.at;
            let what =
                if obstacle.what.is_empty() { "this".to_owned() } else { format!("`{}`", obstacle.what) };
            format!(
                "{file}:{line}: {what} cannot be changed with certainty as it is written here; nothing was written. \
                 Write it out in the usual form, without anchors and aliases, and try again"
            )
        }
    }
}

fn chinese(refusal: &Refusal, request: &Request) -> String {
    let Request { plan, to, .. } = request;
    let meant = |similar: &Option<String>| {
        similar.as_ref().map_or_else(String::new, |meant| format!("，是不是 `{meant}`？"))
    };
    match refusal {
        Refusal::Unknown { plans, .. } if plans.is_empty() => {
            format!("没有地址为 `{plan}` 的计划；本站点没有计划")
        }
        Refusal::Unknown { plans, similar: None } => {
            format!("没有地址为 `{plan}` 的计划；现有：{}", plans.join("、"))
        }
        Refusal::Unknown { plans, similar } => {
            format!("没有地址为 `{plan}` 的计划{}现有：{}", meant(similar), plans.join("、"))
        }
        Refusal::NotLater { from } => {
            format!("`{plan}` 是{from}年的计划，新计划的年度应晚于{from}年，而不是{to}年")
        }
        Refusal::YearTaken { file } => format!("该系列已有{to}年的计划：{file}；不会覆盖任何文件"),
        Refusal::Taken { folder } => format!("{folder} 已经存在；不会覆盖任何文件"),
        Refusal::UnknownId { id, similar } => {
            format!("`{plan}` 中没有标识为 `{id}` 的指标或任务{}", meant(similar))
        }
        Refusal::Obstacle(obstacle) => {
            let Spot { file, line } = &obstacle.at;
            let what =
                if obstacle.what.is_empty() { String::new() } else { format!(" `{}` ", obstacle.what) };
            format!(
                "{file}:{line}：此处{what}的写法无法确保改得准确，没有写入任何文件。请改为一般写法（不用锚点和别名）后再试"
            )
        }
    }
}

/// The account of what was done, as Markdown.
pub fn account(account: &Account, language: Language) -> String {
    let mut text = match language {
        Language::English => {
            format!("# {} rolled over to {}: {}\n", account.plan, account.to, account.folder)
        }
        Language::Chinese => format!("# {} 滚动为{}年计划：{}\n", account.plan, account.to, account.folder),
    };
    for part in PARTS {
        let lines: Vec<String> = account
            .lines
            .iter()
            .filter(|(_, told)| part_of(told) == *part)
            .map(|(at, told)| line(at, told, language))
            .collect();
        if !lines.is_empty() {
            text.push_str(&format!("\n## {}\n\n", heading(*part, account, lines.len(), language)));
            lines.iter().for_each(|line| text.push_str(line));
        }
    }
    files(account, language, &mut text);
    text
}

/// A part of the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
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

const PARTS: &[Part] = &[
    Part::Carried,
    Part::Baselines,
    Part::NoActual,
    Part::LeftOut,
    Part::Removed,
    Part::Moved,
    Part::Targets,
    Part::Figures,
    Part::Years,
];

const fn part_of(told: &Told) -> Part {
    match told {
        Told::Carried { .. } => Part::Carried,
        Told::Baseline { .. } => Part::Baselines,
        Told::NoActual { .. } => Part::NoActual,
        Told::LeftOut { .. } => Part::LeftOut,
        Told::Removed { .. } => Part::Removed,
        Told::Moved { .. } => Part::Moved,
        Told::Target { .. } => Part::Targets,
        Told::Figure { .. } | Told::Block { .. } => Part::Figures,
        Told::Year { .. } => Part::Years,
    }
}

fn heading(part: Part, account: &Account, lines: usize, language: Language) -> String {
    let from = account.from;
    let places: usize = account
        .lines
        .iter()
        .map(|(_, told)| match told {
            Told::Year { count, .. } => *count,
            _ => 0,
        })
        .sum();
    match language {
        Language::English => match part {
            Part::Carried => format!("Carried on ({lines})"),
            Part::Baselines => format!("Baselines, taken from the actual values of {from} ({lines})"),
            Part::NoActual => format!("No actual value, and so no baseline ({lines})"),
            Part::LeftOut => format!("Not carried on ({lines})"),
            Part::Removed => format!("Taken out, as it stood in the plan of {from} ({lines})"),
            Part::Moved => format!("Moved on ({lines})"),
            Part::Targets => format!("To be revised: targets, still those of {from} ({lines})"),
            Part::Figures => format!("To be revised: figures in the text ({lines})"),
            Part::Years => format!("Places that still say {from} ({places})"),
        },
        Language::Chinese => match part {
            Part::Carried => format!("结转的指标和任务（{lines}）"),
            Part::Baselines => format!("基期值，取自{from}年完成值（{lines}）"),
            Part::NoActual => format!("没有完成值，基期值空缺（{lines}）"),
            Part::LeftOut => format!("未结转（{lines}）"),
            Part::Removed => format!("已去掉的内容，照录{from}年计划原文（{lines}）"),
            Part::Moved => format!("已顺延（{lines}）"),
            Part::Targets => format!("待修订：目标值，仍为{from}年目标（{lines}）"),
            Part::Figures => format!("待修订：正文中的数字（{lines}）"),
            Part::Years => format!("仍写着{from}年的地方（{places}处）"),
        },
    }
}

/// Words with their place behind them.
fn placed(words: &str, at: &Spot) -> String {
    format!("- {}:{}  {words}\n", at.file, at.line)
}

fn line(at: &Spot, told: &Told, language: Language) -> String {
    let chinese = language == Language::Chinese;
    let words = match told {
        Told::Carried { kind, id, name, state } => {
            let state = state.map_or_else(String::new, |state| self::state(state, language));
            format!("{} `{id}` {name}{state}", self::kind(*kind, language))
        }
        Told::Baseline { id, value, date, source } => {
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
        Told::NoActual { id, name } => format!("`{id}` {name}"),
        Told::LeftOut { kind, id, name, why, comments } => {
            let kind = self::kind(*kind, language);
            let mut words = match (why, chinese) {
                (Why::Done, true) => format!("{kind} `{id}` {name}：已完成"),
                (Why::Done, false) => format!("{kind} `{id}` {name}: done"),
                (Why::Dropped(reason), true) => format!("{kind} `{id}` {name}：已取消，{reason}"),
                (Why::Dropped(reason), false) => format!("{kind} `{id}` {name}: dropped, {reason}"),
                (Why::Asked, true) => format!("{kind} `{id}` {name}：按 --drop 去掉"),
                (Why::Asked, false) => format!("{kind} `{id}` {name}: left out by --drop"),
            };
            for comment in comments {
                words.push_str(&format!("\n      # {comment}"));
            }
            words
        }
        Told::Removed { what, text } => {
            let mut lines = text.lines();
            let first = lines.next().unwrap_or_default().trim();
            let first = if what.contains('.') { format!("`{what}`  {first}") } else { first.to_owned() };
            let rest: Vec<&str> = lines.map(str::trim_end).collect();
            let indent = |line: &&str| line.len() - line.trim_start().len();
            let least = rest.iter().filter(|line| !line.is_empty()).map(indent).min().unwrap_or(0);
            let rest = rest.iter().map(|line| format!("\n      {}", line.get(least..).unwrap_or_default()));
            std::iter::once(first).chain(rest).collect()
        }
        Told::Moved { what, from, to } => format!("`{what}` {from} → {to}"),
        Told::Target { id, words } => format!("`{id}` {words}"),
        Told::Figure { id, words, how } => {
            let how = self::how(*how, language);
            if chinese { format!("`{id}` {words}：{how}") } else { format!("`{id}` {words}: {how}") }
        }
        Told::Block { ids } => {
            let named = ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>();
            if chinese {
                format!("表中不再列出 {}", named.join("、"))
            } else {
                format!("the table no longer lists {}", named.join(", "))
            }
        }
        Told::Year { count, line } if *count > 1 => format!("{line}  ×{count}"),
        Told::Year { line, .. } => line.clone(),
    };
    placed(&words, at)
}

const fn kind(kind: Kind, language: Language) -> &'static str {
    match (kind, language) {
        (Kind::Indicator, Language::English) => "indicator",
        (Kind::Task, Language::English) => "task",
        (Kind::Indicator, Language::Chinese) => "指标",
        (Kind::Task, Language::Chinese) => "任务",
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

const fn how(how: How, language: Language) -> &'static str {
    match (how, language) {
        (How::Target, Language::English) => "last year's target",
        (How::Baseline, Language::English) => "was the actual value, is the baseline now",
        (How::Same, Language::English) => "the baseline",
        (How::LastYear, Language::English) => "bound to last year's plan now",
        (How::Plain, Language::English) => "plain text now, since the indicator is not carried on",
        (How::Target, Language::Chinese) => "上年目标",
        (How::Baseline, Language::Chinese) => "原为完成值，现为基期值",
        (How::Same, Language::Chinese) => "基期值",
        (How::LastYear, Language::Chinese) => "改为引用上年计划中的数值",
        (How::Plain, Language::Chinese) => "指标未结转，已改为普通文字",
    }
}

fn files(account: &Account, language: Language, text: &mut String) {
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
    let all = [(&account.texts, new), (&account.copied, copied), (&account.left, left)];
    let of_all = all.iter().flat_map(|(files, what)| files.iter().map(move |file| (file, what)));
    for (file, what) in of_all {
        let separator = if language == Language::Chinese { "：" } else { ": " };
        text.push_str(&format!("- {file}{separator}{what}\n"));
    }
}
