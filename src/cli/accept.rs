//! `planpress accept`: takes `proposed: true` from indicators that an import found, and shows what is accepted.

use super::print::Printer;
use super::{ExitStatus, Failure, Global, on_threads};
use crate::diagnostic::words::{quote, say};
use crate::diagnostic::{Language, Words};
use crate::import::accept::{AcceptOutcome, AcceptRefusal, AcceptRequest, Accepted, accept};
use crate::new_plan::Mode;
use clap::Args;

#[derive(Debug, Args)]
pub struct AcceptArguments {
    /// The plan, by its address: YEAR, or SERIES/YEAR
    #[arg(value_name = "PLAN")]
    plan: String,
    /// The indicators to accept, by their ids; all that are proposed unless given
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Show what would be accepted, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub fn run(global: &Global, arguments: &AcceptArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    let root = global.site()?;
    let request = AcceptRequest {
        plan: arguments.plan.trim_matches('/').trim_start_matches("content/").to_owned(),
        ids: arguments.ids.clone(),
        mode: if arguments.dry_run { Mode::DryRun } else { Mode::Write },
    };
    match on_threads(None, || accept(root, &request))?? {
        AcceptOutcome::Done(accepted) => {
            if !printer.quiet {
                printer.output(&accepted.iter().map(|one| shown(one, printer.language)).collect::<String>());
            }
            printer.info(done(accepted.len(), request.mode));
            Ok(ExitStatus::Fine)
        }
        AcceptOutcome::Faulty(report) => {
            let telling = super::telling::Telling::plain();
            printer.findings(&report, telling, super::standing::Outcome::Checked, None);
            printer.info(say!(
                "nothing was accepted: the errors above come first",
                "没有确认任何指标：请先改正以上错误"
            ));
            Ok(ExitStatus::Faulty)
        }
        AcceptOutcome::Refused(refusal) => {
            printer.failure(words(&refusal, &request));
            Ok(ExitStatus::Faulty)
        }
    }
}

/// An indicator with the sentence that it was taken from.
fn shown(one: &Accepted, language: Language) -> String {
    let chinese = language == Language::Chinese;
    let absent = if chinese { "没有目标值" } else { "no target" };
    let mut text = format!("{}  {}{}", one.id, one.name, if chinese { "：" } else { ": " });
    text.push_str(one.target.as_deref().unwrap_or(absent));
    if let Some(stretch) = &one.stretch {
        text.push_str(&if chinese {
            format!("，力争{stretch}")
        } else {
            format!(", or better {stretch}")
        });
    }
    if let Some(unit) = &one.unit {
        text.push_str(&if chinese { format!("（单位：{unit}）") } else { format!(" (unit {unit})") });
    }
    text.push('\n');
    match &one.stated {
        Some(own) => text.push_str(&format!("    {}\n    {}:{}\n", own.text, own.file, own.line)),
        None if chinese => text.push_str("    正文中没有绑定\n"),
        None => text.push_str("    not bound in the text\n"),
    }
    text
}

fn done(count: usize, mode: Mode) -> Words {
    match (count, mode) {
        (0, _) => say!("no indicator of this plan waits to be accepted", "这份计划没有待确认的指标"),
        (1, Mode::Write) => say!("1 indicator is accepted", "已确认1项指标"),
        (count, Mode::Write) => say!("{} indicators are accepted", "已确认{}项指标", count),
        (1, Mode::DryRun) => {
            say!("1 indicator would be accepted; nothing was written", "将确认1项指标；没有写入任何文件")
        }
        (count, Mode::DryRun) => say!(
            "{} indicators would be accepted; nothing was written",
            "将确认{}项指标；没有写入任何文件",
            count
        ),
    }
}

/// Why nothing was accepted.
fn words(refusal: &AcceptRefusal, request: &AcceptRequest) -> Words {
    let nothing = |why: &Words| {
        // A question has its own mark.
        let joint = |text: &str, own: &'static str, after: &'static str| {
            if text.ends_with(['?', '？']) { after } else { own }
        };
        Words::new(
            format!("{}{}nothing was written", why.english, joint(&why.english, "; ", " ")),
            format!("{}{}没有写入任何文件", why.chinese, joint(&why.chinese, "；", "")),
        )
    };
    match refusal {
        AcceptRefusal::UnknownPlan(None) => {
            nothing(&say!("there is no plan at {}", "没有地址为{}的计划", quote(&request.plan)))
        }
        AcceptRefusal::UnknownPlan(Some(meant)) => nothing(&say!(
            "there is no plan at {}; did you mean {}?",
            "没有地址为{}的计划，是否应为{}？",
            quote(&request.plan),
            quote(meant)
        )),
        AcceptRefusal::Sealed => nothing(&say!(
            "the plan {} is sealed and does not change",
            "计划{}已经归档，不再改动",
            quote(&request.plan)
        )),
        AcceptRefusal::UnknownIds(ids) => {
            let told = ids.iter().map(|(id, meant)| match meant {
                Some(meant) => say!(
                    "there is no indicator {} (did you mean {}?)",
                    "没有指标{}（是否应为{}？）",
                    quote(id),
                    quote(meant)
                ),
                None => say!("there is no indicator {}", "没有指标{}", quote(id)),
            });
            let told: Vec<Words> = told.collect();
            let joined = |of: fn(&Words) -> &str, by: &str| told.iter().map(of).collect::<Vec<_>>().join(by);
            nothing(&Words::new(joined(|own| &own.english, "; "), joined(|own| &own.chinese, "；")))
        }
        AcceptRefusal::NotProposed(ids) => {
            let ids = ids.join(", ");
            nothing(&say!("not proposed, or accepted already: {}", "不是待确认的指标，或已经确认：{}", ids))
        }
        AcceptRefusal::Unclear(file, line) => nothing(&say!(
            "{} is written in a way that cannot be changed with certainty at line {}; take `proposed: true` out by hand",
            "{} 第{}行的写法无法稳妥改动，请手工删去 `proposed: true`",
            file,
            line
        )),
        AcceptRefusal::Edited(file) => {
            nothing(&say!("{} was changed in the meantime; try again", "{} 刚刚被改动过，请重新运行", file))
        }
    }
}
