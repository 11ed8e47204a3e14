//! Lines that were typed as paragraphs and run together, since no empty line stands between them.
//!
//! A line break may fall anywhere where a text is broken by hand at some width, so it tells nothing by itself. It tells
//! something before a number or a bullet, and where the line ends a sentence well before that width.

use super::marker::{MarkerKind, is_han, marker};
use super::{BlockReader, LineBreak, TextLine, WIDE_BLANKS};
use crate::bug::slice;
use crate::diagnostic::{Finding, StyleFinding, StyleIssue};
use crate::markdown::cjk::is_wide;
use std::ops::Range;

/// So many columns before the width of a text, nobody breaks a line by hand but on purpose.
const ROOM: usize = 12;
/// A line shorter than this was not broken at a width. In columns.
const SHORT: usize = 40;
/// So many characters of a line are quoted.
const QUOTED: usize = 16;
/// A longer line is no title. In columns.
const TITLE: usize = 30;
/// A text of more lines was not typed.
const MOST_LINES: usize = 10_000;
/// A shorter sentence is no paragraph.
const SENTENCE: usize = 6;

/// The lines that may have run together, until it is known how wide the text is.
#[derive(Debug, Default)]
pub(super) struct JoinedLines {
    found: Vec<Joined>,
    /// The widest line that was broken within a sentence.
    width: usize,
}

#[derive(Debug)]
struct Joined {
    finding: Finding,
    range: Range<usize>,
    /// How wide the line before is, where it matters.
    before: Option<usize>,
}

/// A line as it is read.
struct ReadLine {
    text: String,
    width: usize,
    marker: Option<MarkerKind>,
    /// Whether the page has no new line between it and the one before.
    is_joined: bool,
    end: LineEnd,
    /// Whether it lacks what the lines of its list or quotation begin with.
    is_outside: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineEnd {
    /// 。！？
    Sentence,
    /// ：；
    Part,
    Open,
}

impl ReadLine {
    fn new(text: String, after: LineBreak) -> Self {
        let bare = text.trim_end_matches(['”', '’', '）', ')', '」', '』', '》', '】', '*', '_']);
        let end = match bare.chars().next_back() {
            Some('。' | '！' | '？' | '!' | '?' | '.' | '…') => LineEnd::Sentence,
            Some('：' | '；' | ':' | ';') => LineEnd::Part,
            _ => LineEnd::Open,
        };
        Self {
            is_outside: false,
            width: width(&text),
            marker: marker(&text),
            is_joined: after == LineBreak::Soft,
            end,
            text,
        }
    }

    /// Whether it reads as a title with its number: `一、总体要求`.
    fn is_title(&self) -> bool {
        let is_numbered = matches!(
            self.marker,
            Some(
                MarkerKind::Numeral
                    | MarkerKind::NumeralInBrackets
                    | MarkerKind::Digits
                    | MarkerKind::DigitsInBrackets
            )
        );
        is_numbered && self.end == LineEnd::Open && self.width <= TITLE && !self.text.contains(['，', '；'])
    }

    /// Whether nothing need follow it: it ends a sentence, or is short.
    fn is_whole(&self) -> bool {
        let may_go_on = self.text.ends_with(['，', '、']) || self.width > SHORT;
        self.end == LineEnd::Sentence || (self.end == LineEnd::Open && !may_go_on)
    }

    /// Whether it reads as a paragraph of Chinese that ends in one of these ways.
    fn is_paragraph(&self, ends: &[LineEnd]) -> bool {
        let begins = |c: char| is_han(c) || matches!(c, '“' | '《' | '*' | '[') || c.is_ascii_digit();
        ends.contains(&self.end)
            && self.text.starts_with(begins)
            && self.text.chars().filter(|c| is_han(*c)).count() >= SENTENCE
    }
}

impl BlockReader<'_> {
    fn read_line(&self, line: &TextLine) -> ReadLine {
        let read = ReadLine::new(self.typed(&line.range), line.after);
        // Blanks that indent a paragraph are typed before its first line only.
        let is_indented = slice(self.text, line.range.clone()).starts_with(WIDE_BLANKS);
        let marker = read.marker.or_else(|| is_indented.then_some(MarkerKind::Indent));
        let begins_line = slice(self.text, ..line.range.start).ends_with('\n');
        let is_outside = begins_line && (!self.lists.is_empty() || self.quotes > 0);
        ReadLine { marker, is_outside, ..read }
    }

    /// Reads the lines of one text.
    pub(super) fn joined_lines(&mut self, lines: &[TextLine]) {
        if lines.len() < 2 || lines.len() > MOST_LINES {
            return;
        }
        let read: Vec<ReadLine> = lines.iter().map(|line| self.read_line(line)).collect();
        for (before, line) in read.iter().zip(read.iter().skip(1)) {
            if line.is_joined && before.end == LineEnd::Open && before.width >= SHORT && line.marker.is_none()
            {
                self.joined.width = self.joined.width.max(before.width);
            }
        }
        let Some(found) = marked(&read).or_else(|| if self.quotes == 0 { sentences(&read) } else { None })
        else {
            return;
        };
        let (Some(before), Some(line), Some(place)) =
            (read.get(found.first.saturating_sub(1)), read.get(found.first), lines.get(found.first))
        else {
            return;
        };
        let issue = StyleIssue::JoinedLines { before: head(&before.text), line: head(&line.text) };
        let finding = Finding::Style(StyleFinding { count: found.count, ..StyleFinding::once(issue) });
        let before = (!found.is_sure).then_some(before.width);
        self.joined.found.push(Joined { finding, range: place.range.clone(), before });
    }

    /// Tells of those that were typed as paragraphs, now that the width of the text is known.
    pub(super) fn judge_joined(&mut self) {
        let JoinedLines { found, width } = std::mem::take(&mut self.joined);
        let is_meant =
            |joined: &Joined| width == 0 || joined.before.is_none_or(|before| before + ROOM < width);
        let told = found.into_iter().filter(is_meant);
        self.faults.extend(told.map(|joined| (joined.finding, joined.range)));
    }
}

/// Lines of one text that run together.
struct Found {
    /// The first of them that lacks an empty line before it.
    first: usize,
    count: usize,
    /// Whether they do whatever the width of the text.
    is_sure: bool,
}

/// The lines that begin with a mark.
fn marked(lines: &[ReadLine]) -> Option<Found> {
    let mut hits = Vec::new();
    let mut titled = None;
    for (index, (before, line)) in lines.iter().zip(lines.iter().skip(1)).enumerate() {
        let follows = before.is_title() || (line.is_outside && before.is_whole());
        if line.is_joined && line.marker.is_none() && follows && line.is_paragraph(&[LineEnd::Sentence]) {
            titled.get_or_insert(index + 1);
        }
        let Some(kind) = line.marker.filter(|_| line.is_joined) else { continue };
        let is_led = match kind {
            // A label alone is a word with a colon.
            MarkerKind::Label => {
                matches!(before.marker, Some(MarkerKind::Label | MarkerKind::Responsibility))
            }
            MarkerKind::Indent => true,
            MarkerKind::Date => before.end == LineEnd::Sentence || before.width <= SHORT,
            _ => {
                before.end != LineEnd::Open
                    || before.marker.is_some_and(|kind| kind != MarkerKind::Label)
                    || (index == 0 && kind.is_strong() && before.width <= SHORT)
            }
        };
        if is_led {
            hits.push((index + 1, kind));
        }
    }
    let Some(&(first, kind)) = hits.first() else {
        return titled.map(|first| Found { first, count: 1, is_sure: false });
    };
    // Where the same marks stand within lines too, the text counts as it goes, and breaks where it may; a first one may
    // stand behind the words that lead to the others.
    let within = |line: &ReadLine| count_within(&line.text, kind);
    let led = lines.iter().take(1).map(within).sum::<usize>();
    let counted = led + lines.iter().skip(1).map(within).sum::<usize>();
    let is_strong = hits.iter().any(|(_, kind)| kind.is_strong());
    let is_led =
        lines.get(first - 1).is_some_and(|before| before.end == LineEnd::Part || before.width <= SHORT);
    let is_sure = is_strong && counted == 0 && (hits.len() > 1 || is_led || !kind.is_counted());
    (counted == 0 || (counted == 1 && led == 1)).then_some(Found { first, count: hits.len(), is_sure })
}

/// How often a mark of a kind stands within a line, behind a mark of punctuation.
fn count_within(line: &str, kind: MarkerKind) -> usize {
    if !kind.is_counted() {
        return 0;
    }
    let marks = line.match_indices(['：', '；', '。', '，', '、', ';', ',', ':', ' ']);
    marks
        .filter(|(at, mark)| {
            let rest = line.get(at + mark.len()..).unwrap_or_default();
            !rest.starts_with(' ') && marker(start_of(rest)) == Some(kind)
        })
        .count()
}

/// The start of a text, as much of it as a mark can be.
fn start_of(text: &str) -> &str {
    text.char_indices().nth(QUOTED).map_or(text, |(end, _)| slice(text, ..end))
}

/// The lines of a text of which each is a whole sentence or more.
fn sentences(lines: &[ReadLine]) -> Option<Found> {
    let (last, rest) = lines.split_last()?;
    let are_all = rest.iter().all(|line| line.is_paragraph(&[LineEnd::Sentence]))
        && last.is_paragraph(&[LineEnd::Sentence, LineEnd::Part])
        && lines.iter().skip(1).all(|line| line.is_joined);
    are_all.then_some(Found { first: 1, count: lines.len() - 1, is_sure: false })
}

/// How many columns a text takes.
fn width(text: &str) -> usize {
    text.chars().map(|c| 1 + usize::from(is_wide(c))).sum()
}

fn head(text: &str) -> String {
    let start = start_of(text);
    format!("{}{}", start.trim_end(), if start.len() < text.len() { "…" } else { "" })
}
