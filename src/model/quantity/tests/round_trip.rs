//! The laws that every quantity keeps, tried on generated ones: what is printed reads back, and no text
//! makes the reader panic.

use crate::model::quantity::{Bound, Quantity, parse_decimal, print_decimal, scale_split};
use proptest::prelude::*;
use rust_decimal::Decimal;

const UNITS: &[&str] = &[
    "家",
    "项",
    "个",
    "所",
    "人",
    "起",
    "倍",
    "分",
    "年",
    "两",
    "台",
    "元",
    "万元",
    "亿元",
    "万亿元",
    "百万元",
    "千人",
    "万人",
    "百家",
    "千家",
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
    "%/年",
    "个百分点",
    "百分点",
    "℃",
    "户次",
    "个工作日",
    "内设机构",
    "吨CO2",
    "GWh",
];

fn decimal() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (-1000_i64..1000).prop_map(|value| Decimal::new(value, 0)),
        (any::<i64>(), 0_u32..=20).prop_map(|(value, scale)| Decimal::new(value, scale)),
        (0_i128..=Decimal::MAX.mantissa(), 0_u32..=28)
            .prop_map(|(value, scale)| Decimal::from_i128_with_scale(value, scale)),
    ]
}

fn bound() -> impl Strategy<Value = Bound> {
    prop_oneof![
        decimal().prop_map(Bound::Exactly),
        decimal().prop_map(Bound::AtLeast),
        decimal().prop_map(Bound::MoreThan),
        decimal().prop_map(Bound::AtMost),
        decimal().prop_map(Bound::LessThan),
        decimal().prop_map(Bound::About),
        (decimal(), decimal()).prop_map(|(one, other)| Bound::Between(one.min(other), one.max(other))),
    ]
}

fn quantity() -> impl Strategy<Value = Quantity> {
    let unit = proptest::option::of(proptest::sample::select(UNITS));
    (bound(), unit).prop_map(|(bound, unit)| Quantity { bound, unit: unit.map(str::to_owned) })
}

/// Text made of the pieces that the grammar knows, in any order.
fn pieces() -> impl Strategy<Value = String> {
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
        "≈",
        " ",
        "　",
        "多",
        "余",
        "几",
        "半",
        "e",
        "9999999999999999999",
    ];
    proptest::collection::vec(proptest::sample::select(PIECES), 0..12).prop_map(|pieces| pieces.concat())
}

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn chinese_reads_back(quantity in quantity()) {
        prop_assert_eq!(Quantity::parse(&quantity.chinese()), Ok(quantity));
    }

    #[test]
    fn symbols_read_back(quantity in quantity()) {
        prop_assert_eq!(Quantity::parse(&quantity.symbols()), Ok(quantity));
    }

    #[test]
    fn decimals_read_back_digit_by_digit(value in decimal()) {
        let printed = print_decimal(value);
        prop_assert_eq!(parse_decimal(&printed).map(print_decimal), Ok(printed));
    }

    #[test]
    fn whatever_reads_also_reads_back(text in pieces()) {
        if let Ok(quantity) = Quantity::parse(&text) {
            prop_assert_eq!(Quantity::parse(&quantity.chinese()), Ok(quantity.clone()));
            prop_assert_eq!(Quantity::parse(&quantity.symbols()), Ok(quantity));
        }
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        if let Err(error) = Quantity::parse(&text) {
            error.reason();
        }
        let _ = parse_decimal(&text);
        scale_split(&text);
    }
}
