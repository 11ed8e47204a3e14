//! What is a name, and what a name is made of.

use super::Unclear;
use crate::import::propose::words::{
    CHANGES, EMPTY_NAMES, LEVELS, PLAIN_VERBS, PREDICATES, TELLING_VERBS, longest_end, longest_start,
    verb_at_start,
};

/// No name is longer, in characters.
const LONGEST: usize = 40;

/// Whether what follows a figure is what it counts: no predicate, no verb of change, no particle.
pub(super) fn begins_noun(text: &str) -> bool {
    let text = text.strip_prefix('的').map_or(text, str::trim_start);
    let is_word = text.chars().next().is_some_and(|c| c.is_alphabetic() || c.is_ascii_digit())
        || text.starts_with(['“', '《']);
    let has_two = text.chars().nth(1).is_some();
    is_word
        && has_two
        && longest_start(text, PREDICATES).is_none_or(|(word, _)| word.chars().nth(1).is_none())
        && !text.starts_with(['为', '是', '均', '达'])
        && longest_start(text, CHANGES).is_none()
        && longest_start(
            text,
            &[
                "并", "且", "同时", "其中", "再", "还", "也", "力争", "确保", "争取", "到", "至", "以", "使",
                "让",
            ],
        )
        .is_none()
        && verb_at_start(text).is_none_or(|(verb, _)| {
            !["培育", "建设", "实施", "推进", "完成", "实现", "开展", "新增", "新建", "支持"].contains(&verb)
        })
        && !text
            .starts_with(['等', '用', '由', '从', '较', '比', '占', '位', '被', '给', '内', '外', '后', '时'])
}

/// A name that is compared with what others reach, and the words of that: 增速 and 高于全省平均水平.
pub(super) fn beyond(name: &str) -> Option<(&str, &str)> {
    const MARKS: [&str; 8] = ["平均", "水平", "全省", "全国", "全市", "全区", "增速", "增幅"];
    let found =
        ["不低于", "高于", "低于", "快于", "超过"].iter().filter_map(|word| name.rfind(word)).min()?;
    let (own, tail) = name.split_at_checked(found)?;
    (!own.is_empty() && MARKS.iter().any(|mark| tail.contains(mark))).then_some((own, tail))
}

/// A name whose level stands behind it, with the level before it: 新增省级企业 of 新增企业省级.
pub(super) fn with_level_first(name: &str) -> Option<String> {
    let bare = name.strip_suffix('级')?;
    let level = LEVELS.iter().filter(|level| bare.ends_with(**level)).max_by_key(|level| level.len())?;
    let (verb, noun) = head_noun(bare.strip_suffix(level)?);
    // 上级, 各级, 升级 are words; so is what a level alone is behind a verb.
    let is_noun =
        noun.chars().count() > 2 && !noun.ends_with(['上', '下', '各', '等', '、', '和', '及', '与', '或']);
    (is_noun && !LEVELS.iter().any(|level| noun.ends_with(level))).then(|| format!("{verb}{level}级{noun}"))
}

/// Whether a name is a level and nothing more: 省级, 市级以上, 国家级.
pub(super) fn is_level(name: &str) -> bool {
    let own = ["及以上", "或以上", "以上"].iter().fold(name, |own, end| own.strip_suffix(end).unwrap_or(own));
    own.strip_suffix('级').is_some_and(|level| LEVELS.contains(&level))
}

pub(super) fn is_empty_name(name: &str) -> bool {
    EMPTY_NAMES.contains(&name)
}

pub(super) fn ends_in_verb(name: &str) -> bool {
    longest_end(name, TELLING_VERBS).is_some() || longest_end(name, PLAIN_VERBS).is_some()
}

/// A name without the verb before it.
pub(super) fn head_noun(name: &str) -> (&str, &str) {
    match longest_start(name, TELLING_VERBS) {
        Some((verb, rest)) if !rest.is_empty() => (verb, rest),
        _ => ("", name),
    }
}

/// A name, if it is one.
pub(super) fn checked(name: &str) -> Result<String, Unclear> {
    let name = unbalanced(name).trim().to_owned();
    if name.chars().count() > LONGEST {
        return Err(Unclear::TooLong);
    }
    let counts = |pair: &(char, char)| pair.0.is_ascii_digit() && pair.1 == '、';
    if name.chars().zip(name.chars().skip(1)).any(|pair| counts(&pair)) {
        return Err(Unclear::Unpaired);
    }
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2
        || name.ends_with('的')
        || is_empty_name(&name)
        || is_level(&name)
        || longest_start(&name, PREDICATES).is_some_and(|(_, rest)| rest.is_empty())
    {
        return Err(Unclear::Nameless);
    }
    Ok(name)
}

/// A text without brackets and quotation marks that have no other half.
pub(super) fn unbalanced(text: &str) -> String {
    const PAIRS: [(char, char); 5] = [('（', '）'), ('(', ')'), ('“', '”'), ('《', '》'), ('【', '】')];
    let mut lone: Vec<usize> = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        if PAIRS.iter().any(|(opening, _)| *opening == c) {
            open.push((at, c));
        } else if let Some((opening, _)) = PAIRS.iter().find(|(_, closing)| *closing == c) {
            match open.last() {
                Some((_, last)) if last == opening => {
                    open.pop();
                }
                _ => lone.push(at),
            }
        }
    }
    lone.extend(open.into_iter().map(|(at, _)| at));
    text.char_indices().filter(|(at, _)| !lone.contains(at)).map(|(_, c)| c).collect()
}
