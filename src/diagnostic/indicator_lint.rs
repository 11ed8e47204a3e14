//! What may be wrong with an indicator or a task: nothing that cannot be read, but that reads oddly.

use super::code::{Code, findings};
use super::setting::{UNIT, YEAR};
use super::words::{Words, did_you_mean, quote, say};

/// How per cent and percentage points are mixed up; names are those of the indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PercentMixUp {
    /// The change of a share, counted in per cent.
    PercentForPoints { name: String },
    /// A share, counted in percentage points.
    PointsForPercent { name: String },
    /// Per cent in one year and percentage points in the other: the unit of this year, that before, and the year before.
    PointsAfterPercent { unit: String, before: String, year: i16 },
}

findings! {
    /// What is doubtful, with its particulars. Dates are as they are printed: `2016-12-31`. Where a doubt is told once for
    /// all indicators or tasks of a plan, `others` counts those beside the one named.
    pub enum IndicatorLint;

    /// An actual value of a later day than the plan's `as_of`.
    ActualAfterAsOf { date: String, as_of: String } = "actual-after-as-of", Warning;
    message "the value is of {}, after the plan's `as_of` {}",
        "完成值的日期 {} 晚于计划的数据截止日期（`as_of`）{}",
        date, as_of;
    help "correct one of the two dates: `as_of` is the day that all values of the plan speak of",
        "请更正其中一个日期：`as_of` 是全部完成值的截止日期";
    examples { date: "2017-01-05".into(), as_of: "2016-12-31".into() };

    /// An actual value with no date.
    ActualUndated { id: String, others: usize } = "actual-undated", Warning;
    message "the actual value of {} no date", "{}的完成值没有注明日期", has_no(id, *others);
    help "say of which day it is: `actual: {{value: 14, date: {YEAR}-12-31}}`; without a date it is compared with no day, and the \
         plan's `as_of` gives it none",
        "请注明日期：`actual: {{value: 14, date: {YEAR}-12-31}}`；没有日期的完成值不与任何时限比较，计划的 `as_of` 不代替它的日期";
    examples { id: "pilot-firms".into(), others: 0 } { id: "pilot-firms".into(), others: 1 } { id: "pilot-firms".into(), others: 12 };

    /// An actual value with no source.
    ActualUnsourced { id: String, others: usize } = "actual-unsourced", Warning;
    message "the actual value of {} no source", "{}的完成值没有注明数据来源", has_no(id, *others);
    help "say who measured it: `source: 区统计局` in the indicator, or in `actual` beside the value",
        "请注明数据来源：在指标中写 `source: 区统计局`，或写在 `actual` 的数值旁";
    examples { id: "pilot-firms".into(), others: 0 } { id: "pilot-firms".into(), others: 1 } { id: "pilot-firms".into(), others: 12 };

    /// A baseline that is not the result in the plan before, which is of `year`; both as they are printed.
    BaselineDiffers { id: String, baseline: String, result: String, year: i16 } = "baseline-differs", Error;
    message "the baseline of {} is {}, but the plan of {} gives {} as the result",
        "{} 的基期值为{}，与{}年计划的完成值{}不一致",
        quote(id), baseline, year, result;
    help "correct one of the two; where there is a reason (a corrected figure, another method), say it in `note`",
        "请更正其中一个；数据经过核定或口径有变化的，在备注（`note`）中说明";
    examples { id: "pilot-firms".into(), baseline: "231家".into(), result: "240家".into(), year: 2015 };

    /// A due date or a milestone in another year than the plan's.
    DueOutsideYear { due: String, year: i16 } = "due-outside-year", Warning;
    message "{} is not in {}, the plan's year", "时限 {} 不在计划年度{}年之内", due, year;
    help "correct the date; what runs on for years is `due: continuous`, with this year's part as a milestone",
        "请更正日期；长期推进的写 `due: continuous`，本年度的部分写成阶段目标";
    examples { due: "2017-03-31".into(), year: 2016 };

    /// A name under two ids, the first of which is `other`; `others` more bear it.
    DuplicateName { name: String, other: String, others: usize } = "duplicate-name", Warning;
    message if *others == 0 {
        say!("{} is also the name of {}", "指标名称 {} 与 {} 相同", quote(name), quote(other))
    } else {
        say!(
            "{} is also the name of {}, and {} more bear it",
            "指标名称 {} 与 {} 相同，另有{}项同名",
            quote(name),
            quote(other),
            others
        )
    };
    help "take one of them out, or tell them apart by `name`, `level`, `unit` or `lead`",
        "请删去其中一项；确属不同指标的，请用名称、级别（`level`）、单位或牵头单位区分";
    examples
        { name: "高新技术企业".into(), other: "pilot-firms".into(), others: 0 }
        { name: "高新技术企业".into(), other: "pilot-firms".into(), others: 12 };

    /// The name of a lead or partner unit that reads as if it were several.
    LeadUnclear { name: String } = "lead-unclear", Warning;
    message "{} is taken as the name of one unit", "{} 被当作一个单位的名称", quote(name);
    help "write each unit by its whole name, `lead: [水务局, 住建局]`; if it is the name of one unit, list `lead-unclear` under \
         `ignore` with the reason",
        "请逐个写出单位全称，如 `lead: [水务局, 住建局]`；确为一个单位名称的，在 `ignore` 中写明 `lead-unclear` 及理由";
    examples { name: "市、区水务局".into() };

    /// A value whose kind nobody says: a count of the period, of the day, or a share.
    MeasureUnclear { id: String, others: usize } = "measure-unclear", Warning;
    message "{} no `measure`, and name and unit leave open what is counted",
        "{}没有写明指标性质（`measure`），从名称和单位也看不出来",
        has_no(id, *others);
    help "add `measure: flow` (what came together since 1 January, such as 新增260家), `measure: stock` (how things stand on a \
         day, such as 保有量1200件) or `measure: rate` (a share, a growth, so much per head); without it nothing is judged",
        "请增加一行 `measure: flow`（时期指标，自1月1日起累计，如新增260家）、`measure: stock`（时点指标，如保有量1200件）或 \
         `measure: rate`（比率）；不写明的不作评价";
    examples { id: "pilot-firms".into(), others: 0 } { id: "pilot-firms".into(), others: 1 } { id: "pilot-firms".into(), others: 12 };

    /// A target that says neither that more is better nor that less is.
    MissingDirection { id: String } = "missing-direction", Warning;
    message "the target of {} does not say whether more or less is better",
        "{} 的目标值看不出是越高越好还是越低越好",
        quote(id);
    help "write the bound (`60{UNIT}以上`, `\"<= 3\"`), or add `direction: up` or `direction: down`",
        "请写明界限（`60{UNIT}以上`、`\"<= 3\"`），或增加一行 `direction: up`（越高越好）或 `direction: down`（越低越好）";
    examples { id: "pilot-firms".into() };

    /// An indicator or task with no due date.
    NoDue { id: String, others: usize } = "no-due", Warning;
    message "{} no due date", "{}没有完成时限", has_no(id, *others);
    help "add `due: {YEAR}-12-31` to it, or to the section for all in it; `due: continuous` for what has no end",
        "请填写 `due: {YEAR}-12-31`，也可写在章节的文件头，对其中各项都有效；长期推进的写 `due: continuous`";
    examples { id: "pilot-firms".into(), others: 0 } { id: "pilot-firms".into(), others: 1 } { id: "pilot-firms".into(), others: 12 };

    /// An indicator or task with no lead unit.
    NoLead { id: String, others: usize } = "no-lead", Warning;
    message "{} no lead unit", "{}没有牵头单位", has_no(id, *others);
    help "add `lead: 综合科` to it, or to the section for all in it",
        "请填写 `lead: 综合科`，也可写在章节的文件头，对其中各项都有效";
    examples { id: "pilot-firms".into(), others: 0 } { id: "pilot-firms".into(), others: 1 } { id: "pilot-firms".into(), others: 12 };

    /// Per cent where percentage points are meant, or the other way round.
    PercentOrPoints { id: String, mix_up: PercentMixUp } = "percent-or-points", Warning;
    message match mix_up {
        PercentMixUp::PercentForPoints { name } => say!(
            "{0} is the change of a percentage, but {1} is counted in %",
            "{0} 是百分比的变化，{1} 的单位却是 %",
            quote(name),
            quote(id)
        ),
        PercentMixUp::PointsForPercent { name } => say!(
            "{} is a percentage, but {} is counted in percentage points",
            "{} 是百分比，{} 的单位却是个百分点",
            quote(name),
            quote(id)
        ),
        PercentMixUp::PointsAfterPercent { unit, before, year } => say!(
            "{0} is in {1} here and was in {2} in {3}",
            "{0} 的单位为 {1}，{3}年为 {2}",
            quote(id),
            quote(unit),
            quote(before),
            year
        ),
    };
    help match mix_up {
        PercentMixUp::PercentForPoints { .. } => say!(
            "write `unit: 个百分点`; 5% more than 40% is 42%, and 5 percentage points more is 45%",
            "请改为 `unit: 个百分点`；在40%的基础上提高5%是42%，提高5个百分点是45%"
        ),
        PercentMixUp::PointsForPercent { .. } => say!(
            "write `unit: \"%\"`, or name it as a change: 比重提高",
            "请改为 `unit: \"%\"`；指变化幅度的，请在名称中写明，如“比重提高”"
        ),
        PercentMixUp::PointsAfterPercent { .. } => say!(
            "if one is a share and the other its change, they are two indicators: give this one an id of its own",
            "一个是比例、一个是比例的变化的，属于两个指标：请为这一项另设编号"
        ),
    };
    examples
        { id: "pilot-firms".into(), mix_up: PercentMixUp::PercentForPoints { name: "比重提高".into() } }
        { id: "pilot-firms".into(), mix_up: PercentMixUp::PointsForPercent { name: "比重".into() } }
        {
            id: "pilot-firms".into(),
            mix_up: PercentMixUp::PointsAfterPercent { unit: "个百分点".into(), before: "%".into(), year: 2015 },
        };

    /// An indicator of a draft that was found in its text and is not accepted yet; `others` more wait as well.
    ProposalsWaiting { id: String, others: usize } = "proposals-waiting", Note;
    message match *others {
        0 => say!("{} is proposed, and waits to be accepted", "{} 待确认", quote(id)),
        _ => Words::new(
            format!("{} and {others} more of this plan are proposed, and wait to be accepted", quote(id)),
            format!("{} 等{}项指标待确认", quote(id), others + 1),
        ),
    };
    help "compare them with the text, and run `planpress accept` with the plan's address; a published plan may have none",
        "请与正文核对后运行 `planpress accept`（后面写计划的地址）；待确认的指标不能发布";
    examples { id: "xinzeng-qiye".into(), others: 0 } { id: "xinzeng-qiye".into(), others: 11 };

    /// An indicator of a published plan that nobody has accepted.
    ProposedIndicator { id: String } = "proposed-indicator", Error always;
    message "{} is proposed and not accepted, but its plan is published", "{} 尚待确认，计划却已标为发布", quote(id);
    help "compare it with the text and run `planpress accept`, or take the entry and its link in the text out",
        "请与正文核对后运行 `planpress accept`；不应列为指标的，删去该项及正文中指向它的链接";
    examples { id: "xinzeng-qiye".into() };

    /// A report of a flow that is less than the one before, on `before`'s day.
    ReportFalls { id: String, value: String, day: String, before: String, earlier: String } = "report-falls", Warning;
    message "{} has come to {} by {}, and had come to {} by {}",
        "{} 截至{2}为{1}，少于截至{4}的{3}",
        quote(id), value, day, before, earlier;
    help "what is counted from 1 January only grows: write what has come together since then, not what the last months brought; \
         where an earlier value was too high, say so in the `note` of this report",
        "时期指标自1月1日起累计，只增不减：请填写累计数，不要填写当季数；此前多报、此次更正的，请在这次填报的 `note` 中说明";
    examples {
        id: "pilot-firms".into(),
        value: "48".into(),
        day: "2016-06-30".into(),
        before: "62".into(),
        earlier: "2016-03-31".into(),
    };

    /// A part greater than the whole.
    ShareOver100 { name: String, value: String } = "share-over-100", Warning;
    message "{} is a part of a whole and cannot be {}%", "{} 是部分占整体的比例，不应达到{}%", quote(name), value;
    help "correct the value; if it is a growth or a ratio, name it so: 增长率, 完成率",
        "请核对数值；属于增长或完成情况的，请在名称中写明，如“增长率”“完成率”";
    examples { name: "比重".into(), value: "120".into() };

    /// A status given by hand (`stated`) that is not the one the values give.
    StatusContradicted { id: String, stated: &'static str, judged: &'static str } = "status-contradicted", Warning;
    message "{} is given as {}, and its values say {}",
        "{} 填写的状态是 {}，而数值表明是 {}",
        quote(id), quote(stated), quote(judged);
    help "take `status` out, or correct the values; pages show what the values say",
        "请删去 `status`，或更正数值；页面显示的是数值的结果";
    examples { id: "pilot-firms".into(), stated: "met", judged: "not-met" };

    /// A target that is the value of the start.
    TargetIsBaseline { id: String, value: String } = "target-is-baseline", Warning;
    message "the target of {} is its baseline: {}", "{} 的目标值与基期值相同，都是{}", quote(id), value;
    help "correct one of the two; where the value is to stay, say so: `不低于{value}{UNIT}`, or 保持 in the name or `note`",
        "请更正其中一个；本来就要求保持的，请写明：目标值写 `不低于{value}{UNIT}`，或在名称或备注中写“保持”";
    examples { id: "pilot-firms".into(), value: "60".into() };

    /// A target that the value of the start meets already.
    TargetMetAtBaseline { id: String, target: String, baseline: String } = "target-met-at-baseline", Warning;
    message "the baseline of {}, {}, meets the target {} already",
        "{} 的基期值{}已达到目标值 {}",
        quote(id), baseline, quote(target);
    help "correct one of the two; where the value is to be kept, say so: 保持 in the name or in `note`",
        "请更正其中一个；本来就要求保持的，请在名称或备注（`note`）中写“保持”";
    examples { id: "pilot-firms".into(), target: "60家以上".into(), baseline: "65".into() };

    /// Another unit than in the plan before, which is of `year`.
    UnitChanged { id: String, unit: String, before: String, year: i16 } = "unit-changed", Warning;
    message "the unit of {0} is {1}; in {3} it was {2}",
        "{0} 的单位为 {1}，与{3}年的 {2} 不同",
        quote(id), quote(unit), quote(before), year;
    help "use the unit of the year before, so that the years can be compared, or give the indicator a new id and name \
         the old one in `replaces`",
        "请沿用上年的单位，以便逐年比较；口径确已改变的，请另设编号，并在 `replaces` 中写明原编号";
    examples { id: "pilot-firms".into(), unit: "万元".into(), before: "亿元".into(), year: 2015 };

    /// A unit whose name differs from another's in nothing that a reader sees.
    UnitsAlike { name: String, other: String } = "units-alike", Warning;
    message "{} and {} look alike and are two units", "{} 与 {} 看起来一样，却算作两个单位", quote(name), quote(other);
    help "write one unit in the same way everywhere: full-width and half-width letters and blanks make two of it",
        "同一单位各处写法应一致：全角与半角的字母、数字，多一个空格，都会变成两个单位";
    examples { name: "Ａ公司".into(), other: "A公司".into() };

    /// `replaces` names what the plan before, of `year`, does not have; `None` where there is no plan before.
    UnknownReplaced { id: String, year: Option<i16>, similar: Option<String> } = "unknown-replaced", Warning;
    message match year {
        Some(year) => {
            say!("the plan of {} has no indicator {}", "{}年的计划中没有指标 {}", year, quote(id))
        }
        None => say!(
            "{} cannot be replaced: this series has no earlier plan",
            "本系列没有更早的计划，不能替代 {}",
            quote(id)
        ),
    };
    help match (similar, year) {
        (Some(similar), _) => did_you_mean(similar),
        (None, Some(_)) => say!(
            "name an id of that plan, or take it out of `replaces`",
            "请填写该计划中的编号，或从 `replaces` 中删去"
        ),
        (None, None) => say!(
            "take `replaces` out, or add the earlier plan to the series",
            "请删去 `replaces`，或在本系列中补上更早的计划"
        ),
    };
    examples
        { id: "pilot-firms".into(), year: None, similar: None }
        { id: "pilot-firms".into(), year: Some(2015), similar: None }
        { id: "pilot-firms".into(), year: Some(2015), similar: Some("pilot-firm".into()) };

    /// An indicator of the plan of `year` is gone without a word; so are `others`.
    VanishedIndicator { id: String, name: String, year: i16, others: usize } = "vanished-indicator", Warning;
    message if *others == 0 {
        say!(
            "the indicator {1} ({2}) of {0} is gone without a word",
            "{0}年的指标 {1}（{2}）在本计划中没有下文",
            year,
            quote(id),
            quote(name)
        )
    } else {
        say!(
            "none of the {1} indicators of {0} is in this plan: {2} ({3}) and the others",
            "{0}年的{1}项指标在本计划中都没有下文：{2}（{3}）等",
            year,
            others + 1,
            quote(id),
            quote(name)
        )
    };
    help if *others == 0 {
        say!(
            "take it over under its id, write {0} in the indicator that takes its place, or say in the `note` \
             of a task or indicator what became of it",
            "请沿用原编号列入；由其他指标替代的，在该指标中写 {0}；不再列入的，在某项任务或指标的 `note` 中说明去向",
            quote(&format!("replaces: [{id}]"))
        )
    } else {
        say!(
            "take them over under their ids, name them in `replaces`, or list `vanished-indicator` under `ignore` with \
             the reason",
            "请沿用原编号列入，或在 `replaces` 中写明；确实不再列入的，在 `ignore` 中写明 `vanished-indicator` 及理由"
        )
    };
    examples
        { id: "pilot-firms".into(), name: "高新技术企业".into(), year: 2015, others: 0 }
        { id: "pilot-firms".into(), name: "高新技术企业".into(), year: 2015, others: 12 };
}

/// An id with how many are alike, and the English verb: '`a` and 3 others of this plan have'. In Chinese one id has the
/// blank behind it that quoted text has.
fn has_no(id: &str, others: usize) -> Words {
    let id = quote(id);
    match others {
        0 => say!("{} has", "{} ", id),
        1 => say!("{} and one other of this plan have", "{} 等2项", id),
        _ => Words::new(
            format!("{id} and {others} others of this plan have"),
            format!("{id} 等{}项", others + 1),
        ),
    }
}
