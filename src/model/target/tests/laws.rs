//! Laws over generated targets: what is printed reads back as the same in the same unit, and no text makes the reader panic.

use crate::model::quantity::{Bound, Direction, Quantity, Sense, unit_fault};
use crate::model::target::{Amount, Change, Rank, RatioTarget, Target, TargetKind, Terms, Value, ValueOf};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Parts of units: what is counted, with a scale before it and something after a stroke.
const SCALES: [&str; 7] = ["", "万", "亿", "万亿", "千", "百万", "十亿"];
const COUNTED: [&str; 40] = [
    "家",
    "项",
    "个",
    "人",
    "人次",
    "件",
    "元",
    "吨",
    "亩",
    "公顷",
    "公里",
    "平方公里",
    "千瓦",
    "千瓦时",
    "立方米",
    "平方米",
    "㎡",
    "m²",
    "m3",
    "μg",
    "微克",
    "天",
    "个工作日",
    "户",
    "床",
    "张",
    "%",
    "‰",
    "个百分点",
    "℃",
    "台(套)",
    "套（户）",
    "岁",
    "起",
    "吨标准煤",
    "kWh",
    "firms",
    "new firms",
    "场次",
    "标箱",
];
const PER: [&str; 10] = ["", "", "", "", "/人", "/千人", "/万元", "/立方米", "/m³", "/小时"];

fn unit() -> impl Strategy<Value = String> {
    (0..SCALES.len(), 0..COUNTED.len(), 0..PER.len()).prop_map(|(scale, counted, per)| {
        // No scale stands before %, and none before a scale that is part of the unit.
        let counted = COUNTED[counted];
        let scale =
            if counted.starts_with(['%', '‰', '℃', 'n', 'f', '个', '千']) { "" } else { SCALES[scale] };
        format!("{scale}{counted}{}", PER[per])
    })
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (0_i64..1_000_000, 0_u32..4).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

fn bound() -> impl Strategy<Value = Bound> {
    (0..7, decimal(), decimal()).prop_map(|(kind, one, other)| match kind {
        0 => Bound::Exactly(one),
        1 => Bound::AtLeast(one),
        2 => Bound::MoreThan(one),
        3 => Bound::AtMost(one),
        4 => Bound::LessThan(one),
        5 => Bound::About(one),
        _ => Bound::Between(one.min(other), one.max(other)),
    })
}

proptest! {
    #[test]
    fn a_quantity_in_any_unit_reads_back(bound in bound(), unit in unit()) {
        prop_assert!(unit_fault(&unit).is_ok(), "{}", unit);
        let target = Target::of(Quantity { bound, unit: Some(unit.clone()) });
        let read = Target::read(&target.chinese(), Some(&unit));
        prop_assert_eq!(read.map(|read| read.kind), Ok(target.kind));
    }

    #[test]
    fn a_change_reads_back(bound in bound(), falls: bool, yearly: bool, unit in 0..3_usize) {
        let unit = ["%", "个百分点", "家"][unit].to_owned();
        let way = if falls { Direction::Down } else { Direction::Up };
        let rising = Change { bound, unit: unit.clone(), way: Some(Direction::Up), yearly };
        let text = if falls { rising.chinese().replacen("增长", "下降", 1).replacen("提高", "降低", 1).replacen("增加", "减少", 1) } else { rising.chinese() };
        // 正增长 has no counterpart with a number.
        prop_assume!(!text.contains("正"));
        let read = Target::read(&text, Some(&unit)).unwrap();
        let TargetKind::Change(change) = &read.kind else { panic!("{text}: {read:?}") };
        prop_assert_eq!((change.size(), change.way, change.yearly), (bound, Some(way), yearly));
        let again = Target::read(&read.chinese(), Some(&unit));
        prop_assert_eq!(again.map(|read| read.kind), Ok(read.kind));
    }

    #[test]
    fn places_and_ratios_read_back(place in 1_i64..10_000, exact: bool, terms in (1_i64..1000, 0_u32..3, 1_i64..1000), sense in 0..6_usize, is_fraction: bool) {
        let rank = TargetKind::Rank(Rank { place: Decimal::from(place), exact });
        let first = if is_fraction { Decimal::from(terms.0.min(terms.2)) } else { Decimal::new(terms.0, terms.1) };
        let second = Decimal::from(if is_fraction { terms.0.max(terms.2) } else { terms.2 });
        let sense = [Sense::Exactly, Sense::AtLeast, Sense::MoreThan, Sense::AtMost, Sense::LessThan, Sense::About][sense];
        let ratio = TargetKind::Ratio(RatioTarget { sense, terms: Terms { first, second, is_fraction } });
        for kind in [rank, ratio] {
            let printed = Target { kind: kind.clone(), phrase: None }.chinese();
            prop_assert_eq!(Target::read(&printed, None).map(|read| read.kind), Ok(kind), "{}", printed);
        }
    }

    #[test]
    fn an_amount_of_change_reads_back(value in -1_000_000_i64..1_000_000, scale in 0_u32..4, unit in 0..3_usize) {
        let unit = ["%", "个百分点", "家"][unit];
        let amount = Amount { value: Decimal::new(value, scale), unit: unit.to_owned() };
        let target = Target::read("下降3%", None).unwrap();
        let target = if unit == "%" { target } else { Target::read(&format!("减少3{unit}"), None).unwrap() };
        let of = ValueOf { unit: Some(unit), target: Some(&target), baseline: None, is_baseline: false };
        prop_assert_eq!(Value::of_text(&amount.chinese(), of), Some(Ok(Value::Change(amount))));
    }

    #[test]
    fn no_text_makes_the_reader_panic_and_what_it_reads_it_prints(pieces in proptest::collection::vec(0..PIECES.len(), 0..9)) {
        let text: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        for unit in [None, Some("%"), Some("家"), Some("亿元")] {
            let Ok(target) = Target::read(&text, unit) else { continue };
            let unit = unit.map(str::to_owned).or_else(|| target.unit().map(str::to_owned));
            let printed = target.phrase.clone().unwrap_or_else(|| target.chinese());
            prop_assert_eq!(Target::read(&printed, unit.as_deref()).map(|read| read.kind), Ok(target.kind.clone()), "{}", text);
            if !matches!(target.kind, TargetKind::Reference(_)) {
                let printed = target.chinese();
                prop_assert_eq!(Target::read(&printed, unit.as_deref()).map(|read| read.kind), Ok(target.kind), "{} as {}", text, printed);
            }
            let of = ValueOf { unit: unit.as_deref(), target: None, baseline: None, is_baseline: false };
            let _ = Value::of_text(&text, of);
        }
    }
}

/// Pieces of the grammar, put together in any order.
const PIECES: [&str; 60] = [
    "增长",
    "下降",
    "提高",
    "降低",
    "新增",
    "累计",
    "年均",
    "建成",
    "完成",
    "力争",
    "确保",
    "达到",
    "突破",
    "控制在",
    "压减",
    "8",
    "12",
    "0.5",
    "1 200",
    "三",
    "十",
    "百",
    "万",
    "亿",
    "%",
    "个百分点",
    "家",
    "亿元",
    "人",
    "以上",
    "以下",
    "以内",
    "左右",
    "不低于",
    "不超过",
    "超",
    "约",
    "前",
    "第",
    "名",
    "位",
    "：",
    "1:1.5",
    "分之",
    "每千人",
    "人均",
    "成",
    "五",
    "（含5家）",
    "（含本数）",
    "全省平均水平",
    "持平",
    "同步",
    "全覆盖",
    "类",
    "A级",
    "6月底前",
    "翻",
    "番",
    "零",
];
