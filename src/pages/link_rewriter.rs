//! A page taken out of its site: links that stay inside are kept, all others lead to the live site.
//!
//! Takes a finished page and the files that it goes together with; gives the page whose every link either
//! leads to one of them or is a whole address, and says so. Works on the finished HTML, so it holds
//! for any theme. What the page *needs* (pictures, style sheets, scripts) must be among the files: where it
//! is not, the page would not look in ten years as it does today, and that is reported.

use super::address::{decode, encode, follow, has_scheme};
use lol_html::html_content::Element;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The files that belong together, and the site that they are taken out of.
#[derive(Debug, Clone, Copy)]
pub struct LinkRewriter<'a> {
    /// The files, by their paths below the root.
    pub inside: &'a BTreeSet<&'a str>,
    /// The public address of the site, with a final slash.
    pub live: &'a str,
    /// What is said of a link that leads there.
    pub title: &'a str,
}

/// A page that is complete in itself, but for what is missing.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct RewrittenPage {
    /// The page.
    pub html: String,
    /// What it needs and would have to fetch from elsewhere, as written.
    pub missing: Vec<String>,
}

/// Where a link leads.
enum RewrittenLink {
    /// It may stay as it is.
    Stays,
    /// It stays inside, and names a folder: from disk only the page in it can be opened.
    Page(String),
    /// To this page of the live site.
    Live(String),
    /// To another site.
    Elsewhere,
}

/// The attributes that hold one address.
const ADDRESSES: [&str; 7] = ["href", "src", "poster", "data", "action", "formaction", "xlink:href"];
/// What a `link` element may be that is not fetched for the page.
const NOT_FETCHED: [&str; 8] =
    ["canonical", "alternate", "prev", "next", "help", "license", "author", "search"];

impl LinkRewriter<'_> {
    /// Rewrites the links of the page whose output file is `file`.
    ///
    /// # Errors
    /// In the words of the reader of HTML, where it cannot read the page.
    pub fn rewrite(&self, html: &str, file: &str) -> Result<RewrittenPage, String> {
        let missing = RefCell::new(Vec::new());
        let selector = "[href], [src], [srcset], [poster], [data], [action], [formaction], [xlink\\:href]";
        let html = rewrite_str(
            html,
            RewriteStrSettings::new().append_element_content_handler(element!(selector, |element| {
                self.element(element, file, &mut missing.borrow_mut())
            })),
        );
        Ok(RewrittenPage { html: html.map_err(|error| error.to_string())?, missing: missing.into_inner() })
    }

    fn element(
        &self,
        element: &mut Element<'_, '_>,
        file: &str,
        missing: &mut Vec<String>,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let name = element.tag_name();
        for attribute in ADDRESSES {
            // `data` of other elements is no address.
            if attribute == "data" && name != "object" {
                continue;
            }
            let Some(value) = element.get_attribute(attribute) else { continue };
            let is_fetched = is_fetched(&name, attribute, element.get_attribute("rel").as_deref());
            match self.resolve(&value, file) {
                RewrittenLink::Stays => {}
                _ if is_fetched => missing.push(value),
                RewrittenLink::Elsewhere => {}
                RewrittenLink::Page(address) => element.set_attribute(attribute, &address)?,
                RewrittenLink::Live(address) => {
                    element.set_attribute(attribute, &address)?;
                    if matches!(name.as_str(), "a" | "area" | "form") {
                        self.mark(element)?;
                    }
                }
            }
        }
        if let Some(set) = element.get_attribute("srcset") {
            let addresses = set.split(',').filter_map(|part| part.split_whitespace().next());
            let outside = |address: &&str| !matches!(self.resolve(address, file), RewrittenLink::Stays);
            missing.extend(addresses.filter(outside).map(ToOwned::to_owned));
        }
        Ok(())
    }

    /// Says that a link leads out of the sealed pages.
    fn mark(&self, element: &mut Element<'_, '_>) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let class = element.get_attribute("class").unwrap_or_default();
        element.set_attribute("class", format!("{class} outside").trim_start())?;
        if element.get_attribute("title").is_none() {
            element.set_attribute("title", self.title)?;
        }
        Ok(())
    }

    /// Where an address leads from the page at `file`. Entities in it are left as they are: none of the
    /// characters that decide has one but `&`, which only a query holds.
    fn resolve(&self, address: &str, file: &str) -> RewrittenLink {
        let address = address.trim();
        if address.is_empty() || address.starts_with(['#', '?']) || address.starts_with("data:") {
            return RewrittenLink::Stays;
        }
        if address.starts_with("//") || has_scheme(address) {
            return RewrittenLink::Elsewhere;
        }
        let end = address.find(['#', '?']).unwrap_or(address.len());
        let (path, rest) = address.split_at_checked(end).unwrap_or((address, ""));
        if path.starts_with('/') {
            return RewrittenLink::Live(format!("{}{path}{rest}", origin(self.live)));
        }
        let mut parts: Vec<&str> = file.split('/').collect();
        parts.pop();
        let decoded = decode(path);
        let stays = follow(&mut parts, &decoded);
        let folder = decoded.is_empty() || decoded.ends_with(['/', '.']) && !decoded.ends_with("...");
        let mut target = parts.join("/");
        if folder {
            target.push_str(if target.is_empty() { "index.html" } else { "/index.html" });
        }
        if stays && self.inside.contains(target.as_str()) {
            let slash = if path.ends_with('/') { "" } else { "/" };
            return if folder {
                RewrittenLink::Page(format!("{path}{slash}index.html{rest}"))
            } else {
                RewrittenLink::Stays
            };
        }
        let page = target.strip_suffix("index.html").filter(|page| page.is_empty() || page.ends_with('/'));
        RewrittenLink::Live(format!("{}{}{rest}", self.live, encode(page.unwrap_or(&target))))
    }
}

/// Whether the browser fetches what an attribute names for the page; else the reader may follow it.
fn is_fetched(name: &str, attribute: &str, rel: Option<&str>) -> bool {
    let stays = |word: &str| NOT_FETCHED.contains(&word.to_ascii_lowercase().as_str());
    match (name, attribute) {
        // `base` is where links without an own place count from: not fetched, and never in a page of a plan.
        ("a" | "area", "href" | "xlink:href")
        | ("form" | "button" | "input", "action" | "formaction")
        | ("base", _) => false,
        ("link", "href") => !rel.is_some_and(|rel| rel.split_whitespace().all(stays)),
        _ => true,
    }
}

/// `https://a.gov.cn` of `https://a.gov.cn/kjj/`.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(host..).and_then(|rest| rest.find('/')).map_or(url.len(), |at| host + at);
    url.get(..end).unwrap_or(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(html: &str) -> RewrittenPage {
        let inside = BTreeSet::from([
            "city/2019/index.html",
            "city/2019/a/index.html",
            "assets/s.css",
            "assets/p.png",
        ]);
        let rewriter = LinkRewriter { inside: &inside, live: "https://a.gov.cn/kjj/", title: "线上" };
        rewriter.rewrite(html, "city/2019/a/index.html").unwrap()
    }

    #[test]
    fn links_stay_inside_or_lead_to_the_live_site() {
        for (href, expected) in [
            ("../index.html#section:a", None),
            ("#a", None),
            ("mailto:a@b.c", None),
            ("https://b.example/", None),
            ("../../../index.html", Some("https://a.gov.cn/kjj/")),
            ("../../", Some("https://a.gov.cn/kjj/city/")),
            ("../../2018/x/index.html#y", Some("https://a.gov.cn/kjj/city/2018/x/#y")),
            ("../../../feed.xml", Some("https://a.gov.cn/kjj/feed.xml")),
            ("../../../关于/", Some("https://a.gov.cn/kjj/关于/")),
            ("../../../a%20b/?q=1", Some("https://a.gov.cn/kjj/a%20b/?q=1")),
            ("/portal/", Some("https://a.gov.cn/portal/")),
        ] {
            let html = format!("<p><a href=\"{href}\">甲</a></p>");
            let want = match expected {
                None => html.clone(),
                Some(to) => format!("<p><a href=\"{to}\" class=\"outside\" title=\"线上\">甲</a></p>"),
            };
            assert_eq!(rewritten(&html), RewrittenPage { html: want, missing: Vec::new() }, "{href}");
        }
    }

    #[test]
    fn a_form_leads_to_the_live_site_and_says_so() {
        let RewrittenPage { html, missing } = rewritten("<form action=\"../../../search/\"></form>");
        let want = "<form action=\"https://a.gov.cn/kjj/search/\" class=\"outside\" title=\"线上\"></form>";
        assert_eq!((html.as_str(), missing), (want, Vec::new()));
    }

    #[test]
    fn folders_are_spelled_out() {
        for (href, expected) in [
            ("../", "../index.html"),
            ("..#x", "../index.html#x"),
            ("./", "./index.html"),
            (".", "./index.html"),
        ] {
            let RewrittenPage { html, .. } = rewritten(&format!("<a href=\"{href}\">甲</a>"));
            assert_eq!(html, format!("<a href=\"{expected}\">甲</a>"));
        }
    }

    #[test]
    fn what_a_page_needs_must_be_inside() {
        let html = "<link rel=stylesheet href=../../../assets/s.css><img src=\"../../../assets/q.png\">\
            <img srcset=\"../../../assets/p.png 1x, x.png 2x\"><script src=//c.example/a.js></script>\
            <link rel=\"alternate\" href=\"../../../feed.xml\"><svg><use href=\"#a\"/></svg>";
        let RewrittenPage { html, missing } = rewritten(html);
        assert_eq!(missing, ["../../../assets/q.png", "x.png", "//c.example/a.js"]);
        assert!(html.contains("href=\"https://a.gov.cn/kjj/feed.xml\""), "{html}");
    }

    #[test]
    fn all_else_is_kept_to_the_byte() {
        let html = "<!DOCTYPE html>\n<p  CLASS='a' data-x=\"../../..\">文&nbsp;本 <b>甲</p>\r\n<!-- <a href='/x'> -->";
        assert_eq!(rewritten(html).html, html);
    }
}
