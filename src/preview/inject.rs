//! Puts the preview's script into a page as it is served. Pure; what is built never holds it.

use crate::bug::part;
use crate::pages::address::encode;
use memchr::memmem;

/// The folder below the base path that is the preview's own. No page can be there: the output keeps names that
/// begin so for itself.
pub const RESERVED: &str = ".planpress/";

/// What the script is told by the element that brings it.
#[derive(Debug, Clone, Copy)]
pub struct ScriptTag<'a> {
    /// Where the site stands: `/`, or `/a/b/`.
    pub base: &'a str,
    /// The version of the page's content.
    pub version: &'a str,
    /// The language of the bar and of the findings.
    pub lang: &'a str,
    /// What the page is.
    pub page: Page,
}

/// What a page that is served is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// A page of the site.
    Built,
    /// One that only stands in for pages that could not be built yet.
    StandIn,
}

/// A page with the script at the end of its head.
pub fn with_script(page: &[u8], tag: ScriptTag<'_>) -> Vec<u8> {
    let ScriptTag { base, version, lang, page: kind } = tag;
    let base = encode(base);
    let stand_in = match kind {
        Page::Built => "",
        Page::StandIn => " data-stand-in",
    };
    let script = format!(
        "<script src=\"{base}{RESERVED}preview.js\" data-base=\"{base}\" data-version=\"{version}\" data-lang=\"{lang}\"{stand_in} defer></script>\n"
    );
    // A page without an end of its head is still a page to a browser: a script may stand anywhere.
    let at = find(page, b"</head").or_else(|| find(page, b"<body")).unwrap_or(page.len());
    insert(page, at, script.as_bytes())
}

/// The page for what is missing, with the address that its relative links start from: it answers at any depth.
pub fn with_base(page: &[u8], base: &str) -> Vec<u8> {
    let element = format!("<base href=\"{}\">", encode(base));
    if let Some(start) = find(page, b"<base ")
        && let Some(length) = page.get(start..).and_then(|rest| memchr::memchr(b'>', rest))
    {
        return [part(page, ..start), element.as_bytes(), part(page, start + length + 1..)].concat();
    }
    let at = find(page, b"<head>").map_or(0, |at| at + b"<head>".len());
    insert(page, at, element.as_bytes())
}

fn insert(page: &[u8], at: usize, what: &[u8]) -> Vec<u8> {
    let (before, after) = page.split_at_checked(at).unwrap_or((page, &[]));
    [before, what, after].concat()
}

/// The first place of a tag, in small or capital letters.
fn find(page: &[u8], tag: &[u8]) -> Option<usize> {
    memmem::find(page, tag).or_else(|| memmem::find(page, &tag.to_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAG: ScriptTag<'_> = ScriptTag { base: "/a/", version: "v", lang: "en", page: Page::Built };

    #[test]
    fn the_script_stands_at_the_end_of_the_head() {
        let page = String::from_utf8(with_script(b"<head><title>x</title></head><body>", TAG)).unwrap();
        assert!(page.contains("</title><script src=\"/a/.planpress/preview.js\""), "{page}");
        assert!(page.ends_with("</script>\n</head><body>"), "{page}");
        for page in [&b"<HEAD></HEAD>"[..], b"<body>", b"text", b""] {
            let page = String::from_utf8(with_script(page, TAG)).unwrap();
            assert_eq!(page.matches("preview.js").count(), 1, "{page}");
        }
    }

    #[test]
    fn relative_links_of_the_missing_page_start_at_the_base() {
        let given = with_base(b"<head><base href=\"/old/\"><x></head>", "/a/");
        assert_eq!(given, b"<head><base href=\"/a/\"><x></head>");
        assert_eq!(with_base(b"<head><x></head>", "/"), b"<head><base href=\"/\"><x></head>");
    }
}
