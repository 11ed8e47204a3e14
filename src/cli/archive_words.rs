//! The words of `planpress archive`, in English and Chinese.

use super::words::not_created;
use crate::archive::site_archive::ArchiveProblem;
use crate::archive::{BagId, BagRecord};
use crate::bug::bug;
use crate::diagnostic::Words;
use crate::diagnostic::words::{joined, say};
use crate::digest::Digest;
use crate::output::OutputError;
use crate::pages::display;
use crate::pipeline::readiness::Readiness;
use crate::pipeline::sealing_day::{PastDay, PastEvent};
use crate::sealing::{SealFailure, SealOutcome};
use std::path::Path;

/// So many missing files are named; more are counted.
const NAMED: usize = 10;

/// After sealing.
pub fn sealed(place: &BagId, path: &Path, digest: Digest, record: &BagRecord) -> Words {
    let (path, size, files) = (path.display(), display::size(record.oxum.bytes), record.oxum.files);
    let date = record.info.sealed;
    say!(
        "{place} sealed on {date}: {files} files, {size}, in {path}\nsha256:{digest}\nNote this digest elsewhere: with it anyone can tell that the bag is there and whole (planpress verify --expect).",
        "{place} 已于 {date} 归档：{files} 个文件，{size}，位于 {path}\nsha256:{digest}\n请将此摘要另行保存：凭它可随时核验归档包是否仍在、是否完好（planpress verify --expect）。"
    )
}

/// How to make sure that the sealed plans are published from their bags only.
pub fn not_listed(plans: &[String]) -> Words {
    say!(
        "List it in site.yaml, so that it is never published otherwise, even where archive/ is missing:\n  sealed: [{}]",
        "请在 site.yaml 中列出它，以免 archive/ 缺失时被改由 content/ 发布：\n  sealed: [{}]",
        plans.join(", ")
    )
}

/// Where the sources have errors.
pub fn not_sealed() -> Words {
    say!(
        "not sealed: the errors above come first; the archive is as it was",
        "未归档：请先改正以上错误；归档目录未作任何改动"
    )
}

/// After packing.
pub fn packed(zip: &Path) -> Words {
    let zip = zip.display();
    say!("the bag as one file: {zip}", "归档包已打包为：{zip}")
}

/// After giving sources back.
pub fn restored(place: &BagId, count: usize, to: &Path) -> Words {
    let to = to.display();
    say!(
        "the sources of {place} as they were sealed, {count} files, are in {to}",
        "{place} 归档时的源文件（{count} 个）已取回到 {to}"
    )
}

/// Where a sealed source cannot be read, is not what was sealed any more, or cannot be put into the folder.
pub fn not_restored(folder: &Path, error: &OutputError) -> Words {
    match error {
        OutputError::Io { error, .. } => super::system(&error.to_string()),
        OutputError::SourceChanged { file, .. } => {
            say!("{file} changed while the site was being built", "{file} 在生成站点期间有改动")
        }
        error => not_created(&say!("sealed sources need", "取回源文件"), folder, error),
    }
}

/// Where a plan is not sealed.
pub fn not_in_archive(plan: &str) -> Words {
    say!(
        "`{plan}` is not sealed: there is no bag of it in `archive/`",
        "`{plan}` 没有归档：`archive/` 中没有它的归档包"
    )
}

/// Where the archive does not hold.
pub fn wrong(ArchiveProblem { path, reason }: &ArchiveProblem) -> Words {
    say!("the archive does not hold: {path}: {}", "归档核验不通过：{path}：{}", reason)
}

/// Why the tool failed.
pub fn failure(failure: &SealFailure) -> Words {
    match failure {
        SealFailure::Build(error) => error.words(),
        SealFailure::Seal(error) => error.words(),
        SealFailure::Page(page, error) => {
            say!("the page {page} cannot be read again: {error}", "无法读取页面 {page}：{error}")
        }
    }
}

/// Why a plan was not sealed; `planpress archive` has other words for a sealed plan and for faulty sources.
pub fn refusal(plan: &str, outcome: &SealOutcome) -> Words {
    match outcome {
        SealOutcome::SealedBefore(bags) => {
            let noun = if *bags == 1 { "bag" } else { "bags" };
            say!(
                "`{plan}` is sealed already ({bags} {noun}); a plan that had to change is sealed again with --amend --reason TEXT",
                "`{plan}` 已经归档（共 {bags} 个归档包）；计划确有修改的，用 --amend --reason 理由 重新归档"
            )
        }
        SealOutcome::NeverSealed => say!(
            "`{plan}` was never sealed, so there is nothing to amend: leave --amend out",
            "`{plan}` 尚未归档，无从修订：请去掉 --amend"
        ),
        SealOutcome::NotReady(Readiness::Unknown(plans)) if plans.is_empty() => say!(
            "there is no plan at `{plan}`; this site has no published plan",
            "没有地址为 `{plan}` 的计划；本站点没有已发布的计划"
        ),
        SealOutcome::NotReady(Readiness::Unknown(plans)) => say!(
            "there is no plan at `{plan}`; there are: {}",
            "没有地址为 `{plan}` 的计划；现有：{}",
            joined(plans)
        ),
        SealOutcome::NotReady(Readiness::Drafts(files)) => say!(
            "`{plan}` is not published as a whole; drafts: {}",
            "`{plan}` 尚未全部发布，以下仍是草稿：{}",
            joined(files)
        ),
        SealOutcome::NotReady(Readiness::NoDate) => say!(
            "`{plan}` speaks of no day at all: give the day of sealing with --date",
            "`{plan}` 没有写明任何日期：请用 --date 指定归档日期"
        ),
        SealOutcome::NotReady(Readiness::YearNotOver(year, latest)) => {
            let bound = latest
                .map_or_else(Words::default, |latest| say!(", not before {latest}", "（不早于 {latest}）"));
            say!(
                "`{plan}` is a plan for {year}, and that year is not over: to seal it all the same, give the day of sealing with --date YYYY-MM-DD{}",
                "`{plan}` 是{year}年的计划，年度尚未结束：确需现在归档的，请用 --date YYYY-MM-DD 写明归档日期{}",
                bound
            )
        }
        SealOutcome::NotReady(Readiness::TooEarly(date, later)) => {
            let latest = later.first().map_or_else(String::new, |day| day.date.to_string());
            say!(
                "`{plan}` cannot have been sealed on {date}, since this is later:\n{}\ngive {latest} or a later day with --date",
                "`{plan}` 的归档日期不能是 {date}，以下各项晚于这一天：\n{}\n请用 --date 写明 {latest} 或以后的日期",
                listed_days(later)
            )
        }
        SealOutcome::NotReady(Readiness::NoBaseUrl) => say!(
            "links that lead out of a sealed plan need the public address of the site: `base_url` in site.yaml, or --base-url",
            "归档页面中指向归档之外的链接需要站点的公开网址：请在 site.yaml 中填写 `base_url`，或使用 --base-url"
        ),
        SealOutcome::Incomplete(missing) => say!(
            "pages need files that would not be in the archive:\n{}",
            "页面用到的以下文件不在归档范围内：\n{}",
            listed(missing)
        ),
        SealOutcome::Sealed(_) | SealOutcome::Faulty | SealOutcome::NotReady(Readiness::Ready(_)) => {
            bug!("what is no refusal was to be told as one: {outcome:?}")
        }
    }
}

/// Days that are later than one that was given, each on a line with its place.
fn listed_days(later: &[PastDay]) -> Words {
    let lines: Vec<Words> = later.iter().take(NAMED).map(past_day).collect();
    let mut english: Vec<String> = lines.iter().map(|line| line.english.clone()).collect();
    let mut chinese: Vec<String> = lines.into_iter().map(|line| line.chinese).collect();
    if later.len() > NAMED {
        let more = later.len() - NAMED;
        english.push(format!("  and {more} more"));
        chinese.push(format!("  另有{more}项"));
    }
    Words::new(english.join("\n"), chinese.join("\n"))
}

fn past_day(day: &PastDay) -> Words {
    let date = day.date;
    let what = match &day.what {
        PastEvent::Written => say!("`written`: {date}", "成文日期（`written`）：{date}"),
        PastEvent::Published => say!("`published`: {date}", "发布日期（`published`）：{date}"),
        PastEvent::AsOf => say!("`as_of`: {date}", "数据截止日期（`as_of`）：{date}"),
        PastEvent::Reported(id) => say!("value of `{id}`: {date}", "指标 `{id}` 的完成值：{date}"),
        PastEvent::Revised(id) => say!("revision of `{id}`: {date}", "指标 `{id}` 的调整：{date}"),
        PastEvent::Sealed(bag) => say!("the bag before, {bag}: {date}", "前一个归档包 {bag}：{date}"),
    };
    match &day.place {
        Some(place) => say!("  {}:{}: {}", "  {}:{}：{}", &place.file, place.start.line, what),
        None => say!("  {}", "  {}", what),
    }
}

fn listed(missing: &[(String, String)]) -> String {
    let mut lines: Vec<String> =
        missing.iter().take(NAMED).map(|(page, file)| format!("  {page}: {file}")).collect();
    if missing.len() > NAMED {
        lines.push(format!("  … +{}", missing.len() - NAMED));
    }
    lines.join("\n")
}
