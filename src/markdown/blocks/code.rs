//! Code that was not meant as code: prose behind four blanks, blocks that nobody closes.

use super::{BlockReader, TextLine, WIDE_BLANKS, typed};
use crate::bug::slice;
use crate::diagnostic::BlockSlip;
use std::ops::Range;

/// A block that is not closed ends with its container or the file.
pub(in crate::markdown) fn is_closed(block: &str) -> bool {
    let block = block.trim_end();
    let (length, fence) = fence(block);
    let Some(last) = block.lines().skip(1).last() else { return false };
    let last = last.trim_start_matches(['>', ' ', '\t']);
    last.len() >= length && last.chars().all(|c| Some(c) == fence)
}

/// How long the fence is that a block begins with, and of what it is made.
fn fence(block: &str) -> (usize, Option<char>) {
    let mark = block.chars().next();
    (block.chars().take_while(|c| Some(*c) == mark).count(), mark)
}

impl BlockReader<'_> {
    /// A fenced block begins.
    pub(super) fn fence(&mut self, range: &Range<usize>) {
        let block = slice(self.text, range.clone());
        if is_closed(block) {
            return;
        }
        let (length, _) = fence(block);
        let better = slice(block, ..length).to_owned();
        let line = self.rest_of_line(range.start);
        self.tell(BlockSlip::OpenFence { better }, line);
    }

    /// Reads the lines of a text for marks behind ideographic blanks; gives whether there is one.
    pub(super) fn wide_indents(&mut self, lines: &[TextLine]) -> bool {
        let found = lines.iter().filter(|line| self.is_behind_blanks(line)).find_map(|line| {
            let typed = self.typed(&line.range);
            block_mark(&typed).map(|mark| (line, mark.to_owned()))
        });
        if let Some((line, mark)) = &found {
            self.tell_wide_indent(mark, line);
        }
        found.is_some()
    }

    /// Whether a line begins with blanks that are none to the parser.
    pub(super) fn is_behind_blanks(&self, line: &TextLine) -> bool {
        slice(self.text, line.range.clone()).starts_with(WIDE_BLANKS)
    }

    /// Tells of a mark that is text behind such blanks.
    pub(super) fn tell_wide_indent(&mut self, mark: &str, line: &TextLine) {
        let mended = self.typed(&line.range);
        self.tell(BlockSlip::WideIndent { mark: mark.to_owned(), line: mended }, line.range.clone());
    }

    /// A block of code begins that is one because of the blanks before it.
    pub(super) fn indented(&mut self, range: &Range<usize>) {
        let block = slice(self.text, range.clone());
        let mut lines = block.lines().map(typed).filter(|line| !line.is_empty());
        let Some(first) = lines.next() else { return };
        let is_alone = lines.next().is_none();
        if is_prose(&first, is_alone) {
            let start = range.start + (block.len() - block.trim_start().len());
            let line = self.rest_of_line(start);
            self.tell(BlockSlip::CodeByIndent { line: first }, line);
        }
    }
}

/// The mark of a block that a line begins with: of a heading, a list, a quotation or a fence.
fn block_mark(line: &str) -> Option<&str> {
    let (mark, rest) = line.split_at_checked(line.find([' ', '\u{3000}']).unwrap_or(line.len()))?;
    let number = mark.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number = !number.is_empty() && number.len() < 3 && number.bytes().all(|b| b.is_ascii_digit());
    let is_heading = !mark.is_empty() && mark.len() <= 6 && mark.bytes().all(|b| b == b'#');
    if mark.starts_with("```") {
        return Some("```");
    }
    (!rest.trim().is_empty() && (is_number || is_heading || matches!(mark, "-" | "*" | "+" | ">")))
        .then_some(mark)
}

/// Whether a line reads like Chinese prose, or a block of it, rather than like code.
fn is_prose(line: &str, is_alone: bool) -> bool {
    let has_han = line.chars().any(super::marker::is_han);
    if !has_han {
        return is_english_sentence(line);
    }
    let first = line.trim_start_matches(['*', '_', '!', '[']).chars().next().unwrap_or_default();
    match first {
        // A comment in code begins like a heading.
        '#' => is_alone && line.trim_start_matches('#').starts_with(' '),
        '-' | '+' | '>' | '|' => true,
        c if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.starts_with(|c: char| {
                super::marker::is_han(c) || matches!(c, '.' | '、' | '．' | '）' | ')')
            })
        }
        c => !c.is_ascii(),
    }
}

fn is_english_sentence(line: &str) -> bool {
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '-' | '’' | '\'' | '%' | ':');
    line.starts_with(char::is_uppercase)
        && line.ends_with('.')
        && line.split_whitespace().count() >= 5
        && line.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_is_closed_by_one_as_long() {
        for block in ["```\n甲\n```\n", "````\n```\n````", "~~~a\n~~~", "```\n> ```", "```\n``` \n\n"] {
            assert!(is_closed(block), "{block}");
        }
        for block in ["```\n甲\n", "````\n```\n", "```", "```a\n~~~", "```\n``` 甲\n", "", "```\n`` `"] {
            assert!(!is_closed(block), "{block}");
        }
    }

    #[test]
    fn prose_is_told_from_code() {
        for line in [
            "正文。",
            "“十五五”开局",
            "1、培育企业",
            "12家企业",
            "- 培育企业",
            "| 甲 | 乙 |",
            "**重点**工作",
            "Three parks open in the spring.",
        ] {
            assert!(is_prose(line, false), "{line}");
        }
        for line in [
            "title: 计划",
            "let x = 1; // 数",
            "# 安装",
            "$ planpress check",
            "cargo run",
            "{a: 甲}",
            "a = b.",
            "The end.",
        ] {
            assert!(!is_prose(line, false), "{line}");
        }
        assert!(is_prose("## 标题", true));
    }
}
