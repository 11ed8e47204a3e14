//! Indicators over the years as templates have them: the list, one indicator's page, its charts.

use super::{
    AttainmentContext, BulletsContext, EmbedCodes, IndicatorContext, LinkContext, PlanLink, PlotContext,
    ProgressContext, StatusContext,
};

template_values! {
    /// An indicator in one line, as one plan has it.
    pub struct IndicatorSummary {
        /// Its id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// The path of its page.
        pub path: String,
        /// Its unit.
        pub unit: Option<String>,
        /// The target in words.
        pub target: Option<String>,
        /// 完成值.
        pub actual: Option<String>,
        /// 完成率.
        pub attainment: Option<AttainmentContext>,
        /// Where it stands; null where it has no target.
        pub status: Option<StatusContext>,
        /// The path of its row in its plan's table.
        pub row: String,
    }

    /// The indicators of one series: `lists[]`.
    pub struct IndicatorList {
        /// The series.
        pub series: LinkContext,
        /// Its newest plan, whose sections give the order.
        pub plan: PlanLink,
        /// The indicators of the newest plan, by section.
        pub sections: Vec<IndicatorListSection>,
        /// Those that the newest plan no longer has, the latest first.
        pub ended: Vec<IndicatorListRow>,
    }

    /// The indicators of one section of the newest plan: `lists[].sections[]`.
    pub struct IndicatorListSection {
        /// The section; null for what belongs to the plan itself.
        pub section: Option<LinkContext>,
        /// Its indicators.
        pub indicators: Vec<IndicatorListRow>,
    }

    /// An indicator with the years that have it.
    pub struct IndicatorListRow {
        /// The oldest year that has it.
        pub first_year: i16,
        /// The newest year that has it.
        pub last_year: i16,
        /// As that newest year has it.
        pub indicator: IndicatorSummary,
    }

    /// An indicator with a part for each series that has it: `indicator`.
    pub struct IndicatorHistory {
        /// Its id.
        pub id: String,
        /// One for each series, in the order of the site.
        pub parts: Vec<SeriesHistory>,
        /// What to copy to show it on other pages; null where the site does not offer that.
        pub embed: Option<EmbedCodes>,
    }

    /// An indicator in one series: `indicator.parts[]`.
    pub struct SeriesHistory {
        /// The series.
        pub series: LinkContext,
        /// Its name in the newest year that has it.
        pub name: String,
        /// Its unit in that year.
        pub unit: Option<String>,
        /// `up` or `down`: which way is better, where it is known.
        pub direction: Option<&'static str>,
        /// The last year that has it, where newer plans do not.
        pub ended: Option<i16>,
        /// One for each run of years that are counted alike and worth drawing.
        pub charts: Vec<PlotContext>,
        /// The years, oldest first.
        pub years: Vec<HistoryYear>,
        /// Where the unit became another.
        pub unit_changes: Vec<UnitChange>,
        /// Where the values before and after cannot be compared for another reason.
        pub breaks: Vec<SeriesBreak>,
        /// The indicators that it follows.
        pub predecessors: Vec<Succession>,
        /// The indicators that follow it.
        pub successors: Vec<Succession>,
        /// How the newest year is judged of which there is anything to tell.
        pub progress: YearProgress,
    }

    /// The judgement of one year: `parts[].progress`.
    pub struct YearProgress {
        /// The year.
        pub year: i16,
        /// How the indicator is judged in it.
        #[serde(flatten)]
        pub progress: ProgressContext,
        /// The day of the value that it is judged by, as it is written; null where it has none.
        pub value_date: Option<String>,
        /// Whether the day of the judgement is another.
        pub judged_later: bool,
        /// 同比 of the value that it is judged by; null where it is not formed.
        pub year_on_year: Option<YearOnYearContext>,
    }

    /// What one year says of an indicator: `parts[].years[]`.
    pub struct HistoryYear {
        /// The year.
        pub year: i16,
        /// `own`, `predecessor`, `without` or `no-plan`.
        pub kind: &'static str,
        /// The year's plan.
        pub plan: Option<PlanLink>,
        /// The section that has the indicator.
        pub section: Option<LinkContext>,
        /// The path of its row in that plan's table.
        pub row: Option<String>,
        /// The indicator as the plan has it.
        pub indicator: Option<IndicatorContext>,
        /// The reports of the year as a line, where there are two, and some of them of other days than ends of quarters.
        pub line: Option<PlotContext>,
        /// The same as bars, where all are of ends of quarters.
        pub bullets: Option<BulletsContext>,
        /// 同比 of each report of `indicator.reports`, in their order: null where it is not formed.
        pub year_on_year: Vec<Option<YearOnYearContext>>,
    }

    /// A value beside that of the same day a year before: `parts[].years[].year_on_year[]`.
    pub struct YearOnYearContext {
        /// By how much it differs, in words.
        pub text: String,
        /// The value of the year before, with its unit.
        pub before: String,
    }

    /// A year in which an indicator's unit became another: `parts[].unit_changes[]`.
    pub struct UnitChange {
        /// The year.
        pub year: i16,
        /// The unit before.
        pub from: Option<String>,
        /// The unit from then on.
        pub to: Option<String>,
        /// Whether only the scale is another: 万元 and 亿元.
        pub scale: bool,
    }

    /// A year from which on another thing is counted in the same unit: `parts[].breaks[]`.
    pub struct SeriesBreak {
        /// The year.
        pub year: i16,
        /// What became another: `definition`, `measure` or `kind` (of the target: a level, or a change).
        pub by: &'static str,
    }

    /// Indicators of other ids that it follows, or that follow it: `parts[].predecessors[]`, `parts[].successors[]`.
    pub struct Succession {
        /// The year of the plan that says so.
        pub year: i16,
        /// Those indicators.
        pub others: Vec<RelatedIndicator>,
    }

    /// An indicator that another follows or is followed by.
    pub struct RelatedIndicator {
        /// Its name.
        pub name: String,
        /// The path of its page.
        pub path: String,
        /// The year whose plan has it.
        pub year: i16,
        /// Whether it is counted in another unit.
        pub other_unit: bool,
    }
}
