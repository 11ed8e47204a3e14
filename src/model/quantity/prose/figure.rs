//! A figure that is bound to an indicator: takes its words and those around it, gives the quantity that a reader
//! reads there; and tells whether that agrees with another quantity. Knows no indicator.

use super::super::cursor::Cursor;
use super::super::words::{self, Lead, Sense};
use super::super::{Bound, Quantity, scale_split, unit_names};
use super::{ChangeRole, Stated, english, mentions_with, non_quantities};
use crate::bug::slice;
use rust_decimal::Decimal;

/// How many characters around a figure may hold a word that bounds it where it has no unit.
const NEAR: usize = 16;
/// How many characters of its sentence are read on either side of a figure.
const FAR: usize = 64;

/// How two quantities compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// They state the same. A missing unit is not another one.
    Same,
    /// The values differ, whatever the bounds.
    OtherValue,
    /// The units count different things: 家 and 个, % and 个百分点.
    OtherUnit,
    /// Value and unit agree, the bound does not: 12家 and 12家以上.
    OtherBound,
}

/// The quantity that a figure states. A bound that stands outside of it counts (不低于[95%], [60家]以上), and
/// a unit right after it. `role` chooses where the words state a change. `None` where no one quantity is stated.
pub fn read_figure(
    before: &str,
    text: &str,
    after: &str,
    known_units: &[&str],
    role: ChangeRole,
) -> Option<Quantity> {
    if let Some((number, sense)) = english::stripped(text) {
        let own = Quantity::parse(number).ok()?;
        return match own.bound {
            Bound::Exactly(value) => Some(Quantity { bound: sense.of(value), unit: own.unit }),
            _ => None,
        };
    }
    // What leaves a unit of several words in the grammar (12家企业) is read as prose; a year is no quantity.
    let own = stated_in(text, known_units, role).or_else(|| {
        let is_year = |unit: &str| unit.starts_with('年');
        Quantity::parse(text).ok().filter(|own| !own.unit.as_deref().is_some_and(is_year))
    })?;
    let (sentence, rest) = (last(before, FAR, is_end), first(after, FAR, is_end));
    let whole = format!("{sentence}{text}{rest}");
    let inside = sentence.len()..sentence.len() + text.len();
    let (before, after) = (last(before, NEAR, is_break), first(after, NEAR, is_break));
    let around = mentions_with(&whole, known_units).into_iter().find_map(|mention| {
        let starts_inside = inside.contains(&mention.value_range.start);
        match mention.stated {
            Stated::Quantity(quantity) if starts_inside => Some(quantity),
            _ => None,
        }
    });
    let Quantity { bound, unit } = own;
    let seen = around.filter(|seen| seen.bound.value() == bound.value());
    let unit = unit.or_else(|| seen.as_ref().and_then(|seen| seen.unit.clone()));
    let Bound::Exactly(value) = bound else { return Some(Quantity { bound, unit }) };
    let bound = match seen {
        Some(seen) => match seen.bound {
            // 3[5家] is no figure that anyone binds; a range goes on in the text itself only.
            Bound::Between(..) => bound,
            Bound::Exactly(_) => outer_english(before, after).map_or(bound, |sense| sense.of(value)),
            other => other,
        },
        None => outer_sense(before, after).map_or(bound, |sense| sense.of(value)),
    };
    Some(Quantity { bound, unit })
}

/// The one quantity within the words, or the one of two that plays the role.
fn stated_in(text: &str, known_units: &[&str], role: ChangeRole) -> Option<Quantity> {
    let mut all = mentions_with(text, known_units);
    if all.len() > 1 {
        all.retain(|mention| mention.role == role);
    }
    let only = all.pop().filter(|_| all.is_empty())?;
    match only.stated {
        Stated::Quantity(quantity) => Some(quantity),
        Stated::Factor(bound) => Some(Quantity { bound, unit: Some("倍".to_owned()) }),
        Stated::Fraction { .. } | Stated::Ratio { .. } | Stated::Rough => None,
    }
}

/// What words right before and after a number with no unit say of its bound.
fn outer_sense(before: &str, after: &str) -> Option<Sense> {
    if let Some((_, sense)) = words::eat_tail(&mut Cursor::new(after)) {
        return Some(sense);
    }
    if let Some(sense) = outer_english(before, after) {
        return Some(sense);
    }
    let (rest, word, lead) = words::lead_at_end(before)?;
    if non_quantities::is_part_of_word(word, rest) {
        return None;
    }
    match lead {
        Lead::Bounds(sense) | Lead::Sign(sense) => Some(sense),
        Lead::Ceiling => Some(Sense::AtMost),
        Lead::Intends => None,
    }
}

/// The same of English words.
fn outer_english(before: &str, after: &str) -> Option<Sense> {
    english::before(before).map(|(_, sense)| sense).or_else(|| english::after(after))
}

/// The end of a text, in so many characters at most, after the last break in it.
fn last(text: &str, most: usize, is_break: fn(char) -> bool) -> &str {
    let at = text.char_indices().rev().take(most).last().map_or(text.len(), |(at, _)| at);
    slice(text, at..).rsplit(is_break).next().unwrap_or_default()
}

/// The same of its opening, up to the first break.
fn first(text: &str, most: usize, is_break: fn(char) -> bool) -> &str {
    let at = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    slice(text, ..at).split(is_break).next().unwrap_or_default()
}

fn is_end(next: char) -> bool {
    matches!(next, '。' | '；' | ';' | '！' | '？' | '\n' | '\u{fffc}')
}

fn is_break(next: char) -> bool {
    is_end(next) || matches!(next, '，' | ',' | '、')
}

/// Whether an indicator's unit is a figure's by each of what the words before the figure name: 张 and 张/千人 behind 每千人口拥有床位,
/// 元 and 元/人 behind 人均.
pub fn is_rate_of(figure: &str, data: &str, before: &str, text: &str) -> bool {
    let Some((counted, each)) = data.split_once('/') else { return false };
    if figure.contains('/') || !unit_names::same(figure, counted) {
        return false;
    }
    let sentence = last(before, FAR, is_end);
    let named = |words: &str| sentence.contains(words) || text.contains(words);
    let many = each.trim_end_matches('人');
    named(&format!("每{each}"))
        || named(&format!("{each}均"))
        || (each.ends_with('人')
            && ["人", "人口", "常住人口", "名", "居民"].iter().any(|whom| {
                named(&format!("每{many}{whom}"))
                    || (!many.is_empty() && named(&format!("每{many}名{whom}")))
                    || named(&format!("每{many}常住{whom}"))
            }))
}

/// Whether a figure agrees with the quantity that it is bound to. Scales are worked out: 1000万元 is 0.1亿元.
pub fn agreement(figure: &Quantity, data: &Quantity) -> Agreement {
    let one = figure.unit.as_deref().map(scale_split);
    let other = data.unit.as_deref().map(scale_split);
    let (one_scale, other_scale) = match (one, other) {
        (Some((one_scale, one)), Some((other_scale, other))) => {
            if !unit_names::same(one, other) {
                return Agreement::OtherUnit;
            }
            (one_scale, other_scale)
        }
        // 1.2万 is 12000 whatever it counts; 42 of a share is 42.
        (None, Some((scale, _))) if ends(&figure.bound, Decimal::ONE) == ends(&data.bound, scale) => {
            (Decimal::ONE, scale)
        }
        _ => (Decimal::ONE, Decimal::ONE),
    };
    if ends(&figure.bound, one_scale) != ends(&data.bound, other_scale) {
        Agreement::OtherValue
    } else if std::mem::discriminant(&figure.bound) != std::mem::discriminant(&data.bound) {
        Agreement::OtherBound
    } else {
        Agreement::Same
    }
}

/// Both values of a bound, scaled; `None` where they grow too large.
fn ends(bound: &Bound, scale: Decimal) -> Option<(Decimal, Decimal)> {
    let (lower, upper) = bound.ends();
    Some((lower.checked_mul(scale)?, upper.checked_mul(scale)?))
}

#[cfg(test)]
mod tests {
    use super::{ChangeRole, read_figure};

    #[test]
    fn figures_of_one_sentence_share_a_bound() {
        for (before, text, after, stated) in [
            ("城乡居民收入分别增长", "7%", "、8%左右。", "7%左右"),
            ("城乡居民收入分别增长7%、", "8%左右", "。", "8%左右"),
            ("高企、中小企业分别新增", "10家", "和50家以上。", "10家以上"),
            ("甲、乙、丙分别达到", "2家", "、6家、8家以上。", "2家以上"),
            ("甲、乙分别超过90家和", "870家", "。", "超870家"),
            // Without 分别, and over the end of a clause, each has its own.
            ("收入增长", "7%", "、支出增长8%左右。", "7%"),
            ("甲、乙分别达到", "2家、3家", "，丙达到8家以上。", ""),
            ("甲、乙分别达到", "2家", "，丙达到8家以上。", "2家"),
            ("甲、乙分别增长7%左右、", "8%", "。", "8%"),
        ] {
            let read = read_figure(before, text, after, &[], ChangeRole::End);
            assert_eq!(
                read.map(|quantity| quantity.chinese()).unwrap_or_default(),
                stated,
                "{before}[{text}]{after}"
            );
        }
    }
}
