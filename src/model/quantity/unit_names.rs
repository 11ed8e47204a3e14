//! Units that mean the same in different spellings: μg/m³ and 微克/立方米, kWh and 千瓦时.
//!
//! The legal units and their symbols are those of GB 3100—1993, GB/T 3101—1993 and GB/T 3102; the measure words are those of
//! plans. Nothing is converted: 千米 and 米 are two units, and so are 万元 and 亿元, whose scale the caller takes off.

use icu_normalizer::ComposingNormalizerBorrowed;
use std::borrow::Cow;

/// Spellings of one unit in each row, compatibility forms folded (m³ is m3, ㎡ is m2, ℃ is °C) and 每 written as `/`.
const SAME: &[&[&str]] = &[
    &["个百分点", "百分点"],
    &["%", "百分比"],
    &["毫米", "mm"],
    &["厘米", "公分", "cm"],
    &["米", "m"],
    &["千米", "公里", "km"],
    &["平方米", "平米", "m2"],
    &["平方千米", "平方公里", "km2"],
    &["公顷", "hm2", "ha"],
    &["立方米", "立方", "m3"],
    &["升", "L", "l"],
    &["毫升", "mL", "ml"],
    &["毫克", "mg"],
    &["克", "g"],
    &["千克", "公斤", "kg"],
    &["吨", "t"],
    &["吨标准煤", "吨标煤", "tce"],
    &["千克标准煤", "千克标煤", "公斤标准煤", "公斤标煤", "kgce"],
    &["吨二氧化碳", "吨CO2", "tCO2"],
    &["微克/立方米", "μg/m3", "ug/m3"],
    &["毫克/立方米", "mg/m3"],
    &["毫克/升", "mg/L", "mg/l"],
    &["千米/小时", "公里/小时", "千米/时", "公里/时", "km/h"],
    &["米/秒", "m/s"],
    &["吨标准煤/万元", "吨标煤/万元", "tce/万元"],
    &["千瓦", "kW", "kw", "KW"],
    &["兆瓦", "MW"],
    &["吉瓦", "GW"],
    &["千瓦时", "千瓦·时", "千瓦小时", "kWh", "kW·h", "kwh", "KWH", "度电"],
    &["兆瓦时", "MWh", "MW·h"],
    &["元", "人民币", "元人民币", "人民币元", "RMB", "CNY"],
    &["美元", "USD"],
    &["欧元", "EUR"],
    &["小时", "个小时", "h"],
    &["分钟", "min"],
    &["秒", "秒钟", "s"],
    &["天", "日"],
    &["个工作日", "工作日"],
    &["个月", "月"],
    &["年", "周年"],
    &["摄氏度", "°C"],
    &["分贝", "dB"],
    &["兆比特/秒", "兆位/秒", "Mbps", "Mb/s", "Mbit/s"],
    &["太字节", "TB"],
    &["吉字节", "GB"],
    &["人", "名", "位"],
    &["人次", "人·次"],
    &["台", "台套", "台(套)"],
    &["套", "套(户)"],
    &["1/10万", "1/10万人", "/10万", "1/十万", "/十万", "1/100000", "/100000"],
    &["1/万", "/万", "1/10000", "/10000"],
    &["1/千", "/千", "1/1000", "/1000"],
];

/// The spelling that stands for all of a unit's; the unit itself where only one is known. A scale before it is no part of it.
pub fn canonical(unit: &str) -> Cow<'_, str> {
    let folded = fold(unit);
    match SAME.iter().find(|row| row.contains(&&*folded)).and_then(|row| row.first()) {
        Some(first) => Cow::Borrowed(*first),
        None => folded,
    }
}

/// Whether two units mean the same.
pub fn same(one: &str, other: &str) -> bool {
    one == other || canonical(one) == canonical(other)
}

/// A unit in the form that the table has: 张每千人 is 张/千人.
fn fold(unit: &str) -> Cow<'_, str> {
    let is_plain = unit.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}' | '%') && c != '每');
    if is_plain {
        return Cow::Borrowed(unit);
    }
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(unit);
    let mut folded = String::with_capacity(composed.len());
    for (at, c) in composed.char_indices() {
        match c {
            '每' if at > 0 => folded.push('/'),
            '•' | '∙' | '⋅' | '.' => folded.push('·'),
            ' ' => {}
            c => folded.push(c),
        }
    }
    Cow::Owned(folded)
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn units_that_mean_the_same_are_the_same() {
        for (one, other) in [
            ("微克/立方米", "μg/m³"),
            ("微克/立方米", "µg/m³"),
            ("千瓦时", "kWh"),
            ("千瓦时", "kW·h"),
            ("立方米", "m³"),
            ("立方米", "㎥"),
            ("平方米", "㎡"),
            ("平方米", "m2"),
            ("公里/小时", "km/h"),
            ("吨标准煤/万元", "吨标煤/万元"),
            ("元", "人民币"),
            ("个百分点", "百分点"),
            ("摄氏度", "℃"),
            ("张/千人", "张每千人"),
            ("1/10万", "/10万"),
            ("％", "%"),
            ("天", "日"),
            ("人", "名"),
            ("公斤", "kg"),
        ] {
            assert!(same(one, other) && same(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("家", "个"),
            ("%", "个百分点"),
            ("千米", "米"),
            ("人", "人次"),
            ("天", "个工作日"),
            ("MW", "kW"),
            ("平方米", "立方米"),
            ("毫克/升", "毫克/立方米"),
            ("元", "美元"),
            ("项", "件"),
            ("户", "人"),
            ("个月", "年"),
        ] {
            assert!(!same(one, other), "{one} {other}");
        }
    }
}
