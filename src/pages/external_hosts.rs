//! Which links leave for other than government websites: a portal says so in words (政府网站发展指引).

use crate::model::config::SiteConfig;

/// The domain of government websites.
const GOVERNMENT: &str = "gov.cn";

/// The hosts that a site does not count as external: its own, its portal's, those of the government.
#[derive(Debug, Clone, Copy)]
pub struct ExternalHosts<'a> {
    /// Whether the site asks for external links to be announced.
    announces: bool,
    /// The host that the site is published on.
    host: Option<&'a str>,
    /// The portal's host.
    portal: Option<&'a str>,
}

impl<'a> ExternalHosts<'a> {
    /// As `site.yaml` has it: only sites in a portal tell, unless they say otherwise.
    pub fn new(config: &'a SiteConfig) -> Self {
        let portal = config.portal.as_ref();
        Self {
            announces: portal.is_some_and(|portal| portal.external_notice),
            host: config.base_url.as_deref().and_then(host),
            portal: portal.and_then(|portal| portal.site_domain.as_deref()),
        }
    }

    /// Whether a link to this address has to say that it leaves for another than a government host.
    pub fn needs_notice(self, address: &str) -> bool {
        let Some(there) = host(address).filter(|_| self.announces) else { return false };
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
        let external_hosts =
            ExternalHosts { announces: true, host: Some("plan.example.org"), portal: Some("www.bureau.cn") };
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
            assert!(!external_hosts.needs_notice(home), "{home}");
        }
        for outside in [
            "https://example.com/",
            "https://agov.cn/",
            "https://www.gov.cn.example.com/",
            "https://gov.cn@example.com/",
            "https://example.com/www.gov.cn/",
            "https://example.com?x=.gov.cn",
            "https://bureau.cn/",
        ] {
            assert!(external_hosts.needs_notice(outside), "{outside}");
        }
        assert!(!ExternalHosts { announces: false, ..external_hosts }.needs_notice("https://example.com/"));
    }
}
