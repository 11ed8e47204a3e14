//! Files whose names show that they are not what a page is made of: copies that file managers and sync programs leave,
//! and texts under a name that is not quite the one meant (`index.md`, `01-a.md.txt`).
//!
//! Takes the files of a walk; gives those that count, and what is to be said of the others. A copy is kept out of the pages
//! only where the file that it is a copy of lies beside it. A folder's index under another name is read as the index: the
//! finding is an error, and what is in the folder is not blamed for it.

use super::walk::{FoundFile, of_file};
use crate::diagnostic::{Diagnostic, FileFault, Finding};
use crate::source_path::{SourcePath, folder, name};
use std::collections::BTreeSet;

/// The name of a folder's index.
pub const INDEX: &str = "_index.md";

/// Sorts out what only looks like a source.
pub fn settle(files: Vec<FoundFile>, diagnostics: &mut Vec<Diagnostic>) -> Vec<FoundFile> {
    let mut present: BTreeSet<SourcePath> = files.iter().map(|found| found.file.clone()).collect();
    let mut kept = Vec::with_capacity(files.len());
    for found in files {
        let (own, beside) = (name(&found.file), |other: &str| beside(&found.file, other));
        if own == INDEX {
            kept.push(found);
        } else if is_like_index(own) && !present.contains(&*beside(INDEX)) {
            let file = SourcePath::from(beside(INDEX));
            diagnostics.push(of_file(
                &found.file,
                Finding::File(FileFault::MissingIndex { written: Some(own.to_owned()) }),
            ));
            present.insert(file.clone());
            kept.push(FoundFile { file, on_disk: found.on_disk.clone() });
        } else if let Some(original) = originals(own).into_iter().find(|own| present.contains(&*beside(own)))
        {
            diagnostics.push(of_file(&found.file, Finding::File(FileFault::CopiedFile { original })));
        } else if let Some(meant) = meant_for_text(own) {
            diagnostics.push(of_file(&found.file, Finding::File(FileFault::MisnamedFile { meant })));
        } else {
            kept.push(found);
        }
    }
    kept
}

fn beside(file: &str, other: &str) -> String {
    format!("{}/{other}", folder(file))
}

/// Whether a file is the former text that some editors keep beside the one they save: passed over, and told.
pub fn is_kept_back(name: &str) -> bool {
    (name.ends_with(".md~") || name.ends_with(".md.bak")) && !name.starts_with(['.', '~'])
}

/// Whether a name was meant for `_index.md`: another case, hyphen or ending, or without the `_`.
fn is_like_index(name: &str) -> bool {
    let lower = name.to_lowercase().replace('＿', "_").replace('．', ".").replace(' ', "");
    let stem =
        ["", ".md", ".markdown", ".md.txt", ".md.md", ".txt", ".mdown"].into_iter().find_map(|ending| {
            lower.strip_suffix(ending).filter(|stem| stem.trim_start_matches(['_', '-']) == "index")
        });
    // A page may be a ready-made `index.txt`; one without an ending was meant for the index where it has the `_`.
    stem.is_some_and(|stem| lower.contains(".md") || lower.contains(".markdown") || stem.starts_with('_'))
}

/// The name of the text that a file was meant for, where its ending is not that of one.
fn meant_for_text(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let endings = [
        ".md.txt",
        ".md.docx",
        ".md.doc",
        ".md.bak",
        ".md.old",
        ".md.orig",
        ".md~",
        ".markdown",
        ".mdown",
        ".mkd",
    ];
    let ending = endings.into_iter().find(|ending| lower.ends_with(ending))?;
    let stem = name.get(..name.len() - ending.len()).filter(|stem| !stem.is_empty())?;
    Some(format!("{stem}.md"))
}

/// The names that a file may be a copy of, the nearest first; none where its name is like no copy's.
fn originals(name: &str) -> Vec<String> {
    if let Some(text) = meant_for_text(name) {
        return vec![text];
    }
    let Some((stem, ending)) = name.rsplit_once('.').filter(|(_, end)| end.eq_ignore_ascii_case("md")) else {
        return Vec::new();
    };
    let mut names = Vec::new();
    let mut stem = stem.to_owned();
    // A copy may be copied again.
    while names.len() < 4
        && let Some(original) = original(&stem)
    {
        names.push(format!("{original}.{ending}"));
        if ending != "md" {
            names.push(format!("{original}.md"));
        }
        stem = original;
    }
    names
}

/// What is behind the name of a copy; those of the second list behind a joint.
const MARKS: [&str; 5] = ["副本", "复件", "备份", "旧版", "原稿"];
const MARKS_BEHIND_JOINT: [&str; 6] = ["冲突文件", "冲突", "复制", "拷贝", "copy", "conflict"];

/// Whether words in brackets speak of a copy.
fn speaks_of_copy(words: &str) -> bool {
    let is_word = |mark: &str| words.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == mark);
    ["副本", "复件", "冲突文件", "冲突版本"].iter().any(|mark| words.contains(mark))
        || ["copy", "conflict", "conflicted"].into_iter().any(is_word)
        || words == "冲突"
        || (words.contains("冲突") && words.contains(|c: char| c.is_ascii_digit()))
}

/// What a name without its ending is a copy of, by its name.
fn original(stem: &str) -> Option<String> {
    let lower = stem.to_ascii_lowercase();
    let cut = |at: usize| stem.get(..at).map(trim_joint).filter(|own| !own.is_empty()).map(ToOwned::to_owned);
    if let Some(at) = lower.find(".sync-conflict-") {
        return cut(at);
    }
    // The name of a computer, as OneDrive puts it behind: `-DESKTOP-AB12CD3`.
    if let Some((at, host)) = ["-desktop-", "-laptop-"]
        .into_iter()
        .find_map(|mark| lower.rsplit_once(mark))
        .map(|(before, host)| (before.len(), host))
        && host.len() >= 4
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric())
    {
        return cut(at);
    }
    // In brackets: a number, or words that speak of a copy.
    if let Some(inner) = lower.strip_suffix([')', '）', ']', '】'])
        && let Some(at) = inner.rfind(['(', '（', '[', '【'])
    {
        let words = inner.get(at..)?.trim_start_matches(['(', '（', '[', '【']).trim();
        let is_number = (1..=2).contains(&words.len()) && words.bytes().all(|byte| byte.is_ascii_digit());
        if is_number || speaks_of_copy(words) {
            return cut(at);
        }
    }
    // Behind a joint: `- 副本`, ` copy 2`, `_冲突文件_2026`.
    let bare = lower.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '_' | ':'));
    for mark in MARKS.into_iter().chain(MARKS_BEHIND_JOINT) {
        if let Some(before) = bare.strip_suffix(mark)
            && (before.ends_with([' ', '-', '_', '的', '~']) || MARKS.contains(&mark))
        {
            let before = before.strip_suffix("的").unwrap_or(before);
            let before = before.strip_suffix("conflicted ").unwrap_or(before);
            return cut(before.len());
        }
    }
    let prefix = ["copy of ", "复件 ", "复制 ", "副本 ", "复件-", "副本-", "复件", "副本", "拷贝 "];
    let before = prefix.into_iter().find_map(|mark| lower.strip_prefix(mark))?;
    let before = stem.get(stem.len() - before.len()..)?.trim_start_matches([' ', '-', '_']);
    // XP: 复件 (2) 01-a
    let before = match before.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((number, rest)) if number.bytes().all(|byte| byte.is_ascii_digit()) => rest.trim_start(),
        _ => before,
    };
    (!before.is_empty()).then(|| before.to_owned())
}

fn trim_joint(text: &str) -> &str {
    text.trim_end_matches([' ', '-', '_', '—', '–'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_by_their_names() {
        for name in [
            "01-a - 副本.md",
            "01-a-备份.md",
            "01-a旧版.md",
            "01-a-DESKTOP-AB12CD3.md",
            "01-a - 副本 (2).md",
            "01-a - 副本（2）.md",
            "01-a(1).md",
            "01-a (1).md",
            "01-a（1）.md",
            "01-a - Copy.md",
            "01-a - Copy (2).md",
            "01-a copy.md",
            "01-a copy 2.md",
            "复制 01-a.md",
            "副本 01-a.md",
            "复件 01-a.md",
            "复件 (2) 01-a.md",
            "Copy of 01-a.md",
            "01-a 的副本.md",
            "01-a的副本.md",
            "01-a副本.md",
            "01-a（冲突副本 2026-06-01）.md",
            "01-a (conflicted copy 2026-06-01).md",
            "01-a (DESKTOP's conflicted copy 2026-06-01).md",
            "01-a_冲突文件_20260601.md",
            "01-a.sync-conflict-20260601-101010-ABCDEFG.md",
            "01-a.md.bak",
            "01-a.md~",
            "01-a.md.txt",
            "01-a.markdown",
            "01-a - 副本 - 副本.md",
        ] {
            assert!(originals(name).iter().any(|own| own == "01-a.md"), "{name}: {:?}", originals(name));
        }
        for name in [
            "01-a.md",
            "01-版权.md",
            "01-a（试行）.md",
            "01-(2026).md",
            "附件.docx",
            "01-copyright.md",
            "01-纠纷冲突.md",
            "01-a（冲突管理）.md",
            "01-a (copyright).md",
        ] {
            assert_eq!(originals(name), Vec::<String>::new(), "{name}");
        }
    }

    #[test]
    fn an_index_under_another_name_is_known() {
        for name in [
            "index.md",
            "_Index.md",
            "_index.MD",
            "_index.md.txt",
            "_index.markdown",
            "-index.md",
            "＿index.md",
            "_index",
        ] {
            assert!(is_like_index(name), "{name}");
        }
        for name in ["01-index.md", "index.html", "index.txt", "indexes.md", "index.css"] {
            assert!(!is_like_index(name), "{name}");
        }
    }
}
