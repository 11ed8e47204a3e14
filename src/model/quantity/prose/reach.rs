//! Words that bound a quantity over other words: 不低于上年收入的60%, 至少配备2名. Takes the text between the quantity before and the
//! number, gives what is said there. Looks at a clause only, and at a few characters of it.

use super::super::words::Sense;

/// How many characters may stand between a comparison and its number.
const FAR: usize = 32;
/// The same of an adverb, between which and the number stands a verb.
const NEAR: usize = 8;

/// What a number is compared with follows these, up to 的.
const COMPARISONS: [(&str, Sense); 16] = [
    ("不低于", Sense::AtLeast),
    ("不少于", Sense::AtLeast),
    ("不得低于", Sense::AtLeast),
    ("不得少于", Sense::AtLeast),
    ("不小于", Sense::AtLeast),
    ("达到或超过", Sense::AtLeast),
    ("不超过", Sense::AtMost),
    ("不高于", Sense::AtMost),
    ("不得超过", Sense::AtMost),
    ("不得高于", Sense::AtMost),
    ("不突破", Sense::AtMost),
    ("超过", Sense::MoreThan),
    ("高于", Sense::MoreThan),
    ("超出", Sense::MoreThan),
    ("低于", Sense::LessThan),
    ("不足", Sense::LessThan),
];

/// Adverbs, which bound the next number whatever verb comes between.
const ADVERBS: [(&str, Sense); 4] =
    [("至少", Sense::AtLeast), ("最少", Sense::AtLeast), ("至多", Sense::AtMost), ("最多", Sense::AtMost)];

/// The bound that words further before a number set.
pub(super) fn bound(before: &str) -> Option<Sense> {
    let clause = before.rsplit(is_break).next().unwrap_or_default();
    let within = |most: usize, at: usize| clause.get(at..).is_some_and(|text| text.chars().count() <= most);
    let last = |words: &[(&'static str, Sense)]| {
        let found = words
            .iter()
            .filter_map(|&(word, sense)| Some((clause.rfind(word)? + word.len(), word.len(), sense)));
        // 不低于 ends where 低于 does, and is the longer one.
        found.max_by_key(|&(end, length, _)| (end, length))
    };
    let compared = || last(&COMPARISONS).filter(|&(end, ..)| clause.ends_with('的') && within(FAR, end));
    let verb = |end: usize| {
        clause
            .get(end..)
            .is_some_and(|verb| verb.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}') && c != '的'))
    };
    let adverb = || last(&ADVERBS).filter(|&(end, ..)| within(NEAR, end) && verb(end));
    compared().or_else(adverb).map(|(.., sense)| sense)
}

fn is_break(c: char) -> bool {
    matches!(c, '。' | '；' | ';' | '，' | ',' | '、' | '：' | ':' | '！' | '？' | '\n' | '\u{fffc}')
}
