//! What data files say of a plan: the shape of `indicators.json`, version 1, and what all other files are made from.
//!
//! A field that has nothing to say is left out of the JSON. Texts are those of the pages, numbers those of the plan. The schema is
//! `docs/indicators.schema.json`; a test holds it to these types.

use super::number::Number;
use serde::Serialize;

/// The name of the format.
pub const FORMAT: &str = "planpress-indicators";
/// Its version: the first number changes when a reader of the version before could misread a file, the second when something is added.
pub const VERSION: &str = "1.0";

/// A plan with all that it commits to, as far as it is by its `as_of`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlanRecord {
    /// `planpress-indicators`.
    pub format: &'static str,
    /// The version of this shape.
    pub version: &'static str,
    /// Where the data come from.
    pub provenance: Provenance,
    /// The plan.
    pub plan: PlanData,
    /// Its indicators in reading order.
    pub indicators: Vec<IndicatorData>,
    /// Its tasks in reading order.
    pub tasks: Vec<TaskData>,
}

/// Where the data come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Provenance {
    /// The title of the site.
    pub site: String,
    /// The public address of the site, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site_url: Option<String>,
    /// The address of the plan's page below the site: `district/2016/`.
    pub path: String,
    /// The whole address of that page, where the site has a public address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Which version of the plan this is: `live` for the plan as the site has it, `sealed` with a day and a number for what was archived.
    pub edition: Edition,
    /// SHA-256 of `plan`, `indicators` and `tasks` as compact JSON, in hexadecimal digits: two files with the same digest say the same.
    pub digest: String,
    /// The licence, where the site gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// The program that wrote the file.
    pub generator: &'static str,
}

/// Which version of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Edition {
    /// `live` or `sealed`.
    pub kind: EditionKind,
    /// The day of sealing, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sealed: Option<String>,
    /// The number of the seal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
}

/// Whether a plan can still change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EditionKind {
    /// As the site has it.
    Live,
    /// As it was archived.
    Sealed,
}

/// The document itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlanData {
    pub title: String,
    pub year: i16,
    /// `draft` or `published`.
    pub status: &'static str,
    /// The name of the body's series, by its address: `district`; empty where the site has one body right at its root.
    pub series: String,
    /// The title of the series.
    pub series_title: String,
    /// 发文机关.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// 发文字号.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    /// 索引号.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index_number: Option<String>,
    /// 主题分类.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// 主题词.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// 内容概述.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// 成文日期, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
    /// 发布日期, ISO 8601: the day alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The day that the values speak of, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// When it last changed, as far as its own dates tell: published, `as_of`, a revision; ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// Whether values are expected to grow in proportion to time (`pace: linear`).
    pub linear_pace: bool,
    /// Its sections in order.
    pub sections: Vec<SectionData>,
}

/// A section of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SectionData {
    /// Its automatic number with the mark behind it, as it is printed before the title; empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub number: String,
    pub title: String,
    /// The address of its page below the site.
    pub path: String,
    /// The lead units.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub leads: Vec<String>,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct IndicatorData {
    /// Unique in the plan; the same id in another year of the series is the same indicator.
    pub id: String,
    pub name: String,
    /// The place of its section in `plan.sections`, from 0; none where it belongs to no section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<usize>,
    /// 计量单位.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// 指标性质: `flow`, `stock` or `rate`; left out where nobody says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<&'static str>,
    /// Which way is better: `up` or `down`; left out where nothing says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<&'static str>,
    /// 级别.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// `binding` 约束性 or `expected` 预期性.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nature: Option<&'static str>,
    /// 目标值.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<TargetData>,
    /// 力争目标.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stretch: Option<TargetData>,
    /// What a target refers to that speaks of what others reach.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub benchmark: Option<BenchmarkData>,
    /// 基期值.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<ValueData>,
    /// 完成值: the newest report up to `as_of`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual: Option<ValueData>,
    /// All reports of the year, oldest first, those after `as_of` left out.
    pub reports: Vec<ValueData>,
    /// The day on which a target in words was reached, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<String>,
    /// Where it stands.
    pub progress: ProgressData,
    /// By when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<DueData>,
    /// 牵头单位: its own, else its section's.
    pub leads: Vec<String>,
    /// 配合单位.
    pub partners: Vec<String>,
    /// Steps within the year.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<MilestoneData>,
    /// Changes made within the year.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub revisions: Vec<RevisionData>,
    /// Ids of the indicators of the year before that it carries on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<String>,
    /// Ids of the plan's indicators whose values add up to its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sum_of: Vec<String>,
    /// 统计口径.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// 数据来源.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// 备注.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Why it is not judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excused: Option<String>,
    /// 待确认: found in a draft by an import and not accepted; its note says so too. Left out where it is not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub proposed: bool,
    /// The address of its page below the site.
    pub path: String,
}

/// A target. Which of its numbers there are follows from its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TargetData {
    /// As the plan prints it: 12家以上.
    pub text: String,
    /// `quantity`, `change`, `rank`, `ratio`, `reference` or `text`.
    pub kind: &'static str,
    /// Which values keep it: `exactly`, `at-least`, `more-than`, `at-most`, `less-than`, `between`, `about`. Of a change that falls it bounds the
    /// signed amount: 下降3%以上 is at most −3. Left out where it has no number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<&'static str>,
    /// The value, the lower end of a range, the signed amount of a change, the place of a rank, the first term of a ratio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    /// The upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upper: Option<Number>,
    /// The second term of a ratio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second: Option<Number>,
    /// Which term of a ratio is held to the bound once the other is made equal: of 不低于1:1.25 the `second`, so that 1:1.3 keeps it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<&'static str>,
    /// What its number is counted in, where that is not the indicator's unit: %, of 增长8%.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Whether a change is an average over years (年均).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub yearly: bool,
}

/// A measured value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ValueData {
    /// As pages print it: 13家, 下降3.5%.
    pub text: String,
    /// `number`, `change`, `rank`, `ratio` or `text`.
    pub kind: &'static str,
    /// The number, the signed amount of a change, the place, the first term of a ratio; none of words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    /// The second term of a ratio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second: Option<Number>,
    /// What the number is counted in, where that is not the indicator's unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Of which day, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The day as the plan writes it, where it does so in words: 6月底.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_text: Option<String>,
    /// 数据来源 of this value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// 备注 of this value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What a target refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct BenchmarkData {
    /// What it is: 全省平均水平.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(flatten)]
    pub value: ValueData,
}

/// How far an indicator is, with the reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ProgressData {
    /// One of the ten statuses; left out where there is no target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<StatusData>,
    /// Why, by a stable name.
    pub reason: &'static str,
    /// Why, as a sentence in the language of the site.
    pub reason_text: String,
    /// The day that it is judged at, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// 完成率: actual ÷ target.
    pub attainment: ShareData,
    /// 已用: actual ÷ limit.
    pub used: ShareData,
    /// 基期到目标的进度: (actual − baseline) ÷ (target − baseline).
    pub distance: ShareData,
    /// 时间进度.
    pub elapsed: ShareData,
    /// How far the value is from the target, in words, where attainment says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<String>,
}

/// A status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StatusData {
    /// `met`, `ahead`, `on-course`, `behind`, `in-progress`, `not-due`, `not-met`, `not-reported`, `undecided` or `excused`.
    pub key: &'static str,
    /// Its word.
    pub text: String,
}

/// One of the numbers: given, with what was divided, or not, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ShareData {
    /// The quotient: 0.5 is 50 %. Six decimal places, and more where it would else be 1 without being it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    /// What is divided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<Number>,
    /// What it is divided by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<Number>,
    /// As pages print it: 83.3%.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Why it is not given, by a stable name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<&'static str>,
}

/// A due date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DueData {
    /// As the plan prints it: 6月底前.
    pub text: String,
    /// The last day, ISO 8601; none of what goes on (长期).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// A step within the year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MilestoneData {
    pub due: DueData,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<TargetData>,
    /// Its own value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual: Option<ValueData>,
    /// When a step in words was reached, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<String>,
}

/// A change within the year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RevisionData {
    /// ISO 8601.
    pub date: String,
    /// What was changed, by the key of the front matter.
    pub field: String,
    pub from: String,
    pub to: String,
    pub reason: String,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TaskData {
    pub id: String,
    pub name: String,
    /// The place of its section in `plan.sections`, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<usize>,
    pub leads: Vec<String>,
    pub partners: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<DueData>,
    /// `not-started`, `in-progress`, `done` or `dropped`; left out where the plan does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<StateData>,
    /// Why it was dropped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether it was due by `as_of` and is neither done nor dropped.
    pub overdue: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A state of a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StateData {
    pub key: &'static str,
    /// Its word.
    pub text: String,
}

impl PlanRecord {
    /// The section that an item stands in.
    pub fn section(&self, place: Option<usize>) -> Option<&SectionData> {
        self.plan.sections.get(place?)
    }
}
