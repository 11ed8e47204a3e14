//! Reading a target: takes the phrase and the unit that stands beside it, tries each kind of target, and gives the first that
//! takes the phrase whole.

use super::text::{is_gap, is_text};
use super::{Change, Rank, RatioTarget, Reference, Target, TargetError, TargetKind};
use crate::model::quantity::prose::{Agreement, agreement};
use crate::model::quantity::{Bound, Quantity, QuantityError, per_head, same_unit, scale_split};
use rust_decimal::Decimal;

/// Units of grades: 3类 with no `unit: 类` beside it names a class, not three of them.
const GRADES: [&str; 6] = ["类", "级", "等", "星级", "星", "档"];

impl Target {
    /// Reads a phrase; `unit` is the indicator's, where it says one.
    ///
    /// # Errors
    /// The phrase is not, as a whole, one target; the reason says what to write instead.
    pub fn read(text: &str, unit: Option<&str>) -> Result<Self, TargetError> {
        let text = text.trim();
        if !text.is_empty() && is_gap(text) {
            return Err(TargetError::Gap { text: text.to_owned() });
        }
        let phrase = text.contains(|c: char| !c.is_ascii()).then(|| text.to_owned());
        let found = |kind| Ok(Self { kind, phrase: phrase.clone() });
        let change =
            Change::read(text).map(|change| change.and_then(|change| with_own_unit(change, unit, text)));
        let error = match change {
            Some(Ok(change)) => return found(TargetKind::Change(change)),
            // 与经济增长同步 opens as a change and is none.
            Some(Err(error)) => error,
            None => {
                if let Some(rank) = Rank::read(text) {
                    return found(TargetKind::Rank(rank));
                }
                match Quantity::parse_in(text, unit) {
                    Ok(quantity) if is_words(&quantity, unit) => {
                        return found(TargetKind::Text(text.to_owned()));
                    }
                    Ok(quantity) => return quantity_in(quantity, phrase, unit),
                    Err(error) => error,
                }
            }
        };
        if let Some(ratio) = RatioTarget::read(text) {
            return found(TargetKind::Ratio(ratio));
        }
        if let Some(reference) = Reference::read(text) {
            return found(TargetKind::Reference(reference));
        }
        if !matches!(error, QuantityError::Empty) && is_text(text) {
            return found(TargetKind::Text(text.to_owned()));
        }
        Err(unread(text, error))
    }
}

/// What follows a numeral in phrases that count nothing, and in grades of two parts.
const PHRASES: [&str; 11] =
    ["级甲", "级乙", "级丙", "网通", "站式", "体化", "次办", "次性", "张图", "窗", "容忍"];

/// A change in the unit of its amount; a bare number takes the indicator's.
fn with_own_unit(mut change: Change, unit: Option<&str>, text: &str) -> Result<Change, QuantityError> {
    if change.unit.is_empty() {
        let unit = unit.ok_or_else(|| QuantityError::NoQuantity { text: text.to_owned() })?;
        change.unit = unit.to_owned();
    }
    // A spelling of the indicator's own unit is that unit.
    if let Some(unit) = unit.filter(|unit| same_unit(unit, &change.unit)) {
        change.unit = unit.to_owned();
    }
    Ok(change)
}

/// Whether what reads as a number with a unit is words: a class (3类, 二级甲等) or a phrase that opens with a numeral (一网通办).
fn is_words(quantity: &Quantity, unit: Option<&str>) -> bool {
    let own = quantity.unit.as_deref().filter(|own| unit != Some(*own));
    own.is_some_and(|own| GRADES.contains(&own) || PHRASES.iter().any(|phrase| own.starts_with(phrase)))
}

/// A quantity in the indicator's unit.
fn quantity_in(
    mut quantity: Quantity,
    phrase: Option<String>,
    unit: Option<&str>,
) -> Result<Target, TargetError> {
    let mut phrase = phrase;
    match (&quantity.unit, unit) {
        // 5万人 of 人 is 50000 of them; 亿元 and 万元 contradict each other.
        (Some(own), Some(unit))
            if scale_split(unit).0 == Decimal::ONE && same_unit(scale_split(own).1, unit) =>
        {
            let scale = scale_split(own).0;
            let error =
                TargetError::Quantity(QuantityError::OutOfRange { text: phrase.clone().unwrap_or_default() });
            let scaled = |value: Decimal| Some(value.checked_mul(scale)?.normalize());
            if scale != Decimal::ONE {
                quantity.bound = quantity.bound.map(scaled).ok_or(error)?;
            }
            quantity.unit = Some(unit.to_owned());
        }
        (Some(own), Some(unit)) if !is_same_unit(own, unit) && !is_per_head(phrase.as_deref(), own, unit) => {
            return Err(TargetError::UnitMismatch { phrase_unit: own.clone(), unit: unit.to_owned() });
        }
        // Another spelling of the unit stays in the words alone.
        (Some(_), Some(unit)) => quantity.unit = Some(unit.to_owned()),
        (None, Some(unit)) => {
            phrase = phrase.and_then(|phrase| with_unit(&phrase, unit, &quantity));
            quantity.unit = Some(unit.to_owned());
        }
        _ => {}
    }
    Ok(Target { kind: TargetKind::Quantity(quantity), phrase })
}

/// Whether two units mean the same, on the same scale.
pub(super) fn is_same_unit(one: &str, other: &str) -> bool {
    let ((one_scale, one), (other_scale, other)) = (scale_split(one), scale_split(other));
    one_scale == other_scale && same_unit(one, other)
}

/// Whether a phrase says that it is per head, and the unit beside it leaves that to the name: 人均10元以上 of 元.
fn is_per_head(phrase: Option<&str>, own: &str, unit: &str) -> bool {
    let base = own.split_once('/').map(|(base, _)| base);
    phrase.is_some_and(per_head) && base.is_some_and(|base| is_same_unit(base, unit))
}

/// A phrase with the unit that stands beside it put behind its number, where a scale is written in words: 1.2万以上 of 人 is
/// 1.2万人以上. None where the quantity is as well printed by itself: 72以上 of % is 72%以上.
fn with_unit(phrase: &str, unit: &str, quantity: &Quantity) -> Option<String> {
    // 1.2万 of 亿元 would be 1.2万亿元, another unit.
    (scale_split(unit).0 == Decimal::ONE).then_some(())?;
    let scale = phrase.rfind(['千', '万', '亿'])?;
    let after = scale + phrase.get(scale..)?.chars().next()?.len_utf8();
    let (number, rest) = phrase.split_at_checked(after)?;
    let whole = format!("{number}{unit}{rest}");
    let read = Quantity::parse(&whole).ok()?;
    let data = Quantity { bound: quantity.bound, unit: Some(unit.to_owned()) };
    (agreement(&read, &data) == Agreement::Same).then_some(whole)
}

/// The reason why a phrase is no target: several quantities are told as such.
fn unread(text: &str, error: QuantityError) -> TargetError {
    let parts: Vec<&str> =
        text.split(['，', '；', '、', ',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if let [first, second] = parts.as_slice()
        && let (Some(own), Some(other)) = (tier(first, &TIERS.0), tier(second, &TIERS.1))
    {
        return TargetError::Tiers { first: own.to_owned(), second: other.to_owned() };
    }
    let states = |part: &&str| {
        let number = part.find(|c: char| c.is_ascii_digit()).and_then(|at| part.get(at..));
        number.is_some_and(|number| {
            let quantity = Quantity::parse(number).or_else(|_| Quantity::parse(part));
            quantity.is_ok_and(|quantity| {
                !matches!(quantity.bound, Bound::Between(..)) || number.len() < part.len()
            })
        })
    };
    let all: Vec<String> = parts.iter().map(|part| part.trim_start_matches("其中").to_owned()).collect();
    if parts.len() > 1 && parts.iter().filter(|part| states(part)).count() > 1 {
        return TargetError::Several { parts: all };
    }
    TargetError::Quantity(error)
}

/// The words for each of two tiers.
const TIERS: ([&str; 3], [&str; 3]) = (["确保", "保证", ""], ["力争", "争取", "冲刺"]);

/// What one tier asks for.
fn tier<'t>(part: &'t str, words: &[&str]) -> Option<&'t str> {
    let rest = words.iter().find_map(|word| part.strip_prefix(word))?;
    let is_target = Change::read(rest).is_some_and(|change| change.is_ok()) || Quantity::parse(rest).is_ok();
    is_target.then_some(rest)
}
