//! What `site.yaml` says.

use crate::diagnostic::{Code, Severity};
use std::collections::BTreeMap;

/// The language that the pages speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Chinese,
    /// English.
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
    /// What it says of the portal: key → value.
    pub portal: BTreeMap<&'static str, String>,
    /// Whether the site stands alone, outside a portal.
    pub standalone: bool,
    /// How to reach the publisher.
    pub contact: Option<String>,
    /// The licence of the content.
    pub licence: Option<String>,
    /// The severity of codes; `None` is off.
    pub severity: BTreeMap<Code, Option<Severity>>,
}
