//! A plan with its sections, indicators and tasks, as templates have them.

use super::{LinkContext, PlanLink, SeriesLink, SharedValue, StatusContext};

template_values! {
    /// A date for machines and for people.
    #[derive(Clone)]
    pub struct DateContext {
        /// ISO 8601.
        pub iso: String,
        /// In words, the day alone: `2016年3月1日`.
        pub text: String,
        /// Day and time of day as portals have them, where there is a time: `2016-03-01 09:30`.
        pub clock: Option<String>,
        /// As the catalogue block has it: `2016年03月01日`.
        pub padded: String,
    }

    /// The plan that a page belongs to: `plan`.
    pub struct PlanContext<'a> {
        /// The document's title.
        pub title: &'a str,
        /// The year.
        pub year: i16,
        /// Its path.
        pub path: String,
        /// Whether it is a draft.
        pub draft: bool,
        /// Whether it has been issued as a whole: no draft, without drafts in it, with issuer, document number and date. Only
        /// then may it look like an official document on paper.
        pub issued: bool,
        /// 发文机关.
        pub issuer: Option<&'a str>,
        /// 发文字号.
        pub document_number: Option<&'a str>,
        /// 索引号.
        pub index_number: Option<&'a str>,
        /// 主题分类.
        pub subject: Option<&'a str>,
        /// 成文日期.
        pub written: Option<DateContext>,
        /// 主送机关, without the colon behind it.
        pub addressee: Option<&'a str>,
        /// 附件: the names of what is attached, in order.
        pub attachments: Vec<&'a str>,
        /// 抄送机关, without the full stop behind them.
        pub copied_to: Option<&'a str>,
        /// 印发机关.
        pub printed_by: Option<&'a str>,
        /// 印发日期.
        pub printed_on: Option<DateContext>,
        /// 发布时间, with the time of day where it is known.
        pub published: Option<DateContext>,
        /// 发布日期: the day alone, as it stands in the catalogue.
        pub published_on: Option<DateContext>,
        /// 公开方式.
        pub disclosure: Option<&'a str>,
        /// 有效性.
        pub validity: Option<&'a str>,
        /// Whether its validity says that it is not in force any more.
        pub lapsed: bool,
        /// The document that replaces it, in words.
        pub replaced_by: Option<&'a str>,
        /// The same where it is a plan of the site.
        pub replacement: Option<LinkContext>,
        /// The newest plan of the series, where it is newer than this one. Not for sealed pages, which do not change.
        pub newer: Option<PlanLink>,
        /// 来源.
        pub source: Option<&'a str>,
        /// 责任编辑.
        pub editor: Option<&'a str>,
        /// 主题词.
        pub keywords: &'a [String],
        /// 内容概述.
        pub summary: Option<&'a str>,
        /// The date that actual values speak of.
        pub as_of: Option<DateContext>,
        /// Its series.
        pub series: SeriesLink,
        /// Its sections in order.
        pub sections: Vec<SectionLink>,
        /// The path of its indicator table.
        pub indicators_path: String,
        /// The path of what it changes against an earlier plan of its series; null where there is none.
        pub changes_path: Option<String>,
        /// How many indicators it has.
        pub indicator_count: usize,
        /// How many tasks it has.
        pub task_count: usize,
        /// `extra:` of its front matter.
        pub extra: Option<&'a serde_json::Value>,
    }

    /// A file of a plan's data: `data[]`.
    pub struct DataFileContext {
        /// What is in it: 指标, 任务, 指标和任务 …
        pub what: String,
        /// Its format, for people: XLSX, CSV, JSON …
        pub format: &'static str,
        /// Its media type.
        pub media_type: &'static str,
        /// Its path.
        pub path: String,
        /// Its size, for people: `24.1 kB`.
        pub size: String,
    }

    /// A section in a list.
    #[derive(Clone)]
    pub struct SectionLink {
        /// Its title, number and path.
        #[serde(flatten)]
        pub link: LinkContext,
        /// Its id on the plan's page.
        pub anchor: String,
        /// The lead units in one text.
        pub lead: Option<String>,
        /// Whether it is a draft.
        pub draft: bool,
    }

    /// Who answers for a section, an indicator or a task.
    pub struct ResponsibleUnits {
        /// The lead units in one text: 水务局、住建局.
        pub lead: Option<String>,
        /// The path of the lead unit's page, where there is one lead unit.
        pub lead_path: Option<String>,
        /// The lead units with the paths of their pages.
        pub leads: Vec<LinkContext>,
        /// The partner units, without those that lead.
        pub partners: Vec<String>,
        /// The same with the paths of their pages.
        pub partner_links: Vec<LinkContext>,
    }

    /// A section with all that belongs to it: `section`, `chapters[].section`.
    pub struct SectionContext<'a> {
        /// Its title.
        pub title: &'a str,
        /// Its automatic number; empty for none.
        pub number: String,
        /// Its path.
        pub path: String,
        /// Its id on the plan's page.
        pub anchor: String,
        /// Who answers for it.
        #[serde(flatten)]
        pub units: ResponsibleUnits,
        /// Whether the theme is to show the section's indicators: false where the text placed them.
        pub show_indicators: bool,
        /// Whether the theme is to show the section's tasks: false where the text placed them.
        pub show_tasks: bool,
        /// Whether it is a draft.
        pub draft: bool,
        /// `extra:` of its front matter.
        pub extra: Option<&'a serde_json::Value>,
        /// Its indicators.
        pub indicators: SharedValue<Vec<IndicatorContext>>,
        /// Its tasks.
        pub tasks: SharedValue<Vec<TaskContext>>,
    }

    /// An indicator.
    pub struct IndicatorContext {
        /// Its id.
        pub id: String,
        /// The id of its row; null where the row is not the indicator's place on the page.
        pub anchor: Option<String>,
        /// Its name.
        pub name: String,
        /// The path of its page, which shows it over the years.
        pub path: String,
        /// Its unit.
        pub unit: Option<String>,
        /// What kind of number it is: `flow`, `stock` or `rate`; null where nobody says it.
        pub measure: Option<&'static str>,
        /// The target in words.
        pub target: Option<String>,
        /// The target in symbols.
        pub target_symbols: Option<String>,
        /// 力争目标, the second tier, in words.
        pub stretch: Option<String>,
        /// What a target refers to.
        pub benchmark: Option<BenchmarkContext>,
        /// The day on which a target in words was reached.
        pub done: Option<String>,
        /// 基期值.
        pub baseline: Option<MeasurementContext>,
        /// 完成值.
        pub actual: Option<MeasurementContext>,
        /// 完成率.
        pub attainment: Option<AttainmentContext>,
        /// All that was reported in the year, oldest first; empty where that is the actual value alone.
        pub reports: Vec<MeasurementContext>,
        /// Where it stands; null where it has no target.
        pub status: Option<StatusContext>,
        /// 国家, 省, 市, 区 …
        pub level: Option<String>,
        /// 约束性 or 预期性.
        pub nature: Option<String>,
        /// Who answers for it: the section's units where the indicator has none of its own.
        #[serde(flatten)]
        pub units: ResponsibleUnits,
        /// When it is due.
        pub due: Option<String>,
        /// 统计口径.
        pub definition: Option<String>,
        /// 数据来源.
        pub source: Option<String>,
        /// 备注.
        pub note: Option<String>,
        /// Why it is not judged.
        pub excused: Option<String>,
        /// Whether it was found by an import and waits to be accepted: in drafts only.
        pub proposed: bool,
        /// Milestones.
        pub milestones: Vec<MilestoneContext>,
        /// Changes within the year.
        pub revisions: Vec<RevisionContext>,
        /// The indicators of last year that it replaces.
        pub replaces: Vec<String>,
    }

    /// What a target refers to.
    pub struct BenchmarkContext {
        /// What it is.
        pub name: Option<String>,
        /// Its value.
        pub value: MeasurementContext,
    }

    /// A measured value.
    #[derive(Clone)]
    pub struct MeasurementContext {
        /// With its unit.
        pub text: String,
        /// Its date.
        pub date: Option<String>,
        /// Its source.
        pub source: Option<String>,
        /// A note.
        pub note: Option<String>,
    }

    /// 完成率.
    #[derive(Clone)]
    pub struct AttainmentContext {
        /// As a percentage.
        pub text: String,
        /// As a whole number from 0 to 100, for bars.
        pub percent_capped: u8,
        /// How far a bar reaches whose target stands at 100.
        pub bar: String,
        /// Where such a bar ends, with room for the value: 125 or more.
        pub end: u64,
        /// Whether the target's value is reached.
        pub reached: bool,
    }

    /// A milestone.
    pub struct MilestoneContext {
        /// By when.
        pub due: String,
        /// What is to be reached.
        pub target: Option<String>,
        /// What was reached.
        pub actual: Option<String>,
        /// When it was reached, where it is in words.
        pub done: Option<String>,
        /// Whether it was due by the day that the plan speaks of.
        pub is_due: bool,
    }

    /// A change within the year.
    pub struct RevisionContext {
        /// When.
        pub date: String,
        /// What was changed.
        pub field: String,
        /// The value before.
        pub from: String,
        /// The value after.
        pub to: String,
        /// Why.
        pub reason: String,
    }

    /// A task.
    pub struct TaskContext {
        /// Its id.
        pub id: String,
        /// The id of its place; null where this is not the task's place on the page.
        pub anchor: Option<String>,
        /// The task in words.
        pub name: String,
        /// Who answers for it: the section's units where the task has none of its own.
        #[serde(flatten)]
        pub units: ResponsibleUnits,
        /// When it is due.
        pub due: Option<String>,
        /// Its state's key for class names.
        pub state: Option<&'static str>,
        /// Its state in words.
        pub state_text: Option<String>,
        /// Why it was dropped.
        pub reason: Option<String>,
        /// A note.
        pub note: Option<String>,
        /// Whether it was due by the plan's `as_of` and is neither done nor dropped.
        pub overdue: bool,
    }
}
