//! The walk through a text: finds where a numeral begins, reads it with its unit, looks back for words that bound
//! it and forward for more of them. Every character is looked at a few times at most.

use super::super::Quantity;
use super::super::cursor::Cursor;
use super::super::glyph::glyph;
use super::super::words::{self, Sense};
use super::measure::UnitKind;
use super::special::{self, Special};
use super::value::{Read, ScannedValue, in_percent};
use super::{ChangeRole, Mention, Numerals, Stated, inclusion, non_quantities, reach};
use crate::bug::slice;
use rust_decimal::Decimal;

/// What walks through a text.
pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    pub(super) known: &'t [&'t str],
    /// Where the last mention ends: nothing before it belongs to the next.
    pub(super) floor: usize,
    pub(super) found: Vec<Mention>,
}

/// All mentions in a text; changes are not looked for yet.
pub(super) fn scan(text: &str, known: &[&str]) -> Vec<Mention> {
    let mut scanner = Scanner { text, known, floor: 0, found: Vec::new() };
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        at += scanner.step(at, rest).max(1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    scanner.found
}

impl<'t> Scanner<'t> {
    /// Reads what begins at an offset; gives how many bytes are done with.
    fn step(&mut self, at: usize, rest: &'t str) -> usize {
        let Some(first) = rest.chars().next() else { return 1 };
        let width = first.len_utf8();
        if first.is_ascii_digit() || matches!(first, '０'..='９') || glyph(first).is_some() {
            return self.number(at, rest);
        }
        match first {
            '翻' | '半' => self.special(at, rest).unwrap_or(width),
            '万' | '亿' | '数' | '几' => self.number(at, rest),
            '上' if rest.get(width..).is_some_and(|rest| rest.starts_with(['百', '千', '万', '亿'])) => {
                self.number(at, rest)
            }
            _ => non_quantities::name_end(rest).unwrap_or(width),
        }
    }

    /// A number: skips it whole where it counts nothing.
    fn number(&mut self, at: usize, rest: &'t str) -> usize {
        let before = slice(self.text, ..at);
        let first = Cursor::new(rest).peek().unwrap_or_default();
        let is_digit = first.is_ascii_digit();
        if let Some(done) = non_quantities::phrase(rest) {
            return done;
        }
        let is_scale = matches!(first, '百' | '千' | '万' | '亿') && self.lone_scale(at, rest).is_some();
        if !is_scale && non_quantities::is_denied(before, !is_digit) {
            return skip_denied(rest);
        }
        if let Some(done) = self.special(at, rest) {
            return done;
        }
        if let Some(done) = self.list(at, rest) {
            return done;
        }
        let numerals = if is_digit { Numerals::Digits } else { Numerals::Chinese };
        let value = self.value(at, rest).and_then(in_percent);
        value.and_then(|(value, start)| self.mention(start, at, value, numerals)).unwrap_or_else(|| run(rest))
    }

    /// Makes a mention of a value, if it is one; gives how many bytes are done with.
    fn mention(
        &mut self,
        start: usize,
        at: usize,
        value: ScannedValue<'t>,
        numerals: Numerals,
    ) -> Option<usize> {
        let end = self.text.len() - value.after.rest().len();
        let rest = value.after.rest();
        let (lead, _) = self.leads(start);
        let mut after = value.after;
        let said_again = |cursor: &mut Cursor<'t>, this: &ScannedValue<'t>| match this.stated {
            Read::One(number) => inclusion::eat(cursor, number, &this.unit),
            _ => false,
        };
        // 12家（含12家）以上 and 12家以上（含12家）.
        let mut ahead = after;
        if said_again(&mut ahead, &value) && words::eat_tail(&mut { ahead }).is_some() {
            after = ahead;
        }
        let tail = self.tail(&mut after, &value);
        if tail.is_some() {
            said_again(&mut after, &value);
        }
        let written = self.text.get(at..end)?;
        let is_bare_time = value.kind == UnitKind::Time
            && (non_quantities::is_year(written, &value.unit, rest) || self.is_date(start, &value, tail));
        let is_word = numerals == Numerals::Chinese;
        let is_article = is_word
            && matches!(value.stated, Read::One(value) if value == Decimal::ONE)
            && written.starts_with('一')
            && matches!(value.kind, UnitKind::Count | UnitKind::Time)
            && lead.sense.is_none()
            && tail.is_none()
            && !rest.chars().next().is_none_or(|next| !next.is_alphanumeric() && next != '“');
        // 60岁以上老人 is an age, 预期寿命80岁 is counted.
        let is_age = value.unit == "岁" && !slice(self.text, self.floor..start).contains("寿命");
        let is_recent = value.kind == UnitKind::Time && lead.word == Some("近");
        if is_bare_time
            || is_article
            || is_recent
            || is_age
            || (is_word && value.kind == UnitKind::CountOfDigits && !matches!(value.stated, Read::Rough))
        {
            return Some(end.saturating_sub(at));
        }
        let far = || reach::bound(slice(self.text, self.floor..lead.start));
        let sense = tail.or(lead.sense).or_else(far).unwrap_or(Sense::Exactly);
        let clash = matches!((tail, lead.firm), (Some(tail), Some(lead)) if tail != lead);
        let unit = Some(value.unit).filter(|unit| !unit.is_empty());
        let quantity = |bound| Stated::Quantity(Quantity { bound, unit });
        let stated = match value.stated {
            Read::Rough => Stated::Rough,
            _ if clash => Stated::Rough,
            Read::One(number) if value.kind == UnitKind::Times => {
                Stated::Factor(sense.of(self.times(lead.start, number)))
            }
            Read::One(number) => quantity(sense.of(number)),
            Read::Two(bound) => quantity(bound),
        };
        let stop = if tail.is_some() { self.text.len() - after.rest().len() } else { end };
        let kind = if value.kind == UnitKind::CountOfDigits { UnitKind::Count } else { value.kind };
        self.found.push(Mention {
            range: lead.start..stop,
            value_range: start..end,
            stated,
            kind,
            role: ChangeRole::Alone,
            aim: lead.aim,
            numerals,
        });
        self.floor = stop;
        Some(stop.saturating_sub(at))
    }

    /// 增长2倍 is three times as much, 增长到3倍 and 3倍 are three times.
    fn times(&self, start: usize, number: Decimal) -> Decimal {
        let before = slice(self.text, self.floor..start);
        let grows = ["增长", "增加", "提高", "扩大", "提升", "增", "增长了", "增加了", "提高了"];
        if grows.iter().any(|word| before.ends_with(word)) { number + Decimal::ONE } else { number }
    }

    /// 6月30日, and 30日 with nothing that makes a term of it.
    fn is_date(&self, start: usize, value: &ScannedValue<'t>, tail: Option<Sense>) -> bool {
        let before = slice(self.text, ..start);
        value.unit == "日" && (tail.is_none() || before.trim_end().ends_with('月'))
    }

    /// A part of a whole or a factor.
    fn special(&mut self, at: usize, rest: &'t str) -> Option<usize> {
        let mut cursor = Cursor::new(rest);
        let special = special::eat(&mut cursor)
            .or_else(|| special::ratio(&mut cursor, slice(self.text, self.floor..at)))?;
        let (lead, _) = self.leads(at);
        let end = self.text.len() - cursor.rest().len();
        let mut after = cursor;
        let tail = words::eat_tail(&mut after).map(|(_, sense)| sense);
        let stop = if tail.is_some() { self.text.len() - after.rest().len() } else { end };
        let far = || reach::bound(slice(self.text, self.floor..lead.start));
        let sense = tail.or(lead.sense).or_else(far).unwrap_or(Sense::Exactly);
        let (stated, kind) = match special {
            Special::Fraction { parts, of } => {
                (Stated::Fraction { parts: sense.of(parts), of }, UnitKind::Share)
            }
            Special::Factor(factor) => (Stated::Factor(sense.of(factor)), UnitKind::Times),
            Special::Ratio { first, second } => {
                (Stated::Ratio { first: sense.of(first), second }, UnitKind::Share)
            }
        };
        self.found.push(Mention {
            range: lead.start..stop,
            value_range: at..end,
            stated,
            kind,
            role: ChangeRole::Alone,
            aim: lead.aim,
            numerals: Numerals::Chinese,
        });
        self.floor = stop;
        Some(stop - at)
    }
}

/// One or two blanks, not a line's end.
pub(super) fn skip_blank(cursor: &mut Cursor<'_>) {
    for _ in 0..2 {
        if cursor.bump_if(|next| matches!(next, ' ' | '\u{a0}')).is_none() {
            return;
        }
    }
}

/// How many bytes a numeral takes, at least one character.
fn run(rest: &str) -> usize {
    let mut cursor = Cursor::new(rest);
    let is_arabic = cursor.peek().is_some_and(|next| next.is_ascii_digit());
    cursor.bump();
    let is_more = |next: char| {
        if is_arabic { next.is_ascii_digit() || matches!(next, '.' | ',') } else { glyph(next).is_some() }
    };
    while cursor.bump_if(is_more).is_some() {}
    rest.len() - cursor.rest().len()
}

/// The same for a numeral that counts nothing, with what hangs on to it by hyphens and dots.
fn skip_denied(rest: &str) -> usize {
    let mut done = run(rest);
    loop {
        let Some(after) = rest.get(done..) else { return done };
        let mut chars = after.chars();
        match (chars.next(), chars.next()) {
            (Some(mark @ ('-' | '.' | ':' | '：' | '/')), Some(next)) if next.is_ascii_digit() => {
                done += mark.len_utf8() + run(chars.as_str()).max(1);
                while !rest.is_char_boundary(done) {
                    done += 1;
                }
            }
            _ => return done,
        }
    }
}
