//! The walk through a text: finds where a numeral begins, reads it with its unit, looks back for words that bound
//! it and forward for more of them. Every character is looked at a few times at most.

use super::super::cursor::Cursor;
use super::super::error::QuantityError;
use super::super::glyph::{BareScale, Glyph, glyph};
use super::super::numeral;
use super::super::parse::eat_per;
use super::super::range::{self, Side, Spelling};
use super::super::scale::shift;
use super::super::unit::{self, ROUGH};
use super::super::words::{self, Lead, Sense};
use super::super::{Bound, Quantity};
use super::measure::{self, After, FoundUnit, UnitKind};
use super::special::{self, Special};
use super::{Aim, ChangeRole, Mention, Numerals, Stated, inclusion, non_quantities, reach, rough};
use crate::bug::slice;
use rust_decimal::Decimal;

/// How many words are looked for before a number.
const MOST_LEADS: usize = 4;

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

/// What was read of a value: where it ends, what it states, how its unit counts.
struct ScannedValue<'t> {
    after: Cursor<'t>,
    stated: Read,
    kind: UnitKind,
    unit: String,
}

enum Read {
    One(Decimal),
    Two(Bound),
    Rough,
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

    /// A value with its unit, perhaps a range; and where it starts, a sign before it included.
    fn value(&self, at: usize, rest: &'t str) -> Option<(ScannedValue<'t>, usize)> {
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
            && let Some(uncounted) = uncounted(first.value, cursor)
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
            (Some('负'), second) if second.is_none_or(|c| !"承抱担自肩欺辜胜".contains(c)) => {
                at - '负'.len_utf8()
            }
            _ => at,
        }
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
    fn lone_scale(&self, at: usize, rest: &'t str) -> Option<(ScannedValue<'t>, usize)> {
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

    /// Takes a word that bounds the value before it.
    fn tail(&self, cursor: &mut Cursor<'t>, value: &ScannedValue<'t>) -> Option<Sense> {
        let mut ahead = *cursor;
        skip_blank(&mut ahead);
        let (word, sense) = words::eat_tail(&mut ahead)?;
        let goes_on = |words: &[&str]| words.iter().any(|next| ahead.starts_with(next));
        let is_other = match word {
            "内" => value.kind != UnitKind::Time || goes_on(&["设", "部", "容", "涵"]),
            "上下" => goes_on(&["游", "级", "联", "一", "班"]),
            "左右" => goes_on(&["手", "逢", "岸"]),
            "以外" => value.kind != UnitKind::Time,
            "以下" => goes_on(&["简称", "几", "问", "方"]),
            _ => false,
        };
        if is_other {
            return None;
        }
        *cursor = ahead;
        Some(sense)
    }

    /// The words before a number that bound it or say what it is.
    pub(super) fn leads(&self, at: usize) -> (Leads, BareScale) {
        let mut leads = Leads { start: at, sense: None, firm: None, word: None, aim: None };
        let mut bare = BareScale::IsNoNumber;
        let mut end = at;
        for _ in 0..MOST_LEADS {
            let Some(before) = self.text.get(self.floor..end) else { break };
            let trimmed = before.trim_end_matches([' ', '\u{3000}', '\u{a0}']);
            let own = trimmed.strip_suffix('了').unwrap_or(trimmed);
            let aims = [("新增", Aim::Added), ("新增加", Aim::Added), ("累计", Aim::Cumulative)];
            if let Some((_, aim)) = aims.into_iter().find(|(word, _)| own.ends_with(word)) {
                leads.aim = Some(aim);
                break;
            }
            let Some((rest, word, lead)) = sign_at_end(own).or_else(|| words::lead_at_end(own)) else {
                break;
            };
            if non_quantities::is_part_of_word(word, rest) {
                break;
            }
            bare = if matches!(lead, Lead::Sign(_)) { bare } else { BareScale::CountsAsOne };
            let word_start = self.floor + rest.len();
            match lead {
                Lead::Bounds(sense) | Lead::Sign(sense) => {
                    if leads.firm.is_none() {
                        leads.firm = Some(sense);
                        leads.sense = Some(sense);
                        leads.word = Some(word);
                    }
                    leads.start = word_start;
                }
                Lead::Ceiling => {
                    leads.sense = leads.sense.or(Some(Sense::AtMost));
                    leads.start = word_start;
                }
                Lead::Intends if matches!(word, "达" | "达到" | "实现" | "完成") => {
                    leads.aim = leads.aim.or(Some(Aim::Reached));
                }
                Lead::Intends => {}
            }
            end = word_start;
        }
        (leads, bare)
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

/// What the words before a number say.
pub(super) struct Leads {
    /// Where the first of those that bound begins.
    pub(super) start: usize,
    pub(super) sense: Option<Sense>,
    /// The same, unless it is only a ceiling (控制在).
    firm: Option<Sense>,
    word: Option<&'static str>,
    pub(super) aim: Option<Aim>,
}

/// One or two blanks, not a line's end.
pub(super) fn skip_blank(cursor: &mut Cursor<'_>) {
    for _ in 0..2 {
        if cursor.bump_if(|next| matches!(next, ' ' | '\u{a0}')).is_none() {
            return;
        }
    }
}

/// A comparison sign in its full-width form.
fn sign_at_end(text: &str) -> Option<(&str, &'static str, Lead)> {
    let signs = [('＜', "<", Sense::LessThan), ('＞', ">", Sense::MoreThan)];
    signs
        .into_iter()
        .find_map(|(sign, word, sense)| Some((text.strip_suffix(sign)?, word, Lead::Sign(sense))))
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
fn in_percent((mut value, start): (ScannedValue<'_>, usize)) -> Option<(ScannedValue<'_>, usize)> {
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
