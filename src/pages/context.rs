//! What templates are given, as types: the contract with theme authors.
//!
//! Every key is always there; what is not known is null. Paths are relative to the site's root, so
//! that a value can be shared by all pages; a template puts `page.root` before them.

use super::progress::{RollUpContext, StatusContext};
use serde::Serialize;

/// A link to a page: `nav.pages`, breadcrumbs, neighbours.
#[derive(Debug, Clone, Serialize)]
pub struct LinkContext {
    /// The page's title.
    pub title: String,
    /// The automatic number before it; empty for none.
    pub number: String,
    /// Its path.
    pub path: String,
}

/// The site: `site`.
#[derive(Debug, Serialize)]
pub struct SiteContext<'a> {
    /// Its title.
    pub title: &'a str,
    /// The language tag.
    pub lang: &'static str,
    /// The public address with a final slash.
    pub base_url: Option<&'a str>,
    /// The licence of the content.
    pub licence: Option<&'a str>,
    /// How to reach the publisher.
    pub contact: Option<&'a str>,
    /// The portal; null where `site.yaml` says nothing of it.
    pub portal: Option<PortalContext<'a>>,
    /// What the footer names, in order: `site.contact` and `site.licence` too.
    pub footer: Vec<FooterContext>,
    /// Whether links name files (`2016/index.html`), so that they work from disk as they are.
    pub offline: bool,
    /// The program and its version.
    pub generator: &'static str,
}

/// The portal that hosts the site: `site.portal`.
#[derive(Debug, Serialize)]
pub struct PortalContext<'a> {
    /// 网站名称.
    pub site_name: Option<&'a str>,
    /// 网站域名.
    pub site_domain: Option<&'a str>,
    /// 网站标识码.
    pub site_id_code: Option<&'a str>,
    /// 栏目名称.
    pub column_name: Option<&'a str>,
    /// Whether the site stands alone, outside a portal.
    pub standalone: bool,
}

/// A thing that the footer names: `site.footer[]`.
#[derive(Debug, Serialize)]
pub struct FooterContext {
    /// What it is, for class names: `sponsor`, `contact`, `licence`, `id-code`, `icp`, `police`, `badge`,
    /// `accessibility`, `report-errors` or `site-map`.
    pub kind: &'static str,
    /// What stands before it; empty where its text says what it is.
    pub label: String,
    /// Its text.
    pub text: String,
    /// The absolute address that it leads to.
    pub url: Option<String>,
    /// The path of the page that it leads to.
    pub path: Option<String>,
}

/// A tag for machines in a page's head: `page.meta[]`, `page.social[]`.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct MetaContext {
    /// Its name: the attribute `name`, or `property` for those of `page.social`.
    pub name: &'static str,
    /// Its value; never empty.
    pub content: String,
}

/// Navigation: `nav`.
#[derive(Debug, Serialize)]
pub struct NavContext {
    /// The home page.
    pub home: LinkContext,
    /// The series with their plans.
    pub series: Vec<SeriesLink>,
    /// The list of indicators, where a plan has any.
    pub indicators: Option<LinkContext>,
    /// The list of units, where a plan names any.
    pub units: Option<LinkContext>,
    /// Ordinary pages.
    pub pages: Vec<LinkContext>,
    /// The page of sealed plans, where there are any.
    pub archive: Option<LinkContext>,
    /// The page that lists all others.
    pub site_map: LinkContext,
    /// The page of the search, unless a document has its address.
    pub search: Option<LinkContext>,
}

/// A series with its plans: `series`, `home.series`.
#[derive(Debug, Clone, Serialize)]
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
#[derive(Debug, Clone, Serialize)]
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
#[derive(Debug, Clone, Serialize)]
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

impl SeriesContext {
    /// What every page knows of the series.
    pub fn link(&self) -> SeriesLink {
        let plan = |plan: &PlanSummary| PlanLink {
            title: plan.title.clone(),
            year: plan.year,
            path: plan.path.clone(),
            draft: plan.draft,
        };
        SeriesLink {
            title: self.title.clone(),
            path: self.path.clone(),
            issuer: self.issuer.clone(),
            plans: self.plans.iter().map(plan).collect(),
        }
    }
}

/// A plan in a list, with what is said of it.
#[derive(Debug, Clone, Serialize)]
pub struct PlanSummary {
    /// Its title.
    pub title: String,
    /// Its year.
    pub year: i16,
    /// Its path.
    pub path: String,
    /// Whether it is a draft.
    pub draft: bool,
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
#[derive(Debug, Serialize)]
pub struct HomeContext<'a> {
    /// The series with their plans.
    pub series: &'a [SeriesContext],
    /// Each series' newest plan.
    pub latest: Vec<LatestContext<'a>>,
    /// The newest published plan of all; null where none is published.
    pub current: Option<CurrentPlanContext<'a>>,
    /// Of `latest`, those that are not the current plan.
    pub others: Vec<LatestContext<'a>>,
    /// What changed last, newest first.
    pub events: Vec<EventContext>,
}

/// A plan in a list of the home page: what a plan in a list has, and how many of its indicators stand where.
#[derive(Debug, Clone, Serialize)]
pub struct LatestContext<'a> {
    /// The plan as in a list.
    #[serde(flatten)]
    pub plan: &'a PlanSummary,
    /// How many of its indicators stand where.
    pub rollup: RollUpContext,
}

/// The current plan: `home.current`.
#[derive(Debug, Serialize)]
pub struct CurrentPlanContext<'a> {
    /// The plan as in a list.
    pub plan: LatestContext<'a>,
    /// The title of its series.
    pub series_title: Option<&'a str>,
    /// The path of its indicator table.
    pub indicators_path: String,
    /// The binding indicators, then those of the plan as a whole, then the others; at most six.
    pub key_indicators: Vec<IndicatorContext>,
    /// Its sections in order.
    pub sections: Vec<SectionLink>,
}

/// Something that changed: `home.events[]`.
#[derive(Debug, Serialize)]
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

/// A date for machines and for people.
#[derive(Debug, Clone, Serialize)]
pub struct DateContext {
    /// ISO 8601.
    pub iso: String,
    /// In words.
    pub text: String,
}

/// The plan that a page belongs to: `plan`.
#[derive(Debug, Serialize)]
pub struct PlanContext<'a> {
    /// The document's title.
    pub title: &'a str,
    /// The year.
    pub year: i16,
    /// Its path.
    pub path: String,
    /// Whether it is a draft.
    pub draft: bool,
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

/// A section in a list.
#[derive(Debug, Clone, Serialize)]
pub struct SectionLink {
    /// Its title.
    pub title: String,
    /// Its automatic number; empty for none.
    pub number: String,
    /// Its path.
    pub path: String,
    /// Its id on the plan's page.
    pub anchor: String,
    /// The lead unit.
    pub lead: Option<String>,
    /// Whether it is a draft.
    pub draft: bool,
}

/// A section with all that belongs to it: `section`, `chapters[].section`.
#[derive(Debug, Serialize)]
pub struct SectionContext<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its automatic number; empty for none.
    pub number: &'a str,
    /// Its path.
    pub path: &'a str,
    /// Its id on the plan's page.
    pub anchor: &'a str,
    /// The lead unit.
    pub lead: Option<&'a str>,
    /// The path of its page.
    pub lead_path: Option<String>,
    /// The partner units.
    pub partners: &'a [String],
    /// The same with the paths of their pages.
    pub partner_links: Vec<LinkContext>,
    /// Whether the theme is to show the section's indicators: false where the text placed them.
    pub show_indicators: bool,
    /// Whether the theme is to show the section's tasks: false where the text placed them.
    pub show_tasks: bool,
    /// Whether it is a draft.
    pub draft: bool,
    /// `extra:` of its front matter.
    pub extra: Option<&'a serde_json::Value>,
}

/// An indicator.
#[derive(Debug, Serialize)]
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
    /// The target in words.
    pub target: Option<String>,
    /// The target in symbols.
    pub target_symbols: Option<String>,
    /// 基期值.
    pub baseline: Option<MeasurementContext>,
    /// 完成值.
    pub actual: Option<MeasurementContext>,
    /// 完成率.
    pub attainment: Option<AttainmentContext>,
    /// Where it stands; null where it has no target.
    pub status: Option<StatusContext>,
    /// 国家, 省, 市, 区 …
    pub level: Option<String>,
    /// 约束性 or 预期性.
    pub nature: Option<String>,
    /// The lead unit, the section's where the indicator has none of its own.
    pub lead: Option<String>,
    /// The path of its page.
    pub lead_path: Option<String>,
    /// The partner units.
    pub partners: Vec<String>,
    /// The same with the paths of their pages.
    pub partner_links: Vec<LinkContext>,
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
    /// Milestones.
    pub milestones: Vec<MilestoneContext>,
    /// Changes within the year.
    pub revisions: Vec<RevisionContext>,
    /// The indicators of last year that it replaces.
    pub replaces: Vec<String>,
}

/// A measured value.
#[derive(Debug, Serialize)]
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
#[derive(Debug, Serialize)]
pub struct AttainmentContext {
    /// As a percentage.
    pub text: String,
    /// As a whole number from 0 to 100, for bars.
    pub percent_capped: u8,
}

/// A milestone.
#[derive(Debug, Serialize)]
pub struct MilestoneContext {
    /// By when.
    pub due: String,
    /// What is to be reached.
    pub target: Option<String>,
    /// What was reached.
    pub actual: Option<String>,
}

/// A change within the year.
#[derive(Debug, Serialize)]
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
#[derive(Debug, Serialize)]
pub struct TaskContext {
    /// Its id.
    pub id: String,
    /// The id of its place; null where this is not the task's place on the page.
    pub anchor: Option<String>,
    /// The task in words.
    pub name: String,
    /// The lead unit.
    pub lead: Option<String>,
    /// The path of its page.
    pub lead_path: Option<String>,
    /// The partner units.
    pub partners: Vec<String>,
    /// The same with the paths of their pages.
    pub partner_links: Vec<LinkContext>,
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

/// The page that lists all pages: `site_map`.
#[derive(Debug, Serialize)]
pub struct SiteMapContext {
    /// The series, in the order of navigation.
    pub series: Vec<MappedSeries>,
}

/// A series with all its plans: `site_map.series[]`.
#[derive(Debug, Serialize)]
pub struct MappedSeries {
    /// Its title.
    pub title: String,
    /// Its path.
    pub path: String,
    /// Its plans, newest first.
    pub plans: Vec<MappedPlan>,
}

/// A plan with its pages: `site_map.series[].plans[]`.
#[derive(Debug, Serialize)]
pub struct MappedPlan {
    /// Its title.
    pub title: String,
    /// Its path.
    pub path: String,
    /// Whether it is a draft.
    pub draft: bool,
    /// Its sections (links); empty where the site has so many that they are not listed.
    pub sections: Vec<LinkContext>,
    /// How many sections it has.
    pub section_count: usize,
    /// The path of its indicator table.
    pub indicators_path: String,
    /// How many indicators it has.
    pub indicator_count: usize,
}

/// The page of the search: `search`. What it lists is for readers without scripts, and for those who look around.
#[derive(Debug, Serialize)]
pub struct SearchContext {
    /// The path of the index's first file; null where there is no index, as in a preview.
    pub index: Option<String>,
    /// What the index was made from, so that files of two indexes are never mixed.
    pub version: Option<String>,
    /// The years of the plans, newest first.
    pub years: Vec<i16>,
    /// All indicators (links, named as in their newest plan); empty where there are too many to list.
    pub indicators: Vec<LinkContext>,
    /// All units (links); empty where there are too many to list.
    pub units: Vec<LinkContext>,
    /// The series with all their plans, as in `site_map.series`.
    pub series: Vec<MappedSeries>,
}

/// The page being rendered: `page`.
#[derive(Debug, Serialize)]
pub struct PageContext<'a> {
    /// `home`, `series`, `plan`, `section`, `indicators`, `changes`, `indicator-list`, `indicator`,
    /// `unit-list`, `unit`, `page`, `site-map`, `archive`, `sealed`, `not-found` or `redirect`.
    pub kind: &'static str,
    /// Its title.
    pub title: &'a str,
    /// The way up to the site's root: `./`, `../` …
    pub root: String,
    /// Its path.
    pub path: &'a str,
    /// Its absolute address, where the site has one.
    pub canonical: Option<String>,
    /// A description for search engines; among `page.meta` too.
    pub description: &'a str,
    /// Tags for `<meta name content>`: the description, and those of a government portal.
    pub meta: Vec<MetaContext>,
    /// Tags for `<meta property content>` (Open Graph); none without a public address.
    pub social: Vec<MetaContext>,
    /// Whether it is a draft.
    pub draft: bool,
    /// The pages above it, home first.
    pub breadcrumbs: &'a [LinkContext],
    /// Its headings.
    pub toc: Vec<TocEntry>,
    /// Its text as HTML.
    pub body: String,
    /// For the page of missing pages only: the path that links start from.
    pub base: Option<String>,
    /// `extra:` of its front matter.
    pub extra: Option<&'a serde_json::Value>,
}

/// A heading in a table of contents.
#[derive(Debug, Serialize)]
pub struct TocEntry {
    /// The heading's id.
    pub id: String,
    /// Its automatic number; empty for none.
    pub number: String,
    /// Its text as inline HTML without links.
    pub title: String,
    /// Its level, from 1.
    pub level: u8,
}
