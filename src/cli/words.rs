//! The words of the command line's own messages, in English and Chinese.

use crate::diagnostic::Language;
use crate::output::{CommitSummary, FileChange};
use crate::pipeline::BuildReport;
use crate::preview::watch::WatchProblem;
use crate::source::assemble::Drafts;
use std::io;
use std::path::Path;
use std::time::Duration;

/// The closing line of a build.
pub fn built(
    report: &BuildReport,
    summary: &CommitSummary,
    output: &Path,
    time: Duration,
    language: Language,
) -> String {
    let output = output.display();
    let time = seconds(time);
    let draft = held_back(report.held_back.len(), language);
    match language {
        Language::English if summary.written + summary.removed == 0 => {
            format!(
                "{} up to date in {output}: nothing to write{draft}, {time}",
                count(report.pages, "page", "pages")
            )
        }
        Language::English => format!(
            "{} built into {output}: {} written ({}), {} unchanged, {} removed{draft}, {time}",
            count(report.pages, "page", "pages"),
            count(summary.written, "file", "files"),
            bytes(summary.bytes_written),
            summary.unchanged,
            summary.removed,
        ),
        Language::Chinese if summary.written + summary.removed == 0 => {
            format!("{output} 中的 {} 个页面都是最新的，没有写入任何文件{draft}，用时 {time}", report.pages)
        }
        Language::Chinese => format!(
            "已生成 {} 个页面到 {output}：写入 {} 个文件（{}），{} 个未变，删除 {} 个{draft}，用时 {time}",
            report.pages,
            summary.written,
            bytes(summary.bytes_written),
            summary.unchanged,
            summary.removed,
        ),
    }
}

/// One line for each file that a build changed.
pub fn change(change: FileChange, path: &str, language: Language) -> String {
    let word = match (change, language) {
        (FileChange::Added, Language::English) => "added",
        (FileChange::Replaced, Language::English) => "changed",
        (FileChange::Removed, Language::English) => "removed",
        (FileChange::Added, Language::Chinese) => "新增",
        (FileChange::Replaced, Language::Chinese) => "更新",
        (FileChange::Removed, Language::Chinese) => "删除",
    };
    format!("{word} {path}")
}

/// One line for each draft that was held back.
pub fn draft(file: &str, language: Language) -> String {
    match language {
        Language::English => format!("held back {file}"),
        Language::Chinese => format!("未发布 {file}"),
    }
}

/// The closing line of a check without errors.
pub fn checked(report: &BuildReport, time: Duration, language: Language) -> String {
    let time = seconds(time);
    let draft = held_back(report.held_back.len(), language);
    match language {
        Language::English => {
            let untold = match report.untold.len() {
                0 => String::new(),
                number => format!(", {} bound to no indicator", count(number, "quantity", "quantities")),
            };
            format!("{} checked{draft}{untold}, {time}", count(report.documents, "document", "documents"))
        }
        Language::Chinese => {
            let untold = match report.untold.len() {
                0 => String::new(),
                number => format!("，{number} 处数量没有对应指标"),
            };
            format!("已检查 {} 篇文稿{draft}{untold}，用时 {time}", report.documents)
        }
    }
}

/// What is said instead of a closing line where nothing was written.
pub fn refused(output: &Path, language: Language) -> String {
    let output = output.display();
    match language {
        Language::English => format!("nothing was written: {output} is as it was"),
        Language::Chinese => format!("没有写入任何文件，{output} 保持原样"),
    }
}

/// The first line of the preview.
pub fn serving(address: &str, drafts: Drafts, language: Language) -> String {
    match (language, drafts) {
        (Language::English, Drafts::Show) => format!("{address}  drafts are shown; Ctrl-C ends"),
        (Language::English, Drafts::HoldBack) => format!("{address}  drafts are left out; Ctrl-C ends"),
        (Language::Chinese, Drafts::Show) => format!("{address}  含草稿；按 Ctrl-C 结束"),
        (Language::Chinese, Drafts::HoldBack) => format!("{address}  不含草稿；按 Ctrl-C 结束"),
    }
}

/// What it means to listen beyond this machine.
pub fn reachable(host: &str, language: Language) -> String {
    match language {
        Language::English => format!(
            "warning: on {host}, anyone who reaches this machine over the network can read the whole preview, drafts included. \
             There is no password and no encryption: use it in a network that you trust, and end it when done"
        ),
        Language::Chinese => format!(
            "警告：监听 {host} 时，网络上能连到本机的任何人都能看到全部预览内容，包括草稿。\
             预览没有密码，也不加密：请只在可信的网络中使用，用完即关"
        ),
    }
}

/// Why the preview cannot listen.
pub fn cannot_listen(host: &str, port: Option<u16>, error: &io::Error, language: Language) -> String {
    let taken = error.kind() == io::ErrorKind::AddrInUse;
    match (language, port) {
        (Language::English, Some(port)) if taken => {
            format!(
                "port {port} is taken by another program: give another with --port, or none for the next free one"
            )
        }
        (Language::English, None) if taken => "no port from 1111 on is free: give one with --port".to_owned(),
        (Language::English, _) => format!("cannot listen on {host}: {error}"),
        (Language::Chinese, Some(port)) if taken => {
            format!("端口 {port} 已被其他程序占用：请用 --port 另选一个，或不指定而自动选用下一个空闲端口")
        }
        (Language::Chinese, None) if taken => "从 1111 起没有空闲端口：请用 --port 指定一个".to_owned(),
        (Language::Chinese, _) => format!("无法监听 {host}：{error}"),
    }
}

/// What is said where no browser could be started.
pub fn cannot_open(address: &str, why: &str, language: Language) -> String {
    match language {
        Language::English => format!("no browser could be started ({why}): open {address} yourself"),
        Language::Chinese => format!("无法启动浏览器（{why}），请自行打开 {address}"),
    }
}

/// A site's folder that is not there.
pub fn no_folder(root: &Path, language: Language) -> String {
    let root = root.display();
    match language {
        Language::English => format!("there is no folder {root}"),
        Language::Chinese => format!("没有文件夹 {root}"),
    }
}

/// What was given as a bag and is no folder.
pub fn no_bag(path: &Path, language: Language) -> String {
    let is_file = path.is_file();
    let path = path.display();
    match language {
        Language::English if is_file => {
            format!("{path} is a file: unpack it, and give the folder of the bag")
        }
        Language::English => format!("there is no folder {path}"),
        Language::Chinese if is_file => format!("{path} 是文件：请先解压，再给出归档包所在的文件夹"),
        Language::Chinese => format!("没有文件夹 {path}"),
    }
}

/// An archive without bags.
pub fn nothing_sealed(archive: &Path, language: Language) -> String {
    let archive = archive.display();
    match language {
        Language::English => format!("there is no bag in {archive}, so nothing was verified"),
        Language::Chinese => format!("{archive} 中没有归档包，没有核验任何内容"),
    }
}

/// The first build of the preview.
pub fn first(pages: usize, time: Duration, language: Language) -> String {
    let time = milliseconds(time);
    match language {
        Language::English => format!("{} ready, {time}", count(pages, "page", "pages")),
        Language::Chinese => format!("{pages} 个页面已就绪，用时 {time}"),
    }
}

/// What a rebuild changed.
#[derive(Debug)]
pub struct Changes<'a> {
    /// Addresses of changed pages.
    pub pages: &'a [String],
    /// How many more there are.
    pub more: usize,
    /// How many files changed in all.
    pub files: usize,
    /// Whether there were errors before, and are none now.
    pub healed: bool,
}

/// The lines of a rebuild.
pub fn rebuilt(changes: &Changes<'_>, time: Duration, language: Language) -> String {
    let time = milliseconds(time);
    let mut lines: Vec<String> = changes.pages.to_vec();
    let healed = match (changes.healed, language) {
        (false, _) => "",
        (true, Language::English) => "no errors any more; ",
        (true, Language::Chinese) => "错误已全部改正；",
    };
    let what = match (language, changes.pages.is_empty(), changes.files) {
        (Language::English, _, 0) => "nothing changed".to_owned(),
        (Language::English, true, files) => format!("{} changed", count(files, "file", "files")),
        (Language::English, false, _) => {
            format!("{} changed", count(changes.pages.len() + changes.more, "page", "pages"))
        }
        (Language::Chinese, _, 0) => "没有变化".to_owned(),
        (Language::Chinese, true, files) => format!("{files} 个文件有变化"),
        (Language::Chinese, false, _) => format!("{} 个页面有变化", changes.pages.len() + changes.more),
    };
    let time = match language {
        Language::English => format!(", {time}"),
        Language::Chinese => format!("，用时 {time}"),
    };
    if let ([page], 0) = (changes.pages, changes.more) {
        return format!("{healed}{page}{time}");
    }
    lines.push(format!("{healed}{what}{time}"));
    lines.join("\n")
}

/// What is served after a build that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Served {
    /// The pages of the last good one.
    LastGood,
    /// No pages: there was no good one yet.
    Nothing,
}

/// What is said after a build that failed.
pub const fn still(served: Served, language: Language) -> &'static str {
    match (language, served) {
        (Language::English, Served::LastGood) => "the last good pages stay until this is mended",
        (Language::English, Served::Nothing) => "the site appears as soon as this is mended",
        (Language::Chinese, Served::LastGood) => "改正之前，继续显示上一次正确的页面",
        (Language::Chinese, Served::Nothing) => "改正之后，站点会自动出现",
    }
}

/// What the user should know of the watching.
pub fn notice(notice: &WatchProblem, language: Language) -> String {
    match (notice, language) {
        (WatchProblem::Limit, Language::English) => "warning: the system's limit of watched files is reached, so files are looked at every moment instead, \
             which takes more of the processor. To raise the limit until the next start of the machine: \
             sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512"
            .to_owned(),
        (WatchProblem::Limit, Language::Chinese) => "警告：系统允许监视的文件数已达上限，改为定时逐个查看文件，会多占一些处理器时间。\
             要提高上限（到下次重启为止）：sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512"
            .to_owned(),
        (WatchProblem::CannotWatch(error), Language::English) => {
            format!("warning: the system cannot watch the files ({error}), so they are looked at every moment instead")
        }
        (WatchProblem::CannotWatch(error), Language::Chinese) => {
            format!("警告：系统无法监视文件（{error}），改为定时逐个查看")
        }
    }
}

fn milliseconds(time: Duration) -> String {
    if time < Duration::from_secs(1) { format!("{} ms", time.as_millis()) } else { seconds(time) }
}

fn held_back(drafts: usize, language: Language) -> String {
    match (drafts, language) {
        (0, _) => String::new(),
        (n, Language::English) => {
            format!(", {} held back (--drafts shows them)", count(n, "draft", "drafts"))
        }
        (n, Language::Chinese) => format!("，另有 {n} 篇草稿未生成（加 --drafts 可一并生成）"),
    }
}

/// A number with its noun.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

fn bytes(count: u64) -> String {
    const UNITS: [&str; 4] = ["B", "kB", "MB", "GB"];
    let mut whole = count;
    let mut tenth = 0;
    let mut unit = 0;
    while whole >= 1000 && unit + 1 < UNITS.len() {
        tenth = whole % 1000 / 100;
        whole /= 1000;
        unit += 1;
    }
    let name = UNITS.get(unit).copied().unwrap_or("B");
    if unit == 0 { format!("{whole} {name}") } else { format!("{whole}.{tenth} {name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_readable() {
        for (count, text) in [(0, "0 B"), (999, "999 B"), (1234, "1.2 kB"), (12_345_678, "12.3 MB")] {
            assert_eq!(bytes(count), text);
        }
    }
}
