//! What kind of number an indicator is (指标性质), which decides what may be said of a value before the year is over.
//!
//! The plan says it, or it is read from the unit and the words where these leave no choice. Words that leave one (累计,
//! 建成) are never read: whether 累计建成 60 家 counts this year's or all there are, only the author knows.

/// The kind of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// 时期指标: what happened in the period, counted from nought on 1 January (新增260家).
    Flow,
    /// 时点指标: how things stand on a day (保有量1200件).
    Stock,
    /// 比率: a share, a growth, so much per head.
    Rate,
}

impl Measure {
    /// The stable name, as in front matter.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Flow => "flow",
            Self::Stock => "stock",
            Self::Rate => "rate",
        }
    }
}

/// What a measure was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground<'i> {
    /// The plan says `measure:`.
    Given,
    /// The unit, such as %.
    Unit(&'i str),
    /// A word of the name or the target, such as 新增.
    Word(&'static str),
}

/// Words that say a period is counted. 引进, 培育 and 实施 are not among them: 累计引进 is as common.
const FLOW: [&str; 13] = [
    "新增",
    "培训",
    "成交额",
    "举办",
    "发放",
    "新建",
    "新开工",
    "新认定",
    "新培育",
    "新登记",
    "新引进",
    "招聘",
    "签约",
];
/// Words that say how things stand.
const STOCK: [&str; 8] = ["保有量", "总数", "存量", "拥有量", "在册", "余额", "现有", "有效发明专利"];
/// Endings of names that say a ratio.
const RATE: [&str; 8] = ["率", "占比", "比重", "比例", "增速", "增长率", "增幅", "强度"];
/// Words that say one wherever they stand: an average can rise and fall.
const AVERAGE: [&str; 5] = ["人均", "户均", "平均", "每万人", "每千人"];
/// Words that leave open what is counted.
const OPEN: [&str; 2] = ["累计", "建成"];
/// Units that count what happens.
const FLOW_UNITS: [&str; 6] = ["人次", "场次", "场", "车次", "次", "起"];
/// Units of ratios; so is what is so much per something.
const RATE_UNITS: [&str; 6] = ["%", "％", "‰", "个百分点", "百分点", "倍"];

/// Reads a measure from an indicator's name, unit and the words of its target; none where these leave a choice.
pub fn derive<'i>(name: &str, unit: Option<&'i str>, phrase: Option<&str>) -> Option<(Measure, Ground<'i>)> {
    if let Some(unit) = unit {
        let per = unit.contains(['/', '／']) || unit.starts_with('每');
        if per || RATE_UNITS.contains(&unit) {
            return Some((Measure::Rate, Ground::Unit(unit)));
        }
    }
    // What stands in brackets explains the name: 入库数（含当年新认定的企业） is no flow.
    let name = without_brackets(name);
    let texts = [Some(&*name), phrase];
    let said = |words: &[&'static str]| {
        words.iter().copied().find(|word| texts.iter().flatten().any(|text| text.contains(word)))
    };
    if said(&OPEN).is_some() {
        return None;
    }
    let rate = RATE.into_iter().find(|end| name.ends_with(end)).or_else(|| said(&AVERAGE));
    let by_unit =
        unit.filter(|unit| FLOW_UNITS.contains(unit)).map(|unit| (Measure::Flow, Ground::Unit(unit)));
    let candidates = [
        said(&STOCK).map(|word| (Measure::Stock, Ground::Word(word))),
        said(&FLOW).map(|word| (Measure::Flow, Ground::Word(word))).or(by_unit),
    ];
    // What ends in 率 is a ratio, whatever it is a ratio of: 培训合格率.
    if let Some(rate) = rate {
        return Some((Measure::Rate, Ground::Word(rate)));
    }
    let mut found = candidates.into_iter().flatten();
    // Words of two kinds contradict each other: 新增发明专利保有量.
    found.next().filter(|_| found.next().is_none())
}

/// A text without what stands in round brackets, of either width.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = text.chars().filter(|c| {
        let is_open = matches!(c, '(' | '（');
        let closes = matches!(c, ')' | '）');
        depth = if is_open { depth + 1 } else { depth };
        let keep = depth == 0;
        depth = if closes { depth.saturating_sub(1) } else { depth };
        keep
    });
    outside.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_units_and_words_say_the_measure() {
        use Measure::{Flow, Rate, Stock};
        for (name, unit, phrase, expected) in [
            ("新增科技型企业", Some("家"), None, Some((Flow, Ground::Word("新增")))),
            ("科技型企业", Some("家"), Some("新增12家以上"), Some((Flow, Ground::Word("新增")))),
            ("技术合同成交额", Some("亿元"), None, Some((Flow, Ground::Word("成交额")))),
            ("开展科普活动", Some("场"), None, Some((Flow, Ground::Unit("场")))),
            ("职业技能培训", Some("人次"), None, Some((Flow, Ground::Word("培训")))),
            ("高新技术企业保有量", Some("家"), None, Some((Stock, Ground::Word("保有量")))),
            ("有效发明专利", Some("件"), None, Some((Stock, Ground::Word("有效发明专利")))),
            ("研发经费占比", Some("%"), None, Some((Rate, Ground::Unit("%")))),
            ("空气质量优良天数比率", None, None, Some((Rate, Ground::Word("率")))),
            ("婴儿死亡", Some("1/10万"), None, Some((Rate, Ground::Unit("1/10万")))),
            ("医疗床位", Some("张/千人"), None, Some((Rate, Ground::Unit("张/千人")))),
            ("单位面积能耗强度", Some("千克"), None, Some((Rate, Ground::Word("强度")))),
            ("审批平均用时", Some("天"), None, Some((Rate, Ground::Word("平均")))),
            ("生产安全事故", Some("起"), None, Some((Flow, Ground::Unit("起")))),
            ("培训合格率", None, None, Some((Rate, Ground::Word("率")))),
            // It may fall again.
            ("净增企业", Some("家"), None, None),
            ("就业率（含新增就业）", None, None, Some((Rate, Ground::Word("率")))),
            ("企业入库数（含当年新认定的企业）", Some("家"), None, None),
            // Only the author knows.
            ("高新技术企业", Some("家"), None, None),
            ("累计新增就业", Some("人"), None, None),
            ("建成孵化器", Some("家"), None, None),
            ("培育企业", Some("家"), Some("累计60家以上"), None),
            ("新增发明专利保有量", Some("件"), None, None),
            ("地区生产总值", Some("亿元"), None, None),
        ] {
            assert_eq!(derive(name, unit, phrase), expected, "{name} {unit:?} {phrase:?}");
        }
    }
}
