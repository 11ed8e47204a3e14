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
            "`{plan}` says neither when it was published nor when it was written: give the day of sealing with --date",
            "`{plan}` 既没有发布日期也没有成文日期：请用 --date 指定归档日期"
        ),
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

fn listed(missing: &[(String, String)]) -> String {
    let mut lines: Vec<String> =
        missing.iter().take(NAMED).map(|(page, file)| format!("  {page}: {file}")).collect();
    if missing.len() > NAMED {
        lines.push(format!("  … +{}", missing.len() - NAMED));
    }
    lines.join("\n")
}
