//! The grammar of a quantity: takes a text, gives a [`Quantity`]. Reads from left to right, once:
//! words that bound or intend, a value with its unit, perhaps a range mark and a second one, words that
//! bound, and nothing more. Never guesses: what does not fit is an error.

use super::cursor::Cursor;
use super::glyph::{BareScale, is_minus, may_start};
use super::numeral;
use super::range::{self, Side, Spelling};
use super::words::{self, Lead, Sense};
use super::{Quantity, QuantityError, scale, unit};
use rust_decimal::Decimal;

/// Openings of rough numbers that hold no numeral.
const VAGUE: &[&str] = &[
    "几", "数十", "数百", "数千", "数万", "数亿", "数家", "数个", "若干", "多", "上百", "上千", "上万",
    "上亿", "成百", "成千", "许多", "大量", "少量", "百余", "千余", "万余", "百多", "千多", "万多", "部分",
];

/// Openings of parts of a whole that hold no numeral.
const FRACTIONS: &[&str] = &["半", "过半", "多半", "大半", "万分之"];

/// What follows 一 where it counts nothing: 一批, 一系列, 一流.
const NOT_ONE: &[&str] = &["批", "些", "系列", "定", "流", "体", "般", "律", "致", "直", "切", "揽子"];

/// Verbs before a target that say what becomes of the number, and nothing of its bound: 增长7%左右, 新增60家以上. The phrase
/// keeps them in print.
pub(super) const RISING: &[&str] = &["增长", "提高", "提升", "增加", "新增", "净增", "累计", "建成"];

/// The same of a number that falls. Whether 3 or −3 is reported for 下降3% nobody could tell, so it is asked to be said by the name.
const FALLING: &[&str] = &["下降", "降低", "减少", "压减", "下调", "缩短"];

/// The words that bound a value, as they come.
#[derive(Default)]
struct BoundWords {
    sense: Option<(Sense, &'static str)>,
    has_ceiling: bool,
}

impl BoundWords {
    /// Adds a word. Twice the same bound is one (约12家左右).
    fn add(&mut self, sense: Sense, word: &'static str) -> Result<(), QuantityError> {
        let (earlier, first) = *self.sense.get_or_insert((sense, word));
        if earlier == sense {
            Ok(())
        } else {
            Err(QuantityError::Contradiction { first: first.to_owned(), second: word.to_owned() })
        }
    }

    fn sense(&self) -> Sense {
        let unbounded = if self.has_ceiling { Sense::AtMost } else { Sense::Exactly };
        self.sense.map_or(unbounded, |(sense, _)| sense)
    }
}

/// Reads a whole text as one quantity.
pub(super) fn quantity(text: &str) -> Result<Quantity, QuantityError> {
    let mut cursor = Cursor::new(text);
    cursor.skip_space();
    if cursor.is_at_end() {
        return Err(QuantityError::Empty);
    }
    if FALLING.iter().any(|verb| cursor.starts_with(verb)) && !words::opens_with_lead(cursor) {
        return Err(QuantityError::Falling { text: cursor.excerpt() });
    }
    if !words::opens_with_lead(cursor)
        && let Some(verb) = RISING.iter().find(|verb| cursor.starts_with(verb))
    {
        cursor.eat(verb);
    }
    let mut stated = BoundWords::default();
    let bare = leads(&mut cursor, &mut stated)?;
    let start = cursor;
    let first = side(&mut cursor, bare)?;
    cursor.skip_space();
    let mut ends = None;
    if words::eat_range_mark(&mut cursor) {
        cursor.skip_space();
        let second = side(&mut cursor, BareScale::IsNoNumber)?;
        cursor.skip_space();
        words::eat_range_end(&mut cursor);
        ends = Some(second);
    }
    cursor.skip_space();
    while let Some((word, sense)) = words::eat_tail(&mut cursor) {
        stated.add(sense, word)?;
        cursor.skip_space();
    }
    if matches!(stated.sense(), Sense::AtLeast | Sense::AtMost) {
        eat_inclusion(&mut cursor, &first);
    }
    if !cursor.is_at_end() {
        return Err(QuantityError::Leftover { column: cursor.column(), text: cursor.excerpt() });
    }
    let too_large = QuantityError::OutOfRange { text: start.excerpt() };
    let is_bound = stated.sense() != Sense::Exactly;
    if first.unit.as_deref().is_some_and(|unit| unit::is_no_unit(unit, is_bound)) {
        return Err(QuantityError::NoQuantity { text: start.excerpt() });
    }
    let Some(second) = ends else {
        let bound = stated.sense().of(first.full_value().ok_or(too_large)?);
        return Ok(Quantity { bound, unit: first.unit });
    };
    let range = range::join(first, second, too_large)?;
    match stated.sense {
        None | Some((Sense::Exactly, _)) => Ok(range),
        Some((_, word)) => {
            Err(QuantityError::Contradiction { first: range.chinese(), second: word.to_owned() })
        }
    }
}

/// Takes brackets that say again that the number itself is meant: 5个以上（含5个）, 5个以上（含本数）.
fn eat_inclusion(cursor: &mut Cursor<'_>, side: &Side) {
    let rest = cursor.rest();
    let inside = rest.strip_prefix(['(', '（']).and_then(|inside| inside.strip_prefix('含'));
    let Some((inside, after)) = inside.and_then(|inside| inside.split_once([')', '）'])) else { return };
    let says_again = |inside: &str| {
        let same_unit = |unit: &Option<String>| unit.is_none() || *unit == side.unit;
        quantity(inside).is_ok_and(|own| own.bound == Sense::Exactly.of(side.value) && same_unit(&own.unit))
    };
    if matches!(inside, "本数" | "") || says_again(inside) {
        while cursor.rest().len() > after.len() {
            cursor.bump();
        }
        cursor.skip_space();
    }
}

/// Takes the words before the number, and says whether a lone scale after them counts as one (超亿元).
fn leads(cursor: &mut Cursor<'_>, stated: &mut BoundWords) -> Result<BareScale, QuantityError> {
    let mut bare = BareScale::IsNoNumber;
    loop {
        cursor.skip_space();
        let start = *cursor;
        // 过半数 is no bound on a number.
        if FRACTIONS.iter().any(|words| start.starts_with(words)) {
            return Err(QuantityError::Fraction { text: start.excerpt() });
        }
        let Some((word, lead)) = words::eat_lead(cursor) else { return Ok(bare) };
        if !matches!(lead, Lead::Sign(_)) {
            bare = BareScale::CountsAsOne;
        }
        match lead {
            Lead::Bounds(sense) | Lead::Sign(sense) => stated.add(sense, word)?,
            Lead::Ceiling => stated.has_ceiling = true,
            Lead::Intends => {}
        }
    }
}

/// Takes a number with its unit.
fn side(cursor: &mut Cursor<'_>, bare: BareScale) -> Result<Side, QuantityError> {
    let start = *cursor;
    if let Some((sign, unit)) = eat_per(cursor) {
        let value =
            numeral::read(cursor, BareScale::CountsAsOne)?.ok_or_else(|| no_number(start, *cursor))?;
        cursor.skip_space();
        refuse_rough(start, *cursor)?;
        let unit = Some(unit.to_owned());
        return Ok(Side { value: value * sign, scale: None, unit, spelling: Spelling::BeforeNumber });
    }
    let value = numeral::read(cursor, bare)?.ok_or_else(|| no_number(start, start))?;
    if let Some(unit) = unit::read_per_many(cursor) {
        return Ok(Side { value, scale: None, unit: Some(unit), spelling: Spelling::AfterNumber });
    }
    cursor.skip_space();
    refuse_rough(start, *cursor)?;
    let is_one = start.starts_with("一") && value == Decimal::ONE;
    if is_one && NOT_ONE.iter().any(|words| cursor.starts_with(words)) {
        return Err(QuantityError::Vague { text: start.excerpt() });
    }
    let unit = unit::read(cursor, start)?;
    let lone_scale = unit.as_deref().and_then(scale::split).filter(|(_, rest)| rest.is_empty());
    let scale = lone_scale.map(|(scale, _)| scale);
    let unit = unit.filter(|_| scale.is_none());
    Ok(Side { value, scale, unit, spelling: Spelling::AfterNumber })
}

/// Takes the words that put a unit before its number (负百分之三), with the sign as a factor.
pub(super) fn eat_per(cursor: &mut Cursor<'_>) -> Option<(Decimal, &'static str)> {
    let mut ahead = *cursor;
    let is_negative = ahead.bump_if(is_minus).is_some();
    let unit = [("百分之", "%"), ("千分之", "‰")]
        .into_iter()
        .find_map(|(words, unit)| ahead.eat(words).then_some(unit))?;
    *cursor = ahead;
    Some((if is_negative { Decimal::NEGATIVE_ONE } else { Decimal::ONE }, unit))
}

/// The error for a place with no number: the words there may state a rough number or a fraction.
fn no_number(start: Cursor<'_>, at: Cursor<'_>) -> QuantityError {
    let opens = |table: &[&str]| table.iter().any(|words| at.starts_with(words));
    if opens(VAGUE) {
        QuantityError::Vague { text: start.excerpt() }
    } else if opens(FRACTIONS) {
        QuantityError::Fraction { text: start.excerpt() }
    } else {
        QuantityError::NoNumber { column: at.column(), text: at.excerpt() }
    }
}

/// Refuses what makes the number just read a rough one (20多) or a part of a whole (三分之一, 1/3, 一半).
fn refuse_rough(start: Cursor<'_>, after: Cursor<'_>) -> Result<(), QuantityError> {
    let mut ahead = after;
    let is_ratio = ahead.eat("/") && may_start(ahead);
    if is_ratio || after.starts_with("分之") || after.starts_with("半") {
        return Err(QuantityError::Fraction { text: start.excerpt() });
    }
    if unit::ROUGH.iter().any(|&word| after.peek() == Some(word)) {
        return Err(QuantityError::Vague { text: start.excerpt() });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::model::quantity::Quantity;

    #[test]
    fn phrases_of_plans_are_read_whole_or_refused() {
        for (text, printed) in [
            ("9.61/10万以下", "不超过9.61/10万"),
            ("＜7/10万", "低于7/10万"),
            ("3.2/千人", "3.2/千人"),
            ("30.5㎡", "30.5㎡"),
            ("12+", "12以上"),
            ("95%+", "95%以上"),
            ("5个以上（含5个）", "5个以上"),
            ("5个以上（含本数）", "5个以上"),
            ("12家（含12家）以上", ""),
            ("5个以上（含6个）", ""),
            ("增长7%左右", "7%左右"),
            ("提高0.5个百分点以上", "0.5个百分点以上"),
            ("新增60家以上", "60家以上"),
            ("累计60家", "60家"),
            ("建成1家", "1家"),
            ("增长到60家", "60家"),
            ("下降到60家", "60家"),
            // Whether 3 or −3 is reported for it nobody could tell.
            ("下降3%", ""),
            ("减少2个百分点以上", ""),
            // Their numbers count nothing.
            ("6月底前开工", ""),
            ("2026年底前完成", ""),
            ("零增长", ""),
            ("3A级", ""),
            ("4A", ""),
            ("4A级景区", ""),
            ("二类以上", ""),
            ("12家起", ""),
            ("3起", "3起"),
            // These do.
            ("5年", "5年"),
            ("3类", "3类"),
            ("12个月", "12个月"),
            ("15日", "15日"),
            ("1/3", ""),
        ] {
            let read = Quantity::parse(text);
            assert_eq!(read.as_ref().map(Quantity::chinese).unwrap_or_default(), printed, "{text}: {read:?}");
            if let Ok(quantity) = read {
                assert_eq!(Quantity::parse(&quantity.chinese()).as_ref(), Ok(&quantity), "{text}");
            }
        }
    }
}
