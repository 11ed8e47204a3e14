//! A stretch of text, character by character, with what is no prose masked: addresses, paths, code.

use crate::markdown::Passage;
use std::ops::Range;

/// What the checks of wording read. One is used for many texts, so that its memory is too.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Each character with its offset; masked ones are [`Passage::THING`].
    chars: Vec<(usize, char)>,
    bytes: usize,
    /// Whether any is a Han character. What has none is not Chinese, and has other rules.
    pub(super) has_han: bool,
    /// Whether any is an ASCII character that is neither letter nor blank.
    pub(super) has_ascii: bool,
}

impl Line {
    /// Reads a text.
    pub(super) fn read(&mut self, text: &str) {
        self.chars.clear();
        self.chars.extend(text.char_indices());
        self.bytes = text.len();
        self.has_han = self.chars.iter().any(|(_, c)| is_han(*c));
        self.has_ascii =
            text.bytes().any(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic() && byte != b' ');
        if self.has_han && text.bytes().any(|byte| matches!(byte, b'.' | b'/' | b'\\' | b'@' | b'_')) {
            self.mask();
        }
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character at an index; NUL where there is none.
    pub(super) fn at(&self, index: usize) -> char {
        self.chars.get(index).map_or('\0', |(_, c)| *c)
    }

    /// The character before an index.
    pub(super) fn before(&self, index: usize) -> char {
        index.checked_sub(1).map_or('\0', |index| self.at(index))
    }

    /// Whether these words begin at an index.
    pub(super) fn starts(&self, index: usize, words: &str) -> bool {
        words.chars().enumerate().all(|(offset, c)| self.at(index + offset) == c)
    }

    /// Where the run of digits that begins at an index ends.
    pub(super) fn digits(&self, index: usize) -> usize {
        (index..).find(|at| !self.at(*at).is_ascii_digit()).unwrap_or(index)
    }

    /// Where the number that begins at an index ends: digits with one point in them.
    pub(super) fn number(&self, index: usize) -> usize {
        let whole = self.digits(index);
        let end = self.digits(whole + 1);
        if whole > index && self.at(whole) == '.' && end > whole + 1 { end } else { whole }
    }

    /// Where the number that ends before an index begins.
    pub(super) fn number_before(&self, index: usize) -> usize {
        let mut start = index;
        while start > 0 && (self.before(start).is_ascii_digit() || self.before(start) == '.') {
            start -= 1;
        }
        // A point at the start is no part of it.
        while start < index && self.at(start) == '.' {
            start += 1;
        }
        start
    }

    /// The byte range of a range of characters.
    pub(super) fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        let offset = |index: usize| self.chars.get(index).map_or(self.bytes, |(offset, _)| *offset);
        offset(range.start)..offset(range.end)
    }

    /// A range as text.
    pub(super) fn text(&self, range: Range<usize>) -> String {
        self.chars.iter().skip(range.start).take(range.len()).map(|(_, c)| *c).collect()
    }

    /// Masks the runs of ASCII characters that are addresses, paths or file names.
    fn mask(&mut self) {
        let mut start = 0;
        while start < self.chars.len() {
            let next = (start..).find(|at| !is_token(self.at(*at))).unwrap_or(start);
            let mut end = next;
            // What ends a sentence is no part of an address.
            while end > start && matches!(self.before(end), '.' | ',' | ';' | ':' | '?' | '!' | ')') {
                end -= 1;
            }
            if self.is_no_prose(start..end) {
                // A file's name may begin in Chinese: 附件.pdf.
                let masked = self.chars.iter_mut().skip(start).take(end - start);
                masked.for_each(|(_, c)| *c = Passage::THING);
            }
            start = next.max(start + 1);
        }
    }

    /// Whether a run of ASCII characters is an address, a path, a file's name or an abbreviation.
    fn is_no_prose(&self, run: Range<usize>) -> bool {
        run.clone().any(|index| match self.at(index) {
            '@' | '\\' => true,
            '_' => self.at(index + 1).is_ascii_alphanumeric(),
            '/' => self.before(index).is_ascii_alphanumeric() || self.at(index + 1).is_ascii_alphanumeric(),
            // a.pdf, www.gov.cn, U.S., 附件.docx; not 3.1 and not 1.建设.
            '.' => self.at(index + 1).is_ascii_alphabetic() && self.before(index) != '.',
            _ => false,
        })
    }
}

/// Characters that addresses and paths are made of.
fn is_token(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '(' | '"' | '\'' | '<' | '>' | '|')
}

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

const CHINESE_MARKS: [char; 25] = [
    '、', '。', '，', '；', '：', '？', '！', '“', '”', '‘', '’', '《', '》', '〈', '〉', '（', '）', '【',
    '】', '〔', '〕', '「', '」', '％', '～',
];

/// Whether a character belongs to Chinese text: Han characters and the marks of Chinese.
pub(super) fn is_chinese(c: char) -> bool {
    is_han(c) || CHINESE_MARKS.contains(&c)
}

/// The value of a Chinese numeral's digit; none for another character.
pub(super) fn numeral(c: char) -> Option<u32> {
    "一二三四五六七八九".chars().zip(1..).find(|(own, _)| *own == c).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_prose_is_masked() {
        for (text, expected) in [
            ("见https://www.gov.cn/a,b?c=1。", "见#。"),
            ("发至kjj@example.gov.cn,抄送", "发至#,抄送"),
            ("见content/_index.md,另见", "见#,另见"),
            ("附件a.pdf,共3页", "附件#,共3页"),
            ("占3.1%,增长", "占3.1%,增长"),
            ("1.建设", "1.建设"),
            ("发展。U.S.标准", "发展。#.标准"),
            ("研发经费/产值", "研发经费/产值"),
            ("C:\\数据", "#数据"),
            ("全年...完成", "全年...完成"),
        ] {
            let mut line = Line::default();
            line.read(text);
            let mut shown = line.text(0..line.len()).replace(Passage::THING, "#");
            while shown.contains("##") {
                shown = shown.replace("##", "#");
            }
            assert_eq!(shown, expected, "{text}");
        }
    }
}
