//! Plain text: a paragraph in each line.

use crate::import::document::{Block, Inline, Look, OfficeDocument, Paragraph, ParagraphId, Run};

/// Reads plain text. A form feed begins a page; blanks at the ends of lines are no characters of the text.
pub fn read(text: &str) -> OfficeDocument {
    let mut document = OfficeDocument::default();
    let mut id = 0;
    let mut begins_page = false;
    for page in text.split('\u{c}') {
        for line in page.lines() {
            id += 1;
            let mut paragraph = Paragraph::new(ParagraphId(id));
            let words = line.trim();
            paragraph.begins_page = begins_page && !words.is_empty();
            begins_page &= words.is_empty();
            // Two ideographic blanks, or four others.
            let indent = line.chars().take_while(|c| c.is_whitespace());
            let width: i32 = indent.map(|c| if c == '\u{3000}' { 100 } else { 50 }).sum();
            paragraph.first_indent = (width > 0 && !words.is_empty()).then_some(width);
            for (index, part) in words.split('\t').enumerate() {
                if index > 0 {
                    paragraph.runs.push(run(Inline::Tab));
                }
                if !part.is_empty() {
                    paragraph.runs.push(run(Inline::Text(part.to_owned())));
                }
            }
            document.blocks.push(Block::Paragraph(paragraph));
        }
        begins_page = true;
    }
    document
}

fn run(content: Inline) -> Run {
    Run { content, look: Look::default(), link: None }
}
