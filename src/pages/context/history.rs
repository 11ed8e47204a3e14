//! Indicators over the years as templates have them: the list, one indicator's page, its charts.

use super::{AttainmentContext, IndicatorContext, LinkContext, PlanLink, ProgressContext, StatusContext};

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
        /// One for each run of years in the same unit that is worth drawing.
        pub charts: Vec<ChartContext>,
        /// The years, oldest first.
        pub years: Vec<HistoryYear>,
        /// Where the unit became another.
        pub unit_changes: Vec<UnitChange>,
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
        /// The reports of the year as a line, where there are two.
        pub line: Option<LineContext>,
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

    /// The reports of a year as a line: `parts[].years[].line`. Down the picture in pixels, along it in percent of its width.
    pub struct LineContext {
        /// The unit of all values.
        pub unit: Option<String>,
        /// The height of the picture.
        pub height: usize,
        /// Where the axis of time stands, from the top.
        pub axis: usize,
        /// Where the year begins and ends.
        pub ends: (String, String),
        /// The reports, oldest first.
        pub points: Vec<LinePoint>,
        /// The stretches from one to the next; of a flow, the first from nought on 1 January.
        pub stretches: Vec<LineStretch>,
        /// The target.
        pub target: Option<LineTarget>,
        /// The values that have a line of their own.
        pub levels: Vec<LineLevel>,
        /// The ends of the quarters.
        pub ticks: Vec<ChartTick>,
    }

    /// A report in a line: `line.points[]`.
    pub struct LinePoint {
        /// Where it stands, along the picture.
        pub x: String,
        /// Where it stands, from the top.
        pub y: String,
        /// Its date.
        pub date: String,
        /// The value, without its unit.
        pub text: String,
        /// Whether its value is written beside it.
        pub told: bool,
        /// `start`, `middle` or `end`: which side of the point its words stand on.
        pub anchor: &'static str,
    }

    /// A straight piece of a line: `line.stretches[]`.
    pub struct LineStretch {
        /// Where it begins, along the picture.
        pub x1: String,
        /// Where it begins, from the top.
        pub y1: String,
        /// Where it ends, along the picture.
        pub x2: String,
        /// Where it ends, from the top.
        pub y2: String,
    }

    /// A target in a line: `line.target`.
    pub struct LineTarget {
        /// Where it stands, from the top; the upper end of a range.
        pub y: String,
        /// How high a range is.
        pub height: Option<String>,
        /// The target in symbols, without its unit.
        pub text: String,
    }

    /// A value with a line across the picture: `line.levels[]`.
    pub struct LineLevel {
        /// Where it stands, from the top.
        pub y: String,
        /// The value.
        pub text: String,
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

    /// A run of years to draw: `charts[]`. Down the picture in pixels, along the axis in percent of its width.
    pub struct ChartContext {
        /// The unit of all values.
        pub unit: Option<String>,
        /// The first year of the run.
        pub first_year: i16,
        /// The last year of the run.
        pub last_year: i16,
        /// The height of the picture.
        pub height: usize,
        /// Where the axis stands, from the top.
        pub axis: usize,
        /// Where zero is.
        pub zero: String,
        /// One for each year.
        pub rows: Vec<ChartRow>,
        /// The ticks of the axis.
        pub ticks: Vec<ChartTick>,
        /// The shapes of the targets that are drawn: `exactly`, `at-least`, `more-than`, `at-most`, `less-than`,
        /// `about`, `range`.
        pub marks: Vec<&'static str>,
        /// Whether any actual value is drawn.
        pub has_actuals: bool,
    }

    /// A year in a chart: `charts[].rows[]`.
    pub struct ChartRow {
        /// The year.
        pub year: i16,
        /// `own`, `predecessor`, `without` or `no-plan`.
        pub kind: &'static str,
        /// Where its words stand, from the top.
        pub text_y: usize,
        /// Where its bar begins, from the top.
        pub bar_y: usize,
        /// The middle of its bar, from the top.
        pub middle: usize,
        /// The bar of its actual value.
        pub actual: Option<ChartBar>,
        /// The mark of its target.
        pub target: Option<ChartMark>,
        /// The day up to which a count has come together, where its year is not over: it is no year's result.
        pub up_to: Option<String>,
    }

    /// The bar of an actual value.
    pub struct ChartBar {
        /// Where it begins.
        pub x: String,
        /// How wide it is.
        pub width: String,
        /// The value, without its unit.
        pub text: String,
        /// Where its figure begins: at its end, or behind the target's mark close to it.
        pub text_x: String,
    }

    /// The mark of a target.
    pub struct ChartMark {
        /// Its shape, one of those in `marks`.
        pub shape: &'static str,
        /// Where it stands.
        pub x: String,
        /// Where a range ends.
        pub end: Option<String>,
        /// The target in symbols, without its unit.
        pub text: String,
    }

    /// A tick of the axis: `charts[].ticks[]`.
    pub struct ChartTick {
        /// Where it stands.
        pub x: String,
        /// Its number.
        pub text: String,
        /// `start`, `middle` or `end`: which side of the tick its words stand on.
        pub anchor: &'static str,
    }
}
