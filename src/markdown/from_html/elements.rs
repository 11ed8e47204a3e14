//! What each element of HTML is in Markdown.

use super::blocks::{Cell, Table};
use super::{FrameKind, MarkdownWriter};
use crate::markdown::tags::StartTag;

/// An attribute of a tag; empty where it has none.
pub(super) fn attribute<'t>(tag: &'t StartTag, name: &str) -> &'t str {
    tag.attributes.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str())
}

/// Whether a tag has a class.
fn has_class(tag: &StartTag, class: &str) -> bool {
    attribute(tag, "class").split_ascii_whitespace().any(|own| own == class)
}

/// The label of a footnote, from the id of its text: `fn-1`, or `innovators/fn-1` beside those of other texts.
fn note_label(id: &str) -> Option<String> {
    let (prefix, number) = id.rsplit_once("fn-")?;
    (number.bytes().all(|byte| byte.is_ascii_digit()) && !number.is_empty())
        .then(|| format!("{prefix}{number}"))
}

impl MarkdownWriter {
    /// The frame that an element makes; none where what is in it stands in that around it.
    pub(super) fn kind_of(&self, tag: &StartTag) -> Option<FrameKind> {
        let class = |class: &str| has_class(tag, class);
        let around = self.frames.last().map(|frame| &frame.kind);
        Some(match tag.name.as_str() {
            _ if class("visually-hidden") || class("alert-title") || class("footnote-back") => {
                FrameKind::Nothing
            }
            "sup" if class("footnote-ref") => {
                FrameKind::Link { address: String::new(), title: String::new() }
            }
            "p" | "summary" => FrameKind::Paragraph,
            "h1" => FrameKind::Heading(1),
            "h2" => FrameKind::Heading(2),
            "h3" => FrameKind::Heading(3),
            "h4" => FrameKind::Heading(4),
            "h5" => FrameKind::Heading(5),
            "h6" => FrameKind::Heading(6),
            "blockquote" => FrameKind::Quote(None),
            "div" if class("alert") => {
                let kinds = attribute(tag, "class").split_ascii_whitespace();
                let kind = kinds.filter_map(|class| class.strip_prefix("alert-")).next()?;
                FrameKind::Quote(Some(kind.to_uppercase()))
            }
            "ul" => FrameKind::List { first: None, items: Vec::new(), is_loose: false },
            "ol" => {
                let first = attribute(tag, "start").parse().unwrap_or(1);
                FrameKind::List { first: Some(first), items: Vec::new(), is_loose: false }
            }
            "li" if matches!(around, Some(FrameKind::List { .. })) => {
                FrameKind::Item { note: note_label(attribute(tag, "id")), is_loose: false }
            }
            "pre" => FrameKind::Code(String::new()),
            "code" | "samp" => FrameKind::InlineCode,
            "table" => FrameKind::Table(Table::default()),
            "caption" if matches!(around, Some(FrameKind::Table(_))) => FrameKind::Caption,
            "td" | "th" if matches!(around, Some(FrameKind::Table(_))) => FrameKind::Cell(Cell {
                is_head: tag.name == "th" && attribute(tag, "scope") != "row",
                alignment: ["left", "center", "right"].into_iter().find(|side| class(side)),
                columns: attribute(tag, "colspan").parse().unwrap_or(1),
                rows: attribute(tag, "rowspan").parse().unwrap_or(1),
                text: String::new(),
            }),
            "dt" => FrameKind::Term,
            "dd" => FrameKind::Definition,
            "em" | "i" => FrameKind::Emphasis { mark: "*", element: "em" },
            "strong" | "b" => FrameKind::Emphasis { mark: "**", element: "strong" },
            "del" | "s" => FrameKind::Emphasis { mark: "~~", element: "del" },
            "a" => {
                let address = attribute(tag, "href");
                // A reference to a footnote.
                if let Some(FrameKind::Link { .. }) = around {
                    let label = address.strip_prefix('#').and_then(note_label)?;
                    return Some(FrameKind::Link { address: format!("^{label}"), title: String::new() });
                }
                FrameKind::Link { address: address.to_owned(), title: attribute(tag, "title").to_owned() }
            }
            _ => return None,
        })
    }
}
