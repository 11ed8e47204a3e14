//! The grammar of a quantity: takes a text, gives a [`Quantity`]. Reads from left to right, once:
//! words that bound or intend, a value with its unit, perhaps a range mark and a second one, words that
//! bound, and nothing more. Never guesses: what does not fit is an error.

use super::cursor::Cursor;
use super::glyph::{BareScale, Glyph, glyph, is_minus, may_start};
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

/// Verbs before a number that say what is done to so many, and nothing of their bound: 新增60家以上, 建成3个. More is better.
const COUNTING: [&str; 44] = [
    "新增",
    "净增",
    "累计",
    "建成",
    "完成",
    "实现",
    "新建",
    "改建",
    "改造",
    "扩建",
    "续建",
    "培育",
    "引进",
    "招引",
    "引育",
    "签约",
    "举办",
    "组织",
    "开展",
    "实施",
    "推进",
    "培训",
    "发放",
    "认定",
    "新认定",
    "新引进",
    "新培育",
    "新登记",
    "新开工",
    "开工",
    "竣工",
    "打造",
    "创建",
    "建设",
    "整治",
    "修复",
    "治理",
    "绿化",
    "转化",
    "授权",
    "招聘",
    "落实",
    "筹集",
    "争取",
];
/// No name between such a verb and its number (新增就业24万以上) is longer, in characters.
const LONGEST_NAME: usize = 14;
/// Characters that no such name holds: they say that the number is compared, shared out or added up.
const NO_NAME: &str = "比较增减降升提缩压占超倍其各每均约余，。；、,;：:";
/// Openings of numbers that are so many to each one, with each one's name: 人均10元以上 counts 元/人.
const PER_HEAD: [(&str, &str); 8] = [
    ("人均", "人"),
    ("户均", "户"),
    ("亩均", "亩"),
    ("车均", "车"),
    ("班均", "班"),
    ("村均", "村"),
    ("校均", "校"),
    ("单位平均", "个"),
];
/// What is counted by the thousand and the like: 每千人8.5张 counts 张/千人.
const EACH: [&str; 23] = [
    "常住人口",
    "人口",
    "居民",
    "老年人",
    "人",
    "名",
    "户",
    "家",
    "辆",
    "平方公里",
    "平方千米",
    "公里",
    "亩",
    "公顷",
    "平方米",
    "立方米",
    "季度",
    "半年",
    "月",
    "周",
    "年",
    "天",
    "日",
];
const EACH_SCALES: [&str; 8] = ["百万", "十万", "10万", "万", "千", "百", "十", ""];

/// The words that bound a value, as they come.
#[derive(Default)]
struct BoundWords {
    sense: Option<(Sense, &'static str)>,
    has_ceiling: bool,
    /// Whether a word says that a value is meant to be reached (完成, 达到).
    intends: bool,
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

/// Whether a text opens with a verb that counts what is done, so that more is better.
pub(super) fn opens_with_count(text: &str) -> bool {
    // 完成 and 实现 say that a value is reached, a limit as well as a count.
    COUNTING.iter().any(|verb| text.starts_with(verb))
        && !text.starts_with("完成")
        && !text.starts_with("实现")
}

/// Whether a text says that its number is so many to each one.
pub fn per_head(text: &str) -> bool {
    text.contains('每') || PER_HEAD.iter().any(|(word, _)| text.contains(word))
}

/// Reads a whole text as one quantity; `unit` is the unit that is known to be meant.
pub(super) fn quantity(text: &str, unit: Option<&str>) -> Result<Quantity, QuantityError> {
    let mut cursor = Cursor::new(text);
    cursor.skip_space();
    if cursor.is_at_end() {
        return Err(QuantityError::Empty);
    }
    let mut stated = BoundWords::default();
    let mut bare = leads(&mut cursor, &mut stated)?;
    if eat_counting(&mut cursor) || stated.intends {
        eat_name(&mut cursor);
    }
    let each = eat_each(&mut cursor);
    if leads(&mut cursor, &mut stated)? == BareScale::CountsAsOne {
        bare = BareScale::CountsAsOne;
    }
    let start = cursor;
    let mut first = side(&mut cursor, bare, unit)?;
    if let (Some(each), Some(own)) = (each, &first.unit) {
        first.unit = Some(format!("{own}/{each}"));
    }
    cursor.skip_space();
    let mut ends = None;
    if words::eat_range_mark(&mut cursor) {
        cursor.skip_space();
        let second = side(&mut cursor, BareScale::IsNoNumber, unit)?;
        cursor.skip_space();
        words::eat_range_end(&mut cursor);
        ends = Some(second);
    }
    cursor.skip_space();
    // 12家（含12家）以上 and 12家以上（含12家).
    let said_again = eat_inclusion(&mut cursor, &first);
    while let Some((word, sense)) = words::eat_tail(&mut cursor) {
        stated.add(sense, word)?;
        cursor.skip_space();
    }
    let includes = matches!(stated.sense(), Sense::AtLeast | Sense::AtMost);
    if includes {
        eat_inclusion(&mut cursor, &first);
    } else if said_again {
        return Err(QuantityError::Leftover { column: start.column(), text: start.excerpt() });
    }
    if !cursor.is_at_end() {
        return Err(QuantityError::Leftover { column: cursor.column(), text: cursor.excerpt() });
    }
    let too_large = QuantityError::OutOfRange { text: start.excerpt() };
    let is_bound = stated.sense() != Sense::Exactly;
    if first.unit.as_deref().is_some_and(|own| unit != Some(own) && unit::is_no_unit(own, is_bound)) {
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
fn eat_inclusion(cursor: &mut Cursor<'_>, side: &Side) -> bool {
    let rest = cursor.rest();
    let inside = rest.strip_prefix(['(', '（']).and_then(|inside| inside.strip_prefix('含'));
    let Some((inside, after)) = inside.and_then(|inside| inside.split_once([')', '）'])) else {
        return false;
    };
    let says_again = |inside: &str| {
        let same_unit = |unit: &Option<String>| unit.is_none() || *unit == side.unit;
        quantity(inside, None)
            .is_ok_and(|own| own.bound == Sense::Exactly.of(side.value) && same_unit(&own.unit))
    };
    let is_said = matches!(inside, "本数" | "") || says_again(inside);
    if is_said {
        while cursor.rest().len() > after.len() {
            cursor.bump();
        }
        cursor.skip_space();
    }
    is_said
}

/// Takes a verb that counts what is done.
fn eat_counting(cursor: &mut Cursor<'_>) -> bool {
    let longest = COUNTING.iter().filter(|verb| cursor.starts_with(verb)).max_by_key(|verb| verb.len());
    longest.is_some_and(|verb| cursor.eat(verb))
}

/// Takes the name of what is counted, up to its number: 就业 of 新增就业24万以上.
fn eat_name(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    for _ in 0..=LONGEST_NAME {
        if may_start(ahead)
            || words::opens_with_lead(ahead)
            || ahead.starts_with("百分之")
            || opens_with_each(ahead)
        {
            *cursor = ahead;
            return;
        }
        let is_name = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}') && !NO_NAME.contains(c);
        if ahead.bump_if(is_name).is_none() {
            return;
        }
    }
}

fn opens_with_each(cursor: Cursor<'_>) -> bool {
    eat_each(&mut { cursor }).is_some()
}

/// Takes the words that say that so many are to each one, and gives the one: 千人 of 每千人8.5张, 人 of 人均10元.
fn eat_each(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut ahead = *cursor;
    let each = if let Some((word, each)) = PER_HEAD.iter().find(|(word, _)| ahead.starts_with(word)) {
        ahead.eat(word);
        (*each).to_owned()
    } else {
        ahead.eat("每").then_some(())?;
        let (scale, each) = EACH_SCALES.iter().find_map(|scale| {
            let mut after = ahead;
            (scale.is_empty() || after.eat(scale)).then_some(())?;
            let each = EACH.iter().find(|each| after.eat(each))?;
            ahead = after;
            Some((scale, each))
        })?;
        let each = match *each {
            "常住人口" | "人口" | "居民" | "名" => "人",
            each => each,
        };
        format!("{scale}{each}")
    };
    eat_name(&mut ahead);
    (may_start(ahead) || words::opens_with_lead(ahead)).then(|| *cursor = ahead)?;
    Some(each)
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
            Lead::Intends => stated.intends = true,
        }
    }
}

/// Takes a number with its unit; a known unit is taken as it is written.
fn side(cursor: &mut Cursor<'_>, bare: BareScale, known: Option<&str>) -> Result<Side, QuantityError> {
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
    if let Some(value) = eat_tenths(cursor, value) {
        let unit = Some("%".to_owned());
        return Ok(Side { value, scale: None, unit, spelling: Spelling::AfterNumber });
    }
    if let Some(unit) = known.filter(|unit| unit::eat_known(cursor, unit)) {
        return Ok(Side { value, scale: None, unit: Some(unit.to_owned()), spelling: Spelling::AfterNumber });
    }
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

/// Takes 成, tenths of a whole, as per cent: 九成五 is 95 %. A word that opens with 成 is none: 3成员.
fn eat_tenths(cursor: &mut Cursor<'_>, value: Decimal) -> Option<Decimal> {
    let mut ahead = *cursor;
    ahead.eat("成").then_some(())?;
    let mut percent = value.checked_mul(Decimal::TEN)?;
    if let Some(digit) = ahead.peek().and_then(|next| match glyph(next) {
        Some(Glyph::Digit(digit)) => Some(digit),
        _ => next.to_digit(10),
    }) {
        ahead.bump();
        percent = percent.checked_add(Decimal::from(digit))?;
    }
    let ends = ahead.is_at_end()
        || words::at_bound(ahead)
        || ahead.peek().is_some_and(|next| !next.is_alphanumeric());
    (ends && percent <= Decimal::ONE_HUNDRED).then(|| *cursor = ahead)?;
    Some(percent)
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
            ("12家（含12家）以上", "12家以上"),
            ("12家（含12家）", ""),
            ("5个以上（含6个）", ""),
            ("新增60家以上", "60家以上"),
            ("累计60家", "60家"),
            ("建成1家", "1家"),
            ("增长到60家", "60家"),
            ("下降到60家", "60家"),
            // Changes are read elsewhere.
            ("增长7%左右", ""),
            ("下降3%", ""),
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
