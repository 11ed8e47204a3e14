//! Markdown, by way of the HTML that it stands for.

use super::html;
use crate::import::document::OfficeDocument;
use crate::import::loss::{Loss, LossKind};
use crate::source::front_matter::split;
use pulldown_cmark::{Options, Parser, html::push_html};

/// Reads Markdown. Front matter is a plan's own affair and is left out, as a loss.
pub fn read(text: &str) -> OfficeDocument {
    let parts = split(text).ok().filter(|parts| parts.body.start > 0);
    let body = parts.as_ref().map_or(text, |parts| text.get(parts.body.clone()).unwrap_or(text));
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut markup = String::new();
    push_html(&mut markup, Parser::new_ext(body, options));
    let mut document = html::read(&markup);
    if let Some(yaml) = parts.and_then(|parts| text.get(parts.yaml)) {
        document.losses.push(Loss { at: None, kind: LossKind::Other, text: yaml.trim().to_owned() });
    }
    document
}
