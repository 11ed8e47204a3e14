//! What a page says of itself to machines: the tags of government portals, Open Graph, the footer's items.
//!
//! Takes `site.yaml` and what a page is; gives lists that a theme prints with one loop. Names and groups are
//! those of 国办发〔2017〕47号, 网页标签: each name once on a page, and never with an empty value. Names of
//! `meta` elements do not heed case (HTML), so `Description` and `description` are one tag.

use super::context::{FooterContext, LinkContext, MetaContext, PageKind, PortalContext};
use super::display;
use crate::model::address::PageAddress;
use crate::model::config::{Lang, Portal, SiteConfig};
use crate::model::plan::{Plan, Series, Site};
use crate::theme::Theme;

/// Where the ICP filing of a site is looked up.
const ICP_OFFICE: &str = "https://beian.miit.gov.cn/";
/// Where the public security filing of a site is looked up.
const POLICE_OFFICE: &str = "https://beian.mps.gov.cn/";
/// Where errors of a government website are reported, by its identification code. Recalled, not
/// confirmed: a site can give another address.
const ERROR_OFFICE: &str = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=";
/// What stands between several keywords or types in one tag.
const SEPARATOR: &str = "，";

/// What kind of page it is to a portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PortalPageType {
    /// 网站页: the home page, and pages that tell of no column.
    Site,
    /// 栏目页: a list of articles.
    Column,
    /// 文章页.
    Article,
}

/// A page, as far as its tags go.
#[derive(Debug, Clone, Copy)]
pub struct PageIdentity<'a> {
    /// `page.kind`.
    pub kind: PageKind,
    pub title: &'a str,
    /// Its address below the root.
    pub address: &'a PageAddress,
    /// Its description; empty for none.
    pub description: &'a str,
    /// Its absolute address.
    pub canonical: Option<&'a str>,
}

impl PageIdentity<'_> {
    fn portal_type(self) -> PortalPageType {
        match self.kind {
            PageKind::Home | PageKind::NotFound | PageKind::Redirect | PageKind::Sealed | PageKind::Embed => {
                PortalPageType::Site
            }
            PageKind::Plan | PageKind::Section | PageKind::Changes | PageKind::Indicator => {
                PortalPageType::Article
            }
            PageKind::Series
            | PageKind::Indicators
            | PageKind::IndicatorList
            | PageKind::UnitList
            | PageKind::Namesakes
            | PageKind::Unit
            | PageKind::Page
            | PageKind::SiteMap
            | PageKind::Search
            | PageKind::OpenData
            | PageKind::Archive => PortalPageType::Column,
        }
    }
}

/// Collects tags, and leaves out those without a value.
#[derive(Default)]
struct MetaTags(Vec<MetaContext>);

impl MetaTags {
    fn put(&mut self, name: &'static str, content: Option<&str>) {
        // A value is one line: control characters and runs of blanks would not survive a portal's parser.
        let content: Vec<&str> = content.unwrap_or_default().split_whitespace().collect();
        if !content.is_empty() {
            self.0.push(MetaContext { name, content: content.join(" ") });
        }
    }

    fn column(&mut self, portal: &Portal, series: Option<&Series>, page: PageIdentity<'_>, site: &str) {
        let own = series.map(|series| series.title.as_str()).filter(|title| !title.trim().is_empty());
        let fallback = match page.portal_type() {
            // A list that stands in no series is a column of its own.
            PortalPageType::Column => own.unwrap_or(page.title),
            PortalPageType::Site | PortalPageType::Article => own.unwrap_or(site),
        };
        let name = portal.column_name.as_deref().unwrap_or(fallback);
        let name = if name.trim().is_empty() { site } else { name };
        // A column that says no more of itself repeats its name, as portals do.
        let keywords = portal.column_keywords.join(SEPARATOR);
        self.put("ColumnName", Some(name));
        self.put("ColumnDescription", portal.column_description.as_deref().or(Some(name)));
        self.put("ColumnKeywords", Some(if keywords.is_empty() { name } else { &keywords }));
        self.put("ColumnType", Some(&portal.column_type.join(SEPARATOR)));
    }

    fn article(&mut self, series: Option<&Series>, plan: Option<&Plan>, page: PageIdentity<'_>) {
        let front = plan.map(|plan| &plan.front);
        let title = if page.title.trim().is_empty() {
            front.map(|front| front.title.as_str())
        } else {
            Some(page.title)
        };
        self.put("ArticleTitle", title);
        if let Some(front) = front {
            // Portals want a time of day; where the plan gives none, the day begins.
            let published = front.published.map(display::moment);
            self.put("PubDate", published.as_deref());
            let issuer = front.issuer.as_deref().or(series.and_then(Series::issuer));
            self.put("ContentSource", front.source.as_deref().or(issuer));
            self.put("Keywords", Some(&front.keywords.join(SEPARATOR)));
            self.put("Author", front.editor.as_deref());
        }
        self.put("Description", Some(page.description));
        self.put("Url", page.canonical);
    }
}

/// The series and plan that the page at an address belongs to.
fn belongs<'s>(site: &'s Site, address: &str) -> (Option<&'s Series>, Option<&'s Plan>) {
    let own = |series: &&Series| address.starts_with(&*series.address);
    let mut series = None;
    for one in site.series.iter().filter(own) {
        let plan = one.plans.iter().find(|plan| address.starts_with(&*plan.address));
        if plan.is_some() {
            return (Some(one), plan);
        }
        if !one.address.is_empty() {
            series = Some(one);
        }
    }
    (series, None)
}

/// The tags with a name: a description, and, where the site is part of a portal, the portal's.
pub fn named(config: &SiteConfig, site: &Site, page: PageIdentity<'_>) -> Vec<MetaContext> {
    let mut tags = MetaTags::default();
    let Some(portal) = &config.portal else {
        tags.put("description", Some(page.description));
        return tags.0;
    };
    tags.put("SiteName", portal.site_name.as_deref());
    tags.put("SiteDomain", portal.site_domain.as_deref());
    tags.put("SiteIDCode", portal.site_id_code.as_deref());
    let page_type = page.portal_type();
    let (series, plan) = belongs(site, page.address);
    if page_type != PortalPageType::Site {
        tags.column(portal, series, page, &config.title);
    }
    if page_type == PortalPageType::Article {
        tags.article(series, plan, page);
    } else {
        tags.put("description", Some(page.description));
    }
    tags.0
}

/// The tags with a property (Open Graph); none for a page without a public address.
pub fn social(config: &SiteConfig, page: PageIdentity<'_>) -> Vec<MetaContext> {
    let Some(canonical) = page.canonical else { return Vec::new() };
    let mut tags = MetaTags::default();
    let title = if page.title.trim().is_empty() { &config.title } else { page.title };
    let kind = if page.portal_type() == PortalPageType::Article { "article" } else { "website" };
    let locale = match config.lang {
        Lang::Chinese => "zh_CN",
        Lang::English => "en_GB",
    };
    tags.put("og:title", Some(title));
    tags.put("og:type", Some(kind));
    tags.put("og:url", Some(canonical));
    tags.put("og:site_name", Some(&config.title));
    tags.put("og:locale", Some(locale));
    tags.put("og:description", Some(page.description));
    tags.0
}

/// `site.portal`.
pub fn portal(portal: &Portal) -> PortalContext<'_> {
    PortalContext {
        site_name: portal.site_name.as_deref(),
        site_domain: portal.site_domain.as_deref(),
        site_id_code: portal.site_id_code.as_deref(),
        column_name: portal.column_name.as_deref(),
        standalone: portal.standalone,
    }
}

/// `site.footer`: what the footer names, in the order of government websites.
pub fn footer(config: &SiteConfig, theme: &Theme, site_map: &LinkContext) -> Vec<FooterContext> {
    let word = |key: &'static str| theme.word(key).to_owned();
    let none = Portal::default();
    let portal = config.portal.as_ref().unwrap_or(&none);
    // Inside a portal its own frame has that link; a site that stands alone must have it.
    let by_code = portal.site_id_code.as_ref().filter(|_| portal.standalone);
    let errors = portal.report_errors.clone().or_else(|| by_code.map(|code| format!("{ERROR_OFFICE}{code}")));
    let link = |address: &str| Some(address.to_owned());
    let named = |there: &Option<String>, key| there.as_ref().map(|_| word(key));
    // What it is, what stands before it, its text, where it leads.
    let items = [
        ("sponsor", word("sponsor"), portal.sponsor.clone(), None),
        ("contact", word("contact"), config.contact.clone(), None),
        ("id-code", word("site_id_code"), portal.site_id_code.clone(), None),
        ("icp", String::new(), portal.icp.clone(), link(ICP_OFFICE)),
        ("police", String::new(), portal.police.clone(), link(POLICE_OFFICE)),
        ("badge", String::new(), named(&portal.badge, "badge"), portal.badge.clone()),
        ("accessibility", String::new(), portal.accessibility.clone(), None),
        ("report-errors", String::new(), named(&errors, "report_errors"), errors),
        ("licence", word("licence"), config.licence.clone(), None),
    ];
    let site_map = FooterContext {
        kind: "site-map",
        label: String::new(),
        text: word("site_map"),
        url: portal.site_map.clone(),
        path: portal.site_map.is_none().then(|| site_map.path.clone()),
    };
    let items = items.into_iter().filter_map(|(kind, label, text, url)| {
        Some(FooterContext { kind, label, text: text?, url, path: None })
    });
    items.chain([site_map]).collect()
}
