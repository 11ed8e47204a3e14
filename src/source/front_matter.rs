//! Splitting a Markdown file into its front matter and its text.
//!
//! Where the lines `---` are not as they should be, [`recover`] says what is amiss, and splits the file as it was meant.

use super::key_names::is_key;
use super::slips::line::{is_blank, key_at};
use crate::bug::slice;
use crate::diagnostic::FenceSlip;
use std::ops::Range;

/// The two parts of a file, as byte ranges in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The YAML between the two `---` lines.
    pub yaml: Range<usize>,
    /// All that follows.
    pub body: Range<usize>,
}

/// Why a file could not be split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SplitError {
    /// The file does not begin with a `---` line.
    Missing,
    /// The front matter is opened but never closed.
    Unclosed,
}

/// Splits a file's text. A byte order mark and CRLF line ends are accepted; blanks after `---` too.
///
/// # Errors
/// Where there is no front matter, or no end to it.
pub fn split(text: &str) -> Result<Split, SplitError> {
    let mut offset = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = slice(text, offset..).split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| is_fence(line)) else { return Err(SplitError::Missing) };
    offset += first.len();
    let start = offset;
    for line in lines {
        let end = offset;
        offset += line.len();
        if is_fence(line) {
            return Ok(Split { yaml: start..end, body: offset..text.len() });
        }
    }
    Err(SplitError::Unclosed)
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// What is amiss with the lines around the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FenceFault {
    pub slip: FenceSlip,
    /// Where it is.
    pub range: Range<usize>,
    /// The file as it was meant; none where that cannot be told.
    pub split: Option<Split>,
}

/// Looks for the front matter of a file that cannot be split.
pub fn recover(text: &str) -> FenceFault {
    let start = text.len() - text.trim_start_matches(is_blank).len();
    let top_line = 0..slice(text, first_line(text, 0)).trim_end().len();
    let top = |slip| FenceFault { slip, range: top_line.clone(), split: None };
    let first = first_line(text, start);
    let line = slice(text, first.clone());
    let mark_length = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (opening, yaml_start) = if is_fence(line) {
        // Of blank lines the first is shown.
        let blanks = slice(text, mark_length..start);
        let shown = mark_length + blanks.split(['\r', '\n']).next().map_or(0, str::len);
        let opening = (start > mark_length).then_some((FenceSlip::BlanksBefore, mark_length..shown));
        (opening, first.end)
    } else if is_like_fence(line) {
        let written = line.trim().to_owned();
        (Some((FenceSlip::Opening(Some(written.clone())), start..start + line.trim_end().len())), first.end)
    } else if key_at(line, 0).is_some_and(|key| key.mark.is_some() && is_key(key.name)) {
        (Some((FenceSlip::Opening(None), start..start + line.trim_end().len())), start)
    } else if let Some((first, fence)) = fence_below(text, start) {
        (Some((FenceSlip::TextBefore, start..first)), fence)
    } else {
        return top(FenceSlip::Nothing);
    };
    let end = end_of_keys(text, yaml_start);
    let (closing, split) = match end {
        Some(End::Fence(range)) => {
            (None, Split { yaml: yaml_start..range.start, body: range.end..text.len() })
        }
        Some(End::Like(range)) => {
            let split = Split { yaml: yaml_start..range.start, body: range.end..text.len() };
            (Some(closing(text, range)), split)
        }
        Some(End::Keys { last, body }) => {
            let split = Split { yaml: yaml_start..body, body: body..text.len() };
            (Some((FenceSlip::Closing(None), last)), split)
        }
        None => {
            return match opening {
                Some((slip, range)) => FenceFault { slip, range, split: None },
                None => top(FenceSlip::Closing(None)),
            };
        }
    };
    // Of two slips the first is told: it is the one that is looked at first.
    match opening.or(closing) {
        Some((slip, range)) => FenceFault { slip, range, split: Some(split) },
        None => top(FenceSlip::Nothing),
    }
}

/// The closing line that was meant inside a front matter that cannot be read: a line like one, or the end of its keys.
/// None where the front matter ends where it says.
pub fn recover_end(text: &str, split: &Split) -> Option<FenceFault> {
    let end = end_of_keys(slice(text, ..split.yaml.end), split.yaml.start)?;
    let (slip, range, yaml_end, body) = match end {
        End::Fence(_) => return None,
        End::Like(range) => {
            let (start, end) = (range.start, range.end);
            let (slip, shown) = closing(text, range);
            (slip, shown, start, end)
        }
        End::Keys { last, body } => (FenceSlip::Closing(None), last, body, body),
    };
    let rest = slice(text, body..split.yaml.end);
    let has_key = |line: &str| {
        key_at(line, 0).is_some_and(|key| key.mark == Some(':') && !key.rest(line).starts_with(|c| c != ' '))
    };
    // A line alone is a slip in it; a text has blank lines, or begins with a heading.
    let is_text = rest.starts_with('#') || rest.trim_end().lines().any(|line| line.trim().is_empty());
    if rest.trim().is_empty() || !is_text || rest.lines().any(has_key) {
        return None;
    }
    let split = Split { yaml: split.yaml.start..yaml_end, body: body..text.len() };
    Some(FenceFault { slip, range, split: Some(split) })
}

/// Where the lines of keys end.
enum End {
    /// At a line `---`.
    Fence(Range<usize>),
    /// At a line that is like one.
    Like(Range<usize>),
    /// After this line, the last that has a key or belongs to one; the text begins at `body`.
    Keys { last: Range<usize>, body: usize },
}

fn end_of_keys(text: &str, start: usize) -> Option<End> {
    let mut at = start;
    let mut last: Option<Range<usize>> = None;
    let mut is_after_blank = false;
    while at < text.len() {
        let range = first_line(text, at);
        let line = slice(text, range.clone());
        if is_fence(line) {
            return Some(End::Fence(range));
        }
        if is_like_fence(line) {
            return Some(End::Like(range));
        }
        let bare = line.trim_end();
        let has_key = key_at(line, 0).is_some_and(|key| {
            key.mark.is_some()
                && key.name.starts_with(|c: char| c.is_ascii())
                && (is_key(key.name) || !is_after_blank)
        });
        let goes_on = has_key
            || (!is_after_blank && !bare.is_empty() && line.starts_with(['-', ' ', '\t', '\u{3000}']));
        // A heading of the text looks like a comment: it is one if keys go on behind it.
        let is_comment = !is_after_blank && line.starts_with('#');
        if bare.is_empty() {
            is_after_blank = true;
        } else if is_comment {
            at = range.end;
            continue;
        } else if goes_on || (is_after_blank && line.starts_with("  ")) {
            is_after_blank = false;
            last = Some(range.start..range.start + bare.len());
        } else if is_after_blank || !has_chinese_key(line) {
            break;
        } else {
            last = Some(range.start..range.start + bare.len());
        }
        at = range.end;
    }
    let last = last?;
    let body = first_line(text, last.start).end;
    Some(End::Keys { last, body })
}

/// What is amiss with a line that is like a closing one.
fn closing(text: &str, range: Range<usize>) -> (FenceSlip, Range<usize>) {
    let line = slice(text, range.clone());
    let shown = range.start..range.start + line.trim_end().len();
    match line.trim() {
        "---" => (FenceSlip::BlanksBeforeClosing, range.start..shown.end - "---".len()),
        written => (FenceSlip::Closing(Some(written.to_owned())), shown),
    }
}

/// A line `---` with a key below it, near the top of a text: the end of the text's first line, and where the keys begin.
fn fence_below(text: &str, start: usize) -> Option<(usize, usize)> {
    let first = first_line(text, start);
    let end = start + slice(text, first.clone()).trim_end().len();
    let mut at = first.end;
    for _ in 0..10 {
        let range = first_line(text, at);
        if is_fence(slice(text, range.clone())) {
            let below = slice(text, first_line(text, range.end));
            let has_key = key_at(below, 0).is_some_and(|key| key.mark.is_some() && is_key(key.name));
            return has_key.then_some((end, range.end));
        }
        at = range.end;
    }
    None
}

/// Whether a line begins as one with a key in Chinese does.
fn has_chinese_key(line: &str) -> bool {
    key_at(line, 0).is_some_and(|key| key.mark.is_some() && super::key_names::is_chinese_key(key.name))
}

/// The line that begins at a place, with its end.
fn first_line(text: &str, at: usize) -> Range<usize> {
    let length = slice(text, at..).split_inclusive('\n').next().map_or(0, str::len);
    at..at + length
}

/// Whether a line was meant for `---`: nothing but dashes of some kind, in whatever number.
fn is_like_fence(line: &str) -> bool {
    let marks = line.trim();
    if matches!(marks, "..." | "…" | "……" | "。。。") {
        return true;
    }
    let marks = marks.trim_end_matches(['。', '.']);
    let is_dash = |c: char| {
        matches!(
            c,
            '-' | '－'
                | '—'
                | '–'
                | '―'
                | '─'
                | '━'
                | '_'
                | '＿'
                | '='
                | '−'
                | '﹣'
                | '‐'
                | '‑'
                | ' '
        )
    };
    let count = marks.chars().filter(|c| *c != ' ').count();
    (1..=20).contains(&count)
        && marks.chars().all(is_dash)
        && (count > 1 || marks.starts_with(['—', '－', '─']))
        && !is_fence(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (&str, &str) {
        let split = split(text).unwrap();
        (text.get(split.yaml).unwrap(), text.get(split.body).unwrap())
    }

    #[test]
    fn front_matter_and_text_are_split() {
        assert_eq!(parts("---\ntitle: a\n---\n正文\n"), ("title: a\n", "正文\n"));
        assert_eq!(parts("---\n---\n"), ("", ""));
        assert_eq!(parts("---\na: 1\n---"), ("a: 1\n", ""));
    }

    #[test]
    fn lines_that_are_not_quite_the_marks_are_known() {
        let nothing = |text: &str| recover(text).split;
        for (text, slip, shown, yaml) in [
            ("\n---\na: 1\n---\n文", FenceSlip::BlanksBefore, "", "a: 1\n"),
            (" ---\na: 1\n---\n文", FenceSlip::BlanksBefore, " ", "a: 1\n"),
            ("－－－\ntitle: 1\n---\n文", FenceSlip::Opening(Some("－－－".into())), "－－－", "title: 1\n"),
            ("title: 1\nyear: 2\n---\n文", FenceSlip::Opening(None), "title: 1", "title: 1\nyear: 2\n"),
            ("title：1\n\n文", FenceSlip::Opening(None), "title：1", "title：1\n"),
            ("---\ntitle: 1\n----\n文", FenceSlip::Closing(Some("----".into())), "----", "title: 1\n"),
            ("---\ntitle: 1\n——\n文", FenceSlip::Closing(Some("——".into())), "——", "title: 1\n"),
            ("---\ntitle: 1\n ---\n文", FenceSlip::BlanksBeforeClosing, " ", "title: 1\n"),
            ("---\ntitle: 1\n...\n文", FenceSlip::Closing(Some("...".into())), "...", "title: 1\n"),
            ("---\ntitle: 1\n## 标题\n文", FenceSlip::Closing(None), "title: 1", "title: 1\n"),
            ("甲\n---\ntitle: 1\n---\n文", FenceSlip::TextBefore, "甲", "title: 1\n"),
            (
                "---\ntitle: 1\nlead: a\n\n文字。\n",
                FenceSlip::Closing(None),
                "lead: a",
                "title: 1\nlead: a\n",
            ),
            ("---\ntitle: 1\n文字：如下\n", FenceSlip::Closing(None), "title: 1", "title: 1\n"),
        ] {
            let fault = recover(text);
            assert_eq!((fault.slip, text.get(fault.range)), (slip, Some(shown)), "{text}");
            assert_eq!(text.get(fault.split.unwrap().yaml), Some(yaml), "{text}");
        }
        assert_eq!(nothing("# 关于本站\n\n文字。"), None);
        assert_eq!(nothing(""), None);
    }

    #[test]
    fn byte_order_mark_crlf_and_trailing_blanks_are_accepted() {
        assert_eq!(parts("\u{feff}--- \r\na: 1\r\n---\t\r\n文"), ("a: 1\r\n", "文"));
    }

    #[test]
    fn a_rule_in_the_text_does_not_end_it_twice() {
        assert_eq!(parts("---\na: 1\n---\nx\n\n---\n\ny"), ("a: 1\n", "x\n\n---\n\ny"));
    }

    #[test]
    fn what_is_missing_is_told_apart_from_what_is_unclosed() {
        assert_eq!(split("正文"), Err(SplitError::Missing));
        assert_eq!(split(""), Err(SplitError::Missing));
        assert_eq!(split("---\ntitle: a\n正文"), Err(SplitError::Unclosed));
        assert_eq!(split("----\n---\n"), Err(SplitError::Missing));
    }
}
