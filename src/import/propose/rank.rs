//! Places among others that a text promises: 综合评价进入全市前3位. Takes a text, gives each with the name of what is placed.

use super::clause::before;
use super::head;
use super::target::Promised;
use crate::bug::slice;
use crate::model::target::{Target, TargetKind};
use std::ops::Range;

/// A place that is promised.
pub struct RankFound {
    pub name: String,
    /// The words that state it: 前3位.
    pub range: Range<usize>,
    pub promised: Promised,
}

/// Words right before a place, without which 前 may be anything: 前三季度.
const LEADS: [&str; 28] = [
    "进入",
    "跻身",
    "位居",
    "位列",
    "居",
    "列",
    "排名",
    "排在",
    "排",
    "稳居",
    "保持",
    "保持在",
    "争",
    "争进",
    "挺进",
    "冲刺",
    "进",
    "全国",
    "全省",
    "全市",
    "全区",
    "全县",
    "省",
    "市",
    "同类地区",
    "位次",
    "第",
    "中",
];

/// The places of a text.
pub fn read(text: &str) -> Vec<RankFound> {
    let mut found = Vec::new();
    let mut floor = 0;
    for (at, _) in text.match_indices('前') {
        let led = slice(text, floor.min(at)..at);
        if !LEADS.iter().any(|lead| led.trim_end().ends_with(lead)) {
            continue;
        }
        let after = slice(text, at + '前'.len_utf8()..);
        let number = after.len()
            - after
                .trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c))
                .len();
        let rest = slice(after, number..);
        let unit = ["位", "名", "强"].iter().find(|unit| rest.starts_with(**unit));
        let ends = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
        if number == 0 || !(unit.is_some() || ends) {
            continue;
        }
        let end = at + '前'.len_utf8() + number + unit.map_or(0, |unit| unit.len());
        let phrase = slice(text, at..end);
        let Some(target) =
            Target::read(phrase, None).ok().filter(|own| matches!(own.kind, TargetKind::Rank(_)))
        else {
            continue;
        };
        let range = before(text, floor, at);
        let words = slice(text, range);
        floor = end;
        let Some(name) = name(words) else { continue };
        found.push(RankFound {
            name,
            range: at..end,
            promised: Promised { phrase: phrase.to_owned(), unit: None, target },
        });
    }
    found
}

/// What is placed: the words before, without the verb and the field.
fn name(words: &str) -> Option<String> {
    const VERBS: [&str; 13] = [
        "进入",
        "跻身",
        "位居",
        "位列",
        "稳居",
        "保持在",
        "保持",
        "挺进",
        "争进",
        "冲刺",
        "排在",
        "居",
        "列",
    ];
    const FIELDS: [&str; 9] = ["全国", "全省", "全市", "全区", "全县", "省", "市", "第", "中"];
    let verb =
        VERBS.iter().filter_map(|verb| words.rfind(verb).map(|at| (at + verb.len(), verb.len()))).max();
    let mut rest = verb.and_then(|(end, length)| words.get(..end - length)).unwrap_or(words).trim_end();
    while let Some(own) = FIELDS.iter().find_map(|field| rest.strip_suffix(field)) {
        rest = own.trim_end();
    }
    let name = head::read(rest).name;
    (name.chars().filter(|c| c.is_alphabetic()).count() > 2 && name.chars().count() <= 40).then_some(name)
}
