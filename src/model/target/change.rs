//! Changes: 增长8%以上, 下降3%, 提高0.5个百分点, 翻一番, 零增长. Takes a phrase, gives the amount with its sign.
//!
//! A bound is turned with the sign: 下降3%以上 is at most −3. 翻一番 is twice as much, so +100 %, 翻两番 four times, so +300 %
//! (《现代汉语词典》: 翻番 doubles); 增长2倍 is +200 %, 增长到2倍 is +100 %.

use super::amount::verb;
use crate::model::quantity::{Bound, Direction, Quantity, QuantityError, parse_decimal};
use rust_decimal::Decimal;

/// So much more or less than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The amount with its sign: 下降3%以上 is at most −3.
    pub bound: Bound,
    /// What it is counted in: %, 个百分点, 家 …
    pub unit: String,
    /// Which way the verb says; none of 零增长.
    pub way: Option<Direction>,
    /// Whether it is an average over years (年均), which is known only at the end of them.
    pub yearly: bool,
}

/// Verbs and nouns that say that a number rises, longest first where one opens another.
const RISES: [&str; 15] = [
    "增长率",
    "增长",
    "提高",
    "提升",
    "增加",
    "上升",
    "上涨",
    "扩大",
    "递增",
    "增幅",
    "涨幅",
    "增速",
    "升幅",
    "增",
    "涨",
];
/// The same of a number that falls.
const FALLS: [&str; 20] = [
    "下降",
    "降低",
    "减少",
    "压减",
    "压降",
    "压缩",
    "下调",
    "缩短",
    "削减",
    "缩减",
    "精简",
    "回落",
    "下滑",
    "收窄",
    "递减",
    "降幅",
    "减幅",
    "压减率",
    "降",
    "减",
];
/// What may stand before the verb: since when, and how.
const BEFORE: [&str; 12] =
    ["同比", "环比", "累计", "平均", "实际", "名义", "总体", "再", "每年", "年度", "逐年", "按可比价计算"];
/// What opens the words for what it is compared with.
const SINCE: [&str; 6] = ["比", "较", "与", "在", "相比", "对比"];
/// What closes them: 与上年相比增长, 在上年基础上增长.
const SINCE_ENDS: [&str; 4] = ["相比", "基础上", "的基础上", "相较"];
/// Verbs that are led to a level and not by an amount: 增长到60家, 降至3%.
const TO: [&str; 4] = ["到", "至", "为", "成"];

impl Change {
    /// Reads a change; none where the text is not one.
    ///
    /// # Errors
    /// The text opens as a change and does not state one definite amount.
    pub fn read(text: &str) -> Option<Result<Self, QuantityError>> {
        if let Some(change) = Self::in_words(text) {
            return Some(Ok(change));
        }
        let (yearly, falls, rest) = opening(text)?;
        let rest = ["幅度", "比例"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        Some(Self::amount(rest.trim_start(), falls, yearly))
    }

    /// 翻一番, 零增长, 正增长: changes with no number of the usual kind.
    fn in_words(text: &str) -> Option<Self> {
        let (yearly, rest) = without_opening(text);
        let rest = ["实现", "保持", "达到", "力争", "确保"]
            .iter()
            .fold(rest, |rest, lead| rest.strip_prefix(lead).unwrap_or(rest));
        let percent = |bound, way| Self { bound, unit: "%".to_owned(), way, yearly };
        match rest {
            "零增长" => return Some(percent(Bound::Exactly(Decimal::ZERO), None)),
            "正增长" => return Some(percent(Bound::MoreThan(Decimal::ZERO), Some(Direction::Up))),
            "负增长" => return Some(percent(Bound::LessThan(Decimal::ZERO), Some(Direction::Down))),
            _ => {}
        }
        let doubled = rest.strip_prefix('翻')?;
        let (times, bound) = doubled.split_once('番')?;
        let times = if times.is_empty() { Decimal::ONE } else { parse_decimal(times).ok()? };
        let powers = u32::try_from(times)
            .ok()
            .filter(|powers| (1..=20).contains(powers) && times.fract().is_zero())?;
        let amount = Decimal::from((1_u64 << powers) - 1).checked_mul(Decimal::ONE_HUNDRED)?;
        let bound = match bound {
            "" => Bound::Exactly(amount),
            "以上" => Bound::AtLeast(amount),
            "左右" => Bound::About(amount),
            _ => return None,
        };
        Some(percent(bound, Some(Direction::Up)))
    }

    /// The amount after a verb.
    fn amount(text: &str, falls: bool, yearly: bool) -> Result<Self, QuantityError> {
        // 增长到2倍 is twice as much.
        let to = text.strip_prefix(['到', '至']);
        let quantity = Quantity::parse(to.unwrap_or(text))?;
        let too_large = || QuantityError::OutOfRange { text: text.to_owned() };
        let whole = to.map_or(Decimal::ZERO, |_| Decimal::ONE);
        let (bound, unit) = match quantity.unit.as_deref() {
            Some("倍") => {
                let percent = |value: Decimal| {
                    Some(value.checked_sub(whole)?.checked_mul(Decimal::ONE_HUNDRED)?.normalize())
                };
                (quantity.bound.map(percent).ok_or_else(too_large)?, "%".to_owned())
            }
            unit => (quantity.bound, unit.unwrap_or_default().to_owned()),
        };
        let (lower, _) = bound.ends();
        if falls && lower.is_sign_negative() && !lower.is_zero() {
            return Err(QuantityError::NoQuantity { text: text.to_owned() });
        }
        let bound = if falls { turned(bound) } else { bound };
        let way = Some(if falls { Direction::Down } else { Direction::Up });
        Ok(Self { bound, unit, way, yearly })
    }

    /// Which way is better: as the bound says, else as the verb does.
    pub fn direction(&self) -> Option<Direction> {
        self.bound.direction().or(self.way)
    }

    /// Whether the verb says that the number falls.
    pub fn falls(&self) -> bool {
        self.way == Some(Direction::Down)
    }

    /// The bound on the size of the change, in the way that the verb says.
    pub fn size(&self) -> Bound {
        match self.way {
            Some(Direction::Down) => turned(self.bound),
            _ => self.bound,
        }
    }

    /// In Chinese: 增长8%以上, 下降不超过3%, 零增长.
    pub fn chinese(&self) -> String {
        let yearly = if self.yearly { "年均" } else { "" };
        match (self.way, self.bound) {
            (None, _) => format!("{yearly}零增长"),
            (Some(Direction::Up), Bound::MoreThan(value)) if value.is_zero() && self.unit == "%" => {
                format!("{yearly}正增长")
            }
            (Some(Direction::Down), Bound::LessThan(value)) if value.is_zero() && self.unit == "%" => {
                format!("{yearly}负增长")
            }
            _ => {
                format!("{yearly}{}{}", verb(&self.unit, self.falls()), self.size().chinese(Some(&self.unit)))
            }
        }
    }

    /// In English: up by at least 8%.
    pub fn english(&self) -> String {
        let yearly = if self.yearly { " a year on average" } else { "" };
        match self.way {
            None => format!("no change{yearly}"),
            Some(way) => {
                let way = if way == Direction::Down { "down" } else { "up" };
                format!("{way} by {}{yearly}", self.size().english(Some(&self.unit)))
            }
        }
    }

    /// With symbols, the sign in front: ≥ +8%, ≤ −3%.
    pub fn symbols(&self) -> String {
        let sign = |value: Decimal| if value > Decimal::ZERO { "+" } else { "" };
        let text = self.bound.symbols(Some(&self.unit));
        let number = text.find(|c: char| c.is_ascii_digit() || c == '-');
        match number.and_then(|at| text.split_at_checked(at)) {
            Some((mark, number)) => format!("{mark}{}{}", sign(self.bound.value()), number.replace('-', "−")),
            None => text,
        }
    }
}

/// Whether a text ends in a verb that falls, or in one that rises; none where it ends in neither.
pub fn falls_at_end(text: &str) -> Option<bool> {
    let text = text.trim_end();
    let ends = |verbs: &[&str]| verbs.iter().any(|verb| text.ends_with(verb));
    if ends(&FALLS) { Some(true) } else { ends(&RISES).then_some(false) }
}

/// A bound on the other side of zero.
fn turned(bound: Bound) -> Bound {
    /// The value with the other sign; zero has none.
    fn minus(value: Decimal) -> Decimal {
        if value.is_zero() { value.abs() } else { -value }
    }
    match bound {
        Bound::Exactly(value) => Bound::Exactly(minus(value)),
        Bound::AtLeast(value) => Bound::AtMost(minus(value)),
        Bound::MoreThan(value) => Bound::LessThan(minus(value)),
        Bound::AtMost(value) => Bound::AtLeast(minus(value)),
        Bound::LessThan(value) => Bound::MoreThan(minus(value)),
        Bound::Between(lower, upper) => Bound::Between(minus(upper), minus(lower)),
        Bound::About(value) => Bound::About(minus(value)),
    }
}

/// Whether a text opens with a verb of change.
pub fn opens_as_change(text: &str) -> bool {
    opening(text).is_some()
}

/// Whether it is an average over years, whether it falls, and what stands after the verb; none where the text opens with no
/// verb of change.
pub(super) fn opening(text: &str) -> Option<(bool, bool, &str)> {
    let (yearly, rest) = without_opening(text);
    let verb = |verbs: &[&str]| verbs.iter().find_map(|verb| rest.strip_prefix(verb));
    let (falls, after) = match (verb(&RISES), verb(&FALLS)) {
        (Some(after), _) => (false, after),
        (None, Some(after)) => (true, after),
        (None, None) => return None,
    };
    // 增至, 增长到60家 lead to a level; only 到2倍 is a change.
    let leads_to_level =
        TO.iter().find_map(|to| after.strip_prefix(to)).is_some_and(|level| !level.ends_with('倍'));
    (!leads_to_level).then_some((yearly, falls, after))
}

/// A text without the words that intend, that say since when and how, and whether one of them is 年均.
fn without_opening(text: &str) -> (bool, &str) {
    const INTENDS: [&str; 8] = ["力争", "争取", "确保", "努力", "计划", "预计", "预期", "实现"];
    let mut rest = text.trim();
    let mut yearly = false;
    loop {
        let before = rest;
        rest = rest.trim_start();
        for word in INTENDS.iter().chain(&BEFORE) {
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
        if let Some(after) = rest.strip_prefix("年均").or_else(|| rest.strip_prefix("年平均")) {
            (yearly, rest) = (true, after);
        }
        rest = without_since(rest).unwrap_or(rest);
        if rest.len() == before.len() {
            return (yearly, rest);
        }
    }
}

/// What stands after 比上年, 较2020年, 与上年相比, 在上年基础上.
fn without_since(text: &str) -> Option<&str> {
    /// No such words are longer, in characters.
    const LONGEST: usize = 16;
    let opened = SINCE.iter().find_map(|word| text.strip_prefix(word))?;
    let verbs = || RISES.iter().chain(&FALLS).chain(&SINCE_ENDS).chain(&["年均", "同比", "翻", "累计"]);
    let (at, rest) = opened.char_indices().take(LONGEST).find_map(|(at, _)| {
        let rest = opened.get(at..)?;
        verbs().any(|verb| rest.starts_with(verb)).then_some((at, rest))
    })?;
    let rest = SINCE_ENDS.iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(rest);
    let rest = rest.trim_start_matches(['，', ',']);
    (at > 0).then_some(rest)
}
