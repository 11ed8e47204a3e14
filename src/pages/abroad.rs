//! Which links leave for other than government websites: a portal says so in words (政府网站发展指引).

use crate::model::config::SiteConfig;

/// The domain of government websites.
const GOVERNMENT: &str = "gov.cn";

/// What a site counts as its own side of the border.
#[derive(Debug, Clone, Copy)]
pub struct Outland<'a> {
    /// Whether links across it are told at all.
    told: bool,
    /// The host that the site is published on.
    host: Option<&'a str>,
    /// The portal's host.
    portal: Option<&'a str>,
}

impl<'a> Outland<'a> {
    /// As `site.yaml` has it: only sites in a portal tell, unless they say otherwise.
    pub fn new(config: &'a SiteConfig) -> Self {
        let portal = config.portal.as_ref();
        Self {
            told: portal.is_some_and(|portal| portal.external_notice),
            host: config.base_url.as_deref().and_then(host),
            portal: portal.and_then(|portal| portal.site_domain.as_deref()),
        }
    }

    /// Whether a link to this address has to say that it leaves for another than a government host.
    pub fn is_abroad(self, address: &str) -> bool {
        let Some(there) = host(address).filter(|_| self.told) else { return false };
        let there = there.to_ascii_lowercase();
        let within = |domain: &str| {
            let domain = domain.to_ascii_lowercase();
            there.strip_suffix(&domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        !within(GOVERNMENT) && ![self.host, self.portal].into_iter().flatten().any(within)
    }
}

/// The host of a web address, without port and user; none for other addresses (`mailto:`).
fn host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.trim_end_matches('.');
    (!host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_other_than_government_hosts_are_abroad() {
        let outland = Outland { told: true, host: Some("plan.example.org"), portal: Some("www.bureau.cn") };
        for home in [
            "https://www.gov.cn/",
            "HTTPS://WWW.GOV.CN/x",
            "http://gov.cn",
            "https://stats.example.gov.cn:8443/a?b#c",
            "https://plan.example.org/kjj/",
            "https://www.bureau.cn",
            "mailto:a@example.com",
            "tel:123",
        ] {
            assert!(!outland.is_abroad(home), "{home}");
        }
        for abroad in [
            "https://example.com/",
            "https://agov.cn/",
            "https://www.gov.cn.example.com/",
            "https://gov.cn@example.com/",
            "https://example.com/www.gov.cn/",
            "https://example.com?x=.gov.cn",
            "https://bureau.cn/",
        ] {
            assert!(outland.is_abroad(abroad), "{abroad}");
        }
        assert!(!Outland { told: false, ..outland }.is_abroad("https://example.com/"));
    }
}
