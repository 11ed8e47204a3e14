//! Percentages: shares above the whole, and percentages where percentage points are meant.
//!
//! 5 per cent more than 40 % is 42 %; 5 percentage points more is 45 %. Which is meant is seen from the
//! quantity's name: a share (比重, 占比, 覆盖率 …) is counted in %, its change (比重提高) in 个百分点.

use super::items::{Item, unit};
use super::report::LintReport;
use crate::diagnostic::{IndicatorLint, PercentMixUp};
use crate::model::indicator::{Indicator, Measurement};
use crate::model::quantity::print_decimal;
use rust_decimal::Decimal;

/// Endings of the names of shares.
const SHARES: [&str; 6] = ["比重", "占比", "比例", "份额", "满意度", "率"];
/// Endings of names that look like shares and may be above 100 %, or are none.
const NO_SHARES: &str = "增长率 增加率 增速率 递增率 上升率 提升率 提高率 下降率 降低率 变动率 变化率 波动率 同比率 \
    完成率 达成率 完成比例 增长比例 执行率 兑现率 贡献率 增值率 毛入学率 产销率 产能利用率 利用率 自给率 保障率 \
    拨备覆盖率 保障覆盖率 利息覆盖率 债务率 负债率 杠杆率 周转率 收益率 回报率 利润率 毛利率 \
    比率 汇率 利率 费率 倍率 效率 生产率 产出率 容积率";
/// Words for a change, at the end of a name.
const CHANGES: [&str; 10] =
    ["提高", "提升", "上升", "增加", "增长", "下降", "降低", "减少", "回落", "下降幅度"];

pub(super) fn check(report: &mut LintReport<'_, '_>, items: &[Item<'_>]) {
    for item in items {
        let Some(indicator) = item.indicator() else { continue };
        let (Some(unit), name) = (unit(indicator), indicator.name.trim()) else { continue };
        let mix_up = if is_percent(unit) && is_share(name) {
            over_the_whole(report, item, indicator);
            continue;
        } else if is_percent(unit) && is_change_of_share(name) {
            PercentMixUp::PercentForPoints { name: name.to_owned() }
        } else if is_points(unit) && is_share(name) {
            PercentMixUp::PointsForPercent { name: name.to_owned() }
        } else {
            continue;
        };
        report.say(item, &["unit"], IndicatorLint::PercentOrPoints { id: indicator.id.clone(), mix_up });
    }
}

fn is_percent(unit: &str) -> bool {
    matches!(unit, "%" | "％")
}

fn is_points(unit: &str) -> bool {
    matches!(unit, "个百分点" | "百分点")
}

/// Whether of two units one is per cent and the other percentage points.
pub(super) fn is_percent_and_points(a: &str, b: &str) -> bool {
    (is_percent(a) && is_points(b)) || (is_points(a) && is_percent(b))
}

/// Whether a name is that of a part of a whole: 高新技术产业产值占规上工业产值比重, 覆盖率.
fn is_share(name: &str) -> bool {
    let name = without_brackets(name);
    SHARES.iter().any(|ending| name.ends_with(ending))
        && !NO_SHARES.split(' ').any(|ending| name.ends_with(ending))
}

/// Whether a name is that of a change of such a part: 比重提高, 失业率下降, 提高的百分点.
fn is_change_of_share(name: &str) -> bool {
    let name = without_brackets(name);
    let of_share = |change: &&str| {
        let share = name.strip_suffix("幅度").unwrap_or(name).strip_suffix(*change);
        share.is_some_and(|share| is_share(share.trim_end_matches("同比")))
    };
    name.contains("百分点") || CHANGES.iter().any(of_share)
}

/// A name without the remark in brackets at its end: 覆盖率（全区）.
fn without_brackets(name: &str) -> &str {
    let open = name.ends_with(['）', ')']).then(|| name.rfind(['（', '('])).flatten();
    open.and_then(|open| name.get(..open)).unwrap_or(name).trim_end()
}

fn over_the_whole(report: &mut LintReport<'_, '_>, item: &Item<'_>, indicator: &Indicator) {
    let target = indicator.target.as_ref().and_then(|target| Some(target.bound()?.ends().1));
    let measured = |value: &Option<Measurement>| value.as_ref().and_then(Measurement::number);
    let values: [(&[&str], Option<Decimal>); 3] = [
        (&["target"], target),
        (&["baseline", "value"], measured(&indicator.baseline)),
        (&["actual", "value"], measured(&indicator.actual)),
    ];
    for (path, value) in values {
        if let Some(value) = value.filter(|value| *value > Decimal::ONE_HUNDRED) {
            let lint =
                IndicatorLint::ShareOver100 { name: indicator.name.clone(), value: print_decimal(value) };
            report.say(item, path, lint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_known_by_their_names() {
        for name in [
            "全社会研发投入占地区生产总值比重",
            "高校合作项目占比",
            "河长制覆盖率",
            "群众满意度",
            "就业率",
            "森林覆盖率（全区）",
            "办结率",
            "城镇化率",
            "国际学生比例",
            "市场份额",
            "合格率(抽检)",
        ] {
            assert!(is_share(name) && !is_change_of_share(name), "{name}");
        }
        for name in [
            "地区生产总值增长率",
            "目标完成率",
            "国有资本保值增值率",
            "拨备覆盖率",
            "毛入学率",
            "资产负债率",
            "产能利用率",
            "经济贡献率",
            "全员劳动生产率",
            "新增企业数",
            "增速",
            "土地产出率",
        ] {
            assert!(!is_share(name), "{name}");
        }
    }

    #[test]
    fn changes_of_shares_are_known_by_their_names() {
        for name in [
            "高新技术产业比重提高",
            "城镇化率提升",
            "失业率下降",
            "占比同比上升",
            "覆盖率提高（较上年）",
            "合格率提高幅度",
            "提高的百分点",
            "比例增加",
            "空置率降低",
            "就业率回落",
        ] {
            assert!(is_change_of_share(name) && !is_share(name), "{name}");
        }
        for name in [
            "单位能耗下降",
            "地区生产总值增长",
            "研发投入增长",
            "排放量减少",
            "覆盖率",
            "产值增长率",
            "收入提高",
            "企业数增加",
            "投诉量下降",
            "劳动生产率提高",
        ] {
            assert!(!is_change_of_share(name), "{name}");
        }
    }
}
