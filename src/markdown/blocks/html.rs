//! Markdown within a block of HTML, where its marks are text.

use super::{BlockReader, pipes::has_pipe, typed};
use std::ops::Range;

use crate::diagnostic::BlockSlip;

/// A block of HTML that is open.
#[derive(Debug, Default)]
pub(super) struct OpenHtml {
    is_told: bool,
    /// In a comment, in `<pre>` and the like everything is as it stands.
    is_verbatim: bool,
}

impl BlockReader<'_> {
    /// A line of a block of HTML.
    pub(super) fn html_line(&mut self, html: &str, range: &Range<usize>) {
        let line = typed(html);
        self.html.is_verbatim |= ["<!", "<pre", "<code", "<script", "<style", "<textarea", "<?"]
            .iter()
            .any(|start| line.to_ascii_lowercase().contains(start));
        if self.html.is_told || self.html.is_verbatim || line.starts_with('<') || !has_marks(&line) {
            return;
        }
        self.html.is_told = true;
        let place = self.rest_of_line(range.start);
        self.tell(BlockSlip::MarkdownInHtml { line }, place);
    }
}

/// Whether a line holds marks that Markdown would read.
fn has_marks(line: &str) -> bool {
    let is_bold = line.split_once("**").is_some_and(|(_, rest)| rest.trim_start_matches('*').contains("**"));
    let is_row = line.starts_with('|') && line.ends_with('|') && has_pipe(line);
    let is_item = ["- ", "* ", "+ ", "## ", "### ", "> "].iter().any(|mark| line.starts_with(mark));
    is_bold || is_row || is_item || line.contains("](")
}
