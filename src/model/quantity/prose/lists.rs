//! Several figures that share what stands once: a unit (2、6、8家, 分别提高15、22个百分点), a bound (分别增长7%、8%左右, 分别超过90家和870家).
//! Takes the text at the first number, or the mentions of a whole text; each figure is a mention of its own.

use super::super::cursor::Cursor;
use super::super::glyph::BareScale;
use super::super::words::{self, Sense};
use super::super::{Bound, Quantity, numeral};
use super::measure::{self, After, UnitKind};
use super::scan::{Scanner, skip_blank};
use super::{ChangeRole, Mention, Numerals, Stated};
use crate::bug::slice;
use rust_decimal::Decimal;
use std::ops::Range;

/// No list has more numbers.
const MOST: usize = 12;
/// What parts the figures of a list.
const JOINTS: [&str; 5] = ["、", "以及", "和", "与", "及"];

impl<'t> Scanner<'t> {
    /// Takes numbers of which only the last one has a unit; gives how many bytes are done with.
    pub(super) fn list(&mut self, at: usize, rest: &'t str) -> Option<usize> {
        let mut cursor = Cursor::new(rest);
        let mut values: Vec<(Decimal, Range<usize>)> = Vec::new();
        let place = |cursor: Cursor<'_>| self.text.len() - cursor.rest().len();
        let found = loop {
            let start = place(cursor);
            cursor.peek().filter(char::is_ascii_digit)?;
            let value = numeral::read(&mut cursor, BareScale::IsNoNumber).ok().flatten()?;
            values.push((value, start..place(cursor)));
            if JOINTS.iter().any(|joint| cursor.eat(joint)) {
                (values.len() < MOST).then_some(())?;
                continue;
            }
            skip_blank(&mut cursor);
            break measure::eat(&mut cursor, self.known, After::Digits)?;
        };
        let before = slice(self.text, ..at);
        (values.len() > 1 && found.unit != "成").then_some(())?;
        if !self.may_share(before, &values, &found.kind) {
            // 1、2类 names classes.
            let is_name = found.kind == UnitKind::CountOfDigits && !is_item(before);
            return is_name.then(|| place(cursor) - at);
        }
        let (lead, _) = self.leads(at);
        let end = place(cursor);
        let mut after = cursor;
        let tail = words::eat_tail(&mut after).map(|(_, sense)| sense);
        let stop = if tail.is_some() { place(after) } else { end };
        let sense = tail.or(lead.sense).unwrap_or(Sense::Exactly);
        let last = values.len() - 1;
        for (index, (value, range)) in values.into_iter().enumerate() {
            let value_range = range.start..if index == last { end } else { range.end };
            let start = if index == 0 { lead.start } else { range.start };
            self.found.push(Mention {
                range: start..if index == last { stop } else { range.end },
                value_range,
                stated: Stated::Quantity(Quantity { bound: sense.of(value), unit: Some(found.unit.clone()) }),
                kind: if found.kind == UnitKind::CountOfDigits { UnitKind::Count } else { found.kind },
                role: ChangeRole::Alone,
                aim: lead.aim,
                numerals: Numerals::Digits,
            });
        }
        self.floor = stop;
        Some(stop - at)
    }

    /// Whether numbers share the unit behind the last one. 1、5家 at the start of a line is an item with a quantity, and
    /// 1、2类 names classes unless 分别 deals them out.
    fn may_share(&self, before: &str, values: &[(Decimal, Range<usize>)], kind: &UnitKind) -> bool {
        let is_dealt = deals(slice(self.text, self.floor..before.len()));
        let is_year = |value: &Decimal| *value >= Decimal::from(1900) && *value < Decimal::from(2100);
        match kind {
            UnitKind::Count | UnitKind::Share => !is_item(before),
            UnitKind::Time if values.iter().any(|(value, _)| is_year(value)) => false,
            _ => is_dealt,
        }
    }
}

/// Whether a number opens a sentence, as that of an item does.
fn is_item(before: &str) -> bool {
    before.trim_end().chars().next_back().is_none_or(|c| matches!(c, '。' | '；' | '\n' | '：'))
}

/// Gives each figure of a list that 分别 deals out the bound that stands once.
pub(super) fn share_bounds(text: &str, mentions: &mut [Mention]) {
    let (mut start, mut floor) = (0, 0);
    while start < mentions.len() {
        let joined = mentions.windows(2).skip(start).take_while(|pair| match pair {
            [one, other] => {
                JOINTS.contains(&slice(text, one.range.end..other.range.start))
                    && unit_of(one) == unit_of(other)
            }
            _ => false,
        });
        let end = start + 1 + joined.count();
        let Some(group) = mentions.get_mut(start..end) else { return };
        let first = group.first().map_or(floor, |first| first.range.start);
        if end - start > 1 && deals(slice(text, floor.min(first)..first)) {
            share(group);
        }
        floor = group.last().map_or(floor, |last| last.range.end);
        start = end;
    }
}

fn share(group: &mut [Mention]) {
    let bound = |mention: &Mention| match &mention.stated {
        Stated::Quantity(quantity) => Some(quantity.bound),
        _ => None,
    };
    let bounds: Vec<Option<Bound>> = group.iter().map(bound).collect();
    let is_plain = |bound: &Option<Bound>| matches!(bound, Some(Bound::Exactly(_)));
    let is_shared = |bound: &Bound| !matches!(bound, Bound::Exactly(_) | Bound::Between(..));
    let has_lead = group.first().is_some_and(|first| first.range.start < first.value_range.start);
    let shared = match bounds.as_slice() {
        [first, others @ ..] if has_lead && others.iter().all(is_plain) => *first,
        [others @ .., last] if others.iter().all(is_plain) => *last,
        _ => None,
    };
    let Some(shared) = shared.filter(is_shared) else { return };
    for mention in group {
        if let Stated::Quantity(quantity) = &mut mention.stated
            && let Bound::Exactly(value) = quantity.bound
        {
            quantity.bound = shared.map(|_| Some(value)).unwrap_or(quantity.bound);
        }
    }
}

fn unit_of(mention: &Mention) -> Option<&str> {
    match &mention.stated {
        Stated::Quantity(quantity) => quantity.unit.as_deref(),
        _ => None,
    }
}

/// Whether 分别, or a word for it, stands in the clause before a list.
fn deals(before: &str) -> bool {
    let is_break = |c| matches!(c, '。' | '；' | ';' | '，' | ',' | '！' | '？' | '\n');
    let clause = before.rsplit(is_break).next().unwrap_or_default();
    ["分别", "均", "都"].iter().any(|word| clause.contains(word))
}
