//! A value as it stands in prose: takes the text at a number, gives the number with its unit, perhaps a range, a rough number
//! (20多家), a rate (12/10万), tenths (九成五) or a number whose unit is left out (24万以上). Looks for no bound.

use super::super::cursor::Cursor;
use super::super::error::QuantityError;
use super::super::glyph::{BareScale, Glyph, glyph};
use super::super::parse::eat_per;
use super::super::range::{self, Side, Spelling};
use super::super::scale::shift;
use super::super::unit::{self, ROUGH};
use super::super::{Bound, numeral, words};
use super::measure::{self, After, FoundUnit, UnitKind};
use super::rough;
use super::scan::{Scanner, skip_blank};
use crate::bug::slice;
use rust_decimal::Decimal;

/// What was read of a value: where it ends, what it states, how its unit counts.
pub(super) struct ScannedValue<'t> {
    pub(super) after: Cursor<'t>,
    pub(super) stated: Read,
    pub(super) kind: UnitKind,
    pub(super) unit: String,
}

pub(super) enum Read {
    One(Decimal),
    Two(Bound),
    Rough,
}

impl<'t> Scanner<'t> {
    /// A value with its unit, perhaps a range; and where it starts, a sign before it included.
    pub(super) fn value(&self, at: usize, rest: &'t str) -> Option<(ScannedValue<'t>, usize)> {
        let (_, bare) = self.leads(at);
        let start = self.sign(at);
        let mut cursor = Cursor::new(rest);
        if let Some(FoundUnit { unit, kind }) = rough::eat(&mut cursor, self.known) {
            return Some((ScannedValue { after: cursor, stated: Read::Rough, kind, unit }, at));
        }
        cursor = Cursor::new(self.text.get(start..)?);
        let Some((first, found)) = self.side(&mut cursor, bare).ok()? else {
            return self.lone_scale(at, rest);
        };
        if found.is_none()
            && let Some(uncounted) =
                uncounted(first.value, cursor).or_else(|| self.unitless(at, first.value, cursor))
        {
            return Some((uncounted, start));
        }
        let value = first.value;
        let is_change = self.text.get(..at).is_some_and(|before| before.ends_with(['由', '从', '自']));
        if let Some((second, found, after)) = self.second_side(cursor, is_change)
            && let Ok(joined) = range::join(first, second, QuantityError::Empty)
        {
            let (unit, kind) = (joined.unit.unwrap_or(found.unit), found.kind);
            return Some((ScannedValue { after, stated: Read::Two(joined.bound), kind, unit }, start));
        }
        let FoundUnit { unit, kind } = found?;
        Some((ScannedValue { after: cursor, stated: Read::One(value), kind, unit }, start))
    }

    /// A minus sign before a number, where it is no range mark and no hyphen.
    fn sign(&self, at: usize) -> usize {
        let before = slice(self.text, self.floor..at);
        let mut back = before.chars().rev();
        match (back.next(), back.next()) {
            (Some(mark @ ('-' | '−' | '－')), second)
                if second.is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '－' | '—')) =>
            {
                at - mark.len_utf8()
            }
            (Some('负'), second) if second.is_none_or(|c| !"承抱担自肩欺辜胜减".contains(c)) => {
                at - '负'.len_utf8()
            }
            _ => at,
        }
    }

    /// A number without a unit between two words that bound it: 死亡率控制在0.012以内.
    fn unitless(&self, at: usize, value: Decimal, after: Cursor<'t>) -> Option<ScannedValue<'t>> {
        self.leads(at).0.sense?;
        let (word, _) = words::eat_tail(&mut { after })?;
        let stated = Read::One(value);
        (word != "+").then_some(ScannedValue { after, stated, kind: UnitKind::Count, unit: String::new() })
    }

    /// The other end of a range. After 由 and 从, 到 leads to the end of a change instead.
    fn second_side(&self, mut cursor: Cursor<'t>, is_change: bool) -> Option<(Side, FoundUnit, Cursor<'t>)> {
        skip_blank(&mut cursor);
        if is_change && (cursor.starts_with("到") || cursor.starts_with("至")) {
            return None;
        }
        if !words::eat_range_mark(&mut cursor) {
            return None;
        }
        skip_blank(&mut cursor);
        let (side, found) = self.side(&mut cursor, BareScale::IsNoNumber).ok()??;
        let found = found?;
        skip_blank(&mut cursor);
        words::eat_range_end(&mut cursor);
        Some((side, found, cursor))
    }

    /// 亿元以上项目: a scale with nothing before it is one of it where its unit is bounded.
    pub(super) fn lone_scale(&self, at: usize, rest: &'t str) -> Option<(ScannedValue<'t>, usize)> {
        let mut cursor = Cursor::new(rest);
        let (first, found) = self.side(&mut cursor, BareScale::CountsAsOne).ok()??;
        let FoundUnit { unit, kind } = found.filter(|found| found.unit.ends_with('元'))?;
        words::eat_tail(&mut { cursor })?;
        Some((ScannedValue { after: cursor, stated: Read::One(first.value), kind, unit }, at))
    }

    /// A number with its unit, which may be missing.
    pub(super) fn side(
        &self,
        cursor: &mut Cursor<'t>,
        bare: BareScale,
    ) -> Result<Option<(Side, Option<FoundUnit>)>, QuantityError> {
        let mut ahead = *cursor;
        if let Some((sign, unit)) = eat_per(&mut ahead) {
            let Some(value) = numeral::read(&mut ahead, BareScale::CountsAsOne)? else { return Ok(None) };
            // A number that goes on as a rough one.
            if ahead.peek().is_some_and(|next| ROUGH.contains(&next)) {
                return Ok(None);
            }
            *cursor = ahead;
            let value = if sign.is_sign_negative() { -value } else { value };
            let found = FoundUnit { unit: unit.to_owned(), kind: UnitKind::Share };
            let unit = Some(found.unit.clone());
            let side = Side { value, scale: None, unit, spelling: Spelling::BeforeNumber };
            return Ok(Some((side, Some(found))));
        }
        let start = *cursor;
        let Some(mut value) = numeral::read(cursor, bare)? else { return Ok(None) };
        let mut ahead = *cursor;
        let mut found = rate(&mut ahead);
        if found.is_none() {
            let after = stands_after(start, *cursor);
            skip_blank(&mut ahead);
            found = measure::eat(&mut ahead, self.known, after);
        }
        if let Some(found) = &found {
            if found.unit == "成" {
                value = tenths(value, &mut ahead);
            }
            *cursor = ahead;
        }
        let unit = found.as_ref().map(|found| found.unit.clone());
        Ok(Some((Side { value, scale: None, unit, spelling: Spelling::AfterNumber }, found)))
    }
}

/// The unit of a rate that is counted in so many: 12/10万. 1/1000 is a scale of maps, and 6/10 a date.
fn rate(cursor: &mut Cursor<'_>) -> Option<FoundUnit> {
    let mut ahead = *cursor;
    let unit = unit::read_per_many(&mut ahead)?;
    let is_spelt = unit.contains(['百', '千', '万', '亿']) || unit == "1/100000";
    is_spelt.then(|| *cursor = ahead)?;
    Some(FoundUnit { unit, kind: UnitKind::Share })
}

/// What a unit stands after, between the places where its number begins and ends.
fn stands_after(start: Cursor<'_>, end: Cursor<'_>) -> After {
    let number = slice(start.rest(), ..start.rest().len() - end.rest().len());
    let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let is_digits = number.ends_with(|last: char| last.is_ascii_digit() || matches!(last, '０'..='９'));
    let is_near = !end.rest().starts_with([' ', '\u{a0}']);
    if is_digits && is_near && !is_year { After::Digits } else { After::Other }
}

/// Takes the hundredths that follow tenths: 九成五 is 9.5成.
fn tenths(value: Decimal, cursor: &mut Cursor<'_>) -> Decimal {
    let mut ahead = *cursor;
    let digit = ahead.bump().and_then(|next| match glyph(next) {
        Some(Glyph::Digit(digit)) => Some(digit),
        _ => next.to_digit(10),
    });
    let ends =
        ahead.peek().is_none_or(|next| !next.is_alphanumeric()) || words::eat_tail(&mut { ahead }).is_some();
    match digit.and_then(|digit| value.checked_add(Decimal::new(i64::from(digit), 1))) {
        Some(value) if ends => {
            *cursor = ahead;
            value
        }
        _ => value,
    }
}

/// Tenths of a whole are so many per cent.
pub(super) fn in_percent((mut value, start): (ScannedValue<'_>, usize)) -> Option<(ScannedValue<'_>, usize)> {
    if value.unit == "成" {
        value.unit = "%".to_owned();
        value.stated = match value.stated {
            Read::One(number) => Read::One(number.checked_mul(Decimal::TEN)?.normalize()),
            Read::Two(bound) => Read::Two(bound.map(|end| end.checked_mul(Decimal::TEN))?),
            Read::Rough => Read::Rough,
        };
    }
    Some((value, start))
}

/// A number in 万 or 亿 whose unit is left out because the words before name it: 新增就业24万以上, 总人口突破120万。
fn uncounted(value: Decimal, after: Cursor<'_>) -> Option<ScannedValue<'_>> {
    let mut ahead = after;
    let power = if ahead.eat("万亿") {
        12
    } else if ahead.eat("亿") {
        8
    } else if ahead.eat("万") {
        4
    } else {
        return None;
    };
    let ends = ahead.is_at_end()
        || ahead.peek().is_some_and(|next| matches!(next, ',' | ';' | '、' | '。' | '!' | ')'))
        || words::eat_tail(&mut { ahead }).is_some_and(|(word, _)| word != "+");
    let value = shift(value, power).filter(|_| ends)?;
    Some(ScannedValue { after: ahead, stated: Read::One(value), kind: UnitKind::Count, unit: String::new() })
}
