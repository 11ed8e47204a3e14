//! Raw HTML cut into tags, text and what is neither, by the tokenizer of `html5ever`.
//!
//! Takes a fragment of HTML as an author wrote it; gives its tags and texts in order, read as the HTML standard says:
//! names in lower case, references to characters resolved. Never decides what is allowed.

use super::clean::without_forbidden;
use crate::bug::slice;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::{Cell, RefCell};
use std::ops::Range;

/// A piece of raw HTML; ranges are in the fragment.
#[derive(Debug, PartialEq, Eq)]
pub enum RawPiece {
    /// Text, its references resolved.
    Text(String),
    /// A start tag.
    Start(StartTag),
    /// An end tag: its name in lower case, and the whole of it.
    End { name: String, range: Range<usize> },
    /// A declaration, a processing instruction, or a tag or comment that is not closed before the fragment ends.
    Other(Range<usize>),
}

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub struct StartTag {
    /// The name in lower case.
    pub name: String,
    /// The attributes: names in lower case, references in values resolved. Of a repeated one, the first.
    pub attributes: Vec<(String, String)>,
    /// Whether an attribute was repeated.
    pub has_repeated: bool,
    /// Whether it is written `<a/>`.
    pub closes_itself: bool,
    /// The whole tag.
    pub range: Range<usize>,
}

/// Cuts a fragment into its pieces, without comments. What stands in an element that `is_dropped` names is left out,
/// with its end tag.
pub fn raw_pieces(html: &str, is_dropped: fn(&str) -> bool) -> Vec<RawPiece> {
    let input = BufferQueue::default();
    let sink = PieceSink {
        html,
        is_dropped,
        input: &input,
        fed: Cell::new(0),
        done: Cell::new(0),
        dropping: RefCell::new(None),
        pieces: RefCell::new(Vec::new()),
    };
    let options = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(sink, options);
    let mut rest = html;
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(rest.floor_char_boundary(MAX_TAG));
        rest = after;
        input.push_back(StrTendril::from(chunk));
        tokenizer.sink.fed.set(html.len() - rest.len());
        // The sink never asks to stop, so one call reads all there is.
        let _ = tokenizer.feed(&input);
        if tokenizer.sink.is_in_endless_tag() {
            tokenizer.sink.add_other(tokenizer.sink.done.get()..html.len());
            return tokenizer.sink.pieces.into_inner();
        }
    }
    tokenizer.end();
    tokenizer.sink.pieces.into_inner()
}

/// How many bytes a tag may have. The tokenizer compares each attribute with all before it.
const MAX_TAG: usize = 16 * 1024;

struct PieceSink<'a> {
    html: &'a str,
    is_dropped: fn(&str) -> bool,
    /// What the tokenizer has not read yet; the only thing that tells where it is.
    input: &'a BufferQueue,
    /// How many bytes the tokenizer was given.
    fed: Cell<usize>,
    /// Up to where the tokenizer had read when it gave the token before.
    done: Cell<usize>,
    /// The element that is dropped with its content, and how many of its name are open.
    dropping: RefCell<Option<(String, usize)>>,
    pieces: RefCell<Vec<RawPiece>>,
}

impl PieceSink<'_> {
    /// How many bytes the tokenizer has not read yet. They are in one chunk, but for a few characters that it looked at and
    /// put back.
    fn unread(&self) -> usize {
        self.input.pop_front().map_or(0, |chunk| {
            let unread = chunk.len() + self.unread();
            self.input.push_front(chunk);
            unread
        })
    }

    /// The markup that ends here: from the `<` after the token before.
    fn range(&self, end: usize) -> Range<usize> {
        let mut start = self.done.get().min(end);
        // To know that a `<` is text, the tokenizer may have looked one character ahead, at the `<` of this markup.
        let is_inside = !self.rest(start).is_empty() && !self.rest(start).starts_with('<');
        if is_inside && self.html.as_bytes().get(..start).is_some_and(|before| before.ends_with(b"<")) {
            start -= 1;
        }
        // The second half of a line end, and `</>`, are read after the token before, and give none.
        while let Some(skipped) = ["\n", "</>"].iter().find(|skipped| self.rest(start).starts_with(**skipped))
        {
            start += skipped.len();
        }
        start..end
    }

    /// Whether the tokenizer has been reading a tag for longer than one may be.
    fn is_in_endless_tag(&self) -> bool {
        let done = self.done.get();
        self.fed.get() - done > MAX_TAG
            && self.rest(done).trim_start_matches(['<', '/']).starts_with(|c: char| c.is_ascii_alphabetic())
            && self.rest(done).starts_with('<')
    }

    /// Notes markup that is neither a tag nor text.
    fn add_other(&self, range: Range<usize>) {
        if self.dropping.borrow().is_none() {
            self.pieces.borrow_mut().push(RawPiece::Other(range));
        }
    }

    fn rest(&self, from: usize) -> &str {
        slice(self.html, from..)
    }

    fn tag(&self, tag: &Tag, range: Range<usize>) -> TokenSinkResult<()> {
        let name = tag.name.to_string();
        let mut dropping = self.dropping.borrow_mut();
        if let Some((dropped, open)) = &mut *dropping {
            if *dropped == name {
                match tag.kind {
                    TagKind::StartTag if !tag.self_closing => *open += 1,
                    TagKind::StartTag => {}
                    TagKind::EndTag => *open -= 1,
                }
                if *open == 0 {
                    *dropping = None;
                }
            }
            return TokenSinkResult::Continue;
        }
        if tag.kind == TagKind::EndTag {
            self.pieces.borrow_mut().push(RawPiece::End { name, range });
            return TokenSinkResult::Continue;
        }
        let result = if (self.is_dropped)(&name) && !tag.self_closing {
            *dropping = Some((name.clone(), 1));
            content(&name)
        } else {
            TokenSinkResult::Continue
        };
        let attributes = tag.attrs.iter().map(|attribute| {
            (attribute.name.local.to_string(), without_forbidden(&attribute.value).into_owned())
        });
        self.pieces.borrow_mut().push(RawPiece::Start(StartTag {
            attributes: attributes.collect(),
            has_repeated: tag.had_duplicate_attributes,
            closes_itself: tag.self_closing,
            name,
            range,
        }));
        result
    }
}

/// How the content of an element is read; in some there are no tags.
fn content(name: &str) -> TokenSinkResult<()> {
    match name {
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}

impl TokenSink for PieceSink<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if matches!(token, Token::ParseError(_)) {
            return TokenSinkResult::Continue;
        }
        let end = self.fed.get().saturating_sub(self.unread());
        let range = self.range(end);
        self.done.set(end);
        let is_dropping = self.dropping.borrow().is_some();
        let other = match token {
            Token::TagToken(tag) => return self.tag(&tag, range),
            Token::CharacterTokens(text) if !is_dropping => {
                let mut pieces = self.pieces.borrow_mut();
                match pieces.last_mut() {
                    Some(RawPiece::Text(before)) => before.push_str(&without_forbidden(&text)),
                    _ => pieces.push(RawPiece::Text(without_forbidden(&text).into_owned())),
                }
                false
            }
            // To the standard, all else that begins like markup is a comment too.
            Token::CommentToken(_) => {
                let comment = slice(self.html, range.clone());
                !(comment.starts_with("<!--") && (comment.ends_with("-->") || comment.ends_with("--!>")))
            }
            // At the end, what was begun and not finished is nothing.
            Token::EOFToken => !range.is_empty(),
            Token::DoctypeToken(_) => true,
            _ => false,
        };
        if other {
            self.add_other(range);
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        let slice = |range: Range<usize>| html.get(range).unwrap();
        raw_pieces(html, |name| matches!(name, "script" | "svg" | "plaintext"))
            .into_iter()
            .map(|piece| match piece {
                RawPiece::Text(text) => format!("text {text}"),
                RawPiece::Start(tag) => {
                    format!("start {} {:?} {}", tag.name, tag.attributes, slice(tag.range))
                }
                RawPiece::End { name, range } => format!("end {name} {}", slice(range)),
                RawPiece::Other(range) => format!("other {}", slice(range)),
            })
            .collect()
    }

    #[test]
    fn fragments_are_cut_as_the_standard_says() {
        for (html, expected) in [
            ("<B>区</B>", &["start b [] <B>", "text 区", "end b </B>"][..]),
            (
                "<a href=x title='a>b' hidden>",
                &[
                    "start a [(\"href\", \"x\"), (\"title\", \"a>b\"), (\"hidden\", \"\")] <a href=x title='a>b' hidden>",
                ],
            ),
            ("<a title=1 title=2>", &["start a [(\"title\", \"1\")] <a title=1 title=2>"]),
            ("<br/>", &["start br [] <br/>"]),
            (
                "<img src = \"a b\" / alt=''>",
                &["start img [(\"src\", \"a b\"), (\"alt\", \"\")] <img src = \"a b\" / alt=''>"],
            ),
            ("a < b <- c", &["text a < b <- c"]),
            ("<<b>", &["text <", "start b [] <b>"]),
            ("<!-- <b> -->x", &["text x"]),
            ("x<!-- <b>", &["text x", "other <!-- <b>"]),
            ("x<!-- a --!>y", &["text xy"]),
            ("<!DOCTYPE html><?php x ?>", &["other <!DOCTYPE html>", "other <?php x ?>"]),
            ("<![CDATA[ x ]]>y", &["other <![CDATA[ x ]]>", "text y"]),
            ("甲<b 区", &["text 甲", "other <b 区"]),
            ("区<", &["text 区<"]),
            ("</ b></><i>", &["other </ b>", "start i [] <i>"]),
            ("&copy;&notit;&#x85;&#106;&#1;&unknown;&", &["text ©¬it;…j\u{fffd}&unknown;&"]),
            ("&am<b>", &["text &am", "start b [] <b>"]),
            ("&<b>", &["text &", "start b [] <b>"]),
            ("a\r\n<b>", &["text a\n", "start b [] <b>"]),
            ("<b\r\nid=x>", &["start b [(\"id\", \"x\")] <b\r\nid=x>"]),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }

    #[test]
    fn tags_without_end_are_given_up_and_long_texts_are_not() {
        let tag = format!("<b {}>甲</b>", "a=1 ".repeat(10_000));
        assert_eq!(shown(&format!("<i>{tag}")), ["start i [] <i>".to_owned(), format!("other {tag}")]);
        let text = format!("{}&amp;", "甲乙".repeat(10_000));
        let expected = format!("text {}&", "甲乙".repeat(10_000));
        assert_eq!(shown(&text), std::slice::from_ref(&expected));
        assert_eq!(shown(&format!("<!-- {text} -->{text}")), [expected]);
    }

    #[test]
    fn dropped_elements_go_with_their_content() {
        for (html, expected) in [
            ("<script>a</scripts><b></SCRIPT >b", &["start script [] <script>", "text b"][..]),
            ("<svg><svg></svg>a</svg>b", &["start svg [] <svg>", "text b"]),
            ("<svg/>b", &["start svg [] <svg/>", "text b"]),
            ("<script>b", &["start script [] <script>"]),
            ("<plaintext></plaintext>b", &["start plaintext [] <plaintext>"]),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }
}
