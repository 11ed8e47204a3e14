//! The words of the command line's own messages, in English and Chinese.

use crate::diagnostic::words::say;
use crate::diagnostic::{Code, Words};
use crate::model::measure::Measure;
use crate::output::{CommitSummary, Difference, FileChange, OutputError};
use crate::pages::display::size;
use crate::pipeline::{BuildReport, ReadMeasure};
use crate::preview::watch::WatchProblem;
use crate::progress::Step;
use crate::source::assemble::Drafts;
use std::io;
use std::path::Path;
use std::time::Duration;

/// The closing line of a build.
pub fn built(report: &BuildReport, summary: &CommitSummary, output: &Path, time: Duration) -> Words {
    let (output, time) = (output.display(), seconds(time));
    let pages = count(report.pages, "page", "pages");
    let draft = held_back(report.held_back.len());
    if summary.written + summary.removed == 0 {
        return say!(
            "{} up to date in {output}: nothing to write{}, {time}",
            "{output} 中的 {} 个页面都是最新的，没有写入任何文件{}，用时 {time}",
            pages,
            draft
        );
    }
    say!(
        "{} built into {output}: {} written ({}), {} unchanged, {} removed{}, {time}",
        "已生成 {} 个页面到 {output}：写入 {} 个文件（{}），{} 个未变，删除 {} 个{}，用时 {time}",
        pages,
        count(summary.written, "file", "files"),
        size(summary.bytes_written),
        summary.unchanged,
        summary.removed,
        draft
    )
}

/// One line for each file that a build changed.
pub fn change(change: FileChange, path: &str) -> Words {
    match change {
        FileChange::Added => say!("added {path}", "新增 {path}"),
        FileChange::Replaced => say!("changed {path}", "更新 {path}"),
        FileChange::Removed => say!("removed {path}", "删除 {path}"),
    }
}

/// One line for each draft that was held back.
pub fn draft(file: &str) -> Words {
    say!("held back {file}", "未发布 {file}")
}

/// The closing line of a check without errors.
pub fn checked(report: &BuildReport, time: Duration) -> Words {
    let time = seconds(time);
    let results = report.untold.iter().filter(|found| found.code() == Code::UntoldResult).count();
    let untold = match (report.untold.len(), results) {
        (0, _) => Words::default(),
        (number, 0) => say!(
            ", {} bound to no indicator",
            "，{} 处数量没有对应指标",
            count(number, "quantity", "quantities")
        ),
        (number, results) => say!(
            ", {} bound to no indicator ({results} of them results)",
            "，{} 处数量没有对应指标（其中完成情况 {results} 处）",
            count(number, "quantity", "quantities")
        ),
    };
    let unread = match report.unread {
        0 => Words::default(),
        1 => say!(", quantities of 1 document in English not read", "，1 篇英文文稿中的数量未识别"),
        number => say!(
            ", quantities of {number} documents in English not read",
            "，{number} 篇英文文稿中的数量未识别"
        ),
    };
    let clean = match report.diagnostics.is_empty() {
        true => say!(", nothing wrong", "，没有发现问题"),
        false => Words::default(),
    };
    say!(
        "{} checked{}{}{}{}, {time}",
        "已检查 {} 篇文稿{}{}{}{}，用时 {time}",
        count(report.documents, "document", "documents"),
        clean,
        held_back(report.held_back.len()),
        untold,
        unread
    )
}

/// What can be done after a check that found nothing, and what there is to know before publishing.
pub fn after_check(report: &BuildReport) -> Words {
    let next = match report.untold.is_empty() {
        true => say!("see the site: planpress serve", "预览网站：planpress serve"),
        false => say!(
            "list the quantities: planpress check --untold; see the site: planpress serve",
            "逐条列出数量：planpress check --untold；预览网站：planpress serve"
        ),
    };
    if !report.assumes_root {
        return next;
    }
    say!(
        "{}\nsite.yaml has no `base_url`, so 404.html takes the site to lie at the root of its host: below a folder it would have no style, and its links would lead nowhere",
        "{}\nsite.yaml 没有填写 `base_url`，404 页按网站放在域名根目录处理：如放在子目录下，404 页会没有样式，链接也会失效",
        next
    )
}

/// What a phase of a run is called.
pub fn phase(name: &'static str) -> Words {
    let chinese = match name {
        "configuration" => "读取 site.yaml",
        "theme" => "读取主题",
        "archive" => "查看归档",
        "read and parse" => "读取文稿",
        "assemble" => "组成站点",
        "catalog" => "编目",
        "resolve and check" => "解析链接并检查",
        "assets" => "附件",
        "sealed sources" => "核对归档源文件",
        "keys" => "比对改动",
        "last good sources" => "留存正确的源文件",
        "render" => "生成页面",
        "write" => "写入",
        "commit" => "提交",
        "search" => "检索",
        name => name,
    };
    Words::new(name, chinese)
}

/// How much is another since an earlier build.
pub fn changes(difference: &Difference) -> Words {
    say!(
        "added {}, changed {}, removed {}",
        "新增 {}，改动 {}，删除 {}",
        difference.added.len(),
        difference.changed.len(),
        difference.removed.len()
    )
}

/// What stands before the bar of a step.
pub fn step(step: Step) -> Words {
    match step {
        Step::Verify => say!("verifying sealed plans", "核验归档"),
        Step::Render => say!("making pages", "生成页面"),
        Step::SearchIndex => say!("making the index of the search", "建立检索索引"),
        Step::PutSealed => say!("putting sealed plans in place", "放置已归档的页面"),
        Step::Seal => say!("writing the bag", "写入归档包"),
        Step::Pack => say!("packing the bag", "打包归档包"),
        Step::Restore => say!("giving sources back", "取回源文件"),
    }
}

/// What is said instead of a closing line where nothing was written.
pub fn refused(output: &Path) -> Words {
    let output = output.display();
    say!("nothing was written: {output} is as it was", "没有写入任何文件，{output} 保持原样")
}

/// The first line of the preview.
pub fn serving(address: &str, drafts: Drafts) -> Words {
    let drafts = match drafts {
        Drafts::Show => say!("drafts are shown", "含草稿"),
        Drafts::HoldBack => say!("drafts are left out", "不含草稿"),
    };
    say!("{address}  {}; Ctrl-C ends", "{address}  {}；按 Ctrl-C 结束", drafts)
}

/// What it means to listen beyond this machine.
pub fn reachable(host: &str) -> Words {
    say!(
        "warning: on {host}, anyone who reaches this machine over the network can read the whole preview, drafts included. \
         There is no password and no encryption: use it in a network that you trust, and end it when done",
        "警告：监听 {host} 时，网络上能连到本机的任何人都能看到全部预览内容，包括草稿。\
         预览没有密码，也不加密：请只在可信的网络中使用，用完即关"
    )
}

/// Why the preview cannot listen.
pub fn cannot_listen(host: &str, port: Option<u16>, error: &io::Error) -> Words {
    match port {
        _ if error.kind() != io::ErrorKind::AddrInUse => {
            say!("cannot listen on {host}: {error}", "无法监听 {host}：{error}")
        }
        Some(port) => say!(
            "port {port} is taken by another program: give another with --port, or none for the next free one",
            "端口 {port} 已被其他程序占用：请用 --port 另选一个，或不指定而自动选用下一个空闲端口"
        ),
        None => say!(
            "no port from 1111 on is free: give one with --port",
            "从 1111 起没有空闲端口：请用 --port 指定一个"
        ),
    }
}

/// What is said where no browser could be started.
pub fn cannot_open(address: &str, why: &str) -> Words {
    say!(
        "no browser could be started ({why}): open {address} yourself",
        "无法启动浏览器（{why}），请自行打开 {address}"
    )
}

/// A site's folder that is not there.
pub fn no_folder(root: &Path) -> Words {
    let root = root.display();
    say!("there is no folder {root}", "没有文件夹 {root}")
}

/// Why new files were not made: most likely since `what` needs an empty folder, and the folder given is none.
pub fn not_created(what: &Words, folder: &Path, error: &OutputError) -> Words {
    match error {
        OutputError::InTheWay { path } => say!(
            "{} a new or empty folder, but {} holds {}; nothing was changed",
            "{}需要新的或空的文件夹，而 {} 中已有 {}；没有改动任何文件",
            what,
            folder.display(),
            path.display()
        ),
        error => error.words(),
    }
}

/// What was given as a bag and is no folder.
pub fn no_bag(path: &Path) -> Words {
    if !path.is_file() {
        return no_folder(path);
    }
    let path = path.display();
    say!(
        "{path} is a file: unpack it, and give the folder of the bag",
        "{path} 是文件：请先解压，再给出归档包所在的文件夹"
    )
}

/// An archive without bags.
pub fn nothing_sealed(archive: &Path) -> Words {
    let archive = archive.display();
    say!("there is no bag in {archive}, so nothing was verified", "{archive} 中没有归档包，没有核验任何内容")
}

/// The first build of the preview.
pub fn first(pages: usize, time: Duration) -> Words {
    let time = milliseconds(time);
    say!("{} ready, {time}", "{} 个页面已就绪，用时 {time}", count(pages, "page", "pages"))
}

/// So many changed pages of the preview are named; more are counted.
const NAMED: usize = 5;

/// The lines of a rebuild: the addresses of changed pages, how many files changed in all, and whether there were errors
/// before and are none now.
pub fn rebuilt(pages: &[String], files: usize, healed: bool, time: Duration) -> Words {
    let time = milliseconds(time);
    let healed =
        if healed { say!("no errors any more; ", "错误已全部改正；") } else { Words::default() };
    if let [page] = pages {
        return say!("{}{page}, {time}", "{}{page}，用时 {time}", healed);
    }
    let what = match (pages.len(), files) {
        (_, 0) => say!("nothing changed", "没有变化"),
        (0, files) => say!("{} changed", "{} 个文件有变化", count(files, "file", "files")),
        (pages, _) => say!("{} changed", "{} 个页面有变化", count(pages, "page", "pages")),
    };
    let named: String = pages.iter().take(NAMED).map(|page| format!("{page}\n")).collect();
    say!("{named}{}{}, {time}", "{named}{}{}，用时 {time}", healed, what)
}

/// What is said after a build that failed, where the pages of the last good one are served.
pub fn last_good() -> Words {
    say!("the last good pages stay until this is mended", "改正之前，继续显示上一次正确的页面")
}

/// What is said after a build that failed, where there was no good one yet.
pub fn none_good() -> Words {
    say!("the site appears as soon as this is mended", "改正之后，站点会自动出现")
}

/// What the user should know of the watching.
pub fn notice(notice: &WatchProblem) -> Words {
    match notice {
        WatchProblem::Limit => say!(
            "warning: the system's limit of watched files is reached, so files are looked at every moment instead, \
             which takes more of the processor. To raise the limit until the next start of the machine: \
             sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512",
            "警告：系统允许监视的文件数已达上限，改为定时逐个查看文件，会多占一些处理器时间。\
             要提高上限（到下次重启为止）：sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512"
        ),
        WatchProblem::CannotWatch(error) => say!(
            "warning: the system cannot watch the files ({error}), so they are looked at every moment instead",
            "警告：系统无法监视文件（{error}），改为定时逐个查看"
        ),
    }
}

fn held_back(drafts: usize) -> Words {
    match drafts {
        0 => Words::default(),
        n => say!(
            ", {} held back (--drafts shows them)",
            "，另有 {} 篇草稿未生成（加 --drafts 可一并生成）",
            count(n, "draft", "drafts")
        ),
    }
}

/// A number, in English with its noun.
fn count(n: usize, one: &str, many: &str) -> Words {
    Words::new(format!("{n} {}", if n == 1 { one } else { many }), n.to_string())
}

fn milliseconds(time: Duration) -> String {
    if time < Duration::from_secs(1) { format!("{} ms", time.as_millis()) } else { seconds(time) }
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

/// What kind of number an indicator is, and from what that was read.
pub fn measure(read: &ReadMeasure) -> Words {
    let ReadMeasure { file, id, name, measure, needs_none } = read;
    match (measure, needs_none) {
        (_, Some(kind)) => say!(
            "{file}  {id}  {name}: none needed, its target is {}",
            "{file}  {id}  {name}：不需要，目标值是{}",
            kind.clone()
        ),
        (Some((measure, ground)), None) => {
            let kind = match measure {
                Measure::Flow => say!("flow", "时期指标"),
                Measure::Stock => say!("stock", "时点指标"),
                Measure::Rate => say!("rate", "比率"),
            };
            say!("{file}  {id}  {name}: {}, {}", "{file}  {id}  {name}：{}，{}", kind, ground.clone())
        }
        (None, None) => say!(
            "{file}  {id}  {name}: open; say it by `measure: flow`, `stock` or `rate`",
            "{file}  {id}  {name}：看不出来，请以 `measure: flow`、`stock` 或 `rate` 写明"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_readable() {
        for (count, text) in [(0, "0 B"), (999, "999 B"), (1234, "1.2 kB"), (12_345_678, "12.3 MB")] {
            assert_eq!(size(count), text);
        }
    }
}
