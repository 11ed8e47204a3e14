//! Which raw HTML a text may hold, and the last guard behind that rule.
//!
//! [`element`] and [`attribute`] say what is kept of an author's tags; the writer drops and reports the
//! rest while it reads them. [`sanitise`] then runs the finished HTML of such a text through
//! `ammonia`, which parses it as a browser does, so that whatever the writer misread is balanced and
//! stripped all the same. Texts without raw HTML never come here.

use super::markup::{Markup, Piece, Slot};
use ammonia::{Builder, UrlRelative};
use memchr::memchr2;
use std::fmt::Write as _;
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
    let tags = "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em \
        figcaption figure h6 hr i input ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub \
        summary sup table tbody td tfoot th thead time tr u ul var wbr";
    let attributes = [
        ("a", "href"),
        ("col", "span"),
        ("colgroup", "span"),
        ("details", "open"),
        ("div", "tabindex role aria-label"),
        ("input", "type checked disabled aria-label"),
        ("li", "value"),
        ("ol", "start reversed type"),
        ("pre", "tabindex"),
        ("td", "colspan rowspan"),
        ("th", "colspan rowspan scope"),
        ("time", "datetime"),
    ];
    let names = |listed: &'static str| listed.split_whitespace().collect();
    let mut builder = Builder::empty();
    builder
        .tags(names(tags))
        .tag_attributes(attributes.into_iter().map(|(tag, listed)| (tag, names(listed))).collect())
        .generic_attributes(names("class id lang title dir"))
        .clean_content_tags(names("script style"))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    builder
});

/// Parses, strips and balances the HTML of a text with raw HTML. Slots stay where they are.
pub(super) fn sanitise(markup: &Markup) -> Markup {
    read_back(&BUILDER.clean(&spelled_out(markup)).to_string(), markup)
}

/// Around the number of a slot in the one string that the sanitiser takes: a noncharacter, which no text holds.
const EDGE: char = '\u{fdd2}';

/// The HTML with its slots spelled out. Headings, whose level is not known yet, become `h6`: no other is in the HTML, since
/// those of authors are unwrapped.
fn spelled_out(markup: &Markup) -> String {
    let mut out = String::with_capacity(markup.len() + markup.len() / 8);
    let mut number = 0;
    for piece in markup.pieces() {
        let slot = match piece {
            Piece::Html(html) => {
                hide(html, &mut out);
                continue;
            }
            Piece::Slot(slot) => slot,
        };
        match slot {
            Slot::HeadingStart(_) => {
                let _ = write!(out, "{HEADING_OPEN}{EDGE}{number}{EDGE}{HEADING_OPENED}");
            }
            Slot::HeadingEnd(_) => out.push_str(HEADING_CLOSE),
            // Where a link ends is the parser's to say.
            Slot::LinkEnd(_) => {}
            _ => {
                let _ = write!(out, "{EDGE}{number}{EDGE}");
            }
        }
        number += 1;
    }
    out
}

/// The sanitiser's HTML as markup again.
fn read_back(clean: &str, markup: &Markup) -> Markup {
    let slots: Vec<Slot> = markup.slots().collect();
    let mut out = Markup::with_capacity(clean.len());
    // What the next end tag of a link and of a heading ends: neither nests.
    let (mut link, mut heading) = (None, None);
    let mut tail = "";
    for (nth, part) in clean.split(EDGE).enumerate() {
        if nth % 2 == 0 {
            let mut rest = part.strip_prefix(tail).unwrap_or(part);
            while let Some((before, slot, tag, after)) = first_end(rest, &mut link, &mut heading) {
                show(before, &mut out);
                out.push_slot(slot);
                // The whole heading's end tag is the slot's to write.
                out.push_str(tag);
                rest = after;
            }
            show(rest, &mut out);
            tail = "";
            continue;
        }
        let Some(&slot) = part.parse().ok().and_then(|number: usize| slots.get(number)) else { continue };
        match slot {
            Slot::Link(index) => link = Some(index),
            Slot::HeadingStart(index) => {
                heading = Some(index);
                out.strip_suffix(HEADING_OPEN);
                tail = HEADING_OPENED;
            }
            _ => {}
        }
        out.push_slot(slot);
    }
    out
}

/// Cuts HTML at the first end tag that something waits for: what stands before, the slot and the tag that take its place, and
/// what follows.
fn first_end<'h>(
    html: &'h str,
    link: &mut Option<usize>,
    heading: &mut Option<usize>,
) -> Option<(&'h str, Slot, &'static str, &'h str)> {
    let find = |tag: &str, waits: bool| waits.then(|| html.find(tag)).flatten();
    let (link_at, heading_at) = (find(LINK_CLOSE, link.is_some()), find(HEADING_CLOSE, heading.is_some()));
    let is_link = link_at.is_some_and(|at| heading_at.is_none_or(|heading_at| at < heading_at));
    let (tag, written) = if is_link { (LINK_CLOSE, LINK_CLOSE) } else { (HEADING_CLOSE, "") };
    let (before, after) = html.split_once(tag)?;
    let slot = if is_link { Slot::LinkEnd(link.take()?) } else { Slot::HeadingEnd(heading.take()?) };
    Some((before, slot, written, after))
}

/// Stands, with the character after it, for one that is hidden. A noncharacter, which no text holds,
/// and, as little as what it hides, part of no scheme.
const HIDDEN: char = '\u{fdd1}';

/// Hides escaped ampersands and the characters U+00A0 to U+00BF. The sanitiser's serialiser stops at
/// each of them and then looks for `<` up to the end of the text: quadratic time.
fn hide(html: &str, out: &mut String) {
    let mut rest = html;
    // The characters from U+0080 to U+00BF begin with this byte, and no other does.
    while let Some(at) = memchr2(b'&', 0xc2, rest.as_bytes()) {
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
}

/// Undoes [`hide`].
fn show(html: &str, out: &mut Markup) {
    let mut parts = html.split(HIDDEN);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let mut chars = part.chars();
        match chars.next() {
            Some(AMPERSAND) => out.push_str("&amp;"),
            Some(c @ '@'..='_') => out.push_str(moved(c, |code| code + 0x60).encode_utf8(&mut [0; 4])),
            Some(c) => out.push_str(c.encode_utf8(&mut [0; 4])),
            None => {}
        }
        out.push_str(chars.as_str());
    }
}

/// What an ampersand is hidden as.
const AMPERSAND: char = 'a';

fn moved(c: char, by: impl Fn(u32) -> u32) -> char {
    char::from_u32(by(u32::from(c))).unwrap_or(c)
}

const HEADING_OPEN: &str = "<h6 id=\"";
const HEADING_OPENED: &str = "\">";
const HEADING_CLOSE: &str = "</h6>";
const LINK_CLOSE: &str = "</a>";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_shown_again() {
        let all: String = ('\u{a0}'..='\u{bf}').collect();
        for text in [&format!("甲&amp;{all}@乙&lt;"), "&amp;&amp;amp;", "&", "", "a&b", "·"] {
            let (mut hidden, mut shown) = (String::new(), Markup::default());
            hide(text, &mut hidden);
            assert!(!hidden.contains(|c| ('\u{a0}'..='\u{bf}').contains(&c)));
            show(&hidden, &mut shown);
            let mut expected = Markup::default();
            expected.push_str(text);
            assert_eq!(shown, expected);
        }
    }
}
