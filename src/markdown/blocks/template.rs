//! Marks that other programs understand and this one does not: containers, template languages, contents, formulas.

use super::{BlockReader, TextLine, typed};
use crate::bug::slice;
use crate::diagnostic::{BlockSlip, OtherMark};
use std::ops::Range;

/// The marks of which one half was told.
#[derive(Debug, Default)]
pub(super) struct OpenMarks {
    /// `:::` that are open.
    containers: usize,
    /// `$$` was opened.
    formula: bool,
}

impl BlockReader<'_> {
    /// Reads the lines of a text; gives whether something was found, so that they are read for nothing else.
    pub(super) fn template_lines(&mut self, lines: &[TextLine]) -> bool {
        let mut is_found = false;
        let may_be = |line: &&TextLine| {
            let text = slice(self.text, line.range.clone()).trim_start();
            text.starts_with([':', '[', '{', '【', '@', '!', '\\'])
        };
        for line in lines.iter().filter(may_be) {
            let typed = typed(slice(self.text, line.range.clone()));
            let found = if typed.starts_with(":::") {
                let is_end = typed.trim_matches(':').is_empty();
                let is_told = is_end && self.template.containers > 0;
                self.template.containers = if is_end {
                    self.template.containers.saturating_sub(1)
                } else {
                    self.template.containers + 1
                };
                is_found = true;
                (!is_told).then_some(BlockSlip::TemplateMarks {
                    found: typed,
                    mark: OtherMark::Container,
                    better: String::new(),
                })
            } else if is_contents(&typed) {
                is_found = true;
                Some(BlockSlip::TemplateMarks {
                    found: typed,
                    mark: OtherMark::Contents,
                    better: String::new(),
                })
            } else if is_command(&typed) {
                is_found = true;
                Some(BlockSlip::TemplateMarks {
                    found: typed,
                    mark: OtherMark::Command,
                    better: String::new(),
                })
            } else if typed.starts_with("!!! ") {
                is_found = true;
                Some(BlockSlip::TemplateMarks {
                    found: typed,
                    mark: OtherMark::Container,
                    better: String::new(),
                })
            } else {
                None
            };
            if let Some(slip) = found {
                self.tell(slip, line.range.clone());
            }
        }
        is_found
    }

    /// Reads a stretch of text for marks that may stand anywhere in a line.
    pub(super) fn template_marks(&mut self, text: &str, range: &Range<usize>) {
        if !text.contains(MARKS) {
            return;
        }
        // An escape is a text of its own, and begins behind its backslash.
        let is_escaped = slice(self.text, ..range.start).ends_with('\\');
        let stretch = slice(self.text, range.clone());
        let end = range.end + self.text.get(range.end..).map_or(0, near_end);
        let mut at = usize::from(is_escaped && stretch.starts_with(MARKS));
        while let Some(found) = stretch.get(at..).and_then(|rest| rest.find(MARKS)) {
            let start = at + found;
            let line = range.start + start..end.max(range.start + start);
            let rest = near(slice(self.text, line.clone()));
            // a==b compares.
            let is_inside = slice(stretch, ..start).ends_with(|c: char| c.is_ascii_alphanumeric())
                && rest.starts_with('=');
            let Some((length, mark)) = read_mark(rest).filter(|_| !is_inside) else {
                at = start + 1;
                continue;
            };
            at = start + length;
            let place = line.start..line.start + length;
            let is_told = match mark {
                OtherMark::Formula => {
                    self.template.formula = slice(rest, ..length).len() == 2 && !self.template.formula;
                    length == 2 && !self.template.formula
                }
                OtherMark::Template => {
                    slice(rest, ..length).trim_start_matches(['{', '%', '-', ' ']).starts_with("end")
                }
                // In a heading only what stands elsewhere than at its end is shown.
                _ => false,
            };
            if !is_told {
                let found = self.typed(&place);
                let better = match mark {
                    OtherMark::Template => figure(&found).unwrap_or_default(),
                    OtherMark::Highlight => format!("**{}**", found.trim_matches('=')),
                    OtherMark::Superscript => format!("<sup>{}</sup>", found.trim_matches('^')),
                    _ => String::new(),
                };
                self.tell(BlockSlip::TemplateMarks { found, mark, better }, place);
            }
        }
    }
}

/// The part of a text in which a mark ends that it begins with.
fn near(text: &str) -> &str {
    slice(text, ..text.floor_char_boundary(LONGEST_MARK))
}

/// How far the line goes on behind a stretch, as far as a mark can.
fn near_end(behind: &str) -> usize {
    let near = near(behind);
    let line = near.split_once('\n').map_or(near, |(line, _)| line);
    line.split_once('\r').map_or(line, |(line, _)| line).trim_end().len()
}

/// What the marks begin with.
const MARKS: [char; 4] = ['{', '$', '=', '^'];
/// No mark is longer, in bytes: what stands behind a stretch of text is looked at no further, however long its line.
const LONGEST_MARK: usize = 1_000;
/// What is longer between two `^` is no superscript.
const LONGEST_SUPERSCRIPT: usize = 6;
/// What is longer in `{…}` is no attribute.
const LONGEST_ATTRIBUTES: usize = 80;

/// The mark that a stretch begins with, and its length.
fn read_mark(rest: &str) -> Option<(usize, OtherMark)> {
    let to = |end: &str, mark| Some((rest.find(end).map_or(rest.len(), |at| at + end.len()), mark));
    if rest.starts_with("{{") {
        return to("}}", OtherMark::Template);
    }
    if rest.starts_with("{%") {
        return to("%}", OtherMark::Template);
    }
    if rest.starts_with("$$") {
        // A formula on one line is one mark.
        let length = rest.get(2..).and_then(|inner| inner.find("$$")).map(|at| at + 4);
        return Some((length.unwrap_or(2), OtherMark::Formula)).filter(|(length, _)| *length != 4);
    }
    if let Some(inner) = rest.strip_prefix("==") {
        let length = inner.find("==").filter(|at| *at > 0)?;
        let words = slice(inner, ..length);
        let is_word = !words.starts_with(['=', ' ']) && !words.ends_with(' ');
        return is_word.then_some((length + 4, OtherMark::Highlight));
    }
    if let Some(inner) = rest.strip_prefix('^') {
        let (end, _) = inner.char_indices().take(LONGEST_SUPERSCRIPT + 1).find(|(_, c)| *c == '^')?;
        let words = slice(inner, ..end);
        let bare = words.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(words);
        let is_word = !bare.is_empty()
            && bare.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '−'));
        // a^b^c is a power of a power.
        let goes_on = slice(inner, end + 1..).starts_with(|c: char| c.is_ascii_alphanumeric());
        return (is_word && !goes_on).then_some((end + 2, OtherMark::Superscript));
    }
    let inner = rest.strip_prefix('{')?;
    let (end, _) = inner.char_indices().take(LONGEST_ATTRIBUTES).find(|(_, c)| *c == '}')?;
    let inner = slice(inner, ..end);
    let is_attribute = inner.starts_with(['#', '.', ':']) && inner.len() > 1 || is_key(inner);
    is_attribute.then_some((inner.len() + 2, OtherMark::Attributes))
}

/// The figure that a template's value stands for: `{{ firms.actual }}` for `[](indicator:firms#actual)`.
fn figure(template: &str) -> Option<String> {
    let value = template.strip_prefix("{{")?.strip_suffix("}}")?.trim();
    let (id, value) = value.split_once('.')?;
    let is_id =
        !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let fragment = match value {
        "target" => "",
        "actual" => "#actual",
        "baseline" => "#baseline",
        "attainment" => "#attainment",
        _ => return None,
    };
    is_id.then(|| format!("[](indicator:{id}{fragment})"))
}

/// `width=50%`
fn is_key(inner: &str) -> bool {
    inner.split_once('=').is_some_and(|(key, value)| {
        !value.is_empty() && !key.is_empty() && key.chars().all(|c| c.is_ascii_alphabetic() || c == '-')
    })
}

/// Whether a line is a command of a typesetter.
fn is_command(line: &str) -> bool {
    matches!(
        line,
        "\\newpage" | "\\pagebreak" | "\\clearpage" | "\\tableofcontents" | "\\newline" | "\\bigskip"
    )
}

/// Whether a line asks for a table of contents.
fn is_contents(line: &str) -> bool {
    let word = line.trim_matches(['[', ']', '{', '}', ':', '【', '】', '@']);
    line.len() > word.len() + 1 && matches!(word.to_lowercase().as_str(), "toc" | "_toc_" | "目录")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_to_their_ends() {
        for (text, length, mark) in [
            ("{{ a }}甲", 7, OtherMark::Template),
            ("{% note %}", 10, OtherMark::Template),
            ("{{ a", 4, OtherMark::Template),
            ("$$", 2, OtherMark::Formula),
            ("$$x$$甲", 5, OtherMark::Formula),
            ("{.red} 甲", 6, OtherMark::Attributes),
            ("{: .red}", 8, OtherMark::Attributes),
            ("{width=50%}", 11, OtherMark::Attributes),
            ("==甲==乙", 7, OtherMark::Highlight),
            ("^2^。", 3, OtherMark::Superscript),
            ("^[1]^", 5, OtherMark::Superscript),
        ] {
            assert_eq!(read_mark(text), Some((length, mark)), "{text}");
        }
        for text in [
            "{甲}",
            "====",
            "^_^",
            "^[^",
            "^^",
            "^1 + ^",
            "^b^c",
            "=甲=",
            "== 甲 ==",
            "a == b",
            "$5",
            "{a}",
            "{}",
            "{",
            "$$$$",
            "{=}",
            "{甲=1}",
            "甲",
        ] {
            assert_eq!(read_mark(text), None, "{text}");
        }
    }

    #[test]
    fn contents() {
        for line in ["[TOC]", "[[toc]]", "{:toc}", "【目录】", "[[_TOC_]]", "[目录]", "@[toc]"] {
            assert!(is_contents(line), "{line}");
        }
        for line in ["目录", "TOC", "[目录](a.md)", "[1]", ""] {
            assert!(!is_contents(line), "{line}");
        }
    }
}
