//! What `site.yaml` says.

use crate::diagnostic::{Code, Severity};
use std::collections::BTreeMap;

/// The language that the pages speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Chinese,
    English,
}

impl Lang {
    /// The tag that HTML and feeds carry (BCP 47).
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-Hans",
            Self::English => "en",
        }
    }
}

/// What becomes of a site of several bodies when one of them has errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Publish {
    /// It is published as it last was good, and the others go on.
    #[default]
    BySeries,
    /// Nothing is published.
    AllOrNothing,
}

/// What a site's `site.yaml` says.
#[derive(Debug, Clone, Default)]
pub struct SiteConfig {
    /// The site's name.
    pub title: String,
    /// The public address, ending in `/`; used only where a standard demands an absolute one.
    pub base_url: Option<String>,
    /// The language of the pages.
    pub lang: Lang,
    /// The name of the theme.
    pub theme: Option<String>,
    /// The theme's parameters as given.
    pub params: BTreeMap<String, serde_json::Value>,
    /// What it says of the portal that hosts the site; none where it says nothing.
    pub portal: Option<Portal>,
    /// Whether plans and sections are also written as fragments: as `portal:` has it, or as asked for one build.
    pub fragments: bool,
    /// Whether pages have Markdown twins beside them, and the site an `llms.txt`.
    pub markdown: bool,
    /// Whether each indicator can be shown on other pages: as a page to be framed there, and as HTML to be copied.
    pub embeds: bool,
    /// How to reach the publisher.
    pub contact: Option<String>,
    /// The licence of the content.
    pub licence: Option<String>,
    /// The folder whose files are published at the root under their own names.
    pub root_files: Option<String>,
    /// The plans that must be published from their bags, by address without slashes at the ends.
    pub sealed: Vec<String>,
    /// What becomes of the others when one body has errors.
    pub publish: Publish,
    /// The units that are one for all bodies of the site, by name.
    pub units: Vec<String>,
    /// The plan that the home page of many bodies leads with, by address without slashes at the ends.
    pub featured: Option<String>,
    /// Old addresses with the new ones, as written and in order.
    pub moved: Vec<(String, String)>,
    /// How data files are written.
    pub open_data: OpenData,
    /// The severity of codes; `None` is off.
    pub severity: BTreeMap<Code, Option<Severity>>,
}

/// What `open_data:` says: how the data of plans are published besides pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenData {
    /// 开放属性 of the catalogue's sheet, such as 无条件开放; no column where it is not said.
    pub openness: Option<String>,
    /// Whether CSV files begin with a byte order mark, for spreadsheets that else take them for another encoding.
    pub csv_bom: bool,
}

/// A part of a fragment that a portal's page builder may show by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FragmentPart {
    /// 发文机关, above the text.
    Issuer,
    /// 发文字号, above the text.
    DocumentNumber,
    /// The line of 发布时间, 来源 and 责任编辑.
    Publication,
    /// The catalogue block: 索引号, 主题分类, 有效性 …
    Catalogue,
    /// That the plan was replaced, has lapsed, or has a newer one.
    Standing,
    /// The links of a plan to its indicator table and its changes, and of a section to its plan.
    Links,
    /// The link to the style sheet.
    Style,
}

/// What `portal:` says: the site as part of a government portal, or as a government website of its own.
///
/// Tags and footer items are those of 国办发〔2017〕47号 政府网站发展指引.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Portal {
    /// 网站名称, `SiteName`.
    pub site_name: Option<String>,
    /// 网站域名, `SiteDomain`: a host without a scheme.
    pub site_domain: Option<String>,
    /// 网站标识码, `SiteIDCode`.
    pub site_id_code: Option<String>,
    /// 栏目名称, `ColumnName`: the portal's column that the site stands in.
    pub column_name: Option<String>,
    /// 栏目描述, `ColumnDescription`.
    pub column_description: Option<String>,
    /// 栏目关键词, `ColumnKeywords`.
    pub column_keywords: Vec<String>,
    /// 栏目类别, `ColumnType`.
    pub column_type: Vec<String>,
    /// Whether it stands alone, so that its own footer must carry what a government website's footer carries.
    pub standalone: bool,
    /// Whether plans and sections are also written as fragments, for a portal's own page builder.
    pub fragments: bool,
    /// What fragments lack, since the portal shows it itself.
    pub fragments_without: Vec<FragmentPart>,
    /// Whether links that leave for other than government hosts say so in words.
    pub external_notice: bool,
    /// 主办单位.
    pub sponsor: Option<String>,
    /// ICP备案号.
    pub icp: Option<String>,
    /// 公安备案号.
    pub police: Option<String>,
    /// 党政机关标识: the address that it leads to.
    pub badge: Option<String>,
    /// 适老化标识: its words.
    pub accessibility: Option<String>,
    /// 我为政府网站找错: the address that it leads to.
    pub report_errors: Option<String>,
    /// The address of the portal's site map.
    pub site_map: Option<String>,
}
