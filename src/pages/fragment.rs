//! A page's main text by itself, to be put into a page of a portal's content management system.
//!
//! Takes a finished page; gives what stands in its `<main>`, without its title (the portal shows it as its own
//! `h1`, so headings begin at `h2`), navigation and scripts, with whole addresses in all links and pictures.
//! The article is the portal's too: that of the page, which has lost its heading, becomes a plain box. Ids and classes
//! stay. Works on finished HTML, so it holds for any theme that has a `<main>`.

use super::address::{follow, has_scheme};
use crate::model::config::FragmentPart;
use lol_html::{RewriteStrSettings, element, rewrite_str};

/// The file's name, beside the page's.
pub const FRAGMENT: &str = "fragment.html";
/// The theme's style sheet for fragments, among its static files.
pub const STYLE: &str = "fragment.css";

/// What stays behind: a theme marks more with `data-fragment="omit"`.
const LEFT_OUT: &str = "h1, nav, script, style, [data-fragment=\"omit\"]";
/// Where a part stands: in the built-in theme by its classes, in any theme by its mark.
const fn selector(part: FragmentPart) -> &'static str {
    match part {
        FragmentPart::Issuer => ".cover .issuer, [data-fragment=\"issuer\"]",
        FragmentPart::DocumentNumber => ".cover .document-number, [data-fragment=\"document-number\"]",
        FragmentPart::Publication => ".publication, [data-fragment=\"publication\"]",
        FragmentPart::Catalogue => ".catalogue, [data-fragment=\"catalogue\"]",
        FragmentPart::Standing => ".notice-standing, .newer, [data-fragment=\"standing\"]",
        FragmentPart::Links => ".of-plan, .plan-links, [data-fragment=\"links\"]",
        // The program puts it there.
        FragmentPart::Style => "[data-fragment=\"style\"]",
    }
}

/// The attributes that hold an address.
const ADDRESSES: [&str; 4] = ["href", "src", "poster", "cite"];

/// A page to be cut from.
#[derive(Debug, Clone)]
pub struct FragmentSource<'a> {
    /// `page.kind`.
    pub kind: &'a str,
    /// The language tag.
    pub lang: &'a str,
    /// The page's whole address.
    pub canonical: &'a str,
    /// The whole address of the style sheet, where the theme has one.
    pub style: Option<String>,
    /// What is left out beside what always is.
    pub without: &'a [FragmentPart],
}

impl FragmentSource<'_> {
    /// The fragment; none for a page without a `<main>`.
    pub fn cut(&self, page: &str) -> Option<String> {
        let (_, main) = page.split_once("<main")?;
        // A `>` in an attribute's value is written as an entity.
        let (_, inside) = main.split_once('>')?;
        let (inside, _) = inside.rsplit_once("</main>")?;
        let mut is_first = true;
        let left_out = self.without.iter().map(|part| selector(*part));
        let left_out = std::iter::once(LEFT_OUT).chain(left_out).collect::<Vec<_>>().join(", ");
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(element!("article", |element| {
                if std::mem::take(&mut is_first) {
                    element.set_tag_name("div")?;
                }
                Ok(())
            }))
            .append_element_content_handler(element!(left_out, |element| {
                element.remove();
                Ok(())
            }))
            .append_element_content_handler(element!("[href], [src], [poster], [cite]", |element| {
                for attribute in ADDRESSES {
                    if let Some(value) = element.get_attribute(attribute) {
                        element.set_attribute(attribute, &whole(self.canonical, &value))?;
                    }
                }
                Ok(())
            }));
        let mut inside = rewrite_str(inside, settings).ok()?;
        if !self.without.is_empty() {
            inside = without_empty_heads(&inside);
        }
        let style = self.style.as_ref().filter(|_| !self.without.contains(&FragmentPart::Style));
        let style =
            style.map(|style| format!("<link rel=\"stylesheet\" href=\"{style}\">\n")).unwrap_or_default();
        let (kind, lang) = (self.kind, self.lang);
        Some(format!(
            "{style}<div class=\"planpress-fragment kind-{kind}\" id=\"_main\" lang=\"{lang}\">{inside}</div>\n"
        ))
    }
}

/// The text without the heads that nothing is left of.
fn without_empty_heads(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, head, after)) = first_head(rest) {
        kept.push_str(before);
        if !is_empty(head) {
            kept.push_str(head);
        }
        rest = after;
    }
    kept + rest
}

/// The first `<header>` of a text, with what stands before and after it.
fn first_head(html: &str) -> Option<(&str, &str, &str)> {
    const END: &str = "</header>";
    let (before, rest) = html.split_at_checked(html.find("<header")?)?;
    let (head, after) = rest.split_at_checked(rest.find(END)? + END.len())?;
    Some((before, head, after))
}

/// Whether nothing but boxes is in a piece of HTML.
fn is_empty(html: &str) -> bool {
    html.split('<').all(|piece| {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        text.trim().is_empty() && matches!(name, "" | "header" | "div")
    })
}

/// A link of a page as a whole address (RFC 3986, 5.2). Places on the page itself stay as they are.
fn whole(page: &str, link: &str) -> String {
    if link.is_empty() || link.starts_with('#') || has_scheme(link) {
        return link.to_owned();
    }
    let (scheme, rest) = page.split_once("://").unwrap_or(("https", page));
    if link.starts_with("//") {
        return format!("{scheme}:{link}");
    }
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let end = link.find(['?', '#']).unwrap_or(link.len());
    let (way, after) = link.split_at_checked(end).unwrap_or((link, ""));
    let mut parts: Vec<&str> = if way.starts_with('/') { Vec::new() } else { path.split('/').collect() };
    if !way.is_empty() {
        parts.pop();
    }
    let last = way.rsplit('/').next();
    let is_folder = match way {
        "" => path.ends_with('/'),
        _ => last.is_none_or(|last| matches!(last, "" | "." | "..")),
    };
    follow(&mut parts, way);
    let path = parts.join("/");
    let path = path.trim_end_matches('/');
    let slash = if is_folder && !path.is_empty() { "/" } else { "" };
    format!("{scheme}://{host}/{path}{slash}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_whole_addresses() {
        let page = "https://a.gov.cn/kjj/2016/x/";
        for (link, expected) in [
            ("../../2017/", "https://a.gov.cn/kjj/2017/"),
            ("../../2017/index.html#a", "https://a.gov.cn/kjj/2017/index.html#a"),
            ("../../", "https://a.gov.cn/kjj/"),
            ("../../assets/p.1.png", "https://a.gov.cn/kjj/assets/p.1.png"),
            ("../../计划/?a=1&amp;b", "https://a.gov.cn/kjj/计划/?a=1&amp;b"),
            ("./", "https://a.gov.cn/kjj/2016/x/"),
            ("?a", "https://a.gov.cn/kjj/2016/x/?a"),
            ("/x", "https://a.gov.cn/x"),
            ("/", "https://a.gov.cn/"),
            ("//b.cn/x", "https://b.cn/x"),
            ("#x", "#x"),
            ("https://b.cn/", "https://b.cn/"),
            ("mailto:a@b.cn", "mailto:a@b.cn"),
            ("../../../../../y", "https://a.gov.cn/y"),
        ] {
            assert_eq!(whole(page, link), expected, "{link}");
        }
        assert_eq!(whole("https://a.gov.cn/", "./2016/"), "https://a.gov.cn/2016/");
    }

    #[test]
    fn a_fragment_is_the_main_text_without_title_and_navigation() {
        let source = FragmentSource {
            kind: "section",
            lang: "zh-Hans",
            canonical: "https://a.gov.cn/2016/x/",
            style: Some("https://a.gov.cn/assets/fragment.1.css".to_owned()),
            without: &[],
        };
        let page = "<!DOCTYPE html><html><body><nav>a</nav><main id=\"_main\" class=\"b\"><article class=\"m\"><h1>c<b>d</b></h1>\
            <p id=\"e\" class=\"f\"><a href=\"../#g\">h</a><img src=\"../../i.png\" alt=\"\"></p><script src=\"j.js\"></script>\
            <nav>k</nav><i data-fragment=\"omit\">l</i></article><article><h2>n</h2></article></main><footer>m</footer></body></html>";
        assert_eq!(
            source.cut(page).unwrap(),
            "<link rel=\"stylesheet\" href=\"https://a.gov.cn/assets/fragment.1.css\">\n\
            <div class=\"planpress-fragment kind-section\" id=\"_main\" lang=\"zh-Hans\">\
            <div class=\"m\"><p id=\"e\" class=\"f\"><a href=\"https://a.gov.cn/2016/#g\">h</a>\
            <img src=\"https://a.gov.cn/i.png\" alt=\"\"></p></div><article><h2>n</h2></article></div>\n"
        );
        assert_eq!(source.cut("<html><body><p>a</p></body></html>"), None);
    }

    #[test]
    fn what_the_portal_shows_itself_is_left_out_with_the_head_that_held_it() {
        use FragmentPart::{Catalogue, DocumentNumber, Issuer, Links, Publication, Standing, Style};
        let page = "<main><article><header class=\"cover\"><div class=\"frame\"><p class=\"issuer\">a</p><h1>b</h1>\
            <p class=\"document-number\">c</p><p class=\"publication\"><span>d</span></p></div></header>\
            <aside class=\"notice notice-standing\">e</aside><dl class=\"catalogue\"><div><dt>f</dt></div></dl>\
            <p class=\"plan-links\">g</p><i data-fragment=\"catalogue\">h</i><header>i</header><p class=\"issuer\">j</p></article></main>";
        let cut = |without: &[FragmentPart]| {
            let style = Some("s.css".to_owned());
            let source =
                FragmentSource { kind: "plan", lang: "en", canonical: "https://a.cn/", style, without };
            source.cut(page).unwrap()
        };
        let link = "<link rel=\"stylesheet\" href=\"s.css\">\n";
        let fragment = |inside: &str| {
            format!(
                "<div class=\"planpress-fragment kind-plan\" id=\"_main\" lang=\"en\"><div>{inside}</div></div>\n"
            )
        };
        assert_eq!(
            cut(&[Issuer, Catalogue, Style]),
            fragment(
                "<header class=\"cover\"><div class=\"frame\"><p class=\"document-number\">c</p>\
                <p class=\"publication\"><span>d</span></p></div></header><aside class=\"notice notice-standing\">e</aside>\
                <p class=\"plan-links\">g</p><header>i</header><p class=\"issuer\">j</p>"
            )
        );
        assert_eq!(
            cut(&[Issuer, DocumentNumber, Publication, Catalogue, Standing, Links]),
            format!("{link}{}", fragment("<header>i</header><p class=\"issuer\">j</p>"))
        );
    }

    #[test]
    fn every_part_can_be_marked_by_any_theme() {
        use crate::source::choices::Choice;
        for (word, part) in FragmentPart::WORDS.iter().zip(FragmentPart::VALUES) {
            assert!(selector(*part).contains(&format!("[data-fragment=\"{word}\"]")), "{word}");
        }
    }
}
