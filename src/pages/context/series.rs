//! Series, plans in lists, and the home page, as templates have them.

use super::{DateContext, IndicatorContext, RollUpContext, SectionLink};

template_values! {
    /// A series with its plans: `series`, `home.series`.
    #[derive(Clone)]
    pub struct SeriesContext {
        /// Its title.
        pub title: String,
        /// Its path.
        pub path: String,
        /// The issuing body.
        pub issuer: Option<String>,
        /// Its plans, newest first.
        pub plans: Vec<PlanSummary>,
    }

    /// A series as every page knows it: `nav.series`, `plan.series`.
    #[derive(Clone)]
    pub struct SeriesLink {
        /// Its title.
        pub title: String,
        /// Its path.
        pub path: String,
        /// The issuing body.
        pub issuer: Option<String>,
        /// Its plans, newest first.
        pub plans: Vec<PlanLink>,
    }

    /// A plan as every page knows it.
    #[derive(Clone)]
    pub struct PlanLink {
        /// Its title.
        pub title: String,
        /// Its year.
        pub year: i16,
        /// Its path.
        pub path: String,
        /// Whether it is a draft.
        pub draft: bool,
    }

    /// A plan in a list, with what is said of it.
    #[derive(Clone)]
    pub struct PlanSummary {
        /// What every page knows of it.
        #[serde(flatten)]
        pub link: PlanLink,
        /// 发文机关.
        pub issuer: Option<String>,
        /// When it was published.
        pub published: Option<DateContext>,
        /// 发文字号.
        pub document_number: Option<String>,
        /// 内容概述.
        pub summary: Option<String>,
        /// How many indicators it has.
        pub indicator_count: usize,
        /// How many sections it has.
        pub section_count: usize,
    }

    /// The home page: `home`.
    pub struct HomeContext<'a> {
        /// The series with their plans.
        pub series: Vec<&'a SeriesContext>,
        /// Each series' newest plan.
        pub latest: Vec<LatestContext<'a>>,
        /// The plan that the home page leads with: the one that `site.yaml` features, else, of one or two bodies, the newest published
        /// plan; null where there is none.
        pub current: Option<CurrentPlanContext<'a>>,
        /// Of `latest`, those that are not the current plan.
        pub others: Vec<LatestContext<'a>>,
        /// The bodies, where there are more than two: the home page is then their directory.
        pub bodies: Vec<HomeBody<'a>>,
        /// What changed last, newest first.
        pub events: Vec<EventContext>,
        /// The calendar of due dates of plans that lie right in `content/`, where there are any.
        pub subscriptions: Vec<super::LinkContext>,
    }

    /// A plan in a list of the home page: what a plan in a list has, and how many of its indicators stand where.
    #[derive(Clone)]
    pub struct LatestContext<'a> {
        /// The plan as in a list.
        #[serde(flatten)]
        pub plan: &'a PlanSummary,
        /// How many of its indicators stand where.
        pub rollup: RollUpContext,
    }

    /// A body in the directory that the home page of many is: `home.bodies[]`.
    pub struct HomeBody<'a> {
        /// The title of its series.
        pub title: &'a str,
        /// The path of its series.
        pub path: &'a str,
        /// Its newest plan; null where it has none.
        pub latest: Option<LatestContext<'a>>,
    }

    /// The current plan: `home.current`.
    pub struct CurrentPlanContext<'a> {
        /// The plan as in a list.
        pub plan: LatestContext<'a>,
        /// The title of its series.
        pub series_title: &'a str,
        /// Whether its series has published no newer one: only then it is the plan that is carried out now.
        pub newest: bool,
        /// The path of its indicator table.
        pub indicators_path: String,
        /// The binding indicators, then those of the plan as a whole, then the others; at most six.
        pub key_indicators: Vec<IndicatorContext>,
        /// Its sections in order.
        pub sections: Vec<SectionLink>,
    }

    /// Something that changed: `home.events[]`.
    pub struct EventContext {
        /// `published`, `measured` (actual values were brought up to the date) or `revised` (an indicator was).
        pub kind: &'static str,
        /// When.
        pub date: DateContext,
        /// The plan's title.
        pub title: String,
        /// Where it is shown.
        pub path: String,
        /// The indicator that was revised.
        pub indicator: Option<String>,
        /// Its value before.
        pub from: Option<String>,
        /// Its value after.
        pub to: Option<String>,
    }
}

impl SeriesContext {
    /// What every page knows of the series.
    pub fn link(&self) -> SeriesLink {
        SeriesLink {
            title: self.title.clone(),
            path: self.path.clone(),
            issuer: self.issuer.clone(),
            plans: self.plans.iter().map(|plan| plan.link.clone()).collect(),
        }
    }
}
