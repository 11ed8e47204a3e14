//! The words that bound a quantity: tables of what may stand before a number and after its unit, and
//! what each means. Knows nothing of numbers.
//!
//! Whether the number itself counts follows 民法典第一千二百五十九条 (以上, 以下, 以内 include it; 不满, 超过,
//! 以外 do not) and GB/T 8170—2008, clause 4 (不少于, 不低于 are ≥; 不大于, 不高于 are ≤; 高于, 少于 and
//! their like are strict).

use super::cursor::Cursor;
use super::{Bound, Direction};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Which side of a value is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// The value itself.
    Exactly,
    /// It or more.
    AtLeast,
    /// More.
    MoreThan,
    /// It or less.
    AtMost,
    /// Less.
    LessThan,
    /// Near it.
    About,
}

impl Sense {
    /// Which way is better, where one side is meant.
    pub const fn direction(self) -> Option<Direction> {
        match self {
            Self::AtLeast | Self::MoreThan => Some(Direction::Up),
            Self::AtMost | Self::LessThan => Some(Direction::Down),
            Self::Exactly | Self::About => None,
        }
    }

    /// The bound that it makes of a value.
    pub const fn of(self, value: Decimal) -> Bound {
        match self {
            Self::Exactly => Bound::Exactly(value),
            Self::AtLeast => Bound::AtLeast(value),
            Self::MoreThan => Bound::MoreThan(value),
            Self::AtMost => Bound::AtMost(value),
            Self::LessThan => Bound::LessThan(value),
            Self::About => Bound::About(value),
        }
    }
}

/// What a word before a number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// It bounds the value.
    Bounds(Sense),
    /// It is a comparison sign: it bounds the value, and a spelt-out scale may not stand alone after it.
    Sign(Sense),
    /// It bounds the value from above, unless another word bounds it (控制在5%左右).
    Ceiling,
    /// It says that the value is meant to be reached, and nothing about the bound.
    Intends,
}

use Lead::{Bounds, Ceiling, Intends, Sign};
use Sense::{About, AtLeast, AtMost, Exactly, LessThan, MoreThan};

/// Words by what they say.
pub(super) type Table<T> = &'static [(T, &'static [&'static str])];

/// Each word of a table with what it says.
pub(super) fn entries<T: Copy>(table: Table<T>) -> impl Iterator<Item = (&'static str, T)> {
    table.iter().flat_map(|&(says, words)| words.iter().map(move |&word| (word, says)))
}

const LEADS: Table<Lead> = &[
    (Sign(AtLeast), &[">=", "≥", "≧", "⩾"]),
    (Sign(AtMost), &["<=", "≤", "≦", "⩽"]),
    (Sign(MoreThan), &[">"]),
    (Sign(LessThan), &["<"]),
    (Sign(Exactly), &["="]),
    (Sign(About), &["~", "≈"]),
    (Bounds(AtLeast), &["不低于", "不少于", "不小于", "不下于", "至少", "最少", "最低"]),
    (Bounds(AtLeast), &["不得低于", "不得少于", "不能低于", "不能少于", "不应低于", "未低于"]),
    (
        Bounds(AtMost),
        &["不得超过", "不得高于", "不得多于", "不得突破", "不能超过", "不应超过", "未超过", "未突破"],
    ),
    (Bounds(About), &["约占", "约有", "约达"]),
    (Bounds(AtLeast), &["达到或超过", "大于等于", "大于或等于"]),
    (Bounds(MoreThan), &["超过", "超出", "超", "突破", "破", "逾", "过", "高于", "多于", "大于"]),
    (Bounds(AtMost), &["不超过", "不超出", "不超", "不突破", "不高于", "不多于", "不大于"]),
    (Bounds(AtMost), &["至多", "最多", "最高", "小于等于", "小于或等于"]),
    (Bounds(LessThan), &["低于", "少于", "小于", "不足", "不到", "不满", "未满"]),
    (Bounds(About), &["大约", "约为", "约", "接近", "将近", "近"]),
    (Ceiling, &["控制在", "控制到"]),
    (Intends, &["力争", "力求", "努力", "争取", "确保", "计划", "预计", "预期"]),
    (Intends, &["实现", "完成", "达到", "达", "保持在", "保持", "稳定在", "维持在", "介于", "在", "为"]),
    (Intends, &["提高到", "提高至", "提升到", "提升至", "增加到", "增加至", "增长到", "增长至"]),
    (
        Intends,
        &["压减到", "压减至", "压降到", "压降至", "缩短到", "缩短至", "缩减到", "缩减至", "缩小到", "缩小至"],
    ),
    (Intends, &["扩大到", "扩大至", "上升到", "上升至", "回落到", "回落至"]),
    (Intends, &["增至", "升至", "降低到", "降低至", "下降到", "下降至", "减少到", "减少至", "降到", "降至"]),
];

const TAILS: Table<Sense> = &[
    (AtLeast, &["以上(含)", "(含)以上", "(含本数)以上", "及以上", "或以上", "以上", "+"]),
    (AtMost, &["以下(含)", "(含)以下", "及以下", "或以下", "以下"]),
    (AtMost, &["以内(含)", "(含)以内", "以内", "之内"]),
    (MoreThan, &["以外"]),
    (About, &["左右", "上下"]),
];

/// The word that closes a range and bounds nothing by itself.
const WITHIN_RANGE: &str = "之间";

/// At the end of a unit it bounds the value (30天内); inside a unit it is part of it (内设机构).
pub(super) const WITHIN: char = '内';

/// The marks between the ends of a range. GB/T 15835—2011, 5.1.3 knows 浪纹线 and 一字线; the others are
/// what keyboards and spreadsheets make of them, and the two dots of the symbolic form.
const RANGE_MARKS: &[&str] = &["——", "—", "–", "-", "~", "〜", "..", "‐", "‑", "‒", "―", "─", "至", "到"];

/// The words of a table by one of their characters, so that a text is held against the few that can match. A number in prose is
/// asked for each word before and after it.
pub(super) struct WordIndex<T>(HashMap<char, Vec<(&'static str, T)>>);

impl<T: Copy> WordIndex<T> {
    /// By the character that `key` takes of a word.
    pub(super) fn new(
        words: impl Iterator<Item = (&'static str, T)>,
        key: impl Fn(&str) -> Option<char>,
    ) -> Self {
        let mut index: HashMap<char, Vec<(&'static str, T)>> = HashMap::new();
        for (word, says) in words {
            if let Some(key) = key(word) {
                index.entry(key).or_default().push((word, says));
            }
        }
        Self(index)
    }

    /// The words that have this character there.
    pub(super) fn of(&self, key: Option<char>) -> impl Iterator<Item = (&'static str, T)> + '_ {
        key.and_then(|key| self.0.get(&key)).into_iter().flatten().copied()
    }
}

/// The first character of a word.
pub(super) fn first(word: &str) -> Option<char> {
    word.chars().next()
}

static LEADS_BY_FIRST: LazyLock<WordIndex<Lead>> = LazyLock::new(|| WordIndex::new(entries(LEADS), first));
static LEADS_BY_LAST: LazyLock<WordIndex<Lead>> =
    LazyLock::new(|| WordIndex::new(entries(LEADS), |word| word.chars().next_back()));
static TAILS_BY_FIRST: LazyLock<WordIndex<Sense>> = LazyLock::new(|| WordIndex::new(entries(TAILS), first));

/// Whether a word comes next that may stand before a number: 增长到 is one, 增长 is none.
pub(super) fn opens_with_lead(cursor: Cursor<'_>) -> bool {
    LEADS_BY_FIRST.of(cursor.peek()).any(|(word, _)| cursor.starts_with(word))
}

/// Takes the longest word that may stand before a number.
pub(super) fn eat_lead(cursor: &mut Cursor<'_>) -> Option<(&'static str, Lead)> {
    eat_longest(cursor, &LEADS_BY_FIRST)
}

/// The longest word that bounds or intends at the end of a text, after what stands before it (full-width signs are not
/// known here).
pub(super) fn lead_at_end(text: &str) -> Option<(&str, &'static str, Lead)> {
    LEADS_BY_LAST
        .of(text.chars().next_back())
        .filter_map(|(word, lead)| Some((text.strip_suffix(word)?, word, lead)))
        .max_by_key(|(_, word, _)| word.len())
}

/// Takes the longest word that may stand after a unit and bounds the value.
pub(super) fn eat_tail(cursor: &mut Cursor<'_>) -> Option<(&'static str, Sense)> {
    eat_longest(cursor, &TAILS_BY_FIRST)
        .or_else(|| cursor.bump_if(|next| next == WITHIN).map(|_| ("内", AtMost)))
}

/// Takes the word that may close a range.
pub(super) fn eat_range_end(cursor: &mut Cursor<'_>) {
    cursor.eat(WITHIN_RANGE);
}

/// Takes the mark between the ends of a range.
pub(super) fn eat_range_mark(cursor: &mut Cursor<'_>) -> bool {
    RANGE_MARKS.iter().any(|mark| cursor.eat(mark))
}

/// Whether a word comes next that ends a unit: one that bounds the value before it, or one of two or more
/// characters that bounds a value after it, and is out of place here.
pub(super) fn at_bound(cursor: Cursor<'_>) -> bool {
    let is_long_bound = |word: &str, lead| lead != Intends && word.chars().count() > 1;
    cursor.starts_with(WITHIN_RANGE)
        || TAILS_BY_FIRST.of(cursor.peek()).any(|(word, _)| cursor.starts_with(word))
        || LEADS_BY_FIRST
            .of(cursor.peek())
            .any(|(word, lead)| is_long_bound(word, lead) && cursor.starts_with(word))
}

fn eat_longest<T: Copy>(cursor: &mut Cursor<'_>, table: &WordIndex<T>) -> Option<(&'static str, T)> {
    let coming = table.of(cursor.peek()).filter(|(word, _)| cursor.starts_with(word));
    let found = coming.max_by_key(|(word, _)| word.len())?;
    cursor.eat(found.0);
    Some(found)
}
