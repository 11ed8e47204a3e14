//! The words of the command line's own messages, in English and Chinese.

use crate::diagnostic::Language;
use crate::output::{Change, Summary};
use crate::pipeline::Report;
use std::path::Path;
use std::time::Duration;

/// The closing line of a build.
pub fn built(
    report: &Report,
    summary: &Summary,
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
pub fn change(change: Change, path: &str, language: Language) -> String {
    let word = match (change, language) {
        (Change::Added, Language::English) => "added",
        (Change::Replaced, Language::English) => "changed",
        (Change::Removed, Language::English) => "removed",
        (Change::Added, Language::Chinese) => "新增",
        (Change::Replaced, Language::Chinese) => "更新",
        (Change::Removed, Language::Chinese) => "删除",
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
pub fn checked(report: &Report, time: Duration, language: Language) -> String {
    let time = seconds(time);
    let draft = held_back(report.held_back.len(), language);
    match language {
        Language::English => {
            format!("{} checked{draft}, {time}", count(report.documents, "document", "documents"))
        }
        Language::Chinese => format!("已检查 {} 篇文稿{draft}，用时 {time}", report.documents),
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

/// Why a site is not built into a folder of sources.
pub fn among_sources(output: &Path, folder: &str, language: Language) -> String {
    let output = output.display();
    match language {
        Language::English => {
            format!("{output} lies in the sources (`{folder}/`): give another folder with --output")
        }
        Language::Chinese => {
            format!("{output} 位于源文件目录（`{folder}/`）之内，请用 --output 指定其他目录")
        }
    }
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
