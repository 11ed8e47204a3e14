//! Raw HTML cut into tags, comments and text.
//!
//! Takes a fragment of HTML as an author wrote it; gives its pieces in order. Never decides what is
//! allowed, and never fails: what is no tag is text.

use std::borrow::Cow;
use std::ops::Range;

/// A piece of raw HTML. Ranges are in the fragment.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text, entities included; any `<` in it begins no tag.
    Text(&'a str),
    /// A start tag.
    Start(StartTag<'a>),
    /// An end tag.
    End {
        /// The name in lower case.
        name: String,
        /// The whole tag.
        range: Range<usize>,
    },
    /// A comment.
    Comment,
    /// A declaration or processing instruction.
    Declaration {
        /// The whole of it.
        range: Range<usize>,
    },
}

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct StartTag<'a> {
    /// The name in lower case.
    pub(super) name: String,
    /// The attributes: names in lower case, values as written, without their quotes.
    pub(super) attributes: Vec<(String, Option<&'a str>)>,
    /// Whether it is written `<a/>`.
    pub(super) closes_itself: bool,
    /// The whole tag.
    pub(super) range: Range<usize>,
}

/// Cuts a fragment into its pieces.
pub(super) struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// Once no `>` or `-->` was found, none is searched for again: hostile input stays linear.
    no_more_tags: bool,
    no_more_comments: bool,
}

impl<'a> Tokens<'a> {
    /// Begins at the start of a fragment.
    pub(super) const fn new(html: &'a str) -> Self {
        Self { html, at: 0, no_more_tags: false, no_more_comments: false }
    }

    /// Skips the content of an element that was just opened, up to and with its end tag; to the end
    /// of the fragment where there is none.
    pub(super) fn skip_content(&mut self, name: &str) {
        let mut from = self.at;
        loop {
            let Some(found) = self.rest(from).find("</") else {
                self.at = self.html.len();
                return;
            };
            let after = from + found + 2;
            let is_end = self.rest(after).get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name))
                && !self.rest(after + name.len()).starts_with(|c: char| c.is_ascii_alphanumeric());
            if is_end {
                self.at = self.rest(after).find('>').map_or(self.html.len(), |end| after + end + 1);
                return;
            }
            from = after;
        }
    }

    fn rest(&self, from: usize) -> &'a str {
        self.html.get(from..).unwrap_or_default()
    }

    fn slice(&self, range: Range<usize>) -> &'a str {
        self.html.get(range).unwrap_or_default()
    }

    fn markup(&mut self, start: usize) -> Option<Token<'a>> {
        let rest = self.rest(start);
        if rest.starts_with("<!--") && !self.no_more_comments {
            if let Some(end) = self.rest(start + 4).find("-->") {
                self.at = start + 4 + end + 3;
                return Some(Token::Comment);
            }
            self.no_more_comments = true;
        }
        let second = *rest.as_bytes().get(1)?;
        let third = rest.as_bytes().get(2).copied().unwrap_or_default();
        let is_tag = second.is_ascii_alphabetic() || (second == b'/' && third.is_ascii_alphabetic());
        if self.no_more_tags || !(is_tag || matches!(second, b'!' | b'?')) {
            return None;
        }
        if matches!(second, b'!' | b'?') {
            // HTML knows no CDATA outside of SVG and MathML: there it ends like any other declaration.
            let Some(end) = rest.find('>') else {
                self.no_more_tags = true;
                return None;
            };
            self.at = start + end + 1;
            return Some(Token::Declaration { range: start..self.at });
        }
        let tag = self.tag(start, second == b'/');
        self.no_more_tags = tag.is_none();
        tag
    }

    fn tag(&mut self, start: usize, is_end: bool) -> Option<Token<'a>> {
        let mut at = start + 1 + usize::from(is_end);
        let name_end =
            at + self.rest(at).find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))?;
        let name = self.slice(at..name_end).to_ascii_lowercase();
        at = name_end;
        let mut attributes = Vec::new();
        loop {
            let rest = self.rest(at);
            at += rest.find(|c: char| !c.is_ascii_whitespace() && c != '/')?;
            if self.rest(at).starts_with('>') {
                break;
            }
            let length = self
                .rest(at)
                .char_indices()
                .find(|(i, c)| c.is_ascii_whitespace() || matches!(c, '/' | '>') || (*c == '=' && *i > 0))?
                .0;
            let attribute = self.slice(at..at + length).to_ascii_lowercase();
            at += length;
            let after = at + self.rest(at).find(|c: char| !c.is_ascii_whitespace())?;
            let mut value = None;
            if self.rest(after).starts_with('=') {
                at = after + 1;
                at += self.rest(at).find(|c: char| !c.is_ascii_whitespace())?;
                let quote = self.rest(at).chars().next().filter(|c| matches!(c, '"' | '\''));
                if let Some(quote) = quote {
                    let end = at + 1 + self.rest(at + 1).find(quote)?;
                    value = Some(self.slice(at + 1..end));
                    at = end + 1;
                } else {
                    let end = at + self.rest(at).find(|c: char| c.is_ascii_whitespace() || c == '>')?;
                    value = Some(self.slice(at..end));
                    at = end;
                }
            }
            attributes.push((attribute, value));
        }
        self.at = at + 1;
        let range = start..self.at;
        Some(if is_end {
            Token::End { name, range }
        } else {
            let closes_itself = self.slice(range.clone()).ends_with("/>");
            Token::Start(StartTag { name, attributes, closes_itself, range })
        })
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let start = self.at;
        if start >= self.html.len() {
            return None;
        }
        if self.rest(start).starts_with('<')
            && let Some(token) = self.markup(start)
        {
            return Some(token);
        }
        // Text up to the next `<`, which may or may not begin a tag.
        let first = self.rest(start).chars().next().map_or(1, char::len_utf8);
        let end = self.rest(start + first).find('<').map_or(self.html.len(), |next| start + first + next);
        self.at = end;
        Some(Token::Text(self.slice(start..end)))
    }
}

/// Resolves the entities that an attribute's value may hold; unknown names stay as written.
pub(super) fn decode(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        rest = after;
        let end = after.bytes().take(9).position(|byte| byte == b';');
        let Some((name, tail)) = end.and_then(|end| Some((after.get(..end)?, after.get(end + 1..)?))) else {
            out.push('&');
            continue;
        };
        let decoded = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some('\u{a0}'),
            "colon" => Some(':'),
            "Tab" => Some('\t'),
            "NewLine" => Some('\n'),
            _ => numeric(name),
        };
        if let Some(c) = decoded {
            out.push(c);
            rest = tail;
        } else {
            out.push('&');
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What an ampersand in HTML text means, by what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference<'t> {
    /// A character, and what follows its name or number.
    Character(char, &'t str),
    /// Perhaps a character, for an HTML parser to say; perhaps nothing but itself.
    Name,
    /// Nothing but itself, or a character that must not come in.
    None,
}

/// The references that people write most.
const KNOWN: [(&str, char); 30] = [
    ("lt;", '<'),
    ("gt;", '>'),
    ("quot;", '"'),
    ("apos;", '\''),
    ("nbsp;", '\u{a0}'),
    ("ensp;", '\u{2002}'),
    ("emsp;", '\u{2003}'),
    ("thinsp;", '\u{2009}'),
    ("mdash;", '—'),
    ("ndash;", '–'),
    ("hellip;", '…'),
    ("middot;", '·'),
    ("bull;", '•'),
    ("times;", '×'),
    ("divide;", '÷'),
    ("plusmn;", '±'),
    ("deg;", '°'),
    ("permil;", '‰'),
    ("le;", '≤'),
    ("ge;", '≥'),
    ("ne;", '≠'),
    ("rarr;", '→'),
    ("larr;", '←'),
    ("ldquo;", '“'),
    ("rdquo;", '”'),
    ("lsquo;", '‘'),
    ("rsquo;", '’'),
    ("sect;", '§'),
    ("yen;", '¥'),
    ("copy;", '©'),
];

/// Reads what follows an ampersand as an HTML parser does: numbers with or without a semicolon.
pub(super) fn reference(text: &str) -> Reference<'_> {
    if let Some(number) = text.strip_prefix('#') {
        let (digits, radix) = number.strip_prefix(['x', 'X']).map_or((number, 10), |hex| (hex, 16));
        let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        let (digits, left) = digits.split_at_checked(end).unwrap_or_default();
        return match u32::from_str_radix(digits, radix).ok().and_then(char::from_u32) {
            _ if digits.is_empty() => Reference::None,
            // What HTML reads as another character than it says: zero, what is no character, and C1.
            None | Some('\0' | '\u{80}'..='\u{9f}') => Reference::Name,
            Some(c) if c.is_control() && !c.is_ascii_whitespace() => Reference::None,
            Some('\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}') => Reference::None,
            Some(c) => Reference::Character(c, left.strip_prefix(';').unwrap_or(left)),
        };
    }
    if let Some(left) = text.strip_prefix("amp").or_else(|| text.strip_prefix("AMP")) {
        return Reference::Character('&', left.strip_prefix(';').unwrap_or(left));
    }
    let known = KNOWN.iter().find_map(|(name, c)| Some((*c, text.strip_prefix(name)?)));
    match known {
        Some((c, left)) => Reference::Character(c, left),
        None if text.starts_with(|c: char| c.is_ascii_alphabetic()) => Reference::Name,
        None => Reference::None,
    }
}

fn numeric(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    // A slot's edge, and other control characters, must not come in through the back door.
    char::from_u32(code.ok()?).filter(|c| !matches!(c, '\0'..='\x08' | '\x0b'..='\x1f' | '\u{fdd0}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        Tokens::new(html)
            .map(|token| match token {
                Token::Text(text) => format!("text {text}"),
                Token::Start(tag) => format!("start {} {:?}", tag.name, tag.attributes),
                Token::End { name, .. } => format!("end {name}"),
                Token::Comment => "comment".to_owned(),
                Token::Declaration { .. } => "declaration".to_owned(),
            })
            .collect()
    }

    #[test]
    fn fragments_are_cut_as_a_browser_would() {
        for (html, expected) in [
            ("<B>区</B>", &["start b []", "text 区", "end b"][..]),
            (
                "<a href=x title='a>b' hidden>",
                &["start a [(\"href\", Some(\"x\")), (\"title\", Some(\"a>b\")), (\"hidden\", None)]"],
            ),
            ("<br/>", &["start br []"]),
            (
                "<img src = \"a b\" / alt=''>",
                &["start img [(\"src\", Some(\"a b\")), (\"alt\", Some(\"\"))]"],
            ),
            ("a < b <- c", &["text a ", "text < b ", "text <- c"]),
            ("<!-- <b> -->x", &["comment", "text x"]),
            ("<!DOCTYPE html><?php x ?>", &["declaration", "declaration"]),
            ("<![CDATA[ x ]]>y", &["declaration", "text y"]),
            ("<b 区", &["text <b 区"]),
            ("区<", &["text 区", "text <"]),
            ("<", &["text <"]),
            ("</ b>", &["text </ b>"]),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }

    #[test]
    fn content_is_skipped_to_the_matching_end() {
        let mut tokens = Tokens::new("<script>a</scripts></SCRIPT >b");
        tokens.next();
        tokens.skip_content("script");
        assert_eq!(tokens.next(), Some(Token::Text("b")));
    }

    #[test]
    fn entities_in_values_are_resolved() {
        for (value, expected) in [
            ("a&amp;b", "a&b"),
            ("&#106;ava&#x73;cript&colon;x", "javascript:x"),
            ("&#1;&unknown;&", "&#1;&unknown;&"),
        ] {
            assert_eq!(decode(value), expected);
        }
    }

    #[test]
    fn references_are_read_as_browsers_read_them() {
        for (text, expected) in [
            ("amp;b", Reference::Character('&', "b")),
            ("ampb", Reference::Character('&', "b")),
            ("#38;b", Reference::Character('&', "b")),
            ("#x26 b", Reference::Character('&', " b")),
            ("nbsp;", Reference::Character('\u{a0}', "")),
            ("#20013;国", Reference::Character('中', "国")),
            ("#10;", Reference::Character('\n', "")),
            ("#0;", Reference::Name),
            ("#x85;", Reference::Name),
            ("#99999999999;", Reference::Name),
            ("#1;", Reference::None),
            ("#X0001", Reference::None),
            ("#xfdd1;", Reference::None),
            ("#;", Reference::None),
            (" a", Reference::None),
            ("", Reference::None),
            ("eacute;", Reference::Name),
            ("foo", Reference::Name),
        ] {
            assert_eq!(reference(text), expected, "{text}");
        }
    }
}
