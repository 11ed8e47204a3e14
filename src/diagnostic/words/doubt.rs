//! The words of doubts about indicators and tasks, each in both languages side by side.

use super::prose::quote;
use crate::diagnostic::{Doubt, Language};

/// Chooses one of two texts that say the same.
fn either(language: Language, english: String, chinese: String) -> String {
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

/// An id with those that are alike: '`a` and 3 others of this plan'. In Chinese, with the blank after it that
/// quoted text has.
fn alike(id: &str, others: usize, language: Language) -> String {
    match (language, others) {
        (Language::English, 0) => quote(id),
        (Language::Chinese, 0) => format!("{} ", quote(id)),
        (Language::English, 1) => format!("{} and one other of this plan", quote(id)),
        (Language::English, _) => format!("{} and {others} others of this plan", quote(id)),
        (Language::Chinese, _) => format!("{} 等{}项", quote(id), others + 1),
    }
}

/// The verb after [`alike`].
const fn have(others: usize) -> &'static str {
    if others == 0 { "has" } else { "have" }
}

/// What is wrong.
pub(super) fn message(doubt: &Doubt, language: Language) -> String {
    let (english, chinese) = match doubt {
        Doubt::ActualAfterAsOf { date, as_of } => (
            format!("the value is of {date}, after the plan's `as_of` {as_of}"),
            format!("完成值的日期 {date} 晚于计划的数据截止日期（`as_of`）{as_of}"),
        ),
        Doubt::ActualUndated { id, others } => (
            format!(
                "the actual value of {} {} no date",
                alike(id, *others, Language::English),
                have(*others)
            ),
            format!("{}的完成值没有注明日期", alike(id, *others, Language::Chinese)),
        ),
        Doubt::ActualUnsourced { id, others } => (
            format!(
                "the actual value of {} {} no source",
                alike(id, *others, Language::English),
                have(*others)
            ),
            format!("{}的完成值没有注明数据来源", alike(id, *others, Language::Chinese)),
        ),
        Doubt::DueOutsideYear { due, year } => (
            format!("{due} is not in {year}, the plan's year"),
            format!("时限 {due} 不在计划年度{year}年之内"),
        ),
        Doubt::DuplicateName { name, other, others: 0 } => (
            format!("{} is also the name of {}", quote(name), quote(other)),
            format!("指标名称 {} 与 {} 相同", quote(name), quote(other)),
        ),
        Doubt::DuplicateName { name, other, others } => (
            format!("{} is also the name of {}, and {others} more bear it", quote(name), quote(other)),
            format!("指标名称 {} 与 {} 相同，另有{others}项同名", quote(name), quote(other)),
        ),
        Doubt::MissingDirection { id } => (
            format!("the target of {} does not say whether more or less is better", quote(id)),
            format!("{} 的目标值看不出是越高越好还是越低越好", quote(id)),
        ),
        Doubt::StatusContradicted { id, stated, judged } => (
            format!("{} is given as {}, and its values say {}", quote(id), quote(stated), quote(judged)),
            format!("{} 填写的状态是 {}，而数值表明是 {}", quote(id), quote(stated), quote(judged)),
        ),
        Doubt::NoDue { id, others } => (
            format!("{} {} no due date", alike(id, *others, Language::English), have(*others)),
            format!("{}没有完成时限", alike(id, *others, Language::Chinese)),
        ),
        Doubt::NoLead { id, others } => (
            format!("{} {} no lead unit", alike(id, *others, Language::English), have(*others)),
            format!("{}没有牵头单位", alike(id, *others, Language::Chinese)),
        ),
        Doubt::PercentForPoints { id, name } => (
            format!("{} is the change of a percentage, but {} is counted in %", quote(name), quote(id)),
            format!("{} 是百分比的变化，{} 的单位却是 %", quote(name), quote(id)),
        ),
        Doubt::PointsAfterPercent { id, unit, before, year } => (
            format!("{} is in {} here and was in {} in {year}", quote(id), quote(unit), quote(before)),
            format!("{} 的单位为 {}，{year}年为 {}", quote(id), quote(unit), quote(before)),
        ),
        Doubt::PointsForPercent { id, name } => (
            format!("{} is a percentage, but {} is counted in percentage points", quote(name), quote(id)),
            format!("{} 是百分比，{} 的单位却是个百分点", quote(name), quote(id)),
        ),
        Doubt::ShareOver100 { name, value } => (
            format!("{} is a part of a whole and cannot be {value}%", quote(name)),
            format!("{} 是部分占整体的比例，不应达到{value}%", quote(name)),
        ),
        Doubt::TargetIsBaseline { id, value } => (
            format!("the target of {} is its baseline: {value}", quote(id)),
            format!("{} 的目标值与基期值相同，都是{value}", quote(id)),
        ),
        Doubt::TargetMetAtBaseline { id, target, baseline } => (
            format!("the baseline of {}, {baseline}, meets the target {} already", quote(id), quote(target)),
            format!("{} 的基期值{baseline}已达到目标值 {}", quote(id), quote(target)),
        ),
        Doubt::UnitChanged { id, unit, before, year } => (
            format!("the unit of {} is {}; in {year} it was {}", quote(id), quote(unit), quote(before)),
            format!("{} 的单位为 {}，与{year}年的 {} 不同", quote(id), quote(unit), quote(before)),
        ),
        Doubt::UnknownReplaced { id, year: Some(year), similar: _ } => (
            format!("the plan of {year} has no indicator {}", quote(id)),
            format!("{year}年的计划中没有指标 {}", quote(id)),
        ),
        Doubt::UnknownReplaced { id, year: None, similar: _ } => (
            format!("{} cannot be replaced: this series has no earlier plan", quote(id)),
            format!("本系列没有更早的计划，不能替代 {}", quote(id)),
        ),
        Doubt::VanishedIndicator { id, name, year, others: 0 } => (
            format!("the indicator {} ({}) of {year} is gone without a word", quote(id), quote(name)),
            format!("{year}年的指标 {}（{}）在本计划中没有下文", quote(id), quote(name)),
        ),
        Doubt::VanishedIndicator { id, name, year, others } => (
            format!(
                "none of the {} indicators of {year} is in this plan: {} ({}) and the others",
                others + 1,
                quote(id),
                quote(name)
            ),
            format!("{year}年的{}项指标在本计划中都没有下文：{}（{}）等", others + 1, quote(id), quote(name)),
        ),
    };
    either(language, english, chinese)
}

/// What to do about it.
pub(super) fn help(doubt: &Doubt, language: Language) -> String {
    let (english, chinese) = match doubt {
        Doubt::ActualAfterAsOf { .. } => (
            "correct one of the two dates: `as_of` is the day that all values of the plan speak of",
            "请更正其中一个日期：`as_of` 是全部完成值的截止日期",
        ),
        Doubt::ActualUndated { .. } => (
            "say of which day it is: `actual: {value: 14, date: 2016-12-31}`, or `as_of: 2016-12-31` for the whole \
             plan in its `_index.md`",
            "请注明日期：`actual: {value: 14, date: 2016-12-31}`；全部完成值同一日期的，在计划的 `_index.md` 中写 \
             `as_of: 2016-12-31`",
        ),
        Doubt::ActualUnsourced { .. } => (
            "say who measured it: `source: 区统计局` in the indicator, or in `actual` beside the value",
            "请注明数据来源：在指标中写 `source: 区统计局`，或写在 `actual` 的数值旁",
        ),
        Doubt::DueOutsideYear { .. } => (
            "correct the date; what runs on for years is `due: continuous`, with this year's part as a milestone",
            "请更正日期；长期推进的写 `due: continuous`，本年度的部分写成阶段目标",
        ),
        Doubt::DuplicateName { .. } => (
            "take one of them out, or tell them apart by `name`, `level`, `unit` or `lead`",
            "请删去其中一项；确属不同指标的，请用名称、级别（`level`）、单位或牵头单位区分",
        ),
        Doubt::MissingDirection { .. } => (
            "write the bound (`60家以上`, `\"<= 3\"`), or add `direction: up` or `direction: down`",
            "请写明界限（`60家以上`、`\"<= 3\"`），或增加一行 `direction: up`（越高越好）或 `direction: down`（越低越好）",
        ),
        Doubt::NoDue { .. } => (
            "add `due: 2016-12-31` to it, or to the section for all in it; `due: continuous` for what has no end",
            "请填写 `due: 2016-12-31`，也可写在章节的文件头，对其中各项都有效；长期推进的写 `due: continuous`",
        ),
        Doubt::NoLead { .. } => (
            "add `lead: 综合科` to it, or to the section for all in it",
            "请填写 `lead: 综合科`，也可写在章节的文件头，对其中各项都有效",
        ),
        Doubt::PercentForPoints { .. } => (
            "write `unit: 个百分点`; 5% more than 40% is 42%, and 5 percentage points more is 45%",
            "请改为 `unit: 个百分点`；在40%的基础上提高5%是42%，提高5个百分点是45%",
        ),
        Doubt::PointsAfterPercent { .. } => (
            "if one is a share and the other its change, they are two indicators: give this one an id of its own",
            "一个是比例、一个是比例的变化的，属于两个指标：请为这一项另设编号",
        ),
        Doubt::PointsForPercent { .. } => (
            "write `unit: \"%\"`, or name it as a change: 比重提高",
            "请改为 `unit: \"%\"`；指变化幅度的，请在名称中写明，如“比重提高”",
        ),
        Doubt::ShareOver100 { .. } => (
            "correct the value; if it is a growth or a ratio, name it so: 增长率, 完成率",
            "请核对数值；属于增长或完成情况的，请在名称中写明，如“增长率”“完成率”",
        ),
        Doubt::StatusContradicted { .. } => (
            "take `status` out, or correct the values; pages show what the values say",
            "请删去 `status`，或更正数值；页面显示的是数值的结果",
        ),
        Doubt::TargetIsBaseline { .. } => (
            "correct one of the two; where the value is to stay, say so: `不低于60家`, or 保持 in the name or `note`",
            "请更正其中一个；本来就要求保持的，请写明：目标值写 `不低于60家`，或在名称或备注中写“保持”",
        ),
        Doubt::TargetMetAtBaseline { .. } => (
            "correct one of the two; where the value is to be kept, say so: 保持 in the name or in `note`",
            "请更正其中一个；本来就要求保持的，请在名称或备注（`note`）中写“保持”",
        ),
        Doubt::UnitChanged { .. } => (
            "use the unit of the year before, so that the years can be compared, or give the indicator a new id and name \
             the old one in `replaces`",
            "请沿用上年的单位，以便逐年比较；口径确已改变的，请另设编号，并在 `replaces` 中写明原编号",
        ),
        Doubt::UnknownReplaced { similar: Some(similar), .. } => {
            return either(
                language,
                format!("did you mean {}?", quote(similar)),
                format!("是否应为 {}？", quote(similar)),
            );
        }
        Doubt::UnknownReplaced { year: Some(_), similar: None, .. } => (
            "name an id of that plan, or take it out of `replaces`",
            "请填写该计划中的编号，或从 `replaces` 中删去",
        ),
        Doubt::UnknownReplaced { year: None, similar: None, .. } => (
            "take `replaces` out, or add the earlier plan to the series",
            "请删去 `replaces`，或在本系列中补上更早的计划",
        ),
        Doubt::VanishedIndicator { id, others: 0, .. } => {
            let line = quote(&format!("replaces: [{id}]"));
            return either(
                language,
                format!(
                    "take it over under its id, write {line} in the indicator that takes its place, or say in the `note` \
                     of a task or indicator what became of it"
                ),
                format!(
                    "请沿用原编号列入；由其他指标替代的，在该指标中写 {line}；不再列入的，在某项任务或指标的 `note` 中说明去向"
                ),
            );
        }
        Doubt::VanishedIndicator { .. } => (
            "take them over under their ids, name them in `replaces`, or list `vanished-indicator` under `ignore` with \
             the reason",
            "请沿用原编号列入，或在 `replaces` 中写明；确实不再列入的，在 `ignore` 中写明 `vanished-indicator` 及理由",
        ),
    };
    either(language, english.to_owned(), chinese.to_owned())
}
