//! Marks that must begin a line and are full-width or lack their blank: headings, quotations, lists, rules, fences.

use super::view::View;
use super::{Slips, is_blank, is_han, is_prose, narrow, tables};
use crate::diagnostic::MarkFault;
use std::ops::Range;

/// A heading with one `#` and no blank is taken for one up to so many characters: `#标题` may be a hash tag.
const HEADING: usize = 30;

/// A line that begins in a passage.
#[derive(Clone)]
pub(super) struct LineStart {
    /// The index of its first character.
    pub(super) index: usize,
    /// Where it lies in the source.
    pub(super) source: Range<usize>,
}

/// What a line was meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meant {
    Heading,
    Quote,
    /// An item that stands between others of its kind.
    Item,
    /// An item whose mark is right but for the blank behind it.
    Mark,
    Rule,
    Fence,
}

/// A line as it should be.
struct Mended {
    meant: Meant,
    /// How many characters its marks are.
    marks: usize,
    /// `None` for marks that are full-width.
    fault: Option<MarkFault>,
    better: String,
}

pub(super) fn scan(view: &mut View<'_>, slips: &mut Slips) {
    if !is_prose(view.kind()) {
        return;
    }
    let lines: Vec<LineStart> = view
        .lines()
        .iter()
        .map(|(index, source)| LineStart { index: *index, source: source.clone() })
        .collect();
    tables::scan_lines(view, &lines, slips);
    let mut mended: Vec<Option<Mended>> =
        lines.iter().map(|line| mended(view.text_of(&line.source))).collect();
    for own in mended.iter_mut().skip(1).flatten().filter(|own| own.meant == Meant::Rule) {
        // `---` below a text makes a heading of it.
        own.better = "***".to_owned();
    }
    let (mut last, mut in_fence) = (None, false);
    for (number, line) in lines.iter().enumerate() {
        let Some(own) = mended.get(number).and_then(Option::as_ref).filter(|_| view.at(line.index) != '\0')
        else {
            last = None;
            continue;
        };
        let is_next = |other: Option<&Option<Mended>>| {
            other.and_then(Option::as_ref).is_some_and(|other| other.meant == own.meant)
        };
        // One item alone is a number before a paragraph.
        if own.meant == Meant::Item
            && own.fault.is_some()
            && last != Some(own.meant)
            && !is_next(mended.get(number + 1))
        {
            continue;
        }
        // Lines of one quotation, list or fence are one slip.
        let goes_on =
            last == Some(own.meant) && matches!(own.meant, Meant::Quote | Meant::Item | Meant::Mark);
        let ends = own.meant == Meant::Fence && in_fence;
        // `···` alone is what a quotation leaves out.
        if own.meant == Meant::Fence && !in_fence && view.text_of(&line.source).ends_with('·') {
            continue;
        }
        in_fence ^= own.meant == Meant::Fence;
        if !goes_on && !ends {
            let found = view.text_of(&line.source).to_owned();
            match own.fault.filter(|fault| *fault != MarkFault::RunTogether) {
                None => slips.wide(line.source.clone(), found, own.better.clone()),
                Some(fault) => slips.broken(line.source.clone(), fault, found, own.better.clone()),
            }
        }
        view.take(&(line.index..line.index + own.marks));
        last = Some(own.meant);
    }
}

fn mended(line: &str) -> Option<Mended> {
    heading(line)
        .or_else(|| rule(line))
        .or_else(|| fence(line))
        .or_else(|| quote(line))
        .or_else(|| numbered(line))
        .or_else(|| bullet(line))
        .or_else(|| wide_blank(line))
}

/// `-　建设`: the mark of a list, and a blank that is none to Markdown.
fn wide_blank(line: &str) -> Option<Mended> {
    let rest = line.strip_prefix(['-', '+', '*'])?;
    let words = rest.trim_start_matches(is_blank);
    let blanks = rest.strip_suffix(words).filter(|blanks| blanks.starts_with(['\u{3000}', '\u{a0}']))?;
    words.starts_with(is_han).then(|| Mended {
        meant: Meant::Mark,
        marks: 1 + blanks.chars().count(),
        fault: Some(MarkFault::ItemWideBlank),
        better: format!("- {words}"),
    })
}

/// `＃ 标题`, `##标题`.
fn heading(line: &str) -> Option<Mended> {
    let rest = line.trim_start_matches(['#', '＃']);
    let (hashes, has_wide) = (line.chars().count() - rest.chars().count(), stands_before('＃', line, rest));
    let words = rest.trim_matches(is_blank).trim_end_matches(['#', '＃']).trim_end_matches(is_blank);
    let first = words.chars().next().filter(|_| hashes > 0)?;
    let has_blank = rest.starts_with(is_blank);
    if hashes == 1 && !has_blank {
        // #1机组 is a number, #话题# a tag.
        let is_tag = words.len() < rest.trim_matches(is_blank).len() || words.contains(['#', '＃']);
        let is_sentence = words.chars().count() > HEADING || words.ends_with(['。', '；', '，']);
        if is_tag || is_sentence || !(is_han(first) || first == '（') {
            return None;
        }
    }
    let is_read = !has_wide && hashes <= 6 && rest.starts_with([' ', '\t']);
    let fault = match (has_wide, hashes > 6) {
        (true, _) => None,
        (false, true) => Some(MarkFault::HeadingDepth),
        (false, false) if has_blank => Some(MarkFault::HeadingWideBlank),
        (false, false) => Some(MarkFault::HeadingBlank),
    };
    let marks = hashes + rest.chars().take_while(|c| is_blank(*c)).count();
    let better = format!("{} {words}", "#".repeat(hashes.min(6)));
    (!is_read).then_some(Mended { meant: Meant::Heading, marks, fault, better })
}

/// Whether a character stands in a line before its rest.
fn stands_before(c: char, line: &str, rest: &str) -> bool {
    line.strip_suffix(rest).is_some_and(|start| start.contains(c))
}

/// `－－－` on a line of its own.
fn rule(line: &str) -> Option<Mended> {
    let marks: Vec<char> = line.chars().filter(|c| !is_blank(*c)).collect();
    let first = marks.first().map(|c| narrow(*c)).filter(|c| matches!(c, '-' | '*'))?;
    let is_rule = marks.len() >= 3 && marks.iter().all(|c| narrow(*c) == first);
    let has_wide = line.contains(['－', '＊']);
    let marks = line.chars().count();
    let better = "---".to_owned();
    (is_rule && has_wide).then_some(Mended { meant: Meant::Rule, marks, fault: None, better })
}

/// `｀｀｀indicators`; `···` is the same key with Chinese input.
fn fence(line: &str) -> Option<Mended> {
    let rest = line.trim_start_matches(['｀', '`', '·']);
    let count = line.chars().count() - rest.chars().count();
    let has_wide = stands_before('｀', line, rest) || stands_before('·', line, rest);
    let info = rest.trim_matches(is_blank);
    let is_info = info.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (count >= 3 && has_wide && is_info).then(|| Mended {
        meant: Meant::Fence,
        marks: line.chars().count(),
        fault: None,
        better: format!("```{info}"),
    })
}

/// `＞ 引用`; ＞12家 compares.
fn quote(line: &str) -> Option<Mended> {
    let rest = line.trim_start_matches('＞');
    let count = line.chars().count() - rest.chars().count();
    let words = rest.trim_matches(is_blank);
    let is_words = words.starts_with(|c: char| !c.is_numeric() && !matches!(c, '=' | '＝' | '-' | '－'));
    (count > 0 && is_words).then(|| Mended {
        meant: Meant::Quote,
        marks: count,
        fault: None,
        better: format!("{} {words}", ">".repeat(count)),
    })
}

/// `１. 建设`; without a blank only where another item follows: a paragraph may begin with such a number.
fn numbered(line: &str) -> Option<Mended> {
    let rest = line.trim_start_matches(|c: char| matches!(c, '０'..='９') || c.is_ascii_digit());
    let digits = line.strip_suffix(rest).filter(|digits| digits.contains(|c| matches!(c, '０'..='９')))?;
    let after = rest.strip_prefix(['.', '．'])?;
    let words = after.trim_matches(is_blank);
    // `１．` is how a paragraph's number is set, `１. ` is Markdown.
    let is_markdown = rest.starts_with('.') && after.starts_with(is_blank);
    let first = words.chars().next().filter(|c| is_markdown || !c.is_numeric())?;
    let digits: String = digits.chars().map(narrow).collect();
    (!first.is_ascii_punctuation() && digits.len() <= 3).then(|| Mended {
        meant: Meant::Item,
        marks: digits.len() + 1,
        fault: (!is_markdown).then_some(MarkFault::RunTogether),
        better: format!("{digits}. {words}"),
    })
}

/// `－ 建设`, `＊ 建设`.
fn bullet(line: &str) -> Option<Mended> {
    let rest = line.strip_prefix(['－', '＊', '＋'])?;
    let words = rest.trim_matches(is_blank);
    let first = words.chars().next().filter(|c| !c.is_numeric() && !matches!(c, '－' | '＊' | '＋'))?;
    let is_markdown = rest.starts_with(is_blank) && (is_han(first) || first.is_alphabetic());
    // ＊ 为约束性指标 explains a mark.
    if ["为", "表示", "指", "代表", "系", "注"].iter().any(|word| words.starts_with(word)) {
        return None;
    }
    let may_be = is_markdown || line.starts_with('－');
    may_be.then(|| Mended {
        meant: Meant::Item,
        marks: 1,
        fault: (!is_markdown).then_some(MarkFault::RunTogether),
        better: format!("- {words}"),
    })
}
