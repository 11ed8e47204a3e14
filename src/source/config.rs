//! Reading `site.yaml`.

use super::fields::{Faults, Fields, bad_value, code, scalar_text, wrong_type};
use super::front::json_of;
use super::keys;
use super::yaml::KeyOrValue;
use crate::diagnostic::{Finding, Form, Severity, SiteFault};
use crate::model::config::{OpenData, SiteConfig};
use serde_yaml::Mapping;

/// Reads `site.yaml`. What the theme says about `params:` is checked later, against the theme.
pub fn site(map: &Mapping, faults: &mut Faults) -> SiteConfig {
    let fields = Fields::new(map, &keys::SITE, faults);
    let base_url = fields.text("base_url", faults).and_then(|url| {
        if is_base_url(&url) {
            return Some(with_final_slash(url));
        }
        let finding = bad_value("base_url", &url, &["https://plan.example.gov.cn/"]);
        faults.add_at("base_url", KeyOrValue::Value, finding);
        None
    });
    let mut config = SiteConfig {
        title: fields.required_text("title", faults),
        base_url,
        lang: fields.choice("lang", faults).unwrap_or_default(),
        publish: fields.choice("publish", faults).unwrap_or_default(),
        theme: fields.text("theme", faults),
        contact: fields.text("contact", faults),
        root_files: fields.text("root_files", faults),
        markdown: fields.flag("markdown", faults),
        embeds: fields.flag("embeds", faults),
        licence: fields.text("licence", faults),
        sealed: fields.texts("sealed", faults).iter().map(|plan| plan.trim_matches('/').to_owned()).collect(),
        units: fields.units("units", faults),
        featured: fields.text("featured", faults).map(|plan| plan.trim_matches('/').to_owned()),
        ..SiteConfig::default()
    };
    fields.mapping("moved", faults, |map, faults| {
        for (key, value) in map {
            let Some(from) = scalar_text(key) else { continue };
            match value.as_str() {
                Some(to) => config.moved.push((from, to.to_owned())),
                None => faults.add_at(&from, KeyOrValue::Value, wrong_type(&from, Form::Text, value)),
            }
        }
    });
    fields.mapping("params", faults, |map, _| config.params = json_of(map));
    fields.mapping("open_data", faults, |map, faults| {
        let fields = Fields::new(map, &keys::OPEN_DATA, faults);
        config.open_data =
            OpenData { openness: fields.text("openness", faults), csv_bom: fields.flag("csv_bom", faults) };
    });
    fields.mapping("portal", faults, |map, faults| {
        let portal = super::portal::portal(map, faults);
        let items = super::portal::missing_in_footer(&portal, config.contact.is_some());
        if !items.is_empty() {
            faults.add(KeyOrValue::Key, Finding::Site(SiteFault::MissingFooterItem { items }));
        }
        config.fragments = portal.fragments;
        config.portal = Some(portal);
    });
    fields.mapping("severity", faults, |map, faults| {
        for (key, level) in map {
            let Some(name) = scalar_text(key) else { continue };
            let Some(code) = code(&name, "severity", faults) else { continue };
            let allowed: &[&str] = match level_of(level) {
                Some(level) if level == Some(Severity::Error) || code.may_be_lowered() => {
                    config.severity.insert(code, level);
                    continue;
                }
                Some(_) => &["error"],
                None => &["off", "note", "warning", "error"],
            };
            let finding = bad_value(&name, &scalar_text(level).unwrap_or_default(), allowed);
            faults.add_at(&name, KeyOrValue::Value, finding);
        }
    });
    config
}

/// Whether a text can be the address that absolute links begin with.
pub fn is_base_url(url: &str) -> bool {
    url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).is_some_and(|rest| {
        let host = rest.split_once('/').map_or(rest, |(host, _)| host);
        !host.is_empty() && !rest.contains(|c: char| c.is_whitespace() || "?#<>\"\\^`{|}".contains(c))
    })
}

/// The address with exactly the final slash that relative joining needs.
pub fn with_final_slash(mut url: String) -> String {
    if !url.ends_with('/') {
        url.push('/');
    }
    url
}

fn level_of(value: &serde_yaml::Value) -> Option<Option<Severity>> {
    // YAML 1.1 habits make people write a bare `off`; this reader takes it as text.
    if matches!(value, serde_yaml::Value::Bool(false)) {
        return Some(None);
    }
    match scalar_text(value)?.as_str() {
        "off" => Some(None),
        "note" => Some(Some(Severity::Note)),
        "warning" => Some(Some(Severity::Warning)),
        "error" => Some(Some(Severity::Error)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_a_hole_in_the_site_cannot_be_switched_off() {
        let read = |yaml: &str| {
            let value: serde_yaml::Value = serde_yaml::from_str(yaml).unwrap();
            let mut faults = Faults::default();
            let config = site(value.as_mapping().unwrap(), &mut faults);
            (config.severity.len(), faults.into_list().len())
        };
        for code in ["bad-yaml", "unknown-indicator", "missing-value", "wrong-type", "bad-target"] {
            for level in ["off", "note", "warning"] {
                assert_eq!(
                    read(&format!("title: a\nseverity: {{{code}: {level}}}\n")),
                    (0, 1),
                    "{code}: {level}"
                );
            }
        }
        assert_eq!(
            read("title: a\nseverity: {bad-yaml: error, orphan-file: off, dead-link: note}\n"),
            (3, 0)
        );
    }

    #[test]
    fn base_urls_have_a_scheme_and_a_host() {
        for good in ["https://a.gov.cn", "http://a.gov.cn/b/", "https://127.0.0.1:80/计划/"] {
            assert!(is_base_url(good), "{good}");
        }
        for bad in ["a.gov.cn", "https://", "ftp://a", "https://a/?x", "https://a b/", ""] {
            assert!(!is_base_url(bad), "{bad}");
        }
    }
}
