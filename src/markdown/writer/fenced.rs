//! Code blocks, and the fenced blocks that the site replaces.

use super::{Writer, without_marks};
use crate::bug::slice;
use crate::markdown::{
    blocks::code,
    body::{Block, BlockIds, BlockKind},
    clean::MARK,
    markup::{Markup, Slot},
};
use std::ops::Range;

/// A code block whose text is being read.
pub(super) enum OpenCode {
    /// Code to show.
    Code,
    /// A block of Planpress: the words in it, with their places in the marked text.
    Block(BlockKind, Vec<(String, Range<usize>)>),
}

impl OpenCode {
    /// Begins a code block with this info string.
    pub(super) fn new(info: &str, out: &mut Markup) -> Self {
        let info = info.trim();
        match info {
            "indicators" => return Self::Block(BlockKind::Indicators, Vec::new()),
            "tasks" => return Self::Block(BlockKind::Tasks, Vec::new()),
            "chart" => return Self::Block(BlockKind::Chart, Vec::new()),
            _ => {}
        }
        // Code may be wider than the page; the keyboard can reach it to scroll.
        out.push_str("<pre tabindex=\"0\"><code");
        if let Some(language) = info.split_whitespace().next() {
            out.push_str(" class=\"language-");
            out.push_text(language);
            out.push_str("\"");
        }
        out.push_str(">");
        Self::Code
    }

    /// Takes a stretch of the block's text, which stands at `range` in the marked text.
    pub(super) fn text(&mut self, text: &str, range: Range<usize>, out: &mut Markup) {
        match self {
            Self::Code => text.split(MARK).for_each(|part| out.push_text(part)),
            Self::Block(_, ids) => {
                let is_separator = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、');
                let mut at = 0;
                for word in text.split(is_separator) {
                    let start = range.start + at;
                    at += word.len();
                    at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
                    // A list may be written as one.
                    if !word.is_empty() && word != "-" {
                        ids.push((without_marks(word), start..start + word.len()));
                    }
                }
            }
        }
    }
}

impl Writer<'_> {
    /// Ends a code block.
    pub(super) fn end_code(&mut self, range: Range<usize>) {
        self.body.has_text = true;
        match self.code.take() {
            None => {}
            Some(OpenCode::Code) => self.out.push_str("</code></pre>\n"),
            Some(OpenCode::Block(kind, words)) => {
                self.out.push_slot(Slot::Block(self.body.blocks.len()));
                self.out.push_str("\n");
                // What follows a block without an end is no list of ids; that it has none is told.
                let is_closed = code::is_closed(slice(self.text, range.clone()));
                let is_all = !is_closed
                    || words.is_empty()
                    || matches!(words.as_slice(), [(word, _)] if word == "all");
                let ids = if is_all {
                    BlockIds::All
                } else {
                    let place = |(id, range): (String, Range<usize>)| (id, self.marks.original(&range));
                    BlockIds::List(words.into_iter().map(place).collect())
                };
                self.body.blocks.push(Block { kind, ids, span: self.marks.original(&range) });
            }
        }
    }
}
