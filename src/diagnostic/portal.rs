//! What findings about a government portal carry: the forms of its values and the items of its footer.
//! The rules are those of the State Council's profile of portals (`docs/portal.md`).

use super::words::{Words, say, worded};

worded! {
    /// The form that a government portal expects of a value, and what a value is like that has not the form.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum PortalForm {
        /// 网站标识码: ten letters and digits.
        IdCode:
            "does not have the ten letters and digits of an identification code",
            "不符合网站标识码的格式（10位字母或数字）";
        /// 网站域名: a host without scheme, port and path.
        Domain: "is not a host alone", "不是单独的域名";
        /// 公安备案号: fourteen digits.
        Police:
            "does not have the fourteen digits of a public security filing number",
            "不符合公安备案号的格式（14位数字）";
        /// A whole web address.
        Address: "is not a whole web address", "不是完整的网址";
        /// 主题分类: two levels.
        Subject: "does not have the two levels of a subject class", "不符合主题分类的格式（两级）";
    }
}

worded! {
    /// What the footer of a government website carries.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum FooterItem {
        /// 党政机关标识.
        Badge: "the badge of Party and government bodies", "党政机关标识";
        /// 网站标识码.
        IdCode: "the site identification code", "网站标识码";
        /// ICP备案号.
        Icp: "the ICP filing number", "ICP备案号";
        /// 公安备案号.
        Police: "the public security filing number", "公安备案号";
        /// 主办单位.
        Sponsor: "the sponsor", "主办单位";
        /// 联系方式.
        Contact: "how to reach the publisher", "联系方式";
        /// 我为政府网站找错.
        ReportErrors: "the link to report errors", "“我为政府网站找错”链接";
        /// 适老化标识.
        Accessibility: "the mark of accessibility", "适老化标识";
    }
}

impl FooterItem {
    /// The key in `site.yaml` that gives it; that of the error report follows from the identification code.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Badge => "portal.badge",
            Self::IdCode => "portal.site_id_code",
            Self::Icp => "portal.icp",
            Self::Police => "portal.police",
            Self::Sponsor => "portal.sponsor",
            Self::Contact => "contact",
            Self::ReportErrors => "portal.report_errors",
            Self::Accessibility => "portal.accessibility",
        }
    }
}

impl PortalForm {
    /// How to mend it.
    pub(super) fn help(self) -> Words {
        match self {
            Self::IdCode => say!(
                "check the code: it is like `1304000009`, or `bm14000002` for a ministry",
                "请核对网站标识码，如 `1304000009`，部委如 `bm14000002`"
            ),
            Self::Domain => say!(
                "write the host only, without `https://` and path: `www.example.gov.cn`",
                "请只写域名，不写 `https://` 和路径，如 `www.example.gov.cn`"
            ),
            Self::Police => say!(
                "check the number against the filing: it has 14 digits",
                "请与备案信息核对，公安备案号共14位数字"
            ),
            Self::Address => {
                say!("write the whole address, with `https://`", "请写完整网址，以 `https://` 开头")
            }
            Self::Subject => say!(
                "write both levels with a backslash between them: `综合政务\\政务公开`",
                "请写明两级，中间用反斜杠，如 `综合政务\\政务公开`"
            ),
        }
    }
}
