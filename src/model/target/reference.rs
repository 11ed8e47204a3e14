//! References: what others reach is the target: 不低于全省平均水平, 与经济增长同步, 持平.

use crate::model::quantity::{Quantity, Sense};

/// A target that lies in what others reach, or in what was before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Which side of it is meant.
    pub sense: Sense,
    /// What it is compared with, in the plan's words: 全省平均水平.
    pub with: String,
    /// So much beyond it: 高于全省平均1个百分点.
    pub beyond: Option<Quantity>,
    /// Whether it leaves room that no number settles: 与经济增长同步, 基本持平.
    pub loose: bool,
}

/// Words before what is compared with.
const SENSES: [(&str, Sense); 22] = [
    ("不低于", Sense::AtLeast),
    ("不少于", Sense::AtLeast),
    ("不小于", Sense::AtLeast),
    ("不劣于", Sense::AtLeast),
    ("不慢于", Sense::AtLeast),
    ("达到或超过", Sense::AtLeast),
    ("达到", Sense::AtLeast),
    ("高于", Sense::MoreThan),
    ("超过", Sense::MoreThan),
    ("超", Sense::MoreThan),
    ("快于", Sense::MoreThan),
    ("优于", Sense::MoreThan),
    ("好于", Sense::MoreThan),
    ("大于", Sense::MoreThan),
    ("不高于", Sense::AtMost),
    ("不超过", Sense::AtMost),
    ("不多于", Sense::AtMost),
    ("不大于", Sense::AtMost),
    ("不突破", Sense::AtMost),
    ("控制在", Sense::AtMost),
    ("低于", Sense::LessThan),
    ("少于", Sense::LessThan),
];
/// Words one of which names what is compared with.
const MARKS: [&str; 17] = [
    "平均", "水平", "上年", "去年", "同期", "标准", "增速", "增幅", "均值", "全省", "全国", "全市", "全区",
    "国家", "省定", "市定", "下达",
];
/// Words that say that the two go together.
const TOGETHER: [(&str, bool); 9] = [
    ("基本持平", true),
    ("大体持平", true),
    ("总体持平", true),
    ("持平", false),
    ("基本同步", true),
    ("同步增长", true),
    ("同步", true),
    ("相适应", true),
    ("相当", true),
];

impl Reference {
    /// Reads a reference; none where the text is none.
    pub fn read(text: &str) -> Option<Self> {
        let mut text = text.trim();
        for lead in ["力争", "争取", "确保", "保持", "实现", "增速", "增幅"] {
            text = text.strip_prefix(lead).unwrap_or(text);
        }
        together(text).or_else(|| compared(text)).or_else(|| beside(text))
    }
}

/// 与上年持平, 与经济增长同步.
fn together(text: &str) -> Option<Reference> {
    let (with, loose) = TOGETHER.iter().find_map(|(end, loose)| Some((text.strip_suffix(end)?, *loose)))?;
    let joined = ["与", "和", "跟"].iter().find_map(|word| with.strip_prefix(word));
    // 同比 is one word.
    let joined = joined.or_else(|| with.strip_prefix('同').filter(|rest| !rest.starts_with('比')));
    let with = joined.unwrap_or(with).trim();
    let plain =
        with.chars().count() <= 24 && !with.chars().any(|c| c.is_ascii_digit() || "，。；,;".contains(c));
    plain.then(|| Reference { sense: Sense::Exactly, with: with.to_owned(), beyond: None, loose })
}

/// 不低于全省平均水平, 高于全市平均1个百分点以上.
fn compared(text: &str) -> Option<Reference> {
    let (rest, sense) = SENSES.iter().find_map(|(word, sense)| Some((text.strip_prefix(word)?, *sense)))?;
    let rest = rest.strip_suffix("以内").unwrap_or(rest).trim();
    let marked = |with: &str| with.chars().count() <= 24 && MARKS.iter().any(|mark| with.contains(mark));
    // 高于全省平均1个百分点: the number is how far beyond.
    let digits = rest.find(|c: char| c.is_ascii_digit());
    let (with, beyond) = match digits.and_then(|at| rest.split_at_checked(at)) {
        None => (rest, None),
        Some((with, beyond)) => (with, Some(Quantity::parse(beyond).ok()?)),
    };
    let is_clean = !with.chars().any(|c| "，。；、,;（(".contains(c));
    (marked(with) && is_clean).then(|| Reference { sense, with: with.to_owned(), beyond, loose: false })
}

/// 全省平均水平以上.
fn beside(text: &str) -> Option<Reference> {
    let (with, sense) = [
        ("及以上", Sense::AtLeast),
        ("以上", Sense::AtLeast),
        ("及以下", Sense::AtMost),
        ("以下", Sense::AtMost),
    ]
    .into_iter()
    .find_map(|(end, sense)| Some((text.strip_suffix(end)?, sense)))?;
    let is_mark =
        ["平均水平", "平均", "水平", "标准", "均值", "平均值"].iter().any(|mark| with.ends_with(mark));
    let is_clean =
        with.chars().count() <= 24 && !with.chars().any(|c| c.is_ascii_digit() || "，。；、,;".contains(c));
    (is_mark && is_clean).then(|| Reference { sense, with: with.to_owned(), beyond: None, loose: false })
}
