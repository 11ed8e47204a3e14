//! What templates are given, as types: the contract with theme authors.
//!
//! Every key is always there; what is not known is null. Paths are relative to the site's root, so
//! that a value can be shared by all pages; a template puts `page.root` before them.

/// Declares values of templates: each can be written and, for the test that holds the documentation to them, tells its keys.
macro_rules! template_values {
    ($($type:item)*) => {
        $(
            #[derive(Debug, serde::Serialize)]
            #[cfg_attr(test, derive(schemars::JsonSchema))]
            $type
        )*
    };
}

mod archive;
mod changes;
mod charts;
mod embeds;
mod feeds;
mod history;
mod lists;
mod plan;
mod progress;
mod series;
mod shared;
mod templates;
mod units;

#[cfg(test)]
mod tests;

pub use archive::*;
pub use changes::*;
pub use charts::*;
pub use embeds::*;
pub use feeds::*;
pub use history::*;
pub use lists::*;
pub use plan::*;
pub use progress::*;
pub use series::*;
pub use shared::SharedValue;
pub use templates::*;
pub use units::*;

template_values! {
    /// A link to a page: `nav.pages`, breadcrumbs, neighbours.
    #[derive(Clone)]
    pub struct LinkContext {
        /// The page's title.
        pub title: String,
        /// The automatic number before it; empty for none.
        pub number: String,
        /// Its path.
        pub path: String,
    }

    /// The site: `site`.
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
    #[derive(PartialEq, Eq)]
    pub struct MetaContext {
        /// Its name: the attribute `name`, or `property` for those of `page.social`.
        pub name: &'static str,
        /// Its value; never empty.
        pub content: String,
    }

    /// Navigation: `nav`.
    pub struct NavContext {
        /// The home page.
        pub home: LinkContext,
        /// The series with their plans.
        pub series: Vec<SeriesLink>,
        /// The list of indicators, where a plan has any.
        pub indicators: Option<LinkContext>,
        /// The list of units, where a plan names any.
        pub units: Option<LinkContext>,
        /// The first ordinary pages of the top level.
        pub pages: Vec<LinkContext>,
        /// The list of all ordinary pages, where there are more of the top level.
        pub more: Option<LinkContext>,
        /// The page of sealed plans, where there are any.
        pub archive: Option<LinkContext>,
        /// The page that lists all others.
        pub site_map: LinkContext,
        /// The page of the search, unless a document has its address.
        pub search: Option<LinkContext>,
        /// The page of the data that there are, unless a document has its address.
        pub open_data: Option<LinkContext>,
    }

    /// What kind of page it is: `page.kind`.
    #[derive(Clone, Copy, PartialEq, Eq)]
    #[serde(rename_all = "kebab-case")]
    pub enum PageKind {
        /// The home page.
        Home,
        /// A series.
        Series,
        /// A whole plan.
        Plan,
        /// A section.
        Section,
        /// A plan's indicator table.
        Indicators,
        /// What a plan changes.
        Changes,
        /// The list of indicators.
        IndicatorList,
        /// One indicator over the years.
        Indicator,
        /// One indicator in a frame on other pages.
        Embed,
        /// The list of units.
        UnitList,
        /// What one unit answers for.
        Unit,
        /// An ordinary page.
        Page,
        /// The page that lists all others.
        SiteMap,
        /// The search.
        Search,
        /// The data that there are.
        OpenData,
        /// The list of sealed plans.
        Archive,
        /// The first page of a bag.
        Sealed,
        /// The page of missing pages.
        NotFound,
        /// A page at an old address.
        Redirect,
        /// What an old address stands for that is another page for each body.
        Namesakes,
    }

    /// The page being rendered: `page`.
    pub struct PageContext<'a> {
        /// What kind of page it is.
        pub kind: PageKind,
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
        /// What it says of itself in the words of schema.org, as the content of a data block (JSON-LD), ready to be put in; null where
        /// it says nothing.
        pub json_ld: Option<String>,
        /// The path of its Markdown twin; null where it has none.
        pub markdown: Option<String>,
        /// `extra:` of its front matter.
        pub extra: Option<&'a serde_json::Value>,
    }

    /// A heading in a table of contents.
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
}
