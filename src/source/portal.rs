//! Reading `portal:` in `site.yaml`, and what its values must look like.
//!
//! A value of another form is reported and kept: whether a portal takes it is the portal's to say. What a
//! site of a portal must give is asked here, as far as `site.yaml` can answer.

use super::fields::{Faults, Fields};
use super::keys;
use super::yaml::KeyOrValue;
use crate::diagnostic::{Finding, FooterItem, PortalForm, SiteFault};
use crate::model::config::Portal;
use serde_yaml::Mapping;

/// How many characters a 网站标识码 has: ten digits, or two letters and eight digits for ministries.
const ID_CODE: usize = 10;
/// How many digits a 公安备案号 has.
const POLICE: usize = 14;

/// Reads `portal:`.
pub fn portal(map: &Mapping, faults: &mut Faults) -> Portal {
    let fields = Fields::new(map, &keys::PORTAL, faults);
    let portal = Portal {
        site_name: fields.text("site_name", faults),
        site_domain: fields.text("site_domain", faults),
        site_id_code: fields.text("site_id_code", faults),
        column_name: fields.text("column_name", faults),
        column_description: fields.text("column_description", faults),
        column_keywords: fields.texts("column_keywords", faults),
        column_type: fields.texts("column_type", faults),
        standalone: fields.flag("standalone", faults),
        fragments: fields.flag("fragments", faults),
        fragments_without: fields.choices("fragments_without", faults),
        external_notice: fields.get("external_notice").is_none() || fields.flag("external_notice", faults),
        sponsor: fields.text("sponsor", faults),
        icp: fields.text("icp", faults),
        police: fields.text("police", faults),
        badge: fields.text("badge", faults),
        accessibility: fields.text("accessibility", faults),
        report_errors: fields.text("report_errors", faults),
        site_map: fields.text("site_map", faults),
    };
    let values = [
        ("site_domain", &portal.site_domain, PortalForm::Domain),
        ("site_id_code", &portal.site_id_code, PortalForm::IdCode),
        ("police", &portal.police, PortalForm::Police),
        ("badge", &portal.badge, PortalForm::Address),
        ("report_errors", &portal.report_errors, PortalForm::Address),
        ("site_map", &portal.site_map, PortalForm::Address),
    ];
    for (key, value, form) in values {
        if let Some(value) = value.as_ref().filter(|value| form == PortalForm::Address && !is_safe(value)) {
            let finding =
                Finding::Site(SiteFault::UnsafeAddress { key: key.to_owned(), value: value.clone() });
            faults.add_at(key, KeyOrValue::Value, finding);
            continue;
        }
        if let Some(value) = value.as_ref().filter(|value| !is_well_formed(value, form)) {
            let finding =
                Finding::Site(SiteFault::PortalValue { key: key.to_owned(), value: value.clone(), form });
            faults.add_at(key, KeyOrValue::Value, finding);
        }
    }
    let must = [
        ("site_name", portal.site_name.is_some()),
        ("site_domain", portal.site_domain.is_some()),
        ("site_id_code", portal.site_id_code.is_some()),
        ("column_type", !portal.column_type.is_empty()),
    ];
    let missing: Vec<String> =
        must.iter().filter(|(_, given)| !given).map(|(key, _)| (*key).to_owned()).collect();
    if !missing.is_empty() {
        let finding =
            Finding::Site(SiteFault::MissingPortalValue { keys: missing, of: keys::PORTAL.thing() });
        faults.add(KeyOrValue::Key, finding);
    }
    portal
}

/// What a site that stands alone has not given for its footer; `contact` is whether `site.yaml` has one.
pub fn missing_in_footer(portal: &Portal, contact: bool) -> Vec<FooterItem> {
    if !portal.standalone {
        return Vec::new();
    }
    // The site map is the site's own at least, and the error report has an address by the identification code.
    let items = [
        (FooterItem::Badge, portal.badge.is_some()),
        (FooterItem::IdCode, portal.site_id_code.is_some()),
        (FooterItem::Icp, portal.icp.is_some()),
        (FooterItem::Police, portal.police.is_some()),
        (FooterItem::Sponsor, portal.sponsor.is_some()),
        (FooterItem::Contact, contact),
        (FooterItem::ReportErrors, portal.report_errors.is_some() || portal.site_id_code.is_some()),
        (FooterItem::Accessibility, portal.accessibility.is_some()),
    ];
    items.into_iter().filter(|(_, given)| !given).map(|(item, _)| item).collect()
}

/// Whether what a browser makes of a value stays on the web. Browsers pass over blanks and control characters in front of a scheme
/// and inside of it (URL Standard, basic URL parser).
fn is_safe(value: &str) -> bool {
    let value: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    match value.split_once([':', '/', '\\', '?', '#']) {
        Some((scheme, _)) if value.get(scheme.len()..).is_some_and(|rest| rest.starts_with(':')) => {
            scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
        }
        _ => true,
    }
}

/// Whether a value has the form that portals expect of it.
pub fn is_well_formed(value: &str, form: PortalForm) -> bool {
    match form {
        PortalForm::IdCode => {
            value.chars().count() == ID_CODE && value.chars().all(|c| c.is_ascii_alphanumeric())
        }
        PortalForm::Domain => {
            value.contains('.') && !value.contains(|c: char| c.is_whitespace() || "/:@?#".contains(c))
        }
        PortalForm::Police => value.chars().filter(char::is_ascii_digit).count() == POLICE,
        PortalForm::Address => {
            let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
            rest.is_some_and(|rest| {
                !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace)
            })
        }
        PortalForm::Subject => {
            let levels: Vec<&str> = value.split(['\\', '/']).map(str::trim).collect();
            levels.len() == 2 && value.contains('\\') && levels.iter().all(|level| !level.is_empty())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_places_on_the_web_are_linked_to() {
        for good in ["https://a.gov.cn/?a:b", "HTTP://a", "/jiucuo.html", "a/b:c", "?a:b", "//a.gov.cn/"] {
            assert!(is_safe(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            " JavaScript:x",
            "java\tscript:x",
            "\u{1}data:,x",
            "file:///etc",
            "vbscript:x",
        ] {
            assert!(!is_safe(bad), "{bad}");
        }
    }

    #[test]
    fn values_have_the_forms_that_portals_expect() {
        use PortalForm::{Address, Domain, IdCode, Police, Subject};
        for (form, good, bad) in [
            (
                IdCode,
                &["1304000009", "bm14000002"][..],
                &["130400009", "13040000091", "１304000009", "13-4000009", ""][..],
            ),
            (
                Domain,
                &["www.example.gov.cn", "a.gov.cn"],
                &["https://a.gov.cn", "a.gov.cn/x", "localhost", "a .cn", "a.cn:80"],
            ),
            (
                Police,
                &["11040102700068", "京公网安备 11040102700068号"],
                &["1104010270006", "110401027000681", "京公网安备"],
            ),
            (
                Address,
                &["https://a.gov.cn/", "http://a.cn/x?y=1"],
                &["a.gov.cn", "https://", "https:///x", "/map/", "javascript:x"],
            ),
            (
                Subject,
                &["综合政务\\政务公开"],
                &["综合政务", "综合政务\\", "a\\b\\c", "综合政务/政务公开", "\\"],
            ),
        ] {
            for value in good {
                assert!(is_well_formed(value, form), "{form:?} {value}");
            }
            for value in bad {
                assert!(!is_well_formed(value, form), "{form:?} {value}");
            }
        }
    }
}
