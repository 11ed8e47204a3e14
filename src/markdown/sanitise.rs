//! Which raw HTML a text may hold, and the last guard behind that rule.
//!
//! [`element`] and [`attribute`] say what is kept of an author's tags; the writer drops and reports the
//! rest while it reads them. [`sanitise`] then runs the finished HTML of such a text through
//! `ammonia`, which parses it as a browser does, so that whatever the writer misread is balanced and
//! stripped all the same. Texts without raw HTML never come here.

use super::slot::{EDGE, Piece, Slot, pieces};
use ammonia::{Builder, UrlRelative};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What becomes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// It is kept, and has an end tag that must be written.
    Kept,
    /// It is kept, and its end tag may be left out.
    KeptLoose,
    /// It is kept, and has no content and no end tag.
    KeptVoid,
    /// Its tags are dropped, its content stays.
    Unwrapped,
    /// It is dropped with its content.
    Dropped,
}

/// What becomes of an element of this name (in lower case).
pub(super) fn element(name: &str) -> Element {
    match name {
        "a" | "abbr" | "b" | "bdi" | "bdo" | "blockquote" | "caption" | "cite" | "code" | "colgroup"
        | "del" | "details" | "dfn" | "div" | "dl" | "em" | "figcaption" | "figure" | "i" | "ins" | "kbd"
        | "mark" | "ol" | "pre" | "q" | "ruby" | "s" | "samp" | "small" | "span" | "strong" | "sub"
        | "summary" | "sup" | "table" | "time" | "u" | "ul" | "var" => Element::Kept,
        "dd" | "dt" | "li" | "p" | "rp" | "rt" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" => {
            Element::KeptLoose
        }
        "br" | "col" | "hr" | "img" | "wbr" => Element::KeptVoid,
        "iframe" | "math" | "noembed" | "noframes" | "noscript" | "object" | "plaintext" | "script"
        | "select" | "style" | "svg" | "template" | "textarea" | "title" | "xmp" => Element::Dropped,
        _ => Element::Unwrapped,
    }
}

/// Whether an attribute is kept as it is; links, ids and the picture's source are seen to apart.
pub(super) fn attribute(element: &str, name: &str) -> bool {
    matches!(name, "class" | "lang" | "title" | "dir")
        || matches!(
            (element, name),
            ("td" | "th", "colspan" | "rowspan")
                | ("th", "scope")
                | ("col" | "colgroup", "span")
                | ("ol", "start" | "reversed" | "type")
                | ("li", "value")
                | ("details", "open")
                | ("time", "datetime")
        )
}

static BUILDER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags: HashSet<&str> = [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h6",
        "hr",
        "i",
        "input",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
        "wbr",
    ]
    .into();
    let attributes: HashMap<&str, HashSet<&str>> = [
        ("a", &["href"][..]),
        ("col", &["span"]),
        ("colgroup", &["span"]),
        ("details", &["open"]),
        ("div", &["tabindex", "role", "aria-label"]),
        ("input", &["type", "checked", "disabled", "aria-label"]),
        ("li", &["value"]),
        ("ol", &["start", "reversed", "type"]),
        ("pre", &["tabindex"]),
        ("td", &["colspan", "rowspan"]),
        ("th", &["colspan", "rowspan", "scope"]),
        ("time", &["datetime"]),
    ]
    .into_iter()
    .map(|(tag, names)| (tag, names.iter().copied().collect()))
    .collect();
    let mut builder = Builder::empty();
    builder
        .tags(tags)
        .tag_attributes(attributes)
        .generic_attributes(["class", "id", "lang", "title", "dir"].into())
        .clean_content_tags(["script", "style"].into())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    builder
});

/// Parses, strips and balances the HTML of a text with raw HTML. Slots stay where they are.
pub(super) fn sanitise(html: &str) -> String {
    // Headings are slots until their level is known; for the parser they must be elements. No other
    // `h6` is in the HTML, since those of authors are unwrapped.
    let mut shaped = String::with_capacity(html.len() + html.len() / 16);
    for piece in pieces(html) {
        match piece {
            Piece::Html(text) => shaped.push_str(text),
            Piece::Slot(slot @ Slot::HeadingStart(_)) => {
                shaped.push_str(HEADING_OPEN);
                slot.write(&mut shaped);
                shaped.push_str("\">");
            }
            Piece::Slot(Slot::HeadingEnd(_)) => shaped.push_str(HEADING_CLOSE),
            Piece::Slot(slot) => slot.write(&mut shaped),
        }
    }
    let clean = BUILDER.clean(&hide(&shaped)).to_string();
    let mut out = String::with_capacity(clean.len());
    let mut parts = clean.split(HEADING_OPEN);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let Some((slot, content)) = part.split_once("\">") else { continue };
        out.push_str(slot);
        match content.split_once(HEADING_CLOSE) {
            Some((inside, after)) => {
                out.push_str(inside);
                if let Some(Piece::Slot(Slot::HeadingStart(index))) =
                    pieces(slot).find(|piece| matches!(piece, Piece::Slot(_)))
                {
                    Slot::HeadingEnd(index).write(&mut out);
                }
                out.push_str(after);
            }
            None => out.push_str(content),
        }
    }
    debug_assert_eq!(out.matches(EDGE).count() % 2, 0);
    show(&out)
}

/// Stands, with the character after it, for one that is hidden. A noncharacter, which no text holds,
/// and, as little as what it hides, part of no scheme.
const HIDDEN: char = '\u{fdd1}';

/// Hides escaped ampersands and the characters U+00A0 to U+00BF. The sanitiser's serialiser stops at
/// each of them and then looks for `<` up to the end of the text: quadratic time.
fn hide(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(at) = rest.find(|c| matches!(c, '&' | '\u{a0}'..='\u{bf}')) {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        if let Some(after) = found.strip_prefix("&amp;") {
            out.extend([HIDDEN, AMPERSAND]);
            rest = after;
            continue;
        }
        let mut chars = found.chars();
        match chars.next() {
            Some(c @ '\u{a0}'..='\u{bf}') => out.extend([HIDDEN, moved(c, |code| code - 0x60)]),
            Some(c) => out.push(c),
            None => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out
}

/// Undoes [`hide`].
fn show(html: &str) -> String {
    let mut parts = html.split(HIDDEN);
    let mut out = String::with_capacity(html.len());
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let mut chars = part.chars();
        match chars.next() {
            Some(AMPERSAND) => out.push_str("&amp;"),
            Some(c @ '@'..='_') => out.push(moved(c, |code| code + 0x60)),
            Some(c) => out.push(c),
            None => {}
        }
        out.push_str(chars.as_str());
    }
    out
}

/// What an ampersand is hidden as.
const AMPERSAND: char = 'a';

fn moved(c: char, by: impl Fn(u32) -> u32) -> char {
    char::from_u32(by(u32::from(c))).unwrap_or(c)
}

const HEADING_OPEN: &str = "<h6 id=\"";
const HEADING_CLOSE: &str = "</h6>";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_shown_again() {
        let all: String = ('\u{a0}'..='\u{bf}').collect();
        for text in [&format!("甲&amp;{all}@乙&lt;"), "&amp;&amp;amp;", "&", "", "a&b", "·"] {
            assert!(!hide(text).contains(|c| ('\u{a0}'..='\u{bf}').contains(&c)));
            assert_eq!(show(&hide(text)), text);
        }
    }
}
