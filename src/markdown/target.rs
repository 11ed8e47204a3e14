//! What kind of thing a link's or picture's target is.
//!
//! Takes a target as written; tells figures, allowed and refused targets apart. Whether something is
//! there, the site finds out.

use super::body::FigureValue;
use super::slips::misspelt;

/// A link's target.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum LinkTarget<'a> {
    /// A place that the site resolves.
    Place,
    /// A value of an indicator, or the fragment that names none; the plan is what stands before the `/`.
    Figure { plan: Option<&'a str>, id: &'a str, value: Result<FigureValue, &'a str> },
    /// A place whose address holds full-width marks; what it should be.
    Misspelt(String),
    /// A scheme that pages must not link to.
    Refused,
}

/// Reads a link's target.
pub(super) fn link_target(target: &str) -> LinkTarget<'_> {
    match scheme(target) {
        Scheme::None => misspelt(target).map_or(LinkTarget::Place, LinkTarget::Misspelt),
        Scheme::Named(name, _) if is_one_of(name, &["http", "https", "mailto", "tel"]) => LinkTarget::Place,
        Scheme::Named(name, rest) if is_one_of(name, &["indicator"]) => figure(rest),
        Scheme::Named(..) | Scheme::Disguised => LinkTarget::Refused,
    }
}

fn is_one_of(scheme: &str, names: &[&str]) -> bool {
    names.iter().any(|name| scheme.eq_ignore_ascii_case(name))
}

/// Whether a picture may come from this target.
pub(super) fn is_picture_target(target: &str) -> bool {
    match scheme(target) {
        Scheme::None => true,
        Scheme::Named(name, _) => is_one_of(name, &["http", "https"]),
        Scheme::Disguised => false,
    }
}

enum Scheme<'a> {
    None,
    Named(&'a str, &'a str),
    /// Holds characters that browsers drop from addresses, so that what is read is not what is used.
    Disguised,
}

fn scheme(target: &str) -> Scheme<'_> {
    if target.chars().any(|c| c.is_ascii_control()) || target.starts_with(' ') {
        return Scheme::Disguised;
    }
    match target.split_once(':') {
        Some((name, rest))
            if name.starts_with(|c: char| c.is_ascii_alphabetic())
                && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')) =>
        {
            Scheme::Named(name, rest)
        }
        _ => Scheme::None,
    }
}

fn figure(rest: &str) -> LinkTarget<'_> {
    let (path, fragment) = rest.split_once('#').map_or((rest, None), |(path, name)| (path, Some(name)));
    let (plan, id) = path.rsplit_once('/').map_or((None, path), |(plan, id)| (Some(plan), id));
    let value = match fragment {
        None => Ok(FigureValue::Target),
        Some(name) => {
            FigureValue::ALL.iter().find_map(|(value, word)| (*word == name).then_some(*value)).ok_or(name)
        }
    };
    LinkTarget::Figure { plan, id, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_and_unknown_schemes_refused() {
        let figure = |plan, id, value| LinkTarget::Figure { plan, id, value };
        for (target, expected) in [
            ("indicator:pilot-firms", figure(None, "pilot-firms", Ok(FigureValue::Target))),
            ("indicator:2016/pilot#actual", figure(Some("2016"), "pilot", Ok(FigureValue::Actual))),
            ("indicator:kj/2016/a#baseline", figure(Some("kj/2016"), "a", Ok(FigureValue::Baseline))),
            ("INDICATOR:a#attainment", figure(None, "a", Ok(FigureValue::Attainment))),
            ("indicator:a#target", figure(None, "a", Ok(FigureValue::Target))),
            ("indicator:a#plan", figure(None, "a", Err("plan"))),
            ("../2017/03.md#目标", LinkTarget::Place),
            ("https://example.org/", LinkTarget::Place),
            ("HTTPS://example.org/", LinkTarget::Place),
            ("mailto:a@example.org", LinkTarget::Place),
            ("tel:12345", LinkTarget::Place),
            ("第一章：总则.md", LinkTarget::Place),
            ("./a:b.md", LinkTarget::Place),
            ("", LinkTarget::Place),
            ("indicator：pilot", LinkTarget::Misspelt("indicator:pilot".to_owned())),
            (
                "https：／／www.example.gov.cn/",
                LinkTarget::Misspelt("https://www.example.gov.cn/".to_owned()),
            ),
            ("＃目标", LinkTarget::Misspelt("#目标".to_owned())),
            ("javascript:alert(1)", LinkTarget::Refused),
            ("JaVaScRiPt:alert(1)", LinkTarget::Refused),
            (" javascript:alert(1)", LinkTarget::Refused),
            ("java\tscript:alert(1)", LinkTarget::Refused),
            ("data:text/html,x", LinkTarget::Refused),
            ("file:///etc/passwd", LinkTarget::Refused),
        ] {
            assert_eq!(link_target(target), expected, "{target}");
        }
    }
}
