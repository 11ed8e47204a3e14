//! The laws that every reading keeps, tried on generated texts.
//!
//! `PLANPRESS_TEST_SECONDS` sets for how long texts made of the pieces of the grammar are tried; a short while if it
//! is not set.

use super::super::{Stated, mentions, mentions_with};
use crate::model::quantity::{Bound, Quantity};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::time::{Duration, Instant};

const SECONDS: &str = "PLANPRESS_TEST_SECONDS";

const UNITS: &[&str] = &[
    "家",
    "项",
    "个",
    "所",
    "人",
    "起",
    "元",
    "万元",
    "亿元",
    "万亿元",
    "百万元",
    "千人",
    "万人",
    "千瓦时",
    "万千瓦时",
    "千米",
    "千克",
    "百帕",
    "吨标准煤/万元",
    "件/万人",
    "公里/小时",
    "微克/立方米",
    "人·次",
    "m²",
    "km/h",
    "m2",
    "kg",
    "%",
    "‰",
    "个百分点",
    "百分点",
    "℃",
    "户次",
    "个工作日",
    "吨CO2",
    "GWh",
    "天",
    "人次",
    "平方米",
    "公里",
    "亩",
];

const PIECES: &[&str] = &[
    "1",
    "12",
    "0",
    ".",
    ",",
    "，",
    "１",
    "-",
    "−",
    "负",
    "+",
    "—",
    "..",
    "~",
    "～",
    "至",
    "到",
    "/",
    "一",
    "二",
    "两",
    "零",
    "〇",
    "十",
    "百",
    "千",
    "万",
    "亿",
    "万亿",
    "点",
    "百分之",
    "千分之",
    "分之",
    "家",
    "元",
    "%",
    "‰",
    "千瓦时",
    "个百分点",
    "以上",
    "以下",
    "以内",
    "内",
    "左右",
    "之间",
    "及",
    "（含）",
    "超",
    "超过",
    "不",
    "不超过",
    "控制在",
    "约",
    "近",
    "力争",
    "达到",
    ">=",
    "<",
    "=",
    " ",
    "　",
    "多",
    "余",
    "几",
    "半",
    "e",
    "9999999999999999999",
    "年",
    "月",
    "日",
    "第",
    "“",
    "”",
    "《",
    "》",
    "翻",
    "番",
    "由",
    "提高到",
    "从",
    "新增",
    "累计",
    "了",
    "企业",
    "。",
    "\n",
    "2016",
    "个",
    "倍",
    "数",
    "上",
    "前",
    "每",
    "5G",
    "一半",
    ":",
];

fn bound() -> impl Strategy<Value = Bound> {
    let value = (1_i64..1_000_000, 0_u32..=3).prop_map(|(value, scale)| Decimal::new(value, scale));
    (value.clone(), value, 0..7).prop_map(|(one, other, kind)| match kind {
        0 => Bound::AtLeast(one),
        1 => Bound::MoreThan(one),
        2 => Bound::AtMost(one),
        3 => Bound::LessThan(one),
        4 => Bound::About(one),
        5 => Bound::Between(one.min(other), one.max(other)),
        _ => Bound::Exactly(one),
    })
}

/// Mentions are in order, apart, in range, at characters; values lie in their mentions.
fn holds(text: &str) -> bool {
    let mut floor = 0;
    mentions_with(text, &["企业", "点"]).iter().all(|mention| {
        let (range, value) = (&mention.range, &mention.value_range);
        let is_good = floor <= range.start
            && range.start <= value.start
            && value.start < value.end
            && value.end <= range.end
            && text.get(range.clone()).is_some()
            && text.get(value.clone()).is_some();
        floor = range.end;
        is_good
    })
}

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_printed_is_found_in_prose(bound in bound(), unit in proptest::sample::select(UNITS)) {
        let quantity = Quantity { bound, unit: Some(unit.to_owned()) };
        let text = format!("全区创新主体规模{}，继续推进有关工作。", quantity.chinese());
        let found = mentions(&text);
        prop_assert_eq!(found.len(), 1, "{}", text);
        prop_assert_eq!(&found[0].stated, &Stated::Quantity(quantity.clone()), "{}", text);
        prop_assert_eq!(text.get(found[0].range.clone()), Some(&*quantity.chinese()));
    }

    #[test]
    fn any_text_keeps_the_laws(text in any::<String>()) {
        prop_assert!(holds(&text));
    }

    #[test]
    fn pieces_of_the_grammar_keep_the_laws(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..40)
    ) {
        let text = pieces.concat();
        prop_assert!(holds(&text), "{}", text);
    }
}

#[test]
fn pieces_in_any_order_keep_the_laws_for_a_while() {
    let given = std::env::var(SECONDS).ok().and_then(|seconds| seconds.parse().ok());
    let time = given.map_or(Duration::from_millis(500), Duration::from_secs);
    let mut state = 20_160_101_u64;
    let start = Instant::now();
    let mut tried = 0_u64;
    while start.elapsed() < time || tried == 0 {
        let mut text = String::new();
        for _ in 0..60 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(PIECES[(state % PIECES.len() as u64) as usize]);
        }
        assert!(holds(&text), "{text}");
        tried += 1;
    }
}

/// A reading whose work grew with the square of the text would not end here.
#[test]
fn long_texts_end() {
    for piece in [
        "1",
        "一",
        "不低于",
        "由3家到",
        "“",
        "《",
        "1-",
        "数",
        "万",
        "3家",
        "1,",
        "百分之",
        "十",
        "1.",
        "超",
        "前1",
    ] {
        assert!(holds(&piece.repeat(20_000)), "{piece}");
    }
}
