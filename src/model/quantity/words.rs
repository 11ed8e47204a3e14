//! The words that bound a quantity: tables of what may stand before a number and after its unit, and
//! what each means. Knows nothing of numbers.
//!
//! Whether the number itself counts follows 民法典第一千二百五十九条 (以上, 以下, 以内 include it; 不满, 超过,
//! 以外 do not) and GB/T 8170—2008, clause 4 (不少于, 不低于 are ≥; 不大于, 不高于 are ≤; 高于, 少于 and
//! their like are strict).

use super::Bound;
use super::cursor::Cursor;
use rust_decimal::Decimal;

/// Which side of a value is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    Exactly,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    About,
}

impl Sense {
    /// The bound that it makes of a value.
    pub(super) const fn of(self, value: Decimal) -> Bound {
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

const LEADS: &[(&str, Lead)] = &[
    (">=", Sign(AtLeast)),
    ("≥", Sign(AtLeast)),
    ("≧", Sign(AtLeast)),
    ("⩾", Sign(AtLeast)),
    ("<=", Sign(AtMost)),
    ("≤", Sign(AtMost)),
    ("≦", Sign(AtMost)),
    ("⩽", Sign(AtMost)),
    (">", Sign(MoreThan)),
    ("<", Sign(LessThan)),
    ("=", Sign(Exactly)),
    ("~", Sign(About)),
    ("≈", Sign(About)),
    ("不低于", Bounds(AtLeast)),
    ("不少于", Bounds(AtLeast)),
    ("不小于", Bounds(AtLeast)),
    ("不下于", Bounds(AtLeast)),
    ("至少", Bounds(AtLeast)),
    ("最少", Bounds(AtLeast)),
    ("最低", Bounds(AtLeast)),
    ("达到或超过", Bounds(AtLeast)),
    ("大于等于", Bounds(AtLeast)),
    ("大于或等于", Bounds(AtLeast)),
    ("超过", Bounds(MoreThan)),
    ("超出", Bounds(MoreThan)),
    ("超", Bounds(MoreThan)),
    ("突破", Bounds(MoreThan)),
    ("破", Bounds(MoreThan)),
    ("逾", Bounds(MoreThan)),
    ("过", Bounds(MoreThan)),
    ("高于", Bounds(MoreThan)),
    ("多于", Bounds(MoreThan)),
    ("大于", Bounds(MoreThan)),
    ("不超过", Bounds(AtMost)),
    ("不超出", Bounds(AtMost)),
    ("不超", Bounds(AtMost)),
    ("不突破", Bounds(AtMost)),
    ("不高于", Bounds(AtMost)),
    ("不多于", Bounds(AtMost)),
    ("不大于", Bounds(AtMost)),
    ("至多", Bounds(AtMost)),
    ("最多", Bounds(AtMost)),
    ("最高", Bounds(AtMost)),
    ("小于等于", Bounds(AtMost)),
    ("小于或等于", Bounds(AtMost)),
    ("低于", Bounds(LessThan)),
    ("少于", Bounds(LessThan)),
    ("小于", Bounds(LessThan)),
    ("不足", Bounds(LessThan)),
    ("不到", Bounds(LessThan)),
    ("不满", Bounds(LessThan)),
    ("未满", Bounds(LessThan)),
    ("大约", Bounds(About)),
    ("约为", Bounds(About)),
    ("约", Bounds(About)),
    ("接近", Bounds(About)),
    ("将近", Bounds(About)),
    ("近", Bounds(About)),
    ("控制在", Ceiling),
    ("控制到", Ceiling),
    ("力争", Intends),
    ("力求", Intends),
    ("努力", Intends),
    ("争取", Intends),
    ("确保", Intends),
    ("计划", Intends),
    ("预计", Intends),
    ("预期", Intends),
    ("实现", Intends),
    ("完成", Intends),
    ("达到", Intends),
    ("达", Intends),
    ("保持在", Intends),
    ("保持", Intends),
    ("稳定在", Intends),
    ("维持在", Intends),
    ("提高到", Intends),
    ("提高至", Intends),
    ("提升到", Intends),
    ("提升至", Intends),
    ("增加到", Intends),
    ("增加至", Intends),
    ("增长到", Intends),
    ("增长至", Intends),
    ("增至", Intends),
    ("升至", Intends),
    ("降低到", Intends),
    ("降低至", Intends),
    ("下降到", Intends),
    ("下降至", Intends),
    ("减少到", Intends),
    ("减少至", Intends),
    ("降到", Intends),
    ("降至", Intends),
    ("介于", Intends),
    ("在", Intends),
    ("为", Intends),
];

const TAILS: &[(&str, Sense)] = &[
    ("以上(含)", AtLeast),
    ("(含)以上", AtLeast),
    ("及以上", AtLeast),
    ("或以上", AtLeast),
    ("以上", AtLeast),
    ("以下(含)", AtMost),
    ("(含)以下", AtMost),
    ("及以下", AtMost),
    ("或以下", AtMost),
    ("以下", AtMost),
    ("以内(含)", AtMost),
    ("(含)以内", AtMost),
    ("以内", AtMost),
    ("之内", AtMost),
    ("以外", MoreThan),
    ("左右", About),
    ("上下", About),
];

/// The word that closes a range and bounds nothing by itself.
const WITHIN_RANGE: &str = "之间";

/// At the end of a unit it bounds the value (30天内); inside a unit it is part of it (内设机构).
pub(super) const WITHIN: char = '内';

/// The marks between the ends of a range. GB/T 15835—2011, 5.1.3 knows 浪纹线 and 一字线; the others are
/// what keyboards and spreadsheets make of them, and the two dots of the symbolic form.
const RANGE_MARKS: &[&str] = &["——", "—", "–", "-", "~", "〜", "..", "‐", "‑", "‒", "―", "─", "至", "到"];

/// Takes the longest word that may stand before a number.
pub(super) fn eat_lead(cursor: &mut Cursor<'_>) -> Option<(&'static str, Lead)> {
    eat_longest(cursor, LEADS)
}

/// The longest word that bounds or intends at the end of a text, after what stands before it (full-width signs are not
/// known here).
pub(super) fn lead_at_end(text: &str) -> Option<(&str, &'static str, Lead)> {
    LEADS
        .iter()
        .filter_map(|&(word, lead)| Some((text.strip_suffix(word)?, word, lead)))
        .max_by_key(|(_, word, _)| word.len())
}

/// Takes the longest word that may stand after a unit and bounds the value.
pub(super) fn eat_tail(cursor: &mut Cursor<'_>) -> Option<(&'static str, Sense)> {
    eat_longest(cursor, TAILS).or_else(|| cursor.bump_if(|next| next == WITHIN).map(|_| ("内", AtMost)))
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
    let is_long_bound = |&(word, lead): &(&str, Lead)| lead != Intends && word.chars().count() > 1;
    let at_lead =
        || LEADS.iter().filter(|entry| is_long_bound(entry)).any(|(word, _)| cursor.starts_with(word));
    cursor.starts_with(WITHIN_RANGE) || TAILS.iter().any(|(word, _)| cursor.starts_with(word)) || at_lead()
}

fn eat_longest<T: Copy>(cursor: &mut Cursor<'_>, table: &[(&'static str, T)]) -> Option<(&'static str, T)> {
    let found = table
        .iter()
        .filter(|(word, _)| cursor.starts_with(word))
        .max_by_key(|(word, _)| word.len())
        .copied()?;
    cursor.eat(found.0);
    Some(found)
}
