//! Text and what stands in a line of it: emphasis, links, pictures, figures, line breaks.

use super::{MAX_NESTING, Writer, without_marks};
use crate::bug::slice;
use crate::diagnostic::{Finding, LinkPart, MarkFault, MarkSlip, ReferenceFault};
use crate::markdown::{
    body::{Figure, FigureValue, Link, Picture},
    cjk::joins,
    clean::{MARK, is_left_out},
    markup::{MarkupPosition, Slot},
    slips::is_picture_name,
    target::{LinkTarget, is_picture_target, link_target},
    whole,
};
use pulldown_cmark::LinkType;
use std::ops::Range;

/// What has to be remembered from one inline event to the next.
#[derive(Default)]
pub(super) struct InlineState {
    /// The last character shown in this block.
    last: Option<char>,
    /// A line break of which it is not yet known whether it leaves anything.
    pending: Option<Break>,
    /// The links and pictures that are open.
    open: Vec<OpenInline>,
    /// How many of them are pictures: text in those is their alternative, not content.
    pictures: usize,
    /// Plain text, collected while anything asks for it.
    plain: String,
    captures: usize,
}

struct Break {
    /// Where it stands in `out`; `None` inside a picture's alternative.
    at: Option<MarkupPosition>,
}

enum OpenInline {
    /// Which of the body's links it is.
    Link(usize),
    /// Its tags are not written.
    Unlinked,
    Figure {
        out: MarkupPosition,
        contents: MarkupPosition,
        plain: usize,
        autolink: bool,
    },
    Picture {
        index: Option<usize>,
        plain: usize,
    },
}

impl InlineState {
    /// Forgets the line: a block begins or ends.
    pub(super) fn reset(&mut self) {
        self.last = None;
        self.pending = None;
    }

    /// Begins to collect plain text; gives what [`InlineState::end_capture`] wants back.
    pub(super) fn begin_capture(&mut self) -> usize {
        self.captures += 1;
        self.plain.len()
    }

    /// Ends to collect; gives the text without blanks around it.
    pub(super) fn end_capture(&mut self, start: usize) -> String {
        let text = slice(&self.plain, start..).trim().to_owned();
        self.captures = self.captures.saturating_sub(1);
        if self.captures == 0 {
            self.plain.clear();
        }
        text
    }

    /// Something was cut out of `out`.
    pub(super) fn removed(&mut self, range: &Range<MarkupPosition>) {
        if let Some(Break { at: Some(at) }) = &mut self.pending {
            *at = at.after_removal(range);
        }
    }

    pub(super) const fn in_picture(&self) -> bool {
        self.pictures > 0
    }
}

impl Writer<'_> {
    /// Writes text, its figures marked so that no line breaks them.
    pub(super) fn text(&mut self, text: &str) {
        self.shown_text(text, |writer, text| {
            whole::pieces(text, |piece, is_whole| {
                writer.out.push_str(if is_whole { whole::START } else { "" });
                writer.out.push_text(piece);
                writer.out.push_str(if is_whole { whole::END } else { "" });
            });
        });
    }

    /// Writes out, by `put`, what of a text shows something.
    fn shown_text(&mut self, text: &str, put: fn(&mut Self, &str)) {
        if self.is_plain {
            self.unmarked_text(text, put);
        } else {
            text.split(is_left_out).for_each(|part| self.unmarked_text(part, put));
        }
    }

    fn unmarked_text(&mut self, text: &str, put: fn(&mut Self, &str)) {
        let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else { return };
        self.resolve_break(first);
        self.inline.last = Some(last);
        self.body.has_text = true;
        if !self.inline.in_picture() {
            put(self, text);
            if let Some(heading) = &mut self.heading {
                heading.contents.push_text(text);
            }
        }
        if self.inline.captures > 0 {
            self.inline.plain.push_str(text);
        }
    }

    /// Writes a code span.
    pub(super) fn code_span(&mut self, code: &str) {
        if let Some(first) = code.chars().find(|c| *c != MARK) {
            self.resolve_break(first);
        }
        self.push_inline("<code>");
        self.shown_text(code, |writer, code| writer.out.push_text(code));
        self.push_inline("</code>");
    }

    /// Remembers a line break in the source.
    pub(super) fn soft_break(&mut self) {
        let at = (!self.inline.in_picture()).then_some(self.out.end());
        self.inline.pending = Some(Break { at });
    }

    /// Writes a line break that the author wants.
    pub(super) fn hard_break(&mut self) {
        self.push_inline("<br>");
        if !self.inline.in_picture() {
            self.out.push_str("\n");
        }
        if self.inline.captures > 0 {
            self.inline.plain.push(' ');
        }
        self.inline.reset();
    }

    /// Decides what the last line break leaves, now that the next character shown is known.
    fn resolve_break(&mut self, next: char) {
        let Some(pending) = self.inline.pending.take() else { return };
        if self.inline.last.is_some_and(|last| joins(last, next)) {
            return;
        }
        if let Some(at) = pending.at.filter(|at| self.out.insert_newline(*at)) {
            for open in &mut self.inline.open {
                if let OpenInline::Figure { out, .. } = open
                    && *out >= at
                {
                    *out = out.after_insertion();
                }
            }
            self.raw_inserted(at);
        }
        if let Some(heading) = &mut self.heading {
            heading.contents.push_str(" ");
        }
        if self.inline.captures > 0 {
            self.inline.plain.push(' ');
        }
    }

    /// Opens emphasis of some kind.
    pub(super) fn start_inline(&mut self, tag: &str) {
        self.nesting += 1;
        if self.nesting <= MAX_NESTING {
            self.push_inline(tag);
        }
    }

    /// Closes emphasis of some kind.
    pub(super) fn end_inline(&mut self, tag: &str) {
        if self.nesting <= MAX_NESTING {
            self.push_inline(tag);
        }
        self.nesting = self.nesting.saturating_sub(1);
    }

    /// Writes a tag to the page and to the table of contents, unless in a picture's alternative.
    fn push_inline(&mut self, tag: &str) {
        if self.inline.in_picture() {
            return;
        }
        self.out.push_str(tag);
        if let Some(heading) = &mut self.heading {
            heading.contents.push_str(tag);
        }
    }

    /// Opens a link or a figure.
    pub(super) fn start_link(&mut self, link_type: LinkType, target: &str, title: &str, range: Range<usize>) {
        if self.inline.in_picture() {
            return self.inline.open.push(OpenInline::Unlinked);
        }
        let mut target = without_marks(target);
        if link_type == LinkType::Email {
            target.insert_str(0, "mailto:");
        }
        let span = self.marks.original(&range);
        if link_type == LinkType::Inline {
            self.note_link_slips(&target, &range);
        }
        match link_target(&target) {
            LinkTarget::Place if target.is_empty() => self.inline.open.push(OpenInline::Unlinked),
            LinkTarget::Place => {
                self.out.push_str("<a href=\"");
                self.out.push_slot(Slot::Link(self.body.links.len()));
                self.push_title(title);
                self.out.push_str("\">");
                self.inline.open.push(OpenInline::Link(self.body.links.len()));
                self.body.links.push(Link { target, span });
            }
            LinkTarget::Figure { plan, id, value } => {
                let value = value.unwrap_or_else(|fragment| {
                    let finding = Finding::BadValue {
                        key: format!("indicator:{id}"),
                        value: fragment.to_owned(),
                        allowed: FigureValue::ALL.iter().map(|(_, word)| (*word).to_owned()).collect(),
                    };
                    self.body.faults.push((finding, span.clone()));
                    FigureValue::default()
                });
                let figure =
                    Figure { plan: plan.map(str::to_owned), id: id.to_owned(), value, text: None, span };
                self.body.figures.push(figure);
                let plain = self.inline.begin_capture();
                self.inline.open.push(OpenInline::Figure {
                    out: self.out.end(),
                    contents: self.heading.as_ref().map(|open| open.contents.end()).unwrap_or_default(),
                    plain,
                    autolink: link_type == LinkType::Autolink,
                });
            }
            LinkTarget::Misspelt(better) => {
                let finding = Finding::Reference(ReferenceFault::DeadLink {
                    target: target.clone(),
                    similar: Some(better),
                });
                self.body.faults.push((finding, span));
                self.inline.open.push(OpenInline::Unlinked);
            }
            LinkTarget::Refused => {
                self.body
                    .faults
                    .push((Finding::Reference(ReferenceFault::DeadLink { target, similar: None }), span));
                self.inline.open.push(OpenInline::Unlinked);
            }
        }
    }

    /// Reports a link that lacks its address or its words, and one that was meant as a picture: `！[图](图.jpg)`.
    fn note_link_slips(&mut self, target: &str, range: &Range<usize>) {
        let typed = slice(self.text, range.clone());
        let words =
            typed.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or("", |(words, _)| words);
        let is_figure = || matches!(link_target(target), LinkTarget::Figure { .. });
        if target.is_empty() {
            let link = without_marks(typed);
            self.fault(Finding::Mark(MarkSlip::EmptyLink { part: LinkPart::Address, link }), range);
        } else if words.trim().is_empty() && !is_figure() {
            let link = without_marks(typed);
            self.fault(Finding::Mark(MarkSlip::EmptyLink { part: LinkPart::Words, link }), range);
        } else if is_picture_name(target) {
            let before = slice(self.text, ..range.start).trim_end_matches(MARK);
            let bare = before.trim_end_matches([' ', '\u{3000}', '\u{a0}']);
            let Some(bang) = bare.chars().next_back().filter(|c| matches!(c, '!' | '！')) else { return };
            let line = bare.rsplit('\n').next().unwrap_or_default();
            let start = bare.len() - bang.len_utf8();
            // 请看！ [图](图.jpg) is a sentence, and a link to a picture.
            if bare.len() < before.len() && line.trim_start().len() > bang.len_utf8() || bare.ends_with("\\!")
            {
                return;
            }
            let found = without_marks(slice(self.text, start..range.end));
            let better = format!("!{}", without_marks(typed));
            let finding = if bang == '！' {
                Finding::Mark(MarkSlip::WideMark { found, better })
            } else {
                Finding::Mark(MarkSlip::BrokenMark { fault: MarkFault::Gap, found, better })
            };
            self.fault(finding, &(start..range.end));
        }
    }

    fn push_title(&mut self, title: &str) {
        let title = without_marks(title);
        if !title.is_empty() {
            self.out.push_str("\" title=\"");
            self.out.push_text(&title);
        }
    }

    /// Opens a picture.
    pub(super) fn start_image(&mut self, target: &str, title: &str, range: Range<usize>) {
        let target = without_marks(target);
        let span = self.marks.original(&range);
        let mut index = None;
        if !self.inline.in_picture() {
            if is_picture_target(&target) {
                index = Some(self.body.pictures.len());
                let title = without_marks(title);
                self.body.pictures.push(Picture { target, alt: String::new(), title, span });
            } else {
                self.body.faults.push((
                    Finding::Reference(ReferenceFault::MissingPicture { target, similar: None }),
                    span,
                ));
            }
        }
        let plain = self.inline.begin_capture();
        self.inline.pictures += 1;
        self.inline.open.push(OpenInline::Picture { index, plain });
    }

    /// Closes the innermost link, figure or picture.
    pub(super) fn end_link(&mut self) {
        match self.inline.open.pop() {
            Some(OpenInline::Link(index)) => {
                self.out.push_slot(Slot::LinkEnd(index));
                self.out.push_str("</a>");
            }
            Some(OpenInline::Figure { out, contents, plain, autolink }) => {
                self.end_figure(out, contents, plain, autolink);
            }
            Some(OpenInline::Picture { index, plain }) => self.end_picture(index, plain),
            Some(OpenInline::Unlinked) | None => {}
        }
    }

    fn end_figure(&mut self, out: MarkupPosition, contents: MarkupPosition, plain: usize, autolink: bool) {
        let text = self.inline.end_capture(plain);
        let index = self.body.figures.len().saturating_sub(1);
        let text = Some(text).filter(|text| !text.is_empty() && !autolink);
        // The figure's own words are the filler's to write.
        self.out.truncate(out);
        if self.inline.pending.as_ref().is_some_and(|pending| pending.at.is_none_or(|at| at > out)) {
            self.inline.pending = None;
        }
        if text.is_none() {
            self.inline.plain.truncate(plain);
            // What will stand here reads like `12家以上`.
            self.resolve_break('1');
            self.inline.last = Some('上');
        }
        self.out.push_slot(Slot::Figure(index));
        if let Some(heading) = &mut self.heading {
            heading.contents.truncate(contents);
            match &text {
                Some(text) => heading.contents.push_text(text),
                None => heading.contents.push_slot(Slot::FigureWords(index)),
            }
        }
        if let Some(figure) = self.body.figures.last_mut() {
            figure.text = text;
        }
        self.body.has_text = true;
        self.inline.pending = None;
    }

    fn end_picture(&mut self, index: Option<usize>, plain: usize) {
        self.inline.pictures = self.inline.pictures.saturating_sub(1);
        let alt = self.inline.end_capture(plain);
        if self.inline.in_picture() {
            return;
        }
        self.body.has_text = true;
        if let Some(heading) = &mut self.heading {
            heading.contents.push_text(&alt);
        }
        let Some(index) = index else { return self.out.push_text(&alt) };
        self.out.push_slot(Slot::Picture(index));
        if let Some(picture) = self.body.pictures.get_mut(index) {
            if alt.is_empty() {
                let finding =
                    Finding::Reference(ReferenceFault::MissingAlt { target: picture.target.clone() });
                self.body.faults.push((finding, picture.span.clone()));
            }
            picture.alt = alt;
        }
    }
}
